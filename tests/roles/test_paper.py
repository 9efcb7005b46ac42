"""What a paper says of its passages' places: sections, lead-ins, siblings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.worker import paper_of
from pipeline.document import Document
from pipeline.reading.reader import InputFile, read_document
from pipeline.roles.paper import Paper
from pipeline.settings import Settings
from pipeline.structure.reports import split_reports
from tests.sheets import Sheet, draw_sheets

Read = Callable[..., Paper]


@pytest.fixture
def paper(tmp_path: Path, settings: Settings) -> Read:
    def read(*sheets: Sheet) -> Paper:
        (tmp_path / "paper.pdf").write_bytes(draw_sheets(*sheets))
        document: Document = read_document(InputFile(tmp_path / "paper.pdf", "paper.pdf"), settings)
        document, (report,) = split_reports(document, settings.profile)
        return paper_of(document, report, settings.profile)

    return read


def _named(paper: Paper, text: str) -> int:
    return next(p.index for p in paper.passages if text in p.text)


def test_heading_with_nothing_but_a_heading_below_it_is_the_section_of_those_that_follow(paper: Read) -> None:
    read = paper(
        [
            ("bold", 72, "Recommendations"),
            ("bold", 72, "Workforce"),
            ("plain", 72, "To recruit more nurses for the clinics of the county."),
            ("bold", 72, "Estates"),
            ("plain", 72, "To repair the roof of the clinic before the winter."),
        ]
    )
    section, workforce, estates = (_named(read, text) for text in ("Recommendations", "Workforce", "Estates"))
    assert read.section_of[workforce] == read.section_of[estates] == section


def test_each_list_has_the_words_that_lead_up_to_it(paper: Read) -> None:
    read = paper(
        [
            ("plain", 72, "Members heard from three groups, among them:"),
            ("plain", 90, "• carers of people with dementia"),
            ("plain", 90, "• young people in care"),
            ("plain", 72, "The Committee therefore asks the Trust:"),
            ("plain", 90, "• to publish its waiting times"),
            ("plain", 90, "• to appoint a lead for discharge"),
        ]
    )
    heard, asked = _named(read, "Members heard"), _named(read, "therefore asks")
    assert read.lead_in_of[_named(read, "young people")] == heard
    assert [read.lead_in_of[_named(read, text)] for text in ("publish its", "appoint a lead")] == [asked, asked]
    assert read.lead_ins == {heard, asked}


def test_paragraphs_that_end_in_semicolons_are_led_up_to_together(paper: Read) -> None:
    read = paper(
        [
            ("bold", 72, "Finance report"),
            ("plain", 72, "The report tells of the first nine months of the year."),
            ("plain", 72, "The Board is asked to:"),
            ("plain", 100, "note the position at month nine;"),
            ("plain", 100, "approve the transfer of funds; and"),
            ("plain", 100, "agree that a plan is made by February."),
            ("plain", 72, "There was a deficit of two million in the year."),
        ]
    )
    lead = _named(read, "is asked to")
    items = [_named(read, text) for text in ("note the", "approve the", "agree that")]
    assert [read.lead_in_of[item] for item in items] == [lead, lead, lead]
    assert read.lead_in_of[_named(read, "There was")] == -1


def test_heading_that_ends_in_a_colon_stands_below_one_that_does_not(paper: Read) -> None:
    read = paper(
        [
            ("bold", 72, "Recommendations"),
            ("plain", 72, "The Committee met four times and visited two clinics in the county."),
            ("bold", 72, "For the Trust:"),
            ("plain", 72, "To repair the roof of the clinic before the winter."),
        ]
    )
    section, group = (_named(read, text) for text in ("Recommendations", "For the Trust"))
    assert read.section_of[group] == section


def test_lead_in_right_above_a_heading_leads_up_to_the_list_that_headings_part(paper: Read) -> None:
    read = paper(
        [
            ("bold", 72, "Recommendations"),
            ("plain", 72, "The Council, having had regard to the advice of its officers, is asked to agree:"),
            ("bold", 72, "Capital"),
            ("plain", 72, "a) the capital programme for the next ten years, as set out in Appendix A;"),
            ("plain", 72, "b) the capital strategy as set out in Appendix B;"),
            ("bold", 72, "Revenue"),
            ("plain", 72, "c) the net revenue budget of £1.5 million."),
            ("bold", 72, "Background"),
            ("plain", 72, "The budget was looked at by four committees in January."),
        ]
    )
    lead = _named(read, "having had regard")
    assert [read.lead_in_of[_named(read, text)] for text in ("programme", "strategy", "net revenue")] == [lead] * 3
    assert read.lead_in_of[_named(read, "four committees")] == -1
    assert len({read.group_of[_named(read, text)] for text in ("programme", "strategy", "net revenue")}) == 1


def test_file_that_holds_one_paper_has_a_name_that_hints_of_its_kind(paper: Read) -> None:
    assert paper([("bold", 72, "Parking in Mill Lane")]).file_name == "paper.pdf"


def test_lists_under_deadlines_are_led_up_to_by_the_words_above_the_first_of_them(paper: Read) -> None:
    read = paper(
        [
            ("bold", 72, "What the service needs to do better"),
            ("plain", 72, "To improve the safety of residents, the service should:"),
            ("bold", 72, "Immediately:"),
            ("plain", 90, "• visit every building on its list of those at high risk"),
            ("bold", 72, "Within three months:"),
            ("plain", 90, "• clear the backlog of visits that partners asked for"),
            ("plain", 90, "• write to all staff about how concerns can be raised"),
            ("bold", 72, "Our findings"),
            ("plain", 72, "1. The service has 26 stations, of which four are crewed day and night."),
            ("plain", 72, "2. The plan is built on good data, and staff told us that they use it."),
        ]
    )
    lead = _named(read, "the service should")
    assert [read.lead_in_of[_named(read, text)] for text in ("visit every", "clear the", "write to")] == [lead] * 3
    assert read.lead_in_of[_named(read, "26 stations")] == -1


def test_heading_that_asks_a_body_leads_up_to_the_items_below_it_and_another_does_not(paper: Read) -> None:
    for heading, leads in (("The Cabinet is RECOMMENDED to:", True), ("Areas for improvement:", False)):
        read = paper(
            [("bold", 72, heading), ("plain", 90, "a) note the report; and"), ("plain", 90, "b) agree to it.")]
        )
        assert (read.lead_in_of[_named(read, "note the report")] == _named(read, heading)) is leads


def test_numbered_paragraph_that_asks_a_body_leads_up_to_the_list_below_it(paper: Read) -> None:
    for words, leads in (("The Cabinet is recommended to:", True), ("Members heard of three things:", False)):
        read = paper(
            [
                ("plain", 72, "1. The report was written in May."),
                ("plain", 72, f"2. {words}"),
                ("plain", 72, "a) note the report; and"),
                ("plain", 72, "b) agree to it."),
            ]
        )
        assert (read.lead_in_of[_named(read, "note the report")] == _named(read, words)) is leads


def test_recommendations_that_name_themselves_are_siblings_whatever_headings_part_them(paper: Read) -> None:
    sheet: Sheet = []
    for number, topic in enumerate(("Workforce", "Buildings", "Patients"), 1):
        sheet += [
            ("bold", 72, topic),
            ("plain", 72, f"Recommendation {number}: The Trust should publish what it knows of it."),
        ]
    read = paper(sheet)
    named = [p.index for p in read.passages if p.label is not None]
    assert read.siblings[read.group_of[named[0]]] == named
    assert len(named) == 3


def test_heading_in_a_box_says_nothing_of_what_stands_below_the_box(tmp_path: Path, settings: Settings) -> None:
    sheet: Sheet = [
        ("bold", 72, "What we heard"),
        ("bold", 72, "Recommendation 1"),
        ("plain", 72, "The Trust should publish its waiting times in every quarter."),
        ("plain", 72, "Members heard from patients of the three hospitals."),
    ]
    (tmp_path / "paper.pdf").write_bytes(draw_sheets(sheet, boxes=[(0, 1, 2)]))
    document: Document = read_document(InputFile(tmp_path / "paper.pdf", "paper.pdf"), settings)
    document, (report,) = split_reports(document, settings.profile)
    read = paper_of(document, report, settings.profile)
    above = {p.text.split()[0]: read.passages[p.heading].text for p in read.passages if p.text and p.heading >= 0}
    assert above["Members"] == "What we heard"
    assert above["The"] != "What we heard"


def test_list_of_recommendations_begins_anew_where_the_papers_own_paragraphs_go_on(paper: Read) -> None:
    read = paper(
        [
            ("plain", 72, "1. The Committee heard about waiting lists."),
            ("bold", 72, "Recommendations"),
            ("plain", 90, "a) To publish the waiting list figures."),
            ("plain", 72, "2. The Committee thanks all who gave evidence to it."),
        ]
    )
    above = [read.begins_above_heading(read.passages[_named(read, word)]) for word in ("To publish", "thanks")]
    assert above == [False, True]
