"""Tables that nothing rules into cells: their columns show as white rivers that no word crosses, their rows as gaps or rules.

Running text in two columns has one river, a list has one behind its numbers; a table has two at least, or rules between its
rows. A column of nothing but labels belongs to the wording beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
TITLE = 1.25
"""A line set so many times as large as the body of a table is a title above it."""
SPARSE = 0.7
"""A column filled in no more than this share of the lines tells by its entries where rows begin."""
RULED = 0.6
"""A horizontal rule over this share of a table's width parts two rows."""
LONGEST = 120
"""Words that a cell of two columns has at most: beside a heading in the margin stands a whole section."""
FURTHER = 1.15
"""A line that joins columns, and stands so many times as far below as any row before it, is none of the table."""
ALIGNED = 5
"""Lines from which words that begin at one place make an edge."""
CLOSE = 0.2
"""A strip of this share of the font size is a river if words begin behind it at a common edge."""
LOWER = 0.8
"""Share of its height by which a line may stand lower than the cells beside it."""
RUNNING = 3.5
"""Words in a line from which on a column may be running text."""
AGREED = 0.8
"""Columns that begin anew at the same places, but for this share, are a table's."""
EDGE = 0.5
"""Points by which a word may stand out of its column."""
NARROWEST = 150.0
"""Points that a table is wide at least."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Region:
    """Lines that stand one below the other, and the columns (left and right edge, in points) that they have in common."""

    lines: tuple[Line, ...]
    columns: tuple[Span, ...]

    def cells(self, line: Line) -> list[list[Word]]:
        """Return the words of a line for each column; words that run over into the next columns stay with their first."""
        cells: list[list[Word]] = [[] for _ in self.columns]
        place = 0
        before: Word | None = None
        for word in line.words:
            own = max((i for i, (left, _) in enumerate(self.columns) if left - EDGE <= word.box.x0), default=0)
            gap = word.box.x0 - before.box.x1 if before is not None else APART * line.size
            begins = abs(word.box.x0 - self.columns[own][0]) <= EDGE
            if gap >= (CLOSE if begins else APART) * line.size:
                place = own
            cells[place].append(word)
            before = word
        return cells


def aligned_tables(lines: Sequence[Line], rules: Sequence[Box], page: int) -> list[Table]:
    """Return the tables among a page's lines that no drawn lines make cells of.

    Args:
        lines: top to bottom, one for each row of words, those of ruled tables left out.
        rules: thin horizontal rules, in points.
        page: the page's number.
    """
    lines = in_rows(lines)
    edges = _edges(lines)
    if sum(len(_parts(line, edges)) > 1 for line in lines) < FEWEST_ROWS:
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


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """Return lines joined that stand beside each other a part of a line higher or lower: cells centred in their rows."""
    rows: list[Line] = []
    for line in lines:
        before = rows[-1] if rows else None
        lower = before is not None and line.box.top < before.box.top + LOWER * before.box.height
        if (
            before is not None
            and lower
            and not any(_collide(word, other) for word in line.words for other in before.words)
        ):
            words = sorted((*before.words, *line.words), key=lambda word: word.box.x0)
            box = enclosing_box([before.box, line.box])
            rows[-1] = replace(
                before, text=line_text(words), words=tuple(words), box=replace(box, bottom=before.box.bottom)
            )
        else:
            rows.append(line)
    return rows


def _collide(one: Word, other: Word) -> bool:
    return one.box.x0 < other.box.x1 and other.box.x0 < one.box.x1


def _edges(lines: Sequence[Line]) -> frozenset[int]:
    """Return the whole points at which words behind others begin in many lines, in some of them behind a wide gap."""
    begun: Counter[int] = Counter()
    apart: Counter[int] = Counter()
    for line in lines:
        for before, word in pairwise(line.words):
            begun[round(word.box.x0)] += 1
            apart[round(word.box.x0)] += word.box.x0 - before.box.x1 >= APART * line.size
    often = {x0 for x0, count in begun.items() if count >= ALIGNED and apart[x0] >= FEWEST_ROWS}
    return frozenset(x0 + near for x0 in often for near in (-1, 0, 1))


def _grown(lines: Sequence[Line], start: int, rules: Sequence[Box], edges: frozenset[int]) -> _Region | None:
    """Return the lines from `start` on that have rivers in common, None if they are too few, or what they part no table."""
    if len(_parts(lines[start])) < 2:
        return None
    columns = _columns([(word.box.x0, word.box.x1) for word in lines[start].words], lines[start].size, edges)
    end = start + 1
    widest = 0.0
    while end < len(lines) and lines[end].box.top - lines[end - 1].box.bottom <= MOST_AWAY * lines[end].size:
        left = _columns([*columns, *((word.box.x0, word.box.x1) for word in lines[end].words)], lines[end].size, edges)
        gap = lines[end].box.top - lines[end - 1].box.bottom
        apart = len(left) < len(columns) and gap > FURTHER * widest
        if len(left) < 2 or ((apart or len(left) < 3 <= len(columns)) and end - start >= FEWEST_LINES):
            break
        columns, end, widest = left, end + 1, max(widest, gap)
    region = _below_spanning_cells(_Region(tuple(lines[start:end]), tuple(columns)), edges)
    return _without_bullets(region) if _is_tabular(region, rules, edges) else None


def _later_start(
    lines: Sequence[Line], start: int, region: _Region, rules: Sequence[Box], edges: frozenset[int]
) -> tuple[int, _Region] | None:
    """Return where a table of more columns begins within a region, behind lines that are none of its rows; None if nowhere.

    Fields above a table, or a paragraph with a wide space in the right place, look like rows of fewer columns.
    """
    for later in range(start + 1, start + len(region.lines) // 2):
        if len(_parts(lines[later])) < FEWEST_LINES:
            continue
        own = _grown(lines, later, rules, edges)
        if own is None or len(own.columns) <= len(region.columns):
            continue
        alien = sum(not _is_row(line, own) for line in lines[start:later])
        return (later, own) if alien > OFTEN * (later - start) else None
    return None


def _is_row(line: Line, region: _Region) -> bool:
    """Tell whether a line may be one of a table: no word lies across two columns, and several are filled."""
    inside = all(any(x0 - EDGE <= w.box.x0 and w.box.x1 <= x1 + EDGE for x0, x1 in region.columns) for w in line.words)
    return inside and sum(map(bool, region.cells(line))) >= FEWEST_LINES


def _below_spanning_cells(region: _Region, edges: frozenset[int]) -> _Region:
    """Return a region with the columns of its body: cells of a header in bold may span several of them.

    A title above the header, which nothing stands beside, is no line of the table.
    """
    end = next(iter(_below_header(region.lines)), 0)
    body = region.lines[end:]
    if not end or len(body) < FEWEST_LINES:
        return region
    columns = _columns([(word.box.x0, word.box.x1) for line in body for word in line.words], body[0].size, edges)
    if len(columns) <= len(region.columns):
        return region
    below = _Region(region.lines, tuple(columns))
    header = (
        i
        for i, line in enumerate(region.lines[:end])
        if line.size <= TITLE * body[0].size and sum(map(bool, below.cells(line))) > 1
    )
    title = next(header, end)
    return _Region(region.lines[title:], below.columns)


def _is_tabular(region: _Region, rules: Sequence[Box], edges: frozenset[int]) -> bool:
    """Tell whether lines and columns are a table's: three columns that are no labels and no running text, or two whose rows
    rules part, or common gaps.

    Numbers in front of wording, without a header, are a list's.
    """
    if len(region.lines) < FEWEST_LINES:
        return False
    texts = [_texts(region, column) for column in range(len(region.columns))]
    worded = sum(not all(map(_is_label, own)) for own in texts)
    if worded < FEWEST_LINES and all(map(_is_label, texts[0])):
        return False
    if len(texts) == FEWEST_LINES and all(map(is_number, texts[0])) and not _begin_with_rows(region):
        return False
    if any(_begins_items(own, beside) for own, beside in pairwise(texts[1:])):
        return False
    ruled = len(_below_rules(region, rules)) >= FEWEST_ROWS
    agree = _agreement(region)
    if not ruled and agree < AGREED and all(map(_is_running, texts)) and _is_dense(region):
        return False
    numbers = sum(_is_label(text) or is_number(text) for text in texts[0])
    agreed = agree >= AGREED and 2 * numbers < len(texts[0]) and all(map(_is_worded, texts))
    parted = sum(len(_parts(line, edges)) >= min(worded, FEWEST_LINES) for line in region.lines)
    return (
        region.columns[-1][1] - region.columns[0][0] >= NARROWEST
        and worded >= (2 if ruled or agreed else FEWEST_LINES)
        and parted >= FEWEST_ROWS
    )


def _is_running(texts: Sequence[str]) -> bool:
    """Tell whether the lines of a column hold as many words as running text does."""
    return sum(len(text.split()) for text in texts) >= RUNNING * len(texts)


def _is_worded(texts: Sequence[str]) -> bool:
    """Tell whether the lines of a column hold several words on average."""
    return sum(len(text.split()) for text in texts) >= FEWEST_ROWS * len(texts)


def _is_dense(region: _Region) -> bool:
    """Tell whether every column has text in most lines."""
    filled = [[bool(cell) for cell in column] for column in zip(*map(region.cells, region.lines), strict=True)]
    return all(sum(own) > SPARSE * len(own) for own in filled)


def _agreement(region: _Region) -> float:
    """Return the share of the places at which columns begin anew that all of them have in common, 0 if these are few."""
    common, most = begin_together(region.lines, region.columns)
    return common / most if common >= FEWEST_LINES else 0.0


def begin_together(lines: Sequence[Line], columns: Sequence[Span]) -> tuple[int, int]:
    """Return at how many places all columns begin anew behind a gap, and at how many the one does that begins most often.

    Paragraphs of running text begin where they like; the cells of a row begin together.
    """
    region = _Region(tuple(lines), tuple(columns))
    begun = [_begin_anew(region, column) for column in range(len(columns))]
    return len(set.intersection(*begun)), max(map(len, begun))


def _begin_anew(region: _Region, column: int) -> set[int]:
    own = [
        (i, min(word.box.top for word in cell))
        for i, line in enumerate(region.lines)
        if (cell := region.cells(line)[column])
    ]
    if not own:
        return set()
    gaps = [after[1] - before[1] for before, after in pairwise(own)]
    usual = min(gaps, default=0.0)
    return {
        own[0][0],
        *(i for (i, _), gap in zip(own[1:], gaps, strict=True) if gap > usual + STRIP * region.lines[i].size),
    }


def _begins_items(own: Sequence[str], beside: Sequence[str]) -> bool:
    """Tell whether a column holds the numbers or bullets of items in the column beside it: a second column of running text."""
    return all(map(is_number, own)) and sum(len(text.split()) for text in beside) >= FEWEST_LINES * len(beside)


def _texts(region: _Region, column: int) -> list[str]:
    return [text for line in region.lines if (text := line_text(region.cells(line)[column]))]


def _begin_with_rows(region: _Region) -> bool:
    """Tell whether the entries of the first column stand where wider gaps part rows: all columns begin anew there."""
    starts = {0, *_below_gaps(region.lines)}
    entries = [i for i, line in enumerate(region.lines) if region.cells(line)[0]]
    return sum(i in starts for i in entries) >= OFTEN * len(entries)


def _is_label(text: str) -> bool:
    return any(label.length == len(text) for label in read_labels(text))


def _parts(line: Line, edges: frozenset[int] = frozenset()) -> list[list[Word]]:
    """Return the words of a line, parted where wide gaps stand between them, or narrow ones in front of a common edge."""
    parts: list[list[Word]] = []
    for word in line.words:
        apart = CLOSE if round(word.box.x0) in edges else APART
        if parts and word.box.x0 - parts[-1][-1].box.x1 < apart * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def _columns(spans: Sequence[Span], size: float, edges: frozenset[int]) -> list[Span]:
    """Return what is left of the page's width between the rivers, narrow ones in front of a common edge."""
    columns: list[Span] = []
    for x0, x1 in sorted(spans):
        river = CLOSE if round(x0) in edges else RIVER
        if columns and x0 - columns[-1][1] < river * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _without_bullets(region: _Region) -> _Region:
    """Return a region, its columns that hold nothing but bullets joined with the next."""
    joined: list[Span] = []
    bullets = False
    for place, column in enumerate(region.columns):
        if bullets:
            joined[-1] = (joined[-1][0], column[1])
        else:
            joined.append(column)
        texts = _texts(region, place)
        labels = [label for text in texts for label in read_labels(text)[:1]]
        bullets = all(map(_is_label, texts)) and not any(label.text for label in labels)
    return _Region(region.lines, tuple(joined))


def _table(region: _Region, rules: Sequence[Box], page: int) -> Table | None:
    """Return the table that a region is, None if too few of its rows are filled."""
    rows = [_row(lines, region, page) for lines in _rows(region, rules)]
    full = [row for row in rows if sum(bool(cell.lines) for cell in row) * 2 > len(row)]
    longest = max(sum(len(line.words) for line in cell.lines) for row in rows for cell in row)
    if len(full) < FEWEST_ROWS or (len(region.columns) == 2 and longest > LONGEST):
        return None
    return Table(page, enclosing_box([line.box for line in region.lines]), tuple(rows))


def _row(lines: Sequence[Line], region: _Region, page: int) -> tuple[Cell, ...]:
    top, bottom = lines[0].box.top, max(line.box.bottom for line in lines)
    cells = [region.cells(line) for line in lines]
    return tuple(
        Cell(Box(x0, top, x1, bottom), words_to_lines([word for own in cells for word in own[column]], page))
        for column, (x0, x1) in enumerate(region.columns)
    )


def _rows(region: _Region, rules: Sequence[Box]) -> Iterator[list[Line]]:
    """Yield the lines of each row: wide rules part rows, else wider gaps do, else what the sparse columns begin.

    A single rule only underlines the header.
    """
    lines = region.lines
    by_rules = _below_rules(region, rules)
    parted = by_rules if len(by_rules) >= FEWEST_ROWS else _below_gaps(lines) or _by_entries(region)
    starts = parted | by_rules | _below_header(lines)
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
    """Return where entries of the sparsest column begin: below a line in which it is empty.

    A column that is empty in the first line of the body is centred in its rows and tells nothing.
    """
    filled = [[bool(cell) for cell in column] for column in zip(*map(region.cells, region.lines), strict=True)]
    entries = [{i for i, full in enumerate(own) if full and not (i and own[i - 1])} for own in filled]
    first = next(iter(_below_header(region.lines)), 0)
    sparse = [
        i
        for i, own in enumerate(filled)
        if sum(own) <= SPARSE * len(own) and len(entries[i]) >= FEWEST_ROWS and own[min(first, len(own) - 1)]
    ]
    if not sparse:
        return set(range(1, len(region.lines)))
    return entries[max(sparse, key=lambda i: len(entries[i]))]
