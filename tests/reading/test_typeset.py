"""What PDFium tells of a page is what pdfplumber tells of it, and turned pages go to pdfplumber."""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Box, Word
from pipeline.reading import pdf, pdfium
from pipeline.reading.ruled import drawn_grids, shapes_of
from pipeline.reading.typeset import SetPage, read_page
from tests.conftest import RAW

NEAR = 0.6
"""Points by which the edges of a word may differ: of a ligature or an accent PDFium states the ink, not the advance."""


def _is_same(word: Word, other: dict[str, Any]) -> bool:
    own = (word.box.x0, word.box.top, word.box.x1, word.box.bottom)
    theirs = (other["x0"], other["top"], other["x1"], other["bottom"])
    return (
        abs(word.size - other["size"]) < 0.1
        and word.bold == ("Bold" in other["fontname"])
        and all(abs(a - b) < NEAR for a, b in zip(own, theirs, strict=True))
    )


@pytest.mark.parametrize("name", ["hosc-send-report-2023.pdf", "response-pro-forma-completed.pdf"])
def test_words_of_the_sample_are_those_that_pdfplumber_finds(name: str) -> None:
    data = (RAW / name).read_bytes()
    document = pdfium.open_document(data, name, "")
    same = total = 0
    with pdfplumber.open(BytesIO(data)) as plumbed:
        for number, page in enumerate(plumbed.pages, 1):
            found = read_page(document, number)
            assert found is not None
            assert len(found.paths) == len(page.rects) + len(page.lines) + len(page.curves)
            by_text = {text: list(alike) for text, alike in groupby(sorted(found.words, key=_text), key=_text)}
            theirs = page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15)
            total += len(theirs)
            same += sum(any(_is_same(word, other) for word in by_text.get(other["text"], ())) for other in theirs)
    assert total > 1000
    assert same >= 0.99 * total


def _text(word: Word) -> str:
    return word.text


def _page(draw: object, rotation: int = 0, size: tuple[float, float] = (400, 300)) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    canvas.setPageRotation(rotation)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return stream.getvalue()


def _read(data: bytes) -> SetPage:
    found = read_page(pdfium.open_document(data, "page.pdf", ""), 1)
    assert found is not None
    return found


def test_type_place_and_cut_of_a_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 200, "Recommendation")
        canvas.setFont("Helvetica-Oblique", 9)
        canvas.drawString(72, 100, "noted")

    found = _read(_page(draw))
    words, paths = found.words, found.paths
    assert [(w.text, round(w.size, 1), w.bold, w.italic) for w in words] == [
        ("Recommendation", 14.0, True, False),
        ("noted", 9.0, False, True),
    ]
    assert words[0].box.x0 == pytest.approx(72, abs=0.1)
    assert words[0].box.bottom - words[0].box.top == pytest.approx(14)
    assert words[0].box.top < 300 - 200 < words[0].box.bottom
    assert paths == ()


def test_word_ends_where_the_type_changes_or_the_pen_moves_away() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 200)
        text.setFont("Helvetica", 12)
        text.textOut("one")
        text.setFont("Helvetica-Bold", 12)
        text.textOut("two")
        canvas.drawText(text)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(200, 200, "far")

    assert [w.text for w in _read(_page(draw)).words] == ["one", "two", "far"]


def test_turned_page_is_left_to_pdfplumber_and_read_all_the_same() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.translate(100, 50)
        canvas.rotate(90)
        canvas.drawString(0, 0, "The Cabinet should publish its plan")

    data = _page(draw, rotation=90)
    assert read_page(pdfium.open_document(data, "page.pdf", ""), 1) is None
    pages, problems = pdf.read_pages(data, pdf.Request("page.pdf", "", lambda texts: [True] * len(texts)))
    assert [line.text for line in pages[0].lines] == ["The Cabinet should publish its plan"]
    assert problems == []


def test_note_turned_in_the_margin_does_not_turn_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for y in range(100, 260, 20):
            canvas.drawString(72, y, "Level words fill the lines of this page")
        canvas.rotate(90)
        canvas.drawString(100, -20, "turned note")

    assert sum(word.text == "Level" for word in _read(_page(draw)).words) == 8


def test_rectangles_rules_and_grids_of_paths() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(100, 100, 200, 50)
        canvas.line(50, 200, 350, 200)
        canvas.circle(50, 50, 20)
        canvas.grid([100, 150, 200], [220, 240, 260])

    paths = _read(_page(draw)).paths
    shapes = shapes_of(paths)
    assert Box(100, 150, 300, 200) in [Box(*(round(v) for v in (s.x0, s.top, s.x1, s.bottom))) for s in shapes]
    assert any(shape.height == 0 and round(shape.width) == 300 for shape in shapes)
    assert sum(path.is_curved for path in paths) == 1
    (grid,) = drawn_grids(paths)
    assert len(grid.cells) == 4


def test_rectangle_within_a_form_is_moved_with_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("box")
        canvas.rect(0, 0, 50, 20)
        canvas.endForm()
        canvas.translate(100, 100)
        canvas.scale(2, 2)
        canvas.doForm("box")

    paths = _read(_page(draw)).paths
    assert [tuple(round(v) for v in (s.x0, s.top, s.x1, s.bottom)) for s in shapes_of(paths)] == [(100, 160, 200, 200)]


def test_slanted_words_with_a_space_between_them_are_two() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Italic", 11)
        canvas.drawString(72, 200, "because of the roof of Children")

    data = _page(draw)
    pages, _ = pdf.read_pages(data, pdf.Request("page.pdf", "", lambda texts: [True] * len(texts)))
    assert [line.text for line in pages[0].lines] == ["because of the roof of Children"]


def test_space_over_which_the_pen_goes_back_parts_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 200)
        text.setFont("Helvetica", 12)
        text._code.append("[(Seve )278(ral trends)] TJ")
        canvas.drawText(text)

    pages, _ = pdf.read_pages(_page(draw), pdf.Request("page.pdf", "", lambda texts: [True] * len(texts)))
    assert [line.text for line in pages[0].lines] == ["Several trends"]
