"""The shapes in which papers state recommendations and answers, each in a small document drawn for it."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.records import DocumentResult, Kind, Status
from tests.sheets import Sheet, draw_sheets, draw_table

OFFICER = [
    ("plain", 72, "From: Jane Field, Director of Finance"),
    ("plain", 72, "To: Cabinet, 30 January 2025"),
    ("plain", 72, "Subject: Budget report"),
]
SCRUTINY = [("bold", 72, "Report of the Northshire Scrutiny Committee")]
INQUIRY = [("bold", 72, "The Northshire Public Inquiry"), ("bold", 72, "Report of the Inquiry")]


def _rows(result: DocumentResult) -> list[tuple[str, str]]:
    return [(row.number, row.text) for row in result.recommendations]


@pytest.mark.parametrize("labels", ["abc", ["i", "ii", "iii"], ["1", "2", "3"]])
@pytest.mark.parametrize("form", ["{})", "({})", "{}."])
def test_items_of_cabinet_is_asked_to(read, labels, form: str) -> None:
    texts = [
        "NOTE the forecast overspend of the service;",
        "AGREE the changes to the budget; and",
        "DELEGATE authority to the Director.",
    ]
    sheet = [*OFFICER, ("bold", 72, "Recommendation(s):"), ("plain", 72, "Cabinet is asked to:")]
    sheet += [("plain", 72, f"{form.format(label)} {text}") for label, text in zip(labels, texts, strict=True)]
    result = read(
        draw_sheets([*sheet, ("bold", 72, "1. Introduction"), ("plain", 72, "1.1 The service has overspent.")])
    )
    assert _rows(result) == list(zip(labels, texts, strict=True))
    assert {(r.kind, r.stem) for r in result.recommendations} == {(Kind.DECISION, "Cabinet is asked to:")}


def test_bulleted_items_have_no_number(read) -> None:
    sheet = [
        *OFFICER,
        ("bold", 72, "Recommendations"),
        ("plain", 72, "The Cabinet is recommended to:"),
        ("plain", 90, "– note the report;"),
        ("plain", 90, "– agree the plan."),
    ]
    assert _rows(read(draw_sheets(sheet))) == [("", "note the report;"), ("", "agree the plan.")]


def test_lone_sentence_is_one_row_without_a_stem(read) -> None:
    sheet = [
        *OFFICER,
        ("bold", 72, "Recommendation:"),
        ("plain", 72, "Cabinet is asked to agree the Commissioning Plan for 2025-29."),
    ]
    (row,) = read(
        draw_sheets([*sheet, ("bold", 72, "Background"), ("plain", 72, "The plan is made each year.")])
    ).recommendations
    assert (row.number, row.text, row.stem) == ("", "Cabinet is asked to agree the Commissioning Plan for 2025-29.", "")


def test_run_in_heading_is_not_part_of_the_wording(read) -> None:
    sheet = [
        *OFFICER,
        ("plain", 72, "Recommendations: Cabinet is asked to consider and agree to the proposed decision."),
    ]
    assert _rows(read(draw_sheets(sheet))) == [("", "Cabinet is asked to consider and agree to the proposed decision.")]


def test_sentence_that_strings_items_together_is_split(read) -> None:
    sheet = [
        *OFFICER,
        ("bold", 72, "Recommendation"),
        ("plain", 72, "Cabinet is asked to (a) note the report on the service; and (b) approve the new contract."),
    ]
    assert _rows(read(draw_sheets(sheet))) == [
        ("a", "note the report on the service; and"),
        ("b", "approve the new contract."),
    ]


def test_unlabelled_paragraphs_complete_a_lead_in(read) -> None:
    sheet = [
        *OFFICER,
        ("bold", 72, "Recommendations"),
        ("plain", 72, "Cabinet is asked to:"),
        ("plain", 90, "note the report; and"),
        ("plain", 90, "approve the contract."),
    ]
    assert [text for _, text in _rows(read(draw_sheets(sheet)))] == ["note the report; and", "approve the contract."]


def test_paragraph_alone_under_the_heading(read) -> None:
    sheet = [
        *OFFICER,
        ("bold", 72, "Recommendation"),
        ("plain", 72, "That the Cabinet approves the draft strategy for consultation."),
        ("bold", 72, "Background"),
    ]
    assert _rows(read(draw_sheets([*sheet, ("plain", 72, "The strategy was drafted in May.")]))) == [
        ("", "That the Cabinet approves the draft strategy for consultation.")
    ]


def test_box_on_page_one_and_closing_section_are_one_row(read) -> None:
    ask = [
        ("bold", 72, "Recommendation(s):"),
        ("plain", 72, "Cabinet is asked to:"),
        ("plain", 72, "a) NOTE the forecast overspend of the whole service."),
        ("plain", 72, "b) AGREE the changes."),
    ]
    end = [
        ("bold", 72, "5. Recommendation(s)"),
        ("plain", 72, "Cabinet is asked to:"),
        ("plain", 72, "a) NOTE the forecast overspend."),
        ("plain", 72, "b) AGREE the changes."),
    ]
    rows = read(draw_sheets([*OFFICER, *ask], end)).recommendations
    assert [(r.number, r.page, r.also_pages) for r in rows] == [("a", 1, (2,)), ("b", 1, (2,))]


def test_sub_heading_between_items_does_not_end_the_list(read) -> None:
    sheet = [
        *SCRUTINY,
        ("bold", 72, "Recommendations"),
        ("bold", 72, "Workforce"),
        ("plain", 72, "1. To recruit more nurses for the clinics."),
    ]
    sheet += [
        ("bold", 72, "Estates"),
        ("plain", 72, "2. To repair the roof of the clinic."),
        ("plain", 72, "3. To review the opening hours."),
    ]
    assert [number for number, _ in _rows(read(draw_sheets(sheet)))] == ["1", "2", "3"]


def test_sub_points_belong_to_their_parent(read) -> None:
    sheet = [
        *SCRUTINY,
        ("bold", 72, "Recommendations"),
        ("plain", 72, "1. The Trust should publish:"),
        ("plain", 100, "a) its waiting times; and"),
        ("plain", 100, "b) its staffing."),
    ]
    sheet += [("plain", 72, "2. The Council should report on all of its clinics every year.")]
    assert _rows(read(draw_sheets(sheet))) == [
        ("1", "The Trust should publish: a) its waiting times; and b) its staffing."),
        ("2", "The Council should report on all of its clinics every year."),
    ]


def test_named_headings_with_bodies_in_boxes_restated_in_a_list(read) -> None:
    box = [
        ("bold", 72, "Recommendation 1: A simpler structure"),
        ("plain", 72, "The governments should simplify their structures."),
        ("plain", 72, "– by one committee; and"),
        ("plain", 72, "– by one group."),
    ]
    after = [("plain", 72, "2.99. The Inquiry heard much about this."), ("plain", 72, "2.100. It was said often.")]
    other = [
        ("bold", 72, "Recommendation 2: Better assessment"),
        ("plain", 72, "The governments should assess risks together."),
    ]
    data = draw_sheets(
        [*INQUIRY, ("plain", 72, "2.98. Much was wrong.")],
        [*box, *after],
        [*other, *after],
        [*box],
        boxes=[(1, 0, 3), (2, 0, 1), (3, 0, 3)],
    )
    rows = read(data).recommendations
    assert [(r.number, r.page, r.also_pages, r.kind) for r in rows] == [
        ("1", 2, (4,), Kind.SCRUTINY),
        ("2", 3, (), Kind.SCRUTINY),
    ]
    assert rows[0].text == "The governments should simplify their structures. – by one committee; and – by one group."


@pytest.mark.parametrize("font", ["plain", "bold"])
def test_recommendations_that_name_themselves(read, font: str) -> None:
    sheet = [
        *SCRUTINY,
        ("plain", 72, "4. The panel heard from officers."),
        (font, 72, "Recommendation 1: That the Council publish its waiting times."),
    ]
    sheet += [
        ("plain", 72, "5. Staffing was short."),
        (font, 72, "Recommendation 2: The Trust should recruit more nurses."),
    ]
    sheet += [("plain", 72, "6. Recommendation 2 was agreed by all members.")]
    assert _rows(read(draw_sheets(sheet))) == [
        ("1", "That the Council publish its waiting times."),
        ("2", "The Trust should recruit more nurses."),
    ]


def test_decision_asked_for_beside_named_recommendations(read) -> None:
    sheet = [
        *SCRUTINY,
        ("bold", 72, "RECOMMENDATION"),
        ("plain", 72, "The Cabinet is RECOMMENDED to:"),
        ("plain", 90, "a) agree its response to this report."),
    ]
    sheet += [("bold", 72, "Findings"), ("plain", 72, "Recommendation 1: That the Council publish its waiting times.")]
    assert [(r.number, r.kind) for r in read(draw_sheets(sheet)).recommendations] == [
        ("a", Kind.DECISION),
        ("1", Kind.SCRUTINY),
    ]


def test_conclusions_and_recommendations_are_listed_at_their_first_place(read) -> None:
    said = {
        11: ("bold", "The value of buses to the county is underappreciated by those who do not use them."),
        12: ("bold-italic", "We recommend that the Council publish the figures for every bus route each year."),
        13: ("bold", "Fares have risen faster than wages in each of the years that we looked at."),
        14: ("bold-italic", "The Government should let councils keep the fares that they collect themselves."),
    }
    chapter = [
        ("bold", 72, "House of Lords: Select Committee on Buses"),
        *[(font, 72, f"{n}. {text}") for n, (font, text) in said.items()],
    ]
    listed = [("bold", 72, "SUMMARY OF CONCLUSIONS AND RECOMMENDATIONS")]
    listed += [
        ("italic" if "italic" in font else "plain", 72, f"{i}. {text} (Paragraph {n})")
        for i, (n, (font, text)) in enumerate(said.items(), 1)
    ]
    rows = read(draw_sheets(chapter, listed)).recommendations
    assert [(r.number, r.page, r.also_pages, r.kind) for r in rows] == [
        ("1", 1, (2,), Kind.CONCLUSION),
        ("2", 1, (2,), Kind.SCRUTINY),
        ("3", 1, (2,), Kind.CONCLUSION),
        ("4", 1, (2,), Kind.SCRUTINY),
    ]
    assert rows[1].text == said[12][1]


@pytest.mark.parametrize(
    "sheet",
    [
        [("plain", 72, "Minutes of a meeting of the Cabinet"), ("bold", 72, "RESOLVED to:"), ("plain", 90, "a) approve it; and"), ("plain", 90, "b) note the recommendations.")],
        [("bold", 72, "AGENDA"), ("plain", 72, "6. Capital Report (Pages 5 - 8)"), ("plain", 90, "The Cabinet is RECOMMENDED to note the position.")],
        [*OFFICER, ("plain", 72, "2. It is recommended practice to review it."), ("plain", 72, "3. The recommendations of the Kark review were published in 2019.")],
        [*OFFICER, ("bold", 72, "Options considered"), ("plain", 72, "a) To do nothing."), ("plain", 72, "b) To close the centre.")],
        [*OFFICER, ("bold", 72, "Contents"), ("plain", 72, "2 Recommendations ............................ 14"), ("plain", 72, "3 Background ............................ 15")],
    ],
)  # fmt: skip
def test_what_is_no_recommendation_stays_out(read, sheet: Sheet) -> None:
    assert _rows(read(draw_sheets(sheet))) == []


def _answer_letter(*, framed: bool) -> bytes:
    pages = [
        [
            ("bold", 72, "Government response to the Select Committee on Buses"),
            ("plain", 72, "The Government welcomes the report and thanks the Committee for its work on it."),
        ],
        [
            ("bold", 72, "Recommendation 1"),
            (
                "plain" if framed else "italic",
                72,
                "We recommend that the Council publish the figures for every bus route each year.",
            ),
            ("plain", 72, "The Government accepts this recommendation. The figures will be published by March 2026."),
            ("plain", 72, "They will be checked first."),
            ("bold", 72, "Recommendation 2"),
            (
                "plain" if framed else "italic",
                72,
                "The Government should let councils keep the fares that they collect.",
            ),
            ("plain", 72, "The Government does not agree that councils should keep the fares that they collect."),
        ],
    ]
    return draw_sheets(*pages, boxes=[(1, 0, 1), (1, 4, 5)] if framed else [])


@pytest.mark.parametrize("framed", [True, False])
def test_replies_are_kept_apart_from_what_they_quote(read, framed: bool) -> None:
    rows = read(_answer_letter(framed=framed)).responses
    assert [(r.number, r.status) for r in rows] == [("1", Status.ACCEPTED), ("2", Status.REJECTED)]
    assert (
        rows[0].recommendation_text
        == "We recommend that the Council publish the figures for every bus route each year."
    )
    assert (
        rows[0].text
        == "The Government accepts this recommendation. The figures will be published by March 2026. They will be checked first."
    )
    assert "accepts this recommendation" in rows[0].status_text
    assert (rows[0].timescale_text, str(rows[0].due_end)) == ("by March 2026", "2026-03-31")


def test_joint_answer_carries_all_its_numbers(read) -> None:
    page = [
        ("bold", 72, "Committee Recommendation"),
        ("plain", 72, "8.3. The idea of fares that differ is often controversial."),
        ("plain", 72, "8.4. We agree with the principle of even fares."),
        ("plain", 72, "The Government agrees with the Committee’s conclusion."),
    ]
    (row,) = read(
        draw_sheets([("bold", 72, "Government response to the Select Committee on Buses")], page, boxes=[(1, 0, 2)])
    ).responses
    assert row.number == "8.3-8.4"
    assert [q.number for q in row.quotations] == ["8.3", "8.4"]
    assert row.text == "The Government agrees with the Committee’s conclusion."


def test_cells_of_a_recommendations_column(read) -> None:
    rows = [
        ["No.", "Recommendation", "Why"],
        ["R1", "The Trust should publish its waiting times each month.", "Residents asked for them."],
        ["R2", "To recruit more nurses for the clinics in the north.", "Posts are vacant."],
    ]
    found = read(draw_table(["Report of the Northshire Scrutiny Committee"], [], rows, [38, 210, 200])).recommendations
    assert [(r.number, r.text) for r in found] == [("R1", rows[1][1]), ("R2", rows[2][1])]


def test_front_page_laid_out_as_a_table(read) -> None:
    rows = [
        ["Report to", "Cabinet, 30 January 2025"],
        ["Subject", "Review of the fees and charges that the Council sets for its leisure centres in the coming year"],
        [
            "Officer Recommendations",
            "That the Cabinet approves the fees and charges as set out in the annex to this report.",
        ],
    ]
    found = read(draw_table(["Report by the Director of Finance"], [], rows, [128, 320])).recommendations
    assert [(r.number, r.text, r.kind) for r in found] == [("", rows[2][1], Kind.DECISION)]


def test_second_column_without_rules_is_not_part_of_the_wording(read) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    rows = ["NOTE the overspend", "AGREE the changes", "APPROVE the contract", "DELEGATE authority"]
    for n, text in enumerate(
        ["Report by the Director of Finance to Cabinet", "Recommendations", "The Cabinet is asked to:"]
    ):
        canvas.setFont("Helvetica-Bold" if n < 2 else "Helvetica", 11)
        canvas.drawString(72, 740 - 24 * n, text)
    for n, text in enumerate(rows):
        canvas.drawString(72, 660 - 24 * n, f"2.{n + 1}")
        canvas.drawString(110, 660 - 24 * n, text)
        canvas.drawString(400, 660 - 24 * n, f"See Section {n + 3}")
    canvas.save()
    assert _rows(read(stream.getvalue())) == [(f"2.{n}", text) for n, text in enumerate(rows, 1)]


@pytest.mark.parametrize(
    "labels", [["R1", "R2", "R3"], ["1.1", "1.2", "1.3"], ["(i)", "(ii)", "(iii)"], ["8.12", "8.13", "8.14"]]
)
def test_numbers_as_printed_are_kept(read, labels: list[str]) -> None:
    texts = [
        "The Trust should publish its waiting times.",
        "The Council should recruit more nurses.",
        "The Board should report each year.",
    ]
    sheet = [
        *SCRUTINY,
        ("bold", 72, "Recommendations"),
        *[("plain", 72, f"{label} {text}") for label, text in zip(labels, texts, strict=True)],
    ]
    assert _rows(read(draw_sheets(sheet))) == [
        (label.strip("()"), text) for label, text in zip(labels, texts, strict=True)
    ]


def test_reply_headings_separate_plain_quotations_from_replies(read) -> None:
    pages = [
        [("bold", 72, "Government response to the Select Committee on Buses")],
        [
            ("bold", 72, "Recommendation 4"),
            ("plain", 72, "The Government should publish the figures for every bus route."),
            ("bold", 72, "Government response to recommendation 4"),
            ("plain", 72, "The Government accepts this recommendation."),
            ("bold", 72, "Recommendation 5"),
            ("plain", 72, "Councils should keep the fares."),
            ("bold", 72, "Government response to recommendation 5"),
            ("plain", 72, "The Government will consider this recommendation."),
        ],
    ]
    rows = read(draw_sheets(*pages)).responses
    assert [(r.number, r.status, r.text) for r in rows] == [
        ("4", Status.ACCEPTED, "The Government accepts this recommendation."),
        ("5", Status.NOTED, "The Government will consider this recommendation."),
    ]


def test_one_heading_for_several_recommendations(read) -> None:
    page = [
        ("bold", 72, "Recommendations 4 to 6"),
        ("plain", 72, "The Government accepts these recommendations and will act by March 2026."),
        ("bold", 72, "Recommendation 7"),
        ("plain", 72, "The Government does not accept this recommendation."),
    ]
    rows = read(draw_sheets([("bold", 72, "Government response to the Select Committee on Buses")], page)).responses
    assert [(r.number, r.status) for r in rows] == [("4-6", Status.ACCEPTED), ("7", Status.REJECTED)]


def test_letter_with_numbered_recommendations_and_replies_behind_them(read) -> None:
    page = [
        ("bold", 72, "Response of the Integrated Care Board to the report of the Health Scrutiny Committee"),
        ("plain", 72, "1. To publish the waiting times of all clinics."),
        ("plain", 72, "The ICB accepts this recommendation. Figures will be published by May 2025."),
        ("plain", 72, "2. To recruit more nurses."),
        ("plain", 72, "The ICB does not accept this recommendation because there is no budget."),
    ]
    rows = read(draw_sheets(page)).responses
    assert [(r.number, r.recommendation_text, r.status) for r in rows] == [
        ("1", "To publish the waiting times of all clinics.", Status.ACCEPTED),
        ("2", "To recruit more nurses.", Status.REJECTED),
    ]


def test_form_with_its_own_columns_for_yes_and_no(read) -> None:
    rows = [
        ["No.", "Recommendation", "Agreed (Y/N)", "Comments", "Lead Officer", "Target date"],
        [
            "1",
            "That the Council publishes its waiting times.",
            "Y",
            "Figures will go online.",
            "Jane Field",
            "March 2024",
        ],
        ["2", "That more nurses are recruited.", "N", "There is no budget for this.", "John Hill", ""],
    ]
    found = read(
        draw_table(["Executive Response to Scrutiny Recommendations"], [], rows, [27, 117, 54, 108, 63, 81])
    ).responses
    assert [(r.number, r.status, r.text, r.responder) for r in found] == [
        ("1", Status.ACCEPTED, "Figures will go online.", "Jane Field"),
        ("2", Status.REJECTED, "There is no budget for this.", "John Hill"),
    ]
    assert str(found[0].due_end) == "2024-03-31"


def test_form_with_a_table_of_fields_for_each_recommendation(read) -> None:
    asked = [
        "That the Council publishes its waiting times every month on the website of the Council.",
        "That more nurses are recruited to the clinics in the north of the county as soon as may be.",
    ]
    replied = [
        "Agreed. The figures will be published on the website of the Council every month from now on.",
        "Not agreed. There is no budget for this in the current year and none is foreseen.",
    ]
    rows = [row for n in (0, 1) for row in ([f"Recommendation {n + 1}", asked[n]], ["Executive response", replied[n]])]
    found = read(draw_table(["Executive Response to Scrutiny Recommendations"], [], rows, [122, 329])).responses
    assert [(r.number, r.recommendation_text, r.status) for r in found] == [
        ("1", asked[0], Status.ACCEPTED),
        ("2", asked[1], Status.REJECTED),
    ]


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [("1 to 3", ["1", "2", "3"]), ("6 to 4", ["6", "4"]), ("1 to 999999999", ["1", "999999999"])],
)
def test_range_that_can_only_be_a_misprint_is_not_filled_in(read, heading: str, numbers: list[str]) -> None:
    page = [("bold", 72, f"Recommendations {heading}"), ("plain", 72, "The Government accepts these recommendations.")]
    (row,) = read(draw_sheets([("bold", 72, "Government response to the Select Committee on Buses")], page)).responses
    assert [q.number for q in row.quotations] == numbers


def test_heading_that_asks_is_the_wording_and_a_title_is_not(read) -> None:
    asks = [
        *INQUIRY,
        ("bold", 72, "Recommendation 1: Publish the waiting times of every clinic"),
        ("plain", 72, "Families told us that they had waited for a year and had heard nothing."),
        ("bold", 72, "Recommendation 2: Better information"),
        ("plain", 72, "The Trust should write to every family once in a quarter."),
    ]
    assert _rows(read(draw_sheets(asks))) == [
        ("1", "Publish the waiting times of every clinic"),
        ("2", "The Trust should write to every family once in a quarter."),
    ]


def test_item_that_begins_a_page_in_small_letters_is_no_part_of_the_sub_point_before_it(read) -> None:
    first: Sheet = [
        *SCRUTINY,
        ("bold", 72, "Recommendations"),
        ("plain", 72, "The Panel asks that the Executive:"),
        ("plain", 72, "(i) adopts a strategy for carers by July;"),
        ("plain", 72, "(ii) spends the whole of the budget for short breaks, and to that end:"),
        ("plain", 108, "a) invites tenders for six beds; and"),
        ("plain", 108, "b) carries what is left forward into a fund for emergencies;"),
    ]
    second: Sheet = [
        ("plain", 72, "(iii) exempts carers from charges at its car parks; and"),
        ("plain", 72, "(iv) reports back."),
    ]
    assert [number for number, _ in _rows(read(draw_sheets(first, second)))] == ["i", "ii", "iii", "iv"]


def test_paragraphs_with_numbers_of_the_paper_behind_a_named_recommendation_only_explain_it(read) -> None:
    sheet: Sheet = [
        *INQUIRY,
        ("plain", 72, "3.24 Owners told the inquiry that they had no plan for a rapid drawdown."),
        ("bold", 72, "Recommendation 1"),
        ("plain", 90, "Every owner should lodge a plan for drawing down its reservoir with the regulator."),
        ("plain", 72, "3.25 The cost of such plans is small, and most of them could be made in a year."),
        ("bold", 72, "Recommendation 2"),
        ("plain", 90, "The regulator should publish the reports of its engineers."),
        ("plain", 72, "3.26 I considered whether publication could do harm, and think not."),
    ]
    rows = _rows(read(draw_sheets(sheet)))
    assert [number for number, _ in rows] == ["1", "2"]
    assert not any("3.2" in text for _, text in rows)


def test_two_bodies_answer_each_recommendation_in_columns_of_their_own(read) -> None:
    rows = [
        [
            "1. Every owner should lodge a plan with the regulator.",
            "Accepted. A bill will be brought in.",
            "Accepted in part.",
        ],
        ["2. The regulator should publish its reports.", "Not accepted. There is a risk.", "Accepted. From next year."],
    ]
    header = ["Recommendation", "UK Government", "Welsh Government"]
    found = read(
        draw_table(["Responses to the report of the Northshire Inquiry"], header, rows, [170, 140, 140])
    ).responses
    assert [(row.responder, row.status) for row in found] == [
        ("UK Government", Status.ACCEPTED),
        ("Welsh Government", Status.PARTIALLY_ACCEPTED),
        ("UK Government", Status.REJECTED),
        ("Welsh Government", Status.ACCEPTED),
    ]


def test_table_of_numbers_statuses_and_replies_is_a_form_whatever_its_header_says(read) -> None:
    rows = [
        ["1", "Partly accepted", "The line will be open from nine to four; the trust cannot recruit for more."],
        ["2", "Not accepted", "The plan has no room for new posts, and we should like to return to this next year."],
        ["5", "Accepted", "Practice changed in July, and every family now has a name to ring."],
    ]
    front = ["Reply of the Northshire Trust to the Health Scrutiny Committee"]
    found = read(draw_table(front, ["Line", "Reply", "Detail"], rows, [50, 110, 290])).responses
    assert [(row.number, row.status) for row in found] == [
        ("1", Status.PARTIALLY_ACCEPTED),
        ("2", Status.REJECTED),
        ("5", Status.ACCEPTED),
    ]


def test_letter_that_answers_by_number_answers_two_at_once(read) -> None:
    sheet: Sheet = [
        ("bold", 72, "Northshire Trust"),
        ("plain", 72, "Dear Councillor Field"),
        ("bold", 72, "Response to the report of the Health Scrutiny Committee"),
        ("plain", 72, "1. We accept this recommendation. The figures will be published in June."),
        ("plain", 72, "2. We are unable to accept this, because the contract runs until 2027."),
        ("plain", 72, "3 and 4. Both are accepted. Therapy at weekends will go on until the move."),
        ("plain", 72, "5. We agree, and will send a statement to the Committee by May."),
        ("plain", 72, "Yours sincerely"),
    ]
    found = read(draw_sheets(sheet)).responses
    assert [row.number for row in found] == ["1", "2", "3-4", "5"]
