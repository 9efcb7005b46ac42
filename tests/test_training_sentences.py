"""The sentences the model learns from are well labelled, and none is taken from a real paper."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pypdfium2
import pytest

from pipeline.language.corpus import Source, read_source, read_split
from pipeline.language.sentences import Act, PassageKind
from pipeline.records import Status
from tests.conftest import CORPUS, ROOT

TRAINING = ROOT / "models" / "training"
SPLITS = tomllib.loads((TRAINING / "splits.toml").read_text(encoding="utf-8"))
NAMES = sorted(path.name.split(".")[0] for path in TRAINING.glob("*.replies.jsonl"))
RUN = 12
"""Words in a row that two texts share only if one is taken from the other."""


@pytest.fixture(params=NAMES)
def source(request) -> Source:
    return read_source(TRAINING, request.param)


def test_every_source_is_in_one_split() -> None:
    assert sorted(name for names in SPLITS.values() for name in names) == NAMES


def test_labels_are_known(source: Source) -> None:
    assert {label for _, label in source.labelled_kinds} <= set(PassageKind)
    assert {label for _, label in source.labelled_acts} <= set(Act)
    assert {reply.status for reply in source.replies} <= set(Status) - {Status.BLANK}
    assert len(source.replies) >= 20


def test_parts_of_a_demand_stand_in_the_sentence(source: Source) -> None:
    for passage in source.passages:
        assert all(part in passage.text for part in (passage.who, passage.verb, passage.when)), passage


def test_item_that_asks_is_a_recommendation(source: Source) -> None:
    for item in source.items:
        asks = PassageKind.RECOMMENDATION in [label for _, label in item.sentences]
        assert asks == (item.label == PassageKind.RECOMMENDATION), item


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
def test_nothing_is_taken_from_the_corpus() -> None:
    published = {run for path in CORPUS.glob("*/*.pdf") for run in _runs(_text(path))}
    assert len(published) > 100_000
    taken = [text for text in _all_texts() if any(run in published for run in _runs(text))]
    assert not taken


def _all_texts() -> Iterator[str]:
    for split in SPLITS:
        for source in read_split(TRAINING, split):
            yield from (text for text, _ in [*source.labelled_kinds, *source.labelled_acts])
            yield from (reply.asked for reply in source.replies)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _text(path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)
