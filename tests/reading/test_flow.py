"""The order in which a page is read: columns, boxes beside the text, pictures of pages left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.document import Box, Word
from pipeline.reading.flow import read_flow

SIZE, PITCH = 10.0, 12.0
TEXTS = ("The panel heard that it takes", "far too long to get a letter,", "and that nobody would say why.")


def _words(x0: float, top: float, *lines: str, pitch: float = PITCH) -> list[Word]:
    words = []
    for number, line in enumerate(lines):
        left, y = x0, top + pitch * number
        for word in line.split():
            words.append(Word(word, Box(left, y, left + 5.0 * len(word), y + SIZE), SIZE))
            left += 5.0 * len(word) + 2.5
    return words


def _read(words: Sequence[Word], side_boxes: Sequence[Box] = (), frames: Sequence[Box] = ()) -> list[str]:
    lines, tables = read_flow(words, [], frames, [], 1, side_boxes)
    assert tables == ()
    return [line.text for line in lines]


@pytest.mark.parametrize("offset", [0.0, 5.0])
@pytest.mark.parametrize("edges", [(72, 320), (60, 230, 400), (72, 260)])
def test_columns_are_read_one_after_another_whether_their_lines_are_level_or_not(
    edges: tuple[float, ...], offset: float
) -> None:
    columns = [[f"{text} {n}{m}" for m, text in enumerate(TEXTS * 2)] for n in range(len(edges))]
    words = [
        w for n, (x0, own) in enumerate(zip(edges, columns, strict=True)) for w in _words(x0, 100 + offset * n, *own)
    ]
    assert _read(words) == [line for own in columns for line in own]


def test_title_over_columns_is_read_first_and_what_spans_them_below_last() -> None:
    title, below = (
        "A title that runs over both of the columns of this page",
        "Whoever reads as far as this has read all that both of the columns say about it.",
    )
    words = _words(72, 60, title) + _words(72, 100, *TEXTS * 2) + _words(320, 100, *TEXTS * 2) + _words(72, 200, below)
    assert _read(words) == [title, *TEXTS * 2, *TEXTS * 2, below]


def test_list_and_fields_are_no_columns() -> None:
    items = [f"{n}. {text}" for n, text in enumerate(TEXTS * 2, 1)]
    fields = [w for n, name in enumerate(("To", "From", "Date", "Ward")) for w in _words(72, 300 + 12 * n, name)]
    fields += _words(320, 300, *TEXTS, "12 May")
    assert _read(_words(72, 100, *items))[0] == items[0]
    assert _read(fields)[0] == f"To {TEXTS[0]}"


def test_box_beside_the_text_is_read_last_and_stands_aside() -> None:
    box = Box(400, 95, 520, 180)
    aside = _words(405, 100, "Key facts", "Ten wards", "Two visits")
    words = _words(72, 100, *(f"{text} {text}" for text in TEXTS)) + aside
    lines, _ = read_flow(words, [], [], [], 1, [box])
    assert [line.text for line in lines if line.aside] == ["Key facts", "Ten wards", "Two visits"]
    assert [line.aside for line in lines] == [False] * 3 + [True] * 3


def test_lines_of_the_right_column_know_how_far_it_is_shifted() -> None:
    words = _words(72, 100, *TEXTS * 2) + _words(320, 100, *TEXTS * 2)
    lines, _ = read_flow(words, [], [], [], 1)
    assert {(line.box.x0, line.x0) for line in lines} == {(72, 72), (320, 72)}


def test_narrow_columns_whose_paragraphs_begin_apart_are_no_table() -> None:
    texts = (
        "Neighbourhood libraries stay",
        "closed throughout winter;",
        "councillors disagreed about",
        "reopening arrangements soon.",
    )
    words = [
        word
        for x0, begun in ((72, 1), (250, 2), (420, 3))
        for n, text in enumerate(texts * 3)
        for word in _words(x0, 100 + PITCH * (n + (n + 3 - begun) // 3), text)
    ]
    assert _read(words) == [*texts * 9]


def test_heading_on_the_left_above_what_spans_the_columns_is_read_behind_both() -> None:
    heading, below = "What the panel found", "Nobody could tell the panel how long a letter takes, nor who writes it."
    words = _words(72, 100, *TEXTS * 2) + _words(320, 100, *TEXTS * 2)
    words += _words(72, 190, heading) + _words(72, 206, below)
    assert _read(words) == [*TEXTS * 2, *TEXTS * 2, heading, below]


@pytest.mark.parametrize(
    ("names", "held"),
    [
        (
            ("Accountable directorate", "Commissioning partnership", "Neighbourhood committee", "Contracted company"),
            ("Northshire communities", "Riverbank consortium", "Brookfield parishes", "Hillside Healthcare"),
        ),
        (
            ("Name of the lead", "Place of the visit", "Date of the visit", "Ward of the lead"),
            (
                "Anna Long, Head of Roads for the shire",
                "The hall of the old mill at Brookfield",
                "The second of May in the year 2026",
                "Abbey and Mill, with the lanes beyond",
            ),
        ),
    ],
)
def test_names_of_few_words_and_what_stands_far_beside_them_are_no_columns(
    names: Sequence[str], held: Sequence[str]
) -> None:
    words = _words(72, 100, *names) + _words(320, 100, *held)
    assert _read(words) == [f"{name} {own}" for name, own in zip(names, held, strict=True)]


def test_text_above_and_below_a_table_without_rules_is_read() -> None:
    asked, said, done = ["Publish letters"] * 4, ["Accepted"] * 4, ["Ready now"] * 4
    words = _words(72, 100, *TEXTS[:2]) + _words(72, 250, TEXTS[2])
    words += [w for x0, own in ((72, asked), (260, said), (380, done)) for w in _words(x0, 140, *own, pitch=18.0)]
    lines, tables = read_flow(words, [], [], [], 1)
    assert [len(table.rows) for table in tables] == [4]
    assert [line.text for line in lines] == [*TEXTS]


def test_number_centred_beside_two_lines_of_a_column_goes_in_front() -> None:
    left = _words(72, 100, *TEXTS * 2)
    right = _words(350, 100, *TEXTS * 2) + _words(320, 106, "2.6")
    assert _read(left + right)[len(TEXTS) * 2 :] == [f"2.6 {TEXTS[0]}", *(TEXTS * 2)[1:]]
