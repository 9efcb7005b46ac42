"""The learned weights: what each signal is worth for each role, stored as readable text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import numpy as np
import numpy.typing as npt

Signals = Mapping[str, float]
BIAS = "always"
"""The signal that every passage has."""
OUTCOMES = RIGHT, WRONG = ("right", "wrong")
"""What a row found turns out to be."""


@dataclass(frozen=True)
class RoleWeights:
    """Weights of the two rounds: `names` are the signals, `roles` the answers, `table` (signals x roles) the weights."""

    names: tuple[str, ...]
    roles: tuple[str, ...]
    table: npt.NDArray[np.float64]

    def probabilities(self, passages: Sequence[Signals]) -> npt.NDArray[np.float64]:
        """Return the probability of each role (columns) for each passage (rows)."""
        sums = np.array([self._sums(signals) for signals in passages]).reshape(len(passages), len(self.roles))
        sums -= sums.max(axis=1, keepdims=True, initial=-np.inf)
        shares = np.exp(sums)
        return np.asarray(shares / shares.sum(axis=1, keepdims=True))

    def _sums(self, signals: Signals) -> npt.NDArray[np.float64]:
        """Return what a passage's signals weigh together for each role; signals of other names weigh nothing."""
        known = [(self.place_of[name], value) for name, value in signals.items() if name in self.place_of]
        places, values = [place for place, _ in known], np.array([value for _, value in known])
        return np.asarray(values @ self.table[places])

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The row of each signal in the table."""
        return {name: place for place, name in enumerate(self.names)}

    def weighed(self, signals: Signals, role: str) -> list[tuple[str, float, float]]:
        """Return each signal with its value and what it weighed for a role against the others, the weightiest first."""
        column = self.roles.index(role)
        told = []
        for name, value in signals.items():
            if name in self.place_of:
                row = self.table[self.place_of[name]]
                told.append((name, value, float(value * (row[column] - row.mean()))))
        return sorted(told, key=lambda one: -abs(one[2]))

    def strongest(self, signals: Signals, role: str, count: int = 3) -> list[tuple[str, float]]:
        """Return the signals that speak loudest for a role against the others, with what each weighed."""
        told = [(name, weight) for name, _, weight in self.weighed(signals, role) if name != BIAS]
        return sorted(told, key=lambda pair: -pair[1])[:count]

    def as_text(self) -> dict[str, dict[str, float]]:
        """Return the weights by signal and role, those of no weight left out."""
        return {
            name: {role: round(float(w), 3) for role, w in zip(self.roles, row, strict=True) if abs(w) >= 0.0005}
            for name, row in zip(self.names, self.table, strict=True)
        }


def from_text(stored: Mapping[str, Mapping[str, float]], roles: Sequence[str]) -> RoleWeights:
    """Return weights that were stored as text."""
    table = np.zeros((len(stored), len(roles)))
    for place, row in enumerate(stored.values()):
        table[place] = [row.get(role, 0.0) for role in roles]
    return RoleWeights(tuple(stored), tuple(roles), table)


@dataclass(frozen=True)
class RoleModel:
    """The weights of both rounds: each passage by itself, then with what its neighbours seem to be; those by which a whole
    paper's kind is told (`kinds`, whose "roles" are the kinds); and those by which a row found is told right or wrong (`rows`).
    """

    alone: RoleWeights
    together: RoleWeights
    kinds: RoleWeights
    rows: RoleWeights

    def dumps(self) -> str:
        """Return the model as text."""
        stored = {
            "roles": list(self.alone.roles),
            "alone": self.alone.as_text(),
            "together": self.together.as_text(),
            "kinds of papers": list(self.kinds.roles),
            "papers": self.kinds.as_text(),
            "outcomes of rows": list(self.rows.roles),
            "rows": self.rows.as_text(),
        }
        return json.dumps(stored, indent=1, ensure_ascii=False) + "\n"


def loads(text: str) -> RoleModel:
    """Return the model that was stored as text."""
    stored = json.loads(text)
    alone, together = (from_text(stored[name], stored["roles"]) for name in ("alone", "together"))
    kinds, rows = (
        from_text(stored[names], stored[answers])
        for names, answers in (("papers", "kinds of papers"), ("rows", "outcomes of rows"))
    )
    return RoleModel(alone, together, kinds, rows)


@cache
def stored_model() -> RoleModel:
    """Load the weights that come with the program, once."""
    file = resources.files("scrutineer_models") / "roles" / "weights.json"
    return loads(file.read_text(encoding="utf-8"))
