"""Which pages the second pass reads."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from pipeline.batch.worker import process_document
from pipeline.evaluation.scoring import read_gold
from pipeline.profiles import load_profile
from pipeline.reading.reader import InputFile, find_inputs
from pipeline.reading.selection import READ_WHOLE, pages_that_matter
from pipeline.settings import Settings
from pipeline.wording import squash
from tests.conftest import CORPUS

PROFILE = load_profile()


PLAIN = ["Plain"] * READ_WHOLE


def test_file_of_usual_length_is_read_whole() -> None:
    assert all(pages_that_matter(PLAIN, PROFILE))


def test_cued_page_the_one_behind_it_and_the_first_are_read() -> None:
    texts = ["Front page", "Plain", "The Cabinet is RECOMMENDED to:", "goes on", "Plain", "Plain", *PLAIN]
    assert pages_that_matter(texts, PROFILE) == [True, False, True, True, *[False] * (2 + READ_WHOLE)]


def test_list_that_goes_on_keeps_pages_read() -> None:
    texts = ["Front", "Recommendations", "3. To do more\n4. To do even more", "5. To go on\n6. And on", *PLAIN]
    assert pages_that_matter(texts, PROFILE) == [True, True, True, True, *[False] * READ_WHOLE]


def _long_files() -> list[InputFile]:
    """The corpus's files that are too long to be read whole."""
    return [
        file
        for path in sorted(CORPUS.glob("*/*.pdf"))
        if _page_count(path) > READ_WHOLE
        for file in find_inputs([path])
    ]


def _page_count(path: Path) -> int:
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return len(pdf)


@pytest.mark.parametrize("file", _long_files(), ids=lambda f: f.name[:60])
def test_first_pass_loses_no_right_row(file: InputFile) -> None:
    """Both readings find the same of what the checked answers know.

    Other rows may differ: a page without any cue seems to hold some, and how sure a row must be depends on its paper's others.
    """
    settings = Settings()
    chosen = process_document(file, settings).result
    complete = process_document(file, replace(settings, study_all=True)).result
    gold = read_gold(Path(file.place).parent / "gold")
    for table in ("recommendations", "responses"):
        right = {squash(row["text"]) for row in gold.get(table, []) if row.get("document", file.name) == file.name}
        found, all_found = ({squash(row.text) for row in getattr(read, table)} for read in (chosen, complete))
        assert found & right == all_found & right
