"""Whether a page's fonts say which characters their glyphs are, and say so truly.

A font that says nothing is found by PDFium's own word for it. One that lies is found by its widths: in every proportional
type an "i" is narrow and an "m" wide, so the widths of its letters go with those of any other such type, unless the letters
are not what the font says. Type in which all letters are alike wide cannot be judged.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable
from string import ascii_letters

import numpy as np
import pypdfium2.raw as pdfium

JUDGED = 32
"""Glyphs of a page that are looked at, evenly spread."""
COMMON_WORDS = frozenset("the of and to in a is that for be on as by with at from this are or it was not".split())
"""The commonest words of English."""
COMMON_ENOUGH = 0.15
"""Share of the commonest words from which a page is taken to say what it shows; in print it is about 0.3."""
FEWEST_LETTERS = 5
"""Different letters of a font by which it can be judged."""
ALIKE = 0.03
"""Standard deviation of widths, as a share of the font size, under which a type's letters are alike wide."""
LYING = 0.2
"""Correlation with the usual widths under which letters are not what their font says; of true fonts it is 0.5 and more."""
USUAL = dict(
    zip(
        ascii_letters,
        [
            *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
            *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
            *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
            *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
        ],
        strict=True,
    )
)
"""Widths of Helvetica's letters a to z and A to Z in thousandths of the font size (Adobe Font Metrics)."""


def meaningless_share(textpage: pdfium.FPDF_TEXTPAGE, glyphs: int, text: str) -> float:
    """Return the share of a page's glyphs that mean nothing, 0 to 1: those without a character, and those of lying fonts.

    Text in which the commonest words stand as often as in any other is no lie, and its widths are not looked at.
    """
    some = range(0, glyphs, max(1, glyphs // JUDGED))
    unmapped = sum(int(pdfium.FPDFText_HasUnicodeMapError(textpage, i) == 1) for i in some)
    if common_share(text) >= COMMON_ENOUGH:
        return unmapped / max(1, len(some))
    widths = _widths_by_font(textpage, some)
    if any(map(lies, widths.values())):
        widths = _widths_by_font(textpage, [i for i in some if not _is_spoken(textpage, i)])
    letters = sum(len(found) for found in widths.values())
    lying = sum(len(found) for found in widths.values() if lies(found))
    return max(unmapped / max(1, len(some)), lying / max(1, letters))


def common_share(text: str) -> float:
    """Return the share of a text's words that are among the commonest of English, 0 to 1."""
    words = text.lower().split()
    return sum(map(COMMON_WORDS.__contains__, words)) / max(1, len(words))


def lies(widths: list[tuple[str, float]]) -> bool:
    """Tell whether letters, with their widths as shares of the font size, cannot be what their font says they are."""
    by_letter = dict(widths)
    own = np.array(list(by_letter.values()))
    usual = np.array([USUAL[letter] for letter in by_letter], dtype=float)
    if len(own) < FEWEST_LETTERS or own.std() < ALIKE or usual.std() < 1000 * ALIKE:
        return False
    return float(np.corrcoef(own, usual)[0, 1]) < LYING


def _is_spoken(textpage: pdfium.FPDF_TEXTPAGE, glyph: int) -> bool:
    """Tell whether a glyph's character comes from the text that stands for a drawing (ActualText), such as small capitals."""
    text_object = pdfium.FPDFText_GetTextObject(textpage, glyph)
    marks = [pdfium.FPDFPageObj_GetMark(text_object, i) for i in range(pdfium.FPDFPageObj_CountMarks(text_object))]
    return any(
        pdfium.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == pdfium.FPDF_OBJECT_STRING for mark in marks
    )


def _widths_by_font(textpage: pdfium.FPDF_TEXTPAGE, some: Iterable[int]) -> dict[int, list[tuple[str, float]]]:
    found: dict[int, list[tuple[str, float]]] = defaultdict(list)
    place, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for i in some:
        letter = chr(pdfium.FPDFText_GetUnicode(textpage, i))
        text_object = pdfium.FPDFText_GetTextObject(textpage, i) if letter in USUAL else None
        if not text_object:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, i, place)
        pdfium.FPDFText_GetMatrix(textpage, i, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, i) * abs(matrix.a)
        font = ctypes.cast(pdfium.FPDFTextObj_GetFont(text_object), ctypes.c_void_p).value or 0
        if size:
            found[font].append((letter, (place.right - place.left) / size))
    return found
