"""Recommendations in tables: a column of them under its heading, a row each, without a column for answers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, BlockKind, Report, TableRow
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.forms import HEADER_ROWS, find_columns
from pipeline.labels import read_labels
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind
from pipeline.wording import join_lines

NUMBER_WIDTH = 14
"""Characters that a cell with nothing but a number has at most."""


def find_tabled(report: Report, profile: Profile, kind: Kind, known: frozenset[str]) -> list[Candidate]:
    """Return the recommendations that stand in the cells of tables which ask rather than answer.

    A column that is headed like one but mostly holds other wording is passed over.
    """
    found: list[Candidate] = []
    for block in report.blocks:
        if block.kind is BlockKind.TABLE and not _answers(report, block, profile, known):
            column, header = _recommendation_column(block, profile, known)
            if column >= 0:
                rows = [row for row in block.rows[header:] if len(row.cells) > column and row.cells[column]]
                candidates = [_candidate(row, column, kind, known) for row in rows]
                asking = [c for c in candidates if first_match(profile.recommending.wording, c.text(known))]
                found += candidates if len(asking) * 2 > len(candidates) else []
    return found


def _answers(report: Report, block: Block, profile: Profile, known: frozenset[str]) -> bool:
    columns = find_columns(block.rows[:HEADER_ROWS], profile, known, profile.lexicon_for(report.loses_labels))
    return columns is not None and columns[0].status >= 0


def _recommendation_column(block: Block, profile: Profile, known: frozenset[str]) -> tuple[int, int]:
    """Return the column headed as recommendations and the number of header rows; (-1, 0) if there is none."""
    for i, row in enumerate(block.rows[:HEADER_ROWS]):
        cells = [join_lines([line.text for line in cell], known) for cell in row.cells]
        for column, text in enumerate(cells):
            if len(text.split()) <= 6 and first_match(profile.recommending.headings, text) and _is_header(cells):
                return column, i + 1
    return -1, 0


def _is_header(cells: Sequence[str]) -> bool:
    return all(len(cell.split()) <= 12 for cell in cells)


def _candidate(row: TableRow, column: int, kind: Kind, known: frozenset[str]) -> Candidate:
    lines = row.cells[column]
    text = join_lines([line.text for line in lines], known)
    labels = read_labels(text)
    number, skip = (labels[0].text, labels[0].length) if labels else ("", 0)
    beside = join_lines([line.text for line in row.cells[column - 1]], known) if column and not number else ""
    if beside and len(beside) <= NUMBER_WIDTH and any(c.isdigit() for c in beside):
        named = read_labels(beside if beside[-1] in ".):" else f"{beside}.")
        number = named[0].text if named else beside
    return Candidate(lines, skip, number, kind, "table-column", 0.9)
