"""Tables across page breaks: repeated header rows dropped, a row that a page break cut joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.document import Block, BlockKind, Cell, Line, Table, TableRow, enclosing_box
from pipeline.labels import is_number, read_labels
from pipeline.wording import join_lines, squash

FIELD_NAME, FIELD_WORDING = 45, 90
"""Characters: a field's name has no more, the wording of at least one field has more."""
SENTENCE = 5
"""Words from which a cell may hold a sentence that a page break left unfinished; shorter ones are names and statuses."""
HEADER_CELLS, HEADER_WORDS = 3, 12
"""A header that is known again has so many cells at least, each of no more words than this."""
BOLD, LARGER = 0.9, 1.15
"""Share of bold, and size as a multiple of the usual one, from which a line heads a section."""
FEWEST_SECTIONS, SECTION_LINES = 2, 3
"""A cell that lays out a page holds so many headings at least, and so many lines for each."""
TOUCHING = 9.0
"""Points between the last line of a table and the first of one that goes on with it on the same page."""

SLIVER, IN_PLACE = 12.0, 0.8
"""Points: a column without text that is narrower is none. Share of the narrower of two columns by which they overlap from which they
are one, if no row fills both."""

_UNFINISHED = re.compile(r"[^.?!:;)\]]$")


def labels_told_twice(tables: Sequence[Table]) -> frozenset[str]:
    """Return the words that stand left in several rows of a report's tables: records have them, a front page has not."""
    left = Counter(
        squash(" ".join(line.text for line in row[0].lines)) for table in tables for row in table.rows if len(row) == 2
    )
    return frozenset(label for label, count in left.items() if label and count > 1)


def is_layout(table: Table, told_twice: frozenset[str]) -> bool:
    """Tell whether a table only lays out a front page: short field names on the left, their wording on the right.

    Args:
        table: one page's table.
        told_twice: labels of records; a table in which most rows have one is made of records.
    """
    rows = [row for row in table.rows if any(cell.lines for cell in row)]
    if not rows or any(len(row) != 2 for row in rows):
        return False
    if _has_header(rows):
        return False
    recorded = sum(squash(" ".join(line.text for line in row[0].lines)) in told_twice for row in rows)
    if recorded > 1 and 2 * recorded > len(rows):
        return False
    left = [sum(len(line.text) for line in row[0].lines) for row in rows]
    right = [sum(len(line.text) for line in row[1].lines) for row in rows]
    return max(left) <= FIELD_NAME and sum(right) >= 3 * sum(left) and max(right) >= FIELD_WORDING


def _has_header(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether both cells of the first of several rows are set in bold and what stands below the right one is not."""
    (left, right), *below = rows
    bold = [all(line.bold_share > BOLD for line in cell.lines) for cell in (left, right, *(row[1] for row in below))]
    return bool(below and left.lines and right.lines) and bold[0] and bold[1] and not any(bold[2:])


def lays_out_page(table: Table) -> bool:
    """Tell whether a table of one row lays out a page: one of its cells holds running text below headings of its own."""
    filled = [row for row in table.rows if any(cell.lines for cell in row)]
    return len(filled) == 1 and any(_holds_sections(cell.lines) for cell in filled[0])


def _holds_sections(lines: Sequence[Line]) -> bool:
    usual_size = median(line.size for line in lines) if lines else 0.0
    headings = [
        place
        for place, line in enumerate(lines[:-1])
        if (line.bold_share > BOLD or line.size > LARGER * usual_size) and lines[place + 1].bold_share < BOLD
    ]
    return len(headings) >= FEWEST_SECTIONS and len(lines) >= SECTION_LINES * len(headings)


def is_numbered(table: Table) -> bool:
    """Tell whether a table only sets numbers beside the items that they number."""
    rows = [row for row in table.rows if any(cell.lines for cell in row)]
    return bool(rows) and all(
        len(row) == 2 and len(row[0].lines) == 1 and is_number(row[0].lines[0].text) and row[1].lines for row in rows
    )


def table_rows(table: Table) -> tuple[TableRow, ...]:
    """Return the rows of one page's table; rows without text are left out."""
    rows = [
        TableRow(
            tuple(cell.lines for cell in row),
            tuple(i for i, cell in enumerate(row) if cell.covered),
            tuple(cell.colour for cell in row) if any(cell.colour for cell in row) else (),
        )
        for row in _with_whole_columns(table.rows)
    ]
    return tuple(row for row in rows if any(row.cells))


def _with_whole_columns(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return rows whose columns are whole: a header that is drawn a little narrower than its column parts it in slivers."""
    width = max((len(row) for row in rows), default=0)
    if any(len(row) != width for row in rows):
        return [list(row) for row in rows]
    groups: list[list[int]] = []
    for column in range(width):
        own = [row[column] for row in rows]
        if not any(cell.lines for cell in own) and max(cell.box.width for cell in own) < SLIVER:
            continue
        if groups and _is_one_column([[row[c] for row in rows] for c in groups[-1]], own):
            groups[-1].append(column)
        else:
            groups.append([column])
    return [[_first_filled([row[c] for c in group]) for group in groups] for row in rows]


def _is_one_column(before: Sequence[Sequence[Cell]], own: Sequence[Cell]) -> bool:
    """Tell whether the cells of a column stand in the place of those before it, none beside one that is filled."""
    filled = [cell for column in before for cell in column if cell.lines]
    mine = [cell for cell in own if cell.lines]
    beside = any(cell.lines and any(column[i].lines for column in before) for i, cell in enumerate(own))
    if beside or not filled or not mine:
        return False
    left, right = (enclosing_box([cell.box for cell in cells]) for cells in (filled, mine))
    shared = min(left.x1, right.x1) - max(left.x0, right.x0)
    return shared >= IN_PLACE * min(left.width, right.width)


def _first_filled(cells: Sequence[Cell]) -> Cell:
    return next((cell for cell in cells if cell.lines), cells[0])


def join_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Join tables that a page break cut: the next page begins with one of as many columns, nothing stands between."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE and not block.lines:
            continue
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, block):
            cut = block.page > before.last_page or _begins_with(block.rows[0], before.rows[0])
            rows = _join_rows(before.rows, block.rows) if cut else (*before.rows, *block.rows)
            lines = tuple(line for row in rows for line in row.lines)
            joined[-1] = replace(before, lines=tuple(sorted(lines, key=lambda e: e.page)), rows=rows)
        else:
            joined.append(block)
    return tuple(_without_repeats(block) if block.rows else block for block in joined)


def _without_repeats(table: Block) -> Block:
    """Return a table without the header rows that are printed again further down, two rows of them or one."""
    first, *rest = table.rows
    words = [" ".join(line.text for line in cell) for cell in first.cells if cell]
    if len(words) < HEADER_CELLS or any(len(text.split()) > HEADER_WORDS or not text[:1].isalpha() for text in words):
        return table
    again = [row.cells and _says_the_same(row, first) for row in rest]
    if not any(again):
        return table
    second = rest[0] if rest else None
    kept = [
        row
        for place, row in enumerate(rest)
        if not again[place] and not (place and again[place - 1] and second is not None and _says_the_same(row, second))
    ]
    lines = [line for row in (first, *kept) for line in row.lines]
    return replace(table, rows=(first, *kept), lines=tuple(sorted(lines, key=lambda line: line.page)))


def _says_the_same(row: TableRow, other: TableRow) -> bool:
    return len(row.cells) == len(other.cells) and all(
        [squash(line.text) for line in a] == [squash(line.text) for line in b]
        for a, b in zip(row.cells, other.cells, strict=True)
    )


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind is not BlockKind.TABLE or block.kind is not BlockKind.TABLE:
        return False
    if block.page == before.last_page and block.box.top - before.lines[-1].box.bottom > TOUCHING:
        return False
    columns = {len(row.cells) for row in (*before.rows, *block.rows)}
    return len(columns) == 1 and 0 <= block.page - before.last_page <= 1 and abs(before.first_x0 - block.first_x0) < 12


def _join_rows(before: tuple[TableRow, ...], after: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    after = _without_header(before, after)
    if before and after and before[-1].lines and _is_cut(before, after[0]):
        cells = tuple((*a, *b) for a, b in zip(before[-1].cells, after[0].cells, strict=True))
        return (*before[:-1], replace(before[-1], cells=cells), *after[1:])
    return (*before, *after)


def _without_header(before: tuple[TableRow, ...], after: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """Return the rows of the next page without the header rows that are printed there again, above a rule or not."""
    for header in before:
        if not after or not header.lines or not _begins_with(after[0], header):
            break
        rest = TableRow(tuple(cell[len(own) :] for cell, own in zip(after[0].cells, header.cells, strict=True)))
        if rest.lines:
            return (rest, *after[1:])
        after = after[1:]
    return after


def _begins_with(row: TableRow, header: TableRow) -> bool:
    return all(
        [squash(line.text) for line in cell[: len(own)]] == [squash(line.text) for line in own]
        for cell, own in zip(row.cells, header.cells, strict=True)
    )


def cell_text(lines: Sequence[Line], known: frozenset[str]) -> str:
    """Return a cell's wording."""
    return join_lines([line.text for line in lines], known)


def _is_cut(before: tuple[TableRow, ...], row: TableRow) -> bool:
    """Tell whether `row`, first on its page, is the rest of the last row before.

    The first column that most rows fill tells. In a table whose rows carry labels there a row without one goes on; elsewhere a
    column that every other row fills and this one leaves empty, a small letter or an unfinished sentence tells.
    """
    own = before[1:] or before
    filled = (n for n in range(len(row.cells)) if sum(bool(r.cells[n]) for r in own) * 2 > len(own))
    lead = next(filled, 0)
    first = next((cell[0].text for cell in row.cells[lead : lead + 1] if cell), "")
    last = before[-1]
    if all(len(_words(cell)) < SENTENCE for cell in (*row.cells, *last.cells)) and all(row.cells):
        return False
    labelled = [bool(r.cells[lead] and _has_label(r.cells[lead][0].text)) for r in own]
    if labelled and sum(labelled) >= 0.6 * len(labelled):
        return not (first and _has_label(first))
    if not first or any(
        not cell and all(r.cells[column] for r in before) for column, cell in enumerate(row.cells) if len(before) > 1
    ):
        return True
    if any(squash(first) == squash(r.cells[lead][0].text) for r in before if r.cells and r.cells[lead]):
        return False
    column = _words(last.cells[lead]) if last.cells else []
    worded = len(column) >= SENTENCE
    return first[:1].islower() or first.startswith("(") or (worded and _UNFINISHED.search(column[-1]) is not None)


def _words(cell: Sequence[Line]) -> list[str]:
    return [word for line in cell for word in line.text.split()]


def _has_label(text: str) -> bool:
    return bool(read_labels(text)) or is_number(text)
