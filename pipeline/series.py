"""Numbers in series: what is left of a damaged number, and which numbers a list's others leave room for.

Shared by the stages that read lists and tables off scans and flat text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

NUMBER_INFERRED = "its number was lost and put back from its neighbours"
NUMBER_LOST = "its number is lost"

_REST = re.compile(
    r"^(?P<mark>(?P<digits>\d{1,3})?\s?(?P<close>[.,;:)])|(?P<one>[lI|!])\s?[.,)]|[A-Za-z]?(?P<odd>\d{1,2})\s?[;:,])"
    r"\s+(?=[A-Z(\u2018\u201c])"
)
_BARE_NUMBER = re.compile(r"^(?P<digits>\d{1,2})\s+(?=[A-Z\u2018\u201c])")


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a label: its characters, the number they look like, the mark that closed it.

    `sure` tells that it can be nothing else than the rest of a label.
    """

    length: int
    hint: int | None
    close: str = ""
    sure: bool = True


def read_rest(text: str) -> Rest | None:
    """Return what is left of a label in front of a wording (". To …", "4, The …", "l. For …"), None if nothing is."""
    if found := _REST.match(text):
        digits = found["digits"] or found["odd"]
        hint = int(digits) if digits else 1 if found["one"] else None
        return Rest(found.end(), hint, found["close"] if found["close"] in (".", ")") else "")
    if found := _BARE_NUMBER.match(text):
        return Rest(found.end(), int(found["digits"]), sure=False)
    return None


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a list: its number if one is printed, what is left of one, whether an item stands there for certain."""

    value: int | None
    hint: int | None = None
    is_item: bool = True


def complete_series(slots: Sequence[Slot]) -> list[int | None]:
    """Return the number of each place of a list, None where it does not follow.

    What is left of a number counts where it goes on from the number before or leads to the one behind. Between two
    numbers, before the first and behind the last, numbers follow if the items there fill the room exactly. Places that
    may hold no item count only between two numbers, and only if they fill it; behind one no number follows.
    """
    values = _with_hints(slots)
    known = [i for i, value in enumerate(values) if value is not None]
    if not known:
        return values
    items = [i for i in range(known[0]) if slots[i].is_item]
    first = values[known[0]] or 0
    if len(items) == first - 1:
        _fill(values, items, 1)
    for before, after in pairwise(known):
        _fill_between(values, slots, before, after)
    tail = takewhile(lambda i: slots[i].is_item, range(known[-1] + 1, len(slots)))
    _fill(values, list(tail), (values[known[-1]] or 0) + 1)
    return values


def _with_hints(slots: Sequence[Slot]) -> list[int | None]:
    """Return the printed numbers, and the damaged ones that a neighbour confirms or that begin the list."""
    values = [slot.value for slot in slots]
    last: int | None = 0
    for i, slot in enumerate(slots):
        if values[i] is None and slot.hint is not None and last is not None and slot.hint == last + 1:
            values[i] = slot.hint
        if values[i] is not None:
            last = values[i]
        elif slot.is_item:
            last = last + 1 if last else None
    following: int | None = None
    for i in reversed(range(len(slots))):
        hint = slots[i].hint
        if values[i] is None and hint is not None and following is not None and hint == following - 1:
            values[i] = hint
        if values[i] is not None or slots[i].is_item:
            following = values[i]
    return values


def _fill(values: list[int | None], places: Sequence[int], first: int) -> None:
    for number, place in enumerate(places, first):
        values[place] = number


def _fill_between(values: list[int | None], slots: Sequence[Slot], before: int, after: int) -> None:
    low, high = values[before] or 0, values[after] or 0
    between = range(before + 1, after)
    items = [i for i in between if slots[i].is_item]
    room = high - low - 1
    if room >= 0:
        if len(items) == room:
            _fill(values, items, low + 1)
        elif len(items) < room == len(between):
            _fill(values, list(between), low + 1)
    elif len(items) == len(between) >= high - 1:
        tail = len(items) - (high - 1)
        _fill(values, items[:tail], low + 1)
        _fill(values, items[tail:], 1)
