"""Where files are: on this machine (a Path) or behind a URL (text), read and written alike.

Nothing is seen half written: on this machine a file is written beside its place, forced to disk and moved there; object
stores show an object when it is complete. The only module that imports fsspec, and only for URLs.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from typing import IO, Any

from pipeline.errors import UsageError
from pipeline.zipped import SCHEME, read_member

Place = Path | str
"""A path on this machine, or a URL such as `s3://bucket/packs`."""

OWN_FOLDER = ".scrutineer"
"""Folder in a run's output with what is not for readers: stored records, the lock, tables about to be shown."""
HALF_WRITTEN = ".writing-"
"""Beginning of the name of a file that is being written, or was when its writer was killed."""
_STAGED, _READY = "staged", "ready"
_HELD = (signal.SIGINT, signal.SIGTERM)


def place_of(text: str) -> Place:
    """Return what a user's text means: a URL if it names a scheme, else a path."""
    return text if "://" in text else Path(text)


def is_remote(place: Place) -> bool:
    """Tell whether a place is a URL."""
    return isinstance(place, str)


def within(folder: Place, *names: str) -> Place:
    """Return a place in a folder; `names` may hold `/`."""
    return folder.joinpath(*names) if isinstance(folder, Path) else "/".join([folder.rstrip("/"), *names])


def read_bytes(place: Place) -> bytes:
    """Return a file's bytes.

    Raises:
        OSError: it is not there or may not be read.
        UsageError: nothing installed can read such a URL.
    """
    if isinstance(place, str) and place.startswith(SCHEME):
        name, _, outer = place.removeprefix(SCHEME).partition("::")
        return read_member(partial(open_stream, place_of(outer)), name)
    with open_stream(place) as stream:
        return stream.read()


def open_stream(place: Place) -> IO[bytes]:
    """Open a file for reading; on this machine a regular one only, because pipes and devices never end.

    Raises:
        OSError: it is not there, may not be read, or is no regular file.
    """
    if not isinstance(place, Path):
        system, path = _system(place)
        remote: IO[bytes] = system.open(path, "rb")
        return remote
    descriptor = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no regular file")
    return os.fdopen(descriptor, "rb")


def write_whole(place: Place, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one; folders are made as needed.

    Raises:
        OSError: it cannot be written.
    """
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(place, data)
    else:
        system, path = _system(place)
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.pipe_file(path, data)


def _write_beside(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=HALF_WRITTEN)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
        _sync(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Force to disk which files a folder holds."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def list_files(folder: Place, follow_links: bool = False) -> list[str] | None:
    """Return the regular files in a folder and its folders, by their path in it, sorted; None if the place is no folder.

    Links on this machine are passed over unless `follow_links`; a folder that links lead to twice is listed once.
    """
    if isinstance(folder, Path):
        return sorted(_listed(folder, follow_links)) if folder.is_dir() else None
    system, path = _system(folder)
    if not system.isdir(path):
        return None
    root = path.rstrip("/") + "/"
    return sorted(name.lstrip("/").removeprefix(root.lstrip("/")) for name in system.find(path))


def _listed(folder: Path, follow_links: bool) -> Iterator[str]:
    seen: set[Path] = set()
    for root, folders, names in os.walk(folder, followlinks=follow_links):
        real = Path(root).resolve()
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        for path in (Path(root) / name for name in names):
            if path.is_file() and (follow_links or not path.is_symlink()):
                yield path.relative_to(folder).as_posix()


def is_file(place: Place) -> bool:
    """Tell whether there is a file at a place."""
    if isinstance(place, Path):
        return place.is_file()
    system, path = _system(place)
    return bool(system.isfile(path))


def remove_file(place: Place) -> None:
    """Remove a file, if it is there."""
    if isinstance(place, Path):
        place.unlink(missing_ok=True)
        return
    system, path = _system(place)
    if system.isfile(path):
        system.rm_file(path)


def remove_folder(folder: Place) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if isinstance(folder, Path):
        shutil.rmtree(folder, ignore_errors=True)
        return
    system, path = _system(folder)
    if system.isdir(path):
        system.rm(path, recursive=True)


def replace_together(folder: Place, files: Mapping[str, bytes]) -> None:
    """Show new files in a folder at once: whatever interrupts this, all or none of them are shown in the end.

    All are written before the first is shown. Only a kill within the moment of moving them leaves some of the old ones,
    until `finish_replacing` moves the rest. Behind a URL they are written one after another.

    Raises:
        OSError: they cannot be written; the folder is as it was, or, if that was the moment of moving, is made good later.
    """
    if not isinstance(folder, Path):
        for name, data in files.items():
            write_whole(within(folder, name), data)
        return
    staged, ready = folder / OWN_FOLDER / _STAGED, folder / OWN_FOLDER / _READY
    finish_replacing(folder)
    remove_folder(staged)
    staged.mkdir(parents=True)
    try:
        for name, data in files.items():
            _write_beside(staged / name, data)
    except OSError:
        remove_folder(staged)
        raise
    with _signals_held():
        staged.rename(ready)
        finish_replacing(folder)


def finish_replacing(folder: Place) -> None:
    """Show the files that an interrupted `replace_together` left behind."""
    ready = within(folder, OWN_FOLDER, _READY)
    if not isinstance(ready, Path) or not isinstance(folder, Path) or not ready.is_dir():
        return
    for file in sorted(ready.iterdir()):
        file.replace(folder / file.name)
    ready.rmdir()
    with suppress(OSError):  # it holds more in the output folder of a run
        ready.parent.rmdir()
    _sync(folder)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait; Python runs their handlers in the main thread, whichever thread they reach."""
    if current_thread() is not main_thread():
        yield
        return
    caught: list[int] = []
    before = {number: signal.signal(number, lambda got, frame: caught.append(got)) for number in _HELD}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if caught:
            signal.raise_signal(caught[0])


def _system(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it."""
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url} cannot be reached: {error}.", "Install the package for such URLs.") from error
    return system, path
