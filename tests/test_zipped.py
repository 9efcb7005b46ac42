"""ZIP files of papers: read as streams, nothing on disk, no name that leads anywhere, no bombs."""

from __future__ import annotations

import io
import stat
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from pipeline.places import open_stream, read_bytes
from pipeline.reading.reader import find_inputs
from pipeline.run import RunResult, read_and_match
from pipeline.settings import Settings
from pipeline.zipped import members
from tests.papers import Paper, Section, draw


def _pack(path: Path, **files: bytes) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def _paper() -> bytes:
    section = Section("Recommendations", ["The Cabinet should publish its plan."])
    return draw(Paper(["Report of the Northshire Scrutiny Committee"], sections=[section]))


def _run(path: Path) -> RunResult:
    return read_and_match(find_inputs([path]), Settings())


def test_papers_in_a_zip_file_are_read_under_its_name(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "pack.zip", **{"june/report.pdf": _paper(), "june/.hidden.pdf": b"", "logo.png": b"x"})
    result = _run(pack)
    assert [d.document.document for d in result.documents] == ["pack.zip/june/report.pdf"]
    assert len(result.documents[0].recommendations) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pack.zip"]


def test_names_that_lead_out_and_links_are_passed_over(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "evil.zip", "w") as archive:
        for name in ("../up.pdf", "/root.pdf", "a/../../b.pdf", "C:\\c.pdf", "C:/d.pdf", "plain.pdf"):
            archive.writestr(name, b"%PDF")
        link = ZipInfo("link.pdf")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert members(partial(open_stream, tmp_path / "evil.zip")) == ["plain.pdf"]


def test_bomb_costs_its_own_row_and_no_memory(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "bomb.zip", **{"bomb.txt": bytes(64 * 1024**2), "good.pdf": _paper()})
    bomb, good = _run(pack).documents
    assert bomb.failed
    assert "it unpacks to more than 100 times its size" in bomb.document.error
    assert not good.failed


def test_file_that_lies_about_its_size_is_told(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "lying.zip", **{"paper.txt": b"Words " * 50_000})
    data = bytearray(pack.read_bytes())
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (10).to_bytes(4, "little")
    pack.write_bytes(data)
    (paper,) = _run(pack).documents
    assert paper.document.bytes <= 10 or paper.failed


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no more", b"plain text"])
def test_what_is_no_zip_file_is_told_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "pack.zip").write_bytes(data)
    (paper,) = _run(tmp_path).documents
    assert paper.failed
    assert paper.document.error.startswith("pack.zip is ")


def test_zip_file_within_one_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with ZipFile(inner, "w") as archive:
        archive.writestr("deep.pdf", b"%PDF")
    pack = _pack(tmp_path / "outer.zip", **{"inner.zip": inner.getvalue(), "good.pdf": _paper()})
    assert [file.name for file in find_inputs([pack])] == ["outer.zip/good.pdf"]


def test_member_that_is_gone_is_an_error_of_the_file(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "pack.zip", **{"a.pdf": b"%PDF"})
    with pytest.raises(OSError, match="not in the ZIP file"):
        read_bytes(f"zip://b.pdf::{pack}")


def test_damaged_member_costs_its_own_row(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "pack.zip", **{"a.pdf": _paper(), "b.pdf": _paper() + b"% more"})
    data = bytearray(pack.read_bytes())
    place = data.index(b"a.pdf") + 20
    data[place : place + 40] = bytes(range(200, 240))
    pack.write_bytes(data)
    damaged, good = _run(pack).documents
    assert damaged.failed
    assert "pack.zip/a.pdf cannot be read" in damaged.document.error
    assert not good.failed
