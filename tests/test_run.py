"""Whole runs: nothing is read twice, nothing that was finished is lost, whatever interrupts them."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from pipeline.batch.holding import hold
from pipeline.places import write_whole
from tests.conftest import RAW
from tests.papers import Paper, Section, draw

DOCUMENTS, PACKS = 8, 10


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small papers, one of them twice and one that cannot be read."""
    folder = tmp_path_factory.mktemp("papers")
    for i in range(DOCUMENTS):
        items = [f"The Cabinet should publish plan {i}{letter} by June 2027." for letter in "abcd"]
        data = draw(
            Paper(["Report of the Northshire Scrutiny Committee"], sections=[Section("Recommendations", items)])
        )
        (folder / f"paper{i}.pdf").write_bytes(data)
    (folder / "copy.pdf").write_bytes((folder / "paper3.pdf").read_bytes())
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    return folder


def scrutineer(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def tables(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".json")}


def log_of(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "run-log.jsonl").read_text().splitlines()]


def read_anew(folder: Path) -> list[object]:
    return sorted(
        str(line["document"]) for line in log_of(folder) if line["event"] == "document" and not line["stored"]
    )


@pytest.fixture(scope="module")
def finished(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one whole run with one worker."""
    output = tmp_path_factory.mktemp("finished")
    ended = scrutineer("run", papers, "-o", output, "--jobs", 1, "--quiet")
    assert ended.returncode == 3, ended.stderr
    assert "damaged.pdf" in ended.stderr
    assert len(tables(output)) == 17
    assert len(pd.read_csv(output / "recommendations.csv")) == 4 * DOCUMENTS
    return output


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Packs that take a while to read, and the output of one whole run over them."""
    folder, output = tmp_path_factory.mktemp("slow"), tmp_path_factory.mktemp("slow-finished")
    pack = (RAW / "cabinet-pack-2023-10-17.pdf").read_bytes()
    for i in range(PACKS):
        (folder / f"pack{i}.pdf").write_bytes(pack + b"\n%% copy %d\n" % i)
    assert scrutineer("run", folder, "-o", output, "--quiet").returncode == 0
    return folder, output


def copied(finished: Path, target: Path) -> Path:
    for path in finished.rglob("*"):
        if path.is_file():
            write_whole(target / path.relative_to(finished), path.read_bytes())
    return target


def test_second_run_reads_nothing_and_writes_the_same(papers: Path, finished: Path, tmp_path: Path) -> None:
    output = copied(finished, tmp_path / "tables")
    assert scrutineer("run", papers, "-o", output, "--quiet").returncode == 3
    assert read_anew(output) == []
    assert tables(output) == tables(finished)


def test_only_new_and_changed_documents_are_read(papers: Path, finished: Path, tmp_path: Path) -> None:
    inputs = tmp_path / "papers"
    for path in papers.iterdir():
        write_whole(inputs / path.name, path.read_bytes())
    (inputs / "paper0.pdf").rename(inputs / "moved.pdf")
    changed = Section("Recommendations", ["The Cabinet should think again.", "The Cabinet should say when."])
    (inputs / "paper1.pdf").write_bytes(
        draw(Paper(["Report of the Northshire Scrutiny Committee"], sections=[changed]))
    )
    output = copied(finished, tmp_path / "tables")
    scrutineer("run", inputs, "-o", output, "--quiet")
    assert read_anew(output) == ["paper1.pdf"]
    assert set(pd.read_csv(output / "recommendations.csv")["document"]) >= {"moved.pdf", "paper1.pdf"}


def test_fresh_run_reads_everything(papers: Path, finished: Path, tmp_path: Path) -> None:
    output = copied(finished, tmp_path / "tables")
    scrutineer("run", papers, "-o", output, "--quiet", "--fresh")
    assert len(read_anew(output)) == DOCUMENTS + 1
    assert tables(output) == tables(finished)


def test_order_of_completion_does_not_show(papers: Path, finished: Path, tmp_path: Path) -> None:
    scrutineer("run", papers, "-o", tmp_path, "--jobs", 2, "--quiet")
    assert tables(tmp_path) == tables(finished)


def started(papers: Path, output: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", "run", str(papers), "-o", str(output), "--jobs", "1", "--quiet"]
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a background job's children ignore Ctrl-C
    )


def wait_for_stored(output: Path, count: int) -> None:
    end = time.monotonic() + 60
    while len(list(output.rglob(".scrutineer/records/*/*/*/*.json"))) < count:
        assert time.monotonic() < end, "nothing was stored in a minute"
        time.sleep(0.01)


def test_killed_runs_leave_whole_tables_and_the_next_goes_on(slow: tuple[Path, Path], tmp_path: Path) -> None:
    packs, whole = slow
    chance = random.Random(5)
    for kept in (1, 3, 6):
        run = started(packs, tmp_path)
        wait_for_stored(tmp_path, kept)
        time.sleep(chance.random() / 10)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
        assert run.returncode == -signal.SIGKILL, "the run ended too soon to tell"
        assert not tables(tmp_path)
    assert scrutineer("run", packs, "-o", tmp_path, "--quiet").returncode == 0
    assert len(read_anew(tmp_path)) <= PACKS - 6
    assert tables(tmp_path) == tables(whole)
    assert not list(tmp_path.rglob(".writing-*"))


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_run_says_so_and_leaves_the_tables(
    slow: tuple[Path, Path], finished: Path, tmp_path: Path, way: int
) -> None:
    packs, _ = slow
    output = tmp_path / "tables"
    for name, data in tables(finished).items():
        write_whole(output / name, data)
    run = started(packs, output)
    wait_for_stored(output, 1)
    run.send_signal(way)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "interrupted; the tables are as they were" in told
    assert "Traceback" not in told
    assert tables(output) == tables(finished)
    assert log_of(output)[-1]["event"] == "interrupted"


def test_second_run_into_a_folder_stops_at_once(papers: Path, finished: Path, tmp_path: Path) -> None:
    output = copied(finished, tmp_path / "tables")
    with hold(output):
        second = scrutineer("run", papers, "-o", output, "--fresh", "--quiet")
    assert second.returncode == 2
    assert f"is held by another run (process {os.getpid()} on" in second.stderr
    assert tables(output) == tables(finished)


def run_shards(papers: Path, folder: Path, count: int) -> Sequence[Path]:
    shards = [folder / f"shard{i}" for i in range(1, count + 1)]
    for i, shard in enumerate(shards, 1):
        assert scrutineer("run", papers, "-o", shard, "--shard", f"{i}/{count}", "--quiet").returncode in (0, 3)
    return shards


def test_combined_shards_are_one_run(papers: Path, finished: Path, tmp_path: Path) -> None:
    shards = run_shards(papers, tmp_path, 3)
    ended = scrutineer("combine", *shards, "-o", tmp_path / "all", "--quiet")
    assert ended.returncode == 3, ended.stderr
    assert tables(tmp_path / "all") == tables(finished)


def test_combine_refuses_what_does_not_belong_together(papers: Path, finished: Path, tmp_path: Path) -> None:
    unfinished = scrutineer("combine", papers, "-o", tmp_path / "all")
    assert unfinished.returncode == 2
    assert "is not the output of a finished run" in unfinished.stderr
    other = scrutineer("combine", finished, "-o", tmp_path / "all", "--profile", "oxfordshire-hosc")
    assert other.returncode == 2
    assert "was made with another profile" in other.stderr


def test_urls_give_the_same_tables(papers: Path, finished: Path, tmp_path: Path) -> None:
    ended = scrutineer("run", f"file://{papers}", "-o", f"file://{tmp_path}/tables", "--quiet")
    assert ended.returncode == 3, ended.stderr
    assert tables(tmp_path / "tables") == tables(finished)
    again = scrutineer("run", f"file://{papers}", "-o", f"file://{tmp_path}/tables", "--quiet", "--json")
    assert json.loads(again.stdout)["documents"] == DOCUMENTS + 2
    assert read_anew(tmp_path / "tables") == []
    assert tables(tmp_path / "tables") == tables(finished)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, to take the network away")
def test_run_without_a_network_is_the_same(papers: Path, finished: Path, tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("no right to take the network away")
    command = [sys.executable, "-m", "pipeline.cli", "run", str(papers), "-o", str(tmp_path), "--quiet"]
    assert subprocess.run(["unshare", "-rn", *command], check=False, capture_output=True).returncode == 3
    assert tables(tmp_path) == tables(finished)


def test_log_tells_seconds_by_stage_and_totals(finished: Path) -> None:
    lines = log_of(finished)
    assert [line["event"] for line in lines] == ["started", *["document"] * (DOCUMENTS + 1), "read", "finished"]
    one = next(line for line in lines if line.get("document") == "paper0.pdf")
    assert set(one["seconds"]) == {"reading", "structure", "roles", "recommendations", "responses"}  # type: ignore[call-overload]
    assert lines[-1]["documents"] == DOCUMENTS + 2


def test_name_that_is_no_utf8_costs_nothing(papers: Path, tmp_path: Path) -> None:
    strange = tmp_path / os.fsdecode(b"caf\xe9.pdf")
    strange.write_bytes((papers / "paper0.pdf").read_bytes())
    ended = scrutineer("run", tmp_path, "-o", tmp_path / "tables", "--quiet")
    assert ended.returncode == 0, ended.stderr
    assert list(pd.read_csv(tmp_path / "tables" / "documents.csv")["document"]) == ["caf\\xe9.pdf"]


def test_shard_without_documents_is_no_failure(papers: Path, tmp_path: Path) -> None:
    ended = scrutineer("run", papers / "paper0.pdf", "-o", tmp_path, "--shard", "2/2", "--quiet")
    assert ended.returncode == 0, ended.stderr
    assert len(tables(tmp_path)) == 17


def test_combine_refuses_two_documents_of_one_name(papers: Path, tmp_path: Path) -> None:
    for i in (0, 1):
        write_whole(tmp_path / f"in{i}" / "paper.pdf", (papers / f"paper{i}.pdf").read_bytes())
        assert scrutineer("run", tmp_path / f"in{i}", "-o", tmp_path / f"out{i}", "--quiet").returncode == 0
    ended = scrutineer("combine", tmp_path / "out0", tmp_path / "out1", "-o", tmp_path / "all", "--quiet")
    assert ended.returncode == 2
    assert "hold different documents named paper.pdf" in ended.stderr
