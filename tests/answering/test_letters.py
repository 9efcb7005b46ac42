"""Replies in prose, told from what they quote by what stands between the two."""

from __future__ import annotations

import pytest

from pipeline.answering.topical import topical_letters
from pipeline.document import Block, BlockKind, Box, Line
from pipeline.profiles import load_profile
from pipeline.records import DocumentResult, Status
from tests.sheets import Sheet, draw_sheets

PROFILE = load_profile()
ASKED = ["that the Board funds two more posts in the clinic.", "that the Board explains why the clinic was closed."]
REPLIED = [
    "We accept this recommendation. Both posts will be advertised in May.",
    "We do not accept that the clinic was closed without explanation.",
]
LETTER: Sheet = [
    ("plain", 72, "Dear Chair,"),
    ("bold", 72, "Waiting times: response to the recommendations of your Committee"),
    ("plain", 72, "Thank you for your report. We answer below the two that were for us alone."),
]
ANSWERED = [("accepted", ASKED[0], REPLIED[0]), ("rejected", ASKED[1], REPLIED[1])]


def _answers(result: DocumentResult) -> list[tuple[str, str, str]]:
    return [(str(row.status), row.recommendation_text, row.text) for row in result.responses]


@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        (["Recommendation (a): ", "Recommendation (b): "], ["a", "b"]),
        (["Recommendation 1: ", "Recommendation 2: "], ["1", "2"]),
        (["Recommendation R1: ", "Recommendation R2: "], ["R1", "R2"]),
        (["1: Recommendation: ", "2: Recommendation: "], ["1", "2"]),
    ],
)
def test_reply_stands_behind_the_line_that_names_and_quotes(read, names: list[str], numbers: list[str]) -> None:
    page = [*LETTER]
    for name, asked, replied in zip(names, ASKED, REPLIED, strict=True):
        page += [("bold", 72, name + asked), ("plain", 72, replied)]
    page += [("plain", 72, "Yours sincerely,"), ("plain", 72, "Chief Medical Officer")]
    result = read(draw_sheets(page))
    assert [row.number for row in result.responses] == numbers
    assert _answers(result) == ANSWERED


def test_name_of_the_reply_is_not_its_wording(read) -> None:
    page = [*LETTER]
    for n, (asked, replied) in enumerate(zip(ASKED, REPLIED, strict=True), 1):
        page += [("bold", 72, f"Recommendation {n}: {asked}"), ("plain", 72, f"Response: {replied}")]
    assert _answers(read(draw_sheets(page))) == ANSWERED


def test_what_an_answer_quotes_is_no_recommendation_of_its_own(read) -> None:
    page: Sheet = [("bold", 72, "County Board of Supervisors"), ("bold", 72, "Recommendations")]
    asked = ["The Sheriff should hold keys to every shelter.", "The Office should run one full exercise a year."]
    for n, (quoted, replied) in enumerate(zip(asked, REPLIED, strict=True), 1):
        page += [("plain", 72, f"Recommendation R{n}: {quoted}"), ("plain", 72, f"Response: {replied}")]
    result = read(draw_sheets(page))
    assert [row.recommendation_text for row in result.responses] == asked
    assert result.recommendations == ()


def test_line_with_a_verdict_ends_the_quotation_and_beats_the_rest(read) -> None:
    page: Sheet = [("bold", 72, "Government response to the report of the Inquiry")]
    for n, verdict in ((1, "Recommendation accepted"), (2, "Recommendation rejected")):
        page += [
            ("bold", 72, f"Recommendation {n}"),
            ("plain", 72, "The scheme shall be open to all who are named in the report."),
            ("plain", 72, "It shall close no earlier than in June."),
            ("bold", 72, verdict),
            ("plain", 72, "However, the Department will consider the matter further in the autumn."),
        ]
    found = read(draw_sheets(page)).responses
    assert [row.status for row in found] == [Status.ACCEPTED, Status.REJECTED]
    assert all(row.recommendation_text.endswith("no earlier than in June.") for row in found)


def test_replies_are_found_by_their_first_sentences_behind_numbered_items(read) -> None:
    page: Sheet = [
        ("bold", 72, "Government response to the report of the Inquiry"),
        ("bold", 72, "1) Compensation"),
        ("plain", 72, "1a. The scheme should be set up now."),
        ("plain", 72, "1b. It should be open to families."),
        ("plain", 72, "These recommendations are accepted in principle by the Government and the Executive."),
        ("plain", 72, "Regulations will be laid in the summer."),
        ("bold", 72, "2) Remembrance"),
        ("plain", 72, "2a. A memorial should be built."),
        ("plain", 72, "This recommendation is accepted in full."),
        ("plain", 72, "A committee was appointed in March."),
    ]
    found = read(draw_sheets(page)).responses
    assert [row.status for row in found] == [Status.PARTIALLY_ACCEPTED, Status.ACCEPTED]
    assert [[q.number for q in row.quotations] for row in found] == [["1a", "1b"], ["2a"]]
    assert found[0].text.endswith("Regulations will be laid in the summer.")
    assert found[1].text == "This recommendation is accepted in full. A committee was appointed in March."


def test_paragraphs_of_a_letter_that_name_a_point_are_its_answers(read) -> None:
    page: Sheet = [
        ("plain", 72, "Three Rivers Hospitals Trust"),
        ("plain", 72, "Dear Councillor Field,"),
        ("plain", 72, "Thank you for your letter of 4 November about the unit at Ellerby and for your visit."),
        ("plain", 72, "On point (a), I agree, and I ought to have offered it before. The tests are enclosed."),
        ("plain", 72, "They will be on our website from May."),
        ("plain", 72, "Points (b) and (c) can be answered together, because our charity pays for both."),
        ("plain", 72, "Yours sincerely,"),
    ]
    found = read(draw_sheets(page)).responses
    assert [[q.number for q in row.quotations] for row in found] == [["a"], ["b", "c"]]
    assert found[0].text.endswith("on our website from May.")
    assert found[1].text.endswith("pays for both.")


def test_minutes_that_resolve_what_becomes_of_recommendations_answer_them(read) -> None:
    page: Sheet = [
        ("bold", 72, "MINUTES of a meeting of the CABINET held on 10 June 2025"),
        ("plain", 72, "RESOLVED: that"),
        ("plain", 90, "(i) recommendation 1 be accepted, and the Head of Place advertise the order;"),
        ("plain", 90, "(ii) recommendation 2 be accepted for traders but not for rents; and"),
        ("plain", 90, "(iii) recommendation 3 not be accepted because the cost is not in the budget."),
        ("plain", 72, "RESOLVED: that the tender be accepted, as recommended in the report."),
    ]
    found = read(draw_sheets(page)).responses
    assert [(row.number, row.status) for row in found] == [
        ("1", Status.ACCEPTED),
        ("2", Status.PARTIALLY_ACCEPTED),
        ("3", Status.REJECTED),
    ]


def test_letter_that_goes_through_topics_answers_under_each_heading(read) -> None:
    page: Sheet = [
        ("plain", 72, "Dear Chair,"),
        ("bold", 72, "Report on recycling"),
        ("plain", 72, "Thank you for your report, which the Executive has read with care."),
        ("bold", 72, "Garden waste"),
        ("plain", 72, "We accept this recommendation. The scheme begins in May."),
        ("bold", 72, "Food waste"),
        ("plain", 72, "We disagree with the Panel here. There is no budget for it."),
        ("bold", 72, "Bulky waste"),
        ("plain", 72, "Officers are looking at charges as part of a wider review."),
        ("plain", 72, "Yours sincerely,"),
    ]
    found = read(draw_sheets(page)).responses
    assert [row.text.split(".")[0] for row in found] == [
        "We accept this recommendation",
        "We disagree with the Panel here",
        "Officers are looking at charges as part of a wider review",
    ]
    assert [row.status for row in found] == [Status.ACCEPTED, Status.REJECTED, Status.NOTED]


def test_set_phrase_about_the_recommendation_opens_a_reply(read) -> None:
    page: Sheet = [
        ("bold", 72, "Report to the County Board"),
        ("plain", 72, "1. The Sheriff keeps keys to every shelter."),
        ("plain", 72, "The recommendation has been implemented."),
        ("plain", 72, "2. The Office holds one full exercise a year."),
        ("plain", 72, "The recommendation requires further analysis. Staff will report in June."),
    ]
    found = read(draw_sheets(page)).responses
    assert [(row.number, row.status) for row in found] == [("1", Status.ACCEPTED), ("2", Status.NOTED)]


def test_topic_in_front_of_a_reply_is_what_it_answers(read) -> None:
    replied = [
        "We accept this request. Both posts will be advertised in May.",
        "I am afraid that I cannot give the promise that you ask for.",
    ]
    topics = ["Posts in the clinic", "Closure of the ward"]
    thanks = "We are grateful for the care that members took and for the three long meetings that they gave to it. " * 3
    page = [*LETTER, ("plain", 72.0, thanks)]
    page += [("plain", 72, f"{topic}. {reply}") for topic, reply in zip(topics, replied, strict=True)]
    page += [("plain", 72, "Yours sincerely,"), ("plain", 72, "Chief Executive")]
    assert _answers(read(draw_sheets(page))) == [
        ("accepted", topics[0], replied[0]),
        ("rejected", topics[1], replied[1]),
    ]


def test_one_topic_alone_makes_no_letter_of_topics() -> None:
    def letter(*texts: str) -> list[Block]:
        return [
            Block(
                BlockKind.PARAGRAPH,
                (Line(1, text, Box(72, 20 * n, 500, 20 * n + 10), 10.0, ()),),
                text,
                None,
                0,
                72.0,
                72.0,
            )
            for n, text in enumerate(texts, 1)
        ]

    replies = ["Travel times. We accept this request.", "Closure of the ward. We do not accept it."]
    assert [found.head for found in topical_letters(letter(*replies), PROFILE)] == [
        "Travel times",
        "Closure of the ward",
    ]
    assert not topical_letters(letter(replies[0], "We met the Board in May."), PROFILE)
