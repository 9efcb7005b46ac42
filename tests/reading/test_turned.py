"""Pages that are drawn turned without saying so."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import pdf, pdfium
from pipeline.reading.turned import drawn_turn

ROWS = [("Recommendation", "Decision"), ("The Cabinet should publish its plan", "Accepted")]


def _page(angle: int, note: str = "") -> bytes:
    """Draw a ruled table turned by an angle, counter-clockwise, on an upright sheet, and an upright note."""
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    width, height = A4
    canvas.drawString(40, 40, note)
    if angle == 90:
        canvas.translate(width, 0)
    elif angle == 270:
        canvas.translate(0, height)
    canvas.rotate(angle)
    for n, row in enumerate(ROWS):
        for text, x0, x1 in zip(row, (60, 400), (400, 600), strict=True):
            canvas.rect(x0, 300 - 40 * n, x1 - x0, 40)
            canvas.drawString(x0 + 5, 315 - 40 * n, text)
    canvas.save()
    return kept.getvalue()


@pytest.mark.parametrize(("angle", "turn"), [(90, 90), (270, 270), (0, 0)])
def test_table_drawn_turned_is_set_upright_and_says_by_how_much(angle: int, turn: int) -> None:
    data = _page(angle)
    assert drawn_turn(pdfium.open_document(data, "page.pdf", ""), 1) == turn
    pages, problems = pdf.read_pages(data, pdf.Request("page.pdf", "", lambda texts: [True] * len(texts)))
    (table,) = pages[0].tables
    assert [tuple(" ".join(line.text for line in cell.lines) for cell in row) for row in table.rows] == ROWS
    assert pages[0].turn == turn
    assert problems == []


@pytest.mark.parametrize("angle", [90, 270])
def test_note_that_stands_across_a_turned_page_is_none_of_its_lines(angle: int) -> None:
    request = pdf.Request("page.pdf", "", lambda texts: [True] * len(texts))
    (page,), problems = pdf.read_pages(_page(angle, "Pack 7"), request)
    assert page.turn == angle
    assert [line.text for line in page.all_lines] == [text for row in ROWS for text in row]
    assert problems == []
