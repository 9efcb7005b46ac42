"""What is told of a paper that gives no rows, though it speaks of some, or more than one heading can announce.

Nothing is lost in silence: a paper that could not be read right must not look like one that recommends nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.document import DocType, Report
from pipeline.records import Kind, Recommendation, Response, Update
from pipeline.roles.deciding import Decided

SPEAKING = frozenset(
    (
        "heading: recommendations",
        "heading: named recommendation",
        "label: named recommendation",
        "lead-in: a meeting is asked",
        "lead-in: a reviewing body asks",
        "own words: a reviewing body asks",
        "column headed: recommendation",
        "says: own voice",
        "opens: it is recommended",
    )
)
"""Signals by which a passage speaks of recommendations that its own paper makes."""
NOT_ASKING = (DocType.AGENDA, DocType.MINUTES, DocType.DECISION_RECORD)
"""Papers of a meeting that speak of recommendations which other papers make."""
MOST = 60
"""More recommendations than this stand under no one heading; the longest closing list among real papers has 58."""

Told = tuple[int, str, str, str]
"""Page, code, message and suggestion."""


def told_of_rows(
    report: Report, decided: Decided, made: Sequence[Recommendation], given: Sequence[Response | Update]
) -> Iterator[Told]:
    """Yield what a person should know of the rows that a paper gave, or did not give.

    Args:
        report: the paper, with the kind that it was decided to be.
        decided: its passages with their signals.
        made, given: the recommendations found in it, and the responses and updates.
    """
    name = report.front.title or "this paper"
    if report.front.doc_type is DocType.RESPONSE and not given:
        message = f"No response was found in “{name}”, which seems to answer recommendations."
        yield report.first_page, "no-responses-found", message, "Look at the paper; its answers are not in the tables."
    elif not made and not given and report.front.doc_type not in NOT_ASKING:
        yield from _nothing_found(report, decided, name)
    under = Counter(row.heading for row in made if row.kind is not Kind.CONCLUSION)
    for heading, count in under.items():
        if count > MOST:
            page = next(row.page for row in made if row.heading == heading)
            message = f"{count} recommendations were found under one heading, “{heading}”; some are likely none."
            yield page, "many-recommendations", message, "Look at the rows with the least confidence first."


def _nothing_found(report: Report, decided: Decided, name: str) -> Iterator[Told]:
    passages = decided.paper.passages
    speaking = (p for p, own in zip(passages, decided.signals, strict=True) if not SPEAKING.isdisjoint(own))
    first = next(speaking, None)
    if first is not None or report.front.doc_type is DocType.SCRUTINY_REPORT:
        speaks = "speaks of recommendations" if first is not None else "seems to be a report of a reviewing body"
        page = first.page if first is not None else report.first_page
        message = f"No recommendation was found in “{name}”, though it {speaks}."
        yield page, "no-recommendations-found", message, "Look at the page; if it recommends, the tables lack it."
