"""Writes a paper as plain text: lines of a set width, tables cell by cell."""

from __future__ import annotations

import textwrap

from pipeline.generator.paper import Block, Break, Paper, Paragraph, Table, paragraphs_of

WIDTH = 96
"""Characters in a line."""


def draw_text(paper: Paper) -> str:
    """Return the paper as text; an empty line ends every paragraph."""
    return "\n\n".join(part for block in paper.blocks for part in _draw(block) if part.strip()) + "\n"


def _draw(block: Block) -> list[str]:
    if isinstance(block, Break):
        return []
    if isinstance(block, Table):
        return [text for row in block.rows for cell in row for text in [_cell(cell.paragraphs, cell.tick)]]
    return [_set(paragraph) for paragraph in paragraphs_of(block)]


def _cell(paragraphs: list[Paragraph], tick: bool | None) -> str:
    if tick is not None:
        return "☒" if tick else "☐"
    return "\n".join(_set(paragraph) for paragraph in paragraphs)


def _set(paragraph: Paragraph) -> str:
    text = " ".join(piece.text for piece in paragraph.all_pieces() if piece.text)
    return textwrap.fill(text, WIDTH, break_on_hyphens=False, break_long_words=False)
