"""From wording to a response's status, to what it promises by when, and to how far it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.marks import CHOOSING, EMPTY
from pipeline.profiles import Patterns, Profile, first_match
from pipeline.records import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the words that say so, and the pattern that found them; how sure it is (0 to 1), and what to look at."""

    status: Status
    words: str = ""
    in_principle: bool = False
    rule: str = ""
    confidence: float = 0.97
    doubt: str = ""


OPENING_WORDS, OPENING_REACH = 6, 20
"""A status said at the start of an answer stands in its first words and begins within so many characters."""

OFFERED_WORDS = 16
"""Boxes to tick, with what each stands for, are no more words than this; elsewhere boxes are bullets."""
OFFERED = 5
"""What a box stands for is no more words than this."""
BARE = 0.6
"""Share of a cell's characters that its status takes, from which it says nothing else."""

_TAIL = re.compile(r"(?:\s[-\u2013\u2014]\s|[:(])\s*([^:()\u2013\u2014]+)\)?\s*$")
_TAKES_OUT = re.compile(r"[^.;]*\b(?:but not|except)\b", re.IGNORECASE)


def verdict_of_cell(text: str, profile: Profile) -> Verdict | None:
    """Return what a status cell says; None if it is empty, a placeholder or says nothing known.

    Where a cell offers tick boxes, only the words behind a ticked box count.
    """
    chosen = _ticked_words(text)
    if is_blank(chosen, profile):
        return None
    for name, patterns in profile.responding.statuses.items():
        if found := first_match(patterns, chosen):
            in_principle = first_match(profile.responding.in_principle, chosen) is not None
            return Verdict(Status(name), chosen.strip(), in_principle, found[0].id)
    return None


_BOX = f"[{re.escape(CHOOSING + EMPTY)}]"
_CHOICE = re.compile(rf"(?:[^.?!:\u2610-\u2612]{{0,80}}[?:]\s*)?(?:{_BOX}\s*[A-Z]\w*(?: [a-z]\w*){{0,2}}\s*){{2,}}")


def verdict_of_choice(text: str, profile: Profile) -> Verdict | None:
    """Return the status that is ticked among several ("☒ Accepted ☐ Rejected"); None if not exactly one is.

    The boxes stand in front of what they stand for, or behind it.
    """
    pieces, ticked = [""], []
    for character in text:
        if character in CHOOSING + EMPTY:
            ticked.append(character in CHOOSING)
            pieces.append("")
        else:
            pieces[-1] += character
    if ticked.count(True) != 1 or len(ticked) == 1:
        return None
    behind = [verdict_of_cell(" ".join(piece.split()[:OFFERED]), profile) for piece in pieces[1:]]
    before = [verdict_of_cell(" ".join(piece.rpartition(":")[2].split()[-OFFERED:]), profile) for piece in pieces[:-1]]
    options = behind if behind[-1] is not None else before
    return options[ticked.index(True)] if sum(option is not None for option in options) > 1 else None


def without_choice(text: str) -> str:
    """Return a reply without the question and the boxes in it that offer verdicts ("Do you accept this? ☐ Yes ☐ No")."""
    return " ".join(_CHOICE.sub(" ", text).split())


def is_bare_verdict(text: str, profile: Profile) -> bool:
    """Tell whether a cell says a status and hardly anything else: "Support carers" agrees to nothing."""
    found = [first_match(patterns, text) for patterns in profile.responding.statuses.values()]
    return max((len(hit[1].group()) for hit in found if hit), default=0) > BARE * len(text)


def verdict_of_opening(text: str, profile: Profile) -> Verdict | None:
    """Return the status that an answer says in its first words ("Accepted. Figures will …"), None if it says none there."""
    opening = " ".join(_ticked_words(text).split()[:OPENING_WORDS])
    return _verdict_within(opening, OPENING_REACH, profile.responding.statuses, profile)


def verdict_of_head(text: str, profile: Profile) -> Verdict | None:
    """Return what a reply says at its head of the recommendation itself ("Recommendation accepted"), None if nothing.

    What the same sentence takes out again is accepted in part: "be accepted for traders but not for rents".
    """
    text = text.lstrip()
    if said := _verdict_within(text, 1, profile.responding.set_phrases, profile):
        return said
    head = first_match(profile.responding.head, text)
    if head is None:
        return None
    rest = text[head[1].end() :]
    said = _verdict_within(" ".join(rest.split()[:OPENING_WORDS]), 1, profile.responding.statuses, profile)
    if said and said.status is Status.ACCEPTED and _TAKES_OUT.match(rest):
        said = replace(said, status=Status.PARTIALLY_ACCEPTED)
    return replace(said, words=text[: head[1].end()] + said.words) if said else None


def verdict_of_heading(text: str, profile: Profile) -> Verdict | None:
    """Return what a reply's heading says behind what it names ("Recommendation 2 – Accepted in part"), None if nothing."""
    tail = _TAIL.search(text)
    return verdict_of_cell(tail[1], profile) if tail and is_bare_verdict(tail[1], profile) else None


def named_in_heading(text: str, profile: Profile) -> str:
    """Return what a reply's heading names, without the verdict that it may say behind that."""
    tail = _TAIL.search(text)
    return text[: tail.start()].rstrip() if tail and verdict_of_heading(text, profile) else text


def _verdict_within(text: str, reach: int, statuses: Mapping[str, Patterns], profile: Profile) -> Verdict | None:
    """Return the first status whose words begin within so many characters."""
    for name, patterns in statuses.items():
        found = first_match(patterns, text)
        if found and found[1].start() < reach:
            in_principle = first_match(profile.responding.in_principle, found[1].group()) is not None
            return Verdict(Status(name), found[1].group(), in_principle, found[0].id)
    return None


def is_blank(text: str, profile: Profile) -> bool:
    """Tell whether a cell holds nothing, or only a form's placeholder such as "Enter text here."."""
    return not text.strip() or first_match(profile.responding.placeholders, text.strip()) is not None


def is_tick(text: str) -> bool | None:
    """Tell whether a cell that holds nothing but a mark is ticked or not; None if it holds more than a mark."""
    bare = text.strip().strip("[]() ")
    if not bare or bare in EMPTY:
        return False
    return True if bare in CHOOSING or bare.lower() in ("x", "y", "yes") else None


def is_empty_box(text: str) -> bool:
    """Tell whether a cell shows a box, and no mark in it."""
    return bool(text.strip()) and is_tick(text) is False


def is_unticked(text: str) -> bool:
    """Tell whether a cell offers boxes to tick, hardly anything else, and none of them is ticked."""
    offers = any(mark in text for mark in EMPTY) and len(text.split()) <= OFFERED_WORDS
    return offers and not _ticked_words(text)


def _ticked_words(text: str) -> str:
    if not any(mark in text for mark in CHOOSING + EMPTY):
        return text
    chosen: list[str] = []
    taking = False
    for character in text:
        if character in CHOOSING:
            taking = True
        elif character in EMPTY:
            taking = False
        elif taking:
            chosen.append(character)
    return "".join(chosen).strip()


def delivery_of(text: str, profile: Profile) -> str:
    """Return how far a promise is: `completed`, `ongoing`, `planned`, or "" if the text doesn't say."""
    for name, patterns in profile.responding.delivery.items():
        if first_match(patterns, text):
            return name
    return ""
