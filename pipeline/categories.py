"""The category of a recommendation by evidence, strongest first: note, tag in brackets, lead-in, heading, addressee.

Where no words of a profile's own name a category, the bodies that are addressed do: each stands on one side (the NHS's, the
council's and its committees'), and what addresses both sides is for all.

Whether a response is required comes from the same evidence: a note that none is needed settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.profiles import Categories, Patterns, Profile, first_match

HEADING_WORDS = 12
"""A heading that says whom recommendations are for has no more words than this."""
TAG_WORDS, NAME_WORDS, SUBJECT_WORDS = 14, 6, 30
"""Words that a tag, a heading that is nothing but names, and the subject of a demand have at most."""
BY_ADDRESSEE = "addressee"
"""What a category rests on of which only the bodies that a recommendation asks tell."""
OWN_SIDE = "hosc"
"""The category of the committee's own side, which stands at the head of its letters, too."""
FOR_ALL = "overarching"
"""The category of what asks bodies of several categories together."""

_GLUE = frozenset(("the", "and", "of", "for", "to", "with", "its"))
_MODAL = re.compile(r"\b(?:should|must|ought to|needs? to|shall|(?:is|are) (?:asked|invited|requested|urged) to)\b")
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


def names_bodies(headings: Iterable[str], profile: Profile) -> bool:
    """Tell whether headings part recommendations by the bodies that they are for: two of them name two categories."""
    told = [heading for heading in headings if len(heading.split()) <= HEADING_WORDS]
    named = {_by(heading, "headings", "heading", profile.categories).value for heading in told}
    named |= {category_of_tag(heading, profile.categories).value for heading in told}
    return len(named - {""}) > 1


def split_tag(text: str, profile: Profile) -> tuple[str, str]:
    """Return `text` without its closing category tag, and the tag as printed (without brackets, "" if none)."""
    for pattern in (_CLOSING_BRACKET, _CLOSING_DASH):
        found = pattern.search(text)
        if found and category_of_tag(found["tag"], profile.categories).value:
            return text[: found.start()].rstrip(), found["tag"].strip()
    return text, ""


def category_of_bodies(text: str, categories: Categories) -> Category:
    """Return the category of the bodies that are named in words which say whom something is for; of two sides it is for all."""
    named = [(name, found[0].id) for name, own in categories.values.items() if (found := first_match(own.bodies, text))]
    if not named:
        return Category()
    everybody = next((rule for name, rule in named if name == FOR_ALL), "" if len(named) == 1 else "several-bodies")
    return Category(FOR_ALL, "", everybody) if everybody else Category(named[0][0], "", named[0][1])


def _addressed_in(text: str, categories: Categories) -> Category:
    """Return the category of the bodies that a heading or lead-in addresses, or that a heading is nothing but the names of."""
    found = first_match(categories.addressing, text)
    bodies = found[1].group("bodies") if found else text if _only_names(text, categories) else ""
    return category_of_bodies(bodies, categories)


def _only_names(text: str, categories: Categories) -> bool:
    """Tell whether a heading is nothing but the names of bodies: "Council and ICB", "NHS Northshire"."""
    rest = text
    for value in categories.values.values():
        for pattern in value.bodies:
            rest = pattern.regex.sub(" ", rest)
    others = [word for word in re.findall(r"[A-Za-z]+", rest) if word.lower() not in _GLUE]
    return len(text.split()) <= NAME_WORDS and rest != text and all(word[0].isupper() for word in others)


def category_of_tag(tag: str, categories: Categories) -> Category:
    """Return the category a tag such as "Overarching; made by both" names."""
    for name, value in categories.values.items():
        if found := first_match(value.tags, tag):
            return Category(name, "tag", found[0].id)
    return Category()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may tell the category of one recommendation, as written; "" where there is none.

    `heading` is the heading of its list, `nearest` the one right above it, `lead_ins` the sentences that lead up to it, the nearest
    first, `asked` the bodies that it asks, `to` the lines above the greeting of a letter.
    """

    heading: str = ""
    nearest: str = ""
    lead_ins: tuple[str, ...] = ()
    tag: str = ""
    note: str = ""
    text: str = ""
    asked: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


def categorise(evidence: Evidence, profile: Profile) -> Category:
    """Return the category of one recommendation.

    What stands nearer to it and names another category than the heading's belongs to it alone, so it goes first: the note
    says for whom the following recommendation is meant though it stands in another's list.
    """
    categories = profile.categories
    return next(filter(lambda category: category.value, _readings(evidence, categories)), Category())


def _readings(evidence: Evidence, categories: Categories) -> Iterator[Category]:
    """Yield what each piece of evidence says, the strongest first; empty where it says nothing."""
    yield _by(evidence.note, "notes", "note", categories)
    by_heading = _by(evidence.heading, "headings", "heading", categories)
    by_tag = category_of_tag(evidence.tag, categories) if evidence.tag else Category()
    if by_tag.value != by_heading.value:
        yield by_tag
    for sentence in evidence.lead_ins:
        if sentence.endswith(":") and len(sentence.split()) <= HEADING_WORDS:
            yield _by(sentence, "headings", "heading", categories)
        yield _by(sentence, "lead_ins", "note", categories)
        yield _by(sentence, "notes", "note", categories)
    if evidence.nearest != evidence.heading:
        yield _by(evidence.nearest, "headings", "heading", categories)
        yield replace(category_of_tag(evidence.nearest, categories), basis="heading")
    yield by_heading
    if len(evidence.heading.split()) <= HEADING_WORDS:
        yield replace(category_of_tag(evidence.heading, categories), basis="heading")
    yield by_tag
    yield from _by_bodies(evidence, categories)
    yield _by_addressees(evidence.text, evidence.asked, categories)
    yield _by_letter(evidence.to, categories)


def _by_bodies(evidence: Evidence, categories: Categories) -> Iterator[Category]:
    """Yield what the bodies say that tag, headings and lead-ins name."""
    if len(evidence.tag.split()) <= TAG_WORDS:
        yield replace(category_of_bodies(evidence.tag, categories), basis="tag")
    for heading in dict.fromkeys((evidence.nearest, evidence.heading)):
        if len(heading.split()) <= HEADING_WORDS:
            yield replace(_addressed_in(heading, categories), basis="heading")
    for sentence in evidence.lead_ins:
        found = first_match(categories.addressing, sentence)
        yield replace(category_of_bodies(found[1].group("bodies") if found else "", categories), basis="note")


def no_response_required(note: str, profile: Profile) -> bool:
    """Tell whether a note says that no response is needed."""
    return first_match(profile.categories.no_response_required, note) is not None


def _by_letter(lines: Sequence[str], categories: Categories) -> Category:
    """Return the category of whom a letter is addressed to: of the bodies above its greeting, those of the writer's side left out."""
    found = [category_of_bodies(line, categories) for line in lines]
    named = {category.value: category for category in found if category.value and category.value != OWN_SIDE}
    return replace(next(iter(named.values())), basis=BY_ADDRESSEE) if len(named) == 1 else Category()


def _by_addressees(text: str, asked: Sequence[str], categories: Categories) -> Category:
    """Return the category of whom a recommendation asks; where it asks bodies of several categories it is for all."""
    found = _by(text, "addressees", BY_ADDRESSEE, categories)
    each = [_by(body, "addressees", BY_ADDRESSEE, categories) for body in asked]
    if len({category.value for category in each}) > 1:
        return Category(FOR_ALL, BY_ADDRESSEE, "several-bodies") if FOR_ALL in categories.values else Category()
    subject = _MODAL.split(text, maxsplit=1)
    named = subject[0] if len(subject) > 1 and len(subject[0].split()) <= SUBJECT_WORDS else ""
    by_name = category_of_bodies("; ".join((named, *asked)), categories)
    if by_name.value == FOR_ALL:
        return replace(by_name, basis=BY_ADDRESSEE)
    own = found if found.value or not each else each[0]
    return own if own.value else replace(by_name, basis=BY_ADDRESSEE if by_name.value else "")


def _by(text: str, evidence: str, basis: str, categories: Categories) -> Category:
    for name, value in categories.values.items() if text else ():
        patterns: Patterns = getattr(value, evidence)
        if found := first_match(patterns, text):
            return Category(name, basis, found[0].id)
    return Category()
