"""Tables that tell what became of recommendations: monitoring reports, action plans, trackers, status then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.answering.update_columns import Cells, Columns, Lines, State, columns_of, is_wording_alone, parted
from pipeline.answering.update_records import as_rows
from pipeline.document import Block, BlockKind, Report, TableRow
from pipeline.profiles import Profile, first_match
from pipeline.wording import join_lines

HEADER_ROWS, HEADER_WORDS = 2, 12
"""A header stands in the first rows of a table; its cells have no more words than this."""
ABOVE = 2
"""So many blocks above a table may say what it is about."""
FRONT = 4
"""So many blocks at the head of a paper may say what all of it is about."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper tells of one recommendation: the lines of each field, the colour of its cell, and the words that say of when.

    `row` are the lines of its own place, `named` is the number that a heading gives, `skip` and `owner_skip` the characters in front of
    the wording of `text` and `owner`, such as "Update:" and "Lead:", `wording` what was recommended, if no
    lines of its own say it.
    """

    row: Lines
    number: Lines = ()
    recommendation: Lines = ()
    text: Lines = ()
    state: Lines = ()
    mark: Lines = ()
    shade: str = ""
    owner: Lines = ()
    due: Lines = ()
    when: str = ""
    rule: str = "table"
    named: str = ""
    skip: int = 0
    owner_skip: int = 0
    wording: str = ""


def told_in_tables(report: Report, profile: Profile, known: frozenset[str]) -> list[Told]:
    """Return what a report's tables tell of what became of recommendations, row by row, the earlier of two states first."""
    told: list[Told] = []
    columns: Columns | None = None
    said_first = _speak(report.blocks[:FRONT], profile)
    above: list[Block] = []
    for block in as_rows(report.blocks, profile, known):
        if block.kind is not BlockKind.TABLE:
            above.append(block)
            continue
        about = said_first or _speak(above[-ABOVE:], profile)
        above = []
        found = _read_columns(block, about, profile, known)
        if found is not None:
            columns, skipped = found
        elif columns is None or max(len(row.cells) for row in block.rows) <= columns.last:
            columns = None
            continue
        else:
            skipped = 0
        told += _rows(block.rows[skipped:], columns, profile, known)
    return told


def _speak(blocks: Sequence[Block], profile: Profile) -> bool:
    """Tell whether blocks of running text say that what follows is about recommendations."""
    return any(first_match(profile.following.about, block.text) for block in blocks)


def _read_columns(block: Block, about: bool, profile: Profile, known: frozenset[str]) -> tuple[Columns, int] | None:
    """Return the columns of a table that tells of progress and how many rows its header takes; None of any other table."""
    texts = [[join_lines([line.text for line in cell], known) for cell in row.cells] for row in block.rows]
    width = max((len(row) for row in texts), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in texts]
    for count in range(1, min(HEADER_ROWS, len(texts) - 1) + 1):
        head = texts[:count]
        if any(len(cell.split()) > HEADER_WORDS for row in head for cell in row):
            return None
        header = [" ".join(filter(None, (row[column] for row in head))) for column in range(width)]
        columns = columns_of(Cells(header, texts[count:], block.rows[count:], profile), about)
        if columns is not None:
            return columns, count
    return None


def _rows(rows: Sequence[TableRow], columns: Columns, profile: Profile, known: frozenset[str]) -> Iterator[Told]:
    """Yield what each row tells; a row of nothing but a wording is the recommendation of the rows below it."""
    above: Lines = ()
    for row in rows:
        own = _Row(row)
        if is_wording_alone([join_lines([line.text for line in cell], known) for cell in row.cells]):
            above = tuple(row.lines)
            continue
        numbered = own.cell(columns.number)
        base = Told(
            tuple(row.lines),
            () if above and not numbered else numbered,
            own.cell(columns.recommendation) if numbered or not above else above,
            own.cell(columns.text),
            mark=own.cell(columns.mark),
            shade=own.shade(columns.mark),
            owner=own.cell(columns.owner),
            due=next((own.cell(c) for c in columns.due if own.cell(c)), ()),
            when=columns.spoken,
        )
        yield from _states(base, own, columns, profile)


@dataclass(frozen=True, slots=True)
class _Row:
    row: TableRow

    def cell(self, column: int) -> Lines:
        return tuple(self.row.cells[column]) if 0 <= column < len(self.row.cells) else ()

    def shade(self, column: int) -> str:
        return self.row.colours[column] if 0 <= column < len(self.row.colours) else ""


def _states(base: Told, own: _Row, columns: Columns, profile: Profile) -> Iterator[Told]:
    """Yield a row as it was and as it is where it says both; what was done belongs to the later.

    Where no other column says what was done, the comment below a status does. The days of a table that gives several belong to
    the later state, too.
    """
    if not columns.states:
        if base.text or base.mark or base.shade:
            yield base
        return
    *earlier, last = columns.states
    for state in earlier:
        if own.cell(state.column):
            status, comment = _said(own, state, (), profile)
            due = base.due if len(columns.due) == 1 else ()
            shade = own.shade(state.column)
            yield replace(base, state=status, when=state.when, text=comment, due=due, mark=(), shade=shade)
    if own.cell(last.column) or base.text or base.mark or base.shade:
        status, comment = _said(own, last, base.text, profile)
        shade = base.shade or own.shade(last.column)
        yield replace(base, state=status, text=comment, when=last.when if earlier else base.when, shade=shade)


def _said(own: _Row, state: State, done: Lines, profile: Profile) -> tuple[Lines, Lines]:
    """Return the status and the comment of a row's state: what stands in the comment's column, what was done, or below the status."""
    if state.comment >= 0:
        return own.cell(state.column), own.cell(state.comment)
    return (own.cell(state.column), done) if done else parted(own.cell(state.column), profile)
