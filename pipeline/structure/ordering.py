"""The order in which a report's lines and tables are read, and what only interrupts its running text.

A sentence that the margin broke goes on in small letters, set alike: what stands between, a quotation set large, a box, a
table, is an aside and belongs behind the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Box, Line, Page, Table
from pipeline.labels import read_labels
from pipeline.structure.furniture import usual_size

LONGEST = 12
"""Lines that an interruption has at most; tables count as one."""
FULL_LINE = 0.85
"""A line that fills this share of the widest line set alike on its page was broken by the margin."""
SAME_SIZE = 0.08
"""Share of the font size by which two lines set alike may differ."""
OUTDENT = 6.0
"""Points by which the left edges of two lines of one paragraph may differ."""
CLOSE = 0.5
"""Share of the font size under which the space between two lines is that between lines of a paragraph."""
LARGER = 1.1
"""A line set so many times as large as the sentence around it only interrupts it, wherever that was broken."""

_FINISHED = re.compile(r"[.:;?!][\"'\u2019\u201d)\]]*$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line or a table where it is read; `aside` tells that it only interrupts the running text, `goes_on` that it goes on
    with a sentence that was interrupted."""

    element: Line | Table
    aside: bool = False
    goes_on: bool = False


def in_reading_order(pages: Sequence[Page]) -> Iterator[Placed]:
    """Yield the lines and tables of a report's pages in the order in which they are read."""
    elements = [element for page in pages if page.studied for element in _page_order(page)]
    widest = {page.number: _widest(page.lines) for page in pages}
    usual = usual_size(pages)
    end = 0
    for place, element in enumerate(elements):
        if place < end:
            yield Placed(element, aside=True)
            continue
        yield Placed(element, isinstance(element, Line) and element.aside, bool(end) and place == end)
        running = isinstance(element, Line) and abs(element.size - usual) <= SAME_SIZE * usual
        end = _end_of_interruption(elements, place, widest) if running else 0


def _page_order(page: Page) -> Iterator[Line | Table]:
    """Yield a page's lines, each table behind the last line above it in its own column."""
    lines = list(page.lines)
    behind: dict[int, list[Table]] = {}
    for table in sorted(page.tables, key=lambda t: (t.box.top, t.box.x0)):
        above = [i for i, line in enumerate(lines, 1) if _overlap(line.box, table.box) and line.box.top < table.box.top]
        behind.setdefault(max(above, default=0), []).append(table)
    yield from behind.get(0, ())
    for place, line in enumerate(lines, 1):
        yield line
        yield from behind.get(place, ())


def _overlap(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _widest(lines: Sequence[Line]) -> dict[float, float]:
    """Return how far the widest lines of a page reach from their columns' left edges, by font size in whole points."""
    widest: dict[float, float] = {}
    for line in lines:
        size = round(line.size)
        widest[size] = max(widest.get(size, 0.0), line.box.x1 - line.shift)
    return widest


def _end_of_interruption(elements: Sequence[Line | Table], place: int, widest: dict[int, dict[float, float]]) -> int:
    """Return where a broken sentence goes on behind other matter, 0 if nothing interrupts it."""
    line = elements[place]
    if not isinstance(line, Line) or _FINISHED.search(line.text):
        return 0
    broken = line.box.x1 - line.shift >= FULL_LINE * widest[line.page].get(round(line.size), 0.0)
    for end in range(place + 1, min(place + LONGEST + 2, len(elements))):
        element = elements[end]
        if isinstance(element, Line) and (_set_alike(line, element) or _follows_close(line, element)):
            goes_on = end > place + 1 and element.text[:1].islower() and not read_labels(element.text)
            return end if goes_on and broken and abs(element.x0 - line.x0) < OUTDENT else 0
        broken = broken or (isinstance(element, Line) and element.size > LARGER * line.size)
    return 0


def _follows_close(line: Line, other: Line) -> bool:
    """Tell whether a line of the same size stands right below another: a box drawn around it parts nothing."""
    below = line.page == other.page and 0 <= other.box.top - line.box.bottom < CLOSE * line.size
    return below and abs(line.size - other.size) <= SAME_SIZE * line.size


def _set_alike(one: Line, other: Line) -> bool:
    """Tell whether two lines are set in the same size, both inside or both outside drawn boxes."""
    return abs(one.size - other.size) <= SAME_SIZE * one.size and bool(one.framed) == bool(other.framed)
