"""Answers that minutes and records of decisions resolve: "RESOLVED: that recommendation 3 not be accepted because …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Block, BlockKind
from pipeline.extraction.references import LIST, numbers_named
from pipeline.extraction.reply_lines import Letter, answer_to

RULE = "resolution"

_RESOLVED = re.compile(
    rf"^(?:resolved\W+)?(?:that\s+)?(?:the\s+)?recommendations?\s+(?P<numbers>{LIST})(?:\s+\([^()]*\))?"
    r"\s+(?:(?:not\s+)?be|is|are|was|were)\s+(?:not\s+)?"
    r"(?:partially\s+|partly\s+)?(?:accepted|agreed|approved|endorsed|supported|noted|rejected|declined|adopted|deferred)\b",
    re.IGNORECASE,
)


def resolved_letters(blocks: Sequence[Block]) -> Iterator[Letter]:
    """Yield an answer for each item or paragraph that resolves what becomes of a recommendation, given by its number."""
    for block in blocks:
        if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
            continue
        found = _RESOLVED.match(block.text)
        if found is None:
            continue
        skip = block.label.length if block.label else 0
        yield answer_to(numbers_named(found["numbers"]), [block], RULE, skip, opens_as_answer=True)
