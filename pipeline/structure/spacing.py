"""How far apart the lines of a report's paragraphs stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Page

OFTEN = 0.3
"""A line distance this often, against the most frequent one, is common: of two, the wider is between paragraphs."""
SINGLE, SPACED = 1.2, 1.75
"""Distance of lines set solid, and the one from which they are spaced, as multiples of the font size."""
TIGHTEST, WIDEST = 0.8, 2.6
"""Smallest and largest distance of the lines of a paragraph, as multiples of the font size."""
RUN_ON, FEWEST = 0.2, 3
"""Share and number of the lines at one distance that go on with an open sentence, from which on they are lines of paragraphs."""
FULL_LINE = 0.9
"""A line that reaches this share of the widest line's right edge was broken by the margin, not by its end."""

_OPEN = re.compile(r"[^.:;?!\"'\u2019\u201d)\]]$")


def usual_pitch(pages: Sequence[Page]) -> float:
    """Return the distance between the tops of lines that follow each other in a paragraph, as a multiple of the font size.

    It is the smallest at which sentences often go on in small letters, or else the smallest of the common distances.
    """
    pitches: Counter[float] = Counter()
    going: Counter[float] = Counter()
    for before, line in (pair for page in pages for pair in pairwise(page.lines)):
        if line.size and TIGHTEST < (pitch := (line.box.top - before.box.top) / line.size) < WIDEST:
            pitches[round(pitch, 1)] += 1
            going[round(pitch, 1)] += line.text[:1].islower() and _OPEN.search(before.text) is not None
    run_on = {pitch: count for pitch, count in going.items() if count >= max(FEWEST, RUN_ON * pitches[pitch])}
    if run_on:
        return min(pitch for pitch, count in run_on.items() if count >= OFTEN * max(run_on.values()))
    often = max(pitches.values(), default=0)
    usual = min((pitch for pitch, count in pitches.items() if count >= OFTEN * often), default=SINGLE)
    return SINGLE if usual > SPACED and not _fill_the_width(pages) else usual


def _fill_the_width(pages: Sequence[Page]) -> bool:
    """Tell whether most lines were broken by the margin; where they weren't, wide spacing is between paragraphs."""
    right = [line.box.x1 - line.shift for page in pages for line in page.lines]
    return sum(x1 >= FULL_LINE * max(right) for x1 in right) > len(right) / 2
