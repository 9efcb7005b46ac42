"""What people put into a PDF with a viewer, and what of a page no line holds."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Box, Line, Page
from pipeline.reading.analysis import lost_text
from tests.papers import draw_blocks, text


def _paper(remark: str = "") -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=0)
    canvas.drawString(72, 760, "Response of the Cabinet to the Northshire Scrutiny Committee")
    canvas.drawString(72, 730, "1. That the Cabinet publishes its plan. Accepted.")
    if remark:
        canvas.textAnnotation(remark, (300, 700, 320, 720))
    canvas.save()
    return stream.getvalue()


def test_comment_is_told_of_and_stays_out_of_the_text(read) -> None:
    result = read(_paper("Please check with Finance before this goes out."))
    told = [finding for finding in result.findings if finding.check == "page-remarked"]
    assert [("Finance" in finding.message, finding.page) for finding in told] == [(True, 1)]
    assert not any("Finance" in row.text for row in result.responses)


def test_paper_without_remarks_has_none_told_of(read) -> None:
    assert "page-remarked" not in [finding.check for finding in read(_paper()).findings]


def test_form_that_only_adobe_shows_is_told_of(read) -> None:
    xfa = b"/Type /Catalog /NeedsRendering true /AcroForm << /XFA (form) /Fields [] >>"
    result = read(_paper().replace(b"/Type /Catalog", xfa))
    assert [finding.check for finding in result.findings if finding.check == "form-unreadable"] == ["form-unreadable"]


def test_no_text_is_told_as_lost_on_a_plain_page(read) -> None:
    found = read(draw_blocks([text("The Cabinet should publish its plan. " * 30)])).findings
    assert "text-lost" not in [finding.check for finding in found]


def test_text_that_ended_in_no_line_is_counted_and_a_few_letters_of_a_chart_are_not() -> None:
    words = "The Cabinet should publish its plan before the summer. " * 10
    held = Line(1, words, Box(72, 72, 500, 84), 10.0)
    assert lost_text(Page(1, 595, 842, f"{words}\n{words}", (held,))) == len(words.replace(" ", ""))
    assert lost_text(Page(1, 595, 842, f"{words}\n2019 2020 2021", (held,))) == 0
