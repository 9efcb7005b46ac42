"""Pictures of PDF pages as people look at them, each turned by as much as its page was when it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from PIL.Image import Image, Resampling

from pipeline.errors import UnreadableDocument
from pipeline.reading import pdfium

DPI = 110
"""Dots per inch at which pages are shown: print of 8 points can be read, and a page takes some 60 KiB."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page, and its size in points as the coordinates of boxes on it count."""

    number: int
    image: Image
    width: float
    height: float


def render_pages(data: bytes, name: str, password: str, turns: Mapping[int, float]) -> Iterator[PagePicture]:
    """Yield the pictures of some pages (from 1), at a lower resolution than DPI where one would be too large.

    Args:
        data: the file's bytes.
        name: its name for messages.
        password: "" if none is needed.
        turns: the degrees, clockwise, by which each page is turned, as `Page.turn` states it.

    Raises:
        UnreadableDocument: the file cannot be opened, or has no such page.
    """
    with closing(pdfium.open_document(data, name, password)) as document:
        for number, turn in turns.items():
            if not 1 <= number <= len(document):
                raise UnreadableDocument(
                    f"{name} has {len(document)} pages, there is no page {number}.", "Give a page that exists."
                )
            picture, scale = pdfium.render(document, number, DPI), pdfium.scale_of(document, number, DPI)
            turned = _turned(picture, turn)
            yield PagePicture(number, turned, turned.width / scale, turned.height / scale)


def _turned(picture: Image, turn: float) -> Image:
    quarter = round(turn / 90) * 90
    upright = picture.rotate(-quarter, expand=True) if quarter % 360 else picture
    level = quarter - turn
    return upright.rotate(level, Resampling.BICUBIC, fillcolor="white") if level else upright
