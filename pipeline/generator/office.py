"""Turns Word files into PDF with LibreOffice, many in one call, and makes the result the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.reading.office import find_office

SECONDS = 900
"""Time allowed for one call with all files."""
_DATES = re.compile(rb"/(CreationDate|ModDate)\s?\(D:[^)]*\)")
_IDS = re.compile(rb"/ID\s*\[\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*\]")
_CHECKSUM = re.compile(rb"/DocChecksum\s*/([0-9A-F]+)")


def require_office() -> str:
    """Return the path of LibreOffice's command, or raise UsageError."""
    command = find_office()
    if not command:
        raise UsageError(
            "LibreOffice is not installed, which the format office needs.", "Install it, or choose other formats."
        )
    return command


def convert(jobs: dict[Path, bytes]) -> dict[Path, bytes]:
    """Return the PDF of each Word file; the keys tell the files apart."""
    command = require_office()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = {target: f"{index:05d}" for index, target in enumerate(jobs)}
        for target, content in jobs.items():
            (folder / f"{names[target]}.docx").write_bytes(content)
        files = [str(folder / f"{stem}.docx") for stem in names.values()]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1577836800", "TZ": "UTC"}
        subprocess.run(
            [command, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *files],
            check=True, capture_output=True, timeout=SECONDS, env=environment,
        )  # fmt: skip
        return {target: normalise((folder / f"{stem}.pdf").read_bytes()) for target, stem in names.items()}


def normalise(pdf: bytes) -> bytes:
    """Return the PDF with its dates, ids and checksum replaced by ones that follow from the rest, none longer."""
    plain = _DATES.sub(lambda found: found[0][: found[0].index(b"(")] + _same_date(found[0]), pdf)
    blank = _CHECKSUM.sub(lambda m: b"/DocChecksum /" + b"0" * len(m[1]), plain)
    blank = _IDS.sub(lambda m: m[0].replace(m[1], b"0" * len(m[1])).replace(m[2], b"0" * len(m[2])), blank)
    identity = sha256(blank).hexdigest().upper().encode()[:32]
    return blank.replace(b"<" + b"0" * 32 + b">", b"<" + identity + b">")


def _same_date(found: bytes) -> bytes:
    value = found[found.index(b"(") :]
    fixed = b"(D:20200101000000Z"
    return (fixed[: len(value) - 1] + b" " * max(0, len(value) - 1 - len(fixed))) + b")"
