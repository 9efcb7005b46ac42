"""Forms whose cells say more than their words: merged over rows, filled with a colour; drawn by code, read from end to end."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from pipeline.records import Status
from tests.words import cell, paragraph, table, word_file

ASKED = ["The Board should publish its waiting times.", "The Board should map all of its clinics."]
HEADER = ["No.", "Recommendation", "Status", "Response", "By when"]
DONE = "Both will be done together by the planning team of the Board."
TITLE = "Response to the recommendations of the Health Overview and Scrutiny Committee"


def _drawn(rows: list[list[str]], style: list[tuple[object, ...]], key: str = "") -> bytes:
    body = getSampleStyleSheet()["BodyText"]
    made = [[Paragraph(text, body) if text else "" for text in row] for row in rows]
    kept = BytesIO()
    grid = Table(made, colWidths=[30, 180, 80, 160, 60])
    grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *style]))
    SimpleDocTemplate(kept, pagesize=A4).build([Paragraph(TITLE, body), *([Paragraph(key, body)] if key else []), grid])
    return kept.getvalue()


def test_reply_in_a_cell_over_two_rows_answers_both(read) -> None:
    rows = [HEADER, ["1", ASKED[0], "Agreed", DONE, "May 2026"], ["2", ASKED[1], "Rejected", "", ""]]
    found = read(_drawn(rows, [("SPAN", (3, 1), (3, 2)), ("SPAN", (4, 1), (4, 2))])).responses
    assert [(row.status, row.text, row.timescale_text) for row in found] == [
        (Status.ACCEPTED, DONE, "May 2026"),
        (Status.REJECTED, DONE, "May 2026"),
    ]


def test_reply_in_a_cell_over_two_rows_of_a_word_file_answers_both(read) -> None:
    rows = [
        HEADER,
        ["1", ASKED[0], "Agreed", cell(DONE, merge="restart"), "May 2026"],
        ["2", ASKED[1], "Rejected", cell(merge="continue"), "May 2026"],
    ]
    found = read(word_file(paragraph(TITLE), table(*rows))).responses
    assert [(row.status, row.text) for row in found] == [(Status.ACCEPTED, DONE), (Status.REJECTED, DONE)]


def test_empty_cell_beside_a_recommendation_that_goes_on_is_no_answer_of_another(read) -> None:
    rows = [HEADER, ["1", ASKED[0], "Agreed", DONE, "May 2026"], ["2", ASKED[1], "", "", ""]]
    assert [row.status for row in read(_drawn(rows, [])).responses] == [Status.ACCEPTED, Status.BLANK]


@pytest.mark.parametrize(
    ("key", "statuses"),
    [
        ("Amber: accepted in part. Red: not accepted.", [Status.PARTIALLY_ACCEPTED, Status.REJECTED]),
        ("", [Status.ACCEPTED, Status.ACCEPTED]),
    ],
)
def test_colour_of_a_status_cell_means_what_the_paper_says_and_else_nothing(read, key: str, statuses) -> None:
    told = "We agree with this and will do it in the spring of next year."
    rows = [HEADER, ["1", ASKED[0], "", told, "May 2026"], ["2", ASKED[1], "", told, "May 2026"]]
    style = [("BACKGROUND", (2, 1), (2, 1), colors.orange), ("BACKGROUND", (2, 2), (2, 2), colors.red)]
    assert [row.status for row in read(_drawn(rows, style, key)).responses] == statuses


def test_colour_of_progress_is_how_far_the_work_is(read) -> None:
    rows = [
        [*HEADER[:4], "RAG"],
        ["1", ASKED[0], "Agreed", "A paper was drafted for the Board.", ""],
        ["2", ASKED[1], "Agreed", "A paper was drafted for the Board.", ""],
    ]
    style = [("BACKGROUND", (4, 1), (4, 1), colors.blue), ("BACKGROUND", (4, 2), (4, 2), colors.red)]
    found = read(_drawn(rows, style, "Blue: action complete. Red: not yet started.")).responses
    assert [row.delivery for row in found] == ["completed", "planned"]


def test_recommendation_in_a_cell_over_two_rows_of_actions_is_answered_once(read) -> None:
    rows = [
        HEADER,
        ["1", ASKED[0], "Agreed", DONE, "May 2026"],
        ["", "", "", "A list will be put up in every clinic of the Board.", "June 2026"],
        ["2", ASKED[1], "Rejected", "There is no money for it.", ""],
    ]
    found = read(_drawn(rows, [("SPAN", (column, 1), (column, 2)) for column in range(3)])).responses
    assert [row.status for row in found] == [Status.ACCEPTED, Status.REJECTED]
    assert "A list will be put up in every clinic" in found[0].text


def test_recommendation_in_a_cell_over_two_answers_has_both(read) -> None:
    rows = [
        HEADER,
        ["1", ASKED[0], "Agreed", DONE, "May 2026"],
        ["", "", "Rejected", "There is no money for it.", ""],
    ]
    found = read(_drawn(rows, [("SPAN", (column, 1), (column, 2)) for column in range(2)])).responses
    assert [row.status for row in found] == [Status.ACCEPTED, Status.REJECTED]
    assert {row.recommendation_text for row in found} == {ASKED[0]}
