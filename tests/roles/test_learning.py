"""Weights are learned from what several publishers share, without those who are left out, and stored without wording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import UsageError
from pipeline.evaluation.observed import observed_tables, read_observed, read_rows, write_observed, write_rows
from pipeline.roles.learning import Ground, Observed, ObservedRow, fit_rows, names_in_common
from pipeline.roles.model import BIAS, loads
from pipeline.roles.neighbours import Neighbours

ASKED = {BIAS: 1.0, "says: should": 1.0}
TOLD = {BIAS: 1.0, "says: past": 1.0}


def _paper(publisher: str, *passages: tuple[dict[str, float], str]) -> Observed:
    signals, roles = zip(*passages, strict=True)
    last = len(roles) - 1
    beside = [Neighbours(0, i - 1, i + 1 if i < last else -1, -1) for i in range(len(roles))]
    return Observed(publisher, signals, beside, roles)


def _usual(publisher: str) -> Observed:
    return _paper(publisher, *[(ASKED, "recommendation"), (TOLD, "other")] * 5)


def _share(model_papers: list[Observed], signals: dict[str, float], **left_out: set[str]) -> float:
    weights = Ground(model_papers).learn(**left_out).alone
    return float(weights.probabilities([signals])[0, weights.roles.index("recommendation")])


def test_what_recommendations_have_speaks_for_and_what_others_have_against() -> None:
    papers = [_usual(str(number)) for number in range(60)]
    assert _share(papers, ASKED) > 0.7
    assert _share(papers, TOLD) < 0.3


def test_what_one_publisher_alone_has_is_not_learned() -> None:
    own = _paper("a", *[({**ASKED, "set: in green": 1.0}, "recommendation"), (TOLD, "other")] * 5)
    assert "set: in green" not in Ground([own, _usual("b"), _usual("c")]).learn().alone.names
    assert "set: in green" not in names_in_common([own, _usual("b")])


def test_publisher_left_out_teaches_nothing() -> None:
    contrary = _paper("x", *[(ASKED, "other"), (TOLD, "recommendation")] * 20)
    papers = [_usual(name) for name in "abcd"]
    without = Ground([*papers, contrary]).learn(without={"x"})
    assert without.dumps() == Ground(papers).learn().dumps()
    assert without.dumps() != Ground([*papers, contrary]).learn().dumps()


def test_weights_are_the_same_when_read_back() -> None:
    model = Ground([_usual(name) for name in "abcd"]).learn()
    again = loads(model.dumps())
    assert again.dumps() == model.dumps()
    before, after = (m.alone.probabilities([ASKED, TOLD]) for m in (model, again))
    assert np.allclose(before, after, atol=0.005)
    assert np.allclose(before.sum(axis=1), 1.0)


def test_observed_papers_are_the_same_when_read_back(tmp_path: Path) -> None:
    papers = [_usual("a"), _usual("b")]
    write_observed(papers, tmp_path / "one.gz")
    write_observed(papers, tmp_path / "other.gz")
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "other.gz").read_bytes()
    (first, _) = read_observed([tmp_path / "one.gz"])
    assert (first.publisher, list(first.signals), list(first.roles)) == (
        "a",
        list(papers[0].signals),
        list(papers[0].roles),
    )
    assert list(first.neighbours) == list(papers[0].neighbours)


def test_stored_table_holds_names_of_signals_and_no_wording() -> None:
    for paper in read_observed(observed_tables()):
        for signals in paper.signals:
            assert all(len(name.split()) <= 10 for name in signals)
        break
    names = {name for paper in read_observed(observed_tables()) for signals in paper.signals for name in signals}
    assert 100 < len(names) < 400


def test_installation_without_the_tables_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pipeline.evaluation.observed.resources.files", lambda package: tmp_path)
    with pytest.raises(UsageError, match="checkout"):
        observed_tables()


def _rows(publisher: str, right: bool = True) -> list[ObservedRow]:
    return [
        *(ObservedRow(publisher, {BIAS: 1.0, "seems right": 1.0}, right) for _ in range(5)),
        *(ObservedRow(publisher, {BIAS: 1.0, "wants a look": 1.0}, not right) for _ in range(5)),
    ]


def test_rows_that_turned_out_right_teach_what_to_trust() -> None:
    weights = fit_rows([row for name in "abcdefgh" for row in _rows(name)])
    sure = weights.probabilities([{BIAS: 1.0, "seems right": 1.0}, {BIAS: 1.0, "wants a look": 1.0}])
    right = weights.roles.index("right")
    assert sure[0, right] > 0.7
    assert sure[1, right] < 0.3


def test_rows_of_a_publisher_that_is_left_out_teach_nothing() -> None:
    others = [row for name in "abcd" for row in _rows(name)]
    contrary = [row for _ in range(4) for row in _rows("x", right=False)]
    assert fit_rows([*others, *contrary], {"x"}).as_text() == fit_rows(others).as_text()


def test_rows_are_the_same_when_read_back(tmp_path: Path) -> None:
    write_rows(_rows("a"), tmp_path / "rows.jsonl.gz")
    assert read_rows(tmp_path / "rows.jsonl.gz") == _rows("a")
    assert read_rows(tmp_path / "none.jsonl.gz") == []
