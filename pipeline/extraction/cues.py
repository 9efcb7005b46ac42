"""The language pipeline: sentences of replies and reports. The only module that imports spaCy."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def language_pipeline() -> Language:
    """Load the pipeline once, when it is first needed; the import alone takes a second."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order."""
    return [sentence.text for sentence in language_pipeline()(text).sents]
