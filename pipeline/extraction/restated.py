"""One recommendation that a report states several times: in a summary, in its chapter, in a closing list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.content import shared_content
from pipeline.extraction.candidate import Candidate
from pipeline.wording import is_similar, squash

SAME_WORDING = 88.0
"""Similarity, 0 to 100, from which two passages of one report state the same recommendation."""
TELLING = 30
"""By so many letters and digits at its beginning a passage is known to state the same as another."""
SAME_CONTENT = 40.0
"""Shared content, 0 to 100, from which two passages of the same number do, though one is told in fewer words."""


def join_restatements(candidates: Sequence[Candidate], known: frozenset[str]) -> list[Candidate]:
    """Join passages that state the same into one; the others' pages go to `also_pages`.

    The first of them stays where the wording is the same, the fuller one where it is reworded. Items of one list are never
    restatements of each other, however alike. Where most of a list restates an earlier one, its other items restate those
    of the same number.

    Args:
        candidates: of one report, in reading order.
        known: the document's words, by which hyphens at line ends are judged.
    """
    texts = [candidate.text(known) for candidate in candidates]
    twins = _twins_by_wording(candidates, texts)
    twins |= _told_in_sentences(candidates, texts, twins)
    twins |= _twins_by_number(candidates, twins)
    twins |= _twins_by_content(candidates, texts, twins)
    joined = []
    for first, candidate in enumerate(candidates):
        if first not in twins:
            others = [later for later, of in twins.items() if of == first]
            places = {line.page for later in others for line in candidates[later].lines}
            pages = {*candidate.also_pages, *places} - {candidate.lines[0].page}
            joined.append(replace(candidate, also_pages=tuple(sorted(pages))))
    return joined


def _twins_by_wording(ordered: Sequence[Candidate], texts: Sequence[str]) -> dict[int, int]:
    squashed = [squash(text) for text in texts]
    twins: dict[int, int] = {}
    for later, candidate in enumerate(ordered):
        for first in range(later):
            alone = first not in twins and not _in_one_list(ordered[first], candidate)
            if alone and is_similar(squashed[later], squashed[first], SAME_WORDING):
                twins[later] = first
                break
    return twins


def _told_in_sentences(candidates: Sequence[Candidate], texts: Sequence[str], twins: dict[int, int]) -> dict[int, int]:
    """Return the sentences in running text that hold the whole wording of a numbered recommendation, each with that."""
    squashed = [squash(text) for text in texts]
    numbered = [i for i, c in enumerate(candidates) if c.number and len(squashed[i]) >= TELLING and i not in twins]
    told: dict[int, int] = {}
    for place, candidate in enumerate(candidates):
        if candidate.number or candidate.list_id or place in twins or place in twins.values():
            continue
        held = next((i for i in numbered if squashed[i] in squashed[place] and squashed[i] != squashed[place]), None)
        if held is not None:
            told[place] = held
    return told


def _twins_by_number(ordered: Sequence[Candidate], twins: dict[int, int]) -> dict[int, int]:
    """Return the further twins of lists that mostly restate an earlier list: items of the same number."""
    further = {}
    for later, candidate in enumerate(ordered):
        siblings = [i for i, other in enumerate(ordered) if _in_one_list(other, candidate)]
        origins = [ordered[twins[i]] for i in siblings if i in twins]
        if later in twins or len(origins) * 2 < len(siblings) or not candidate.number or not origins:
            continue
        same = [i for i, o in enumerate(ordered) if _in_one_list(o, origins[0]) and o.number == candidate.number]
        if same:
            further[later] = same[0]
    return further


def _twins_by_content(ordered: Sequence[Candidate], texts: Sequence[str], twins: dict[int, int]) -> dict[int, int]:
    """Return the further twins of lists that tell an earlier or later list in other words, each of the same number.

    The one in fewer words is the twin, wherever it stands. Lists of one page go on with each other, however alike.
    """
    left = [i for i in range(len(ordered)) if i not in twins and ordered[i].number]
    if not left:
        return {}
    shared = shared_content([texts[i] for i in left], [texts[i] for i in left])
    further: dict[int, int] = {}
    for one, i in enumerate(left):
        for other, j in enumerate(left[:one]):
            if shared[one, other] >= SAME_CONTENT and _may_restate(ordered[i], ordered[j]):
                shorter, fuller = (i, j) if len(texts[i]) < len(texts[j]) else (j, i)
                if fuller not in further and shorter not in further.values():
                    further.setdefault(shorter, fuller)
    paired = {*further, *further.values(), *twins, *twins.values()}
    return {i: of for i, of in further.items() if _most_restate(ordered[i], ordered, paired)}


def _may_restate(one: Candidate, other: Candidate) -> bool:
    return (
        one.number == other.number
        and one.lines[0].page != other.lines[0].page
        and not _in_one_list(one, other)
        and one.kind is other.kind
    )


def _most_restate(candidate: Candidate, ordered: Sequence[Candidate], paired: Collection[int]) -> bool:
    """Tell whether most of a candidate's list, or of those under its heading, restate others or are restated."""
    beside = [
        i for i, other in enumerate(ordered) if _in_one_list(other, candidate) or other.heading == candidate.heading
    ]
    return sum(i in paired for i in beside) * 2 >= len(beside)


def _in_one_list(one: Candidate, other: Candidate) -> bool:
    return bool(one.list_id) and one.list_id == other.list_id
