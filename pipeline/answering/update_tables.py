"""Tables that tell what became of recommendations: monitoring reports, action plans, trackers, status then and now.

A table is one if a column is headed by progress, or holds deliveries or colours, beside a recommendation or its number. What
was decided of it, in a column of its own, is an answer and none of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.answering.delivery import colour_named, delivery_stated
from pipeline.answering.verdicts import is_blank
from pipeline.dates import find_timescale
from pipeline.document import Block, BlockKind, Line, Report, TableRow
from pipeline.labels import holds_number
from pipeline.profiles import Patterns, Profile, first_match
from pipeline.wording import join_lines

HEADER_ROWS, HEADER_WORDS = 2, 12
"""A header stands in the first rows of a table; its cells have no more words than this."""
MOSTLY = 0.5
"""Share of a column's filled cells from which it holds deliveries, colours or numbers."""
WORDING = 5
"""Words from which a cell holds a wording."""

STATUS_WORDS = 4
"""A status above a comment in its cell has no more words than this."""
NUMBER_LENGTH = 12
"""A number has no more characters than this."""

Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a paper tells of one recommendation: the lines of each field, the colour of its cell, and the words that say of when.

    `named` is the number that a heading gives, `skip` the characters in front of the wording of `text`, such as "Update:".
    """

    number: Lines = ()
    recommendation: Lines = ()
    text: Lines = ()
    stage: Lines = ()
    mark: Lines = ()
    shade: str = ""
    owner: Lines = ()
    due: Lines = ()
    when: str = ""
    rule: str = "table"
    named: str = ""
    skip: int = 0

    @property
    def lines(self) -> Lines:
        """All lines but those of another row."""
        return (*self.number, *self.recommendation, *self.text, *self.stage, *self.mark, *self.due, *self.owner)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns hold what, counted from 0; -1 for none.

    `due` are those of days, the latest given first; `spoken` is the header that says of which day what was done speaks; `stages`
    are (column, words that say of when), the earlier first.
    """

    number: int = -1
    recommendation: int = -1
    text: int = -1
    mark: int = -1
    owner: int = -1
    due: tuple[int, ...] = ()
    spoken: str = ""
    stages: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class _Table:
    """A table's header and cells as text, while its columns are told."""

    header: list[str]
    rows: list[list[str]]
    source: Sequence[TableRow]
    profile: Profile
    taken: set[int] = field(default_factory=set)

    def headed(self, patterns: Patterns, column: int) -> bool:
        return first_match(patterns, self.header[column]) is not None

    def cells(self, column: int) -> list[str]:
        return [row[column] for row in self.rows if not is_blank(row[column], self.profile)]

    def share(self, column: int, holds: Sequence[bool]) -> float:
        return sum(holds) / len(holds) if holds else 0.0

    def first_lines(self, column: int) -> list[str]:
        """Return the first line of each filled cell: the status, where a comment stands below it."""
        cells = [row.cells[column] for row in self.source if column < len(row.cells) and row.cells[column]]
        return [cell[0].text for cell in cells]

    def coloured(self, column: int) -> float:
        own = [bool(row.colours[column]) if column < len(row.colours) else False for row in self.source]
        return self.share(column, own)

    def mean_words(self, column: int) -> float:
        cells = self.cells(column)
        return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0

    def take(self, columns: Sequence[int]) -> int:
        """Return the first of some columns that is free, and take it; -1 if none is."""
        free = next((column for column in columns if column not in self.taken), -1)
        self.taken.add(free)
        return free


def told_in_tables(report: Report, profile: Profile, known: frozenset[str]) -> list[Told]:
    """Return what a report's tables tell of what became of recommendations, row by row, the earlier of two states first."""
    told: list[Told] = []
    columns: _Columns | None = None
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        found = _read_columns(block, profile, known)
        if found is not None:
            columns, skipped = found
        elif columns is None or max(len(row.cells) for row in block.rows) <= _last(columns):
            columns = None
            continue
        else:
            skipped = 0
        told += _rows(block.rows[skipped:], columns, known)
    return told


def _read_columns(block: Block, profile: Profile, known: frozenset[str]) -> tuple[_Columns, int] | None:
    """Return the columns of a table that tells of progress and how many rows its header takes; None of any other table."""
    texts = [[join_lines([line.text for line in cell], known) for cell in row.cells] for row in block.rows]
    width = max((len(row) for row in texts), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in texts]
    for count in range(1, min(HEADER_ROWS, len(texts) - 1) + 1):
        head = texts[:count]
        if any(len(cell.split()) > HEADER_WORDS for row in head for cell in row):
            return None
        header = [" ".join(filter(None, (row[column] for row in head))) for column in range(width)]
        table = _Table(header, texts[count:], block.rows[count:], profile)
        columns = _columns(table)
        if columns is not None:
            return columns, count
    return None


def _columns(table: _Table) -> _Columns | None:
    profile, width = table.profile, range(len(table.header))
    words = profile.following
    decided = {c for c in width if table.headed(words.decided, c) and not table.headed(words.progress, c)}
    marks = [c for c in width if c not in decided and _holds_colours(table, c)]
    stages = [c for c in width if c not in decided and c not in marks and _holds_stages(table, c)]
    table.taken |= {*decided, *stages}
    mark = table.take(marks)
    progress = table.take([c for c in width if table.headed(words.progress, c) and table.mean_words(c) >= 2])
    if progress < 0 and mark < 0 and not stages:
        return None
    numbers = [c for c in width if _holds_numbers(table, c)]
    number = table.take(sorted(numbers, key=lambda c: not _is_headed_number(table, c)))
    asking = [c for c in width if table.headed(words.asked, c)]
    recommendation = table.take(sorted(asking, key=lambda c: -table.mean_words(c)))
    if number < 0 and recommendation < 0 and not any(_is_wording_alone(row) for row in table.rows):
        return None
    due = [c for c in width if table.headed(words.due, c)]
    due = [c for c in due if c not in table.taken]
    due.sort(key=lambda c: (not table.headed(words.now, c), table.headed(words.then, c), -c))
    table.taken |= set(due)
    owner = table.take([c for c in width if table.headed(words.owner, c)])
    rest = [c for c in width if c not in table.taken and c not in due and table.mean_words(c) >= WORDING]
    text = progress if progress >= 0 else table.take(rest[::-1])
    ordered = sorted(stages, key=lambda c: (table.headed(words.now, c), not table.headed(words.then, c), c))
    times = tuple((c, table.header[c]) for c in ordered)
    spoken = table.header[text] if text >= 0 and any(map(str.isdigit, table.header[text])) else ""
    return _Columns(number, recommendation, text, mark, owner, tuple(due), spoken, times)


def _holds_colours(table: _Table, column: int) -> bool:
    cells = table.cells(column)
    named = table.share(column, [bool(colour_named(cell, table.profile)) for cell in cells])
    headed = table.headed(table.profile.following.rag, column)
    return (bool(cells) and named >= MOSTLY) or (table.coloured(column) >= MOSTLY and (headed or not cells))


def _holds_stages(table: _Table, column: int) -> bool:
    cells = table.cells(column)
    stated = [delivery_stated(cell, table.profile) is not None for cell in cells]
    lines = table.first_lines(column)
    first = [len(ln.split()) <= STATUS_WORDS and delivery_stated(ln, table.profile) is not None for ln in lines]
    return bool(cells) and max(table.share(column, stated), table.share(column, first)) >= MOSTLY


def _holds_numbers(table: _Table, column: int) -> bool:
    cells = table.cells(column)
    numbered = [
        holds_number(cell.strip()) and len(cell.strip()) <= NUMBER_LENGTH and find_timescale(cell) is None
        for cell in cells
    ]
    return bool(cells) and table.share(column, numbered) > MOSTLY


def _is_wording_alone(row: Sequence[str]) -> bool:
    """Tell whether a row is nothing but a wording: the recommendation of the rows below it."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and len(filled[0].split()) >= WORDING


def _is_headed_number(table: _Table, column: int) -> bool:
    return any(p.id == "number" and p.regex.search(table.header[column]) for p in table.profile.signals.column)


def _last(columns: _Columns) -> int:
    stages = [column for column, _ in columns.stages]
    single = (columns.number, columns.recommendation, columns.text, columns.mark, columns.owner)
    return max([*single, *columns.due, *stages])


def _rows(rows: Sequence[TableRow], columns: _Columns, known: frozenset[str]) -> Iterator[Told]:
    """Yield what each row tells; a row of nothing but a wording is the recommendation of the rows below it."""
    above: Lines = ()
    for row in rows:
        own = _Row(row)
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and len(join_lines([line.text for line in filled[0]], known).split()) >= WORDING:
            above = tuple(filled[0])
            continue
        base = Told(
            () if above else own.cell(columns.number),
            above or own.cell(columns.recommendation),
            own.cell(columns.text),
            mark=own.cell(columns.mark),
            shade=own.shade(columns.mark),
            owner=own.cell(columns.owner),
            due=next((own.cell(c) for c in columns.due if own.cell(c)), ()),
            when=columns.spoken,
        )
        yield from _stages(base, own, columns)


@dataclass(frozen=True, slots=True)
class _Row:
    row: TableRow

    def cell(self, column: int) -> Lines:
        return tuple(self.row.cells[column]) if 0 <= column < len(self.row.cells) else ()

    def shade(self, column: int) -> str:
        return self.row.colours[column] if 0 <= column < len(self.row.colours) else ""


def _stages(base: Told, own: _Row, columns: _Columns) -> Iterator[Told]:
    """Yield a row as it was and as it is where it says both; what was done belongs to the later.

    Where a comment stands below a status in its cell, that is what was done.
    """
    if not columns.stages:
        if base.text or base.mark or base.shade:
            yield base
        return
    *earlier, last = columns.stages
    for column, when in earlier:
        if own.cell(column):
            status, comment = _parted(own.cell(column), len(columns.stages))
            yield replace(base, stage=status, when=when, text=comment, due=(), mark=(), shade="")
    column, when = last
    if own.cell(column) or base.text or base.mark or base.shade:
        shade = base.shade or own.shade(column)
        status, comment = _parted(own.cell(column), len(columns.stages) if not base.text else 1)
        yield replace(
            base,
            stage=status,
            text=base.text or comment,
            when=when if len(columns.stages) > 1 else base.when,
            shade=shade,
        )


def _parted(cell: Lines, states: int) -> tuple[Lines, Lines]:
    """Return the status and the comment of a cell: its first line and the rest, where nothing else tells what was done."""
    return (cell[:1], cell[1:]) if len(cell) > 1 and states != 1 else (cell, ())
