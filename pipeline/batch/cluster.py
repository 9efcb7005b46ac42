"""Runs the worker on the machines of a Dask scheduler.

Documents go to them as URLs or absolute paths, which they must reach, never by value. Each is read in a process of the cluster's worker's own, so that a document
that crashes its reader or hangs costs itself alone; one whose worker is lost is given to another. The only module that
imports distributed.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import uuid4

from distributed import Client, KilledWorker, as_completed, get_worker
from distributed.client import FutureCancelledError

from pipeline.batch.engine import AHEAD, WorkerPool
from pipeline.batch.finished import Finished
from pipeline.batch.store import Store, program_version
from pipeline.batch.worker import failed
from pipeline.errors import ClusterError, ScrutineerError
from pipeline.places import is_remote
from pipeline.reading.reader import InputFile
from pipeline.settings import Settings

CONNECTING = 20
"""Seconds in which a scheduler must answer and have its first worker."""
TRIES = 3
"""Times a document is handed out again after Dask gave it up because its workers were lost."""

_pools: dict[str, WorkerPool] = {}
_making = Lock()


def process_on_cluster(files: Sequence[InputFile], settings: Settings, store: Store) -> Generator[Finished]:
    """Process `files` on a cluster and yield what becomes of each, in the order in which they end.

    With an output folder behind a URL its workers store what they have read, else this process does.

    Raises:
        ClusterError: no scheduler or worker answers, or the workers run another version of the program.
    """
    client = _connect(settings.cluster)
    run = uuid4().hex
    try:
        _check_program(client)
        yield from _process(client, list(files), settings, store, run)
    except (OSError, CancelledError, FutureCancelledError) as error:
        told = f"The cluster at {settings.cluster} was lost ({type(error).__name__})."
        raise ClusterError(told, "Start it again and give the same command; what was finished is kept.") from error
    finally:
        with suppress(Exception):  # whatever is left of the cluster: the run's own outcome is what counts
            client.run(let_go, run, on_error="ignore")
        client.close()


def _connect(address: str) -> Client:
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)
        client.wait_for_workers(1, timeout=CONNECTING)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"No cluster with workers answers at {address}.", "Check the address and that its workers run."
        ) from error
    return client


def _check_program(client: Client) -> None:
    """Make sure that all workers run this very program: tables must not depend on where a document was read."""
    own = program_version()
    for address, version in client.run(program_version, on_error="return").items():
        if isinstance(version, BaseException):
            raise ClusterError(f"The worker {address} has no scrutineer ({version}).", "Install it there.")
        if version != own:
            raise ClusterError(
                f"The worker {address} runs scrutineer {version}, not {own}.", "Install this version there."
            )


def _process(client: Client, files: list[InputFile], settings: Settings, store: Store, run: str) -> Generator[Finished]:
    shared = store if is_remote(store.output) else None
    waiting = [_absolute(file) for file in reversed(files)]
    running: dict[Any, InputFile] = {}
    tries: Counter[str] = Counter()
    done = as_completed(loop=client.loop)
    while waiting or running:
        threads = sum(client.nthreads().values()) or 1
        while waiting and len(running) < AHEAD * threads:
            file = waiting.pop()
            future = client.submit(finish_document, file, settings, shared, run, program_version(), pure=False)
            running[future] = file
            done.add(future)
        future = next(done)
        file = running.pop(future)
        finished = _outcome(file, future, settings)
        if finished is None and tries[file.name] < TRIES:
            tries[file.name] += 1
            waiting.append(file)
            continue
        finished = finished or Finished(failed(file, "crash", _told_of_loss(file)), allowed=settings.timeout)
        if not finished.from_store and (shared is None or finished.result.failed):
            store.save(finished)
        yield finished


def _absolute(file: InputFile) -> InputFile:
    return replace(file, place=file.place.resolve()) if isinstance(file.place, Path) else file


def _outcome(file: InputFile, future: Any, settings: Settings) -> Finished | None:
    """Return what became of a document; None if Dask gave it up because its workers were lost."""
    if future.cancelled():
        raise FutureCancelledError(future.key, "the scheduler is gone")
    error = future.exception()
    if isinstance(error, KilledWorker):
        return None
    if isinstance(error, ScrutineerError):
        raise error
    if error is not None:
        told = f"{file.name} could not be read: {type(error).__name__}: {error}."
        return Finished(failed(file, "fault", told), allowed=settings.timeout)
    finished: Finished = future.result()
    return finished


def _told_of_loss(file: InputFile) -> str:
    return f"{file.name} was given up: every worker that read it was lost. Look at the workers' logs."


# --- In the cluster's worker --------------------------------------------------------------------------------------


def finish_document(file: InputFile, settings: Settings, store: Store | None, run: str, program: str) -> Finished:
    """Read one document in a process of this worker's own.

    Raises:
        ClusterError: this worker, which may have joined late, runs another version of the program.
    """
    if program != program_version():
        raise ClusterError(
            f"A worker runs scrutineer {program_version()}, not {program}.", "Install this version there."
        )
    return _pool(settings, store, run).finish(file)


def _pool(settings: Settings, store: Store | None, run: str) -> WorkerPool:
    """Return this worker's processes for a run, as many as it has threads."""
    with _making:
        if run not in _pools:
            multiprocessing.current_process().daemon = False  # a nanny's worker is a daemon, which may have no children
            _pools[run] = WorkerPool(settings, store, jobs=get_worker().state.nthreads)
        return _pools[run]


def let_go(run: str) -> None:
    """End this worker's processes for a run."""
    with _making:
        pool = _pools.pop(run, None)
    if pool is not None:
        pool.stop()
