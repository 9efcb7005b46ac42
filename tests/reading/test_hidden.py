"""Text that nobody sees on its page: it is flagged, kept, and its rows want a look."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.records import DocumentResult

Draw = Callable[[Canvas], None]


def _paper(draw: Draw) -> bytes:
    """Draw a report with two recommendations, and something more."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 780, "Report of the Northshire Health Scrutiny Committee")
    canvas.drawString(72, 740, "Recommendations")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 710, "1. The Cabinet should publish its plan by June.")
    canvas.drawString(72, 680, "2. The Cabinet should open a second clinic.")
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText(330, 710)
    text.setTextRenderMode(3)
    text.textOut("SECRET")
    canvas.drawText(text)


def _white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(330, 710, "SECRET")


def _tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.2)
    canvas.drawString(330, 710, "SECRET")


def _off_page(canvas: Canvas) -> None:
    canvas.drawString(700, 710, "SECRET")


def _covered(canvas: Canvas) -> None:
    canvas.drawString(330, 710, "SECRET")
    canvas.setFillGray(1)
    canvas.rect(320, 700, 100, 25, stroke=0, fill=1)


@pytest.mark.parametrize("draw", [_invisible, _white, _tiny, _off_page, _covered])
def test_text_that_nobody_sees_is_flagged_and_stays(read: Callable[[bytes], DocumentResult], draw: Draw) -> None:
    result = read(_paper(draw))
    flagged = [finding for finding in result.findings if finding.check == "hidden-text"]
    assert [finding.page for finding in flagged] == [1]
    assert "SECRET" in flagged[0].message
    first, second = result.recommendations
    assert "SECRET" in first.text
    assert first.review_reason.startswith("text that nobody sees stands in its place")
    assert "nobody sees" not in second.review_reason


def _white_on_black(canvas: Canvas) -> None:
    canvas.rect(60, 590, 300, 30, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 600, "Heading in white on black")


def _on_ground(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(60, 590, 300, 30, fill=1, stroke=0)
    canvas.setFillGray(0)
    canvas.drawString(72, 600, "Passage on a grey ground")


def _under_glass(canvas: Canvas) -> None:
    canvas.drawString(72, 600, "Passage marked with a pen")
    canvas.setFillColorRGB(1, 1, 0, alpha=0.3)
    canvas.rect(60, 590, 300, 30, fill=1, stroke=0)


@pytest.mark.parametrize("draw", [_white_on_black, _on_ground, _under_glass])
def test_text_that_a_reader_sees_is_not_flagged(read: Callable[[bytes], DocumentResult], draw: Draw) -> None:
    result = read(_paper(draw))
    assert len(result.recommendations) == 2
    assert "hidden-text" not in [finding.check for finding in result.findings]
