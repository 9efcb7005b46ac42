"""What became of a run's corrections."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.records import Correction, Finding, Severity


@dataclass(slots=True)
class Outcomes:
    """How many corrections were applied, how many no longer fit, and a finding for each that is told of.

    `rejected` are the ids of rows that people rejected; other lines about them are overtaken, and not told of.
    """

    applied: int = 0
    unfit_count: int = 0
    findings: list[Finding] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)

    def unfit(self, correction: Correction, why: str) -> None:
        """Tell that a correction changed nothing."""
        self.unfit_count += 1
        message = f"The correction in {correction.source} was not applied: {why}."
        remedy = "Look at the row again and save a new correction, or take the line out."
        self._tell("correction-does-not-fit", Severity.WARNING, correction, message, remedy)

    def left_out(self, correction: Correction, document_id: str) -> None:
        """Tell that a row was rejected."""
        self.applied += 1
        self.rejected.add(correction.row_id)
        message = f"A row on page {correction.page} was left out, because a person rejected it ({correction.source}): \u201c{correction.wording}\u201d."
        remedy = "To have it back, take that line out of the corrections."
        self._tell("row-rejected", Severity.INFO, correction, message, remedy, document_id)

    def taken_apart(self, correction: Correction, document_id: str) -> None:
        """Tell that a person says of a response that it does not answer a recommendation."""
        message = f"A person says that this recommendation is not answered by the response it was paired with ({correction.source})."
        self._tell("pair-taken-apart", Severity.INFO, correction, message, "", document_id)
        self.findings[-1] = replace(self.findings[-1], recommendation_id=correction.row_id, response_id=correction.was)

    def _tell(
        self, code: str, severity: Severity, correction: Correction, message: str, remedy: str, document_id: str = ""
    ) -> None:
        finding = Finding(code, severity, document_id, correction.document, correction.page, message, remedy)
        self.findings.append(finding)
