"""Categories where no heading tells them: a note, a tag behind each item, the addressee, a column beside, two columns."""

from __future__ import annotations

from tests.sheets import Sheet, draw_sheets, draw_table, draw_two_columns

FRONT: Sheet = [
    ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
    ("bold", 72, "Access to general practice"),
    ("bold", 72, "Recommendations"),
]


def _categories(result) -> list[tuple[str, str]]:
    return [(row.category, row.category_basis) for row in result.recommendations]


def test_note_says_that_what_follows_is_for_the_icb_alone(read) -> None:
    sheet: Sheet = [
        *FRONT,
        ("plain", 72, "1. To publish waiting times every month."),
        ("plain", 72, "2. To write to every household about the new service."),
        ("plain", 72, "The following are for the ICB alone:"),
        ("plain", 72, "3. To review the contracts of all practices in the county."),
        ("plain", 72, "4. To fund a pilot in two towns."),
    ]
    found = read(draw_sheets(sheet))
    assert _categories(found) == [("", ""), ("", ""), ("icb", "note"), ("icb", "note")]
    assert [bool(row.review_reason) for row in found.recommendations] == [True, True, False, False]


def test_tag_behind_each_item(read) -> None:
    tags = ["(ICB only)", "[HOSC]", "(Overarching)", "– ICB", "(Council and ICB)", "(for Northshire ICB)"]
    texts = [f"{n}. To publish figure number {n} of the plan every month {tag}" for n, tag in enumerate(tags, 1)]
    found = read(draw_sheets([*FRONT, *(("plain", 72, text) for text in texts)]))
    expected = ["icb", "hosc", "overarching", "icb", "overarching", "icb"]
    assert _categories(found) == [(category, "tag") for category in expected]
    assert [row.text for row in found.recommendations] == [
        f"To publish figure number {n} of the plan every month" for n in range(1, 7)
    ]


def test_addressee_in_the_sentence(read) -> None:
    texts = [
        "1. That the Northshire Integrated Care Board publishes waiting times every month.",
        "2. The ICB and the County Council should jointly fund a pilot in two towns.",
        "3. The Committee recommends that NHS Northshire ICB reviews the contracts of all practices.",
        "4. For HOSC to visit two practices in the north of the county.",
        "5. To explain the new service to every household.",
    ]
    found = read(draw_sheets([*FRONT, *(("plain", 72, text) for text in texts)]))
    expected = ["icb", "overarching", "icb", "hosc", ""]
    assert [category for category, _ in _categories(found)] == expected
    assert [basis for _, basis in _categories(found)] == ["addressee"] * 4 + [""]
    assert [row.review_reason for row in found.recommendations] == ["", "", "", "", "no evidence for a category"]
    assert found.recommendations[0].addressee_name == found.recommendations[2].addressee_name


def test_who_acts_in_partnership_is_not_all_partners(read) -> None:
    texts = [
        "1. That the ICB works in partnership with practices on a plan.",
        "2. To work in partnership with schools on a plan for each town.",
        "3. Northshire ICB and Northshire County Council should jointly fund a pilot.",
        "4. That the Northshire Integrated Care Board publishes a plan. The Board should report back in June.",
    ]
    found = read(draw_sheets([*FRONT, *(("plain", 72, text) for text in texts)]))
    assert [category for category, _ in _categories(found)] == ["icb", "", "overarching", "icb"]
    assert found.recommendations[2].addressee_name == "Northshire Integrated Care Board; Northshire County Council"
    assert found.recommendations[3].timescale_text == ""


def test_column_beside_the_recommendation(read) -> None:
    rows = [
        ["1", "The waiting times should be published every month.", "ICB"],
        ["2", "The pilot should be funded in two towns.", "Both"],
        ["3", "Two practices in the north should be visited.", "HOSC"],
        ["4", "The figures of the pilot should be reported.", "Council and ICB"],
    ]
    front = ["Report of the Northshire Health Overview and Scrutiny Committee", "Access to general practice"]
    found = read(draw_table(front, ["No.", "Recommendation", "Addressed to"], rows, [40, 280, 120]))
    assert _categories(found) == [("icb", "tag"), ("overarching", "tag"), ("hosc", "tag"), ("overarching", "tag")]
    assert [row.number for row in found.recommendations] == ["1", "2", "3", "4"]


def test_two_columns_of_a_table(read) -> None:
    rows = [
        [
            "1. The Committee should visit two practices in the north.",
            "1. The ICB should publish its waiting times every month.",
        ],
        ["2. The Committee should consider the figures in June.", "2. The ICB should fund a pilot in two towns."],
    ]
    front = ["Report of the Northshire Health Overview and Scrutiny Committee", "Access to general practice"]
    found = read(draw_table(front, ["HOSC recommendations", "ICB recommendations"], rows, [220, 220]))
    assert {(r.text, r.category) for r in found.recommendations} == {
        ("The Committee should visit two practices in the north.", "hosc"),
        ("The Committee should consider the figures in June.", "hosc"),
        ("The ICB should publish its waiting times every month.", "icb"),
        ("The ICB should fund a pilot in two towns.", "icb"),
    }


def test_two_columns_side_by_side_without_rules(read) -> None:
    left: Sheet = [
        ("bold", 72, "HOSC recommendations"),
        ("plain", 72, "1. That two practices in the north are visited before the summer."),
        ("plain", 72, "2. That the figures are considered by the committee in June."),
        ("plain", 72, "3. That members are briefed on the contract before it is let."),
    ]
    right: Sheet = [
        ("bold", 72, "ICB recommendations"),
        ("plain", 72, "1. That waiting times are published every month on its website."),
        ("plain", 72, "2. That a pilot is funded in two towns of the county this year."),
        ("plain", 72, "3. That every practice is told of the result of the pilot."),
    ]
    found = read(draw_two_columns(FRONT[:2], left, right))
    assert sorted((r.category, r.number) for r in found.recommendations) == [
        (category, number) for category in ("hosc", "icb") for number in "123"
    ]


STATED_TWICE = [
    "That a travel plan be drawn up with the community car schemes and published before the decision is taken.",
    "One definition of ready to leave to be used in every paper that comes to this Committee from April 2025.",
    "That reception staff of every practice be trained to book an interpreter without being asked twice.",
]


def test_category_of_a_box_is_that_of_the_closing_list_that_states_it_again(read) -> None:
    chapter: Sheet = [("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee")]
    for number, asked in enumerate(STATED_TWICE, 1):
        chapter += [
            ("plain", 72, "Members heard from patients and from staff of the two hospitals."),
            ("bold", 72, f"Recommendation {number}"),
            ("plain", 72, asked),
        ]
    closing: Sheet = [
        ("bold", 72, "Our recommendations in one place"),
        ("bold", 72, "To the Integrated Care Board"),
        ("plain", 90, f"1. {STATED_TWICE[0]}"),
        ("plain", 90, f"3. {STATED_TWICE[2]}"),
        ("bold", 72, "Overarching recommendations"),
        ("plain", 90, f"2. {STATED_TWICE[1]}"),
    ]
    found = read(draw_sheets(chapter, closing)).recommendations
    assert [(row.number, row.category) for row in found] == [("1", "icb"), ("2", "overarching"), ("3", "icb")]


def test_column_of_bodies_tells_for_whom_each_row_is_whatever_its_header_says(read) -> None:
    rows = [
        ["1", "The Board should fund a pilot on interpreting and publish its results.", "System-wide"],
        ["2", "To ensure that a different way of greeting patients is tried in two areas.", "HOSC only"],
        ["3", "To bring a costed plan for evening clinics to the Committee in May.", "Trust"],
    ]
    front = ["Report of the Northshire Health Overview and Scrutiny Committee"]
    found = read(draw_table(front, ["No.", "Recommendation", "Hands"], rows, [40, 290, 110])).recommendations
    assert [row.category for row in found] == ["overarching", "hosc", "icb"]
