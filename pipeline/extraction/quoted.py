"""Recommendations that a paper only quotes in order to answer them: they belong to the report it answers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import DocType, Report
from pipeline.extraction.letters import says_it_answers
from pipeline.records import Kind, Recommendation, Response
from pipeline.wording import is_similar, squash

ALIKE = 85.0
"""Likeness (0 to 100) of two wordings from which the one quotes the other."""


def without_quoted(
    recommendations: Sequence[Recommendation], responses: Sequence[Response], report: Report
) -> list[Recommendation]:
    """Return a report's recommendations without those that its own responses quote, if it is an answer.

    A report that prints the reply beside each of its own recommendations keeps them: a table of an audit report, with a column
    for the management's response.
    """
    in_prose = any(not response.rule.startswith("form") for response in responses)
    if report.front.doc_type is DocType.SCRUTINY_REPORT or not (in_prose or says_it_answers(report)):
        return list(recommendations)
    quoted = [squash(q.text) for response in responses for q in response.quotations if q.text]
    return [
        r
        for r in recommendations
        if r.kind is not Kind.SCRUTINY or not any(is_similar(squash(r.text), text, ALIKE) for text in quoted)
    ]
