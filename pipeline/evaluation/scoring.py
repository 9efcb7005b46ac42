"""How right a run is: figures against a corpus case's gold files.

A found row and a gold row of one document are paired one to one so that the total similarity is the highest possible;
a pair counts as found from 80 (ratio of the lower-case letters and digits), its wording as exact from 98.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from pipeline.errors import UsageError
from pipeline.evaluation.pairing import best_pairs, file_name
from pipeline.evaluation.reliability import Sureness
from pipeline.evaluation.updates import count_updates
from pipeline.tables.stored import Row, read_table
from pipeline.wording import similarities

EXACT = 98.0
"""Similarity, 0 to 100, from which its wording counts as exact."""

Tables = Mapping[str, Sequence[Row]]
Pair = tuple[Row, Row, float]
COUNTED = ("found", "gold", "predicted")
"""What is counted of every table: rows that are in both, in the answers, in the run's tables."""


@dataclass(slots=True)
class CaseScore:
    """What was counted of one case, or of several together, with what was missed and what was invented.

    `tally` holds counts by table and what was counted ("recommendations.found"): figures of several cases are made of
    their summed counts. `checked` counts the rows of answers that a person has checked, and all, where the answers are a
    run's tables. A row is right that gold has, too, with the same kind and category, or the same status.
    """

    tally: Counter[str] = field(default_factory=Counter)
    missed: list[Row] = field(default_factory=list)
    invented: list[Row] = field(default_factory=list)
    checked: tuple[int, int] | None = None
    sureness: list[Sureness] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        """The figures by name ("recommendations.f1"), shares from 0 to 1; what the gold files don't hold is left out."""
        return figures_of(self.tally)


SHARES = {
    "recommendations.exact_text": ("recommendations.exact", "recommendations.gold"),
    "recommendations.number_right": ("recommendations.number", "recommendations.found"),
    "recommendations.kind_right": ("recommendations.kind", "recommendations.found"),
    "recommendations.page_right": ("recommendations.page", "recommendations.found"),
    "recommendations.category_right": ("recommendations.category", "recommendations.categorised"),
    "responses.status_right": ("responses.status", "responses.gold"),
    "updates.delivery_right": ("updates.delivery", "updates.found"),
    "updates.rag_right": ("updates.rag", "updates.found"),
    "updates.joined_right": ("updates.joined", "updates.found"),
    "reports.doc_type_right": ("reports.doc_type", "reports.found"),
    "documents.doc_type_right": ("documents.doc_type", "documents.gold"),
}
"""Figures that are shares: what is counted, of how many."""


def figures_of(tally: Mapping[str, int]) -> dict[str, float]:
    """Return the figures that counts come to: precision, recall and F1 of every table counted, and the shares."""
    figures: dict[str, float] = {}
    for counted in [name.removesuffix(".predicted") for name in tally if name.endswith(".predicted")]:
        figures |= _prf(counted, *(tally.get(f"{counted}.{part}", 0) for part in ("found", "gold", "predicted")))
    for name, (part, whole) in SHARES.items():
        if tally.get(whole) and tally.get(f"{name.split('.')[0]}.found", tally[whole]):
            figures[name] = tally.get(part, 0) / tally[whole]
    return figures


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
        score.tally.update({f"{one}.{part}": of_kind.tally[f"recommendations.{part}"] for part in COUNTED})
    if "responses" in gold or tables["responses"]:
        answered = _score_responses(gold, tables, score)
        if gold.get("matches"):
            _score_matches(gold, tables, pairs, answered, score)
    if "updates" in gold:
        score.tally.update(count_updates(gold["updates"], tables))
    if "reports" in gold:
        _score_reports(gold["reports"], tables["reports"], score)
    if "doc_type" in next(iter(gold.get("documents", ())), ()):
        _score_documents(gold["documents"], tables.get("documents", ()), score)
    return score


def _squash_number(number: str) -> str:
    return re.sub(r"[^a-z0-9.\-]+", "", number.lower()).strip(".-")


def _prf(prefix: str, found: int, gold: int, predicted: int) -> dict[str, float]:
    precision = found / predicted if predicted else float(gold == 0)
    recall = found / gold if gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{prefix}.precision": precision, f"{prefix}.recall": recall, f"{prefix}.f1": f1}


def _count(score: CaseScore, table: str, found: int, gold: int, predicted: int) -> None:
    score.tally.update({f"{table}.{part}": n for part, n in zip(COUNTED, (found, gold, predicted), strict=True)})


def _count_right(score: CaseScore, name: str, pairs: Sequence[Pair], right: Callable[[Row, Row], bool]) -> None:
    score.tally[name] += sum(right(g, p) for g, p, _ in pairs)


def documents_of(gold: Tables) -> set[str]:
    """Return the file names of the documents that a case's answers speak of."""
    return {file_name(row) for row in [*gold["recommendations"], *gold.get("documents", [])]}


def _score_recommendations(gold: Tables, tables: Tables, kind: str, score: CaseScore) -> list[Pair]:
    documents = documents_of(gold)
    wanted = [row for row in gold["recommendations"] if not kind or row["kind"] == kind]
    found = [
        row for row in tables["recommendations"] if file_name(row) in documents and (not kind or row["kind"] == kind)
    ]
    pairs: list[Pair] = []
    for document in sorted(documents):
        pairs += _pair([g for g in wanted if file_name(g) == document], [p for p in found if file_name(p) == document])
    _count(score, "recommendations", len(pairs), len(wanted), len(found))
    paired = {id(row) for g, p, _ in pairs for row in (g, p)}
    wrong = [(p, False) for p in found if id(p) not in paired]
    score.sureness += _sureness("recommendations", [*((p, _is_right(g, p)) for g, p, _ in pairs), *wrong])
    score.missed += [row for row in wanted if id(row) not in paired]
    score.invented += [row for row in found if id(row) not in paired]
    score.tally["recommendations.exact"] += sum(s >= EXACT for *_, s in pairs)
    _count_right(score, "recommendations.number", pairs, lambda g, p: _squash_number(p["number"]) in _numbers(g))
    _count_right(score, "recommendations.kind", pairs, lambda g, p: g["kind"] == p["kind"])
    _count_right(score, "recommendations.page", pairs, lambda g, p: p["page"] in _pages(g))
    categorised = [pair for pair in pairs if pair[0]["category"]]
    score.tally["recommendations.categorised"] += len(categorised)
    _count_right(score, "recommendations.category", categorised, lambda g, p: g["category"] == p["category"])
    return pairs


def _pages(gold: Row) -> set[str]:
    return {gold["page"], *gold.get("also_pages", "").split()}


def _is_right(gold: Row, found: Row) -> bool:
    return gold["kind"] == found["kind"] and (not gold["category"] or gold["category"] == found["category"])


def _sureness(table: str, rows: Sequence[tuple[Row, bool]]) -> list[Sureness]:
    return [
        Sureness(table, float(row["confidence"]), right, row.get("needs_review") == "true")
        for row, right in rows
        if row.get("confidence")
    ]


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
    return [(gold[i], found[j], float(alike[i, j])) for i, j in best_pairs(alike)]


def _score_responses(gold: Tables, tables: Tables, score: CaseScore) -> list[Pair]:
    wanted = gold.get("responses", [])
    documents = documents_of(gold) | {file_name(row) for row in wanted}
    found = [row for row in tables["responses"] if file_name(row) in documents]
    pairs: list[Pair] = []
    for document in sorted({file_name(row) for row in wanted}):
        pairs += _pair_responses(
            [g for g in wanted if file_name(g) == document], [p for p in found if file_name(p) == document]
        )
    _count(score, "responses", len(pairs), len(wanted), len(found))
    paired = {id(p) for _, p, _ in pairs}
    wrong = [(p, False) for p in found if id(p) not in paired]
    score.sureness += _sureness("responses", [*((p, g["status"] == p["status"]) for g, p, _ in pairs), *wrong])
    _count_right(score, "responses.status", pairs, lambda g, p: g["status"] == p["status"])
    return pairs


def _pair_responses(gold: Sequence[Row], found: Sequence[Row]) -> list[Pair]:
    """Pair responses by wording, number and page; blank ones have no wording, so number and page decide there."""
    if not gold or not found:
        return []
    alike = np.array(similarities([g["text"] for g in gold], [p["text"] for p in found]), dtype=float)
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            base = alike[i, j] if g["text"] or p["text"] else 70.0
            same_number = bool(g["number"]) and _squash_number(g["number"]) == _squash_number(p["number"])
            alike[i, j] = base + 20 * same_number + 10 * (g["page"] == p["page"])
    return [(gold[i], found[j], float(alike[i, j])) for i, j in best_pairs(alike)]


def _score_matches(
    gold: Tables, tables: Tables, pairs: Sequence[Pair], answered: Sequence[Pair], score: CaseScore
) -> None:
    asked = {p["recommendation_id"]: id(g) for g, p, _ in pairs}
    answers = {p["response_id"]: id(g) for g, p, _ in answered}
    claimed = [m for m in tables["matches"] if m["recommendation_id"] and m["response_id"]]
    got = {(asked.get(m["recommendation_id"]), answers.get(m["response_id"])) for m in claimed}
    wanted = _pairs_by_id(gold) if "recommendation_id" in gold["matches"][0] else _pairs_by_place(gold)
    _count(score, "matches", len(got & wanted), len(wanted), len(claimed))


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
        if len(right) > 1 and "category" in right[0]:
            right = [r for r in right if r["category"] == row.get("recommendation_category", "")]
        if left and right:
            wanted.add((id(left[0]), id(right[0])))
    return wanted


def _gold_rows(rows: Sequence[Row], match: Row, side: str) -> list[Row]:
    """Return the rows that a line of matches.csv names: by document and number, then page, category and beginning."""
    fit = [
        r
        for r in rows
        if file_name(r) == file_name(match, f"{side}_document") and r["number"] == match[f"{side}_number"]
    ]
    page, category = match.get(f"{side}_page", ""), match.get(f"{side}_category", "")
    if page and len(fit) > 1:
        fit = [r for r in fit if r["page"] == page]
    if category:
        fit = [r for r in fit if r["category"] == category]
    begins = match.get(f"{side}_text", "")
    return [r for r in fit if r["text"].startswith(begins)] if begins and len(fit) > 1 else fit


def _score_reports(gold: Sequence[Row], found: Sequence[Row], score: CaseScore) -> None:
    """Score how a pack was split: the reports' first pages, and the kind of those found."""
    kinds = {(file_name(row), row["first_page"]): row["doc_type"] for row in found}
    wanted = {(file_name(row), row["first_page"]): row["doc_type"] for row in gold}
    hit = kinds.keys() & wanted.keys()
    _count(score, "reports", len(hit), len(wanted), len(kinds))
    score.tally["reports.doc_type"] += sum(kinds[key] == wanted[key] for key in hit)


def _score_documents(gold: Sequence[Row], found: Sequence[Row], score: CaseScore) -> None:
    """Count the documents whose kind is right."""
    kinds = {file_name(row): row["doc_type"] for row in found}
    known = [row for row in gold if row["doc_type"]]
    score.tally["documents.gold"] += len(known)
    score.tally["documents.doc_type"] += sum(kinds.get(file_name(row)) == row["doc_type"] for row in known)


def under_floor(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return a sentence for each figure that is under its floor, or missing."""
    return [
        f"{name} is {figures[name]:.4f}, its floor {floor:.4f}" if name in figures else f"{name} was not measured"
        for name, floor in floors.items()
        if round(figures.get(name, 0.0), 4) < floor - 1e-9
    ]
