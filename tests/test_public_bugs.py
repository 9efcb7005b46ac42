"""Forms on which programs of this kind are known to fail, by their public bug reports: each made by code, each read right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.answering.matching import match
from pipeline.generator.paper import Cell, Table
from pipeline.records import Outcome, Response, Status
from tests.papers import Paper, Section, draw, draw_blocks, ruled, text

ASKED = [
    "That the Cabinet publishes a plan for cold weather by 1 October 2025.",
    "That the ICB funds a second nurse for the evenings for two years.",
    "That the Council reviews its rules for grants and reports back within six months.",
    "That both bodies hold a workshop with carers before the plan is signed off.",
]
DONE = [
    "The plan will be published on 29 September 2025.",
    "No funding is available this year.",
    "The rules will be reviewed; a report will follow in the spring of 2026.",
    "A workshop is booked for 12 August 2025.",
]
SAID = ["Accepted", "Rejected", "Partially accepted", "Accepted"]
STATUSES = [Status.ACCEPTED, Status.REJECTED, Status.PARTIALLY_ACCEPTED, Status.ACCEPTED]
HEADER = ["Recommendation", "Accepted, partially or rejected", "Action and timescale"]
FRONT = [
    text("Response pro forma", "b", "h1"),
    text("Report: Cold weather (Northshire Health Overview and Scrutiny Committee, 2 May 2025)"),
]


@pytest.fixture(scope="module")
def report() -> bytes:
    front = ["Report of the Northshire Health Overview and Scrutiny Committee", "Cold weather", "2 May 2025"]
    return draw(Paper(front, sections=[Section("Recommendations", ASKED)]))


def _form(rows: Sequence[Sequence[str]], widths: Sequence[float], rules: str = "grid") -> bytes:
    return draw_blocks([*FRONT, ruled(rows, widths, rules=rules)])


def _rows(header: Sequence[str], *columns: Sequence[str]) -> list[list[str]]:
    numbered = [f"{n}. {asked}" for n, asked in enumerate(ASKED, 1)]
    return [list(header), *(list(row) for row in zip(numbered, *columns, strict=True))]


def _told(responses: Sequence[Response]) -> list[tuple[str, Status, str]]:
    return [(row.number, row.status, row.text) for row in responses]


ALL_FOUR = [(str(n), status, done) for n, (status, done) in enumerate(zip(STATUSES, DONE, strict=True), 1)]


def _fields(canvas: Canvas, turned: bool) -> None:
    """Draw the form with its answers in fields: choices and texts, as a viewer fills them in."""
    height = A4[0] if turned else A4[1]
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(60, height - 60, "Response to the report of the Northshire Scrutiny Committee")
    edges = [60, 250, 340, 520]
    canvas.setFont("Helvetica", 9)
    for row in range(5):
        top = height - 90 - 70 * row
        for edge in edges:
            canvas.line(edge, top, edge, top - 70)
        canvas.line(edges[0], top, edges[-1], top)
        canvas.line(edges[0], top - 70, edges[-1], top - 70)
        if row == 0:
            for edge, words in zip(edges, HEADER, strict=False):
                canvas.drawString(edge + 4, top - 14, words[:24])
            continue
        words = f"{row}. {ASKED[row - 1]}".split()
        for line in range(0, len(words), 6):
            canvas.drawString(64, top - 14 - 2 * line, " ".join(words[line : line + 6]))
        form = canvas.acroForm
        form.choice(
            name=f"status{row}", value=SAID[row - 1], options=sorted(set(SAID)), x=254, y=top - 30, width=80, height=18
        )
        form.textfield(
            name=f"action{row}", value=DONE[row - 1], x=344, y=top - 60, width=170, height=50, fieldFlags="multiline"
        )


@pytest.mark.parametrize("turned", [False, True])
def test_values_of_form_fields_are_the_answers(read, turned: bool) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4[::-1] if turned else A4, invariant=1)
    _fields(canvas, turned)
    canvas.save()
    assert _told(read(stream.getvalue()).responses) == ALL_FOUR


def test_boxes_of_a_form_tell_the_status(read) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(50, A4[1] - 60, "Response to the report of the Northshire Scrutiny Committee")
    edges = [50, 300, 370, 440, 540]
    canvas.setFont("Helvetica", 9)
    for row in range(5):
        top = A4[1] - 90 - 50 * row
        for edge in edges:
            canvas.line(edge, top, edge, top - 50)
        for level in (top, top - 50):
            canvas.line(edges[0], level, edges[-1], level)
        cells = ["Recommendation", "Accepted", "Rejected", "Comment"] if row == 0 else ["", "", "", f"See item {row}."]
        for edge, words in zip(edges, cells, strict=False):
            canvas.drawString(edge + 4, top - 14, words)
        if row:
            words = f"{row}. {ASKED[row - 1]}".split()
            for line in range(0, len(words), 8):
                canvas.drawString(54, top - 14 - 1.5 * line, " ".join(words[line : line + 8]))
            for column in (1, 2):
                ticked = column == 1 + (row % 2 == 0)
                canvas.acroForm.checkbox(
                    name=f"box{row}{column}", x=edges[column] + 20, y=top - 32, size=14, checked=ticked
                )
    canvas.save()
    assert [row.status for row in read(stream.getvalue()).responses] == [Status.ACCEPTED, Status.REJECTED] * 2


@pytest.mark.parametrize("ticked", [0, 1])
def test_squares_drawn_with_lines_tell_the_status(read, ticked: int) -> None:
    header = [Cell([text(words, "b", "cell")]) for words in ("Recommendation", "Accepted", "Rejected", "Comment")]
    rows = [
        [
            Cell([text(f"{n}. {asked}", style="cell")]),
            Cell([], tick=ticked == 0),
            Cell([], tick=ticked == 1),
            Cell([text(done, style="cell")]),
        ]
        for n, (asked, done) in enumerate(zip(ASKED, DONE, strict=True), 1)
    ]
    found = read(draw_blocks([*FRONT, Table([header, *rows], [0.4, 0.12, 0.12, 0.36])])).responses
    assert [row.status for row in found] == [Status.REJECTED if ticked else Status.ACCEPTED] * 4


def test_row_longer_than_a_page_is_one_row(read) -> None:
    long = "The Council will work with each home to agree what is needed, and will publish what was agreed. " * 40
    done = [DONE[0], long.strip(), DONE[2], DONE[3]]
    found = read(_form(_rows(HEADER, SAID, done), [0.38, 0.26, 0.36])).responses
    assert [(row.number, row.status) for row in found] == [(str(n), s) for n, s in enumerate(STATUSES, 1)]
    assert found[1].text == long.strip()
    assert found[1].last_page > found[1].page


def test_column_that_nobody_filled_parts_no_row_and_joins_none_over_a_page(read) -> None:
    asked = [f"That the Council publishes its plan for the parks of ward {n} before the summer." for n in range(30)]
    rows = [["No.", *HEADER], *(["", one, SAID[0], DONE[0]] for one in asked)]
    found = read(_form(rows, [0.1, 0.34, 0.2, 0.36])).responses
    assert max(row.page for row in found) > 1
    assert [row.recommendation_text for row in found] == asked


def test_row_that_no_rule_closes_at_the_foot_of_the_page_goes_on(read) -> None:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    lines = [f"The Council will agree part {n} of it" for n in range(60)]
    edges = [60, 250, 330, 540]
    for page, (first, last) in enumerate([(0, 20), (20, 40), (40, 60)]):
        top = A4[1] - 80
        canvas.setFont("Helvetica", 10)
        for edge, words in zip(edges, ["Recommendation", "Status", "Proposed action"], strict=False):
            canvas.drawString(edge + 4, top - 14, words)
        canvas.line(edges[0], top, edges[-1], top)
        canvas.line(edges[0], top - 20, edges[-1], top - 20)
        if page == 0:
            canvas.drawString(64, top - 34, "1. That the Cabinet publishes")
            canvas.drawString(64, top - 48, "its plan for cold weather.")
            canvas.drawString(254, top - 34, "Accepted")
        for n, line in enumerate(lines[first:last]):
            canvas.drawString(334, top - 34 - 14 * n, line)
        foot = top - 34 - 14 * 20
        for edge in edges:
            canvas.line(edge, top, edge, foot)
        if page == 2:
            canvas.line(edges[0], foot, edges[-1], foot)
        canvas.showPage()
    canvas.save()
    (row,) = read(stream.getvalue()).responses
    assert (row.number, row.status, row.text) == ("1", Status.ACCEPTED, " ".join(lines))
    assert (row.page, row.last_page) == (1, 3)


def test_header_of_two_rows_with_merged_cells_names_the_columns(read) -> None:
    def cell(words: str, **span: int) -> Cell:
        return Cell([text(words, "b", "cell")], **span)

    header = [
        [cell("Recommendation", rows=2), cell("Response of the Cabinet", columns=3)],
        [cell("Decision"), cell("Comment"), cell("Lead")],
    ]
    body = [
        [Cell([text(words, style="cell")]) for words in (f"{n}. {asked}", said, done, "Head of Service")]
        for n, (asked, said, done) in enumerate(zip(ASKED, SAID, DONE, strict=True), 1)
    ]
    found = read(draw_blocks([*FRONT, Table([*header, *body], [0.34, 0.16, 0.3, 0.2], 2)])).responses
    assert _told(found) == ALL_FOUR
    assert {row.responder for row in found} == {"Head of Service"}


def test_table_without_rules_is_read_by_its_columns(read) -> None:
    assert _told(read(_form(_rows(HEADER, SAID, DONE), [0.4, 0.2, 0.4], "none")).responses) == ALL_FOUR


def test_joint_row_answers_each_of_its_recommendations(read, report: bytes) -> None:
    rows = [
        HEADER,
        [f"4. {ASKED[3]}", "Accepted", DONE[3]],
        [f"1 and 3. {ASKED[0]} {ASKED[2]}", "Accepted", "Both will be done by October."],
        [f"2. {ASKED[1]}", "Rejected", DONE[1]],
    ]
    asked, answered = read(report), read(_form(rows, [0.4, 0.2, 0.4]))
    pairs = match(asked.recommendations, answered.responses, [*asked.reports, *answered.reports])
    numbers = {row.recommendation_id: row.number for row in asked.recommendations}
    status = {row.response_id: row.status for row in answered.responses}
    assert {
        numbers[pair.recommendation_id]: status[pair.response_id] for pair in pairs if pair.outcome is Outcome.MATCHED
    } == {"1": Status.ACCEPTED, "2": Status.REJECTED, "3": Status.ACCEPTED, "4": Status.ACCEPTED}


def test_time_scales_of_a_column_are_intervals_and_the_reports_day_is_not_the_responses(read) -> None:
    scales = ["by the end of Q3 25/26", "within 3 months of this response", "before Easter 2026", "TBC"]
    rows = _rows(
        ["Recommendation", "Accepted / Rejected", "Action", "By when"], ["Accepted"] * 4, ["Will be done."] * 4, scales
    )
    found = read(_form(rows, [0.4, 0.2, 0.2, 0.2])).responses
    assert [(row.text, row.timescale_text) for row in found] == [
        ("Will be done.", scale) for scale in [*scales[:3], ""]
    ]
    assert [row.due_end for row in found] == [date(2025, 12, 31), None, date(2026, 4, 4), None]
