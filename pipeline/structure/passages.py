"""The passages of a report: its blocks, and the cells of its tables with the paragraphs and items in them.

A block that stands further right than an item's label, behind it, belongs to the item: a sub-point or a further paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, BlockKind, Line
from pipeline.labels import is_caption, read_labels
from pipeline.passages import Passage, Shape
from pipeline.wording import join_lines

INDENT = 5.0
"""Points by which a block must stand further right than an item's label to be a part of the item."""
DEEPEST = 60.0
"""Points further right than an item's wording at which a paragraph can still belong to it."""
SHAPES = {BlockKind.HEADING: Shape.HEADING, BlockKind.PARAGRAPH: Shape.PARAGRAPH, BlockKind.ITEM: Shape.ITEM}


def build_passages(blocks: Sequence[Block], known: frozenset[str]) -> tuple[Passage, ...]:
    """Return the passages of a report's blocks in reading order.

    Args:
        blocks: the report's blocks.
        known: the document's words, by which hyphens at line ends are judged.
    """
    builder = _Builder(known)
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            builder.add_table(block)
        elif block.text or block.label:
            builder.add_block(block)
    return tuple(builder.passages)


@dataclass(slots=True)
class _Builder:
    """Holds the items that are still open while blocks arrive in reading order."""

    known: frozenset[str]
    passages: list[Passage] = field(default_factory=list)
    open_items: list[Passage] = field(default_factory=list)
    heading: int = -1
    tables: int = 0

    def add_block(self, block: Block) -> None:
        shape = SHAPES[block.kind]
        self._close_items(block)
        self._leave_frame(block)
        passage = Passage(
            len(self.passages),
            shape,
            block.text,
            block.lines,
            block.label,
            block.lines[0].text[: block.label.length] if block.label else "",
            block.list_id,
            self.open_items[-1].index if self.open_items else -1,
            self.heading,
            first_x0=block.first_x0,
            body_x0=block.body_x0,
        )
        self.passages.append(passage)
        if shape is Shape.HEADING:
            self.heading = passage.index
        if shape is Shape.ITEM:
            self.open_items.append(passage)

    def _close_items(self, block: Block) -> None:
        """Close the items that the next block is no part of."""
        if block.kind is BlockKind.HEADING:
            self.open_items.clear()
        while self.open_items and not _belongs(block, self.open_items[-1]):
            self.open_items.pop()

    def _leave_frame(self, block: Block) -> None:
        """Return to the heading above a box behind the last passage in it: what its own headings say ends with it."""
        last = self.passages[-1] if self.passages else None
        if last is None or last.index == self.heading or not last.lines[-1].framed or block.lines[0].framed:
            return
        while self.heading >= 0 and self.passages[self.heading].lines[-1].framed:
            self.heading = self.passages[self.heading].heading

    def add_table(self, block: Block) -> None:
        for row_number, row in enumerate(block.rows):
            for column, lines in enumerate(row.cells):
                if lines:
                    self._add_cell(lines, row_number, column)
        self.tables += 1
        self.open_items.clear()

    def _add_cell(self, lines: Sequence[Line], row: int, column: int) -> None:
        place = {"heading": self.heading, "table": self.tables, "row": row, "column": column}
        self._add_lines(Shape.CELL, lines, **place)
        parts = _parts(lines)
        for part in parts if len(parts) > 1 else ():
            self._add_lines(Shape.CELL_PART, part, **place)

    def _add_lines(self, shape: Shape, lines: Sequence[Line], **place: int) -> None:
        text = join_lines([line.text for line in lines], self.known)
        labels = read_labels(text)
        label = labels[0] if labels else None
        length = label.length if label else 0
        left = min(line.box.x0 for line in lines)
        self.passages.append(
            Passage(
                len(self.passages), shape, text[length:].strip(), tuple(lines), label, text[:length], **place,
                first_x0=lines[0].box.x0, body_x0=left,
            )
        )  # fmt: skip


def _belongs(block: Block, item: Passage) -> bool:
    """Tell whether a block is a sub-point or a further paragraph of an item before it."""
    if block.page - item.last_page > 1 or block.first_x0 <= item.first_x0 + INDENT or is_caption(block.text):
        return False
    if block.kind is BlockKind.ITEM:
        return block.list_id != item.list_id
    hanging = item.body_x0 > item.first_x0 + INDENT
    return hanging and -INDENT / 2 <= block.first_x0 - item.body_x0 <= DEEPEST


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the paragraphs and items in a cell: a label, a wider gap or a change to or from bold begins one."""
    parts: list[list[Line]] = []
    usual = _usual_gap(lines)
    for line in lines:
        before = parts[-1][-1] if parts else None
        if before is None or _begins_part(line, before, usual):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _begins_part(line: Line, before: Line, usual: float) -> bool:
    if line.begins is not None:
        return line.begins
    if line.page == before.page and line.box.top - before.box.top > usual + 0.3 * line.size:
        return True
    if (line.bold_share > 0.9) != (before.bold_share > 0.9):
        return True
    return bool(read_labels(line.text)) and before.text[-1:] in ".;:?!"


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = sorted(
        b.box.top - a.box.top for a, b in itertools.pairwise(lines) if a.page == b.page and b.box.top > a.box.top
    )
    return gaps[len(gaps) // 4] if gaps else 0.0
