"""Sentences as the language pipeline reads them: plain records, so that no other module needs spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 256
"""Sentences that go through the pipeline together."""

TEXTS_KEPT = 256
"""Texts whose sentences are kept, because rules and model ask for those of one reply several times."""


class PassageKind(StrEnum):
    """What a sentence of a paper is; the labels are defined in models/training/LABELS.md."""

    RECOMMENDATION = "recommendation"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    RESOLUTION = "resolution"
    OBSERVATION = "observation"
    RESPONSE = "response"
    NARRATIVE = "narrative"


class Act(StrEnum):
    """What a sentence of a reply does, for itself; the labels are defined in models/training/LABELS.md."""

    ACCEPTS = "accepts"
    SUPPORTS_AIM = "supports_aim"
    PARTLY = "partly"
    COMMITS = "commits"
    DECLINES = "declines"
    LIMITS = "limits"
    DEFERS = "defers"
    DESCRIBES = "describes"


@dataclass(frozen=True, slots=True)
class Body:
    """A body or office named in a sentence: as written there, its one canonical name, its kind ("ICB", "COUNCIL"), and
    whether it is a name (False for "officers", "the Trust")."""

    text: str
    name: str
    kind: str
    proper: bool


@dataclass(frozen=True, slots=True)
class Demand:
    """Who is asked to do what by when, in the sentence's own words; "" for what it does not say.

    `who_name` is the canonical name of who is asked, `rule` the form by which it was found.
    """

    who: str = ""
    who_name: str = ""
    verb: str = ""
    when: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage; `start` counts characters from the passage's beginning.

    `kinds` and `acts` hold a probability, 0 to 1, for each label; `cues` are the labels of the cues found in it.
    """

    text: str
    start: int
    kinds: Mapping[str, float] = field(default_factory=dict)
    acts: Mapping[str, float] = field(default_factory=dict)
    cues: frozenset[str] = frozenset()
    bodies: tuple[Body, ...] = ()
    demand: Demand = Demand()


@cache
def _splitter() -> Language:
    import spacy

    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    return splitter


@cache
def language_pipeline() -> Language:
    """Load the trained pipeline once, when it is first needed; the import alone takes a second."""
    import spacy

    with resources.as_file(resources.files("scrutineer_models") / "trained") as folder:
        return spacy.load(folder)


@lru_cache(maxsize=TEXTS_KEPT)
def split_sentences(text: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a text in order, each with the place of its first character."""
    return tuple((sentence.start_char, sentence.text) for sentence in _splitter()(text).sents)


def read_passages(texts: Sequence[str], pipeline: Language | None = None) -> list[tuple[Sentence, ...]]:
    """Return what the pipeline reads in each text, sentence by sentence; all texts' sentences go through it together.

    `pipeline` is the stored one unless another is given, as in training.
    """
    split = [split_sentences(text) for text in texts]
    read = iter(read_sentences([sentence for passage in split for _, sentence in passage], pipeline))
    return [tuple(replace(next(read), start=start) for start, _ in passage) for passage in split]


def read_sentences(sentences: Iterable[str], pipeline: Language | None = None) -> list[Sentence]:
    """Return what the pipeline reads in each of some sentences."""
    return [_sentence(doc) for doc in (pipeline or language_pipeline()).pipe(sentences, batch_size=BATCH)]


def _sentence(doc: Doc) -> Sentence:
    parts = {span.label_: span for span in doc.spans["demands"]}
    who, verb, when = parts.get("WHO"), parts.get("DO"), parts.get("BY")
    rule = next((span.id_ for span in (who, verb) if span is not None), "")
    return Sentence(
        doc.text,
        0,
        {kind: doc.cats[kind] for kind in PassageKind},
        {act: doc.cats[act] for act in Act},
        frozenset(span.label_ for span in doc.spans["cues"]),
        tuple(
            Body(span.text, span.kb_id_, span.label_, not span.id_.startswith(("bare-", "common-")))
            for span in doc.spans["bodies"]
        ),
        Demand(
            who.text if who is not None else "",
            who.kb_id_ if who is not None else "",
            verb.text if verb is not None else "",
            when.text if when is not None else "",
            rule,
        ),
    )
