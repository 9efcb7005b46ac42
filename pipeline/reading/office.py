"""Older and other word processors' files (.doc, .rtf, .odt), turned into .docx by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import UnreadableDocument, UnsupportedDocument

OLD_OFFICE, RICH_TEXT, ZIPPED = b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04"
OPEN_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""How such files begin; an .odt is a ZIP file whose first entry says what it is."""
FIRST_ENTRY = 120
"""Bytes within which that entry stands."""
KINDS = (".doc", ".rtf", ".odt")
SECONDS = 90
"""Time that LibreOffice may take for one file."""


def find_office() -> str:
    """Return the path of LibreOffice's command, "" if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def kind_of(data: bytes) -> str:
    """Return which of KINDS a file is by its first bytes, "" if none. Excel's old files begin as Word's do."""
    if data.startswith(OLD_OFFICE):
        return ".doc"
    if data.startswith(RICH_TEXT):
        return ".rtf"
    return ".odt" if data.startswith(ZIPPED) and OPEN_TEXT in data[:FIRST_ENTRY] else ""


def to_docx(data: bytes, kind: str, name: str) -> bytes:
    """Return a file as LibreOffice writes it as .docx, its macros not run.

    Args:
        data: the file's bytes.
        kind: one of KINDS.
        name: the file's name for messages.

    Raises:
        UnsupportedDocument: LibreOffice is not installed, or the file is none of a word processor.
        UnreadableDocument: LibreOffice did not finish.
    """
    command = find_office()
    if not command:
        remedy = "Install LibreOffice, which reads it, or save it as .docx or PDF."
        raise UnsupportedDocument(f"{name} is a {kind} file, which only LibreOffice reads.", remedy)
    with tempfile.TemporaryDirectory(prefix="scrutineer-") as folder:
        source = Path(folder, f"paper{kind}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        call = [command, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(source)]
        if not _finishes(call):
            remedy = "Open it in a word processor and save it as .docx or PDF."
            raise UnreadableDocument(f"{name}: LibreOffice could not turn it into .docx.", remedy)
        made = source.with_suffix(".docx")
        if not made.exists():
            raise UnsupportedDocument(f"{name} is no word processor's file, or is damaged.", "Save it as .docx or PDF.")
        return made.read_bytes()


def _finishes(call: Sequence[str]) -> bool:
    """Run LibreOffice and tell whether it ended in time; if not, it is stopped with the processes that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(call, stdout=quiet, stderr=quiet, env=_environment(), start_new_session=True) as office:
        try:
            office.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(office.pid, signal.SIGKILL)
            return False
    return True


def _environment() -> dict[str, str]:
    """Return the surroundings in which LibreOffice runs: without a display, and with no way out to the network."""
    unreachable = "http://127.0.0.1:9"
    return os.environ | {"http_proxy": unreachable, "https_proxy": unreachable, "SAL_USE_VCLPLUGIN": "svp"}
