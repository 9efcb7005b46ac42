"""The sentences of a paragraph that ask: where its recommendations begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.sentences import PassageKind, Sentence, read_passages
from pipeline.profiles import Profile

Bounds = tuple[int, int | None]
"""Where a wording begins in a text, and where it ends; None for the text's end."""
ASKS = 0.5
"""Probability from which a sentence of a paragraph is one that asks."""
PLAINLY = 0.75
"""The same where another sentence of the paragraph says that it asks: then those that do stand out."""
CUE = "ASKS"
"""The cue of asking in so many words, here and now."""
OWN_VOICE = "own voice"
"""The signal of a sentence in which the paper itself recommends: "We recommend that", "The Committee urges"."""


def asking_stretches(whole: str, skip: int, profile: Profile) -> list[Bounds]:
    """Return where the sentences of a paragraph that ask begin and end.

    All of it if none or all ask. Each sentence in which the paper says that it recommends begins a recommendation of its own.

    Args:
        whole: the paragraph as printed.
        skip: characters of the label in front of its wording.
        profile: words and patterns.
    """
    (sentences,) = read_passages([whole[skip:]])
    reads = [s.kinds[PassageKind.RECOMMENDATION] + s.kinds[PassageKind.DECISION] for s in sentences]
    voiced = [
        (own >= ASKS or CUE in s.cues) and _is_voiced(s, profile) for s, own in zip(sentences, reads, strict=True)
    ]
    least = PLAINLY if any(voiced) else ASKS
    asks = [own >= least or says for own, says in zip(reads, voiced, strict=True)]
    if sum(voiced) > 1:
        return [_between(sentences, asks, voiced, i, skip) for i, own in enumerate(voiced) if own]
    if not any(asks) or all(asks):
        return [(skip, None)]
    first, last = asks.index(True), len(asks) - 1 - asks[::-1].index(True)
    if first == 0 and last < len(asks) - 1:
        return [(skip, None)]
    return [(skip + sentences[first].start, skip + _end(sentences[last]))]


def _is_voiced(sentence: Sentence, profile: Profile) -> bool:
    return any(p.regex.search(sentence.text) for p in profile.signals.wording if p.id == OWN_VOICE)


def _between(
    sentences: Sequence[Sentence], asks: Sequence[bool], voiced: Sequence[bool], place: int, skip: int
) -> Bounds:
    """Return the sentence at `place` with those behind it that go on asking, up to the next that says it recommends."""
    last = place
    while last + 1 < len(sentences) and asks[last + 1] and not voiced[last + 1]:
        last += 1
    return skip + sentences[place].start, skip + _end(sentences[last])


def _end(sentence: Sentence) -> int:
    return sentence.start + len(sentence.text)
