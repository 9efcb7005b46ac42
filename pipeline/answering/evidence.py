"""What counts as evidence for the status of a reply: what rules found and what the model makes of the sentences, each from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.language.sentences import Act, Sentence
from pipeline.records import Status

PLAIN_WORDS, NO_PLAIN_WORDS = 1.5, 1.0
"""Log-odds by which the patterns' verdict on a reply is favoured over what its learned weight says, where they found words
that say yes or no, and where they found none. The labelled replies were written to be hard: far more often than in real papers
an agreement in them is taken back, or a promise made in words unlike what was asked."""

WITHOUT_WORDS = ("", "will-consider", "puts-off")
"""Patterns under which a verdict rests on no words of yes or no; "" is none."""
_SAID, _BY = "rules say ", "by the pattern "

_SPEAKING_FOR = {
    Status.ACCEPTED: (Act.ACCEPTS, Act.COMMITS),
    Status.PARTIALLY_ACCEPTED: (Act.PARTLY, Act.SUPPORTS_AIM, Act.LIMITS),
    Status.REJECTED: (Act.DECLINES,),
    Status.NOTED: (Act.DEFERS,),
}


def reply_evidence(told: Sequence[Sentence], overlap: Sequence[float]) -> dict[str, float]:
    """Return what the model makes of a reply's sentences: the acts that speak for one status or another.

    `overlap` says of each sentence how far it speaks of what was asked, 0 to 1.
    """
    evidence: dict[str, float] = {}
    for act in Act:
        scores = [sentence.acts[act] for sentence in told]
        evidence[f"a sentence {act}"] = max(scores)
        evidence[f"first sentence {act}"] = scores[0]
        evidence[f"share {act}"] = sum(scores) / len(scores)
        evidence[f"on what was asked {act}"] = max(s * o for s, o in zip(scores, overlap, strict=True))
    return evidence


def verdict_evidence(status: str, rule: str) -> dict[str, float]:
    """Return the patterns' own verdict on a reply, and the pattern it rests on ("" if none), as evidence."""
    return {f"{_SAID}{status}": 1.0, f"{_BY}{rule}": 1.0}


def said_by_rules(evidence: Mapping[str, float]) -> str:
    """Return the status that the patterns alone come to."""
    return next(name.removeprefix(_SAID) for name in evidence if name.startswith(_SAID))


def leaning_of(evidence: Mapping[str, float]) -> dict[str, float]:
    """Return by how much log-odds the patterns' own verdict on a reply is favoured."""
    rule = next(name.removeprefix(_BY) for name in evidence if name.startswith(_BY))
    return {said_by_rules(evidence): NO_PLAIN_WORDS if rule in WITHOUT_WORDS else PLAIN_WORDS}


def telling_sentence(status: Status, told: Sequence[Sentence]) -> str:
    """Return the sentence of a reply that says most clearly what its status is; "" if none does."""
    scored = [(sum(s.acts[act] for act in _SPEAKING_FOR[status]), s.text) for s in told]
    best, text = max(scored, key=lambda pair: pair[0])
    return text if best > 0.5 else ""
