"""Numbers that join what wording does not: trusted only where the wording of others shows that they are the report's."""

from __future__ import annotations

import pytest

from pipeline.answering.by_number import last_part, pairs_by_number


@pytest.mark.parametrize(
    ("number", "last"),
    [("HC/24/07", "7"), ("R7", "7"), ("7", "7"), ("(c)", "c"), ("iv", "iv"), ("7.1", "7.1"), ("", "")],
)
def test_part_of_a_number_that_counts(number: str, last: str) -> None:
    assert last_part(number) == last


def test_numbers_join_the_rest_if_those_that_wording_joins_agree() -> None:
    assert list(pairs_by_number(["1", "2", "3", "4"], ["R1", "R2", "R3", "R4"], [(0, 0), (1, 1)])) == [(2, 2), (3, 3)]


def test_numbers_join_nothing_if_one_that_wording_joins_disagrees_or_too_few_do() -> None:
    asked, answered = ["1", "2", "3", "4"], ["1", "2", "3", "4"]
    assert not list(pairs_by_number(asked, answered, [(0, 0), (1, 2)]))
    assert not list(pairs_by_number(asked, answered, [(0, 0)]))


def test_number_that_stands_twice_joins_nothing() -> None:
    assert not list(pairs_by_number(["1", "2", "3"], ["1", "2", "3", "3"], [(0, 0), (1, 1)]))
    assert not list(pairs_by_number(["1", "2", "3", "3"], ["1", "2", "3"], [(0, 0), (1, 1)]))
