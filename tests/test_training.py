"""Training: the machinery works on a small part of the sentences, and gives the same model twice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.language.corpus import LabelledReply, Source
from pipeline.training import fit, lengthened, train
from tests.conftest import ROOT

MODELS = ROOT / "models"
SMALL = {
    "train": ["health-scrutiny", "city-task-group"],
    "development": ["mayoral-police-fire"],
    "test": ["nhs-system"],
}


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """A models folder with a part of four sources and few rounds of training."""
    folder = tmp_path_factory.mktemp("models")
    shutil.copytree(MODELS / "patterns", folder / "patterns")
    (folder / "training").mkdir()
    for name in (name for names in SMALL.values() for name in names):
        for path in (MODELS / "training").glob(f"{name}.*.jsonl"):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            (folder / "training" / path.name).write_text("".join(lines[::3]), encoding="utf-8")
    splits = "\n".join(f"{split} = {json.dumps(names)}" for split, names in SMALL.items())
    (folder / "training" / "splits.toml").write_text(splits, encoding="utf-8")
    config = (MODELS / "config.cfg").read_text(encoding="utf-8")
    (folder / "config.cfg").write_text(config.replace("max_epochs = 10", "max_epochs = 3"), encoding="utf-8")
    return folder


def test_small_part_trains_to_a_model_that_knows_something_and_is_the_same_twice(small: Path, tmp_path: Path) -> None:
    scores = train(small, tmp_path / "one")
    kinds = scores["test"]["sentences of reports"]
    assert kinds["all"]["right"] > 2 * kinds["narrative"]["cases"] / kinds["all"]["cases"]
    assert (tmp_path / "one" / "judgement.json").is_file()
    again = train(small, tmp_path / "two")
    assert scores == again
    assert [_bytes(tmp_path / "one", name) for name in ("kinds/model", "acts/model", "judgement.json")] == [
        _bytes(tmp_path / "two", name) for name in ("kinds/model", "acts/model", "judgement.json")
    ]


def _bytes(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def test_weights_follow_the_evidence() -> None:
    cases = [{"says yes": 1.0}] * 30 + [{"says no": 1.0}] * 30
    weights = fit(cases, ["yes"] * 30 + ["no"] * 30)
    assert weights.probabilities({"says yes": 1.0})["yes"] > 0.8
    assert weights.probabilities({"says no": 1.0})["no"] > 0.8
    assert weights.probabilities({})["yes"] == pytest.approx(0.5, abs=0.05)


def test_lengthened_reply_keeps_its_sentences_in_order() -> None:
    reply = LabelledReply("Publish it.", "accepted", (("We agree.", "accepts"), ("It is out.", "commits")))
    other = LabelledReply("Do it.", "noted", tuple((f"Fact {n}.", "describes") for n in range(9)))
    longer = lengthened(reply, Source("invented", (), (), (reply, other)), 4)
    assert len(longer.sentences) == 6
    assert [pair for pair in longer.sentences if pair in reply.sentences] == list(reply.sentences)
