"""Grounds that a word processor paints behind single words are no cells of a table."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import pdf

LINES = [
    "To provide the Cabinet with an update on the transport projects of the Council",
    "and the authority to spend what the Combined Authority has granted for each of",
    "them in the coming year, as set out in the appendix to this report of officers",
]


def test_words_on_grounds_of_their_own_are_running_text() -> None:
    out = BytesIO()
    canvas = Canvas(out, (595, 842))
    for row, line in enumerate(LINES):
        x, y = 72.0, 760.0 - 16 * row
        canvas.setFont("Helvetica", 11)
        for word in line.split():
            width = stringWidth(word, "Helvetica", 11)
            for left, right in ((x, x + width), (x + width, x + width + 3)):
                canvas.setFillColor(white)
                canvas.rect(left, y - 3, right - left, 14, fill=1, stroke=0)
            canvas.setFillGray(0)
            canvas.drawString(x, y, word)
            x += width + 3
    canvas.save()
    pages, _ = pdf.read_pages(out.getvalue(), pdf.Request("page.pdf", "", lambda texts: [True] * len(texts)))
    (page,) = pages
    assert not page.tables
    assert [line.text for line in page.lines] == LINES
