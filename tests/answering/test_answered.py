"""Answers by evidence: whatever a form's columns or rows are called, however a letter quotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.answering.answered import answered_letters
from pipeline.answering.quoted import is_of_a_reply
from pipeline.answering.recorded import recorded_rows
from pipeline.answering.responses import count_up
from pipeline.batch.worker import process_document
from pipeline.document import DocType
from pipeline.reading.reader import InputFile
from pipeline.records import DocumentResult, Status
from pipeline.roles.deciding import Decided
from pipeline.settings import Settings
from pipeline.wording import squash
from tests.sheets import Sheet, draw_sheets
from tests.words import paragraph, table, word_file

ASKED = [
    "The Trust should publish its waiting times for hearing aids every month.",
    "The Trust should fund two more posts in the audiology clinic by March 2026.",
    "The Trust should explain to patients why the Weston clinic was closed.",
]
REPLIED = [
    "We accept this recommendation. Waiting times will be on our website from May.",
    "We are unable to accept this recommendation, because there is no money for further posts.",
    "We agree. A letter will be sent to every patient of the clinic before the summer.",
]
STATUSES = [Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED]

ReadWord = Callable[..., DocumentResult]


@pytest.fixture
def read_word(tmp_path: Path, settings: Settings) -> ReadWord:
    """Read a Word file made of some parts."""

    def process(*body: str) -> DocumentResult:
        path = tmp_path / "response.docx"
        path.write_bytes(word_file(paragraph("Response of the Trust to the hearing aids report", bold=True), *body))
        return process_document(InputFile(path, path.name), settings).result

    return process


def _told(result: DocumentResult) -> list[tuple[Status, str, str]]:
    return [(row.status, row.recommendation_text, row.text) for row in result.responses]


ALL = list(zip(STATUSES, ASKED, REPLIED, strict=True))


def test_quotation_in_a_row_and_the_reply_in_the_row_below_it(read_word: ReadWord) -> None:
    rows = [row for asked, replied in zip(ASKED, REPLIED, strict=True) for row in ([f"{asked}", ""], ["", replied])]
    assert _told(read_word(table(*rows))) == ALL


def test_records_whose_labels_no_profile_knows(read_word: ReadWord) -> None:
    records = [
        table(["Their view", asked], ["Ours", replied], ["Lead", "Chief Nurse"])
        for asked, replied in zip(ASKED, REPLIED, strict=True)
    ]
    assert _told(read_word(*(part for record in records for part in (record, paragraph(""))))) == ALL


def test_quotations_in_boxes_of_their_own(read_word: ReadWord) -> None:
    body = [
        part for asked, replied in zip(ASKED, REPLIED, strict=True) for part in (table([asked]), paragraph(replied))
    ]
    assert _told(read_word(*body)) == ALL


def test_table_that_says_you_asked_and_we_answer(read_word: ReadWord) -> None:
    rows = [["You asked us to", "Our answer"], *([a, b] for a, b in zip(ASKED, REPLIED, strict=True))]
    assert _told(read_word(table(*rows))) == ALL


def test_form_that_only_names_subjects_keeps_the_rows_that_nobody_filled(read_word: ReadWord) -> None:
    rows = [
        ["Item", "Decision", "Our response, with dates", "Lead"],
        ["(i) Waiting times", "ACCEPT", REPLIED[0], "Chief Nurse"],
        ["(ii) Posts", "", "", "Director of Finance"],
        ["(iii) The Weston clinic", "REJECT", "The reasons were published at the time.", "Chair"],
    ]
    found = read_word(table(*rows)).responses
    assert [(row.number, row.status) for row in found] == [
        ("i", Status.ACCEPTED),
        ("ii", Status.BLANK),
        ("iii", Status.REJECTED),
    ]


def test_monitoring_of_progress_is_no_answer(read_word: ReadWord) -> None:
    told = ["The post was advertised in May.", "The list was published in June.", "No letter has been sent yet."]
    rows = [["Recommendation", "Latest position", "RAG"], *([a, b, ""] for a, b in zip(ASKED, told, strict=True))]
    assert read_word(table(*rows)).responses == ()


def test_what_was_recommended_in_an_earlier_year_is_neither_row_nor_answered(read_word: ReadWord) -> None:
    rows = [["Ref", "Recommendation in 2019", "Position"], *([str(i), a, "Agreed"] for i, a in enumerate(ASKED, 1))]
    found = read_word(table(*rows))
    assert (found.recommendations, found.responses) == ((), ())


def test_headings_name_several_letters_at_once(read) -> None:
    page: Sheet = [("bold", 72, "Hearing aids: response of the Trust"), ("plain", 72, "Dear Chair,")]
    for heading, replied in zip(["A", "s B and C", " D"], REPLIED, strict=True):
        page += [("bold", 72, f"Recommendation{' A' if heading == 'A' else heading}"), ("plain", 72, replied)]
    result = read(draw_sheets(page))
    found = result.responses
    assert result.recommendations == ()
    assert [[q.number for q in row.quotations] for row in found] == [["A"], ["B", "C"], ["D"]]
    assert [row.status for row in found] == STATUSES


def test_status_that_tells_how_far_the_work_is_is_no_answer(read_word: ReadWord) -> None:
    told = ["The post was advertised in May.", "The list was published in June.", "A letter has been drafted."]
    marks = ["Green", "Complete", "Amber"]
    rows = [["Recommendation", "Comment", "Status"], *map(list, zip(ASKED, told, marks, strict=True))]
    assert read_word(table(*rows)).responses == ()


def test_what_stands_in_a_reply_is_no_recommendation_unless_it_may_stand_in_any() -> None:
    reply = squash("The Council will write to the four housing associations and agree the plan with them in May.")
    assert is_of_a_reply(squash("will write to the four housing associations and agree"), [reply])
    assert not is_of_a_reply(squash("agree the plan"), [reply])


@pytest.mark.parametrize("headings", [[f"Recommendation {n}" for n in "123"], ["Waiting times", "Posts", "Weston"]])
def test_numbers_of_a_papers_paragraphs_part_no_reply_in_two(read, headings: list[str]) -> None:
    page: Sheet = [("bold", 72, "Hearing aids: response of the Trust to the report"), ("plain", 72, "Dear Chair,")]
    more = "The work will be led by the Chief Nurse, and a report will go to the Board in May."
    for number, (heading, replied) in enumerate(zip(headings, REPLIED, strict=True), 1):
        page += [
            ("bold", 72, heading),
            ("plain", 72, f"{number}.1 {replied}"),
            ("plain", 72, f"{number}.2 {more}"),
        ]
    found = read(draw_sheets(page)).responses
    assert [(row.status, more in row.text) for row in found] == [(status, True) for status in STATUSES]


@pytest.mark.parametrize(
    ("named", "up"),
    [
        (["1", "2", "3", "4", "5"], True),
        (["1", "2", "4", "6", "8"], False),
        (["1", "1", "2", "3", "4"], False),
        (["1", "2", "3"], False),
        (["1", "2", "3", "4", ""], False),
    ],
)
def test_answers_count_up_if_hardly_a_number_is_named_twice_or_left_out(named: list[str], up: bool) -> None:
    assert count_up([[number] for number in named]) is up


def test_heading_says_what_becomes_of_what_it_names(read) -> None:
    said = ["1 \u2013 Accepted", "s 2 and 3 \u2013 Partly accepted", "4 (not accepted)", "5 \u2013 For the Trust"]
    told = [
        "The list will be on the website of the Trust from March, with the assumptions written out.",
        "A plan for travel is being written, and the charges are set under a contract that runs until 2029.",
        "A fixed threshold would allow one post that is hard to fill to hold up the whole programme.",
        "We are unable to accept this, because the charges are set by the Trust and not by the Board.",
    ]
    page: Sheet = [("bold", 72, "Hearing aids: reply of the Board to the Committee"), ("plain", 72, "Dear Chair,")]
    for heading, reply in zip(said, told, strict=True):
        page += [("bold", 72, f"Recommendation{'' if heading.startswith('s') else ' '}{heading}"), ("plain", 72, reply)]
    found = read(draw_sheets(page)).responses
    statuses = [Status.ACCEPTED, Status.PARTIALLY_ACCEPTED, Status.REJECTED, Status.REJECTED]
    assert [row.status for row in found] == statuses
    assert [[q.number for q in row.quotations] for row in found] == [["1"], ["2", "3"], ["4"], ["5"]]
    assert [row.text for row in found] == told


def test_rows_that_name_their_subject_beside_a_reply_headed_by_when(read_word: ReadWord) -> None:
    header = ["Ref.", "What you asked of us", "Where we stand", "What will happen, and when", "Owner"]
    subjects = ["Waiting times by month", "Two more posts", "Reasons for the closure"]
    stands = ["Agreed", "Not agreed", "Agreed"]
    told = [
        "We will put waiting times for each of the seven sites on our website from the quarter that ends in June.",
        "We are unable to fund further posts, because the money has been given to the clinic in the north.",
        "We will write to every patient of the clinic before the summer and will explain why it was closed.",
    ]
    rows = [[str(n), *row, "Chief Nurse"] for n, row in enumerate(zip(subjects, stands, told, strict=True), 1)]
    found = read_word(table(header, *rows)).responses
    assert [(row.number, row.status, row.text) for row in found] == [
        (str(n), status, text) for n, (status, text) in enumerate(zip(STATUSES, told, strict=True), 1)
    ]
    assert [row.responder for row in found] == ["Chief Nurse"] * 3


def test_topic_heading_says_what_becomes_of_its_topic(tmp_path: Path, settings: Settings) -> None:
    told = [
        "We agree that the list should be on the website of the Trust, and it will be from March.",
        "We accept that the posts matter, but the money has been given to the clinic in the north.",
        "We agree with members, and a letter will be sent to every patient of the clinic.",
    ]
    topics = {"Waiting times": "\u2013 agreed", "More posts": "(not agreed)", "Weston": "\u2013 agreed in part"}
    page: Sheet = [("bold", 72, "Hearing aids: response of the Trust to the report"), ("plain", 72, "Dear Chair,")]
    for (topic, said), reply in zip(topics.items(), told, strict=True):
        page += [("bold", 72, f"{topic} {said}"), ("plain", 72, reply)]
    (tmp_path / "reply.pdf").write_bytes(draw_sheets(page))
    read = process_document(InputFile(tmp_path / "reply.pdf", "reply.pdf"), settings)
    found = read.result.responses
    assert [row.status for row in found] == [Status.ACCEPTED, Status.REJECTED, Status.PARTIALLY_ACCEPTED]
    assert [row.recommendation_text for row in found] == list(topics)


def test_paragraph_below_a_heading_that_says_a_verdict_is_no_quotation(read) -> None:
    first = "A plan for travel is being written with the community car schemes, and covers the points that you list."
    then = "Parking is another matter, because the charges are set under a contract that runs until 2029."
    page: Sheet = [("bold", 72, "Hearing aids: reply of the Board"), ("plain", 72, "Dear Chair,")]
    for said in ("1 \u2013 Accepted", "2 \u2013 Accepted in part", "3 \u2013 Not accepted"):
        page += [("bold", 72, f"Recommendation {said}"), ("plain", 72, first), ("plain", 72, then)]
    found = read(draw_sheets(page)).responses
    assert [(row.text, row.recommendation_text) for row in found] == [(f"{first} {then}", "")] * 3


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        (["Waiting times (agreed)", "More posts \u2013 not agreed"], [[("", "Waiting times")], [("", "More posts")]]),
        (
            ["Recommendations A and B \u2013 agreed", "Recommendations C and D (not agreed)"],
            [[("A", ""), ("B", "")], [("C", ""), ("D", "")]],
        ),
    ],
)
def test_evidence_takes_no_verdict_for_a_part_of_what_a_heading_names(
    decided: Callable[[str, bytes], Decided], headings: list[str], named: list[list[tuple[str, str]]]
) -> None:
    page: Sheet = [("bold", 72, "Hearing aids: response of the Trust to the report"), ("plain", 72, "Dear Chair,")]
    for heading, reply in zip(headings, REPLIED, strict=False):
        page += [("bold", 72, heading), ("plain", 72, reply)]
    found = answered_letters(decided("reply.pdf", draw_sheets(page)), frozenset())
    assert [[(q.number, q.text) for q in letter.quotations] for letter in found] == named


def test_table_that_answers_themes_is_one_of_answers_only_in_a_response(
    decided: Callable[[str, bytes], Decided],
) -> None:
    rows = [["Theme", "Our answer"], *([f"Theme of {n} people", reply] for n, reply in enumerate(REPLIED, 11))]
    told = decided("report.docx", word_file(paragraph("What the public said about hearing aids"), table(*rows)))
    assert len(recorded_rows(replace(told, kind=DocType.RESPONSE))) == len(REPLIED)
    assert recorded_rows(replace(told, kind=DocType.OFFICER_REPORT)) == []
