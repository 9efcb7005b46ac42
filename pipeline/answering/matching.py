"""Recommendations × responses: which response answers which recommendation.

Wording decides, number and category are further evidence. First each response document finds the report it answers,
so that a run over many documents does not mix them; then its responses are assigned one to one to that report's
recommendations, each with the possibility of staying alone. Ties are left unmatched and said so. A response that neither
quotes nor names a number is matched by what it speaks of and by its place among the others, and wants a look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy

from pipeline.answering.by_number import pairs_by_number
from pipeline.answering.ordering import in_order
from pipeline.content import ContentIndex, shared_content
from pipeline.naming import names_the_same
from pipeline.records import SUBJECT_WORDS, Kind, Match, Outcome, Recommendation, ReportRecord, Response
from pipeline.wording import differences, similarities, squash

MATCHED_FROM = 60.0
"""Score, 0 to 100, from which a response is taken to answer a recommendation."""
CLEAR_MARGIN = 4.0
"""Points by which a pair must beat the next best to be no tie."""
REVIEW_BELOW = 80.0
"""A pair with less alike wording wants a person's look."""
WEIGHTS = (0.84, 0.10, 0.06)
"""How much wording, number and category count; where the response quotes nothing, number and category share its part."""
SAME_THINGS = 22.0
"""Shared content, 0 to 100, from which a response that neither quotes nor names a number answers what it speaks of. Four in
five such pairs are right (benchmarks/muted.py), so every one of them wants a look."""
IN_ORDER = 15.0
"""Points that a pair gains which stands in the order in which a paper answers one thing after the other."""
COMPARED = 20
"""Reports whose wording a response document is compared with; in a run of more, those that share most of its content
(benchmarks/matching.py: none that comparing all with all finds is lost)."""
SPEAKS_OF_IT = {True: 6.0, False: 25.0}
"""Shared content, 0 to 100, of answers that quote nothing with the recommendations of the same numbers, on average: from these figures
on they answer the report, if they name its place, body or subject, and if they don't."""
MOST_ANSWERED = 0.5
"""So large a share of the numbers that they name must be numbers of the report."""
BY_NUMBER = "matched by its number: its wording is another, and the numbers of the answers beside it are right"
ANSWERS_FROM = 55.0
"""A response document answers a report if the best pairs of its responses score this much on average."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """One recommendation that a response speaks of: a joint answer has several."""

    response: Response
    number: str
    text: str

    @property
    def tells_nothing(self) -> bool:
        """Tell whether the response neither quotes what it answers, but for its subject, nor names its number."""
        return not self.number and len(self.text.split()) <= SUBJECT_WORDS

    @property
    def quotes(self) -> bool:
        """Tell whether the response quotes a wording, or more of it than a subject ("Annual survey") beside the number."""
        return len(self.text.split()) > (SUBJECT_WORDS if self.number else 0)


def match(
    recommendations: Sequence[Recommendation], responses: Sequence[Response], reports: Sequence[ReportRecord]
) -> list[Match]:
    """Match the responses of a run with its recommendations.

    Returns:
        One match for each pair, one for each scrutiny recommendation without an answer, one for each response that
        answers none, in the order of the recommendations, lone responses last.
    """
    answerable = [r for r in recommendations if r.kind is not Kind.DECISION]
    by_report: dict[str, list[Recommendation]] = defaultdict(list)
    for recommendation in answerable:
        by_report[recommendation.report_id].append(recommendation)
    by_answer: dict[str, list[Response]] = defaultdict(list)
    for response in responses:
        by_answer[response.report_id].append(response)

    matches: list[Match] = []
    for report_id, partner in pair_reports(by_report, by_answer, reports).items():
        matches += _assign(by_report[partner], _units(by_answer[report_id]))
    return with_the_lone(matches, answerable, responses)


def pair(recommendation: Recommendation, response: Response) -> Match:
    """Return how well a recommendation and a response fit of which a person says that they belong together."""
    units = _units([response]) or [_Unit(response, response.number, "")]
    score, text = _scores([recommendation], units)
    best = int(score[0].argmax())
    return _match(recommendation, units[best], float(score[0, best]), float(text[0, best]), margin=100.0)


def pair_reports(
    by_report: dict[str, list[Recommendation]], by_answer: dict[str, list[Response]], reports: Sequence[ReportRecord]
) -> dict[str, str]:
    """Return for each response document the report it answers: the best by wording, the nearest among equals.

    Where there are many reports only those that share most of the answers' content are compared word by word.
    """
    place = {report.report_id: report for report in reports}
    in_file: dict[str, list[str]] = defaultdict(list)
    in_folder: dict[str, list[str]] = defaultdict(list)
    for key, found in by_report.items():
        in_file[found[0].document_id].append(key)
        in_folder[_folder(found[0].document)].append(key)
    index = ContentIndex({key: [r.text for r in found] for key, found in by_report.items()})
    pairs: dict[str, str] = {}
    for report_id, answers in by_answer.items():
        units = _units(answers)
        shared = index.weigh(unit.text or unit.response.text for unit in units)
        some = (
            by_report
            if len(by_report) <= COMPARED
            else {
                *shared,
                *in_file[answers[0].document_id],
                *in_folder[_folder(answers[0].document)][:COMPARED],
            }
        )
        near = {other: _nearness(place.get(report_id), place.get(other)) for other in some}
        ranked = []
        for other in _worth_comparing(shared, near):
            average = float(np.mean(_scores(by_report[other], units)[0].max(axis=0)))
            if average < ANSWERS_FROM:
                continue
            named = bool(near[other][0]) or names_the_same(place.get(report_id), place.get(other))
            if any(unit.quotes for unit in units) or _speaks_of(by_report[other], units, named):
                ranked.append((round(average / 5), near[other], round(average, 6), shared.get(other, 0.0), other))
        if ranked:
            pairs[report_id] = max(ranked)[-1]
    return pairs


def _speaks_of(recommendations: Sequence[Recommendation], units: Sequence[_Unit], named: bool) -> bool:
    """Tell whether answers that quote nothing speak of what a report recommends: numbers alone join no two papers.

    Args:
        recommendations: the report's.
        units: what is answered.
        named: the answer names the report's place, body or subject, or stands in one file with it; then less will do.
    """
    told = [f"{unit.text} {unit.response.text}" for unit in units]
    content = shared_content([r.text for r in recommendations], told)
    alike = np.array([[_number_agrees(r, unit) is True for unit in units] for r in recommendations])
    least = SPEAKS_OF_IT[named]
    if not alike.any():
        return bool(content.max(axis=0).mean() >= least)
    answered = alike.any(axis=0).mean()
    return bool(answered >= MOST_ANSWERED and content[alike].mean() >= least)


def _worth_comparing(shared: Mapping[str, float], near: Mapping[str, tuple[int, int, int]]) -> Sequence[str]:
    """Return the reports that answers may belong to: all if they are few, else by shared content, the nearest of copies first."""
    ranked = sorted(near, key=lambda other: (round(shared.get(other, 0.0), 3), near[other], other), reverse=True)
    return [*ranked[:COMPARED], *(other for other in ranked[COMPARED:] if near[other][0])]


def _nearness(answer: ReportRecord | None, report: ReportRecord | None) -> tuple[int, int, int]:
    """Rank copies of one report: in the answer's own file, then beside it, then a file of its own rather than a pack's part."""
    if answer is None or report is None:
        return 0, 0, 0
    same_file = answer.document_id == report.document_id
    same_folder = _folder(answer.document) == _folder(report.document)
    return int(same_file), int(same_folder), int(not report.item) if not same_file else 0


def _folder(document: str) -> str:
    return document.rpartition("/")[0]


def _units(answers: Sequence[Response]) -> list[_Unit]:
    return [
        _Unit(response, quotation.number, quotation.text) for response in answers for quotation in response.quotations
    ]


def _scores(recommendations: Sequence[Recommendation], units: Sequence[_Unit]) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores of all pairs and the part the wording has in them, each recommendations × units, 0 to 100."""
    text = np.asarray(similarities([r.text for r in recommendations], [u.text for u in units]), dtype=float)
    number = np.array([[_agreement(_number_agrees(r, u)) for u in units] for r in recommendations])
    category = np.array([[_agreement(_category_agrees(r, u.response)) for u in units] for r in recommendations])
    score = WEIGHTS[0] * text + 100 * (WEIGHTS[1] * number + WEIGHTS[2] * category)
    unquoted = np.array([not u.quotes for u in units])
    if unquoted.any():
        by_number = 100 * (0.75 * number + 0.25 * category)
        score[:, unquoted] = np.maximum(score, by_number)[:, unquoted]
    silent = np.array([unit.tells_nothing for unit in units])
    mute = silent | (score.max(axis=0) < MATCHED_FROM)
    if mute.any():
        told = [
            f"{unit.text} {unit.response.text}" if quiet else unit.text
            for unit, quiet in zip(units, silent, strict=True)
        ]
        content = shared_content([r.text for r in recommendations], told)
        worded = np.array([bool(unit.text) for unit in units])
        by_content = np.minimum(100, MATCHED_FROM - SAME_THINGS + content)
        if silent.all():
            for i, j in in_order(content, SAME_THINGS):
                by_content[i, j] = min(100, max(by_content[i, j], MATCHED_FROM) + IN_ORDER)
        score[:, mute] = np.maximum(np.where(worded, score, 0.0), by_content)[:, mute]
    return score, text


def _agreement(agrees: bool | None) -> float:
    return 0.5 if agrees is None else float(agrees)


def _number_agrees(recommendation: Recommendation, unit: _Unit) -> bool | None:
    if not recommendation.number or not unit.number:
        return None
    return recommendation.number.lower() == unit.number.lower()


def _category_agrees(recommendation: Recommendation, response: Response) -> bool | None:
    if not recommendation.category or not response.category:
        return None
    return recommendation.category == response.category


def _assign(recommendations: Sequence[Recommendation], units: Sequence[_Unit]) -> list[Match]:
    together = _answering_the_same(units)
    first = [group[0] for group in together]
    score, text = _scores(recommendations, first)
    count = len(recommendations)
    alone = np.full((count, count), 0.0)
    padded = np.hstack([np.where(score >= MATCHED_FROM, score, -1.0), alone])
    rows, columns = scipy.optimize.linear_sum_assignment(-padded)
    places = zip(rows.tolist(), columns.tolist(), strict=True)
    pairs = [(i, j) for i, j in places if j < len(first) and score[i, j] >= MATCHED_FROM]
    matches = []
    for i, j in pairs:
        rivals = np.concatenate([np.delete(score[i, :], j), np.delete(score[:, j], i), [0.0]])
        fit = float(score[i, j]), float(text[i, j]), float(score[i, j] - rivals.max())
        matches += [_match(recommendations[i], unit, *fit) for unit in together[j]]
    for i, j in pairs_by_number([r.number for r in recommendations], [unit.number for unit in first], pairs):
        fit = MATCHED_FROM, float(text[i, j]), CLEAR_MARGIN
        matches += [replace(_match(recommendations[i], unit, *fit), review_reason=BY_NUMBER) for unit in together[j]]
    return matches


def _answering_the_same(units: Sequence[_Unit]) -> list[list[_Unit]]:
    """Return units in groups: several bodies that answer the same wording or number are all its answers, not rivals."""
    groups: dict[tuple[str, ...], list[_Unit]] = {}
    for place, unit in enumerate(units):
        same = (unit.number.lower(), squash(unit.text), unit.response.category)
        alone = not (unit.number or unit.quotes) or any(
            unit.response.responder == other.response.responder for other in groups.get(same, ())
        )
        groups.setdefault((*same, str(place)) if alone else same, []).append(unit)
    return list(groups.values())


def _match(recommendation: Recommendation, unit: _Unit, score: float, text_score: float, margin: float) -> Match:
    agrees = _number_agrees(recommendation, unit), _category_agrees(recommendation, unit.response)
    tie = margin < CLEAR_MARGIN
    reason = ""
    if tie:
        reason = "another pair is as likely"
    elif unit.tells_nothing:
        reason = "matched by what the answer speaks of: it quotes nothing and names no number"
    elif unit.quotes and text_score < REVIEW_BELOW:
        reason = "the quoted wording differs much"
    elif agrees[1] is False:
        reason = "the categories disagree"
    return Match(
        recommendation.recommendation_id,
        unit.response.response_id,
        Outcome.AMBIGUOUS if tie else Outcome.MATCHED,
        round(score, 1),
        round(text_score, 1),
        agrees[0],
        agrees[1],
        round(margin, 1),
        differences(recommendation.text, unit.text) if unit.quotes else "",
        reason,
    )


def with_the_lone(
    matches: Sequence[Match], recommendations: Sequence[Recommendation], responses: Sequence[Response]
) -> list[Match]:
    """Return pairs in the order of the recommendations, with a match for each recommendation and response left alone."""
    answered, answering = {m.recommendation_id for m in matches}, {m.response_id for m in matches}
    order = {r.recommendation_id: i for i, r in enumerate(recommendations)}
    place = {r.response_id: i for i, r in enumerate(responses)}
    lone = [
        _alone(r.recommendation_id, "", Outcome.UNANSWERED)
        for r in recommendations
        if r.kind is Kind.SCRUTINY and r.recommendation_id not in answered
    ]
    extra = [_alone("", r.response_id, Outcome.UNEXPECTED) for r in responses if r.response_id not in answering]
    ordered = sorted([*matches, *lone], key=lambda m: (order[m.recommendation_id], place.get(m.response_id, -1)))
    return [*ordered, *extra]


def _alone(recommendation_id: str, response_id: str, outcome: Outcome) -> Match:
    return Match(recommendation_id, response_id, outcome, 0.0, 0.0, None, None, 0.0, "")
