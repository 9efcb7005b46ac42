"""What PDFium finds set on a page: words with their type, the paths drawn around them, words a reader may not see.

It costs a tenth of what pdfplumber needs for the same and gives the same words at the same places
(tests/reading/test_typeset.py): a word is as wide as the advances of its glyphs and as high as its font size, and stands
on the descender line of its font. Turned pages are not read here: PDFium states the widths of level glyphs only.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from math import hypot

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage

from pipeline.document import WORD_GAP as LETTERS
from pipeline.document import Box, Word
from pipeline.marks import marks_of
from pipeline.reading.drawings import Drawings, DrawnPath
from pipeline.reading.pdfium import MOST_GLYPHS

WORD_GAP = 0.15
"""Share of the font size that parts words, here and in pdfplumber's reading of turned pages."""
SAME_BASELINE = 3.0
"""Points by which the glyphs of one word may stand higher or lower."""
STEEPEST = 0.2
"""Tangent of the angle up to which text is level; the text behind a crooked scan follows its lines."""
SAME_SIZE = 0.01
"""Points by which the sizes of glyphs of one word may differ."""
MOST_TURNED = 0.2
"""Share of turned glyphs up to which a page is a level one, with a turned note in its margin."""
TINY = 1.0
"""Points under which no reader makes out a letter."""
WHITE = 240
"""Level of red, green and blue, of 255, from which letters are as white as paper."""
NAME_LENGTH = 256
"""Characters of a font's name that are read."""

BOLD = ("bold", "black", "heavy", "semibd", "-bd", "demi")
ITALIC = ("italic", "oblique", "-it", "ital")
"""Parts of font names that tell the cut."""

_SOLID = re.compile(r"\S+")

_text_object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The text object of a glyph as a bare address: it is asked for each glyph, and ctypes makes pointers slowly."""


@dataclass(frozen=True, slots=True)
class SetPage:
    """What is set on a page: its words in the order they are set, the paths drawn, and those of the words that a reader may
    not see: drawn invisibly, in white, tiny, off the page, in a layer, or under something that is drawn later."""

    words: tuple[Word, ...]
    paths: tuple[DrawnPath, ...]
    doubtful: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class _Font:
    """A font: its name in lower case without the mark of a subset, its cut, its descent as a share of the size (below 0), and
    which of its characters are ticks and boxes."""

    name: str
    bold: bool
    italic: bool
    descent: float
    marks: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Run:
    """How the glyphs of one text object are set, in points.

    `bottom` is the line under their descenders from the page's top, None where the text falls or rises; `gap` parts words;
    `doubtful` tells that a reader may not see them.
    """

    font: _Font
    size: float
    bottom: float | None
    gap: float
    level: bool
    doubtful: bool
    address: int

    def goes_on(self, other: _Run) -> bool:
        """Tell whether glyphs of another run may belong to the same word."""
        return self.font.name == other.font.name and abs(self.size - other.size) < SAME_SIZE


def is_bold(font: str) -> bool:
    """Tell by a font's name whether it is a bold one."""
    return any(mark in font for mark in BOLD)


def is_italic(font: str) -> bool:
    """Tell by a font's name whether it is an italic one."""
    return any(mark in font for mark in ITALIC)


# --- Words --------------------------------------------------------------------------------------------------------


def read_page(document: PdfDocument, number: int) -> SetPage | None:
    """Return what is set on page `number` (from 1); None if the page, or much of its text, is turned, or if it is damaged."""
    try:
        page = document[number - 1]
    except PdfiumError:
        return None
    with closing(page):
        found = None if page.get_rotation() else _set_words(page)
        if found is None:
            return None
        drawings = Drawings(page)
        sheet = Box(0, 0, page.get_width(), page.get_height())
        doubtful = [
            word
            for word, run in found
            if run.doubtful or not sheet.encloses(word.box) or drawings.covers(run.address, word.box)
        ]
        return SetPage(tuple(word for word, _ in found), tuple(drawings.paths), tuple(doubtful))


def _set_words(page: PdfPage) -> list[tuple[Word, _Run]] | None:
    left, _, _, top = page.get_bbox()
    with closing(page.get_textpage()) as textpage:
        glyphs = _Glyphs(textpage.raw, left, top)
        words: list[tuple[Word, _Run]] = []
        for found in _SOLID.finditer(_characters(textpage)):
            own = list(glyphs.words(found))
            if words and own and glyphs.is_spaced(found.start(), words[-1][0], own[0][0]):
                words[-1] = (_ended_before(words[-1][0], own[0][0]), words[-1][1])
            words += own
    turned = sum(not run.level for _, run in words)
    return words if turned <= MOST_TURNED * len(words) else None


class _Glyphs:
    """The glyphs of a page, of which PDFium tells one at a time: calls are few, because each costs microseconds.

    Where PDFium sees no space there is none, unless glyphs of one word come from several text objects.
    """

    def __init__(self, textpage: pdfium.FPDF_TEXTPAGE, left: float, top: float) -> None:
        self.textpage, self.left, self.top = textpage, left, top
        self.address = ctypes.cast(textpage, ctypes.c_void_p).value
        self.runs: dict[int, _Run] = {}
        self.fonts: dict[int, _Font] = {}
        self.place = pdfium.FS_RECTF()
        self.whereabouts = ctypes.byref(self.place)

    def words(self, found: re.Match[str]) -> Iterator[tuple[Word, _Run]]:
        """Yield the words in what PDFium sees as one: several where the type changes or the pen moves away."""
        first, last = found.start(), found.end() - 1
        run = self.run_at(first)
        if run is None or (last > first and self.run_at(last) is not run):
            yield from self.pieces(found)
            return
        x0, x1 = self.sides(first)
        if last > first:
            x1 = self.sides(last)[1]
        yield _word(found.group(), run, x0, x1, self.bottom(run, first)), run

    def pieces(self, found: re.Match[str]) -> Iterator[tuple[Word, _Run]]:
        """Yield the words in what PDFium sees as one, glyph by glyph."""
        letters, began, ends, last, line = "", 0.0, 0.0, 0.0, 0.0
        before: _Run | None = None
        for i, character in enumerate(found.group(), found.start()):
            run = self.run_at(i)
            if run is None:
                continue
            x0, x1 = self.sides(i)
            bottom = self.bottom(run, i)
            apart = abs(bottom - line) > SAME_BASELINE or not last <= x0 <= ends + run.gap
            if before is not None and (apart or not run.goes_on(before)):
                yield _word(letters, before, began, ends, line), before
                before = None
            if before is None:
                letters, began, ends, line, before = "", x0, x1, bottom, run
            letters += character
            last, ends = x0, max(ends, x1)
        if before is not None:
            yield _word(letters, before, began, ends, line), before

    def is_spaced(self, glyph: int, before: Word, word: Word) -> bool:
        """Tell whether the file itself sets a space in front of a word that seems to touch the one before.

        The widths of a font that the file does not hold are another font's, and slanted letters lean over. A space over which
        the pen goes back again is none.
        """
        touching = before.box.x0 < word.box.x0 < before.box.x1 + LETTERS * word.size
        level = abs(word.box.bottom - before.box.bottom) < SAME_BASELINE
        if not (touching and level) or pdfium.FPDFText_IsGenerated(self.textpage, glyph - 1):
            return False
        x0, x1 = self.sides(glyph - 1)
        return word.box.x0 >= (x0 + x1) / 2

    def run_at(self, glyph: int) -> _Run | None:
        """Return how a glyph is set; None for one that PDFium put in."""
        found = _text_object_at(self.address, glyph)
        if found is not None and found not in self.runs:
            self.runs[found] = self.read_run(glyph, found)
        return self.runs[found] if found is not None else None

    def sides(self, glyph: int) -> tuple[float, float]:
        """Return a glyph's left and right, in points from the page's left."""
        pdfium.FPDFText_GetLooseCharBox(self.textpage, glyph, self.whereabouts)
        return self.place.left - self.left, self.place.right - self.left

    def bottom(self, run: _Run, glyph: int) -> float:
        """Return the line under a glyph's descender, in points from the page's top."""
        if run.bottom is not None:
            return run.bottom
        return self.top - _baseline(self.textpage, glyph) - run.font.descent * run.size

    def read_run(self, glyph: int, found: int) -> _Run:
        """Return how the glyphs of a text object, given by its address, are set, by one of them."""
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        text_object = ctypes.cast(found, pdfium.FPDF_PAGEOBJECT)
        pdfium.FPDFText_GetMatrix(self.textpage, glyph, matrix)
        pdfium.FPDFTextObj_GetFontSize(text_object, size)
        height = abs(size.value) * hypot(matrix.c, matrix.d)
        font = self.font_of(text_object)
        straight = matrix.b == 0 and matrix.c == 0
        return _Run(
            font=font,
            size=height,
            bottom=self.top - _baseline(self.textpage, glyph) - font.descent * height if straight else None,
            gap=WORD_GAP * height,
            level=matrix.a > 0 and abs(matrix.b) <= STEEPEST * matrix.a,
            doubtful=height < TINY or _is_unseen(text_object),
            address=found,
        )

    def font_of(self, text_object: pdfium.FPDF_PAGEOBJECT) -> _Font:
        """Return the font of a text object."""
        font = pdfium.FPDFTextObj_GetFont(text_object)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self.fonts:
            self.fonts[address] = _read_font(font)
        return self.fonts[address]


def _ended_before(word: Word, after: Word) -> Word:
    """Return a word that ends a space in front of another."""
    box = word.box
    return replace(word, box=replace(box, x1=max(box.x0, after.box.x0 - WORD_GAP * after.size)))


def _word(letters: str, run: _Run, x0: float, x1: float, bottom: float) -> Word:
    if run.font.marks:
        letters = letters.translate(run.font.marks)
    return Word(letters, Box(x0, bottom - run.size, max(x0, x1), bottom), run.size, run.font.bold, run.font.italic)


def _characters(textpage: PdfTextPage) -> str:
    """Return a character for each glyph; hyphens at line ends, for which PDFium has a code of its own, as hyphens."""
    count = min(textpage.count_chars(), MOST_GLYPHS)
    text: str = textpage.get_text_range(0, count)
    if len(text) != count:
        text = "".join(chr(pdfium.FPDFText_GetUnicode(textpage.raw, i)) for i in range(count))
    return text.replace("\ufffe", "-").replace("\x02", "-")


def _read_font(font: pdfium.FPDF_FONT) -> _Font:
    descent, buffer = ctypes.c_float(), ctypes.create_string_buffer(NAME_LENGTH)
    pdfium.FPDFFont_GetDescent(font, 1000.0, descent)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, NAME_LENGTH)
    name = buffer.value.decode("utf-8", "replace").split("+")[-1].lower()
    return _Font(name, is_bold(name), is_italic(name), descent.value / 1000, marks_of(name))


def _is_unseen(text_object: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Tell whether a text object may not be seen: it is drawn invisibly, in white or clear, or belongs to a layer."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
    if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if pdfium.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha) and (
        alpha.value == 0 or min(red.value, green.value, blue.value) >= WHITE
    ):
        return True
    return any(_is_layer(text_object, i) for i in range(pdfium.FPDFPageObj_CountMarks(text_object)))


def _is_layer(text_object: pdfium.FPDF_PAGEOBJECT, place: int) -> bool:
    """Tell whether a mark of a text object is that of a layer (OC, optional content); longer names don't fit the buffer."""
    name, length = (ctypes.c_ushort * 3)(), ctypes.c_ulong()
    mark = pdfium.FPDFPageObj_GetMark(text_object, place)
    pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
    return bytes(name) == "OC\0".encode("utf-16-le")


def _baseline(textpage: pdfium.FPDF_TEXTPAGE, glyph: int) -> float:
    """Return how high a glyph's baseline is, in points from where the file counts."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, glyph, x, y)
    return y.value
