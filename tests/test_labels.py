"""Labels at the start of items."""

from __future__ import annotations

import pytest

from pipeline.document import LabelKind
from pipeline.labels import is_caption, read_labels, roman_value


@pytest.mark.parametrize(
    ("text", "number", "kind", "rest"),
    [
        ("1. To publish", "1", LabelKind.ARABIC, "To publish"),
        ("12) To publish", "12", LabelKind.ARABIC, "To publish"),
        ("(3) To publish", "3", LabelKind.ARABIC, "To publish"),
        ("2a. To publish", "2a", LabelKind.ARABIC, "To publish"),
        ("a) note the report", "a", LabelKind.LETTER, "note the report"),
        ("(b) note the report", "b", LabelKind.LETTER, "note the report"),
        ("A. Agree", "A", LabelKind.LETTER, "Agree"),
        ("ii) NOTE", "ii", LabelKind.ROMAN, "NOTE"),
        ("(iv) note", "iv", LabelKind.ROMAN, "note"),
        ("8.12 We recommend", "8.12", LabelKind.DECIMAL, "We recommend"),
        ("8.12. We recommend", "8.12", LabelKind.DECIMAL, "We recommend"),
        ("4(a)(ii) the Board", "4(a)(ii)", LabelKind.DECIMAL, "the Board"),
        ("Recommendation 3: A better approach", "3", LabelKind.NAMED, "A better approach"),
        ("Recommendation 3", "3", LabelKind.NAMED, ""),
        ("Recommendation R2: The Trust should", "R2", LabelKind.NAMED, "The Trust should"),
        ("Recommendation #4: The Trust should", "4", LabelKind.NAMED, "The Trust should"),
        ("Recommendation (b): that the Board", "b", LabelKind.NAMED, "that the Board"),
        ("R7 The Trust should", "R7", LabelKind.NAMED, "The Trust should"),
        ("HOSC/24/07 The Board should", "HOSC/24/07", LabelKind.DECIMAL, "The Board should"),
        ("[OSC-2024-3] The Board should", "OSC-2024-3", LabelKind.DECIMAL, "The Board should"),
        ("Recommendation 2 to publish", "2", LabelKind.NAMED, "to publish"),
        ("• a bullet", "", LabelKind.BULLET, "a bullet"),
        ("✓ a bullet", "", LabelKind.BULLET, "a bullet"),
        ("\uf0b7 a bullet", "", LabelKind.BULLET, "a bullet"),
        ("\u25fc a bullet", "", LabelKind.BULLET, "a bullet"),
        ("\u2212 a bullet", "", LabelKind.BULLET, "a bullet"),
        ("\u27a2 a bullet", "", LabelKind.BULLET, "a bullet"),
        ("– a dash", "", LabelKind.BULLET, "a dash"),
    ],
)
def test_label_is_read_with_its_number_and_kind(text: str, number: str, kind: LabelKind, rest: str) -> None:
    label = read_labels(text)[0]
    assert (label.text, label.kind, text[label.length :].strip()) == (number, kind, rest)


@pytest.mark.parametrize(
    "text",
    [
        "RECOMMENDATIONS",
        "Recommendations for the Trust",
        "Recommendation(s):",
        "Recommendation (s): note",
        "2013 Act",
        "Committee",
        "a report",
        "3.5m people",
        "e.g. this",
        "I recommend",
        "COVID-19 has",
        "NHS/ICB partners",
        "Recommendation 2 is accepted in part",
        "Recommendations 3 and 4 are accepted",
        "✓",
    ],
)
def test_ordinary_wording_has_no_label(text: str) -> None:
    assert read_labels(text) == ()


def test_i_reads_as_roman_and_as_a_letter() -> None:
    assert {label.kind for label in read_labels("(i) note")} == {LabelKind.ROMAN, LabelKind.LETTER}


@pytest.mark.parametrize(
    ("number", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40), ("iiii", 0), ("vx", 0)]
)
def test_roman_numbers_are_valued(number: str, value: int) -> None:
    assert roman_value(number) == value


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Figure 1: street trees planted that lived", True),
        ("2017 2019 2021 Table 2. Visits", True),
        ("2017 2019 2021", True),
        ("As table 2 shows, visits fell.", False),
        ("In 2024 the Board met twice.", False),
    ],
)
def test_captions_and_numbers_along_a_chart_are_known(text: str, is_one: bool) -> None:
    assert is_caption(text) is is_one
