"""What several tests need: settings, the sample, and a run over papers drawn for the test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.worker import process_document
from pipeline.reading.reader import InputFile, find_inputs
from pipeline.records import DocumentResult
from pipeline.run import RunResult, read_and_match
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
CORPUS = Path(os.environ.get("CORPUS") or ROOT.parent / "shared" / "corpus").resolve()
"""Real papers with hand-checked answers; `make test` says where they are, tests that need them are skipped without."""


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def sample(settings: Settings) -> RunResult:
    """The main job on the sample."""
    return read_and_match(find_inputs([RAW]), settings)


@pytest.fixture
def run_papers(tmp_path: Path, settings: Settings) -> Callable[..., RunResult]:
    """Run the program over PDFs given by name."""

    def run(**pdfs: bytes) -> RunResult:
        for name, data in pdfs.items():
            (tmp_path / f"{name}.pdf").write_bytes(data)
        return read_and_match(find_inputs([tmp_path]), settings)

    return run


@pytest.fixture
def read(tmp_path: Path, settings: Settings) -> Callable[[bytes], DocumentResult]:
    """Read one PDF and return what it holds."""

    def process(data: bytes) -> DocumentResult:
        (tmp_path / "paper.pdf").write_bytes(data)
        return process_document(InputFile(tmp_path / "paper.pdf", "paper.pdf"), settings).result

    return process
