"""Lists that gather what a paper recommends in its chapters: they are complete, and their items' place is the chapter's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.extraction.gathered import Gathered
from pipeline.passages import Role
from pipeline.roles.neighbours import DECIDED
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


def test_number_of_a_chapters_paragraph_is_not_the_recommendations(read) -> None:
    found = read(draw_sheets([*FRONT, *_chapters("4.{n} ")], _closing())).recommendations
    assert [(row.text, row.number) for row in found] == [(text, str(n)) for n, text in enumerate(ASKED, 1)]


@pytest.mark.parametrize(("share", "holds"), [(0.55, False), (0.99, True)])
def test_beside_a_gathering_list_only_what_is_sure_and_announced_is_a_row(
    decided: Callable, share: float, holds: bool
) -> None:
    more: Sheet = [("plain", 72, "The Council should look at this once more in the spring of the next year.")]
    read = decided("paper.pdf", draw_sheets([*FRONT, *_chapters()], [*_closing(), *more]))
    last, aside = len(read.paper.passages) - 1, next(p.index for p in read.paper.passages if p.text == ASIDE)
    shares = read.shares.copy()
    shares[[last, aside], DECIDED.index(Role.RECOMMENDATION)] = share
    gathered = Gathered(replace(read, shares=shares))
    assert len(gathered.items) == len(ASKED)
    assert (last in gathered.with_items(frozenset({last, aside}))) is holds
    assert aside not in gathered.with_items(frozenset({last, aside}))


def test_sub_points_belong_to_an_item_that_leads_up_to_them(decided: Callable) -> None:
    points: Sheet = [
        ("plain", 108, "(a) in print and on its website;"),
        ("plain", 108, "(b) at every clinic of the county."),
    ]
    others: Sheet = [("plain", 72.0, "2. The Council should pay for two posts in the north."), *points]
    listed = [("plain", 72.0, "1. The Trust should publish its waiting times:"), *points, *others]
    read = decided("paper.pdf", draw_sheets([*FRONT, ("bold", 72, "Recommendations"), *listed]))
    item, other = (next(p for p in read.paper.passages if p.label is not None and p.label.text == n) for n in "12")
    assert [p.text for p in Gathered(read).parts_of(item)] == [
        "in print and on its website;",
        "at every clinic of the county.",
    ]
    assert not Gathered(read).parts_of(other)
