"""One run: inputs → documents → reports → recommendations and responses → matches → checks → tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.answering.following import join_updates
from pipeline.answering.matching import match, pair, with_the_lone
from pipeline.batch.engine import process_all
from pipeline.batch.finished import Finished
from pipeline.batch.holding import hold
from pipeline.batch.log import RunLog
from pipeline.batch.origin import Origin, load_origin, save_origin
from pipeline.batch.plan import plan_run, shard_of, with_copies
from pipeline.batch.store import Listed, Store, combined_results, store_of
from pipeline.checks import Found, check
from pipeline.checks.following import check_promises
from pipeline.corrections.file import without_repeats
from pipeline.corrections.outcomes import Outcomes
from pipeline.corrections.pairs import correct_matches
from pipeline.corrections.rows import correct_documents
from pipeline.errors import NothingReadable, OutputError, UsageError
from pipeline.places import Place, finish_replacing
from pipeline.reading.reader import InputFile, find_inputs
from pipeline.records import DocumentResult, Finding, Match, Outcome, Recommendation, Response, Update
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.tables.frames import Tables


@dataclass(frozen=True, slots=True)
class RunResult:
    """All that a run found, one result for each document, and what holds between documents: matches, updates with what they follow."""

    documents: tuple[DocumentResult, ...]
    matches: tuple[Match, ...]
    updates: tuple[Update, ...]
    findings: tuple[Finding, ...]
    corrections_applied: int = 0
    corrections_unfit: int = 0

    @property
    def failures(self) -> list[DocumentResult]:
        """The documents that could not be read."""
        return [d for d in self.documents if d.failed]


@dataclass(slots=True)
class Progress:
    """How far a run is: documents to read in all, read or known from an earlier run (`stored`), failed, and pages read."""

    documents: int
    done: int = 0
    stored: int = 0
    failed: int = 0
    pages: int = 0

    def add(self, finished: Finished) -> None:
        """Count a document."""
        self.done += 1
        self.stored += finished.from_store
        self.failed += finished.result.failed
        self.pages += 0 if finished.from_store else finished.result.document.pages


Watch = Callable[[Progress, Finished], None]
"""What is told of each document as it is done."""


def run(inputs: Sequence[Place], settings: Settings, watch: Watch | None = None) -> RunResult:
    """Read the inputs, find, match and check, and write the tables to the output folder.

    Raises:
        UsageError: an input does not exist.
        FolderHeld: another run writes to the output folder.
        OutputError: the output cannot be written; the tables are as they were.
        NothingReadable: no document could be read; the tables that say why are written all the same.
    """
    files = shard_of(find_inputs(inputs, settings.follow_links), settings.shard)
    store = store_of(settings)
    with _writing_to(settings.output), hold(settings.output), RunLog(settings.output) as log:
        finish_replacing(settings.output)
        log.write("started", program=store.program, files=len(files), jobs=settings.jobs, cluster=settings.cluster)

        def told(progress: Progress, finished: Finished) -> None:
            log.document(finished)
            if watch:
                watch(progress, finished)

        documents = _read(files, settings, store, told)
        log.write("read", documents=len(documents))
        store.save_manifest([Listed(d.document.document, d.document.sha256) for d in documents], settings.profile)
        places = {file.name: file.place for file in files}
        save_origin(settings.output, Origin(places, settings.corrections))
        result = _write(documents, _of_shard(settings, places), places)
        log.write("finished", **summarise(result))
    return _something(result)


def combine(folders: Sequence[Place], settings: Settings) -> RunResult:
    """Make the tables that one run over the documents of all these finished runs would have made, with their corrections.

    Raises:
        UsageError: one of them is not the output of a finished run of this program with this profile.
        NothingReadable: no document could be read; the tables that say why are written all the same.
    """
    results = combined_results(folders, settings.profile)
    with _writing_to(settings.output), hold(settings.output):
        finish_replacing(settings.output)
        origins = [load_origin(folder) for folder in folders]
        places = {name: place for origin in origins for name, place in origin.places.items()}
        earlier = chain.from_iterable(origin.corrections for origin in origins)
        settings = replace(settings, corrections=without_repeats([*earlier, *settings.corrections]))
        save_origin(settings.output, Origin(places, settings.corrections))
        return _something(_write(list(with_copies(results)), settings, places))


def _of_shard(settings: Settings, names: Collection[str]) -> Settings:
    """Leave out, in a shard, the corrections of documents that other shards have: `combine` applies those."""
    if settings.shard == (1, 1):
        return settings
    return replace(settings, corrections=tuple(c for c in settings.corrections if c.document in names))


@contextmanager
def _writing_to(output: Place) -> Iterator[None]:
    """Turn what goes wrong with the output folder into one sentence: documents' own troubles never come this far."""
    try:
        yield
    except OSError as error:
        told = f"Cannot write to {output}: {error.strerror or error}."
        raise OutputError(told, "Make room or choose another folder with -o; what was finished is kept.") from error


def read_and_match(files: Sequence[InputFile], settings: Settings) -> RunResult:
    """Do a run's work without storing or writing anything."""
    return match_documents(_read(files, settings), settings)


def _read(
    files: Sequence[InputFile],
    settings: Settings,
    store: Store | None = None,
    told: Watch | None = None,
) -> list[DocumentResult]:
    """Return what each document holds, sorted by name; those that the store knows are not read again."""
    plan = plan_run(files, store, settings)
    progress = Progress(plan.documents)
    results = []
    with closing(_process(plan.unread, settings, store)) as read:
        for finished in chain(plan.stored, read):
            progress.add(finished)
            results.append(finished.result)
            if told:
                told(progress, finished)
    return list(with_copies(results, plan.copies))


def _process(files: Sequence[InputFile], settings: Settings, store: Store | None) -> Generator[Finished]:
    if not settings.cluster or store is None:
        return process_all(files, settings, store)
    try:
        from pipeline.batch.cluster import process_on_cluster
    except ImportError as error:
        told = "A cluster needs the package distributed."
        raise UsageError(told, "Install it with: pip install distributed") from error
    return process_on_cluster(files, settings, store)


def match_documents(documents: Sequence[DocumentResult], settings: Settings) -> RunResult:
    """Match what was found in all documents of a run, with people's corrections, and check it."""
    corrections, outcomes = without_repeats(settings.corrections), Outcomes()
    recommendations, responses = _rows(documents)
    reports = [r for d in documents for r in d.reports]
    matches = match(recommendations, responses, reports)
    if corrections:  # rows are matched as they were found, so that a correction changes what it says and nothing else
        documents = correct_documents(documents, corrections, settings.profile.categories.values, outcomes)
        recommendations, responses = _rows(documents)
        pairs = correct_matches(matches, documents, corrections, pair, outcomes)
        matches = with_the_lone(pairs, recommendations, responses)
    updates = join_updates([u for d in documents for u in d.updates], recommendations, reports)
    findings = [
        *check(Found(reports, recommendations, responses, matches), settings.profile),
        *check_promises(recommendations, responses, matches, updates, reports, settings.as_of),
        *(f for d in documents for f in d.findings),
        *outcomes.findings,
    ]
    ordered = sorted(findings, key=lambda f: (f.document, f.page, f.check, f.recommendation_id, f.response_id))
    return RunResult(
        tuple(documents), tuple(matches), tuple(updates), tuple(ordered), outcomes.applied, outcomes.unfit_count
    )


def _rows(documents: Sequence[DocumentResult]) -> tuple[list[Recommendation], list[Response]]:
    return [r for d in documents for r in d.recommendations], [r for d in documents for r in d.responses]


def _write(documents: Sequence[DocumentResult], settings: Settings, places: Mapping[str, Place]) -> RunResult:
    from pipeline.tables.writing import write_tables  # pandas takes half a second, in which workers can read

    result = match_documents(documents, settings)
    tables = _tables_of(result, settings)
    write_tables(tables, settings.output, settings.formats, places)
    return result


def _tables_of(result: RunResult, settings: Settings) -> Tables:
    from pipeline.tables.frames import build_tables

    days = settings.profile.periods.response_days
    return build_tables(result.documents, result.matches, result.findings, result.updates, days, settings.as_of)


def _something(result: RunResult) -> RunResult:
    if result.documents and len(result.failures) == len(result.documents):
        reasons = "\n".join(d.document.error for d in result.failures[:5])
        raise NothingReadable(f"No document could be read:\n{reasons}")
    return result


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
        "updates": len(result.updates),
        **{str(outcome): sum(m.outcome is outcome for m in result.matches) for outcome in Outcome},
        "findings": len(result.findings),
        "corrections_applied": result.corrections_applied,
        "corrections_unfit": result.corrections_unfit,
    }


def table_rows(result: RunResult, settings: Settings) -> dict[str, list[dict[str, str]]]:
    """Return the rows of all tables of a run as they would be written."""
    from pipeline.tables.frames import rows_of

    tables = _tables_of(result, settings)
    return {name: rows_of(table) for name, table in tables.items()}
