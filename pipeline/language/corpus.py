"""The training sentences: read from models/training, divided by source, handed to spaCy as examples."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from pipeline.errors import UsageError
from pipeline.language.sentences import Act, PassageKind

LABELS: dict[str, list[PassageKind] | list[Act]] = {"kinds": list(PassageKind), "acts": list(Act)}
"""What the two classifiers tell apart, by their names in the pipeline."""


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """A sentence with what it is, and, for a recommendation, who is to do (first verb) what by when, as written."""

    text: str
    label: str
    who: str = ""
    verb: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class LabelledItem:
    """A numbered item of a list of conclusions and recommendations, and its sentences with their labels."""

    label: str
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply to a recommendation: what was asked, what the reply comes to, and its sentences with their acts."""

    asked: str
    status: str
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """All that is written in one register; a source need not have all three kinds of examples."""

    name: str
    passages: tuple[LabelledPassage, ...]
    items: tuple[LabelledItem, ...]
    replies: tuple[LabelledReply, ...]

    @property
    def labelled_kinds(self) -> Iterator[tuple[str, str]]:
        """Sentences with the kind of passage each is."""
        yield from ((p.text, p.label) for p in self.passages)
        yield from (pair for item in self.items for pair in item.sentences)

    @property
    def labelled_acts(self) -> Iterator[tuple[str, str]]:
        """Sentences of replies with the act of each."""
        return (pair for reply in self.replies for pair in reply.sentences)


def read_split(folder: Path, split: str) -> list[Source]:
    """Return the sources of one split ("train", "development" or "test") in the order splits.toml names them.

    Raises:
        UsageError: there is no such split.
    """
    splits = tomllib.loads((folder / "splits.toml").read_text(encoding="utf-8"))
    if split not in splits:
        raise UsageError(f"There is no split {split!r}.", f"splits.toml names {', '.join(splits)}.")
    return [read_source(folder, name) for name in splits[split]]


def read_source(folder: Path, name: str) -> Source:
    """Return one source of sentences.

    Raises:
        UsageError: there is no file of that name.
    """
    if not list(folder.glob(f"{name}.*.jsonl")):
        raise UsageError(f"{folder} holds no source {name!r}.", "Mend splits.toml, or add the file.")
    passages = tuple(
        LabelledPassage(r["text"], r["label"], r.get("who", ""), r.get("do", ""), r.get("by", ""))
        for r in _rows(folder / f"{name}.passages.jsonl")
    )
    items = tuple(LabelledItem(r["label"], _pairs(r)) for r in _rows(folder / f"{name}.items.jsonl"))
    replies = tuple(LabelledReply(r["ask"], r["status"], _pairs(r)) for r in _rows(folder / f"{name}.replies.jsonl"))
    return Source(name, passages, items, replies)


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _pairs(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((text, label) for text, label in row["sentences"])


@registry.readers("scrutineer.sentences.v1")
def sentence_corpus(folder: str, split: str, without: list[str]) -> Callable[[Language], Iterable[Example]]:
    """Return the examples of one split, some sources left out: a sentence each, labelled for one of the two classifiers."""

    def examples(nlp: Language) -> Iterator[Example]:
        for source in (s for s in read_split(Path(folder), split) if s.name not in without):
            yield from (_example(nlp, text, label, list(PassageKind)) for text, label in source.labelled_kinds)
            yield from (_example(nlp, text, label, list(Act)) for text, label in source.labelled_acts)

    return examples


def _example(nlp: Language, text: str, label: str, labels: list[str]) -> Example:
    doc = nlp.make_doc(text)
    return Example.from_dict(doc, {"cats": {str(other): float(other == label) for other in labels}})


@registry.scorers("scrutineer.labels.v1")
def label_scorer(name: str) -> Callable[..., dict[str, Any]]:
    """Return a scorer of the classifier "kinds" or "acts": the mean F1 of its labels over the sentences labelled for it."""
    labels = [str(label) for label in LABELS[name]]

    def score(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        pairs = [
            (max(labels, key=lambda label: example.reference.cats[label]), _best(example, labels))
            for example in examples
            if labels[0] in example.reference.cats
        ]
        per_label = precision_recall(pairs, labels)
        return {f"{name}_f": sum(f1 for *_, f1 in per_label.values()) / len(labels), f"{name}_per_label": per_label}

    return score


def _best(example: Example, labels: list[str]) -> str:
    return max(labels, key=lambda label: example.predicted.cats[label])


def precision_recall(pairs: Iterable[tuple[str, str]], labels: Iterable[str]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each label over pairs of (true, predicted)."""
    pairs = list(pairs)
    figures = {}
    for label in labels:
        right = sum(true == found == label for true, found in pairs)
        precision = right / max(1, sum(found == label for _, found in pairs))
        recall = right / max(1, sum(true == label for true, _ in pairs))
        figures[str(label)] = (precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)
    return figures
