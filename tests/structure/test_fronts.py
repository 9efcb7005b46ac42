"""What a first page says of its paper: a title, a body whose name goes on over the line's end."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Line, Page, Word
from pipeline.profiles import load_profile
from pipeline.structure.reports import read_front

PROFILE = load_profile()


def _front(*lines: tuple[str, float, bool]) -> Page:
    made, top = [], 60.0
    for text, size, bold in lines:
        box = Box(72, top, 72 + 5.0 * len(text), top + size)
        made.append(Line(1, text, box, size, (Word(text, box, size, bold),)))
        top += 1.15 * size
    text = "\n".join(line.text for line in made)
    return Page(1, 595, 842, text, tuple(made), studied=True)


def test_title_does_not_go_on_behind_another_line() -> None:
    page = _front(("Libraries after dark", 14.0, True), ("Portlowen Town", 10.0, False), ("What we found", 14.0, True))
    assert read_front([page], PROFILE).title == "Libraries after dark"


@pytest.mark.parametrize("tail", ["Scrutiny Committee", "Scrutiny Committee, 2 May 2025"])
def test_name_of_a_committee_goes_on_over_the_end_of_its_line(tail: str) -> None:
    page = _front(("Report of the Place and Environment Overview and", 17.0, True), (tail, 17.0, True))
    assert read_front([page], PROFILE).committee.endswith("Place and Environment Overview and Scrutiny Committee")
