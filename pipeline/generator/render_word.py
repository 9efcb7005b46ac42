"""Draws a paper as a Word file with python-docx; the same paper gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from pipeline.generator.look import Look
from pipeline.generator.paper import Block, Box, Break, Cell, Gap, Paper, Paragraph, Piece, SideHeading, Table

FONTS = {"Helvetica": "Arial", "Times": "Times New Roman", "Vera": "Calibri"}
STAMP = (1980, 1, 1, 0, 0, 0)
"""The date of every entry of the file, so that bytes do not depend on the day."""
HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "title": "Title"}
PAGE = (595.3, 841.9)


class WordWriter:
    """Draws one paper."""

    def __init__(self, paper: Paper, look: Look, setting: str) -> None:
        self.paper, self.look, self.setting = paper, look, setting
        self.document = docx.Document()
        self.room = PAGE[0] - 2 * look.margin
        self.styled_headings = look.size > 10
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONTS[look.font], Pt(look.size)

    def write(self) -> bytes:
        """Return the file."""
        properties = self.document.core_properties
        properties.created = properties.modified = datetime(2020, 1, 1)
        properties.author, properties.title, properties.comments = "", self.paper.title, ""
        self._page(self.document.sections[0], "portrait")
        for block in self.paper.blocks:
            self._draw(block)
        stream = io.BytesIO()
        self.document.save(stream)
        return fix_stamps(stream.getvalue())

    def _page(self, section: Any, setting: str) -> None:
        width, height = PAGE if setting != "landscape" else PAGE[::-1]
        section.orientation = WD_ORIENT.LANDSCAPE if setting == "landscape" else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Pt(width), Pt(height)
        margin = Pt(self.look.margin)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
        self.room = width - 2 * self.look.margin
        if setting == "columns":
            columns = section._sectPr.find(qn("w:cols"))
            columns.set(qn("w:num"), "2")
            self.room = (self.room - 18) / 2
        self._furnish(section)

    def _furnish(self, section: Any) -> None:
        section.footer.is_linked_to_previous = section.header.is_linked_to_previous = False
        section.header.paragraphs[0].text = self.paper.head
        foot = section.footer.paragraphs[0]
        template = self.paper.stamp or self.paper.foot
        before, _, after = template.partition("{page}")
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT if self.paper.stamp else WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(before)
        if "{page}" in template:
            _add_field(foot, "PAGE")
        foot.add_run(after)

    def _draw(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._fill(self.document.add_paragraph(), block)
        elif isinstance(block, Gap):
            self.document.add_paragraph().paragraph_format.space_after = Pt(max(0.0, block.height - 12))
        elif isinstance(block, Box):
            self._box(block)
        elif isinstance(block, SideHeading):
            cells = [[Cell([block.heading]), Cell(block.paragraphs)]]
            self._table(Table(cells, [0.24, 0.76], 0, "none"))
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._break(block)

    def _break(self, block: Break) -> None:
        setting = self.setting if block.setting == "portrait" else block.setting
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._page(section, setting)

    def _fill(self, target: Any, paragraph: Paragraph) -> None:
        form = target.paragraph_format
        form.space_after = Pt(self.look.after if paragraph.style not in ("cell", "box") else 2)
        form.line_spacing = self.look.spacing
        if paragraph.style in HEADINGS and self.styled_headings:
            target.style = self.document.styles[HEADINGS[paragraph.style]]
        if paragraph.style in ("h1", "h2", "h3", "lead", "boxhead"):
            form.keep_with_next = True
        indent = paragraph.level * 18 + (12 if paragraph.style == "item" else 18 if paragraph.style == "quote" else 0)
        if paragraph.label and paragraph.label.text:
            hang = max(18.0, self.look.size * 0.62 * len(paragraph.label.text) + 8)
            form.left_indent, form.first_line_indent = Pt(indent + hang), Pt(-hang)
            form.tab_stops.add_tab_stop(Pt(indent + hang))
            self._run(target, paragraph.label, paragraph.style)
            target.add_run("\t")
        elif indent:
            form.left_indent = Pt(indent)
        for index, piece in enumerate(p for p in paragraph.pieces if p.text):
            if index:
                target.add_run(" ")
            self._run(target, piece, paragraph.style)

    def _run(self, target: Any, piece: Piece, style: str) -> None:
        run = target.add_run(piece.text)
        font = run.font
        font.name, font.size = FONTS[self.look.font], Pt(_size(self.look, style))
        run.bold = True if "b" in piece.look else None
        run.italic = True if "i" in piece.look else None
        run.underline = True if "u" in piece.look else None
        if style in HEADINGS or "c" in piece.look:
            font.color.rgb = RGBColor.from_string(self.look.colour if "c" in piece.look else "000000")
        if "w" in piece.look:
            font.color.rgb = RGBColor(255, 255, 255)

    def _box(self, box: Box) -> None:
        table = self.document.add_table(1, 1)
        cell = table.cell(0, 0)
        if box.look in ("shaded", "filled"):
            _shade(cell, self.look.tint)
        sides = {
            "framed": ("top", "left", "bottom", "right"),
            "filled": ("top", "left", "bottom", "right"),
            "ruled": ("left",),
        }
        _border(cell, sides.get(box.look, ()), self.look.colour, 24 if box.look == "ruled" else 6)
        self._fill_cell(cell, Cell(box.paragraphs))
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _table(self, table: Table) -> None:
        drawn = self.document.add_table(len(table.rows), len(table.widths))
        drawn.autofit = False
        if table.rules == "grid":
            drawn.style = self.document.styles["Table Grid"]
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(table.rows):
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                end = (y + cell.rows - 1, x + cell.columns - 1)
                taken |= {(b, a) for a in range(x, end[1] + 1) for b in range(y, end[0] + 1)}
                place = drawn.cell(y, x)
                if end != (y, x):
                    place = place.merge(drawn.cell(*end))
                self._fill_cell(place, cell)
                self._set_cell(place, cell, table, y)
                x += cell.columns
        for index, share in enumerate(table.widths):
            for place in drawn.columns[index].cells:
                place.width = Pt(share * self.room)
        for index in range(table.header_rows):
            _repeat(drawn.rows[index])
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _set_cell(self, place: Any, cell: Cell, table: Table, row: int) -> None:
        shade = cell.shade
        if row < table.header_rows:
            shade = shade or table.header_shade
        elif table.stripe and (row - table.header_rows) % 2 == 0:
            shade = shade or table.stripe
        if shade:
            _shade(place, shade)
        if table.rules in ("lines", "outer"):
            _border(place, ("top", "bottom"), "808080", 4)

    def _fill_cell(self, place: Any, cell: Cell) -> None:
        first = place.paragraphs[0]
        if cell.tick is not None:
            first.add_run("☒" if cell.tick else "☐")
        for index, paragraph in enumerate(cell.paragraphs):
            self._fill(first if index == 0 else place.add_paragraph(), paragraph)


def _size(look: Look, style: str) -> float:
    sizes = {
        "title": look.size * 1.7,
        "subtitle": look.size * 1.15,
        "h1": look.size * look.heading_size,
        "h2": max(look.size, look.size * look.heading_size * 0.9),
        "cell": max(look.size - 1, 8.5),
        "small": 8,
    }
    return round(sizes.get(style, look.size) * 2) / 2


def _shade(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def _border(cell: Any, sides: tuple[str, ...], colour: str, size: int) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), str(size))
        line.set(qn("w:color"), colour)
        borders.append(line)
    properties = cell._tc.get_or_add_tcPr()
    shade = properties.find(qn("w:shd"))
    if shade is not None:
        shade.addprevious(borders)
    else:
        properties.append(borders)


def _repeat(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def _add_field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def fix_stamps(content: bytes) -> bytes:
    """Return the same archive with one date on every entry."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return stream.getvalue()


def draw_word(paper: Paper, look: Look, setting: str) -> bytes:
    """Return a paper as a Word file."""
    return WordWriter(paper, look, setting).write()
