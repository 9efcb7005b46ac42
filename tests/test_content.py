"""Shared content: what two texts speak of, whatever words hold them together."""

from __future__ import annotations

import pytest

from pipeline.content import shared_content

ASKED = [
    "To publish the waiting list figures every month.",
    "For the Leadership to commission an independent review of staffing in all 14 clinics.",
    "To develop a training programme for school staff together with families.",
]


def test_reply_shares_most_content_with_what_it_answers() -> None:
    replies = [
        "Families and schools have helped to write the programme in which staff are trained.",
        "Figures of those waiting are now published monthly.",
        "An independent reviewer looked at how the 14 clinics are staffed.",
    ]
    shared = shared_content(ASKED, replies)
    assert shared.argmax(axis=0).tolist() == [2, 0, 1]


def test_same_text_shares_all_and_a_strange_one_nothing() -> None:
    shared = shared_content(ASKED, [ASKED[1], "Rain fell upon hills.", ""])
    assert shared[1, 0] == pytest.approx(100)
    assert not shared[:, 1:].any()
