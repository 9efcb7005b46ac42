"""What stands in front of a reply and says what it is to, and what stands in front of or behind a recommendation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.answering.leading import leads_of
from pipeline.document import Box, Line, Word
from pipeline.extraction.candidate import Candidate, without_title
from pipeline.labels import name_behind, without_reference
from pipeline.passages import Passage, Shape
from pipeline.profiles import load_profile
from pipeline.records import Kind

SIZE = 10.0


def _line(text: str, bold: int, top: float = 100.0) -> Line:
    """Return a line of which the first words are bold."""
    words, left = [], 72.0
    for i, word in enumerate(text.split()):
        box = Box(left, top, left + 5.0 * len(word), top + SIZE)
        words.append(Word(word, box, SIZE, i < bold, False))
        left = box.x1 + 2.5
    return Line(1, text, Box(72, top, left, top + SIZE), SIZE, tuple(words))


def _passages(*texts: tuple[str, int]) -> list[Passage]:
    return [Passage(i, Shape.PARAGRAPH, text, (_line(text, bold),)) for i, (text, bold) in enumerate(texts)]


def test_numbers_and_subjects_in_bold_are_what_replies_are_to() -> None:
    passages = _passages(
        ("Thank you for your letter.", 0),
        ("Paragraph 12 (discharge dates). We accept this.", 4),
        ("Paragraphs 14 and 15 (medicines). Both are accepted.", 5),
        ("Patient transport. The contract is held by the Board.", 2),
        ("A further word on transport follows here.", 0),
    )
    leads = leads_of(passages)
    assert {i: (lead.numbers, lead.topic) for i, lead in leads.items()} == {
        1: (("12",), ""),
        2: (("14", "15"), ""),
        3: ((), "Patient transport"),
    }
    assert [passages[i].text[lead.skip :] for i, lead in leads.items()] == [
        "We accept this.",
        "Both are accepted.",
        "The contract is held by the Board.",
    ]


def test_one_number_alone_is_not_the_way_of_a_paper() -> None:
    assert leads_of(_passages(("Paragraph 12: we accept this.", 0), ("Transport. It is late.", 1))) == {}


def test_heading_that_names_a_number_is_no_paragraph_that_does() -> None:
    first, second = _passages(("Recommendation 1: discharge dates", 0), ("Recommendation 2: transport", 0))
    headings = [replace(first, shape=Shape.HEADING), replace(second, shape=Shape.HEADING)]
    assert leads_of(headings) == {}


def _candidate(*lines: Line) -> Candidate:
    return Candidate(lines, 0, "", Kind.SCRUTINY, "test", 0.9)


@pytest.mark.parametrize(
    ("lines", "wording"),
    [
        (
            [_line("One front door", 3), _line("All partners should share one desk.", 0, 114)],
            "All partners should share one desk.",
        ),
        ([_line("One front door. All partners should share one desk.", 3)], "All partners should share one desk."),
        ([_line("The Council should share one desk.", 2)], "The Council should share one desk."),
        ([_line("The Council should share one desk.", 6)], "The Council should share one desk."),
        ([_line("Train reception staff. It takes a day.", 3)], "Train reception staff. It takes a day."),
    ],
)
def test_title_in_bold_is_no_part_of_the_wording(lines: list[Line], wording: str) -> None:
    assert without_title(_candidate(*lines), frozenset(), load_profile("uk")).text(frozenset()) == wording


def test_name_behind_a_recommendation_is_read_and_taken_off() -> None:
    text = "The Agency should keep a register. [Recommendation 5]"
    assert (name_behind(text), without_reference(text)) == ("5", "The Agency should keep a register.")
    assert name_behind("The Agency should keep a register (see Table 5)") == ""


ANSWERS = (("On R1 our answer is yes, and the money is there.", 0), ("As to R2 and R3, we have begun both.", 0))


@pytest.mark.parametrize(
    ("last", "named"),
    [("R4 we cannot do before the summer.", [("R1",), ("R2", "R3"), ("R4",)]), ("R2 was said to be costly.", [])],
)
def test_numbers_in_first_sentences_lead_replies_if_they_count_up(last: str, named: list[tuple[str, ...]]) -> None:
    assert [lead.numbers for lead in leads_of(_passages(*ANSWERS, (last, 0))).values()] == named
