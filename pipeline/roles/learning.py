"""Learns the weights of roles from observed passages: multinomial logistic regression, in two rounds.

What neighbours seem to be is learned from what the first round says of papers that it was *not* trained on: the papers are
dealt into folds by publisher. Read by weights that know them by heart, every neighbour would look certain.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack, vstack
from scipy.special import logsumexp

from pipeline.passages import Role
from pipeline.roles.kinds import kind_signals
from pipeline.roles.model import OUTCOMES, RIGHT, WRONG, RoleModel, RoleWeights, Signals
from pipeline.roles.neighbours import DECIDED, Neighbours, neighbourhood
from pipeline.roles.together import with_products

CAUTION = 3.0
"""Strength of the prior that keeps weights small, in passages: little evidence must not make sure."""
ROWS_CAUTION = 6.0
"""The same for the weights of rows: there are few of them, and many of a paper are right or wrong together."""
FOLDS = 4
"""Parts into which the publishers are dealt for the second round."""
FEWEST = 2
"""A signal seen in fewer publishers than this is not learned: nobody else may write so."""
STEPS = 120
"""Steps of the search for the best weights."""
OTHERS = 0.25
"""What a passage that is none of the roles weighs: there are very many of them."""
EVERY = 5
"""Of passages that are none of the roles, and far from any that has one, only one in so many is learned from."""
NEAR = 4
"""Passages before and behind one with a role that are all learned from."""
SILENT_PAPER, LONG_PAPER = 300, 3000
"""Passages that are learned of a paper in which nobody asks or answers anything, and of any paper."""

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Observed:
    """One paper to learn from: whose it is, what it is, and the signals, neighbours and roles of its passages.

    The signals are those that are observed, without products. The kind is "" if the answers don't tell it.
    """

    publisher: str
    signals: Sequence[Signals]
    neighbours: Sequence[Neighbours]
    roles: Sequence[str]
    kind: str = ""
    front: Signals = field(default_factory=dict)


@dataclass(frozen=True)
class ObservedRow:
    """One row found in a paper by weights that were learned without its publisher: its signals, and whether it is right."""

    publisher: str
    signals: Signals
    right: bool


def matrix_of(passages: Sequence[Signals], names: Sequence[str]) -> csr_array:
    """Return the signals of passages as rows of numbers (passages x names); signals of other names are left out."""
    places = {name: i for i, name in enumerate(names)}
    values, columns, ends = [], [], [0]
    for signals in passages:
        known = [(places[name], value) for name, value in signals.items() if name in places]
        columns += [place for place, _ in known]
        values += [value for _, value in known]
        ends.append(len(values))
    return csr_array((values, columns, ends), shape=(len(passages), len(names)))


class Ground:
    """All that there is to learn from, as numbers; learned from with some publishers left out.

    Attributes:
        papers: as observed, long and silent ones cut.
        rows: rows found, of which it is known whether they are right.
        names: the signals that papers of several publishers have.
        wholes: the signals of each paper as a whole.
    """

    def __init__(self, observed: Sequence[Observed], rows: Sequence[ObservedRow] = ()) -> None:
        self.papers = [_chosen(paper) for paper in observed]
        self.rows = rows
        self.names = names_in_common(self.papers)
        self.wholes = [kind_signals(paper.signals, paper.front) for paper in observed]

    @cached_property
    def signals(self) -> list[csr_array]:
        """The signals of each paper's passages (passages x names)."""
        return [matrix_of(paper.signals, self.names) for paper in self.papers]

    def learn(self, without: Collection[str] = ()) -> RoleModel:
        """Return the weights of both rounds, learned from the papers of all publishers but some."""
        places = [i for i, paper in enumerate(self.papers) if paper.publisher not in without]
        publishers = sorted({self.papers[i].publisher for i in places})
        beside: dict[int, Sequence[Signals]] = {}
        folds = min(FOLDS, len(publishers))
        for fold in range(folds):
            held_out = set(publishers[fold::folds])
            weights = self._fit([i for i in places if self.papers[i].publisher not in held_out])
            for i in places:
                if self.papers[i].publisher in held_out:
                    shares = weights.probabilities(self.papers[i].signals)
                    beside[i] = neighbourhood(self.papers[i].neighbours, shares)
        return RoleModel(
            self._fit(places), self._fit(places, beside), self._fit_kinds(places), fit_rows(self.rows, without)
        )

    def _fit_kinds(self, places: Sequence[int]) -> RoleWeights:
        """Return the weights by which a paper's kind is told; a publisher counts by the root of its papers."""
        told = [i for i in places if self.papers[i].kind]
        publishers = [self.papers[i].publisher for i in told]
        kinds = tuple(sorted({self.papers[i].kind for i in told}))
        if len(kinds) < FEWEST:
            return RoleWeights((), kinds, np.zeros((0, len(kinds))))
        every = tuple(sorted({name for i in told for name in self.wholes[i]}))
        x = matrix_of([self.wholes[i] for i in told], every)
        common = _in_common(x, publishers)
        weights = np.array([publishers.count(publisher) ** -0.5 for publisher in publishers])
        y = np.array([kinds.index(self.papers[i].kind) for i in told])
        table = _solve(x[:, common], y, weights * len(told) / weights.sum(), len(kinds))
        return RoleWeights(tuple(np.array(every)[common].tolist()), kinds, table)

    def _fit(self, places: Sequence[int], beside: dict[int, Sequence[Signals]] | None = None) -> RoleWeights:
        """Return the weights of one round, the second with what neighbours seem to be."""
        papers = [self.papers[i] for i in places]
        names, x = self.names, vstack([self.signals[i] for i in places], format="csr")
        if beside:
            further = tuple(sorted({name for own in beside.values() for signals in own for name in signals}))
            x = hstack([x, vstack([matrix_of(beside[i], further) for i in places])], format="csr")
            names = (*names, *further)
        rows = np.concatenate([_stands_for(paper.roles) for paper in papers]) > 0
        common = _in_common(x, [p.publisher for p in papers for _ in p.roles])
        roles = [str(role) for role in DECIDED]
        y = np.array([roles.index(role) for p in papers for role in p.roles])
        table = _solve(x[rows][:, common], y[rows], _weights(papers)[rows], len(roles))
        return RoleWeights(tuple(np.array(names)[common].tolist()), tuple(roles), table)


def fit_rows(observed: Sequence[ObservedRow], without: Collection[str] = ()) -> RoleWeights:
    """Return the weights by which a row is told right or wrong, learned from the rows of all publishers but some."""
    rows = [row for row in observed if row.publisher not in without]
    publishers = [row.publisher for row in rows]
    if not rows:
        return RoleWeights((), OUTCOMES, np.zeros((0, len(OUTCOMES))))
    every = tuple(sorted({name for row in rows for name in row.signals}))
    x = matrix_of([row.signals for row in rows], every)
    common = _in_common(x, publishers)
    weights = np.array([publishers.count(publisher) ** -0.5 for publisher in publishers])
    y = np.array([OUTCOMES.index(RIGHT if row.right else WRONG) for row in rows])
    table = _solve(x[:, common], y, weights * len(rows) / weights.sum(), len(OUTCOMES), ROWS_CAUTION)
    return RoleWeights(tuple(np.array(every)[common].tolist()), OUTCOMES, table)


def names_in_common(papers: Sequence[Observed]) -> tuple[str, ...]:
    """Return the names of the signals that papers of several publishers have."""
    seen: dict[str, set[str]] = {}
    for paper in papers:
        for signals in paper.signals:
            for name in signals:
                seen.setdefault(name, set()).add(paper.publisher)
    return tuple(sorted(name for name, whose in seen.items() if len(whose) >= FEWEST))


def _in_common(x: csr_array, publishers: Sequence[str]) -> Flags:
    """Tell which signals (columns) passages of several publishers have."""
    known = sorted(set(publishers))
    whose = np.array([known.index(publisher) for publisher in publishers])
    of_whom = csr_array((np.ones(len(whose)), (whose, np.arange(len(whose)))))
    counted = np.asarray((of_whom @ abs(x)).todense())
    return np.asarray((counted > 0).sum(axis=0) >= FEWEST)


def _chosen(paper: Observed) -> Observed:
    """Return what is learned of a paper, with products: of one in which nobody asks or answers only the beginning."""
    count = len(paper.roles) if any(role != Role.OTHER for role in paper.roles) else min(len(paper.roles), SILENT_PAPER)
    count = min(count, LONG_PAPER)
    return replace(
        paper,
        signals=[with_products(signals) for signals in paper.signals[:count]],
        neighbours=[neighbours.among(count) for neighbours in paper.neighbours[:count]],
        roles=paper.roles[:count],
    )


def _stands_for(roles: Sequence[str]) -> Numbers:
    """Return for how many passages each is learned from: one, several that are left out, or none if left out itself."""
    has_role = np.array([role != Role.OTHER for role in roles], dtype=float)
    places = np.arange(len(roles))
    near = np.convolve(has_role, np.ones(2 * NEAR + 1))[NEAR : NEAR + len(roles)] > 0
    return np.where(near, 1.0, np.where(places % EVERY == 0, float(EVERY), 0.0))


def _weights(papers: Sequence[Observed]) -> Numbers:
    """Return what each passage weighs: a publisher's papers together count by the square root of what they hold."""
    base = [
        _stands_for(paper.roles) * [OTHERS if role == Role.OTHER else 1.0 for role in paper.roles] for paper in papers
    ]
    totals: dict[str, float] = {}
    for paper, own in zip(papers, base, strict=True):
        totals[paper.publisher] = totals.get(paper.publisher, 0.0) + float(own.sum())
    scaled = [own / max(totals[p.publisher], 1.0) ** 0.5 for p, own in zip(papers, base, strict=True)]
    joined = np.concatenate(scaled)
    return np.asarray(joined * (len(papers) * 10 / joined.sum()))


def _solve(x: csr_array, y: npt.NDArray[np.int64], weights: Numbers, roles: int, caution: float = CAUTION) -> Numbers:
    start = np.zeros(x.shape[1] * roles)
    given = (x, x.T.tocsr(), y, weights, roles, caution)
    found = minimize(_loss, start, args=given, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(found.x.reshape(x.shape[1], roles))


def _loss(
    flat: Numbers,
    x: csr_array,
    turned: csr_array,
    y: npt.NDArray[np.int64],
    weights: Numbers,
    roles: int,
    caution: float,
) -> tuple[float, Numbers]:
    table = flat.reshape(x.shape[1], roles)
    sums = np.asarray(x @ table)
    logs = sums - logsumexp(sums, axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = -float(weights @ logs[rows, y]) + 0.5 * caution * float((table**2).sum())
    wrong = np.exp(logs)
    wrong[rows, y] -= 1.0
    return loss, (turned @ (wrong * weights[:, None]) + caution * table).ravel()
