"""The category of a recommendation by evidence, strongest first: heading, tag in brackets, note, addressee.

Whether a response is required comes from the same evidence: a note that none is needed settles it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.profiles import Categories, Patterns, Profile, first_match

FOR_ALL = "overarching"
"""The category of what asks bodies of several categories together."""

_CLOSING_BRACKET = re.compile(r"\s*[(\[](?P<tag>[^()\[\]]{2,160})[)\]]\s*\.?$")
_CLOSING_DASH = re.compile(r"(?<=[.;\w])\s+[\u2013\u2014-]\s*(?P<tag>[\w ,/&-]{2,60})\.?$")


@dataclass(frozen=True, slots=True)
class Category:
    """A category, the evidence it rests on and the pattern that found it; all empty if nothing tells."""

    value: str = ""
    basis: str = ""
    rule: str = ""


def applies(profile: Profile, *texts: str) -> bool:
    """Tell whether a report's recommendations fall into categories, by its committee, title or wording."""
    return any(first_match(profile.categories.applies_to, text) for text in texts)


def split_tag(text: str, profile: Profile) -> tuple[str, str]:
    """Return `text` without its closing category tag, and the tag as printed (without brackets, "" if none)."""
    for pattern in (_CLOSING_BRACKET, _CLOSING_DASH):
        found = pattern.search(text)
        if found and category_of_tag(found["tag"], profile.categories).value:
            return text[: found.start()].rstrip(), found["tag"].strip()
    return text, ""


def category_of_tag(tag: str, categories: Categories) -> Category:
    """Return the category a tag such as "Overarching; made by both" names."""
    for name, value in categories.values.items():
        if found := first_match(value.tags, tag):
            return Category(name, "tag", found[0].id)
    return Category()


def categorise(heading: str, tag: str, note: str, text: str, asked: Sequence[str], profile: Profile) -> Category:
    """Return the category of one recommendation; `asked` are the bodies that it asks, as written.

    A note or tag that names a narrower category than the heading's belongs to that one item, so it goes first where
    it disagrees: the note says for whom the following recommendation is meant though it stands in another's list.
    """
    own = _by_note(note, profile.categories)
    if own.value:
        return own
    by_heading = _by(heading, "headings", "heading", profile.categories)
    by_tag = category_of_tag(tag, profile.categories) if tag else Category()
    if by_tag.value and by_tag.value != by_heading.value:
        return by_tag
    if by_heading.value:
        return by_heading
    return by_tag if by_tag.value else _by_addressees(text, asked, profile.categories)


def no_response_required(note: str, profile: Profile) -> bool:
    """Tell whether a note says that no response is needed."""
    return first_match(profile.categories.no_response_required, note) is not None


def _by_note(note: str, categories: Categories) -> Category:
    return _by(note, "notes", "note", categories) if note else Category()


def _by_addressees(text: str, asked: Sequence[str], categories: Categories) -> Category:
    """Return the category of whom a recommendation asks; where it asks bodies of several categories it is for all."""
    found = _by(text, "addressees", "addressee", categories)
    each = [_by(body, "addressees", "addressee", categories) for body in asked]
    if len({category.value for category in each}) > 1:
        return Category(FOR_ALL, "addressee", "several-bodies") if FOR_ALL in categories.values else Category()
    return found if found.value or not each else each[0]


def _by(text: str, evidence: str, basis: str, categories: Categories) -> Category:
    for name, value in categories.values.items():
        patterns: Patterns = getattr(value, evidence)
        if found := first_match(patterns, text):
            return Category(name, basis, found[0].id)
    return Category()
