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
    headings = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    told = [(blocks[place].text, section) for place in headings if (section := _section(blocks, place))]
    told = list(dropwhile(lambda one: not _answers(one[1][0], profile), told))
    answering = [section for _, section in told if _answers(section[0], profile)]
    if len(answering) < FEWEST or len(answering) < HALF * len(told):
        return []
    names = Counter(topic for topic, _ in told)
    return [_letter(topic if names[topic] == 1 else "", section, profile) for topic, section in told]


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
