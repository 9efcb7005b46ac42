"""Running heads, stamps and footnotes."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Line, Page
from pipeline.structure.furniture import page_value, read_stamps, strip_furniture


def _page(number: int, *lines: tuple[str, float, float]) -> Page:
    made = tuple(Line(number, text, Box(72, top, 300, top + size), size) for text, top, size in lines)
    return Page(number, 595, 842, "\n".join(line.text for line in made), made, studied=True)


def _body(count: int) -> list[tuple[str, float, float]]:
    return [(f"the wording of line {i} goes on here", 100 + 14.0 * i, 11.0) for i in range(count)]


def test_pack_stamp_and_own_number_are_told_apart() -> None:
    pages = read_stamps([_page(n, *_body(12), (str(n), 790, 11), (f"Page {n + 44}", 815, 11)) for n in range(1, 5)])
    assert [(p.printed, p.own_number) for p in pages] == [("45", "1"), ("46", "2"), ("47", "3"), ("48", "4")]


def test_roman_page_numbers_are_kept() -> None:
    pages = read_stamps([_page(n, *_body(12), (roman, 800, 11)) for n, roman in enumerate(["i", "ii", "iii", "iv"], 1)])
    assert [p.printed for p in pages] == ["i", "ii", "iii", "iv"]


def test_agenda_item_is_kept_as_data_and_out_of_the_text() -> None:
    page = _page(1, ("Agenda Item 7", 20, 11), *_body(12))
    assert read_stamps([page])[0].agenda_item == "7"
    assert strip_furniture([page])[0].lines[0].text.startswith("the wording")


def test_running_head_goes_and_a_heading_in_the_same_place_stays() -> None:
    pages = [_page(n, (f"THE SPACE REPORT {n}", 30, 9), *_body(12)) for n in range(1, 6)]
    pages.append(_page(6, ("Recommendations", 60, 11), *_body(12)))
    lines = [page.lines[0].text for page in strip_furniture(pages)]
    assert lines[:5] == ["the wording of line 0 goes on here"] * 5
    assert lines[5] == "Recommendations"


def test_footnotes_go_and_small_print_without_a_number_stays() -> None:
    page = _page(1, *_body(30), ("12 Written evidence from the Trust", 700, 8.0), ("and from others", 712, 8.0))
    assert len(strip_furniture([page])[0].lines) == 30
    page = _page(1, *_body(30), ("Contact officer: the clerk", 700, 8.0))
    assert len(strip_furniture([page])[0].lines) == 31


@pytest.mark.parametrize(("number", "value"), [("12", 12), ("iv", 4), ("xix", 19)])
def test_page_numbers_are_valued(number: str, value: int) -> None:
    assert page_value(number) == value


@pytest.mark.parametrize(("second", "kept"), [(20.0, 0), (45.0, 2)])
def test_line_at_one_height_on_both_pages_of_a_short_paper_is_a_running_head(second: float, kept: int) -> None:
    pages = [_page(n, ("Review of air quality", top, 9.0), *_body(20)) for n, top in ((1, 20.0), (2, second))]
    lines = [line.text for page in strip_furniture(pages) for line in page.lines]
    assert lines.count("Review of air quality") == kept


def test_name_of_a_recommendation_at_the_top_of_pages_is_no_running_head() -> None:
    def page(number: int) -> Page:
        named = [(f"Recommendation {3 * number + i}", 60 + 200.0 * i, 11.0) for i in range(3)]
        return _page(number, *named, *_body(6))

    kept = [line.text for page in strip_furniture([page(n) for n in range(1, 5)]) for line in page.lines]
    assert sum(text.startswith("Recommendation") for text in kept) == 12
