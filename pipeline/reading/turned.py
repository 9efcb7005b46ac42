"""Pages that are drawn turned, as landscape tables on upright sheets are: the file doesn't say so, the glyphs do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from math import degrees

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

MOSTLY = 0.8
"""Share of a page's glyphs that are turned alike from which on the page is turned."""
MOST_LOOKED_AT = 2_000
"""Glyphs of a page whose angle is looked at."""


def drawn_turn(document: PdfDocument, number: int) -> int:
    """Return by how many degrees, clockwise, page `number` (from 1) must be turned so that its text stands upright.

    That is 90, 180 or 270, or 0 for a page that most glyphs of stand upright on, that the file itself says is turned, or that
    is damaged.
    """
    try:
        page = document[number - 1]
    except PdfiumError:
        return 0
    with closing(page), closing(page.get_textpage()) as textpage:
        count = min(textpage.count_chars(), MOST_LOOKED_AT)
        if page.get_rotation() or not count:
            return 0
        angles = Counter(
            round(degrees(pdfium.FPDFText_GetCharAngle(textpage.raw, i)) / 90) * 90 % 360 for i in range(count)
        )
    angle, often = angles.most_common(1)[0]
    return (360 - angle) % 360 if often >= MOSTLY * count else 0


def set_upright(data: bytes, password: str, turns: Mapping[int, int]) -> bytes:
    """Return a PDF whose numbered pages say by how many degrees they are turned, without its password."""
    with closing(PdfDocument(data, password=password or None)) as document:
        for number, turn in turns.items():
            with closing(document[number - 1]) as page:
                page.set_rotation(turn)
        kept = BytesIO()
        document.save(kept, flags=pdfium.FPDF_REMOVE_SECURITY)
    return kept.getvalue()
