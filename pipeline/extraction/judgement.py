"""How rules and model decide together.

A rule that fired and a classifier's probability are both *evidence*: a name and a figure from 0 to 1. What a piece of
evidence is worth for each possible answer is a weight, learned from the labelled replies and items in models/training and
stored, readable, in models/trained/judgement.json. The weighted sums give each answer a probability; the likeliest is
the answer, its probability the row's confidence. Under `SURE` a person is asked to look, and told why in words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.language.sentences import Act, PassageKind, Sentence
from pipeline.records import Kind, Status

SURE = 0.7
"""A confidence under which a row wants a person's look."""

_SPEAKING_FOR = {
    Status.ACCEPTED: (Act.ACCEPTS, Act.COMMITS),
    Status.PARTIALLY_ACCEPTED: (Act.PARTLY, Act.SUPPORTS_AIM, Act.LIMITS),
    Status.REJECTED: (Act.DECLINES,),
    Status.NOTED: (Act.DEFERS,),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence is worth for each answer; `bias` is what an answer has before any."""

    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def probabilities(self, evidence: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each answer, given the evidence."""
        sums = {
            answer: bias + sum(self.weights[answer].get(name, 0.0) * value for name, value in evidence.items())
            for answer, bias in self.bias.items()
        }
        highest = max(sums.values())
        shares = {answer: math.exp(total - highest) for answer, total in sums.items()}
        return {answer: share / sum(shares.values()) for answer, share in shares.items()}


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer, how sure it is (0 to 1), and the next likeliest answer."""

    value: str
    confidence: float
    next_best: str


def judge(question: str, evidence: Mapping[str, float]) -> Judgement:
    """Answer a question ("status", "kind") by its evidence."""
    found = stored_weights()[question].probabilities(evidence)
    first, second = sorted(found, key=lambda answer: -found[answer])[:2]
    return Judgement(first, found[first], second)


@cache
def stored_weights() -> dict[str, Weights]:
    """Load the weights of all questions, once."""
    file = resources.files("scrutineer_models") / "trained" / "judgement.json"
    return {name: Weights(**stored) for name, stored in json.loads(file.read_text(encoding="utf-8")).items()}


def reply_evidence(told: Sequence[Sentence], overlap: Sequence[float]) -> dict[str, float]:
    """Return what the model makes of a reply's sentences: the acts that speak for one status or another.

    `overlap` says of each sentence how far it speaks of what was asked, 0 to 1.
    """
    evidence = {}
    for act in Act:
        scores = [sentence.acts[act] for sentence in told]
        evidence[f"a sentence {act}"] = max(scores)
        evidence[f"first sentence {act}"] = scores[0]
        evidence[f"on what was asked {act}"] = max(s * o for s, o in zip(scores, overlap, strict=True))
        evidence[f"share {act}"] = sum(scores) / len(scores)
    return evidence


def item_evidence(asks: bool, told: Sequence[Sentence]) -> dict[str, float]:
    """Return what speaks for an item of a list being a recommendation or a conclusion."""
    scores = [sentence.kinds[PassageKind.RECOMMENDATION] for sentence in told]
    return {
        "rules say it asks": float(asks),
        "a sentence recommends": max(scores),
        "last sentence recommends": scores[-1],
        "share recommends": sum(scores) / len(scores),
        "in its own voice": float(any("ASKS" in sentence.cues for sentence in told)),
        "somebody is asked": float(any(s.demand.who and s.kinds[PassageKind.RECOMMENDATION] > 0.5 for s in told)),
    }


def telling_sentence(status: Status, told: Sequence[Sentence]) -> str:
    """Return the sentence of a reply that says most clearly what its status is; "" if none does."""
    scored = [(sum(s.acts[act] for act in _SPEAKING_FOR[status]), s.text) for s in told]
    best, text = max(scored, key=lambda pair: pair[0])
    return text if best > 0.5 else ""


def doubt_about(judgement: Judgement) -> str:
    """Return in words why a judgement wants a person's look; "" if it is sure."""
    if judgement.confidence >= SURE:
        return ""
    answer, other = (value.replace("_", " ") for value in (judgement.value, judgement.next_best))
    return f"{answer} rather than {other} by the sense of its sentences, not by plain words"


ITEM_KINDS = {"recommendation": Kind.SCRUTINY, "conclusion": Kind.CONCLUSION}
"""What an item of a list of conclusions and recommendations is, by its label in the training sentences."""
