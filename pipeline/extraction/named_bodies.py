"""What stands under a heading that names a recommendation: "Recommendation 4: Title", and all that belongs to it below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import LabelKind
from pipeline.extraction.likely import LIKELY, making
from pipeline.passages import Passage, Shape
from pipeline.profiles import Profile, first_match
from pipeline.roles.deciding import Decided

LONGEST = 60
"""A recommendation has no more passages than this; what is longer has missed its end."""
FEWEST_WORDS = 5
"""A recommendation that is a heading has at least this many words."""
ASKING_OPENINGS = ("imperative", "to do", "that", "body should")
"""Openings, of those in the profile, that ask for something."""
OUTDENT = 12.0
"""Points by which what goes on with the text around a recommendation begins further left than its wording."""
SAME_SIZE = 0.15
"""Share of its size by which the type of what belongs together differs at most."""


def named_bodies(decided: Decided) -> dict[int, list[Passage]]:
    """Return for each passage right below a heading that names a recommendation those that go on with it.

    A heading that is the recommendation itself has none: what stands below explains it.
    """
    return {
        body[0].index: body[1:]
        for heading, body in _named(decided)
        if body
        and not _asks_itself(heading, body, decided.paper.profile)
        and (
            making(decided, heading.index) < max(LIKELY, making(decided, body[0].index))
            or _only_body_asks(heading, body[0], decided.paper.profile)
        )
    }


def stating_headings(decided: Decided) -> frozenset[int]:
    """Return the headings that name a recommendation and are its wording ("Recommendation 3: Publish a plan"), not its title."""
    profile = decided.paper.profile
    return frozenset(heading.index for heading, body in _named(decided) if _asks_itself(heading, body, profile))


def _named(decided: Decided) -> Iterator[tuple[Passage, list[Passage]]]:
    """Yield each heading that names a recommendation, with what belongs to it."""
    passages = decided.paper.passages
    for heading in passages:
        if names_recommendation(heading, decided.paper.profile):
            yield heading, _body_of(heading, passages[heading.index + 1 : heading.index + 1 + LONGEST])


def _asks_itself(heading: Passage, body: Sequence[Passage], profile: Profile) -> bool:
    """Tell whether a heading asks for something, and the paragraph below it does not, but explains."""
    if len(heading.text.split()) < FEWEST_WORDS or (body and first_match(profile.recommending.wording, body[0].text)):
        return False
    openings = (pattern for pattern in profile.signals.opening if pattern.id in ASKING_OPENINGS)
    return any(pattern.regex.match(heading.text) for pattern in openings)


def _only_body_asks(heading: Passage, body: Passage, profile: Profile) -> bool:
    """Tell whether what stands below a heading asks in plain words and the heading does not: "R2 For the ICB. By June"."""
    asks = profile.recommending.asks
    return first_match(asks, heading.text) is None and first_match(asks, body.text) is not None


def names_recommendation(passage: Passage, profile: Profile) -> bool:
    """Tell whether a passage is a heading such as "Recommendation 4: Title", not a line of a contents list."""
    label = passage.label
    if passage.shape is not Shape.HEADING or label is None or label.kind is not LabelKind.NAMED:
        return False
    return first_match(profile.recommending.named_items, label.name) is not None and ".." not in passage.lines[-1].text


def _body_of(heading: Passage, following: Sequence[Passage]) -> list[Passage]:
    """Return what belongs to a heading: what stands in its frame, or all up to the next heading or change of type size.

    Behind paragraphs without a number one of the paper's own numbered paragraphs ("3.27") explains or goes on.
    """
    framed = heading.lines[-1].framed
    body: list[Passage] = []
    for passage in following:
        before = body[-1] if body else heading
        if passage.table >= 0 or passage.page - before.last_page > 1 or _ends(passage, before, bool(framed)):
            break
        if body and _counts_paragraphs(passage) and not _counts_paragraphs(body[0]):
            break
        if body and _stands_out(passage, body[0]):
            break
        body.append(passage)
    return body


def _stands_out(passage: Passage, first: Passage) -> bool:
    """Tell whether a passage begins left of the first paragraph on the same page: the text that the recommendation was set into."""
    return passage.page == first.page and passage.lines[0].x0 < first.lines[0].x0 - OUTDENT


def _counts_paragraphs(passage: Passage) -> bool:
    return passage.label is not None and passage.label.kind is LabelKind.DECIMAL


def _ends(passage: Passage, before: Passage, in_frame: bool) -> bool:
    if passage.shape is Shape.HEADING and passage.label is not None and passage.label.kind is LabelKind.NAMED:
        return True
    ours, theirs = passage.lines[0], before.lines[-1]
    if in_frame:
        return not ours.framed or (passage.page == before.last_page and ours.framed != theirs.framed)
    return passage.shape is Shape.HEADING or abs(ours.size - theirs.size) > SAME_SIZE * max(ours.size, theirs.size)
