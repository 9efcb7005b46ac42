"""A paper that gives no rows though it speaks of some says so; so does one that gives more than a heading can announce."""

from __future__ import annotations

import pytest

from tests.sheets import Sheet, draw_sheets

FRONT: Sheet = [
    ("bold", 72, "Northshire Health Overview and Scrutiny Committee"),
    ("bold", 72, "Getting home from hospital: report of the task group"),
    ("plain", 72, "The task group met six times and heard from carers, nurses and the ambulance service."),
]
HEARD: Sheet = [
    ("bold", 72, "What we heard"),
    ("plain", 72, "Carers told the group that they had waited until late in the evening for a lift."),
    ("plain", 72, "Nurses said that the pharmacy closed at five, and that medicines came the next day."),
]


def _told(found) -> list[str]:
    return [finding.check for finding in found.findings]


def test_report_of_a_reviewing_body_without_a_row_says_so(read) -> None:
    found = read(draw_sheets([*FRONT, *HEARD]))
    assert found.recommendations == ()
    (finding,) = (f for f in found.findings if f.check == "no-recommendations-found")
    assert "Getting home from hospital" in finding.message or "Northshire" in finding.message


def test_report_with_rows_says_nothing_of_the_kind(read) -> None:
    asked = [("bold", 72, "Recommendations"), ("plain", 72, "1. The Trust should keep its pharmacy open until eight.")]
    found = read(draw_sheets([*FRONT, *HEARD, *asked]))
    assert len(found.recommendations) == 1
    assert "no-recommendations-found" not in _told(found)


@pytest.mark.parametrize("name", ["Quarterly newsletter", "Parking charges from April"])
def test_paper_that_speaks_of_none_says_nothing(read, name: str) -> None:
    found = read(draw_sheets([("bold", 72, name), ("plain", 72, "The car park in Mill Lane has been open since May.")]))
    assert "no-recommendations-found" not in _told(found)


def test_reply_in_which_no_answer_was_found_says_so(read) -> None:
    sheet: Sheet = [
        ("bold", 72, "Cabinet response to the report of the Health Scrutiny Committee on dental care"),
        ("plain", 72, "The Cabinet is grateful to the committee for its work and will write again in the summer."),
    ]
    found = read(draw_sheets(sheet))
    assert found.responses == ()
    assert "no-responses-found" in _told(found)


def test_more_rows_than_a_heading_can_announce_are_doubted(read) -> None:
    sheets: list[Sheet] = [[*FRONT, ("bold", 72, "Recommendations")], *([] for _ in range(3))]
    for number in range(1, 71):
        sheets[number // 20].append(("plain", 72, f"{number}. The Trust should publish report number {number} by May."))
    found = read(draw_sheets(*sheets))
    assert len(found.recommendations) > 60
    assert "many-recommendations" in _told(found)


def test_paper_of_any_kind_under_whose_heading_for_recommendations_no_row_was_found_names_the_page(read) -> None:
    first: Sheet = [("bold", 72, "Northshire Trust: the winter in figures"), ("plain", 72, "The winter was mild.")]
    second: Sheet = [("bold", 72, "Recommendations"), ("plain", 72, "They will be written when the figures are in.")]
    found = read(draw_sheets(first, second))
    assert found.recommendations == ()
    (finding,) = (f for f in found.findings if f.check == "no-recommendations-found")
    assert finding.page == 2
