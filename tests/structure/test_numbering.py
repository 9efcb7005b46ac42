"""Which item goes on with which list."""

from __future__ import annotations

from pipeline.labels import read_labels
from pipeline.structure.numbering import ListTracker


def _ids(*items: tuple[str, float]) -> list[int]:
    tracker = ListTracker()
    return [tracker.assign(read_labels(f"{label} x"), x0)[1] for label, x0 in items]


def test_numbers_at_one_indent_are_one_list() -> None:
    assert _ids(("1.", 72), ("2.", 72), ("3.", 73)) == [1, 1, 1]


def test_restart_begins_another_list() -> None:
    assert _ids(("1.", 72), ("2.", 72), ("1.", 72)) == [1, 1, 2]


def test_list_goes_on_behind_its_sub_points() -> None:
    assert _ids(("1.", 72), ("a)", 100), ("b)", 100), ("2.", 72), ("a)", 100)) == [1, 2, 2, 1, 3]


def test_bullets_do_not_end_the_list_they_stand_in() -> None:
    assert _ids(("8.1", 81), ("•", 110), ("8.2", 81), ("•", 110), ("8.3", 81)) == [1, 2, 1, 3, 1]


def test_paragraph_numbers_go_on_around_a_deeper_list() -> None:
    assert _ids(("18.", 72), ("1.", 108), ("2.", 108), ("19.", 72)) == [1, 2, 2, 1]


def test_i_goes_on_as_a_letter_after_h_and_begins_as_roman() -> None:
    assert _ids(("g)", 72), ("h)", 72), ("i)", 72)) == [1, 1, 1]
    assert _ids(("i)", 72), ("ii)", 72)) == [1, 1]
