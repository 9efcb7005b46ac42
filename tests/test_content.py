"""Shared content: what two texts speak of, whatever words hold them together."""

from __future__ import annotations

import pytest

from pipeline import content
from pipeline.content import ContentIndex, shared_content

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


def test_index_finds_the_quoted_text_among_many_alike() -> None:
    places = ["Abingdon", "Banbury", "Bicester", "Didcot", "Witney"]
    texts = {f"{place}{n}": [f"The Cabinet should open clinic {n} in {place}."] for place in places for n in range(40)}
    weights = ContentIndex(texts).weigh(["the cabinet should open clinic 17 in Didcot"])
    assert max(weights, key=lambda key: weights[key]) == "Didcot17"


def test_index_looks_at_the_rarest_and_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {str(i): ["The Council should publish what it spends."] for i in range(50)} | {"own": ["Badgers in Wytham"]}
    monkeypatch.setattr(content, "WEIGHED", 10)
    index = ContentIndex(texts)
    assert set(index.weigh(["The Council should publish what it spends on badgers in Wytham"])) == {"own"}
    assert index.weigh(["Nothing alike"]) == {}
