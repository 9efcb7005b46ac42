"""Which pages matter: the first pass's plain text decides what the second pass reads.

A page left out is lost recall, so the choice is generous: front pages, pages with a cue, and what continues them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.profiles import Profile, first_match

HEAD_LINES = 6
"""Lines at the top of a page in which the beginning of another paper is looked for."""

_OPEN_END = re.compile(r"[^.!?:;]\s*$")


def pages_that_matter(texts: Sequence[str], profile: Profile) -> list[bool]:
    """Tell for each page whether the second pass should read it.

    Args:
        texts: the plain text of every page, in order.
        profile: its `selection.cues` mark pages that can hold recommendations or responses, its
            `selection.continues` pages that can go on with what the page before began.
    """
    cued = [first_match(profile.selection.cues, text) is not None for text in texts]
    wanted = list(cued)
    for i, text in enumerate(texts):
        if i == 0 or cued[i - 1] or (wanted[i - 1] and first_match(profile.selection.continues, _head(text))):
            wanted[i] = True
    return wanted


def _head(text: str) -> str:
    return "\n".join(text.split("\n")[:HEAD_LINES])
