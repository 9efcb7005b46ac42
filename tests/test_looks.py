"""What a missed or invented row looks like on its page."""

from __future__ import annotations

from pipeline.document import Block, BlockKind, Box, Label, LabelKind, Line
from pipeline.evaluation.looks import NOWHERE, faults_of, look_of
from pipeline.evaluation.scoring import CaseScore
from pipeline.structure.passages import build_passages

TEXT = "The council should publish its waiting times every month."


def _block(kind: BlockKind, text: str, top: float, label: Label | None = None) -> Block:
    line = Line(1, text, Box(72, top, 500, top + 11), 11.0)
    return Block(kind, (line,), text[label.length :] if label else text, label, int(label is not None), 72, 72)


BULLET = Label("", LabelKind.BULLET, 0, "•", 2)
PASSAGES = build_passages(
    [
        _block(BlockKind.HEADING, "Recommendations", 80),
        _block(BlockKind.ITEM, f"• {TEXT}", 100, BULLET),
        _block(BlockKind.HEADING, "Evidence", 140),
        _block(BlockKind.PARAGRAPH, "Members heard much. The trust should appoint a lead for discharge.", 160),
    ],
    frozenset(),
)


def _row(text: str) -> dict[str, str]:
    return {"document": "a.pdf", "page": "1", "text": text}


def test_row_is_told_by_how_its_passage_is_set_and_under_what_it_stands() -> None:
    assert look_of(_row(TEXT), PASSAGES) == "a bullet under a heading that speaks of recommending"
    within = look_of(_row("The trust should appoint a lead for discharge."), PASSAGES)
    assert within == "a sentence within a paragraph under another heading"
    assert look_of(_row("Nothing of the kind stands here."), PASSAGES) == NOWHERE


def test_missed_and_invented_rows_are_told_apart() -> None:
    score = CaseScore(missed=[_row(TEXT)], invented=[_row("Members heard much.")])
    faults = list(faults_of("north", score, {"a.pdf": PASSAGES}))
    assert [(f.verdict, f.look.split(" under ")[0]) for f in faults] == [
        ("missed", "a bullet"),
        ("invented", "a paragraph"),
    ]
