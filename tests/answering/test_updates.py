"""What became of recommendations: tables and letters that tell how far they are, and by when they are promised now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.answering.delivery import delivery_stated, stage_of
from pipeline.profiles import load_profile
from pipeline.records import Delivery, Update
from tests.papers import draw_blocks, ruled, text
from tests.sheets import Sheet, draw_sheets, draw_table

PROFILE = load_profile("uk")
FRONT = ["Northshire Health Overview and Scrutiny Committee", "Hearing aids: progress", "14 January 2025"]
ASKED = [
    "The Trust should publish its waiting times for hearing aids every month.",
    "Two more posts should be funded in the audiology clinic by March 2026.",
    "Patients should be told why the Weston clinic was closed.",
]
DONE = [
    "Figures have been on the website since June.",
    "One post was filled in May and the other is advertised.",
    "Letters could not be sent for want of money.",
]
LATER = ["March 2025", "June 2025", "September 2025"]


def _updates(read: Callable, data: bytes) -> tuple[Update, ...]:
    return read(data).updates


def test_monitoring_table_gives_a_row_for_each_recommendation_verbatim(read: Callable) -> None:
    marks = ["Complete", "On track", "Delayed"]
    rows = [[str(n), *row] for n, row in enumerate(zip(ASKED, DONE, marks, LATER, strict=True), 1)]
    header = ["No.", "Recommendation", "Progress", "Status", "Due"]
    found = _updates(read, draw_table(FRONT, header, rows, [30, 150, 140, 60, 70]))
    assert [(u.number, u.recommendation_text, u.text, u.delivery_text, u.timescale_text) for u in found] == [
        (str(n), *row) for n, row in enumerate(zip(ASKED, DONE, marks, LATER, strict=True), 1)
    ]
    assert [u.delivery for u in found] == [Delivery.COMPLETED, Delivery.IN_PROGRESS, Delivery.DELAYED]
    assert {u.update_date for u in found} == {date(2025, 1, 14)}


def test_state_then_and_state_now_are_two_updates_each_of_its_day(read: Callable) -> None:
    rows = [[str(n), asked, "Not started", "Implemented"] for n, asked in enumerate(ASKED, 1)]
    header = ["No.", "Recommendation", "Status at 30 June 2023", "Status at 30 June 2024"]
    found = _updates(read, draw_table(FRONT, header, rows, [30, 220, 100, 100]))
    assert [(u.number, u.delivery, u.update_date) for u in found[:2]] == [
        ("1", Delivery.NOT_STARTED, date(2023, 6, 30)),
        ("1", Delivery.COMPLETED, date(2024, 6, 30)),
    ]
    assert len(found) == 2 * len(ASKED)


def test_what_was_decided_is_an_answer_and_how_far_it_is_an_update(read: Callable) -> None:
    rows = [
        [str(n), asked, decided, done]
        for n, (asked, decided, done) in enumerate(
            zip(ASKED, ["Accepted", "Accepted", "Rejected"], DONE, strict=True), 1
        )
    ]
    header = ["No.", "Recommendation", "Decision", "Progress at 20 September 2024"]
    result = read(draw_table(FRONT, header, rows, [30, 180, 70, 170]))
    assert [str(r.status) for r in result.responses] == ["accepted", "accepted", "rejected"]
    assert [u.text for u in result.updates] == DONE
    assert {u.update_date for u in result.updates} == {date(2024, 9, 20)}


def test_table_without_a_decision_answers_nothing(read: Callable) -> None:
    rows = [[str(n), *row, "Green"] for n, row in enumerate(zip(ASKED, DONE, strict=True), 1)]
    result = read(draw_table(FRONT, ["No.", "Recommendation", "Progress", "RAG"], rows, [30, 190, 170, 60]))
    assert len(result.updates) == len(ASKED)
    assert not result.responses


def test_form_that_only_answers_gives_no_updates(read: Callable) -> None:
    rows = [[str(n), asked, "Accepted", "It will be done.", "May 2026"] for n, asked in enumerate(ASKED, 1)]
    header = ["No.", "Recommendation", "Response", "Action", "By when"]
    result = read(draw_table(FRONT, header, rows, [30, 160, 70, 100, 80]))
    assert len(result.responses) == len(ASKED)
    assert not result.updates


def test_form_with_boxes_to_tick_and_a_commentary_gives_no_updates(read: Callable) -> None:
    ticks = [["X", "", ""], ["", "X", ""], ["", "", "X"]]
    rows = [[str(n), asked, *own, done] for n, (asked, own, done) in enumerate(zip(ASKED, ticks, DONE, strict=True), 1)]
    header = ["No.", "Recommendation", "Taken up", "Taken up with changes", "Not taken up", "Commentary"]
    assert not _updates(read, draw_table(FRONT, header, rows, [30, 150, 45, 60, 45, 120]))


def test_actions_below_a_recommendation_follow_it(read: Callable) -> None:
    header = ["Action", "Owner", "Original deadline", "Revised deadline", "Status"]
    rows = [
        [f"Recommendation 1: {ASKED[0]}", "", "", "", ""],
        ["Agree a form for the figures", "Head of Data", "May 2024", "", "Complete"],
        ["Put them on the website", "Head of Data", "May 2024", "July 2024", "On track"],
    ]
    found = _updates(
        read,
        draw_blocks(
            [*(text(line, "b", "h3") for line in FRONT), ruled([header, *rows], [0.4, 0.15, 0.15, 0.15, 0.15])]
        ),
    )
    assert [(u.number, u.recommendation_text) for u in found] == [("1", ASKED[0])] * 2
    assert [u.timescale_text for u in found] == ["May 2024", "July 2024"]


def test_letter_tells_of_each_recommendation_below_its_heading(read: Callable) -> None:
    sheet: Sheet = [*(("bold", 72.0, line) for line in FRONT), ("plain", 72, "Dear Chair,")]
    for number, (asked, done) in enumerate(zip(ASKED, DONE, strict=True), 1):
        sheet += [("bold", 72, f"Recommendation {number}: {asked}"), ("plain", 72, f"Update (November 2024): {done}")]
    found = _updates(read, draw_sheets(sheet))
    assert [(u.number, u.text, u.update_date) for u in found] == [
        (str(n), done, date(2024, 11, 30)) for n, done in enumerate(DONE, 1)
    ]


def test_updates_follow_the_recommendations_of_the_report_in_the_run(run_papers: Callable) -> None:
    report = draw_sheets(
        [
            ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
            ("bold", 72, "Recommendations"),
            *(("plain", 72, f"{n}. {asked}") for n, asked in enumerate(ASKED, 1)),
        ]
    )
    rows = [[str(n), *row] for n, row in enumerate(zip(ASKED, DONE, ["Done", "Ongoing", "Overdue"], strict=True), 1)]
    later = draw_table(FRONT, ["No.", "Recommendation", "Progress", "Status"], rows, [30, 190, 150, 80])
    result = run_papers(report=report, later=later)
    asked = {r.recommendation_id: r.number for d in result.documents for r in d.recommendations}
    assert [asked.get(u.recommendation_id) for u in result.updates] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("words", "delivery"),
    [
        ("Not yet started", Delivery.NOT_STARTED),
        ("Closed – not implemented", Delivery.STOPPED),
        ("Running late", Delivery.DELAYED),
        ("Partly implemented", Delivery.IN_PROGRESS),
        ("Implemented", Delivery.COMPLETED),
        ("No update", Delivery.NOT_KNOWN),
        ("Head of Service", None),
    ],
)
def test_short_words_state_how_far_it_is(words: str, delivery: Delivery | None) -> None:
    assert delivery_stated(words, PROFILE) is delivery


@pytest.mark.parametrize(
    ("mark", "shade", "done", "key", "delivery", "rag"),
    [
        ("Red", "", "", {"red": "not yet due"}, Delivery.NOT_STARTED, "red"),
        ("", "green", "", {}, Delivery.IN_PROGRESS, "green"),
        ("A", "", "The work has been completed.", {}, Delivery.COMPLETED, "amber"),
        ("", "", "Under way: 187 of 412 routes were looked at.", {}, Delivery.IN_PROGRESS, ""),
        ("", "", "The county has many villages.", {}, Delivery.NOT_KNOWN, ""),
    ],
)
def test_colour_means_what_the_paper_explains_and_words_go_before_a_colour_alone(
    mark: str, shade: str, done: str, key: dict[str, str], delivery: Delivery, rag: str
) -> None:
    stage = stage_of("", mark, shade, done, key, PROFILE)
    assert (stage.delivery, stage.rag) == (delivery, rag)
    assert bool(stage.doubt) is (stage.confidence < 0.9)


def test_letter_that_only_tells_of_progress_answers_nothing(read: Callable) -> None:
    sheet: Sheet = [*(("bold", 72.0, line) for line in FRONT), ("plain", 72, "Dear Chair,")]
    for number, (asked, done) in enumerate(zip(ASKED, DONE, strict=True), 1):
        sheet += [("bold", 72, f"Recommendation {number}: {asked}"), ("plain", 72, f"Update (November 2024): {done}")]
    assert not read(draw_sheets(sheet)).responses


def test_paper_that_tells_of_progress_is_not_said_to_lack_recommendations(read: Callable) -> None:
    rows = [[str(n), *row, "Green"] for n, row in enumerate(zip(ASKED, DONE, strict=True), 1)]
    result = read(draw_table(FRONT, ["No.", "Recommendation", "Progress", "RAG"], rows, [30, 190, 170, 60]))
    assert not result.recommendations
    assert not [f for f in result.findings if f.check in ("no-recommendations-found", "no-responses-found")]
