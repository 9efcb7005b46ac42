"""Which found row is which row of the answers: one to one, so that the total similarity is the highest possible."""

from __future__ import annotations

import numpy as np
import scipy

from pipeline.tables.stored import Row

FOUND = 80.0
"""Similarity, 0 to 100, from which a row counts as found."""


def best_pairs(alike: np.ndarray) -> list[tuple[int, int]]:
    """Return the one-to-one pairs (row, column) with the highest total, those under FOUND left out."""
    rows, columns = scipy.optimize.linear_sum_assignment(-alike)
    return [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if alike[i, j] >= FOUND]


def file_name(row: Row, column: str = "document") -> str:
    """Return the name of the file that a row stands in, without its folders."""
    return row[column].replace("\\", "/").rsplit("/", 1)[-1]
