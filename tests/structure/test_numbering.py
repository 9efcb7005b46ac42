"""Which item goes on with which list."""

from __future__ import annotations

from pipeline.document import Block, BlockKind, Box, Line
from pipeline.labels import read_labels
from pipeline.structure.numbering import ListTracker, bare_numbers, with_lone_numbers


def _ids(*items: tuple[str, float]) -> list[int]:
    tracker = ListTracker()
    return [tracker.assign(read_labels(f"{label} x"), x0)[1] for label, x0 in items]


def test_numbers_at_one_indent_are_one_list() -> None:
    assert _ids(("1.", 72), ("2.", 72), ("3.", 73)) == [1, 1, 1]


def test_restart_begins_another_list() -> None:
    assert _ids(("1.", 72), ("2.", 72), ("1.", 72)) == [1, 1, 2]


def test_list_goes_on_behind_its_sub_points() -> None:
    assert _ids(("1.", 72), ("a)", 100), ("b)", 100), ("2.", 72), ("a)", 100)) == [1, 2, 2, 1, 3]


def test_bullets_do_not_end_the_list_they_stand_in() -> None:
    assert _ids(("8.1", 81), ("•", 110), ("8.2", 81), ("•", 110), ("8.3", 81)) == [1, 2, 1, 3, 1]


def test_paragraph_numbers_go_on_around_a_deeper_list() -> None:
    assert _ids(("18.", 72), ("1.", 108), ("2.", 108), ("19.", 72)) == [1, 2, 2, 1]


def test_i_goes_on_as_a_letter_after_h_and_begins_as_roman() -> None:
    assert _ids(("g)", 72), ("h)", 72), ("i)", 72)) == [1, 1, 1]
    assert _ids(("i)", 72), ("ii)", 72)) == [1, 1]


def _lines(*texts: str, x0: float = 72.0) -> list[Line]:
    return [Line(1, text, Box(x0, 100 + 14 * i, 300, 110 + 14 * i), 10.0) for i, text in enumerate(texts)]


def test_bare_numbers_that_count_up_at_one_edge_are_labels() -> None:
    lines = _lines(
        "1 The Cabinet should", "publish its plans.", "2 The Board should", "3 The Trust should", "2023 was dry"
    )
    assert [label.text for label in bare_numbers(lines).values()] == ["1", "2", "3"]


def test_letters_in_front_of_bare_numbers_count_by_themselves() -> None:
    lines = _lines(
        "J1 Set up a fund", "J2 Keep it", "J3 Spend it", "C1 Mend the road", "C2 Light the path", "C3 Open the gate"
    )
    assert [label.text for label in bare_numbers(lines).values()] == ["J1", "J2", "J3", "C1", "C2", "C3"]


def test_two_bare_numbers_are_no_list() -> None:
    assert bare_numbers(_lines("1 The Cabinet should", "2 The Board should", "12 People came")) == {}


def _block(text: str, top: float) -> Block:
    line = Line(1, text, Box(72, top, 72 + 5 * len(text), top + 11), 11)
    return Block(BlockKind.PARAGRAPH, (line,), text, first_x0=72)


def test_numbers_alone_on_their_lines_number_the_paragraphs_behind_them() -> None:
    texts = ["1", "Carers should be asked.", "2", "The Council should pay.", "3", "Trusts should report."]
    blocks = with_lone_numbers([_block(text, 100 + 20 * n) for n, text in enumerate(texts)])
    assert [(b.kind, b.label.text if b.label else "", b.text) for b in blocks] == [
        (BlockKind.ITEM, str(n), text) for n, text in enumerate(texts[1::2], 1)
    ]
    assert len({b.list_id for b in blocks}) == 1


def test_single_number_on_its_line_numbers_nothing() -> None:
    texts = ["Carers were asked.", "2026", "7", "The Council paid."]
    assert [b.text for b in with_lone_numbers([_block(t, 100 + 20 * n) for n, t in enumerate(texts)])] == texts


def test_two_numbers_behind_a_letter_are_a_list() -> None:
    lines = [
        Line(1, text, Box(72, 100 + 14 * n, 300, 111 + 14 * n), 11)
        for n, text in enumerate(["A1 receive a report", "A2 invite residents"])
    ]
    assert [label.text for label in bare_numbers(lines).values()] == ["A1", "A2"]
