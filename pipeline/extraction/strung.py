"""Sentences that string several recommendations together: "Cabinet is asked to (a) note the report; and (b) approve the contract."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.labels import read_labels
from pipeline.profiles import Profile, first_match

FEWEST = 2
"""A sentence strings together so many at least."""
_MARKS = " :\u2013\u2014-"
_INLINE = re.compile(r"(?<=[\s:;,\u2013\u2014-])\((?P<number>[a-z]|[ivx]{1,4}|\d{1,2})\)\s+")


@dataclass(frozen=True, slots=True)
class Strung:
    """One of several: its number, and where its wording begins and ends in the text; `stem` is what they all complete."""

    number: str
    start: int
    stop: int
    stem: str


def strung_together(text: str, profile: Profile) -> list[Strung]:
    """Return the items that a text strings together right behind the words that ask for them; [] if it does not."""
    found = list(_INLINE.finditer(text))
    in_order = all(n in _ordinals(mark["number"]) for n, mark in enumerate(found, 1))
    if len(found) < FEWEST or not in_order or not _asks(text[: found[0].start()], profile):
        return []
    ends = [mark.start() for mark in found[1:]] + [len(text)]
    stem = text[: found[0].start()].strip()
    return [Strung(mark["number"], mark.end(), end, stem) for mark, end in zip(found, ends, strict=True)]


def _ordinals(number: str) -> set[int]:
    return {label.ordinal for label in read_labels(f"({number}) x")}


def _asks(lead: str, profile: Profile) -> bool:
    """Tell whether nothing but the words that ask stands in front of the first item."""
    found = first_match([*profile.recommending.lead_ins_decision, *profile.recommending.lead_ins_scrutiny], lead)
    return found is not None and not lead[found[1].end() :].strip(_MARKS)
