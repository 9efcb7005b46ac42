"""What the columns of a table of answers hold, by their headers and by their cells."""

from __future__ import annotations

import pytest

from pipeline.answering.columns import Columns, read_columns
from pipeline.profiles import load_profile

PROFILE = load_profile()
ASKED = ["That the Council publishes its waiting times.", "That more nurses are recruited.", "That the map is updated."]
REPLIED = ["The figures go online in May.", "There is no budget for this now.", "The map is renewed each Monday."]
SAID = ["Accepted", "Not agreed", "Agreed in part"]


@pytest.mark.parametrize(
    "header",
    [
        ("Recommendation", "Accepted or rejected", "Action"),
        ("Recommendation", "Response", "Comments"),
        ("What the Committee asked", "Position", "What we will do"),
        ("Committee recommendation", "", ""),
        ("Proposal", "View", "Reasons"),
    ],
)
def test_columns_are_known_under_any_header(header: tuple[str, ...]) -> None:
    rows = list(zip(ASKED, SAID, REPLIED, strict=True))
    found = read_columns(header, rows, PROFILE)
    assert found == Columns(recommendation=0, status=1, action=2)


def test_ticked_column_says_the_status() -> None:
    header = ("No.", "Recommendation", "Accepted", "Rejected", "Comments")
    rows = [("1", ASKED[0], "✓", "", REPLIED[0]), ("2", ASKED[1], "", "X", REPLIED[1])]
    found = read_columns(header, rows, PROFILE)
    assert found == Columns(recommendation=1, number=0, action=4, ticks=((2, "Accepted"), (3, "Rejected")))


def test_unfilled_form_is_known_by_its_header() -> None:
    header = ("Recommendation", "Accepted, partially accepted or rejected", "Action", "Timescale")
    rows = [(text, "", "Enter text here.", "") for text in ASKED]
    found = read_columns(header, rows, PROFILE)
    assert found == Columns(recommendation=0, status=1, action=2, timescale=3)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            ("What we have committed to", "Plans in place to deliver"),
            [("Support carers", "Council officers should keep one register of carers."), ("Support schools", ASKED[1])],
        ),
        (("Approach taken", "Recommendation"), [("Accepted in full", "Recommendation 1"), ("", "Recommendation 2")]),
        (("Risk", "Mitigation"), [(REPLIED[0], REPLIED[1]), (REPLIED[1], REPLIED[2])]),
        (("Name", "Role"), [("Jane Field", "Director"), ("John Hill", "Chair")]),
    ],
)
def test_table_of_other_things_is_no_form(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    assert read_columns(header, rows, PROFILE) is None


def test_column_of_subjects_before_ticks_names_what_is_answered() -> None:
    header = ("Rec", "Subject", "Agreed", "Agreed in part", "Not agreed", "Cabinet’s comment", "Target date")
    rows = [
        ("R1", "Single record", "✓", "", "", "A shared record was set up in February by the team.", "May 2025"),
        ("R2", "Annual survey", "", "", "✓", "The budget is committed and no officer can be spared.", ""),
    ]
    found = read_columns(header, rows, PROFILE)
    assert found is not None
    assert (found.number, found.recommendation, found.action, found.timescale) == (0, 1, 5, 6)
    assert [words for _, words in found.ticks] == ["Agreed", "Agreed in part", "Not agreed"]


def test_column_as_long_as_an_answer_is_one_though_its_header_names_a_day() -> None:
    header = ("Ref", "What Members sought", "Where we stand", "What happens now, and by when", "Answering")
    long = [f"{reply} The first of these things happens in the spring of next year." for reply in REPLIED]
    rows = [(str(n), *own, "Leader") for n, own in enumerate(zip(ASKED, SAID, long, strict=True), 1)]
    assert read_columns(header, rows, PROFILE) == Columns(recommendation=1, number=0, status=2, action=3)


def test_answers_may_stand_beside_a_few_words_of_what_was_asked() -> None:
    rows = list(zip(["Waiting times", "Nurses", "The map"], REPLIED, strict=True))
    assert read_columns(("You asked about", "Response"), rows, PROFILE) == Columns(recommendation=0, action=1)
    assert read_columns(("Place", "Remarks"), rows, PROFILE) is None


def test_yes_and_no_under_any_header_answer_no_recommendation() -> None:
    rows = list(zip(ASKED, ("Yes", "No", "Yes"), REPLIED, strict=True))
    assert read_columns(("Authority", "Cuttings taken away?", "Remarks"), rows, PROFILE) is None
    assert read_columns(("Recommendation", "Agreed?", "Remarks"), rows, PROFILE) == Columns(
        recommendation=0, status=1, action=2
    )
