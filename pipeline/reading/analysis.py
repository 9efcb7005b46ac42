"""The second pass: the lines, frames and tables of a page that matters.

Level pages are laid out from what PDFium finds set on them; turned pages are read by pdfplumber, which turns them back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfplumber.page import Page as TurnedPage

from pipeline.document import Box, Page, Word
from pipeline.reading.colours import with_colours
from pipeline.reading.fields import NOTHING, PutIn, with_put_in
from pipeline.reading.flow import read_flow
from pipeline.reading.ruled import drawn_grids, frames_of, read_tables, shapes_of, side_boxes_of
from pipeline.reading.ticks import drawn_ticks
from pipeline.reading.typeset import WORD_GAP, SetPage, is_bold, is_italic

LOST_SHARE, LEAST_LOST = 0.1, 100
"""Share and number of a page's characters from which on those that ended in no line or table are told of."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def lost_text(page: Page) -> int:
    """Return how many characters of a page's text stand in none of its lines and tables, 0 if they are few.

    Pictures of charts lose some; 2,300 pages of the corpus lose more than LOST_SHARE on seven.
    """
    text = len("".join(page.text.split()))
    lost = text - sum(len(line.text.replace(" ", "")) for line in page.all_lines)
    return lost if lost >= LEAST_LOST and lost > LOST_SHARE * text else 0


def lay_out(page: Page, found: SetPage, put_in: PutIn = NOTHING) -> Page:
    """Return a page, as the first pass read it, with the lines and tables that its words and paths form.

    Args:
        page: the page with its text.
        found: what is set and drawn on it.
        put_in: what was put into its form fields.
    """
    words = with_put_in(found.words, put_in.words, (*put_in.boxes, *drawn_ticks(found.paths, found.words)))
    read = _laid_out(page, words, shapes_of(found.paths), drawn_grids(found.paths) if found.paths else [])
    return replace(read, tables=tuple(with_colours(read.tables, found.paths))) if read.tables else read


def _laid_out(page: Page, words: Sequence[Word], shapes: Sequence[Box], grids: Sequence[Any]) -> Page:
    rules, frames = frames_of(shapes, page.height)
    tables, table_frames = read_tables(grids, words, page)
    frames = sorted([*frames, *table_frames], key=lambda box: box.width * box.height)
    lines, all_tables = read_flow(words, tables, frames, rules, page.number, side_boxes_of(shapes))
    return replace(page, lines=lines, tables=all_tables, studied=True)


def lay_out_turned(
    data: bytes, password: str, numbers: Sequence[int], pages: Sequence[Page], put_in: Sequence[PutIn]
) -> Iterator[Page]:
    """Yield what pdfplumber sees of the numbered pages; a page it fails on is left out.

    Args:
        data: the file's bytes.
        password: "" if none is needed.
        numbers: the pages wanted, counted from 1.
        pages: all pages as the first pass read them.
        put_in: what was put into the form fields of each.
    """
    try:
        document = pdfplumber.open(BytesIO(data), pages=list(numbers), password=password)
        turned = list(document.pages)
    except MemoryError:
        raise
    except (
        Exception
    ):  # pdfminer raises bare TypeError, AssertionError and others on damaged files; PDFium's words follow
        return
    with document:
        for page in turned:
            try:
                yield _lay_out_turned(page, pages[page.page_number - 1], put_in[page.page_number - 1])
            except MemoryError:
                raise
            except Exception:  # as above, for one page
                continue
            finally:
                page.close()


def _lay_out_turned(turned: TurnedPage, first: Page, put_in: PutIn) -> Page:
    words = [
        _word(raw)
        for raw in turned.filter(_is_upright).extract_words(
            extra_attrs=["fontname", "size"], x_tolerance_ratio=WORD_GAP, keep_blank_chars=False
        )
    ]
    shapes = [
        Box(float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"]))
        for shape in [*turned.rects, *turned.lines]
    ]
    page = replace(first, width=float(turned.width), height=float(turned.height))
    shown = with_put_in(words, put_in.words, put_in.boxes)
    return _laid_out(page, shown, shapes, turned.find_tables() if turned.edges else [])


def _is_upright(drawn: dict[str, Any]) -> bool:
    return bool(drawn.get("upright", True))


def _word(raw: dict[str, Any]) -> Word:
    font = str(raw["fontname"]).split("+")[-1].lower()
    box = Box(
        float(raw["x0"]),
        float(raw["top"]),
        max(float(raw["x0"]), float(raw["x1"])),
        max(float(raw["top"]), float(raw["bottom"])),
    )
    return Word(str(raw["text"]), box, float(raw["size"]), is_bold(font), is_italic(font))
