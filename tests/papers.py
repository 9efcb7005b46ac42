"""Papers with chosen words for one test each: reports and pro formas, drawn by the generator's own PDF writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pypdfium2

from pipeline.generator import paper as generated
from pipeline.generator.look import Look, to_roman
from pipeline.generator.paper import Block, Cell, Gap, Paragraph, Piece, Table
from pipeline.generator.render_pdf import SOFT_HYPHEN, PdfWriter

PLAIN = Look(
    font="Helvetica",
    heading_font="Helvetica",
    size=11,
    spacing=14 / 11,
    after=10,
    margin=72,
    colour="000000",
    tint="F2F2F2",
    heading_look="b",
    heading_size=1.0,
    heading_numbers=False,
    paragraph_numbers=False,
    justified=False,
    rules="grid",
    header_dark=False,
    numbering="1.",
    bullet="•",
    box="framed",
    contents=False,
    cover=False,
)
"""How every test's paper is set, unless the test is of the setting."""

HEADER = ("Recommendation", "Accepted, rejected or partially accepted", "Proposed action and indicative timescale")
WIDTHS = (0.38, 0.26, 0.36)


@dataclass
class Furniture:
    """What is printed on every page: a running head, the paper's own number, a pack's stamp."""

    head: str = ""
    own_numbers: bool = True
    stamp_from: int = 0
    item: str = ""


@dataclass
class Row:
    """One row of a pro forma."""

    recommendation: str
    status: str = ""
    action: str = ""


@dataclass
class Section:
    """A heading with a list of items under it; a label style of "" sets no labels."""

    heading: str
    items: list[str]
    style: str = "{n}."
    stem: str = ""
    note: str = ""
    last_after_note: bool = False


@dataclass
class Paper:
    """A paper to draw: its front lines, numbered paragraphs and sections, or a pro forma's rows."""

    front: list[str]
    paragraphs: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    furniture: Furniture = field(default_factory=Furniture)
    hyphenate: bool = False


def text(words: str, look: str = "", style: str = "body", label: str = "", level: int = 0) -> Paragraph:
    """Return a paragraph of one piece; `look` and `style` as the generator knows them."""
    return Paragraph([Piece(words, look=look)], style, Piece(label) if label else None, level)


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float], headed: bool = True, rules: str = "grid") -> Table:
    """Return a table of texts, its first row the header unless it has none; `widths` are shares of the text width."""
    cells = [
        [Cell([text(words, "b" if headed and i == 0 else "", "cell")]) for words in row] for i, row in enumerate(rows)
    ]
    return Table(cells, list(widths), int(headed), rules)


def draw_blocks(blocks: list[Block], look: Look = PLAIN, head: str = "", foot: str = "", stamp_from: int = 0) -> bytes:
    """Draw blocks as one PDF with a running head, a foot and, from a number on, a pack's stamp."""
    stamp = "Page {page}" if stamp_from else ""
    paper = generated.Paper(
        "paper", "other", "", head=head, foot=foot, stamp=stamp, stamp_from=stamp_from, blocks=blocks
    )
    return PdfWriter(paper, look, "portrait").write()[0]


def draw(*papers: Paper) -> bytes:
    """Return the papers as one PDF, one behind the other."""
    drawn = [_draw_paper(paper) for paper in papers]
    if len(drawn) == 1:
        return drawn[0]
    joined, stream = pypdfium2.PdfDocument.new(), BytesIO()
    for data in drawn:
        joined.import_pages(pypdfium2.PdfDocument(data))
    joined.save(stream)
    return stream.getvalue()


def _draw_paper(paper: Paper) -> bytes:
    furniture = paper.furniture
    blocks: list[Block] = [text(f"Agenda Item {furniture.item}", style="small")] if furniture.item else []
    blocks += [text(line, "b", "subtitle") for line in paper.front]
    blocks += [_numbered(paper, n, words) for n, words in enumerate(paper.paragraphs, 1)]
    for section in paper.sections:
        blocks += _section(paper, section)
    blocks += [_numbered(paper, n, words) for n, words in enumerate(paper.closing, 1 + len(paper.paragraphs))]
    blocks += [text(line, "b") for line in paper.fields]
    if paper.rows:
        blocks += [Gap(4), _form(paper.rows)]
    foot = "{page}" if furniture.own_numbers else ""
    return draw_blocks(blocks, head=furniture.head, foot=foot, stamp_from=furniture.stamp_from)


def _numbered(paper: Paper, number: int, words: str) -> Paragraph:
    return text(_hyphenated(words) if paper.hyphenate else words, label=f"{number}.")


def _section(paper: Paper, section: Section) -> list[Block]:
    blocks: list[Block] = [text(section.heading, "b", "h2")]
    if section.stem:
        blocks.append(text(section.stem, style="lead"))
    for n, words in enumerate(section.items, 1):
        if section.note and section.last_after_note and n == len(section.items):
            blocks.append(text(section.note))
        label = section.style.format(n=n, a=chr(96 + n), i=to_roman(n))
        blocks.append(text(_hyphenated(words) if paper.hyphenate else words, style="item", label=label))
    return blocks


def _hyphenated(words: str) -> str:
    """Return the text with a place to break in the middle of each long word."""
    return " ".join(
        word[: len(word) // 2] + SOFT_HYPHEN + word[len(word) // 2 :] if word.isalpha() and len(word) >= 10 else word
        for word in words.split()
    )


def _form(rows: list[Row]) -> Table:
    return ruled([HEADER, *((row.recommendation, row.status, row.action) for row in rows)], WIDTHS)
