"""Files on this machine and behind URLs: found, read, written whole, shown together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import places
from pipeline.errors import UsageError
from pipeline.places import (
    Place,
    finish_replacing,
    is_file,
    list_files,
    place_of,
    read_bytes,
    remove_folder,
    replace_together,
    within,
    write_whole,
)
from pipeline.reading.reader import fetch, find_inputs


@pytest.fixture(params=["path", "file", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    urls = {"file": f"file://{tmp_path}/in", "memory": f"memory://{tmp_path.name}/in"}
    return place_of(urls.get(request.param, str(tmp_path / "in")))


def test_what_is_written_is_read_listed_and_removed(folder: Place) -> None:
    assert list_files(folder) is None
    write_whole(within(folder, "b", "two.pdf"), b"2")
    write_whole(within(folder, "a.pdf"), b"1")
    assert read_bytes(within(folder, "b/two.pdf")) == b"2"
    assert [name for name in list_files(folder) or [] if "." in name] == ["a.pdf", "b/two.pdf"]
    assert is_file(within(folder, "a.pdf"))
    assert not is_file(within(folder, "c.pdf"))
    remove_folder(folder)
    assert list_files(folder) is None
    with pytest.raises(OSError):
        read_bytes(within(folder, "a.pdf"))


def test_inputs_have_the_same_names_and_content_wherever_they_are(folder: Place) -> None:
    for name in ("packs/2024/b.pdf", "packs/a.PDF", "packs/.hidden/c.pdf", "packs/~$d.docx", "packs/e.png"):
        write_whole(within(folder, name), name.encode())
    found = find_inputs([within(folder, "packs")])
    assert [file.name for file in found] == ["2024/b.pdf", "a.PDF"]
    assert fetch(found[1]) == b"packs/a.PDF"
    assert [file.name for file in find_inputs([within(folder, "packs/a.PDF")])] == ["a.PDF"]
    with pytest.raises(UsageError, match="does not exist"):
        find_inputs([within(folder, "nowhere")])


def test_url_that_nothing_installed_can_read_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="Install the package for such URLs"):
        read_bytes("nosuchscheme://bucket/a.pdf")


def test_files_are_shown_together(folder: Place) -> None:
    replace_together(folder, {"a.csv": b"old", "b.csv": b"old"})
    replace_together(folder, {"a.csv": b"new", "b.csv": b"new"})
    assert {name: read_bytes(within(folder, name)) for name in ("a.csv", "b.csv")} == {"a.csv": b"new", "b.csv": b"new"}


def test_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_together(tmp_path, {"a.csv": b"old", "b.csv": b"old"})
    write = places._write_beside

    def full(target: Path, data: bytes) -> None:
        if target.name == "b.csv":
            raise OSError(28, "No space left on device")
        write(target, data)

    monkeypatch.setattr(places, "_write_beside", full)
    with pytest.raises(OSError, match="No space left"):
        replace_together(tmp_path, {"a.csv": b"new", "b.csv": b"new"})
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["a.csv", "b.csv"]


def test_kill_while_files_are_moved_is_made_good_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_together(tmp_path, {"a.csv": b"old", "b.csv": b"old"})
    move = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if self.parent.name == "ready" and self.name == "b.csv":
            raise SystemExit
        return move(self, target)

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(Path, "replace", killed)
        replace_together(tmp_path, {"a.csv": b"new", "b.csv": b"new"})
    assert (tmp_path / "b.csv").read_bytes() == b"old"
    finish_replacing(tmp_path)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes() == b"new"


@pytest.mark.timeout(20)
def test_pipes_and_devices_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "plain.pdf").write_bytes(b"%PDF")
    assert [file.name for file in find_inputs([tmp_path])] == ["plain.pdf"]
    with pytest.raises(UsageError, match="is no regular file"):
        find_inputs([tmp_path / "pipe.pdf"])
    for place in (tmp_path / "pipe.pdf", Path("/dev/zero")):
        with pytest.raises(OSError, match="no regular file"):
            read_bytes(place)


def test_links_are_followed_only_when_asked_and_never_in_circles(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    write_whole(inside / "own.pdf", b"1")
    write_whole(outside / "other.pdf", b"2")
    (inside / "link.pdf").symlink_to(outside / "other.pdf")
    (inside / "folder").symlink_to(outside)
    (inside / "circle").symlink_to(inside)
    assert [file.name for file in find_inputs([inside])] == ["own.pdf"]
    assert [file.name for file in find_inputs([inside], follow_links=True)] == [
        "folder/other.pdf",
        "link.pdf",
        "own.pdf",
    ]


def test_every_file_has_a_name_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one/x.pdf", "one/two/x.pdf", "two/x.pdf"):
        write_whole(Path(name), name.encode())
    found = find_inputs([Path("one"), Path("two"), Path("one/x.pdf")])
    assert [(file.name, fetch(file).decode()) for file in found] == [
        ("two/x.pdf", "one/two/x.pdf"),
        ("two/x.pdf (2)", "two/x.pdf"),
        ("x.pdf", "one/x.pdf"),
    ]
