"""The numbers that words name: "4 to 6", "1, 2 and 5", "R1 & R2", "(c) and (d)"."""

from __future__ import annotations

import re

WIDEST_RANGE = 100
"""Nobody names more recommendations at once than this; a wider range is a misprint and stays as its two ends."""

_AND = r"\s*(?:,\s*and\b|,|&|\band\b|\bto\b|-|\u2013)\s*"
_NUMBER = r"(?:\(?[A-Z]{0,3}\d[\w.]*\)?|\((?:[a-z]{1,2}|[ivx]{1,5})\))"
LIST = rf"{_NUMBER}(?:{_AND}{_NUMBER})*"
"""Pattern of one number or several; a letter counts only in brackets."""
_LABEL = r"\(?(?:[A-Z]{0,3}\d[\w.]*|[a-z]|[ivx]{1,5})\)?"
_SEVERAL = re.compile(
    rf"^\W*(?:rec(?:ommendation)?s?\.?\s*)?(?P<numbers>{_LABEL}(?:{_AND}{_LABEL})+)\W*$", re.IGNORECASE
)
_SEVERAL_FIRST = re.compile(
    rf"^\W*(?:rec(?:ommendation)?s?\.?\s*)?(?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})+)\s*[.:)\u2013-]\s+(?=\w)",
    re.IGNORECASE,
)
_EACH = re.compile(r"[A-Z]{0,3}\d(?:[\w.]*\w)?|(?<![\w])(?:[ivx]{1,5}|[a-z])(?![\w])", re.IGNORECASE)
_RANGE = re.compile(r"\bto\b|[-\u2013]")


def numbers_named(words: str) -> list[str]:
    """Return the numbers in words such as "4 to 6" or "(c) and (d)", those between the ends of a range, too."""
    numbers = [found.group() for found in _EACH.finditer(re.sub(r"\b(?:and|to)\b", ",", words))]
    if len(numbers) == 2 and _RANGE.search(words) and all(number.isdigit() for number in numbers):
        first, last = int(numbers[0]), int(numbers[1])
        if first < last <= first + WIDEST_RANGE:
            return [str(number) for number in range(first, last + 1)]
    return numbers


def numbers_in_cell(cell: str) -> list[str]:
    """Return the numbers of a cell that holds several and nothing else, [] of any other."""
    found = _SEVERAL.match(cell.strip())
    return numbers_named(found["numbers"]) if found else []


def several_in_front(wording: str) -> tuple[list[str], str]:
    """Return the numbers that stand in front of a joint quotation ("1 and 3. That …"), [] if not several, and the rest."""
    found = _SEVERAL_FIRST.match(wording)
    return (numbers_named(found["numbers"]), wording[found.end() :]) if found else ([], wording)
