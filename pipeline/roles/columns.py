"""What a table's columns say: the words of their headers and what their cells hold.

In a table of labelled rows ("Recommendation", "Management response", "Target date", and again) what stands beside the same
label makes a column, and the label is its header.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.dates import find_dates
from pipeline.marks import CHOOSING, EMPTY
from pipeline.passages import Passage, Shape
from pipeline.profiles import Profile, first_match
from pipeline.roles.observing import Signal
from pipeline.roles.paper import Paper
from pipeline.wording import squash

HEADER_ROWS = 2
"""The header stands in the first rows of a table."""
HEADER_WORDS = 14
"""A cell of a header has no more words than this."""
ASKED = frozenset({"recommendation", "asking"})
"""Names in the header of a column that holds what was asked."""
MOSTLY = 0.6
"""Share of the first cells that are short in a table of labelled rows."""
LONG = 8
"""Words from which a cell holds a long wording."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the names of what its header says, and the shares of its cells that hold this or that."""

    header: frozenset[str]
    shares: dict[str, float]


Place = tuple[int, int, str]
"""A column: its table and its number, each from 0, or -1 and the label that its cells stand beside."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a paper's tables, and which of them each cell, given by its row and column, stands in."""

    known: dict[Place, Column]
    place_of: dict[tuple[int, int, int], Place]

    def of(self, passage: Passage) -> Place | None:
        """Return the column that a cell or a part of one stands in, None outside tables."""
        return self.place_of.get((passage.table, passage.row, passage.column))


def read_columns(paper: Paper) -> Columns:
    """Return the columns of a paper's tables."""
    tables: dict[int, list[Passage]] = {}
    for passage in paper.passages:
        if passage.shape is Shape.CELL:
            tables.setdefault(passage.table, []).append(passage)
    known: dict[Place, Column] = {}
    place_of: dict[tuple[int, int, int], Place] = {}
    for cells in tables.values():
        labelled = _are_labelled(cells, paper.profile)
        columns: dict[Place, list[Passage]] = {}
        for before, cell in zip([None, *cells], cells, strict=False):
            place = (cell.table, cell.column, "")
            if labelled and before is not None and (before.row, before.column) == (cell.row, cell.column - 1):
                place = (cell.table, -1, squash(_name_of(before)))
            columns.setdefault(place, []).append(cell)
            place_of[cell.table, cell.row, cell.column] = place
        for place, own in columns.items():
            known[place] = _labelled_column(own, cells, paper) if place[1] < 0 else _column(own, paper)
    return Columns(known, place_of)


def _are_labelled(cells: Sequence[Passage], profile: Profile) -> bool:
    """Tell whether the rows of a table are labelled: most first cells are short, and several say what stands beside them."""
    first = [cell for cell in cells if cell.column == 0]
    short = [cell for cell in first if len(cell.text.split()) <= HEADER_WORDS]
    speaking = {names for cell in short if (names := frozenset(header_names(_name_of(cell), profile)))}
    width = max(cell.column for cell in cells)
    return width in (1, 3) and len(short) >= MOSTLY * len(first) and len(speaking) > 1


def _labelled_column(cells: Sequence[Passage], table: Sequence[Passage], paper: Paper) -> Column:
    """Return what stands beside one label of a table."""
    first = cells[0]
    label = next(c for c in table if (c.row, c.column) == (first.row, first.column - 1))
    return Column(frozenset(header_names(_name_of(label), paper.profile)), _shares(cells, paper))


def _name_of(label: Passage) -> str:
    """Return the words of a row's label without its number: "Recommendation" of "Recommendation 3"."""
    return label.text or (label.label.name if label.label is not None else "")


def _column(cells: Sequence[Passage], paper: Paper) -> Column:
    head = [cell for cell in cells if cell.row < HEADER_ROWS and len(cell.text.split()) <= HEADER_WORDS]
    names = {name for cell in head for name in header_names(cell.text, paper.profile)}
    return Column(frozenset(names), _shares([cell for cell in cells if cell.row > 0], paper))


def _shares(cells: Sequence[Passage], paper: Paper) -> dict[str, float]:
    return {name: sum(is_so(cell, paper) for cell in cells) / len(cells) for name, is_so in CONTENTS.items() if cells}


def header_names(text: str, profile: Profile) -> Iterator[str]:
    """Yield what a column's header, or a label, says that its cells hold: "recommendation", "who", "when" and the like."""
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


def _is_tick(cell: Passage, paper: Paper) -> bool:
    marks = cell.printed.strip() or cell.text
    return 0 < len(marks) <= 2 and all(mark in CHOOSING + EMPTY for mark in marks)


def _is_date(cell: Passage, paper: Paper) -> bool:
    return len(cell.text.split()) <= LONG and next(find_dates(cell.text), None) is not None


def _is_name(cell: Passage, paper: Paper) -> bool:
    """Tell whether a cell seems to name somebody: a few words, most of them with capitals."""
    words = [word for word in cell.text.split() if len(word) > 3]
    return 0 < len(words) <= LONG and sum(word[0].isupper() for word in words) > MOSTLY * len(words)


CONTENTS: dict[str, Callable[[Passage, Paper], bool]] = {
    "statuses": _is_status,
    "demands": _asks,
    "long wordings": _is_long,
    "numbers": _is_number,
    "short words": _is_short,
    "ticks": _is_tick,
    "dates": _is_date,
    "names": _is_name,
}


def table_signals(passage: Passage, columns: Columns) -> Iterator[Signal]:
    """Yield what the column of a cell and the other columns of its table say."""
    place = columns.of(passage)
    if place is None:
        return
    own = columns.known[place]
    for name in sorted(own.header):
        yield f"column headed: {name}", 1.0
    if not own.header:
        yield "column headed: nothing known", 1.0
    for name, share in own.shares.items():
        yield f"column holds: {name}", share
    others = [c for other, c in columns.known.items() if other[0] == passage.table and other != place]
    for name in sorted({name for other in others for name in other.header}):
        yield f"table has a column headed: {name}", 1.0
    yield "table has a column of statuses", max((c.shares.get("statuses", 0.0) for c in others), default=0.0)
    yield "in the first row" if passage.row == 0 else "in a later row", 1.0
    if passage.column == 0:
        yield "in the first column", 1.0
    if not others:
        yield "table of one column", 1.0
