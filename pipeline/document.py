"""What is read: documents, pages, lines, tables, and the reports and blocks found in them.

Coordinates are PDF points measured from the top left corner of the page; pages count from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Problem = tuple[int, str, str, str]
"""What a reader had to work around: page (0 for the file), code of the check, message, remedy."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"box with negative extent: {self.x0} {self.top} {self.x1} {self.bottom}")

    def __str__(self) -> str:
        return f"{self.x0:.1f} {self.top:.1f} {self.x1:.1f} {self.bottom:.1f}"

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    def overlaps(self, other: Box) -> bool:
        """Tell whether this box and another have some of the page in common."""
        return self.top < other.bottom and other.top < self.bottom and self.x0 < other.x1 and other.x0 < self.x1

    def encloses(self, other: Box) -> bool:
        """Tell whether the middle of `other` lies inside this box."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def enclosing_box(boxes: list[Box]) -> Box:
    """Return the smallest box around `boxes` (at least one)."""
    return Box(
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """One word as set on the page; `size` is its font size in points."""

    text: str
    box: Box
    size: float
    bold: bool = False
    italic: bool = False


WORD_GAP = 0.12
"""Words nearer than this share of the font size are one word set in two fonts."""


def line_text(words: Sequence[Word]) -> str:
    """Join the words of one line, without a space where a word is set in two fonts."""
    text = ""
    for i, word in enumerate(words):
        gap = word.box.x0 - words[i - 1].box.x1 if i else 0.0
        near = bool(i) and gap < WORD_GAP * max(word.size, words[i - 1].size)
        text += word.text if near or not i else f" {word.text}"
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on a page.

    `text` has single spaces between words and no footnote marks; `words` hold the same characters.
    `framed` numbers the drawn box around the line (0: none, counted over the document).
    `begins` says whether it begins a paragraph, where the file itself says so (Word, text); None where layout tells.
    `shift` is how far, in points, its column stands right of the page's first; `aside` tells that it stands beside the
    running text.
    """

    page: int
    text: str
    box: Box
    size: float
    words: tuple[Word, ...] = ()
    underlined: bool = False
    framed: int = 0
    begins: bool | None = None
    shift: float = 0.0
    aside: bool = False

    @property
    def x0(self) -> float:
        """Left edge in points, as if its column were the page's first."""
        return self.box.x0 - self.shift

    @property
    def bold_share(self) -> float:
        """Share of the line's characters set in bold, 0 to 1."""
        return _share(self.words, [w.bold for w in self.words])

    @property
    def italic_share(self) -> float:
        """Share of the line's characters set in italics, 0 to 1."""
        return _share(self.words, [w.italic for w in self.words])


def _share(words: tuple[Word, ...], flags: list[bool]) -> float:
    total = sum(len(w.text) for w in words)
    return sum(len(w.text) for w, on in zip(words, flags, strict=True) if on) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table with the lines that stand in it.

    `covered` tells that a cell of a row above reaches over it, `colour` is "red", "amber", "green" or "blue" if it is filled so,
    or holds a dot of that colour.
    """

    box: Box
    lines: tuple[Line, ...] = ()
    covered: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table on one page; every row has the same number of cells."""

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]


class Source(StrEnum):
    """Where a page's wording comes from."""

    PRINT = "print"
    LAYER = "layer"
    OCR = "ocr"
    TEXT = "text"
    WORD = "word"

    @property
    def loses_labels(self) -> bool:
        """Tell whether numbers get lost on the way: read off a picture, or kept as flat text."""
        return self in (Source.LAYER, Source.OCR, Source.TEXT)


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    `text` is the first pass's plain text with `\\n` between lines. `lines` and `tables` are there only
    where the second pass looked (`studied`); lines inside a table are in its cells alone.
    `printed` is the page number stamped on the page ("45", "iv"), empty if there is none.
    `own_number` is the paper's own page number where a pack stamps another over it.
    `source` is `layer` for the text that another program's OCR left behind a scan. `turn` is by how many degrees,
    clockwise, the picture of a scanned page was turned to set it straight; boxes are those of the straight page.
    `hidden` are the places of words that the page holds and its picture does not show.
    Word and text files have no places: their boxes count lines of 12 points and indents, on one long page each.
    """

    number: int
    width: float
    height: float
    text: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    studied: bool = False
    source: Source = Source.PRINT
    turn: float = 0.0
    printed: str = ""
    own_number: str = ""
    agenda_item: str = ""
    hidden: tuple[Box, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("pages count from 1")

    @property
    def all_lines(self) -> list[Line]:
        """The page's lines, those in its tables' cells behind the others."""
        cells = [line for table in self.tables for row in table.rows for cell in row for line in cell.lines]
        return [*self.lines, *cells]


@dataclass(frozen=True, slots=True)
class Document:
    """One input file as read.

    `name` is the path as given, relative to the input folder, with `/` separators.
    `words` are its lower-case words, by which hyphens at line ends are judged.
    `problems` are what the reader had to work around.
    """

    document_id: str
    name: str
    sha256: str
    size: int
    pages: tuple[Page, ...]
    words: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


class LabelKind(StrEnum):
    """How the number or mark at the start of an item is written."""

    ARABIC = "arabic"
    DECIMAL = "decimal"
    LETTER = "letter"
    ROMAN = "roman"
    NAMED = "named"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """The number, letter or mark that starts an item.

    `text` is the number as printed without punctuation ("1", "a", "8.12", "R7"), empty for a bullet.
    `ordinal` is its place in its series (1 for "a", "i" and "1"; the last part of "8.12"), 0 for a bullet.
    `style` tells series apart: what stays the same along one list ("1.", "(a)", "8.1", "•").
    `name` is the word in front ("Recommendation"). `length` counts the characters it takes in the line.
    `inferred` tells that the number was lost, detached or misread, and follows from its neighbours.
    """

    text: str
    kind: LabelKind
    ordinal: int
    style: str
    length: int
    name: str = ""
    inferred: bool = False


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table after rows cut by page breaks were joined: the lines of each column.

    `covered` are the columns, from 0, over which a cell of a row above reaches; `colours` are those of the cells, "" where
    none carries a meaning, or empty if none of the row does.
    """

    cells: tuple[tuple[Line, ...], ...]
    covered: tuple[int, ...] = ()
    colours: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """All lines of the row, column by column."""
        return [line for cell in self.cells for line in cell]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a table, joined across page breaks.

    `text` is the wording without the label, white space collapsed and line-break hyphens joined.
    `list_id` numbers the list an item belongs to within its report (0: none), `first_x0` is the left edge of
    its first line and `body_x0` of its wording, in points.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    text: str
    label: Label | None = None
    list_id: int = 0
    first_x0: float = 0.0
    body_x0: float = 0.0
    rows: tuple[TableRow, ...] = ()

    @property
    def page(self) -> int:
        """Page of the first line."""
        return self.lines[0].page

    @property
    def last_page(self) -> int:
        """Page of the last line."""
        return self.lines[-1].page

    @property
    def box(self) -> Box:
        """Box around the part of the block that stands on its first page."""
        return enclosing_box([line.box for line in self.lines if line.page == self.page])

    @property
    def size(self) -> float:
        """Font size of the longest line, in points."""
        return max(self.lines, key=lambda line: len(line.text)).size


class DocType(StrEnum):
    """What a document, or a report inside a pack, is."""

    PACK = "pack"
    AGENDA = "agenda"
    MINUTES = "minutes"
    OFFICER_REPORT = "officer_report"
    SCRUTINY_REPORT = "scrutiny_report"
    RESPONSE = "response"
    DECISION_RECORD = "decision_record"
    APPENDIX = "appendix"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a report's first page says about it; `committee` is who issues it: a body, or an officer."""

    doc_type: DocType
    title: str = ""
    committee: str = ""
    authors: str = ""
    addressed_to: str = ""
    meeting_date: date | None = None
    item: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One paper inside a document: its pages, what its front page says, and its blocks in reading order.

    `loses_labels` tells that it was read off pictures or flat text, where numbers are lost and letters misread.
    """

    position: int
    first_page: int
    last_page: int
    front: FrontMatter
    blocks: tuple[Block, ...] = field(default=())
    loses_labels: bool = False
