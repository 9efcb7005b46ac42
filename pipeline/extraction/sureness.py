"""How sure a row is: what speaks for its being a recommendation, weighed as rows of publishers that were left out turned out.

The probabilities of roles alone are too sure on papers of publishers unknown to them. So each row has signals (how likely its passage is, what announces it, how its list and its
paper look) and its confidence is what a logistic regression makes of them, learned from rows of which it is known whether they are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from pipeline.document import DocType
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.likely import making
from pipeline.passages import Role
from pipeline.roles.deciding import Decided
from pipeline.roles.model import BIAS, RIGHT
from pipeline.roles.paper import line_key
from pipeline.roles.together import ANNOUNCING, RECOMMENDING

LEAST = {DocType.MINUTES: 0.9, DocType.AGENDA: 0.9, DocType.DECISION_RECORD: 0.9, DocType.RESPONSE: 0.6}
"""Probability of being right that a row has at least in papers that announce, record or answer recommendations and seldom make any.
In other papers an unlikely row only wants a look: leaving it out cost small publishers more rows that were right than it saved others."""
REVIEW = 0.8
"""A probability under which a row wants a person's look: so chosen that one right row in eight does, of publishers left out."""
FEW_ROWS = 3
"""A paper with fewer rows than this makes few."""
OF_PASSAGE = (
    "says: demand",
    "says: should",
    "says: past",
    "says: own voice",
    "says: one person",
    "says: option",
    "says: question",
    "says: others recommended",
    "says: resolved",
    "says: meaning",
    "several sentences",
    "words: over 120",
    "opens: imperative",
    "opens: to do",
    "opens: that",
    "opens: body should",
    "opens: noun phrase",
    "opens: done",
    "opens: it is recommended",
    "a sentence: recommendation",
    "heading: narrative",
    "heading: recommendations",
    "heading: announces-asking",
    "shape: paragraph",
    "shape: item",
    "shape: cell",
    "shape: cell_part",
    "shape: heading",
)
"""Signals of a passage that tell how far its row can be trusted."""
OF_PAPER = (
    "paper by: scrutiny",
    "paper by: select",
    "paper by: inquiry",
    "paper by: task-group",
    "paper by: watchdog",
    "paper records a meeting",
    "paper asks a meeting",
    "paper has a heading: recommendations",
    "paper speaks of recommending",
)
"""Signals of a whole paper that do."""


def row_signals(candidates: Sequence[Candidate], decided: Decided) -> list[dict[str, float]]:
    """Return for each row of a paper what tells how sure it is, as named numbers."""
    places = [decided.paper.place_of.get(line_key(c.lines[0]), -1) for c in candidates]
    rows = {place for place in places if place >= 0}
    likely = [making(decided, place) if place >= 0 else 0.0 for place in places]
    mean = sum(likely) / max(len(likely), 1)
    whole = {name: value for name, value in decided.whole.items() if name in OF_PAPER}
    return [
        {
            **whole,
            **_of_row(candidate, sure),
            **(_of_place(place, rows, decided) if place >= 0 else {"stands in no passage": 1.0}),
            f"paper is: {decided.kind}": 1.0,
            "rows of the paper seem right": mean,
            "few rows": float(len(candidates) < FEW_ROWS),
        }
        for candidate, place, sure in zip(candidates, places, likely, strict=True)
    ]


def likely_right(candidates: Sequence[Candidate], decided: Decided) -> list[Candidate]:
    """Return the rows of a paper that are likely enough to be right, each with the probability (0 to 1) that it is."""
    weights = decided.model.rows
    shares = weights.probabilities(row_signals(candidates, decided))
    least = LEAST.get(decided.kind, 0.0)
    return [
        replace(candidate, confidence=float(share))
        for candidate, share in zip(candidates, shares[:, weights.roles.index(RIGHT)], strict=True)
        if share >= least
    ]


def _of_row(candidate: Candidate, sure: float) -> dict[str, float]:
    odds = log(max(sure, 0.001) / max(1.0 - sure, 0.001)) / log(999)
    return {
        BIAS: 1.0,
        f"kind: {candidate.kind}": 1.0,
        "seems right": sure,
        "odds for it": max(odds, 0.0),
        "odds against it": max(-odds, 0.0),
        "numbered": float(bool(candidate.number)),
        "led up to": float(bool(candidate.stem)),
        "stated again": float(bool(candidate.also_pages)),
        "wants a look": float(bool(candidate.needs_look)),
    }


def _of_place(place: int, rows: set[int], decided: Decided) -> dict[str, float]:
    own = decided.signals[place]
    group = decided.paper.siblings[decided.paper.group_of[place]]
    announced = (
        "recommendations"
        if not RECOMMENDING.isdisjoint(own)
        else "asking"
        if own.keys() & set(ANNOUNCING)
        else "nothing"
    )
    return {
        **{name: own[name] for name in OF_PASSAGE if name in own},
        f"announced by {announced}": 1.0,
        "share of its list": len(rows.intersection(group)) / len(group),
        "alone": float(len(group) == 1),
        "list seems right": sum(making(decided, i) for i in group) / len(group),
        "reply behind it": decided.share(place + 1, Role.REPLY) if place + 1 < len(decided.paper.passages) else 0.0,
    }
