"""Corrections of recommendations and responses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pipeline.corrections.file import accepted_state, cell
from pipeline.corrections.outcomes import Outcomes
from pipeline.records import Correction, DocumentResult, Kind, Recommendation, Response, Status, Verdict
from pipeline.wording import squash

RECOGNISED_BY = 60
"""Letters and digits at the beginning of a row's wording by which it is known again."""

Row = TypeVar("Row", Recommendation, Response)
Rows = dict[tuple[str, str], Row]
"""Rows by document and id: the same bytes under two endings are two documents with the same ids."""


def correct_documents(
    documents: Sequence[DocumentResult],
    corrections: Sequence[Correction],
    categories: Collection[str],
    outcomes: Outcomes,
) -> list[DocumentResult]:
    """Return what documents hold with the corrections of recommendations and responses applied.

    Args:
        documents: what was found.
        corrections: what people said, in the order in which they said it.
        categories: those that a recommendation can have.
        outcomes: filled with what became of the corrections; rows that were rejected are left out.
    """
    asked = {(r.document, r.recommendation_id): r for d in documents for r in d.recommendations}
    answers = {(r.document, r.response_id): r for d in documents for r in d.responses}
    read = {d.document.document for d in documents}
    fitting = [c for c in corrections if _has_category(c, categories, outcomes)]
    _correct_rows(asked, [c for c in fitting if c.table == "recommendations"], read, outcomes)
    _correct_rows(answers, [c for c in fitting if c.table == "responses"], read, outcomes)
    return [
        replace(
            document,
            recommendations=tuple(
                asked[key] for r in document.recommendations if (key := (r.document, r.recommendation_id)) in asked
            ),
            responses=tuple(
                answers[key] for r in document.responses if (key := (r.document, r.response_id)) in answers
            ),
        )
        for document in documents
    ]


def _has_category(correction: Correction, categories: Collection[str], outcomes: Outcomes) -> bool:
    if correction.column != "category" or not correction.now or correction.now in categories:
        return True
    known = ", ".join(sorted(categories)) or "none"
    outcomes.unfit(correction, f"category cannot be {correction.now!r}; the profile has {known}")
    return False


def _correct_rows(rows: Rows[Row], corrections: Iterable[Correction], read: set[str], outcomes: Outcomes) -> None:
    found = dict(rows)
    for correction in corrections:
        if correction.row_id in outcomes.rejected:
            continue
        keys = _keys_of(rows, correction)
        if not keys:
            outcomes.unfit(correction, why_missing(correction, read))
        for key in keys:
            why = _misfit(rows[key], found[key], correction)
            if not why and correction.verdict is Verdict.REJECTED:
                outcomes.left_out(correction, rows.pop(key).document_id)
            elif not why:
                outcomes.applied += 1
                rows[key] = _corrected(rows[key], correction)
            else:
                outcomes.unfit(correction, why)
                if correction.verdict is Verdict.ACCEPTED:
                    rows[key] = replace(rows[key], checked=False, review_reason=found[key].review_reason)


def _keys_of(rows: Rows[Row], correction: Correction) -> list[tuple[str, str]]:
    """Return the rows that a correction means: that of its document, or, if it goes by another name now, all with its id."""
    own = (correction.document, correction.row_id)
    return [own] if own in rows else [key for key in rows if key[1] == correction.row_id]


def why_missing(correction: Correction, read: set[str]) -> str:
    """Return why there is no row that a correction fits."""
    if correction.document not in read:
        return f"{correction.document} is not among the documents of this run"
    return f"page {correction.page} of {correction.document} has no row of {correction.table} with its id"


def _misfit(row: Row, as_found: Row, correction: Correction) -> str:
    """Return why a correction does not fit a row (as it is now, and as it was found); "" if it does."""
    if correction.page and correction.page != row.page:
        return f"the row now stands on page {row.page}, not {correction.page}"
    begins = squash(correction.wording)[:RECOGNISED_BY]
    if begins and not any(squash(_wording(r)).startswith(begins) for r in (row, as_found)):
        return f"the row's wording is now \u201c{_wording(row)[:80]}\u201d"
    if correction.verdict is Verdict.ACCEPTED and correction.was not in ("", accepted_state(row)):
        return f"what was accepted was \u201c{correction.was}\u201d and is now \u201c{accepted_state(row)}\u201d"
    if correction.verdict is Verdict.CORRECTED:
        value = cell(row, correction.column)
        if value not in (correction.was, correction.now):
            return f"{correction.column} is now {value or 'empty'!r}, neither {correction.was!r} nor {correction.now!r}"
    return ""


def _wording(row: Recommendation | Response) -> str:
    """Return the wording by which a row is known again: a recommendation's own, the one that a response quotes or its reply."""
    return row.text if isinstance(row, Recommendation) else row.recommendation_text or row.text


def _corrected(row: Row, correction: Correction) -> Row:
    row = replace(row, checked=True, review_reason="")
    column, now = correction.column, correction.now
    if correction.verdict is Verdict.ACCEPTED or cell(row, column) == now:
        return row
    changes: dict[str, Any] = {column: now, "corrected": True}
    if column == "status":
        changes |= {column: Status(now), "in_principle": False}
    elif column == "kind":
        changes[column] = Kind(now)
    elif column == "category":
        changes["category_basis"] = "person" if now else ""
    elif column == "number":
        changes["number_source"] = "person" if now else "none"
        if isinstance(row, Response) and len(row.quotations) == 1:
            changes["quotations"] = (replace(row.quotations[0], number=now),)
    return replace(row, **changes)
