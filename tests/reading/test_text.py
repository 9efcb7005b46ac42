"""Plain text files: pages, paragraphs and tables without any layout."""

from __future__ import annotations

import pytest

from pipeline.errors import UnsupportedDocument
from pipeline.reading.text import read_text


def _begins(text: str) -> list[tuple[str, bool | None]]:
    pages, _ = read_text(text.encode(), "a.txt")
    return [(line.text, line.begins) for line in pages[0].lines]


def test_form_feeds_part_pages() -> None:
    pages, _ = read_text(b"One\n\fTwo\n\fThree\n", "a.txt")
    assert [(page.number, page.lines[0].text) for page in pages] == [(1, "One"), (2, "Two"), (3, "Three")]


@pytest.mark.parametrize(
    "stamps", [("Page 1", "Page 2"), ("- 4 -", "- 5 -"), ("7", "8"), ("Page 1 of 2", "Page 2 of 2")]
)
def test_stamps_that_count_up_part_pages(stamps: tuple[str, str]) -> None:
    pages, _ = read_text(f"First\n\n{stamps[0]}\n\nSecond\n\n{stamps[1]}\n\nThird\n".encode(), "a.txt")
    assert [page.lines[0].text for page in pages] == ["First", "Second", "Third"]


def test_detached_list_numbers_part_no_pages() -> None:
    pages, _ = read_text(b"First\n\n1.\n\nSecond\n\n2.\n\nThird\n", "a.txt")
    assert len(pages) == 1


def test_blank_line_inside_a_sentence_begins_no_paragraph() -> None:
    wrapped = (
        "To publish the waiting times of every clinic in the county on the\n\nwebsite each month.\n\nTo do more.\n"
    )
    assert [begins for _, begins in _begins(wrapped)] == [True, False, True]


def test_lines_of_an_unwrapped_file_are_paragraphs() -> None:
    long = "To publish the waiting times of every clinic on the website each month " * 3
    assert [begins for _, begins in _begins(f"{long}\n{long}\n")] == [True, True]


def test_tabs_make_a_table_and_a_cut_row_goes_on() -> None:
    text = "Recommendation\tStatus\tAction\n1. To publish the\tAccepted\tBy May\n\nfigures monthly.\t\t\n2. To do more.\t\t\n"
    pages, _ = read_text(text.encode(), "a.txt")
    rows = [[" ".join(line.text for line in cell.lines) for cell in row] for row in pages[0].tables[0].rows]
    assert rows == [
        ["Recommendation", "Status", "Action"],
        ["1. To publish the figures monthly.", "Accepted", "By May"],
        ["2. To do more.", "", ""],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read_without_a_query(encoding: str) -> None:
    pages, problems = read_text("The Committee’s view – £5".encode(encoding), "a.txt")
    assert (pages[0].lines[0].text, problems) == ("The Committee’s view – £5", [])


def test_other_encoding_is_read_and_told() -> None:
    pages, problems = read_text("The Committee’s view – £5".encode("cp1252"), "a.txt")
    assert pages[0].lines[0].text == "The Committee’s view – £5"
    assert [code for _, code, _, _ in problems] == ["text-encoding-guessed"]


@pytest.mark.parametrize("data", [b"{\\rtf1 Hello}", b"<html><p>Hello</html>", bytes(range(256)) * 8])
def test_what_is_no_plain_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedDocument, match="no PDF, Word or plain text"):
        read_text(data, "a.txt")
