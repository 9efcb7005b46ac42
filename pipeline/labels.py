"""Labels at the start of items: "1.", "(ii)", "8.12", "Recommendation 3:", "•"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Label, LabelKind

_END = r"(?=\s|$)"
_NAMED = re.compile(
    r"^(?P<name>Recommendations?|Rec\.?|Conclusion|R(?=\d))(?:\s*(?:No\.?\s*|number\s+|#\s*)?(?P<digits>[A-Z]?\d{1,3}(?:\.\d{1,3})*[a-z]?)|\s+(?P<letters>[A-Z]|[ivx]{1,5})|\s+\((?!s\))(?P<bracketed>[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\))"
    r"(?=[\s:.)\u2013\u2014-]|$)\s*[:.)\u2013\u2014-]*\s*",
    re.IGNORECASE,
)
_SAID_OF = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|does|do|asks?|calls?|concerns?|relates?|refers?|touch(?:es)?)\b"
    r"|(?:,|and|or)\s+(?:\d|[A-Z]\b)\S*\s+[a-z]"
)
"""What goes on with a sentence of which a recommendation's name is the subject: "Recommendation 2 is accepted in part"."""
_COMPOSITE = re.compile(r"^\(?(?P<number>\d{1,3}(?:\([a-z]{1,4}\))+)[.):]?\s+")
_DECIMAL = re.compile(
    rf"^\(?(?P<number>[A-Z]?\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})(?:[.):]?{_END}|[.):](?=[A-Z\u2018\u201c]))\s*"
)
_REFERENCE = re.compile(
    r"^[\[(]?(?P<number>(?P<head>[A-Z]{2,8}(?:/\d{2,4}|-\d{2,4}(?=-))?[/-])(?P<last>\d{1,4}))[\])]?[.:)]?(?:\s+(?=\S)|$)"
)
"""A committee's own reference: "HOSC/24/07", "SC-2024-3", "OSC/12"; one hyphen alone is a word's, as in COVID-19."""
_ARABIC = re.compile(rf"^(?P<open>\(?)(?P<number>\d{{1,3}}[a-z]?)(?P<close>[.):])(?:{_END}|(?=[A-Z\u2018\u201c]))\s*")
_LETTER = re.compile(rf"^(?P<open>\(?)(?P<number>[a-z]{{1,2}}|[A-Z])(?P<close>[.)]){_END}\s*")
_ROMAN = re.compile(rf"^(?P<open>\(?)(?P<number>[ivxl]{{1,7}}|[IVXL]{{1,7}})(?P<close>[.)]){_END}\s*")
_BULLET = re.compile(
    r"^(?P<mark>[\u2022\u2023\u2043\u2219\u25cf\u25e6\u00b7\u25a0-\u25ab\u25fb-\u25fe\uf0b7\uf0a7\uf0a8\uf06e\uf06f\uf0d8\uf02d\u27a2\u2010-\u2014\u2212-]"
    r"|[o\u25ac-\u25cc\u2605\u2606\u2713\u2714\u221a\u2756\u2666\u2190-\u21ff\u2794\u2798-\u27be\uf076\uf0e0\uf0fc\u00bb\u203a>*](?=\s+\S))(?:\s+|$)"
)
_ROMAN_SIGNS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
NUMBER_CELL = 16
"""Characters that a cell with a number and little else has at most."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_CAPTION = re.compile(
    r"(?:^|\d )(?:figure|table|chart|map|photo(?:graph)?|box) \d{1,3}(?:\.\d{1,2})?\s*[:.\u2013-]", re.IGNORECASE
)
_BARE = re.compile(r"^(?P<number>(?P<letter>[A-Z]{1,3})\d{1,2}|\d{1,2})\s+(?(letter)(?=\S)|(?=[A-Z\u2018\u201c(]))")


def bare_number(text: str) -> Label | None:
    """Return the number without point or bracket that `text` starts with ("1 The Cabinet should", "C1 Keep"), None if there is none.

    Alone it is weak: a sentence can begin so. Several in a row, one after the other, are a list (structure/numbering.py).
    """
    found = _BARE.match(text)
    if found is None:
        return None
    letter, number = found["letter"] or "", found["number"]
    return Label(number, LabelKind.ARABIC, int(number.removeprefix(letter)), f"{letter}1", found.end())


def is_caption(text: str) -> bool:
    """Tell whether a paragraph is the caption of a table or figure, or the numbers along a chart."""
    words = text.split()
    numbers = sum(any(map(str.isdigit, word)) for word in words)
    return _CAPTION.search(text) is not None or numbers > len(words) / 2


def is_number(text: str) -> bool:
    """Tell whether a text is a number or mark and nothing else: "1", "2.", "R7", "HOSC/24/07"."""
    return (len(text) < 3 and text.isdigit()) or any(label.length == len(text) for label in read_labels(text))


def holds_number(cell: str) -> bool:
    """Tell whether a cell holds a number and little else: "3", "Rec 3 of 2024"."""
    return 0 < len(cell) <= NUMBER_CELL and any(map(str.isdigit, cell))


def number_and_wording(cell: str, wording: str) -> tuple[str, str]:
    """Return a recommendation's number and its wording without it; a number's own `cell` goes before a label."""
    if cell.strip():
        return number_in_cell(cell), wording
    if holds_number(wording.strip()):
        return number_in_cell(wording), ""
    labels = read_labels(wording)
    return (labels[0].text, wording[labels[0].length :].strip()) if labels and labels[0].text else ("", wording)


def number_in_cell(cell: str) -> str:
    """Return the number that a cell holds, without its point or brackets; what it holds as it is if that is no label."""
    cell = cell.strip()
    labels = read_labels(cell if cell[-1:] in (".", ")", ":") else f"{cell}.")
    return labels[0].text if labels else cell


def read_labels(text: str) -> tuple[Label, ...]:
    """Return the readings of the label `text` starts with, likeliest first; "(i)" reads as roman and as a letter."""
    if (found := _NAMED.match(text)) and not _SAID_OF.match(text[found.end() :]):
        return (_named(found),)
    if found := _COMPOSITE.match(text):
        number = found["number"]
        return (Label(number, LabelKind.DECIMAL, _ordinal(re.findall(r"\w+", number)[-1]), "composite", found.end()),)
    if found := _DECIMAL.match(text):
        number = found["number"]
        head, _, last = number.rpartition(".")
        return (Label(number, LabelKind.DECIMAL, int(last), f"{head}.#", found.end()),)
    if (found := _REFERENCE.match(text)) and ("/" in found["number"] or found["number"].count("-") > 1):
        return (Label(found["number"], LabelKind.DECIMAL, int(found["last"]), f"{found['head']}#", found.end()),)
    if found := _ARABIC.match(text):
        number = found["number"]
        return (
            Label(
                number,
                LabelKind.ARABIC,
                int(re.sub(r"\D", "", number)),
                f"{found['open']}1{found['close']}",
                found.end(),
            ),
        )
    if found := _BULLET.match(text):
        return (Label("", LabelKind.BULLET, 0, found["mark"], found.end()),)
    return tuple(_letter_readings(text))


def _named(found: re.Match[str]) -> Label:
    name, number = found["name"].rstrip("s.").capitalize(), found["digits"] or found["letters"] or found["bracketed"]
    if name == "R":
        return Label(f"R{number}", LabelKind.NAMED, _ordinal(number), "R#", found.end(), "R")
    if name == "Rec":
        name = "Recommendation"
    return Label(number, LabelKind.NAMED, _ordinal(number.rpartition(".")[2]), f"{name} #", found.end(), name)


def _letter_readings(text: str) -> list[Label]:
    readings = []
    if found := _ROMAN.match(text):
        style = f"{found['open']}{'i' if found['number'].islower() else 'I'}{found['close']}"
        value = roman_value(found["number"])
        if value:
            readings.append(Label(found["number"], LabelKind.ROMAN, value, style, found.end()))
    if found := _LETTER.match(text):
        number = found["number"]
        if len(number) == 1 or number[0] == number[1]:
            style = f"{found['open']}{'a' if number.islower() else 'A'}{found['close']}"
            reading = Label(
                number, LabelKind.LETTER, ord(number[0].lower()) - 96 + 26 * (len(number) - 1), style, found.end()
            )
            readings.insert(0 if number.lower() not in ("i", "v", "x", "ii") else len(readings), reading)
    return readings


def _ordinal(number: str) -> int:
    digits = re.match(r"[A-Za-z]?(\d+)", number)
    if digits:
        return int(digits[1])
    return roman_value(number) or ord(number[0].lower()) - 96


def roman_value(number: str) -> int:
    """Return the value of a roman number up to 89, 0 if it is not well formed."""
    if not re.fullmatch(r"(?:x[lx]?|l?x{0,3}|xl)?(?:ix|iv|v?i{0,3})", number.lower()):
        return 0
    values = [_VALUES[c] for c in number.lower()]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def written_number(kind: LabelKind, style: str, ordinal: int) -> str:
    """Return how the item at a place of a series is numbered in a style: 2 is "2", "b", "ii" or "8.2"."""
    if kind is LabelKind.LETTER:
        letter = chr(97 + (ordinal - 1) % 26) * ((ordinal - 1) // 26 + 1)
        return letter.upper() if "A" in style else letter
    if kind is LabelKind.ROMAN:
        roman = "".join(sign * count for sign, count in _roman_parts(ordinal))
        return roman.upper() if "I" in style else roman
    return style.replace("#", str(ordinal)) if kind is LabelKind.DECIMAL else str(ordinal)


def _roman_parts(value: int) -> Iterator[tuple[str, int]]:
    for worth, sign in _ROMAN_SIGNS:
        yield sign, value // worth
        value %= worth


_CLOSING_NAME = re.compile(
    r"\s*[\[(](?:recommendation|rec\.?)\s*(?:no\.?\s*)?(?P<number>\w{1,4}(?:\.\d{1,3})*)[\])]\s*$", re.IGNORECASE
)
_PARAGRAPH_REFERENCE = re.compile(
    r"\s*\(\s*(?:paragraphs?|paras?\.?|see paragraphs?)\s+[\w.,;\u2013 -]+\)\.?\s*$", re.IGNORECASE
)


def without_reference(text: str) -> str:
    """Return a wording without its closing "(paragraph 45)"; one that is nothing else stays."""
    return _PARAGRAPH_REFERENCE.sub("", _CLOSING_NAME.sub("", text)) or text


def name_behind(text: str) -> str:
    """Return the number in a closing "[Recommendation 3]" by which a report names what stands before it, "" if there is none."""
    found = _CLOSING_NAME.search(text)
    return found["number"] if found else ""
