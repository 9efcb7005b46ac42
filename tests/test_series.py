"""Numbers in series: what the numbers around leave room for comes back, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.series import Slot, complete_series, read_rest


def _slots(values: list[int | None]) -> list[Slot]:
    return [Slot(value) for value in values]


@pytest.mark.parametrize(
    ("values", "completed"),
    [
        ([1, None, 3], [1, 2, 3]),
        ([None, None, 3, 4], [1, 2, 3, 4]),
        ([1, 2, None, None], [1, 2, 3, 4]),
        ([6, None, 1, 2], [6, 7, 1, 2]),
        ([5, None, None, 2], [5, 6, 1, 2]),
        ([1, None, None, 3], [1, None, None, 3]),
        ([None, 3], [None, 3]),
        ([None, None], [None, None]),
    ],
    ids=str,
)
def test_numbers_follow_only_where_the_room_is_filled_exactly(
    values: list[int | None], completed: list[int | None]
) -> None:
    assert complete_series(_slots(values)) == completed


def test_place_that_may_hold_no_item_counts_only_between_two_numbers() -> None:
    paragraph = Slot(None, None, is_item=False)
    assert complete_series([Slot(1), paragraph, Slot(3), paragraph]) == [1, 2, 3, None]
    assert complete_series([paragraph, Slot(2)]) == [None, 2]


def test_what_is_left_of_a_number_counts_where_a_neighbour_confirms_it() -> None:
    assert complete_series([Slot(3), Slot(None, 4), Slot(None, 9), Slot(6)]) == [3, 4, 5, 6]
    assert complete_series([Slot(None, 7), Slot(8)]) == [7, 8]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.data())
def test_lost_numbers_come_back_or_stay_open_but_are_never_wrong(lengths: list[int], data: st.DataObject) -> None:
    truth = [number for length in lengths for number in range(1, length + 1)]
    lost = data.draw(st.lists(st.booleans(), min_size=len(truth), max_size=len(truth)))
    values = [None if gone else number for gone, number in zip(lost, truth, strict=True)]
    one_list = len(lengths) == 1
    for found, number, gone in zip(complete_series(_slots(values)), truth, lost, strict=True):
        assert gone or found == number
        if one_list:
            assert found in (number, None)


@pytest.mark.parametrize(
    ("text", "length", "hint"),
    [
        (". To ensure", 2, None),
        ("4, The Committee", 3, 4),
        ("l. For every", 3, 1),
        ("24; Under Part", 4, 24),
        ("a2: The Leader", 4, 2),
    ],
)
def test_rest_of_a_label_is_read(text: str, length: int, hint: int | None) -> None:
    rest = read_rest(text)
    assert rest is not None
    assert (rest.length, rest.hint, rest.sure) == (length, hint, True)


@pytest.mark.parametrize("text", ["To ensure", "A review", "the end", "2023/24 saw", "I am told", "NHS. The"])
def test_wording_is_no_rest_of_a_label(text: str) -> None:
    rest = read_rest(text)
    assert rest is None or not rest.sure
