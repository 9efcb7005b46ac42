"""Recommendations by evidence: passages that the model of roles takes for one, with what belongs to them.

A passage is a candidate if it is likely enough, for what announces it, that its paper recommends, decides or concludes there. Its
sub-points and further paragraphs go with it; of a paragraph that also tells of other things only the sentences that ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.document import LabelKind, Line
from pipeline.extraction.beside import header_of, last_sentence, note_above, said_beside
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.gathered import Gathered
from pipeline.extraction.likely import LIKELY, likely_rows, making
from pipeline.extraction.named_bodies import named_bodies, stating_headings
from pipeline.extraction.row_numbers import is_title, number_of
from pipeline.extraction.spelled_out import aims_with_means, spelled_out
from pipeline.extraction.stretches import Stretch, stretches_of
from pipeline.passages import Passage, Role, Shape, children_of
from pipeline.records import Kind
from pipeline.roles.deciding import Decided
from pipeline.roles.neighbours import MAKING
from pipeline.roles.paper import leads_up, line_key
from pipeline.series import NUMBER_INFERRED

IMPROBABLE = 0.1
"""Probability under which a passage is none if what stands right above it is one."""
COLUMN_GAP = 1.5
"""Gap between two words of a line, as a multiple of its size, that parts columns."""
_FOLLOWING = "the following recommendation"
"""Words of a note in a list that speaks of the item below it."""
ASKS_A_MEETING = "lead-in: a meeting is asked"
"""What leads up to the items that a paper asks its own meeting to decide."""
KINDS = {Role.RECOMMENDATION: Kind.SCRUTINY, Role.DECISION: Kind.DECISION, Role.CONCLUSION: Kind.CONCLUSION}
ROLES = {kind: role for role, kind in KINDS.items()}


def find_evident(decided: Decided, known: frozenset[str], against: bool = False) -> Iterator[Candidate]:
    """Yield the passages of a paper that are recommendations by their evidence.

    Args:
        decided: the paper's passages with the probabilities of their roles.
        known: the document's words, by which hyphens at line ends are judged.
        against: something speaks against the paper making any.
    """
    passages = decided.paper.passages
    children = children_of(passages)
    used: set[tuple[int, float, float, str]] = set()
    aims = aims_with_means(decided)
    bodies = named_bodies(decided)
    gathered = Gathered(decided)
    likely = gathered.with_items(likely_rows(decided, against) | aims)
    likely |= {first for first, rest in bodies.items() if not likely.isdisjoint([first - 1, *(p.index for p in rest)])}
    likely -= {first - 1 for first in bodies}
    stating = stating_headings(decided)
    likely |= stating
    named = stating.union(bodies)
    if 2 * len(likely & named) >= len(named):
        likely |= named
    for passage in passages:
        sure = making(decided, passage.index)
        if (
            passage.index not in likely
            or used.intersection(map(line_key, passage.lines))
            or _holds_several(passage, decided)
            or (passage.index not in bodies and _is_beside_likelier(passage.index, decided))
            or _runs_across(passage.lines)
        ):
            continue
        parts = bodies.get(passage.index) or spelled_out(passage, decided, aims) or _parts(passage, decided, children)
        if passage.index in gathered.items:
            parts = gathered.parts_of(passage) or parts
        if not parts and _leads_to_others(passage, decided):
            continue
        if passage.index in aims or passage.index in bodies:
            sure = max([sure, *(making(decided, part.index) for part in parts)])
        lines = tuple(line for one in (passage, *parts) for line in one.lines)
        used.update(map(line_key, lines))
        if passage.index in gathered.items:
            whole = _candidate(passage, Stretch(lines, len(passage.label_text)), decided, sure)
            yield gathered.first_place(gathered.with_kind(whole, passage.index), passage.index, known)
            continue
        for stretch in stretches_of(passage, lines, bool(parts), decided, known):
            yield _candidate(passage, stretch, decided, sure)


def _is_beside_likelier(place: int, decided: Decided) -> bool:
    """Tell whether the heading right above a passage, or the paragraph right below its title, is a likely recommendation."""
    passages = decided.paper.passages
    passage = passages[place]
    sure = making(decided, place)
    if passage.heading == place - 1 >= 0 and sure < IMPROBABLE:
        return making(decided, place - 1) >= LIKELY
    below = passages[place + 1] if place + 1 < len(passages) else None
    return (
        below is not None
        and below.label is None
        and is_title(passage)
        and making(decided, below.index) > max(LIKELY, sure)
    )


def _place_of(candidate: Candidate, decided: Decided) -> int:
    return decided.paper.place_of.get(line_key(candidate.lines[0]), -1)


def kind_of(decided: Decided, index: int) -> Kind:
    """Return which of the three is likeliest for a passage."""
    if ASKS_A_MEETING in decided.signals[index]:
        return Kind.DECISION
    return KINDS[max(MAKING, key=lambda role: decided.share(index, role))]


def _leads_to_others(passage: Passage, decided: Decided) -> bool:
    """Tell whether a passage is the lead-in of others that are recommendations themselves, or speaks of the one that follows it."""
    if leads_up(passage):
        led = [i for i, lead in enumerate(decided.paper.lead_in_of) if lead == passage.index]
        led += [p.index for p in decided.paper.passages if p.parent == passage.index]
    else:
        speaks = _FOLLOWING in passage.text.lower() and passage.index + 1 < len(decided.paper.passages)
        led = [passage.index + 1] if speaks else []
    return any(making(decided, i) >= LIKELY for i in led)


def without_lead_ins(candidates: Sequence[Candidate], decided: Decided) -> list[Candidate]:
    """Return candidates without those that only lead up to others: "…, the Committee recommends:"."""
    own = decided.paper
    leading = {own.lead_in_of[place] for c in candidates if (place := _place_of(c, decided)) >= 0} - {-1}

    def only_leads(candidate: Candidate) -> bool:
        place = _place_of(candidate, decided)
        return place in leading and candidate.lines[-1] in own.passages[place].lines and leads_up(own.passages[place])

    return [candidate for candidate in candidates if not only_leads(candidate)]


def _runs_across(lines: Sequence[Line]) -> bool:
    """Tell whether lines run across three columns or more that were not told apart: wide gaps in most of them."""

    def has_gaps(line: Line) -> bool:
        gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(line.words)][1:]
        return sum(gap >= COLUMN_GAP * line.size for gap in gaps) >= 2

    return len(lines) > 1 and sum(map(has_gaps, lines)) * 2 >= len(lines)


def _holds_several(passage: Passage, decided: Decided) -> bool:
    """Tell whether a cell is nothing but several recommendations, each a part of it."""
    if passage.shape is not Shape.CELL:
        return False
    parts = [
        p
        for p in decided.paper.passages[passage.index + 1 :]
        if p.shape is Shape.CELL_PART and (p.table, p.row, p.column) == (passage.table, passage.row, passage.column)
    ]
    return sum(making(decided, part.index) >= LIKELY for part in parts) > 1


def _parts(passage: Passage, decided: Decided, children: dict[int, list[int]]) -> list[Passage]:
    """Return what belongs to a passage: its sub-points, and the paragraphs behind it that go on with it."""
    passages = decided.paper.passages
    parts = [passages[i] for i in children.get(passage.index, ())]
    if passage.table >= 0:
        return []
    if any(making(decided, part.index) >= LIKELY and decided.share(part.index, Role.PART) < 0.3 for part in parts):
        return []
    place = (parts[-1].index if parts else passage.index) + 1
    while place < len(passages) and passages[place].table < 0 and decided.share(place, Role.PART) >= LIKELY:
        parts.append(passages[place])
        place += 1
    return parts


def _candidate(passage: Passage, stretch: Stretch, decided: Decided, sure: float) -> Candidate:
    passages = decided.paper.passages
    lead = decided.paper.lead_in_of[passage.index]
    above = passages[lead].heading if lead == passage.heading >= 0 else passage.heading
    heading = passages[above] if above >= 0 else None
    kind = kind_of(decided, passage.index)
    number, label = number_of(passage, heading, decided), passage.label
    inferred = bool(number) and label is not None and label.inferred and label.kind is not LabelKind.BULLET
    return Candidate(
        stretch.lines,
        stretch.start,
        stretch.number or number,
        kind,
        ", ".join(decided.strongest(passage.index, ROLES[kind])),
        round(sure, 2),
        stretch.stem or (last_sentence(passages[lead].text) if lead >= 0 else ""),
        header_of(passage, passages) or (heading.text.strip() if heading is not None else ""),
        note_above(passage, decided),
        said_beside(passage, decided),
        list_id=passage.list_id,
        stop=stretch.stop,
        inferred=inferred,
        needs_look=NUMBER_INFERRED if inferred else "",
    )
