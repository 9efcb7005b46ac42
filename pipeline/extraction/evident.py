"""Recommendations by evidence: passages that the model of roles takes for one, with what belongs to them.

A passage is a candidate if it is likely enough, for what announces it, that its paper recommends, decides or concludes there. Its
sub-points and further paragraphs go with it; of a paragraph that also tells of other things only the sentences that ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import DocType, LabelKind, Line
from pipeline.extraction.asking import Stretch, asking_stretches
from pipeline.extraction.beside import header_of, said_beside
from pipeline.extraction.candidate import Candidate
from pipeline.extraction.likely import LIKELY, UNTOLD, likely_rows, making
from pipeline.extraction.spelled_out import aims_with_means, spelled_out
from pipeline.labels import holds_number, number_in_cell
from pipeline.passages import Passage, Role, Shape, children_of
from pipeline.records import Kind
from pipeline.roles.deciding import Decided
from pipeline.roles.neighbours import MAKING
from pipeline.roles.paper import is_by_officer, leads_up, line_key
from pipeline.roles.together import BY_PLACE
from pipeline.wording import join_lines

MOST_SURE = 0.9
"""No row found by evidence alone is said to be surer: on papers of publishers unknown to it the model is too sure."""
FAR_LIKELIER = 2.5
"""So many times as likely another kind must be to replace the one that the kind of paper suggests."""
IMPROBABLE = {"list-under-heading": 0.1, "other": 0.02}
"""Probability under which a passage is none, whatever its place suggests: chapters, too, are lists of numbered paragraphs."""
COLUMN_GAP = 1.5
"""Gap between two words of a line, as a multiple of its size, that parts columns."""
FIELD_WORDS = 3
"""The name of a field, in a record of labelled rows, has no more words than this."""
SURE_REPLY = 0.9
"""Probability from which a passage is a reply, whatever the heading above it names."""
TITLE_WORDS = 9
"""The title of a recommendation has no more words than this."""
KINDS = {Role.RECOMMENDATION: Kind.SCRUTINY, Role.DECISION: Kind.DECISION, Role.CONCLUSION: Kind.CONCLUSION}


def find_evident(
    decided: Decided, taken: Collection[Line], known: frozenset[str], against: bool = False
) -> Iterator[Candidate]:
    """Yield the passages of a paper that are recommendations by their evidence.

    Args:
        decided: the paper's passages with the probabilities of their roles.
        taken: lines that other finders have taken already.
        known: the document's words, by which hyphens at line ends are judged.
        against: something speaks against the paper making any, as if others had been found already.
    """
    passages = decided.paper.passages
    children = children_of(passages)
    used = {line_key(line) for line in taken}
    aims = aims_with_means(decided)
    likely = likely_rows(decided, against or bool(taken)) | aims
    for passage in passages:
        sure = making(decided, passage.index)
        if (
            passage.index not in likely
            or used.intersection(map(line_key, passage.lines))
            or _holds_several(passage, decided)
            or _is_beside_likelier(passage.index, decided)
            or _runs_across(passage.lines)
        ):
            continue
        parts = spelled_out(passage, decided, aims) or _parts(passage, decided, children)
        if leads_up(passage) and not parts and _leads_to_others(passage, decided):
            continue
        if passage.index in aims:
            sure = max([sure, *(making(decided, part.index) for part in parts)])
        lines = tuple(line for one in (passage, *parts) for line in one.lines)
        used.update(map(line_key, lines))
        for stretch in _stretches(passage, lines, bool(parts), decided, known):
            yield _candidate(passage, *_from_its_line(lines, stretch, known), decided, sure)


def is_improbable(candidate: Candidate, decided: Decided) -> bool:
    """Tell whether the evidence speaks against a passage that plain words took for a recommendation for its place.

    One that names itself is none only if it is sure to be a reply, or if what stands right above or below it is the
    recommendation: the heading that says it, the paragraph under its title.
    """
    place = _place_of(candidate, decided)
    if place < 0:
        return False
    sure = making(decided, place)
    quoted = decided.share(place, Role.QUOTATION)
    if quoted >= LIKELY and quoted > sure and decided.quotes_more_than_it_asks:
        return True
    if _is_beside_likelier(place, decided):
        return True
    if candidate.rule.startswith(("named", "conclusions")):
        return decided.share(place, Role.REPLY) >= SURE_REPLY
    return sure < IMPROBABLE.get(candidate.rule, IMPROBABLE["other"])


def _is_beside_likelier(place: int, decided: Decided) -> bool:
    """Tell whether the heading right above a passage, or the paragraph right below its title, is a likely recommendation."""
    passages = decided.paper.passages
    passage = passages[place]
    sure = making(decided, place)
    if passage.heading == place - 1 >= 0 and sure < IMPROBABLE["list-under-heading"]:
        return making(decided, place - 1) >= LIKELY
    below = passages[place + 1] if place + 1 < len(passages) else None
    return (
        below is not None
        and below.label is None
        and is_title(passage)
        and making(decided, below.index) > max(LIKELY, sure)
    )


def is_title(passage: Passage) -> bool:
    """Tell whether a passage is so short, and without an end, that it only names what the paragraph below it says."""
    return len(passage.text.split()) <= TITLE_WORDS and not passage.text.rstrip().endswith(
        (".", ":", ";", "; and", "; or")
    )


def with_likelier_kind(candidate: Candidate, decided: Decided) -> Candidate:
    """Return a candidate with the kind that the evidence for its list speaks for, if that is far likelier than its own.

    An officer's paper asks its meeting for decisions, whatever its items are like; so does a list that a lead-in announces so.
    """
    place, front = _place_of(candidate, decided), decided.paper.front
    untold = decided.kind in (*UNTOLD, DocType.SCRUTINY_REPORT) or not is_by_officer(front)
    if (
        place < 0
        or candidate.kind is Kind.CONCLUSION
        or not untold
        or (candidate.rule == "is-asked-to" and candidate.stem)
    ):
        return candidate
    group = decided.paper.siblings[decided.paper.group_of[place]]
    scrutiny, decision = (
        sum(decided.share(index, role) for index in group) for role in (Role.RECOMMENDATION, Role.DECISION)
    )
    if candidate.kind is Kind.SCRUTINY:
        return (
            replace(candidate, kind=Kind.DECISION)
            if decision > FAR_LIKELIER * scrutiny and not candidate.stem
            else candidate
        )
    return replace(candidate, kind=Kind.SCRUTINY) if scrutiny > FAR_LIKELIER * decision else candidate


def _place_of(candidate: Candidate, decided: Decided) -> int:
    return decided.paper.place_of.get(line_key(candidate.lines[0]), -1)


def kind_of(decided: Decided, index: int) -> Kind:
    """Return which of the three is likeliest for a passage."""
    return KINDS[max(MAKING, key=lambda role: decided.share(index, role))]


def _leads_to_others(passage: Passage, decided: Decided) -> bool:
    """Tell whether a passage is the lead-in of others that are recommendations themselves."""
    led = [i for i, lead in enumerate(decided.paper.lead_in_of) if lead == passage.index]
    led += [p.index for p in decided.paper.passages if p.parent == passage.index]
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


def _stretches(
    passage: Passage, lines: tuple[Line, ...], has_parts: bool, decided: Decided, known: frozenset[str]
) -> list[Stretch]:
    """Return where in a passage its recommendations begin and end: mostly one that is all of it."""
    told_of = passage.shape is Shape.ITEM and BY_PLACE.isdisjoint(decided.signals[passage.index])
    if has_parts or not (passage.shape is Shape.PARAGRAPH or told_of):
        return [(len(passage.label_text), None)]
    return asking_stretches(
        join_lines([line.text for line in lines], known), len(passage.label_text), decided.paper.profile
    )


def _from_its_line(
    lines: tuple[Line, ...], stretch: Stretch, known: frozenset[str]
) -> tuple[tuple[Line, ...], Stretch]:
    """Return the lines that a stretch stands on, and where in these it begins and ends."""
    start, stop = stretch
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
    return lines, (start, stop)


def _candidate(passage: Passage, lines: tuple[Line, ...], stretch: Stretch, decided: Decided, sure: float) -> Candidate:
    passages = decided.paper.passages
    heading = passages[passage.heading] if passage.heading >= 0 else None
    lead = decided.paper.lead_in_of[passage.index]
    told = decided.strongest(passage.index, KINDS_BACK[kind_of(decided, passage.index)])
    return Candidate(
        lines,
        stretch[0],
        _number(passage, heading, passages),
        kind_of(decided, passage.index),
        "evidence: " + ", ".join(told),
        round(min(sure, MOST_SURE), 2),
        passages[lead].text if lead >= 0 else "",
        header_of(passage, passages) or (heading.text.strip() if heading is not None else ""),
        tag=said_beside(passage, decided),
        list_id=passage.list_id,
        stop=stretch[1],
        judged=True,
    )


KINDS_BACK = {kind: role for role, kind in KINDS.items()}


def _number(passage: Passage, heading: Passage | None, passages: Sequence[Passage]) -> str:
    """Return a recommendation's number: its own label's, that of the cell beside it, or of the heading that names it."""
    if passage.label is not None and passage.label.text:
        return passage.label.text
    if passage.table >= 0 and passage.column > 0:
        left = [p for p in passages if (p.table, p.row) == (passage.table, passage.row) and p.column < passage.column]
        cells = [p for p in left if p.shape is Shape.CELL]
        for cell in reversed(cells):
            printed = cell.printed.strip()
            if holds_number(printed):
                return number_in_cell(printed)
        if cells and len(cells[-1].printed.split()) <= FIELD_WORDS:
            return _number_of_record(passage, passages)
    above = passages[passage.index - 1] if passage.index else None
    if above is not None and above.label is not None and above.table < 0 and is_title(above):
        return above.label.text
    label = heading.label if heading is not None and passage.index == heading.index + 1 else None
    return label.text if label is not None and label.kind is LabelKind.NAMED else ""


def _number_of_record(passage: Passage, passages: Sequence[Passage]) -> str:
    """Return the number in the row that titles a record of labelled rows: "1. Leavers' access", above "Recommendation"."""
    for other in reversed(passages[: passage.index]):
        if other.table != passage.table:
            break
        if other.column == 0 and other.row < passage.row and other.label is not None and other.label.text:
            return other.label.text
    return ""
