"""What became of one recommendation over time: its answer and all updates on it, in the order of the days they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.records import Delivery, Match, ReportRecord, Response, Status, Update

OVER = (Delivery.COMPLETED, Delivery.STOPPED)
"""Deliveries after which nothing is due any more."""


@dataclass(frozen=True, slots=True)
class History:
    """The answer that promised, if there is one, and the updates, the earliest first; those of no known day stand in their place."""

    answer: Response | None
    updates: tuple[Update, ...]

    @property
    def last(self) -> Update | None:
        """The last update that says how far it is, else the last of all."""
        known = [u for u in self.updates if u.delivery is not Delivery.NOT_KNOWN]
        return next(reversed(known or self.updates), None)

    @property
    def promised(self) -> list[date]:
        """The days by which it was to be done, as they were given one after the other."""
        days = [self.answer.due_end] if self.answer is not None else []
        days += [update.due_end for update in self.updates]
        return [day for day in days if day is not None]

    @property
    def times_moved(self) -> int:
        """How often the day by which it was to be done moved, to a later one or back."""
        days = self.promised
        return sum(one != other for one, other in pairwise(days))

    def overdue(self, as_of: date | None) -> bool | None:
        """Whether the latest day promised lies before a given one and nothing says that it is done or off; None if that is not known."""
        if as_of is None or not self.promised:
            return None
        is_over = self.last is not None and self.last.delivery in OVER
        return not is_over and self.promised[-1] < as_of


def answers_that_count(matches: Iterable[Match], responses: Mapping[str, Response]) -> dict[str, Match]:
    """Return for each recommendation the match whose answer counts: one that says something goes before a blank form's."""
    best: dict[str, Match] = {}
    for match in matches:
        known, response = best.get(match.recommendation_id), responses.get(match.response_id)
        says = response is not None and response.status is not Status.BLANK
        if match.recommendation_id and (
            known is None or (says and responses[known.response_id].status is Status.BLANK)
        ):
            best[match.recommendation_id] = match
    return best


def histories(updates: Iterable[Update], answers: Mapping[str, Response]) -> dict[str, History]:
    """Return the history of each recommendation that has an answer or an update; `answers` are by recommendation."""
    following: dict[str, list[Update]] = defaultdict(list)
    for update in updates:
        if update.recommendation_id:
            following[update.recommendation_id].append(update)
    return {
        key: History(answers.get(key), _in_order(following.get(key, ())))
        for key in dict.fromkeys([*answers, *following])
    }


def _in_order(updates: Sequence[Update]) -> tuple[Update, ...]:
    """Return updates by their days; one without a day is as early as the first of its paper's that has one, or first."""
    first: dict[str, date] = {}
    for update in updates:
        if update.update_date is not None:
            first[update.report_id] = min(update.update_date, first.get(update.report_id, update.update_date))

    def place(update: Update) -> tuple[date, bool, int]:
        day = update.update_date
        return day or first.get(update.report_id, date.min), day is not None, update.position

    return tuple(sorted(updates, key=place))


def newest_day(reports: Iterable[ReportRecord], updates: Iterable[Update]) -> date | None:
    """Return the day of the newest paper of a run, by which a promise is overdue or not: never the clock's."""
    days = [report.meeting_date for report in reports] + [update.update_date for update in updates]
    return max((day for day in days if day is not None), default=None)
