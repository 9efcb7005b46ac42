"""How rules and model decide together.

A rule that fired and a classifier's probability are both *evidence*: a name and a figure from 0 to 1. What a piece of
evidence is worth for each possible answer is a weight, learned from the labelled replies and items in models/training and
stored, readable, in models/trained/judgement.json. The weighted sums give each answer a probability; the likeliest is
the answer, its probability the row's confidence. Under `SURE` a person is asked to look, and told why in words. What counts as evidence is in evidence.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

TEMPER = 1.3
"""By how much the log-odds are taken down: real papers are less clear than the sentences the weights are learned from.
Measured on the corpus: of the rows said to be nine tenths sure nine in ten are then right (`scrutineer evaluate`)."""
SURE = 0.7
"""A confidence under which a row wants a person's look."""

NOT_LEANING: Mapping[str, float] = {}
"""No answer is favoured."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence is worth for each answer; `bias` is what an answer has before any."""

    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def probabilities(
        self, evidence: Mapping[str, float], leaning: Mapping[str, float] = NOT_LEANING
    ) -> dict[str, float]:
        """Return the probability of each answer, given the evidence; `leaning` favours answers by so much log-odds."""
        sums = {
            answer: bias
            + leaning.get(answer, 0.0)
            + sum(self.weights[answer].get(name, 0.0) * value for name, value in evidence.items())
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


def judge(question: str, evidence: Mapping[str, float], leaning: Mapping[str, float] = NOT_LEANING) -> Judgement:
    """Answer a question ("status") by its evidence."""
    found = tempered(stored_weights()[question].probabilities(evidence, leaning))
    first, second = sorted(found, key=lambda answer: -found[answer])[:2]
    return Judgement(first, found[first], second)


def tempered(probabilities: Mapping[str, float]) -> dict[str, float]:
    """Return the same order of answers, less sure."""
    shares = {answer: probability ** (1 / TEMPER) for answer, probability in probabilities.items()}
    return {answer: share / sum(shares.values()) for answer, share in shares.items()}


@cache
def stored_weights() -> dict[str, Weights]:
    """Load the weights of all questions, once."""
    file = resources.files("scrutineer_models") / "trained" / "judgement.json"
    return {name: Weights(**stored) for name, stored in json.loads(file.read_text(encoding="utf-8")).items()}


def doubt_about(judgement: Judgement) -> str:
    """Return in words why a judgement wants a person's look; "" if it is sure."""
    if judgement.confidence >= SURE:
        return ""
    answer, other = (value.replace("_", " ") for value in (judgement.value, judgement.next_best))
    return f"{answer} rather than {other} by the sense of its sentences, not by plain words"
