"""How far what was recommended is, by a cell's words, a colour, or what the update tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.profiles import Profile, first_match
from pipeline.records import Delivery

STATED, COLOURED, TOLD, UNKNOWN = 0.95, 0.7, 0.6, 0.5
"""How sure a delivery is that a cell states, a colour shows, the update tells in its sentences, nothing says."""
BY_COLOUR = {
    "red": Delivery.DELAYED,
    "amber": Delivery.DELAYED,
    "green": Delivery.IN_PROGRESS,
    "blue": Delivery.COMPLETED,
}
"""What a colour mostly means that its paper does not explain."""
ONLY_COLOUR = "told by a colour alone, which the paper does not explain"
FROM_SENTENCES = "told by the sense of its sentences, not by a status"
ONLY_NOT_DONE = "told to be not done, and nothing more"
NOTHING = "nothing says how far it is"
_OPENING = re.compile(r"(?P<words>[^.:;\u2013\u2014]{3,60}?)\s*[.:;\u2013\u2014]")
_YES = re.compile(r"(?:y|yes|\u2713|\u2714)\.?", re.IGNORECASE)
_PARTLY = re.compile(r"(?:p|partly|partial(?:ly)?|in part)\.?", re.IGNORECASE)
_NO = re.compile(r"(?:n|no)\.?", re.IGNORECASE)
_NOT_ASKED = re.compile(r"n/?a\.?|not applicable\.?", re.IGNORECASE)
CELL_WORDS = 8
"""A cell that states how far it is has no more words than this."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far it is, the words or mark that say so, the colour, how sure that is (0 to 1), and what to look at, "" for nothing."""

    delivery: Delivery
    words: str
    rag: str
    confidence: float
    doubt: str = ""


def stage_of(cell: str, mark: str, shade: str, text: str, key: Mapping[str, str], profile: Profile) -> Stage:
    """Return how far a recommendation is.

    Args:
        cell: the words of the cell that states it.
        mark: the words of the cell for its colour ("Green", "G").
        shade: the colour that either cell is filled with, "" for none.
        text: what was done.
        key: what colours mean, where the paper explains them.
        profile: words and patterns.
    """
    rag = colour_named(mark, profile) or colour_named(cell, profile) or shade
    words = cell or mark
    if is_yes_or_no(cell):
        return replace(_answered(cell, text, profile), rag=rag)
    stated = delivery_stated(cell, profile) or delivery_stated(mark, profile)
    if stated is not None:
        return Stage(stated, words, rag, STATED)
    explained = delivery_stated(key.get(rag, ""), profile) or _told(key.get(rag, ""), profile)
    if explained is not None:
        return Stage(explained, words, rag, STATED)
    opening = _OPENING.match(text)
    opened = delivery_stated(opening["words"], profile) if opening else None
    if opening is not None and opened is not None:
        return Stage(opened, words or opening["words"], rag, STATED)
    told = _told(text.partition(". ")[0], profile) or _told(text, profile)
    if told is not None:
        return Stage(told, words, rag, TOLD, FROM_SENTENCES)
    if rag:
        return Stage(BY_COLOUR[rag], words, rag, COLOURED, ONLY_COLOUR)
    return Stage(Delivery.NOT_KNOWN, words, rag, UNKNOWN, NOTHING)


def is_yes_or_no(cell: str) -> bool:
    """Tell whether a cell says whether something is done and nothing else: "Y", "No", "Partly", "N/A"."""
    return any(answer.fullmatch(cell.strip()) for answer in (_YES, _PARTLY, _NO, _NOT_ASKED))


def _answered(cell: str, text: str, profile: Profile) -> Stage:
    """Return how far it is of which a cell says whether it is done: of what is not, the text may tell why."""
    told = _told(text, profile)
    if _YES.fullmatch(cell.strip()):
        return Stage(Delivery.COMPLETED, cell, "", STATED)
    if _PARTLY.fullmatch(cell.strip()):
        return Stage(Delivery.DELAYED if told is Delivery.DELAYED else Delivery.IN_PROGRESS, cell, "", STATED)
    if told not in (None, Delivery.COMPLETED):
        return Stage(told, cell, "", TOLD, FROM_SENTENCES)
    if _NO.fullmatch(cell.strip()):
        return Stage(Delivery.NOT_STARTED, cell, "", TOLD, ONLY_NOT_DONE)
    return Stage(Delivery.NOT_KNOWN, cell, "", UNKNOWN, NOTHING)


def delivery_stated(cell: str, profile: Profile) -> Delivery | None:
    """Return what a short cell says of how far it is, None if it says nothing known."""
    if not cell.strip() or len(cell.split()) > CELL_WORDS:
        return None
    named = ((name, first_match(patterns, cell.strip())) for name, patterns in profile.following.deliveries.items())
    return next((Delivery(name) for name, found in named if found), None)


def colour_named(cell: str, profile: Profile) -> str:
    """Return the colour that a cell names and nothing else: "Green", "G"; "" for none."""
    found = first_match(profile.following.colours, cell.strip().strip("."))
    return (found[1].lastgroup or "") if found else ""


def _told(text: str, profile: Profile) -> Delivery | None:
    named = ((name, first_match(patterns, text)) for name, patterns in profile.following.told.items())
    plain = next((Delivery(name) for name, found in named if text and found), None)
    goes_on = plain is None and first_match(profile.following.goes_on, text) is not None
    return Delivery.IN_PROGRESS if goes_on else plain
