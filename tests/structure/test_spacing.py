"""How far apart the lines of paragraphs stand."""

from __future__ import annotations

from pipeline.document import Box, Line, Page
from pipeline.structure.spacing import usual_pitch

SIZE = 10.0


def _lines(top: float, pitch: float, count: int) -> list[Line]:
    text = "and heard from people in the wards who had waited for a year and more to"
    return [
        Line(1, text, Box(72, y, 450, y + SIZE), SIZE) for y in (top + pitch * SIZE * number for number in range(count))
    ]


def test_few_lines_set_closer_than_the_others_do_not_tell_the_usual_distance() -> None:
    body, note = _lines(60, 1.4, 17), _lines(500, 1.1, 4)
    assert usual_pitch([Page(1, 595, 842, "", (*body, *note))]) == 1.4
    assert usual_pitch([Page(1, 595, 842, "", tuple(note))]) == 1.1
