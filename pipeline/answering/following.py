"""Which recommendation an update follows: by the same wording, numbers and order as an answer finds what it answers.

Two updates of one paper on the same number and wording, such as a state then and now, follow the same recommendation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.answering.matching import match
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

_LETTERS = re.compile(r"(?P<letters>[A-Z]{1,4})[ ./-]?\d")

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
    found = [m for part in _parts(list(first.values())) for m in match(asked, list(map(_as_answer, part)), reports)]
    joined = {m.response_id: m for m in found if m.outcome is Outcome.MATCHED}
    return [_joined(update, first, joined) for update in updates]


def _parts(updates: Sequence[Update]) -> list[list[Update]]:
    """Return updates in as many parts as a paper follows reports at most, each with one series of numbers of each paper: "V1", "V2"
    follow another report than "L1"."""
    series: dict[str, dict[str, int]] = defaultdict(dict)
    parts: list[list[Update]] = []
    for update in updates:
        letters = _LETTERS.match(update.number)
        own = series[update.report_id]
        place = own.setdefault(letters["letters"] if letters else "", len(own))
        parts += [[] for _ in range(place + 1 - len(parts))]
        parts[place].append(update)
    return parts


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
        response_id=update.update_id,
        document_id=update.document_id,
        document=update.document,
        report_id=update.report_id,
        position=update.position,
        number=update.number,
        number_source="printed" if update.number else "none",
        category="",
        category_tag="",
        quotations=(Quotation(update.number, update.recommendation_text),),
        recommendation_text=update.recommendation_text,
        responder=update.owner,
        status=Status.NOTED,
        in_principle=False,
        status_text="",
        text=update.text,
        timescale_text="",
        due_start=None,
        due_end=None,
        due_precision="",
        delivery="",
        page=update.page,
        last_page=update.last_page,
        printed_page=update.printed_page,
        box=update.box,
        confidence=1.0,
    )
