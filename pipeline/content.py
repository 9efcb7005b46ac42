"""How far two texts are about the same things, whatever words hold them together, and which of many texts are worth a look.

Each text is the stems of its longer words and its figures; a stem counts the more, the fewer of the texts on the left have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

STEM = 5
"""Letters by which words of one family are one: publish, published, publication."""
SHORTEST = 4
"""Words of fewer letters say nothing about content; figures always do."""

WEIGHED = 5_000
"""Occurrences in indexed texts that one look-up weighs, the rarest features first; it keeps the time of a look-up fixed."""

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


class ContentIndex:
    """Finds among many texts those that share stems, or pairs of stems in a row, with a given text.

    Quoted wording shares pairs that hardly another text has; what is told in other words still shares rare stems.
    """

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        """Index texts: for each key its parts, such as the recommendations of a report."""
        having: dict[str, list[str]] = defaultdict(list)
        for key, parts in texts.items():
            for feature in _features(parts):
                having[feature].append(key)
        self.having, self.size = dict(having), len(texts)

    def weigh(self, parts: Iterable[str]) -> dict[str, float]:
        """Return by key how much the given text shares with each indexed one; those that share nothing are left out."""
        known = [(len(self.having[feature]), feature) for feature in _features(parts) if feature in self.having]
        weights: dict[str, float] = defaultdict(float)
        weighed = 0
        for count, feature in sorted(known):
            weighed += count
            if weighed > WEIGHED and weights:
                break
            for key in self.having[feature]:
                weights[key] += math.log(1 + self.size / count)
        return weights


def _features(parts: Iterable[str]) -> set[str]:
    features: set[str] = set()
    for part in parts:
        stems = _stems(part)
        features.update(stems)
        features.update(f"{one} {other}" for one, other in pairwise(stems))
    return features


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
