"""Columns without rules: a row of words that a gutter cuts becomes two lines, the left column read before the right.

A gutter shows in several rows near each other whose right parts begin at one left edge. The gap behind a list's number
is none: it lies too far left. A number centred beside wording of two lines goes in front of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Box, Line, Word, enclosing_box, line_text
from pipeline.labels import read_labels
from pipeline.wording import clean

GUTTER = 2.0
"""A gap of this many font sizes between two words may be a gutter."""
EDGE = 3.0
"""Points by which the left edges of a column's lines may differ."""
LEFTMOST = 0.33
"""Share of the page width left of which a gap belongs to a label or a field name."""
FEWEST = 3
"""Rows that must agree on a gutter."""


def gutters(lines: Sequence[Line], width: float) -> list[float]:
    """Return the left edges, in points, of the right columns that several rows of a page agree on, or that are parted already."""
    parted = {line.box.x0 for line in lines if line.shift}
    if parted:
        return sorted(parted)
    edges = [line.words[cut].box.x0 for line in lines if (cut := _cut(line, width))]
    return [edge for edge in edges if sum(abs(edge - other) <= EDGE for other in edges) >= FEWEST]


def split_columns(lines: Sequence[Line], width: float, edges: Sequence[float]) -> tuple[Line, ...]:
    """Return a page's lines, rows that a gutter cuts split into two lines each; right columns after left ones.

    Args:
        lines: top to bottom, one for each row of words.
        width: page width in points.
        edges: the gutters of this page and of its neighbours, over which a table may run.
    """
    result: list[Line] = []
    right: list[Line] = []
    for line in lines:
        cut = _cut(line, width)
        if cut and any(abs(line.words[cut].box.x0 - edge) <= EDGE for edge in edges):
            result.append(_part(line, line.words[:cut]))
            right.append(_part(line, line.words[cut:]))
        elif right and line.box.x0 >= right[-1].box.x0 - EDGE:
            right.append(line)
        else:
            if right and _is_below(line, result, right):
                result += right
                right = []
            result.append(line)
    return with_centred_labels([*result, *right])


def _cut(line: Line, width: float) -> int:
    """Return the index of the word behind the widest gap that may be a gutter, 0 if there is none."""
    best, widest = 0, GUTTER * line.size
    for i in range(1, len(line.words)):
        gap = line.words[i].box.x0 - line.words[i - 1].box.x1
        if gap >= widest and line.words[i].box.x0 > LEFTMOST * width:
            best, widest = i, gap
    return best


def _is_below(line: Line, left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Tell whether a row stands below the columns and spans them: it reaches over the gutter or begins anew."""
    return line.box.x1 > right[0].box.x0 + EDGE or not left or line.box.top - left[-1].box.bottom > 1.5 * line.size


def _part(line: Line, words: Sequence[Word]) -> Line:
    box = enclosing_box([word.box for word in words])
    tall = Box(box.x0, line.box.top, box.x1, line.box.bottom)
    return replace(line, text=clean(line_text(words)), words=tuple(words), box=tall)


def with_centred_labels(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put a number that stands alone, half a line lower than the wording beside it, in front of that wording."""
    mended: list[Line] = []
    for line in lines:
        before = mended[-1] if mended else None
        labels = read_labels(line.text) if len(line.text) < 12 else ()
        beside = (
            before is not None and before.box.top < line.box.top < before.box.bottom and line.box.x1 <= before.box.x0
        )
        if labels and before is not None and beside and labels[0].length == len(line.text):
            words = (*line.words, *before.words)
            mended[-1] = replace(
                before, text=f"{line.text} {before.text}", words=words, box=enclosing_box([before.box, line.box])
            )
        else:
            mended.append(line)
    return tuple(mended)
