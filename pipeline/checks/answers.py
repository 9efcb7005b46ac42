"""What a careful clerk would query, each with a code, a sentence and a suggestion.

The period for an answer is the profile's; for health scrutiny it is 28 days from the request (Local Authority (Public
Health, Health and Wellbeing Boards and Health Scrutiny) Regulations 2013, SI 2013/218, regulation 22).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from pipeline.dates import find_dates, long_date
from pipeline.profiles import Profile
from pipeline.records import Finding, Kind, Match, Outcome, Recommendation, ReportRecord, Response, Severity, Status
from pipeline.wording import squash

SHARED_RUN = 3
"""Words in a row that "excluding the recommendation on …" must share with the recommendation it means."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a run found, for the checks to look at together."""

    reports: Sequence[ReportRecord]
    recommendations: Sequence[Recommendation]
    responses: Sequence[Response]
    matches: Sequence[Match]

    def answered_reports(self) -> dict[str, ReportRecord]:
        """Return for each response document's report id the report it answers, by its matches."""
        form_of = {r.response_id: r.report_id for r in self.responses}
        asked = {r.recommendation_id: r.report_id for r in self.recommendations}
        by_id = {r.report_id: r for r in self.reports}
        return {
            form_of[m.response_id]: by_id[asked[m.recommendation_id]]
            for m in self.matches
            if m.response_id and m.recommendation_id
        }


def check(found: Found, profile: Profile) -> list[Finding]:
    """Return the findings of a run, by document and page."""
    findings = [
        *_deadlines(found, profile),
        *_answers(found),
        *_told_not_to_answer(found),
        *_numbering(found.recommendations),
        *_partners(found),
    ]
    return sorted(findings, key=lambda f: (f.document, f.page, f.check, f.recommendation_id, f.response_id))


def _deadlines(found: Found, profile: Profile) -> Iterator[Finding]:
    days = profile.periods.response_days
    answered = found.answered_reports()
    for form in found.reports:
        if form.deadline is None:
            continue
        report = answered.get(form.report_id)
        due = report.meeting_date + timedelta(days=days) if report is not None and report.meeting_date else None
        suggestion = (
            f"Should it be {long_date(due)} ({due.isoformat()})?"
            if due
            else "Ask the committee's clerk which day is meant."
        )
        stated = next(find_dates(form.deadline_text), None)
        if stated is not None and not stated.weekday_fits:
            message = f"The deadline is given as “{form.deadline_text}”, but {stated.day.isoformat()} was a {long_date(stated.day).split()[0]}."
            yield _of_report("deadline-weekday-mismatch", Severity.ERROR, form, message, suggestion)
        if report is None or due is None or report.meeting_date is None:
            continue
        if form.deadline < report.meeting_date:
            message = f"The deadline {long_date(form.deadline)} lies before the report's own date, {long_date(report.meeting_date)}; the year {form.deadline.year} looks wrong."
            yield _of_report("deadline-before-report", Severity.ERROR, form, message, suggestion)
        if form.deadline != due:
            gap = (form.deadline - report.meeting_date).days
            lies = f"{gap} days after" if gap >= 0 else f"{-gap} days before"
            message = f"The deadline {form.deadline.isoformat()} is {lies} the report of {report.meeting_date.isoformat()}, not {days} days after it ({profile.periods.source})."
            yield _of_report("deadline-differs-from-rule", Severity.WARNING, form, message, suggestion)


def _answers(found: Found) -> Iterator[Finding]:
    matched = {m.response_id for m in found.matches if m.recommendation_id}
    for response in found.responses:
        name = f"Response {response.number or response.position}"
        if response.status is Status.BLANK:
            yield _of_response(
                "response-blank",
                Severity.WARNING,
                response,
                f"{name} is not filled in.",
                "Ask the responder for an answer.",
            )
        elif response.status is Status.REJECTED and not squash(response.text):
            yield _of_response(
                "rejected-without-reason",
                Severity.WARNING,
                response,
                f"{name} rejects the recommendation without a reason.",
                "Ask the responder why.",
            )
        elif (
            response.status in (Status.ACCEPTED, Status.PARTIALLY_ACCEPTED)
            and not response.timescale_text
            and response.delivery not in ("completed", "ongoing")
        ):
            message = f"{name} accepts the recommendation but does not say by when it will be done."
            yield _of_response(
                "accepted-without-timescale", Severity.WARNING, response, message, "Ask the responder for a timescale."
            )
        if response.response_id not in matched:
            yield _of_response(
                "response-without-recommendation",
                Severity.WARNING,
                response,
                f"{name} answers no recommendation of this run.",
                "Add the report it answers to the run, or pair it on the review page.",
            )


def _told_not_to_answer(found: Found) -> Iterator[Finding]:
    recommendations = {r.recommendation_id: r for r in found.recommendations}
    responses = {r.response_id: r for r in found.responses}
    meant = _recommendations_meant(found, recommendations, responses)
    for match in found.matches:
        if not match.recommendation_id or not match.response_id:
            continue
        asked, answer = recommendations[match.recommendation_id], responses[match.response_id]
        if answer.status is Status.BLANK:
            continue
        if asked.response_required is False or asked.recommendation_id in meant:
            message = f"Recommendation {asked.number} is {answer.status.replace('_', ' ')}, though its responder was told not to answer it."
            yield _of_response(
                "status-not-asked-for",
                Severity.WARNING,
                answer,
                message,
                "Leave this status out of the counts; look for the answer of the body it is addressed to.",
                asked.recommendation_id,
            )


def _recommendations_meant(
    found: Found, recommendations: dict[str, Recommendation], responses: dict[str, Response]
) -> set[str]:
    """Return the recommendations that "excluding the recommendation on …" means: the one that shares the longest run of words."""
    meant = set()
    for form in found.reports:
        if form.excluded:
            asked = {
                m.recommendation_id
                for m in found.matches
                if m.recommendation_id and m.response_id and responses[m.response_id].report_id == form.report_id
            }
            runs = sorted(((_shared_run(form.excluded, recommendations[i].text), i) for i in asked), reverse=True)
            if runs and runs[0][0] >= SHARED_RUN and (len(runs) == 1 or runs[0][0] > runs[1][0]):
                meant.add(runs[0][1])
    return meant


def _shared_run(one: str, other: str) -> int:
    """Return the length, in words, of the longest run of words that two wordings share."""
    first, second = re.findall(r"\w+", one.lower()), re.findall(r"\w+", other.lower())
    return SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size


def _numbering(recommendations: Sequence[Recommendation]) -> Iterator[Finding]:
    lists: dict[tuple[str, int], list[Recommendation]] = defaultdict(list)
    for recommendation in recommendations:
        if recommendation.list_id and recommendation.number.isdigit():
            lists[recommendation.report_id, recommendation.list_id].append(recommendation)
    for rows in lists.values():
        for before, row in itertools.pairwise(rows):
            step = int(row.number) - int(before.number)
            if step == 0:
                yield _of_recommendation(
                    "number-doubled",
                    row,
                    f"Two recommendations of one list are numbered {row.number}.",
                    "Cite them with their page.",
                )
            elif step < 0:
                yield _of_recommendation(
                    "number-out-of-order",
                    row,
                    f"Recommendation {row.number} follows {before.number}.",
                    "Look at the page.",
                )
            elif step > 1:
                yield _of_recommendation(
                    "number-missing",
                    row,
                    f"Recommendation {row.number} follows {before.number}; what stands between is missing.",
                    "Look at the page for it.",
                )


def _partners(found: Found) -> Iterator[Finding]:
    recommendations = {r.recommendation_id: r for r in found.recommendations}
    responses = {r.response_id: r for r in found.responses}
    answered_reports = {
        recommendations[m.recommendation_id].report_id for m in found.matches if m.recommendation_id and m.response_id
    }
    for match in found.matches:
        if match.outcome is Outcome.UNANSWERED:
            row = recommendations[match.recommendation_id]
            if row.report_id in answered_reports and row.response_required is not False:
                yield _of_recommendation(
                    "recommendation-without-response",
                    row,
                    f"Recommendation {row.number or row.position} got no response, though others of its report did.",
                    "Ask the responder.",
                )
        elif match.outcome is Outcome.AMBIGUOUS:
            yield _of_response(
                "match-ambiguous",
                Severity.WARNING,
                responses[match.response_id],
                "Another pair of recommendation and response is as likely.",
                "Decide by hand which it answers.",
                match.recommendation_id,
            )
        if match.wording_change and match.response_id:
            row = recommendations[match.recommendation_id]
            if row.kind is Kind.SCRUTINY:
                message = f"The response quotes recommendation {row.number or row.position} in other words: {match.wording_change[:300]}"
                yield _of_response(
                    "quotation-differs",
                    Severity.INFO,
                    responses[match.response_id],
                    message,
                    "Compare the two wordings.",
                    match.recommendation_id,
                )


def _of_report(code: str, severity: Severity, report: ReportRecord, message: str, suggestion: str) -> Finding:
    return Finding(
        code,
        severity,
        report.document_id,
        report.document,
        report.deadline_page or report.first_page,
        message,
        suggestion,
    )


def _of_response(
    code: str, severity: Severity, response: Response, message: str, suggestion: str, recommendation_id: str = ""
) -> Finding:
    return Finding(
        code,
        severity,
        response.document_id,
        response.document,
        response.page,
        message,
        suggestion,
        recommendation_id,
        response.response_id,
    )


def _of_recommendation(code: str, row: Recommendation, message: str, suggestion: str) -> Finding:
    return Finding(
        code, Severity.WARNING, row.document_id, row.document, row.page, message, suggestion, row.recommendation_id
    )
