"""Word files: automatic numbers as Word prints them, forms as they were filled in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pipeline.batch.worker import process_document
from pipeline.errors import UnreadableDocument, UnsupportedDocument
from pipeline.reading.reader import InputFile, read_document
from pipeline.reading.word import read_word
from pipeline.records import DocumentResult, Status
from pipeline.settings import Settings
from tests.words import cell, control, dropdown, inserted, paragraph, removed, run, table, tick, with_style, word_file

OFFICE = shutil.which("soffice")
HEADER = ["Recommendation", "Accepted, rejected or partially accepted", "Proposed action and timescale"]
PRO_FORMA = (
    paragraph(run("Issue: ", bold=True), run("Report on carers")),
    paragraph(run("Deadline for response: ", bold=True), run("Tuesday 14 November 2023")),
    paragraph("Response to recommendations:", bold=True),
    table(
        HEADER,
        [
            "1. To publish the figures every month.",
            control("Partially accepted"),
            "By end of March 2024; quarterly, not monthly.",
        ],
        ["2. To appoint a lead officer.", cell(paragraph(tick(True), " Accepted ", tick(False), " Rejected")), ""],
        ["3. To open the clinic on Saturdays.", control("Rejected"), "There are not enough staff."],
        ["4. To map every source of funding.", "Click or tap here to enter text.", ""],
    ),
)


def _lines(*body: str) -> list[str]:
    pages, _ = read_word(word_file(*body), "report.docx")
    return [line.text for line in pages[0].lines]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], DocumentResult]:
    def process(data: bytes) -> DocumentResult:
        path = tmp_path / "paper.docx"
        path.write_bytes(data)
        return process_document(InputFile(path, path.name), Settings()).result

    return process


def test_automatic_numbers_are_those_that_word_prints() -> None:
    assert _lines(
        paragraph("First", num=1),
        paragraph("Part", num=1, level=1),
        paragraph("Next part", num=1, level=1),
        paragraph("Detail", num=1, level=2),
        paragraph("Second", num=1),
        paragraph("Its part", num=1, level=1),
        paragraph("Anew", num=2),
        paragraph("Anew again", num=2),
    ) == [
        "1. First",
        "(a) Part",
        "(b) Next part",
        "i. Detail",
        "2. Second",
        "(a) Its part",
        "1. Anew",
        "2. Anew again",
    ]


def test_numbered_parts_belong_to_the_item_above_them(read: Callable[[bytes], DocumentResult]) -> None:
    result = read(
        word_file(
            paragraph("CABINET", bold=True),
            paragraph("Report of the Northshire Scrutiny Committee", bold=True),
            paragraph("RECOMMENDATIONS", bold=True),
            paragraph("To publish, by ward, the figures on:", num=1),
            paragraph("waiting times; and", num=1, level=1),
            paragraph("complaints.", num=1, level=1),
            paragraph("To appoint a lead officer for carers.", num=1),
        )
    )
    assert [(row.number, row.text) for row in result.recommendations] == [
        ("1", "To publish, by ward, the figures on: (a) waiting times; and (b) complaints."),
        ("2", "To appoint a lead officer for carers."),
    ]


def test_tracked_changes_are_taken_as_accepted() -> None:
    lines = _lines(
        paragraph("To publish ", removed("yearly"), inserted("monthly"), " figures."),
        paragraph("Gone ", deleted=True),
        paragraph("Kept"),
    )
    assert lines == ["To publish monthly figures.", "Gone Kept"]


def test_deleted_item_does_not_count() -> None:
    assert _lines(
        paragraph("One", num=1), paragraph(removed("Two"), num=1, deleted=True), paragraph("Three", num=1)
    ) == [
        "1. One",
        "2. Three",
    ]


def test_words_struck_through_are_left_out_and_told() -> None:
    pages, problems = read_word(word_file(paragraph("Accepted", run(" / Rejected", struck=True))), "form.docx")
    assert pages[0].lines[0].text == "Accepted"
    assert [code for _, code, _, _ in problems] == ["struck-out-text"]
    assert "/ Rejected" in problems[0][2]


def test_merged_cells_stand_in_the_first_cell_they_cover() -> None:
    pages, _ = read_word(
        word_file(
            table(
                [cell("Overarching", span=3)],
                [cell("1. To publish.", merge="restart"), "Accepted", "By May"],
                [cell(merge="continue"), "Rejected", "No staff"],
            )
        ),
        "form.docx",
    )
    rows = [[" ".join(line.text for line in c.lines) for c in row] for row in pages[0].tables[0].rows]
    assert rows == [["Overarching", "", ""], ["1. To publish.", "Accepted", "By May"], ["", "Rejected", "No staff"]]


def test_form_is_read_with_its_controls_and_tick_boxes(read: Callable[[bytes], DocumentResult]) -> None:
    responses = read(word_file(*PRO_FORMA)).responses
    assert [(r.number, r.status) for r in responses] == [
        ("1", Status.PARTIALLY_ACCEPTED),
        ("2", Status.ACCEPTED),
        ("3", Status.REJECTED),
        ("4", Status.BLANK),
    ]
    assert responses[0].text == "By end of March 2024; quarterly, not monthly."


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_form_saved_by_libreoffice_reads_alike(read: Callable[[bytes], DocumentResult], tmp_path: Path) -> None:
    original = tmp_path / "in" / "form.docx"
    original.parent.mkdir()
    original.write_bytes(word_file(*PRO_FORMA))
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(original)], check=True, capture_output=True, timeout=240
    )
    saved = (tmp_path / "out" / "form.docx").read_bytes()
    assert saved != original.read_bytes()

    def told(result: DocumentResult) -> list[tuple[object, ...]]:
        return [(r.number, r.recommendation_text, r.status, r.status_text, r.text) for r in result.responses]

    assert told(read(saved)) == told(read(original.read_bytes()))


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(word_file(paragraph("A line")))
    assert read_document(InputFile(path, path.name), Settings()).pages[0].lines[0].text == "A line"


def test_other_zip_file_is_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnsupportedDocument, match="no PDF, Word or plain text"):
        read_word(stream.getvalue(), "pack.zip")


def test_file_that_unpacks_without_end_is_not_opened() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "x")
        archive.writestr("word/media/image1.bin", bytes(250_000_000))
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        read_word(stream.getvalue(), "bomb.docx")


@pytest.mark.parametrize("cut", [0.3, 0.7])
def test_damaged_file_is_said_to_be_damaged(cut: float) -> None:
    data = word_file(*PRO_FORMA)
    with pytest.raises(UnreadableDocument, match="damaged Word file"):
        read_word(data[: int(cut * len(data))], "form.docx")


def test_mark_that_cannot_be_read_is_told_by_the_empty_boxes_beside_it(read) -> None:
    header = ["Recommendation", "Accept", "Partially accept", "Reject", "Action"]
    asked = "That the Trust publishes its waiting times every month."
    rows = [
        [asked, "\u5188", "\u25a1", "\u25a1", "Published in May."],
        [asked, "\u25a1", "", "\u25a1", "Published in June."],
        [asked, "\u25a1", "\u25a1", "\u25a1", ""],
        [asked, "", "", "", ""],
    ]
    front = paragraph("Response to the recommendations of the Health Scrutiny Committee", bold=True)
    found = read(word_file(front, table(header, *rows))).responses
    expected = [Status.ACCEPTED, Status.PARTIALLY_ACCEPTED, Status.BLANK, Status.BLANK]
    assert [row.status for row in found] == expected
    assert [bool(row.review_reason) for row in found] == [False, True, False, False]


def test_what_is_chosen_in_a_drop_down_field_is_text() -> None:
    field = dropdown("Accepted", "Rejected", chosen=1)
    assert _lines(paragraph("Status: ", field, run(" for now."))) == ["Status: Rejected for now."]


def test_page_header_is_read_for_the_day_and_no_line_of_the_text(read: Callable[[bytes], DocumentResult]) -> None:
    data = word_file(*PRO_FORMA, header=paragraph("Response of the Cabinet, 21 November 2023"))
    result = read(data)
    assert str(result.reports[0].meeting_date) == "2023-11-21"
    assert "Response of the Cabinet" not in " ".join(row.text for row in result.responses)


@pytest.mark.parametrize("kind", ["rtf", "odt"])
def test_other_word_processors_files_are_read_through_libreoffice(tmp_path: Path, kind: str) -> None:
    (tmp_path / "form.docx").write_bytes(word_file(*PRO_FORMA))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            OFFICE or "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "form.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    path = tmp_path / f"form.{kind}"
    found = process_document(InputFile(path, path.name), Settings()).result.responses
    assert [(row.number, row.status) for row in found][::2] == [
        ("1", Status.PARTIALLY_ACCEPTED),
        ("3", Status.REJECTED),
    ]


def test_without_libreoffice_an_old_file_is_told_of_with_the_remedy(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "form.rtf"
    path.write_bytes(b"{\\rtf1 Recommendations}")
    with pytest.raises(UnsupportedDocument, match=r"form\.rtf is a \.rtf file, which only LibreOffice reads") as raised:
        read_document(InputFile(path, path.name), Settings())
    assert "Install LibreOffice" in str(raised.value.remedy)


@pytest.mark.parametrize("name", ["heading 1", "Heading 1"])
def test_styled_heading_is_one_however_its_style_is_spelled(name: str) -> None:
    styled = paragraph("Recommendations").replace("<w:pPr>", '<w:pPr><w:pStyle w:val="H1"/>')
    pages, _ = read_word(with_style(word_file(styled, paragraph("To publish it.")), name), "report.docx")
    heading, body = pages[0].lines
    assert heading.bold_share == 1.0 and heading.size > body.size
