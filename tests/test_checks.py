"""What a careful clerk would query."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.answering.matching import match
from pipeline.checks import Found, check
from pipeline.document import DocType
from pipeline.profiles import load_profile
from pipeline.records import Finding, Recommendation, ReportRecord, Response, Status
from tests.answering.test_matching import TEXTS, _recommendation, _report, _response

PROFILE = load_profile()


def _findings(asked: list[Recommendation], answers: list[Response], form: ReportRecord) -> list[Finding]:
    report = replace(_report("report", "report", DocType.SCRUTINY_REPORT), meeting_date=date(2023, 10, 17))
    reports = [report, form]
    return check(Found(reports, asked, answers, match(asked, answers, reports)), PROFILE)


def _codes(asked: list[Recommendation], answers: list[Response], **form: object) -> set[str]:
    return {f.check for f in _findings(asked, answers, replace(_report("form", "form", DocType.RESPONSE), **form))}  # type: ignore[arg-type]


def _asked() -> list[Recommendation]:
    return [replace(_recommendation(i, text, str(i)), list_id=1) for i, text in enumerate(TEXTS, 1)]


def _answers() -> list[Response]:
    return [replace(_response(i, text, str(i)), timescale_text="by March 2024") for i, text in enumerate(TEXTS, 1)]


def test_complete_answers_raise_nothing() -> None:
    assert _codes(_asked(), _answers()) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": Status.BLANK}, "response-blank"),
        ({"status": Status.REJECTED, "text": ""}, "rejected-without-reason"),
        ({"timescale_text": ""}, "accepted-without-timescale"),
    ],
)
def test_incomplete_answer_is_queried(change: dict[str, object], code: str) -> None:
    answers = _answers()
    answers[1] = replace(answers[1], **change)  # type: ignore[arg-type]
    assert code in _codes(_asked(), answers)


def test_completed_action_needs_no_timescale() -> None:
    answers = _answers()
    answers[1] = replace(answers[1], timescale_text="", delivery="completed")
    assert _codes(_asked(), answers) == set()


def test_recommendation_without_a_row_is_queried() -> None:
    assert "recommendation-without-response" in _codes(_asked(), _answers()[:2])


def test_row_without_a_recommendation_is_queried() -> None:
    assert "response-without-recommendation" in _codes(_asked()[:2], _answers())


@pytest.mark.parametrize(
    ("numbers", "code"), [("124", "number-missing"), ("122", "number-doubled"), ("132", "number-out-of-order")]
)
def test_numbering_faults_are_queried(numbers: str, code: str) -> None:
    asked = [replace(row, number=number) for row, number in zip(_asked(), numbers, strict=True)]
    assert code in _codes(asked, _answers())


@pytest.mark.parametrize(
    ("words", "day", "codes"),
    [
        (
            "Tuesday 14th November 2022",
            date(2022, 11, 14),
            {"deadline-weekday-mismatch", "deadline-before-report", "deadline-differs-from-rule"},
        ),
        ("Tuesday 14th November 2023", date(2023, 11, 14), set()),
        ("Tuesday 21 November 2023", date(2023, 11, 21), {"deadline-differs-from-rule"}),
    ],
)
def test_deadline_is_checked_against_weekday_year_and_period(words: str, day: date, codes: set[str]) -> None:
    assert {
        c for c in _codes(_asked(), _answers(), deadline=day, deadline_text=words) if c.startswith("deadline")
    } == codes


def test_status_for_a_recommendation_the_responder_should_leave_is_queried() -> None:
    found = _findings(
        _asked(),
        _answers(),
        replace(
            _report("form", "form", DocType.RESPONSE),
            excluded=" the recommendation on an independent review of staffing",
        ),
    )
    assert [(f.check, f.recommendation_id) for f in found] == [("status-not-asked-for", "report-2")]


def test_changed_quotation_is_told() -> None:
    answers = _answers()
    changed = TEXTS[0].replace("every month", "each quarter")
    answers[0] = replace(
        answers[0], recommendation_text=changed, quotations=(replace(answers[0].quotations[0], text=changed),)
    )
    assert "quotation-differs" in _codes(_asked(), answers)
