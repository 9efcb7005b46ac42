"""Boxes to tick that are drawn with lines: small squares, empty, with a cross or tick in them, or filled."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Box, Word
from pipeline.reading.drawings import DrawnPath
from pipeline.reading.fields import sign

SMALLEST, LARGEST = 5.0, 18.0
"""Points: the sides of a box to tick."""
SQUARE = 0.25
"""Share of its height by which a box may be wider or narrower."""
INSIDE = 1.5
"""Points by which the pen that ticks a box may slip out of it; long strokes slip by half the box."""
MOST_BOXES = 400
"""Boxes on one page from which on they are squared paper or a chart."""


def drawn_ticks(paths: Sequence[DrawnPath], words: Sequence[Word]) -> tuple[Word, ...]:
    """Return a sign, ☒ or ☐, for each small square among a page's paths.

    Filled squares without a frame are bullets and keys of charts.

    A square is ticked if something slanted is drawn in it, or if it holds nothing but one letter or sign. Squares that hold
    a word are cells, and those too many for a form a drawing.

    Args:
        paths: what is drawn on the page.
        words: its words.
    """
    small = [(path, box) for path in paths if (box := path.box).width <= LARGEST and box.height <= LARGEST]
    squares = _distinct([box for path, box in small if _is_square(path, box)])
    if not squares or len(squares) > MOST_BOXES:
        return ()
    strokes = [box for path, box in small if not _is_level(path)]
    signs = []
    for square in squares:
        held = [word for word in words if _centre_in(word.box, square)]
        if any(len(word.text) > 1 for word in held):
            continue
        marked = bool(held) or any(_centre_in(stroke, square) for stroke in strokes)
        signs.append(sign(marked, square))
    return tuple(signs)


def _is_square(path: DrawnPath, box: Box) -> bool:
    if not path.is_stroked or path.is_curved or len(path.points) != 5 or not _is_level(path) or box.height < SMALLEST:
        return False
    return abs(box.width - box.height) <= SQUARE * box.height


def _is_level(path: DrawnPath) -> bool:
    """Tell whether a path runs along and down only, as frames and rules do."""
    return not path.is_curved and all(
        min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.1 for a, b in zip(path.points, path.points[1:], strict=False)
    )


def _distinct(boxes: Sequence[Box]) -> list[Box]:
    """Return boxes without those that lie on or in another: a box drawn as fill and frame is one."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda entry: -entry.width * entry.height):
        if not any(_centre_in(box, other) for other in kept):
            kept.append(box)
    return sorted(kept, key=lambda entry: (entry.top, entry.x0))


def _centre_in(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 - INSIDE <= x <= outer.x1 + INSIDE and outer.top - INSIDE <= y <= outer.bottom + INSIDE
