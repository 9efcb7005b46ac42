"""What later papers say of a recommendation stands on its card, the earliest first."""

from __future__ import annotations

from pipeline.review.cards import make_cards
from pipeline.run import RunResult, table_rows
from pipeline.settings import Settings


def test_updates_stand_on_the_card_of_what_they_follow_in_the_order_of_their_days(sample: RunResult) -> None:
    tables = table_rows(sample, Settings())
    asked = next(row["recommendation_id"] for row in tables["tracker"])
    columns = ("update_id", "delivery", "delivery_text", "rag", "text", "timescale_text", "document", "page")
    tables["updates"] = [
        dict.fromkeys(columns, "") | {"recommendation_id": asked, "update_date": day}
        for day in ("2025-01-31", "2024-06-30")
    ]
    tables["tracker"] = [row | {"overdue": "true"} for row in tables["tracker"]]
    cards = {card.card_id: card for card in make_cards(tables)}
    assert [u["update_date"] for u in cards[f"r-{asked}"].updates] == ["2024-06-30", "2025-01-31"]
    assert cards[f"r-{asked}"].overdue
    assert sum(bool(card.updates) for card in cards.values()) == 1
