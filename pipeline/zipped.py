"""Papers inside ZIP files, read as streams: nothing is unpacked to disk, and no name in one leads anywhere."""

from __future__ import annotations

import errno
import lzma
import stat
import zlib
from collections.abc import Callable
from contextlib import closing
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

SUFFIX, SCHEME = ".zip", "zip://"
MOST_MEMBERS = 10_000
"""Members of a ZIP file from which on it is none of papers, and is refused."""
MOST_BYTES = 1024**3
"""Bytes that one member may have."""
STEEPEST = 100
"""Times a member may be larger than it is packed (a limit that other readers of strangers' files keep); print packs 3 times."""
_SMALL = 1024**2
_ENCRYPTED = 0x1
_DAMAGED = (BadZipFile, ValueError, NotImplementedError, EOFError, zlib.error, lzma.LZMAError)

Opener = Callable[[], IO[bytes]]


def members(opener: Opener) -> list[str]:
    """Return the names of the files in a ZIP file, without links and names that lead out of it.

    Raises:
        OSError: it is no ZIP file, or cannot be opened.
    """
    with closing(opener()) as stream:
        try:
            with ZipFile(stream) as archive:
                if len(archive.infolist()) > MOST_MEMBERS:
                    raise OSError(errno.EFBIG, f"it holds more than {MOST_MEMBERS} files")
                return sorted({info.filename for info in archive.infolist() if _is_plain(info)})
        except _DAMAGED as error:
            raise OSError(errno.EINVAL, "it is no ZIP file, or a damaged one") from error


def _is_plain(info: ZipInfo) -> bool:
    parts = info.filename.split("/")
    leads_out = info.filename.startswith("/") or ".." in parts or "\\" in info.filename or ":" in parts[0]
    mode = info.external_attr >> 16
    return not (info.is_dir() or leads_out or "::" in info.filename or stat.S_ISLNK(mode))


def read_member(opener: Opener, name: str) -> bytes:
    """Return the bytes of one file in a ZIP file.

    Raises:
        OSError: it is not there, is protected by a password, damaged, or unpacks to more than it may.
    """
    with closing(opener()) as stream:
        try:
            with ZipFile(stream) as archive:
                info = archive.getinfo(name)
                _check(info)
                with archive.open(info) as member:
                    data = member.read(MOST_BYTES + 1)
        except KeyError as error:
            raise FileNotFoundError(errno.ENOENT, "it is not in the ZIP file") from error
        except _DAMAGED as error:
            raise OSError(errno.EINVAL, "the ZIP file is damaged") from error
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, _told_of_size())
    return data


def _check(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise OSError(errno.EACCES, "it is protected by a password; unpack it first")
    if info.file_size > MOST_BYTES:
        raise OSError(errno.EFBIG, _told_of_size())
    if info.file_size > _SMALL and info.file_size > STEEPEST * max(1, info.compress_size):
        raise OSError(errno.EFBIG, f"it unpacks to more than {STEEPEST} times its size, as no paper does")


def _told_of_size() -> str:
    return f"it unpacks to more than {MOST_BYTES // 1024**2} MiB"
