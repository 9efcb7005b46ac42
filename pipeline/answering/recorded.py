"""Answers in tables by evidence: whatever the columns or rows are called, a cell that quotes opens a record.

What stands beside or below it, up to the next such cell, is its answer: a cell that says a status and little else, a cell that
is headed or labelled as one of dates or names, and the wording of the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import mean

from pipeline.answering.answered import asked
from pipeline.answering.columns import STATUS_WORDS
from pipeline.answering.forms import LABEL_WORDS, FormRow
from pipeline.answering.numbered_replies import LIKELY, replying
from pipeline.answering.verdicts import is_bare_verdict, is_tick, verdict_of_cell
from pipeline.document import DocType, Line
from pipeline.labels import holds_number
from pipeline.passages import Passage, Shape
from pipeline.profiles import first_match
from pipeline.roles.columns import ASKED, header_names
from pipeline.roles.deciding import Decided
from pipeline.roles.earlier import earlier_columns

REPLIES = 0.3
"""Probability of a reply that one cell of an answer at least must have, if none says a status."""
SURE = 0.8
"""Probability of a reply from which the cell before it names what it is to, though nothing in its table quotes."""
FEWEST = 2
"""Texts that stand in so many rows are labels or headers, and so many records make a form."""
TOGETHER = 0.25
"""Mean probability of the cells beside one label from which all of them quote."""
FIELD_OF = {"when": "timescale", "who": "responder", "number": "other", "priority": "other"}
"""What a column or label of these signals holds, if it does not speak of an answer, too."""


@dataclass(slots=True)
class _Record:
    """One answer while its cells arrive, each with the words that head or label it."""

    quotation: Passage
    number: Passage | None = None
    answers: list[tuple[str, Passage]] = field(default_factory=list)


def recorded_rows(decided: Decided) -> list[FormRow]:
    """Return the answers in a paper's tables by their evidence; none if there is only one."""
    records = list(_records(decided))
    rows = [row for row in (_row(record, decided) for record in records) if row is not None]
    return rows if len(rows) >= FEWEST else []


def _records(decided: Decided) -> Iterator[_Record]:
    cells = [p for p in decided.paper.passages if p.shape is Shape.CELL and p.text]
    often = Counter(cell.text for cell in cells if len(cell.text.split()) <= LABEL_WORDS)
    earlier, quoted = earlier_columns(decided), _quoted(cells, often, decided)
    record: _Record | None = None
    headers: dict[int, str] = {}
    is_headed = False
    for (_, row), found in groupby(cells, key=lambda cell: (cell.table, cell.row)):
        line = list(found)
        quoting = [c for c in line if c.index in quoted and (c.table, c.column) not in earlier]
        quotation = max(quoting, key=lambda cell: asked(decided, cell.index), default=None)
        if quotation is None and row == 0:
            headers = {cell.column: cell.text for cell in line if len(cell.text.split()) <= LABEL_WORDS}
            is_headed = len(headers) == len(line) and len(line) > FEWEST
            if is_headed:
                continue
        if quotation is not None:
            if record is not None:
                yield record
            before = [c for c in line if c.column < quotation.column and holds_number(c.printed.strip())]
            record = _Record(quotation, before[0] if before else None)
        if record is not None:
            record.answers += _answers(line, record, headers, {} if is_headed else often, decided)
    if record is not None:
        yield record


def _quoted(cells: Sequence[Passage], often: Mapping[str, int], decided: Decided) -> set[int]:
    """Return the places of the cells that quote; those beside one label all do, or none."""
    quoted = {cell.index for cell in cells if asked(decided, cell.index) >= LIKELY}
    beside: dict[str, list[int]] = {}
    for label, cell in pairwise(cells):
        if often.get(label.text, 0) >= FEWEST and (label.table, label.row) == (cell.table, cell.row):
            beside.setdefault(label.text, []).append(cell.index)
    for places in beside.values():
        if len(places) >= FEWEST and mean(asked(decided, place) for place in places) >= TOGETHER:
            quoted.update(places)
    return quoted | _named_by_replies(cells, {c.table for c in cells if c.index in quoted}, decided)


def _named_by_replies(cells: Sequence[Passage], quoting: Collection[int], decided: Decided) -> set[int]:
    """Return the places of the cells that name what sure replies in their rows are to, in tables in which no cell quotes.

    The paper must be a response, or the table must have a column for what was asked: consultations are answered in tables, too.
    """
    headers = [(cell.table, set(header_names(cell.text, decided.paper.profile))) for cell in cells if cell.row == 0]
    asking = {table for table, names in headers if names & ASKED}
    named: dict[int, set[int]] = {}
    for (table, _), found in groupby(cells, key=lambda cell: (cell.table, cell.row)):
        line = list(found)
        reply = next((cell for cell in line if replying(decided, cell.index) >= SURE), None)
        before = [
            cell for cell in line if reply is not None and cell.column < reply.column and _may_name(cell, decided)
        ]
        if before and table not in quoting and (decided.kind is DocType.RESPONSE or table in asking):
            named.setdefault(table, set()).add(max(before, key=lambda cell: len(cell.text)).index)
    return {place for places in named.values() if len(places) >= FEWEST for place in places}


def _may_name(cell: Passage, decided: Decided) -> bool:
    verdict = is_bare_verdict(cell.text, decided.paper.profile)
    return len(cell.text.split()) > 1 and not verdict and not holds_number(cell.printed.strip())


def _answers(
    line: Sequence[Passage], record: _Record, headers: dict[int, str], often: Mapping[str, int], decided: Decided
) -> Iterator[tuple[str, Passage]]:
    """Yield the cells of a row that may answer, each with its label: the repeated words left of it, or its column's header.

    `often` counts the words of short cells; none where a header names the columns, whose cells then may say the same.
    """
    label = ""
    for cell in line:
        if cell is record.quotation or cell is record.number:
            label = ""
            continue
        repeated = often.get(cell.text, 0) >= FEWEST and verdict_of_cell(cell.text, decided.paper.profile) is None
        if repeated and is_tick(cell.printed) is None and cell is not line[-1]:
            label = cell.text
            continue
        yield label or headers.get(cell.column, ""), cell
        label = ""


def _row(record: _Record, decided: Decided) -> FormRow | None:
    """Return a record as a row of a form, or None if nothing in it answers, or it only tells of progress."""
    fields: dict[str, tuple[Line, ...]] = {}
    answers = False
    for label, cell in record.answers:
        name = _field_of(label, cell, fields, decided)
        fields[name] = (*fields.get(name, ()), *cell.lines)
        answers |= name == "action" and replying(decided, cell.index) >= REPLIES
    if "status" not in fields and (not answers or "progress" in fields):
        return None
    return FormRow(
        record.number.lines if record.number is not None else (),
        record.quotation.lines,
        fields.get("status", ()),
        fields.get("action", ()),
        fields.get("timescale", ()),
        fields.get("responder", ()),
    )


def _field_of(label: str, cell: Passage, fields: dict[str, tuple[Line, ...]], decided: Decided) -> str:
    """Return what a cell of an answer holds, by its label and its words; progress is no answer."""
    profile = decided.paper.profile
    words = len(cell.text.split())
    named = set(header_names(label, profile))
    heads_status = "status" in named and words <= STATUS_WORDS and verdict_of_cell(cell.text, profile) is not None
    if "status" not in fields and (heads_status or is_bare_verdict(cell.text, profile)):
        return "status"
    if first_match(profile.responding.progress_marks, cell.text) and words <= LABEL_WORDS:
        return "progress"
    if "progress" in named and not named & {"answer", "action"}:
        return "progress"
    if not named & {"answer", "action", "status"}:
        told = next((field for name, field in FIELD_OF.items() if name in named), "")
        if told and replying(decided, cell.index) < LIKELY:
            return told
    if named or words > STATUS_WORDS or replying(decided, cell.index) >= LIKELY:
        return "action"
    return "timescale" if any(character.isdigit() for character in cell.text) else "responder"
