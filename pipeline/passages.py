"""Passages: whatever on a paper could be a recommendation, an answer or neither, and the roles it can have.

A passage knows its wording, its place and its neighbours; what it *is* (its role) is decided later, by evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.document import Box, Label, Line, enclosing_box


class Shape(StrEnum):
    """How a passage is set: a heading, a paragraph, an item of a list, a cell of a table, a part of such a cell."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CELL_PART = "cell_part"


class Role(StrEnum):
    """What a passage is in its paper."""

    RECOMMENDATION = "recommendation"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    RESOLUTION = "resolution"
    FINDING = "finding"
    OTHERS_RECOMMENDATION = "others_recommendation"
    QUOTATION = "quotation"
    REPLY = "reply"
    STATUS = "status"
    ACTION = "action"
    TIMESCALE = "timescale"
    OWNER = "owner"
    NUMBER = "number"
    PART = "part"
    LEAD_IN = "lead_in"
    RECOMMENDATION_HEADING = "recommendation_heading"
    REPLY_HEADING = "reply_heading"
    CONTENTS = "contents"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a report, in reading order.

    Attributes:
        index: its place among the report's passages, from 0.
        text: its wording without the label, white space collapsed, joined once.
        label_text: the label as it stands in front of the wording ("(a) "), "" if there is none.
        lines: its lines, with their places.
        list_id: the list it is an item of, counted in the report; 0 for none.
        parent: index of the item of which it is a sub-point or a further paragraph; -1 for none.
        heading: index of the nearest heading above it; -1 for none.
        table, row, column: the cell it stands in, each from 0; -1 outside tables.
        first_x0, body_x0: left edge of its first line, and of its wording behind the label, in points.
    """

    index: int
    shape: Shape
    text: str
    lines: tuple[Line, ...]
    label: Label | None = None
    label_text: str = ""
    list_id: int = 0
    parent: int = -1
    heading: int = -1
    table: int = -1
    row: int = -1
    column: int = -1
    first_x0: float = 0.0
    body_x0: float = 0.0

    @property
    def printed(self) -> str:
        """Return the wording with its label as it stands on the page."""
        return f"{self.label_text}{self.text}"

    @property
    def page(self) -> int:
        """Page of its first line."""
        return self.lines[0].page

    @property
    def last_page(self) -> int:
        """Page of its last line."""
        return self.lines[-1].page

    @property
    def box(self) -> Box:
        """Box around its part on its first page, in points."""
        return enclosing_box([line.box for line in self.lines if line.page == self.page])


def children_of(passages: Sequence[Passage]) -> dict[int, list[int]]:
    """Return the indexes of each item's sub-points and further paragraphs, those of sub-points among them."""
    children: dict[int, list[int]] = {}
    for passage in passages:
        above = passage.parent
        while above >= 0:
            children.setdefault(above, []).append(passage.index)
            above = passages[above].parent
    return children


def whole_text(passage: Passage, parts: Sequence[Passage]) -> str:
    """Return an item's wording with its sub-points as they stand on the page."""
    return " ".join([passage.text, *(part.printed for part in parts)]).strip()
