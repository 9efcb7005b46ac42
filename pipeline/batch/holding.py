"""One run at a time in an output folder: the second is told who holds it.

On this machine the operating system holds the lock and lets go when the process ends, however it ends. Behind a URL a
note in the folder says who holds it; it is renewed while the run goes on and counts for LAPSES_AFTER seconds.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import FolderHeld, UsageError
from pipeline.places import OWN_FOLDER, Place, read_bytes, within, write_whole

LAPSES_AFTER = 600.0
"""Seconds after which a run that no longer renews its note behind a URL is taken for dead."""
RENEWED_AFTER = 60.0
"""Seconds after which a note behind a URL is renewed."""
_LOCK, _HOLDER = "lock", "holder.json"


@contextmanager
def hold(output: Place) -> Iterator[Callable[[], None]]:
    """Hold a run's output folder; yields what is to be called now and then while the run goes on.

    Raises:
        FolderHeld: another run holds it.
        UsageError: the folder cannot be made or written to.
    """
    try:
        with _hold_here(output) if isinstance(output, Path) else _hold_there(output) as renew:
            yield renew
    except Timeout:
        raise FolderHeld(
            f"{output} is held by another run{_told(output)}.", "Wait for it, or choose another folder with -o."
        ) from None


@contextmanager
def _hold_here(output: Path) -> Iterator[Callable[[], None]]:
    own = output / OWN_FOLDER
    try:
        own.mkdir(parents=True, exist_ok=True)
        lock = FileLock(own / _LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise
    except OSError as error:
        raise UsageError(f"Cannot write to {output}: {error.strerror}.", "Choose another folder with -o.") from error
    with lock:
        with suppress(OSError):
            write_whole(own / _HOLDER, _note())
        try:
            yield lambda: None
        finally:
            (own / _HOLDER).unlink(missing_ok=True)


@contextmanager
def _hold_there(output: str) -> Iterator[Callable[[], None]]:
    place = within(output, OWN_FOLDER, _HOLDER)
    held = _holder(output)
    if held and time.time() - float(held["at"]) < LAPSES_AFTER:
        raise Timeout(str(place))
    written = time.time()
    write_whole(place, _note())

    def renew() -> None:
        nonlocal written
        if time.time() - written > RENEWED_AFTER:
            written = time.time()
            write_whole(place, _note())

    try:
        yield renew
    finally:
        write_whole(place, b"{}")


def _note() -> bytes:
    return json.dumps({"process": os.getpid(), "host": socket.gethostname(), "at": time.time()}).encode()


def _holder(output: Place) -> dict[str, str]:
    try:
        held: dict[str, str] = json.loads(read_bytes(within(output, OWN_FOLDER, _HOLDER)))
    except (OSError, ValueError):
        return {}
    return held


def _told(output: Place) -> str:
    held = _holder(output)
    if not held:
        return ""
    since = time.strftime("%H:%M", time.localtime(float(held["at"])))
    return f" (process {held['process']} on {held['host']}, since {since})"
