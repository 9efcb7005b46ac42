"""How far confidence can be believed: of the rows said to be so sure, how many are right."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
"""Lower ends of the bands of confidence in which a reliability table counts."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """Of one row found: its table, how sure it was said to be (0 to 1), whether it was right, and whether it wanted a look."""

    table: str
    confidence: float
    right: bool
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of one band of confidence: how many, how sure they were said to be on average, the share that is right."""

    low: float
    high: float
    rows: int
    said: float
    right: float


def reliability(sureness: Sequence[Sureness]) -> list[Band]:
    """Return the bands of confidence that hold rows, from the least sure."""
    table = []
    for low, high in pairwise(BANDS):
        inside = [row for row in sureness if low <= row.confidence < high]
        if inside:
            said = sum(row.confidence for row in inside) / len(inside)
            right = sum(row.right for row in inside) / len(inside)
            table.append(Band(low, min(high, 1.0), len(inside), said, right))
    return table


def trust(sureness: Sequence[Sureness], table: str) -> dict[str, float]:
    """Return how far the rows of a table can be trusted, by name; nothing if it has none.

    The expected calibration error is the mean distance of what the bands of a tenth said from what was right in them; of the wrong
    rows so large a share wants a look, and of the right ones.
    """
    rows = [row for row in sureness if row.table == table]
    if not rows:
        return {}
    bands: dict[int, list[Sureness]] = {}
    for row in rows:
        bands.setdefault(min(int(row.confidence * 10), 9), []).append(row)
    error = sum(abs(sum(row.confidence - row.right for row in own)) for own in bands.values()) / len(rows)
    told = {f"{table}.calibration_error": error}
    for right, name in ((False, "review_catches"), (True, "review_flags")):
        own = [row for row in rows if row.right is right]
        if own:
            told[f"{table}.{name}"] = sum(row.flagged for row in own) / len(own)
    return told


def write_sureness(sureness: Mapping[str, Sequence[Sureness]], path: Path) -> None:
    """Write, for each row found in each case, its table and confidence, whether it is right and whether it wants a look."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("case", "table", "confidence", "right", "needs_review"))
        for name, rows in sureness.items():
            writer.writerows(
                (name, row.table, row.confidence, str(row.right).lower(), str(row.flagged).lower()) for row in rows
            )
