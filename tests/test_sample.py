"""The main job on the sample report and its pro forma."""

from __future__ import annotations

from collections import Counter

from pipeline.records import Kind, Outcome, Status
from pipeline.run import RunResult


def _document(sample: RunResult, name: str):
    return next(d for d in sample.documents if d.document.document == name)


def test_report_has_two_decisions_and_thirteen_recommendations_in_three_categories(sample: RunResult) -> None:
    rows = _document(sample, "hosc-send-report-2023.pdf").recommendations
    assert Counter((r.kind, r.category) for r in rows) == {
        (Kind.DECISION, ""): 2,
        (Kind.SCRUTINY, "overarching"): 7,
        (Kind.SCRUTINY, "hosc"): 5,
        (Kind.SCRUTINY, "icb"): 1,
    }


def test_recommendation_for_the_icb_is_number_six_by_its_note(sample: RunResult) -> None:
    row = next(r for r in _document(sample, "hosc-send-report-2023.pdf").recommendations if r.category == "icb")
    assert (row.number, row.category_basis, row.response_required) == ("6", "note", False)


def test_pack_is_split_into_its_five_reports(sample: RunResult) -> None:
    reports = _document(sample, "cabinet-pack-2023-10-17.pdf").reports
    assert [(r.first_page, str(r.doc_type), r.item) for r in reports] == [
        (1, "agenda", ""),
        (2, "minutes", "3"),
        (3, "officer_report", "6"),
        (5, "scrutiny_report", "7"),
        (15, "response", "7"),
    ]


def test_printed_page_is_the_packs_stamp(sample: RunResult) -> None:
    rows = _document(sample, "cabinet-pack-2023-10-17.pdf").recommendations
    assert {r.page: r.printed_page for r in rows}[11] == "10"


def test_completed_form_gives_thirteen_answers(sample: RunResult) -> None:
    responses = _document(sample, "response-pro-forma-completed.pdf").responses
    assert Counter(r.status for r in responses) == {
        Status.ACCEPTED: 9,
        Status.PARTIALLY_ACCEPTED: 3,
        Status.REJECTED: 1,
    }


def test_every_form_row_answers_a_recommendation_of_its_own_report(sample: RunResult) -> None:
    by_id = {r.recommendation_id: r.document for d in sample.documents for r in d.recommendations}
    answers = {r.response_id: r.document for d in sample.documents for r in d.responses}
    pairs = Counter((by_id[m.recommendation_id], answers[m.response_id]) for m in sample.matches)
    assert pairs == {
        ("cabinet-pack-2023-10-17.pdf", "cabinet-pack-2023-10-17.pdf"): 13,
        ("hosc-send-report-2023.pdf", "response-pro-forma-blank.pdf"): 13,
        ("hosc-send-report-2023.pdf", "response-pro-forma-completed.pdf"): 13,
    }
    assert {m.outcome for m in sample.matches} == {Outcome.MATCHED}


def test_blank_form_has_a_deadline_with_a_wrong_weekday_and_year(sample: RunResult) -> None:
    found = {
        f.check: f
        for f in sample.findings
        if f.document == "response-pro-forma-blank.pdf" and f.check.startswith("deadline")
    }
    assert "was a Monday" in found["deadline-weekday-mismatch"].message
    assert "the year 2022 looks wrong" in found["deadline-before-report"].message
    assert all("2023-11-14" in finding.suggestion for finding in found.values())


def test_completed_form_has_no_query_about_its_deadline(sample: RunResult) -> None:
    assert not [
        f
        for f in sample.findings
        if f.document == "response-pro-forma-completed.pdf" and f.check.startswith("deadline")
    ]


def test_status_for_the_recommendation_the_responder_was_told_to_leave_is_queried_once(sample: RunResult) -> None:
    found = [f for f in sample.findings if f.check == "status-not-asked-for"]
    assert [(f.document, f.page) for f in found] == [("response-pro-forma-completed.pdf", 6)]


def test_second_run_gives_the_same_records(sample: RunResult, settings) -> None:
    from pipeline.reading.reader import find_inputs
    from pipeline.run import read_and_match
    from tests.conftest import RAW

    assert read_and_match(find_inputs([RAW]), settings) == sample
