"""Nothing is invented: every wording of every row stands on its page, beginning in its box."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from pipeline.reading.reader import find_inputs
from pipeline.records import Recommendation, Response
from pipeline.run import read_and_match
from pipeline.settings import Settings
from pipeline.wording import squash
from tests.conftest import CORPUS, RAW

SHORTEST_PIECE = 12
"""A wording may be cut by a page break or a footnote mark, but into no smaller pieces than this many letters."""
BEGINNING = 12

CASES = [RAW, *(sorted(p.parent for p in CORPUS.glob("*/gold")) if CORPUS.is_dir() else [])]


def _wordings(row: Recommendation | Response) -> list[str]:
    """Return all wordings of a row that must be the document's own."""
    if isinstance(row, Recommendation):
        return [row.text]
    return [w for w in (row.recommendation_text, row.status_text, row.text, row.timescale_text) if w]


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


@pytest.mark.parametrize("folder", CASES, ids=lambda p: p.name)
def test_every_wording_stands_on_its_page_and_begins_in_its_box(folder: Path) -> None:
    files = {f.name: f.path for f in find_inputs([folder])} if list(folder.glob("*.pdf")) else {}
    if not files:
        pytest.skip("no PDF in this case")
    result = read_and_match(find_inputs([folder]), Settings(jobs=2))
    checked = 0
    for document in result.documents:
        rows = [*document.recommendations, *document.responses]
        if not rows:
            continue
        with (
            pypdfium2.PdfDocument(files[document.document.document]) as pdf,
            pdfplumber.open(files[document.document.document]) as layout,
        ):
            for row in rows:
                pages = squash(
                    " ".join(
                        pdf[n - 1].get_textpage().get_text_range() for n in range(row.page, row.last_page + 1)
                    ).replace("\ufffe", "")
                )
                for wording in _wordings(row):
                    assert _pieces(squash(wording), pages) <= 4 + 2 * (row.last_page - row.page), (
                        row.document,
                        row.page,
                        wording[:90],
                    )
                    checked += 1
                first = (
                    squash(row.text or row.recommendation_text)[:BEGINNING]
                    if hasattr(row, "recommendation_text")
                    else squash(row.text)[:BEGINNING]
                )
                page = layout.pages[row.page - 1]
                inside = page.crop((row.box.x0 - 2, row.box.top - 2, row.box.x1 + 2, row.box.bottom + 2), strict=False)
                boxed = squash(" ".join(w["text"] for w in inside.extract_words(use_text_flow=True)))
                assert first in boxed or squash(row.text)[:BEGINNING] in boxed or row.last_page > row.page, (
                    row.document,
                    row.page,
                    row.number,
                )
                page.close()
    assert checked or not any(d.recommendations for d in result.documents)
