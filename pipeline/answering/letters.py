"""Responses in prose: a recommendation quoted, in a box, in bold or under its number, and the reply that follows it.

A quotation opens with a heading that names a recommendation; where the page frames it, the frame ends it, else bold or
italic type or a heading for the reply does. One quotation may hold several numbered recommendations: a joint answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.answering.landmarks import RULE, between, landmarks
from pipeline.answering.pointed import pointed_letters
from pipeline.answering.references import numbers_in_cell, numbers_named
from pipeline.answering.reply_lines import (
    Letter,
    is_reply_heading,
    is_set_apart,
    is_verdict_line,
    joint_number,
    lines_of,
    speaks_as_reply,
)
from pipeline.answering.stated import stated_letters, stated_number
from pipeline.answering.topical import RULE as BY_TOPIC
from pipeline.answering.topical import topical_letters
from pipeline.answering.verdicts import named_in_heading, verdict_of_heading
from pipeline.document import Block, BlockKind, DocType, LabelKind, Report
from pipeline.labels import without_reference
from pipeline.profiles import Profile, first_match
from pipeline.records import Quotation
from pipeline.wording import join_lines

_OPENING = re.compile(
    r"^(?:[\w\u2019'-]+ ){0,4}recommendations?\s*(?:(?P<number>\d[\w.]*(?:\s*(?:,|&|and|to|-|\u2013)\s*\d[\w.]*)*))?\s*:?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"^(?:annex|appendix|conclusions?|next steps|glossary)\b", re.IGNORECASE)
_SPEAKS_OF_ANSWERS = re.compile(r"\b(?:response|reply|replies|answers?) (?:to|by|from|of)\b", re.IGNORECASE)
SALUTATION = 25
"""In so many blocks at its beginning a letter greets whom it is to."""
TOP_BLOCKS, TITLE_WORDS = 15, 20
"""In so many blocks at its top, of so many words at most, a paper says that it answers."""
MORE_MARKS = 2
"""So many times as many sentences that open replies as headings that open quotations show that the headings are not all."""
ONE_PARAGRAPH = "quotation-one-paragraph"
"""The rule by which the first paragraph below a heading is a quotation, as nothing tells otherwise."""
FEWEST_STATED = 2
"""So many recommendations quoted in the line that names them make a paper that answers point by point."""


def read_letters(report: Report, profile: Profile, known: frozenset[str]) -> list[Letter]:
    """Return the quotations and replies of a report in reading order."""
    blocks = [b for b in report.blocks if b.kind is not BlockKind.TABLE]
    stated = [i for i, block in enumerate(blocks) if stated_number(block, profile) is not None]
    if len(stated) >= FEWEST_STATED:
        return [*stated_letters(blocks, stated, profile, known)]
    openings = [i for i, block in enumerate(blocks) if _opens(block, profile)]
    letters = _opened_letters(blocks, openings, profile, known)
    marks = landmarks(blocks, profile)
    if len(marks) >= FEWEST_STATED and len(marks) > MORE_MARKS * len(letters):
        return [_landmark_letter(quoted, reply, profile, known) for quoted, reply in between(blocks, marks)]
    if not openings:
        letters = _opened_letters(blocks, _answered_items(blocks, profile), profile, known)
    return letters or list(pointed_letters(blocks, profile)) or topical_letters(blocks, profile)


def _opened_letters(
    blocks: Sequence[Block], openings: Sequence[int], profile: Profile, known: frozenset[str]
) -> list[Letter]:
    """Return the letters that begin at the blocks that open a quotation."""
    told = any(verdict_of_heading(_printed(blocks[i]), profile) for i in openings)
    found = (_letter(blocks[start:end], profile, known, told) for start, end in pairwise([*openings, len(blocks)]))
    return [letter for letter in found if letter is not None]


def _landmark_letter(
    quoted: Sequence[Block], reply: Sequence[Block], profile: Profile, known: frozenset[str]
) -> Letter:
    quotations = _quotations(quoted[0], quoted, profile, known)
    return Letter(
        joint_number([q.number for q in quotations if q.number]),
        quotations,
        lines_of(reply),
        RULE,
        opens_as_answer=True,
    )


def speaks_of_answers(report: Report, letters: Sequence[Letter], profile: Profile) -> bool:
    """Tell whether what stands behind quotations in a report that says nothing of its kind are replies.

    It says so at its top, or it is a letter, and no report of a reviewing body; or at least half of the replies open as answers do; text
    below headings, as the public's statements are set, must do more than that.
    """
    is_report = report.front.doc_type is DocType.SCRUTINY_REPORT
    if letters and not is_report and (says_it_answers(report) or (len(letters) >= FEWEST_STATED and is_letter(report))):
        return True
    answering = sum((letter.skip > 0 or letter.opens_as_answer) and letter.rule != BY_TOPIC for letter in letters)
    return len(letters) >= FEWEST_STATED and answering * 2 >= len(letters)


def is_letter(report: Report) -> bool:
    """Tell whether a report greets somebody at its beginning."""
    return any(block.text.startswith("Dear ") for block in report.blocks[:SALUTATION])


def says_it_answers(report: Report) -> bool:
    """Tell whether a report's title, or a short line at its top, speaks of a response or reply to somebody."""
    short = (block.text for block in report.blocks[:TOP_BLOCKS] if len(block.text.split()) <= TITLE_WORDS)
    return any(_SPEAKS_OF_ANSWERS.search(text) for text in (report.front.title, *short))


def _answered_items(blocks: Sequence[Block], profile: Profile) -> list[int]:
    """Return the numbered items of a letter without headings, if replies stand behind at least half of them."""
    items = [i for i, block in enumerate(blocks) if _is_numbered(block) and not speaks_as_reply(block, profile)]
    answered = [i for i in items if i + 1 < len(blocks) and speaks_as_reply(blocks[i + 1], profile)]
    alone = [
        i for i in items if i - 1 not in items
    ]  # what is numbered right behind another is answered together with it
    return alone if answered and len(answered) * 2 >= len(items) else []


def _is_numbered(block: Block) -> bool:
    counting = (LabelKind.ARABIC, LabelKind.DECIMAL, LabelKind.NAMED)
    return block.kind is BlockKind.ITEM and block.label is not None and block.label.kind in counting


def _opens(block: Block, profile: Profile) -> bool:
    if is_reply_heading(block, profile):
        return False
    if block.kind is BlockKind.HEADING and _names_what_is_answered(block, profile):
        return True
    stands_out = block.kind is BlockKind.HEADING or bool(block.lines[0].framed)
    return stands_out and len(block.lines) < 3 and _OPENING.match(block.text) is not None


def _names_what_is_answered(heading: Block, profile: Profile) -> bool:
    """Tell whether a heading names and numbers a recommendation or a conclusion, and is no line of a contents list."""
    label = heading.label
    if label is None or label.kind is not LabelKind.NAMED or ".." in heading.lines[-1].text:
        return False
    named = first_match(profile.recommending.named_items, label.name) is not None
    return named or label.name.lower().startswith("conclusion")


def _letter(blocks: Sequence[Block], profile: Profile, known: frozenset[str], told: bool) -> Letter | None:
    """Return what stands below a heading as a letter, None if no reply does; `told` says that headings tell verdicts, so that
    the text below them, unless it is set apart, quotes nothing.
    """
    heading, rest = blocks[0], list(blocks[1:])
    count, rule = _quotation_length(heading, rest, profile)
    if told and rule == ONE_PARAGRAPH:
        count, rule = 0, "number-alone"
    quoted, reply = rest[:count], rest[count:]
    if heading.kind is BlockKind.ITEM and not heading.lines[0].framed:
        further = list(takewhile(_is_numbered, rest))
        quoted, reply, rule = [heading, *further], rest[len(further) :], "quotation-numbered"
    while reply and (reply[-1].kind is BlockKind.HEADING or not reply[-1].text):
        reply.pop()
    cut = next((i for i, b in enumerate(reply) if b.kind is BlockKind.HEADING and _CLOSING.match(b.text)), len(reply))
    reply = [b for b in reply[:cut] if not is_reply_heading(b, profile)]
    if not reply:
        return None
    quotations = _quotations(heading, quoted, profile, known)
    number = joint_number([q.number for q in quotations if q.number])
    head = _printed(heading) if heading.kind is BlockKind.HEADING else ""
    return Letter(number, quotations, lines_of(reply), rule, head=head)


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
        if is_reply_heading(block, profile):
            return i, "quotation-to-reply-heading"
        if is_verdict_line(block, profile):
            return i, "quotation-to-verdict"
    set_apart = 0
    while set_apart < len(rest) and is_set_apart(rest[set_apart].lines):
        set_apart += 1
    if set_apart:
        return set_apart, "quotation-in-type"
    if len(rest) < 2 or speaks_as_reply(rest[0], profile):
        return 0, "number-alone"
    return 1, ONE_PARAGRAPH


def _quotations(
    heading: Block, quoted: Sequence[Block], profile: Profile, known: frozenset[str]
) -> tuple[Quotation, ...]:
    if heading.kind is not BlockKind.ITEM and heading.label is not None and heading.label.kind is LabelKind.NAMED:
        named = named_in_heading(_printed(heading), profile)
        numbers = _numbers(named) or numbers_in_cell(named) or [heading.label.text]
        if len(numbers) == 1:
            return (Quotation(numbers[0], _wording(quoted, known, 0)),)
        if not any(block.label for block in quoted):
            return tuple(Quotation(number, "") for number in numbers)
    counted = _numbers(_printed(heading)) if heading.kind is BlockKind.HEADING else []
    if counted and not any(block.label for block in quoted):
        whole = _wording(quoted, known, 0)
        return tuple(Quotation(number, "" if place else whole) for place, number in enumerate(counted))
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


def _printed(block: Block) -> str:
    return " ".join(line.text for line in block.lines)


def _numbers(heading: str) -> list[str]:
    """Return the numbers that a heading such as "Recommendations 4 to 6" or "Recommendations 4 and 5" names."""
    found = _OPENING.match(heading)
    return numbers_named(found["number"]) if found and found["number"] else []


def _wording(blocks: Sequence[Block], known: frozenset[str], skip: int) -> str:
    return without_reference(join_lines([line.text for line in lines_of(blocks)], known)[skip:].strip())
