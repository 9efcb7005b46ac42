"""Replies found by their first sentence: "These recommendations are accepted in principle by …", behind the items they answer.

Nothing needs to name a recommendation or a reply: the numbered items, framed or set-apart passages right before such a sentence
are the quotation, and what follows it, up to the next quotation, is the reply.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.answering.reply_lines import lines_of
from pipeline.answering.verdicts import verdict_of_head
from pipeline.document import Block, BlockKind, LabelKind
from pipeline.language.sentences import split_sentences
from pipeline.profiles import Profile, first_match

RULE = "quotation-before-verdict"


def landmarks(blocks: Sequence[Block], profile: Profile) -> list[tuple[int, int]]:
    """Return where each quotation begins and where the reply behind it does, as places in `blocks`."""
    found: list[tuple[int, int]] = []
    for place, block in enumerate(blocks):
        start = place
        least = found[-1][1] + 1 if found else 0
        while start > least and _may_be_quoted(blocks[start - 1]):
            start -= 1
        if start < place and _may_answer(block) and opens_with_verdict(block.text, profile):
            found.append((start, place))
    return found


def between(blocks: Sequence[Block], found: Sequence[tuple[int, int]]) -> Iterator[tuple[Sequence[Block], list[Block]]]:
    """Yield each quotation with the blocks of its reply, headings over the next quotation left out."""
    starts = [*(start for start, _ in found), len(blocks)]
    for (start, place), end in zip(found, starts[1:], strict=True):
        reply = list(blocks[place:end])
        while len(reply) > 1 and reply[-1].kind is BlockKind.HEADING:
            reply.pop()
        yield blocks[start:place], reply


def opens_with_verdict(text: str, profile: Profile) -> bool:
    """Tell whether the first sentence of a text says what becomes of a recommendation."""
    first = next((sentence for _, sentence in split_sentences(text)), "")
    if verdict_of_head(first, profile):
        return True
    own = profile.responding.replies
    said = (own.in_part, own.refuses, own.agrees)
    return "recommendation" in first.lower() and any(first_match(patterns, first) for patterns in said)


def _may_answer(block: Block) -> bool:
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and block.label is None


def _may_be_quoted(block: Block) -> bool:
    label = block.label
    numbered = block.kind is BlockKind.ITEM and label is not None and label.kind is not LabelKind.BULLET
    return numbered or bool(block.lines and lines_of([block])[0].framed)
