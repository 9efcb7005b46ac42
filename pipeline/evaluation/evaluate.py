"""An evaluation: the documents of every case are read, what is found in them is held against the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.batch.plan import plan_run, with_copies
from pipeline.batch.worker import extract
from pipeline.document import Document, Report
from pipeline.evaluation.cases import Case
from pipeline.evaluation.documents import files_of, read_documents
from pipeline.evaluation.looks import Fault, faults_of
from pipeline.evaluation.scoring import CaseScore, score_case
from pipeline.evaluation.structure import StructureScore, score_structure
from pipeline.passages import Passage
from pipeline.records import DocumentResult
from pipeline.roles.model import RoleModel
from pipeline.run import match_documents, table_rows
from pipeline.settings import Settings
from pipeline.structure.passages import build_passages
from pipeline.structure.reports import split_reports


def evaluate_cases(
    cases: Sequence[Case],
    settings: Settings,
    kind: str = "",
    keep: Path | None = None,
    weights: Mapping[str, RoleModel] | None = None,
) -> dict[str, CaseScore]:
    """Run every case and return its score by name.

    Args:
        cases: documents with their answers.
        settings: as for a run.
        kind: the only kind of recommendations that counts, "" for all.
        keep: folder in which documents that were read are kept for the next evaluation.
        weights: those of roles by publisher, where others than the stored ones shall be used.
    """
    own = weights or {}
    return {
        case.name: score_case(case.gold, run_case(case, settings, keep, own.get(case.publisher)), kind)
        for case in cases
    }


def run_case(
    case: Case, settings: Settings, keep: Path | None = None, weights: RoleModel | None = None
) -> dict[str, list[dict[str, str]]]:
    """Return the rows of all tables of a run over a case's documents."""
    plan = plan_run(files_of(case.folder), None, settings)
    documents = read_documents(plan.unread, settings, keep)
    results = [_found_in(document, settings, weights) for document in documents]
    return table_rows(match_documents(list(with_copies(results, plan.copies)), settings), settings)


def structure_of_cases(
    cases: Sequence[Case], settings: Settings, keep: Path | None = None
) -> dict[str, StructureScore]:
    """Return, for each publisher, how many wordings of its cases' answers the structure stage presents whole."""
    scores: dict[str, StructureScore] = {}
    for case in cases:
        papers = _papers_of(case, settings, keep)
        scores.setdefault(case.publisher, StructureScore()).join(score_structure(case, papers))
    return dict(sorted(scores.items()))


def faults_of_cases(
    cases: Sequence[Case], scores: Mapping[str, CaseScore], settings: Settings, keep: Path | None = None
) -> list[Fault]:
    """Return what was missed and invented in every case, each with what it looks like on its page."""
    faults: list[Fault] = []
    for case in cases:
        papers = _papers_of(case, settings, keep)
        passages = {name: [p for _, own in reports for p in own] for name, reports in papers.items()}
        faults += faults_of(case.publisher, scores[case.name], passages)
    return faults


def _papers_of(
    case: Case, settings: Settings, keep: Path | None
) -> dict[str, list[tuple[Report, tuple[Passage, ...]]]]:
    """Return the reports in each of a case's documents, by file name, with their passages."""
    papers = {}
    for document in read_documents(files_of(case.folder), settings, keep):
        if isinstance(document, Document):
            structured, reports = split_reports(document, settings.profile)
            own = [(report, tuple(build_passages(report.blocks, structured.words))) for report in reports]
            papers[document.name.rpartition("/")[2]] = own
    return papers


def _found_in(document: Document | DocumentResult, settings: Settings, weights: RoleModel | None) -> DocumentResult:
    """Return what a document holds; one that could not be read says so already."""
    if isinstance(document, DocumentResult):
        return document
    return extract(document, settings.profile, weights=weights)
