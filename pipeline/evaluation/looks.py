"""What a missed or invented recommendation looks like on its page, so that misses can be grouped by kind.

A group that many publishers share is worth mending; one that a single paper has may be its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.document import LabelKind
from pipeline.evaluation.scoring import CaseScore
from pipeline.passages import Passage, Shape
from pipeline.tables.stored import Row
from pipeline.wording import squash

BEGINNING = 40
"""Letters and digits at the beginning of a wording by which its passage is found on its page."""
NOWHERE = "nowhere among the passages of its page"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was missed or invented, whose paper it stands in, and what it looks like there."""

    verdict: str
    publisher: str
    look: str
    row: Row


def faults_of(publisher: str, score: CaseScore, passages: Mapping[str, Sequence[Passage]]) -> Iterator[Fault]:
    """Yield what a case's score counts as missed or invented.

    Args:
        publisher: whose the case is.
        score: the case's.
        passages: of its documents, by file name.
    """
    for verdict, rows in (("missed", score.missed), ("invented", score.invented)):
        for row in rows:
            own = passages.get(row["document"].replace("\\", "/").rpartition("/")[2], ())
            yield Fault(verdict, publisher, look_of(row, own), row)


def look_of(row: Row, passages: Sequence[Passage]) -> str:
    """Say what the passage that holds a row's wording looks like: how it is set, and under what it stands."""
    wanted = squash(row["text"])[:BEGINNING]
    holding = [p for p in passages if str(p.page) == row["page"] and wanted in squash(p.text)]
    if not holding or not wanted:
        return NOWHERE
    passage = min(holding, key=lambda p: len(p.text))
    whole = squash(passage.text).startswith(wanted)
    return f"{_shape(passage) if whole else 'a sentence within ' + _shape(passage)}{_place(passage, passages)}"


def _shape(passage: Passage) -> str:
    if passage.shape is Shape.ITEM and passage.label is not None:
        return "a bullet" if passage.label.kind is LabelKind.BULLET else "a numbered item"
    if passage.shape is Shape.PARAGRAPH:
        return "a boxed paragraph" if passage.lines[0].framed else "a paragraph"
    return {Shape.CELL: "a cell", Shape.CELL_PART: "a part of a cell", Shape.HEADING: "a heading"}.get(
        passage.shape, "an item"
    )


def _place(passage: Passage, passages: Sequence[Passage]) -> str:
    if passage.parent >= 0:
        return " below another item"
    if passage.table >= 0 or passage.shape is Shape.HEADING:
        return ""
    if passage.heading < 0:
        return " without a heading"
    says_so = "recommend" in passages[passage.heading].text.lower()
    return " under a heading that speaks of recommending" if says_so else " under another heading"
