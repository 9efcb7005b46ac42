"""Tables across page breaks, headers printed again, tables that lay out a page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.document import Block, BlockKind, Box, Cell, Line, Table, TableRow, Word
from pipeline.structure.tables import join_tables, lays_out_page, table_rows

LONG = "The Cabinet should publish a plan for the homes that stand empty"


def _line(text: str, page: int = 1, top: float = 100.0, size: float = 10.0, bold: bool = False) -> Line:
    box = Box(72, top, 72 + 5.0 * len(text), top + size)
    return Line(page, text, box, size, (Word(text, box, size, bold),))


def _block(rows: Sequence[Sequence[str]], page: int = 1, top: float = 100.0) -> Block:
    made = [
        TableRow(tuple((_line(text, page, top + 12 * n),) if text else () for text in row))
        for n, row in enumerate(rows)
    ]
    return Block(BlockKind.TABLE, tuple(line for row in made for line in row.lines), "", first_x0=72, rows=tuple(made))


def _joined(*blocks: Block) -> list[list[list[str]]]:
    return [
        [[" ".join(line.text for line in cell) for cell in row.cells] for row in block.rows]
        for block in join_tables(blocks)
    ]


@pytest.mark.parametrize("status", ["Declined", "supported in part"])
def test_row_with_the_next_bare_number_is_no_rest_of_the_row_before(status: str) -> None:
    first = [["Point", "View", "Reason"], ["7", "Supported", LONG]]
    (rows,) = _joined(_block(first), _block([["8", status, LONG]], page=2))
    assert [row[0] for row in rows] == ["Point", "7", "8"]


def test_row_of_short_cells_is_no_rest_of_another() -> None:
    (rows,) = _joined(
        _block([["- Male", "134", "13%"], ["- Other", "10", "1%"]]), _block([["No", "553", "54%"]], page=2)
    )
    assert len(rows) == 3


def test_rest_of_a_long_cell_goes_to_its_row() -> None:
    first = [["No.", "View", "Reason"], ["7", "Supported", LONG]]
    (rows,) = _joined(_block(first), _block([["", "", "and say who will carry it out."]], page=2))
    assert rows[1] == ["7", "Supported", f"{LONG} and say who will carry it out."]


def test_tables_apart_on_one_page_stay_two() -> None:
    head = [["Response", "Action", "Date"], ["Agreed", LONG, "May 2026"]]
    assert len(_joined(_block(head), _block(head, top=150.0))) == 2


def test_header_of_two_rows_that_is_printed_again_in_the_middle_goes() -> None:
    head = [["Ref", "Point", "Reply"], ["", "", "Decision"]]
    body = [["1", LONG, "Agreed"], ["2", LONG, "Noted"]]
    (rows,) = _joined(_block([*head, body[0], *head, body[1]]))
    assert rows == [*head, *body]


def test_answers_that_are_alike_are_no_header() -> None:
    alike = ["1.", "Agreed", "Done"]
    (rows,) = _joined(_block([alike, ["2.", "Noted", "Later"], alike]))
    assert len(rows) == 3


@pytest.mark.parametrize(("headings", "lays_out"), [(("Introduction", "Recommendations"), True), ((), False)])
def test_cell_with_sections_of_its_own_lays_out_a_page(headings: tuple[str, ...], lays_out: bool) -> None:
    lines = [line for title in headings for line in (_line(title, bold=True, size=12), *[_line(LONG)] * 4)]
    wide = Cell(Box(200, 60, 520, 700), tuple(lines or [_line(LONG)] * 8))
    table = Table(1, Box(72, 60, 520, 700), ((Cell(Box(72, 60, 200, 700), (_line("At a glance"),)), wide),))
    assert lays_out_page(table) is lays_out


def _cell(x0: float, x1: float, text: str = "", row: int = 0) -> Cell:
    return Cell(Box(x0, 100 + 20 * row, x1, 120 + 20 * row), (_line(text),) if text else ())


def test_header_drawn_narrower_than_its_columns_parts_none() -> None:
    header = (_cell(57, 62), _cell(62, 213, "Responsible body"), _cell(213, 218), _cell(224, 530, "Areas for action"))
    row = (_cell(57, 218, "The Board", 1), _cell(0, 0), _cell(218, 530, LONG, 1), _cell(0, 0))
    made = table_rows(Table(1, Box(57, 100, 530, 140), (header, row)))
    assert [[" ".join(line.text for line in cell) for cell in one.cells] for one in made] == [
        ["Responsible body", "Areas for action"],
        ["The Board", LONG],
    ]


def test_columns_side_by_side_stay_two_though_no_row_fills_both() -> None:
    rows = (
        (_cell(57, 200, "Yes"), _cell(200, 300, "No")),
        (_cell(57, 200, "x", 1), _cell(200, 300, row=1)),
        (_cell(57, 200, row=2), _cell(200, 300, "x", 2)),
    )
    assert all(len(row.cells) == 2 for row in table_rows(Table(1, Box(57, 100, 300, 160), rows)))


def test_column_that_nobody_filled_stays_if_it_is_as_wide_as_one() -> None:
    rows = ((_cell(57, 200, "1"), _cell(200, 300)), (_cell(57, 200, "2", 1), _cell(200, 300, row=1)))
    assert all(len(row.cells) == 2 for row in table_rows(Table(1, Box(57, 100, 300, 140), rows)))
