"""Recommendations that no heading or lead-in of the profile announces, found by the evidence of their passages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.batch.worker import process_document
from pipeline.extraction.asking import asking_stretches
from pipeline.profiles import load_profile
from pipeline.reading.reader import InputFile
from pipeline.records import Kind
from pipeline.settings import Settings
from tests.papers import draw_blocks, ruled
from tests.papers import text as said
from tests.sheets import Sheet, draw_sheets, draw_table
from tests.words import paragraph, table, word_file

FRONT: Sheet = [
    ("bold", 72, "Health Overview and Scrutiny Committee"),
    ("bold", 72, "School dentistry: report of the task group"),
    ("plain", 72, "The task group met six times and heard from parents, dentists and schools."),
]
ASKED = [
    "The Integrated Care Board should publish a plan for school dentistry by March 2026.",
    "The County Council should fund supervised toothbrushing in every nursery.",
    "The Northshire Community Trust should report its waiting times to each meeting.",
]
FOUND = [
    "Parents told the group that they had waited eleven months for a first visit.",
    "The group noted that two practices had closed since the last review.",
]


@pytest.mark.parametrize("heading", ["What needs to change", "Proposals", "Our asks", "Areas for improvement"])
def test_bullets_under_a_heading_that_asks_in_other_words_are_rows(read, heading: str) -> None:
    sheet = [*FRONT, ("bold", 72, heading), *(("plain", 90, f"• {text}") for text in ASKED)]
    found = read(draw_sheets(sheet)).recommendations
    assert [row.text for row in found] == ASKED
    assert {row.kind for row in found} == {Kind.SCRUTINY}
    assert all(row.rule and 0.5 <= row.confidence < 1 for row in found)


def test_bullets_of_what_was_heard_are_none(read) -> None:
    sheet = [*FRONT, ("bold", 72, "What we heard"), *(("plain", 90, f"• {text}") for text in FOUND)]
    assert read(draw_sheets(sheet)).recommendations == ()


def test_summary_in_fewer_words_is_no_further_row(read) -> None:
    def short(text: str) -> str:
        for more in (" for school dentistry", " in every nursery", " to each meeting", "Northshire "):
            text = text.replace(more, "")
        return text

    summary = [*FRONT, ("bold", 72, "Recommendations")]
    summary += [("plain", 72, f"{i}. {short(text)}") for i, text in enumerate(ASKED, 1)]
    chapters = [("bold", 72, "Recommendations"), *(("plain", 72, f"{i}. {text}") for i, text in enumerate(ASKED, 1))]
    found = read(draw_sheets(summary, chapters)).recommendations
    assert [(row.number, row.text) for row in found] == [(str(i), text) for i, text in enumerate(ASKED, 1)]
    assert {row.also_pages for row in found} == {(1,)}


def test_number_of_a_record_stands_in_the_row_that_titles_it(tmp_path: Path, settings: Settings) -> None:
    asked = [
        "The Council should reconcile the account every month.",
        "Managers should confirm the register each quarter.",
    ]
    rows = []
    for n, text in enumerate(asked, 1):
        rows += [
            [f"{n}. What was found in the year", ""],
            ["Recommendation", text],
            ["Management response", "Agreed. This was done in October."],
        ]
    front = [
        paragraph("Northshire Council Internal Audit", bold=True),
        paragraph("Final audit report: payroll", bold=True),
        paragraph(
            "We looked at how leavers are told of, and tested forty. We make a recommendation for each weakness."
        ),
    ]
    path = tmp_path / "audit.docx"
    path.write_bytes(word_file(*front, table(*rows)))
    result = process_document(InputFile(path, path.name), settings).result
    assert [(row.number, row.text) for row in result.recommendations] == [("1", asked[0]), ("2", asked[1])]
    assert [row.number for row in result.responses] == ["1", "2"]


def test_texts_side_by_side_that_were_not_told_apart_are_no_row(read) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(72, A4[1] - 80, "Recommendations")
    canvas.setFont("Helvetica", 10)
    for row, texts in enumerate(
        (
            ("The Trust should publish", "The Council should map", "The Board should fund"),
            ("its waiting times.", "all of its clinics.", "two more posts."),
        )
    ):
        for x, text in zip((72, 210, 350), texts, strict=True):
            canvas.drawString(x, A4[1] - 110 - 12 * row, text)
    canvas.save()
    found = read(stream.getvalue()).recommendations
    assert not any("publish" in row.text and "Council" in row.text for row in found)


def test_sentence_in_the_papers_own_voice_is_the_row_whatever_it_reads_like() -> None:
    text = (
        "She suggested that all new shelters should have a toilet. The Committee therefore recommends that the strategy"
        " say, ward by ward, where the nearest accessible toilet will be found on a Sunday."
    )
    ((start, end),) = asking_stretches(text, 0, load_profile("uk"))
    assert text[start:end].startswith("The Committee therefore")


def test_recommendation_in_a_row_with_its_finding_and_its_reply_is_the_papers_own(read) -> None:
    asked = [
        "The Trust should publish its waiting times for hearing aids every month.",
        "Two more posts should be funded in the audiology clinic by March 2026.",
        "Patients should be told why the Weston clinic was closed.",
    ]
    rows = [[f"Members found no list at clinic {n}.", one, "Accepted. It will be."] for n, one in enumerate(asked, 1)]
    front = ["Report of the Northshire Scrutiny Committee", "Hearing aids"]
    found = read(draw_table(front, ["Finding", "Recommendation", "Response"], rows, [140, 150, 160]))
    assert [row.text for row in found.recommendations] == asked
    assert len(found.responses) == len(asked)


@pytest.mark.parametrize("heading", ["Recommendations", "What needs to change"])
def test_caption_between_items_that_hang_belongs_to_neither(read, heading: str) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for top, x0, text in (
        (80, 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
        (128, 72, heading),
        (152, 72, "1."),
        (152, 100, ASKED[0]),
        (190, 100, "Figure 2: Waiting times of the practices by month"),
        (214, 72, "2."),
        (214, 100, ASKED[1]),
    ):
        canvas.setFont("Helvetica-Bold" if top < 150 else "Helvetica", 11)
        canvas.drawString(x0, A4[1] - top, text)
    canvas.save()
    assert [row.text for row in read(stream.getvalue()).recommendations] == ASKED[:2]


def test_recommendation_beside_its_numbered_label_in_an_audit_has_that_number(read) -> None:
    records = [
        [
            [f"Finding {n}", "Reviews are overdue"],
            ["What we found", "Of forty payments twenty-three had not been reviewed in the past year."],
            [f"Recommendation {n}", asked],
            ["Agreed management action", "Agreed. The report has been specified."],
            ["Owner", "Head of Service"],
            ["Target date", "31 May 2025"],
        ]
        for n, asked in enumerate(
            [
                "A list of the reviews that are due should be produced each month.",
                "All balances above five thousand pounds should be investigated.",
                "Two officers should be given access to the portal of the bank.",
            ],
            11,
        )
    ]
    front = [
        said("Internal Audit", "b", "h3"),
        said("Direct payments: final report", "b", "h3"),
        said("Findings and action plan", "b", "h3"),
    ]
    blocks = [*front, *(b for rows in records for b in (ruled(rows, [0.3, 0.7], headed=False), said("Next.")))]
    result = read(draw_blocks(blocks))
    assert [row.number for row in result.recommendations] == ["11", "12", "13"]
    assert [row.number for row in result.responses] == ["11", "12", "13"]
