"""Replies of a letter that says which point each paragraph answers: "On point (a), …", "Points (c) and (d) can be taken together"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pipeline.answering.references import LIST, numbers_named
from pipeline.answering.reply_lines import Letter, answer_to, speaks_as_reply
from pipeline.document import Block, BlockKind
from pipeline.profiles import Profile

REACH = 60
"""Characters from the beginning of a paragraph in which it names the point that it answers."""
RULE = "point-named"

_POINT = re.compile(
    rf"\b(?:points?|recommendations?|requests?|asks?)\s+(?:numbers?\s+|nos?\.?\s+)?(?P<numbers>{LIST})(?![\w\u2019'])",
    re.IGNORECASE,
)


def pointed_letters(blocks: Sequence[Block], profile: Profile) -> Iterator[Letter]:
    """Yield the replies that begin with paragraphs that name a point, each up to the next such paragraph."""
    places = [i for i, block in enumerate(blocks) if points_of(block)]
    for start, end in pairwise([*places, len(blocks)]):
        reply = [blocks[start], *takewhile(lambda b: b.kind is BlockKind.PARAGRAPH, blocks[start + 1 : end])]
        answers = speaks_as_reply(blocks[start], profile)
        yield answer_to(points_of(blocks[start]), reply, RULE, opens_as_answer=answers)


def points_of(block: Block) -> list[str]:
    """Return the numbers of the points that a paragraph says at its beginning it answers, [] if it says none."""
    return points_named(block.text) if block.kind is BlockKind.PARAGRAPH else []


def points_named(text: str) -> list[str]:
    """Return the numbers of the points that a text says at its beginning it answers, [] if it says none."""
    found = _POINT.search(text[: REACH + 20])
    return numbers_named(found["numbers"]) if found and found.start() < REACH else []
