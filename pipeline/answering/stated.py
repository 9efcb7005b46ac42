"""Replies behind recommendations that are quoted in the line that names them: "Recommendation 2: That the Board …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pipeline.answering.reply_lines import (
    ENDS_REPLY,
    Letter,
    is_reply_heading,
    is_verdict_line,
    own_lines,
    speaks_as_reply,
)
from pipeline.document import Block, BlockKind, LabelKind
from pipeline.labels import without_reference
from pipeline.profiles import Profile, first_match
from pipeline.records import Quotation
from pipeline.wording import join_lines

STATED_WORDS = 5
"""A recommendation quoted behind its name has at least this many words."""

_RUN_IN = re.compile(r"^(?:[\w\u2019'-]+ ){0,2}recommendations?\s*:\s*", re.IGNORECASE)
_RUN_IN_REPLY = re.compile(r"^(?:[\w\u2019'-]+ ){0,3}(?:response|reply|answer)\s*:\s*", re.IGNORECASE)


def stated_letters(
    blocks: Sequence[Block], stated: Sequence[int], profile: Profile, known: frozenset[str]
) -> Iterator[Letter]:
    """Yield the replies behind recommendations that are quoted in the line that names them: "Recommendation 2: That …"."""
    for start, end in pairwise([*stated, len(blocks)]):
        block, reply = blocks[start], blocks[start + 1 : end]
        reply = [b for b in takewhile(lambda b: not _has_ended(b, profile), reply) if not is_reply_heading(b, profile)]
        number = stated_number(block, profile) or ""
        printed = join_lines([line.text for line in block.lines], known)
        named = block.label.length if block.label else 0
        run_in = _RUN_IN.match(printed[named:])
        wording = without_reference(printed[named + (run_in.end() if run_in else 0) :].strip())
        lines = own_lines(reply)
        if not lines:
            continue
        opening = _RUN_IN_REPLY.match(lines[0].text)
        yield Letter(
            number,
            (Quotation(number, wording),),
            lines,
            "quotation-stated",
            opening.end() if opening else 0,
            speaks_as_reply(reply[0], profile),
        )


def _has_ended(block: Block, profile: Profile) -> bool:
    is_heading = block.kind is BlockKind.HEADING
    is_own = is_reply_heading(block, profile) or is_verdict_line(block, profile)
    return ENDS_REPLY.match(block.text) is not None or (is_heading and not is_own)


def stated_number(block: Block, profile: Profile) -> str | None:
    """Return the number of a recommendation that a block names and quotes at once, "" if it has none; None of any other."""
    label = block.label
    if len(block.text.split()) < STATED_WORDS or is_reply_heading(block, profile):
        return None
    if label is not None and label.kind is LabelKind.NAMED:
        if first_match(profile.recommending.named_items, label.name) is None:
            return None
        states = block.text.lower().startswith("that ") or first_match(profile.recommending.wording, block.text)
        return label.text if states else None
    return (label.text if label else "") if _RUN_IN.match(block.text) else None
