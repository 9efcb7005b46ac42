"""Runs the worker over many documents on this machine's cores.

Every document is one task of one process, so that a crash or a time-out costs that document alone; the order in which
documents end does not show in what is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeout

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch.worker import failed, process_document
from pipeline.reading.reader import InputFile
from pipeline.records import DocumentResult
from pipeline.settings import Settings

TASKS_PER_WORKER = 200
"""A worker is replaced after so many documents, because the PDF libraries keep some memory for each."""

Progress = Callable[[InputFile, DocumentResult, float], None]


def process_all(files: Sequence[InputFile], settings: Settings, progress: Progress) -> list[DocumentResult]:
    """Process `files` and return their results in the same order; `progress` is called as each ends, in that order."""
    results = []
    for file, (result, seconds) in zip(files, _outcomes(files, settings), strict=True):
        progress(file, result, seconds)
        results.append(result)
    return results


def _outcomes(files: Sequence[InputFile], settings: Settings) -> Iterator[tuple[DocumentResult, float]]:
    with ProcessPool(max_workers=max(1, min(settings.jobs, len(files))), max_tasks=TASKS_PER_WORKER) as pool:
        futures: list[ProcessFuture[tuple[DocumentResult, float]]] = [
            pool.schedule(process_document, args=[file, settings], timeout=settings.timeout) for file in files
        ]
        try:
            for file, future in zip(files, futures, strict=True):
                yield _outcome(file, future, settings)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _outcome(
    file: InputFile, future: ProcessFuture[tuple[DocumentResult, float]], settings: Settings
) -> tuple[DocumentResult, float]:
    try:
        return future.result()
    except FutureTimeout:
        return failed(
            file,
            "timeout",
            f"{file.name} took longer than {settings.timeout:g} seconds and was given up. Allow more with --timeout.",
        ), settings.timeout
    except ProcessExpired as error:
        return failed(
            file,
            "crash",
            f"{file.name} crashed its reader (exit code {error.exitcode}). Save it anew with a PDF program.",
        ), 0.0
    except MemoryError:
        return failed(file, "memory", f"{file.name} needs more memory than there is. Split it into smaller files."), 0.0
