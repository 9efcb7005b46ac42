"""Which passages are likely enough recommendations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.document import DocType
from pipeline.extraction.likely import enough, likely_rows, making
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


@pytest.mark.parametrize(("greets", "doubted"), [("Dear Dr Field", False), ("To Dr Field", True)])
def test_sentence_that_asks_in_a_letter_need_be_no_surer_because_it_lists_others(
    decided: Callable, greets: str, doubted: bool
) -> None:
    sheet: Sheet = [
        ("bold", 72, "Northshire Health Overview and Scrutiny Committee"),
        ("plain", 72, greets),
        ("plain", 72, "The Committee asks that the Trust keeps its clinic open."),
    ]
    read = decided("paper.pdf", draw_sheets(sheet))
    (place,) = (p.index for p in read.paper.passages if "keeps its clinic" in p.text)
    assert (enough(read, place, against=True) > enough(read, place, against=False)) is doubted


def test_officers_paragraph_that_asks_a_meeting_itself_need_be_no_surer(decided: Callable) -> None:
    sheet: Sheet = [
        ("plain", 72, "From: Jane Field, Director of Finance"),
        ("plain", 72, "To: Cabinet, 30 January 2025"),
        ("plain", 72, "Recommendations: Cabinet is asked to agree the plan for the clinics."),
        ("plain", 72, "It would be good if the clinics should be open for longer."),
    ]
    read = decided("paper.pdf", draw_sheets(sheet))
    least = {p.text.split()[0]: enough(read, p.index, against=False) for p in read.paper.passages}
    assert least["Recommendations:"] < least["It"]


@pytest.mark.parametrize(("others", "kept"), [((0.95, 0.95), 2), ((0.95, 0.55), 3), ((0.6, 0.6), 3)])
def test_doubtful_row_holds_beside_few_that_are_surer_but_not_beside_several(
    decided: Callable, others: tuple[float, float], kept: int
) -> None:
    sheet: Sheet = [
        ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
        ("bold", 72, "Recommendations"),
        ("plain", 72, "1. The Trust should publish its waiting times in every quarter."),
        ("plain", 72, "2. The Trust should keep its clinic in Mill Lane open."),
        ("bold", 72, "What is recommended next"),
        ("plain", 72, "The Committee will look at this once more when the year is over."),
    ]
    read = decided("paper.pdf", draw_sheets(sheet))
    shares = np.zeros_like(read.shares)
    rows = [p.index for p in read.paper.passages if p.label is not None or "once more" in p.text]
    shares[rows, DECIDED.index(Role.RECOMMENDATION)] = (*others, 0.55)
    assert len(likely_rows(replace(read, shares=shares), against=False)) == kept
