"""Lists that gather what a paper recommends or concludes in its chapters, at their end or at the beginning of all.

Most of their items stand word for word in the chapters, too. Such a list is complete: what else the chapters ask in running text is
part of an item. An item's place is where the paper first says it; where it stands in bold among other sentences, only these count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from pipeline.document import LabelKind, Line, enclosing_box, line_text
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.likely import enough, making
from pipeline.passages import Passage, Shape, children_of
from pipeline.records import Kind
from pipeline.roles.deciding import Decided
from pipeline.roles.paper import leads_up
from pipeline.roles.together import RECOMMENDING
from pipeline.wording import clean, join_lines, similarities, squash

FEWEST, MOST = 3, 0.5
"""A list gathers if it has so many items at least, and this share of them is stated elsewhere, too."""
TELLING = 40
"""By so many letters and digits at its beginning a wording is known again."""
LIKE_ROWS = 0.3
"""Mean probability of its items from which a list may be one of recommendations or conclusions."""
CONTENTS = "says: contents"
"""The entry of a list of contents, which repeats headings."""
SAME_WORDING = 90.0
"""Similarity, 0 to 100, from which a chapter's paragraph states the item of the list."""
ITALIC, ROMAN = 0.7, 0.3
"""Shares of italics from which an item is set in italics, and under which it is not."""
MIXED = 0.1
"""Typography tells the kinds apart if at least this share of the items is set in each way."""


@dataclass(frozen=True)
class Gathered:
    """The items of the lists in which a paper gathers what it recommends."""

    decided: Decided

    @cached_property
    def _squashed(self) -> list[str]:
        return [squash(p.text) if p.shape is not Shape.CELL_PART else "" for p in self.decided.paper.passages]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(len, self._squashed))]

    @cached_property
    def _all(self) -> str:
        return "".join(self._squashed)

    @cached_property
    def items(self) -> dict[int, int]:
        """For each item of a gathering list the list; {} if there is none."""
        lists: dict[tuple[int, int, int], list[int]] = {}
        for p in self.decided.paper.passages:
            if (p.shape is Shape.ITEM and p.list_id and p.parent < 0) or (p.shape is Shape.CELL and p.row > 0):
                lists.setdefault((p.list_id, p.table, p.column), []).append(p.index)
        gathering = [group for group in lists.values() if self._gathers(group)]
        announced = {i for group in gathering for i in group if self._is_announced(i)}
        return {
            index: number
            for number, group in enumerate(gathering, 1)
            if self._is_announced(group[0]) or not self._restates(group, announced)
            for index in group
        }

    def _is_announced(self, index: int) -> bool:
        return not RECOMMENDING.isdisjoint(self.decided.signals[index])

    def _holds_beside(self, index: int) -> bool:
        """Tell whether a passage outside the lists is sure enough to be a row beside them."""
        return making(self.decided, index) >= enough(self.decided, index, against=True)

    def _restates(self, group: Sequence[int], others: Collection[int]) -> bool:
        """Tell whether most of a list stands in others."""
        return sum(any(place in others for place in self.places_of(i)) for i in group) >= MOST * len(group)

    def with_items(self, likely: frozenset[int]) -> frozenset[int]:
        """Return likely rows with the items of gathering lists: beside these only those that are announced by their place."""
        if not self.items:
            return likely
        return frozenset(self.items) | {i for i in likely if self._is_announced(i) and self._holds_beside(i)}

    def _gathers(self, group: Sequence[int]) -> bool:
        likely = sum(making(self.decided, i) for i in group)
        contents = sum(CONTENTS in self.decided.signals[i] for i in group)
        if likely < LIKE_ROWS * len(group) or contents * 2 > len(group):
            return False
        own = set(group)
        passages = self.decided.paper.passages
        restated = sum(
            any(place not in own and passages[place].parent < 0 for place in self.places_of(i)) for i in group
        )
        return restated >= max(FEWEST, MOST * len(group))

    def places_of(self, index: int) -> Iterator[int]:
        """Yield the other passages in which the beginning of a passage's wording stands, then those in which its end does."""
        own = self._squashed[index]
        for wanted in (own[:TELLING], own[-TELLING:]) if len(own) >= TELLING else ():
            start = self._all.find(wanted)
            while start >= 0:
                place = bisect_right(self._starts, start) - 1
                if place != index:
                    yield place
                start = self._all.find(wanted, start + 1)

    @cached_property
    def _kinds(self) -> dict[int, Kind]:
        """The kinds of items of lists that tell them by their look."""
        kinds: dict[int, Kind] = {}
        for number in set(self.items.values()):
            group = [i for i, own in self.items.items() if own == number]
            told = kinds_by_look([self.decided.paper.passages[i] for i in group])
            if told:
                kinds.update(zip(group, told, strict=True))
        return kinds

    def with_kind(self, candidate: Candidate, index: int) -> Candidate:
        """Return an item's candidate with the kind that its look tells, if its list tells kinds so."""
        return replace(candidate, kind=self._kinds.get(index, candidate.kind))

    def first_place(self, candidate: Candidate, index: int, known: frozenset[str]) -> Candidate:
        """Return a candidate at the place where its wording first stands: a paragraph of its own, or its bold part.

        Its number is the list's, unless the paragraph there names itself.
        """
        passages = self.decided.paper.passages
        earlier = [place for place in self.places_of(index) if passages[place].page < candidate.lines[0].page]
        stated = [(place, *own) for place in earlier for own in _statements(passages[place], passages, self._children)]
        texts = [join_lines([line.text for line in lines], known)[skip:] for _, lines, skip in stated]
        alike = similarities([candidate.text(known)], texts)[0] if texts else np.zeros(1)
        best = int(alike.argmax())
        if alike[best] < SAME_WORDING:
            return candidate
        place, lines, skip = stated[best]
        label = passages[place].label
        number = label.text if label is not None and label.kind is LabelKind.NAMED else candidate.number
        pages = tuple(sorted({line.page for line in candidate.lines}))
        return replace(candidate, lines=lines, skip=skip, stop=None, also_pages=pages, number=number)

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        return children_of(self.decided.paper.passages)

    def parts_of(self, item: Passage) -> list[Passage]:
        """Return the sub-points of an item that leads up to them: they are no rows of their own, though stated elsewhere, too."""
        return [self.decided.paper.passages[i] for i in self._children.get(item.index, ()) if leads_up(item)]


def _statements(
    passage: Passage, passages: Sequence[Passage], children: Mapping[int, Sequence[int]]
) -> Iterator[tuple[tuple[Line, ...], int]]:
    """Yield the lines of a passage with its sub-points, and those of its bold words alone, each with its label's length."""
    alone = passage.lines
    whole = (*alone, *(line for i in children.get(passage.index, ()) for line in passages[i].lines))
    for lines, skip in ((whole, len(passage.label_text)), (alone, len(passage.label_text)), (_bold_part(whole), 0)):
        if lines:
            yield lines, skip


def kinds_by_look(items: Sequence[Passage]) -> list[Kind]:
    """Return of the items of a list what each is, if it sets recommendations in italics and conclusions not; else []."""
    slanted = [_italic_share(item.lines) for item in items]
    italic, roman = sum(s >= ITALIC for s in slanted), sum(s <= ROMAN for s in slanted)
    if min(italic, roman) >= MIXED * len(items) and italic + roman >= 0.9 * len(items):
        return [Kind.SCRUTINY if share > 0.5 else Kind.CONCLUSION for share in slanted]
    return []


def _italic_share(lines: Sequence[Line]) -> float:
    words = [word for line in lines for word in line.words if any(c.isalpha() for c in word.text)]
    total = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if word.italic) / total if total else 0.0


def _bold_part(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with their bold words only, the paragraph's number left out."""
    bold = []
    for i, line in enumerate(lines):
        words = tuple(
            w for j, w in enumerate(line.words) if w.bold and not (i == 0 and j == 0 and w.text[:1].isdigit())
        )
        if words:
            bold.append(
                replace(line, text=clean(line_text(words)), words=words, box=enclosing_box([w.box for w in words]))
            )
    return tuple(bold)
