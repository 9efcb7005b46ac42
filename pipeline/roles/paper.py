"""A paper as the signals see it: its passages with their headings, lead-ins, siblings and sentences, found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import FrontMatter, LabelKind, Line
from pipeline.language.sentences import Sentence
from pipeline.passages import Passage, Shape
from pipeline.profiles import Profile, first_match
from pipeline.wording import as_meant

HEADING_WORDS = 16
"""A heading that announces something has no more words than this."""
SEVERAL = 2
"""Siblings that lead up to something from which it is their way."""
HALF = 0.5
"""Share of a line in bold from which it is set so."""
GREETS, SALUTATION = "greets somebody", 25
"""The pattern that knows a letter, and in how many passages at its beginning it does."""
LARGER = 0.4
"""Points by which a section's heading is set larger than the headings in it."""
NAME_WORDS = 4
"""A line set as text that names what stands below it has no more words than this."""


_MORE_FOLLOWS = re.compile(r";\s*(?:and|or)?$|,\s*(?:and|or)$", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\b(?:(?:the )?following(?: \w+){0,2}|as follows|(?:set out|listed) below)\s*\.?$", re.IGNORECASE
)
_TO = re.compile(r"\s+to\s+(?:the\s+)?(?=[A-Z])")
_CLERK = re.compile(r"\b(?:scrutiny|democratic|committee|governance|clerk)\b", re.IGNORECASE)
_OFFICER = re.compile(r"\b(?:director|head|manager|officer|chief executive|solicitor|clerk|secretary)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Parted:
    """What a lead-in right above a heading leads up to: the place of the lead-in, the first heading, and the kind of its labels."""

    lead: int
    heading: Passage
    kind: LabelKind | None = None

    def goes_on(self, heading: Passage) -> bool:
        """Tell whether a further heading is set as the first one is."""
        own, other = self.heading.lines[0], heading.lines[0]
        return abs(own.size - other.size) <= LARGER and (own.bold_share > HALF) == (other.bold_share > HALF)

    def holds(self, item: Passage) -> bool:
        """Tell whether an item is labelled as those below the first heading are."""
        kind = item.label.kind if item.label is not None else None
        self.kind = self.kind or kind
        return kind is None or kind is self.kind


@dataclass(frozen=True)
class Paper:
    """The passages of one paper with what is known of it as a whole.

    Attributes:
        passages: in reading order.
        front: what its first page says.
        top: the plain text at the top of its first page.
        profile: words and patterns.
        told: what the language model reads in each passage, () where it was not asked.
        file_name: the name of the file that holds this paper and no other, else "".
        lexicon: words by which those that were misread off a picture are known; none in print.
    """

    passages: Sequence[Passage]
    front: FrontMatter
    top: str
    profile: Profile
    told: Sequence[Sequence[Sentence]]
    file_name: str = ""
    lexicon: frozenset[str] = frozenset()

    @cached_property
    def body_size(self) -> float:
        """The type size of most of the paper's wording, in points."""
        counts: dict[float, int] = {}
        for passage in self.passages:
            for line in passage.lines if passage.shape is not Shape.CELL_PART else ():
                counts[round(line.size, 1)] = counts.get(round(line.size, 1), 0) + len(line.text)
        return max(counts, key=lambda size: counts[size], default=0.0)

    @cached_property
    def place_of(self) -> dict[tuple[int, float, float, str], int]:
        """For each line, by `line_key`, the passage it stands in; of a cell and its part the part."""
        return {line_key(line): passage.index for passage in self.passages for line in passage.lines}

    @cached_property
    def announced(self) -> list[tuple[str, ...]]:
        """For each heading the names of what its words announce; () for what is no heading."""
        return [
            tuple(pattern.id for pattern in self.profile.signals.heading if pattern.regex.search(passage.text))
            if passage.shape is Shape.HEADING and len(passage.text.split()) <= HEADING_WORDS
            else ()
            for passage in self.passages
        ]

    @cached_property
    def section_of(self) -> list[int]:
        """For each heading the heading of the section it stands in, -1 for none; -1 for what is no heading.

        A heading with nothing but another heading below it is a section's, though it is set like those in it.
        """
        sections = [-1] * len(self.passages)
        open_headings: list[Passage] = []
        empty: set[int] = set()
        for passage in self.passages:
            if passage.shape is not Shape.HEADING:
                continue
            while open_headings and not _is_above(open_headings[-1], passage):
                if open_headings[-1].index == passage.index - 1:
                    empty.add(open_headings[-1].index)
                if open_headings[-1].index in empty and not self.announced[passage.index]:
                    break
                open_headings.pop()
            sections[passage.index] = open_headings[-1].index if open_headings else -1
            open_headings.append(passage)
        return sections

    @cached_property
    def lead_in_of(self) -> list[int]:
        """For each passage the one that leads up to it or to its list, -1 for none.

        A lead-in right above a heading leads up to the lists below that and below others set alike, as long as nothing but lists
        and headings stands between: headings may part what a meeting is asked.
        """
        leads = [-1] * len(self.passages)
        of_list: dict[int, int] = {}
        before: Passage | None = None
        parted: _Parted | None = None
        for passage in self.passages:
            if passage.shape is Shape.HEADING:
                if before is not None and leads_up(before) and not before.list_id and passage.index - before.index == 1:
                    parted = _Parted(before.index, passage)
                elif parted is not None and not parted.goes_on(passage):
                    parted = None
                before = passage if leads_up(passage) and self._asks(passage) else None
                continue
            if passage.table >= 0:
                continue
            own = -1
            if before is not None and leads_up(before) and (not before.list_id or self._asks(before)):
                own = before.index if passage.list_id != before.list_id or not passage.list_id else -1
            if passage.list_id:
                own = parted.lead if own < 0 and parted is not None and parted.holds(passage) else own
                own = of_list.setdefault(passage.list_id, own) if own < 0 else own
                of_list[passage.list_id] = own
            elif own < 0 and before is not None and _MORE_FOLLOWS.search(before.text):
                own = leads[before.index]
            leads[passage.index] = own
            before = passage
            parted = parted if passage.list_id else None
        return leads

    def _asks(self, passage: Passage) -> bool:
        """Tell whether a passage asks a body for what follows: "The Cabinet is RECOMMENDED to", though set as a heading."""
        recommending = self.profile.recommending
        asking = [*recommending.lead_ins_decision, *recommending.lead_ins_scrutiny]
        return first_match(asking, as_meant(passage.text, self.lexicon)) is not None

    @cached_property
    def greeting(self) -> int:
        """The place of the passage near the beginning in which the paper greets somebody; 0 if there is none."""
        patterns = [pattern for pattern in self.profile.signals.paper if pattern.id == GREETS]
        greets = (p.index for p in self.passages[:SALUTATION] if any(own.regex.match(p.text) for own in patterns))
        return next(greets, 0)

    @property
    def is_letter(self) -> bool:
        """Whether the paper greets somebody near its beginning."""
        return self.greeting > 0

    @cached_property
    def siblings(self) -> dict[int, list[int]]:
        """For each passage's group (list, column of a table, paragraphs under one heading) the passages in it."""
        groups: dict[int, list[int]] = {}
        for passage, key in zip(self.passages, self.group_of, strict=True):
            groups.setdefault(key, []).append(passage.index)
        return groups

    @cached_property
    def group_of(self) -> list[int]:
        """The number of each passage's group of siblings."""
        numbers: dict[tuple[object, ...], int] = {}
        return [numbers.setdefault(self._group(p), len(numbers)) for p in self.passages]

    def _group(self, passage: Passage) -> tuple[object, ...]:
        if passage.table >= 0:
            return passage.table, passage.column, passage.shape
        if passage.label is not None and passage.label.kind is LabelKind.NAMED:
            return passage.label.style, "names itself"
        if passage.list_id:
            lead = self.lead_in_of[passage.index]
            return passage.list_id, passage.heading if lead < 0 else "led up to", lead
        if passage.shape is Shape.HEADING:
            return self.section_of[passage.index], "headings"
        heading = self.passages[passage.heading] if passage.heading >= 0 else None
        if heading is not None and heading.label is not None and heading.label.kind is LabelKind.NAMED:
            return heading.label.style, "named"
        return passage.heading, bool(passage.lines[0].framed), "paragraphs"

    @cached_property
    def lead_ins(self) -> set[int]:
        """The passages that lead up to others, each with others beside it that do: "… by:", a list, "… by:", a list."""
        leading = {lead for lead in self.lead_in_of if lead >= 0}
        return {lead for lead in leading if sum(i in leading for i in self.siblings[self.group_of[lead]]) >= SEVERAL}

    def begins_above_heading(self, passage: Passage) -> bool:
        """Tell whether the list of an item began above the heading that the item stands under, as a paper's own paragraphs do."""
        return self._first_of_list[passage.list_id] < passage.heading

    @cached_property
    def _first_of_list(self) -> dict[int, int]:
        first: dict[int, int] = {}
        for passage in self.passages:
            first.setdefault(passage.list_id, passage.index)
        return first

    @cached_property
    def child_count(self) -> list[int]:
        """How many sub-points and further paragraphs each passage has directly."""
        counts = [0] * len(self.passages)
        for passage in self.passages:
            if passage.parent >= 0:
                counts[passage.parent] += 1
        return counts


def issuer_of(front: FrontMatter) -> str:
    """Return who issues a paper, by its first page: whom it is addressed to left out."""
    return _TO.split(front.committee)[0]


def is_by_officer(front: FrontMatter) -> bool:
    """Tell whether an officer issues a paper, not the body that it may be addressed to: its own fields say so.

    A clerk or officer of scrutiny writes for a committee.
    """
    author = "" if front.committee or _CLERK.search(front.authors) else front.authors
    return _OFFICER.search(issuer_of(front)) is not None or _OFFICER.search(author) is not None


def issuing_body(front: FrontMatter) -> str:
    """Return the body that issues a paper; "" if an officer does."""
    return "" if is_by_officer(front) else front.committee


def authors_of(front: FrontMatter) -> str:
    """Return who wrote a paper: its authors, or the officer who issues it."""
    return front.authors or (front.committee if is_by_officer(front) else "")


def line_key(line: Line) -> tuple[int, float, float, str]:
    """Return what tells a line from all others of its document."""
    return line.page, line.box.top, line.box.x0, line.text


def names_what_follows(passage: Passage) -> bool:
    """Tell whether a paragraph is so short, and without an end, that it only names what stands below it."""
    alone = passage.shape is Shape.PARAGRAPH and passage.label is None
    return alone and len(passage.text.split()) <= NAME_WORDS and not passage.text.endswith((".", ",", ";", "?"))


def leads_up(passage: Passage) -> bool:
    """Tell whether a passage ends as one does that leads up to what follows it."""
    text = passage.text.rstrip()
    return text.endswith((":", "\u2014", "\u2013", ":-", "to", "that")) or _FOLLOWING.search(text) is not None


def _is_above(heading: Passage, other: Passage) -> bool:
    """Tell whether a heading is of a higher level than one behind it."""
    ours, theirs = heading.lines[0].size, other.lines[0].size
    if abs(ours - theirs) > LARGER:
        return ours > theirs
    numbered = [h.label.text.count(".") if h.label and h.label.text[:1].isdigit() else None for h in (heading, other)]
    if numbered[0] is not None and numbered[1] is not None and numbered[0] != numbered[1]:
        return numbered[0] < numbered[1]
    if heading.text.isupper() != other.text.isupper():
        return heading.text.isupper()
    if heading.text.rstrip().endswith(":") != other.text.rstrip().endswith(":"):
        return other.text.rstrip().endswith(":")
    return heading.lines[0].bold_share > 0.9 > other.lines[0].bold_share
