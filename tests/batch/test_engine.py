"""Documents in processes of their own: what goes wrong with one costs that one alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from pipeline.batch.engine import process_all, work_apart
from pipeline.batch.store import store_of
from pipeline.reading.reader import InputFile
from pipeline.settings import Settings
from tests.batch.mishaps import read_or_fail, read_slowly
from tests.papers import Paper, Section, draw

TOLD = {
    "faulty": ("document-fault", "faulty.pdf could not be read: KeyError"),
    "dying": ("document-crash", "dying.pdf crashed its reader (exit code -11)"),
    "aborting": ("document-memory", "aborting.pdf needs more memory than a document may take (1536 MiB)"),
    "hanging": ("document-timeout", "hanging.pdf took longer than it may (2 seconds"),
    "greedy": ("document-memory", "greedy.pdf needs more memory than a document may take (1536 MiB)"),
}


def _files(folder: Path, *names: str) -> list[InputFile]:
    for name in names:
        section = Section("Recommendations", [f"The Cabinet should look after the {name} one."])
        paper = Paper(["Report of the Northshire Scrutiny Committee"], sections=[section])
        (folder / f"{name}.pdf").write_bytes(draw(paper))
    return [InputFile(folder / f"{name}.pdf", f"{name}.pdf") for name in names]


@pytest.mark.parametrize("way", TOLD)
def test_what_goes_wrong_with_a_document_is_told_and_the_others_are_read(tmp_path: Path, way: str) -> None:
    code, message = TOLD[way]
    files = _files(tmp_path, "first", way, "last")
    found = {
        f.result.document.document: f.result
        for f in process_all(files, Settings(jobs=2, timeout=2), None, read_or_fail)
    }
    assert [name for name, result in found.items() if result.failed] == [f"{way}.pdf"]
    assert len(found) == 3
    failure = found[f"{way}.pdf"]
    assert failure.findings[0].check == code
    assert failure.document.error.startswith(message)


def test_documents_are_yielded_as_they_end_and_are_in_the_store_by_then(tmp_path: Path) -> None:
    files = _files(tmp_path, "0", "1", "2")
    settings = Settings(output=tmp_path / "tables", jobs=2)
    store = store_of(settings)
    seen = []
    for finished in process_all(files, settings, store, read_slowly):
        record = finished.result.document
        seen.append(record.document)
        assert store.load(record.sha256, record.document, settings.timeout) is not None
    assert sorted(seen) == ["0.pdf", "1.pdf", "2.pdf"]
    assert seen[0] != "0.pdf"


def test_seconds_by_stage_and_memory_come_with_a_document(tmp_path: Path) -> None:
    (finished,) = process_all(_files(tmp_path, "only"), Settings())
    assert set(finished.seconds) == {"reading", "structure", "roles", "recommendations", "responses"}
    assert finished.peak_mib > 10


def _ten_times(task: int) -> int:
    if task == 3:
        raise ValueError("three is not to be had")
    return 10 * task


def test_tasks_done_apart_come_in_their_order_and_one_that_fails_is_none() -> None:
    assert list(work_apart(range(6), _ten_times, Settings(jobs=2))) == [
        (i, None if i == 3 else 10 * i) for i in range(6)
    ]


def test_tasks_done_apart_are_stopped_when_nobody_waits_for_them(tmp_path: Path) -> None:
    tasks = [tmp_path / str(i) for i in range(200)]
    with closing(work_apart(tasks, Path.touch, Settings(jobs=1))) as done:
        next(done)
    assert len(list(tmp_path.iterdir())) < len(tasks)
