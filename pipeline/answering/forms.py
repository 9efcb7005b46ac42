"""Responses on a pro forma: a table with a column for what is answered, or a record of labelled rows for each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.answering.colour_key import meaning_of, read_colour_key
from pipeline.answering.columns import Columns, read_columns
from pipeline.answering.stacked import stacked_records
from pipeline.answering.verdicts import is_bare_verdict, is_blank, is_empty_box, is_tick, verdict_of_cell
from pipeline.document import Block, BlockKind, Line, Report, TableRow
from pipeline.labels import read_labels
from pipeline.profiles import Patterns, Profile, first_match
from pipeline.roles.earlier import is_headed_as_earlier
from pipeline.wording import as_meant, join_lines

HEADER_ROWS = 3
"""A form's header stands in its first rows, a title row among them."""
HEADER_WORDS = 16
"""A cell of a header has no more words than this."""
REPEATED = 2
"""A long wording that stands so often in the first column is a label."""
OTHER, ANSWER_WORDS = "other", 5
"""What stands beside a label that says nothing known; the longest of it is the answer where nothing else is, from so many words on."""
LABEL_WORDS = 6
"""The label of a row has no more words than this."""

Lines = tuple[Line, ...]
FIELDS = ("number", "recommendation", "status", "action", "timescale", "responder")
"""The fields of a row that are lines of the page."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form: the lines of each field; `chosen` is the status over the column that is ticked, or what the colour
    of its cell means; `progress` is what the colour of another cell means; `body` who answers, if its column is headed so.

    `by_rest` says that the mark itself was not read: all other columns show an empty box.
    """

    number: Lines = ()
    recommendation: Lines = ()
    status: Lines = ()
    action: Lines = ()
    timescale: Lines = ()
    responder: Lines = ()
    chosen: str = ""
    by_rest: bool = False
    progress: str = ""
    body: str = ""

    @property
    def lines(self) -> list[Line]:
        """All lines of the row."""
        return [*self.number, *self.recommendation, *self.status, *self.action, *self.timescale, *self.responder]


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reading a report's forms needs; `lexicon` is empty for print, in a scan misread words are known by it."""

    profile: Profile
    known: frozenset[str]
    lexicon: frozenset[str]
    colours: Mapping[str, str] = field(default_factory=dict)

    def text(self, lines: Sequence[Line]) -> str:
        return as_meant(join_lines([line.text for line in lines], self.known), self.lexicon)

    def texts(self, row: TableRow) -> list[str]:
        return [self.text(cell) for cell in row.cells]


def read_forms(report: Report, profile: Profile, known: frozenset[str]) -> list[FormRow]:
    """Return the rows of all response forms of a report, without header rows."""
    reader = _Reader(profile, known, profile.lexicon_for(report.loses_labels), read_colour_key(report))
    rows: list[FormRow] = []
    columns: Columns | None = None
    last_page = 0
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        if block.page > last_page + 1:
            columns = None
        last_page = block.last_page
        records = list(_labelled_records(block, reader)) or list(_stacked_records(block, reader))
        if records:
            rows += records
            continue
        found = find_columns(block, profile, known, reader.lexicon)
        if found is None and columns is not None and not _goes_on(block, columns, reader):
            columns = None
        data = block.rows
        if found is not None:
            columns, skipped = found
            data = block.rows[skipped:]
        if columns is not None:
            answers = [row for row in _filled(data, columns) if _is_data(row, columns)]
            rows += [one for row in answers for one in _form_rows(row, columns, reader)]
    return rows


def find_columns(
    block: Block, profile: Profile, known: frozenset[str], lexicon: frozenset[str]
) -> tuple[Columns, int] | None:
    """Return a form's columns and how many rows its header takes, or None if a table is no response form."""
    texts = [_Reader(profile, known, lexicon).texts(row) for row in block.rows]
    width = max((len(row) for row in texts), default=0)
    texts = [[*row, *[""] * (width - len(row))] for row in texts]
    for count in range(min(HEADER_ROWS, len(texts) - 1) + 1):
        head = texts[max(0, count - 2) : count]
        if any(len(cell.split()) > HEADER_WORDS for row in head for cell in row):
            return None
        header = [" ".join(filter(None, (row[column] for row in head))) for column in range(width)]
        columns = read_columns(header, texts[count:], profile)
        if columns is not None and is_headed_as_earlier(header[columns.recommendation]):
            return None
        if columns is not None and (count or _all_asked(texts, columns)):
            return _with_second_header(texts, count, columns, header, profile)
    return None


def _all_asked(texts: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Tell whether the first row of a table is one of its answers and no header."""
    return len(texts[0][columns.recommendation].split()) > LABEL_WORDS


def _with_second_header(
    texts: Sequence[Sequence[str]], count: int, columns: Columns, header: Sequence[str], profile: Profile
) -> tuple[Columns, int]:
    """Return columns with the names of a second row of the header, where the first row's cells span several columns."""
    second = texts[count] if 0 < count < len(texts) - 1 else None
    if second is None or second[columns.recommendation] or not any(second):
        return columns, count
    joined = [" ".join(filter(None, pair)) for pair in zip(header, second, strict=True)]
    names = [second[c] or header[c] for c in range(len(header))]
    again = read_columns(names, texts[count + 1 :], profile) or read_columns(joined, texts[count + 1 :], profile)
    return (again, count + 1) if again is not None else (columns, count)


def _filled(rows: Sequence[TableRow], columns: Columns) -> Iterator[TableRow]:
    """Yield rows with what merged cells say in each: the answer to several recommendations, the recommendation that has several
    answers. A row below a recommendation that goes on without an answer of its own is part of the row above.
    """
    above: TableRow | None = None
    for row in rows:
        if above is not None and row.covered:
            if columns.recommendation in row.covered and not _answers(row, columns):
                below = zip(above.cells, row.cells, strict=False)
                above = replace(above, cells=tuple((*over, *own) for over, own in below))
                continue
            cells = zip(row.cells, above.cells, strict=False)
            row = replace(row, cells=tuple(over if i in row.covered else own for i, (own, over) in enumerate(cells)))
        if above is not None:
            yield above
        above = row
    if above is not None:
        yield above


def _answers(row: TableRow, columns: Columns) -> bool:
    """Tell whether a row has a status, a tick or a respondent of its own."""
    told = (columns.status, columns.responder, *(column for column, _ in columns.ticks))
    return any(0 <= column < len(row.cells) and row.cells[column] for column in told)


def _goes_on(block: Block, columns: Columns, reader: _Reader) -> bool:
    """Tell whether a table without a header of a form goes on with the form before it: what it holds for statuses are some."""
    if _width(block) <= columns.width:
        return False
    cells = [reader.text(row.cells[columns.status]) for row in block.rows if 0 <= columns.status < len(row.cells)]
    told = [cell for cell in cells if not is_blank(cell, reader.profile)]
    return sum(verdict_of_cell(cell, reader.profile) is not None for cell in told) * 2 >= len(told)


def _width(block: Block) -> int:
    return max(len(row.cells) for row in block.rows)


def _is_data(row: TableRow, columns: Columns) -> bool:
    return len(row.cells) > columns.width and bool(row.cells[columns.recommendation])


def _form_rows(row: TableRow, columns: Columns, reader: _Reader) -> list[FormRow]:
    """Return the answers in a row: one for each body that has a column of its own, else one."""
    one = _form_row(row, columns, reader)
    return [replace(one, action=row.cells[column], body=name) for column, name in columns.bodies] or [one]


def _form_row(row: TableRow, columns: Columns, reader: _Reader) -> FormRow:
    def lines(column: int) -> Lines:
        return row.cells[column] if column >= 0 else ()

    chosen, by_rest = _chosen([(reader.text(row.cells[column]), words) for column, words in columns.ticks])
    if not chosen and columns.status >= 0 and not row.cells[columns.status]:
        chosen = meaning_of(row, columns.status, reader.colours)
    others = (meaning_of(row, c, reader.colours) for c in range(len(row.cells)) if c != columns.status)
    return FormRow(
        lines(columns.number),
        lines(columns.recommendation),
        lines(columns.status),
        lines(columns.action),
        lines(columns.timescale),
        lines(columns.responder),
        chosen,
        by_rest,
        next(filter(None, others), ""),
    )


def _chosen(marks: Sequence[tuple[str, str]]) -> tuple[str, bool]:
    """Return the words over the one cell that is ticked, "" if none or several are, and whether only the others tell.

    Where all cells but one show an empty box, the box of that one held a mark that could not be read.
    """
    ticked = [words for mark, words in marks if is_tick(mark)]
    if ticked:
        return (ticked[0] if len(ticked) == 1 else ""), False
    left = [words for mark, words in marks if not is_empty_box(mark)]
    return (left[0], True) if len(left) == 1 and len(marks) > 1 else ("", False)


def _labelled_records(block: Block, reader: _Reader) -> Iterator[FormRow]:
    """Yield the answers of a table whose rows are labelled: "Recommendation", "Management response", "Due date"."""
    own = reader.profile.responding
    fields = (
        ("recommendation", own.column_recommendation),
        ("timescale", own.column_timescale),
        ("responder", own.column_responder),
        ("action", own.column_action),
        ("status", own.column_status),
    )
    left = Counter(reader.text(row.cells[0]) for row in block.rows if row.cells)
    record: dict[str, Lines] = {}
    title: Lines = ()
    for row in block.rows:
        cells = [cell for cell in row.cells if cell]
        pairs = list(_pairs(cells, fields, reader, left))
        if all(name == OTHER for name, _ in pairs) and cells and read_labels(reader.text(cells[0])):
            title = cells[0][:1]
        for name, lines in pairs:
            if name == "recommendation":
                yield from _answer_of(record)
                labels = read_labels(reader.text(cells[0]))
                record = {"number": cells[0] if labels and labels[0].text else title}
            if "status" not in record and is_bare_verdict(reader.text(lines), reader.profile):
                name = "status"
            if name == OTHER:
                record[name] = max(record.get(name, ()), lines, key=lambda own: len(reader.text(own)))
            else:
                record[name] = (*record.get(name, ()), *lines)
    yield from _answer_of(record)


def _stacked_records(block: Block, reader: _Reader) -> Iterator[FormRow]:
    """Yield the answers of a table in which what was asked stands in a row of its own above each."""
    for record in stacked_records(
        block.rows, reader.text, lambda text: is_bare_verdict(text, reader.profile), reader.profile
    ):
        yield from _answer_of(record)


def _answer_of(record: Mapping[str, Lines]) -> Iterator[FormRow]:
    """Yield the answer that labelled rows make together; none if they name a recommendation and say nothing to it, or only count some."""
    asked = record.get("recommendation", ())
    if any(map(str.isalpha, "".join(line.text for line in asked))) and (record.get("action") or record.get("status")):
        other = record.get(OTHER, ())
        if len(" ".join(line.text for line in other).split()) >= ANSWER_WORDS:
            record = {"action": other, **record}
        number, recommendation, status, action, timescale, responder = (record.get(name, ()) for name in FIELDS)
        yield FormRow(number, recommendation, status, action, timescale, responder)


def _pairs(
    cells: Sequence[Lines], fields: Sequence[tuple[str, Patterns]], reader: _Reader, left: Counter[str]
) -> Iterator[tuple[str, Lines]]:
    """Yield the fields of a labelled row, each with the lines of the cell beside its label.

    `left` counts the wordings of the first column: a long one that is repeated is a label.
    """
    at = 0
    while at + 1 < len(cells):
        label = reader.text(cells[at])
        name = next((n for n, patterns in fields if first_match(patterns, label)), "")
        is_long = len(label.split()) > LABEL_WORDS and left[label] < REPEATED
        if is_long or (at == 0 and len(cells) % 2):
            return
        yield name or OTHER, cells[at + 1]
        at += 2
