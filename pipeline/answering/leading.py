"""What stands in front of a reply and says what it is to: "Paragraph 12 (discharge dates). We accept this", "**Transport.** …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.answering.references import LIST, numbers_named
from pipeline.passages import Passage, Shape
from pipeline.records import SUBJECT_WORDS

FEWEST = 2
"""So many paragraphs that begin with a number make it the paper's way."""

_NUMBERED = re.compile(
    rf"^(?:paragraphs?|points?|recommendations?|items?|numbers?)\s+(?P<numbers>{LIST})\s*(?:\([^()]{{0,90}}\))?\s*[.:\u2013\u2014-]\s*",
    re.IGNORECASE,
)


REACH = 90
"""Characters at its beginning in which a paragraph names the number of what it answers."""
_REFERENCE = r"R\d{1,2}[a-z]?"
_WITHIN = re.compile(
    rf"\b(?:recommendations? (?P<own>\d{{1,2}}(?:\s*(?:,|and|&|to|-|\u2013)\s*\d{{1,2}})*)|(?P<numbers>{_REFERENCE}(?:\s*(?:,|and|&|to|-|\u2013)\s*{_REFERENCE})*))\b"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What the first words of a reply name: numbers or a subject; `skip` counts their characters."""

    numbers: tuple[str, ...]
    topic: str
    skip: int


def leads_of(passages: Sequence[Passage]) -> dict[int, Lead]:
    """Return by place what paragraphs name in front of their replies; none if hardly any names a number.

    Where some name a number in bold, others name a subject in bold.
    """
    numbered = {p.index: lead for p in passages if (lead := _numbered(p)) is not None}
    if len(numbered) < FEWEST:
        return _named_within(passages)
    bold = {p.index: lead for p in passages if p.index not in numbered and (lead := _subject(p)) is not None}
    in_bold = [p for p in passages if p.index in numbered and _bold_length(p)]
    return {**numbered, **bold} if len(in_bold) >= FEWEST else numbered


def _named_within(passages: Sequence[Passage]) -> dict[int, Lead]:
    """Return by place the numbers that paragraphs of a letter name in their first sentence, one after the other: "On R3 our answer
    is a partial yes"; none if they don't count up."""
    named: dict[int, list[str]] = {}
    for passage in passages:
        found = _WITHIN.search(passage.printed[:REACH])
        if found and passage.shape is not Shape.HEADING and passage.table < 0:
            named[passage.index] = numbers_named(found["numbers"] or found["own"])
    order = [int("".join(filter(str.isdigit, number)) or 0) for numbers in named.values() for number in numbers]
    if len(named) <= FEWEST or any(later <= number for number, later in pairwise(order)):
        return {}
    return {place: Lead(tuple(numbers), "", 0) for place, numbers in named.items()}


def _numbered(passage: Passage) -> Lead | None:
    found = _NUMBERED.match(passage.text)
    if passage.shape is Shape.HEADING or passage.label is not None or found is None or found.end() == len(passage.text):
        return None
    return Lead(tuple(numbers_named(found["numbers"])), "", found.end())


def _subject(passage: Passage) -> Lead | None:
    length = _bold_length(passage)
    topic = passage.text[:length].strip(" .:")
    if passage.label is not None or not topic or len(topic.split()) > SUBJECT_WORDS:
        return None
    return Lead((), topic, length + len(passage.text[length:]) - len(passage.text[length:].lstrip()))


def _bold_length(passage: Passage) -> int:
    """Return the characters that are set in bold at the beginning of a passage and end like a title; 0 if none or all are."""
    words = [word for line in passage.lines for word in line.words]
    count = next((i for i, word in enumerate(words) if not word.bold), 0)
    title = " ".join(word.text for word in words[:count])
    return len(title) if title.endswith((".", ":")) and passage.text.startswith(title) else 0
