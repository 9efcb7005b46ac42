"""Corrections of matches: which response answers which recommendation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.corrections.outcomes import Outcomes
from pipeline.corrections.rows import why_missing
from pipeline.records import Correction, DocumentResult, Kind, Match, Outcome, Recommendation, Response, Verdict

Pair = Callable[[Recommendation, Response], Match]
"""Returns what matching says of a recommendation and the response that a person says answers it."""
Pairs = dict[tuple[str, str], Match]
"""Matches by recommendation and response, the response "" for a recommendation that a person left alone."""


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
        if correction.table != "matches" or outcomes.rejected & {correction.row_id, correction.was, correction.now}:
            continue
        row = asked.get(correction.row_id)
        if row is None:
            outcomes.unfit(correction, why_missing(correction, read))
        elif row.kind is Kind.DECISION:
            continue  # a person made it one, and what a report asks its own meeting gets no responses
        elif why := _misfit(row, correction, pairs, answers):
            outcomes.unfit(correction, why)
        else:
            outcomes.applied += 1
            if correction.was != correction.now and (row.recommendation_id, correction.was) in pairs and correction.was:
                outcomes.taken_apart(correction, row.document_id)
            _correct_pair(row, correction, pairs, answers, pair)
    return list(pairs.values())


def _correct_pair(
    row: Recommendation, correction: Correction, pairs: Pairs, answers: Mapping[str, Response], pair: Pair
) -> None:
    key = row.recommendation_id, correction.now
    had = pairs.pop((row.recommendation_id, correction.was), None)
    as_found = pairs.get(key) or (had if correction.was == correction.now else None)
    if as_found is not None:
        pairs[key] = _agreed(as_found, corrected=as_found.corrected)
    elif correction.now:
        pairs[key] = _agreed(pair(row, answers[correction.now]), corrected=True)
    elif row.kind is Kind.SCRUTINY and not any(recommendation == row.recommendation_id for recommendation, _ in pairs):
        alone = Match(row.recommendation_id, "", Outcome.UNANSWERED, 0.0, 0.0, None, None, 0.0, "", checked=True)
        pairs[key] = replace(alone, corrected=bool(correction.was))


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


def _misfit(row: Recommendation, correction: Correction, pairs: Pairs, answers: Mapping[str, Response]) -> str:
    """Return why a correction does not fit the pairs of its recommendation; "" if it does."""
    own = {response for recommendation, response in pairs if recommendation == row.recommendation_id} - {""}
    if correction.now and correction.now not in answers:
        return f"the response {correction.now} that it names is not in this run"
    fits = correction.now in own or (correction.verdict is Verdict.CORRECTED and correction.was in (own or {""}))
    if fits or not (correction.now or own):
        return ""
    return f"the recommendation is now paired with {', '.join(sorted(own)) or 'no response'}, not with {correction.was or 'none'}"


def _agreed(match: Match, corrected: bool) -> Match:
    outcome = Outcome.MATCHED if match.response_id else match.outcome
    return replace(match, outcome=outcome, review_reason="", checked=True, corrected=corrected)
