"""Nothing is invented: every wording of every row stands on its page, beginning in its box."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from pipeline.batch.worker import extract
from pipeline.document import Document, Page, Source
from pipeline.evaluation.documents import read_kept
from pipeline.reading.reader import find_inputs
from pipeline.records import Recommendation, Response, Update
from pipeline.settings import Settings
from pipeline.wording import squash
from tests.conftest import CORPUS, RAW

SHORTEST_PIECE = 12
"""A wording may be cut by a page break or a footnote mark, but into no smaller pieces than this many letters."""
BEGINNING = 12
KEPT = Path("build/kept")
"""Documents that were read are kept here for `scrutineer evaluate`, which `make test` runs next."""
MOST_PIECES = 4
"""Into so many pieces a wording may fall on each page of a reading."""

CASES = [RAW, *(sorted(p.parent for p in CORPUS.glob("*/gold")) if CORPUS.is_dir() else [])]

Row = Recommendation | Response | Update


def _wordings(row: Row) -> list[tuple[str, int]]:
    """Return all wordings of a row that must be the document's own, with the page each may begin on.

    A row's page is where its own words begin; what a reply quotes may begin on the page before.
    """
    if isinstance(row, Recommendation):
        return [(wording, row.page) for wording in (row.text, row.timescale_text) if wording]
    if isinstance(row, Update):
        own = (row.text, row.delivery_text, row.owner, row.timescale_text)
        quoted = [(row.recommendation_text, max(1, row.page - 1))] if row.recommendation_text else []
        return [*((wording, row.page) for wording in own if wording), *quoted]
    said = [(w, row.page) for w in (row.status_text, row.text, row.timescale_text) if w]
    return [*said, *((q.text, max(1, row.page - 1)) for q in row.quotations if q.text)]


def _page_texts(pdf: pypdfium2.PdfDocument, first: int, last: int) -> str:
    """Return the plain text of pages `first` to `last`, words that a line end cuts whole."""
    return " ".join(pdf[n - 1].get_textpage().get_text_range() for n in range(first, last + 1)).replace("\ufffe", "")


def _pieces(wording: str, page: str) -> int:
    """Return into how many pieces a squashed wording falls on a squashed page text; a large number if it isn't there."""
    count, at = 0, 0
    while at < len(wording):
        low, high = 0, len(wording) - at
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if wording[at : at + middle] in page else (low, middle - 1)
        if low < min(SHORTEST_PIECE, len(wording) - at):
            return 999
        at += low
        count += 1
    return count


def _boxed_text(layout: pdfplumber.PDF, row: Row) -> str:
    page = layout.pages[row.page - 1]
    box = (row.box.x0 - 2, row.box.top - 2, row.box.x1 + 2, row.box.bottom + 2)
    words = page.crop(box, strict=False).extract_words(use_text_flow=True)
    page.close()
    return squash(" ".join(word["text"] for word in words))


def _begins_in_its_box(layout: pdfplumber.PDF, row: Row) -> bool:
    boxed = _boxed_text(layout, row)
    return any(squash(wording)[:BEGINNING] in boxed for wording in _own_wordings(row))


def _own_wordings(row: Row) -> list[str]:
    """Return the wordings of which one at least begins in a row's box."""
    own = [row.text]
    own += [] if isinstance(row, Recommendation) else [row.recommendation_text]
    own += [row.delivery_text] if isinstance(row, Update) else []
    return [wording for wording in own if wording]


def _check_print(path: Path, rows: list[Row]) -> int:
    """Check rows read from print against what PDFium and pdfplumber say of the file, by themselves."""
    checked = 0
    with pypdfium2.PdfDocument(path) as pdf, pdfplumber.open(path) as layout:
        for row in rows:
            for wording, begins in _wordings(row):
                pieces = _pieces(squash(wording), squash(_page_texts(pdf, begins, row.last_page)))
                assert pieces <= 4 + 2 * (row.last_page - begins), (row.document, row.page, wording[:90])
                checked += 1
            assert _begins_in_its_box(layout, row), (row.document, row.page, row.number)
    return checked


def _check_reading(document: Document, rows: list[Row]) -> int:
    """Check rows of a scan, a text or a Word file against the lines that were read of it."""
    checked = 0
    for row in rows:
        for wording, begins in _wordings(row):
            page = squash(" ".join(_text_of(document.pages[n - 1]) for n in range(begins, row.last_page + 1)))
            pieces = _pieces(squash(wording), page)
            assert pieces <= MOST_PIECES * (1 + row.last_page - begins), (row.document, row.page, wording[:90])
            checked += 1
        inside = [w for line in document.pages[row.page - 1].all_lines for w in line.words if row.box.encloses(w.box)]
        boxed = squash(" ".join(word.text for word in inside))
        assert any(squash(wording)[:BEGINNING] in boxed for wording in _own_wordings(row)), (row.document, row.number)
    return checked


def _text_of(page: Page) -> str:
    """Return a page's wording, cells column by column, so that a row's cells stand whole."""
    columns = [
        line.text
        for table in page.tables
        for column in range(len(table.rows[0]))
        for row in table.rows
        for line in row[column].lines
    ]
    return " ".join([*(line.text for line in page.lines), *columns])


@pytest.mark.parametrize("folder", CASES, ids=lambda p: p.name)
def test_every_wording_stands_on_its_page_and_begins_in_its_box(folder: Path) -> None:
    settings = Settings(jobs=2)
    checked = found = 0
    for file in (f for f in find_inputs([folder]) if not f.name.startswith("gold/")):
        document = read_kept(file, settings, KEPT)
        assert isinstance(document, Document)
        result = extract(document, settings.profile)
        rows: list[Row] = [*result.recommendations, *result.responses, *result.updates]
        found += len(rows)
        if rows and all(page.source is Source.PRINT for page in document.pages):
            checked += _check_print(file.place, rows)
        elif rows:
            checked += _check_reading(document, rows)
    assert checked or not found
