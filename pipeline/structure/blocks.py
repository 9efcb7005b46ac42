"""Lines become blocks: headings, paragraphs, list items and tables, bridged across page breaks.

Layout comes before language: a wider gap, a label in its place, a change of type or a drawn frame begins a block. At
a page break, where gaps tell nothing, an unfinished sentence or a full last line goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Label, LabelKind, Line, Page, Table, enclosing_box
from pipeline.labels import bare_number, read_labels
from pipeline.structure.headings import is_heading
from pipeline.structure.numbering import ListTracker, bare_numbers
from pipeline.structure.repair import repair_numbering
from pipeline.structure.tables import is_layout, is_numbered, join_tables, labels_told_twice, table_rows
from pipeline.wording import join_lines

EXTRA_GAP = 0.22
"""A line this share of its size further down than usual begins a block."""
CLAUSE_GAP = 0.1
"""A line this share of its size further down begins a block, if the line before ends as an item of a list does: with ";"."""
WIDE_GAP = 0.6
"""A line this share of its size further down begins a block, however open the sentence before it."""
OFTEN = 0.3
"""A line distance this often, against the most frequent one, is common: of two, the wider is between paragraphs."""
SINGLE, SPACED = 1.2, 1.75
"""Distance of lines set solid, and the one from which they are spaced, as multiples of the font size."""
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
    elements = list(_in_reading_order(pages))
    bare = bare_numbers(element for element in elements if isinstance(element, Line))
    builder = _Builder(_usual_pitch(pages), known, usual_size, told_twice, bare)
    for element in elements:
        builder.add(element)
    builder.close()
    joined = join_tables(builder.blocks)
    return repair_numbering(joined) if any(page.source.loses_labels for page in pages) else joined


def _in_reading_order(pages: Sequence[Page]) -> Iterator[Line | Table]:
    for page in pages:
        if page.studied:
            lines = list(page.lines)
            for table in sorted(page.tables, key=lambda t: (t.box.top, t.box.x0)):
                while lines and lines[0].box.top < table.box.top:
                    yield lines.pop(0)
                yield table
            yield from lines


def _usual_pitch(pages: Sequence[Page]) -> float:
    """Return the smallest of the common distances between line tops, as a multiple of the font size."""
    pitches: Counter[float] = Counter()
    for page in pages:
        for before, line in zip(page.lines, page.lines[1:], strict=False):
            if line.size and 0.8 < (pitch := (line.box.top - before.box.top) / line.size) < 2.2:
                pitches[round(pitch, 1)] += 1
    often = max(pitches.values(), default=0)
    usual = min((pitch for pitch, count in pitches.items() if count >= OFTEN * often), default=SINGLE)
    return SINGLE if usual > SPACED and not _fill_the_width(pages) else usual


def _fill_the_width(pages: Sequence[Page]) -> bool:
    """Tell whether most lines were broken by the margin; where they weren't, wide spacing is between paragraphs."""
    right = [line.box.x1 for page in pages for line in page.lines]
    return sum(x1 >= FULL_LINE * max(right) for x1 in right) > len(right) / 2


class _Builder:
    """Holds the open block while lines arrive in reading order."""

    def __init__(
        self,
        pitch: float,
        known: frozenset[str],
        usual_size: float,
        told_twice: frozenset[str],
        bare: Mapping[int, Label],
    ) -> None:
        self.told_twice = told_twice
        self.bare = bare
        self.blocks: list[Block] = []
        self.pitch = pitch
        self.known = known
        self.usual_size = usual_size
        self.lists = ListTracker()
        self.lines: list[Line] = []
        self.labels: tuple[Label, ...] = ()
        self.body_x0 = 0.0
        self.right: Counter[int] = Counter()

    def add(self, element: Line | Table) -> None:
        """Take the next line or table."""
        if isinstance(element, Table):
            self.close()
            if is_numbered(element) and not (self.blocks and self.blocks[-1].kind is BlockKind.TABLE):
                self._add_numbered(element)
            elif is_layout(element, self.told_twice):
                self._add_fields(element)
            else:
                self.blocks.append(_table_block(element))
            return
        bare = self.bare.get(id(element))
        labels = read_labels(element.text) or ((bare,) if bare is not None else ())
        if not self.lines or self._begins_block(element, labels):
            self.close()
            self._open(element, labels)
        else:
            self.lines.append(element)
            if len(self.lines) == 2 and self.labels:
                self.body_x0 = element.box.x0

    def _add_fields(self, table: Table) -> None:
        """Take a table that only lays out fields ("Subject", "Recommendations") as running text, cell by cell."""
        for row in table.rows:
            for cell in row:
                for line in cell.lines:
                    self.add(line)
                self.close()

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
        self.body_x0 = _body_x0(line, labels[0]) if labels else line.box.x0

    def _finished_block(self) -> Block:
        lines, labels = tuple(self.lines), self.labels
        text = join_lines([line.text for line in lines], self.known)
        first_x0 = lines[0].box.x0
        named = bool(labels) and labels[0].kind is LabelKind.NAMED
        if is_heading(lines, labels[0] if labels else None, self.usual_size):
            label = labels[0] if labels else None
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
        if line.page > last.page + 1:
            return True
        if line.page != last.page:
            return self._begins_after_page_break(line, labels, last)
        if line.begins is not None:
            return line.begins
        beside = line.box.top < last.box.bottom - 1 and line.box.x0 > last.box.x1
        if beside or line.framed != last.framed or self._changes_type(line, last):
            return True
        gap = (line.box.top - last.box.top) / max(line.size, last.size, 1) - self._own_pitch()
        extra = CLAUSE_GAP if _CLAUSE_END.search(last.text) else EXTRA_GAP
        if gap < -self.pitch or (gap > extra and not self._plainly_goes_on(line, labels, gap)):
            return True
        if labels and self._is_item_start(line, labels, last):
            return True
        if self.labels and line.box.x0 < self.body_x0 - OUTDENT and line.box.x0 <= self.lines[0].box.x0 + 2:
            further_left = line.box.x0 < self.lines[0].box.x0 - OUTDENT
            return bool(_FINISHED.search(last.text)) and (len(self.lines) > 1 or further_left)
        return False

    def _plainly_goes_on(self, line: Line, labels: tuple[Label, ...], gap: float) -> bool:
        """Tell whether a line goes on with an open sentence though it stands lower: a tall bullet shifts its line's top."""
        in_place = min(abs(line.box.x0 - x0) for x0 in (self.body_x0, self.lines[-1].box.x0)) < OUTDENT
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
        all_bold = all(entry.bold_share > 0.9 for entry in self.lines)
        if all_bold and line.bold_share < 0.5:
            return is_heading(tuple(self.lines), self.labels[0] if self.labels else None, self.usual_size) or bool(
                _SENTENCE_END.search(last.text)
            )
        set_apart = line.bold_share > 0.95 and last.bold_share < 0.5 and not _IN_BRACKETS.search(line.text)
        return not all_bold and set_apart and bool(_FINISHED.search(last.text))

    def _is_item_start(self, line: Line, labels: tuple[Label, ...], last: Line) -> bool:
        label = labels[0]
        x0 = line.box.x0
        if self.lists.expects(labels, x0) or (
            self.labels and label.ordinal == self.labels[0].ordinal + 1 and abs(x0 - self.lines[0].box.x0) < OUTDENT
        ):
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
        return label.ordinal == 1 and bool(_FINISHED.search(last.text) or x0 > self.body_x0 + OUTDENT)

    def _begins_after_page_break(self, line: Line, labels: tuple[Label, ...], last: Line) -> bool:
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
            and (self.lists.expects(labels, line.box.x0) or label_is_strong(labels[0]))
            and _starts_upper(line.text[labels[0].length :])
        ):
            return bool(_FINISHED.search(last.text)) or bool(self._expects_next(labels, line.box.x0))
        if not _SENTENCE_END.search(last.text):
            return labels != () and labels[0].kind is LabelKind.BULLET
        same_edge = abs(line.box.x0 - self.body_x0) < OUTDENT
        widest = max(entry.box.x1 for entry in self.lines)
        full = last.box.x1 >= FULL_LINE * widest and len(self.lines) > 1
        return not (same_edge and full and bool(self.labels))

    def _expects_next(self, labels: tuple[Label, ...], x0: float) -> bool:
        own = self.labels[0] if self.labels else None
        return bool(self.lists.expects(labels, x0)) or (
            own is not None and own.style == labels[0].style and labels[0].ordinal == own.ordinal + 1
        )


def label_is_strong(label: Label) -> bool:
    """Tell whether a label can hardly be the start of a wrapped line."""
    return label.kind in (
        LabelKind.ARABIC,
        LabelKind.BULLET,
        LabelKind.NAMED,
        LabelKind.DECIMAL,
    ) or label.style.startswith("(")


def _starts_upper(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return not first or first.isupper() or first.isdigit()


def _body_x0(line: Line, label: Label) -> float:
    """Return the left edge of the wording behind the label, in points."""
    taken = 0
    for word in line.words:
        if taken >= len(line.text[: label.length].replace(" ", "")):
            return word.box.x0
        taken += len(word.text)
    return line.box.x0


def _table_block(table: Table) -> Block:
    rows = table_rows(table)
    lines = tuple(line for row in rows for line in row.lines)
    return Block(BlockKind.TABLE, lines, "", None, 0, table.box.x0, table.box.x0, rows)
