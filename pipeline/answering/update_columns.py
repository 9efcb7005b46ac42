"""Which columns of a table tell of progress, and which hold the number, the wording, the owner and the days.

A table tells of progress if a column is headed so, or holds deliveries or colours, beside a recommendation or its number, and
something says that it is about recommendations: a header, what stands right above it, the paper's title, or how its wordings ask.
Registers of risks, programmes of projects and measures of performance have the same columns. What was decided of a recommendation,
in a column of its own, is an answer and none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.answering.delivery import colour_named, delivery_stated, is_yes_or_no
from pipeline.answering.verdicts import is_bare_verdict, is_blank
from pipeline.dates import find_timescale
from pipeline.document import Line, TableRow
from pipeline.labels import holds_number
from pipeline.profiles import Patterns, Profile, first_match
from pipeline.roles.columns import ASKED, header_names

MOSTLY = 0.5
"""Share of a column's filled cells from which it holds deliveries, colours or numbers."""
WORDING = 5
"""Words from which a cell holds a wording."""
SEVERAL = 2
"""Words that the cells of a column have on average, if it says what was done."""
STATUS_WORDS = 4
"""A status above a comment in its cell has no more words than this."""
NUMBER_LENGTH = 12
"""A number has no more characters than this."""

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A column that says how far it is, the words of its header that say when, and the column of its comment, -1 for none."""

    column: int
    when: str
    comment: int = -1


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what, counted from 0; -1 for none.

    `due` are those of days, the latest given first; `spoken` is the header that says of which day what was done speaks; `states`
    are those that say how far it is, the earlier first.
    """

    number: int = -1
    recommendation: int = -1
    text: int = -1
    mark: int = -1
    owner: int = -1
    due: tuple[int, ...] = ()
    spoken: str = ""
    states: tuple[State, ...] = ()

    @property
    def last(self) -> int:
        """The rightmost of them."""
        single = (self.number, self.recommendation, self.text, self.mark, self.owner)
        return max([*single, *self.due, *(state.column for state in self.states)])


@dataclass(slots=True)
class Cells:
    """A table's header and cells as text, while its columns are told."""

    header: list[str]
    rows: list[list[str]]
    source: Sequence[TableRow]
    profile: Profile
    taken: set[int] = field(default_factory=set)

    def headed(self, patterns: Patterns, column: int) -> bool:
        """Tell whether the header of a column matches one of some patterns."""
        return first_match(patterns, self.header[column]) is not None

    def says(self, column: int) -> set[str]:
        """Return what its header says that a column holds: "who", "when", "recommendation" and the like."""
        return set(header_names(self.header[column], self.profile))

    def cells(self, column: int) -> list[str]:
        """Return what stands in a column's cells, blank ones left out."""
        return [row[column] for row in self.rows if not is_blank(row[column], self.profile)]

    def filled(self, column: int) -> list[Lines]:
        """Return the lines of each filled cell."""
        return [tuple(row.cells[column]) for row in self.source if column < len(row.cells) and row.cells[column]]

    def coloured(self, column: int) -> float:
        """Return the share of its cells that are filled with a colour."""
        return _share([column < len(row.colours) and bool(row.colours[column]) for row in self.source])

    def mean_words(self, column: int) -> float:
        """Return how many words the filled cells of a column hold on average."""
        cells = self.cells(column)
        return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0

    def take(self, columns: Sequence[int]) -> int:
        """Return the first of some columns that is free, and take it; -1 if none is."""
        free = next((column for column in columns if column not in self.taken), -1)
        self.taken.add(free)
        return free


def _share(holds: Sequence[bool]) -> float:
    return sum(holds) / len(holds) if holds else 0.0


def columns_of(table: Cells, about: bool) -> Columns | None:
    """Return the columns of a table that tells of progress; None of any other table.

    Args:
        table: its header and its cells.
        about: its paper, or what stands above it, says that it is about recommendations.
    """
    profile, width = table.profile, range(len(table.header))
    words = profile.following
    decided = {c for c in width if table.headed(words.decided, c) and not table.headed(words.progress, c)}
    marks = [c for c in width if c not in decided and _holds_colours(table, c)]
    stating = [c for c in width if c not in decided and c not in marks and _holds_states(table, c)]
    table.taken |= {*decided, *stating}
    mark = table.take(marks)
    states = _with_comments(table, stating)
    progress = table.take([c for c in width if table.headed(words.progress, c) and table.mean_words(c) >= SEVERAL])
    if progress < 0 and mark < 0 and not states:
        return None
    numbers = [c for c in width if _holds_numbers(table, c)]
    number = table.take(sorted(numbers, key=lambda c: "number" not in table.says(c)))
    asking = [c for c in width if ASKED & table.says(c)]
    recommendation = table.take(sorted(asking, key=lambda c: -table.mean_words(c)))
    if number < 0 and recommendation < 0 and not any(map(is_wording_alone, table.rows)):
        return None
    due = [c for c in width if c not in table.taken and "when" in table.says(c)]
    due.sort(key=lambda c: (not table.headed(words.now, c), table.headed(words.then, c), -c))
    table.taken |= set(due)
    owner = table.take([c for c in width if "who" in table.says(c)])
    rest = [c for c in width if c not in table.taken and table.mean_words(c) >= WORDING]
    commented = any(state.comment >= 0 for state in states)
    text = progress if progress >= 0 or commented else table.take(rest[::-1])
    recommendation = recommendation if recommendation >= 0 else table.take(rest)
    spoken = table.header[text] if text >= 0 and any(map(str.isdigit, table.header[text])) else ""
    columns = Columns(number, recommendation, text, mark, owner, tuple(due), spoken, states)
    return columns if about or _asks(table, columns) else None


def _asks(table: Cells, columns: Columns) -> bool:
    """Tell whether a table says itself that it is about recommendations: a header does, or most wordings ask."""
    responding = table.profile.responding
    headers = (responding.column_recommendation, responding.column_asking)
    if any(table.headed(patterns, column) for patterns in headers for column in range(len(table.header))):
        return True
    alone = [next(filter(None, row)) for row in table.rows if is_wording_alone(row)]
    wordings = alone or (table.cells(columns.recommendation) if columns.recommendation >= 0 else [])
    asks = table.profile.recommending.asks
    return _share([first_match(asks, wording) is not None for wording in wordings]) >= MOSTLY


def _with_comments(table: Cells, stating: Sequence[int]) -> tuple[State, ...]:
    """Return columns that state how far it is, the earlier first; where each has a comment of its own day in front, with that."""
    words = table.profile.following
    ordered = sorted(stating, key=lambda c: (table.headed(words.now, c), not table.headed(words.then, c), c))
    states = tuple(State(c, table.header[c]) for c in ordered)
    before = [c - 1 for c in ordered]
    dated = [c for c in before if c >= 0 and c not in table.taken and any(map(str.isdigit, table.header[c]))]
    if len(states) < SEVERAL or len(dated) < len(states) or min(map(table.mean_words, dated)) < SEVERAL:
        return states
    table.taken |= set(dated)
    return tuple(replace(s, when=table.header[c], comment=c) for s, c in zip(states, before, strict=True))


def _holds_colours(table: Cells, column: int) -> bool:
    cells = table.cells(column)
    named = _share([bool(colour_named(cell, table.profile)) for cell in cells])
    return named >= MOSTLY or (not cells and table.coloured(column) >= MOSTLY)


def _holds_states(table: Cells, column: int) -> bool:
    stated = [
        delivery_stated(cell, table.profile) is not None and not is_bare_verdict(cell, table.profile)
        for cell in table.cells(column)
    ]
    commented = [bool(parted(cell, table.profile)[1]) for cell in table.filled(column)]
    answered = (
        table.headed(table.profile.following.done, column)
        and _share(list(map(is_yes_or_no, table.cells(column)))) >= MOSTLY
    )
    return answered or max(_share(stated), _share(commented)) >= MOSTLY


def _holds_numbers(table: Cells, column: int) -> bool:
    cells = table.cells(column)
    numbered = [
        holds_number(cell.strip()) and len(cell.strip()) <= NUMBER_LENGTH and find_timescale(cell) is None
        for cell in cells
    ]
    return _share(numbered) > MOSTLY


def is_wording_alone(row: Sequence[str]) -> bool:
    """Tell whether a row is nothing but a wording: the recommendation of the rows below it."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and len(filled[0].split()) >= WORDING


def parted(cell: Lines, profile: Profile) -> tuple[Lines, Lines]:
    """Return the status of a cell and the comment below it: the first lines that state one, in few words, and the rest."""
    if len(" ".join(line.text for line in cell).split()) <= STATUS_WORDS:
        return cell, ()
    for count in range(1, len(cell)):
        status = " ".join(line.text for line in cell[:count])
        if len(status.split()) > STATUS_WORDS:
            break
        if delivery_stated(status, profile) is not None:
            return cell[:count], cell[count:]
    return cell, ()
