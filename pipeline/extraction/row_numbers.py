"""The number of a recommendation as printed: its own label, the cell beside it, the heading that names it, the title above it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import LabelKind
from pipeline.extraction.likely import LIKELY, making
from pipeline.labels import holds_number, name_behind, number_in_cell, without_reference
from pipeline.passages import Passage, Shape
from pipeline.roles.deciding import Decided

FIELD_WORDS = 3
"""The name of a field, in a record of labelled rows, has no more words than this."""
TITLE_WORDS = 9
"""The title of a recommendation has no more words than this."""
ASKS_ITSELF = "own words: a meeting is asked"
"""What a passage says that asks a meeting in one sentence, and leads up to nothing."""


def number_of(passage: Passage, heading: Passage | None, decided: Decided) -> str:
    """Return a recommendation's number; "" if it has none, as the only row among a paper's numbered paragraphs."""
    passages = decided.paper.passages
    if _is_lone_paragraph(passage, decided):
        return ""
    if behind := _name_behind(passage, passages):
        return behind
    if passage.label is not None and passage.label.text:
        return passage.label.text
    if passage.table >= 0 and passage.column > 0 and (found := _number_beside(passage, passages)) is not None:
        return found
    above = passages[passage.index - 1] if passage.index else None
    if above is not None and above.label is not None and above.table < 0 and is_title(above):
        return above.label.text
    label = heading.label if heading is not None and passage.index == heading.index + 1 else None
    return label.text if label is not None and label.kind is LabelKind.NAMED else ""


def _name_behind(passage: Passage, passages: Sequence[Passage]) -> str:
    """Return the number that closes a passage, or stands in a line of its own behind it: "[Recommendation 3]"."""
    behind = passages[passage.index + 1].printed if passage.index + 1 < len(passages) else ""
    return name_behind(passage.text) or (name_behind(behind) if without_reference(behind) == behind else "")


def is_title(passage: Passage) -> bool:
    """Tell whether a passage is so short, and without an end, that it only names what the paragraph below it says."""
    return len(passage.text.split()) <= TITLE_WORDS and not passage.text.rstrip().endswith(
        (".", ":", ";", "; and", "; or")
    )


def _is_lone_paragraph(passage: Passage, decided: Decided) -> bool:
    """Tell whether the only row of a paper's numbered paragraphs asks a meeting itself: "12.1 Cabinet is asked to agree …"."""
    counts = passage.label is not None and passage.label.kind in (LabelKind.ARABIC, LabelKind.DECIMAL)
    if not counts or ASKS_ITSELF not in decided.signals[passage.index]:
        return False
    same = (p.index for p in decided.paper.passages if p.list_id == passage.list_id)
    return sum(making(decided, index) >= LIKELY for index in same) <= 1


def _number_beside(passage: Passage, passages: Sequence[Passage]) -> str | None:
    """Return the number in a cell to the left, "" if what stands there is a field's name above which none is; None of other cells."""
    left = [p for p in passages if (p.table, p.row) == (passage.table, passage.row) and p.column < passage.column]
    cells = [p for p in left if p.shape is Shape.CELL]
    for cell in reversed(cells):
        if cell.label is not None and cell.label.kind is LabelKind.NAMED and not cell.text:
            return cell.label.text
        printed = cell.printed.strip()
        if holds_number(printed):
            return number_in_cell(printed)
    if cells and len(cells[-1].printed.split()) <= FIELD_WORDS:
        return _number_of_record(passage, passages)
    return None


def _number_of_record(passage: Passage, passages: Sequence[Passage]) -> str:
    """Return the number in the row that titles a record of labelled rows: "1. Leavers' access", above "Recommendation"."""
    for other in reversed(passages[: passage.index]):
        if other.table != passage.table:
            break
        if other.column == 0 and other.row < passage.row and other.label is not None and other.label.text:
            return other.label.text
    return ""
