"""Copies are read once and listed each; what changes in between costs its own row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.batch.plan import plan_run, with_copies
from pipeline.batch.store import Listed
from pipeline.reading.reader import find_inputs
from pipeline.records import DocumentRecord, DocumentResult, DocumentStatus
from pipeline.settings import Settings


def _result(name: str, sha256: str = "ab", failed: bool = False) -> DocumentResult:
    status = DocumentStatus.FAILED if failed else DocumentStatus.OK
    return DocumentResult(DocumentRecord(sha256, name, sha256, 9, status=status, error="broken" if failed else ""))


def _told(*results: DocumentResult) -> list[tuple[str, str, str]]:
    return [(r.document.document, str(r.document.status), r.document.error) for r in results]


def test_only_the_first_of_the_same_content_and_ending_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.docx"):
        (tmp_path / name).write_text("Words")
    plan = plan_run(find_inputs([tmp_path]), None, Settings())
    assert [file.name for file in plan.unread] == ["a.txt", "c.docx"]
    assert [copy.name for copy in plan.copies] == ["b.txt"]


def test_empty_files_are_no_copies_of_each_other(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).touch()
    assert len(plan_run(find_inputs([tmp_path]), None, Settings()).unread) == 2
    empty = [replace(r, document=replace(r.document, bytes=0)) for r in (_result("a.pdf"), _result("b.pdf"))]
    assert list(with_copies(empty)) == empty


def test_copies_say_where_their_rows_stand() -> None:
    told = _told(*with_copies([_result("b.pdf")], [Listed("c.pdf", "ab"), Listed("a.pdf", "ab")]))
    same = "Same content as b.pdf; its rows stand there."
    assert told == [("a.pdf", "ok", same), ("b.pdf", "ok", ""), ("c.pdf", "ok", same)]


def test_copy_that_was_read_well_stands_in_for_one_that_failed() -> None:
    told = _told(*with_copies([_result("a.pdf", failed=True), _result("b.pdf")]))
    assert told == [("a.pdf", "ok", "Same content as b.pdf; its rows stand there."), ("b.pdf", "ok", "")]


def test_copy_of_a_file_that_changed_meanwhile_costs_its_own_row() -> None:
    first, second = with_copies([_result("a.pdf", "new")], [Listed("b.pdf", "ab")])
    assert not first.failed
    assert second.failed
    assert "changed during the run" in second.document.error
