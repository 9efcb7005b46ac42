"""Tables that nothing rules into cells: their columns show as white rivers that no word crosses, their rows as gaps or rules.

Running text in two columns has one river, a list has one behind its numbers; a table has two at least, or rules between its
rows. A column of nothing but labels belongs to the wording beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Box, Cell, Line, Table, Word, enclosing_box, line_text
from pipeline.labels import is_number, read_labels
from pipeline.reading.layout import words_to_lines

RIVER = 0.45
"""A white strip of this share of the font size is a river if no word of the table's lines crosses it."""
APART = 1.2
"""In some lines of a table its columns stand at least this share of the font size apart."""
MOST_AWAY = 4.0
"""Lines of a table follow each other within so many times the font size."""
FEWEST_LINES, FEWEST_ROWS = 3, 2
"""A table has at least so many lines, as many columns if nothing rules its rows, and so many rows in which most columns are filled."""
STRIP = 0.35
"""Rows are parted where the gap between two lines is this share of the font size wider than the usual one."""
OFTEN = 0.8
"""Share of the numbers in front of two columns that must stand where rows begin: else they number one column of text beside another."""
BOLD = 0.9
"""A header is set in bold, this share of it."""
SPARSE = 0.7
"""A column filled in no more than this share of the lines tells by its entries where rows begin."""
RULED = 0.6
"""A horizontal rule over this share of a table's width parts two rows."""
LONGEST = 120
"""Words that a cell of two columns has at most: beside a heading in the margin stands a whole section."""
NARROWEST = 150.0
"""Points that a table is wide at least."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines that stand one below the other, and the columns (left and right edge, in points) that they have in common."""

    lines: tuple[Line, ...]
    columns: tuple[Span, ...]


def with_aligned_tables(
    words: Sequence[Word], tables: Sequence[Table], frames: Sequence[Box], rules: Sequence[Box], page: int
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Return the lines and tables of a page: its ruled tables, and those that nothing drawn makes cells of.

    Args:
        words: all words of the page.
        tables: its ruled tables.
        frames, rules: boxes drawn around text, and thin horizontal rules, in points.
        page: the page's number.
    """
    free = _outside(words, tables)
    lines = words_to_lines(free, page, frames, rules)
    aligned = aligned_tables(lines, rules, page)
    if not aligned:
        return lines, tuple(tables)
    return words_to_lines(_outside(free, aligned), page, frames, rules), (*tables, *aligned)


def _outside(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    return [word for word in words if not any(table.box.encloses(word.box) for table in tables)]


def aligned_tables(lines: Sequence[Line], rules: Sequence[Box], page: int) -> list[Table]:
    """Return the tables among a page's lines that no drawn lines make cells of.

    Args:
        lines: top to bottom, one for each row of words, those of ruled tables left out.
        rules: thin horizontal rules, in points.
        page: the page's number.
    """
    if sum(len(_parts(line)) > 1 for line in lines) < FEWEST_ROWS:
        return []
    tables = []
    start = 0
    while start < len(lines):
        region = _grown(lines, start, rules)
        table = _table(region, rules, page) if region is not None else None
        if region is not None and table is not None:
            tables.append(table)
            start += len(region.lines)
        else:
            start += 1
    return tables


def _grown(lines: Sequence[Line], start: int, rules: Sequence[Box]) -> _Region | None:
    """Return the lines from `start` on that have rivers in common, None if they are too few, or what they part no table."""
    if len(_parts(lines[start])) < 2:
        return None
    columns = _columns([(word.box.x0, word.box.x1) for word in lines[start].words], lines[start].size)
    end = start + 1
    while end < len(lines) and lines[end].box.top - lines[end - 1].box.bottom <= MOST_AWAY * lines[end].size:
        left = _columns([*columns, *((word.box.x0, word.box.x1) for word in lines[end].words)], lines[end].size)
        if len(left) < 2 or (len(left) < 3 <= len(columns) and end - start >= FEWEST_LINES):
            break
        columns, end = left, end + 1
    region = _Region(tuple(lines[start:end]), tuple(columns))
    return _without_bullets(region) if _is_tabular(region, rules) else None


def _is_tabular(region: _Region, rules: Sequence[Box]) -> bool:
    """Tell whether lines and columns are a table's: three columns that are no labels, or two with rules between the rows.

    Numbers in front of wording, without a header, are a list's.
    """
    if len(region.lines) < FEWEST_LINES:
        return False
    texts = [_texts(region, column) for column in region.columns]
    worded = sum(not all(map(_is_label, own)) for own in texts)
    if worded < FEWEST_LINES and all(map(_is_label, texts[0])):
        return False
    if len(texts) == FEWEST_LINES and all(map(is_number, texts[0])) and not _begin_with_rows(region):
        return False
    if any(_begins_items(own, beside) for own, beside in pairwise(texts[1:])):
        return False
    ruled = len(_below_rules(region, rules)) >= FEWEST_ROWS
    parted = sum(len(_parts(line)) >= min(worded, FEWEST_LINES) for line in region.lines)
    return (
        region.columns[-1][1] - region.columns[0][0] >= NARROWEST
        and worded >= (2 if ruled else FEWEST_LINES)
        and parted >= FEWEST_ROWS
    )


def _begins_items(own: Sequence[str], beside: Sequence[str]) -> bool:
    """Tell whether a column holds the numbers or bullets of items in the column beside it: a second column of running text."""
    return all(map(is_number, own)) and sum(len(text.split()) for text in beside) >= FEWEST_LINES * len(beside)


def _texts(region: _Region, column: Span) -> list[str]:
    return [text for line in region.lines if (text := line_text(_within(line, column)))]


def _begin_with_rows(region: _Region) -> bool:
    """Tell whether the entries of the first column stand where wider gaps part rows: all columns begin anew there."""
    starts = {0, *_below_gaps(region.lines)}
    entries = [i for i, line in enumerate(region.lines) if _within(line, region.columns[0])]
    return sum(i in starts for i in entries) >= OFTEN * len(entries)


def _is_label(text: str) -> bool:
    return any(label.length == len(text) for label in read_labels(text))


def _parts(line: Line) -> list[list[Word]]:
    """Return the words of a line, parted where wide gaps stand between them."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.box.x0 - parts[-1][-1].box.x1 < APART * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _columns(spans: Sequence[Span], size: float) -> list[Span]:
    """Return what is left of the page's width between the rivers."""
    columns: list[Span] = []
    for x0, x1 in sorted(spans):
        if columns and x0 - columns[-1][1] < RIVER * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _without_bullets(region: _Region) -> _Region:
    """Return a region, its columns that hold nothing but bullets joined with the next."""
    joined: list[Span] = []
    bullets = False
    for column in region.columns:
        if bullets:
            joined[-1] = (joined[-1][0], column[1])
        else:
            joined.append(column)
        labels = [label for text in _texts(region, column) for label in read_labels(text)[:1]]
        bullets = all(map(_is_label, _texts(region, column))) and not any(label.text for label in labels)
    return _Region(region.lines, tuple(joined))


def _within(line: Line, column: Span) -> list[Word]:
    return [word for word in line.words if column[0] - 0.5 <= word.box.x0 and word.box.x1 <= column[1] + 0.5]


def _table(region: _Region, rules: Sequence[Box], page: int) -> Table | None:
    """Return the table that a region is, None if too few of its rows are filled."""
    rows = [_row(lines, region.columns, page) for lines in _rows(region, rules)]
    full = [row for row in rows if sum(bool(cell.lines) for cell in row) * 2 > len(row)]
    longest = max(sum(len(line.words) for line in cell.lines) for row in rows for cell in row)
    if len(full) < FEWEST_ROWS or (len(region.columns) == 2 and longest > LONGEST):
        return None
    return Table(page, enclosing_box([line.box for line in region.lines]), tuple(rows))


def _row(lines: Sequence[Line], columns: Sequence[Span], page: int) -> tuple[Cell, ...]:
    top, bottom = lines[0].box.top, max(line.box.bottom for line in lines)
    return tuple(
        Cell(Box(x0, top, x1, bottom), words_to_lines([w for line in lines for w in _within(line, (x0, x1))], page))
        for x0, x1 in columns
    )


def _rows(region: _Region, rules: Sequence[Box]) -> Iterator[list[Line]]:
    """Yield the lines of each row: wide rules part rows, else wider gaps do, else what the sparse columns begin."""
    lines = region.lines
    by_rules = _below_rules(region, rules)
    starts = (by_rules or _below_gaps(lines) or _by_entries(region)) | _below_header(lines)
    row: list[Line] = []
    for place, line in enumerate(lines):
        if place in starts and row:
            yield row
            row = []
        row.append(line)
    yield row


def _below_header(lines: Sequence[Line]) -> set[int]:
    """Return where a header in bold ends, the empty set if there is none."""
    end = next((i for i, line in enumerate(lines) if line.bold_share < BOLD), 0)
    return {end} if end else set()


def _below_rules(region: _Region, rules: Sequence[Box]) -> set[int]:
    width = region.columns[-1][1] - region.columns[0][0]
    wide = [rule for rule in rules if rule.width >= RULED * width]
    return {
        place
        for place, (before, line) in enumerate(zip(region.lines, region.lines[1:], strict=False), 1)
        if any(before.box.top < rule.top <= line.box.top + 0.3 * line.size for rule in wide)
    }


def _below_gaps(lines: Sequence[Line]) -> set[int]:
    gaps = [line.box.top - before.box.top for before, line in pairwise(lines)]
    usual = min(gaps)
    wider = {place for place, gap in enumerate(gaps, 1) if gap > usual + STRIP * lines[place].size}
    return wider if len(wider) >= FEWEST_ROWS else set()


def _by_entries(region: _Region) -> set[int]:
    """Return where entries of the sparsest column begin: below a line in which it is empty."""
    filled = [[bool(_within(line, column)) for line in region.lines] for column in region.columns]
    entries = [{i for i, full in enumerate(own) if full and not (i and own[i - 1])} for own in filled]
    sparse = [i for i, own in enumerate(filled) if sum(own) <= SPARSE * len(own) and len(entries[i]) >= FEWEST_ROWS]
    if not sparse:
        return set(range(1, len(region.lines)))
    return entries[max(sparse, key=lambda i: len(entries[i]))]
