"""The lists that labelled items form: which item goes on with which list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.document import Label, LabelKind, Line
from pipeline.labels import bare_number

INDENT_TOLERANCE = 9.0
"""Points by which the labels of one list may differ in their left edge."""
FEWEST_BARE = 3
"""Numbers without point or bracket that stand one after the other at one edge make a list from so many."""


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
    return {id(line): label for run in runs if len(run) >= FEWEST_BARE for line, label in run}


def _continues(entry: _List, label: Label, x0: float) -> bool:
    if entry.style != label.style or abs(entry.x0 - x0) > INDENT_TOLERANCE:
        return False
    if label.kind is LabelKind.BULLET:
        return True
    step = label.ordinal - entry.last
    return step == 1 or (step == 0 and label.text != entry.last_text)
