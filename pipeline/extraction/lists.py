"""Recommendations in lists: what stands under a recommendation heading, or completes "The Cabinet is asked to:".

A list under a heading is told from the report's own paragraph numbering by its indent and its beginning: paragraphs
go on from the section before, a list of recommendations starts anew. A list goes on after an interposed note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Block, BlockKind, DocType, LabelKind, Report
from pipeline.extraction.candidate import Candidate, label_of, lines_of
from pipeline.labels import is_caption, read_labels
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind
from pipeline.wording import as_meant, place_in

HEADING_WORDS = 16
"""A recommendation heading has no more words than this."""
INDENT = 5.0
"""Points by which something must stand further right to be part of an item."""

DEEPEST = 60.0
"""Points further right than an item's wording at which a paragraph can still belong to it."""

NUMBER_INFERRED = "its number was lost and put back from its neighbours"
NUMBER_LOST = "its number is lost"

_STEM_END = re.compile(r"^\s*(?:either\s*)?[:\u2013\u2014.-]*\s*$")
_STEM_MARKS = " :\u2013\u2014-"
_FINISHED = re.compile(r"[.;!?][\"'\u2019\u201d)]*(?:\s+and)?$")
_GOES_ON = re.compile(r"(?:[;,]|\band)\s*$", re.IGNORECASE)
_INLINE = re.compile(r"(?<=[\s:;,\u2013\u2014-])\((?P<number>[a-z]|[ivx]{1,4}|\d{1,2})\)\s+")
_RUN_IN = re.compile(
    r"^(?P<heading>(?:\w+ ){0,2}recommendations?(?:\s*\(s\)|\(s\))?)\s*[:\u2013\u2014-]\s*(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A lead-in found at the start of a block: its words, whom it asks, and whether wording follows it there."""

    stem: str
    body: str
    kind: Kind
    rule: str
    complete: bool


def read_lead_in(text: str, profile: Profile) -> LeadIn | None:
    """Return the lead-in a passage starts with ("The Cabinet is RECOMMENDED to —"), or None."""
    for kind, patterns in (
        (Kind.DECISION, profile.recommending.lead_ins_decision),
        (Kind.SCRUTINY, profile.recommending.lead_ins_scrutiny),
    ):
        found = first_match(patterns, text)
        if found and found[1].start("stem") < 200:
            pattern, match = found
            rest = text[match.end() :]
            stem = text[match.start("stem") :] if _STEM_END.match(rest) else match.group("stem")
            return LeadIn(stem.strip(), match.group("body"), kind, pattern.id, not _STEM_END.match(rest))
    return None


def is_recommendation_heading(block: Block, profile: Profile) -> bool:
    """Tell whether a block is a heading over recommendations."""
    if block.kind is BlockKind.TABLE or len(block.text.split()) > HEADING_WORDS:
        return False
    if (
        block.kind is BlockKind.ITEM
        and block.label is not None
        and block.label.kind in (LabelKind.BULLET, LabelKind.LETTER, LabelKind.ROMAN)
    ):
        return False
    return first_match(profile.recommending.headings, block.text) is not None


@dataclass(slots=True)
class _Zone:
    """The open section of recommendations while blocks are walked; `untouched` while only headings stand in it."""

    heading: str = ""
    stem: LeadIn | None = None
    stem_list: int = 0
    note: str = ""
    list_id: int = 0
    untouched: bool = False
    items: list[tuple[list[Block], str]] = field(default_factory=list)


class ListFinder:
    """Walks the blocks of a report and collects the items of its recommendation lists."""

    def __init__(self, report: Report, profile: Profile) -> None:
        self.report = report
        self.profile = profile
        self.found: list[Candidate] = []
        self.zone: _Zone | None = None
        self.paragraph_lists: set[int] = set()

    def find(self) -> list[Candidate]:
        """Return the candidates in reading order."""
        blocks = self.report.blocks
        for i, block in enumerate(blocks):
            if block.kind is not BlockKind.TABLE:
                self._take(block, blocks[i + 1 :])
            if block.list_id and self.zone is None:
                self.paragraph_lists.add(block.list_id)
        self._close()
        return self.found

    def _take(self, block: Block, following: Sequence[Block]) -> None:
        run_in = _RUN_IN.match(block.text) if block.kind is not BlockKind.ITEM else None
        lead_in = self._read_lead_in(block.text[run_in.end() :] if run_in else block.text)
        if lead_in and (self.zone or run_in or self._opens_list(lead_in, following)):
            self._take_lead_in(block, lead_in, run_in)
        elif is_recommendation_heading(self._meant(block), self.profile):
            self._close()
            self.zone = _Zone(heading=block.text, untouched=True)
        elif self.zone is None:
            return
        elif block.kind is BlockKind.HEADING:
            if not self._goes_on_after(following):
                self._close()
            return
        elif block.kind is BlockKind.ITEM:
            self._take_item(block)
        else:
            self._take_paragraph(block)
        if self.zone is not None:
            self.zone.untouched = self.zone.untouched and is_recommendation_heading(self._meant(block), self.profile)

    def _meant(self, block: Block) -> Block:
        """Return a block with its text as patterns should read it."""
        lexicon = self.profile.lexicon_for(self.report.loses_labels)
        return replace(block, text=as_meant(block.text, lexicon)) if lexicon else block

    def _read_lead_in(self, text: str) -> LeadIn | None:
        """Return the lead-in a passage starts with; misread letters don't hide it, its stem is as it stands."""
        meant = as_meant(text, self.profile.lexicon_for(self.report.loses_labels))
        lead_in = read_lead_in(meant, self.profile)
        if lead_in is None or meant == text:
            return lead_in
        start = meant.index(lead_in.stem)
        stem = text[place_in(text, meant, start) : place_in(text, meant, start + len(lead_in.stem))]
        return replace(lead_in, stem=stem.strip())

    def _opens_list(self, lead_in: LeadIn, following: Sequence[Block]) -> bool:
        """Tell whether a lead-in that stands under no heading asks a deciding body for the items behind it."""
        asks_body = any(pattern.regex.search(lead_in.body) for pattern in self.profile.bodies.deciding)
        return not lead_in.complete and asks_body and bool(following) and following[0].kind is BlockKind.ITEM

    def _take_lead_in(self, block: Block, lead_in: LeadIn, run_in: re.Match[str] | None) -> None:
        heading = run_in["heading"] if run_in else self.zone.heading if self.zone else ""
        self._close()
        if not lead_in.complete:
            self.zone = _Zone(heading, lead_in, block.list_id)
            return
        skip = label_of(block)[1] + (run_in.end() if run_in else 0)
        whole = Candidate(block.lines, skip, _printed(block), lead_in.kind, lead_in.rule, 0.95, "", heading)
        self.found += _inline_items(whole, block, lead_in.stem) or [whole]
        self.zone = _Zone(heading)

    def _take_item(self, block: Block) -> None:
        zone = self.zone
        assert zone is not None
        if not zone.items:
            if self._is_paragraph(block):
                if zone.stem:
                    self._close()
                return
            zone.list_id = block.list_id
            zone.items.append(([block], zone.note))
        elif block.list_id == zone.list_id:
            zone.items.append(([block], zone.note))
        elif block.first_x0 > zone.items[-1][0][0].first_x0 + INDENT:
            zone.items[-1][0].append(block)
        elif self._is_paragraph(block):
            heading = zone.heading
            self._close()
            self.zone = _Zone(heading)
        else:
            zone.list_id = block.list_id
            zone.items.append(([block], zone.note))

    def _take_paragraph(self, block: Block) -> None:
        zone = self.zone
        assert zone is not None
        if not zone.items:
            if zone.stem:
                self._take_unlabelled(block, zone.stem)
            return
        last = zone.items[-1][0]
        hanging = last[0].body_x0 > last[0].first_x0 + INDENT
        beside = -INDENT / 2 <= block.first_x0 - last[0].body_x0 <= DEEPEST
        if self.report.loses_labels and self._asks_anew(block, last[-1]):
            zone.items.append(([block], zone.note))
        elif hanging and beside and not is_caption(block.text) and block.page - last[-1].last_page <= 1:
            last.append(block)
        else:
            zone.note = block.text

    def _asks_anew(self, block: Block, before: Block) -> bool:
        """Tell whether a paragraph of a scan begins as an item does that has lost its number."""
        finished = _FINISHED.search(before.text) is not None
        return finished and first_match(self.profile.recommending.lost_item, block.text) is not None

    def _take_unlabelled(self, block: Block, stem: LeadIn) -> None:
        """Take a paragraph without any label that completes a lead-in."""
        zone = self.zone
        assert zone is not None
        if first_match(self.profile.recommending.wording, block.text):
            self.found.append(Candidate(block.lines, 0, "", stem.kind, stem.rule, 0.85, stem.stem, zone.heading))
        self.zone = _Zone(zone.heading, stem if _GOES_ON.search(block.text) else None)

    def _is_paragraph(self, block: Block) -> bool:
        """Tell whether an item belongs to the report's paragraph numbering rather than to a list of recommendations."""
        zone = self.zone
        if block.list_id and zone is not None and block.list_id == zone.stem_list:
            return True
        label = block.label
        if label is None or block.list_id not in self.paragraph_lists:
            return False
        return label.kind in (LabelKind.ARABIC, LabelKind.DECIMAL)

    def _goes_on_after(self, following: Sequence[Block]) -> bool:
        """Tell whether the list goes on behind a sub-heading."""
        zone = self.zone
        if zone is None:
            return False
        after = next((b for b in following[:2] if b.kind is BlockKind.ITEM), None)
        if not zone.items:
            asks = after is not None and first_match(self.profile.recommending.wording, after.text) is not None
            return zone.untouched and asks and after is not None and not self._is_paragraph(after)
        return (
            after is not None and after.list_id == zone.list_id and after.label is not None and after.label.ordinal > 1
        )

    def _close(self) -> None:
        """End the open section; what an annexed paper lists under a bare heading is others' advice, quoted."""
        zone, self.zone = self.zone, None
        if zone is None:
            return
        kind = zone.stem.kind if zone.stem else self._kind_of_heading()
        if zone.stem is None and self.report.front.doc_type is DocType.APPENDIX:
            return
        doubt = "the kind of paper is not known" if self.report.front.doc_type is DocType.OTHER else ""
        for blocks, note in zone.items:
            number, skip = label_of(blocks[0])
            rule = zone.stem.rule if zone.stem else "list-under-heading"
            stem = zone.stem.stem if zone.stem else ""
            lines = lines_of(blocks)
            candidate = Candidate(
                lines, skip, number, kind, rule, 0.97, stem, zone.heading, note, list_id=zone.list_id, needs_look=doubt
            )
            self.found.append(self._with_doubt(candidate, blocks[0]))

    def _with_doubt(self, candidate: Candidate, block: Block) -> Candidate:
        """Return an item of a scan with what its number rests on."""
        inferred = block.label is not None and block.label.inferred and block.label.kind is not LabelKind.BULLET
        lost = self.report.loses_labels and block.label is None
        reason = NUMBER_INFERRED if inferred and candidate.number else NUMBER_LOST if inferred or lost else ""
        return replace(candidate, inferred=inferred, needs_look=reason) if reason else candidate

    def _kind_of_heading(self) -> Kind:
        return Kind.SCRUTINY if self.report.front.doc_type is DocType.SCRUTINY_REPORT else Kind.DECISION


def _printed(block: Block) -> str:
    """Return the number of a lone recommendation; a paragraph number of the report's own is none."""
    return block.label.text if block.label is not None and block.label.kind is LabelKind.LETTER else ""


def _inline_items(whole: Candidate, block: Block, stem: str) -> list[Candidate]:
    """Return the items that one sentence strings together ("… to (a) note it; and (b) agree it"); [] if it has none."""
    text, label_length = block.text, label_of(block)[1]
    found = list(_INLINE.finditer(text))
    in_order = all(
        n in {label.ordinal for label in read_labels(f"({mark['number']}) x")} for n, mark in enumerate(found, 1)
    )
    lead = text[whole.skip - label_length : found[0].start()] if found else ""
    if len(found) < 2 or not in_order or lead.strip(_STEM_MARKS) != stem.strip(_STEM_MARKS):
        return []
    ends = [mark.start() for mark in found[1:]] + [len(text)]
    return [
        replace(whole, number=mark["number"], skip=label_length + mark.end(), stop=label_length + end, stem=stem)
        for mark, end in zip(found, ends, strict=True)
    ]
