"""Finished documents on disk, so that a run goes on where another stopped.

A document's records are kept by what they depend on: its content, the program with its model and libraries, the
settings that change what is found, and the ending of its name, by which ZIP files and mislabelled ones are known. Anything
else (the rest of its name, the number of workers, the time it took) does not matter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pipeline import __version__
from pipeline.batch.finished import Finished, from_json, renamed, to_json
from pipeline.errors import OutputError, UsageError
from pipeline.places import (
    HALF_WRITTEN,
    OWN_FOLDER,
    Place,
    list_files,
    read_bytes,
    remove_file,
    remove_folder,
    within,
    write_whole,
)
from pipeline.profiles import Profile
from pipeline.reading.reader import SUFFIXES
from pipeline.records import DocumentResult
from pipeline.settings import Settings

LIBRARIES = ("mammoth", "onnxruntime", "pdfminer.six", "pdfplumber", "pypdfium2", "rapidfuzz", "rapidocr", "spacy")
"""Libraries of which another version may read a document differently."""
MANIFEST = "documents.json"
"""Which documents a run's tables are made of; `scrutineer combine` goes by it."""
_RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a run: its name and the SHA-256 of its content, "" if it could not be read at all."""

    name: str
    sha256: str


class Store:
    """The finished documents of one output folder, for one program version and one set of settings."""

    def __init__(self, output: Place, program: str, settings: str) -> None:
        self.output, self.program, self.settings = output, program, settings
        self.folder = within(output, OWN_FOLDER, _RECORDS, program, settings)

    def load(self, sha256: str, name: str, allowed: float) -> Finished | None:
        """Return the records of this content under a name; None if it must be read.

        `allowed` are the seconds that reading it may take now: one that ran out of fewer is tried again.
        """
        found = self.recall(sha256, name) if sha256 else None
        return replace(found, from_store=True) if found is not None and found.holds(allowed) else None

    def recall(self, sha256: str, name: str) -> Finished | None:
        """Return what was stored of this content, failures too, under a name; None if nothing was."""
        try:
            found = from_json(read_bytes(self._place(sha256, name)))
        except OSError:
            return None
        return None if found is None else replace(found, result=renamed(found.result, name))

    def save(self, finished: Finished) -> None:
        """Keep a finished document; a failure never takes the place of what was read of the same content.

        Raises:
            OutputError: it cannot be written.
        """
        record = finished.result.document
        if finished.result.failed and record.sha256:
            earlier = self.recall(record.sha256, record.document)
            if earlier is not None and not earlier.result.failed:
                return
        self._write(self._place(record.sha256, record.document), to_json(finished))

    def _write(self, place: Place, data: bytes) -> None:
        try:
            write_whole(place, data)
        except OSError as error:
            raise OutputError(
                f"Cannot write to {self.output}: {error.strerror or error}.",
                "Make room or choose another folder with -o; what was finished is kept.",
            ) from error

    def _place(self, sha256: str, name: str) -> Place:
        """Return where a content's records are; a file that could not even be opened has its name's."""
        key = sha256 or f"unread-{digest_of(name)}"
        return within(self.folder, key[:2], f"{key}{ending_of(name)}.json")

    def save_manifest(self, documents: Sequence[Listed], profile: Profile) -> None:
        """Write down which documents the tables are made of, and drop the records of other versions of the program."""
        manifest = {
            "program": self.program,
            "settings": self.settings,
            "profile": digest_of(profile.model_dump(mode="json")),
            "documents": [[document.name, document.sha256] for document in documents],
        }
        self._write(within(self.output, OWN_FOLDER, MANIFEST), json.dumps(manifest, indent=1).encode())
        records = within(self.output, OWN_FOLDER, _RECORDS)
        stored = list_files(records) or []
        for other in {name.split("/")[0] for name in stored} - {self.program}:
            remove_folder(within(records, other))
        for name in stored:
            if name.rpartition("/")[2].startswith(HALF_WRITTEN):
                remove_file(within(records, name))


def store_of(settings: Settings) -> Store:
    """Return the store of a run's output folder."""
    return Store(settings.output, program_version(), settings_digest(settings))


def combined_results(folders: Sequence[Place], profile: Profile) -> list[DocumentResult]:
    """Return the records of all documents that the tables of some finished runs are made of.

    Raises:
        UsageError: one is not the output of a finished run, or was made by another version of the program, with another
            profile or other options; two hold different documents of one name.
    """
    results: dict[str, DocumentResult] = {}
    like = ""
    for folder in folders:
        manifest = _manifest(folder, profile)
        like = like or manifest["settings"]
        if manifest["settings"] != like:
            raise UsageError(f"{folder} was made with other options than {folders[0]}.", "Run it again with the same.")
        store = Store(folder, manifest["program"], manifest["settings"])
        for name, sha256 in manifest["documents"]:
            found = store.recall(sha256, name)
            if found is None:
                raise UsageError(f"{folder} has lost the records of {name}.", "Run that shard again.")
            other = results.setdefault(name, found.result)
            if other.document.sha256 != sha256:
                told = f"{folder} and another folder hold different documents named {name}."
                raise UsageError(told, "Combine shards of one run, or runs over folders with other names.")
    return list(results.values())


def _manifest(folder: Place, profile: Profile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(read_bytes(within(folder, OWN_FOLDER, MANIFEST)))
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder} is not the output of a finished run.", "Finish it with scrutineer run.") from error
    if manifest["program"] != program_version():
        told = f"{folder} was made by another version of the program ({manifest['program']}, not {program_version()})."
        raise UsageError(told, "Run that shard again.")
    if manifest["profile"] != digest_of(profile.model_dump(mode="json")):
        raise UsageError(f"{folder} was made with another profile.", "Give the same --profile as for the shards.")
    return manifest


def ending_of(name: str) -> str:
    """Return the ending of a file's name if it is one by which the program goes, in lower case."""
    return next((ending for ending in SUFFIXES if name.lower().endswith(ending)), "")


def settings_digest(settings: Settings) -> str:
    """Return a short name for the settings that change what is found."""
    told = {
        "profile": settings.profile.model_dump(mode="json"),
        "password": settings.password,
        "study_all": settings.study_all,
        "ocr": settings.ocr,
    }
    return digest_of(told)


@cache
def program_version() -> str:
    """Return the version of the program and a digest of its code, its model and the libraries that read documents."""
    digest = hashlib.sha256()
    add_files(digest, resources.files("pipeline"))
    add_files(digest, resources.files("scrutineer_models") / "trained")
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            continue
    return f"{__version__}-{digest.hexdigest()[:12]}"


def add_files(digest: Any, folder: Any) -> None:
    """Add the names and contents of all files of a package folder to a digest."""
    for entry in sorted(folder.iterdir(), key=lambda e: str(e.name)):
        if entry.is_file():
            digest.update(entry.name.encode() + entry.read_bytes())
        elif entry.name != "__pycache__":
            add_files(digest, entry)


def digest_of(value: Any) -> str:
    """Return a short digest of plain data."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]
