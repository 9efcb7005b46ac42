"""Finds on which page a piece of wording begins, from the text that PDFium reads off the pages."""

from __future__ import annotations

import re

import pypdfium2

from pipeline.generator.paper import Paper, Piece, paragraphs_of

BEGINNING = 28
"""Letters that are looked for: enough to be unlike others, few enough to stand on one page."""


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, in lower case: what line ends and hyphens leave alone."""
    return re.sub(r"[\W_]", "", text).casefold()


def read_pages(pdf: bytes) -> list[str]:
    """Return the squeezed text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [squeeze(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def refine_pages(paper: Paper, drawn: dict[Piece, int], texts: list[str]) -> dict[Piece, int]:
    """Return the page of every piece: where its paragraph begins, or the next ones if it begins further down."""
    pages: dict[Piece, int] = {}
    for block in paper.blocks:
        for paragraph in paragraphs_of(block):
            at = 0
            for piece in paragraph.all_pieces():
                if piece in drawn:
                    at = max(at, drawn[piece])
                    pages[piece] = at = _first_page(piece.text, at, min(at + 2, len(texts)), texts)
    return pages


def find_pages(paper: Paper, texts: list[str]) -> dict[Piece, int]:
    """Return the page of every piece of a PDF whose drawing was not watched, by its wording in reading order."""
    pages: dict[Piece, int] = {}
    page, at = 1, 0
    for block in paper.blocks:
        for paragraph in paragraphs_of(block):
            for piece in paragraph.all_pieces():
                page, at = _next_place(piece.text, page, at, texts)
                pages[piece] = page
    return pages


def _next_place(text: str, page: int, at: int, texts: list[str]) -> tuple[int, int]:
    wanted = squeeze(text)[:BEGINNING]
    if not wanted or not texts:
        return page, at
    for number in range(page, min(page + 4, len(texts)) + 1):
        found = texts[number - 1].find(wanted, at if number == page else 0)
        if found >= 0:
            return number, found + (len(wanted) if len(wanted) > BEGINNING // 2 else 0)
    return (page, at) if wanted not in texts[page - 1] else (page, texts[page - 1].index(wanted))


def _first_page(text: str, first: int, last: int, texts: list[str]) -> int:
    wanted = squeeze(text)[:BEGINNING]
    return next((page for page in range(first, last + 1) if wanted in texts[page - 1]), first)
