"""What `check` prints: for people, as JSON, as GitHub annotations, as JUnit."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from pipeline.comparison import CellChange, Difference
from pipeline.review.differences import FORMATS, excerpts

ROW = {"document": "pack.pdf", "page": "7", "number": "3", "text": "To publish the figures, 100% of them: each year."}
CHANGED = Difference(
    "recommendations", "changed", ROW, 5, (CellChange("category", "overarching", "icb"), CellChange("stem", "", "x"))
)
GONE = Difference("responses", "gone", ROW, 9)
FOLDERS = ("build/tables", "stored")


def _printed(name: str, *differences: Difference) -> str:
    return FORMATS[name](differences, ("recommendations", "responses"), FOLDERS)


def test_full_output_shows_the_row_and_old_and_new_side_by_side() -> None:
    told = _printed("full", CHANGED, GONE)
    assert "recommendations: pack.pdf, page 7, number 3 has changed: To publish the figures" in told
    assert any(line.split() == ["category", "overarching", "icb"] for line in told.splitlines())
    assert any(line.split() == ["stem", "(empty)", "x"] for line in told.splitlines())
    assert "responses: pack.pdf, page 7, number 3 is gone" in told
    assert told.endswith("2 rows differ (1 changed, 1 gone) in 2 tables.\n")


def test_full_output_says_that_nothing_differs() -> None:
    assert _printed("full") == "No row differs in 2 tables.\n"


def test_square_brackets_of_a_wording_are_printed_as_they_are() -> None:
    change = CellChange("text", "[bold]one[/bold]", "[red]two")
    assert "[bold]one[/bold]" in _printed("full", Difference("recommendations", "changed", ROW, 2, (change,)))


def test_json_output_holds_every_change() -> None:
    (row, _) = json.loads(_printed("json", CHANGED, GONE))
    assert (row["table"], row["kind"], row["line"]) == ("recommendations", "changed", 5)
    assert row["changes"][0] == {"column": "category", "stored": "overarching", "now": "icb"}


def test_github_output_marks_lines_of_the_right_files_and_escapes() -> None:
    changed, gone = _printed("github", CHANGED, GONE).splitlines()
    assert changed.startswith(
        "::error file=stored/recommendations.csv,line=5,title=recommendations%3A pack.pdf%2C page 7"
    )
    assert "100%25 of them" in changed and "%0Acategory: overarching → icb" in changed
    assert gone.startswith("::error file=stored/responses.csv,line=9,")


def test_junit_output_has_a_case_for_each_table_as_stored_and_each_row_that_differs() -> None:
    suite = ElementTree.fromstring(_printed("junit", CHANGED))
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.get("name") for case in suite] == [
        "recommendations: pack.pdf, page 7, number 3 has changed",
        "responses is as stored",
    ]
    assert "category: overarching → icb" in suite[0][0].text


@pytest.mark.parametrize(
    ("stored", "now"),
    [("a" * 300, "a" * 300 + "b"), ("", "b" * 300), ("x" * 90 + "1" + "y" * 90, "x" * 90 + "2" + "y" * 90)],
)
def test_excerpts_show_what_differs_and_little_more(stored: str, now: str) -> None:
    before, after = excerpts(stored, now)
    assert before != after
    assert len(before) <= len(stored) and len(after) <= max(len(now), 70)


def test_short_wordings_are_shown_whole() -> None:
    assert excerpts("one", "two") == ("one", "two")
