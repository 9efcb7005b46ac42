"""What a table's columns say: the words of their headers and what their cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.passages import Passage, Shape
from pipeline.profiles import Profile, first_match
from pipeline.roles.observing import Signal
from pipeline.roles.paper import Paper

HEADER_ROWS = 2
"""The header stands in the first rows of a table."""
HEADER_WORDS = 14
"""A cell of a header has no more words than this."""
LONG = 8
"""Words from which a cell holds a long wording."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the names of what its header says, and the shares of its cells that hold this or that."""

    header: frozenset[str]
    shares: dict[str, float]


def read_columns(paper: Paper) -> dict[tuple[int, int], Column]:
    """Return the columns of a paper's tables, by table and column, each counted from 0."""
    cells: dict[tuple[int, int], list[Passage]] = {}
    for passage in paper.passages:
        if passage.shape is Shape.CELL:
            cells.setdefault((passage.table, passage.column), []).append(passage)
    return {place: _column(own, paper) for place, own in cells.items()}


def _column(cells: Sequence[Passage], paper: Paper) -> Column:
    head = [cell for cell in cells if cell.row < HEADER_ROWS and len(cell.text.split()) <= HEADER_WORDS]
    names = {name for cell in head for name in _header_names(cell.text, paper.profile)}
    body = [cell for cell in cells if cell.row > 0]
    shares = {name: sum(is_so(cell, paper) for cell in body) / len(body) for name, is_so in CONTENTS.items() if body}
    return Column(frozenset(names), shares)


def _header_names(text: str, profile: Profile) -> Iterator[str]:
    yield from (pattern.id for pattern in profile.signals.column if pattern.regex.search(text))


def _is_status(cell: Passage, paper: Paper) -> bool:
    words = cell.text.split()
    return len(words) <= 6 and any(first_match(p, cell.text) for p in paper.profile.responding.statuses.values())


def _asks(cell: Passage, paper: Paper) -> bool:
    return len(cell.text.split()) >= 5 and first_match(paper.profile.recommending.wording, cell.text) is not None


def _is_long(cell: Passage, paper: Paper) -> bool:
    return len(cell.text.split()) >= LONG


def _is_number(cell: Passage, paper: Paper) -> bool:
    printed = cell.printed.strip()
    return len(printed) <= 12 and any(c.isdigit() for c in printed)


def _is_short(cell: Passage, paper: Paper) -> bool:
    return len(cell.text.split()) <= 3


CONTENTS: dict[str, Callable[[Passage, Paper], bool]] = {
    "statuses": _is_status,
    "demands": _asks,
    "long wordings": _is_long,
    "numbers": _is_number,
    "short words": _is_short,
}


def table_signals(passage: Passage, columns: dict[tuple[int, int], Column]) -> Iterator[Signal]:
    """Yield what the column of a cell and the other columns of its table say."""
    if passage.table < 0:
        return
    own = columns.get((passage.table, passage.column))
    if own is None:
        return
    for name in sorted(own.header):
        yield f"column headed: {name}", 1.0
    if not own.header:
        yield "column headed: nothing known", 1.0
    for name, share in own.shares.items():
        yield f"column holds: {name}", share
    others = [c for (table, column), c in columns.items() if table == passage.table and column != passage.column]
    for name in sorted({name for other in others for name in other.header}):
        yield f"table has a column headed: {name}", 1.0
    yield "table has a column of statuses", max((c.shares.get("statuses", 0.0) for c in others), default=0.0)
    yield "in the first row" if passage.row == 0 else "in a later row", 1.0
    if passage.column == 0:
        yield "in the first column", 1.0
    if not others:
        yield "table of one column", 1.0
