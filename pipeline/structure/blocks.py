"""Lines become blocks: headings, paragraphs, list items and tables, bridged across page breaks.

Layout comes before language: a wider gap, a label in its place, a change of type or a drawn frame begins a block. At
a page break, where gaps tell nothing, an unfinished sentence or a full last line goes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Label, LabelKind, Line, Page, Table, enclosing_box
from pipeline.labels import bare_number, read_labels
from pipeline.structure.beginnings import body_x0, ended_early, hangs, is_next_column, label_is_strong, starts_upper
from pipeline.structure.headings import is_heading
from pipeline.structure.numbering import ListTracker, bare_numbers, with_lone_numbers
from pipeline.structure.ordering import Placed, in_reading_order
from pipeline.structure.repair import repair_numbering
from pipeline.structure.spacing import SPACED, usual_pitch
from pipeline.structure.tables import is_layout, is_numbered, join_tables, labels_told_twice, lays_out_page, table_rows
from pipeline.wording import join_lines

EXTRA_GAP = 0.22
"""A line this share of its size further down than usual begins a block."""
CLAUSE_GAP = 0.1
"""A line this share of its size further down begins a block, if the line before ends as an item of a list does: with ";"."""
WIDE_GAP = 0.6
"""A line this share of its size further down begins a block, however open the sentence before it."""
SHORT = 0.8
"""In spaced text a finished line that reaches less than this share of the widest ends its paragraph."""
OUTDENT = 6.0
"""Points further left than the wording of an item at which a line no longer belongs to it."""
FULL_LINE = 0.9
"""A line that reaches this share of the widest line's right edge was broken by the margin, not by its end."""

_FINISHED = re.compile(r"[.:;?!][\"'\u2019\u201d)\]]*$|(?:;|,)\s*(?:and|or)$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;,]\s*(?:and|or)$|;$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^\([^()]{2,60}\)\.?$")
_SENTENCE_END = re.compile(r"[.?!:][\"'\u2019\u201d)\]]*$")


def build_blocks(pages: Sequence[Page], known: frozenset[str], usual_size: float) -> tuple[Block, ...]:
    """Build the blocks of one report from its pages' lines and tables.

    Args:
        pages: the report's pages in order, furniture already out.
        known: the document's words, by which hyphens at line ends are judged.
        usual_size: the document's usual font size in points.
    """
    told_twice = labels_told_twice([table for page in pages for table in page.tables])
    placed = list(in_reading_order(pages))
    bare = bare_numbers(one.element for one in placed if isinstance(one.element, Line) and not one.aside)
    widest = max((line.box.x1 - line.shift for page in pages for line in page.lines), default=0.0)
    builder = _Builder(usual_pitch(pages), widest, known, usual_size, told_twice, bare)
    for one in placed:
        builder.take(one)
    builder.close()
    builder.add_asides()
    if any(page.source.loses_labels for page in pages):
        return repair_numbering(join_tables(builder.blocks))
    return join_tables(with_lone_numbers(builder.blocks))


class _Builder:
    """Holds the open block while lines arrive in reading order."""

    def __init__(
        self,
        pitch: float,
        widest: float,
        known: frozenset[str],
        usual_size: float,
        told_twice: frozenset[str],
        bare: Mapping[int, Label],
    ) -> None:
        self.told_twice = told_twice
        self.bare = bare
        self.blocks: list[Block] = []
        self.pitch = pitch
        self.widest = widest
        self.known = known
        self.usual_size = usual_size
        self.lists = ListTracker()
        self.lines: list[Line] = []
        self.labels: tuple[Label, ...] = ()
        self.body_x0 = 0.0
        self.asides: list[Line | Table] = []

    def take(self, placed: Placed) -> None:
        """Take the next line or table; asides wait until the open paragraph has ended."""
        if placed.aside:
            self.asides.append(placed.element)
        elif placed.goes_on and self.lines and isinstance(placed.element, Line):
            self.lines.append(placed.element)
        else:
            self.add(placed.element)

    def add_asides(self) -> None:
        """Take what stood beside the running text or interrupted it."""
        asides, self.asides = self.asides, []
        for element in asides:
            self.add(element)
        if asides:
            self.close()

    def add(self, element: Line | Table) -> None:
        """Take the next line or table."""
        if isinstance(element, Table):
            self.close()
            self.add_asides()
            if is_numbered(element) and not (self.blocks and self.blocks[-1].kind is BlockKind.TABLE):
                self._add_numbered(element)
            elif is_layout(element, self.told_twice):
                self._add_fields(element)
            elif lays_out_page(element):
                self._add_page(element)
            else:
                self.blocks.append(_table_block(element))
            return
        bare = self.bare.get(id(element))
        labels = read_labels(element.text) or ((bare,) if bare is not None else ())
        if not self.lines or self._begins_block(element, labels):
            self.close()
            self.add_asides()
            self._open(element, labels)
        else:
            self.lines.append(element)
            if len(self.lines) == 2 and self.labels:
                self.body_x0 = element.x0

    def _add_fields(self, table: Table) -> None:
        """Take a table that only lays out fields ("Subject", "Recommendations") as running text, cell by cell."""
        for row in table.rows:
            for cell in row:
                for line in cell.lines:
                    self.add(line)
                self.close()

    def _add_page(self, table: Table) -> None:
        """Take a table that lays out a page: its longest cell is running text, the others stand beside it."""
        longest = max(table.rows[0], key=lambda cell: len(cell.lines))
        self.asides += [line for cell in table.rows[0] if cell is not longest for line in cell.lines]
        for line in longest.lines:
            self.add(line)

    def _add_numbered(self, table: Table) -> None:
        """Take a table that sets numbers beside items ("1 | Run the bus …") as the items of a list."""
        for row in table.rows:
            if row[1].lines:
                number, first = row[0].lines[0], row[1].lines[0]
                text, box = f"{number.text} {first.text}", enclosing_box([number.box, first.box])
                line = replace(first, text=text, box=box, words=(*number.words, *first.words))
                bare = bare_number(text)
                self._open(line, read_labels(text) or ((bare,) if bare is not None else ()))
                for following in row[1].lines[1:]:
                    self.add(following)
            self.close()

    def close(self) -> None:
        """End the open block."""
        if self.lines:
            self.blocks.append(self._finished_block())
        self.lines = []

    def _open(self, line: Line, labels: tuple[Label, ...]) -> None:
        self.lines = [line]
        self.labels = labels
        self.body_x0 = body_x0(line, labels[0]) if labels else line.x0

    def _finished_block(self) -> Block:
        lines, labels = tuple(self.lines), self.labels
        text = join_lines([line.text for line in lines], self.known)
        first_x0 = lines[0].x0
        named = bool(labels) and labels[0].kind is LabelKind.NAMED
        if is_heading(lines, labels[0] if labels else None, self.usual_size):
            label = labels[0] if labels else None
            self.lists.end_bullets(first_x0)
            if label is not None and not named:
                label, _ = self.lists.assign(labels, first_x0)
            return Block(
                BlockKind.HEADING, lines, text[label.length :] if label else text, label, 0, first_x0, self.body_x0
            )
        if labels:
            label, list_id = self.lists.assign(labels, first_x0)
            return Block(BlockKind.ITEM, lines, text[label.length :].strip(), label, list_id, first_x0, self.body_x0)
        return Block(BlockKind.PARAGRAPH, lines, text, None, 0, first_x0, self.body_x0)

    def _begins_block(self, line: Line, labels: tuple[Label, ...]) -> bool:
        last = self.lines[-1]
        if line.page != last.page:
            return line.page > last.page + 1 or self._begins_after_break(line, labels, last)
        if is_next_column(line, last):
            return line.framed != last.framed or ended_early(last, line) or self._begins_after_break(line, labels, last)
        if line.begins is not None:
            return line.begins
        beside = line.box.top < last.box.bottom - 1 and line.box.x0 > last.box.x1
        if beside or line.framed != last.framed or self._changes_type(line, last):
            return True
        gap = (line.box.top - last.box.top) / max(line.size, last.size, 1) - self._own_pitch()
        extra = CLAUSE_GAP if _CLAUSE_END.search(last.text) else EXTRA_GAP
        if gap < -self.pitch or (gap > extra and not self._plainly_goes_on(line, labels, gap)):
            return True
        if self._is_indented(line, last) or (labels and self._is_item_start(line, labels, last)):
            return True
        if self.labels and line.x0 < self.body_x0 - OUTDENT and line.x0 <= self.lines[0].x0 + 2:
            further_left = line.x0 < self.lines[0].x0 - OUTDENT
            return bool(_FINISHED.search(last.text)) and (len(self.lines) > 1 or further_left)
        return False

    def _is_indented(self, line: Line, last: Line) -> bool:
        """Tell whether a line begins a paragraph because its first line is indented, or the one before ended early."""
        if not _SENTENCE_END.search(last.text) or not starts_upper(line.text):
            return False
        first = self.lines[0].x0
        if len(self.lines) > 1 and first > self.lines[1].x0 + OUTDENT and not self.labels:
            return abs(line.x0 - first) < OUTDENT / 2
        early = last.box.x1 - last.shift < SHORT * max(self.widest, 1.0)
        return self.pitch > SPACED and early and line.x0 >= last.x0 - OUTDENT / 2

    def _plainly_goes_on(self, line: Line, labels: tuple[Label, ...], gap: float) -> bool:
        """Tell whether a line goes on with an open sentence though it stands lower: a tall bullet shifts its line's top."""
        in_place = min(abs(line.x0 - x0) for x0 in (self.body_x0, self.lines[-1].x0)) < OUTDENT
        open_sentence = not _FINISHED.search(self.lines[-1].text) and line.text[0].islower()
        return gap < WIDE_GAP and in_place and open_sentence and not labels

    def _own_pitch(self) -> float:
        """Distance between the open block's first lines as a multiple of their size, the document's if it has one line."""
        if len(self.lines) > 1 and self.lines[0].page == self.lines[1].page and self.lines[0].size:
            return min((self.lines[1].box.top - self.lines[0].box.top) / self.lines[0].size, self.pitch + EXTRA_GAP)
        return self.pitch

    def _changes_type(self, line: Line, last: Line) -> bool:
        if abs(line.size - last.size) > 0.15 * max(line.size, last.size):
            return True
        ended = last.box.x1 - last.shift < SHORT * self.widest
        if ended and not line.underlined and all(entry.underlined for entry in self.lines):
            return True
        all_bold = all(entry.bold_share > 0.9 for entry in self.lines)
        if all_bold and line.bold_share < 0.5 and self._ends_in_plain_type(line, ended):
            return False
        if all_bold and line.bold_share < 0.5:
            return is_heading(tuple(self.lines), self.labels[0] if self.labels else None, self.usual_size) or bool(
                _SENTENCE_END.search(last.text)
            )
        set_apart = line.bold_share > 0.95 and last.bold_share < 0.5 and not _IN_BRACKETS.search(line.text)
        return not all_bold and set_apart and bool(_FINISHED.search(last.text))

    def _ends_in_plain_type(self, line: Line, ended: bool) -> bool:
        """Tell whether a line is the end of a sentence in bold: its last words are, or it only refers to a paragraph.

        Where the line before `ended` early it was a heading, and the words in bold open the paragraph below it.
        """
        begins_bold = bool(line.words) and line.words[0].bold and not _SENTENCE_END.search(self.lines[-1].text)
        begins_bold = begins_bold and not (ended and starts_upper(line.text))
        return begins_bold or _IN_BRACKETS.search(line.text) is not None

    def _is_item_start(self, line: Line, labels: tuple[Label, ...], last: Line) -> bool:
        label = labels[0]
        x0 = line.x0
        next_here = self._follow_own(labels, misprinted=True) and abs(x0 - self.lines[0].x0) < OUTDENT
        if self.lists.expects(labels, x0) or next_here:
            return (
                bool(_FINISHED.search(last.text))
                or abs(x0 - self.body_x0) > OUTDENT
                or label.kind is LabelKind.BULLET
                or not self.labels
            )
        if label.kind is LabelKind.BULLET:
            return label.style not in "-\u2013\u2014" or bool(_FINISHED.search(last.text))
        if label.kind is LabelKind.NAMED:
            return bool(_FINISHED.search(last.text))
        set_off = x0 > self.body_x0 + OUTDENT or hangs(line, label)
        return label.ordinal == 1 and (set_off or bool(_FINISHED.search(last.text)))

    def _begins_after_break(self, line: Line, labels: tuple[Label, ...], last: Line) -> bool:
        if abs(line.size - last.size) > 0.15 * max(line.size, last.size) or (line.bold_share > 0.9) != (
            last.bold_share > 0.9
        ):
            return True
        if (
            is_heading(tuple(self.lines), self.labels[0] if self.labels else None, self.usual_size)
            and len(self.lines) < 3
        ):
            return True
        if line.text.isupper() and not last.text.isupper() and is_heading((line,), None, self.usual_size):
            return True
        if (
            labels
            and (self._expects_next(labels, line.x0) or label_is_strong(labels[0]))
            and starts_upper(line.text[labels[0].length :])
        ):
            return bool(_FINISHED.search(last.text)) or bool(self._expects_next(labels, line.x0))
        if labels and _FINISHED.search(last.text) and self._expects_next(labels, line.x0):
            return True
        if _IN_BRACKETS.search(last.text) and len(self.lines) > 1:
            return True
        if not _SENTENCE_END.search(last.text):
            return labels != () and labels[0].kind is LabelKind.BULLET
        same_edge = abs(line.x0 - self.body_x0) < OUTDENT
        widest = max(entry.box.x1 - entry.shift for entry in self.lines)
        full = last.box.x1 - last.shift >= FULL_LINE * widest and len(self.lines) > 1
        return not (same_edge and full and bool(self.labels))

    def _expects_next(self, labels: tuple[Label, ...], x0: float) -> bool:
        return bool(self.lists.expects(labels, x0)) or self._follow_own(labels)

    def _follow_own(self, labels: tuple[Label, ...], misprinted: bool = False) -> bool:
        """Tell whether labels, in one of their readings ("i" is a letter or a number), come next after the open block's.

        `misprinted` lets "b)" follow "A)", or "2" follow "1.".
        """
        return any(
            label.ordinal == own.ordinal + 1 and (misprinted or own.style == label.style)
            for own in self.labels
            for label in labels
        )


def _table_block(table: Table) -> Block:
    rows = table_rows(table)
    lines = tuple(line for row in rows for line in row.lines)
    return Block(BlockKind.TABLE, lines, "", None, 0, table.box.x0, table.box.x0, rows)
