"""Plain text files: lines become lines on a notional grid, tab-separated lines tables, form feeds and stamps pages.

A text file has no layout, so paragraphs are told by blank lines. A blank line inside a sentence is a page break that the
text was cut at, not a paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Box, Cell, Line, Page, Problem, Source, Table, Word
from pipeline.errors import UnsupportedDocument
from pipeline.labels import read_labels
from pipeline.wording import clean

CHARACTER, LINE = 6.0, 12.0
"""Width of a character and distance of lines on the grid, in points."""
SIZE = 10.0
"""Font size given to all words, in points."""
WRAPPED_UP_TO = 130
"""Characters: where nine in ten lines are no longer, lines were broken to fit a page; else each is a paragraph."""
FULL_LINE = 0.8
"""A line of this share of the longest usual one was broken by the margin."""
UNPRINTABLE = 0.02
"""A file with a greater share of control characters is no text."""
FEWEST_STAMPS = 2
"""So many page stamps that count up by one show where pages end."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_STAMP = re.compile(r"^\s*(?:-+\s*)?(?:page\s+)?(\d{1,4})(?:\s+of\s+\d{1,4})?(?:\s*-+)?\s*$", re.IGNORECASE)
_MARKUP = re.compile(r"^\s*(?:\{\\rtf|<!doctype html|<html|<\?xml)", re.IGNORECASE)
_FINISHED = re.compile(r"[.:;?!)\]][\"'\u2019\u201d]*$")
_CELL_END = re.compile(r"[.?!)\]][\"'\u2019\u201d]*$")


def read_text(data: bytes, name: str) -> tuple[list[Page], list[Problem]]:
    """Read the pages of a text file.

    Raises:
        UnsupportedDocument: it is no plain text.
    """
    text, problems = _decode(data, name)
    if _MARKUP.match(text) or len(_CONTROL.findall(text)) > UNPRINTABLE * len(text):
        raise UnsupportedDocument(
            f"{name} is no PDF, Word or plain text file, whatever its name says.", "Save it as one of these."
        )
    sheets = _sheets(text.replace("\r\n", "\n").replace("\r", "\n"))
    usual = _usual_width(text)
    return [_page(number, lines, usual) for number, lines in enumerate(sheets, 1)], problems


def _decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        message = f"{name} is not in UTF-8; it was read as Windows-1252."
        problem = (0, "text-encoding-guessed", message, "Look at its quotation marks and accents, or save it as UTF-8.")
        return data.decode("cp1252", errors="replace"), [problem]


def _usual_width(text: str) -> int:
    """Return the width in characters to which lines were broken; 0 where each line is a paragraph."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip() and "\t" not in line)
    if not lengths:
        return 0
    longest = lengths[int(0.9 * (len(lengths) - 1))]
    return longest if longest <= WRAPPED_UP_TO else 0


def _sheets(text: str) -> list[list[str]]:
    """Cut a text into its pages: at form feeds, else behind page stamps on lines of their own that count up by one."""
    if "\f" in text.strip("\f\n "):
        return [sheet.split("\n") for sheet in text.strip("\f").split("\f")]
    lines = text.split("\n")
    stamps = [(i, int(found.group(1))) for i, line in enumerate(lines) if (found := _alone(lines, i))]
    counting = [(i, n) for i, n in stamps if any(abs(n - other) == 1 for _, other in stamps)]
    if len(counting) < FEWEST_STAMPS or any(b[1] - a[1] != 1 for a, b in pairwise(counting)):
        return [lines]
    sheets, start = [], 0
    for i, _ in counting:
        sheets.append(lines[start : i + 1])
        start = i + 1
    rest = lines[start:]
    return [*sheets, rest] if any(line.strip() for line in rest) else sheets


def _alone(lines: Sequence[str], index: int) -> re.Match[str] | None:
    """Return the stamp on a line that has blank lines, or the file's ends, around it."""
    around = (lines[index - 1] if index else "", lines[index + 1] if index + 1 < len(lines) else "")
    return None if any(line.strip() for line in around) else _STAMP.match(lines[index])


def _page(number: int, raw: Sequence[str], usual: int) -> Page:
    lines: list[Line] = []
    tables: list[Table] = []
    i = 0
    blank = True
    while i < len(raw):
        if "\t" in raw[i].strip("\t ") and (end := _table_end(raw, i)) > i + 1:
            tables.append(_table(raw[i:end], number, i))
            i, blank = end, True
            continue
        text = clean(raw[i])
        if text:
            lines.append(_line(raw[i], text, number, i, _begins(lines, text, blank, usual)))
        blank = not text
        i += 1
    width = max([CHARACTER * len(line.expandtabs(4)) for line in raw] or [0.0])
    height = LINE * max(len(raw), 1)
    text = "\n".join(raw)
    return Page(number, width, height, text, tuple(lines), tuple(tables), studied=True, source=Source.TEXT)


def _line(raw: str, text: str, page: int, row: int, begins: bool | None) -> Line:
    words = tuple(
        Word(word, _box(found.start(), row, found.end()), SIZE)
        for found in re.finditer(r"\S+", raw.expandtabs(4))
        if (word := clean(found.group()))
    )
    box = Box(words[0].box.x0, row * LINE, words[-1].box.x1, (row + 1) * LINE)
    return Line(page, text, box, SIZE, words, begins=begins)


def _box(start: int, row: int, end: int) -> Box:
    return Box(start * CHARACTER, row * LINE, end * CHARACTER, row * LINE + SIZE)


def _begins(lines: Sequence[Line], text: str, blank: bool, usual: int) -> bool | None:
    """Tell whether a line begins a paragraph; None where only its label can tell."""
    if not lines or not usual:
        return True
    if not blank:
        return None
    before = lines[-1].text
    if _FINISHED.search(before) or read_labels(text) or before.isupper() != text.isupper() or read_labels(before):
        return True
    broken_by_margin = len(before) >= FULL_LINE * usual and len(text) >= FULL_LINE * usual / 2
    return not (text[0].islower() or broken_by_margin)


def _table_end(raw: Sequence[str], start: int) -> int:
    """Return the index behind the last of the lines with tabs; only blank lines may stand between them."""
    end = i = start
    while i < len(raw) and ("\t" in raw[i] or not raw[i].strip()):
        if raw[i].strip():
            end = i + 1
        i += 1
    return end


def _table(raw: Sequence[str], page: int, first: int) -> Table:
    """Return the table of lines with tabs; a line that goes on with the first cell's sentence goes on with its row."""
    cells = [(row, line.split("\t")) for row, line in enumerate(raw, first) if line.strip()]
    columns = max(len(parts) for _, parts in cells)
    rows: list[list[list[Line]]] = []
    for row, parts in cells:
        if not rows or _begins_row(rows, parts[0]):
            rows.append([[] for _ in range(columns)])
        for column, part in enumerate(parts):
            if text := clean(part):
                rows[-1][column].append(_line(part, text, page, row, None))
    top, bottom = first * LINE, (cells[-1][0] + 1) * LINE
    box = Box(0.0, top, max(CHARACTER * len(line.expandtabs(4)) for line in raw), bottom)
    return Table(page, box, tuple(tuple(Cell(box, tuple(lines)) for lines in row) for row in rows))


def _begins_row(rows: Sequence[Sequence[Sequence[Line]]], part: str) -> bool:
    """Tell whether a line begins a row: behind the header, with a label, or with a capital behind a finished cell."""
    text, cell = clean(part), rows[-1][0]
    if len(rows) == 1 or not cell or read_labels(text):
        return bool(text) or len(rows) == 1
    return bool(_CELL_END.search(cell[-1].text)) and text[:1].isupper()
