"""Lists that gather what a paper recommends in its chapters: they are complete, and their items' place is the chapter's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extraction.gathered import Gathered
from tests.sheets import Sheet, draw_sheets

FRONT: Sheet = [("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee")]
ASKED = [
    "The Trust should publish the waiting times of every clinic in each quarter of the year.",
    "The Council should pay for two further posts in the audiology clinic in the north.",
    "The Trust should tell every patient why the clinic in Mill Lane was closed to them.",
]
HEARD = "Members heard from patients of the three hospitals, and from those who care for them."
ASIDE = "The Council should of course be proud of the people who work in its clinics."


def _chapters(named: str = "") -> Sheet:
    sheet: Sheet = [("bold", 72, "What we heard")]
    for number, asked in enumerate(ASKED, 1):
        sheet += [("plain", 72, f"{HEARD} {'Many had waited. ' * number}")]
        sheet += [("bold", 72, f"{named.format(n=number)}{asked}"), ("plain", 72, ASIDE)]
    return sheet


def _closing() -> Sheet:
    return [("bold", 72, "Recommendations"), *(("plain", 72, f"{n}. {text}") for n, text in enumerate(ASKED, 1))]


def test_items_stand_where_the_chapter_says_them_and_nothing_else_of_it_is_a_row(read) -> None:
    found = read(draw_sheets([*FRONT, *_chapters()], _closing())).recommendations
    assert [(row.text, row.number, row.page, row.also_pages) for row in found] == [
        (text, str(number), 1, (2,)) for number, text in enumerate(ASKED, 1)
    ]


def test_name_that_the_chapter_gives_a_recommendation_is_its_number(read) -> None:
    found = read(draw_sheets([*FRONT, *_chapters("R{n} ")], _closing())).recommendations
    assert [row.number for row in found] == ["R1", "R2", "R3"]


def test_bold_sentence_among_others_is_the_wording(read) -> None:
    chapter: Sheet = [("plain", 72, f"{HEARD} {asked} {ASIDE}") for asked in ASKED]
    found = read(draw_sheets([*FRONT, ("bold", 72, "What we heard"), *chapter], _closing())).recommendations
    assert [row.text for row in found] == ASKED


@pytest.mark.parametrize(("dots", "gathers"), [("", True), (" ........................ 12", False)])
def test_list_of_contents_gathers_nothing(decided: Callable, dots: str, gathers: bool) -> None:
    listed: Sheet = [
        ("bold", 72, "Recommendations"),
        *(("plain", 72, f"{n}. {text}{dots}") for n, text in enumerate(ASKED, 1)),
    ]
    read = decided("paper.pdf", draw_sheets([*FRONT, *_chapters()], listed))
    assert bool(Gathered(read).items) is gathers


def test_list_that_nothing_states_again_gathers_nothing(decided: Callable) -> None:
    other: Sheet = [
        ("bold", 72, "What we heard"),
        *(("plain", 72, f"{HEARD} {'Many had waited. ' * n}") for n in (1, 2, 3)),
    ]
    assert not Gathered(decided("paper.pdf", draw_sheets([*FRONT, *other], _closing()))).items
