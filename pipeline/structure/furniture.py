"""Running heads, page stamps and footnotes: recognised by place and repetition, kept out of the text.

The number stamped on a page is kept as data: in a pack "Page 45" is the pack's number, a bare "7" the paper's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document import Line, Page

EDGE = 0.11
"""Share of the page height, at the top and at the bottom, in which furniture stands."""
EDGE_LINES = (4, 5)
"""Text lines at the beginning and at the end of a page's plain text that may be furniture."""
REPEATS = 3
"""A line on this many pages, in the same wording but for digits, is a running head; so is one at one height on both of two."""
INSIDE = 0.5
"""A running head stands within the text at most so often for each time it stands at an edge; "Recommendation 3" does oftener."""
FOOTNOTE_SIZE = 0.86
"""Footnotes are set smaller than this share of the document's usual size."""
NEIGHBOURS = 4
"""Pages to each side that must agree with a bare number for it to be the page's own."""

_STAMP = re.compile(r"^page\s+(\d{1,4})(?:\s+of\s+\d+)?$", re.IGNORECASE)
_BARE = re.compile(r"^[-\u2013\s]*(\d{1,4}|[ivxl]{1,7})[-\u2013\s]*$")
_END_NUMBER = re.compile(r"^(\d{1,4}|[ivxl]{1,6})\s{1,}\D|\D\s+(\d{1,4}|[ivxl]{1,6})$")
_ITEM = re.compile(r"^agenda\s+item(?:\s+no\.?)?:?\s+(\d{1,3}[a-z]?(?:\.\d+)?)$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^(?:\d{1,3}|[*†‡§])(?:\s|$)")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class _Stamps:
    stamp: str = ""
    bare: tuple[str, ...] = ()
    alone: str = ""
    item: str = ""


def read_stamps(pages: Sequence[Page]) -> list[Page]:
    """Return the pages with their printed numbers and agenda items filled in from the edges of their plain text."""
    stamps = [_stamps(page.text) for page in pages]
    own = [_own_number(stamps, i) for i in range(len(pages))]
    return [
        replace(page, printed=found.stamp or number, own_number=number, agenda_item=found.item)
        for page, found, number in zip(pages, stamps, own, strict=True)
    ]


def _edge_lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) <= sum(EDGE_LINES):
        return lines
    return lines[: EDGE_LINES[0]] + lines[-EDGE_LINES[1] :]


def _stamps(text: str) -> _Stamps:
    stamp, item, alone, bare = "", "", "", []
    for line in _edge_lines(text):
        if found := _STAMP.match(line):
            stamp = found.group(1)
        elif found := _ITEM.match(line):
            item = found.group(1)
        elif found := _BARE.match(line):
            alone = found.group(1)
            bare.append(alone)
        elif len(line) < 90 and (found := _END_NUMBER.search(line)):
            bare.append(found.group(1) or found.group(2))
    return _Stamps(stamp, tuple(bare), alone, item)


def _own_number(stamps: Sequence[_Stamps], index: int) -> str:
    """Return the bare number that neighbouring pages confirm (theirs less their distance), "" if none is confirmed."""
    best, best_votes = "", 0
    for candidate in stamps[index].bare:
        value = page_value(candidate)
        votes = 0
        for other in range(max(0, index - NEIGHBOURS), min(len(stamps), index + NEIGHBOURS + 1)):
            if other != index and any(
                page_value(c) - value == other - index and c.isdigit() == candidate.isdigit()
                for c in stamps[other].bare
            ):
                votes += 1
        if votes > best_votes:
            best, best_votes = candidate, votes
    return best or ("1" if stamps[index].alone == "1" else "")


def page_value(number: str) -> int:
    """Return a printed page number's value; roman numbers count too."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN_DIGITS[c] for c in number]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def strip_furniture(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without running heads, stamps and footnotes in their lines."""
    repeated = _repeated_lines(pages)
    usual = usual_size(pages)
    return [
        replace(
            page,
            lines=_without_footnotes(
                [line for line in page.lines if not _is_furniture(line, page, repeated)], page, usual
            ),
        )
        for page in pages
    ]


def _pattern(text: str) -> str:
    return re.sub(r"\d+|\b[ivxl]{1,6}\b", "#", text.strip().lower())


def _repeated_lines(pages: Sequence[Page]) -> frozenset[str]:
    counts = Counter(
        pattern
        for page in pages
        for pattern in {
            _pattern(text) for text in [*_edge_lines(page.text), *(e.text for e in page.lines if _at_edge(e, page))]
        }
    )
    inside = Counter(_pattern(line.text) for page in pages for line in page.lines if not _at_edge(line, page))
    often = {pattern for pattern, count in counts.items() if count >= REPEATS and inside[pattern] <= INSIDE * count}
    return frozenset(p for p in often | _on_both(pages) if len(p) < 160)


def _on_both(pages: Sequence[Page]) -> set[str]:
    """Return the wordings that stand at one height at the edge of both pages of a paper of two."""
    if len(pages) != 2:
        return set()
    first, second = (
        {(_pattern(line.text), round(line.box.top)) for line in page.lines if _at_edge(line, page)} for page in pages
    )
    return {pattern for pattern, _ in first & second}


def _is_furniture(line: Line, page: Page, repeated: frozenset[str]) -> bool:
    if not _at_edge(line, page):
        return False
    return (
        bool(_STAMP.match(line.text) or _ITEM.match(line.text) or _BARE.match(line.text))
        or _pattern(line.text) in repeated
    )


def _at_edge(line: Line, page: Page) -> bool:
    return line.box.bottom <= EDGE * page.height or line.box.top >= (1 - EDGE) * page.height


def usual_size(pages: Sequence[Page]) -> float:
    """Return the font size most characters of the studied pages are set in, in points (0 without lines)."""
    weight: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            weight[round(line.size * 2) / 2] += len(line.text)
    return weight.most_common(1)[0][0] if weight else 0.0


def _without_footnotes(lines: Sequence[Line], page: Page, usual: float) -> tuple[Line, ...]:
    """Cut the small print at the foot of each column of a page, from its first numbered line on."""
    columns = [list(own) for _, own in groupby(lines, key=lambda line: (line.shift, line.aside))]
    return tuple(line for own in columns for line in own[: _end_of_text(own, page, usual)])


def _end_of_text(lines: Sequence[Line], page: Page, usual: float) -> int:
    first = len(lines)
    while first and lines[first - 1].size < FOOTNOTE_SIZE * usual and lines[first - 1].box.top > 0.4 * page.height:
        first -= 1
    while first < len(lines) and not _FOOTNOTE.match(lines[first].text):
        first += 1
    return first
