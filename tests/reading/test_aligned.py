"""Tables without drawn cells: told by the white rivers between their columns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.document import Box, Table, Word
from pipeline.reading.aligned import aligned_tables
from pipeline.reading.layout import words_to_lines
from pipeline.reading.regions import in_rows

SIZE, PITCH = 10.0, 12.0


def _tables(rows: Sequence[tuple[float, dict[float, str]]], rules: Sequence[Box] = ()) -> list[Table]:
    return aligned_tables(in_rows(words_to_lines(_words(rows), 1)), rules, 1)


def _words(rows: Sequence[tuple[float, dict[float, str]]], bold: bool = False, size: float = SIZE) -> list[Word]:
    """Return the words of texts that begin at some left edges, on lines at some heights."""
    words = []
    for top, texts in rows:
        for x0, text in texts.items():
            left = x0
            for word in text.split():
                width = 0.5 * size * len(word)
                words.append(Word(word, Box(left, top, left + width, top + size), size, bold, False))
                left += width + 0.25 * size
    return words


def _texts(table: Table) -> list[list[str]]:
    return [[" ".join(line.text for line in cell.lines) for cell in row] for row in table.rows]


FORM = [
    (100.0, {72: "Recommendation", 260: "Decision", 360: "What we will do"}),
    (118.0, {72: "The Trust should publish", 260: "Accepted", 360: "A report will come"}),
    (118.0 + PITCH, {72: "its waiting times.", 360: "in May."}),
    (148.0, {72: "The Board should map all", 260: "Rejected", 360: "There is no money"}),
    (148.0 + PITCH, {72: "of its clinics.", 360: "this year."}),
]
"""Three columns and two rows below the header, with more space between rows than between lines."""


def test_rows_of_a_table_without_rules_are_told_by_wider_gaps() -> None:
    (table,) = _tables(FORM)
    assert _texts(table) == [
        ["Recommendation", "Decision", "What we will do"],
        ["The Trust should publish its waiting times.", "Accepted", "A report will come in May."],
        ["The Board should map all of its clinics.", "Rejected", "There is no money this year."],
    ]


def test_rows_set_close_are_told_by_the_entries_of_the_sparsest_column() -> None:
    close = [(100.0 + PITCH * i, texts) for i, (_, texts) in enumerate(FORM)]
    header, *body = (words_to_lines(_words([row], bold=row is close[0]), 1)[0] for row in close)
    (table,) = aligned_tables([header, *body], [], 1)
    assert [row[1] for row in _texts(table)] == ["Decision", "Accepted", "Rejected"]
    assert _texts(table)[-1][0] == "The Board should map all of its clinics."


@pytest.mark.parametrize("gap", [0.0, 6.0])
def test_two_columns_are_a_table_with_rules_or_common_gaps_between_their_rows(gap: float) -> None:
    tops = [100.0, 118.0, 130.0, 142.0 + gap, 154.0 + gap, 166.0 + 2 * gap, 178.0 + 2 * gap]
    texts = [texts for _, texts in (*FORM, *FORM[3:])]
    rows = [(top, {x0: own[x0] for x0 in (72, 360) if x0 in own}) for top, own in zip(tops, texts, strict=True)]
    rules = [] if gap else [Box(72, y, 500, y + 0.5) for y in (115.0, 141.0, 165.0)]
    (table,) = _tables(rows, rules)
    assert [row[1] for row in _texts(table)][2:] == ["There is no money this year."] * 2


def test_two_columns_set_close_are_no_table() -> None:
    assert _tables([(100.0 + PITCH * i, {72: texts[72], 360: texts[360]}) for i, (_, texts) in enumerate(FORM)]) == []


def test_columns_a_hair_apart_are_told_by_their_common_left_edge() -> None:
    texts = ("The Trust should now publish", "They should")
    body = [{72: texts[i % 2], 215: ("Agreed", "No")[i % 2], 250: "A report will come in May"} for i in range(5)]
    header, *lines = (
        words_to_lines(_words([(100.0 + 18 * i, texts)], bold=not i), 1)[0]
        for i, texts in enumerate([{72: "Recommendation", 215: "View", 250: "What we will do"}, *body])
    )
    (table,) = aligned_tables([header, *lines], [Box(72, 112, 500, 112.5)], 1)
    assert len(table.rows) == 6
    assert [row[1] for row in _texts(table)] == ["View", "Agreed", "No", "Agreed", "No", "Agreed"]


def test_number_in_the_middle_of_its_row_begins_no_row() -> None:
    centred = [(top + (PITCH / 2 if i else 0), {40: str(i) if i else "No."}) for i, (top, _) in enumerate(FORM[::2])]
    rows = [*FORM, (centred[1][0], centred[1][1]), (154.0, {40: "2"})]
    (table,) = _tables(rows)
    assert [row[0] for row in _texts(table)] == ["", "1", "2"]


def test_cell_of_a_header_may_span_columns_and_a_title_is_no_row() -> None:
    head = _words([(60.0, {72: "What the Trust says to each of the recommendations of the review"})], bold=True)
    head += _words([(84.0, {72: "Recommendation", 260: "The reply and the reasons for it"})], bold=True)
    head += _words([(100.0, {260: "Decision", 360: "What we will do"})], bold=True)
    lines = words_to_lines([*head, *_words(FORM[1:])], 1)
    (table,) = aligned_tables(lines, [], 1)
    assert [row[1] for row in _texts(table)][-2:] == ["Accepted", "Rejected"]
    assert _texts(table)[0][0] == "Recommendation"


def test_three_columns_of_running_text_are_no_table() -> None:
    text = "The committee heard that it takes"
    rows = [(100.0 + PITCH * i + 8 * (i > 3), {72: text, 260: text, 448: text}) for i in range(9)]
    assert _tables(rows) == []


def test_running_text_in_two_columns_and_a_list_are_no_tables() -> None:
    text = "The committee heard that it takes long"
    columns = [(100.0 + PITCH * i, {72: text, 320: text}) for i in range(8)]
    listed = [(100.0 + PITCH * i, {72: f"{i + 1}.", 100: text}) for i in range(8)]
    bullets = [(100.0 + PITCH * i, {72: "\u2022", 90: text, 320: "\u2022", 340: text}) for i in range(8)]
    assert [_tables(rows) for rows in (columns, listed, bullets)] == [[], [], []]


def test_single_line_with_numbers_in_front_is_no_table() -> None:
    assert _tables([(100.0, {72: "1", 120: "The first of the texts", 320: "The second of them"})]) == []


def test_numbered_items_in_a_second_column_of_running_text_are_no_table() -> None:
    text = "The committee heard that it takes"
    rows = [
        (100.0 + PITCH * i, {72: text, 300: text} | ({278: str(i + 4)} if i in (0, 1, 4) else {})) for i in range(7)
    ]
    assert _tables(rows) == []


def test_list_with_a_reference_beside_each_item_is_no_table_though_rules_part_it() -> None:
    rows = []
    for top in (100.0, 136.0, 172.0, 208.0):
        rows += [
            (top, {72: f"{len(rows) // 2 + 1}.", 100: "Note the forecast overspend", 400: "Refer to section 3"}),
            (top + PITCH, {100: "and the action that is taken."}),
        ]
    rules = [Box(72, top, 520, top + 0.5) for top in (130.0, 166.0, 202.0)]
    assert _tables(rows, rules) == []


def test_fields_above_a_table_are_none_of_its_rows() -> None:
    fields = [
        (60.0, {72: "Report to:", 260: "The Health Committee of the shire"}),
        (72.0, {72: "Report of:", 260: "The Director of Roads, with others"}),
    ]
    (table,) = _tables([*fields, *FORM])
    assert _texts(table)[0] == ["Recommendation", "Decision", "What we will do"]


def test_line_over_two_columns_far_below_a_table_is_none_of_its_rows() -> None:
    dates = ("By when", "May", "", "June", "")
    rows = [(top, {**texts, 480: date} if date else texts) for (top, texts), date in zip(FORM, dates, strict=True)]
    signed = {72: "Signed for the Board by the chair of the panel", 360: "On the second", 480: "of July"}
    (table,) = _tables([*rows, (188.0, signed)])
    assert [row[3] for row in _texts(table)] == ["By when", "May", "June"]


def test_numbers_in_the_middle_of_rows_set_close_begin_no_rows() -> None:
    header = {40: "No.", 72: "Recommendation", 260: "Decision", 360: "What we will do"}
    body = [
        {72: "The Trust should publish", 260: "Accepted", 360: "A report will come"},
        {40: "1", 72: "its waiting times in each", 360: "in May, with those"},
        {72: "of its wards.", 360: "of last year."},
        {72: "The Board should map all", 260: "Rejected", 360: "There is no money"},
        {40: "2", 72: "of its clinics in the", 360: "for it this year"},
        {72: "north.", 360: "nor the next."},
    ]
    rows = [(100.0 + PITCH * i, texts) for i, texts in enumerate([header, *body])]
    words = _words(rows[:1], bold=True) + _words(rows[1:])
    (table,) = aligned_tables(words_to_lines(words, 1), [], 1)
    assert [row[0] for row in _texts(table)] == ["No.", "1", "2"]


def test_list_of_papers_with_a_word_beside_each_is_no_table() -> None:
    papers = (
        "Appendix A Equality impact",
        "Appendix B Map of the wards",
        "Appendix C Letters",
        "Appendix D Costs of it",
    )
    rows = [
        (top, {72: text, 400: word})
        for top, text, word in zip((100.0, 112.0, 130.0, 148.0), papers, ("YES", "NO", "NO", "YES"), strict=True)
    ]
    assert _tables(rows) == []


def test_list_whose_items_are_named_and_numbered_is_no_table_though_it_has_a_header() -> None:
    rows = [
        (100.0, {72: "Number of the item", 200: "What the panel asked for in its report"}),
        (124.0, {72: "Recommendation 1", 200: "The Trust should publish its waiting times"}),
        (124.0 + PITCH, {200: "in each of its wards."}),
        (154.0, {72: "Recommendation 2", 200: "The Board should map all of its clinics."}),
        (172.0, {72: "Recommendation 3", 200: "The Panel should visit each of the wards"}),
        (172.0 + PITCH, {200: "once a year at least."}),
        (202.0, {72: "Recommendation 4", 200: "The Panel should read all of the letters."}),
    ]
    assert _tables(rows) == []


def test_long_lines_in_three_columns_are_a_table_if_one_of_them_is_sparse() -> None:
    body = [
        {72: "The Trust should publish its", 250: "We agree with this view", 400: "A report on this will come"},
        {72: "waiting times in each ward", 400: "in the month of May"},
        {72: "at the end of every year.", 400: "to all of the members."},
    ]
    (table,) = _tables([(100.0 + PITCH * i, texts) for i, texts in enumerate(body * 3)])
    assert [row[1] for row in _texts(table)] == ["We agree with this view"] * 3


def test_large_title_over_several_columns_is_no_row() -> None:
    words = _words([(70.0, {72: "Forward plan", 300: "Spring 2026"})], bold=True, size=15.0)
    words += _words([(92.0, {72: "Recommendation", 260: "The reply and the reasons for it"})], bold=True)
    words += _words([(104.0, {260: "Decision", 360: "What we will do"})], bold=True)
    (table,) = aligned_tables(words_to_lines([*words, *_words(FORM[1:])], 1), [], 1)
    assert _texts(table)[0][0] == "Recommendation"
