"""Responses on a pro forma: a table with a column for the recommendation, one for the status, one for the action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, Line, Report, TableRow
from pipeline.profiles import Patterns, Profile, first_match
from pipeline.wording import as_meant, join_lines

HEADER_ROWS = 2
"""The header stands in the first rows of a form."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a form holds what, counted from 0; -1 if the form has none."""

    recommendation: int
    number: int = -1
    status: int = -1
    action: int = -1
    timescale: int = -1
    responder: int = -1


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form: the lines of each field."""

    number: tuple[Line, ...]
    recommendation: tuple[Line, ...]
    status: tuple[Line, ...]
    action: tuple[Line, ...]
    timescale: tuple[Line, ...]
    responder: tuple[Line, ...]

    @property
    def lines(self) -> list[Line]:
        """All lines of the row."""
        return [*self.number, *self.recommendation, *self.status, *self.action, *self.timescale, *self.responder]


def read_forms(report: Report, profile: Profile, known: frozenset[str]) -> list[FormRow]:
    """Return the rows of all response forms of a report, without header rows."""
    rows: list[FormRow] = []
    columns: Columns | None = None
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        found = find_columns(block.rows[:HEADER_ROWS], profile, known, profile.lexicon_for(report.loses_labels))
        if found is None and columns is not None and _width(block) <= _width_needed(columns):
            columns = None
        data = block.rows
        if found is not None:
            columns, skipped = found
            data = block.rows[skipped:]
        if columns is not None:
            rows += [_form_row(row, columns) for row in data if _is_data(row, columns)]
    return rows


def find_columns(
    head: Sequence[TableRow], profile: Profile, known: frozenset[str], lexicon: frozenset[str]
) -> tuple[Columns, int] | None:
    """Return a form's columns and how many rows its header takes, or None if the table is no response form.

    `lexicon` is empty for print; in a scan misread words of the header are known by it.
    """
    responding = profile.responding
    for i, row in enumerate(head):
        cells = [as_meant(join_lines([line.text for line in cell], known), lexicon) for cell in row.cells]
        recommendation = _column(cells, responding.column_recommendation, ())
        if recommendation < 0:
            continue
        timescale = _column(cells, responding.column_timescale, (recommendation,))
        status = _column(cells, responding.column_status, (recommendation, timescale))
        action = _column(cells, responding.column_action, (recommendation, timescale, status))
        responder = _column(cells, responding.column_responder, (recommendation, timescale, status, action))
        if status >= 0 or action >= 0:
            number = recommendation - 1 if recommendation == 1 and len(cells[0]) < 16 else -1
            return Columns(recommendation, number, status, action, timescale, responder), i + 1
    return None


def _column(cells: Sequence[str], patterns: Patterns, taken: tuple[int, ...]) -> int:
    return next((i for i, cell in enumerate(cells) if i not in taken and first_match(patterns, cell)), -1)


def _width(block: Block) -> int:
    return max(len(row.cells) for row in block.rows)


def _width_needed(columns: Columns) -> int:
    return max(columns.recommendation, columns.status, columns.action, columns.timescale, columns.responder)


def _is_data(row: TableRow, columns: Columns) -> bool:
    return len(row.cells) > _width_needed(columns) and bool(row.cells[columns.recommendation])


def _form_row(row: TableRow, columns: Columns) -> FormRow:
    def lines(column: int) -> tuple[Line, ...]:
        return row.cells[column] if column >= 0 else ()

    return FormRow(
        lines(columns.number),
        lines(columns.recommendation),
        lines(columns.status),
        lines(columns.action),
        lines(columns.timescale),
        lines(columns.responder),
    )
