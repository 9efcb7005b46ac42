"""What people put into a PDF with a viewer: values of form fields, ticks, comments and stamps.

A form that was not flattened keeps its values beside its pages, where no text reader sees them. Values become words where
their field stands, boxes to tick become the signs ☒ and ☐, so that every later step meets them as print in their cell.
Comments and stamps are nobody's answer: they are told of, and stay out of the page's text.
"""

from __future__ import annotations

import ctypes
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from pipeline.document import Box, Problem, Word
from pipeline.marks import TICKED, UNTICKED
from pipeline.wording import clean, shortened

MOST_MARKS = 2_000
"""Annotations of one page that are looked at."""
USUAL_SIZE, SMALLEST_SIZE, LEADING, LETTER = 11.0, 4.0, 1.2, 0.5
"""Points of the letters that a value is set in, at most and at least, their line distance and usual width as its multiples."""
FINE = 100
"""Parts of a point that places are told in."""
BOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
VALUES = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)
REMARKS = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_CARET,
)
"""Kinds of annotation that carry somebody's words."""


@dataclass(frozen=True, slots=True)
class PutIn:
    """What was put into a page: words where its fields stand, the signs of its boxes to tick, what comments say."""

    words: tuple[Word, ...] = ()
    boxes: tuple[Word, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words as plain text."""
        return " ".join(word.text for word in (*self.words, *self.boxes))


NOTHING = PutIn()


def read_fields(document: PdfDocument, page: PdfPage) -> PutIn:
    """Return what was put into a page of an open document whose forms are initialised."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page), MOST_MARKS)
    words: list[Word] = []
    boxes: list[Word] = []
    remarks: list[str] = []
    for index in range(count):
        with _annotation(page, index) as annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind in REMARKS:
                remarks.append(clean(_string(annotation, b"Contents")))
            elif kind == pdfium.FPDF_ANNOT_WIDGET and document.formenv is not None and not _is_hidden(annotation):
                field = pdfium.FPDFAnnot_GetFormFieldType(document.formenv, annotation)
                if field in BOXES:
                    ticked = bool(pdfium.FPDFAnnot_IsChecked(document.formenv, annotation))
                    boxes.append(sign(ticked, _place(page, annotation)))
                elif field in VALUES:
                    words += _set_value(_value(document, annotation), _place(page, annotation))
    return PutIn(tuple(words), tuple(boxes), tuple(remark for remark in remarks if remark))


def problems_of(put_in: PutIn, number: int) -> list[Problem]:
    """Return what is to be told of a page's comments and stamps."""
    if not put_in.remarks:
        return []
    many = "a comment or stamp" if len(put_in.remarks) == 1 else f"{len(put_in.remarks)} comments or stamps"
    message = f"Page {number} carries {many} that no row holds: \u201c{shortened(put_in.remarks[0])}\u201d."
    remedy = "Read it in a PDF viewer, and put an answer that stands in it into the form."
    return [(number, "page-remarked", message, remedy)]


def form_problems(document: PdfDocument, name: str) -> list[Problem]:
    """Return what is to be told of a file whose form only Adobe's programs show (XFA)."""
    if document.get_formtype() != pdfium.FORMTYPE_XFA_FULL:
        return []
    message = f"{name} is an XFA form, whose fields only Adobe's programs show; what was typed into it was not read."
    return [(1, "form-unreadable", message, "Open it in Acrobat and print it to PDF.")]


def _is_hidden(annotation: pdfium.FPDF_ANNOTATION) -> bool:
    return bool(pdfium.FPDFAnnot_GetFlags(annotation) & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW))


def _value(document: PdfDocument, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """Return the labels that are chosen in a field, or what is typed into it."""
    form = document.formenv
    chosen = [
        _read(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, option)
        for option in range(max(0, pdfium.FPDFAnnot_GetOptionCount(form, annotation)))
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, option)
    ]
    return ", ".join(label for label in chosen if label) or _read(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)


def _set_value(value: str, box: Box) -> list[Word]:
    """Return a value's words, set in lines that fill the width of their field, smaller where it holds many."""
    size = min(USUAL_SIZE, box.height)
    lines: list[str] = []
    while size > SMALLEST_SIZE:
        letters = max(1, int(box.width / (LETTER * size)))
        lines = [line for part in value.splitlines() for line in textwrap.wrap(clean(part), letters)]
        if len(lines) * LEADING * size <= box.height:
            break
        size *= 0.9
    pitch = min(LEADING * size, box.height / max(1, len(lines)))
    return [word for n, line in enumerate(lines) for word in _set_line(line, box, box.top + n * pitch, pitch / LEADING)]


def _set_line(line: str, box: Box, top: float, size: float) -> Iterator[Word]:
    at, step = box.x0, min(LETTER * size, box.width / max(1, len(line)))
    for text in line.split():
        yield Word(text, Box(at, top, at + step * len(text), top + size), size)
        at += step * (len(text) + 1)


@contextmanager
def _annotation(page: PdfPage, index: int) -> Iterator[pdfium.FPDF_ANNOTATION]:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    return _read(pdfium.FPDFAnnot_GetStringValue, annotation, key)


def _read(function: Callable[..., int], *asked: Any) -> str:
    """Return a text that PDFium writes into a buffer, after it has told how long that must be."""
    length = function(*asked, None, 0)
    buffer = ctypes.create_string_buffer(length)
    function(*asked, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _place(page: PdfPage, annotation: pdfium.FPDF_ANNOTATION) -> Box:
    """Return where an annotation stands on its page as the page is shown, turned or not."""
    place = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, place)
    corners = [_shown(page, place.left, place.top), _shown(page, place.right, place.bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _shown(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    """Return a point of a page in points from the top left corner."""
    across, down = ctypes.c_int(), ctypes.c_int()
    width, height = round(page.get_width() * FINE), round(page.get_height() * FINE)
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value / FINE, down.value / FINE


def sign(ticked: bool, box: Box) -> Word:
    """Return the sign of a box to tick."""
    return Word(TICKED if ticked else UNTICKED, box, box.height)


def with_put_in(words: Sequence[Word], values: Sequence[Word], signs: Sequence[Word]) -> tuple[Word, ...]:
    """Return a page's words with the values of its fields and the signs of its boxes, instead of what is set inside those."""
    kept = (word for word in words if not any(sign.box.encloses(word.box) for sign in signs))
    return (*kept, *values, *signs)
