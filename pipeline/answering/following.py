"""Which recommendation an update follows: by the same wording, numbers and order as an answer finds what it answers.

Two updates of one paper on the same number and wording, such as a state then and now, follow the same recommendation.
"""

from __future__ import annotations

import re
from collections import defaultdict
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

SEVERAL = "#"
"""Parts a report's id from the letters that number what follows one report, in a paper that follows several."""
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
    parts = _parts(list(first.values()))
    found = match(
        asked,
        [_as_answer(update, parts[update.update_id]) for update in first.values()],
        [*reports, *_as_reports(parts, reports)],
    )
    joined = {m.response_id: m for m in found if m.outcome is Outcome.MATCHED}
    return [_joined(update, first, joined) for update in updates]


def _parts(updates: Sequence[Update]) -> dict[str, str]:
    """Return for each update the part of its paper that follows one report: numbers "V1", "V2", "L1" are those of two."""
    letters = {u.update_id: _LETTERS.match(u.number) for u in updates}
    series: dict[str, set[str]] = defaultdict(set)
    for update in updates:
        found = letters[update.update_id]
        series[update.report_id].add(found["letters"] if found else "")
    return {
        u.update_id: f"{u.report_id}{SEVERAL}{found['letters']}"
        if (found := letters[u.update_id]) and len(series[u.report_id]) > 1
        else u.report_id
        for u in updates
    }


def _as_reports(parts: Mapping[str, str], reports: Sequence[ReportRecord]) -> list[ReportRecord]:
    """Return for each part of a paper its report's record."""
    known = {report.report_id: report for report in reports}
    names = sorted({part for part in parts.values() if SEVERAL in part})
    return [
        replace(known[name.partition(SEVERAL)[0]], report_id=name)
        for name in names
        if name.partition(SEVERAL)[0] in known
    ]


def _key(update: Update) -> Key:
    return update.report_id, update.number, update.recommendation_text


def _joined(update: Update, first: Mapping[Key, Update], joined: Mapping[str, Match]) -> Update:
    pair = joined.get(first[_key(update)].update_id)
    if pair is None:
        return update
    return replace(update, recommendation_id=pair.recommendation_id, match_score=pair.score)


def _as_answer(update: Update, part: str) -> Response:
    """Return an update as what matching compares: the part of its paper, the wording and number of what it tells of, its own words."""
    return Response(
        update.update_id, update.document_id, update.document, part, update.position, update.number,
        "printed" if update.number else "none", "", "", (Quotation(update.number, update.recommendation_text),),
        update.recommendation_text, update.owner, Status.NOTED, False, "", update.text, "", None, None, "", "",
        update.page, update.last_page, update.printed_page, Box(0.0, 0.0, 0.0, 0.0), 1.0,
    )  # fmt: skip
