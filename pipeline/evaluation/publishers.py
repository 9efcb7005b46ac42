"""Figures by publisher and over all: counts summed over rows, and the mean of publishers.

One long report has more rows than ten councils' papers; the mean of publishers keeps it from outweighing them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from pipeline.evaluation.cases import Case
from pipeline.evaluation.reliability import trust
from pipeline.evaluation.scoring import CaseScore, figures_of

MEAN, ROWS = "mean of publishers", "all rows"
"""Names of the two figures over all."""


def by_publisher(cases: Sequence[Case], scores: Mapping[str, CaseScore]) -> dict[str, CaseScore]:
    """Return the score of each publisher: what was counted of its cases together."""
    joined: dict[str, CaseScore] = {}
    for case in cases:
        if case.name in scores:
            add_score(joined.setdefault(case.publisher, CaseScore()), scores[case.name])
    return dict(sorted(joined.items()))


def add_score(total: CaseScore, score: CaseScore) -> None:
    """Add what was counted of one case to a total."""
    total.tally.update(score.tally)
    total.missed += score.missed
    total.invented += score.invented
    total.sureness += score.sureness


def over_all(publishers: Mapping[str, CaseScore]) -> dict[str, dict[str, float]]:
    """Return the figures over all rows, and the mean of the publishers that have each figure."""
    total = CaseScore()
    for score in publishers.values():
        add_score(total, score)
    names = dict.fromkeys(name for score in publishers.values() for name in score.figures)
    mean = {name: fmean(s.figures[name] for s in publishers.values() if name in s.figures) for name in names}
    trusted = {**trust(total.sureness, "recommendations"), **trust(total.sureness, "responses")}
    return {MEAN: mean, ROWS: {**figures_of(total.tally), **trusted}}


def all_figures(cases: Sequence[Case], scores: Mapping[str, CaseScore]) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures of every case, of every publisher, and over all."""
    publishers = by_publisher(cases, scores)
    return {
        "cases": {name: score.figures for name, score in scores.items()},
        "publishers": {name: score.figures for name, score in publishers.items()},
        "all": over_all(publishers),
    }
