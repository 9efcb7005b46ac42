"""Which pages the second pass reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.batch.worker import process_document
from pipeline.profiles import load_profile
from pipeline.reading.reader import find_inputs
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


def _folders() -> list:
    names = ["oxfordshire-cabinet-pack", "kent-cabinet-2025-03-04", "behaviour-change"]
    return [RAW, *(CORPUS / name for name in names if (CORPUS / name).is_dir())]


@pytest.mark.parametrize("folder", _folders(), ids=lambda p: p.name)
def test_first_pass_loses_no_row(folder) -> None:
    settings = Settings()
    every = replace(settings, study_all=True)
    for file in find_inputs([folder]):
        chosen, _ = process_document(file, settings)
        complete, _ = process_document(file, every)
        assert [r.text for r in chosen.recommendations] == [r.text for r in complete.recommendations], file.name
        assert [(r.number, r.text) for r in chosen.responses] == [(r.number, r.text) for r in complete.responses], (
            file.name
        )
