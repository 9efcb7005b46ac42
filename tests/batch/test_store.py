"""Finished documents on disk: what is kept comes back as it was, and only for what it holds for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.finished import Finished, from_json, renamed, to_json
from pipeline.batch.store import Store, program_version, settings_digest, store_of
from pipeline.profiles import load_profile
from pipeline.records import DocumentRecord, DocumentResult, DocumentStatus, Finding, Severity
from pipeline.run import RunResult
from pipeline.settings import Ocr, Settings


def _failed(code: str) -> Finished:
    record = DocumentRecord("a", "a.pdf", "ab12", 9, status=DocumentStatus.FAILED, error="a.pdf is broken.")
    finding = Finding(code, Severity.ERROR, "a", "a.pdf", 0, "a.pdf is broken.")
    return Finished(DocumentResult(record, findings=(finding,)), allowed=60.0)


def test_every_document_of_the_sample_comes_back_as_it_was(sample: RunResult) -> None:
    assert len(sample.documents) == 4
    for result in sample.documents:
        finished = Finished(result, {"reading": 0.25}, 120.0, 99.5)
        assert from_json(to_json(finished)) == finished


def test_content_is_known_under_another_name(sample: RunResult, tmp_path: Path) -> None:
    store = Store(tmp_path, "1", "s")
    result = sample.documents[0]
    store.save(Finished(result))
    found = store.load(result.document.sha256, "other/name.pdf", 60.0)
    assert found is not None
    assert {r.document for r in found.result.recommendations} == {"other/name.pdf"}
    assert renamed(found.result, result.document.document) == result


@pytest.mark.parametrize("other", [Store(Path(), "2", "s"), Store(Path(), "1", "t")])
def test_another_program_or_other_settings_know_nothing_of_it(tmp_path: Path, other: Store) -> None:
    Store(tmp_path, "1", "s").save(_failed("document-encrypted"))
    assert Store(tmp_path, other.program, other.settings).load("ab12", "a.pdf", 60.0) is None
    found = Store(tmp_path, "1", "s").load("ab12", "a.pdf", 60.0)
    assert found is not None
    assert found.from_store


@pytest.mark.parametrize("damage", [b"", b"{", b'{"result": 3}'])
def test_damaged_records_are_read_again(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path, "1", "s")
    store.save(_failed("document-encrypted"))
    (place,) = tmp_path.rglob("ab12*.json")
    place.write_bytes(damage)
    assert store.load("ab12", "a.pdf", 60.0) is None


@pytest.mark.parametrize(
    ("code", "allowed", "holds"),
    [
        ("document-encrypted", 60.0, True),
        ("document-timeout", 60.0, True),
        ("document-timeout", 61.0, False),
        ("document-crash", 60.0, False),
        ("document-memory", 60.0, False),
        ("document-fault", 60.0, False),
    ],
)
def test_only_failures_that_may_go_better_are_tried_again(code: str, allowed: float, holds: bool) -> None:
    assert _failed(code).holds(allowed) is holds


def test_settings_that_change_what_is_found_have_records_of_their_own() -> None:
    plain = Settings()
    others = [
        replace(plain, ocr=Ocr.NEVER),
        replace(plain, password="open"),
        replace(plain, profile=load_profile("oxfordshire-hosc")),
    ]
    assert len({settings_digest(s) for s in [plain, *others]}) == 4
    assert settings_digest(replace(plain, jobs=7, timeout=3.0, fresh=True)) == settings_digest(plain)


def test_records_of_another_version_go_when_a_run_has_finished(tmp_path: Path) -> None:
    settings = Settings(output=tmp_path)
    Store(tmp_path, "0.0.1-old", "s").save(_failed("document-encrypted"))
    store = store_of(settings)
    store.save(_failed("document-encrypted"))
    store.save_manifest([], settings.profile)
    assert [f.name for f in (tmp_path / ".scrutineer" / "records").iterdir()] == [program_version()]


def test_failure_never_takes_the_place_of_what_was_read(sample: RunResult, tmp_path: Path) -> None:
    store = Store(tmp_path, "1", "s")
    read = sample.documents[0]
    store.save(Finished(read))
    record = replace(read.document, status=DocumentStatus.FAILED, error="gave up")
    store.save(Finished(DocumentResult(record)))
    found = store.recall(read.document.sha256, read.document.document)
    assert found is not None
    assert found.result == read


def test_same_content_under_another_ending_is_another_matter(tmp_path: Path) -> None:
    store = Store(tmp_path, "1", "s")
    store.save(_failed("document-unsupported"))
    assert store.load("ab12", "b.PDF", 60.0) is not None
    assert store.load("ab12", "a.docx", 60.0) is None
