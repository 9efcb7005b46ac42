"""Differences between two runs as people and CI services are shown them: in full, as JSON, as GitHub annotations, as JUnit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from io import StringIO
from itertools import takewhile
from xml.etree import ElementTree

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.comparison import Difference

Folders = tuple[str, str]
"""The folder with a run's tables, and that with the stored ones."""

AROUND = 30
"""Characters of a long cell that are shown on either side of what differs in it."""
LONG = 120
"""Characters from which on a cell is long."""
WIDTH = 110
"""Characters in a line of the full output."""
_WORDS = {"gone": "is gone", "new": "is new", "changed": "has changed"}


def full(differences: Sequence[Difference], tables: Sequence[str], folders: Folders) -> str:
    """Return differences as a person reads them: each row, old and new side by side, and how many there are."""
    stream = StringIO()
    console = Console(file=stream, width=WIDTH, no_color=True, highlight=False)
    for difference in differences:
        console.print(Text(f"{_title(difference)}: {difference.wording}"))
        if difference.changes:
            shown = Table(box=None, pad_edge=True, padding=(0, 3, 0, 2), show_edge=False)
            for heading in ("column", "stored", "now"):
                shown.add_column(heading, overflow="fold")
            for change in difference.changes:
                stored, now = excerpts(change.stored, change.now)
                shown.add_row(change.column, Text(stored or "(empty)"), Text(now or "(empty)"))
            console.print(shown)
        console.print()
    kinds = {kind: sum(d.kind == kind for d in differences) for kind in ("changed", "new", "gone")}
    counted = ", ".join(f"{n} {kind}" for kind, n in kinds.items() if n)
    many = "1 row differs" if len(differences) == 1 else f"{len(differences)} rows differ"
    told = f"{many} ({counted})" if differences else "No row differs"
    return f"{stream.getvalue()}{told} in {len(tables)} tables.\n"


def _title(difference: Difference) -> str:
    place = f" {difference.place}" if difference.place else ""
    return f"{difference.table}:{place} {_WORDS[difference.kind]}"


def excerpts(stored: str, now: str) -> tuple[str, str]:
    """Return of two long wordings what differs with a few words around it."""
    if max(len(stored), len(now)) <= LONG:
        return stored, now
    start = _shared(stored, now)
    end = _shared(stored[start:][::-1], now[start:][::-1])
    return _around(stored, start, len(stored) - end), _around(now, start, len(now) - end)


def _shared(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def as_json(differences: Sequence[Difference], tables: Sequence[str], folders: Folders) -> str:
    """Return differences as a JSON array."""
    return json.dumps([asdict(difference) for difference in differences], indent=1, ensure_ascii=False) + "\n"


def github(differences: Sequence[Difference], tables: Sequence[str], folders: Folders) -> str:
    """Return differences as the commands by which a GitHub workflow marks lines of files: those of the stored tables, which are kept."""
    lines = []
    for difference in differences:
        told = [f"{difference.place} {_WORDS[difference.kind]}: {difference.wording}".strip()]
        for change in difference.changes:
            stored, now = excerpts(change.stored, change.now)
            told.append(f"{change.column}: {stored or '(empty)'} → {now or '(empty)'}")
        folder = folders[0] if difference.kind == "new" else folders[1]
        file = _property(f"{folder}/{difference.table}.csv")
        where = f"file={file},line={difference.line},title={_property(_title(difference))}"
        lines.append(f"::error {where}::{_escaped(chr(10).join(told))}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def junit(differences: Sequence[Difference], tables: Sequence[str], folders: Folders) -> str:
    """Return differences as a JUnit report: a test case for each table that is as stored, one for each row that is not."""
    suite = ElementTree.Element("testsuite", name="scrutineer check", failures=str(len(differences)), errors="0")
    cases = 0
    for table in tables:
        own = [d for d in differences if d.table == table]
        cases += max(len(own), 1)
        if not own:
            ElementTree.SubElement(suite, "testcase", classname=table, name=f"{table} is as stored")
        for difference in own:
            case = ElementTree.SubElement(suite, "testcase", classname=table, name=_title(difference))
            message = f"{difference.place} {_WORDS[difference.kind]}".strip()
            failure = ElementTree.SubElement(case, "failure", message=message, type=difference.kind)
            rows = [f"{c.column}: {c.stored or '(empty)'} → {c.now or '(empty)'}" for c in difference.changes]
            failure.text = "\n".join([difference.wording, *rows])
    suite.set("tests", str(cases))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


Formatter = Callable[[Sequence[Difference], Sequence[str], Folders], str]
FORMATS: Mapping[str, Formatter] = {"full": full, "json": as_json, "github": github, "junit": junit}
"""Output formats by name; each is given the differences, the tables compared, and the folders of both."""
