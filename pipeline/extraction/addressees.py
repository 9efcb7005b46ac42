"""Whom a recommendation asks, in the document's own words and by the body's one name, and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language.names import canonical_name, defined_names, full_name
from pipeline.language.sentences import PassageKind, Sentence
from pipeline.profiles import Profile, first_match

_LEADING = re.compile(
    r"^(?i:(?:that|for)\s+)?(?P<name>(?:[Tt]he )?[A-Z][\w\u2019' ,&-]{1,60}?)\s+(?:to|should|must|ought|needs?)\b"
)
_RECOMMENDS = re.compile(
    r"\b(?:recommends?|urges?|asks?)\s+(?:that|for)\s+(?P<name>(?:the )?[A-Z][\w\u2019' ,&-]{1,60}?)\s+(?:to|should|must|considers?|develops?|appoints?)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, as written and by the one name (several parted by "; "), and the words for by when; "" for none."""

    who: str = ""
    name: str = ""
    when: str = ""


def body_asked(lead_in: str, profile: Profile) -> str:
    """Return the body that a lead-in asks for decisions: of "The Cabinet is RECOMMENDED to" the Cabinet; "" if it asks none."""
    found = first_match(profile.recommending.lead_ins_decision, lead_in)
    return found[1].group("body") if found else ""


def find_addressee(text: str, profile: Profile) -> str:
    """Return the body that a recommendation names in front of what it asks, or "" if it names none there."""
    for pattern in (_LEADING, _RECOMMENDS):
        found = pattern.search(text)
        if found and _is_body(found["name"], profile):
            return found["name"].strip(" ,")
    return ""


def _is_body(name: str, profile: Profile) -> bool:
    return first_match(profile.bodies.deciding, name) is not None


def find_asked(told: Sequence[Sentence], text: str, stem_body: str, paper: OwnWords, profile: Profile) -> Asked:
    """Return who is asked by when: the lead-in's body, else the first that a sentence asks, else one named in front."""
    asking = [s for s in told if s.demand.verb and s.kinds[PassageKind.RECOMMENDATION] >= 0.5] or list(told[:1])
    first = next((s for s in asking if s.demand.who), None)
    when = first.demand.when if first else next((s.demand.when for s in asking if s.demand.when), "")
    who = stem_body or (first.demand.who if first else "") or find_addressee(text, profile)
    if not who:
        return Asked(when=when)
    named = first.demand.who_name if first and who == first.demand.who else canonical_name(who)
    return Asked(who, "; ".join(paper.name_of(name) for name in named.split("; ")), when)


class OwnWords:
    """A report's own text, by which the short names in it ("the ICB", "NPT") get the names that it gives them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names: dict[str, str] = {}
        self._defined: dict[str, str] | None = None

    def name_of(self, name: str) -> str:
        """Return the full name that the report has for a body's canonical name; the same if it has none or several."""
        if self._defined is None:
            self._defined = defined_names(self._text)
        if name not in self._names:
            self._names[name] = self._defined.get(name) or full_name(name, self._text)
        return self._names[name]
