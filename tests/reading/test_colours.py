"""Colours of cells, as facts."""

from __future__ import annotations

import pytest

from pipeline.document import Box, Cell, Table
from pipeline.reading.colours import colour_name, with_colours
from pipeline.reading.drawings import DrawnPath

RED, GREEN, TINT = (220, 40, 40), (30, 150, 70), (232, 240, 250)


def _filled(box: Box, rgb: tuple[int, int, int]) -> DrawnPath:
    corners = ((box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom), (box.x0, box.top))
    return DrawnPath(corners, fill=rgb)


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        (RED, "red"),
        ((255, 192, 0), "amber"),
        ((255, 255, 0), "amber"),
        (GREEN, "green"),
        ((0, 112, 192), "blue"),
        (TINT, ""),
        ((20, 20, 30), ""),
        ((128, 128, 128), ""),
        (None, ""),
    ],
)
def test_only_strong_colours_have_a_name(rgb: tuple[int, int, int] | None, name: str) -> None:
    assert colour_name(rgb) == name


def test_cell_has_the_colour_drawn_last_over_it_or_of_a_dot_in_it() -> None:
    cells = tuple(Cell(Box(100 * n, 0, 100 * n + 100, 20)) for n in range(4))
    table = Table(1, Box(0, 0, 400, 20), (cells,))
    paths = [
        _filled(Box(0, 0, 400, 20), TINT),
        _filled(Box(0, 0, 100, 20), GREEN),
        _filled(Box(0, 0, 100, 20), RED),
        _filled(Box(145, 5, 155, 15), GREEN),
        _filled(Box(250, 0, 400, 2), RED),
    ]
    (coloured,) = with_colours([table], paths)
    assert [cell.colour for cell in coloured.rows[0]] == ["red", "green", "", ""]
