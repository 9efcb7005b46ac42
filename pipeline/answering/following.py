"""Which recommendation an update follows: by the same wording, numbers and order as an answer finds what it answers.

Within one paper an update that only numbers what it tells of follows its own paper's recommendation of that number, and one that
quotes the same words as another is joined as that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.answering.matching import match
from pipeline.document import Box
from pipeline.records import (
    Kind,
    Match,
    Outcome,
    Quotation,
    Recommendation,
    ReportRecord,
    Response,
    Status,
    Update,
)

Key = tuple[str, str, str]
"""What tells one thing told of from the others of its paper: the report's id, the number, the wording."""


def join_updates(
    updates: Sequence[Update], recommendations: Sequence[Recommendation], reports: Sequence[ReportRecord]
) -> list[Update]:
    """Return updates with the recommendation of the run that each follows, and the score (0 to 100) of that; alone where none fits."""
    first: dict[Key, Update] = {}
    for update in updates:
        first.setdefault(_key(update), update)
    asked = [r for r in recommendations if r.kind is Kind.SCRUTINY]
    found = match(asked, [_as_answer(update) for update in first.values()], reports)
    joined = {m.response_id: m for m in found if m.outcome is Outcome.MATCHED}
    return [_joined(update, first, joined) for update in updates]


def _key(update: Update) -> Key:
    return update.report_id, update.number, update.recommendation_text


def _joined(update: Update, first: Mapping[Key, Update], joined: Mapping[str, Match]) -> Update:
    pair = joined.get(first[_key(update)].update_id)
    if pair is None:
        return update
    return replace(update, recommendation_id=pair.recommendation_id, match_score=pair.score)


def _as_answer(update: Update) -> Response:
    """Return an update as what matching compares: the wording and number of what it tells of, and its own words."""
    return Response(
        update.update_id, update.document_id, update.document, update.report_id, update.position, update.number,
        "printed" if update.number else "none", "", "", (Quotation(update.number, update.recommendation_text),),
        update.recommendation_text, update.owner, Status.NOTED, False, "", update.text, "", None, None, "", "",
        update.page, update.last_page, update.printed_page, Box(0.0, 0.0, 0.0, 0.0), 1.0,
    )  # fmt: skip
