"""Answers in tables that stack them, in merged cells, and in named lines; what colours mean."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.answering.colour_key import meanings_in
from pipeline.answering.labelled_lines import fields_of
from pipeline.answering.stacked import stacked_records
from pipeline.answering.verdicts import is_bare_verdict, verdict_of_choice
from pipeline.document import Box, Line, TableRow
from pipeline.profiles import load_profile
from pipeline.records import Status
from tests.papers import draw_blocks, ruled, text

PROFILE = load_profile()
ASKED = "The Board should publish its waiting times every quarter."
DONE = "A report will come to the Committee in May."


def _line(text: str) -> Line:
    return Line(1, text, Box(0, 0, 100, 10), 10)


def _stacked(*rows: Sequence[str]) -> list[dict[str, str]]:
    made = [TableRow(tuple((_line(text),) if text else () for text in row)) for row in rows]

    def text_of(lines: Sequence[Line]) -> str:
        return " ".join(line.text for line in lines)

    records = stacked_records(made, text_of, lambda text: is_bare_verdict(text, PROFILE), PROFILE)
    return [{name: text_of(lines) for name, lines in record.items()} for record in records]


def test_row_above_a_header_is_what_its_answer_is_to() -> None:
    one = [
        ("Recommendation 3", "", ""),
        (ASKED, "", ""),
        ("Response", "Action to be taken", "Date"),
        ("Agreed", DONE, "May 2026"),
    ]
    answer = {
        "number": "Recommendation 3",
        "recommendation": ASKED,
        "status": "Agreed",
        "action": DONE,
        "timescale": "May 2026",
    }
    assert _stacked(*one) == [answer]
    assert _stacked(*one, *one) == [answer] * 2


def test_row_above_labelled_rows_is_what_they_answer() -> None:
    rows = [(ASKED, ""), ("Response", "Not agreed"), ("Action", DONE), ("Timescale", "None")]
    assert _stacked(*rows) == [
        {"number": "", "recommendation": ASKED, "status": "Not agreed", "action": DONE, "timescale": "None"}
    ]


def test_other_tables_are_no_stacks() -> None:
    assert _stacked(("Recommendation", "Response"), (ASKED, "Agreed")) == []
    assert _stacked(("Table 1: visits", "", ""), ("Ward", "Visits", "Share"), ("Abbey", "12", "4%")) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Response: ☐ Accepted ☒ Partially accepted ☐ Rejected", Status.PARTIALLY_ACCEPTED),
        ("Accepted ☐ Partially accepted ☐ Rejected ☑", Status.REJECTED),
        ("☑ Accepted ☐ Rejected We will publish a plan and shall not delay.", Status.ACCEPTED),
        ("☐ Accepted ☐ Rejected", None),
        ("☒ Accepted ☒ Rejected", None),
        ("☒ We will publish a plan ☐ We shall wait", None),
    ],
)
def test_box_that_is_ticked_says_the_status(text: str, status: Status | None) -> None:
    verdict = verdict_of_choice(text, PROFILE)
    assert (verdict.status if verdict else None) is status


def test_named_lines_of_a_reply_are_its_fields() -> None:
    lines = [
        "Response: Rejected",
        "Action: No money is set aside for this,",
        "and none will be.",
        "By when: Immediately",
        "Lead: Head of Roads",
    ]
    fields = fields_of([_line(text) for text in lines], frozenset(), PROFILE)
    assert fields is not None
    assert fields.verdict is not None
    assert fields.verdict.status is Status.REJECTED
    assert (fields.text, fields.timescale, fields.responder) == (
        "No money is set aside for this, and none will be.",
        "Immediately",
        "Head of Roads",
    )


def test_prose_with_a_colon_has_no_fields() -> None:
    lines = ["We looked at three things: cost, time and people.", "Our view: it can be done."]
    assert fields_of([_line(text) for text in lines], frozenset(), PROFILE) is None


def test_key_tells_what_colours_mean() -> None:
    assert meanings_in("Blue = complete. Green: on track; Yellow - late, Red: not started") == {
        "blue": "complete",
        "green": "on track",
        "amber": "late",
        "red": "not started",
    }
    assert meanings_in("A red, amber or green rating was given to each of the wards") == {}


def test_long_question_in_the_first_column_is_no_label_of_a_stack() -> None:
    question = "When should the panel come back to the wards that it has seen, and who should come?"
    assert _stacked(("What people told the panel", ""), (question, "In May, all of us.")) == []


def test_answer_beside_a_label_of_its_own_words_is_read_where_no_other_says_it(read) -> None:
    records = [
        [
            [f"Recommendation {n}", f"The Council should keep a list of the {what} of the county."],
            ["Position", "Accepted"],
            ["Planned work", f"We will appoint a named lead for the {what} in the spring."],
            ["Held by", "Service Manager"],
        ]
        for n, what in enumerate(("clinics", "schools"), 1)
    ]
    blocks = [block for rows in records for block in (ruled(rows, [0.3, 0.7], headed=False), text("Next."))]
    found = read(draw_blocks([text("Response to the review of health", "b", "h3"), *blocks])).responses
    assert [(row.number, str(row.status), row.text) for row in found] == [
        (str(n), "accepted", f"We will appoint a named lead for the {what} in the spring.")
        for n, what in enumerate(("clinics", "schools"), 1)
    ]
