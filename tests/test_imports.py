"""The table of DESIGN.md holds: a stage imports the shared modules and its own folder, never another stage."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
SHARED = {
    "document", "records", "errors", "settings", "dates", "profiles", "wording", "labels", "marks",
    "naming",
    "categories", "history", "series", "language", "content", "passages", "places", "roles", "zipped", "",
}  # fmt: skip
STAGES = {"reading", "structure", "extraction", "corrections", "answering", "checks", "tables"}
CONFINED = {
    "pdfplumber": {"reading/analysis.py", "reading/ruled.py"},
    "pypdfium2": {
        "reading/pdfium.py",
        "reading/typeset.py",
        "reading/drawings.py",
        "reading/fields.py",
        "reading/mapping.py",
        "reading/turned.py",
        "generator/locating.py",
        "generator/scans.py",  # papers for tests must not go through the reader they test
    },
    "pandas": {"tables/frames.py", "tables/writing.py", "tables/workbook.py"},
    "pyarrow": {"tables/writing.py"},
    "xlsxwriter": {"tables/workbook.py"},
    "rapidfuzz": {"wording.py"},
    "spacy": {
        "language/architecture.py",
        "language/bodies.py",
        "language/demands.py",
        "language/corpus.py",
        "language/sentences.py",
        "training.py",
    },
    "mammoth": {"reading/word.py"},
    "rapidocr": {"reading/ocr.py"},
    "pebble": {"batch/engine.py"},
    "distributed": {"batch/cluster.py"},
    "filelock": {"batch/holding.py"},
    "fsspec": {"places.py"},
    "jinja2": {"review/page.py"},
}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_there_are_files_to_check() -> None:
    assert len(_files()) > 25


@pytest.mark.parametrize("path", _files(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_stage_imports_only_shared_modules_and_itself(path: Path) -> None:
    relative = path.relative_to(PACKAGE)
    stage = relative.parts[0].removesuffix(".py")
    if stage not in STAGES:
        return
    for name in _imports(path):
        if name.split(".")[0] == "pipeline":
            imported = name.split(".")[1] if "." in name else ""
            assert imported in SHARED | {stage}, f"{relative} imports {name}"


@pytest.mark.parametrize("path", _files(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_third_party_tools_are_confined_to_their_modules(path: Path) -> None:
    relative = path.relative_to(PACKAGE).as_posix()
    for name in _imports(path):
        allowed = CONFINED.get(name.split(".")[0])
        assert allowed is None or relative in allowed, f"{relative} imports {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "review").glob("*.py")), ids=lambda p: p.name)
def test_what_people_are_shown_is_made_of_what_stages_wrote_and_calls_none_that_finds(path: Path) -> None:
    finding = ("reading", "structure", "extraction", "answering", "checks")
    called = {name.split(".")[1] for name in _imports(path) if name.startswith("pipeline.") and "." in name}
    assert not called.intersection(finding)


def test_every_package_is_installed() -> None:
    packages = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = {".".join(path.parent.relative_to(PACKAGE.parent).parts) for path in PACKAGE.rglob("__init__.py")}
    assert set(packages) == found | {"scrutineer_models"}


def test_command_line_and_worker_start_without_the_language_library() -> None:
    code = "import sys, pipeline.cli, pipeline.batch.worker; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
