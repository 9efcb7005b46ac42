"""The ink of a page's picture: what is dark, the straight strokes in it, how thick letters are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy
from PIL import Image

from pipeline.document import Box

SHORTEST_RULE = 0.03
"""Share of the picture's width (height) from which a straight dark stroke is a rule."""
THIN = 8
"""A rule is this many times as long as thick."""
SMALLEST_PART = 48
"""Pixels under which a part of a picture tells nothing about its strokes."""
AROUND = 0.5
"""Share of a word's height around its box in which ink is its own: the tails of letters."""
EDGE = 0.08
"""Share of a picture's height, at the top and at the bottom, where page numbers and stains stand."""
LETTER = (0.004, 0.03)
"""Heights of a letter or figure, as shares of the picture's height."""


def ink_of(grey: np.ndarray, slope: float = 0.0) -> np.ndarray:
    """Return a picture (levels of grey, 0 to 255) as dark (1) and light (0), levelled.

    Args:
        grey: the picture.
        slope: degrees by which its lines fall to the right.
    """
    if slope:
        grey = np.asarray(Image.fromarray(grey).rotate(slope, Image.Resampling.BILINEAR, fillcolor=255))
    smooth = scipy.ndimage.uniform_filter(grey, 2)
    return np.asarray(smooth <= _threshold(smooth), dtype=np.uint8)


def _threshold(grey: np.ndarray) -> int:
    """Return the level of grey that parts ink from paper best (Otsu's method)."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(float)
    levels = np.arange(256)
    below, sums = np.cumsum(counts), np.cumsum(counts * levels)
    above, total = below[-1] - below, sums[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = below * above * (sums / below - (total - sums) / above) ** 2
    return int(np.argmax(np.nan_to_num(spread)))


def rules_of(ink: np.ndarray) -> tuple[Box, ...]:
    """Return the straight strokes of a picture, across and upright, in pixels.

    Strokes are thickened by a pixel on both sides while they are looked for, so that a slight slope doesn't part them.
    """
    found = []
    for across in (True, False):
        length = max(20, int(SHORTEST_RULE * ink.shape[1 if across else 0]))
        along, over = (1, 0) if across else (0, 1)
        thick = scipy.ndimage.maximum_filter1d(ink, 3, axis=over)
        runs = scipy.ndimage.maximum_filter1d(
            scipy.ndimage.minimum_filter1d(thick, length, axis=along), length, axis=along
        )
        parts, _ = scipy.ndimage.label(runs)
        for rows, columns in scipy.ndimage.find_objects(parts):
            thin = 1.0 if min(rows.stop - rows.start, columns.stop - columns.start) > 2 else 0.0
            wide, high = (0.0, thin) if across else (thin, 0.0)
            box = Box(columns.start + wide, rows.start + high, columns.stop - wide, rows.stop - high)
            if min(box.width, box.height) * THIN < max(box.width, box.height):
                found.append(box)
    return tuple(found)


def without(ink: np.ndarray, boxes: Sequence[Box]) -> np.ndarray:
    """Return the picture with everything in the boxes taken off."""
    rest = ink.copy()
    for box in boxes:
        rest[int(box.top) : int(box.bottom) + 1, int(box.x0) : int(box.x1) + 1] = 0
    return rest


def stroke_width(ink: np.ndarray, box: Box) -> float:
    """Return the thickness of the strokes in a box in pixels: twice their area by the length of their edges."""
    part = ink[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.x0)) : int(box.x1) + 1]
    if part.size < SMALLEST_PART:
        return 0.0
    edges = int(np.count_nonzero(np.diff(part, axis=0))) + int(np.count_nonzero(np.diff(part, axis=1)))
    return 2.0 * int(part.sum()) / edges if edges else 0.0


def letters_outside(ink: np.ndarray, boxes: Sequence[Box]) -> int:
    """Count the dark spots as high as a letter or figure that lie outside all boxes (in pixels) and the page's edges."""
    rest = ink.copy()
    edge = int(EDGE * ink.shape[0])
    rest[:edge] = rest[-edge:] = 0
    for box in boxes:
        margin = int(AROUND * box.height) + 1
        rows = slice(max(0, int(box.top) - margin), int(box.bottom) + margin)
        rest[rows, max(0, int(box.x0) - margin) : int(box.x1) + margin] = 0
    parts, _ = scipy.ndimage.label(rest, structure=np.ones((3, 3)))
    least, most = (share * ink.shape[0] for share in LETTER)
    heights = [
        (rows.stop - rows.start, columns.stop - columns.start) for rows, columns in scipy.ndimage.find_objects(parts)
    ]
    return sum(least <= height <= most and least / 3 <= width <= most for height, width in heights)
