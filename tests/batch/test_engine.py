"""Documents in processes of their own: what goes wrong with one costs that one alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import engine
from pipeline.batch.worker import process_document
from pipeline.reading.reader import InputFile
from pipeline.records import DocumentResult, DocumentStatus
from pipeline.settings import Settings
from tests.papers import Paper, Section, draw


def _files(folder: Path, count: int) -> list[InputFile]:
    data = draw(
        Paper(["Report of the Northshire Scrutiny Committee"], sections=[Section("Recommendations", ["To act."])])
    )
    for i in range(count):
        (folder / f"{i}.pdf").write_bytes(data)
    return [InputFile(folder / f"{i}.pdf", f"{i}.pdf") for i in range(count)]


def _faulty(file: InputFile, settings: Settings) -> tuple[DocumentResult, float]:
    if file.name == "1.pdf":
        raise KeyError("xref")
    return process_document(file, settings)


def test_fault_in_one_document_is_told_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "process_document", _faulty)
    ended: list[str] = []
    results = engine.process_all(_files(tmp_path, 3), Settings(jobs=2), lambda file, *_: ended.append(file.name))
    assert [r.document.status for r in results] == [DocumentStatus.OK, DocumentStatus.FAILED, DocumentStatus.OK]
    assert "1.pdf could not be read: KeyError" in results[1].document.error
    assert sorted(ended) == ["0.pdf", "1.pdf", "2.pdf"]
