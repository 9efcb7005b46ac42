"""Lists that spell out a recommendation, letters that ask, numbers beside their items: kinds that plain words leave out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.batch.worker import process_document
from pipeline.document import DocType
from pipeline.extraction.evident import find_evident
from pipeline.generator.paper import Cell, Gap, Table
from pipeline.passages import Role
from pipeline.reading.reader import InputFile
from pipeline.records import Status
from pipeline.roles.deciding import DECIDED
from pipeline.settings import Settings
from tests.papers import draw_blocks, text
from tests.sheets import Sheet, draw_sheets, draw_table
from tests.words import cell, paragraph, table, tick, word_file

FRONT: Sheet = [
    ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
    ("bold", 72, "Recommendations"),
]
WANTS = [
    "Run the evening bus to the main entrance of the hospital every twenty minutes.",
    "Offer every patient a choice of time that fits the timetable of the buses.",
    "Publish the number of appointments that are missed for want of a bus each quarter.",
]


def test_list_behind_this_includes_belongs_to_the_recommendation_above_it(read) -> None:
    sheet: Sheet = [
        FRONT[0],
        ("plain", 72, "The Committee heard from patients and practices in all parts of the county."),
        FRONT[1],
        ("plain", 72, "GP practices should make it easier to book an appointment. This includes:"),
        ("plain", 90, "• offering a choice of telephone, online and desk at every practice;"),
        ("plain", 90, "• telling patients how long they will have to wait for an answer."),
        ("plain", 72, "The Committee recommends that the ICB should publish waiting times for each practice."),
    ]
    found = [row.text for row in read(draw_sheets(sheet)).recommendations]
    assert len(found) == 2
    assert "telling patients how long" in found[0]
    assert "telling patients how long" not in found[1]


def test_list_behind_a_mere_announcement_is_recommendations_of_its_own(read) -> None:
    sheet: Sheet = [
        *FRONT,
        ("plain", 72, "The evidence was clear. The Committee recommends the following:"),
        ("plain", 90, "1. The ICB should publish waiting times for each practice every month."),
        ("plain", 90, "2. The Council should recruit two more school nurses before the summer."),
    ]
    assert [row.number for row in read(draw_sheets(sheet)).recommendations] == ["1", "2"]


AIMS: Sheet = [
    *FRONT,
    (
        "bold",
        72,
        "Making it easier for every patient of the county to book an appointment on the day on which it is needed."
        " This could be achieved by:",
    ),
    ("plain", 90, "• Offering a choice of telephone, online and desk at every practice."),
    ("plain", 90, "• Telling patients how long they will have to wait for an answer."),
    (
        "bold",
        72,
        "Giving patients and those who care for them more control over the records that are kept of them."
        " This could be done by:",
    ),
    ("plain", 90, "• Providing one place in which every letter of the hospital can be read."),
    ("plain", 90, "• Training reception staff to help those who have no telephone."),
]


def test_list_of_means_belongs_to_the_aim_above_it(decided) -> None:
    told = decided("report.pdf", draw_sheets(AIMS))
    shares = np.zeros_like(told.shares)
    shares[:, DECIDED.index(Role.RECOMMENDATION)] = [0.4 if p.list_id else 0.05 for p in told.paper.passages]
    found = list(find_evident(replace(told, shares=shares), frozenset(), against=True))
    assert [(c.text(frozenset()).split()[0], c.confidence) for c in found] == [("Making", 0.4), ("Giving", 0.4)]
    assert found[0].text(frozenset()).endswith("have to wait for an answer.")


def test_numbers_in_a_field_of_their_own_are_those_of_the_items_beside_them(read) -> None:
    blocks = [
        text("Report of the Northshire Health Overview and Scrutiny Committee", "b", "title"),
        text("Recommendations", "b", "h1"),
    ]
    for number, words in enumerate(WANTS, 1):
        body = Cell(
            [text(words, "b", "cell"), text("Who we are asking: Northshire Council", style="small")], shade="F2F2F2"
        )
        blocks += [Table([[Cell([text(str(number), "b", "h1")]), body]], [0.1, 0.9], 0), Gap(6)]
    found = read(draw_blocks(blocks)).recommendations
    assert [(row.number, row.text) for row in found] == [(str(n), words) for n, words in enumerate(WANTS, 1)]


def test_letter_of_a_reviewing_body_is_its_report_and_a_letter_back_the_response(read) -> None:
    letter: Sheet = [
        ("bold", 72, "Northshire Health Overview and Scrutiny Committee"),
        ("plain", 72, "County Hall, Northtown"),
        ("plain", 72, "31 January 2025"),
        ("plain", 72, "Dear Dr Field"),
        (
            "plain",
            72,
            "The Committee therefore asks that the ICB publishes its equality impact assessment by May 2025.",
        ),
        ("plain", 72, "Yours sincerely"),
    ]
    reply: Sheet = [
        ("bold", 72, "Northshire Integrated Care Board"),
        ("plain", 72, "3 March 2025"),
        ("plain", 72, "Dear Councillor Hill"),
        ("plain", 72, "Stroke services: response to your letter of 31 January 2025"),
        ("plain", 72, "We agree to publish the assessment. It will be on our website by 1 May 2025."),
    ]
    kinds = [read(draw_sheets(sheet)).reports[0].doc_type for sheet in (letter, reply)]
    assert kinds == [DocType.SCRUTINY_REPORT, DocType.RESPONSE]


def test_form_with_boxes_and_none_of_them_ticked_is_blank(tmp_path) -> None:
    def boxes(ticked: bool) -> str:
        return cell(paragraph(tick(ticked), " Agreed ", tick(False), " Agreed in part ", tick(False), " Not agreed"))

    rows = [[f"1. {WANTS[0]}", boxes(True), "From May 2025."], [f"2. {WANTS[1]}", boxes(False), ""]]
    form = tmp_path / "form.docx"
    title = paragraph("Response to recommendations", bold=True)
    form.write_bytes(word_file(title, table(["Recommendation", "Response", "Comment"], *rows)))
    found = process_document(InputFile(form, form.name), Settings()).result.responses
    assert [row.status for row in found] == [Status.ACCEPTED, Status.BLANK]


def test_status_in_words_of_ones_own(read) -> None:
    said = {
        "Yes, in part": Status.PARTIALLY_ACCEPTED,
        "Happy to do this": Status.ACCEPTED,
        "Thank you, but not now": Status.REJECTED,
    }
    rows = [
        [f"{n}. {want}", words, "See the plan for this year."]
        for n, (want, words) in enumerate(zip(WANTS, said, strict=True), 1)
    ]
    title = "Response to the recommendations of the Scrutiny Committee"
    found = read(draw_table([title], ["Ask", "Our position", "What happens next"], rows, [180, 90, 180])).responses
    assert [row.status for row in found] == list(said.values())
