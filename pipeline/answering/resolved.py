"""Answers that minutes and records of decisions resolve: "RESOLVED: that recommendation 3 not be accepted because …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.answering.references import LIST, numbers_named
from pipeline.answering.reply_lines import Letter, answer_to
from pipeline.answering.verdicts import verdict_of_head
from pipeline.document import Block, BlockKind
from pipeline.profiles import Profile

RULE = "resolution"

FEWEST = 2
"""So many recommendations at least a meeting answers that answers a report."""
REACH = 40
"""Characters from the beginning of a resolution in which it names what it decides on."""

_NUMBERS = re.compile(rf"\brecommendations?\s+(?P<numbers>{LIST})", re.IGNORECASE)


def resolved_letters(blocks: Sequence[Block], profile: Profile) -> list[Letter]:
    """Return an answer for each item or paragraph that resolves what becomes of a recommendation, given by its number.

    A single one is a meeting's word on what its own officers recommended.
    """
    letters = []
    for block in blocks:
        found = _NUMBERS.search(block.text[:REACH]) if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH) else None
        if found is None or verdict_of_head(block.text, profile) is None:
            continue
        skip = block.label.length if block.label else 0
        letters.append(answer_to(numbers_named(found["numbers"]), [block], RULE, skip, opens_as_answer=True))
    return letters if len(letters) >= FEWEST else []
