"""Responses in prose: a recommendation quoted, in a box, in bold or under its number, and the reply that follows it.

A quotation opens with a heading that names a recommendation; where the page frames it, the frame ends it, else bold or
italic type or a heading for the reply does. One quotation may hold several numbered recommendations: a joint answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.document import Block, BlockKind, LabelKind, Line, Report
from pipeline.extraction.candidate import lines_of, without_reference
from pipeline.extraction.landmarks import RULE, between, landmarks
from pipeline.extraction.named import is_named_heading
from pipeline.extraction.verdicts import verdict_of_head
from pipeline.profiles import Profile, first_match
from pipeline.records import Quotation
from pipeline.wording import join_lines

WIDEST_RANGE = 100
"""No heading answers more recommendations than this; a wider range is a misprint and stays as its two ends."""
SET_APART = 0.8
"""Share of bold or italics from which a block is set apart as a quotation."""

_OPENING = re.compile(
    r"^(?:[\w\u2019'-]+ ){0,4}recommendations?\s*(?:(?P<number>\d[\w.]*(?:\s*(?:,|&|and|to|-|\u2013)\s*\d[\w.]*)*))?\s*:?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"^(?:annex|appendix|conclusions?|next steps|glossary)\b", re.IGNORECASE)
_ENDS_REPLY = re.compile(
    r"^(?:(?:[\w\u2019'-]+ ){0,3}(?:conclusions?|findings?)\s*:|yours (?:sincerely|faithfully)\b)", re.IGNORECASE
)
_RUN_IN = re.compile(r"^(?:[\w\u2019'-]+ ){0,2}recommendations?\s*:\s*", re.IGNORECASE)
_RUN_IN_REPLY = re.compile(r"^(?:[\w\u2019'-]+ ){0,3}(?:response|reply|answer)\s*:\s*", re.IGNORECASE)
_SPEAKS_OF_ANSWERS = re.compile(r"\b(?:response|reply|replies|answers?) (?:to|by|from|of)\b", re.IGNORECASE)
HEADINGS = 6
"""In so many headings a paper says that it answers."""
MORE_MARKS = 2
"""So many times as many sentences that open replies as headings that open quotations show that the headings are not all."""
FEWEST_STATED = 2
"""So many recommendations quoted in the line that names them make a paper that answers point by point."""
VERDICT_WORDS = 6
"""A line that says nothing but a verdict has no more words than this."""
STATED_WORDS = 5
"""A recommendation quoted behind its name has at least this many words."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One quotation with its reply: the numbers and wordings quoted, the lines of the reply."""

    number: str
    quotations: tuple[Quotation, ...]
    reply: tuple[Line, ...]
    rule: str
    skip: int = 0
    """Characters before the reply's own words: "Response: "."""
    opens_as_answer: bool = False


def read_letters(report: Report, profile: Profile, known: frozenset[str]) -> list[Letter]:
    """Return the quotations and replies of a report in reading order."""
    blocks = [b for b in report.blocks if b.kind is not BlockKind.TABLE]
    stated = [i for i, block in enumerate(blocks) if _stated_number(block, profile) is not None]
    if len(stated) >= FEWEST_STATED:
        return [*_stated_letters(blocks, stated, profile, known)]
    openings = [i for i, block in enumerate(blocks) if _opens(block, profile)]
    letters = _opened_letters(blocks, openings, profile, known)
    marks = landmarks(blocks, profile)
    if len(marks) >= FEWEST_STATED and len(marks) > MORE_MARKS * len(letters):
        return [_landmark_letter(quoted, reply, known) for quoted, reply in between(blocks, marks)]
    return letters if openings else _opened_letters(blocks, _answered_items(blocks, profile), profile, known)


def _opened_letters(
    blocks: Sequence[Block], openings: Sequence[int], profile: Profile, known: frozenset[str]
) -> list[Letter]:
    """Return the letters that begin at the blocks that open a quotation."""
    found = (_letter(blocks[start:end], profile, known) for start, end in pairwise([*openings, len(blocks)]))
    return [letter for letter in found if letter is not None]


def _landmark_letter(quoted: Sequence[Block], reply: Sequence[Block], known: frozenset[str]) -> Letter:
    quotations = _quotations(quoted[0], quoted, known)
    return Letter(_number(quotations), quotations, lines_of(reply), RULE, opens_as_answer=True)


def speaks_of_answers(report: Report, letters: Sequence[Letter], profile: Profile) -> bool:
    """Tell whether what stands behind quotations in a report that says nothing of its kind are replies.

    Its title or a heading says so, or at least half of the replies open as an answer does.
    """
    if letters and says_it_answers(report):
        return True
    answering = sum(letter.skip > 0 or letter.opens_as_answer for letter in letters)
    return len(letters) >= FEWEST_STATED and answering * 2 >= len(letters)


def says_it_answers(report: Report) -> bool:
    """Tell whether a report's title or one of its first headings speaks of a response or reply to somebody."""
    headings = [report.front.title, *(b.text for b in report.blocks if b.kind is BlockKind.HEADING)]
    return any(_SPEAKS_OF_ANSWERS.search(text) for text in headings[:HEADINGS])


def _stated_letters(
    blocks: Sequence[Block], stated: Sequence[int], profile: Profile, known: frozenset[str]
) -> Iterator[Letter]:
    """Yield the replies behind recommendations that are quoted in the line that names them: "Recommendation 2: That …"."""
    for start, end in pairwise([*stated, len(blocks)]):
        block, reply = blocks[start], blocks[start + 1 : end]
        reply = [b for b in takewhile(lambda b: not _has_ended(b, profile), reply) if not _is_reply_heading(b, profile)]
        number = _stated_number(block, profile) or ""
        printed = join_lines([line.text for line in block.lines], known)
        named = block.label.length if block.label else 0
        run_in = _RUN_IN.match(printed[named:])
        wording = without_reference(printed[named + (run_in.end() if run_in else 0) :].strip())
        lines = tuple(takewhile(lambda line: not _ENDS_REPLY.match(line.text), lines_of(reply)))
        if not lines:
            continue
        opening = _RUN_IN_REPLY.match(lines[0].text)
        yield Letter(
            number,
            (Quotation(number, wording),),
            lines,
            "quotation-stated",
            opening.end() if opening else 0,
            _replies(reply[0], profile),
        )


def _has_ended(block: Block, profile: Profile) -> bool:
    is_heading = block.kind is BlockKind.HEADING
    is_own = _is_reply_heading(block, profile) or is_verdict_line(block, profile)
    return _ENDS_REPLY.match(block.text) is not None or (is_heading and not is_own)


def _stated_number(block: Block, profile: Profile) -> str | None:
    """Return the number of a recommendation that a block names and quotes at once, "" if it has none; None of any other."""
    label = block.label
    if len(block.text.split()) < STATED_WORDS or _is_reply_heading(block, profile):
        return None
    if label is not None and label.kind is LabelKind.NAMED:
        if first_match(profile.recommending.named_items, label.name) is None:
            return None
        states = block.text.lower().startswith("that ") or first_match(profile.recommending.wording, block.text)
        return label.text if states else None
    return (label.text if label else "") if _RUN_IN.match(block.text) else None


def _answered_items(blocks: Sequence[Block], profile: Profile) -> list[int]:
    """Return the numbered items of a letter without headings, if replies stand behind at least half of them."""
    numbered = (LabelKind.ARABIC, LabelKind.DECIMAL, LabelKind.NAMED)
    items = [
        i for i, b in enumerate(blocks) if b.kind is BlockKind.ITEM and b.label is not None and b.label.kind in numbered
    ]
    answered = [i for i in items if i + 1 < len(blocks) and _replies(blocks[i + 1], profile)]
    return items if answered and len(answered) * 2 >= len(items) else []


def _opens(block: Block, profile: Profile) -> bool:
    if _is_reply_heading(block, profile):
        return False
    if is_named_heading(block, profile):
        return True
    stands_out = block.kind is BlockKind.HEADING or bool(block.lines[0].framed)
    return stands_out and len(block.lines) < 3 and _OPENING.match(block.text) is not None


def _letter(blocks: Sequence[Block], profile: Profile, known: frozenset[str]) -> Letter | None:
    heading, rest = blocks[0], list(blocks[1:])
    count, rule = _quotation_length(heading, rest, profile)
    quoted, reply = rest[:count], rest[count:]
    if heading.kind is BlockKind.ITEM and not heading.lines[0].framed:
        quoted, reply, rule = [heading], rest, "quotation-numbered"
    while reply and (reply[-1].kind is BlockKind.HEADING or not reply[-1].text):
        reply.pop()
    cut = next((i for i, b in enumerate(reply) if b.kind is BlockKind.HEADING and _CLOSING.match(b.text)), len(reply))
    reply = [b for b in reply[:cut] if not _is_reply_heading(b, profile)]
    if not reply:
        return None
    quotations = _quotations(heading, quoted, known)
    return Letter(_number(quotations), quotations, lines_of(reply), rule)


def _quotation_length(heading: Block, rest: Sequence[Block], profile: Profile) -> tuple[int, str]:
    """Return how many blocks behind the heading are quotation, and by what that was seen."""
    if heading.lines[0].framed:
        count = 0
        for i, block in enumerate(rest):
            before = rest[i - 1] if i else heading
            same = block.lines[0].framed == before.lines[-1].framed and block.page == before.last_page
            if not (same or (block.lines[0].framed and block.page == before.last_page + 1)):
                break
            count += 1
        return count, "quotation-in-frame"
    for i, block in enumerate(rest):
        if _is_reply_heading(block, profile):
            return i, "quotation-to-reply-heading"
        if is_verdict_line(block, profile):
            return i, "quotation-to-verdict"
    set_apart = 0
    while set_apart < len(rest) and _is_set_apart(rest[set_apart]):
        set_apart += 1
    if set_apart:
        return set_apart, "quotation-in-type"
    if len(rest) < 2 or _replies(rest[0], profile):
        return 0, "number-alone"
    return 1, "quotation-one-paragraph"


def _replies(block: Block, profile: Profile) -> bool:
    """Tell whether a paragraph speaks as a reply does, so that nothing was quoted before it."""
    signals = profile.responding.replies
    own = (signals.agrees, signals.agrees_with_aim, signals.refuses, signals.in_part)
    return any(first_match(patterns, block.text) for patterns in own)


def _is_reply_heading(block: Block, profile: Profile) -> bool:
    return len(block.text) < 120 and first_match(profile.responding.reply_headings, block.text) is not None


def is_verdict_line(block: Block, profile: Profile) -> bool:
    """Tell whether a line says nothing but what becomes of a recommendation, at the head of a reply."""
    return len(block.text.split()) <= VERDICT_WORDS and verdict_of_head(block.text, profile) is not None


def _is_set_apart(block: Block) -> bool:
    bold = sum(line.bold_share for line in block.lines) / len(block.lines)
    italic = sum(line.italic_share for line in block.lines) / len(block.lines)
    return max(bold, italic) >= SET_APART


def _quotations(heading: Block, quoted: Sequence[Block], known: frozenset[str]) -> tuple[Quotation, ...]:
    if heading.kind is not BlockKind.ITEM and heading.label is not None and heading.label.kind is LabelKind.NAMED:
        numbers = _numbers(" ".join(line.text for line in heading.lines)) or [heading.label.text]
        if len(numbers) == 1:
            return (Quotation(numbers[0], _wording(quoted, known, 0)),)
        if not any(block.label for block in quoted):
            return tuple(Quotation(number, "") for number in numbers)
    groups: list[list[Block]] = []
    for block in quoted:
        label = block.label
        if not groups or (label is not None and label.kind in (LabelKind.ARABIC, LabelKind.DECIMAL, LabelKind.NAMED)):
            groups.append([block])
        else:
            groups[-1].append(block)
    labels = [group[0].label for group in groups]
    return tuple(
        Quotation(label.text if label else "", _wording(group, known, label.length if label else 0))
        for group, label in zip(groups, labels, strict=True)
    ) or (Quotation("", ""),)


def _numbers(heading: str) -> list[str]:
    """Return the numbers that a heading such as "Recommendations 4 to 6" or "Recommendations 4 and 5" names."""
    found = _OPENING.match(heading)
    if found is None or not found["number"]:
        return []
    numbers = re.findall(r"\d[\w.]*", found["number"])
    is_range = len(numbers) == 2 and re.search(r"\bto\b|[-\u2013]", found["number"])
    if is_range and all(number.isdigit() for number in numbers):
        first, last = int(numbers[0]), int(numbers[1])
        if first < last <= first + WIDEST_RANGE:
            return [str(n) for n in range(first, last + 1)]
    return numbers


def _wording(blocks: Sequence[Block], known: frozenset[str], skip: int) -> str:
    return without_reference(join_lines([line.text for line in lines_of(blocks)], known)[skip:].strip())


def _number(quotations: Sequence[Quotation]) -> str:
    numbers = [q.number for q in quotations if q.number]
    return "-".join(dict.fromkeys([numbers[0], numbers[-1]])) if numbers else ""
