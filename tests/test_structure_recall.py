"""Structure recall and figures by publisher: what is whole, what is cut or glued, whose figures weigh how much."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.document import Block, BlockKind, Box, Label, LabelKind, Line
from pipeline.evaluation.cases import find_cases
from pipeline.evaluation.publishers import MEAN, ROWS, by_publisher, over_all
from pipeline.evaluation.scoring import CaseScore
from pipeline.evaluation.structure import place_wordings, stretches_of
from pipeline.passages import Passage, Shape
from pipeline.structure.passages import build_passages

FIRST = "The council should publish its waiting times every month."
SECOND = "The trust should appoint a named lead for discharge."


def _block(text: str, top: float, page: int = 1) -> Block:
    line = Line(page, text, Box(72, top, 500, top + 11), 11.0)
    return Block(BlockKind.PARAGRAPH, (line,), text, first_x0=72, body_x0=72)


def _fault(wanted: str, page: str = "1", *blocks: Block) -> str:
    passages = build_passages(blocks, frozenset())
    row = {"document": "a.pdf", "page": page, "text": wanted}
    (placed,) = place_wordings("recommendations", "text", [row], list(stretches_of([passages], [wanted])))
    return "" if placed.whole else placed.fault


def test_paragraph_a_run_of_them_and_a_sentence_within_one_are_whole() -> None:
    assert _fault(FIRST, "1", _block(FIRST, 100)) == ""
    assert _fault(f"{FIRST} {SECOND}", "1", _block(FIRST, 100), _block(SECOND, 130)) == ""
    assert _fault(FIRST, "1", _block(f"{FIRST} {SECOND}", 100)) == ""


def _cell(index: int, text: str, column: int) -> Passage:
    line = Line(1, text, Box(72 + 100 * column, 100, 160 + 100 * column, 111), 11.0)
    return Passage(index, Shape.CELL, text, (line,), table=0, row=1, column=column)


def test_wording_of_two_cells_of_a_row_and_one_with_its_paragraphs_number_are_whole() -> None:
    cells = [_cell(0, FIRST, 0), _cell(1, "Chief Nurse", 1), _cell(2, "May 2025", 2)]
    numbered = Label("1.1", LabelKind.DECIMAL, 1, "0.0", 4)
    lines = cells[0].lines
    paragraph = [Passage(0, Shape.ITEM, FIRST, lines, numbered, "1.1 "), Passage(1, Shape.ITEM, SECOND, lines)]
    for passages, wanted in ((cells, f"{FIRST} May 2025"), (paragraph, f"1.1 {FIRST} {SECOND}")):
        row = {"document": "a.pdf", "page": "1", "text": wanted}
        (placed,) = place_wordings("replies", "text", [row], list(stretches_of([passages], [wanted])))
        assert placed.whole


def test_wording_cut_by_structure_or_on_another_page_is_told() -> None:
    assert _fault(f"{FIRST} Its board should be told of the result.", "1", _block(FIRST, 100)) == "cut"
    assert _fault(FIRST, "2", _block(FIRST, 100)) == "other page"
    assert _fault(FIRST, "1", _block("Members thanked all who took part.", 100)) == "not there"


def test_wordings_in_another_order_than_the_paper_gives_them_are_told() -> None:
    passages = build_passages([_block(FIRST, 100), _block(SECOND, 130)], frozenset())
    rows = [{"document": "a.pdf", "page": "1", "text": text} for text in (SECOND, FIRST)]
    placed = place_wordings("recommendations", "text", rows, list(stretches_of([passages], [FIRST, SECOND])))
    assert [one.in_order for one in placed] == [True, False]


def _score(found: int, gold: int) -> CaseScore:
    counts = {
        "recommendations.found": found,
        "recommendations.gold": gold,
        "recommendations.predicted": found,
    }
    return CaseScore(Counter(counts))


def _corpus(folder: Path, publishers: str) -> Path:
    for name in ("long", "short", "brief"):
        (folder / name / "gold").mkdir(parents=True)
        header = "document,page,number,kind,category,text,stem\n"
        (folder / name / "gold" / "recommendations.csv").write_text(header)
    (folder / "publishers.csv").write_text(publishers)
    return folder


def test_case_without_a_line_is_its_own_publisher_and_one_long_report_does_not_outweigh_the_rest(
    tmp_path: Path,
) -> None:
    cases = find_cases(_corpus(tmp_path, "case,publisher\nlong,inquiry\nshort,council\n"))
    assert {case.name: case.publisher for case in cases} == {"long": "inquiry", "short": "council", "brief": "brief"}
    scores = {"long": _score(100, 100), "short": _score(0, 1), "brief": _score(1, 2)}
    figures = over_all(by_publisher(cases, scores))
    assert figures[MEAN]["recommendations.recall"] == pytest.approx(0.5)
    assert figures[ROWS]["recommendations.recall"] == pytest.approx(101 / 103)


def test_cases_of_one_publisher_are_counted_together(tmp_path: Path) -> None:
    cases = find_cases(_corpus(tmp_path, "case,publisher\nlong,council\nshort,council\n"))
    joined = by_publisher(cases, {"long": _score(1, 1), "short": _score(1, 3)})
    assert joined["council"].figures["recommendations.recall"] == pytest.approx(0.5)
