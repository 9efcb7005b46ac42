"""Two papers as sequences: which answers stand in the order of what they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]
MOSTLY = 0.5
"""Share of the answers that speak of something in particular that must stand in order, else the papers do not go together."""


def in_order(likeness: npt.NDArray[np.float64], least: float) -> list[Pair]:
    """Return the pairs that stand in the same order on both sides.

    What is alike enough anchors the order; between two anchors as many on one side as on the other belong together one by one.

    Args:
        likeness: how alike each is to each, those answered × answers, 0 to 100.
        least: from this likeness a pair is an anchor.

    Returns:
        The pairs, anchors among them; none if those that are alike do not stand in order.
    """
    anchors = _longest_chain(np.where(likeness >= least, likeness, 0.0))
    alike = int((likeness.max(axis=0, initial=0.0) >= least).sum())
    if len(anchors) < MOSTLY * alike:
        return []
    rows, columns = likeness.shape
    bounds = [(-1, -1), *anchors, (rows, columns)]
    return sorted([*anchors, *_between(bounds)])


def _between(bounds: Sequence[Pair]) -> Iterator[Pair]:
    for (row, column), (next_row, next_column) in pairwise(bounds):
        if next_row - row == next_column - column:
            yield from zip(range(row + 1, next_row), range(column + 1, next_column), strict=True)


def _longest_chain(weights: npt.NDArray[np.float64]) -> list[Pair]:
    """Return the pairs of most weight together of which each stands behind the one before on both sides."""
    rows, columns = weights.shape
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        for j in range(columns):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + weights[i, j])
    chain: list[Pair] = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]
