"""Which of a run's documents are to be read: not those read before, and the same content only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.batch.finished import Finished
from pipeline.batch.store import Listed, Store, ending_of
from pipeline.reading.reader import InputFile, file_digest
from pipeline.records import DocumentRecord, DocumentResult, DocumentStatus
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
    seen: set[tuple[str, str]] = set()
    for file in files:
        sha256, size = file_digest(file.place)
        if size and (sha256, ending_of(file.name)) in seen:
            copies.append(Listed(file.name, sha256))
            continue
        seen.add((sha256, ending_of(file.name)))
        known = store.load(sha256, file.name, settings.timeout) if store is not None and not settings.fresh else None
        if known is None:
            unread.append(file)
        else:
            stored.append(known)
    return Plan(tuple(unread), tuple(stored), tuple(copies))


def with_copies(results: Iterable[DocumentResult], copies: Iterable[Listed] = ()) -> Iterator[DocumentResult]:
    """Yield the results of all documents by name; of the same content the first that was read has the rows, the others say so."""
    found = {result.document.document: result for result in results}
    first: dict[tuple[str, str], DocumentResult] = {}
    for name in sorted(found):
        key = found[name].document.sha256, ending_of(name)
        if key not in first or (first[key].failed and not found[name].failed):
            first[key] = found[name]
    listed = [Listed(name, result.document.sha256) for name, result in found.items()]
    for document in sorted([*listed, *copies], key=lambda d: d.name):
        own = found.get(document.name)
        original = first.get((document.sha256, ending_of(document.name)))
        if own is not None and (own is original or not own.document.bytes):
            yield own
        elif original is not None:
            yield _listed_again(document.name, original.document)
        else:
            yield _changed(document)


def _listed_again(name: str, original: DocumentRecord) -> DocumentResult:
    told = original.error if original.status is DocumentStatus.FAILED else ""
    told = told or f"Same content as {original.document}; its rows stand there."
    return DocumentResult(replace(original, document=name, error=told))


def _changed(document: Listed) -> DocumentResult:
    """Return the failed record of a copy whose original was another file by the time it was read."""
    told = f"{document.name} was a copy of a file that changed during the run. Run again."
    record = DocumentRecord(
        document.sha256[:16], document.name, document.sha256, status=DocumentStatus.FAILED, error=told
    )
    return DocumentResult(record)
