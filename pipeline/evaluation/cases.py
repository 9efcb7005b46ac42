"""The cases of a corpus: documents with their checked answers, and who published them.

`publishers.csv` beside the cases says whose each case is (columns `case,publisher`); a case without a line is its own
publisher. Cases of one publisher teach about one another, so figures that are claimed are those of publishers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluation.scoring import Tables, read_gold
from pipeline.tables.stored import read_table


@dataclass(frozen=True, slots=True)
class Case:
    """One folder of documents with the answers that a careful person gives."""

    name: str
    publisher: str
    folder: Path
    gold: Tables


def find_cases(corpus: Path, only: Sequence[str] = (), gold: Path | None = None) -> list[Case]:
    """Return the cases of a corpus (folders with a `gold` folder in them) by name.

    With `gold`, or a `gold` folder of its own, the corpus is one case.

    Raises:
        UsageError: the corpus holds no case, or not one that was asked for; there are no answers.
    """
    folders = {path.parent.name: path.parent for path in sorted(corpus.glob("*/gold"))}
    if gold or (corpus / "gold").is_dir():
        folders = {corpus.resolve().name: corpus}
    unknown = set(only) - folders.keys()
    if unknown or not folders:
        raise UsageError(
            f"{corpus} holds no case {', '.join(sorted(unknown)) or 'at all'}.",
            "A case is a folder with a folder named gold in it.",
        )
    publishers = read_publishers(corpus)
    return [
        Case(name, publishers.get(name, name), folder, read_gold(gold or folder / "gold"))
        for name, folder in folders.items()
        if not only or name in only
    ]


def read_publishers(corpus: Path) -> dict[str, str]:
    """Return the publisher of each case that `publishers.csv` names; none if there is no such file.

    Raises:
        UsageError: the file lacks a column.
    """
    path = corpus / "publishers.csv"
    if not path.is_file():
        return {}
    rows = read_table(path)
    if rows and not {"case", "publisher"} <= rows[0].keys():
        raise UsageError(f"{path} lacks the column case or publisher.", "Its first line must be: case,publisher")
    return {row["case"]: row["publisher"] for row in rows}
