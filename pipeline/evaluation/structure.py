"""Structure recall: which share of the answers' wordings the structure stage presents as whole passages.

What isn't a passage can't be found later, so this is the ceiling of every finder. A wording is whole if one passage, an
item with its sub-points, a run of passages, a cell or a run of sentences within a passage has the same lower-case letters
and digits but for a fiftieth. Beside boundaries the page and the reading order must be right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Report
from pipeline.evaluation.cases import Case
from pipeline.evaluation.scoring import EXACT
from pipeline.language.sentences import split_sentences
from pipeline.passages import Passage, Shape, children_of, whole_text
from pipeline.tables.stored import Row
from pipeline.wording import similarities, squash

LONGEST_RUN = 60
"""Passages, or sentences of one, that a wording may take up, one after the other."""
RECORD = 12
"""So many passages behind a cell stand in its row or record."""
LONGEST = 14000
"""Characters of the longest wording that is looked for: replies run over pages."""
BEGINNING = 14
"""Letters and digits by which the wordings that may be the same are found."""
NEAR = 60.0
"""Similarity, 0 to 100, from which a passage is told as the nearest to a wording that is not whole."""
WORDINGS = {
    "recommendations": ("recommendations", "text"),
    "quotations": ("responses", "recommendation_text"),
    "replies": ("responses", "text"),
    "statuses": ("responses", "status_text"),
    "actions": ("responses", "action"),
}
"""What is looked for: the table of the answers and the column that hold it. A column that a case lacks is not measured."""

_CLOSING = re.compile(r"\s*[(\[][^()\[\]]{2,160}[)\]]\.?$")
"""A tag or a reference behind a wording ("(paragraph 45)"), which later stages take off."""

_RUN_IN = re.compile(r"^(?:[\w’'-]+ ){0,5}[\w’'-]+:\s+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A wording that structure presents: the passages it takes up, and how they are put together."""

    text: str
    page: int
    first: int
    last: int
    how: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A wording of the answers and the stretch nearest to it; `alike` is their similarity, 0 to 100."""

    part: str
    row: Row
    text: str
    stretch: Stretch | None
    alike: float
    page_right: bool
    in_order: bool = True

    @property
    def whole(self) -> bool:
        """Tell whether structure presents the wording with right boundaries, on the right page, in reading order."""
        return self.alike >= EXACT and self.page_right and self.in_order

    @property
    def fault(self) -> str:
        """Say what is wrong with a wording that is not whole."""
        if self.alike >= EXACT:
            return "other page" if not self.page_right else "out of order"
        if self.stretch is None or self.alike < NEAR:
            return "not there"
        return "glued" if len(squash(self.stretch.text)) > len(squash(self.text)) else "cut"


@dataclass(slots=True)
class StructureScore:
    """How many wordings of each part there are, how many of them are whole, and the others."""

    wanted: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    faults: list[Placed] = field(default_factory=list)

    def add(self, placed: Iterable[Placed]) -> None:
        """Count some wordings."""
        for one in placed:
            self.wanted[one.part] += 1
            self.whole[one.part] += one.whole
            if not one.whole:
                self.faults.append(one)

    def join(self, other: StructureScore) -> None:
        """Add what was counted of another case."""
        self.wanted += other.wanted
        self.whole += other.whole
        self.faults += other.faults

    @property
    def recall(self) -> dict[str, float]:
        """The share of each part's wordings that is whole, and of all of them."""
        shares = {part: self.whole[part] / count for part, count in self.wanted.items() if count}
        total = sum(self.wanted.values())
        return {**shares, "all": sum(self.whole.values()) / total} if total else {}


def score_structure(case: Case, papers: Mapping[str, Sequence[tuple[Report, Sequence[Passage]]]]) -> StructureScore:
    """Score the passages of a case's documents, given by file name, against the wordings of its answers."""
    score = StructureScore()
    for part, (table, column) in WORDINGS.items():
        rows = [row for row in case.gold.get(table, ()) if row.get(column)]
        by_document: dict[str, list[Row]] = {}
        for row in rows:
            by_document.setdefault(row["document"].rpartition("/")[2], []).append(row)
        for name, own in by_document.items():
            wordings = [row[column] for row in own] + [row.get("other_text", "") for row in own]
            presented = list(stretches_of([passages for _, passages in papers.get(name, ())], wordings))
            score.add(place_wordings(part, column, own, presented))
    return score


def stretches_of(papers: Sequence[Sequence[Passage]], wordings: Sequence[str]) -> Iterator[Stretch]:
    """Yield what a document's papers present: every passage, and the runs that begin as one of the wordings does.

    `first` and `last` of a stretch count over the whole document.
    """
    beginnings = {_beginning(wording) for wording in wordings}
    offset = 0
    for passages in papers:
        children = children_of(passages)
        for passage in passages:
            place = offset + passage.index
            yield Stretch(passage.text, passage.page, place, place, str(passage.shape))
            parts = [passages[i] for i in children.get(passage.index, ())]
            for end in range(1, len(parts) + 1):
                whole = whole_text(passage, parts[:end])
                yield Stretch(whole, passage.page, place, offset + parts[end - 1].index, "item with its parts")
            for text in dict.fromkeys((passage.text, passage.printed)):
                if _beginning(text) in beginnings:
                    yield from _runs(passages, passage, text, offset)
                    yield from _pairs(passages, passage, text, offset)
            yield from _parts_of(passage, place)
        offset += len(passages)


def _runs(passages: Sequence[Passage], first: Passage, text: str, offset: int) -> Iterator[Stretch]:
    """Yield the runs of passages that begin with one, with or without its label: outside tables, in one cell, or the cells of
    one row.
    """
    for last in passages[first.index + 1 : first.index + LONGEST_RUN]:
        if first.shape is Shape.CELL and last.shape is Shape.CELL_PART:
            continue
        beside = first.shape is Shape.CELL and (last.table, last.row) == (first.table, first.row)
        if not beside and (last.table, last.row, last.column) != (first.table, first.row, first.column):
            return
        text = f"{text} {last.printed}"
        if len(text) > LONGEST:
            return
        how = "cells of a row" if beside else "run of passages"
        yield Stretch(text, first.page, offset + first.index, offset + last.index, how)


def _pairs(passages: Sequence[Passage], first: Passage, text: str, offset: int) -> Iterator[Stretch]:
    """Yield what a cell and one behind it in its row or record hold together: what will be done, and by when."""
    if first.shape is not Shape.CELL:
        return
    for last in passages[first.index + 1 : first.index + RECORD]:
        if last.table != first.table:
            return
        if last.shape is Shape.CELL:
            yield Stretch(f"{text} {last.printed}", first.page, offset + first.index, offset + last.index, "two cells")


def _parts_of(passage: Passage, place: int) -> Iterator[Stretch]:
    """Yield the runs of sentences within a passage, and what stands behind a run-in heading ("Response: …")."""
    if found := _RUN_IN.match(passage.text):
        yield Stretch(passage.text[found.end() :], passage.page, place, place, "behind a run-in heading")
    starts = [start for start, _ in split_sentences(passage.text)]
    if len(starts) < 2:
        return
    ends = [*starts[1:], len(passage.text)]
    for i, start in enumerate(starts):
        for end in ends[i : i + LONGEST_RUN]:
            if (start, end) != (0, len(passage.text)):
                yield Stretch(passage.text[start:end].strip(), passage.page, place, place, "run of sentences")


def place_wordings(part: str, column: str, rows: Sequence[Row], stretches: Sequence[Stretch]) -> list[Placed]:
    """Return where each row's wording is presented, in the order of the rows."""
    placed: list[Placed] = []
    by_beginning: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        by_beginning.setdefault(_beginning(stretch.text), []).append(stretch)
    before = -1
    for row in rows:
        wordings = [row[column], *([row["other_text"]] if column == "text" and row.get("other_text") else ())]
        one = max((_place(part, row, wording, by_beginning, stretches) for wording in wordings), key=_rank)
        nearest = one.stretch
        if nearest is not None and one.alike >= EXACT:
            one = replace(one, in_order=nearest.first >= before or part != "recommendations")
            before = nearest.first
        placed.append(one)
    return placed


def _beginning(text: str) -> str:
    return squash(text[: 4 * BEGINNING])[:BEGINNING]


def _rank(one: Placed) -> tuple[bool, float]:
    return one.alike >= EXACT and one.page_right, one.alike


def _place(
    part: str, row: Row, wording: str, by_beginning: Mapping[str, Sequence[Stretch]], stretches: Sequence[Stretch]
) -> Placed:
    """Return the stretch nearest to a wording: among those that begin alike, else among all of a like length."""
    own, pages = row["page"], _pages_of(part, row)
    for among in (by_beginning.get(_beginning(wording), ()), stretches):
        size = len(wording)
        near = [s for s in among if 0.7 * size - 20 <= len(s.text) <= 1.4 * size + 80]
        if not near:
            continue
        scores = _alike(wording, [s.text for s in near])
        best = max(
            range(len(near)),
            key=lambda i: (scores[i] >= EXACT, str(near[i].page) == own, str(near[i].page) in pages, scores[i]),
        )
        if scores[best] >= EXACT or among is stretches:
            return Placed(part, row, wording, near[best], scores[best], str(near[best].page) in pages)
    return Placed(part, row, wording, None, 0.0, False)


def _pages_of(part: str, row: Row) -> set[str]:
    """Return the pages on which a part of a row may stand.

    A response's page is the one on which it begins: what it quotes may stand on the page before, and its last words on the next.
    """
    pages = {row["page"], *row.get("also_pages", "").split()}
    if part != "recommendations" and row["page"].isdigit():
        pages |= {str(int(row["page"]) - 1), str(int(row["page"]) + 1)}
    return pages


def _alike(wording: str, texts: Sequence[str]) -> list[float]:
    """Return how alike a wording is to each text, 0 to 100, a closing tag or reference left out or not."""
    alike = similarities([wording], texts)[0].tolist()
    bare = similarities([wording], [_CLOSING.sub("", text) for text in texts])[0].tolist()
    return [max(pair) for pair in zip(alike, bare, strict=True)]
