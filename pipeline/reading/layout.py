"""Words with boxes become lines: what belongs on one line, what a footnote mark is, what a rule underlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.document import Box, Line, Word, enclosing_box, line_text
from pipeline.wording import clean

SAME_LINE = 0.5
"""Share of the smaller height by which two words must overlap to stand on one line."""
RAISED_SIZE = 0.8
"""A footnote mark is set smaller than this share of its line's size."""
UNDERLINE_REACH = 3.0
"""Points below the letters within which a rule counts as their underline."""

_MARK = re.compile(r"^[\d,*†‡§]{1,6}$")


def words_to_lines(
    words: Iterable[Word], page: int, frames: Sequence[Box] = (), rules: Sequence[Box] = ()
) -> tuple[Line, ...]:
    """Group words into lines, top to bottom.

    Args:
        words: the words of one page in any order.
        page: its number, from 1.
        frames: boxes drawn around text; a line in one carries the frame's number (from 1).
        rules: thin horizontal rules, by which underlined lines are known.
    """
    rows: list[list[Word]] = []
    tallest: list[Word] = []
    for word in sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.x0)):
        row = next(
            (i for i in range(len(rows) - 1, max(-1, len(rows) - 5), -1) if _on_one_line(tallest[i], word)), None
        )
        if row is None:
            rows.append([word])
            tallest.append(word)
        else:
            rows[row].append(word)
            if word.size > tallest[row].size:
                tallest[row] = word
    lines = [line for row in rows if (line := _line(row, page, frames, rules)) is not None]
    return tuple(sorted(lines, key=lambda line: (line.box.top, line.box.x0)))


def _on_one_line(main: Word, word: Word) -> bool:
    one, other = main.box, word.box
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap >= SAME_LINE * min(one.height, other.height)


def _line(row: list[Word], page: int, frames: Sequence[Box], rules: Sequence[Box]) -> Line | None:
    row.sort(key=lambda w: w.box.x0)
    size = _usual_size(row)
    kept = [w for i, w in enumerate(row) if not (i and _is_footnote_mark(w, row[i - 1], size))]
    text = clean(line_text(kept))
    if not text:
        return None
    box = _line_box(kept, size)
    frame = next((i for i, f in enumerate(frames, 1) if f.encloses(box)), 0)
    return Line(page, text, box, size, tuple(kept), any(_underlines(rule, box) for rule in rules), frame)


def _line_box(words: list[Word], size: float) -> Box:
    """Return the box of a line; a bullet or mark set larger does not make the line taller."""
    main = [w.box for w in words if abs(w.size - size) < 0.5] or [w.box for w in words]
    around, tall = enclosing_box([w.box for w in words]), enclosing_box(main)
    return Box(around.x0, tall.top, around.x1, tall.bottom)


def _usual_size(row: list[Word]) -> float:
    weight: dict[float, int] = {}
    for word in row:
        weight[round(word.size, 1)] = weight.get(round(word.size, 1), 0) + len(word.text)
    return max(weight, key=lambda s: (weight[s], s))


def _is_footnote_mark(word: Word, before: Word, size: float) -> bool:
    raised = word.box.bottom < before.box.bottom - 0.15 * size or word.box.top <= before.box.top + 0.1 * size
    return (
        word.size < RAISED_SIZE * size and raised and bool(_MARK.match(word.text)) and before.size >= RAISED_SIZE * size
    )


def _underlines(rule: Box, box: Box) -> bool:
    below = -1.0 <= rule.top - box.bottom + 0.25 * box.height <= UNDERLINE_REACH + 0.25 * box.height
    fits = rule.width <= 1.1 * box.width + 0.5 * box.height
    return below and fits and min(rule.x1, box.x1) - max(rule.x0, box.x0) >= 0.8 * box.width
