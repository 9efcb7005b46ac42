"""The recommendations of a report: passages that the evidence speaks for, restatements joined, each with what is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline import categories
from pipeline.document import DocType, Document, Report, enclosing_box
from pipeline.extraction.addressees import Asked, OwnWords, body_asked, find_asked
from pipeline.extraction.candidate import Candidate, with_lost_numbers, without_fields, without_title
from pipeline.extraction.evident import find_evident, without_lead_ins
from pipeline.extraction.likely import LIKELY, making
from pipeline.extraction.restated import SAME_WORDING, TELLING, join_restatements
from pipeline.extraction.sureness import REVIEW, likely_right
from pipeline.language.sentences import PassageKind, Sentence, read_passages
from pipeline.passages import Shape
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind, Recommendation, ReportRecord, stable_id
from pipeline.roles.deciding import Decided
from pipeline.roles.paper import leads_up, line_key
from pipeline.wording import as_meant, is_similar, squash

SHORT = 5
"""A heading of no more words than this is one, though the paper's title is taken from it; a longer title names who issues it."""
LEAD_IN_WORDS = 40
"""What leads up to recommendations and says whom they are for has no more words than this."""
FIRST_WORDS = 1500
"""Characters at the top of a report in which it says which committee's it is."""
SHORTEST, OPENING = 8, 120
"""Letters and digits that a recommendation has at least, and characters at its beginning that show that it is none."""
ASKS_AT_ALL = 0.1
"""Probability of a recommendation or decision under which no sentence of an item asks for anything."""
SILENT = (DocType.AGENDA, DocType.MINUTES, DocType.RESPONSE)
"""Papers that announce, record or answer recommendations and seldom make any: in these, only evidence counts, and much of it."""


def find_recommendations(
    document: Document, report: Report, record: ReportRecord, profile: Profile, decided: Decided
) -> list[Recommendation]:
    """Return the recommendations one report makes, in reading order; `decided` tells what its passages are."""
    candidates = find_candidates(document, report, profile, decided)
    if decided.model.rows.names:
        candidates = likely_right(candidates, decided)
    read = read_passages([c.text(document.words) for c in candidates])
    paper = _Paper(document, report, record, profile, OwnWords(_text_of(document, report)), decided)
    return [
        _recommendation(position, candidate, told, paper)
        for position, (candidate, told) in enumerate(zip(candidates, read, strict=True), 1)
    ]


def find_candidates(document: Document, report: Report, profile: Profile, decided: Decided) -> list[Candidate]:
    """Return the passages that one report's recommendations stand in, in reading order, each once however often it is stated."""
    found = find_evident(decided, document.words, against=report.front.doc_type in SILENT)
    candidates = [without_fields(without_title(c, document.words, profile), profile) for c in found]
    candidates = [c for c in candidates if not _is_excluded(c, document, profile)]
    candidates = without_lead_ins(candidates, decided)
    if report.loses_labels:
        candidates = with_lost_numbers(candidates)
    return join_restatements(_as_read(_settle_kinds(candidates, report), report), document.words)


@dataclass(frozen=True)
class _Paper:
    """What the rows of one report have in common."""

    document: Document
    report: Report
    record: ReportRecord
    profile: Profile
    own_words: OwnWords
    decided: Decided

    @property
    def top(self) -> str:
        """The first words of the report, in which it says whose it is."""
        return self.document.pages[self.report.first_page - 1].text[:FIRST_WORDS]

    def above(self, candidate: Candidate) -> tuple[str, tuple[str, ...]]:
        """Return the heading right above a candidate, and what leads up to it and its list, the nearest first."""
        own = self.decided.paper
        place = own.place_of.get(line_key(candidate.lines[0]), -1)
        if place < 0:
            return "", ()
        heading = own.passages[place].heading
        return own.passages[heading].text if heading >= 0 else "", tuple(sentences_above(self.decided, place))

    def above_elsewhere(self, candidate: Candidate, wording: str) -> Iterator[categories.Evidence]:
        """Yield what stands above the passages that state the wording of a candidate once more."""
        passages, wanted = self.decided.paper.passages, squash(wording)
        own = {self.decided.paper.place_of.get(line_key(line), -1) for line in candidate.lines}
        for passage, said in zip(passages, self.squashed, strict=True):
            if len(said) < TELLING or passage.heading < 0 or passage.index in own:
                continue
            if is_similar(said, wanted[: len(said)], SAME_WORDING):
                heading = passages[passage.heading].text
                yield categories.Evidence(heading, lead_ins=tuple(sentences_above(self.decided, passage.index)))

    @cached_property
    def address(self) -> tuple[str, ...]:
        """What stands above the greeting, if the report is a letter."""
        own = self.decided.paper
        return tuple(passage.text for passage in own.passages[: own.greeting])

    @cached_property
    def squashed(self) -> list[str]:
        """The letters and digits of each passage."""
        return [squash(passage.text) for passage in self.decided.paper.passages]

    @cached_property
    def has_categories(self) -> bool:
        """Whether the report's recommendations fall into categories: it is a health scrutiny's, or its headings part them so."""
        front = self.report.front
        headings = [p.text for p in self.decided.paper.passages if p.shape is Shape.HEADING]
        said = (front.committee, front.title, self.top)
        return categories.applies(self.profile, *said) or categories.names_bodies(headings, self.profile)


def _as_read(candidates: Sequence[Candidate], report: Report) -> list[Candidate]:
    """Return candidates in reading order, which goes down one column before the next."""
    order = {
        line_key(line): place for place, line in enumerate(line for block in report.blocks for line in block.lines)
    }
    return sorted(candidates, key=lambda c: (order.get(line_key(c.lines[0]), len(order)), c.lines[0].page))


def sentences_above(decided: Decided, place: int) -> Iterator[str]:
    """Yield what stands between a passage, the others of its list left out, and the heading or the other list above it."""
    passages = decided.paper.passages
    own = passages[place]
    for passage in reversed(passages[max(own.heading, 0) : place]):
        if passage.shape is Shape.HEADING:
            return
        if making(decided, passage.index) >= LIKELY and not (leads_up(passage) or " the following" in passage.text):
            if own.list_id and passage.list_id and passage.list_id != own.list_id:
                return
            continue
        if len(passage.text.split()) <= LEAD_IN_WORDS:
            yield passage.text


def _text_of(document: Document, report: Report) -> str:
    return "\n".join(page.text for page in document.pages[report.first_page - 1 : report.last_page])


def _is_excluded(candidate: Candidate, document: Document, profile: Profile) -> bool:
    text = candidate.text(document.words)
    if len(squash(text)) < SHORTEST or text.endswith(":"):
        return True
    return first_match(profile.recommending.not_a_recommendation, text[:OPENING]) is not None


def _settle_kinds(candidates: Sequence[Candidate], report: Report) -> list[Candidate]:
    """A scrutiny report whose only list is "Cabinet is asked to:" makes its recommendations there."""
    if report.front.doc_type is not DocType.SCRUTINY_REPORT or any(c.kind is Kind.SCRUTINY for c in candidates):
        return list(candidates)
    return [
        replace(c, kind=Kind.SCRUTINY, needs_look="asked of the meeting, but the report makes no other recommendation")
        if c.kind is Kind.DECISION
        else c
        for c in candidates
    ]


def _recommendation(position: int, candidate: Candidate, told: Sequence[Sentence], paper: _Paper) -> Recommendation:
    document, profile = paper.document, paper.profile
    wording, tag = categories.split_tag(candidate.text(document.words), profile)
    scrutiny = candidate.kind is Kind.SCRUTINY
    lexicon = profile.lexicon_for(paper.report.loses_labels)
    asked = find_asked(told, wording, body_asked(as_meant(candidate.stem, lexicon), profile), paper.own_words, profile)
    category, uncategorised = _category(candidate, wording, tag or candidate.tag, asked, paper)
    reason = candidate.needs_look or uncategorised or _misfit(candidate, told)
    page = candidate.lines[0].page
    return Recommendation(
        recommendation_id=stable_id(document.document_id, candidate.kind, candidate.heading, candidate.number, wording),
        document_id=document.document_id,
        document=document.name,
        report_id=paper.record.report_id,
        position=position,
        number=candidate.number,
        number_source="none" if not candidate.number else "inferred" if candidate.inferred else "printed",
        kind=candidate.kind,
        category=category.value,
        category_basis=category.basis,
        text=wording,
        stem=candidate.stem,
        heading=candidate.heading,
        addressee=asked.who,
        addressee_name=asked.name,
        timescale_text=asked.when,
        response_required=not categories.no_response_required(candidate.note, profile) if scrutiny else None,
        page=page,
        last_page=candidate.lines[-1].page,
        printed_page=document.pages[page - 1].printed,
        also_pages=candidate.also_pages,
        box=enclosing_box([line.box for line in candidate.lines if line.page == page]),
        confidence=round(candidate.confidence, 2),
        review_reason=reason or ("less sure than usual" if candidate.confidence < REVIEW else ""),
        list_id=candidate.list_id,
        rule=candidate.rule,
    )


def _category(
    candidate: Candidate, wording: str, tag: str, asked: Asked, paper: _Paper
) -> tuple[categories.Category, str]:
    """Return a recommendation's category, and what a person should look at where there should be one and nothing tells.

    What stands above it where it is stated again (a closing list may be parted by body) says more than whom its sentence asks.
    """
    front, profile = paper.report.front, paper.profile
    named = bool(tag) or categories.applies(profile, candidate.heading) or paper.has_categories
    if candidate.kind is not Kind.SCRUTINY or not named:
        return categories.Category(), ""
    lexicon = profile.lexicon_for(paper.report.loses_labels)
    nearest, above = paper.above(candidate)
    heading, nearest, stem, tag, note, text = (
        as_meant(said, lexicon) for said in (candidate.heading, nearest, candidate.stem, tag, candidate.note, wording)
    )
    if len(front.title.split()) > SHORT:
        heading, nearest = (said if squash(said) != squash(front.title) else "" for said in (heading, nearest))
    lead_ins = tuple(said for said in (stem, *above) if said)
    if above and squash(note) not in "".join(map(squash, above)):
        note = ""  # it speaks of another list, further up
    asked_bodies = tuple(asked.name.split("; "))
    evidence = categories.Evidence(heading, nearest, lead_ins, tag, note, text, asked_bodies, paper.address)
    category = categories.categorise(evidence, profile)
    if category.basis in ("", categories.BY_ADDRESSEE):
        again = (categories.categorise(evidence, profile) for evidence in paper.above_elsewhere(candidate, wording))
        category = next((found for found in again if found.value), category)
    return category, "" if category.value else "no evidence for a category"


def _misfit(candidate: Candidate, told: Sequence[Sentence]) -> str:
    """Return what an item found by its place reads like, if no sentence of it reads as if it asked for anything."""
    if not told or candidate.kind is Kind.CONCLUSION:
        return ""
    asks = max(s.kinds[PassageKind.RECOMMENDATION] + s.kinds[PassageKind.DECISION] for s in told)
    return "" if asks >= ASKS_AT_ALL else "it does not read as if it asked for anything"


def with_unique_ids(recommendations: Sequence[Recommendation]) -> list[Recommendation]:
    """Number the ids of rows that one document states in the very same words in several reports."""
    seen: Counter[str] = Counter()
    unique = []
    for row in recommendations:
        seen[row.recommendation_id] += 1
        count = seen[row.recommendation_id]
        unique.append(row if count == 1 else replace(row, recommendation_id=f"{row.recommendation_id}-{count}"))
    return unique
