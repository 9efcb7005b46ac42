"""Colours that carry meaning: a cell of a table filled red, amber, green or blue, or a dot of that colour in it."""

from __future__ import annotations

from collections.abc import Sequence
from colorsys import rgb_to_hsv
from dataclasses import replace

from pipeline.document import Box, Table
from pipeline.reading.drawings import DrawnPath

STRONG, BRIGHT = 0.35, 0.3
"""Saturation and brightness, 0 to 1, under which a colour is a tint of the page's own."""
HUES = (("red", 15), ("amber", 66), ("green", 170), ("blue", 255), ("", 335), ("red", 361))
"""Names of colours and the hue in degrees, counted from red, up to which each goes; between blue and red lie those of no meaning."""
LEAST = 4.0
"""Points that a coloured dot is wide and high at least."""
COVERED = 0.6
"""Share of a cell that its own ground covers."""


def colour_name(rgb: tuple[int, int, int] | None) -> str:
    """Return "red", "amber", "green" or "blue" for a colour of levels 0 to 255, "" for any other."""
    if rgb is None:
        return ""
    hue, saturation, brightness = rgb_to_hsv(*(level / 255 for level in rgb))
    if saturation < STRONG or brightness < BRIGHT:
        return ""
    return next(name for name, limit in HUES if hue * 360 < limit)


def with_colours(tables: Sequence[Table], paths: Sequence[DrawnPath]) -> list[Table]:
    """Return tables with the colour of each cell that is filled with one, or holds a dot of one; what is drawn last counts."""
    areas = [(path.box, name) for path in paths if (name := colour_name(path.fill))]
    areas = [(box, name) for box, name in areas if min(box.width, box.height) >= LEAST]
    if not areas:
        return list(tables)
    return [
        replace(
            table,
            rows=tuple(tuple(replace(cell, colour=_colour_of(cell.box, areas)) for cell in row) for row in table.rows),
        )
        for table in tables
    ]


def _colour_of(cell: Box, areas: Sequence[tuple[Box, str]]) -> str:
    found = [name for box, name in areas if _covers(box, cell) or _lies_in(box, cell)]
    return found[-1] if found else ""


def _covers(box: Box, cell: Box) -> bool:
    across = min(box.x1, cell.x1) - max(box.x0, cell.x0)
    down = min(box.bottom, cell.bottom) - max(box.top, cell.top)
    size = cell.width * cell.height
    return size > 0 and across > 0 and down > 0 and across * down >= COVERED * size


def _lies_in(box: Box, cell: Box) -> bool:
    return cell.x0 <= box.x0 and box.x1 <= cell.x1 and cell.top <= box.top and box.bottom <= cell.bottom
