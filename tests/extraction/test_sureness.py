"""How sure a row is, and which rows are too unlikely for papers that seldom make recommendations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.document import DocType
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.sureness import likely_right, row_signals
from pipeline.records import Kind
from pipeline.roles.model import BIAS, OUTCOMES, RoleWeights
from tests.sheets import Sheet, draw_sheets

SHEET: Sheet = [
    ("bold", 72, "Northshire Health Overview and Scrutiny Committee"),
    ("bold", 72, "Recommendations"),
    ("plain", 72, "1. The Trust should publish its waiting times in every quarter."),
    ("plain", 72, "2. The Trust should keep its clinic in Mill Lane open."),
]


def _weights(right: float) -> RoleWeights:
    """Return weights by which every row is right with one probability."""
    return RoleWeights((BIAS,), OUTCOMES, np.log(np.array([[right, 1.0 - right]])))


def _candidates(read) -> list[Candidate]:
    passages = (p for p in read.paper.passages if p.label is not None)
    return [Candidate(p.lines, 0, p.label.text, Kind.SCRUTINY, "heading: recommendations", 0.9) for p in passages]


@pytest.mark.parametrize(("kind", "kept"), [(DocType.SCRUTINY_REPORT, 2), (DocType.MINUTES, 0), (DocType.RESPONSE, 0)])
def test_unlikely_row_is_none_in_papers_that_seldom_recommend(decided: Callable, kind: DocType, kept: int) -> None:
    read = decided("paper.pdf", draw_sheets(SHEET))
    read = replace(read, kind=kind, model=replace(read.model, rows=_weights(0.3)))
    assert [row.confidence for row in likely_right(_candidates(read), read)] == pytest.approx([0.3] * kept)


def test_row_tells_that_it_is_numbered_and_what_its_paper_is(decided: Callable) -> None:
    read = decided("paper.pdf", draw_sheets(SHEET))
    first, second = row_signals(_candidates(read), read)
    for signals in (first, second):
        assert signals["numbered"] == 1.0
        assert signals["paper by: scrutiny"] == 1.0
    assert first["few rows"] == 1.0
