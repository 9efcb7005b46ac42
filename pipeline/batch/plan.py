"""Which of a run's documents are to be read: not those read before, and the same content only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.batch.finished import Finished
from pipeline.batch.store import Listed, Store
from pipeline.places import is_remote
from pipeline.reading.reader import InputFile, file_digest
from pipeline.records import DocumentResult
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What is left to read, and what earlier runs have read."""

    unread: tuple[InputFile, ...]
    stored: tuple[Finished, ...]
    copies: tuple[Listed, ...]

    @property
    def documents(self) -> int:
        """How many documents of different content there are, as far as that is known."""
        return len(self.unread) + len(self.stored)


def shard_of(files: Sequence[InputFile], shard: tuple[int, int]) -> Sequence[InputFile]:
    """Return every N-th file, beginning with the I-th."""
    index, count = shard
    return files[index - 1 :: count]


def plan_run(files: Sequence[InputFile], store: Store | None, settings: Settings) -> Plan:
    """Plan the reading of files, sorted by name; the content of those behind URLs is not known before they are read."""
    unread, stored, copies = [], [], []
    seen: set[str] = set()
    for file in files:
        sha256, size = ("", 0) if is_remote(file.place) else file_digest(file.place)
        if size and sha256 in seen:
            copies.append(Listed(file.name, sha256))
            continue
        seen.add(sha256)
        known = store.load(sha256, file.name, settings.timeout) if store is not None and not settings.fresh else None
        if known is None:
            unread.append(file)
        else:
            stored.append(known)
    return Plan(tuple(unread), tuple(stored), tuple(copies))


def with_copies(results: Iterable[DocumentResult], copies: Iterable[Listed] = ()) -> Iterator[DocumentResult]:
    """Yield the results of all documents by name; of the same content the first has the rows, the others say so."""
    found = {result.document.document: result for result in results}
    listed = [Listed(result.document.document, result.document.sha256) for result in found.values()]
    first: dict[str, str] = {}
    for document in sorted([*listed, *copies], key=lambda d: d.name):
        own = found.get(document.name)
        is_empty = own is not None and own.document.bytes == 0
        if is_empty or document.sha256 not in first:
            first.setdefault(document.sha256, document.name)
            yield found[document.name]
        else:
            yield _listed_again(document.name, first[document.sha256], found)


def _listed_again(name: str, of: str, found: Mapping[str, DocumentResult]) -> DocumentResult:
    original = found[of].document
    return DocumentResult(
        replace(original, document=name, error=original.error or f"Same content as {of}; its rows stand there.")
    )
