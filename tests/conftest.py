"""What several tests need: settings, the sample, and a run over papers drawn for the test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.worker import paper_of, process_document
from pipeline.reading.reader import InputFile, find_inputs, read_document
from pipeline.records import DocumentResult
from pipeline.roles.deciding import Decided, decide
from pipeline.roles.model import stored_model
from pipeline.run import RunResult, read_and_match
from pipeline.settings import Settings
from pipeline.structure.reports import split_reports

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


@pytest.fixture
def decided(tmp_path: Path, settings: Settings) -> Callable[[str, bytes], Decided]:
    """Read a paper of one report, given its file name and content, up to the roles of its passages."""

    def read_roles(name: str, data: bytes) -> Decided:
        (tmp_path / name).write_bytes(data)
        document = read_document(InputFile(tmp_path / name, name), settings)
        document, (report,) = split_reports(document, settings.profile)
        return decide(paper_of(document, report, settings.profile), stored_model())

    return read_roles
