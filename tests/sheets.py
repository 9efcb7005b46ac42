"""Small papers for one test each: pages of paragraphs in a font and at a left edge, and ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.papers import wrap

FONTS = {
    "plain": "Helvetica",
    "bold": "Helvetica-Bold",
    "italic": "Helvetica-Oblique",
    "bold-italic": "Helvetica-BoldOblique",
}

Sheet = list[tuple[str, float, str]]


def draw_sheets(*pages: Sheet, boxes: Sequence[tuple[int, int, int]] = ()) -> bytes:
    """Draw pages of (font, left edge, text) paragraphs; `boxes` frame paragraphs (page, first, last) of them."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for number, page in enumerate(pages):
        y = 80.0
        tops = []
        for font, x, text in page:
            tops.append(y)
            canvas.setFont(FONTS[font], 11)
            for line in wrap(text, 595 - 72 - x, bold="bold" in font):
                canvas.drawString(x, A4[1] - y - 11, line)
                y += 14
            y += 10
        for _, first, last in (box for box in boxes if box[0] == number):
            bottom = tops[last + 1] if last + 1 < len(tops) else y
            canvas.rect(60, A4[1] - bottom + 4, 475, bottom - tops[first] + 2)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def draw_two_columns(front: Sheet, left: Sheet, right: Sheet) -> bytes:
    """Draw a page with paragraphs across it and two columns of paragraphs side by side under them."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    y = _draw_column(canvas, front, 0.0, 451.0, 80.0)
    for column, edge in ((left, 0.0), (right, 240.0)):
        _draw_column(canvas, column, edge, 215.0, y + 20)
    canvas.save()
    return stream.getvalue()


def _draw_column(canvas: Canvas, sheet: Sheet, edge: float, width: float, y: float) -> float:
    for font, x, text in sheet:
        canvas.setFont(FONTS[font], 11)
        for line in wrap(text, width - (x - 72), bold="bold" in font):
            canvas.drawString(edge + x, A4[1] - y - 11, line)
            y += 14
        y += 10
    return y


def draw_table(front: list[str], header: list[str], rows: list[list[str]], widths: list[float]) -> bytes:
    """Draw front lines and a ruled table under them."""
    stream = BytesIO()
    styles = getSampleStyleSheet()
    cells = [[Paragraph(f"<b>{text}</b>", styles["BodyText"]) for text in header]]
    cells += [[Paragraph(text, styles["BodyText"]) for text in row] for row in rows]
    table = Table(cells, colWidths=widths, repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.7, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    paper = SimpleDocTemplate(stream, pagesize=A4, invariant=1)
    paper.build([*(Paragraph(line, styles["Heading3"]) for line in front), table])
    return stream.getvalue()
