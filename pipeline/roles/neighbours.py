"""Who stands beside whom: the second round weighs what a passage's siblings and neighbours seemed to be in the first."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.passages import Role, Shape
from pipeline.roles.paper import Paper

DECIDED = (
    Role.RECOMMENDATION, Role.DECISION, Role.CONCLUSION, Role.QUOTATION, Role.REPLY, Role.PART, Role.OTHER,
)  # fmt: skip
"""The roles between which the model decides."""
MAKING = (Role.RECOMMENDATION, Role.DECISION, Role.CONCLUSION)
"""Roles of what a paper itself says or asks."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The places of a passage's neighbours: its group of siblings, those before and behind it, its item; -1 for none."""

    group: int
    before: int
    behind: int
    parent: int

    def among(self, count: int) -> Neighbours:
        """Return the neighbours among the first `count` passages of the paper."""
        before, behind, parent = (place if place < count else -1 for place in (self.before, self.behind, self.parent))
        return Neighbours(self.group, before, behind, parent)


def neighbours_of(paper: Paper) -> list[Neighbours]:
    """Return the neighbours of each passage; parts of cells are nobody's."""
    whole = [p.index for p in paper.passages if p.shape is not Shape.CELL_PART]
    before, behind = [-1] * len(paper.passages), [-1] * len(paper.passages)
    for one, other in itertools.pairwise(whole):
        for part in range(one, other):
            behind[part] = other
        for part in range(one + 1, other + 1):
            before[part] = one
    return [
        Neighbours(group, before[p.index], behind[p.index], p.parent)
        for p, group in zip(paper.passages, paper.group_of, strict=True)
    ]


def neighbourhood(neighbours: Sequence[Neighbours], shares: npt.NDArray[np.float64]) -> list[dict[str, float]]:
    """Return what each passage and its neighbours seemed to be (`shares`: passages x `DECIDED`), as signals."""
    groups: dict[int, list[int]] = {}
    for place, own in enumerate(neighbours):
        groups.setdefault(own.group, []).append(place)
    sums = {group: shares[places].sum(axis=0) for group, places in groups.items()}
    making = [DECIDED.index(role) for role in MAKING]
    held = {f"paper holds: {DECIDED[c]}": float(min(1.0, shares[:, c].sum() / 5)) for c in making}
    return [
        {**held, **_beside(place, own, shares, sums[own.group], len(groups[own.group]))}
        for place, own in enumerate(neighbours)
    ]


def _beside(
    place: int, own: Neighbours, shares: npt.NDArray[np.float64], total: npt.NDArray[np.float64], size: int
) -> dict[str, float]:
    told = _named("seems", shares[place])
    if size > 1:
        told.update(_named("siblings seem", (total - shares[place]) / (size - 1)))
    else:
        told["without siblings"] = 1.0
    for name, other in (("before it", own.before), ("behind it", own.behind), ("its item", own.parent)):
        if other >= 0:
            told.update(_named(name, shares[other]))
    return told


def _named(name: str, shares: npt.NDArray[np.float64]) -> dict[str, float]:
    return {f"{name}: {role}": float(share) for role, share in zip(DECIDED, shares, strict=True)}
