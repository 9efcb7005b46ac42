"""Whom a recommendation asks, in the document's own words."""

from __future__ import annotations

import re

from pipeline.profiles import Profile

_LEADING = re.compile(
    r"^(?i:(?:that|for)\s+)?(?P<name>(?:[Tt]he )?[A-Z][\w\u2019' ,&-]{1,60}?)\s+(?:to|should|must|ought|needs?)\b"
)
_RECOMMENDS = re.compile(
    r"\b(?:recommends?|urges?|asks?)\s+(?:that|for)\s+(?P<name>(?:the )?[A-Z][\w\u2019' ,&-]{1,60}?)\s+(?:to|should|must|considers?|develops?|appoints?)\b"
)


def find_addressee(text: str, stem_body: str, profile: Profile) -> str:
    """Return whom a recommendation asks: the lead-in's body, a body named in front, or the first the profile knows; else ""."""
    if stem_body:
        return stem_body
    for pattern in (_LEADING, _RECOMMENDS):
        found = pattern.search(text)
        if found and _is_body(found["name"], profile):
            return found["name"].strip(" ,")
    return ""


def _is_body(name: str, profile: Profile) -> bool:
    return any(pattern.regex.search(name) for pattern in [*profile.bodies.names, *profile.bodies.deciding])
