"""What stands under a heading that names a recommendation, and headings that are its wording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.extraction.evident import find_evident
from pipeline.extraction.named_bodies import named_bodies, stating_headings
from pipeline.passages import Role
from pipeline.roles.neighbours import DECIDED
from tests.sheets import Sheet, draw_sheets

SHEET: Sheet = [
    ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
    ("bold", 72, "Recommendation 1: Waiting times"),
    ("plain", 72, "The Trust should publish its waiting times in every quarter."),
    ("plain", 72, "It should say what it will do where people wait for longer."),
    ("bold", 72, "Recommendation 2: Publish the names of all of the clinics"),
    ("plain", 72, "Members heard that nobody knew how many there were."),
]


def test_paragraphs_below_a_title_go_together_and_a_heading_that_asks_is_the_wording(decided: Callable) -> None:
    read = decided("paper.pdf", draw_sheets(SHEET))
    first, second = (p.index for p in read.paper.passages if p.label is not None)
    assert {place: [p.index for p in rest] for place, rest in named_bodies(read).items()} == {first + 1: [first + 2]}
    assert stating_headings(read) == {second}


@pytest.mark.parametrize(("likely", "rows"), [(0.6, 1), (0.1, 0)])
def test_lone_paragraph_below_a_named_heading_is_a_row_only_by_its_evidence(
    decided: Callable, likely: float, rows: int
) -> None:
    read = decided("paper.pdf", draw_sheets([*SHEET[:3]]))
    shares = np.zeros_like(read.shares)
    shares[-1, DECIDED.index(Role.RECOMMENDATION)] = likely
    assert len(list(find_evident(replace(read, shares=shares), frozenset()))) == rows


def test_line_for_whom_in_a_named_box_is_no_wording_and_the_text_around_it_neither(decided: Callable) -> None:
    told = "We met the farmers of the county and they told us what had been stolen from them. " * 4
    sheet: Sheet = [("bold", 72, "Report of the Northshire Police and Crime Panel"), ("plain", 72, told)]
    for n in (1, 2, 3):
        sheet += [
            ("bold", 108, f"R{n} For the Commissioner. By June 202{n}."),
            ("plain", 108, f"The rural team should grow to fifteen officers in area {n} of the county."),
            ("plain", 72, "The cost of six constables is about a third of a million pounds in every year."),
        ]
    read = decided("paper.pdf", draw_sheets(sheet))
    shares = np.zeros_like(read.shares)
    for passage in read.paper.passages:
        named = passage.label is not None and passage.label.text != "R3"
        shares[passage.index, DECIDED.index(Role.RECOMMENDATION)] = 0.8 if named else 0.0
    found = list(find_evident(replace(read, shares=shares), frozenset()))
    assert [(c.number, c.text(frozenset())[:15], c.text(frozenset())[-11:]) for c in found] == [
        (f"R{n}", "The rural team ", "the county.") for n in (1, 2, 3)
    ]
