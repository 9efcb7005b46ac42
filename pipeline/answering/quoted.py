"""Recommendations that a paper only quotes in order to answer them: they belong to the report it answers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.answering.letters import says_it_answers
from pipeline.document import DocType, Report
from pipeline.records import Recommendation, Response
from pipeline.roles.deciding import Decided
from pipeline.roles.earlier import BESIDE_FINDING, is_audit
from pipeline.wording import is_similar, squash

MOSTLY = 0.5
"""Share of a paper's characters that quotations and replies make up, from which the paper is an answer."""
SHORTEST, OPENING = 30, 60
"""By so many letters and digits at its beginning what seems a recommendation is known as a part of a reply; one of fewer than the
first may stand in any."""
ALIKE = 85.0
"""Likeness (0 to 100) of two wordings from which the one quotes the other."""


def without_quoted(
    recommendations: Sequence[Recommendation],
    responses: Sequence[Response],
    report: Report,
    decided: Decided | None = None,
) -> list[Recommendation]:
    """Return a report's recommendations without those that its own responses quote, if it is an answer.

    What stands in the row of a form that answers it is a quotation, unless findings are printed with it. A report that
    prints the reply beside each of its own recommendations keeps them: an audit report with a column for the management's
    response, an inquiry that prints behind each what became of it.
    """
    replied = [squash(response.text) for response in responses]
    recommendations = [r for r in recommendations if not is_of_a_reply(squash(r.text), replied)]
    own_answers = decided is not None and is_audit(decided)
    recommendations = [
        r
        for r in recommendations
        if not any(_stands_in(r, response) for response in responses)
        or (decided and (own_answers or _is_beside_findings(r, decided)))
    ]
    quoted = [squash(q.text) for response in responses for q in response.quotations if q.text]
    if not quoted or not _is_answer(responses, report, decided):
        return list(recommendations)
    return [r for r in recommendations if not any(is_similar(squash(r.text), text, ALIKE) for text in quoted)]


def is_of_a_reply(wording: str, replied: Sequence[str]) -> bool:
    """Tell whether a wording, in letters and digits alone, stands in one of some replies, given so, too."""
    return len(wording) >= SHORTEST and any(wording[:OPENING] in text for text in replied)


def _is_answer(responses: Sequence[Response], report: Report, decided: Decided | None) -> bool:
    says_so = says_it_answers(report)
    if report.front.doc_type is DocType.SCRUTINY_REPORT:
        return says_so and decided is not None and decided.quotes_more_than_it_asks
    return says_so or _answers_all_over(responses, report)


def _stands_in(recommendation: Recommendation, response: Response) -> bool:
    """Tell whether what seems a recommendation is only the wording in the row of a form that answers it."""
    in_row = response.page <= recommendation.page <= response.last_page and response.rule.startswith("form")
    same = any(is_similar(squash(recommendation.text), squash(q.text), ALIKE) for q in response.quotations if q.text)
    return in_row and same and (recommendation.page != response.page or response.box.encloses(recommendation.box))


def _is_beside_findings(recommendation: Recommendation, decided: Decided) -> bool:
    """Tell whether a recommendation stands in a table that says what was found, too: then it is the paper's own."""
    beside = (
        p
        for p in decided.paper.passages
        if p.page == recommendation.page and BESIDE_FINDING in decided.signals[p.index]
    )
    return any(recommendation.box.encloses(line.box) for passage in beside for line in passage.lines)


def _answers_all_over(responses: Sequence[Response], report: Report) -> bool:
    """Tell whether most of a report is quotations with their replies in prose."""
    told = sum(len(r.text) + len(r.recommendation_text) for r in responses if not r.rule.startswith("form"))
    return told >= MOSTLY * sum(len(block.text) for block in report.blocks)
