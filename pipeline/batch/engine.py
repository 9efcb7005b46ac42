"""Runs the worker over many documents on this machine's cores.

Every document is one task of one process, so that a crash or a time-out costs that document alone; the order in which
documents end does not show in what is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch.worker import failed, process_document
from pipeline.errors import MoreTimeNeeded
from pipeline.reading.reader import InputFile
from pipeline.records import DocumentResult
from pipeline.settings import Settings

TASKS_PER_WORKER = 200
"""A worker is replaced after so many documents, because the PDF libraries keep some memory for each."""

SCANNED_PAGE_SECONDS = 60.0
"""Seconds allowed for reading one page off its picture, on one slow core."""

Progress = Callable[[InputFile, DocumentResult, float], None]


def process_all(files: Sequence[InputFile], settings: Settings, progress: Progress) -> list[DocumentResult]:
    """Process `files` and return their results in the same order; `progress` is called as each ends.

    Every document is first given the time that print takes; those that turn out to be scanned go on with more.
    """
    results: dict[int, DocumentResult] = {}
    settings = replace(settings, jobs=max(1, min(settings.jobs, len(files))))
    with ProcessPool(max_workers=settings.jobs, max_tasks=TASKS_PER_WORKER) as pool:
        try:
            waiting = [(i, file, _schedule(pool, file, settings, 0)) for i, file in enumerate(files)]
            while waiting:
                scanned = []
                for i, file, future in waiting:
                    try:
                        results[i], seconds = _outcome(file, future, settings)
                    except MoreTimeNeeded as wanted:
                        scanned.append((i, file, _schedule(pool, file, settings, wanted.pages)))
                    else:
                        progress(file, results[i], seconds)
                waiting = scanned
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise
    return [results[i] for i in range(len(files))]


def _schedule(
    pool: ProcessPool, file: InputFile, settings: Settings, scanned: int
) -> ProcessFuture[tuple[DocumentResult, float]]:
    timeout = settings.timeout + scanned * SCANNED_PAGE_SECONDS
    own = replace(settings, patient=scanned > 0)
    return pool.schedule(process_document, args=[file, own], timeout=timeout)


def _outcome(
    file: InputFile, future: ProcessFuture[tuple[DocumentResult, float]], settings: Settings
) -> tuple[DocumentResult, float]:
    try:
        return future.result()
    except FutureTimeout:
        return failed(
            file,
            "timeout",
            f"{file.name} took longer than it may ({settings.timeout:g} seconds, {SCANNED_PAGE_SECONDS:g} more for each "
            "scanned page) and was given up. Allow more with --timeout.",
        ), settings.timeout
    except ProcessExpired as error:
        return failed(
            file,
            "crash",
            f"{file.name} crashed its reader (exit code {error.exitcode}). Save it anew with a PDF program.",
        ), 0.0
    except MemoryError:
        return failed(file, "memory", f"{file.name} needs more memory than there is. Split it into smaller files."), 0.0
    except MoreTimeNeeded:
        raise
    except Exception as error:  # a fault of the program or of a library must cost this document alone
        told = f"{file.name} could not be read: {type(error).__name__}: {error}."
        return failed(file, "fault", f"{told} Please report it with the file, if it may be shared."), 0.0
