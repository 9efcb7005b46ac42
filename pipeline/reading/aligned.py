"""Tables that nothing rules into cells: their columns show as white rivers that no word crosses, their rows as gaps or rules.

A column of nothing but labels belongs to the wording beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Box, Cell, Line, Table, enclosing_box
from pipeline.reading.layout import words_to_lines
from pipeline.reading.regions import (
    EDGE,
    FEWEST_LINES,
    FEWEST_ROWS,
    Region,
    below_header,
    below_spanning_cells,
    columns_between,
    common_edges,
    parts_of,
    without_bullets,
)
from pipeline.reading.tabular import OFTEN, SPARSE, below_gaps, below_rules, is_tabular

MOST_AWAY = 4.0
"""Lines of a table follow each other within so many times the font size."""
LONGEST = 120
"""Words that a cell of two columns has at most: beside a heading in the margin stands a whole section."""
FURTHER = 1.15
"""A line that joins columns, and stands so many times as far below as any row before it, is none of the table."""


def aligned_tables(lines: Sequence[Line], rules: Sequence[Box], page: int) -> list[Table]:
    """Return the tables among a page's lines that no drawn lines make cells of.

    Args:
        lines: top to bottom, one for each row of words (`in_rows`), those of ruled tables left out.
        rules: thin horizontal rules, in points.
        page: the page's number.
    """
    edges = common_edges(lines)
    if sum(len(parts_of(line, edges)) > 1 for line in lines) < FEWEST_ROWS:
        return []
    tables = []
    start = 0
    while start < len(lines):
        region = _grown(lines, start, rules, edges)
        if region is not None and (later := _later_start(lines, start, region, rules, edges)):
            start, region = later
        table = _table(region, rules, page) if region is not None else None
        if region is not None and table is not None:
            tables.append(table)
            start += len(region.lines)
        else:
            start += 1
    return tables


def _grown(lines: Sequence[Line], start: int, rules: Sequence[Box], edges: frozenset[int]) -> Region | None:
    """Return the lines from `start` on that have rivers in common, None if they are too few, or what they part no table."""
    if len(parts_of(lines[start])) < 2:
        return None
    columns = columns_between([(word.box.x0, word.box.x1) for word in lines[start].words], lines[start].size, edges)
    end = start + 1
    widest = 0.0
    while end < len(lines) and lines[end].box.top - lines[end - 1].box.bottom <= MOST_AWAY * lines[end].size:
        left = columns_between(
            [*columns, *((word.box.x0, word.box.x1) for word in lines[end].words)], lines[end].size, edges
        )
        gap = lines[end].box.top - lines[end - 1].box.bottom
        apart = len(left) < len(columns) and gap > FURTHER * widest
        if len(left) < 2 or ((apart or len(left) < 3 <= len(columns)) and end - start >= FEWEST_LINES):
            break
        columns, end, widest = left, end + 1, max(widest, gap)
    region = below_spanning_cells(Region(tuple(lines[start:end]), tuple(columns)), edges)
    return without_bullets(region) if is_tabular(region, rules, edges) else None


def _later_start(
    lines: Sequence[Line], start: int, region: Region, rules: Sequence[Box], edges: frozenset[int]
) -> tuple[int, Region] | None:
    """Return where a table of more columns begins within a region, behind lines that are none of its rows; None if nowhere.

    Fields above a table, or a paragraph with a wide space in the right place, look like rows of fewer columns.
    """
    for later in range(start + 1, start + len(region.lines) // 2):
        if len(parts_of(lines[later])) < FEWEST_LINES:
            continue
        own = _grown(lines, later, rules, edges)
        if own is None or len(own.columns) <= len(region.columns):
            continue
        alien = sum(not _is_row(line, own) for line in lines[start:later])
        return (later, own) if alien > OFTEN * (later - start) else None
    return None


def _is_row(line: Line, region: Region) -> bool:
    """Tell whether a line may be one of a table: no word lies across two columns, and several are filled."""
    inside = all(any(x0 - EDGE <= w.box.x0 and w.box.x1 <= x1 + EDGE for x0, x1 in region.columns) for w in line.words)
    return inside and sum(map(bool, region.cells(line))) >= FEWEST_LINES


def _table(region: Region, rules: Sequence[Box], page: int) -> Table | None:
    """Return the table that a region is, None if too few of its rows are filled."""
    rows = [_row(lines, region, page) for lines in _rows(region, rules)]
    full = [row for row in rows if sum(bool(cell.lines) for cell in row) * 2 > len(row)]
    longest = max(sum(len(line.words) for line in cell.lines) for row in rows for cell in row)
    if len(full) < FEWEST_ROWS or (len(region.columns) == 2 and longest > LONGEST):
        return None
    return Table(page, enclosing_box([line.box for line in region.lines]), tuple(rows))


def _row(lines: Sequence[Line], region: Region, page: int) -> tuple[Cell, ...]:
    top, bottom = lines[0].box.top, max(line.box.bottom for line in lines)
    cells = [region.cells(line) for line in lines]
    return tuple(
        Cell(Box(x0, top, x1, bottom), words_to_lines([word for own in cells for word in own[column]], page))
        for column, (x0, x1) in enumerate(region.columns)
    )


def _rows(region: Region, rules: Sequence[Box]) -> Iterator[list[Line]]:
    """Yield the lines of each row: wide rules part rows, else wider gaps do, else what the sparse columns begin.

    A single rule only underlines the header.
    """
    lines = region.lines
    by_rules = below_rules(region, rules)
    parted = by_rules if len(by_rules) >= FEWEST_ROWS else below_gaps(lines) or _by_entries(region)
    starts = parted | by_rules | below_header(lines)
    row: list[Line] = []
    for place, line in enumerate(lines):
        if place in starts and row:
            yield row
            row = []
        row.append(line)
    yield row


def _by_entries(region: Region) -> set[int]:
    """Return where entries of the sparsest column begin: below a line in which it is empty.

    A column that is empty in the first line of the body is centred in its rows and tells nothing.
    """
    filled = [[bool(cell) for cell in column] for column in zip(*region.grid, strict=True)]
    entries = [{i for i, full in enumerate(own) if full and not (i and own[i - 1])} for own in filled]
    first = next(iter(below_header(region.lines)), 0)
    sparse = [
        i
        for i, own in enumerate(filled)
        if sum(own) <= SPARSE * len(own) and len(entries[i]) >= FEWEST_ROWS and own[min(first, len(own) - 1)]
    ]
    if not sparse:
        return set(range(1, len(region.lines)))
    return entries[max(sparse, key=lambda i: len(entries[i]))]
