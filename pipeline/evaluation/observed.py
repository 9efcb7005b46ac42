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

from pipeline.batch.worker import paper_of
from pipeline.document import Document
from pipeline.errors import UsageError
from pipeline.evaluation.cases import Case
from pipeline.evaluation.documents import files_of, read_documents
from pipeline.evaluation.labelling import label_passages
from pipeline.places import write_whole
from pipeline.roles.deciding import observe
from pipeline.roles.kinds import front_signals
from pipeline.roles.learning import Observed, names_in_common
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
