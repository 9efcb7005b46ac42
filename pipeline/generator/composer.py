"""Composes a paper out of headings, paragraphs and tables, in the look drawn for it."""

from __future__ import annotations

from random import Random

from pipeline.generator.content import Content
from pipeline.generator.look import Look, format_number
from pipeline.generator.paper import Block, Cell, Gap, Paper, Paragraph, Piece, Role, Table


class Composer:
    """Adds blocks to one paper; the helpers below return blocks that forms put together themselves."""

    def __init__(self, paper: Paper, content: Content, look: Look) -> None:
        self.paper = paper
        self.content = content
        self.look = look
        self.rng: Random = content.rng
        self.section = 0
        self.paragraph = 0
        self.titles: list[Piece] = []

    def add(self, *blocks: Block) -> None:
        """Add blocks to the paper."""
        self.paper.blocks.extend(blocks)

    def add_heading(self, text: str, role: Role = Role.OTHER, level: int = 1) -> Piece:
        """Add a heading; first-level ones count as sections and stand in the contents list."""
        look = self.look.heading_look if level == 1 else "b"
        shown = text.upper() if "k" in look and role is not Role.NUMBER else text
        piece = Piece(shown, role, look.replace("k", ""))
        label = None
        if level == 1:
            self.section += 1
            self.paragraph = 0
            self.titles.append(piece)
            if self.look.heading_numbers:
                label = Piece(f"{self.section}.", Role.NUMBER, look.replace("k", ""))
        self.add(Paragraph([piece], f"h{level}", label))
        return piece

    def add_text(self, text: str, role: Role = Role.OTHER) -> Piece:
        """Add a paragraph of running text, numbered where this paper numbers its paragraphs."""
        piece = Piece(text, role)
        label = None
        if self.look.paragraph_numbers and self.section:
            self.paragraph += 1
            label = Piece(f"{self.section}.{self.paragraph}", Role.NUMBER)
        self.add(Paragraph([piece], "body", label))
        return piece

    def add_lead(self, text: str) -> Piece:
        """Add a lead-in, which carries no paragraph number."""
        piece = Piece(text, Role.LEAD_IN)
        self.add(Paragraph([piece], "lead"))
        return piece

    def add_items(self, texts: list[str], role: Role = Role.OTHER) -> None:
        """Add a bulleted list of running text."""
        for text in texts:
            self.add(Paragraph([Piece(text, role)], "item", Piece(self.look.bullet, Role.NUMBER)))

    def add_gap(self, height: float = 10) -> None:
        """Add empty space."""
        self.add(Gap(height))

    def number(self, index: int, style: str | None = None) -> tuple[str, str]:
        """Return the printed and the gold number of a recommendation."""
        return format_number(self.look.numbering if style is None else style, index, max(self.section, 1))

    def header_cell(self, text: str, role: Role = Role.OTHER, columns: int = 1, rows: int = 1) -> Cell:
        """Return a cell of a table's header."""
        look = "bw" if self.look.header_dark else "b"
        return Cell([Paragraph([Piece(text, role, look)], "cell")], columns, rows)

    def header_cell_plain(self, text: str, role: Role = Role.OTHER) -> Cell:
        """Return a bold cell at the left of a labelled row, lightly shaded."""
        return Cell([Paragraph([Piece(text, role, "b")], "cell")], shade=self.look.tint)

    def table(self, rows: list[list[Cell]], widths: list[float], header_rows: int = 1) -> Table:
        """Return a table in this paper's look."""
        shade = self.look.colour if self.look.header_dark else self.rng.choice(["", self.look.tint])
        return Table(rows, widths, header_rows, self.look.rules, shade)


def cell(*pieces: Piece) -> Cell:
    """Return a cell with one paragraph for each piece; none for empty wording."""
    return Cell([Paragraph([piece], "cell") for piece in pieces if piece.text])


def hung(label: str, piece: Piece, level: int = 0, look: str = "") -> Paragraph:
    """Return a list item whose label hangs in front."""
    return Paragraph([piece], "item", Piece(label, Role.NUMBER, look) if label else None, level)
