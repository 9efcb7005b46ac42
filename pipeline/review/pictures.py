"""A page as the program saw it: its picture with the boxes of lines, headings, labels, tables and rows."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from pipeline.document import Block, BlockKind, Box, Page, Report
from pipeline.records import Recommendation, Response

COLOURS = {
    "line": "#b0b0b0",
    "heading": "#8e24aa",
    "item": "#1565c0",
    "paragraph": "#6d8b74",
    "table": "#ef6c00",
    "row": "#c62828",
    "role": "#00695c",
}
"""Colour of each kind of box, and of what passages seem to be."""
NOTE_DOWN, NOTE_HIGH, NOTE_PAPER = 10, 11, "#ffffffd0"
"""Pixels that such a note stands below the top of its passage, and its height; what it is written on."""


def draw_page(
    picture: Image.Image,
    page: Page,
    reports: Sequence[Report],
    rows: Sequence[Recommendation | Response],
    roles: Sequence[tuple[Box, str]],
) -> Image.Image:
    """Return the picture of a page with boxes around what was seen on it.

    Args:
        picture: the rendered page.
        page: the page as read, furniture out.
        reports: the document's reports.
        rows: the recommendations and responses of the document; those on this page are drawn.
        roles: what each passage of the page seems to be, with its place in points.
    """
    drawn = picture.copy()
    draw = ImageDraw.Draw(drawn)
    scale = drawn.width / page.width if page.width else 1.0
    for line in page.lines:
        _box(draw, line.box, scale, "line", "")
    for report in reports:
        for block in report.blocks:
            if block.page == page.number:
                _box(draw, block.box, scale, block.kind.value, _caption(block))
    for box, told in roles:
        _margin_note(draw, box, scale, told)
    for row in rows:
        if row.page == page.number:
            name = "recommendation" if isinstance(row, Recommendation) else "response"
            _box(draw, row.box, scale, "row", f"{name} {row.number} {row.rule}", 3)
    return drawn


def _margin_note(draw: ImageDraw.ImageDraw, box: Box, scale: float, told: str) -> None:
    """Write what a passage seems to be behind its first line, or inside it where the page ends."""
    width = draw.textlength(told)
    x0 = min(box.x1 * scale + 4, draw.im.size[0] - width - 2)
    place = (x0, box.top * scale + NOTE_DOWN)
    draw.rectangle((*place, place[0] + width, place[1] + NOTE_HIGH), fill=NOTE_PAPER)
    draw.text(place, told, fill=COLOURS["role"])


def _caption(block: Block) -> str:
    label = f" {block.label.text or 'bullet'}" if block.label else ""
    listed = f" list {block.list_id}" if block.list_id and block.kind is BlockKind.ITEM else ""
    return f"{block.kind.value}{label}{listed}"


def _box(draw: ImageDraw.ImageDraw, box: Box, scale: float, kind: str, caption: str, width: int = 1) -> None:
    x0, top, x1, bottom = (value * scale for value in (box.x0, box.top, box.x1, box.bottom))
    draw.rectangle((x0 - 2, top - 2, x1 + 2, bottom + 2), outline=COLOURS[kind], width=width)
    if caption:
        draw.text((x1 + 4, top - 2) if width == 1 else (x0, max(0.0, top - 13)), caption, fill=COLOURS[kind])
