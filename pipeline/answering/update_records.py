"""Records of labelled rows ("Recommendation", "Progress", "Lead", and again) as one table with the labels as its header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.document import Block, BlockKind, Line, TableRow
from pipeline.labels import read_labels
from pipeline.profiles import Profile
from pipeline.roles.columns import ASKED, header_names
from pipeline.wording import join_lines, squash

FEWEST_ROWS = 3
"""A record has at least so many labelled rows."""
LABEL_WORDS = 6
"""The label of a row has no more words than this."""

Cell = Sequence[Line]


def as_rows(blocks: Sequence[Block], profile: Profile, known: frozenset[str]) -> Iterator[Block]:
    """Yield blocks, with tables of labelled rows turned into one table, a row for each recommendation.

    Tables of the same labels that follow one another are one. The number behind a label ("Recommendation (i)") stays in front of the
    wording beside it.
    """
    turned = [(block, _records(block, profile, known)) for block in blocks]
    for labelled, group in groupby(turned, key=lambda one: bool(one[1])):
        members = list(group)
        if not labelled:
            yield from (block for block, _ in members)
            continue
        rows = [row for _, records in members for row in records]
        yield replace(members[0][0], rows=tuple(_table(rows, known)))


def _records(block: Block, profile: Profile, known: frozenset[str]) -> list[list[TableRow]]:
    """Return the records of a table of labelled rows, each the rows of one recommendation."""
    if block.kind is not BlockKind.TABLE or any(len(row.cells) != 2 for row in block.rows):
        return []
    labels = [_text(row.cells[0], known) for row in block.rows]
    if any(not 0 < len(label.split()) <= LABEL_WORDS for label in labels):
        return []
    says = [set(header_names(label, profile)) for label in labels]
    named = {"recommendation"} if any("recommendation" in own for own in says) else ASKED
    starts = [i for i, own in enumerate(says) if named & own]
    records = [list(block.rows[i:j]) for i, j in pairwise([*starts, len(labels)])]
    return records if records and all(len(record) >= FEWEST_ROWS for record in records) else []


def _table(records: Sequence[Sequence[TableRow]], known: frozenset[str]) -> Iterator[TableRow]:
    """Yield the header of records and a row for each."""
    names: dict[str, Cell] = {}
    for record in records:
        for place, row in enumerate(record):
            names.setdefault(_name(row, place, known), row.cells[0])
    first = records[0][0]
    yield replace(first, cells=tuple(tuple(label) for label in names.values()), colours=())
    for record in records:
        cells = {_name(row, place, known): row for place, row in enumerate(record)}
        own = [cells.get(name) for name in names]
        yield replace(
            first,
            cells=tuple(_beside(row, place) if row is not None else () for place, row in enumerate(own)),
            colours=tuple((row.colours[1] if len(row.colours) > 1 else "") if row is not None else "" for row in own),
        )


def _name(row: TableRow, place: int, known: frozenset[str]) -> str:
    return "" if place == 0 else squash(_text(row.cells[0], known))


def _beside(row: TableRow, place: int) -> tuple[Line, ...]:
    """Return what stands beside a label; what was recommended with the number of its label."""
    label = " ".join(line.text for line in row.cells[0])
    numbered = place == 0 and bool(read_labels(label) and read_labels(label)[0].text)
    return (*row.cells[0], *row.cells[1]) if numbered else tuple(row.cells[1])


def _text(cell: Cell, known: frozenset[str]) -> str:
    return join_lines([line.text for line in cell], known)
