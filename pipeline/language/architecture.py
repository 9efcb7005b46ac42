"""The classifier's architecture, and what else spaCy's configuration names.

Sentences are classified by their words, pairs of words and the stems of both, the names of bodies and all numbers made
one: a sentence about "the ICB" then tells the model the same as one about "Northshire County Council".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.attrs import NORM
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model, SparseLinear_v2, chain, softmax_activation
from thinc.types import Floats2d

STEM = 5
"""Letters by which words of one family are one: agree, agreed, agreement."""
SILENT = "\u2205"
"""The norm of a token that the classifier passes over: every word of a body's name but the first."""
START = np.asarray([get_string_id("\u22a2")], dtype="uint64")
"""Stands in front of every sentence, so that its first words count as such."""

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
    norms = doc.to_array([NORM])
    words = np.concatenate([START, norms[norms != get_string_id(SILENT)]])
    stems = np.asarray([_stem(doc.vocab.strings[word]) for word in words[1:]], dtype="uint64")
    pairs: Any = model.ops.ngrams
    return np.unique(np.concatenate([words, stems, pairs(2, words), pairs(2, stems)]))


@cache
def _stem(word: str) -> int:
    return int(get_string_id(f"{word[:STEM]}-"))
