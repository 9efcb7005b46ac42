"""Answers that minutes and records of decisions resolve: "RESOLVED: that recommendation 3 not be accepted because …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Block, BlockKind
from pipeline.extraction.candidate import lines_of
from pipeline.extraction.references import LIST, numbers_named
from pipeline.extraction.reply_lines import Letter
from pipeline.records import Quotation

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
        numbers = numbers_named(found["numbers"])
        yield Letter(
            "-".join(dict.fromkeys([numbers[0], numbers[-1]])),
            tuple(Quotation(number, "") for number in numbers),
            lines_of([block]),
            RULE,
            block.label.length if block.label else 0,
            opens_as_answer=True,
        )
