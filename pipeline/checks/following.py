"""What a careful clerk would query of promises: passed, moved, called done though work is left, never heard of again.

"Now" is the day of the newest paper of the run or the one that is given, never the clock's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from pipeline.dates import long_date
from pipeline.history import OVER, History, answers_that_count, histories, newest_day
from pipeline.records import Delivery, Finding, Match, Recommendation, ReportRecord, Response, Severity, Status, Update

FEWEST = 2
"""A paper that tells of so many recommendations of a report, or more, is expected to tell of all."""
SILENT_FROM, SILENT_LONG = 6, 12
"""Months after an answer from which silence is told, and from which it is long."""
PROMISED = (Status.ACCEPTED, Status.PARTIALLY_ACCEPTED)
_LEFT = re.compile(
    r"\b(?:to follow|not yet|remains? to be|still to be|yet to be|outstanding|will be (?:completed|finished|done))\b",
    re.IGNORECASE,
)


def check_promises(
    recommendations: Sequence[Recommendation],
    responses: Sequence[Response],
    matches: Sequence[Match],
    updates: Sequence[Update],
    reports: Sequence[ReportRecord],
    as_of: date | None,
) -> list[Finding]:
    """Return what is to query of a run's promises; nothing where no paper follows any recommendation."""
    if not any(update.recommendation_id for update in updates):
        return []
    by_id = {response.response_id: response for response in responses}
    best = answers_that_count(matches, by_id)
    answers = {key: by_id[match.response_id] for key, match in best.items() if match.response_id in by_id}
    followed, now = histories(updates, answers), as_of or newest_day(reports, updates)
    asked = {r.recommendation_id: r for r in recommendations}
    found = [one for key, history in followed.items() if key in asked for one in _of_one(asked[key], history, now)]
    return [*found, *_unheard(asked, followed, updates, reports, now), *_skipped(asked, followed, updates)]


def _of_one(asked: Recommendation, history: History, now: date | None) -> Iterator[Finding]:
    last, promised = history.last, history.promised
    name = f"Recommendation {asked.number}" if asked.number else f"The recommendation on page {asked.page}"
    if last is None:
        return
    if now is not None and history.overdue(now):
        message = f"{name} was to be done by {long_date(promised[-1])}; on {long_date(now)} no paper says that it was."
        yield _finding("promise-passed", Severity.WARNING, last, asked, message, "Ask what became of it.")
    if history.times_moved:
        message = f"{name}: the day by which it was to be done moved from {promised[0].isoformat()} to {promised[-1].isoformat()}."
        yield _finding("promise-moved", Severity.INFO, last, asked, message, "Ask why, and who agreed to it.")
    if last.delivery is Delivery.COMPLETED and (left := _LEFT.search(last.text)):
        message = f"{name} is called done, but the update says “{left.group()}”."
        yield _finding("complete-but-work-left", Severity.WARNING, last, asked, message, "Ask what is left to do.")
    if (
        history.answer is not None
        and history.answer.status is Status.REJECTED
        and last.delivery is not Delivery.STOPPED
    ):
        message = f"{name} was rejected, but a later paper says that it is {str(last.delivery).replace('_', ' ')}."
        yield _finding("rejected-but-followed", Severity.WARNING, last, asked, message, "Ask which of the two holds.")


def _unheard(
    asked: Mapping[str, Recommendation],
    followed: Mapping[str, History],
    updates: Sequence[Update],
    reports: Sequence[ReportRecord],
    now: date | None,
) -> Iterator[Finding]:
    """Yield the promises of which no paper spoke again, though papers of the run follow others months later."""
    day_of = {report.report_id: report.meeting_date for report in reports}
    last_heard = max((u.update_date for u in updates if u.update_date), default=now)
    for key, history in followed.items():
        answer = history.answer
        answered = day_of.get(answer.report_id) if answer is not None else None
        if answer is None or answer.status not in PROMISED or history.updates or answered is None or last_heard is None:
            continue
        if key in asked and last_heard >= answered + relativedelta(months=SILENT_FROM):
            long = last_heard >= answered + relativedelta(months=SILENT_LONG)
            code, severity = ("promise-long-unheard", Severity.WARNING) if long else ("promise-unheard", Severity.INFO)
            message = (
                f"Recommendation {asked[key].number or asked[key].position} was accepted on {long_date(answered)};"
                f" no paper up to {long_date(last_heard)} says what became of it."
            )
            yield Finding(
                code, severity, answer.document_id, answer.document, answer.page, message,
                "Ask for an update.", key, answer.response_id,
            )  # fmt: skip


def _skipped(
    asked: Mapping[str, Recommendation], followed: Mapping[str, History], updates: Sequence[Update]
) -> Iterator[Finding]:
    """Yield what a paper leaves out that tells of most recommendations of a report: those that are open still."""
    told: dict[tuple[str, str], list[Update]] = defaultdict(list)
    for update in updates:
        if update.recommendation_id in asked:
            told[update.report_id, asked[update.recommendation_id].report_id].append(update)
    for (_, report_id), own in told.items():
        keys = {update.recommendation_id for update in own}
        expected = [
            r for r in asked.values() if r.report_id == report_id and _is_open(followed.get(r.recommendation_id))
        ]
        missing = [r for r in expected if r.recommendation_id not in keys]
        if len(keys) < FEWEST or len(keys) <= len(missing):
            continue
        for one in missing:
            message = f"The paper tells of {len(keys)} recommendations of this report, but not of {one.number or one.position}."
            yield _finding("update-skips", Severity.INFO, own[0], one, message, "Ask for an update on it, too.")


def _is_open(history: History | None) -> bool:
    """Tell whether there is something to hear of a recommendation: it was not rejected, and no paper says that it is done or off."""
    if history is None:
        return True
    rejected = history.answer is not None and history.answer.status is Status.REJECTED
    return not rejected and (history.last is None or history.last.delivery not in OVER)


def _finding(
    code: str, severity: Severity, update: Update, asked: Recommendation, message: str, suggestion: str
) -> Finding:
    key = asked.recommendation_id
    return Finding(code, severity, update.document_id, update.document, update.page, message, suggestion, key)
