"""Reliability: of rows said to be so sure, how many are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluation.reliability import Sureness, reliability, trust, write_sureness

ROWS = [
    *(Sureness("responses", 0.95, right) for right in (True, True, True, False)),
    Sureness("responses", 0.55, False),
    Sureness("responses", 1.0, True),
]


def test_rows_are_counted_in_bands_of_confidence() -> None:
    low, high = reliability(ROWS)
    assert (low.low, low.high, low.rows, low.right) == (0.5, 0.6, 1, 0.0)
    assert (high.low, high.high, high.rows, high.right) == (0.9, 1.0, 5, 0.8)
    assert high.said == pytest.approx(0.96)


def test_rows_are_written_by_case(tmp_path: Path) -> None:
    write_sureness({"a-case": ROWS[:1]}, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text() == (
        "case,table,confidence,right,needs_review\na-case,responses,0.95,true,false\n"
    )


def test_trust_tells_calibration_and_what_a_look_would_find() -> None:
    rows = [
        *(Sureness("recommendations", 0.9, True) for _ in range(8)),
        Sureness("recommendations", 0.9, True, flagged=True),
        Sureness("recommendations", 0.4, False, flagged=True),
        Sureness("recommendations", 0.9, False),
    ]
    told = trust(rows, "recommendations")
    assert told["recommendations.review_catches"] == 0.5
    assert told["recommendations.review_flags"] == pytest.approx(1 / 9)
    assert told["recommendations.calibration_error"] == pytest.approx((abs(9.0 - 9) + 0.4) / 11)
    assert trust(rows, "responses") == {}
