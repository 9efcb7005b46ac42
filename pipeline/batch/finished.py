"""A document that a worker is done with, and how it is kept on disk: as JSON, checked when it is read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.records import DocumentResult, DocumentStatus

FAILURES_TRIED_AGAIN = ("document-crash", "document-memory", "document-fault", "document-unreachable")
"""What may go better next time; every other failure is the document's own."""
TIMED_OUT = "document-timeout"


@dataclass(frozen=True, slots=True)
class Finished:
    """What was found in a document, with the seconds each stage took.

    `allowed` are the seconds it was given, `peak_mib` the most memory its worker had ever used, in MiB; `from_store` tells
    that an earlier run had read it.
    """

    result: DocumentResult
    seconds: Mapping[str, float] = field(default_factory=dict)
    allowed: float = 0.0
    peak_mib: float = 0.0
    from_store: bool = False

    def holds(self, allowed: float) -> bool:
        """Tell whether it need not be read again by a run that gives it `allowed` seconds."""
        if self.result.document.status is not DocumentStatus.FAILED:
            return True
        causes = {finding.check for finding in self.result.findings}
        return not causes.intersection(FAILURES_TRIED_AGAIN) and (TIMED_OUT not in causes or allowed <= self.allowed)


@cache
def _adapter() -> TypeAdapter[Finished]:
    return TypeAdapter(Finished)


def to_json(finished: Finished) -> bytes:
    """Return a finished document as it is stored."""
    return _adapter().dump_json(finished)


def from_json(data: bytes) -> Finished | None:
    """Return a finished document from what was stored; None if that is damaged."""
    try:
        return _adapter().validate_json(data)
    except ValidationError:
        return None


def renamed(result: DocumentResult, name: str) -> DocumentResult:
    """Return the result of the same content under another name."""
    old = result.document.document
    if old == name:
        return result

    def under(record: Any) -> Any:
        return replace(record, document=name)

    return DocumentResult(
        replace(result.document, document=name, error=result.document.error.replace(old, name)),
        tuple(map(under, result.reports)),
        tuple(map(under, result.recommendations)),
        tuple(map(under, result.responses)),
        tuple(map(under, result.updates)),
        tuple(replace(f, document=name, message=f.message.replace(old, name)) for f in result.findings),
    )
