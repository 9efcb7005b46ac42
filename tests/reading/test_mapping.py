"""Fonts that say of their glyphs what these are not."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import pdfium
from pipeline.reading.mapping import lies
from tests.conftest import RAW

PANGRAM = "The quick brown fox jumps over the lazy dog and Waits for Milk"


def _widths(told: str, font: str, drawn: str = "") -> list[tuple[str, float]]:
    """Return letters as a font tells them with the widths of those it draws."""
    pairs = zip(told, drawn or told, strict=True)
    return [(letter, stringWidth(own, font, 1)) for letter, own in pairs if letter.isalpha()]


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Times-BoldItalic", "Helvetica-BoldOblique"])
def test_true_fonts_do_not_lie(font: str) -> None:
    assert not lies(_widths(PANGRAM, font))
    assert not lies(_widths("REPORT TO CABINET".title(), font))


@pytest.mark.parametrize(("told", "drawn"), [("RJJDQX", "ACCEPT"), ("imlwtjfrse", "mijtwlrfes")])
def test_letters_of_widths_that_cannot_be_theirs_are_lies(told: str, drawn: str) -> None:
    assert lies(_widths(told, "Helvetica", drawn))


def test_type_of_even_width_and_few_letters_cannot_be_judged() -> None:
    assert not lies(_widths("RJJDQX", "Courier", "ACCEPT"))
    assert not lies(_widths("mimi", "Helvetica", "imim"))


def test_no_page_of_the_sample_has_a_lying_font() -> None:
    pages = 0
    for path in sorted(RAW.glob("*.pdf")):
        document = pdfium.open_document(path.read_bytes(), path.name, "")
        for number in range(1, len(document) + 1):
            assert pdfium.first_look(document, number)[1].meaningless < 0.2, (path.name, number)
            pages += 1
    assert pages == 42


def _page_of_lies() -> bytes:
    """Return a page that shows ACCEPT and says REJECT, by a map of characters behind its font."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=0)
    canvas.setFont("Helvetica", 11)
    for y in range(700, 400, -20):
        canvas.drawString(72, y, "ACCEPTACE PATCEPA TEPACE")
    canvas.save()
    told = " ".join(f"<{ord(own):02X}> <{ord(lie):04X}>" for own, lie in zip("ACEPT", "RJDQX", strict=True))
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        f"5 beginbfchar {told} endbfchar endcmap end"
    ).encode()
    data = stream.getvalue().replace(b"/BaseFont /Helvetica", b"/ToUnicode 99 0 R /BaseFont /Helvetica")
    obj = b"99 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(cmap), cmap)
    return data.replace(b"xref\n", obj + b"xref\n", 1)


def test_page_of_lies_means_nothing() -> None:
    document = pdfium.open_document(_page_of_lies(), "lies.pdf", "")
    page, sheet = pdfium.first_look(document, 1)
    assert page.text.startswith("RJJDQX")
    assert sheet.meaningless == 1.0
