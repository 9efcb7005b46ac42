"""Packs that nobody stamped: their papers begin with the titles that the agenda lists."""

from __future__ import annotations

import pytest

from pipeline.document import Page
from pipeline.profiles import load_profile
from pipeline.structure.reports import agenda_titles, find_first_pages, is_pack

PROFILE = load_profile()
AGENDA = """Northshire Borough Council
Resources Committee: agenda
1. Apologies for absence
2. Declarations of interest
3. Minutes of the last meeting
4. Waiting times for hearing aids
5. Forward plan"""
PAGES = [
    AGENDA,
    "Waiting times for hearing aids\nReport of the working group",
    "The second page of it.",
    "Something else.",
]


def _pages(texts: list[str]) -> list[Page]:
    return [Page(i, 595, 842, text) for i, text in enumerate(texts, 1)]


def test_title_that_the_agenda_lists_begins_a_paper() -> None:
    pages = _pages(PAGES)
    assert is_pack(pages, PROFILE)
    assert find_first_pages(pages, PROFILE) == [1, 2]


@pytest.mark.parametrize(
    "page", ["1. Background\n2. Waiting times for hearing aids\n3. Next steps", "Apologies for absence"]
)
def test_contents_and_minutes_list_no_agenda(page: str) -> None:
    assert agenda_titles(page, PROFILE) == frozenset()
