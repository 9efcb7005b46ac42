"""What the columns of a paper's tables tell of their cells."""

from __future__ import annotations

from collections.abc import Callable

from tests.words import paragraph, table, word_file


def test_column_of_boxes_is_known_by_its_ticks(decided: Callable) -> None:
    rows = [
        ["Point", "Yes", "No"],
        ["The Trust should publish its waiting times.", "\u2612", "\u2610"],
        ["The Board should map all of its clinics.", "\u2610", "\u2612"],
    ]
    read = decided("paper.docx", word_file(paragraph("Response of the Trust", bold=True), table(*rows)))
    ticked = [
        read.signals[p.index].get("column holds: ticks", 0.0)
        for p in read.paper.passages
        if p.table == 0 and p.row == 1
    ]
    assert ticked == [0.0, 1.0, 1.0]
