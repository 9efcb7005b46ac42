"""The documents of cases, read once: kept in a folder by their content, the code that reads and the settings.

Reading is the slow part of an evaluation, pictures above all; what is found in the documents is made anew each time.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from importlib import resources
from multiprocessing import get_context
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.batch.store import add_files, digest_of
from pipeline.batch.worker import failed
from pipeline.document import Document
from pipeline.errors import ScrutineerError
from pipeline.places import read_bytes, write_whole
from pipeline.reading.reader import InputFile, find_inputs, read_document
from pipeline.records import DocumentResult
from pipeline.settings import Settings

MODULES = ("reading", "document.py", "labels.py", "wording.py", "profiles")
"""Code on which what is read depends."""


def files_of(folder: Path) -> list[InputFile]:
    """Return the documents of a case, without its answers."""
    return [file for file in find_inputs([folder]) if not file.name.startswith("gold/")]


def read_documents(
    files: Sequence[InputFile], settings: Settings, keep: Path | None = None
) -> Iterator[Document | DocumentResult]:
    """Yield each file's document, or the result that says why it could not be read, in the order of the files.

    Args:
        files: what to read.
        settings: how; `jobs` processes read at a time.
        keep: folder in which documents are kept between evaluations; None to keep none.
    """
    read = partial(read_kept, settings=settings, keep=keep)
    if settings.jobs == 1 or len(files) == 1:
        yield from map(read, files)
        return
    with ProcessPoolExecutor(settings.jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read, files)


def read_kept(file: InputFile, settings: Settings, keep: Path | None) -> Document | DocumentResult:
    """Return a file's document as it was kept, or read it and keep it."""
    data = read_bytes(file.place)
    place = keep / f"{hashlib.sha256(data).hexdigest()[:24]}-{_reading(settings)}.json.gz" if keep else None
    if place and (kept := _load(place, file.name)):
        return kept
    try:
        document = read_document(file, settings, data=data)
    except ScrutineerError as error:
        return failed(file, error.code, str(error), data)
    if place:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, gzip.compress(_adapter().dump_json(document), compresslevel=1))
    return document


def _load(place: Path, name: str) -> Document | None:
    if not place.is_file():
        return None
    try:
        document = _adapter().validate_json(gzip.decompress(place.read_bytes()))
    except (ValidationError, OSError):
        return None
    return document if document.name == name else None


@cache
def _adapter() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def _reading(settings: Settings) -> str:
    return digest_of([_code(), settings.ocr, settings.study_all, settings.profile.model_dump(mode="json")])


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for name in MODULES:
        part = resources.files("pipeline") / name
        if part.is_file():
            digest.update(part.read_bytes())
        else:
            add_files(digest, part)
    return digest.hexdigest()
