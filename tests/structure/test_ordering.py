"""The order in which a report is read, and what only interrupts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.document import Box, Cell, Line, Page, Table, Word
from pipeline.structure.blocks import build_blocks


def _line(top: float, text: str, x0: float = 72.0, size: float = 11.0, **more: object) -> Line:
    width = 5.0 * len(text)
    box = Box(x0, top, x0 + width, top + size)
    return replace(Line(1, text, box, size, (Word(text, box, size),)), **more)  # type: ignore[arg-type]


def _texts(lines: Sequence[Line], tables: Sequence[Table] = ()) -> list[str]:
    page = Page(1, 595, 842, "", tuple(lines), tuple(tables), studied=True)
    return [block.text for block in build_blocks([page], frozenset(), 11.0)]


OPEN = _line(100, "The Cabinet should publish a plan for the homes that")
END = _line(170, "stand empty, and say who will carry it out.")


@pytest.mark.parametrize(
    "between",
    [
        [_line(125, "Nobody knew", size=18.0), _line(145, "who lives there", size=18.0)],
        [_line(120, "Empty homes", framed=1), _line(133, "are costly.", framed=1)],
        [_line(120, "2 See the strategy of the year before.", size=8.0)],
    ],
)
def test_what_interrupts_a_sentence_stands_behind_it(between: list[Line]) -> None:
    whole = f"{OPEN.text} {END.text}"
    assert _texts([OPEN, *between, END])[0] == whole


def test_heading_below_an_unfinished_line_interrupts_nothing() -> None:
    heading, item = _line(125, "Empty homes", size=18.0), _line(150, "Homes stand empty.")
    assert _texts([OPEN, heading, item])[:2] == [OPEN.text, heading.text]


def test_lines_beside_the_running_text_wait_for_the_end_of_the_paragraph() -> None:
    aside = _line(100, "Key facts", x0=400, aside=True)
    assert _texts([OPEN, aside, _line(113, "stand empty.")])[0] == f"{OPEN.text} stand empty."


def test_table_in_the_right_column_is_read_where_it_stands_there() -> None:
    left = [_line(100 + 13 * n, f"Left {n}.") for n in range(3)]
    right = [_line(100, "Right above.", x0=320, shift=248.0), _line(200, "Right below.", x0=320, shift=248.0)]
    cells = tuple(Cell(Box(x0, 130, x0 + 90, 150), (_line(132, text, x0=x0),)) for x0, text in ((320, "a"), (420, "b")))
    page_order = _texts([*left, *right], [Table(1, Box(320, 130, 510, 150), (cells,))])
    assert page_order == ["Left 0. Left 1. Left 2.", "Right above.", "", "Right below."]


def test_list_and_sentence_go_on_in_the_next_column() -> None:
    left = [_line(700, "1. The Cabinet should publish a plan."), _line(713, "2. The Cabinet should ask the owners of")]
    right = [_line(100, "empty homes.", x0=335, shift=248.0), _line(113, "3. It should report.", x0=320, shift=248.0)]
    page = Page(1, 595, 842, "", (*left, *right), studied=True)
    blocks = build_blocks([page], frozenset(), 11.0)
    assert [(b.label.text if b.label else "", b.list_id) for b in blocks] == [("1", 1), ("2", 1), ("3", 1)]
    assert blocks[1].text == "The Cabinet should ask the owners of empty homes."


def test_box_around_a_line_of_a_sentence_interrupts_nothing() -> None:
    boxed = _line(113, "have stood empty for a year or more, ward by ward, and", framed=1)
    end = _line(126, "say who will carry it out.")
    assert _texts([OPEN, boxed, end]) == [OPEN.text, boxed.text, end.text]


def test_running_text_between_two_quotations_set_large_does_not_interrupt_them() -> None:
    quotations = [_line(100, "Nobody knew for how long", size=18.0), _line(180, "the homes had stood empty", size=18.0)]
    body = [_line(130, f"{OPEN.text} stand empty. The"), _line(143, "Committee went to see some of them in May.")]
    text = " ".join(line.text for line in body)
    assert _texts([quotations[0], *body, quotations[1]]) == [quotations[0].text, text, quotations[1].text]
