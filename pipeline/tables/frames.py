"""Records become data frames with the schema's columns, every value as the text it is written as.

The only stage, with writing, that imports pandas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline.document import Box
from pipeline.history import History, answers_that_count, histories, newest_day
from pipeline.records import (
    DocumentResult,
    Finding,
    Kind,
    Match,
    Outcome,
    Recommendation,
    ReportRecord,
    Response,
    Status,
    Update,
)
from pipeline.tables.column import TableSchema
from pipeline.tables.schema import CHECKS, DOCUMENTS, MATCHES, RECOMMENDATIONS, REPORTS, RESPONSES, TRACKER, UPDATES
from pipeline.wording import printable

Row = Mapping[str, Any]
Tables = dict[str, pd.DataFrame]
"""The tables of a run by name, cells as text."""


def build_tables(
    documents: Sequence[DocumentResult],
    matches: Sequence[Match],
    findings: Sequence[Finding],
    updates: Sequence[Update] = (),
    response_days: int = 28,
    as_of: date | None = None,
) -> Tables:
    """Return all tables of a run by name, cells as text.

    Args:
        documents: the results of all documents, sorted.
        matches: the matches of the run.
        findings: the findings of the run.
        updates: those of all documents, with the recommendations that they follow.
        response_days: days a responder has, for the tracker's deadlines.
        as_of: the day on which a promise is overdue or not; that of the newest paper if None.
    """
    return {
        DOCUMENTS.name: _frame(DOCUMENTS, (_document_row(d) for d in documents)),
        REPORTS.name: _frame(REPORTS, (asdict(r) for d in documents for r in d.reports)),
        RECOMMENDATIONS.name: _frame(RECOMMENDATIONS, (_reviewed(r) for d in documents for r in d.recommendations)),
        RESPONSES.name: _frame(RESPONSES, (_reviewed(r) for d in documents for r in d.responses)),
        UPDATES.name: _frame(UPDATES, (_reviewed(u) for u in updates)),
        MATCHES.name: _frame(MATCHES, (_reviewed(m) for m in matches)),
        CHECKS.name: _frame(CHECKS, (asdict(f) | {"page": f.page or None} for f in findings)),
        TRACKER.name: _frame(TRACKER, _tracker_rows(documents, matches, findings, updates, response_days, as_of)),
    }


def _frame(schema: TableSchema, rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame(
        [[_cell(row.get(name)) for name in schema.names] for row in rows], columns=schema.names, dtype=str
    )


def _cell(value: Any) -> str:
    """Return a value as a cell holds it: ISO dates, true/false, "" for unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value)
    return printable(str(value))


def _document_row(result: DocumentResult) -> Row:
    return asdict(result.document) | {
        "recommendations": len(result.recommendations),
        "responses": len(result.responses),
    }


def _reviewed(record: Recommendation | Response | Update | Match) -> Row:
    box = getattr(record, "box", None)
    row = {name: getattr(record, name) for name in record.__slots__}
    return row | {"needs_review": bool(record.review_reason), "bbox": str(box) if isinstance(box, Box) else ""}


def _tracker_rows(
    documents: Sequence[DocumentResult],
    matches: Sequence[Match],
    findings: Sequence[Finding],
    updates: Sequence[Update],
    days: int,
    as_of: date | None,
) -> Iterable[Row]:
    responses = {r.response_id: r for d in documents for r in d.responses}
    reports = {r.report_id: r for d in documents for r in d.reports}
    concerning = _checks_by_id(findings)
    best = answers_that_count(matches, responses)
    answers = {key: responses[match.response_id] for key, match in best.items() if match.response_id in responses}
    followed, day = histories(updates, answers), as_of or newest_day(reports.values(), updates)
    for document in documents:
        for row in document.recommendations:
            if row.kind is Kind.SCRUTINY:
                match = best.get(row.recommendation_id)
                response = responses.get(match.response_id) if match else None
                history = followed.get(row.recommendation_id, History(None, ()))
                yield {**_tracker_row(row, match, response, reports, concerning, days), **_followed(history, day)}


def _checks_by_id(findings: Sequence[Finding]) -> dict[str, set[str]]:
    concerning: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        for key in (finding.recommendation_id, finding.response_id):
            if key:
                concerning[key].add(finding.check)
    return concerning


def _tracker_row(
    row: Recommendation,
    match: Match | None,
    response: Response | None,
    reports: Mapping[str, ReportRecord],
    concerning: Mapping[str, set[str]],
    days: int,
) -> Row:
    asked = reports[row.report_id].meeting_date
    deadline = asked + timedelta(days=days) if asked else None
    responded = reports[response.report_id].meeting_date if response and response.status is not Status.BLANK else None
    codes = concerning.get(row.recommendation_id, set()) | (
        concerning.get(response.response_id, set()) if response else set()
    )
    return {
        "recommendation_id": row.recommendation_id,
        "document": row.document,
        "number": row.number,
        "category": row.category,
        "recommendation": row.text,
        "addressee": row.addressee,
        "page": row.page,
        "response_document": response.document if response else "",
        "response_page": response.page if response else None,
        "outcome": match.outcome if match else Outcome.UNANSWERED,
        "status": response.status if response else "",
        "response": response.text if response else "",
        "timescale_text": response.timescale_text if response else "",
        "due_start": response.due_start if response else None,
        "due_end": response.due_end if response else None,
        "deadline": deadline,
        "responded": responded,
        "in_time": responded <= deadline if responded and deadline else None,
        "checks": tuple(sorted(codes)),
        "report_id": row.report_id,
        "committee": reports[row.report_id].committee,
        "meeting_date": asked,
        "response_id": response.response_id if response else "",
        "responder": response.responder if response else "",
        "checked": all(part.checked for part in (row, match, response) if part),
        "corrected": any(part.corrected for part in (row, match, response) if part),
    }


def _followed(history: History, as_of: date | None) -> Row:
    """Return what later papers say of a recommendation."""
    last, promised = history.last, history.promised
    return {
        "delivery": last.delivery if last else "",
        "delivery_text": last.delivery_text if last else "",
        "last_update": history.updates[-1].update_date if history.updates else None,
        "updates": len(history.updates),
        "due_first": promised[0] if promised else None,
        "due_latest": promised[-1] if promised else None,
        "times_moved": history.times_moved,
        "overdue": history.overdue(as_of),
    }


def rows_of(table: pd.DataFrame) -> list[dict[str, str]]:
    """Return a table's rows as dictionaries of text."""
    names = [str(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.itertuples(index=False, name=None)]
