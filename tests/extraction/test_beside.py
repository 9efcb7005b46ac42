"""What stands above a recommendation in its table."""

from __future__ import annotations

import pytest

from tests.sheets import draw_table

FRONT = ["Report of the Northshire Health Overview and Scrutiny Committee", "Access to general practice"]
ROWS = [
    ["1", "The Trust should publish its waiting times in every quarter.", "May"],
    ["2", "The Trust should keep its clinic in Mill Lane open.", "June"],
    ["3", "The Trust should write to every family once in a quarter.", "July"],
]


@pytest.mark.parametrize(("header", "named"), [("Recommendations to HOSC", True), ("What we want", False)])
def test_header_that_speaks_of_recommendations_is_the_rows_heading(read, header: str, named: bool) -> None:
    found = read(draw_table(FRONT, ["No.", header, "By"], ROWS, [40, 290, 110])).recommendations
    assert len(found) == len(ROWS)
    assert {row.heading == header for row in found} == {named}
