"""Which pages the second pass reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.batch.worker import process_document
from pipeline.profiles import load_profile
from pipeline.reading.reader import InputFile, find_inputs
from pipeline.reading.selection import pages_that_matter
from pipeline.settings import Settings
from tests.conftest import CORPUS, RAW

PROFILE = load_profile()


def test_cued_page_the_one_behind_it_and_the_first_are_read() -> None:
    texts = ["Front page", "Plain", "The Cabinet is RECOMMENDED to:", "goes on", "Plain", "Plain"]
    assert pages_that_matter(texts, PROFILE) == [True, False, True, True, False, False]


def test_list_that_goes_on_keeps_pages_read() -> None:
    texts = ["Front", "Recommendations", "3. To do more\n4. To do even more", "5. To go on\n6. And on", "Plain prose"]
    assert pages_that_matter(texts, PROFILE) == [True, True, True, True, False]


TWICE = "kent-cabinet-2025-01-30"
"""The case whose papers another case holds as one pack."""


def _files() -> list[InputFile]:
    """The sample and every born-digital PDF of the corpus, one at a time so that the tests share the cores."""
    cases = sorted(p.parent for p in CORPUS.glob("*/gold")) if CORPUS.is_dir() else []
    cases = [c for c in cases if not c.name.startswith("oxfordshire") and c.name != TWICE]
    return [file for folder in [RAW, *cases] for file in find_inputs([folder])]


@pytest.mark.parametrize("file", _files(), ids=lambda f: f.name[:60])
def test_first_pass_loses_no_row(file: InputFile) -> None:
    settings = Settings()
    chosen = process_document(file, settings).result
    complete = process_document(file, replace(settings, study_all=True)).result
    assert [(r.number, r.text, r.page) for r in chosen.recommendations] == [
        (r.number, r.text, r.page) for r in complete.recommendations
    ]
    assert [(r.number, r.text, r.status) for r in chosen.responses] == [
        (r.number, r.text, r.status) for r in complete.responses
    ]
