"""Answers in the order of what they answer."""

from __future__ import annotations

import numpy as np

from pipeline.answering.ordering import in_order

LEAST = 20.0


def test_gaps_of_equal_length_between_anchors_are_filled_one_by_one() -> None:
    likeness = np.zeros((4, 4))
    likeness[0, 0] = likeness[3, 3] = 60.0
    assert in_order(likeness, LEAST) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_gap_with_more_on_one_side_stays_open() -> None:
    likeness = np.zeros((3, 4))
    likeness[0, 0] = likeness[2, 3] = 60.0
    assert in_order(likeness, LEAST) == [(0, 0), (2, 3)]


def test_papers_in_different_orders_give_nothing() -> None:
    likeness = np.fliplr(np.eye(4)) * 60.0
    assert in_order(likeness, LEAST) == []


def test_as_many_answers_as_recommendations_go_together_though_none_speaks_of_anything() -> None:
    assert in_order(np.zeros((2, 2)), LEAST) == [(0, 0), (1, 1)]
