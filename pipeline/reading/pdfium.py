"""What PDFium tells of a file: its pages' text, how much of them pictures cover, their pictures, words with boxes.

With fields.py, mapping.py, typeset.py, turned.py and drawings.py the only module that imports pypdfium2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL.Image import Image
from pypdfium2 import PdfDocument, PdfiumError

from pipeline.document import Box, Page, Word
from pipeline.errors import EncryptedDocument, UnreadableDocument
from pipeline.reading.fields import NOTHING, PutIn, read_fields
from pipeline.reading.mapping import meaningless_share

__all__ = [
    "NO_SHEET",
    "PdfDocument",
    "PdfiumError",
    "Sheet",
    "first_look",
    "grey_page",
    "open_document",
    "render",
    "scale_of",
    "words_of",
]

MAX_PIXELS = 50_000_000
"""No bitmap is rendered larger than this (the limit other readers of strangers' files keep)."""
JUDGED_PIXELS = 8_000_000
"""No bitmap by which a page is judged, not read, is larger; a poster of A1 at 100 dots per inch has as many."""
MOST_GLYPHS = 100_000
"""Glyphs of one page that are read; the fullest page of print has a fifth of that."""
FEW_OBJECTS = 60
"""On pages with more objects than this only the first and last are looked at for an image that covers the page."""


def open_document(data: bytes, name: str, password: str) -> PdfDocument:
    """Open a PDF of at least one page.

    Raises:
        EncryptedDocument: it wants a password, or another one.
        UnreadableDocument: PDFium cannot open it, or it has no pages.
    """
    try:
        document = pdfium.PdfDocument(data, password=password or None)
        pages = len(document)
        if document.get_formtype() != pdfium_raw.FORMTYPE_NONE:
            document.init_forms()
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", 0) == pdfium_raw.FPDF_ERR_PASSWORD:
            if password:
                raise EncryptedDocument(
                    f"{name}: the password given does not open it.", "Give the right one with --password."
                ) from error
            raise EncryptedDocument(f"{name} is protected by a password.", "Give it with --password.") from error
        raise UnreadableDocument(
            f"{name} is damaged: it begins like a PDF but cannot be opened.",
            "Fetch it again or save it anew with a PDF program.",
        ) from error
    if pages == 0:
        document.close()
        raise UnreadableDocument(f"{name} is a PDF without pages.", "Fetch it again.")
    return document


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on a page: the share of it that its largest image covers, the number of objects, whether its text
    is hidden, invisible or under the image, as the text is that a program reading scans leaves behind, and the share of its
    glyphs for which the file doesn't say, or not truly, which characters they are; `glyphs` counts them. `put_in` is what
    people put into it with a viewer."""

    picture_share: float
    objects: int
    text_hidden: bool
    meaningless: float = 0.0
    glyphs: int = 0
    put_in: PutIn = NOTHING


NO_SHEET = Sheet(0.0, 0, False)
"""What is known of a damaged page."""


def first_look(document: PdfDocument, number: int) -> tuple[Page, Sheet]:
    """Return a page with its plain text, and what is drawn on it; its text ends with the values of its form fields.

    Raises:
        PdfiumError: the page is damaged.
    """
    page = document[number - 1]
    put_in = read_fields(document, page)
    textpage = page.get_textpage()
    glyphs = textpage.count_chars()
    text = textpage.get_text_range(0, min(glyphs, MOST_GLYPHS)).replace("\r\n", "\n").replace("\r", "\n")
    sheet = replace(
        _sheet(page), meaningless=meaningless_share(textpage.raw, glyphs, text), glyphs=glyphs, put_in=put_in
    )
    read = Page(number, page.get_width(), page.get_height(), f"{text}\n{put_in.text}" if put_in.text else text)
    textpage.close()
    page.close()
    return read, sheet


def _sheet(page: pdfium.PdfPage) -> Sheet:
    count = pdfium_raw.FPDFPage_CountObjects(page)
    area = max(page.get_width() * page.get_height(), 1.0)
    if count > FEW_OBJECTS:
        places = [*range(3), *range(count - 3, count)]
        drawn = [pdfium.PdfObject(pdfium_raw.FPDFPage_GetObject(page, place), page=page) for place in places]
    else:
        drawn = list(page.get_objects(max_depth=3))
    share, hidden, seen_text = 0.0, False, False
    for shown in drawn:
        if shown.type == pdfium_raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = shown.get_bounds()
            covers = (right - left) * (top - bottom) / area
            hidden = hidden or (seen_text and covers > share)
            share = max(share, covers)
        elif shown.type == pdfium_raw.FPDF_PAGEOBJ_TEXT:
            seen_text = True
            mode = pdfium_raw.FPDFTextObj_GetTextRenderMode(shown.raw)
            hidden = hidden or mode == pdfium_raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return Sheet(share, count, hidden)


def grey_page(document: PdfDocument, number: int, dpi: float) -> np.ndarray:
    """Return the picture of page `number` (from 1) in levels of grey, 0 to 255, of at most JUDGED_PIXELS."""
    page = document[number - 1]
    picture = np.asarray(page.render(scale=_scale(page, dpi, JUDGED_PIXELS), grayscale=True).to_pil())
    page.close()
    return picture


def render(document: PdfDocument, number: int, dpi: float) -> Image:
    """Return the picture of page `number` (from 1), at a lower resolution than asked where it would be too large."""
    page = document[number - 1]
    image: Image = page.render(scale=_scale(page, dpi)).to_pil().convert("RGB")
    page.close()
    return image


def scale_of(document: PdfDocument, number: int, dpi: float) -> float:
    """Return the pixels a point at which `render` draws page `number` (from 1)."""
    page = document[number - 1]
    scale = _scale(page, dpi)
    page.close()
    return scale


def _scale(page: pdfium.PdfPage, dpi: float, most: int = MAX_PIXELS) -> float:
    """Return the pixels a point at which a page's bitmap has no more than `most`; its sides are rounded up."""
    width, height = page.get_width(), page.get_height()
    scale: float = min(dpi / 72, (most / max(width * height, 1)) ** 0.5)
    while ceil(width * scale) * ceil(height * scale) > most:
        scale *= 0.98
    return scale


def words_of(document: PdfDocument, first: Page) -> list[Word]:
    """Return a page's words by PDFium's text rectangles, without type; none if the page is damaged."""
    try:
        page = document[first.number - 1]
        textpage = page.get_textpage()
    except PdfiumError:
        return []
    words = []
    for i in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(i)
        text = textpage.get_text_bounded(left, bottom, right, top).strip()
        box = Box(left, first.height - top, max(left, right), max(first.height - top, first.height - bottom))
        if text:
            words.append(Word(" ".join(text.split()), box, box.height))
    textpage.close()
    page.close()
    return words
