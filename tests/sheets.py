"""Small papers for one test each: pages of paragraphs with a look and a left edge, boxes, columns and ruled tables."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.generator.paper import Block, Box, Break, Cell, Paragraph, Table
from tests.papers import PLAIN, draw_blocks, ruled, text

LOOKS = {"plain": "", "bold": "b", "italic": "i", "bold-italic": "bi"}
INDENT = 18.0
ROOM = 595.3 - 2 * PLAIN.margin

Sheet = list[tuple[str, float, str]]
"""Paragraphs as (look, left edge in points, text); the margin is at 72."""


def draw_sheets(*pages: Sheet, boxes: Sequence[tuple[int, int, int]] = ()) -> bytes:
    """Draw pages of paragraphs; `boxes` frame paragraphs (page, first, last) of them."""
    blocks: list[Block] = []
    for number, page in enumerate(pages):
        if number:
            blocks.append(Break())
        paragraphs = _paragraphs(page)
        framed = {first: last for where, first, last in boxes if where == number}
        index = 0
        while index < len(paragraphs):
            last = framed.get(index)
            blocks.append(paragraphs[index] if last is None else Box(paragraphs[index : last + 1]))
            index = index + 1 if last is None else last + 1
    return draw_blocks(blocks)


def draw_two_columns(front: Sheet, left: Sheet, right: Sheet) -> bytes:
    """Draw a page with paragraphs across it and two columns of paragraphs side by side under them."""
    columns = Table([[Cell(_paragraphs(left)), Cell([]), Cell(_paragraphs(right))]], [0.47, 0.06, 0.47], 0, "none")
    return draw_blocks([*_paragraphs(front), columns])


def draw_table(front: Sequence[str], header: list[str], rows: list[list[str]], widths: list[float]) -> bytes:
    """Draw front lines and a ruled table under them; widths in points, an empty header for none."""
    table = ruled([header, *rows] if header else rows, [width / ROOM for width in widths], bool(header))
    return draw_blocks([*(text(line, "b", "h3") for line in front), table])


def _paragraphs(sheet: Sheet) -> list[Paragraph]:
    return [text(words, LOOKS[look], level=round((edge - PLAIN.margin) / INDENT)) for look, edge, words in sheet]
