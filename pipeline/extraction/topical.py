"""Replies of a letter that goes through the topics of a report: a heading for each, and under it what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.document import Block, BlockKind
from pipeline.extraction.reply_lines import ENDS_REPLY, Letter, answer_to, speaks_as_reply
from pipeline.extraction.verdicts import verdict_of_opening
from pipeline.profiles import Profile

RULE = "topic-heading"
FEWEST = 2
"""So many topics at least are answered."""
HALF = 0.5
"""Share of the topics whose text must speak as a reply does."""


def topical_letters(blocks: Sequence[Block], profile: Profile) -> list[Letter]:
    """Return the text under each heading as a reply, if at least half of the texts speak as replies do; else none.

    What a heading names is no quotation: such a reply is matched by what it speaks of. What stands under the letter's own title
    before the first topic greets and thanks.
    """
    sections = [_section(blocks, place) for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    told = [section for section in sections if section]
    if told and not _answers(told[0][0], profile):
        told = told[1:]
    answering = [section for section in told if _answers(section[0], profile)]
    if len(answering) < FEWEST or len(answering) < HALF * len(told):
        return []
    return [answer_to([], s, RULE, opens_as_answer=_answers(s[0], profile)) for s in told]


def _section(blocks: Sequence[Block], place: int) -> list[Block]:
    behind = takewhile(lambda block: block.kind is not BlockKind.HEADING, blocks[place + 1 :])
    return list(takewhile(lambda block: not ENDS_REPLY.match(block.text), behind))


def _answers(block: Block, profile: Profile) -> bool:
    return verdict_of_opening(block.text, profile) is not None or speaks_as_reply(block, profile)
