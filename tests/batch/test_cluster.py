"""A real scheduler with two workers on loopback: the same bytes as a run on this machine, also if one of them is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import RAW
from tests.papers import Paper, Section, draw
from tests.test_run import scrutineer, tables, wait_for_stored

pytest.importorskip("distributed")

DOCUMENTS = 12


@dataclass
class Cluster:
    """A scheduler's address and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def _dask(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    started = [_dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    folders = [str(tmp_path / f"scratch{i}") for i in (1, 2)]
    started += [
        _dask("worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", folder) for folder in folders
    ]
    try:
        yield Cluster(address, started[1:])
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(20)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for i in range(DOCUMENTS):
        items = [f"The Cabinet should publish plan {i}{letter} by June 2027." for letter in "abcd"]
        data = draw(
            Paper(["Report of the Northshire Scrutiny Committee"], sections=[Section("Recommendations", items)])
        )
        (folder / f"paper{i}.pdf").write_bytes(data)
    for path in RAW.glob("*.pdf"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_cluster_gives_the_bytes_of_a_local_run_though_a_worker_is_killed(
    cluster: Cluster, papers: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert scrutineer("run", papers, "-o", here, "--quiet").returncode == 0
    command = [sys.executable, "-m", "pipeline.cli", "run", f"file://{papers}", "-o", f"file://{there}"]
    run = subprocess.Popen([*command, "--cluster", cluster.address, "--quiet"], stderr=subprocess.PIPE, text=True)
    wait_for_stored(there, 2)
    doomed = cluster.workers[0]
    os.killpg(doomed.pid, signal.SIGKILL)
    _, told = run.communicate(timeout=120)
    assert run.returncode == 0, told
    assert doomed.wait(10) == -signal.SIGKILL
    assert len(list(there.rglob(".scrutineer/records/*/*/*/*.json"))) == DOCUMENTS + 4
    assert tables(there) == tables(here)


def test_local_output_is_stored_by_the_one_who_asked(cluster: Cluster, papers: Path, tmp_path: Path) -> None:
    output = tmp_path / "tables"
    ended = scrutineer("run", papers / "paper0.pdf", "-o", output, "--cluster", cluster.address, "--quiet")
    assert ended.returncode == 0, ended.stderr
    assert len(list(output.rglob(".scrutineer/records/*/*/*/*.json"))) == 1


def test_address_without_a_cluster_is_told_in_a_sentence(papers: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    ended = scrutineer("run", papers, "-o", tmp_path / "tables", "--cluster", "tcp://127.0.0.1:9", "--quiet")
    assert ended.returncode == 2
    assert "No cluster with workers answers at tcp://127.0.0.1:9." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert time.monotonic() - start < 60
