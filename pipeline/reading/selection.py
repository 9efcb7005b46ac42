"""Which pages matter: the first pass's plain text decides what the second pass reads.

A page left out is lost recall, so the choice is generous: all pages of a file of usual length, and in long packs front
pages, pages with a cue, and what continues them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.profiles import Profile, first_match

READ_WHOLE = 200
"""A file of up to so many pages is laid out whole: a report, not a meeting pack, and a matter of seconds."""
HEAD_LINES = 6
"""Lines at the top of a page in which the beginning of another paper is looked for."""

FEWEST_REFERENCES = 5
"""So many different "(Paragraph 46)" make a list of conclusions that refers to its chapters."""

_ITEM = re.compile(r"^agenda\s+item\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\(\s*(?:see\s+)?paragraphs?\s+([A-Z]?\d+(?:\.\d+)?)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?m)^\s*([A-Z]?\d+(?=\.\s)|[A-Z]?\d+\.\d+(?=\.?\s))\.?\s+[A-Z\u2018\u201c]")


def pages_that_matter(texts: Sequence[str], profile: Profile) -> list[bool]:
    """Tell for each page whether the second pass should read it.

    Args:
        texts: the plain text of every page, in order.
        profile: its `selection.cues` mark pages that can hold recommendations or responses, its
            `selection.continues` pages that can go on with what the page before began.
    """
    if len(texts) <= READ_WHOLE:
        return [True] * len(texts)
    cued = [first_match(profile.selection.cues, text) is not None for text in texts]
    referred = _pages_referred_to(texts) | _pages_of_responses(texts, profile)
    wanted = list(cued)
    for i, text in enumerate(texts):
        if (
            i == 0
            or i in referred
            or cued[i - 1]
            or (wanted[i - 1] and first_match(profile.selection.continues, _head(text)))
        ):
            wanted[i] = True
    return wanted


def _pages_of_responses(texts: Sequence[str], profile: Profile) -> set[int]:
    """Return the pages (from 0) of papers that respond to a report: a reply may run on over pages without any cue."""
    pages: set[int] = set()
    responding = False
    for i, text in enumerate(texts):
        top = " ".join(_head(text).split())
        if first_match(profile.front.doc_types["response"], top):
            responding = True
        elif responding and i and _begins_another_paper(text, profile):
            responding = False
        if responding:
            pages.add(i)
    return pages


def _begins_another_paper(text: str, profile: Profile) -> bool:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    kinds = (name for name in profile.front.doc_types if name not in ("response", "scrutiny_report"))
    stamped = any(_ITEM.match(line) for line in (*lines[:3], *lines[-3:]))
    return stamped or any(first_match(profile.front.doc_types[kind], line) for kind in kinds for line in lines[:3])


def _pages_referred_to(texts: Sequence[str]) -> set[int]:
    """Return the pages (from 0) with the numbered paragraphs that a list of conclusions refers to."""
    numbers = {number for text in texts for number in _REFERENCE.findall(text)}
    if len(numbers) < FEWEST_REFERENCES:
        return set()
    pages = {i for i, text in enumerate(texts) if any(number in numbers for number in _PARAGRAPH.findall(text))}
    return pages | {i + 1 for i in pages if i + 1 < len(texts)}


def _head(text: str) -> str:
    return "\n".join(text.split("\n")[:HEAD_LINES])
