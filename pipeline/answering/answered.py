"""Answers by evidence: replies in prose that the model of roles sees, each with what it answers.

Nothing needs to name a quotation or a reply. A passage that is likely enough a quotation opens an answer, passages that are
likely replies follow it; a heading, the next quotation, or a reply that opens anew ends it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.answering.leading import Lead, leads_of
from pipeline.answering.numbered_replies import LIKELY, numbered_replies, replying, says_verdict
from pipeline.answering.pointed import points_named
from pipeline.answering.references import numbers_in_cell
from pipeline.answering.reply_lines import ENDS_REPLY, Letter, is_set_apart, joint_number
from pipeline.answering.verdicts import named_in_heading, verdict_of_opening
from pipeline.document import LabelKind, Line
from pipeline.passages import Passage, Role, Shape
from pipeline.profiles import Profile, first_match
from pipeline.records import SUBJECT_WORDS, Quotation
from pipeline.roles.deciding import Decided
from pipeline.roles.neighbours import MAKING
from pipeline.wording import join_lines

RULE = "evidence"
FEWEST, MOST = 2, 0.6
"""If MOST of the items of a list are quoted, the others are alike. If MOST quotations have text right behind them, and MOST of them
what is seen to be a reply, the others' is one, too; of so many at least."""
SUBJECT_REACH = 30
"""Characters that name who agrees or refuses, at the beginning of a reply."""
BARELY = 0.1
"""Probability under which a passage is no reply, however it begins: consultations, too, ask who agrees."""
GOES_ON = 0.25
"""Probability from which a paragraph behind a reply goes on with it."""

_PERSON = re.compile(r"(?:I|we) \b", re.IGNORECASE)
_COURTESY = re.compile(
    r"(?:thank you|thanks|further to|I (?:am )?(?:writ\w+|pleased to (?:enclose|respond|attach)))\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    """An answer while its passages arrive."""

    quoted: list[Passage] = field(default_factory=list)
    reply: list[Passage] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    topic: str = ""
    skip: int = 0
    head: str = ""


def answered_letters(decided: Decided, known: frozenset[str]) -> list[Letter]:
    """Return the replies in a paper's prose by their evidence, in reading order.

    Args:
        decided: the paper's passages with the probabilities of their roles.
        known: the document's words, by which hyphens at line ends are judged.
    """
    leads = {**numbered_replies(decided), **leads_of(_in_prose(decided.paper.passages))}
    reader = _Reader(decided, _quoted(decided) - leads.keys(), _has_topics(decided), leads)
    answers = reader.read()
    quoting = [answer for answer in answers if answer.quoted]
    replied = sum(bool(answer.reply) for answer in quoting)
    followed = sum(reader.is_followed(answer) for answer in quoting)
    if replied >= max(FEWEST, MOST * len(quoting)) and followed >= MOST * len(quoting):
        reader.up_to = max(answer.quoted[0].index for answer in quoting)
        answers = reader.read()
    return [_letter(answer, decided, known) for answer in answers if answer.reply]


@dataclass(slots=True)
class _Reader:
    """Reads a paper's prose from quotation to quotation.

    Attributes:
        decided: the paper's passages with the probabilities of their roles.
        quoted: the places of the quotations.
        headed: whether headings name what the text below them answers.
        leads: by place, what paragraphs name in front of their replies.
        up_to: the place up to which whatever stands behind a quotation is its reply, as it is behind most others; -1 at first.
    """

    decided: Decided
    quoted: frozenset[int]
    headed: bool
    leads: Mapping[int, Lead]
    up_to: int = -1

    def read(self) -> list[_Open]:
        """Return the answers, some without a reply."""
        answers = [_Open()]
        for passage in _in_prose(self.decided.paper.passages):
            current = answers[-1]
            if lead := self.leads.get(passage.index):
                answers.append(_Open([], [passage], list(lead.numbers), lead.topic, lead.skip))
            elif passage.index in self.quoted:
                if current.reply:
                    current = _Open()
                    answers.append(current)
                current.quoted.append(passage)
            elif passage.shape is Shape.HEADING and replying(self.decided, passage.index) < LIKELY:
                if not current.quoted or current.reply:
                    profile = self.decided.paper.profile
                    numbers, topic = _named_numbers(passage, profile), _topic(passage, self.headed, profile)
                    answers.append(_Open(numbers=numbers, topic=topic, head=passage.printed))
            elif self._is_part(passage, current):
                current.quoted.append(passage)
            elif self._replies(passage, current):
                if current.reply and _opens_anew(passage, current, self.headed, self.decided):
                    current = _Open()
                    answers.append(current)
                current.reply.append(passage)
            elif current.reply:
                answers.append(_Open())
        return answers

    def is_followed(self, answer: _Open) -> bool:
        """Tell whether text stands right behind a quotation, before the next heading or quotation."""
        place = answer.quoted[-1].index + 1
        passages = self.decided.paper.passages
        behind = passages[place] if place < len(passages) else None
        return behind is not None and behind.shape is not Shape.HEADING and place not in self.quoted

    def _is_part(self, passage: Passage, current: _Open) -> bool:
        part = self.decided.share(passage.index, Role.PART)
        return bool(current.quoted) and not current.reply and part >= LIKELY and not passage.text.endswith(":")

    def _replies(self, passage: Passage, current: _Open) -> bool:
        if ENDS_REPLY.match(passage.text):
            return False
        if (current.quoted and passage.index < self.up_to) or _opens_as_reply(self.decided, passage):
            return True
        if current.quoted and not current.reply and says_verdict(passage.text, self.decided.paper.profile):
            return True
        if passage.page == 1 and not current.quoted and _COURTESY.match(passage.text):
            return False
        share = replying(self.decided, passage.index)
        named = bool(current.numbers and not current.quoted)
        goes_on = share + self.decided.share(passage.index, Role.PART)
        return share >= LIKELY or bool((current.reply or named) and goes_on >= GOES_ON)


def _quoted(decided: Decided) -> frozenset[int]:
    """Return the places of the quotations: of a list most of whose items are quoted, all."""
    own = {p.index for p in _in_prose(decided.paper.passages) if _is_quoted(decided, p.index)} | _set_apart(decided)
    passages = decided.paper.passages
    lists: dict[int, list[int]] = {}
    for passage in passages:
        if passage.list_id and passage.label is not None and passage.label.text:
            lists.setdefault(passage.list_id, []).append(passage.index)
    for items in lists.values():
        quoted = len(own.intersection(items)) >= MOST * len(items)
        if len(items) >= FEWEST and (quoted or _are_answered(items, decided)):
            own.update(items)
    return frozenset(own)


def _are_answered(items: Sequence[int], decided: Decided) -> bool:
    """Tell whether paragraphs without a label stand behind the items of a list, most of them likely replies."""
    passages = decided.paper.passages
    behind = [passages[i + 1] for i in items if i + 1 < len(passages)]
    behind = [p for p in behind if p.shape is Shape.PARAGRAPH and p.label is None and p.table < 0]
    replies = sum(replying(decided, p.index) >= LIKELY or _opens_as_reply(decided, p) for p in behind)
    return replies >= FEWEST and replies >= MOST * len(behind)


def _set_apart(decided: Decided) -> set[int]:
    """Return the places of the paragraphs in italics or bold, if a likely reply stands right behind most of them."""
    prose = _in_prose(decided.paper.passages)
    apart = [
        (one.index, replying(decided, behind.index) >= LIKELY)
        for one, behind in pairwise(prose)
        if one.shape is Shape.PARAGRAPH and _is_in_other_type(one) and not _is_in_other_type(behind)
    ]
    answered = sum(reply for _, reply in apart)
    return {index for index, _ in apart} if answered > FEWEST and answered >= MOST * len(apart) else set()


def _is_in_other_type(passage: Passage) -> bool:
    return len(passage.text.split()) > SUBJECT_WORDS and is_set_apart(passage.lines)


def _in_prose(passages: Sequence[Passage]) -> list[Passage]:
    """Return what is no table; a table of one column is a box that sets its paragraphs apart."""
    wide = {passage.table for passage in passages if passage.column > 0}
    return [
        p for p in passages if p.printed and p.shape is not Shape.CELL_PART and (p.table < 0 or p.table not in wide)
    ]


def _has_topics(decided: Decided) -> bool:
    """Tell whether several headings have a reply right below them: each then is to what its heading names."""
    passages = decided.paper.passages
    topics = [
        p for p in passages[1:] if passages[p.index - 1].shape is Shape.HEADING and replying(decided, p.index) >= LIKELY
    ]
    return len(topics) > 1


def asked(decided: Decided, index: int) -> float:
    """Return the probability that a passage states what somebody was asked: a quotation, or what reads like one."""
    return decided.share(index, Role.QUOTATION) + sum(decided.share(index, role) for role in MAKING)


def _is_quoted(decided: Decided, index: int) -> bool:
    if _opens_as_reply(decided, decided.paper.passages[index]):
        return False
    if decided.share(index, Role.DECISION) > decided.share(index, Role.QUOTATION) + decided.share(
        index, Role.RECOMMENDATION
    ):
        return False
    return asked(decided, index) >= LIKELY


def _opens_as_reply(decided: Decided, passage: Passage) -> bool:
    """Tell whether a passage without a label begins as replies do, and is not sure to be none."""
    likely = passage.label is None and replying(decided, passage.index) >= BARELY
    return likely and opens_as_reply(passage.text, decided.paper.profile)


def opens_as_reply(text: str, profile: Profile) -> bool:
    """Tell whether a text begins by saying that somebody agrees or refuses: "I agree that", "The Trust does not accept"."""
    own = profile.responding.replies
    said = (first_match(patterns, text) for patterns in (own.refuses, own.in_part, own.agrees, own.agrees_with_aim))
    return any(found is not None and 0 < found[1].start() <= SUBJECT_REACH for found in said) or bool(
        _PERSON.match(text) and any(first_match(patterns, text[:80]) for patterns in (own.refuses, own.agrees))
    )


def _opens_anew(passage: Passage, current: _Open, headed: bool, decided: Decided) -> bool:
    """Tell whether a reply behind another is to something else: it opens as that one did, by label, point or verdict.

    Where neither quotation nor heading stands between replies, each paragraph that is likelier a reply of its own is one.
    Below a heading that names what they answer, numbers ("3.1") only count a paper's paragraphs.
    """
    first = current.reply[0]
    counts = len(current.numbers) == 1 or (headed and _counts_paragraphs(first))
    if first.label is not None and passage.label is not None and not current.quoted and not counts:
        return first.label.kind is passage.label.kind and passage.list_id == first.list_id
    if points_named(passage.text):
        return True
    profile = decided.paper.profile
    if current.quoted or current.numbers or headed:
        return not current.quoted and says_verdict(first.text, profile) and says_verdict(passage.text, profile)
    return replying(decided, passage.index) >= LIKELY or says_verdict(passage.text, profile)


def _counts_paragraphs(passage: Passage) -> bool:
    """Tell whether a passage's label is a number of a paper's paragraphs: "3.1"."""
    return passage.label is not None and passage.label.kind is LabelKind.DECIMAL


def _named_numbers(heading: Passage, profile: Profile) -> list[str]:
    """Return the numbers of what a heading names: "Recommendations 1 to 3"."""
    named, label = named_in_heading(heading.printed, profile), heading.label
    own = [label.text] if label is not None and label.kind is LabelKind.NAMED else []
    return points_named(named) or numbers_in_cell(named) or own


def _topic(heading: Passage, headed: bool, profile: Profile) -> str:
    """Return what a heading names, where headings name what is answered."""
    named = named_in_heading(heading.text, profile)
    return named if headed and len(named.split()) <= SUBJECT_WORDS else ""


def _letter(answer: _Open, decided: Decided, known: frozenset[str]) -> Letter:
    profile, first = decided.paper.profile, answer.reply[0]
    quotations = tuple(_quotations(answer.quoted, known))
    if not quotations:
        own = [first.label.text] if first.label is not None and first.label.text else []
        numbers = answer.numbers or points_named(first.text) or own
        quotations = tuple(Quotation(number, "") for number in numbers) or (Quotation("", answer.topic),)
    elif len(quotations) == len(answer.numbers) and not any(q.number for q in quotations):
        quotations = tuple(Quotation(n, q.text) for n, q in zip(answer.numbers, quotations, strict=True))
    opens = verdict_of_opening(first.text[answer.skip :], profile) is not None
    lines = (*first.lines, *(line for passage in answer.reply[1:] for line in passage.lines))
    number = joint_number([q.number for q in quotations if q.number])
    return Letter(number, quotations, lines, RULE, len(first.label_text) + answer.skip, opens, answer.head)


def _quotations(quoted: Sequence[Passage], known: frozenset[str]) -> list[Quotation]:
    """Return one quotation for each labelled passage, with those behind it that have no label of their own."""
    groups: list[list[Passage]] = []
    for passage in quoted:
        if not groups or (passage.label is not None and passage.parent < 0):
            groups.append([passage])
        else:
            groups[-1].append(passage)
    return [_quotation(group, known) for group in groups]


def _quotation(group: Sequence[Passage], known: frozenset[str]) -> Quotation:
    lines: list[Line] = [line for passage in group for line in passage.lines]
    label = group[0].label
    return Quotation(
        label.text if label else "", join_lines([line.text for line in lines], known)[len(group[0].label_text) :]
    )
