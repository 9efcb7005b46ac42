"""The numbers that words name."""

from __future__ import annotations

import pytest

from pipeline.answering.references import numbers_in_cell, numbers_named


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("4 to 6", ["4", "5", "6"]),
        ("1, 2 and 5", ["1", "2", "5"]),
        ("R1 & R2", ["R1", "R2"]),
        ("(c) and (d)", ["c", "d"]),
        ("2.1 and 2.3", ["2.1", "2.3"]),
        ("6 to 4", ["6", "4"]),
        ("7", ["7"]),
    ],
)
def test_numbers_are_told_apart_and_ranges_filled(words: str, numbers: list[str]) -> None:
    assert numbers_named(words) == numbers


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [("4 and 5", ["4", "5"]), ("Recs 1-3", ["1", "2", "3"]), ("a, b", ["a", "b"]), ("4", []), ("Survey and map", [])],
)
def test_cell_of_several_numbers(cell: str, numbers: list[str]) -> None:
    assert numbers_in_cell(cell) == numbers
