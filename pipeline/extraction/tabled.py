"""Recommendations in tables: a column of them under its heading, a row each, without a column for answers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, BlockKind, Report, TableRow
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.forms import find_columns
from pipeline.labels import read_labels
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind
from pipeline.wording import join_lines

HEADER_ROWS = 2
"""The header stands in the first rows of a table."""
NUMBER_WIDTH = 14
"""Characters that a cell with nothing but a number has at most."""


def find_tabled(report: Report, profile: Profile, kind: Kind, known: frozenset[str]) -> list[Candidate]:
    """Return the recommendations that stand in the cells of tables which ask rather than answer.

    A column that is headed like one but mostly holds other wording is passed over.
    """
    found: list[Candidate] = []
    for block in report.blocks:
        if block.kind is BlockKind.TABLE and not _answers(report, block, profile, known):
            for header, column, heading in _recommendation_columns(block, profile, known):
                said_of = _category_column(block, header, profile, known)
                rows = [row for row in block.rows[header + 1 :] if len(row.cells) > column and row.cells[column]]
                candidates = [_candidate(row, column, said_of, heading, kind, known) for row in rows]
                asking = [c for c in candidates if first_match(profile.recommending.wording, c.text(known))]
                found += candidates if len(asking) * 2 > len(candidates) else []
    return found


def _answers(report: Report, block: Block, profile: Profile, known: frozenset[str]) -> bool:
    columns = find_columns(block, profile, known, profile.lexicon_for(report.loses_labels))
    return columns is not None and (columns[0].status >= 0 or bool(columns[0].ticks))


def _recommendation_columns(block: Block, profile: Profile, known: frozenset[str]) -> list[tuple[int, int, str]]:
    """Return the columns headed as recommendations: the header's row, the column and its heading; [] if there is none."""
    for i, row in enumerate(block.rows[:HEADER_ROWS]):
        cells = [join_lines([line.text for line in cell], known) for cell in row.cells]
        columns = [
            (i, column, text)
            for column, text in enumerate(cells)
            if len(text.split()) <= 6 and first_match(profile.recommending.headings, text)
        ]
        if columns and _is_header(cells):
            return columns
    return []


def _category_column(block: Block, header: int, profile: Profile, known: frozenset[str]) -> int:
    """Return the column that says whom each recommendation is for, -1 if the table has none."""
    cells = [join_lines([line.text for line in cell], known) for cell in block.rows[header].cells]
    return next((i for i, cell in enumerate(cells) if first_match(profile.categories.columns, cell)), -1)


def _is_header(cells: Sequence[str]) -> bool:
    return all(len(cell.split()) <= 12 for cell in cells)


def _candidate(row: TableRow, column: int, said_of: int, heading: str, kind: Kind, known: frozenset[str]) -> Candidate:
    lines = row.cells[column]
    text = join_lines([line.text for line in lines], known)
    labels = read_labels(text)
    number, skip = (labels[0].text, labels[0].length) if labels else ("", 0)
    left = [join_lines([line.text for line in cell], known) for cell in row.cells[:column]] if not number else []
    beside = next((c for c in reversed(left) if 0 < len(c) <= NUMBER_WIDTH and any(map(str.isdigit, c))), "")
    if beside:
        named = read_labels(beside if beside[-1] in ".):" else f"{beside}.")
        number = named[0].text if named else beside
    tag = join_lines([line.text for line in row.cells[said_of]], known) if 0 <= said_of < len(row.cells) else ""
    return Candidate(lines, skip, number, kind, "table-column", 0.9, heading=heading, tag=tag)
