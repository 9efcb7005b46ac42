"""What can be observed of a passage by itself: its wording, its label, how it is set.

Every signal is a name and a figure from 0 to 1; what is 0 is left out. None of them is a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Line
from pipeline.language.sentences import PassageKind, Sentence
from pipeline.passages import Passage
from pipeline.profiles import Profile
from pipeline.roles.paper import Paper

Signal = tuple[str, float]

LENGTHS = (4, 8, 15, 30, 60, 120)
"""Words by which the lengths of passages are told apart."""
LIST_LENGTHS = (1, 2, 4, 8, 16, 40)
"""Items by which the lengths of lists are told apart."""
OPENING = 120
"""Characters at the beginning of a passage in which its opening words stand."""


def wording_signals(passage: Passage, told: Sequence[Sentence], profile: Profile) -> Iterator[Signal]:
    """Yield what a passage's words say: the patterns found, its length and end, what the language model reads in it."""
    text = passage.text
    opening = text[:OPENING]
    for pattern in profile.signals.opening:
        if pattern.regex.match(opening):
            yield f"opens: {pattern.id}", 1.0
    for pattern in profile.signals.wording:
        if pattern.regex.search(text):
            yield f"says: {pattern.id}", 1.0
    yield f"words: {_step(len(text.split()), LENGTHS)}", 1.0
    yield f"ends: {_end(text)}", 1.0
    yield f"begins: {_beginning(text)}", 1.0
    yield from told_signals(told)


def told_signals(told: Sequence[Sentence]) -> Iterator[Signal]:
    """Yield what the language model reads in a passage's sentences."""
    if not told:
        yield "reads as: not read", 1.0
        return
    for kind in PassageKind:
        shares = [sentence.kinds[kind] for sentence in told]
        yield f"first sentence: {kind}", shares[0]
        yield f"a sentence: {kind}", max(shares)
    if any("ASKS" in sentence.cues for sentence in told):
        yield "asks in its own voice", 1.0
    if any(sentence.demand.who for sentence in told):
        yield "somebody is asked", 1.0
    if any(sentence.demand.verb for sentence in told):
        yield "something is asked", 1.0
    if len(told) > 1:
        yield "several sentences", 1.0


def look_signals(passage: Passage, paper: Paper) -> Iterator[Signal]:
    """Yield how a passage is set, against the paper's own body text."""
    yield f"shape: {passage.shape}", 1.0
    lines = passage.lines
    bold, italic = _mean([line.bold_share for line in lines]), _mean([line.italic_share for line in lines])
    yield "set: bold", bold
    yield "set: italic", italic
    if 0.1 < bold < 0.9:
        yield "set: bold in part", 1.0
    if any(line.framed for line in lines):
        yield "set: in a frame", 1.0
    if all(line.underlined for line in lines):
        yield "set: underlined", 1.0
    if paper.body_size:
        ratio = lines[0].size / paper.body_size
        if ratio > 1.1:
            yield "set: larger", 1.0
        elif ratio < 0.9:
            yield "set: smaller", 1.0
    if passage.text.isupper():
        yield "set: capitals", 1.0


def label_signals(passage: Passage, paper: Paper) -> Iterator[Signal]:
    """Yield what a passage's label says: its kind, its name, its place in its list and the list's length."""
    label = passage.label
    if label is None:
        yield "label: none", 1.0
    else:
        yield f"label: {label.kind}", 1.0
        if label.name:
            yield f"label: named {label.name.lower()}", 1.0
        if label.ordinal == 1:
            yield "label: first", 1.0
        if label.inferred:
            yield "label: inferred", 1.0
    group = paper.siblings[paper.group_of[passage.index]]
    if passage.list_id:
        yield f"list of: {_step(len(group), LIST_LENGTHS)}", 1.0
        first = paper.passages[group[0]].label
        if first is not None and first.ordinal == 1:
            yield "list: starts anew", 1.0
        if paper.begins_above_heading(passage):
            yield "list: goes on from above the heading", 1.0
        pages = paper.passages[group[-1]].page - paper.passages[group[0]].page
        yield "list: over many pages", min(1.0, pages / 10)
    if passage.parent >= 0:
        yield "under an item", 1.0
    if paper.child_count[passage.index]:
        yield "has parts", 1.0


def _step(count: int, steps: Sequence[int]) -> str:
    return next((f"up to {step}" for step in steps if count <= step), f"over {steps[-1]}")


def _end(text: str) -> str:
    bare = text.rstrip("\"'\u2019\u201d) ")
    if bare.endswith((" and", " or")):
        return "and"
    return {".": "full stop", ":": "colon", ";": "semicolon", "?": "question", ",": "comma"}.get(bare[-1:], "open")


def _beginning(text: str) -> str:
    first = next((c for c in text if c.isalnum()), "")
    return "small letter" if first.islower() else "digit" if first.isdigit() else "capital"


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 0.0


def lines_alike(one: Line, other: Line) -> bool:
    """Tell whether two lines are set in the same type."""
    return abs(one.size - other.size) < 0.15 * max(one.size, other.size) and (one.bold_share > 0.9) == (
        other.bold_share > 0.9
    )
