"""Whether lines and columns are a table's, or a list, fields, running text in columns: told by what they hold and where they begin.

Running text in two columns has one river, a list has one behind its numbers; a table has two at least, or rules or common gaps
between its rows. Paragraphs of running text begin where they like; the cells of a row begin together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Box, Line
from pipeline.labels import is_number
from pipeline.reading.regions import FEWEST_LINES, FEWEST_ROWS, Region, Span, is_label, parts_of

STRIP = 0.35
"""Rows are parted where the gap between two lines is this share of the font size wider than the usual one."""
OFTEN = 0.8
"""Share of the numbers in front of two columns that must stand where rows begin: else they number one column of text beside another."""
SPARSE = 0.7
"""A column filled in no more than this share of the lines tells by its entries where rows begin."""
RULED = 0.6
"""A horizontal rule over this share of a table's width parts two rows."""
RUNNING = 3.5
"""Words in a line from which on a column may be running text."""
AGREED = 0.8
"""Columns that begin anew at the same places, but for this share, are a table's."""
NARROWEST = 150.0
"""Points that a table is wide at least."""


def is_tabular(region: Region, rules: Sequence[Box], edges: frozenset[int]) -> bool:
    """Tell whether lines and columns are a table's: three columns that are no labels and no running text, or two whose rows
    rules part, or common gaps.

    Numbers in front of wording, without a header, are a list's.
    """
    if len(region.lines) < FEWEST_LINES:
        return False
    texts = [region.texts(column) for column in range(len(region.columns))]
    worded = sum(not all(map(is_label, own)) for own in texts)
    if worded < FEWEST_LINES and all(map(is_label, texts[0])):
        return False
    if len(texts) == FEWEST_LINES and all(map(is_number, texts[0])) and not _begin_with_rows(region):
        return False
    if any(_begins_items(own, beside) for own, beside in pairwise(texts[1:])):
        return False
    ruled = len(below_rules(region, rules)) >= FEWEST_ROWS
    agree = _agreement(region)
    if not ruled and agree < AGREED and all(map(_is_running, texts)) and _is_dense(region):
        return False
    numbers = sum(is_label(text) or is_number(text) for text in texts[0])
    agreed = agree >= AGREED and 2 * numbers < len(texts[0]) and all(map(_is_worded, texts))
    parted = sum(len(parts_of(line, edges)) >= min(worded, FEWEST_LINES) for line in region.lines)
    return (
        region.columns[-1][1] - region.columns[0][0] >= NARROWEST
        and worded >= (2 if ruled or agreed else FEWEST_LINES)
        and parted >= FEWEST_ROWS
    )


def _is_running(texts: Sequence[str]) -> bool:
    """Tell whether the lines of a column hold as many words as running text does."""
    return sum(len(text.split()) for text in texts) >= RUNNING * len(texts)


def _is_worded(texts: Sequence[str]) -> bool:
    """Tell whether the lines of a column hold several words on average."""
    return sum(len(text.split()) for text in texts) >= FEWEST_ROWS * len(texts)


def _is_dense(region: Region) -> bool:
    """Tell whether every column has text in most lines."""
    filled = [[bool(cell) for cell in column] for column in zip(*region.grid, strict=True)]
    return all(sum(own) > SPARSE * len(own) for own in filled)


def _agreement(region: Region) -> float:
    """Return the share of the places at which columns begin anew that all of them have in common, 0 if these are few."""
    common, most = begin_together(region.lines, region.columns)
    return common / most if common >= FEWEST_LINES else 0.0


def begin_together(lines: Sequence[Line], columns: Sequence[Span]) -> tuple[int, int]:
    """Return at how many places all columns begin anew behind a gap, and at how many the one does that begins most often.

    Paragraphs of running text begin where they like; the cells of a row begin together.
    """
    region = Region(tuple(lines), tuple(columns))
    begun = [_begin_anew(region, column) for column in range(len(columns))]
    return len(set.intersection(*begun)), max(map(len, begun))


def _begin_anew(region: Region, column: int) -> set[int]:
    own = [(i, min(word.box.top for word in row[column])) for i, row in enumerate(region.grid) if row[column]]
    if not own:
        return set()
    gaps = [after[1] - before[1] for before, after in pairwise(own)]
    usual = min(gaps, default=0.0)
    return {
        own[0][0],
        *(i for (i, _), gap in zip(own[1:], gaps, strict=True) if gap > usual + STRIP * region.lines[i].size),
    }


def _begins_items(own: Sequence[str], beside: Sequence[str]) -> bool:
    """Tell whether a column holds the numbers or bullets of items in the column beside it: a second column of running text."""
    return all(map(is_number, own)) and sum(len(text.split()) for text in beside) >= FEWEST_LINES * len(beside)


def _begin_with_rows(region: Region) -> bool:
    """Tell whether the entries of the first column stand where wider gaps part rows: all columns begin anew there."""
    starts = {0, *below_gaps(region.lines)}
    entries = [i for i, row in enumerate(region.grid) if row[0]]
    return sum(i in starts for i in entries) >= OFTEN * len(entries)


def below_rules(region: Region, rules: Sequence[Box]) -> set[int]:
    """Return the places of the lines right below a rule over most of the region's width."""
    width = region.columns[-1][1] - region.columns[0][0]
    wide = [rule for rule in rules if rule.width >= RULED * width]
    return {
        place
        for place, (before, line) in enumerate(zip(region.lines, region.lines[1:], strict=False), 1)
        if any(before.box.top < rule.top <= line.box.top + 0.3 * line.size for rule in wide)
    }


def below_gaps(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines below a wider gap than usual, none if these are few."""
    gaps = [line.box.top - before.box.top for before, line in pairwise(lines)]
    usual = min(gaps)
    wider = {place for place, gap in enumerate(gaps, 1) if gap > usual + STRIP * lines[place].size}
    return wider if len(wider) >= FEWEST_ROWS else set()
