"""PDF files in two passes: PDFium reads the text of every page, pdfplumber the layout of the pages that matter.

The only module that imports pypdfium2 and pdfplumber.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from pdfplumber.page import Page as LayoutPage
from PIL.Image import Image

from pipeline.document import Box, Cell, Line, Page, Table, Word
from pipeline.errors import EncryptedDocument, UnreadableDocument
from pipeline.reading.columns import gutters, split_columns
from pipeline.reading.layout import words_to_lines

Problem = tuple[int, str, str, str]

MAX_PIXELS = 50_000_000
"""No bitmap is rendered larger than this (the limit other readers of strangers' files keep)."""
RULE_THICKNESS = 2.0
"""A rectangle thinner than this, in points, is a rule."""
FRAME_MIN = (150.0, 25.0)
"""Smallest width and height, in points, of a drawn box that frames text."""
FEW_CHARACTERS = 20
"""A page with fewer letters than this has no text worth the name."""
PICTURE_SHARE = 0.3
"""An image that covers this share of such a page is the page: a scan."""
OCR_REMEDY = "Run OCR over the file with another program and read it again."
"""What a user can do about a scanned page."""
EMPTY_WORDS = 0.5
"""Where the layout has fewer than this share of PDFium's characters, PDFium's words are used instead."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pages(
    data: bytes, name: str, password: str, choose: Callable[[Sequence[str]], list[bool]]
) -> tuple[list[Page], list[Problem]]:
    """Read all pages of a PDF.

    Args:
        data: the file's bytes.
        name: its name for messages.
        password: "" if none was given.
        choose: from the plain text of all pages, tells which of them the second pass reads.

    Raises:
        EncryptedDocument: the file wants a password, or another one.
        UnreadableDocument: PDFium cannot open it.
    """
    with closing(_open(data, name, password)) as document:
        pages, problems = _first_pass(document)
        chosen = choose([page.text for page in pages])
        if any(chosen):
            _second_pass(data, password, document, pages, chosen, problems)
    return pages, problems


def render_page(data: bytes, name: str, password: str, number: int, dpi: int = 110) -> Image:
    """Render page `number` (from 1), at a lower resolution than asked where it would be too large a picture.

    Raises:
        UnreadableDocument: there is no such page.
    """
    with closing(_open(data, name, password)) as document:
        if not 1 <= number <= len(document):
            raise UnreadableDocument(
                f"{name} has {len(document)} pages, there is no page {number}.", "Give a page that exists."
            )
        page = document[number - 1]
        scale = min(dpi / 72, (MAX_PIXELS / max(page.get_width() * page.get_height(), 1)) ** 0.5)
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
        return image


def _open(data: bytes, name: str, password: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data, password=password or None)
        pages = len(document)
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


def _first_pass(document: pdfium.PdfDocument) -> tuple[list[Page], list[Problem]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    for index in range(len(document)):
        number = index + 1
        try:
            page = document[index]
            textpage = page.get_textpage()
            text = textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
            pages.append(Page(number, page.get_width(), page.get_height(), text))
            if _is_picture(page, text):
                problems.append(
                    (number, "page-needs-ocr", f"Page {number} is a picture without text and was not read.", OCR_REMEDY)
                )
            textpage.close()
            page.close()
        except pdfium.PdfiumError:
            pages.append(Page(number, 0.0, 0.0, ""))
            problems.append(
                (
                    number,
                    "page-unreadable",
                    f"Page {number} is damaged and was not read.",
                    "Look at the page and fetch the file again.",
                )
            )
    return pages, problems


def _is_picture(page: pdfium.PdfPage, text: str) -> bool:
    """Tell whether a page shows something but has hardly any text: a scan, or letters drawn as shapes."""
    if len("".join(text.split())) >= FEW_CHARACTERS:
        return False
    area = max(page.get_width() * page.get_height(), 1.0)
    for shown in page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = shown.get_bounds()
        if (right - left) * (top - bottom) > PICTURE_SHARE * area:
            return True
    return False


def _second_pass(
    data: bytes,
    password: str,
    document: pdfium.PdfDocument,
    pages: list[Page],
    chosen: list[bool],
    problems: list[Problem],
) -> None:
    numbers = [page.number for page, wanted in zip(pages, chosen, strict=True) if wanted]
    studied = {page.number: page for page in _layout_pages(data, password, numbers, pages)}
    for number in numbers:
        first = pages[number - 1]
        page = studied.get(number)
        if page is None or _is_emptier(page, first):
            page = _with_pdfium_words(document, first)
            if page.lines:
                problems.append(
                    (
                        number,
                        "layout-from-pdfium",
                        f"pdfplumber could not read page {number}; PDFium's words were used.",
                        "Compare the rows of this page with the page.",
                    )
                )
        pages[number - 1] = page
    _split_columns(pages)


def _split_columns(pages: list[Page]) -> None:
    """Split the rows that a gutter cuts; a table's last row on one page shares the gutter of the next page's rows."""
    found = [gutters(page.lines, page.width) for page in pages]
    for i, page in enumerate(pages):
        if page.lines:
            edges = [edge for near in found[max(0, i - 1) : i + 2] for edge in near]
            pages[i] = replace(page, lines=split_columns(page.lines, page.width, edges))


def _is_emptier(page: Page, first: Page) -> bool:
    seen = sum(len(line.text.replace(" ", "")) for line in [*page.lines, *_table_lines(page)])
    return seen < EMPTY_WORDS * len("".join(first.text.split()))


def _table_lines(page: Page) -> list[Line]:
    return [line for table in page.tables for row in table.rows for cell in row for line in cell.lines]


def _layout_pages(data: bytes, password: str, numbers: list[int], pages: list[Page]) -> Iterator[Page]:
    """Yield what pdfplumber sees of the numbered pages; a page it fails on is left out."""
    try:
        document = pdfplumber.open(BytesIO(data), pages=numbers, password=password)
        layouts = list(document.pages)
    except (
        Exception
    ):  # pdfminer raises bare TypeError, AssertionError and others on damaged files; PDFium's words follow
        return
    with document:
        for layout in layouts:
            try:
                yield _study(layout, pages[layout.page_number - 1])
            except Exception:  # as above, for one page
                continue
            finally:
                layout.close()


def _study(layout: LayoutPage, first: Page) -> Page:
    words = [
        _word(w)
        for w in layout.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15, keep_blank_chars=False)
    ]
    rules, frames = _drawings(layout)
    tables = []
    for found in layout.find_tables() if layout.edges else []:
        table = _table(found, words, first.number)
        if table is not None:
            tables.append(table)
        elif (box := Box(*(float(v) for v in found.bbox))).height < 0.95 * first.height:
            frames.append(box)
    free = [word for word in words if not any(table.box.encloses(word.box) for table in tables)]
    lines = words_to_lines(free, first.number, sorted(frames, key=lambda b: b.width * b.height), rules)
    return Page(first.number, float(layout.width), float(layout.height), first.text, lines, tuple(tables), studied=True)


def _word(raw: dict[str, Any]) -> Word:
    font = str(raw["fontname"]).split("+")[-1].lower()
    bold = any(mark in font for mark in ("bold", "black", "heavy", "semibd", "-bd", "demi"))
    italic = any(mark in font for mark in ("italic", "oblique", "-it", "ital"))
    box = Box(
        float(raw["x0"]),
        float(raw["top"]),
        max(float(raw["x0"]), float(raw["x1"])),
        max(float(raw["top"]), float(raw["bottom"])),
    )
    return Word(str(raw["text"]), box, float(raw["size"]), bold, italic)


def _drawings(layout: LayoutPage) -> tuple[list[Box], list[Box]]:
    """Return the page's thin horizontal rules and the boxes drawn around text."""
    rules: list[Box] = []
    frames: list[Box] = []
    for shape in [*layout.rects, *layout.lines]:
        box = Box(float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"]))
        if box.height <= RULE_THICKNESS < box.width:
            rules.append(box)
        elif box.width >= FRAME_MIN[0] and box.height >= FRAME_MIN[1] and box.height < 0.95 * float(layout.height):
            frames.append(box)
    return rules, frames + _frames_of_sides([*layout.rects, *layout.lines])


def _frames_of_sides(shapes: Sequence[dict[str, Any]]) -> list[Box]:
    """Return the boxes whose left and right sides are drawn as thin upright rules, piece by piece."""
    sides: list[Box] = []
    for shape in sorted(shapes, key=lambda s: (round(float(s["x0"])), float(s["top"]))):
        side = Box(float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"]))
        if side.width > RULE_THICKNESS:
            continue
        before = sides[-1] if sides else None
        if before and abs(before.x0 - side.x0) <= 1 and side.top <= before.bottom + RULE_THICKNESS:
            sides[-1] = Box(before.x0, before.top, before.x1, max(before.bottom, side.bottom))
        else:
            sides.append(side)
    tall = [side for side in sides if side.height >= FRAME_MIN[1]]
    return [
        Box(left.x0, left.top, right.x1, left.bottom)
        for left, right in combinations(tall, 2)
        if right.x0 - left.x0 >= FRAME_MIN[0] and abs(left.top - right.top) < 3 and abs(left.bottom - right.bottom) < 3
    ]


def _table(found: Any, words: list[Word], page: int) -> Table | None:
    """Return a table of at least two columns and one row with text, its lines in its cells; None for a mere frame."""
    columns = max((sum(1 for c in row.cells if c) for row in found.rows), default=0)
    if columns < 2:
        return None
    rows = []
    for row in found.rows:
        cells = [
            Cell(box, words_to_lines([w for w in words if box.encloses(w.box)], page)) if box else None
            for box in (_cell_box(c) for c in row.cells)
        ]
        rows.append(tuple(c if c is not None else Cell(Box(0, 0, 0, 0)) for c in cells))
    filled = {i for row in rows for i, cell in enumerate(row) if cell.lines}
    if len(filled) < 2:
        return None
    x0, top, x1, bottom = found.bbox
    return Table(page, Box(float(x0), float(top), float(x1), float(bottom)), tuple(rows))


def _cell_box(cell: Any) -> Box | None:
    return Box(*(float(v) for v in cell)) if cell else None


def _with_pdfium_words(document: pdfium.PdfDocument, first: Page) -> Page:
    """Read a page's lines from PDFium's text rectangles, without fonts or tables."""
    try:
        page = document[first.number - 1]
        textpage = page.get_textpage()
    except pdfium.PdfiumError:
        return first
    words = []
    for i in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(i)
        text = textpage.get_text_bounded(left, bottom, right, top).strip()
        box = Box(left, first.height - top, max(left, right), max(first.height - top, first.height - bottom))
        if text:
            words.append(Word(" ".join(text.split()), box, box.height))
    textpage.close()
    page.close()
    return Page(first.number, first.width, first.height, first.text, words_to_lines(words, first.number), studied=True)
