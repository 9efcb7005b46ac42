"""The second pass: what pdfplumber sees of a page that matters, its words with their type, its rules, frames and tables."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfplumber.page import Page as LayoutPage

from pipeline.document import Box, Page, Word
from pipeline.reading.layout import words_to_lines
from pipeline.reading.ruled import frames_of, read_tables

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def layout_pages(data: bytes, password: str, numbers: Sequence[int], pages: Sequence[Page]) -> Iterator[Page]:
    """Yield what pdfplumber sees of the numbered pages; a page it fails on is left out.

    Args:
        data: the file's bytes.
        password: "" if none is needed.
        numbers: the pages wanted, counted from 1.
        pages: all pages as the first pass read them.
    """
    try:
        document = pdfplumber.open(BytesIO(data), pages=list(numbers), password=password)
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
    shapes = [
        Box(float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"]))
        for shape in [*layout.rects, *layout.lines]
    ]
    rules, frames = frames_of(shapes, first.height)
    found = layout.find_tables() if layout.edges else []
    tables, table_frames = read_tables(found, words, first)
    frames = sorted([*frames, *table_frames], key=lambda b: b.width * b.height)
    free = [word for word in words if not any(table.box.encloses(word.box) for table in tables)]
    lines = words_to_lines(free, first.number, frames, rules)
    width, height = float(layout.width), float(layout.height)
    return Page(first.number, width, height, first.text, lines, tuple(tables), studied=True, source=first.source)


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
