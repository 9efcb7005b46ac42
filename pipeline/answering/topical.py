"""Replies of a letter that goes through the topics of a report: a heading for each, and under it what is answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile

from pipeline.answering.reply_lines import ENDS_REPLY, Letter, answer_to, speaks_as_reply
from pipeline.answering.verdicts import named_in_heading, verdict_of_opening
from pipeline.document import Block, BlockKind
from pipeline.profiles import Profile
from pipeline.records import SUBJECT_WORDS, Quotation

RULE = "topic-heading"
CLOSES = re.compile(
    r"yours (?:sincerely|faithfully|truly)\b|(?:with )?(?:kind|best) (?:regards|wishes)\b", re.IGNORECASE
)
"""Behind these words stands who signs a letter."""
_TOPIC = re.compile(r"(?P<topic>[A-Z][\w\u2019'-]*(?: [\w\u2019'-]+){0,5})[.:]\s+(?=[A-Z])")
"""A topic in front of a reply has no more than six words."""
FEWEST = 2
"""So many topics at least are answered."""
HALF = 0.5
"""Share of the topics whose text must speak as a reply does."""


def topical_letters(blocks: Sequence[Block], profile: Profile) -> list[Letter]:
    """Return the text under each heading as a reply, if at least half of the texts speak as replies do; else none.

    What a heading names is the reply's subject and no quotation: such a reply is matched by what it speaks of. What stands under
    the letter's own title before the first topic greets and thanks, and who signs it answers nothing.
    """
    blocks = list(takewhile(lambda block: not CLOSES.match(block.text), blocks))
    if run_in := _run_in(blocks, profile):
        return run_in
    headings = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    told = [(blocks[place].text, section) for place in headings if (section := _section(blocks, place))]
    told = list(dropwhile(lambda one: not _answers(one[1][0], profile), told))
    answering = [section for _, section in told if _answers(section[0], profile)]
    if len(answering) < FEWEST or len(answering) < HALF * len(told):
        return []
    names = Counter(topic for topic, _ in told)
    return [_letter(topic if names[topic] == 1 else "", section, profile) for topic, section in told]


def _run_in(blocks: Sequence[Block], profile: Profile) -> list[Letter]:
    """Return the paragraphs of a letter that begin with a topic of their own ("Travel times. We accept this.") as replies."""
    told = [(found, block) for block in blocks if (found := _TOPIC.match(block.text)) and block.label is None]
    answering = [found for found, block in told if _answers(replace(block, text=block.text[found.end() :]), profile)]
    if len(answering) < FEWEST:
        return []
    letters = [
        replace(
            answer_to([], [block], RULE, skip=found.end(), opens_as_answer=found in answering),
            quotations=(Quotation("", found["topic"]),),
            head=found["topic"],
        )
        for found, block in dropwhile(lambda one: one[0] not in answering, told)
    ]
    return [letter for letter in letters if letter.reply]


def _letter(topic: str, section: Sequence[Block], profile: Profile) -> Letter:
    letter = answer_to([], section, RULE, opens_as_answer=_answers(section[0], profile))
    named = named_in_heading(topic, profile)
    subject = named if len(named.split()) <= SUBJECT_WORDS else ""
    return replace(letter, quotations=(Quotation("", subject),), head=topic)


def _section(blocks: Sequence[Block], place: int) -> list[Block]:
    behind = takewhile(lambda block: block.kind is not BlockKind.HEADING, blocks[place + 1 :])
    return list(takewhile(lambda block: not ENDS_REPLY.match(block.text), behind))


def _answers(block: Block, profile: Profile) -> bool:
    return verdict_of_opening(block.text, profile) is not None or speaks_as_reply(block, profile)
