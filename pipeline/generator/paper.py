"""What a generated paper is made of, before it is drawn: wording with its role, paragraphs, tables and boxes.

Both writers (PDF and Word) draw the same blocks, so a paper's gold rows do not depend on its format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.generator.content import Demand


class Role(StrEnum):
    """What a piece of wording does on the paper; the values of passages.csv."""

    RECOMMENDATION = "recommendation"
    CONCLUSION = "conclusion"
    DECISION = "decision"
    RESOLUTION = "resolution"
    FINDING = "finding"
    OTHERS = "others_recommendation"
    QUOTATION = "quotation"
    REPLY = "reply"
    STATUS = "status"
    ACTION = "action"
    TIMESCALE = "timescale"
    OWNER = "owner"
    NUMBER = "number"
    LEAD_IN = "lead_in"
    RECOMMENDATION_HEADING = "recommendation_heading"
    REPLY_HEADING = "reply_heading"
    CONTENTS = "contents"
    OTHER = "other"


@dataclass(eq=False, slots=True)
class Piece:
    """A run of wording with one role. Pieces are compared by identity: the same words may stand twice.

    `look` holds letters: b bold, i italic, u underlined, c coloured, k capitals, s superscript.
    """

    text: str
    role: Role = Role.OTHER
    look: str = ""


@dataclass(eq=False, slots=True)
class Paragraph:
    """Pieces set one behind another. `label` hangs in front of them; `level` counts indents, from 0."""

    pieces: list[Piece]
    style: str = "body"
    label: Piece | None = None
    level: int = 0
    note: str = ""

    def all_pieces(self) -> list[Piece]:
        """Return the label and the pieces in reading order."""
        return ([self.label] if self.label else []) + self.pieces


@dataclass(eq=False, slots=True)
class Cell:
    """A table cell. `shade` is a colour as RRGGBB; `tick` is a drawn box, ticked or not, or None."""

    paragraphs: list[Paragraph]
    columns: int = 1
    rows: int = 1
    shade: str = ""
    tick: bool | None = None


@dataclass(eq=False, slots=True)
class Table:
    """Rows of cells; a cell that spans stands once, in its first row. `widths` are shares of the text width."""

    rows: list[list[Cell]]
    widths: list[float]
    header_rows: int = 1
    rules: str = "grid"
    header_shade: str = ""
    stripe: str = ""


@dataclass(eq=False, slots=True)
class Box:
    """Paragraphs that a frame, a shade or a rule at the side sets apart (`look`: framed, shaded, ruled, filled)."""

    paragraphs: list[Paragraph]
    look: str = "framed"


@dataclass(eq=False, slots=True)
class SideHeading:
    """A heading in the margin with the paragraphs that stand right of it."""

    heading: Paragraph
    paragraphs: list[Paragraph]


@dataclass(eq=False, slots=True)
class Break:
    """A new page, and from it on the page's setting: "portrait", "landscape" or "columns"."""

    setting: str = "portrait"


@dataclass(eq=False, slots=True)
class Gap:
    """Empty space, in points."""

    height: float = 12


Block = Paragraph | Table | Box | SideHeading | Break | Gap


@dataclass(eq=False, slots=True)
class RecommendationRow:
    """A gold recommendation; `piece` is where it begins, `again` where it is stated a second time,
    `demand` what it asks for, which its replies turn on.
    """

    piece: Piece
    text: str
    number: str = ""
    kind: str = "scrutiny"
    category: str = ""
    stem: str = ""
    title: str = ""
    addressee: str = ""
    paragraph: str = ""
    again: list[Piece] = field(default_factory=list)
    demand: Demand | None = None


@dataclass(eq=False, slots=True)
class ResponseRow:
    """A gold response; `quoted` is the recommendation as the response prints it, `answers` the rows it answers."""

    piece: Piece
    text: str
    number: str = ""
    status: str = "noted"
    status_text: str = ""
    action: str = ""
    timescale_text: str = ""
    responder: str = ""
    quoted: str = ""
    due_start: str = ""
    due_end: str = ""
    answers: list[RecommendationRow] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class UpdateRow:
    """A gold progress report of a monitoring paper."""

    piece: Piece
    number: str
    recommendation_text: str
    delivery: str
    delivery_text: str
    rag: str
    text: str
    owner: str
    timescale_text: str
    due_end: str
    update_date: str


@dataclass(eq=False, slots=True)
class Paper:
    """One document with its gold rows. `name` is the file's name without its ending; the pack's `stamp` counts pages
    on from `stamp_from`.
    """

    name: str
    doc_type: str
    title: str
    meeting_date: str = ""
    body: str = ""
    head: str = ""
    foot: str = ""
    stamp: str = ""
    stamp_from: int = 3
    blocks: list[Block] = field(default_factory=list)
    recommendations: list[RecommendationRow] = field(default_factory=list)
    responses: list[ResponseRow] = field(default_factory=list)
    updates: list[UpdateRow] = field(default_factory=list)


def paragraphs_of(block: Block) -> list[Paragraph]:
    """Return every paragraph of a block in reading order."""
    if isinstance(block, Paragraph):
        return [block]
    if isinstance(block, Box):
        return block.paragraphs
    if isinstance(block, SideHeading):
        return [block.heading, *block.paragraphs]
    if isinstance(block, Table):
        return [paragraph for row in block.rows for cell in row for paragraph in cell.paragraphs]
    return []


def pieces_of(paper: Paper) -> list[Piece]:
    """Return every piece of a paper that holds wording, in reading order."""
    paragraphs = (paragraph for block in paper.blocks for paragraph in paragraphs_of(block))
    return [piece for paragraph in paragraphs for piece in paragraph.all_pieces() if piece.text.strip()]
