"""Word files (.docx): paragraphs, lists and tables as Word would show them, on one page.

mammoth reads the file: it accepts tracked changes, reads content controls and tick boxes and works out merged cells.
The only module that imports mammoth.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import pairwise
from textwrap import wrap
from typing import Any
from zipfile import BadZipFile, ZipFile

import mammoth
from mammoth import documents as model

from pipeline.document import Box, Cell, Line, Page, Problem, Source, Table, Word
from pipeline.errors import UnreadableDocument, UnsupportedDocument
from pipeline.marks import TICKED, UNTICKED, marks_of
from pipeline.reading.dropdowns import W
from pipeline.reading.numbered import DOCUMENT, write_out_numbers
from pipeline.wording import clean

LARGEST = 200_000_000
"""Bytes that a file may hold unpacked; more is no document but a trap."""
WIDTH, LINE = 595.0, 12.0
"""Width of the notional page and distance of its lines, in points."""
SIZE, LARGE = 10.0, 14.0
"""Font size of text and of titles where the file gives none, in points."""
PRINTED_LINE = 90
"""Characters to which the plain text is broken, as printing would; what a first page says is looked for in its lines."""
TWIPS = 20
"""Word counts indents in twentieths of a point."""
LARGEST_HEADER, MOST_HEADERS = 1_000_000, 6
"""Bytes of a page header that is read, and paragraphs of them that are kept."""

_HEADER = re.compile(r"word/header\d*\.xml")

_LARGE_STYLES = ("title", "heading 1")
_BOLD_STYLES = ("heading", "title", "subtitle")
"""How the names of styles begin; Word writes them small, other programs do not."""


def read_word(data: bytes, name: str) -> tuple[list[Page], list[Problem]]:
    """Read a .docx file as one page.

    Raises:
        UnsupportedDocument: it is a ZIP file, but no Word document.
        UnreadableDocument: it is damaged, or too large unpacked.
    """
    remedy = "Open it in Word or LibreOffice and save it anew as .docx."
    try:
        with ZipFile(BytesIO(data)) as archive:
            if DOCUMENT not in archive.namelist():
                raise UnsupportedDocument(
                    f"{name} is no PDF, Word or plain text file, whatever its name says.", "Save it as one of these."
                )
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise UnreadableDocument(
                    f"{name} unpacks to more than {LARGEST // 1_000_000} million bytes and was not opened.", remedy
                )
            above = _headers(archive)
        document = _parse(write_out_numbers(data))
    except (BadZipFile, ET.ParseError, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise UnreadableDocument(f"{name} is a damaged Word file.", remedy) from error
    flow = _Flow(above=above)
    flow.take_all(document.children)
    return [flow.page()], flow.problems(name)


def _headers(archive: ZipFile) -> list[str]:
    """Return the paragraphs of the page headers, each once: a title and a day often stand there and nowhere else.

    Raises:
        ParseError: a header is no XML.
    """
    found: dict[str, None] = {}
    for name in sorted(name for name in archive.namelist() if _HEADER.fullmatch(name)):
        if archive.getinfo(name).file_size <= LARGEST_HEADER:
            for paragraph in ET.fromstring(archive.read(name)).iter(f"{W}p"):
                found[clean("".join(text.text or "" for text in paragraph.iter(f"{W}t")))] = None
    return [text for text in found if text][:MOST_HEADERS]


def _parse(data: bytes) -> Any:
    """Return mammoth's model of a document: paragraphs of runs, tables of rows of cells."""
    parsed: list[Any] = []

    def keep(document: Any) -> Any:
        parsed.append(document)
        return document

    mammoth.convert_to_html(BytesIO(data), transform_document=keep, ignore_empty_paragraphs=False)
    return parsed[0]


@dataclass(slots=True)
class _Piece:
    """A stretch of a paragraph in one type; `text` may be a tab or a line break."""

    text: str
    bold: bool
    italic: bool
    size: float
    struck: bool = False


@dataclass(slots=True)
class _Flow:
    """The lines and tables of a document in order, `row` lines down its page; `above` is what its page headers say, which is
    part of the page's plain text alone.
    """

    row: int = 0
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """Return all that was taken as one page."""
        height = LINE * max(self.row, 1)
        page = Page(1, WIDTH, height, "", tuple(self.lines), tuple(self.tables), studied=True, source=Source.WORD)
        ordered = sorted(page.all_lines, key=lambda line: (line.box.top, line.box.x0))
        texts = [*self.above, *(line.text for line in ordered)]
        return replace(page, text="\n".join(part for text in texts for part in wrap(text, PRINTED_LINE)))

    def problems(self, name: str) -> list[Problem]:
        """Return what a reader of the tables should know: words that were struck through by hand."""
        if not self.struck:
            return []
        words = "; ".join(dict.fromkeys(self.struck))[:200]
        message = f"{name} has words struck through, which were left out: {words}"
        return [(1, "struck-out-text", message, "Look whether they were meant to go.")]

    def take_all(self, elements: list[Any]) -> None:
        """Take paragraphs and tables in order."""
        for element in elements:
            if isinstance(element, model.Paragraph):
                self.lines += self._paragraph(element, 0.0, WIDTH)
            elif isinstance(element, model.Table):
                self._table(element)

    def _paragraph(self, paragraph: Any, left: float, right: float) -> list[Line]:
        """Return the lines of a paragraph: one, and one more for each line break in it."""
        first, body = _indents(paragraph)
        lines: list[Line] = []
        words: list[Word] = []
        x0 = left + first
        for piece in [*_pieces(paragraph), _Piece("\n", False, False, SIZE)]:
            if piece.text == "\n":
                if words:
                    lines.append(self._line(words, begins=not lines))
                words, x0 = [], left + body
            elif piece.text == "\t":
                x0 = max(x0, left + body)
            elif piece.struck:
                self.struck.append(clean(piece.text))
            else:
                words += self._words(piece, min(x0, right - 1), right)
        return lines

    def _words(self, piece: _Piece, x0: float, right: float) -> list[Word]:
        top = self.row * LINE
        box = Box(x0, top, right, top + SIZE)
        return [Word(piece.text, box, piece.size, piece.bold, piece.italic)] if piece.text else []

    def _line(self, words: list[Word], begins: bool) -> Line:
        text = clean("".join(word.text for word in _spaced(words)))
        top = self.row * LINE
        box = Box(words[0].box.x0, top, words[-1].box.x1, top + SIZE)
        self.row += 1
        size = max(words, key=lambda word: len(word.text)).size
        kept = tuple(replace(word, text=clean(word.text)) for word in words if clean(word.text))
        return Line(1, text, box, size, kept, begins=begins)

    def _table(self, table: Any) -> None:
        top = self.row * LINE
        rows = [row for row in table.children if isinstance(row, model.TableRow)]
        covered: dict[tuple[int, int], bool] = {}
        grid: list[list[tuple[int, Any]]] = []
        for i, row in enumerate(rows):
            column, placed = 0, []
            for cell in row.children:
                while (i, column) in covered:
                    column += 1
                placed.append((column, cell))
                for down in range(cell.rowspan):
                    for right in range(cell.colspan):
                        covered[i + down, column + right] = down > 0
                column += cell.colspan
            grid.append(placed)
        columns = max((column for _, column in covered), default=-1) + 1
        if not columns:
            return
        step = WIDTH / columns
        below = {place for place, is_below in covered.items() if is_below}
        filled = [
            tuple(
                replace(cell, covered=(row, column) in below)
                for column, cell in enumerate(self._cells(placed, columns, step))
            )
            for row, placed in enumerate(grid)
        ]
        self.tables.append(Table(1, Box(0.0, top, WIDTH, self.row * LINE), tuple(filled)))

    def _cells(self, placed: list[tuple[int, Any]], columns: int, step: float) -> tuple[Cell, ...]:
        """Return a row's cells side by side; tables inside a cell are read as its lines."""
        start, lowest = self.row, self.row + 1
        cells = [Cell(Box(0.0, 0.0, 0.0, 0.0))] * columns
        for column, cell in placed:
            self.row = start
            left, right = column * step, (column + cell.colspan) * step
            lines = [
                line for paragraph in _paragraphs(cell.children) for line in self._paragraph(paragraph, left, right)
            ]
            lowest = max(lowest, self.row)
            cells[column] = Cell(Box(left, start * LINE, right, lowest * LINE), tuple(lines))
        self.row = lowest
        return tuple(cells)


def _paragraphs(elements: list[Any]) -> Iterator[Any]:
    for element in elements:
        if isinstance(element, model.Paragraph):
            yield element
        else:
            yield from _paragraphs(list(getattr(element, "children", [])))


def _indents(paragraph: Any) -> tuple[float, float]:
    """Return the indent of a paragraph's first line and of its others, in points."""

    def points(value: str | None) -> float:
        return float(value) / TWIPS if value and value.lstrip("-").isdigit() else 0.0

    indent = paragraph.indent
    body = max(points(indent.start), 0.0)
    return max(body - points(indent.hanging) + points(indent.first_line), 0.0), body


def _pieces(paragraph: Any) -> Iterator[_Piece]:
    style = (paragraph.style_name or "").lower()
    size = LARGE if style.startswith(_LARGE_STYLES) else SIZE
    yield from _pieces_of(paragraph.children, _Piece("", style.startswith(_BOLD_STYLES), False, size))


def _pieces_of(elements: list[Any], kind: _Piece) -> Iterator[_Piece]:
    """Yield the text of runs and links; notes, comments and pictures are left out."""
    for element in elements:
        if isinstance(element, model.Run):
            run_kind = _Piece(
                "",
                kind.bold or element.is_bold or (element.style_name or "") == "Strong",
                kind.italic or element.is_italic,
                element.font_size or kind.size,
                element.is_strikethrough,
            )
            upper, marks = element.is_all_caps, marks_of(element.font or "")
            for piece in _pieces_of(element.children, run_kind):
                text = piece.text.translate(marks) if marks else piece.text
                yield replace(piece, text=text.upper() if upper else text)
        elif isinstance(element, model.Text):
            yield replace(kind, text=element.value)
        elif isinstance(element, model.Tab):
            yield replace(kind, text="\t")
        elif isinstance(element, model.Break) and element.break_type == "line":
            yield replace(kind, text="\n")
        elif isinstance(element, model.Checkbox):
            yield replace(kind, text=f"{TICKED if element.checked else UNTICKED} ")
        elif isinstance(element, model.Hyperlink):
            yield from _pieces_of(element.children, kind)


def _spaced(words: list[Word]) -> Iterator[Word]:
    """Yield words with a space between those that a tab separated."""
    yield words[0]
    for before, word in pairwise(words):
        yield replace(word, text=f" {word.text}") if word.box.x0 > before.box.x0 else word
