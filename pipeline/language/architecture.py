"""The classifier's architecture, and what else spaCy's configuration names.

Sentences are classified by their words, pairs of words and the stems of both, the names of bodies and all numbers made
one: a sentence about "the ICB" then tells the model the same as one about "Northshire County Council".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.attrs import NORM
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Model, SparseLinear_v2, chain, softmax_activation
from thinc.types import Floats2d

STEM = 5
"""Letters by which words of one family are one: agree, agreed, agreement."""
SILENT = "\u2205"
"""The norm of a token that the classifier passes over: every word of a body's name but the first."""
START = int(get_string_id("\u22a2"))
"""Stands in front of every sentence, so that its first words count as such."""

FEATURES = "scrutineer.features"
"""Where a document keeps its features."""

_FIGURE = re.compile(r"^[£€$]?\d[\d,./:–-]*(?:st|nd|rd|th|m|bn|k|%)?$", re.IGNORECASE)

SparseRows = tuple[Any, Any, Any]


@registry.readers("scrutineer.jsonl.v1")
def read_patterns(path: Path) -> list[dict[str, Any]]:
    """Read patterns from a JSONL file into a list; spaCy's own reader yields them, which its ruler cannot take."""
    return list(srsly.read_jsonl(path))


@registry.architectures("scrutineer.SentenceWords.v1")
def build_sentence_classifier(length: int, nO: int | None = None) -> Model[list[Doc], Floats2d]:  # noqa: N803 (spaCy fills it in by this name)
    """Return a linear model over the words, stems and pairs of a sentence, hashed into `length` rows."""
    words: Model[list[Doc], SparseRows] = Model("sentence_words", _extract)
    model: Model[list[Doc], Floats2d] = chain(words, SparseLinear_v2(nO=nO, length=length), softmax_activation())
    model.attrs["multi_label"] = False
    return model


def _extract(
    model: Model[list[Doc], SparseRows], docs: list[Doc], is_train: bool
) -> tuple[SparseRows, Callable[[Any], list[Doc]]]:
    found = [_features(model, doc) for doc in docs]
    keys = np.concatenate(found)
    values = np.concatenate([np.full(len(f), 1 / np.sqrt(len(f)), dtype="f") for f in found])
    lengths = np.asarray([len(f) for f in found], dtype="int32")
    return (keys, values, lengths), lambda gradient: []


def _features(model: Model[list[Doc], SparseRows], doc: Doc) -> Any:
    """Return the hashed features of a sentence; the first classifier leaves them for the second."""
    if FEATURES not in doc.user_data:
        keys = [_keys(norm, doc.vocab) for norm in doc.to_array([NORM]).tolist()]
        words = np.asarray([START, *(word for word, _ in keys if word)], dtype="uint64")
        stems = np.asarray([stem for word, stem in keys if word], dtype="uint64")
        pairs: Any = model.ops.ngrams
        doc.user_data[FEATURES] = np.unique(np.concatenate([words, stems, pairs(2, words), pairs(2, stems)]))
    return doc.user_data[FEATURES]


_KNOWN: dict[int, tuple[int, int]] = {}


def _keys(norm: int, vocab: Vocab) -> tuple[int, int]:
    """Return the hashes of a word, by its norm, and of its stem; all figures are one word, a silent one has none."""
    if norm not in _KNOWN:
        word = vocab.strings[norm]
        word = "" if word == SILENT else "0" if _FIGURE.match(word) else word
        _KNOWN[norm] = (int(get_string_id(word)), int(get_string_id(f"{word[:STEM]}-"))) if word else (0, 0)
    return _KNOWN[norm]
