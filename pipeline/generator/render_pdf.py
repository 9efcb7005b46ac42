"""Draws a paper as PDF with reportlab, and tells on which page each paragraph begins."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as DrawnParagraph
from reportlab.platypus import Table as DrawnTable

from pipeline.generator.look import Look
from pipeline.generator.paper import Block, Box, Break, Cell, Gap, Paper, Paragraph, Piece, SideHeading, Table

FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Vera": ("Vera", "VeraBd", "VeraIt"),
}
DINGBATS = "✓✔➢■▪☐☒❑"
"""Signs that only the dingbat font has; ▪ is drawn as a small ■."""
CELL_PADDING = 4
SOFT_HYPHEN = "\u00ad"
"""A word that holds one may be broken there."""


class TrackedParagraph(DrawnParagraph):  # type: ignore[misc]
    """A paragraph that tells on which page it begins; its continuation on the next page tells nothing."""

    tell: Callable[[int], None] | None = None

    def draw(self) -> None:
        """Draw, and tell the page."""
        if self.tell:
            self.tell(self.canv.getPageNumber())
        super().draw()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split over pages; the first part tells the page."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts[:1]:
            part.tell = self.tell
        return parts


class RowTable(DrawnTable):  # type: ignore[misc]
    """A table whose rest goes on in the next frame; reportlab alone tries the space left once more, header and all."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split over pages."""
        parts: list[Flowable] = super().split(width, height)
        return [parts[0], FrameBreak(), *parts[1:]] if len(parts) > 1 else parts


class DrawnTick(Flowable):  # type: ignore[misc]
    """A small square drawn with lines, with a tick in it or not."""

    def __init__(self, ticked: bool) -> None:
        super().__init__()
        self.ticked, self.width, self.height = ticked, 10, 10

    def draw(self) -> None:
        """Draw the square."""
        self.canv.rect(0, 0, 9, 9)
        if self.ticked:
            self.canv.lines([(2, 4, 4, 1.5), (4, 1.5, 7.5, 7.5)])


class PdfWriter:
    """Draws one paper."""

    def __init__(self, paper: Paper, look: Look, setting: str) -> None:
        _register_fonts()
        self.paper, self.look, self.setting = paper, look, setting
        self.pages: dict[Piece, int] = {}
        self.styles = _styles(look)
        self.width, self.height = A4
        self.text_width = self.width - 2 * look.margin
        self.count = 0

    def write(self) -> tuple[bytes, dict[Piece, int]]:
        """Return the PDF and the page on which each paragraph's pieces begin."""
        stream = io.BytesIO()
        document = BaseDocTemplate(
            stream, pagesize=A4, invariant=1, title=self.paper.title, author="", pageCompression=1
        )
        document.addPageTemplates(self._templates())
        document.build(self._flowables())
        self.count = document.page
        return stream.getvalue(), self.pages

    def _templates(self) -> list[Any]:
        margin, (width, height) = self.look.margin, A4
        inner = height - 2 * margin
        gutter = 18
        column = (self.text_width - gutter) / 2
        whole = Frame(margin, margin, self.text_width, inner, 0, 0, 0, 0)
        left = Frame(margin, margin, column, inner, 0, 0, 0, 0)
        right = Frame(margin + column + gutter, margin, column, inner, 0, 0, 0, 0)
        wide = Frame(margin, margin, height - 2 * margin, width - 2 * margin, 0, 0, 0, 0)
        make = [("portrait", [whole], A4), ("columns", [left, right], A4), ("landscape", [wide], landscape(A4))]
        ordered = sorted(make, key=lambda entry: entry[0] != "portrait")
        return [PageTemplate(n, frames, self._furnish, pagesize=size) for n, frames, size in ordered]

    def _furnish(self, canvas: Any, document: Any) -> None:
        width, height = canvas._pagesize
        canvas.saveState()
        canvas.setFont(FONTS[self.look.font][0], 8)
        if self.paper.head:
            canvas.drawString(self.look.margin, height - self.look.margin * 0.6, self.paper.head)
        foot = self.paper.foot.replace("{page}", str(canvas.getPageNumber()))
        if foot:
            canvas.drawCentredString(width / 2, self.look.margin * 0.5, foot)
        if self.paper.stamp:
            canvas.setFont(FONTS[self.look.font][1], 9)
            stamp = self.paper.stamp.replace("{page}", str(canvas.getPageNumber() + self.paper.stamp_from - 1))
            canvas.drawRightString(width - 24, 18, stamp)
        canvas.restoreState()

    def _flowables(self) -> list[Flowable]:
        drawn: list[Flowable] = []
        self.room = self.text_width
        for block in self.paper.blocks:
            drawn += self._draw(block)
        return drawn

    def _draw(self, block: Block) -> list[Flowable]:
        if isinstance(block, Paragraph):
            return self._paragraph(block, self.room)
        if isinstance(block, Gap):
            return [Spacer(1, block.height)]
        if isinstance(block, Box):
            return self._box(block)
        if isinstance(block, SideHeading):
            return self._side(block)
        if isinstance(block, Table):
            return [self._table(block)]
        return self._break(block)

    def _break(self, block: Break) -> list[Flowable]:
        setting = self.setting if block.setting == "portrait" else block.setting
        width = self.height - 2 * self.look.margin if setting == "landscape" else self.text_width
        self.room = (width - 18) / 2 if setting == "columns" else width
        return [NextPageTemplate(setting), PageBreak()]

    def _paragraph(self, paragraph: Paragraph, room: float) -> list[Flowable]:
        style = self.styles[paragraph.style]
        if any(SOFT_HYPHEN in piece.text for piece in paragraph.pieces):
            style = ParagraphStyle("broken", style, embeddedHyphenation=1)
        markup = " ".join(_markup(piece, self.look) for piece in paragraph.pieces if piece.text)
        if not markup:
            return []
        indent = 0.0
        label = None
        if paragraph.label and paragraph.label.text:
            label = _markup(paragraph.label, self.look)
            indent = _hang(paragraph, self.look)
        start = paragraph.level * 18
        if label or start:
            style = ParagraphStyle(
                "hung", style, leftIndent=style.leftIndent + start + indent, bulletIndent=style.leftIndent + start
            )
        drawn = TrackedParagraph(f"<bullet>{label}</bullet>{markup}" if label else markup, style)
        drawn.tell = self._teller(paragraph)
        return [drawn]

    def _teller(self, paragraph: Paragraph) -> Callable[[int], None]:
        def tell(page: int) -> None:
            for piece in paragraph.all_pieces():
                self.pages.setdefault(piece, page)

        return tell

    def _box(self, box: Box) -> list[Flowable]:
        content = [[self._paragraph(p, self.room - 20)] for p in box.paragraphs]
        colour, tint = HexColor(f"#{self.look.colour}"), HexColor(f"#{self.look.tint}")
        commands: list[Any] = [
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
        ]
        if box.look in ("framed", "filled"):
            commands.append(("BOX", (0, 0), (-1, -1), 0.9, colour))
        if box.look in ("shaded", "filled"):
            commands.append(("BACKGROUND", (0, 0), (-1, -1), tint))
        if box.look == "ruled":
            commands.append(("LINEBEFORE", (0, 0), (0, -1), 3, colour))
        table = DrawnTable(
            [[c] for c in content], [self.room], style=commands, spaceBefore=4, spaceAfter=self.look.after + 4
        )
        return [table]

    def _side(self, side: SideHeading) -> list[Flowable]:
        share = 0.24 * self.room
        heading = self._paragraph(side.heading, share)
        rows: list[Any] = []
        for n, paragraph in enumerate(side.paragraphs):
            rows.append([heading if n == 0 else "", self._paragraph(paragraph, self.room - share)])
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
        return [DrawnTable(rows, [share, self.room - share], style=style)]

    def _table(self, table: Table) -> Flowable:
        widths = [share * self.room for share in table.widths]
        data, spans = self._grid(table, widths)
        style = spans + _rule_commands(table, self.look)
        return RowTable(
            data, widths, repeatRows=table.header_rows, style=style, spaceBefore=4, spaceAfter=8, splitInRow=1
        )

    def _grid(self, table: Table, widths: list[float]) -> tuple[list[list[Any]], list[Any]]:
        data: list[list[Any]] = [["" for _ in widths] for _ in table.rows]
        taken: set[tuple[int, int]] = set()
        commands: list[Any] = []
        for y, row in enumerate(table.rows):
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                data[y][x] = self._cell(cell, sum(widths[x : x + cell.columns]))
                end = (x + cell.columns - 1, y + cell.rows - 1)
                taken |= {(b, a) for a in range(x, end[0] + 1) for b in range(y, end[1] + 1)}
                if end != (x, y):
                    commands.append(("SPAN", (x, y), end))
                if cell.shade:
                    commands.append(("BACKGROUND", (x, y), end, HexColor(f"#{cell.shade}")))
                x += cell.columns
        return data, commands

    def _cell(self, cell: Cell, width: float) -> Any:
        if cell.tick is not None:
            return [DrawnTick(cell.tick)]
        drawn = [part for p in cell.paragraphs for part in self._paragraph(p, width - 2 * CELL_PADDING)]
        return drawn or ""


def _register_fonts() -> None:
    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in FONTS["Vera"]:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBd")


def _styles(look: Look) -> dict[str, ParagraphStyle]:
    name = FONTS[look.font][0]
    heading = FONTS[look.heading_font][0]
    align = TA_JUSTIFY if look.justified else TA_LEFT

    def style(size: float, before: float, after: float, font: str = name, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(
            "s", fontName=font, fontSize=size, leading=size * look.spacing, spaceBefore=before, spaceAfter=after, **more
        )

    size, after, large = look.size, look.after, look.size * look.heading_size
    return {
        "body": style(size, 0, after, alignment=align),
        "lead": style(size, 0, after, keepWithNext=1),
        "item": style(size, 0, after * 0.7, leftIndent=12),
        "quote": style(size, 0, after, leftIndent=18, rightIndent=12),
        "box": style(size, 0, 3),
        "boxhead": style(size, 0, 3, textColor=HexColor(f"#{look.colour}")),
        "side": style(size, 0, after),
        "cell": style(max(size - 1, 8.5), 0, 1),
        "small": style(8, 0, 3),
        "title": style(size * 1.7, 0, 10, heading),
        "subtitle": style(size * 1.15, 0, 6, heading),
        "h1": style(large, after + 4, after, heading, keepWithNext=1),
        "h2": style(max(size, large * 0.9), after, after * 0.6, heading, keepWithNext=1),
        "h3": style(size, after * 0.6, 3, heading, keepWithNext=1),
    }


def _markup(piece: Piece, look: Look) -> str:
    text = escape(piece.text)
    for sign in DINGBATS:
        shown = "■" if sign == "▪" else sign
        text = text.replace(
            sign, f'<font name="ZapfDingbats" size="{look.size * (0.6 if sign == "▪" else 0.9):.1f}">{shown}</font>'
        )
    for letter, tag in (("b", "b"), ("i", "i"), ("u", "u"), ("s", "super")):
        if letter in piece.look:
            text = f"<{tag}>{text}</{tag}>"
    if "c" in piece.look:
        text = f'<font color="#{look.colour}">{text}</font>'
    if "w" in piece.look:
        text = f'<font color="#FFFFFF">{text}</font>'
    return text


def _hang(paragraph: Paragraph, look: Look) -> float:
    length = len(paragraph.label.text) if paragraph.label else 0
    return max(18.0, look.size * 0.62 * length + 8)


def _rule_commands(table: Table, look: Look) -> list[Any]:
    line = Color(0, 0, 0) if table.rules == "grid" else HexColor("#808080")
    commands: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    commands += [(side, (0, 0), (-1, -1), CELL_PADDING) for side in sides]
    if table.rules == "grid":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, line))
    elif table.rules == "lines":
        commands += [("LINEBELOW", (0, 0), (-1, -1), 0.5, line), ("LINEABOVE", (0, 0), (-1, 0), 0.8, line)]
    elif table.rules == "outer":
        commands += [("BOX", (0, 0), (-1, -1), 0.8, line), ("LINEBELOW", (0, 0), (-1, -1), 0.3, line)]
    if table.stripe:
        for row in range(table.header_rows, len(table.rows), 2):
            commands.append(("BACKGROUND", (0, row), (-1, row), HexColor(f"#{table.stripe}")))
    if table.header_shade and table.header_rows:
        commands.append(("BACKGROUND", (0, 0), (-1, table.header_rows - 1), HexColor(f"#{table.header_shade}")))
    return commands
