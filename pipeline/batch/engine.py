"""Runs the worker over many documents on this machine's cores.

Every document is one task of one process, so that a crash or a time-out costs that document alone; the order in which
documents end does not show in the tables. Workers are forked from one that has the libraries loaded.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.batch.finished import Finished
from pipeline.batch.store import Store
from pipeline.batch.worker import Known, failed, process_document
from pipeline.errors import MoreTimeNeeded, ScrutineerError
from pipeline.reading.reader import InputFile
from pipeline.settings import Settings

TASKS_PER_WORKER = 200
"""A worker is replaced after so many documents, because the PDF libraries keep some memory for each."""
SCANNED_PAGE_SECONDS = 60.0
"""Seconds allowed for reading one page off its picture, on one slow core."""
AHEAD = 4
"""Documents handed out ahead for each worker."""
GRACE = 10
"""Seconds of processor time beyond those allowed after which the system ends a worker that nobody watches any more."""
OCR_MIB = 1024
"""MiB more for a document with scanned pages: the engine that reads pictures is loaded for the first of them."""
ABORTED = signal.SIGABRT
"""Signal by which PDFium ends a process that gets no more memory."""

Reader = Callable[[InputFile, Settings, Known], Finished]
"""What a worker does with a document: `process_document`, or in tests something that goes wrong."""

_MIB = 1024 * 1024
_STATM = Path("/proc/self/statm")
"""Where Linux tells the size of a process, in pages."""
_settings = Settings()
_store: Store | None = None
_read: Reader = process_document


class WorkerPool:
    """Processes that read one document each at a time, watched from outside for time, memory and crashes."""

    def __init__(
        self, settings: Settings, store: Store | None = None, jobs: int = 0, read: Reader = process_document
    ) -> None:
        self.settings = settings
        self.pool = _processes(settings, jobs or settings.jobs, store, read)

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.pool.close()
            self.pool.join()
        else:
            self.stop()

    def stop(self) -> None:
        """End all processes, whatever they are at."""
        self.pool.stop()
        self.pool.join()

    def start(self, file: InputFile, scanned: int = 0) -> Future[Finished]:
        """Hand a document to the next free process; `scanned` pages of it are to be read off their pictures."""
        allowed = self.settings.timeout + scanned * SCANNED_PAGE_SECONDS
        return self.pool.schedule(_work, args=[file, scanned > 0, allowed], timeout=allowed)

    def outcome(self, file: InputFile, future: Future[Finished]) -> Finished:
        """Return what became of a document, waiting for it if need be.

        Raises:
            MoreTimeNeeded: it has pages to be read off their pictures.
            OutputError: its records could not be stored.
        """
        try:
            return future.result()
        except (MoreTimeNeeded, ScrutineerError):
            raise
        except FutureTimeout:
            code, told = "timeout", self._told_of_timeout(file)
        except ProcessExpired as error:
            code, told = self._told_of_death(file, error.exitcode)
        except MemoryError:
            code, told = "memory", self._told_of_memory(file)
        except Exception as error:  # a fault of the program or of a library must cost this document alone
            told = f"{file.name} could not be read: {type(error).__name__}: {error}."
            code, told = "fault", f"{told} Please report it with the file, if it may be shared."
        return Finished(failed(file, code, told), allowed=self.settings.timeout)

    def finish(self, file: InputFile) -> Finished:
        """Read one document and wait for it."""
        try:
            return self.outcome(file, self.start(file))
        except MoreTimeNeeded as wanted:
            return self.outcome(file, self.start(file, wanted.pages))

    def _told_of_timeout(self, file: InputFile) -> str:
        return (
            f"{file.name} took longer than it may ({self.settings.timeout:g} seconds, {SCANNED_PAGE_SECONDS:g} more for "
            "each scanned page) and was given up. Allow more with --timeout."
        )

    def _told_of_memory(self, file: InputFile) -> str:
        return (
            f"{file.name} needs more memory than a document may take ({self.settings.memory} MiB). "
            "Allow more with --memory, or split it into smaller files."
        )

    def _told_of_death(self, file: InputFile, exit_code: int | None) -> tuple[str, str]:
        if exit_code == -ABORTED:
            return "memory", self._told_of_memory(file)
        if exit_code == -signal.SIGXCPU:
            return "timeout", self._told_of_timeout(file)
        return "crash", f"{file.name} crashed its reader (exit code {exit_code}). Save it anew with a PDF program."


def process_all(
    files: Sequence[InputFile], settings: Settings, store: Store | None = None, read: Reader = process_document
) -> Generator[Finished]:
    """Process `files` on this machine's cores and yield what becomes of each, in the order in which they end.

    The largest are begun first, so that none is left to run alone at the end. Every document is first given the time that
    print takes; those that turn out to be scanned go on with more. Those read are in the store before they are yielded.
    """
    if not files:
        return
    settings = replace(settings, jobs=max(1, min(settings.jobs, len(files))))
    waiting = sorted(files, key=_size)
    with WorkerPool(settings, store, read=read) as pool:
        running: dict[Future[Finished], InputFile] = {}
        while waiting or running:
            while waiting and len(running) < AHEAD * settings.jobs:
                file = waiting.pop()
                running[pool.start(file)] = file
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in sorted(done, key=lambda f: running[f].name):
                file = running.pop(future)
                try:
                    finished = pool.outcome(file, future)
                except MoreTimeNeeded as wanted:
                    running[pool.start(file, wanted.pages)] = file
                    continue
                if store is not None and finished.result.failed and not finished.from_store:
                    store.save(finished)
                yield finished


Task = TypeVar("Task")
Done = TypeVar("Done")


def work_apart(
    tasks: Sequence[Task], work: Callable[[Task], Done], settings: Settings
) -> Generator[tuple[Task, Done | None]]:
    """Yield each task with what `work` made of it, in the order of the tasks; None for one that failed in any way.

    Each is done in a process of its own with the run's limits of time and memory, as a document is read.
    """
    if not tasks:
        return
    jobs = min(settings.jobs, len(tasks))
    pool = _processes(settings, jobs)
    waiting, begun = deque(tasks), deque[tuple[Task, Future[Done]]]()
    try:
        while waiting or begun:
            while waiting and len(begun) < AHEAD * jobs:
                task = waiting.popleft()
                begun.append((task, pool.schedule(_work_within_limits, args=[work, task], timeout=settings.timeout)))
            task, future = begun.popleft()
            yield task, _outcome_or_none(future)
            del future  # what was done may be large, and is kept no longer than it is looked at
    except BaseException:
        pool.stop()
        raise
    else:
        pool.close()
    finally:
        pool.join()


def _outcome_or_none(future: Future[Done]) -> Done | None:
    try:
        return future.result()
    except Exception:  # whatever a strange file does to a library costs its own task
        return None


def _processes(
    settings: Settings, jobs: int, store: Store | None = None, read: Reader = process_document
) -> ProcessPool:
    """Return processes that know the run's settings: forked from one that has the libraries loaded, where the system can."""
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload(["pipeline.batch.warm"])
    return ProcessPool(
        max_workers=jobs,
        max_tasks=TASKS_PER_WORKER,
        initializer=_prepare,
        initargs=[settings, store, read],
        context=context,
    )


def _size(file: InputFile) -> tuple[int, str]:
    """Return a file's bytes, 0 if it is not here."""
    try:
        size = file.place.stat().st_size if isinstance(file.place, Path) else 0
    except OSError:
        size = 0
    return size, file.name


# --- In the worker ------------------------------------------------------------------------------------------------


def _prepare(settings: Settings, store: Store | None, read: Reader) -> None:
    """Take over the run's settings, once for each process."""
    global _settings, _store, _read
    _settings, _store, _read = settings, store, read


def _work(file: InputFile, patient: bool, allowed: float) -> Finished:
    """Read a document within its limits and store its records at once."""
    _limit_memory(_settings.memory + (OCR_MIB if patient else 0))
    _limit_processor(allowed * _settings.threads)
    finished = _read(file, replace(_settings, patient=patient), _known)
    if _store is not None and not finished.from_store:
        _store.save(finished)
    return finished


def _work_within_limits(work: Callable[[Any], Any], task: Any) -> Any:
    """Do one task within the run's limits."""
    _limit_memory(_settings.memory)
    _limit_processor(_settings.timeout)
    return work(task)


def _known(sha256: str, name: str) -> Finished | None:
    return None if _store is None or _settings.fresh else _store.load(sha256, name, _settings.timeout)


def _limit_memory(mib: int) -> None:
    """Let the system refuse this process more than so many MiB beyond what it holds now, where it tells what that is."""
    if _STATM.exists():
        held = int(_STATM.read_text().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = held + mib * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _limit_processor(seconds: float) -> None:
    """Let the system end this process after so many seconds of processor time more, should the run that watches it be dead."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime + seconds) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
