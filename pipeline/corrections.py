"""What people say to rows (`corrections.csv`) is carried over to later runs, by the rows' stable ids.

A correction is applied only where it fits: a row with its id, on its page, whose wording begins as it did and whose cell
still holds what was corrected. One that does not fit changes nothing and is told of (`correction-does-not-fit`). They are
applied in the order of the file, so that a later one can correct an earlier one's result.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pipeline.errors import UsageError
from pipeline.records import (
    Correction,
    DocumentResult,
    Finding,
    Kind,
    Match,
    Outcome,
    Recommendation,
    Response,
    Severity,
    Status,
    Verdict,
)
from pipeline.wording import squash, unguarded

RECOGNISED_BY = 60
"""Letters and digits at the beginning of a row's wording by which it is known again."""
COLUMNS = {
    "recommendations": ("text", "number", "category", "kind"),
    "responses": ("text", "number", "status"),
    "matches": ("response_id",),
}
"""What can be corrected, by table."""
_VALUES = {"kind": frozenset(Kind), "status": frozenset(Status)}
_FIELDS = ("table", "row_id", "document", "page", "wording", "verdict", "column", "was", "now", "note")

Row = TypeVar("Row", Recommendation, Response)
Pair = Callable[[Recommendation, Response], Match]
"""Returns what matching says of a recommendation and the response that a person says answers it."""


@dataclass(slots=True)
class Outcomes:
    """What became of a run's corrections: how many were applied, and a finding for each that was told of."""

    applied: int = 0
    unfit_count: int = 0
    findings: list[Finding] = field(default_factory=list)

    def unfit(self, correction: Correction, why: str) -> None:
        """Tell that a correction changed nothing."""
        self.unfit_count += 1
        message = f"The correction in {correction.source} was not applied: {why}."
        remedy = "Look at the row again and save a new correction, or take the line out."
        self._tell("correction-does-not-fit", Severity.WARNING, correction, message, remedy)

    def left_out(self, correction: Correction, document_id: str) -> None:
        """Tell that a row was rejected."""
        self.applied += 1
        message = f"A row on page {correction.page} was left out, because a person rejected it ({correction.source}): \u201c{correction.wording}\u201d."
        self._tell("row-rejected", Severity.INFO, correction, message, "", document_id)

    def _tell(
        self, code: str, severity: Severity, correction: Correction, message: str, remedy: str, document_id: str = ""
    ) -> None:
        finding = Finding(code, severity, document_id, correction.document, correction.page, message, remedy)
        self.findings.append(finding)


def read_corrections(data: bytes, name: str) -> list[Correction]:
    """Read the corrections that people saved.

    Args:
        data: a CSV file's bytes.
        name: its name for messages.

    Raises:
        UsageError: it is no such file, or a line of it says something that cannot be; the message names the line.
    """
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        missing = set(_FIELDS) - set(reader.fieldnames or ())
        if missing:
            told = f"{name} is no file of corrections: it has no column {', '.join(sorted(missing))}."
            raise UsageError(told, "Save it from the page that scrutineer report makes, as CSV with commas.")
        return [_correction(row, f"{name} line {reader.line_num}") for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{name} is no CSV file in UTF-8: {error}.", "Save it as CSV UTF-8.") from error


def _correction(row: Mapping[str | None, str | None], source: str) -> Correction:
    cells = {name: unguarded(str(row.get(name) or "")) for name in _FIELDS}
    table, verdict, column = cells["table"], cells["verdict"], cells["column"]
    changes = verdict == Verdict.CORRECTED
    wrong = ""
    if None in row or None in row.values():
        wrong = "it has more or fewer cells than there are columns"
    elif table not in COLUMNS:
        wrong = f"the table is {table!r}, not one of {', '.join(COLUMNS)}"
    elif verdict not in set(Verdict):
        wrong = f"the verdict is {verdict!r}, not one of {', '.join(Verdict)}"
    elif table == "matches" and verdict == Verdict.REJECTED:
        wrong = "a pair is not rejected but corrected, to another response or to none"
    elif changes and column not in COLUMNS[table]:
        wrong = f"the column is {column!r}; of {table} can be corrected: {', '.join(COLUMNS[table])}"
    elif changes and cells["now"] not in _VALUES.get(column, {cells["now"]}):
        wrong = f"{column} cannot be {cells['now']!r}"
    elif changes and column == "text" and not cells["now"].strip():
        wrong = "a row without wording is no row; reject it instead"
    elif not cells["row_id"] or not (cells["page"].isdigit() or not cells["page"]):
        wrong = "it lacks a row_id, or its page is no number"
    if wrong:
        raise UsageError(f"{source}: {wrong}.", "Mend the line or take it out.")
    page = int(cells.pop("page") or 0)
    return Correction(**cells | {"verdict": Verdict(verdict)}, page=page, source=source)  # type: ignore[arg-type]


# --- Rows ---------------------------------------------------------------------------------------------------------


def correct_documents(
    documents: Sequence[DocumentResult], corrections: Sequence[Correction], outcomes: Outcomes
) -> list[DocumentResult]:
    """Return what documents hold with the corrections of recommendations and responses applied; rejected rows are left out."""
    if not corrections:
        return list(documents)
    read = {d.document.document for d in documents}
    asked = {r.recommendation_id: r for d in documents for r in d.recommendations}
    answers = {r.response_id: r for d in documents for r in d.responses}
    _correct_rows(asked, [c for c in corrections if c.table == "recommendations"], read, outcomes)
    _correct_rows(answers, [c for c in corrections if c.table == "responses"], read, outcomes)
    return [
        replace(
            document,
            recommendations=_still(document.recommendations, asked, lambda r: r.recommendation_id),
            responses=_still(document.responses, answers, lambda r: r.response_id),
        )
        for document in documents
    ]


def _still(rows: Iterable[Row], left: Mapping[str, Row], key: Callable[[Row], str]) -> tuple[Row, ...]:
    return tuple(left[key(row)] for row in rows if key(row) in left)


def _correct_rows(rows: dict[str, Row], corrections: Iterable[Correction], read: set[str], outcomes: Outcomes) -> None:
    found = dict(rows)
    for correction in corrections:
        row = rows.get(correction.row_id)
        why = _misfit(row, found.get(correction.row_id), correction, read)
        if row is None or why:
            outcomes.unfit(correction, why)
        elif correction.verdict is Verdict.REJECTED:
            outcomes.left_out(correction, row.document_id)
            del rows[correction.row_id]
        else:
            outcomes.applied += 1
            rows[correction.row_id] = _corrected(row, correction)


def _misfit(row: Row | None, as_found: Row | None, correction: Correction, read: set[str]) -> str:
    """Return why a correction does not fit a row (as it is now, and as it was found); "" if it does."""
    if row is None or as_found is None:
        if correction.document not in read:
            return f"{correction.document} is not among the documents of this run"
        rejected = " that was not rejected" if as_found is not None else ""
        return f"page {correction.page} of {correction.document} has no row of {correction.table} with its id{rejected}"
    if correction.page and correction.page != row.page:
        return f"the row now stands on page {row.page}, not {correction.page}"
    begins = squash(correction.wording)[:RECOGNISED_BY]
    if begins and not any(squash(_wording(r)).startswith(begins) for r in (row, as_found)):
        return f"the row's wording is now \u201c{_wording(row)[:80]}\u201d"
    if correction.verdict is Verdict.CORRECTED:
        return _changed_since(str(getattr(row, correction.column)), correction)
    return ""


def _wording(row: Recommendation | Response) -> str:
    """Return the wording by which a row is known again: a recommendation's own, the one that a response quotes or its reply."""
    return row.text if isinstance(row, Recommendation) else row.recommendation_text or row.text


def _changed_since(value: str, correction: Correction) -> str:
    if value in (correction.was, correction.now):
        return ""
    return f"{correction.column} is now {value or 'empty'!r}, neither {correction.was!r} nor {correction.now!r}"


def _corrected(row: Row, correction: Correction) -> Row:
    row = replace(row, checked=True, review_reason="")
    column, now = correction.column, correction.now
    if correction.verdict is Verdict.ACCEPTED or getattr(row, column) == now:
        return row
    changes: dict[str, Any] = {column: now, "corrected": True}
    if column == "status":
        changes |= {column: Status(now), "in_principle": False}
    elif column == "kind":
        changes[column] = Kind(now)
    elif column == "category":
        changes["category_basis"] = "person"
    elif column == "number":
        changes["number_source"] = "person" if now else "none"
    return replace(row, **changes)


# --- Pairs --------------------------------------------------------------------------------------------------------


def correct_matches(
    matches: Sequence[Match],
    documents: Sequence[DocumentResult],
    corrections: Sequence[Correction],
    pair: Pair,
    outcomes: Outcomes,
) -> list[Match]:
    """Return the pairs of a run with the corrections of matches applied.

    Recommendations and responses that are alone follow from the pairs; in it are those alone that a person left so.
    """
    asked = {r.recommendation_id: r for d in documents for r in d.recommendations}
    answers = {r.response_id: r for d in documents for r in d.responses}
    read = {d.document.document for d in documents}
    pairs = {
        (row.recommendation_id, answer.response_id): _described_anew(match, row, answer, pair)
        for match in matches
        if (row := asked.get(match.recommendation_id)) and (answer := answers.get(match.response_id))
        if row.kind is not Kind.DECISION
    }
    for correction in corrections:
        if correction.table != "matches":
            continue
        row = asked.get(correction.row_id)
        why = _misfit_of_pair(row, correction, pairs, answers, read)
        if row is None or why:
            outcomes.unfit(correction, why)
            continue
        outcomes.applied += 1
        key = row.recommendation_id, correction.now
        had = pairs.pop((row.recommendation_id, correction.was), None)
        as_found = pairs.get(key) or (had if correction.was == correction.now else None)
        if as_found is not None:
            pairs[key] = _agreed(as_found, corrected=as_found.corrected)
        elif correction.now:
            pairs[key] = _agreed(pair(row, answers[correction.now]), corrected=True)
        elif not any(recommendation == row.recommendation_id for recommendation, _ in pairs):
            alone = Match(row.recommendation_id, "", Outcome.UNANSWERED, 0.0, 0.0, None, None, 0.0, "", checked=True)
            pairs[key] = replace(alone, corrected=bool(correction.was))
    return list(pairs.values())


def _described_anew(match: Match, row: Recommendation, answer: Response, pair: Pair) -> Match:
    """Return a pair with what its rows now have in common, if a person corrected one of them."""
    if not (row.corrected or answer.corrected):
        return match
    now = pair(row, answer)
    return replace(
        match,
        number_agrees=now.number_agrees,
        category_agrees=now.category_agrees,
        wording_change=now.wording_change,
    )


def _misfit_of_pair(
    row: Recommendation | None,
    correction: Correction,
    pairs: Mapping[tuple[str, str], Match],
    answers: Mapping[str, Response],
    read: set[str],
) -> str:
    if row is None:
        return _misfit(row, row, correction, read)
    own = {response for recommendation, response in pairs if recommendation == row.recommendation_id} - {""}
    if correction.now and correction.now not in answers:
        return f"the response {correction.now} that it names is not in this run"
    if correction.now in own or (correction.verdict is Verdict.CORRECTED and correction.was in (own or {""})):
        return ""
    if not correction.now and not own:
        return ""
    return f"the recommendation is now paired with {', '.join(sorted(own)) or 'no response'}, not with {correction.was or 'none'}"


def _agreed(match: Match, corrected: bool) -> Match:
    outcome = Outcome.MATCHED if match.response_id else match.outcome
    return replace(match, outcome=outcome, review_reason="", checked=True, corrected=corrected)
