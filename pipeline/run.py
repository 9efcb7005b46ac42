"""One run: inputs → documents → reports → recommendations and responses → matches → checks → tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL.Image import Image

from pipeline.batch.engine import process_all
from pipeline.batch.worker import extract
from pipeline.checks import Found, check
from pipeline.document import Source
from pipeline.errors import NothingReadable, UsageError
from pipeline.evaluation import CaseScore, read_gold, score_case
from pipeline.matching import match
from pipeline.reading import pdf
from pipeline.reading.reader import InputFile, file_digest, find_inputs, read_document
from pipeline.records import DocumentResult, DocumentStatus, Finding, Match, Outcome
from pipeline.review.pictures import draw_page
from pipeline.settings import Settings
from pipeline.structure.reports import split_reports
from pipeline.tables.frames import build_tables, rows_of
from pipeline.tables.writing import write_tables


@dataclass(frozen=True, slots=True)
class RunResult:
    """All that a run found, one result for each document, and what holds between documents."""

    documents: tuple[DocumentResult, ...]
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]

    @property
    def failures(self) -> list[DocumentResult]:
        """The documents that could not be read."""
        return [d for d in self.documents if d.document.status is DocumentStatus.FAILED]


def run(
    inputs: Sequence[Path], settings: Settings, progress: Callable[[int, int, DocumentResult], None] | None = None
) -> RunResult:
    """Read the inputs, find, match and check, and write the tables to the output folder.

    Raises:
        UsageError: an input does not exist.
        NothingReadable: no document could be read; the tables that say why are written all the same.
    """
    files = _sharded(find_inputs(list(inputs)), settings.shard)
    result = read_and_match(files, settings, progress)
    write_tables(
        build_tables(result.documents, result.matches, result.findings, settings.profile.periods.response_days),
        settings.output,
        settings.formats,
    )
    if len(result.failures) == len(result.documents):
        reasons = "\n".join(d.document.error for d in result.failures[:5])
        raise NothingReadable(f"No document could be read:\n{reasons}")
    return result


def read_and_match(
    files: Sequence[InputFile], settings: Settings, progress: Callable[[int, int, DocumentResult], None] | None = None
) -> RunResult:
    """Do a run's work without writing anything."""
    unique, copies = _without_copies(files)
    done = 0

    def report_progress(file: InputFile, result: DocumentResult, seconds: float) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, len(unique), result)

    results = process_all(unique, settings, report_progress)
    recommendations = [r for d in results for r in d.recommendations]
    responses = [r for d in results for r in d.responses]
    reports = [r for d in results for r in d.reports]
    matches = match(recommendations, responses, reports)
    findings = [
        *check(Found(reports, recommendations, responses, matches), settings.profile),
        *(f for d in results for f in d.findings),
    ]
    documents = [*results, *(_listed_again(name, of, results) for name, of in copies.items())]
    return RunResult(
        tuple(sorted(documents, key=lambda d: d.document.document)),
        tuple(matches),
        tuple(sorted(findings, key=lambda f: (f.document, f.page, f.check, f.recommendation_id, f.response_id))),
    )


def summarise(result: RunResult) -> dict[str, int]:
    """Return the counts a run ends with."""
    documents = [d.document for d in result.documents]
    return {
        "documents": len(documents),
        "failed": len(result.failures),
        "pages": sum(d.pages for d in documents),
        "reports": sum(len(d.reports) for d in result.documents),
        "recommendations": sum(len(d.recommendations) for d in result.documents),
        "responses": sum(len(d.responses) for d in result.documents),
        **{str(outcome): sum(m.outcome is outcome for m in result.matches) for outcome in Outcome},
        "findings": len(result.findings),
    }


def _sharded(files: list[InputFile], shard: tuple[int, int]) -> list[InputFile]:
    index, count = shard
    return files[index - 1 :: count]


def _without_copies(files: Sequence[InputFile]) -> tuple[list[InputFile], dict[str, str]]:
    """Return the files of different content, and for each further copy's name the name of the first."""
    first: dict[str, str] = {}
    unique, copies = [], {}
    for file in files:
        sha256, size = file_digest(file.path)
        if size and sha256 in first:
            copies[file.name] = first[sha256]
        else:
            first[sha256] = file.name
            unique.append(file)
    return unique, copies


def _listed_again(name: str, of: str, results: Sequence[DocumentResult]) -> DocumentResult:
    original = next(r.document for r in results if r.document.document == of)
    return DocumentResult(
        replace(original, document=name, error=original.error or f"Same content as {of}; its rows stand there.")
    )


def inspect_page(file: InputFile, number: int, settings: Settings) -> Image:
    """Return the picture of a page with everything the program saw on it.

    Raises:
        UnreadableDocument: the file cannot be read, or has no such page.
        UsageError: it is a Word or text file.
    """
    document = read_document(file, settings, also=[number])
    if document.pages[0].source in (Source.TEXT, Source.WORD):
        raise UsageError(f"{file.name} has no pages to draw: it is no PDF.", "Save it as PDF and inspect that.")
    turn = document.pages[number - 1].turn if number <= len(document.pages) else 0.0
    picture = pdf.render_page(file.path.read_bytes(), file.name, settings.password, number, turn=turn)
    result = extract(document, settings.profile, settings.with_model)
    document, reports = split_reports(document, settings.profile)
    return draw_page(picture, document.pages[number - 1], reports, [*result.recommendations, *result.responses])


def evaluate_corpus(corpus: Path, settings: Settings, only: Sequence[str] = (), kind: str = "") -> dict[str, CaseScore]:
    """Run every case of a corpus (a folder with a `gold` folder in it) and return its score by name.

    Raises:
        UsageError: the corpus holds no case, or not one that was asked for.
    """
    cases = {path.parent.name: path.parent for path in sorted(corpus.glob("*/gold"))}
    if (corpus / "gold").is_dir():
        cases = {corpus.name: corpus}
    unknown = set(only) - cases.keys()
    if unknown or not cases:
        raise UsageError(
            f"{corpus} holds no case {', '.join(sorted(unknown)) or 'at all'}.",
            "A case is a folder with a folder named gold in it.",
        )
    scores = {}
    for name, folder in cases.items():
        if only and name not in only:
            continue
        files = [f for f in find_inputs([folder]) if not f.name.startswith("gold/")]
        tables = table_rows(read_and_match(files, settings), settings)
        scores[name] = score_case(read_gold(folder / "gold"), tables, kind)
    return scores


def table_rows(result: RunResult, settings: Settings) -> dict[str, list[dict[str, str]]]:
    """Return the rows of all tables of a run as they would be written."""
    tables = build_tables(result.documents, result.matches, result.findings, settings.profile.periods.response_days)
    return {name: rows_of(table) for name, table in tables.items()}
