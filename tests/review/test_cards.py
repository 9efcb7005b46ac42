"""Cards and charts: what stands on a card, where its picture is cut, what the figures at the top count."""

from __future__ import annotations

import pytest

from pipeline.document import Box
from pipeline.review.cards import NARROWEST, Card, Change, Passage, changes_of, make_cards
from pipeline.review.charts import make_charts
from pipeline.tables.stored import Row, read_tables
from tests.conftest import ROOT

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture
def tables() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in read_tables(ROOT / "data" / "processed").items()}


def _card(cards: list[Card], number: str, category: str) -> Card:
    return next(
        card
        for card in cards
        if card.recommendation
        and (card.own["document"], card.own["number"], card.own["category"])
        == ("hosc-send-report-2023.pdf", number, category)
    )


def test_cards_are_the_recommendations_in_reading_order(tables: Tables) -> None:
    ids = [card.own["recommendation_id"] for card in make_cards(tables)]
    assert ids == [row["recommendation_id"] for row in tables["recommendations"]]


def test_answer_that_counts_stands_before_a_blank_form(tables: Tables) -> None:
    card = _card(make_cards(tables), "3", "overarching")
    assert [answer.response["status"] for answer in card.answers] == ["accepted", "blank"]
    assert card.status_words == "accepted"


def test_response_that_answers_none_has_a_card_of_its_own(tables: Tables) -> None:
    pair = tables["matches"][0]
    pair["outcome"], pair["recommendation_id"] = "unexpected", ""
    lone = make_cards(tables)[-1]
    assert lone.recommendation is None
    assert lone.own["response_id"] == pair["response_id"]
    assert lone.status_words == "answers no recommendation of this run"


def test_decision_asked_of_its_own_meeting_waits_for_no_response(tables: Tables) -> None:
    card = next(card for card in make_cards(tables) if card.own["kind"] == "decision")
    assert (card.status_words, card.timing, card.answers) == ("", "", ())


def test_findings_of_a_joint_response_stand_only_on_the_card_they_are_about(tables: Tables) -> None:
    pairs = [row for row in tables["matches"] if row["recommendation_id"]][:2]
    pairs[1]["response_id"] = pairs[0]["response_id"]
    base: Row = dict.fromkeys(tables["checks"][0], "")
    told = {"response_id": pairs[0]["response_id"], "recommendation_id": pairs[0]["recommendation_id"]}
    tables["checks"] = [dict(base) | told | {"check": "quotation-differs", "message": "It differs."}]
    with_it = [card for card in make_cards(tables) if any(f["message"] == "It differs." for f in card.findings)]
    assert [card.own["recommendation_id"] for card in with_it] == [pairs[0]["recommendation_id"]]


@pytest.mark.parametrize(
    ("deadline", "responded", "status", "words"),
    [
        ("2023-11-14", "2023-11-10", "accepted", "it came on Friday 10 November 2023, in time"),
        ("2023-11-14", "2023-11-14", "accepted", "in time"),
        ("2023-11-14", "2023-11-15", "accepted", "1 day late"),
        ("2023-11-14", "2023-12-14", "accepted", "30 days late"),
        ("2023-11-14", "", "accepted", "one was found that does not say its day"),
        ("2023-11-14", "", "blank", "none was found"),
        ("", "", "accepted", "is not known"),
    ],
)
def test_card_says_in_words_when_an_answer_was_due(
    tables: Tables, deadline: str, responded: str, status: str, words: str
) -> None:
    for row in tables["tracker"]:
        row.update(deadline=deadline, responded=responded, status=status)
    assert words in _card(make_cards(tables), "3", "overarching").timing


def test_card_is_checked_when_all_its_rows_are(tables: Tables) -> None:
    card = _card(make_cards(tables), "3", "overarching")
    assert card.checked == ""
    for row in card.rows:
        row["checked"] = "true"  # type: ignore[index]
    assert card.checked == "accepted"
    card.rows[-1]["corrected"] = "true"  # type: ignore[index]
    assert card.checked == "corrected"


@pytest.mark.parametrize(
    "box", [Box(100, 700, 110, 712), Box(0, 0, 595, 842), Box(580, 830, 594, 841), Box(590, 835, 700, 900)]
)
def test_picture_shows_the_passage_and_stays_on_the_page(box: Box) -> None:
    left, top, width, height = Passage("a.pdf", 1, 1, "", box, 0.0).window(595.0, 842.0)
    assert left >= 0 and top >= 0 and left + width <= 595.1 and top + height <= 842.1
    assert width > 0 and height > 0
    assert left <= box.x0 and top <= box.top
    assert width >= min(NARROWEST / 2, 595 - left)


def test_changes_of_a_quotation_are_told_apart() -> None:
    assert changes_of("[-left out-] {+put in+} … [-gone-]") == [
        Change("out", "left out"),
        Change("same", " "),
        Change("put", "put in"),
        Change("same", " … "),
        Change("out", "gone"),
    ]
    assert changes_of("") == []


def test_charts_count_every_recommendation_of_a_scrutiny_body_once(tables: Tables) -> None:
    became, in_time, look = make_charts(make_cards(tables))
    assert {bar.name: bar.total for bar in became.bars} == {"overarching": 14, "hosc": 10, "icb": 2}
    assert sum(segment.count for segment in in_time.bars[0].segments) == 26
    assert look.bars[0].total == len(tables["recommendations"])
    for chart in (became, in_time, look):
        for bar in chart.bars:
            assert sum(segment.width for segment in bar.segments) == pytest.approx(100, abs=0.1)
            assert all(str(segment.count) in bar.told for segment in bar.segments)


def test_late_answers_are_counted_as_late(tables: Tables) -> None:
    for row in tables["tracker"]:
        row["in_time"] = "false"
    bars = make_charts(make_cards(tables))[1].bars[0].segments
    assert {segment.words: segment.count for segment in bars} == {"answered late": 13, "not answered": 13}


def test_run_without_recommendations_has_no_charts() -> None:
    assert make_charts([]) == []
