"""Broken files by the hundred: each has a status with a sentence, none ends the run or takes longer than it may."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import RAW
from tests.mutants import mutants
from tests.papers import Paper, Row, Section, draw
from tests.sheets import draw_table
from tests.test_run import log_of, scrutineer

FILES = int(os.environ.get("FUZZ_FILES", "300"))
"""How many broken files: FUZZ_FILES=1000 pytest tests/test_fuzz.py"""
SEED, SECONDS = 2026, 20


def _originals() -> list[bytes]:
    items = ["The Cabinet should publish its plan by June.", "The ICB should open a second clinic."]
    report = draw(Paper(["Report of the Northshire Scrutiny Committee"], sections=[Section("Recommendations", items)]))
    form = draw(
        Paper(["Response of the Cabinet"], rows=[Row(items[0], "Accepted", "By June."), Row(items[1], "Rejected")])
    )
    table = draw_table(["Report"], ["Number", "Recommendation"], [["1", items[0]], ["2", items[1]]], [60, 300])
    return [report, form, table, (RAW / "response-pro-forma-completed.pdf").read_bytes()]


@pytest.mark.timeout(1200)
def test_every_broken_file_has_a_status_and_a_sentence(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for name, data in mutants(_originals(), FILES, SEED):
        (inputs / f"{name}.pdf").write_bytes(data)
    ended = scrutineer("run", inputs, "-o", tmp_path / "tables", "--timeout", SECONDS, "--ocr", "never", "--quiet")
    assert ended.returncode in (0, 3), ended.stderr[-2000:]
    assert "Traceback" not in ended.stderr
    documents = pd.read_csv(tmp_path / "tables" / "documents.csv", keep_default_na=False)
    assert len(documents) == FILES
    assert set(documents["status"]) <= {"ok", "partial", "failed"}
    assert all(documents.loc[documents["status"] != "ok", "error"])
    checks = pd.read_csv(tmp_path / "tables" / "checks.csv", keep_default_na=False)
    faults = checks[checks["check"].isin(["document-fault", "document-timeout"])]
    assert faults.empty, faults[["document", "message"]].to_string()
    assert all(
        sum(line["seconds"].values()) <= SECONDS + 2
        for line in log_of(tmp_path / "tables")
        if line["event"] == "document"
    )  # type: ignore[attr-defined]
