"""How far two texts are about the same things, whatever words hold them together.

Each text is the stems of its longer words and its figures; a stem counts the more, the fewer of the texts on the left have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

STEM = 5
"""Letters by which words of one family are one: publish, published, publication."""
SHORTEST = 4
"""Words of fewer letters say nothing about content; figures always do."""

_WORD = re.compile(r"[a-z]+|\d+")


def shared_content(ones: Sequence[str], others: Sequence[str]) -> np.ndarray:
    """Return for each pair how far the texts share content, ones × others, 0 to 100 (cosine of weighted stems)."""
    found = [Counter(_stems(text)) for text in ones]
    texts_with = Counter(stem for counts in found for stem in counts)
    rarity = {stem: math.log(1 + len(ones) / count) for stem, count in texts_with.items()}
    left = _matrix(found, rarity)
    right = _matrix([Counter(_stems(text)) for text in others], rarity)
    shared: np.ndarray = 100 * left @ right.T
    return shared


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in _WORD.findall(text.lower()) if len(word) >= SHORTEST or word.isdigit()]


def _matrix(counted: Sequence[Counter[str]], rarity: Mapping[str, float]) -> np.ndarray:
    """Return a row of unit length for each text, a column for each stem."""
    column = {stem: i for i, stem in enumerate(rarity)}
    rows = np.zeros((len(counted), len(column)))
    for row, counts in zip(rows, counted, strict=True):
        for stem, count in counts.items():
            if stem in column:
                row[column[stem]] = (1 + math.log(count)) * rarity[stem]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, np.where(lengths == 0, 1, lengths))
