"""Lines of a page that stand one below the other, and the columns that white rivers part them into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.document import Line, Word, enclosing_box, line_text
from pipeline.labels import read_labels

RIVER = 0.45
"""A white strip of this share of the font size is a river if no word of the table's lines crosses it."""
APART = 1.2
"""In some lines of a table its columns stand at least this share of the font size apart."""
FEWEST_LINES, FEWEST_ROWS = 3, 2
"""A table has at least so many lines, as many columns if nothing rules its rows, and so many rows in which most columns are filled."""
BOLD = 0.9
"""A header is set in bold, this share of it."""
TITLE = 1.25
"""A line set so many times as large as the body of a table is a title above it."""
ALIGNED = 5
"""Lines from which words that begin at one place make an edge."""
CLOSE = 0.2
"""A strip of this share of the font size is a river if words begin behind it at a common edge."""
LOWER = 0.8
"""Share of its height by which a line may stand lower than the cells beside it."""
EDGE = 0.5
"""Points by which a word may stand out of its column."""
Span = tuple[float, float]


@dataclass(frozen=True)
class Region:
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

    @cached_property
    def grid(self) -> list[list[list[Word]]]:
        """The words of each line for each column."""
        return [self.cells(line) for line in self.lines]

    def texts(self, column: int) -> list[str]:
        """Return what stands in a column, line by line, empty ones left out."""
        return [text for row in self.grid if (text := line_text(row[column]))]


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


def common_edges(lines: Sequence[Line]) -> frozenset[int]:
    """Return the whole points at which words behind others begin in many lines, in some of them behind a wide gap."""
    begun: Counter[int] = Counter()
    apart: Counter[int] = Counter()
    for line in lines:
        for before, word in pairwise(line.words):
            begun[round(word.box.x0)] += 1
            apart[round(word.box.x0)] += word.box.x0 - before.box.x1 >= APART * line.size
    often = {x0 for x0, count in begun.items() if count >= ALIGNED and apart[x0] >= FEWEST_ROWS}
    return frozenset(x0 + near for x0 in often for near in (-1, 0, 1))


def parts_of(line: Line, edges: frozenset[int] = frozenset()) -> list[list[Word]]:
    """Return the words of a line, parted where wide gaps stand between them, or narrow ones in front of a common edge."""
    parts: list[list[Word]] = []
    for word in line.words:
        apart = CLOSE if round(word.box.x0) in edges else APART
        if parts and word.box.x0 - parts[-1][-1].box.x1 < apart * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def columns_between(spans: Sequence[Span], size: float, edges: frozenset[int]) -> list[Span]:
    """Return what is left of the page's width between the rivers, narrow ones in front of a common edge."""
    columns: list[Span] = []
    for x0, x1 in sorted(spans):
        river = CLOSE if round(x0) in edges else RIVER
        if columns and x0 - columns[-1][1] < river * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def below_spanning_cells(region: Region, edges: frozenset[int]) -> Region:
    """Return a region with the columns of its body: cells of a header in bold may span several of them.

    A title above the header, which nothing stands beside, is no line of the table.
    """
    end = next(iter(below_header(region.lines)), 0)
    body = region.lines[end:]
    if not end or len(body) < FEWEST_LINES:
        return region
    columns = columns_between([(word.box.x0, word.box.x1) for line in body for word in line.words], body[0].size, edges)
    if len(columns) <= len(region.columns):
        return region
    below = Region(region.lines, tuple(columns))
    header = (
        i
        for i, line in enumerate(region.lines[:end])
        if line.size <= TITLE * body[0].size and sum(map(bool, below.cells(line))) > 1
    )
    title = next(header, end)
    return Region(region.lines[title:], below.columns)


def below_header(lines: Sequence[Line]) -> set[int]:
    """Return where a header in bold ends, the empty set if there is none."""
    end = next((i for i, line in enumerate(lines) if line.bold_share < BOLD), 0)
    return {end} if end else set()


def without_bullets(region: Region) -> Region:
    """Return a region, its columns that hold nothing but bullets joined with the next."""
    joined: list[Span] = []
    bullets = False
    for place, column in enumerate(region.columns):
        if bullets:
            joined[-1] = (joined[-1][0], column[1])
        else:
            joined.append(column)
        texts = region.texts(place)
        labels = [label for text in texts for label in read_labels(text)[:1]]
        bullets = all(map(is_label, texts)) and not any(label.text for label in labels)
    return Region(region.lines, tuple(joined))


def is_label(text: str) -> bool:
    """Tell whether a text is the label of an item and nothing else."""
    return any(label.length == len(text) for label in read_labels(text))
