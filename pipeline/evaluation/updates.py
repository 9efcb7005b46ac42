"""How right updates are: found, how far it is, the colour, and the recommendation that they follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.evaluation.pairing import FOUND, best_pairs, file_name
from pipeline.tables.stored import Row
from pipeline.wording import similarities

KEY = ("number", "recommendation_text", "text", "update_date")
"""Columns by which an update is known, those that the answers have: a state then and now differ in nothing but what was done, and when."""


def count_updates(gold: Sequence[Row], tables: Mapping[str, Sequence[Row]]) -> Counter[str]:
    """Return counts of updates: of the answers, found in the run's tables, and of those found how many are right in what.

    One follows the right recommendation if that has the number that the answers give (`recommendation_number`), or where they give
    none the wording.
    """
    documents = sorted({file_name(row) for row in gold})
    found = [row for row in tables["updates"] if file_name(row) in documents]
    asked = {row["recommendation_id"]: row for row in tables["recommendations"]}
    pairs = [pair for name in documents for pair in _pairs(_of(gold, name), _of(found, name))]
    return Counter(
        {
            "updates.found": len(pairs),
            "updates.gold": len(gold),
            "updates.predicted": len(found),
            "updates.delivery": sum(g["delivery"] == p["delivery"] for g, p in pairs),
            "updates.rag": sum(g["rag"] == p["rag"] for g, p in pairs),
            "updates.joined": sum(_follows(g, asked.get(p["recommendation_id"])) for g, p in pairs),
        }
    )


def _of(rows: Sequence[Row], name: str) -> list[Row]:
    return [row for row in rows if file_name(row) == name]


def _pairs(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row, Row]]:
    if not gold or not found:
        return []
    told = [name for name in KEY if name in gold[0]]
    alike = similarities(*([" ".join(row[name] for name in told) for row in rows] for rows in (gold, found)))
    return [(gold[i], found[j]) for i, j in best_pairs(alike)]


def _follows(gold: Row, asked: Row | None) -> bool:
    if asked is None:
        return False
    if gold.get("recommendation_number"):
        return asked["number"] == gold["recommendation_number"]
    return bool(similarities([gold.get("recommendation_text", "")], [asked["text"]])[0, 0] >= FOUND)
