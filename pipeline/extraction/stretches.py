"""Where in its lines a row's wording begins and ends: all of it, only the sentences that ask, or one of several strung together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Line
from pipeline.extraction.asking import asking_stretches
from pipeline.extraction.strung import strung_together
from pipeline.passages import Passage, Shape
from pipeline.roles.deciding import Decided
from pipeline.roles.together import BY_PLACE
from pipeline.wording import join_lines

_RUN_IN = re.compile(r"^(?:\w+ ){0,2}recommendations?(?:\s*\(s\)|\(s\))?\s*[:\u2013\u2014-]\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A wording: its lines, the character of their joined text at which it begins, and the one behind its end, None for all the rest.

    One of several that a sentence strings together has its own `number` and the `stem` that it completes.
    """

    lines: tuple[Line, ...]
    start: int
    stop: int | None = None
    number: str = ""
    stem: str = ""


def stretches_of(
    passage: Passage, lines: tuple[Line, ...], has_parts: bool, decided: Decided, known: frozenset[str]
) -> Iterator[Stretch]:
    """Yield the wordings of the rows that a passage holds: mostly one that is all of it.

    Args:
        passage: likely a recommendation.
        lines: its own, and those of its parts.
        has_parts: whether it has any.
        decided: the paper's passages with the probabilities of their roles.
        known: the document's words, by which hyphens at line ends are judged.
    """
    whole = join_lines([line.text for line in lines], known)
    skip, profile = len(passage.label_text), decided.paper.profile
    run_in = _RUN_IN.match(whole[skip:])
    skip += run_in.end() if run_in else 0
    if strung := strung_together(whole[skip:], profile):
        yield from (Stretch(lines, skip + one.start, skip + one.stop, one.number, one.stem) for one in strung)
        return
    told_of = passage.shape is Shape.ITEM and BY_PLACE.isdisjoint(decided.signals[passage.index])
    if has_parts or not (passage.shape is Shape.PARAGRAPH or told_of):
        yield Stretch(lines, skip)
        return
    for start, stop in asking_stretches(whole, skip, profile):
        yield _on_its_lines(Stretch(lines, start, stop), known)


def _on_its_lines(stretch: Stretch, known: frozenset[str]) -> Stretch:
    """Return a stretch with the lines that it stands on, and where in these it begins and ends."""
    lines, start, stop = stretch.lines, stretch.start, stretch.stop
    whole = join_lines([line.text for line in lines], known)
    for count in range(len(lines) - 1, 0, -1) if start >= len(lines[0].text) else ():
        rest = join_lines([line.text for line in lines[count:]], known)
        passed = len(whole) - len(rest)
        if passed <= start and whole.endswith(rest):
            lines, start, stop = lines[count:], start - passed, None if stop is None else stop - passed
            break
    whole = join_lines([line.text for line in lines], known)
    while stop is not None and len(lines) > 1:
        part = join_lines([line.text for line in lines[:-1]], known)
        if len(part) < stop or not whole.startswith(part[:stop]):
            break
        lines = lines[:-1]
    return Stretch(lines, start, stop)
