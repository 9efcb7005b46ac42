"""Finds the inputs of a run and reads each by what it holds, not by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import UnreadableDocument, UnsupportedDocument, UsageError
from pipeline.reading import pdf
from pipeline.reading.selection import pages_that_matter
from pipeline.settings import Settings
from pipeline.wording import vocabulary

SUFFIXES = (".pdf",)
"""Endings of the files that a folder is searched for."""
HEADER_REACH = 1024
"""A PDF's header stands within its first 1,024 bytes (ISO 32000-1, implementation note 13)."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read and the name it goes by in the tables."""

    path: Path
    name: str


def find_inputs(inputs: list[Path]) -> list[InputFile]:
    """List the files of a run, sorted by name; folders are searched, hidden and `~$` lock files passed over.

    Raises:
        UsageError: an input does not exist, or a folder holds nothing to read.
    """
    found: dict[str, InputFile] = {}
    for path in inputs:
        if path.is_dir():
            files = [f for f in sorted(path.rglob("*")) if _is_wanted(f, path)]
            if not files:
                raise UsageError(
                    f"The folder {path} holds no {' or '.join(SUFFIXES)} files.",
                    "Give the folder that holds the documents.",
                )
            for file in files:
                name = file.relative_to(path).as_posix()
                found.setdefault(_unique(name, file, found), InputFile(file, _unique(name, file, found)))
        elif path.is_file():
            name = _unique(path.name, path, found)
            found.setdefault(name, InputFile(path, name))
        else:
            raise UsageError(f"{path} does not exist.", "Check the path.")
    return [found[name] for name in sorted(found)]


def _is_wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in SUFFIXES and file.is_file()


def _unique(name: str, path: Path, found: dict[str, InputFile]) -> str:
    other = found.get(name)
    return name if other is None or other.path.resolve() == path.resolve() else path.as_posix().lstrip("/")


def read_document(file: InputFile, settings: Settings, also: Sequence[int] = ()) -> Document:
    """Read one file; `also` are pages (from 1) that the second pass reads whatever the first finds on them.

    Raises:
        UnreadableDocument: it is missing, empty, damaged, encrypted or of a kind the program does not read.
    """
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"{file.name} cannot be read: {error.strerror}.", "Check that it is there and may be read."
        ) from error
    if not data:
        raise UnreadableDocument(f"{file.name} is empty (0 bytes).", "Fetch it again.")
    if b"%PDF-" not in data[:HEADER_REACH]:
        raise UnsupportedDocument(f"{file.name} is not a PDF, whatever its name says.", "Save it as PDF.")

    def choose(texts: Sequence[str]) -> list[bool]:
        wanted = [settings.study_all] * len(texts) if settings.study_all else pages_that_matter(texts, settings.profile)
        return [matters or number in also for number, matters in enumerate(wanted, 1)]

    pages, problems = pdf.read_pages(data, file.name, settings.password, choose)
    if not any(page.text.strip() for page in pages):
        raise UnreadableDocument(
            f"{file.name} holds no text: its {len(pages)} pages are pictures or empty.", pdf.OCR_REMEDY
        )
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        sha256[:16],
        file.name,
        sha256,
        len(data),
        tuple(pages),
        vocabulary(page.text for page in pages),
        tuple(problems),
    )


def file_digest(path: Path) -> tuple[str, int]:
    """Return a file's SHA-256 and size in bytes; ("", 0) if it cannot be read."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return digest, path.stat().st_size
    except OSError:
        return "", 0
