"""One run at a time in an output folder: the second is told who holds it.

On this machine the operating system holds the lock and lets go when the process ends, however it ends. Behind a URL a
note in the folder says who holds it; it is renewed while the run goes on and counts for LAPSES_AFTER seconds.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

from filelock import FileLock, Timeout

from pipeline.errors import FolderHeld
from pipeline.places import OWN_FOLDER, Place, read_bytes, within, write_whole

LAPSES_AFTER = 600.0
"""Seconds after which a run that no longer renews its note behind a URL is taken for dead."""
RENEWED_AFTER = 60.0
"""Seconds after which a note behind a URL is renewed."""
_LOCK, _HOLDER = "lock", "holder.json"


@contextmanager
def hold(output: Place) -> Iterator[None]:
    """Hold a run's output folder.

    Raises:
        FolderHeld: another run holds it.
        OSError: the folder cannot be made or written to.
    """
    try:
        with _hold_here(output) if isinstance(output, Path) else _hold_there(output):
            yield
    except Timeout:
        told = f"{output} is held by another run{_told(output)}."
        raise FolderHeld(told, "Wait for it, or choose another folder with -o.") from None


@contextmanager
def _hold_here(output: Path) -> Iterator[None]:
    own = output / OWN_FOLDER
    own.mkdir(parents=True, exist_ok=True)
    with FileLock(own / _LOCK, timeout=0):
        with suppress(OSError):  # the lock holds without the note
            write_whole(own / _HOLDER, _note(""))
        try:
            yield
        finally:
            (own / _HOLDER).unlink(missing_ok=True)


@contextmanager
def _hold_there(output: str) -> Iterator[None]:
    place, token = within(output, OWN_FOLDER, _HOLDER), uuid4().hex
    held = _holder(output)
    if held and time.time() - float(held["at"]) < LAPSES_AFTER:
        raise Timeout(str(place))
    write_whole(place, _note(token))
    if _holder(output).get("token") != token:
        raise Timeout(str(place))
    ended = Event()
    renewing = Thread(target=_renew, args=(place, token, ended), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        ended.set()
        renewing.join()
        if _holder(output).get("token") == token:
            write_whole(place, b"{}")


def _renew(place: Place, token: str, ended: Event) -> None:
    """Write the note anew until the run has ended, however long one document takes."""
    while not ended.wait(RENEWED_AFTER):
        with suppress(OSError):  # it may go better in a minute
            write_whole(place, _note(token))


def _note(token: str) -> bytes:
    told = {"process": os.getpid(), "host": socket.gethostname(), "at": time.time(), "token": token}
    return json.dumps(told).encode()


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
