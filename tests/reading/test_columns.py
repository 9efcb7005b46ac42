"""Columns without rules."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Box, Line, Word, enclosing_box
from pipeline.reading.columns import gutters, split_columns


def _line(top: float, *parts: tuple[float, str]) -> Line:
    words = tuple(Word(text, Box(x0, top, x0 + 6 * len(text), top + 11), 11) for x0, text in parts)
    return Line(1, " ".join(w.text for w in words), enclosing_box([w.box for w in words]), 11, words)


def _split(lines: list[Line]) -> list[str]:
    return [line.text for line in split_columns(lines, 595, gutters(lines, 595))]


def test_right_column_is_read_behind_the_left_one() -> None:
    rows = [_line(100 + 14 * n, (72, f"left{n}"), (400, f"right{n}")) for n in range(3)]
    assert _split(rows) == ["left0", "left1", "left2", "right0", "right1", "right2"]


def test_gap_behind_a_label_is_no_gutter() -> None:
    rows = [_line(100 + 14 * n, (72, f"{n}."), (130, "wording")) for n in range(4)]
    assert _split(rows) == [f"{n}. wording" for n in range(4)]


def test_single_wide_gap_is_no_gutter() -> None:
    rows = [_line(100, (72, "left"), (400, "right")), _line(114, (72, "wording")), _line(128, (72, "goes on"))]
    assert _split(rows)[0] == "left right"


def test_number_centred_beside_two_lines_goes_in_front() -> None:
    rows = [_line(100, (127, "first")), _line(107, (72, "2.6")), _line(114, (127, "second"))]
    assert _split(rows) == ["2.6 first", "second"]


def test_single_row_shares_the_gutter_of_a_page_whose_columns_are_parted() -> None:
    parted = [replace(_line(100 + 14 * n, (400, f"right{n}")), shift=328.0) for n in range(3)]
    row = _line(100, (72, "left"), (400, "right"))
    assert [line.text for line in split_columns([row], 595, gutters(parted, 595))] == ["left", "right"]
