"""What is found: one frozen record for each row of a table.

Every wording is the document's own, found at `page` and `box`; scores run from 0 to 100, confidence from 0 to 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.document import Box, DocType


class Kind(StrEnum):
    """Who makes a recommendation to whom."""

    SCRUTINY = "scrutiny"
    DECISION = "decision"
    CONCLUSION = "conclusion"


class Status(StrEnum):
    """What a response says to a recommendation."""

    ACCEPTED = "accepted"
    PARTIALLY_ACCEPTED = "partially_accepted"
    REJECTED = "rejected"
    NOTED = "noted"
    BLANK = "blank"


class Delivery(StrEnum):
    """How far what was recommended is, by what a later paper says."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DELAYED = "delayed"
    STOPPED = "stopped"
    NOT_KNOWN = "not_known"


class Outcome(StrEnum):
    """What matching made of a recommendation or a response."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    UNANSWERED = "unanswered"
    UNEXPECTED = "unexpected"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Verdict(StrEnum):
    """What a person who looked at a row says to it."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class DocumentStatus(StrEnum):
    """Whether a document was read whole, in part or not at all."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One input file: what it is and whether it could be read."""

    document_id: str
    document: str
    sha256: str = ""
    bytes: int = 0
    pages: int = 0
    ocr_pages: int = 0
    doc_type: DocType = DocType.OTHER
    title: str = ""
    committee: str = ""
    authors: str = ""
    addressed_to: str = ""
    meeting_date: date | None = None
    status: DocumentStatus = DocumentStatus.OK
    error: str = ""


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """One report inside a document; `deadline` is the day by which its responses are due, if it states one,
    `excluded` what its responder says it was told not to answer, `top` its first words."""

    report_id: str
    document_id: str
    document: str
    position: int
    item: str
    first_page: int
    last_page: int
    doc_type: DocType
    title: str
    committee: str
    authors: str
    addressed_to: str
    meeting_date: date | None
    deadline: date | None = None
    deadline_text: str = ""
    deadline_page: int = 0
    excluded: str = ""
    top: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation, decision asked for, or conclusion.

    `turn` is by how many degrees, clockwise, its page's picture is turned before `box` fits. `checked` tells that a person
    has accepted or corrected it, `corrected` that what it says is a person's in part.
    """

    recommendation_id: str
    document_id: str
    document: str
    report_id: str
    position: int
    number: str
    number_source: str
    kind: Kind
    category: str
    category_basis: str
    text: str
    stem: str
    heading: str
    addressee: str
    addressee_name: str
    timescale_text: str
    response_required: bool | None
    page: int
    last_page: int
    printed_page: str
    also_pages: tuple[int, ...]
    box: Box
    confidence: float
    review_reason: str = ""
    list_id: int = 0
    rule: str = ""
    turn: float = 0.0
    checked: bool = False
    corrected: bool = False


SUBJECT_WORDS = 9
"""What stands beside a number, or heads a reply, is its subject and no quotation, if it has no more words than this."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A recommendation as a response quotes it."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Response:
    """One response to one recommendation, or to several together (`quotations`); `turn`, `checked` and `corrected` as for
    a recommendation."""

    response_id: str
    document_id: str
    document: str
    report_id: str
    position: int
    number: str
    number_source: str
    category: str
    category_tag: str
    quotations: tuple[Quotation, ...]
    recommendation_text: str
    responder: str
    status: Status
    in_principle: bool
    status_text: str
    text: str
    timescale_text: str
    due_start: date | None
    due_end: date | None
    due_precision: str
    delivery: str
    page: int
    last_page: int
    printed_page: str
    box: Box
    confidence: float
    review_reason: str = ""
    rule: str = ""
    turn: float = 0.0
    checked: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """A later word on one recommendation: what was done, how far it is (delivery), not whether it was accepted.

    `update_date` is the day the paper speaks of; `recommendation_id` and `match_score` (0 to 100) are those of the
    recommendation of the run that it follows, "" and 0 if there is none.
    """

    update_id: str
    document_id: str
    document: str
    report_id: str
    position: int
    number: str
    recommendation_text: str
    update_date: date | None
    delivery: Delivery
    delivery_text: str
    rag: str
    text: str
    owner: str
    timescale_text: str
    due_start: date | None
    due_end: date | None
    due_precision: str
    page: int
    last_page: int
    printed_page: str
    box: Box
    confidence: float
    review_reason: str = ""
    rule: str = ""
    turn: float = 0.0
    recommendation_id: str = ""
    match_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A recommendation with the response that answers it, or one of them alone; `corrected` tells that a person paired
    them or took them apart."""

    recommendation_id: str
    response_id: str
    outcome: Outcome
    score: float
    text_score: float
    number_agrees: bool | None
    category_agrees: bool | None
    margin: float
    wording_change: str
    review_reason: str = ""
    checked: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a careful clerk would query."""

    check: str
    severity: Severity
    document_id: str
    document: str
    page: int
    message: str
    suggestion: str = ""
    recommendation_id: str = ""
    response_id: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says to one row, or to one cell of it.

    Attributes:
        table: `recommendations`, `responses` or `matches`.
        row_id: the row's id; for a match that of its recommendation.
        document: the file it stands in, for people.
        page: its page, counted from 1; 0 if it was not given.
        wording: how its wording begins, by which the row is known again.
        verdict: accepted, corrected or rejected.
        column: the column that a correction changes; empty otherwise.
        was: what stood there.
        now: what belongs there; for the column `response_id` of a match "" for no response.
        note: why, in the person's own words.
        source: file and line, for messages.
    """

    table: str
    row_id: str
    document: str
    page: int
    wording: str
    verdict: Verdict
    column: str = ""
    was: str = ""
    now: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """All that was found in one document; what a worker hands back."""

    document: DocumentRecord
    reports: tuple[ReportRecord, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    responses: tuple[Response, ...] = ()
    updates: tuple[Update, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the document could not be read."""
        return self.document.status is DocumentStatus.FAILED


def stable_id(*parts: str) -> str:
    """Return an id that the same file and the same wording give in every run, on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
