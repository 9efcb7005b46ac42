"""What stands above and beside a recommendation: what leads up to it, notes, the header of its column, whom a column says it is for."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.categories import category_of_bodies, category_of_tag
from pipeline.language.sentences import split_sentences
from pipeline.passages import Passage, Shape
from pipeline.profiles import Categories, first_match
from pipeline.roles.deciding import Decided
from pipeline.roles.earlier import HEADER_WORDS

MOSTLY = 0.6
"""Share of a column's cells from which it is one of bodies."""


def last_sentence(text: str) -> str:
    """Return the end of a lead-in: the sentence that the items below it complete."""
    return [sentence for _, sentence in split_sentences(text)][-1] if text else ""


def note_above(passage: Passage, decided: Decided) -> str:
    """Return the paragraph that interrupts a list above one of its items to say something of those below it, "" if none does."""
    passages = decided.paper.passages
    section = passages[max(passage.heading, 0) : passage.index] if passage.table < 0 else ()
    for other in reversed(section):
        if other.shape is Shape.HEADING:
            break
        if other.shape is Shape.PARAGRAPH and other.parent < 0:
            return other.text if any(p.list_id for p in section[: section.index(other)]) else ""
    return ""


def header_of(passage: Passage, passages: Sequence[Passage]) -> str:
    """Return the header of a cell's column, if it speaks of recommendations ("HOSC recommendations"), else ""."""
    first = (
        p for p in passages if (p.table, p.row, p.column, p.shape) == (passage.table, 0, passage.column, Shape.CELL)
    )
    header = next((p.text for p in first if len(p.text.split()) <= HEADER_WORDS), "") if passage.table >= 0 else ""
    return header if "recommend" in header.lower() else ""


def said_beside(passage: Passage, decided: Decided) -> str:
    """Return what the column that says for whom each recommendation is says of a cell, "" if there is none."""
    if passage.table < 0:
        return ""
    categories = decided.paper.profile.categories
    cells = [p for p in decided.paper.passages if p.table == passage.table and p.shape is Shape.CELL]
    telling = {p.column for p in cells if p.row == 0 and first_match(categories.columns, p.text)}
    telling = telling or _columns_of_bodies([p for p in cells if p.column != passage.column], categories)
    return next((p.printed for p in cells if p.row == passage.row and p.column in telling), "")


def _columns_of_bodies(cells: Sequence[Passage], categories: Categories) -> set[int]:
    """Return the columns in most cells of which nothing but bodies, or categories, stand: "ICB only", "Council and Trust"."""
    columns: dict[int, list[bool]] = {}
    for cell in cells:
        if cell.row > 0:
            named = category_of_tag(cell.text, categories).value or category_of_bodies(cell.text, categories).value
            columns.setdefault(cell.column, []).append(bool(named) and len(cell.text.split()) <= HEADER_WORDS)
    return {column for column, told in columns.items() if len(told) > 1 and sum(told) >= MOSTLY * len(told)}
