"""Which response answers which recommendation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.answering import matching
from pipeline.answering.matching import match
from pipeline.document import Box, DocType
from pipeline.records import Kind, Match, Outcome, Quotation, Recommendation, ReportRecord, Response, Status

TEXTS = [
    "To publish the waiting list figures every month on the website of the service.",
    "For the Leadership to commission an independent review of staffing in all clinics.",
    "To develop a training programme for school staff together with families.",
]


def _report(name: str, document: str, doc_type: DocType, item: str = "") -> ReportRecord:
    return ReportRecord(name, document, document, 1, item, 1, 2, doc_type, "", "", "", "", None)


def _recommendation(i: int, text: str, number: str = "", report: str = "report", category: str = "") -> Recommendation:
    return Recommendation(
        f"{report}-{i}",
        report,
        report,
        report,
        i,
        number,
        "printed",
        Kind.SCRUTINY,
        category,
        "",
        text,
        "",
        "",
        "",
        "",
        "",
        True,
        1,
        1,
        "",
        (),
        Box(0, 0, 1, 1),
        1.0,
    )


def _response(i: int, text: str, number: str = "", report: str = "form", category: str = "") -> Response:
    return Response(
        f"{report}-{i}", report, report, report, i, number, "printed", category, "", (Quotation(number, text),), text, "", Status.ACCEPTED, False, "Accepted", "Done.", "",
        None, None, "", "", 1, 1, "", Box(0, 0, 1, 1), 1.0,
    )  # fmt: skip


def _pairs(matches: list[Match]) -> set[tuple[str, str, Outcome]]:
    return {(m.recommendation_id, m.response_id, m.outcome) for m in matches}


def test_wording_goes_before_the_number() -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    answers = [_response(1, TEXTS[2], "1"), _response(2, TEXTS[0], "2"), _response(3, TEXTS[1], "3")]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    assert _pairs(match(asked, answers, reports)) == {
        ("report-3", "form-1", Outcome.MATCHED),
        ("report-1", "form-2", Outcome.MATCHED),
        ("report-2", "form-3", Outcome.MATCHED),
    }


def test_recommendation_and_response_without_partner_stay_alone() -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    answers = [
        _response(1, TEXTS[0], "1"),
        _response(2, "To paint the town hall in a brighter colour before summer.", "9"),
    ]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    pairs = _pairs(match(asked, answers, reports))
    assert ("report-2", "", Outcome.UNANSWERED) in pairs
    assert ("", "form-2", Outcome.UNEXPECTED) in pairs


def test_same_wording_twice_is_told_apart_by_number_and_category() -> None:
    asked = [
        _recommendation(1, TEXTS[0], "1", category="overarching"),
        _recommendation(2, TEXTS[0], "4", category="hosc"),
    ]
    answers = [_response(1, TEXTS[0], "4", category="hosc"), _response(2, TEXTS[0], "1", category="overarching")]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    assert _pairs(match(asked, answers, reports)) == {
        ("report-1", "form-2", Outcome.MATCHED),
        ("report-2", "form-1", Outcome.MATCHED),
    }


def test_same_wording_with_nothing_to_tell_it_apart_is_ambiguous() -> None:
    asked = [_recommendation(1, TEXTS[0]), _recommendation(2, TEXTS[0])]
    answers = [_response(1, TEXTS[0])]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    outcomes = [m.outcome for m in match(asked, answers, reports)]
    assert Outcome.AMBIGUOUS in outcomes
    assert Outcome.MATCHED not in outcomes


def test_form_in_a_pack_answers_the_report_of_its_own_pack() -> None:
    asked = [_recommendation(i, t, str(i), report) for report in ("alone", "pack") for i, t in enumerate(TEXTS, 1)]
    answers = [_response(i, t, str(i), form) for form in ("packform", "form") for i, t in enumerate(TEXTS, 1)]
    reports = [
        _report("alone", "alone.pdf", DocType.SCRUTINY_REPORT),
        _report("pack", "pack.pdf", DocType.SCRUTINY_REPORT, "7"),
        _report("packform", "pack.pdf", DocType.RESPONSE, "7"),
        _report("form", "form.pdf", DocType.RESPONSE),
    ]
    pairs = {(m.recommendation_id.split("-")[0], m.response_id.split("-")[0]) for m in match(asked, answers, reports)}
    assert pairs == {("pack", "packform"), ("alone", "form")}


def test_quotation_in_other_words_is_matched_and_its_change_told() -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    answers = [_response(1, TEXTS[0].replace("every month", "each quarter"), "1")]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    found = next(m for m in match(asked, answers, reports) if m.response_id)
    assert found.wording_change == "[-every month-] {+each quarter+}"


def test_nothing_to_match_gives_nothing() -> None:
    assert match([], [], []) == []


def test_answer_without_quotation_or_number_is_matched_by_what_it_speaks_of() -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    said = [
        "School staff and families have begun to develop the training programme.",
        "The figures of the waiting list are on the website and published each month.",
        "The weather was fair.",
    ]
    answers = [replace(_response(i, "", ""), text=text) for i, text in enumerate(said, 1)]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    matches = match(asked, answers, reports)
    assert _pairs(matches) == {
        ("report-3", "form-1", Outcome.MATCHED),
        ("report-1", "form-2", Outcome.MATCHED),
        ("report-2", "", Outcome.UNANSWERED),
        ("", "form-3", Outcome.UNEXPECTED),
    }
    assert all(m.review_reason for m in matches if m.outcome is Outcome.MATCHED)


def _many(reports: int) -> tuple[list[Recommendation], list[Response], list[ReportRecord]]:
    """Return a run of many reports with the same numbers, bodies and turns of phrase, and a response to each."""
    subjects = ["clinics", "libraries", "footpaths", "school meals", "care homes", "bus passes", "allotments"]
    recommendations, responses, records = [], [], []
    for i in range(reports):
        asked, answered = f"report{i}", f"form{i}"
        records += [
            _report(asked, asked, DocType.SCRUTINY_REPORT),
            _report(answered, answered, DocType.RESPONSE),
        ]
        for n, subject in enumerate(subjects[i % 3 :], 1):
            text = f"The Cabinet should publish by June what it spends on {subject} in ward {i} and why."
            recommendations.append(_recommendation(n, text, str(n), asked))
            quoted = "" if i % 5 == 4 else text.replace("publish", "set out").upper()
            told = f"We have looked at {subject} in ward {i}."
            responses.append(replace(_response(n, quoted, str(n), answered), text=told))
    return recommendations, responses, records


def test_many_reports_are_matched_as_if_all_were_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _many(60)
    assert matching.COMPARED < 60
    found = match(*made)
    monkeypatch.setattr(matching, "COMPARED", 60)
    assert found == match(*made)
    pairs = [m for m in found if m.recommendation_id and m.response_id]
    assert len(pairs) == len(made[1])
    assert all(m.recommendation_id.replace("report", "form") == m.response_id for m in pairs)


def test_wording_is_compared_with_few_reports_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    similarities = matching.similarities

    def counted(ones: list[str], others: list[str]) -> object:
        nonlocal compared
        compared += 1
        return similarities(ones, others)

    monkeypatch.setattr(matching, "similarities", counted)
    match(*_many(60))
    assert compared <= 60 * (matching.COMPARED + 1)


def test_subject_beside_a_number_is_no_quotation() -> None:
    asked = [
        _recommendation(1, "That the Council and the Trust keep a single record of empty homes in the borough.", "R1"),
        _recommendation(2, "That an annual survey of homes that were empty for two years is carried out.", "R2"),
    ]
    answers = [_response(1, "Single record of empty homes", "R1"), _response(2, "Annual survey", "R2")]
    found = match(asked, answers, [])
    assert _pairs(found) == {("report-1", "form-1", Outcome.MATCHED), ("report-2", "form-2", Outcome.MATCHED)}
    assert [row.review_reason for row in found] == ["", ""]


@pytest.mark.parametrize("quoted", ["", TEXTS[0]])
def test_two_bodies_that_answer_the_same_both_answer_it(quoted: str) -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    bodies = ("UK Government", "Welsh Government")
    answers = [replace(_response(i, quoted, "1"), responder=body, text=TEXTS[0]) for i, body in enumerate(bodies, 1)]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    found = match(asked, answers, reports)
    assert {("report-1", f"form-{i}", Outcome.MATCHED) for i in (1, 2)} <= _pairs(found)


@pytest.mark.parametrize(("place", "answered"), [("Northshire", True), ("Westland", False)])
def test_numbers_join_no_answer_with_a_report_of_which_it_says_nothing(place: str, answered: bool) -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    about = TEXTS if answered else ["The bridge will be painted.", "A ferry is on order.", "The quay has been closed."]
    answers = [replace(_response(i, "", str(i)), text=f"Agreed. {text}") for i, text in enumerate(about, 1)]
    report = replace(
        _report("report", "report", DocType.SCRUTINY_REPORT), committee="Northshire Health Scrutiny Committee"
    )
    form = replace(_report("form", "form", DocType.RESPONSE), title=f"Reply of the {place} Trust")
    found = _pairs(match(asked, answers, [report, form]))
    assert (("report-1", "form-1", Outcome.MATCHED) in found) is answered


def test_quotation_in_other_words_answers_what_it_speaks_of() -> None:
    asked = [_recommendation(i, text) for i, text in enumerate(TEXTS, 1)]
    told = [TEXTS[0], TEXTS[1], "Teachers in school and families to be trained in one programme"]
    answers = [_response(i, text) for i, text in enumerate(told, 1)]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    found = match(asked, answers, reports)
    assert ("report-3", "form-3", Outcome.MATCHED) in _pairs(found)
    assert next(m for m in found if m.response_id == "form-3").review_reason


def test_answer_in_three_words_is_matched_by_its_number_and_says_so() -> None:
    asked = [_recommendation(i, text, str(i)) for i, text in enumerate(TEXTS, 1)]
    answers = [_response(i, text, f"R{i}") for i, text in enumerate([*TEXTS[:2], "Money for buses"], 1)]
    reports = [_report("report", "report", DocType.SCRUTINY_REPORT), _report("form", "form", DocType.RESPONSE)]
    (pair,) = (m for m in match(asked, answers, reports) if m.response_id == "form-3")
    assert (pair.recommendation_id, pair.outcome) == ("report-3", Outcome.MATCHED)
    assert "by its number" in pair.review_reason
