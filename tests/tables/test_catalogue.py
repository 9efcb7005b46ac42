"""Every check that the program can tell of is in the catalogue, once, with the severity it is told with."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from pipeline.errors import UnreadableDocument
from pipeline.run import RunResult
from pipeline.tables.catalogue import CATALOGUE, CODES

PACKAGE = Path(__file__).parents[2] / "pipeline"
TELLERS = [
    "extraction/silence.py",
    *(f"{d}/{p.name}" for d in ("checks", "reading", "batch", "corrections") for p in (PACKAGE / d).glob("*.py")),
]
CODE = re.compile("[a-z]+(?:-[a-z]+)+")
NOT_CODES = {"utf-8", "page-break", "x-y"}


def _constants(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text for text in texts if CODE.fullmatch(text)} - NOT_CODES


def _kinds() -> dict[str, str]:
    return {kind.code: str(kind.severity) for kinds in CATALOGUE.values() for kind in kinds}


def test_code_stands_in_the_catalogue_once() -> None:
    assert Counter(CODES).most_common(1)[0][1] == 1


def test_every_code_that_the_program_names_is_in_the_catalogue_and_none_besides() -> None:
    named = set().union(*(_constants(PACKAGE / name) for name in TELLERS))
    named |= {f"document-{kind.code}" for kind in (UnreadableDocument, *UnreadableDocument.__subclasses__())}
    named |= {f"document-{code}" for code in ("usage", "timeout", "memory", "crash", "fault")}
    assert named == set(CODES)


def test_checks_of_the_sample_have_the_severity_that_the_catalogue_gives(sample: RunResult) -> None:
    kinds = _kinds()
    assert sample.findings
    assert {(f.check, str(f.severity)) for f in sample.findings} <= set(kinds.items())


def test_every_check_says_what_it_means_and_what_to_do() -> None:
    assert all(
        kind.meaning.endswith(".") and kind.remedy.endswith(".") for kinds in CATALOGUE.values() for kind in kinds
    )
