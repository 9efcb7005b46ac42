"""What a finder hands on: a passage that may be a recommendation, and on what grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import Line
from pipeline.labels import without_reference
from pipeline.profiles import Profile
from pipeline.records import Kind
from pipeline.roles.columns import header_names
from pipeline.series import NUMBER_LOST
from pipeline.wording import join_lines

SMALLER = 0.95
"""What stands below a recommendation and tells of it is set smaller than this multiple of its size."""
TELLING = frozenset(("who", "when", "priority", "answer"))
"""What such a line tells by its first words, which then say what a column's header does: whom it is for, by when, why."""
RUN_IN_WORDS = 7
"""A title on the line of the wording has no more words than this; a longer one is a sentence of it."""
ORDERS = ("imperative",)
"""Openings of a sentence that gives an order."""
TITLE_WORDS = 12
"""A title in front of a recommendation has, with the number, no more words than this."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be a recommendation.

    `lines` are all its lines, `skip` the characters of the label in front of its wording, `stop` the
    character behind it where one passage strings several together. `note` is an interposed note
    that speaks of it, `tag` what a column beside it says of it, `rule` the names of the signals that spoke loudest for it. `inferred` tells that its number was put
    back from its neighbours.
    """

    lines: tuple[Line, ...]
    skip: int
    number: str
    kind: Kind
    rule: str
    confidence: float
    stem: str = ""
    heading: str = ""
    note: str = ""
    tag: str = ""
    list_id: int = 0
    also_pages: tuple[int, ...] = ()
    needs_look: str = ""
    stop: int | None = None
    inferred: bool = False

    def text(self, known: frozenset[str]) -> str:
        """Return the wording without label and without a closing "(paragraph 45)"."""
        whole = join_lines([line.text for line in self.lines], known)[self.skip : self.stop].strip()
        return without_reference(whole)


def without_title(candidate: Candidate, known: frozenset[str], profile: Profile) -> Candidate:
    """Return a candidate without a bold title on lines of its own, or in front of its wording, where the rest is not bold.

    A bold sentence that gives an order ("Train reception staff.") is no title.
    """
    words = [word for line in candidate.lines for word in line.words]
    count = next((i for i, word in enumerate(words) if not word.bold), len(words))
    if not 0 < count <= TITLE_WORDS or count == len(words):
        return candidate
    first = len(candidate.lines[0].words)
    ends_line = count == first or count == first + (len(candidate.lines[1].words) if len(candidate.lines) > 1 else 0)
    runs_in = count <= RUN_IN_WORDS and words[count - 1].text.endswith((".", ":"))
    if candidate.kind is Kind.CONCLUSION or not (ends_line or runs_in):
        return candidate
    whole = join_lines([line.text for line in candidate.lines], known)
    title = " ".join(word.text for word in words[:count])
    if not whole.startswith(title) or len(title) <= candidate.skip:
        return candidate
    orders = any(p.id in ORDERS and p.regex.match(title[candidate.skip :].strip()) for p in profile.signals.opening)
    return candidate if orders and title.endswith(".") else replace(candidate, skip=len(title))


def without_fields(candidate: Candidate, profile: Profile) -> Candidate:
    """Return a candidate without the small print below it that says whom it is for, by when or why ("Who we ask: …")."""
    small = (i for i, line in enumerate(candidate.lines) if line.size < SMALLER * candidate.lines[0].size)
    labels = ((i, candidate.lines[i].text.partition(":")) for i in small)
    ends = (i for i, (label, colon, _) in labels if colon and TELLING.intersection(header_names(label, profile)))
    return replace(candidate, lines=candidate.lines[: next(ends, len(candidate.lines))])


def with_lost_numbers(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of a scan, those without a number where others have one with a word that it is lost."""
    if not any(candidate.number for candidate in candidates):
        return list(candidates)
    return [c if c.number else replace(c, needs_look=c.needs_look or NUMBER_LOST) for c in candidates]
