"""The roles of a case's passages, by the wordings of its answers: what the model of roles is trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Report
from pipeline.evaluation.cases import Case
from pipeline.evaluation.scoring import EXACT
from pipeline.evaluation.structure import place_wordings, stretches_of
from pipeline.passages import Passage, Role
from pipeline.tables.stored import Row
from pipeline.wording import similarities, squash

KINDS = {"scrutiny": Role.RECOMMENDATION, "decision": Role.DECISION, "conclusion": Role.CONCLUSION}
"""The role of a row of the recommendations by its kind."""
TWIN = 30
"""Letters and digits from which the same wording elsewhere in a paper is the same thing stated again."""
ALIKE = 90.0
"""Similarity, 0 to 100, from which a passage that is not quite whole still has the role of the wording."""


def label_passages(
    case: Case, papers: Mapping[str, Sequence[tuple[Report, Sequence[Passage]]]]
) -> dict[str, list[Role]]:
    """Return the role of each passage of each document of a case, its papers' passages one after the other."""
    return {name: _roles_in(name, case, [own for _, own in reports]) for name, reports in papers.items()}


def _roles_in(name: str, case: Case, papers: Sequence[Sequence[Passage]]) -> list[Role]:
    passages = [passage for own in papers for passage in own]
    roles = [Role.OTHER] * len(passages)
    replies, own = _rows_of(case, "responses", name), _rows_of(case, "recommendations", name)
    _mark(roles, passages, papers, "replies", "text", [(row, Role.REPLY) for row in replies])
    _mark(roles, passages, papers, "quotations", "recommendation_text", [(row, Role.QUOTATION) for row in replies])
    _mark(roles, passages, papers, "recommendations", "text", [(row, _role_of(row)) for row in own])
    _mark_restated(roles, passages, [(row["text"], _role_of(row)) for row in own])
    others = [row for row in case.gold.get("recommendations", ()) if row not in own]
    _mark_restated(roles, passages, [(row["text"], Role.QUOTATION) for row in others])
    return roles


def _role_of(row: Row) -> Role:
    return KINDS.get(row.get("kind", ""), Role.RECOMMENDATION)


def _mark_restated(roles: list[Role], passages: Sequence[Passage], wordings: Sequence[tuple[str, Role]]) -> None:
    """Write the role of a wording where it stands once more: in a summary, a closing list, an answer that quotes it."""
    known = [(squash(text), role) for text, role in wordings if len(squash(text)) >= TWIN]
    places = [i for i, role in enumerate(roles) if role is Role.OTHER and len(passages[i].text) >= TWIN]
    if known and places:
        alike = similarities([passages[i].text for i in places], [text for text, _ in known])
        for place, row in zip(places, alike, strict=True):
            if row.max() >= ALIKE:
                roles[place] = known[int(row.argmax())][1]


def _rows_of(case: Case, table: str, name: str) -> list[Row]:
    return [row for row in case.gold.get(table, ()) if row["document"].rpartition("/")[2] == name]


def _mark(
    roles: list[Role],
    passages: Sequence[Passage],
    papers: Sequence[Sequence[Passage]],
    part: str,
    column: str,
    rows: Sequence[tuple[Row, Role]],
) -> None:
    """Write the roles of some wordings into `roles`, at their places and where the same wording stands again."""
    stated = [(row, role) for row, role in rows if row.get(column)]
    if not stated:
        return
    presented = list(
        stretches_of(papers, [row[key] for row, _ in stated for key in (column, "other_text") if row.get(key)])
    )
    placed = place_wordings(part, column, [row for row, _ in stated], presented)
    for one, (_, role) in zip(placed, stated, strict=True):
        if one.stretch is None or one.alike < min(ALIKE, EXACT):
            continue
        first, last = one.stretch.first, one.stretch.last
        for place in range(first + 1, last + 1):
            roles[place] = Role.PART if passages[place].table < 0 else roles[place]
        roles[first] = role
