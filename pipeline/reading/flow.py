"""The order in which a page is read: running text in columns, boxes beside it, tables that nothing rules.

A gutter is a white strip that no word of many rows crosses, with running text on both sides of it; what stands above, in the
columns and below is looked at again by itself, so that three columns are two and one. A drawn box beside running text is an
aside: it is read behind everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.document import Box, Line, Table, Word, enclosing_box
from pipeline.reading.aligned import aligned_tables
from pipeline.reading.columns import with_centred_labels
from pipeline.reading.layout import words_to_lines
from pipeline.reading.regions import in_rows
from pipeline.reading.tabular import begin_together

STRIP = 0.6
"""A gutter is as wide, at least, as this share of the font size."""
FEWEST = 4
"""Rows with text on both sides that a gutter needs."""
WORDS, FILL, REACH = 3.0, 0.45, 0.4
"""Running text has so many words in a line on average, half of its lines fill this share of the widest, and this one of the way to
the gutter."""
NARROWEST = 60.0
"""Points that a column of running text is wide at least."""
APART = 0.5
"""Share of their paragraphs that two columns of running text at most begin at the same height."""
NEW = 1.6
"""Rows of the left column alone belong below the columns from where the distance to the row before is so many times the usual."""
WIDER = 1.2
"""Text beside a side box is so many times as wide."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A white strip: the rows it parts (from, and the one behind the last), and its right edge in points."""

    first: int
    end: int
    edge: float


def read_flow(
    words: Sequence[Word],
    tables: Sequence[Table],
    frames: Sequence[Box],
    rules: Sequence[Box],
    page: int,
    side_boxes: Sequence[Box] = (),
) -> tuple[tuple[Line, ...], tuple[Table, ...]]:
    """Return the lines of a page in reading order, and its tables: the ruled ones, and those that nothing drawn makes cells of.

    Args:
        words: all words of the page.
        tables: its ruled tables.
        frames, rules: boxes drawn around text, and thin horizontal rules, in points.
        page: the page's number.
        side_boxes: tall, narrow boxes, in points.
    """
    free = [word for word in words if not any(table.box.encloses(word.box) for table in tables)]
    reader = _Reader(frames, rules, page)
    for box in side_boxes:
        inside = [word for word in free if box.encloses(word.box)]
        rest = [word for word in free if not box.encloses(word.box)]
        if inside and _stands_beside(box, rest):
            reader.asides += [replace(line, aside=True) for line in words_to_lines(inside, page, frames, rules)]
            free = rest
    reader.read(free)
    return (*reader.lines, *reader.asides), (*tables, *reader.tables)


@dataclass(slots=True)
class _Reader:
    """What is read off a page: lines in reading order, the tables that nothing rules, lines beside the running text."""

    frames: Sequence[Box]
    rules: Sequence[Box]
    page: int
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    asides: list[Line] = field(default_factory=list)

    def read(self, words: Sequence[Word], shift: float = 0.0) -> None:
        """Read some words: what their gutters part, one after another, tables, and lines.

        Args:
            words: in any order.
            shift: points by which their column stands right of the page's first.
        """
        while words:
            lines = words_to_lines(words, self.page, self.frames, self.rules)
            rows = in_rows(lines)
            gutter = find_gutter(rows)
            if gutter is None or not _begin_apart(rows, gutter):
                tables = aligned_tables(rows, self.rules, self.page)
                if tables:
                    self._read_between(words, tables, shift)
                    return
            if gutter is None:
                self.lines += [replace(line, shift=shift) for line in with_centred_labels(lines)]
                return
            self.read(_words(rows[: gutter.first]), shift)
            self._read_columns(_words(rows[gutter.first : gutter.end]), gutter.edge, shift)
            words = _words(rows[gutter.end :])

    def _read_between(self, words: Sequence[Word], tables: Sequence[Table], shift: float) -> None:
        """Take tables, and read what stands above, between and below them."""
        self.tables += tables
        above = -inf
        for table in tables:
            self.read([word for word in words if above < _middle(word) < table.box.top], shift)
            above = table.box.bottom
        self.read([word for word in words if _middle(word) > above], shift)

    def _read_columns(self, words: Sequence[Word], edge: float, shift: float) -> None:
        left = [word for word in words if word.box.x0 < edge - STRIP / 2]
        right = [word for word in words if word.box.x0 >= edge - STRIP / 2]
        further = shift + edge - min(word.box.x0 for word in left)
        self.read(left, shift)
        self.read(right, further)


def _stands_beside(box: Box, words: Sequence[Word]) -> bool:
    """Tell whether a box stands at the edge of wider text."""
    level = [word for word in words if box.top <= _middle(word) <= box.bottom]
    if not level:
        return False
    beside = enclosing_box([word.box for word in level])
    return (beside.x0 >= box.x1 or beside.x1 <= box.x0) and beside.width >= WIDER * box.width


def _begin_apart(lines: Sequence[Line], gutter: _Gutter) -> bool:
    """Tell whether paragraphs begin at places of their own on the two sides of a gutter, as no rows of a table do."""
    own = lines[gutter.first : gutter.end]
    columns = [(min(line.box.x0 for line in own), gutter.edge - STRIP), (gutter.edge, max(line.box.x1 for line in own))]
    common, most = begin_together(own, columns)
    return most >= FEWEST and common <= APART * most


def _words(rows: Sequence[Line]) -> list[Word]:
    return [word for row in rows for word in row.words]


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def find_gutter(lines: Sequence[Line]) -> _Gutter | None:
    """Return the gutter that parts most rows of some lines, None if none has running text on both sides.

    Args:
        lines: top to bottom, one for each row of words over the whole width.
    """
    edges = [
        word.box.x0
        for line in lines
        for before, word in pairwise(line.words)
        if word.box.x0 - before.box.x1 >= STRIP * line.size
    ]
    if len(edges) < FEWEST:
        return None
    found = [run for edge in sorted({round(edge, 1) for edge in edges}) for run in _runs(lines, edge)]
    return max(found, key=lambda one: (one[0], -one[1].edge), default=(0, None))[1]


def _runs(lines: Sequence[Line], edge: float) -> list[tuple[int, _Gutter]]:
    """Return the runs of rows that no word crosses left of an edge, with running text on both sides, and how many rows have both."""
    free = [not any(w.box.x0 < edge - 0.5 < w.box.x1 + STRIP * line.size - 0.5 for w in line.words) for line in lines]
    runs, start = [], 0
    for place in range(len(lines) + 1):
        if place < len(lines) and free[place]:
            continue
        if place - start >= FEWEST:
            gutter = _trimmed(lines, _Gutter(start, place, edge))
            both = _rows_of_both(lines[gutter.first : gutter.end], edge)
            if both:
                runs.append((both, gutter))
        start = place + 1
    return runs


def _trimmed(lines: Sequence[Line], gutter: _Gutter) -> _Gutter:
    """Return a gutter without the rows at its end that stand on the left alone, behind a gap, above a row that crosses it."""
    if gutter.end == len(lines):
        return gutter
    right = [i for i in range(gutter.first, gutter.end) if lines[i].box.x1 > gutter.edge]
    last = right[-1] if right else gutter.end - 1
    pitch = median(line.box.top - before.box.top for before, line in pairwise(lines[gutter.first :]))
    for place in range(last + 1, gutter.end):
        if lines[place].box.top - lines[place - 1].box.top > NEW * pitch:
            return _Gutter(gutter.first, place, gutter.edge)
    return gutter


def _rows_of_both(lines: Sequence[Line], edge: float) -> int:
    """Return how many rows have text on both sides of an edge, 0 unless there is running text on both."""
    left = [own for line in lines if (own := [w for w in line.words if w.box.x0 < edge - 0.5])]
    right = [own for line in lines if (own := [w for w in line.words if w.box.x0 >= edge - 0.5])]
    both = sum(line.words[0].box.x0 < edge - 0.5 <= line.words[-1].box.x0 for line in lines)
    if both < FEWEST or not all(_is_running(own) for own in (left, right)):
        return 0
    reach = edge - min(own[0].box.x0 for own in left)
    return both if median(own[-1].box.x1 - own[0].box.x0 for own in left) >= REACH * reach else 0


def _is_running(rows: Sequence[Sequence[Word]]) -> bool:
    widths = [row[-1].box.x1 - row[0].box.x0 for row in rows]
    widest = max(widths)
    words = sum(map(len, rows))
    return words >= WORDS * len(rows) and widest >= NARROWEST and median(widths) >= FILL * widest
