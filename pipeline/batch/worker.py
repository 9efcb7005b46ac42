"""One document from file to records: the work one process does for one task."""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from pipeline.answering.form_front import find_deadline, find_excluded
from pipeline.answering.quoted import without_quoted
from pipeline.answering.responses import find_responses
from pipeline.answering.updates import find_updates, without_progress, without_told
from pipeline.batch.finished import Finished
from pipeline.document import DocType, Document, Report, Source
from pipeline.errors import ScrutineerError
from pipeline.extraction.recommendations import find_recommendations, with_unique_ids
from pipeline.extraction.silence import told_of_rows
from pipeline.places import is_remote
from pipeline.profiles import Profile
from pipeline.reading.reader import InputFile, fetch, file_digest, read_document
from pipeline.records import (
    DocumentRecord,
    DocumentResult,
    DocumentStatus,
    Finding,
    Recommendation,
    ReportRecord,
    Response,
    Severity,
    Update,
    stable_id,
)
from pipeline.roles.deciding import Decided, decide, read_told
from pipeline.roles.model import RoleModel, stored_model
from pipeline.roles.paper import Paper, authors_of, issuing_body
from pipeline.settings import Settings
from pipeline.structure.passages import build_passages
from pipeline.structure.reports import split_reports, with_kind

Row = TypeVar("Row", Recommendation, Response, Update)

TOP = 1500
"""Characters of a paper's first page in which it says whose it is."""
FIRST_WORDS = 600
"""Characters of a paper's first page in which it names whose it is, and what it answers."""
UNREAD = ("page-unreadable", "page-needs-ocr", "page-too-full")
"""Problems that leave a page, or part of it, unread; the document is then partial."""


class Stopwatch:
    """Adds up the seconds that each stage takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done inside towards the stage `name`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


Known = Callable[[str, str], Finished | None]
"""Returns what an earlier run found in content, given by its SHA-256, under a name; None if nothing is known."""


def process_document(file: InputFile, settings: Settings, known: Known = lambda sha256, name: None) -> Finished:
    """Read one document and return what it holds; one that cannot be read is a failed record.

    What `known` tells of the content of a file behind a URL, or in a ZIP file, is taken over; of others it was asked before.

    Raises:
        MoreTimeNeeded: the settings are impatient, and the document has pages to be read off pictures.
    """
    watch = Stopwatch()
    data = b""
    try:
        with watch.stage("reading"):
            data = fetch(file)
            earlier = known(hashlib.sha256(data).hexdigest(), file.name) if is_remote(file.place) else None
            if earlier is not None:
                return earlier
            document = read_document(file, settings, data=data)
        result = extract(document, settings.profile, watch)
    except ScrutineerError as error:
        result = failed(file, error.code, str(error), data)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Finished(result, watch.seconds, settings.timeout, peak)


def failed(file: InputFile, code: str, message: str, data: bytes = b"") -> DocumentResult:
    """Return the record of a document that could not be read, with the finding that says why.

    Its content is told from `data`, if it was fetched, or from its file on this machine.
    """
    sha256, size = (hashlib.sha256(data).hexdigest(), len(data)) if data else file_digest(file.place)
    record = DocumentRecord(sha256[:16], file.name, sha256, size, status=DocumentStatus.FAILED, error=message)
    finding = Finding(f"document-{code}", Severity.ERROR, record.document_id, file.name, 0, message)
    return DocumentResult(record, findings=(finding,))


def extract(
    document: Document,
    profile: Profile,
    watch: Stopwatch | None = None,
    weights: RoleModel | None = None,
) -> DocumentResult:
    """Return what a document, once read, holds: its reports with their recommendations and responses.

    `weights` are those of roles, if others than the stored ones shall be used.
    """
    watch = watch or Stopwatch()
    with watch.stage("structure"):
        document, reports = split_reports(document, profile)
    records, recommendations, responses = list[ReportRecord](), list[Recommendation](), list[Response]()
    updates = list[Update]()
    problems = list(document.problems)
    for report in reports:
        with watch.stage("roles"):
            report, decided = decide_report(document, report, profile, weights or stored_model())
        record = report_record(document, report, profile)
        records.append(record)
        with watch.stage("recommendations"):
            made = find_recommendations(document, report, record, profile, decided)
        with watch.stage("responses"):
            given = find_responses(document, report, record, profile, decided)
            moved = find_updates(document, report, record, profile)
            given = without_progress(given, moved)
        made = without_told(without_quoted(made, given, report, decided), moved)
        problems += told_of_rows(report, decided, made, [*given, *moved])
        recommendations += made
        responses += given
        updates += moved
    recommendations = [
        replace(_placed(r, document), position=i) for i, r in enumerate(with_unique_ids(recommendations), 1)
    ]
    responses = [replace(_placed(r, document), position=i) for i, r in enumerate(responses, 1)]
    updates = [replace(_placed(u, document), position=i) for i, u in enumerate(updates, 1)]
    findings = tuple(_problem(document, *problem) for problem in problems)
    return DocumentResult(
        _document_record(document, records),
        tuple(records),
        tuple(recommendations),
        tuple(responses),
        tuple(updates),
        findings,
    )


def decide_report(document: Document, report: Report, profile: Profile, weights: RoleModel) -> tuple[Report, Decided]:
    """Return a report as what it turns out to be, with what each of its passages is."""
    decided = decide(paper_of(document, report, profile), weights)
    return with_kind(report, decided.kind, document, profile), decided


def paper_of(document: Document, report: Report, profile: Profile) -> Paper:
    """Return the passages of a report with what is known of it as a whole."""
    passages = build_passages(report.blocks, document.words)
    top = document.pages[report.first_page - 1].text[:TOP]
    alone = report.first_page == 1 and report.last_page == len(document.pages)
    name = document.name.rpartition("/")[2] if alone else ""
    lexicon = profile.lexicon_for(report.loses_labels)
    return Paper(passages, report.front, top, profile, read_told(passages), name, lexicon)


def _placed(row: Row, document: Document) -> Row:
    """Return a row with the turn of its page; it wants a look if words stand in its place that nobody sees there."""
    page = document.pages[row.page - 1]
    row = replace(row, turn=page.turn)
    if not any(row.box.encloses(box) for box in page.hidden):
        return row
    reasons = ["text that nobody sees stands in its place", row.review_reason]
    return replace(row, review_reason="; ".join(filter(None, reasons)))


def report_record(document: Document, report: Report, profile: Profile) -> ReportRecord:
    """Return what is written of a report: its place in the document and what its first page says."""
    front = report.front
    deadline, deadline_text, deadline_page = find_deadline(report, profile)
    return ReportRecord(
        report_id=stable_id(document.document_id, str(report.position)),
        document_id=document.document_id,
        document=document.name,
        position=report.position,
        item=front.item,
        first_page=report.first_page,
        last_page=report.last_page,
        doc_type=front.doc_type,
        title=front.title,
        committee=issuing_body(front),
        authors=authors_of(front),
        addressed_to=front.addressed_to,
        meeting_date=front.meeting_date,
        deadline=deadline,
        deadline_text=deadline_text,
        deadline_page=deadline_page,
        excluded=find_excluded(report, profile),
        top=document.pages[report.first_page - 1].text[:FIRST_WORDS],
    )


def _document_record(document: Document, reports: Sequence[ReportRecord]) -> DocumentRecord:
    front = reports[0]
    lost = [problem for problem in document.problems if problem[1] in UNREAD]
    return DocumentRecord(
        document_id=document.document_id,
        document=document.name,
        sha256=document.sha256,
        bytes=document.size,
        pages=len(document.pages),
        ocr_pages=sum(page.source is Source.OCR for page in document.pages),
        doc_type=DocType.PACK if len(reports) > 1 else front.doc_type,
        title=front.title,
        committee=front.committee,
        authors=front.authors,
        addressed_to=front.addressed_to,
        meeting_date=front.meeting_date,
        status=DocumentStatus.PARTIAL if lost else DocumentStatus.OK,
        error=f"{len(lost)} of {len(document.pages)} pages were not read; checks.csv says why." if lost else "",
    )


def _problem(document: Document, page: int, code: str, message: str, suggestion: str) -> Finding:
    return Finding(code, Severity.WARNING, document.document_id, document.name, page, message, suggestion)
