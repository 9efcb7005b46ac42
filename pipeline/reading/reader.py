"""Finds the inputs of a run and reads each by what it holds, not by its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path

from pipeline import zipped
from pipeline.document import Document, Page, Problem
from pipeline.errors import UnreachableDocument, UnreadableDocument, UnsupportedDocument, UsageError
from pipeline.places import Place, is_file, list_files, open_stream, read_bytes, within
from pipeline.reading import office, pdf
from pipeline.reading.selection import pages_that_matter
from pipeline.reading.text import read_text
from pipeline.reading.word import read_word
from pipeline.settings import Settings
from pipeline.wording import printable, vocabulary

SUFFIXES = (".pdf", ".docx", *office.KINDS, ".txt", ".zip")
"""Endings of the files that a folder is searched for."""
HEADER_REACH = 1024
"""A PDF's header stands within its first 1,024 bytes (ISO 32000-1, implementation note 13)."""
JUNK_REACH = 1024 * 1024
"""In a file whose name says that it is a PDF the header is looked for among so many bytes."""
ZIP_MARK = b"PK\x03\x04"
"""First bytes of a .docx, a ZIP file."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, a path or a URL, and the name it goes by in the tables."""

    place: Place
    name: str


def find_inputs(inputs: Sequence[Place], follow_links: bool = False) -> list[InputFile]:
    """List the files of a run, sorted by name; folders and ZIP files are searched, hidden and `~$` lock files passed over.

    Links in folders are passed over unless `follow_links`.

    Raises:
        UsageError: an input does not exist, or a folder holds nothing to read.
    """
    found: dict[str, InputFile] = {}
    for place in inputs:
        for name, file in _files_of(place, follow_links):
            own = _unique(_printable_name(name), file, found)
            found.setdefault(own, InputFile(file, own))
    return [found[name] for name in sorted(found)]


def _files_of(place: Place, follow_links: bool) -> list[tuple[str, Place]]:
    listed = list_files(place, follow_links)
    if listed is not None:
        files = [(name, within(place, name)) for name in listed if _is_wanted(name)]
        if not files:
            raise UsageError(
                f"The folder {place} holds no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} files.",
                "Give the folder that holds the documents.",
            )
    elif is_file(place):
        files = [(str(place).rpartition("/")[2], place)]
    elif isinstance(place, Path) and place.exists():
        raise UsageError(f"{place} is no regular file.", "Give a file or a folder.")
    else:
        raise UsageError(f"{place} does not exist.", "Check the path.")
    return [paper for name, file in files for paper in _papers_in(name, file)]


def _papers_in(name: str, file: Place) -> list[tuple[str, Place]]:
    """Return a file, or the papers in it if it is a ZIP file; one that holds none stays, to be told of."""
    if not name.lower().endswith(zipped.SUFFIX):
        return [(name, file)]
    try:
        names = [member for member in zipped.members(partial(open_stream, file)) if _is_wanted(member)]
    except OSError:
        names = []
    papers = [member for member in names if not member.lower().endswith(zipped.SUFFIX)]
    return [(f"{name}/{member}", f"{zipped.SCHEME}{member}::{file}") for member in papers] or [(name, file)]


def _is_wanted(name: str) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
    return not hidden and name.lower().endswith(SUFFIXES)


def _printable_name(name: str) -> str:
    """Return a file's name as a table can hold it: composed, and bytes that are no UTF-8 spelled out."""
    return printable(os.fsencode(name).decode("utf-8", "backslashreplace"))


def _unique(name: str, place: Place, found: dict[str, InputFile]) -> str:
    """Return the name of a file that another already has as its whole path, or numbered if that is taken too."""
    whole = _printable_name(str(place).lstrip("/"))
    names = chain((name, whole), (f"{whole} ({n})" for n in count(2)))
    return next(own for own in names if own not in found or _is_same(found[own].place, place))


def _is_same(one: Place, other: Place) -> bool:
    if isinstance(one, Path) and isinstance(other, Path):
        return one.resolve() == other.resolve()
    return one == other


def fetch(file: InputFile) -> bytes:
    """Return the bytes of one file.

    Raises:
        UnreachableDocument: it is missing, or may not be read.
    """
    try:
        return read_bytes(file.place)
    except OSError as error:
        raise UnreachableDocument(
            f"{file.name} cannot be read: {error.strerror or type(error).__name__}.",
            "Check that it is there and may be read.",
        ) from error


def read_document(file: InputFile, settings: Settings, also: Sequence[int] = (), data: bytes | None = None) -> Document:
    """Read one file, or what was fetched of it.

    Args:
        file: the file.
        settings: the run's settings.
        also: pages (from 1) that the second pass reads whatever the first finds on them.
        data: its bytes, if they are at hand.

    Raises:
        UnreadableDocument: it is missing, empty, damaged, encrypted or of a kind the program does not read.
    """
    data = fetch(file) if data is None else data
    if not data:
        raise UnreadableDocument(f"{file.name} is empty (0 bytes).", "Fetch it again.")
    pages, problems = _read_pages(data, file.name, settings, also)
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


def _read_pages(data: bytes, name: str, settings: Settings, also: Sequence[int]) -> tuple[list[Page], list[Problem]]:
    if name.lower().endswith(zipped.SUFFIX):
        raise UnsupportedDocument(
            f"{name} is no ZIP file, holds no paper to read, or more than {zipped.MOST_MEMBERS} files.",
            "Unpack it and look.",
        )
    if kind := office.kind_of(data):
        pages, problems = read_word(office.to_docx(data, kind, name), name)
    elif data.startswith(ZIP_MARK):
        kind, (pages, problems) = ".docx", read_word(data, name)
    elif (start := start_of_pdf(data, name)) >= 0:
        kind, (pages, problems) = ".pdf", _read_pdf(data[start:], name, settings, also)
        if start:
            message = f"{start} bytes that belong to no PDF stand before it in {name}; they were passed over."
            problems = [(0, "bytes-before-pdf", message, "Compare the rows with the file."), *problems]
    else:
        kind, (pages, problems) = ".txt", read_text(data, name)
    if not any(page.text.strip() for page in pages):
        raise UnreadableDocument(f"{name} holds no text.", "Look whether it is the right file.")
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES and suffix != kind:
        message = f"{name} is not what its name says; it was read as the {kind} file it is."
        problems = [(0, "name-differs-from-content", message, "Look whether it is the right file."), *problems]
    return pages, problems


def start_of_pdf(data: bytes, name: str) -> int:
    """Return where in a file a PDF begins, far behind other bytes only in a file that is called one; -1 if none does."""
    start = data.find(b"%PDF-", 0, HEADER_REACH)
    if start >= 0:
        return 0
    return data.find(b"%PDF-", 0, JUNK_REACH) if name.lower().endswith(".pdf") else -1


def _read_pdf(data: bytes, name: str, settings: Settings, also: Sequence[int]) -> tuple[list[Page], list[Problem]]:
    def choose(texts: Sequence[str]) -> list[bool]:
        wanted = [settings.study_all] * len(texts) if settings.study_all else pages_that_matter(texts, settings.profile)
        return [matters or number in also for number, matters in enumerate(wanted, 1)]

    request = pdf.Request(name, settings.password, choose, settings.ocr, settings.threads, settings.patient)
    pages, problems = pdf.read_pages(data, request)
    if not any(page.text.strip() for page in pages):
        remedy = next((remedy for _, code, _, remedy in problems if code == "page-needs-ocr"), "Look at the file.")
        raise UnreadableDocument(f"{name} holds no text: its {len(pages)} pages are pictures or empty.", remedy)
    return pages, problems


def file_digest(place: Place) -> tuple[str, int]:
    """Return the SHA-256 and size in bytes of a file on this machine; ("", 0) if it is elsewhere or cannot be read."""
    if not isinstance(place, Path):
        return "", 0
    try:
        with place.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest(), place.stat().st_size
    except OSError:
        return "", 0
