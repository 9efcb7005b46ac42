"""How right a run is: figures against a corpus case's gold files.

A found row and a gold row of one document are paired one to one so that the total similarity is the highest possible;
a pair counts as found from 80 (ratio of the lower-case letters and digits), its wording as exact from 98.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy

from pipeline.errors import UsageError
from pipeline.reliability import Sureness
from pipeline.tables.stored import Row, read_table
from pipeline.wording import similarities

FOUND = 80.0
"""Similarity, 0 to 100, from which a row counts as found."""
EXACT = 98.0
"""Similarity, 0 to 100, from which its wording counts as exact."""

Tables = Mapping[str, Sequence[Row]]
Pair = tuple[Row, Row, float]


@dataclass(slots=True)
class CaseScore:
    """The figures of one case by name ("recommendations.f1"), with what was missed and what was invented.

    `checked` counts the rows of answers that a person has checked, and all, where the answers are a run's tables.
    A row is right that gold has, too, with the same kind and category, or the same status.
    """

    figures: dict[str, float] = field(default_factory=dict)
    missed: list[Row] = field(default_factory=list)
    invented: list[Row] = field(default_factory=list)
    checked: tuple[int, int] | None = None
    sureness: list[Sureness] = field(default_factory=list)


def read_gold(folder: Path) -> dict[str, list[Row]]:
    """Read a case's gold tables by name; a case need not have all of them.

    The tables of a run serve as well, best of one whose rows people have checked and corrected.

    Raises:
        UsageError: there are none.
    """
    if not (folder / "recommendations.csv").is_file():
        raise UsageError(f"{folder} holds no recommendations.csv to score against.", "Give a folder of checked tables.")
    return {path.stem: read_table(path) for path in sorted(folder.glob("*.csv"))}


def count_checked(gold: Tables) -> tuple[int, int] | None:
    """Return how many rows of answers a person has checked, of how many; None if they are not a run's tables."""
    rows = [row for name in ("recommendations", "responses", "matches") for row in gold.get(name, ())]
    if not rows or "checked" not in rows[0]:
        return None
    return sum(row["checked"] == "true" for row in rows), len(rows)


def score_case(gold: Tables, tables: Tables, kind: str = "") -> CaseScore:
    """Score a run's tables against a case's gold tables; with `kind`, only rows of that kind count."""
    score = CaseScore(checked=count_checked(gold))
    pairs = _score_recommendations(gold, tables, kind, score)
    for one in sorted({row["kind"] for row in [*gold["recommendations"], *tables["recommendations"]]}):
        of_kind = CaseScore()
        _score_recommendations(gold, tables, one, of_kind)
        score.figures[f"{one}.f1"] = of_kind.figures["recommendations.f1"]
    if "responses" in gold or tables["responses"]:
        answered = _score_responses(gold.get("responses", []), tables["responses"], score)
        if gold.get("matches"):
            _score_matches(gold, tables, pairs, answered, score)
    if "reports" in gold:
        _score_reports(gold["reports"], tables["reports"], score)
    return score


def _squash_number(number: str) -> str:
    return re.sub(r"[^a-z0-9.\-]+", "", number.lower()).strip(".-")


def _name(row: Row, column: str = "document") -> str:
    return row[column].replace("\\", "/").rsplit("/", 1)[-1]


def _prf(prefix: str, found: int, gold: int, predicted: int) -> dict[str, float]:
    precision = found / predicted if predicted else float(gold == 0)
    recall = found / gold if gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{prefix}.precision": precision, f"{prefix}.recall": recall, f"{prefix}.f1": f1}


def _share(pairs: Sequence[Pair], right: Callable[[Row, Row], bool], total: int = 0) -> float:
    return sum(right(g, p) for g, p, _ in pairs) / (total or len(pairs))


def _score_recommendations(gold: Tables, tables: Tables, kind: str, score: CaseScore) -> list[Pair]:
    documents = {_name(row) for row in [*gold["recommendations"], *gold.get("documents", [])]}
    wanted = [row for row in gold["recommendations"] if not kind or row["kind"] == kind]
    found = [row for row in tables["recommendations"] if _name(row) in documents and (not kind or row["kind"] == kind)]
    pairs: list[Pair] = []
    for document in sorted(documents):
        pairs += _pair([g for g in wanted if _name(g) == document], [p for p in found if _name(p) == document])
    score.figures |= _prf("recommendations", len(pairs), len(wanted), len(found))
    paired = {id(row) for g, p, _ in pairs for row in (g, p)}
    wrong = [(p, False) for p in found if id(p) not in paired]
    score.sureness += _sureness("recommendations", [*((p, _is_right(g, p)) for g, p, _ in pairs), *wrong])
    score.missed += [row for row in wanted if id(row) not in paired]
    score.invented += [row for row in found if id(row) not in paired]
    if pairs:
        score.figures |= {
            "recommendations.exact_text": sum(s >= EXACT for *_, s in pairs) / len(wanted),
            "recommendations.mean_similarity": float(np.mean([s for *_, s in pairs])),
            "recommendations.number_right": _share(pairs, lambda g, p: _squash_number(p["number"]) in _numbers(g)),
            "recommendations.kind_right": _share(pairs, lambda g, p: g["kind"] == p["kind"]),
            "recommendations.page_right": _share(
                pairs, lambda g, p: p["page"] in {g["page"], *g.get("also_pages", "").split()}
            ),
        }
        categorised = [pair for pair in pairs if pair[0]["category"]]
        if categorised:
            score.figures["recommendations.category_right"] = _share(
                categorised, lambda g, p: g["category"] == p["category"]
            )
    return pairs


def _is_right(gold: Row, found: Row) -> bool:
    return gold["kind"] == found["kind"] and (not gold["category"] or gold["category"] == found["category"])


def _sureness(table: str, rows: Sequence[tuple[Row, bool]]) -> list[Sureness]:
    return [Sureness(table, float(row["confidence"]), right) for row, right in rows if row.get("confidence")]


def _numbers(gold: Row) -> set[str]:
    return {_squash_number(gold["number"]), _squash_number(gold.get("paragraph", "") or gold["number"])}


def _pair(gold: Sequence[Row], found: Sequence[Row]) -> list[Pair]:
    if not gold or not found:
        return []
    texts = [p["text"] for p in found]
    alike = np.maximum(
        similarities([g["text"] for g in gold], texts),
        similarities([g.get("other_text") or g["text"] for g in gold], texts),
    )
    return [(gold[i], found[j], float(alike[i, j])) for i, j in _best_pairs(alike)]


def _best_pairs(alike: np.ndarray) -> list[tuple[int, int]]:
    """Return the one-to-one pairs (row, column) with the highest total, those under FOUND left out."""
    rows, columns = scipy.optimize.linear_sum_assignment(-alike)
    return [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if alike[i, j] >= FOUND]


def _score_responses(gold: Sequence[Row], found: Sequence[Row], score: CaseScore) -> list[Pair]:
    pairs: list[Pair] = []
    for document in sorted({_name(row) for row in gold}):
        pairs += _pair_responses([g for g in gold if _name(g) == document], [p for p in found if _name(p) == document])
    score.figures |= _prf("responses", len(pairs), len(gold), len(found))
    paired = {id(p) for _, p, _ in pairs}
    documents = {_name(row) for row in gold}
    wrong = [(p, False) for p in found if id(p) not in paired and _name(p) in documents]
    score.sureness += _sureness("responses", [*((p, g["status"] == p["status"]) for g, p, _ in pairs), *wrong])
    if pairs:
        score.figures["responses.status_right"] = _share(pairs, lambda g, p: g["status"] == p["status"], len(gold))
    return pairs


def _pair_responses(gold: Sequence[Row], found: Sequence[Row]) -> list[Pair]:
    """Pair responses by wording, number and page; blank ones have no wording, so number and page decide there.

    Of two with the same number on one page the category tells which is which.
    """
    if not gold or not found:
        return []
    alike = np.array(similarities([g["text"] for g in gold], [p["text"] for p in found]), dtype=float)
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            base = alike[i, j] if g["text"] or p["text"] else 70.0
            same_number = bool(g["number"]) and _squash_number(g["number"]) == _squash_number(p["number"])
            same_category = bool(g.get("category")) and g["category"] == p.get("category")
            alike[i, j] = base + 20 * same_number + 10 * (g["page"] == p["page"]) + same_category
    return [(gold[i], found[j], float(alike[i, j])) for i, j in _best_pairs(alike)]


def _score_matches(
    gold: Tables, tables: Tables, pairs: Sequence[Pair], answered: Sequence[Pair], score: CaseScore
) -> None:
    asked = {p["recommendation_id"]: id(g) for g, p, _ in pairs}
    answers = {p["response_id"]: id(g) for g, p, _ in answered}
    claimed = [m for m in tables["matches"] if m["recommendation_id"] and m["response_id"]]
    got = {(asked.get(m["recommendation_id"]), answers.get(m["response_id"])) for m in claimed}
    wanted = _pairs_by_id(gold) if "recommendation_id" in gold["matches"][0] else _pairs_by_place(gold)
    score.figures |= _prf("matches", len(got & wanted), len(wanted), len(claimed))


def _pairs_by_id(gold: Tables) -> set[tuple[int | None, int | None]]:
    """Return the pairs that the tables of a run, used as answers, hold: rows named by their ids."""
    asked = {row["recommendation_id"]: id(row) for row in gold["recommendations"]}
    answers = {row["response_id"]: id(row) for row in gold["responses"]}
    pairs = [(m["recommendation_id"], m["response_id"]) for m in gold["matches"]]
    return {(asked[one], answers[other]) for one, other in pairs if one in asked and other in answers}


def _pairs_by_place(gold: Tables) -> set[tuple[int | None, int | None]]:
    """Return the pairs that a corpus case's answers hold: rows named by document, number, category and page."""
    wanted: set[tuple[int | None, int | None]] = set()
    for row in gold["matches"]:
        left = _gold_rows(gold["recommendations"], row, "recommendation")
        right = _gold_rows(gold["responses"], row, "response")
        of_category = [r for r in right if r.get("category") == row.get("recommendation_category")]
        if left and right:
            wanted.add((id(left[0]), id((of_category or right)[0])))
    return wanted


def _gold_rows(rows: Sequence[Row], match: Row, side: str) -> list[Row]:
    fit = [r for r in rows if _name(r) == _name(match, f"{side}_document") and r["number"] == match[f"{side}_number"]]
    page, category = match.get(f"{side}_page", ""), match.get(f"{side}_category", "")
    if page and len(fit) > 1:
        fit = [r for r in fit if r["page"] == page]
    return [r for r in fit if r["category"] == category] if category else fit


def _score_reports(gold: Sequence[Row], found: Sequence[Row], score: CaseScore) -> None:
    """Score how a pack was split: the reports' first pages, and the kind of those found."""
    kinds = {(_name(row), row["first_page"]): row["doc_type"] for row in found}
    wanted = {(_name(row), row["first_page"]): row["doc_type"] for row in gold}
    hit = kinds.keys() & wanted.keys()
    score.figures |= _prf("reports", len(hit), len(wanted), len(kinds))
    if hit:
        score.figures["reports.doc_type_right"] = sum(kinds[key] == wanted[key] for key in hit) / len(hit)


def under_floor(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return a sentence for each figure that is under its floor, or missing."""
    return [
        f"{name} is {figures[name]:.4f}, its floor {floor:.4f}" if name in figures else f"{name} was not measured"
        for name, floor in floors.items()
        if round(figures.get(name, 0.0), 4) < floor - 1e-9
    ]
