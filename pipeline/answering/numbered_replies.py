"""Lists that are nothing but replies, each item counting what it answers: "4 and 5. Both are accepted."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.answering.landmarks import opens_with_verdict
from pipeline.answering.leading import Lead
from pipeline.answering.references import numbers_in_cell
from pipeline.answering.verdicts import verdict_of_opening
from pipeline.document import LabelKind
from pipeline.passages import Passage, Role
from pipeline.profiles import Profile
from pipeline.roles.deciding import Decided

FEWEST, MOST, SAYING = 3, 0.6, 0.5
"""A list of replies has at least so many items, this share of which are likely replies, and this share say a verdict."""
LIKELY = 0.5
"""Probability from which a passage is a reply, or a quotation."""
COUNTING = (LabelKind.ARABIC, LabelKind.ROMAN, LabelKind.LETTER, LabelKind.NAMED)
"""Labels of a list of replies that count what they answer; decimals count a paper's own paragraphs."""

_FURTHER_NUMBERS = re.compile(
    r"^(?P<numbers>(?:(?:,|and|&|to|-|\u2013)\s*(?:[A-Z]?\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})\b\s*)+)[.:)]?\s+(?=[A-Z\u2018\u201c])"
)
_SEVERAL_NUMBERS = re.compile(
    r"^(?P<numbers>[A-Z]?\d{1,3}(?:\s*(?:,|and|&|to|-|\u2013)\s*[A-Z]?\d{1,3})+)[.:)]\s+(?=[A-Z\u2018\u201c])"
)


def numbered_replies(decided: Decided) -> dict[int, Lead]:
    """Return by place the numbers that the items of lists of replies name.

    Most items of such a list are likely replies, and half of them say what becomes of what they answer.
    """
    profile = decided.paper.profile
    lists: dict[tuple[int, LabelKind], list[Passage]] = {}
    for passage in decided.paper.passages:
        label = passage.label
        if passage.list_id and passage.parent < 0 and label is not None and label.kind in COUNTING:
            lists.setdefault((passage.heading, label.kind), []).append(passage)
    leads = {}
    for items in lists.values():
        likely = sum(replying(decided, item.index) >= LIKELY for item in items)
        said = sum(says_verdict(_behind_numbers(item.text), profile) for item in items)
        if len(items) >= FEWEST and likely >= MOST * len(items) and said >= SAYING * len(items):
            leads.update({item.index: _lead_of(item) for item in items})
            leads.update(_joint_leads(items, decided.paper.passages))
    return leads


def _joint_leads(items: Sequence[Passage], passages: Sequence[Passage]) -> Iterator[tuple[int, Lead]]:
    """Yield the paragraphs between the items of a list of replies that begin with several numbers: "3 and 4. Both are accepted."."""
    for passage in passages[items[0].index : items[-1].index]:
        found = _SEVERAL_NUMBERS.match(passage.text) if passage.label is None else None
        if found:
            yield passage.index, Lead(tuple(numbers_in_cell(found["numbers"])), "", found.end())


def _behind_numbers(text: str) -> str:
    found = _FURTHER_NUMBERS.match(text)
    return text[found.end() :] if found else text


def _lead_of(item: Passage) -> Lead:
    label = item.label.text if item.label is not None else ""
    found = _FURTHER_NUMBERS.match(item.text)
    further = numbers_in_cell(f"{label} {found['numbers']}") if found else []
    return Lead(tuple(further or [label]), "", found.end() if found else 0)


def replying(decided: Decided, index: int) -> float:
    """Return the probability that a passage is a reply."""
    return decided.share(index, Role.REPLY)


def says_verdict(text: str, profile: Profile) -> bool:
    """Tell whether a text begins with what becomes of something: "Agreed.", "Yes", "This is not supported"."""
    return opens_with_verdict(text, profile) or verdict_of_opening(text, profile) is not None
