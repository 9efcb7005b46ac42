"""Pairs that only their numbers tell: of a paper that is known to answer a report, and whose numbers are the report's.

A paper may name a recommendation in three words of its own ("Shared service"). If those of its answers whose wording does tell what
they are to have the numbers of what they answer, the numbers of the others may be trusted, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

FEWEST = 2
"""So many pairs whose wording tells must agree in their numbers."""
_LAST = re.compile(r"(?P<last>\d+(?:\.\d+)*|(?<![A-Za-z])[A-Za-z]|(?<![A-Za-z])[ivx]+)\W*$")


def last_part(number: str) -> str:
    """Return the part of a number that counts: "7" of "HC/24/07", "R7" and "7", "" if it has none."""
    found = _LAST.search(number)
    return found["last"].lower().lstrip("0") if found else ""


def pairs_by_number(
    asked: Sequence[str], answered: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of places, in `asked` and in `answered`, of the same number that are in no pair yet.

    Args:
        asked: the numbers of a report's recommendations, "" for none.
        answered: the numbers that its answers name, "" for none.
        pairs: places that belong together by their wording.
    """
    of_asked, of_answered = list(map(last_part, asked)), list(map(last_part, answered))
    told = [(i, j) for i, j in pairs if of_asked[i] and of_answered[j]]
    if len(told) < FEWEST or any(of_asked[i] != of_answered[j] for i, j in told):
        return
    taken = {i for i, _ in pairs}
    count_asked, count_answered = Counter(of_asked), Counter(of_answered)
    for i, number in enumerate(of_asked):
        if i in taken or not number or count_asked[number] > 1 or count_answered[number] != 1:
            continue
        yield i, of_answered.index(number)
