"""Scoring: paired one to one, told alike by the command and by the reference script."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pipeline.errors import UsageError
from pipeline.evaluation.cases import find_cases
from pipeline.evaluation.evaluate import evaluate_cases
from pipeline.evaluation.scoring import read_gold, score_case, under_floor
from pipeline.records import Correction, Verdict
from pipeline.run import RunResult, run
from pipeline.settings import Settings
from tests.conftest import CORPUS, RAW

SCRIPT = CORPUS.parent / "tools" / "score.py"


def _row(text: str, number: str = "1", kind: str = "scrutiny", page: str = "1") -> dict[str, str]:
    return {"document": "a.pdf", "page": page, "number": number, "kind": kind, "category": "", "text": text}


def _tables(*rows: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    return {"recommendations": list(rows), "responses": [], "matches": [], "reports": []}


def test_row_that_is_not_there_and_row_too_many_are_counted_and_named() -> None:
    gold = {"recommendations": [_row("To publish the figures each month."), _row("To recruit more nurses.", "2")]}
    score = score_case(
        gold, _tables(_row("To publish the figures each month."), _row("Something else altogether here.", "9"))
    )
    assert score.figures["recommendations.precision"] == score.figures["recommendations.recall"] == 0.5
    assert [row["number"] for row in score.missed] == ["2"]
    assert [row["number"] for row in score.invented] == ["9"]


def test_kinds_are_scored_apart() -> None:
    gold = {"recommendations": [_row("To publish the figures."), _row("To note the report.", "a", "decision")]}
    figures = score_case(gold, _tables(_row("To publish the figures."))).figures
    assert (figures["scrutiny.f1"], figures["decision.f1"]) == (1.0, 0.0)


def test_row_of_a_document_that_holds_none_counts_against_precision() -> None:
    gold = {"recommendations": [], "documents": [{"document": "a.pdf"}]}
    assert score_case(gold, _tables(_row("To publish the figures."))).figures["recommendations.precision"] == 0.0


def test_figure_under_its_floor_is_told() -> None:
    assert under_floor({"recommendations.f1": 0.9}, {"recommendations.f1": 0.95, "matches.f1": 0.5}) == [
        "recommendations.f1 is 0.9000, its floor 0.9500",
        "matches.f1 was not measured",
    ]


def test_corrected_run_serves_as_answers(tmp_path: Path, sample: RunResult) -> None:
    report = next(d for d in sample.documents if d.document.document == "hosc-send-report-2023.pdf")
    row = next(r for r in report.recommendations if r.category == "icb")
    base = {"table": "recommendations", "row_id": row.recommendation_id, "document": row.document, "page": row.page}
    said = [Correction(**base, wording=row.text, verdict=Verdict.CORRECTED, column="category", was="icb", now="hosc")]  # type: ignore[arg-type]
    run([RAW], Settings(output=tmp_path, corrections=tuple(said)))
    figures = evaluate_cases(find_cases(RAW, gold=tmp_path), Settings())["raw"]
    assert (
        figures.figures["recommendations.f1"] == figures.figures["matches.f1"] == figures.figures["responses.f1"] == 1.0
    )
    assert 0.9 < figures.figures["recommendations.category_right"] < 1.0
    assert figures.checked is not None and figures.checked[0] == 1


def test_folder_without_answers_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no recommendations"):
        find_cases(RAW, gold=tmp_path)


CASES = sorted(path.parent for path in CORPUS.glob("*/gold"))


def _damaged(gold: dict[str, list[dict[str, str]]]) -> dict[str, list[dict[str, str]]]:
    """Return tables as a run might write them that finds most of the answers: rows lost, cut, doubled, misjudged."""
    chance = Random(11)
    recommendations = [
        {**row, "recommendation_id": f"a{i}", "text": row["text"][: chance.choice([None, None, -30])]}
        for i, row in enumerate(gold["recommendations"])
        if chance.random() < 0.85
    ]
    recommendations += [
        {**row, "recommendation_id": f"{row['recommendation_id']}x", "kind": "decision"} for row in recommendations[::5]
    ]
    responses = [
        {**row, "response_id": f"b{i}", "status": chance.choice([row["status"], "noted"])}
        for i, row in enumerate(gold.get("responses", []))
        if chance.random() < 0.85
    ]
    matches = [
        {"recommendation_id": one["recommendation_id"], "response_id": other["response_id"]}
        for one, other in zip(recommendations, responses, strict=False)
    ]
    return {"recommendations": recommendations, "responses": responses, "matches": matches, "reports": []}


REFERENCE_COLUMNS = {
    "recommendations": ["recommendation_id", "document", "number", "kind", "category", "text", "page"],
    "responses": ["response_id", "document", "number", "status", "text", "page"],
    "matches": ["recommendation_id", "response_id"],
}


@pytest.mark.skipif(not SCRIPT.is_file(), reason="the reference script is not there")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_figures_are_those_of_the_reference_script(case: Path, tmp_path: Path) -> None:
    gold = read_gold(case / "gold")
    tables = _damaged(gold)
    for name, columns in REFERENCE_COLUMNS.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[name])
    figures = score_case(gold, tables).figures
    command = [sys.executable, str(SCRIPT), str(case / "gold"), str(tmp_path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    compared = {
        f"{table}.{name}": value
        for table, told in reference.items()
        for name, value in told.items()
        if f"{table}.{name}" in figures
    }
    assert len(compared) >= 7
    assert {name: round(figures[name], 4) for name in compared} == compared
