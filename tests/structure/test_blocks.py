"""From lines to paragraphs, items and headings: what a gap, a bullet and type tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import Block, BlockKind, Box, Cell, LabelKind, Line, Page, Table, Word, enclosing_box
from pipeline.structure.beginnings import starts_upper
from pipeline.structure.blocks import build_blocks

SIZE, PITCH = 10.0, 13.0


def _line(text: str, top: float, x0: float = 72.0, bold: bool = False) -> Line:
    box = Box(x0, top, x0 + 5.0 * len(text), top + SIZE)
    words, left = [], x0
    for word in text.split():
        words.append(Word(word, Box(left, top, left + 5.0 * len(word), top + SIZE), SIZE, bold, False))
        left += 5.0 * (len(word) + 1)
    return Line(1, text, box, SIZE, tuple(words))


def _blocks(*lines: Line) -> tuple[Block, ...]:
    body = tuple(
        _line("The committee met six times in the year and heard from many people here.", 100 + PITCH * i)
        for i in range(8)
    )
    page = Page(1, 595, 842, "", (*body, *lines), studied=True)
    return build_blocks([page], frozenset(), SIZE)[1:]


@pytest.mark.parametrize("end", [";", "; and", "; or"])
def test_slightly_wider_gap_behind_a_semicolon_begins_an_item(end: str) -> None:
    first = _line("The Board is asked to:", 300)
    items = [
        _line("note the position at month nine and the risk to the", 320, 100),
        _line(f"forecast{end}", 320 + PITCH, 100),
        _line("approve the transfer of funds.", 320 + 2 * PITCH + 2.0, 100),
    ]
    assert [b.text for b in _blocks(first, *items)[1:]] == [
        f"note the position at month nine and the risk to the forecast{end}",
        "approve the transfer of funds.",
    ]


def test_slightly_wider_gap_inside_a_sentence_begins_nothing() -> None:
    lines = [_line("We heard that the clinic was closed for the", 300), _line("whole of May.", 300 + PITCH + 2.0)]
    assert [b.text for b in _blocks(*lines)] == ["We heard that the clinic was closed for the whole of May."]


def test_tall_bullet_does_not_part_its_line_from_the_next() -> None:
    lines = [
        _line("\u2022 The Trust should publish its waiting times in a way that", 300, 72),
        _line("families can follow.", 300 + PITCH + 4.0, 82),
    ]
    (block,) = _blocks(*lines)
    assert block.kind is BlockKind.ITEM
    assert block.text == "The Trust should publish its waiting times in a way that families can follow."


def test_bold_tag_in_brackets_belongs_to_its_item() -> None:
    lines = [
        _line("R6 That this Committee receives the figures of both hospitals every quarter.", 300),
        _line("(HOSC)", 300 + PITCH, 98, bold=True),
    ]
    (block,) = _blocks(*lines)
    assert block.text.endswith("every quarter. (HOSC)")


def test_bold_sentences_are_no_heading() -> None:
    text = "The Trust should publish its waiting times. It should do so every month, and tell all families"
    (block,) = _blocks(_line(text, 300, bold=True))
    assert block.kind is BlockKind.PARAGRAPH


def test_name_with_a_number_stays_a_name_where_such_numbers_form_a_list() -> None:
    lines = [_line(f"R{i} The Trust should publish its plans.", 300 + 30 * i) for i in range(1, 4)]
    assert [b.label.kind for b in _blocks(*lines) if b.label] == [LabelKind.NAMED] * 3


def test_letter_that_hangs_below_an_underlined_title_begins_a_list() -> None:
    def line(top: float, *parts: tuple[float, str], underlined: bool = False) -> Line:
        words = tuple(Word(text, Box(x0, top, x0 + 5.0 * len(text), top + 11), 11) for x0, text in parts)
        text = " ".join(word.text for word in words)
        return Line(1, text, enclosing_box([word.box for word in words]), 11, words, underlined)

    lines = [
        line(100, (72, "Capital Programme"), underlined=True),
        line(113, (72, "(a)"), (108, "The ten-year programme of works.")),
        line(126, (72, "(b)"), (108, "The programmes of the directorates")),
        line(139, (72, "(c)"), (108, "The net budget for the year.")),
    ]
    blocks = build_blocks([Page(1, 595, 842, "", tuple(lines), studied=True)], frozenset(), 11.0)
    assert [block.label.text if block.label else block.text for block in blocks] == ["Capital Programme", "a", "b", "c"]


@pytest.mark.parametrize("indent", [0.0, 28.0])
def test_lines_set_double_are_one_paragraph(indent: float) -> None:
    texts = [
        "The Sheriff should keep a record of each of the",
        "complaints that people make about the food and",
        "should give the Board a copy.",
    ]
    tops = [100 + 27 * n for n in range(6)]
    lines = [
        Line(1, text, Box(72 + (indent if not n % 3 else 0), top, 72 + indent + 5.0 * len(text), top + 12), 12)
        for n, (top, text) in enumerate(zip(tops, texts * 2, strict=True))
    ]
    blocks = build_blocks([Page(1, 595, 842, "", tuple(lines), studied=True)], frozenset(), 12.0)
    assert [block.text for block in blocks] == [" ".join(texts)] * 2


@pytest.mark.parametrize(("end", "count"), [("DELEGATE authority", 2), ("DELEGATE authority over the whole of the", 1)])
def test_column_that_ends_early_ends_its_paragraph(end: str, count: int) -> None:
    left, right = _line(end, 100, 72), _line("See Section 6", 60, 300)
    shifted = Line(1, right.text, right.box, SIZE, right.words, shift=228.0)
    page = Page(1, 595, 842, "", (left, shifted), studied=True)
    assert len(build_blocks([page], frozenset(), SIZE)) == count


def test_short_underlined_line_is_a_heading_though_no_gap_follows() -> None:
    title = replace(_line("Empty homes", 300), underlined=True)
    text = _line("Homes stand empty in all of the wards, and nobody knows why.", 300 + PITCH)
    assert [block.kind for block in _blocks(title, text)] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_number_that_hangs_below_an_unfinished_line_begins_a_list() -> None:
    number, wording = _line("1.", 300 + PITCH), _line("publish a plan for the homes that stand empty", 300 + PITCH, 100)
    words = (*number.words, *wording.words)
    item = Line(1, f"1. {wording.text}", enclosing_box([number.box, wording.box]), SIZE, words)
    blocks = _blocks(_line("The committee will ask the Cabinet to", 300), item)
    assert [block.label.text if block.label else "" for block in blocks] == ["", "1"]


@pytest.mark.parametrize("labels", [("A)", "b)", "C)"), ("(a)", "b)", "(c)"), ("1.", "2)", "3.")])
def test_item_whose_label_is_misprinted_begins_an_item(labels: tuple[str, ...]) -> None:
    lines = [_line(f"{label} The Cabinet should publish its plan.", 300 + PITCH * n) for n, label in enumerate(labels)]
    assert [block.text for block in _blocks(*lines)] == ["The Cabinet should publish its plan."] * 3


def test_table_that_lays_out_a_page_is_read_as_text_below_its_headings() -> None:
    beside = _line("At a glance: what the panel did in all of the year", 70)
    sections = [
        _line(text, 70 + PITCH * n, 350, bold=text in ("Introduction", "Evidence"))
        for n, text in enumerate(
            (
                "Introduction",
                "The panel met.",
                "It saw two wards.",
                "Evidence",
                "Homes stand empty.",
                "Nobody knew why.",
            )
        )
    ]
    cells = (Cell(Box(72, 60, 340, 700), (beside,)), Cell(Box(340, 60, 520, 700), tuple(sections)))
    page = Page(1, 595, 842, "", (), (Table(1, Box(72, 60, 520, 700), (cells,)),), studied=True)
    assert [block.text for block in build_blocks([page], frozenset(), SIZE)] == [
        beside.text,
        "Introduction",
        "The panel met. It saw two wards.",
        "Evidence",
        "Homes stand empty. Nobody knew why.",
    ]


@pytest.mark.parametrize(
    ("text", "upper"), [("\u201cWe agree", True), ("12 beds", True), ("- ", True), ("(and so on)", False)]
)
def test_first_letter_or_digit_tells_whether_a_sentence_may_begin(text: str, upper: bool) -> None:
    assert starts_upper(text) is upper


def test_recommendation_named_in_bold_right_below_a_heading_begins_anew() -> None:
    bold, plain = _line("Recommendation 1", 313, bold=True), _line("That every partner keeps one record.", 313, 157)
    named = replace(
        bold,
        text=f"{bold.text} {plain.text}",
        words=(*bold.words, *plain.words),
        box=enclosing_box([bold.box, plain.box]),
    )
    heading, item = _blocks(_line("Recommendations for all partners", 300, bold=True), named)
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Recommendations for all partners")
    assert item.label is not None
    assert (item.label.text, item.text) == ("1", "That every partner keeps one record.")


def test_bullets_below_another_heading_are_another_list() -> None:
    def bullets(top: float) -> list[Line]:
        return [_line(f"\u2022 The Trust should keep list {n} of its clinics.", top + PITCH * n) for n in (1, 2)]

    heading = _line("Dates of meetings", 345, bold=True)
    first, *_, last = (b for b in _blocks(*bullets(300), heading, *bullets(360)) if b.kind is BlockKind.ITEM)
    assert first.list_id != last.list_id


def test_two_columns_below_a_header_in_bold_are_a_table_and_those_of_a_front_page_are_not() -> None:
    def cell(words: str, top: float, x0: float, bold: bool) -> Cell:
        line = _line(words, top, x0, bold)
        return Cell(line.box, (line,))

    told = "The contracts end at different times, and a single one for all of them will start in October of next year."

    def blocks(header: tuple[bool, ...]) -> tuple[Block, ...]:
        top = [("You asked about", "Response")] if header else []
        rows = [*top, ("One contract", told), ("A standard", told)]
        bold = [*([header] if header else []), (False, False), (False, False)]
        cells = tuple(
            tuple(cell(words, 300 + 20 * n, 72 + 100 * c, bold[n][c]) for c, words in enumerate(row))
            for n, row in enumerate(rows)
        )
        table = Table(1, Box(72, 300, 500, 380), cells)
        return build_blocks([Page(1, 595, 842, "", (), tables=(table,), studied=True)], frozenset(), SIZE)

    assert [b.kind for b in blocks((True, True))] == [BlockKind.TABLE]
    assert BlockKind.TABLE not in [b.kind for b in blocks((True, False))]
    assert BlockKind.TABLE not in [b.kind for b in blocks(())]


def test_numbers_go_on_below_another_heading() -> None:
    def numbered(first: int, top: float) -> list[Line]:
        return [_line(f"{first + n}. The Trust should keep a list of its clinics.", top + PITCH * n) for n in (0, 1)]

    heading = _line("To the Council", 345, bold=True)
    items = [b for b in _blocks(*numbered(1, 300), heading, *numbered(3, 360)) if b.kind is BlockKind.ITEM]
    assert len({b.list_id for b in items}) == 1


def test_words_in_bold_that_open_a_paragraph_are_no_part_of_a_short_heading_above() -> None:
    bold, plain = _line("In hand.", 313, bold=True), _line("Managers are in post in three of the four towns.", 313, 117)
    opened = replace(
        bold,
        text=f"{bold.text} {plain.text}",
        words=(*bold.words, *plain.words),
        box=enclosing_box([bold.box, plain.box]),
    )
    heading, paragraph = _blocks(_line("Recommendation 1: Town managers", 300, bold=True), opened)
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Town managers")
    assert paragraph.text == "In hand. Managers are in post in three of the four towns."
