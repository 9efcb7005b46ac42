"""What became of recommendations: tables and letters that tell how far they are, and by when they are promised now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pipeline.answering.delivery import delivery_stated, stage_of
from pipeline.answering.updates import without_told
from pipeline.generator.paper import Cell, Table
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


def test_status_that_a_narrow_column_breaks_is_one_and_a_comment_below_it_is_what_was_done(read: Callable) -> None:
    marks = ["Partly implemented", "Being implemented", "No further action"]
    broken = [[str(n), asked, mark] for n, (asked, mark) in enumerate(zip(ASKED, marks, strict=True), 1)]
    found = _updates(read, draw_table(FRONT, ["No.", "Recommendation", "Status"], broken, [30, 250, 80]))
    assert [(u.delivery_text, u.text) for u in found] == [(mark, "") for mark in marks]
    told = [
        [Cell([text(str(n))]), Cell([text(asked)]), Cell([text(mark, "b"), text(done)])]
        for n, (asked, mark, done) in enumerate(zip(ASKED, marks, DONE, strict=True), 1)
    ]
    header = [Cell([text(words, "b")]) for words in ("No.", "Recommendation", "Status")]
    commented = Table([header, *told], [0.1, 0.45, 0.45], 1, "grid")
    found = _updates(read, draw_blocks([*(text(line, "b", "h3") for line in FRONT), commented]))
    assert [(u.delivery_text, u.text) for u in found] == list(zip(marks, DONE, strict=True))


def test_action_stands_where_it_stands_and_not_where_its_recommendation_does(read: Callable) -> None:
    header = ["Action", "Owner", "Status"]
    rows = [[f"Recommendation 1: {ASKED[0]}", "", ""], ["Agree a form for the figures", "Head of Data", "Complete"]]
    grid = ruled([header, *rows], [0.6, 0.2, 0.2])
    (update,) = _updates(read, draw_blocks([*(text(line, "b", "h3") for line in FRONT), grid]))
    assert update.recommendation_text == ASKED[0]
    assert update.box.height < 30


def test_table_of_risks_projects_or_measures_tells_of_no_recommendation(read: Callable) -> None:
    front = ["Northshire Council", "Corporate risk register", "14 January 2025"]
    rows = [
        [str(n), risk, "Open", "Amber", "Staff are being hired."] for n, risk in enumerate(("Floods", "Strikes"), 1)
    ]
    header = ["No.", "Risk", "Status", "RAG", "Progress with mitigation"]
    assert not _updates(read, draw_table(front, header, rows, [30, 100, 60, 60, 180]))


def test_letter_of_a_colour_counts_in_capitals_only_and_y_is_yes(read: Callable) -> None:
    rows = [
        [str(n), asked, done, mark] for n, (asked, done, mark) in enumerate(zip(ASKED, DONE, "YNP", strict=True), 1)
    ]
    found = _updates(
        read,
        draw_table(FRONT, ["No.", "Recommendation", "Where are we now?", "Complete Y/N"], rows, [30, 180, 150, 70]),
    )
    assert [(u.delivery, u.delivery_text, u.rag) for u in found] == [
        (Delivery.COMPLETED, "Y", ""),
        (Delivery.NOT_STARTED, "N", ""),
        (Delivery.IN_PROGRESS, "P", ""),
    ]


def test_yes_and_no_say_how_far_it_is_only_under_a_header_that_says_so(read: Callable) -> None:
    rows = [
        [str(n), asked, done, mark] for n, (asked, done, mark) in enumerate(zip(ASKED, DONE, "YNY", strict=True), 1)
    ]
    found = _updates(
        read, draw_table(FRONT, ["No.", "Recommendation", "Progress", "New money?"], rows, [30, 180, 150, 70])
    )
    assert [u.delivery_text for u in found] == ["", "", ""]


def test_labelled_rows_of_each_recommendation_are_an_update(read: Callable) -> None:
    tables = [
        ruled(
            [
                *([["Finding 1", "Nobody knew how long people waited."]] if n == 1 else []),
                [f"Recommendation {n}", asked],
                ["Agreed action", "A plan will be written."],
                ["Progress since last return", done],
                ["Lead", "Head of Data"],
            ],
            [0.3, 0.7],
            headed=False,
        )
        for n, (asked, done) in enumerate(zip(ASKED, DONE, strict=True), 1)
    ]
    blocks = [*(text(line, "b", "h3") for line in FRONT), *(b for table in tables for b in (text("Next."), table))]
    result = read(draw_blocks(blocks))
    assert [(u.number, u.recommendation_text, u.text, u.owner) for u in result.updates] == [
        (str(n), asked, done, "Head of Data") for n, (asked, done) in enumerate(zip(ASKED, DONE, strict=True), 1)
    ]
    assert not result.recommendations


def test_two_returns_side_by_side_have_each_its_day_status_and_comment(read: Callable) -> None:
    rows = [
        [str(n), asked, "Work was begun.", "On track", done, "Complete"]
        for n, (asked, done) in enumerate(zip(ASKED, DONE, strict=True), 1)
    ]
    header = ["No.", "Recommendation", "Position 17.09.2024", "Status", "Position 11.03.2025", "Status"]
    found = _updates(read, draw_table(FRONT, header, rows, [30, 120, 80, 60, 100, 60]))
    assert [(u.update_date, u.delivery_text, u.text) for u in found[:2]] == [
        (date(2024, 9, 17), "On track", "Work was begun."),
        (date(2025, 3, 11), "Complete", DONE[0]),
    ]


TOPICS = ["Waiting times", "The second clinic", "Closure at Weston"]


def test_letter_that_calls_itself_an_update_tells_behind_the_topic_of_each_recommendation(read: Callable) -> None:
    sheet: Sheet = [
        ("plain", 72, "14 November 2024"),
        ("plain", 72, "Dear Chair,"),
        ("bold", 72, "Hearing aids: six-month update"),
        (
            "plain",
            72,
            "In my reply of May I promised to write again in six months, and to say what had been done. " * 2,
        ),
    ]
    sheet += [
        ("plain", 72, f"Recommendation {n} \u2013 {topic}. {done}")
        for n, (topic, done) in enumerate(zip(TOPICS, DONE, strict=True), 1)
    ]
    result = read(draw_sheets(sheet))
    assert [(u.number, u.recommendation_text, u.text) for u in result.updates] == [
        (str(n), *own) for n, own in enumerate(zip(TOPICS, DONE, strict=True), 1)
    ]
    assert not result.responses


def test_report_of_progress_tells_below_each_heading_who_leads_and_recommends_none_of_it(read: Callable) -> None:
    sheet: Sheet = [("bold", 72, line) for line in FRONT]
    for n, (topic, done) in enumerate(zip(TOPICS, DONE, strict=True), 1):
        sheet += [
            ("bold", 72, f"Recommendation {n}: {topic}"),
            ("plain", 72, done),
            ("plain", 72, "Lead: Head of Data"),
        ]
    result = read(draw_sheets(sheet))
    assert [(u.number, u.text, u.owner) for u in result.updates] == [
        (str(n), done, "Head of Data") for n, done in enumerate(DONE, 1)
    ]
    assert not result.recommendations


def test_update_in_other_words_follows_the_recommendation_of_its_number_if_the_others_do(run_papers: Callable) -> None:
    report = draw_sheets(
        [
            ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
            ("bold", 72, "Recommendations"),
            *(("plain", 72, f"{n}. {asked}") for n, asked in enumerate(ASKED, 1)),
        ]
    )
    told = [*ASKED[:2], "Weston"]
    rows = [
        [f"HC/24/0{n}", *row] for n, row in enumerate(zip(told, DONE, ["Done", "Ongoing", "Overdue"], strict=True), 1)
    ]
    later = draw_table(FRONT, ["Ref", "Recommendation", "Progress", "Status"], rows, [60, 160, 150, 80])
    result = run_papers(report=report, later=later)
    asked = {r.recommendation_id: r.number for d in result.documents for r in d.recommendations}
    assert [asked.get(u.recommendation_id) for u in result.updates] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("cell", "done", "delivery"),
    [
        ("N", "Talks with the unions have yet to begin.", Delivery.NOT_STARTED),
        ("No", "The work was delayed by the floods.", Delivery.DELAYED),
        ("N/A", "The Executive declined to take this further.", Delivery.STOPPED),
        ("N/A", "The clinic has many rooms.", Delivery.NOT_KNOWN),
        ("Partly", "", Delivery.IN_PROGRESS),
    ],
)
def test_what_is_not_done_is_as_far_as_its_text_tells(cell: str, done: str, delivery: Delivery) -> None:
    assert stage_of(cell, "", "", done, {}, PROFILE).delivery is delivery


def test_first_sentence_tells_before_those_behind_it() -> None:
    done = "This is done. So far 640 people have called and the work continues."
    assert stage_of("", "", "", done, {}, PROFILE).delivery is Delivery.COMPLETED


def test_response_that_speaks_of_progress_in_its_title_is_a_response(read: Callable) -> None:
    sheet: Sheet = [("bold", 72, "Response to the progress review of hearing aids"), ("plain", 72, "14 January 2025")]
    for n, (topic, done) in enumerate(zip(TOPICS, DONE, strict=True), 1):
        sheet += [("bold", 72, f"Recommendation {n}: {topic}"), ("plain", 72, f"Accepted. {done}")]
    result = read(draw_sheets(sheet))
    assert not result.updates
    assert [str(r.status) for r in result.responses] == ["accepted"] * len(TOPICS)


def test_only_what_stands_in_an_updates_place_is_its_wording(read: Callable) -> None:
    rows = [[str(n), *row, "Green"] for n, row in enumerate(zip(ASKED, DONE, strict=True), 1)]
    told = read(draw_table(FRONT, ["No.", "Recommendation", "Progress", "RAG"], rows, [30, 190, 170, 60])).updates
    sheet: Sheet = [
        ("bold", 72, FRONT[0]),
        ("bold", 72, "Recommendations"),
        *(("plain", 72.0, f"{n}. {a}") for n, a in enumerate(ASKED, 1)),
    ]
    asked = read(draw_sheets(sheet)).recommendations[0]
    same = replace(asked, page=told[0].page, box=told[0].box)
    assert without_told([same], told) == []
    assert without_told([replace(same, page=2)], told)
    assert without_told([replace(same, text="Another thing should be done by the Trust this year.")], told)


def test_table_that_counts_recommendations_answers_none(read: Callable) -> None:
    rows = [["Recommendations made", "12"], ["Accepted", "10"], ["Rejected", "2"]]
    assert not read(draw_table(["Northshire Council", "Scrutiny annual report"], [], rows, [200, 80])).responses


def test_paper_that_follows_two_reports_by_letters_joins_each_part_with_its_own(run_papers: Callable) -> None:
    verges = [
        "A third of the rural verges should be cut once a year only.",
        "Parishes should name the verges that need care.",
        "Sight lines at junctions should be cut four times a year.",
    ]

    def report(asked: list[str]) -> bytes:
        front = [("bold", 72.0, "Report of the Northshire Scrutiny Committee"), ("bold", 72.0, "Recommendations")]
        return draw_sheets([*front, *(("plain", 72.0, f"{n}. {words}") for n, words in enumerate(asked, 1))])

    rows = [
        [f"{letter}{n}", words, done]
        for letter, asked in (("H", ASKED), ("V", verges))
        for n, (words, done) in enumerate(zip(asked, DONE, strict=True), 1)
    ]
    later = draw_table(FRONT, ["No.", "Recommendation", "Progress"], rows, [40, 220, 180])
    result = run_papers(hearing=report(ASKED), verges=report(verges), later=later)
    asked = {r.recommendation_id: r.text for d in result.documents for r in d.recommendations}
    assert [asked.get(u.recommendation_id) for u in result.updates] == [*ASKED, *verges]


@pytest.mark.parametrize(
    "asked",
    [
        "It is recommended that the Committee reviews progress and agrees the updates to the register below.",
        "Recommendations: That the progress of each project be noted and the status of each be agreed.",
        "The following recommendations are made to the Committee.",
    ],
)
def test_paper_that_asks_its_meeting_to_note_progress_tells_of_no_recommendation(read: Callable, asked: str) -> None:
    front = [text(line, "b", "h3") for line in ("Northshire Council", "Corporate risk register: progress")]
    rows = [
        [str(n), risk, "Open", "Amber", "Staff are being hired."] for n, risk in enumerate(("Floods", "Strikes"), 1)
    ]
    table = ruled([["No.", "Risk", "Status", "RAG", "Progress with mitigation"], *rows], [0.1, 0.3, 0.15, 0.15, 0.3])
    assert not _updates(read, draw_blocks([*front, text(asked), table]))


def test_paper_that_follows_a_report_says_so_above_a_table_of_actions(read: Callable) -> None:
    rows = [[str(n), what, done] for n, (what, done) in enumerate(zip(TOPICS, DONE, strict=True), 1)]
    table = ruled([["Ref", "Subject", "Progress"], *rows], [0.1, 0.4, 0.5])
    front = [text("Northshire Council", "b", "h3"), text("Monitoring of recommendations: hearing aids", "b", "h3")]
    assert [u.text for u in _updates(read, draw_blocks([*front, table]))] == DONE


HEARD = "Families of the county came to the meeting and spoke of a year without a word from the hospital."


@pytest.mark.parametrize(
    "recommended",
    [
        list(zip(TOPICS, ASKED, strict=True)),
        [("Publish the waiting times of every clinic", HEARD), ("Fund two more posts in the audiology clinic", HEARD)],
    ],
)
def test_report_on_progress_that_recommends_tells_of_none(read: Callable, recommended: list[tuple[str, str]]) -> None:
    sheet: Sheet = [
        ("bold", 72, "Report of the Northshire Health Overview and Scrutiny Committee"),
        ("bold", 72, "Progress of the hearing aids strategy"),
        ("plain", 72, "Members heard from patients of the three hospitals, and from those who care for them. " * 3),
    ]
    for n, (named, below) in enumerate(recommended, 1):
        sheet += [("bold", 72, f"Recommendation {n}: {named}"), ("plain", 72, below)]
    result = read(draw_sheets(sheet))
    assert not result.updates
    assert len(result.recommendations) == len(recommended)
