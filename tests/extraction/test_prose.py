"""Recommendations in running prose: the reviewing body's own, as sentences; what is told about recommendations stays out."""

from __future__ import annotations

import pytest

from pipeline.records import Kind
from tests.sheets import Sheet, draw_sheets

FRONT: Sheet = [
    ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
    ("bold", 72, "Community dentistry in Northshire"),
]
OFFICER: Sheet = [
    ("plain", 72, "From: Jane Field, Director of Finance"),
    ("plain", 72, "To: Cabinet, 30 January 2025"),
    ("plain", 72, "Subject: Community dentistry"),
]
MENTIONS = [
    "The recommendations of the Kark review were put to the Board in 2019 and most of them have been carried out.",
    "NICE recommends that adults see a dentist at least once every two years, and many in the county cannot.",
    "Witnesses recommended that the contract be changed, and the Committee heard how hard that would be.",
    "In 2021 the Committee recommended that the Trust publish its waiting times, which it has done since.",
    "The Committee makes no recommendation on charges, which are set by law.",
]
ASKED = [
    "The Committee therefore recommends that the Integrated Care Board publishes a plan for school dentistry by March 2026.",
    "We urge the County Council to fund supervised toothbrushing in every nursery.",
    "It is recommended that the Northshire Community Trust reports its waiting times to each meeting of the Committee.",
]
PARAGRAPHS: Sheet = [
    ("plain", 72, f"{MENTIONS[0]} {MENTIONS[1]}"),
    ("plain", 72, f"Children wait eleven months for a first visit. {ASKED[0]} The county has 40 practices."),
    ("plain", 72, f"{MENTIONS[2]} {ASKED[1]}"),
    ("plain", 72, f"{MENTIONS[3]} {MENTIONS[4]}"),
    ("plain", 72, ASKED[2]),
]


def test_sentences_in_which_the_body_recommends_are_rows(read) -> None:
    found = read(draw_sheets(FRONT + PARAGRAPHS)).recommendations
    assert [row.text for row in found] == ASKED
    assert {row.kind for row in found} == {Kind.SCRUTINY}
    assert {(row.number, row.number_source) for row in found} == {("", "none")}
    assert all(0 < row.confidence < 1 for row in found)


def test_who_is_asked_and_by_when_are_the_sentences_own_words(read) -> None:
    found = read(draw_sheets(FRONT + PARAGRAPHS)).recommendations
    assert [row.addressee for row in found] == ["Integrated Care Board", "County Council", "Northshire Community Trust"]
    assert found[0].timescale_text == "by March 2026"


def test_box_surrounds_the_lines_of_the_sentence_alone(read) -> None:
    filler = "The county has many villages and few dentists, as the papers before the Committee showed at length. " * 3
    found = read(draw_sheets([*FRONT, ("plain", 72, f"{filler}{ASKED[1]} {filler}")])).recommendations
    assert [row.text for row in found] == [ASKED[1]]
    assert found[0].box.height < 45


@pytest.mark.parametrize("mention", MENTIONS)
def test_mention_of_recommendations_is_none(read, mention: str) -> None:
    assert not read(draw_sheets([*FRONT, ("plain", 72, mention)])).recommendations


def test_officer_report_recommends_nothing_in_prose(read) -> None:
    assert not [r for r in read(draw_sheets(OFFICER + PARAGRAPHS)).recommendations if r.kind is Kind.SCRUTINY]


@pytest.mark.parametrize(
    "issuer",
    [
        "Report of the Scrutiny Manager",
        "Report by the Director of Public Health to the Health Overview and Scrutiny Committee",
    ],
)
def test_officer_who_reports_to_scrutiny_is_no_reviewing_body(read, issuer: str) -> None:
    front: Sheet = [("bold", 72, issuer), ("plain", 72, "To: Cabinet, 30 January 2025")]
    assert not [r for r in read(draw_sheets(front + PARAGRAPHS)).recommendations if r.kind is Kind.SCRUTINY]


@pytest.mark.parametrize("verb", ["encourages", "urges", "proposes that", "suggests that", "calls on"])
def test_words_of_asking_make_a_later_page_worth_reading(read, verb: str) -> None:
    filler: Sheet = [("plain", 72, "The county has many villages and few dentists.")]
    to = "should open" if verb.endswith("that") else "to open"
    asked: Sheet = [("plain", 72, f"The Committee {verb} the Northshire Trust {to} a second clinic in the north.")]
    found = read(draw_sheets(FRONT + filler, filler, filler, asked)).recommendations
    assert [row.page for row in found] == [4]


def test_own_committee_by_a_short_name_is_no_other_body(read) -> None:
    text = "The Panel recommends that the Trust opens a clinic in the north."
    found = read(draw_sheets([*FRONT, ("plain", 72, text)])).recommendations
    assert [row.review_reason in ("", "less sure than usual") for row in found] == [True]


def test_prose_that_says_what_a_list_says_is_no_further_row(read) -> None:
    text = "That the Trust opens a clinic for school children in the north of the county."
    listed: Sheet = [("bold", 72, "Recommendations"), ("plain", 72, f"1. {text}")]
    prose: Sheet = [("plain", 72, f"The Committee therefore recommends {text[0].lower()}{text[1:]}")]
    found = read(draw_sheets([*FRONT, *PARAGRAPHS[:1], *prose, *listed])).recommendations
    assert len(found) == 1


def test_another_bodys_asking_is_no_row_of_this_one(read) -> None:
    text = "The Westland Transport Scrutiny Committee recommends that the operator extends the route to the hospital."
    found = read(draw_sheets([*FRONT, ("plain", 72, text)])).recommendations
    assert not found


def test_numbered_paragraph_gives_the_sentence_alone(read) -> None:
    sheet: Sheet = [
        ("plain", 72, "1.1 The county has 40 practices."),
        ("plain", 72, f"1.2 Children wait eleven months. {ASKED[1]} The Trust told us why."),
        ("plain", 72, f"1.3 {ASKED[0]}"),
    ]
    found = read(draw_sheets(FRONT + sheet)).recommendations
    assert [row.text for row in found] == [ASKED[1], ASKED[0]]


def test_sentence_over_a_page_break_begins_on_its_page(read) -> None:
    filler = "The county has many villages and few dentists, as the papers before the Committee showed at length. "
    first: Sheet = [
        *FRONT,
        *(("plain", 72, filler * 4) for _ in range(7)),
        ("plain", 72, f"{filler} The Committee therefore"),
    ]
    second: Sheet = [("plain", 72, "recommends that the Trust opens a clinic in the north. That is all.")]
    found = read(draw_sheets(first, second)).recommendations
    assert [(row.text, row.page, row.last_page) for row in found] == [
        ("The Committee therefore recommends that the Trust opens a clinic in the north.", 1, 2)
    ]


def test_each_sentence_that_asks_in_a_letter_is_a_row_though_it_lists_others(read) -> None:
    sheet: Sheet = [
        ("bold", 72, "Northshire Health Overview and Scrutiny Committee"),
        ("plain", 72, "Dear Dr Field"),
        ("bold", 72, "The foot clinic in Mill Lane"),
        (
            "plain",
            72,
            "We heard that 1,940 people are registered with the clinic. The Committee asks that the Trust keeps it open.",
        ),
        ("plain", 72, "A letter had gone to some patients. The Committee asks the Trust to:"),
        ("plain", 90, "• write to every patient of the clinic in plain English; and"),
        ("plain", 90, "• publish the number of those who were sent away."),
        ("plain", 72, "Yours sincerely"),
        ("plain", 72, "Chair, Health Overview and Scrutiny Committee"),
    ]
    rows = [row.text for row in read(draw_sheets(sheet)).recommendations]
    assert "The Committee asks that the Trust keeps it open." in rows
    assert len(rows) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Nor do I recommend that the building be demolished, which is for those who lived there.",
        "I was pressed by several participants to recommend that sprinklers be required in all mills.",
        "The Committee makes no recommendation that the clinic be closed.",
    ],
)
def test_what_is_not_recommended_is_no_row(read, text: str) -> None:
    asked = ("plain", 72, "1. That the Trust opens a clinic in the north of the county.")
    sheet: Sheet = [*FRONT, ("bold", 72, "Recommendations"), asked, ("bold", 72, "Other matters"), ("plain", 72, text)]
    assert [row.number for row in read(draw_sheets(sheet)).recommendations] == ["1"]
