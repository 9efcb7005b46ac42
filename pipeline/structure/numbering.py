"""The lists that labelled items form: which item goes on with which list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, BlockKind, Label, LabelKind, Line
from pipeline.labels import bare_number

INDENT_TOLERANCE = 9.0
"""Points by which the labels of one list may differ in their left edge."""
FEWEST_BARE, FEWEST_LETTERED = 3, 2
"""Bare numbers in a row that are labels and no beginnings of sentences, and those behind a letter ("A1", "A2")."""


@dataclass(slots=True)
class _List:
    list_id: int
    style: str
    x0: float
    last: int
    last_text: str


@dataclass(slots=True)
class ListTracker:
    """Assigns items to lists in reading order.

    An item goes on with the list whose style and indent are its own and whose last number is one less; a list can go
    on after an interposed paragraph. Otherwise it begins a list. Lists deeper in the page end when a list further
    left goes on.
    """

    lists: list[_List] = field(default_factory=list)
    count: int = 0

    def expects(self, labels: tuple[Label, ...], x0: float) -> Label | None:
        """Return the reading that goes on with an open list at `x0`, or None."""
        for entry in reversed(self.lists):
            for label in labels:
                if _continues(entry, label, x0):
                    return label
        return None

    def end_bullets(self, x0: float) -> None:
        """End the lists of bullets that a heading at `x0` closes: those that stand no further left, as nothing counts them on."""
        self.lists = [e for e in self.lists if e.last > 0 or e.x0 < x0 - INDENT_TOLERANCE]

    def assign(self, labels: tuple[Label, ...], x0: float) -> tuple[Label, int]:
        """Return the best reading of an item's label and the id of its list."""
        for entry in reversed(self.lists):
            for label in labels:
                if _continues(entry, label, x0):
                    entry.last, entry.last_text, entry.x0 = label.ordinal, label.text, x0
                    self.lists = [e for e in self.lists if e.x0 <= x0 + INDENT_TOLERANCE]
                    return label, entry.list_id
        label = next((reading for reading in labels if reading.ordinal <= 1), labels[0])
        self.lists = [e for e in self.lists if e.x0 < x0 - INDENT_TOLERANCE or e.style != label.style]
        self.count += 1
        self.lists.append(_List(self.count, label.style, x0, label.ordinal, label.text))
        return label, self.count


def bare_numbers(lines: Iterable[Line]) -> dict[int, Label]:
    """Return the labels of lines that begin with a bare number, by the lines' identity, where such numbers form a list.

    They count up from 1 in reading order, at one left edge; a list that long may go on at another, in the next column.
    """
    runs: list[list[tuple[Line, Label]]] = []
    for line in lines:
        label = bare_number(line.text)
        if label is None:
            continue
        if label.ordinal == 1:
            runs.append([(line, label)])
            continue
        follows = [run for run in runs if (run[-1][1].style, run[-1][1].ordinal + 1) == (label.style, label.ordinal)]
        here = [run for run in follows if abs(run[-1][0].x0 - line.x0) <= INDENT_TOLERANCE]
        elsewhere = [run for run in follows if len(run) >= FEWEST_BARE]
        if here or elsewhere:
            (here or elsewhere)[-1].append((line, label))
    lists = [run for run in runs if len(run) >= (FEWEST_LETTERED if run[0][1].text[0].isalpha() else FEWEST_BARE)]
    return {id(line): label for run in lists for line, label in run}


def with_lone_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with numbers that stand alone as labels of the paragraphs behind them, where such numbers form a list.

    They count up by one, at one left edge; a label that structure knows, and that no wording follows, is joined with its
    paragraph in any case.
    """
    places = [i for i, block in enumerate(blocks[:-1]) if _lone_number(block) and _may_be_numbered(blocks[i + 1])]
    alone = {
        place
        for before, place, after in zip([None, *places], places, [*places[1:], None], strict=False)
        if _counts_up(blocks, before, place) or _counts_up(blocks, place, after)
    }
    first_free = max((block.list_id for block in blocks), default=0) + 1
    joined: list[Block] = []
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        if place - 1 in alone and before is not None:
            number = before.text.strip(" .)")
            label = Label(number, LabelKind.ARABIC, int(number), "1", len(before.lines[0].text))
            joined[-1] = _numbered(before, block, label, first_free)
        elif before is not None and _is_empty_item(before) and _may_be_numbered(block) and before.label is not None:
            joined[-1] = _numbered(before, block, before.label, before.list_id)
        else:
            joined.append(block)
    return joined


def _lone_number(block: Block) -> bool:
    bare = block.text.strip(" .)")
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and block.label is None
        and bare.isdecimal()
        and len(bare) < 3
    )


def _is_empty_item(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and not block.text and block.label is not None and bool(block.label.text)


def _may_be_numbered(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.label is None and any(c.isalpha() for c in block.text)


def _counts_up(blocks: Sequence[Block], one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return False
    numbers = [int(blocks[place].text.strip(" .)")) for place in (one, other)]
    return numbers[1] == numbers[0] + 1 and abs(blocks[one].first_x0 - blocks[other].first_x0) <= INDENT_TOLERANCE


def _numbered(number: Block, wording: Block, label: Label, list_id: int) -> Block:
    lines = (*number.lines, *wording.lines)
    return Block(BlockKind.ITEM, lines, wording.text, label, list_id, number.first_x0, wording.first_x0)


def _continues(entry: _List, label: Label, x0: float) -> bool:
    if entry.style != label.style or abs(entry.x0 - x0) > INDENT_TOLERANCE:
        return False
    if label.kind is LabelKind.BULLET:
        return True
    step = label.ordinal - entry.last
    return step == 1 or (step == 0 and label.text != entry.last_text)
