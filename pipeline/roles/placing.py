"""What the place of a passage says: the headings above it, the words that lead up to it, its column, its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.document import DocType, LabelKind
from pipeline.passages import Passage, Shape
from pipeline.profiles import Profile, first_match
from pipeline.roles.observing import Signal, lines_alike
from pipeline.roles.paper import Paper, is_by_officer, leads_up, names_what_follows
from pipeline.wording import as_meant

ANNOUNCING = ("recommendations", "speaks-of-recommending", "announces-asking", "responses", "conclusions")
"""What a heading anywhere in a paper says of the paper as a whole."""
OF_SIBLINGS = (
    "says: demand",
    "says: past",
    "several sentences",
    "opens: imperative",
    "opens: to do",
    "opens: doing",
    "opens: noun phrase",
    "opens: body should",
    "opens: done",
    "a sentence: recommendation",
)
"""What the other items of a list, or cells of a column, are like tells of each of them."""
FEWEST_SIBLINGS = 3
"""Passages from which a group of siblings tells something of each."""
NEAR = 1
"""Pages behind the heading of a section up to which it speaks for what stands under a heading that announces nothing."""
LEAD_IN_END = 240
"""Characters at the end of a lead-in in which it says what follows."""


def heading_signals(passage: Passage, paper: Paper) -> Iterator[Signal]:
    """Yield what the nearest heading and that of the section announce, and whether the passage opens the section.

    A short line right above it that is set as text, such as a field's name, announces as a heading does.
    """
    above = paper.passages[passage.index - 1] if passage.index else None
    if above is not None and names_what_follows(above):
        yield from ((f"heading: {p.id}", 1.0) for p in paper.profile.signals.heading if p.regex.search(above.text))
    if passage.heading < 0:
        yield "heading: none", 1.0
        return
    heading = paper.passages[passage.heading]
    for name in paper.announced[heading.index]:
        yield f"heading: {name}", 1.0
    label = heading.label
    if label is not None and label.kind is LabelKind.NAMED:
        yield f"heading: named {label.name.lower()}", 1.0
    section = paper.section_of[heading.index]
    if section >= 0 and not paper.announced[heading.index] and passage.page - paper.passages[section].page <= NEAR:
        yield from ((f"heading's section: {name}", 1.0) for name in paper.announced[section])
    seen: set[str] = set()
    while section >= 0:
        seen.update(paper.announced[section])
        section = paper.section_of[section]
    for name in sorted(seen):
        yield f"section: {name}", 1.0
    between = passage.index - passage.heading
    yield "opens its section" if between == 1 else "near its heading" if between < 6 else "far from its heading", 1.0
    if passage.page - heading.page > 2:
        yield "heading: pages away", 1.0


def lead_in_signals(passage: Passage, paper: Paper) -> Iterator[Signal]:
    """Yield what leads up to a passage or its list, and whether it holds such words itself or leads up to others."""
    lead = paper.lead_in_of[passage.index]
    if lead >= 0:
        yield "led up to", 1.0
        text = as_meant(paper.passages[lead].text[-LEAD_IN_END:], paper.lexicon)
        for pattern in paper.profile.signals.lead_in:
            if pattern.regex.search(text):
                yield f"lead-in: {pattern.id}", 1.0
        yield from _asked_of(text, "lead-in", paper.profile)
        opening = paper.passages[lead].text
        yield from ((f"lead-in opens: {p.id}", 1.0) for p in paper.profile.signals.opening if p.regex.match(opening))
        if lead in paper.lead_ins:
            yield "lead-in: one of several", 1.0
    yield from _asked_of(as_meant(passage.text[:LEAD_IN_END], paper.lexicon), "own words", paper.profile)
    if leads_up(passage):
        yield "leads up as others beside it" if passage.index in paper.lead_ins else "leads up", 1.0


def _asked_of(text: str, where: str, profile: Profile) -> Iterator[Signal]:
    recommending = profile.recommending
    if first_match(recommending.lead_ins_decision, text):
        yield f"{where}: a meeting is asked", 1.0
    if first_match(recommending.lead_ins_scrutiny, text):
        yield f"{where}: a reviewing body asks", 1.0


def continuing_signals(passage: Passage, paper: Paper) -> Iterator[Signal]:
    """Yield what speaks for a passage going on with the one before it."""
    if not passage.index or passage.table >= 0:
        return
    before = paper.passages[passage.index - 1]
    if before.table >= 0:
        yield "behind a table", 1.0
        return
    if before.shape is Shape.HEADING:
        yield "behind a heading", 1.0
    if lines_alike(before.lines[-1], passage.lines[0]):
        yield "set as the one before", 1.0
    if before.lines[-1].framed and before.lines[-1].framed == passage.lines[0].framed:
        yield "in the frame of the one before", 1.0
    if before.text[-1:] not in '.?!:;\u201d"':
        yield "behind an open sentence", 1.0
    if before.text[-1:] == ":":
        yield "behind a colon", 1.0
    if passage.first_x0 > before.first_x0 + 5:
        yield "further right than the one before", 1.0
    elif passage.first_x0 < before.first_x0 - 5:
        yield "further left than the one before", 1.0
    if abs(passage.first_x0 - before.body_x0) < 5 and before.label is not None:
        yield "at the wording of the one before", 1.0
    if before.list_id and before.list_id == passage.list_id:
        yield "next item of the list", 1.0


def sibling_signals(paper: Paper, observed: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Return for each passage the share of its siblings, itself left out, that have each of some signals."""
    told: list[dict[str, float]] = [{} for _ in observed]
    for group in paper.siblings.values():
        if len(group) < FEWEST_SIBLINGS:
            continue
        sums = {name: sum(observed[i].get(name, 0.0) for i in group) for name in OF_SIBLINGS}
        for i in group:
            shares = ((name, (total - observed[i].get(name, 0.0)) / (len(group) - 1)) for name, total in sums.items())
            told[i] = {f"siblings: {name}": share for name, share in shares if share}
    return told


def paper_signals(paper: Paper) -> list[Signal]:
    """Return what the paper as a whole seems to be; the same for each of its passages."""
    if is_by_officer(paper.front):
        signals: list[Signal] = [(f"paper: {DocType.OFFICER_REPORT}", 1.0)]
    else:
        issuer = f"{paper.front.committee}\n{paper.front.title}\n{paper.top}"
        signals = [(f"paper: {paper.front.doc_type}", 1.0)]
        signals += [(f"paper by: {p.id}", 1.0) for p in paper.profile.bodies.reviewing if p.regex.search(issuer)]
    headings = {name for announced in paper.announced for name in announced}
    signals += [(f"paper has a heading: {name}", 1.0) for name in ANNOUNCING if name in headings]
    words = sum(len(p.text.split()) for p in paper.passages if p.shape is not Shape.CELL_PART)
    speaks = sum(p.text.lower().count("recommend") for p in paper.passages)
    signals.append(("paper speaks of recommending", min(1.0, 100 * speaks / max(words, 1))))
    asked = sum(bool(first_match(paper.profile.recommending.lead_ins_decision, p.text)) for p in paper.passages)
    if asked:
        signals.append(("paper asks a meeting", 1.0))
    told = sum(bool(first_match(paper.profile.signals.meeting, p.text)) for p in paper.passages)
    signals.append(("paper records a meeting", min(1.0, 20 * told / max(len(paper.passages), 1))))
    signals.append(("paper is short", 1.0 if words < 1500 else 0.0))
    signals.append(("paper is long", min(1.0, words / 40000)))
    return [(name, value) for name, value in signals if value]
