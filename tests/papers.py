"""Papers made for the tests: reports and pro formas as councils set them, drawn line by line with reportlab."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 72.0, WIDTH - 72.0, 72.0, HEIGHT - 90.0
SIZE = 11.0
PITCH = 14.0


@dataclass
class Furniture:
    """What is printed on every page: a running head, the paper's own number, a pack's stamp."""

    head: str = ""
    own_numbers: bool = True
    stamp_from: int = 0
    item: str = ""


@dataclass
class Row:
    """One row of a pro forma."""

    recommendation: str
    status: str = ""
    action: str = ""


@dataclass
class Section:
    """A heading with a list of items under it; a label style of "" sets no labels."""

    heading: str
    items: list[str]
    style: str = "{n}."
    stem: str = ""
    note: str = ""
    last_after_note: bool = False


@dataclass
class Paper:
    """A paper to draw: its front lines, numbered paragraphs and sections, or a pro forma's rows."""

    front: list[str]
    paragraphs: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    furniture: Furniture = field(default_factory=Furniture)
    hyphenate: bool = False


class Pen:
    """Writes lines down pages, breaking pages as it goes."""

    def __init__(self, canvas: Canvas, furniture: Furniture) -> None:
        self.canvas = canvas
        self.furniture = furniture
        self.page = 0
        self.y = 0.0
        self.turn()

    def turn(self) -> None:
        """Begin the next page."""
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = TOP
        furniture = self.furniture
        self.canvas.setFont("Helvetica", 9)
        if furniture.head:
            self.canvas.drawString(LEFT, HEIGHT - 40, furniture.head)
        if furniture.item and self.page == 1:
            self.canvas.drawRightString(RIGHT, HEIGHT - 26, f"Agenda Item {furniture.item}")
        if furniture.own_numbers:
            self.canvas.drawCentredString(WIDTH / 2, 50, str(self.page))
        if furniture.stamp_from:
            self.canvas.drawCentredString(WIDTH / 2, 24, f"Page {furniture.stamp_from + self.page - 1}")

    def line(
        self, text: str, x: float = LEFT, bold: bool = False, size: float = SIZE, label: str = "", label_x: float = 0.0
    ) -> None:
        """Write one line, its label further left."""
        if self.y > BOTTOM:
            self.turn()
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        if label:
            self.canvas.drawString(label_x, HEIGHT - self.y - size, label)
        self.canvas.drawString(x, HEIGHT - self.y - size, text)
        self.y += PITCH

    def gap(self, points: float = 10.0) -> None:
        """Leave space."""
        self.y += points


def wrap(text: str, width: float, size: float = SIZE, bold: bool = False, hyphenate: bool = False) -> list[str]:
    """Break text to lines; with `hyphenate` a long word is cut with a hyphen where the line ends."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    lines, line = [], ""
    for word in text.split():
        candidate = f"{line} {word}".strip()
        if stringWidth(candidate, font, size) <= width:
            line = candidate
            continue
        head = word[: len(word) // 2]
        if hyphenate and word.isalpha() and len(word) >= 10 and stringWidth(f"{line} {head}-", font, size) <= width:
            lines.append(f"{line} {head}-")
            line = word[len(head) :]
        else:
            lines.append(line)
            line = word
    return [entry for entry in [*lines, line] if entry]


def draw(*papers: Paper) -> bytes:
    """Return the papers as one PDF, one behind the other."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for paper in papers:
        pen = Pen(canvas, paper.furniture)
        _draw_paper(pen, paper)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _draw_paper(pen: Pen, paper: Paper) -> None:
    for text in paper.front:
        pen.line(text, bold=True, size=13)
        pen.gap()
    number = 0
    for text in paper.paragraphs:
        number += 1
        _paragraph(pen, f"{number}.", text, LEFT, 36, paper.hyphenate)
    for section in paper.sections:
        _draw_section(pen, section, paper.hyphenate)
    for text in paper.closing:
        number += 1
        _paragraph(pen, f"{number}.", text, LEFT, 36, paper.hyphenate)
    for text in paper.fields:
        pen.line(text, bold=True)
        pen.gap()
    if paper.rows:
        _draw_form(pen, paper.rows)


def _paragraph(pen: Pen, label: str, text: str, x: float, indent: float, hyphenate: bool) -> None:
    for i, line in enumerate(wrap(text, RIGHT - x - indent, hyphenate=hyphenate)):
        pen.line(line, x + indent, label=label if i == 0 else "", label_x=x)
    pen.gap()


def _draw_section(pen: Pen, section: Section, hyphenate: bool) -> None:
    pen.line(section.heading, bold=True)
    pen.gap()
    if section.stem:
        pen.line(section.stem)
        pen.gap()
    for n, text in enumerate(section.items, 1):
        if section.note and section.last_after_note and n == len(section.items):
            for line in wrap(section.note, RIGHT - LEFT):
                pen.line(line)
            pen.gap()
        label = section.style.format(
            n=n, a=chr(96 + n), i=["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][(n - 1) % 10]
        )
        _paragraph(pen, label, text, LEFT + 20, 24, hyphenate)


COLUMNS = (LEFT, LEFT + 170, LEFT + 290, RIGHT)
HEADER = ("Recommendation", "Accepted, rejected or partially accepted", "Proposed action and indicative timescale")


def _draw_form(pen: Pen, rows: list[Row]) -> None:
    top = _draw_header(pen)
    for row in rows:
        cells = [
            wrap(text, COLUMNS[i + 1] - COLUMNS[i] - 8)
            for i, text in enumerate((row.recommendation, row.status, row.action))
        ]
        for n in range(max(len(cell) for cell in cells)):
            if pen.y > BOTTOM:
                _rule_row(pen, top)
                pen.turn()
                top = _draw_header(pen)
            pen.canvas.setFont("Helvetica", SIZE)
            for i, cell in enumerate(cells):
                if n < len(cell):
                    pen.canvas.drawString(COLUMNS[i] + 4, HEIGHT - pen.y - SIZE, cell[n])
            pen.y += PITCH
        top = _rule_row(pen, top)


def _draw_header(pen: Pen) -> float:
    top = pen.y
    cells = [wrap(text, COLUMNS[i + 1] - COLUMNS[i] - 8, bold=True) for i, text in enumerate(HEADER)]
    pen.canvas.setFont("Helvetica-Bold", SIZE)
    for i, cell in enumerate(cells):
        for n, text in enumerate(cell):
            pen.canvas.drawString(COLUMNS[i] + 4, HEIGHT - top - 2 - SIZE - n * PITCH, text)
    pen.y = top + 4 + PITCH * max(len(cell) for cell in cells)
    return _rule_row(pen, top)


def _rule_row(pen: Pen, top: float) -> float:
    """Rule the row that began at `top` and return where the next one begins."""
    bottom = pen.y + 3
    for y in (top, bottom):
        pen.canvas.line(COLUMNS[0], HEIGHT - y, COLUMNS[-1], HEIGHT - y)
    for x in COLUMNS:
        pen.canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)
    pen.y = bottom + 2
    return bottom
