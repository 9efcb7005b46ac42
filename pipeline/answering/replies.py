"""What a reply in prose says to a recommendation, by its own explicit words.

Accepted: it agrees or accepts, or commits itself to what was asked. Partly: it does so for a part, in principle, for
the aim alone, or goes on to say what it will not do. Rejected: it refuses. Noted: it recognises, considers or describes, and says neither.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.answering.evidence import leaning_of, reply_evidence, telling_sentence, verdict_evidence
from pipeline.answering.judgement import doubt_about, judge
from pipeline.answering.verdicts import Verdict, verdict_of_cell, verdict_of_head
from pipeline.language.sentences import Sentence, read_passages, split_sentences
from pipeline.profiles import Patterns, Profile, first_match
from pipeline.records import Status

BY_MODEL = "model"
"""The rule of a verdict that no words of the profile say, but the model judges."""
SHARED_WORDS = 3
"""Content words that a commitment must share with the recommendation to be one to what it asks."""
BARE_WORDS = 4
"""A first sentence that is nothing but a status has no more words than this."""
RULES_ALONE, NO_WORDS = 0.8, 0.7
"""How sure a verdict by the patterns alone is, where they found words and where they found none."""
HALF_SHARED = 0.5
"""Cosine of the content words of a sentence and of what was asked from which the one speaks of the other."""
FIRST_WORDS = 3
"""Sentences at the beginning of a reply in which a promise answers the recommendation rather than fills in."""
WHOLE = ("agrees-with-recommendation", "agrees-with-body", "as-recommended")
"""Patterns of agreement with the recommendation itself or its author, which a later "however" does not take back."""
CONTENT_LENGTH = 5
"""Words of fewer letters say nothing about content."""


@dataclass(frozen=True, slots=True)
class _Signal:
    """A signal found in a reply: the words, the pattern, and the sentence it stands in, counted from 0."""

    words: str
    rule: str
    sentence: int


def verdicts_of_replies(replies: Sequence[tuple[str, str]], profile: Profile) -> list[Verdict]:
    """Return what each of some replies, (text, recommendation asked), says: by its first words, else by all its evidence."""
    by_rules = [verdict_of_reply(text, asked, profile) for text, asked in replies]
    read = read_passages([text for text, _ in replies])
    return [
        _opening_verdict(text, profile) or _judged(verdict, told, asked, profile)
        for verdict, told, (text, asked) in zip(by_rules, read, replies, strict=True)
    ]


def _opening_verdict(text: str, profile: Profile) -> Verdict | None:
    """Return the status that a first sentence says of the recommendation, or a bare "Partially accepted." that nothing takes back."""
    told = _sentences(text)
    if head := verdict_of_head(text, profile):
        return head
    bare = told[0].strip(" .:") if told else ""
    verdict = verdict_of_cell(bare, profile) if 0 < len(bare.split()) <= BARE_WORDS else None
    if verdict is None or not any(
        pattern.regex.fullmatch(bare) for pattern in profile.responding.statuses[verdict.status]
    ):
        return None
    replies = profile.responding.replies
    taken_back = _find(replies.refuses, told[1:]) or _find(replies.contrasts, told[1:])
    return None if taken_back and verdict.status is not Status.REJECTED else verdict


def _judged(by_rules: Verdict, told: Sequence[Sentence], asked: str, profile: Profile) -> Verdict:
    """Return the verdict that rules and model come to together."""
    if not told:
        return by_rules
    evidence = evidence_of(by_rules, told, asked, profile)
    judgement = judge("status", evidence, leaning_of(evidence))
    status, doubt = Status(judgement.value), doubt_about(judgement)
    confidence = round(judgement.confidence, 2)
    if status is by_rules.status and by_rules.words:
        return replace(by_rules, confidence=confidence, doubt=doubt)
    words = telling_sentence(status, told)
    in_principle = (
        status is Status.PARTIALLY_ACCEPTED and first_match(profile.responding.in_principle, words) is not None
    )
    return Verdict(status, words, in_principle, BY_MODEL, confidence, doubt)


def evidence_of(by_rules: Verdict, told: Sequence[Sentence], asked: str, profile: Profile) -> dict[str, float]:
    """Return all that speaks for a reply's status: the patterns' verdict, what they found, what the model makes of it."""
    texts = [sentence.text for sentence in told]
    by_model = reply_evidence(told, overlap_with(asked, texts, profile))
    return {**verdict_evidence(by_rules.status, by_rules.rule), **by_model}


def verdict_of_reply(text: str, asked: str, profile: Profile) -> Verdict:
    """Return what a reply says to the recommendation `asked`; `noted` without words if it says neither yes nor no."""
    replies = profile.responding.replies
    told = _sentences(text)
    asked = _asking_part(asked, profile)
    in_part = _find(replies.in_part, told)
    if in_part:
        return _verdict(Status.PARTIALLY_ACCEPTED, in_part[0], profile)
    refuses = _find(replies.refuses, told)
    refused_in = {signal.sentence for signal in refuses}
    agrees = [signal for signal in _find(replies.agrees, told) if signal.sentence not in refused_in]
    aims = [signal for signal in _find(replies.agrees_with_aim, told) if signal.sentence not in refused_in]
    commits = _commitments(told, asked, profile)
    to_the_point = [s for s in refuses if s.sentence == 0 or not asked or _shares_content(s.words, asked)]
    first_yes = min((s.sentence for s in (*agrees, *aims)), default=len(told))
    if to_the_point and to_the_point[0].sentence <= first_yes:
        return _verdict(Status.REJECTED, to_the_point[0], profile)
    yes = agrees or commits
    if yes:
        contrasts = [signal for signal in _find(replies.contrasts, told) if signal.sentence >= yes[0].sentence]
        doubtful = refuses or (contrasts and yes[0].rule not in WHOLE)
        return _verdict(Status.PARTIALLY_ACCEPTED if doubtful else Status.ACCEPTED, (aims or yes)[0], profile)
    doubts = aims or _find(replies.postpones, told)
    if doubts:
        return _verdict(Status.PARTIALLY_ACCEPTED, doubts[0], profile)
    considers = _find(replies.considers, told)
    if considers:
        return _verdict(Status.NOTED, considers[0], profile)
    return Verdict(Status.NOTED, confidence=NO_WORDS, doubt="the answer does not say whether it is accepted")


def overlap_with(asked: str, told: Sequence[str], profile: Profile) -> list[float]:
    """Return for each sentence of a reply how far it speaks of what was asked, 0 to 1."""
    wanted = _content(_asking_part(asked, profile))
    contents = [_content(sentence) for sentence in told]
    return [
        min(1.0, len(content & wanted) / (HALF_SHARED * max(1.0, math.sqrt(len(content) * len(wanted)))))
        for content in contents
    ]


def _sentences(text: str) -> list[str]:
    return [sentence for _, sentence in split_sentences(text)]


def _asking_part(asked: str, profile: Profile) -> str:
    """Return the sentences of a recommendation that ask for something; all of it if none says so."""
    asking = [s for s in _sentences(asked) if first_match(profile.recommending.asks, s)]
    return " ".join(asking) or asked


def _commitments(told: list[str], asked: str, profile: Profile) -> list[_Signal]:
    """Return the promises that answer what was asked: early in the reply and about the same things.

    Who is asked to continue something and says that it does has accepted that.
    """
    replies = profile.responding.replies
    found = [s for s in _find(replies.commits, told) if s.sentence < FIRST_WORDS]
    if first_match(replies.asks_to_continue, asked):
        found += _find(replies.continues, told)
    return [s for s in found if _shares_content(told[s.sentence], asked)]


def _find(patterns: Patterns, told: list[str]) -> list[_Signal]:
    found = []
    for i, sentence in enumerate(told):
        if hit := first_match(patterns, sentence):
            found.append(_Signal(hit[1].group().strip(), hit[0].id, i))
    return found


def _verdict(status: Status, signal: _Signal, profile: Profile) -> Verdict:
    in_principle = first_match(profile.responding.in_principle, signal.words) is not None
    return Verdict(status, signal.words, in_principle, signal.rule, RULES_ALONE)


def _shares_content(words: str, asked: str) -> bool:
    return len(_content(words) & _content(asked)) >= SHARED_WORDS


def _content(text: str) -> set[str]:
    """Return the beginnings of the longer words, so that "funding" and "funded" are one, and its acronyms."""
    words = {w[: CONTENT_LENGTH + 1] for w in re.findall(r"[a-z]+", text.lower()) if len(w) >= CONTENT_LENGTH}
    return (words - _EMPTY) | set(re.findall(r"\b[A-Z]{3,}\b", text))


_EMPTY = {
    w[: CONTENT_LENGTH + 1]
    for w in "government should which their there these would could about where committee recommend recommends".split()
}
