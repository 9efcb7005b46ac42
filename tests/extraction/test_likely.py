"""Which passages are likely enough recommendations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.document import DocType
from pipeline.extraction.likely import making
from pipeline.passages import Role
from pipeline.roles.neighbours import DECIDED
from tests.sheets import Sheet, draw_sheets

SHEET: Sheet = [
    ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
    ("plain", 72, "Recommendation 1: The Trust should publish its waiting times in every quarter."),
    ("bold", 72, "What comes next"),
]


@pytest.mark.parametrize(
    ("kind", "behind", "likelihood"),
    [
        (DocType.SCRUTINY_REPORT, Role.OTHER, 1.0),
        (DocType.SCRUTINY_REPORT, Role.REPLY, 0.0),
        (DocType.RESPONSE, Role.OTHER, 0.0),
    ],
)
def test_quoted_passage_of_a_scrutiny_report_that_is_named_a_recommendation_is_one_unless_a_reply_follows(
    decided: Callable, kind: DocType, behind: Role, likelihood: float
) -> None:
    roles = [Role.OTHER, Role.QUOTATION, behind]
    shares = np.array([[float(role is own) for role in DECIDED] for own in roles])
    read = replace(decided("paper.pdf", draw_sheets(SHEET)), kind=kind, shares=shares)
    assert making(read, 1) == likelihood
