"""A quotation with its reply, and by which lines a reply is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.answering.verdicts import verdict_of_head
from pipeline.document import Block, Line
from pipeline.profiles import Profile, first_match
from pipeline.records import Quotation

VERDICT_WORDS = 6
"""A line that says nothing but a verdict has no more words than this."""
SET_APART = 0.8
"""Share of bold or italics from which lines are set apart as a quotation."""
HEADING_LENGTH = 120
"""The heading of a reply has fewer characters than this."""

ENDS_REPLY = re.compile(
    r"^(?:(?:[\w\u2019'-]+ ){0,3}(?:conclusions?|findings?)\s*:|yours (?:sincerely|faithfully)\b"
    r"|I (?:hope|trust) (?:that )?(?:this|these|the above)\b|I look forward to\b|if you (?:have|would like|need|require)\b"
    r"|please (?:do )?(?:pass on|contact|let me know|get in touch)\b|thank you (?:again|once more)\b)",
    re.IGNORECASE,
)
"""The next conclusion or finding, and the end of a letter, are no part of a reply."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One quotation with its reply: the numbers and wordings quoted, the lines of the reply.

    `skip` counts the characters before the reply's own words ("Response: "); `opens_as_answer` says that its first words answer;
    `head` is the heading above it, which may say what becomes of the recommendation.
    """

    number: str
    quotations: tuple[Quotation, ...]
    reply: tuple[Line, ...]
    rule: str
    skip: int = 0
    opens_as_answer: bool = False
    head: str = ""


def answer_to(
    numbers: Sequence[str], reply: Sequence[Block], rule: str, skip: int = 0, opens_as_answer: bool = False
) -> Letter:
    """Return a reply that names what it answers by numbers alone, or by nothing (`numbers` empty)."""
    quotations = tuple(Quotation(number, "") for number in numbers or [""])
    return Letter(joint_number(numbers), quotations, own_lines(reply), rule, skip, opens_as_answer)


def own_lines(reply: Sequence[Block]) -> tuple[Line, ...]:
    """Return the lines of a reply up to what ends it."""
    return tuple(takewhile(lambda line: not ENDS_REPLY.match(line.text), lines_of(reply)))


def joint_number(numbers: Sequence[str]) -> str:
    """Return what several numbers are called together: "4-6", "4", or "" for none."""
    return "-".join(dict.fromkeys([numbers[0], numbers[-1]])) if numbers else ""


def speaks_as_reply(block: Block, profile: Profile) -> bool:
    """Tell whether a paragraph speaks as a reply does, so that nothing was quoted before it."""
    signals = profile.responding.replies
    own = (signals.agrees, signals.agrees_with_aim, signals.refuses, signals.in_part)
    return any(first_match(patterns, block.text) for patterns in own)


def is_reply_heading(block: Block, profile: Profile) -> bool:
    """Tell whether a line names what follows it a reply ("Government response")."""
    return len(block.text) < HEADING_LENGTH and first_match(profile.responding.reply_headings, block.text) is not None


_REFERENCE = ("(paragraph", "(para")


def is_set_apart(lines: Sequence[Line]) -> bool:
    """Tell whether lines are in bold or italics, as quotations are, but for a closing "(Paragraph 12)"."""
    words = [word for line in lines for word in line.words]
    count = next((i for i, word in enumerate(words) if i and word.text.lower().startswith(_REFERENCE)), len(words))
    own = words[:count] or words
    letters = sum(len(word.text) for word in own)
    bold = sum(len(word.text) for word in own if word.bold)
    italic = sum(len(word.text) for word in own if word.italic)
    return max(bold, italic) >= SET_APART * max(letters, 1)


def is_verdict_line(block: Block, profile: Profile) -> bool:
    """Tell whether a line says nothing but what becomes of a recommendation, at the head of a reply."""
    return len(block.text.split()) <= VERDICT_WORDS and verdict_of_head(block.text, profile) is not None


def lines_of(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """Return the lines of several blocks in order."""
    return tuple(line for block in blocks for line in block.lines)
