"""Work is bounded before it is done, and what was left out is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import pdf, pdfium, ruled
from pipeline.reading.drawings import DrawnPath
from pipeline.reading.scans import Condition, condition_of
from pipeline.records import DocumentResult, DocumentStatus
from tests.papers import Paper, Section, draw

Read = Callable[[bytes], DocumentResult]


def _report() -> bytes:
    section = Section("Recommendations", ["The Cabinet should publish its plan by June."])
    return draw(Paper(["Report of the Northshire Scrutiny Committee"], sections=[section]))


def _sheets(count: int, words: int = 3, size: tuple[float, float] = (400, 300)) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for number in range(count):
        canvas.drawString(50, 200, f"Sheet {number} " + "word " * words)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_pages_beyond_the_limit_are_told(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 5)
    result = read(_sheets(8))
    assert result.document.status is DocumentStatus.PARTIAL
    assert result.document.pages == 5
    assert "has 8 pages; those after page 5 were not read" in result.findings[0].message


def test_page_with_more_glyphs_than_any_is_cut_and_told(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MOST_GLYPHS", 100)
    result = read(_sheets(1, words=60))
    assert result.document.status is DocumentStatus.PARTIAL
    assert "page-too-full" in [finding.check for finding in result.findings]


@pytest.mark.parametrize("size", [(1e6, 1e6), (1e6, 3), (3, 1e6), (595, 842)])
def test_no_bitmap_is_larger_than_it_may_be(size: tuple[float, float]) -> None:
    document = pdfium.open_document(_sheets(1, size=size), "huge.pdf", "")
    picture = pdfium.render(document, 1, 300)
    assert 0 < picture.width * picture.height <= pdfium.MAX_PIXELS


def test_squared_paper_is_no_table() -> None:
    lines = [((0.0, float(i)), (2000.0, float(i))) for i in range(0, 2000, 8)]
    across = [((float(i), 0.0), (float(i), 2000.0)) for i in range(0, 2000, 8)]
    assert ruled.drawn_grids([DrawnPath(points) for points in lines + across]) == []
    assert len(ruled.drawn_grids([DrawnPath(points) for points in lines[:3] + across[:3]])) == 1


def test_pdf_behind_other_bytes_is_read_and_told(read: Read) -> None:
    result = read(b"J" * 70_000 + _report())
    assert [r.text for r in result.recommendations] == ["The Cabinet should publish its plan by June."]
    assert "bytes-before-pdf" in [finding.check for finding in result.findings]


def test_font_that_tells_no_characters_is_not_taken_for_text() -> None:
    text = "Words that mean something in a row of words that is long enough to be judged"
    assert condition_of(text, 0.0, 10, hidden=False, meaningless=0.9) is Condition.GARBAGE
    assert condition_of(text, 0.0, 10, hidden=False, meaningless=0.1) is Condition.PRINT
