"""What the columns of a table of answers hold, by the words of their headers and by what their cells say.

A column is known by both: "Response" may head a status or a paragraph, "Status" how far the work is or what was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.answering.delivery import is_yes_or_no
from pipeline.answering.verdicts import is_bare_verdict, is_blank, is_tick, verdict_of_cell, verdict_of_opening
from pipeline.profiles import Patterns, Profile, first_match

LONG = 5
"""Words from which a cell may hold the wording of a recommendation, or an answer."""
ANSWER = 9
"""Words of a column's cells on average from which they are answers, though its header names a day or an owner, too."""
STATUS_WORDS = 9
"""A cell of statuses has no more words than this, notes such as a date among them."""
MOSTLY = 0.6
"""Share of a column's filled cells from which it is one of statuses, or of wordings that ask for something."""
FEWEST = 2
"""Answers that a table without a header of a form must hold to be one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a form holds what, counted from 0; -1 if the form has none.

    `ticks` are the columns headed by a status in which a mark says that it is chosen, each with that status's words; `bodies` those
    in which several bodies answer, each with the body's name.
    """

    recommendation: int
    number: int = -1
    status: int = -1
    action: int = -1
    timescale: int = -1
    responder: int = -1
    ticks: tuple[tuple[int, str], ...] = ()
    bodies: tuple[tuple[int, str], ...] = ()

    @property
    def width(self) -> int:
        """The last column that holds anything of a form."""
        own = (self.recommendation, self.status, self.action, self.timescale, self.responder)
        return max(*own, *(column for column, _ in (*self.ticks, *self.bodies)))


def read_columns(header: Sequence[str], rows: Sequence[Sequence[str]], profile: Profile) -> Columns | None:
    """Return what the columns of a table hold, or None if it is no table of answers.

    Args:
        header: the words above each column, "" where none stand there.
        rows: the cells below the header, row by row.
        profile: words and patterns.
    """
    table = _Table(header, rows, profile)
    recommendation = table.wording()
    if recommendation < 0:
        return None
    ticks = table.ticks(recommendation)
    taken = [recommendation, *(column for column, _ in ticks)]
    number = table.number(taken)
    responding = profile.responding
    timescale = table.only_headed(responding.column_timescale, [*taken, number])
    responder = table.only_headed(responding.column_responder, [*taken, number, timescale])
    taken += [number, timescale, responder]
    if bodies := table.bodies(taken):
        return Columns(recommendation, number, timescale=timescale, bodies=tuple(bodies))
    status = -1 if ticks else table.status(taken)
    action = table.action([*taken, status])
    timescale = timescale if timescale >= 0 else table.headed(responding.column_timescale, [*taken, status, action])
    if responder < 0:
        responder = table.headed(responding.column_responder, [*taken, status, action])
    if not ticks and status < 0 and not table.answers(action, recommendation):
        return None
    if not table.is_worded(recommendation, action):
        return None
    if status >= 0 and table.tells_progress(status):
        return None
    if status >= 0 and not table.is_named(recommendation, status) and not table.is_plain(status):
        return None
    return Columns(recommendation, number, status, action, timescale, responder, tuple(ticks))


def is_number(cell: str) -> bool:
    """Tell whether a cell is as short as one that holds a number, in digits or letters."""
    return len(cell) <= (16 if any(c.isdigit() for c in cell) else 4)


@dataclass(frozen=True)
class _Table:
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    profile: Profile

    def cells(self, column: int) -> list[str]:
        own = [row[column] for row in self.rows if column < len(row)]
        return [cell for cell in own if not is_blank(cell, self.profile)]

    def share(self, column: int, is_so: Callable[[str], bool]) -> float:
        own = self.cells(column)
        return sum(map(is_so, own)) / len(own) if own else 0.0

    def length(self, column: int) -> float:
        own = self.cells(column)
        return sum(len(cell.split()) for cell in own) / len(own) if own else 0.0

    def says(self, column: int, *patterns: Patterns) -> bool:
        return any(first_match(own, self.header[column]) is not None for own in patterns)

    def headed(self, patterns: Patterns, taken: Sequence[int]) -> int:
        return next((c for c in range(len(self.header)) if c not in taken and self.says(c, patterns)), -1)

    def wording(self) -> int:
        """The column of what is answered: its header names it, or most of its cells ask for something."""
        responding = self.profile.responding
        headed = self.headed(responding.column_recommendation, ())
        if headed >= 0:
            return headed
        answering = (responding.column_action, responding.column_status, responding.column_timescale)

        def asks(cell: str) -> bool:
            return len(cell.split()) >= LONG and first_match(self.profile.recommending.wording, cell) is not None

        shares = {
            column: self.share(column, asks) + MOSTLY * self.says(column, responding.column_asking)
            for column in range(len(self.header))
            if not self.says(column, *answering) and self.length(column) >= LONG
        }
        best = max(shares, key=lambda column: (shares[column], -column), default=-1)
        if best >= 0 and shares[best] >= MOSTLY and len(self.cells(best)) >= FEWEST:
            return best
        asking = [c for c in range(len(self.header)) if self.says(c, responding.column_asking)]
        answered = self.headed(responding.column_action, asking)
        named = next((c for c in asking if c < answered and self.length(answered) >= LONG), -1)
        return named if named >= 0 else self.subject()

    def subject(self) -> int:
        """The column that only names what is answered, before columns to tick or one of statuses, and behind them the answer:
        "Rec | Subject | Agreed | Not agreed | Comment"."""
        ticks = [column for column, _ in self.ticks(-1)]
        statuses = [
            c
            for c in range(len(self.header))
            if self.is_plain(c) and (self.says(c, self.profile.responding.column_status) or self.is_counted(c))
        ]
        place = (ticks or statuses or [0])[0]
        named = self.headed(self.profile.responding.column_action, [*ticks, *statuses])
        worded = any(self.length(c) >= LONG for c in range(place + 1, len(self.header)))
        if place <= 0 or not (named > place or (named < 0 and worded)):
            return -1
        before = [c for c in range(place) if self.length(c) >= FEWEST]
        return before[0] if before else place - 1

    def is_counted(self, column: int) -> bool:
        """Tell whether numbers stand in a column before another: those of what the rows answer."""
        return any(self.share(c, is_number) >= MOSTLY and len(self.cells(c)) >= FEWEST for c in range(column))

    def ticks(self, recommendation: int) -> list[tuple[int, str]]:
        """The columns headed by a status, of which one is marked in each row; none if only one is."""
        found = [
            (column, self.header[column])
            for column in range(len(self.header))
            if column != recommendation
            and len(self.header[column].split()) <= 3
            and verdict_of_cell(self.header[column], self.profile) is not None
            and all(is_tick(cell) is not None for cell in self.cells(column))
        ]
        return found if len(found) >= FEWEST else []

    def bodies(self, taken: Sequence[int]) -> list[tuple[int, str]]:
        """The columns headed by bodies, if several answer: most cells of each are answers at length, or say a verdict."""
        found = [
            (c, self.header[c])
            for c in range(len(self.header))
            if c not in taken and self.says(c, self.profile.responding.column_body)
        ]
        answering = [
            (c, name)
            for c, name in found
            if self.share(c, lambda cell: verdict_of_opening(cell, self.profile) is not None) * 2 >= MOSTLY
        ]
        return found if len(found) >= FEWEST and answering else []

    def number(self, taken: Sequence[int]) -> int:
        before = [c for c in range(taken[0]) if c not in taken]
        return next((c for c in before if self.share(c, is_number) >= MOSTLY), -1)

    def status(self, taken: Sequence[int]) -> int:
        """The column most of whose cells are statuses, else one that is headed so: of an unfilled form, or in own words."""

        def is_status(cell: str) -> bool:
            return len(cell.split()) <= STATUS_WORDS and verdict_of_cell(cell, self.profile) is not None

        shares = {c: self.share(c, is_status) for c in range(len(self.header)) if c not in taken}
        best = max(shares, key=lambda c: (shares[c], -c), default=-1)
        if best >= 0 and shares[best] >= MOSTLY:
            return best
        headed = self.headed(self.profile.responding.column_status, taken)
        return headed if headed >= 0 and self.length(headed) <= STATUS_WORDS else -1

    def only_headed(self, patterns: Patterns, taken: Sequence[int]) -> int:
        """The column headed so and not as the answer, nor as long as one: "Action and lead officer", "Action, and by when" are answers."""
        answers = self.profile.responding.column_action
        headed = (c for c in range(len(self.header)) if c not in taken and self.says(c, patterns))
        return next((c for c in headed if not self.says(c, answers) and self.length(c) < ANSWER), -1)

    def action(self, taken: Sequence[int]) -> int:
        """The column of the answer: headed so, or else the one with the longest cells."""
        own = self.profile.responding
        left = [c for c in range(len(self.header)) if c not in taken]
        weights = {c: 2.0 * self.says(c, own.column_action) + min(1.0, self.length(c) / 10) for c in left}
        best = max(weights, key=lambda c: (weights[c], -c), default=-1)
        return best if best >= 0 and weights[best] >= LONG / 10 else -1

    def is_worded(self, recommendation: int, action: int) -> bool:
        """Tell whether a table holds wordings to answer, or answers at length: a summary names both only by numbers."""
        return self.length(recommendation) >= LONG or (action >= 0 and self.length(action) >= LONG)

    def is_named(self, recommendation: int, status: int) -> bool:
        """Tell whether the header names either column, so that words of agreement in the cells are an answer's."""
        own = self.profile.responding
        asked = self.says(recommendation, own.column_recommendation, own.column_asking)
        return asked or self.says(status, own.column_status)

    def tells_progress(self, status: int) -> bool:
        """Tell whether a column headed like one of statuses says how far the work is: "Green", "Complete"."""
        marks = self.profile.responding.progress_marks
        return self.share(status, lambda cell: first_match(marks, cell) is not None) >= MOSTLY

    def is_plain(self, status: int) -> bool:
        """Tell whether a column without a name holds statuses and nothing else; "Yes" and "No" may answer any question."""
        bare = self.share(status, lambda cell: is_bare_verdict(cell, self.profile) and not is_yes_or_no(cell))
        return bare >= MOSTLY and len(self.cells(status)) >= FEWEST

    def answers(self, action: int, recommendation: int) -> bool:
        """Tell whether a table without statuses holds answers: its headers say so of both columns."""
        own = self.profile.responding
        return (
            action >= 0
            and self.says(recommendation, own.column_recommendation, own.column_asking)
            and self.says(action, own.column_action)
        )
