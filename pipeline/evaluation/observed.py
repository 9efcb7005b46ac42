"""What is learned from: the signals and roles of the passages of cases, without their wording, as a table in a file.

One line of JSON for each paper: whose it is, and for each of its passages the signals, the neighbours and the role. The
first line holds the names of the signals, which the others give by their place in it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from pipeline.batch.worker import decide_report, paper_of, report_record
from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.evaluation.cases import Case
from pipeline.evaluation.documents import files_of, read_documents
from pipeline.evaluation.evaluate import run_case
from pipeline.evaluation.labelling import label_passages
from pipeline.evaluation.scoring import documents_of, score_case
from pipeline.extraction.recommendations import find_candidates, find_recommendations
from pipeline.extraction.sureness import row_signals
from pipeline.places import write_whole
from pipeline.records import Recommendation
from pipeline.roles.deciding import observe
from pipeline.roles.kinds import front_signals
from pipeline.roles.learning import Observed, ObservedRow, names_in_common
from pipeline.roles.model import RoleModel, Signals
from pipeline.roles.neighbours import Neighbours, neighbours_of
from pipeline.roles.paper import Paper
from pipeline.settings import Settings
from pipeline.structure.reports import split_reports

DIGITS = 3
"""Digits behind the point that are kept of a signal's value."""


def observed_tables(models: Path | None = None) -> tuple[Path, Path, Path]:
    """Return the files from which roles are learned: of cases with answers, of made-up papers, and of generated ones.

    Raises:
        UsageError: they are not there, as in an installation without the repository.
    """
    folder = (models or Path(str(resources.files("scrutineer_models")))) / "training" / "roles"
    real, written, generated = (folder / f"{name}.jsonl.gz" for name in ("cases", "papers", "generated"))
    if models is None and not all(table.is_file() for table in (real, written, generated)):
        raise UsageError(
            f"{folder} holds no observed papers to learn from.", "Run it from a checkout of the repository."
        )
    return real, written, generated


def rows_table(models: Path | None = None) -> Path:
    """Return the file from which it is learned how sure a row is."""
    return (models or Path(str(resources.files("scrutineer_models")))) / "training" / "roles" / "rows.jsonl.gz"


def observe_case(case: Case, settings: Settings, keep: Path | None = None) -> list[Observed]:
    """Return what can be learned from each paper of a case's documents.

    Args:
        case: documents and their answers.
        settings: as for a run.
        keep: folder in which documents that were read are kept.
    """
    papers: dict[str, list[tuple[Paper, int]]] = {}
    reports = {}
    for document in read_documents(files_of(case.folder), settings, keep):
        if isinstance(document, Document):
            structured, own = split_reports(document, settings.profile)
            name = document.name.rpartition("/")[2]
            found = [paper_of(structured, report, settings.profile) for report in own]
            reports[name] = [(report, paper.passages) for report, paper in zip(own, found, strict=True)]
            ends = [sum(len(p.passages) for p in found[: i + 1]) for i in range(len(found))]
            papers[name] = list(zip(found, ends, strict=True))
    roles = label_passages(case, reports)
    kinds = {row["document"].rpartition("/")[2]: row.get("doc_type", "") for row in case.gold.get("documents", ())}
    return [
        Observed(
            case.publisher,
            observe(paper),
            neighbours_of(paper),
            [str(role) for role in roles[name][end - len(paper.passages) : end]],
            kinds.get(name, "") if len(own) == 1 else "",
            front_signals(paper),
        )
        for name, own in papers.items()
        for paper, end in own
        if paper.passages
    ]


def write_observed(papers: Sequence[Observed], path: Path) -> None:
    """Write papers to a file; the same papers give the same bytes."""
    names = names_in_common(papers)
    places = {name: i for i, name in enumerate(names)}
    lines = [json.dumps(names, ensure_ascii=False), *(_line(paper, places) for paper in papers)]
    write_whole(path, gzip.compress("\n".join(lines).encode(), mtime=0))


def _line(paper: Observed, places: dict[str, int]) -> str:
    stored = {
        "publisher": paper.publisher,
        "signals": [
            [[places[n], round(v, DIGITS)] for n, v in signals.items() if n in places] for signals in paper.signals
        ],
        "neighbours": [[n.group, n.before, n.behind, n.parent] for n in paper.neighbours],
        "roles": list(paper.roles),
        "kind": paper.kind,
        "front": dict(paper.front),
    }
    return json.dumps(stored, separators=(",", ":"))


def read_observed(paths: Iterable[Path]) -> Iterator[Observed]:
    """Yield the papers of files that were written so."""
    for path in paths:
        names, *lines = gzip.decompress(path.read_bytes()).decode().split("\n")
        known = json.loads(names)
        for line in lines:
            stored = json.loads(line)
            yield Observed(
                stored["publisher"],
                [{known[place]: value for place, value in signals} for signals in stored["signals"]],
                [Neighbours(*places) for places in stored["neighbours"]],
                stored["roles"],
                stored["kind"],
                stored["front"],
            )


def observe_rows(case: Case, settings: Settings, weights: RoleModel, keep: Path | None = None) -> list[ObservedRow]:
    """Return the recommendations that are found in a case's documents, each with its signals and whether it is right.

    Args:
        case: documents and their answers.
        settings: as for a run.
        weights: of roles, learned without the case's publisher.
        keep: folder in which documents that were read are kept.
    """
    score = score_case(case.gold, run_case(case, settings, keep, weights))
    wrong = {row["recommendation_id"] for row in score.invented}
    judged = documents_of(case.gold)
    documents = read_documents(files_of(case.folder), settings, keep)
    own = [d for d in documents if isinstance(d, Document) and d.name.rpartition("/")[2] in judged]
    found = (pair for document in own for pair in _rows_with_signals(document, settings, weights))
    return [ObservedRow(case.publisher, signals, row.recommendation_id not in wrong) for row, signals in found]


def _rows_with_signals(
    document: Document, settings: Settings, weights: RoleModel
) -> Iterator[tuple[Recommendation, Signals]]:
    structured, reports = split_reports(document, settings.profile)
    for report in reports:
        report, decided = decide_report(structured, report, settings.profile, weights)
        record = report_record(structured, report, settings.profile)
        signals = row_signals(find_candidates(structured, report, settings.profile, decided), decided)
        made = find_recommendations(structured, report, record, settings.profile, decided)
        yield from zip(made, signals, strict=True)


def write_rows(rows: Sequence[ObservedRow], path: Path) -> None:
    """Write observed rows to a file; the same rows give the same bytes."""
    lines = [
        json.dumps(
            {
                "publisher": r.publisher,
                "right": r.right,
                "signals": {n: round(v, DIGITS) for n, v in r.signals.items() if v},
            }
        )
        for r in rows
    ]
    write_whole(path, gzip.compress("\n".join(lines).encode(), mtime=0))


def read_rows(path: Path) -> list[ObservedRow]:
    """Return the rows of a file that was written so; none if there is no such file."""
    if not path.is_file():
        return []
    return [ObservedRow(**json.loads(line)) for line in gzip.decompress(path.read_bytes()).decode().split("\n")]
