"""What the colours of a table mean, where the paper explains them: "Green: accepted", or a coloured cell beside its meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.document import BlockKind, Report, TableRow

MEANING_WORDS = 12
"""What a colour means is told in no more words than this."""

_NAMED = re.compile(
    r"\b(?P<colour>red|amber|yellow|green|blue)(?:\s*[:=\u2013-]|\s+(?:where|if|means|for)\b)\s*(?P<meaning>.+?)"
    r"(?=[;.,]|(?:\s+and)?\s+\b(?:red|amber|yellow|green|blue)(?:\s*[:=\u2013-]|\s+(?:where|if|means|for)\b)|$)",
    re.IGNORECASE,
)


def read_colour_key(report: Report) -> dict[str, str]:
    """Return what each colour ("red", "amber", "green", "blue") means in a report; nothing if it has or explains none."""
    return colours_explained(report) if any(row.colours for block in report.blocks for row in block.rows) else {}


def colours_explained(report: Report) -> dict[str, str]:
    """Return what a report says that colours mean, though it only names them."""
    key: dict[str, str] = {}
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE:
            key |= meanings_in(block.text)
            continue
        for row in block.rows:
            told = " ".join(line.text for line in row.lines)
            if len(told.split()) <= MEANING_WORDS:
                key |= meanings_in(told) or _beside(row, told)
    return key


def meanings_in(text: str) -> dict[str, str]:
    """Return what the colours that a text explains mean, by their names in lower case."""
    found = {m["colour"].lower().replace("yellow", "amber"): m["meaning"].strip() for m in _NAMED.finditer(text)}
    return {colour: meaning for colour, meaning in found.items() if len(meaning.split()) <= MEANING_WORDS}


def _beside(row: TableRow, told: str) -> dict[str, str]:
    """Return what one coloured cell means that stands beside words and holds none of its own."""
    coloured = {row.colours[i] for i, cell in enumerate(row.cells) if row.colours and row.colours[i] and not cell}
    return {coloured.pop(): told} if len(coloured) == 1 and told and len(row.cells) == 2 else {}


def meaning_of(row: TableRow, column: int, key: Mapping[str, str]) -> str:
    """Return what the colour of a row's cell means, "" if it has none or nothing explains it."""
    colour = row.colours[column] if 0 <= column < len(row.colours) else ""
    return key.get(colour, "")
