"""What a first page says of its paper: a title, a body whose name goes on over the line's end."""

from __future__ import annotations

import pytest

from pipeline.document import Box, DocType, Line, Page, Word
from pipeline.profiles import load_profile
from pipeline.roles.paper import authors_of, issuing_body
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


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (["Northshire Health Overview and Scrutiny Committee", "Waiting for a dentist"], "Northshire Health Overview"),
        (["Stroke care after dark", "A review by Healthwatch Northshire"], "Healthwatch Northshire"),
        (["The Long Wait", "The Northshire Hospitals Inquiry", "Volume 2"], "The Northshire Hospitals Inquiry"),
    ],
)
def test_reviewing_body_is_known_by_its_name_where_no_field_says_who_issues_a_report(
    lines: list[str], body: str
) -> None:
    page = _front(*((text, 12.0, True) for text in lines))
    assert body in read_front([page], PROFILE, DocType.SCRUTINY_REPORT).committee
    assert read_front([page], PROFILE, DocType.OFFICER_REPORT).committee == ""


def test_officer_who_issues_a_report_is_its_author_and_no_body() -> None:
    page = _front(("Libraries after dark", 14.0, True), ("Report by Director of Culture", 10.0, False))
    front = read_front([page], PROFILE)
    assert (issuing_body(front), authors_of(front)) == ("", "Director of Culture")


def test_authors_of_a_committees_report_are_told_apart_from_it() -> None:
    page = _front(
        ("Report of the Culture Scrutiny Panel", 14.0, True), ("Author: Jo Field, Scrutiny Officer", 10.0, False)
    )
    front = read_front([page], PROFILE)
    assert (issuing_body(front), authors_of(front)) == ("Culture Scrutiny Panel", "Jo Field, Scrutiny Officer")
