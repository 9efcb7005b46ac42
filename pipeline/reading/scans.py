"""Which pages must be read off their picture, and what becomes of a reading: the same lines and tables as in print.

A page needs it if it shows text that the file doesn't hold: a scan, letters drawn as shapes, a font that decodes to
garbage. A page on which another program's OCR left a text layer keeps that layer unless our own reading is better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from pipeline.document import Box, Page, Source, Word
from pipeline.labels import read_labels
from pipeline.reading.flow import read_flow
from pipeline.reading.mapping import COMMON_WORDS
from pipeline.reading.ocr import LEVEL, STEEPEST, Piece, Reading
from pipeline.reading.ruled import SMEARED, frames_of, grids_of, read_tables
from pipeline.reading.strokes import ink_of, letters_outside, rules_of
from pipeline.reading.typeset import TINY
from pipeline.series import read_rest
from pipeline.wording import clean

FEW_CHARACTERS = 20
"""A page with fewer characters than this has no text worth the name."""
STAMPED = 250
"""A scan with fewer characters than this holds only what was stamped on it, such as a pack's page number."""
PICTURE_SHARE, WHOLE_PAGE = 0.3, 0.6
"""An image of this share of the page may be the page where it has no text, and where it has some."""
DRAWN_SHAPES = 200
"""A page without text but with so many drawn shapes may have its letters drawn."""
LIGHT, DARK, SHADES = 0.6, 0.0003, 6.0
"""A picture of text: at least this share as light as its paper, this share dark, and not so many times as much between."""
PAPER, BLACK = 40, 150
"""Levels of grey, of 256, by which paper varies and by which ink is darker."""
UNMAPPED = 0.1
"""Share of characters without meaning from which a page's text is garbage."""
MEANINGLESS_GLYPHS = 0.5
"""Share of glyphs without a true character from which it is; bullets and signs of one font are fewer."""
FEWEST_WORDS = 40
"""Words from which a page's language can be judged."""
SHORT_WORDS, VOWELS = 0.02, (0.25, 0.5)
"""Share of the commonest English words below which, and of vowels outside which, text is in a shifted code."""
DOUBTFUL_WORDS = 0.015
"""Share of unlikely words from which another program's OCR is doubted."""
TEXT_SIZE = 0.9
"""Font size as a share of the height of a line's box."""
MISSED_LETTERS = 3
"""So many letters outside the words of an OCR layer show that it missed something."""
LETTERS_OF_A_SCAN = 60
"""So many letters outside the words of a page show that it is a scan with something stamped on it."""
LONG_LINE = 150.0
"""Points from which a line's slope can be told by its words."""
WORD_SPACE = 0.2
"""Space between words, as a share of the font size; words nearer than that are taken for one set in two fonts."""
LETTER_WIDTH, LONG_LINE_LETTERS = 0.48, 30
"""Width of a letter on average, as a share of the font size, and letters from which a line shows it."""
SAME_SIZE = (0.75, 1.22)
"""Lines whose height is within these shares of the page's usual height are of the usual size."""

CONTRAST = 24
"""Levels of grey, of 256, between letters and what they stand on, under which nobody reads them."""

_MEANINGLESS = re.compile(r"[\ue000-\uf8ff\ufffd\u0000-\u0008\u000e-\u001f]|\(cid:\d+\)")
_LIKELY = re.compile(
    r"^[\W\d_]*(?:[A-Z]?[a-z]+|[A-Z]+(?:s|\u2019s|'s)?|[A-Z][a-z]+[A-Z][a-z]+|\W*)"
    r"(?:['\u2019/&.-]*(?:[A-Z]?[a-z]+|[A-Z]+|\d+))*[\W\d_]*(?:st|nd|rd|th|s|m|bn|k|pm|am)?\W*$"
)
_ODD = re.compile(r"^[\u00a2\u00ab\u00bb\u00a5\u00a9\u00ae~^|\\<>{}=]+$|^[A-Za-z]\d[:;,]$|^\d{1,2}[;:]$")


class Condition(StrEnum):
    """How a page's text stands: in print, on a picture only, left by another program's OCR, or garbage."""

    PRINT = "print"
    PICTURE = "picture"
    LAYER = "layer"
    GARBAGE = "garbage"


def condition_of(text: str, picture_share: float, shapes: int, hidden: bool, meaningless: float = 0.0) -> Condition:
    """Return how a page's text stands.

    `PICTURE` is a suspicion: `shows_more_text` tells whether the picture shows text that the page doesn't hold.

    Args:
        text: the page's text.
        picture_share: share of the page that its largest image covers.
        shapes: number of drawn objects.
        hidden: whether the text is invisible or under the image.
        meaningless: share of glyphs for which the file doesn't say, or not truly, which characters they are.
    """
    if meaningless > MEANINGLESS_GLYPHS:
        return Condition.GARBAGE
    characters = len("".join(text.split()))
    if characters < FEW_CHARACTERS:
        return Condition.PICTURE if picture_share > PICTURE_SHARE or shapes > DRAWN_SHAPES else Condition.PRINT
    if is_garbage(text):
        return Condition.GARBAGE
    if picture_share > WHOLE_PAGE and characters < STAMPED:
        return Condition.PICTURE
    return Condition.LAYER if picture_share > WHOLE_PAGE and hidden else Condition.PRINT


def is_garbage(text: str) -> bool:
    """Tell whether text is no text: characters without meaning, or letters in a shifted code."""
    characters = len("".join(text.split()))
    if characters and len(_MEANINGLESS.findall(text)) > UNMAPPED * characters:
        return True
    words = re.findall(r"[a-z]+", text.lower())
    if len(words) < FEWEST_WORDS or sum(map(COMMON_WORDS.__contains__, words)) >= SHORT_WORDS * len(words):
        return False
    letters = "".join(words)
    vowels = sum(letters.count(vowel) for vowel in "aeiou") / len(letters)
    return not VOWELS[0] <= vowels <= VOWELS[1]


def looks_like_text(grey: np.ndarray) -> bool:
    """Tell whether a page's picture (levels of grey, 0 to 255) shows print on paper: light, with ink, without half-tones."""
    counts = np.bincount(grey.ravel(), minlength=256) / grey.size
    paper = int(np.argmax(np.convolve(counts, np.ones(9), "same")))
    light = float(counts[max(0, paper - PAPER) :].sum())
    dark = float(counts[: max(0, paper - BLACK)].sum())
    return light >= LIGHT and dark >= DARK and 1 - light - dark <= SHADES * dark


def shows_more_text(grey: np.ndarray, words: Sequence[Word], dpi: float) -> bool:
    """Tell whether a page's picture shows print beyond the words the page holds.

    Args:
        grey: the picture in levels of grey, 0 to 255.
        words: the page's words.
        dpi: dots per inch of the picture.
    """
    if not words:
        return looks_like_text(grey)
    boxes = [_scaled(word.box, dpi / 72) for word in words]
    return looks_like_text(grey) and letters_outside(ink_of(grey), boxes) >= LETTERS_OF_A_SCAN


def unseen(words: Sequence[Word], grey: np.ndarray, dpi: float) -> list[Word]:
    """Return those of a page's words where its picture shows no ink.

    Args:
        words: the words in doubt.
        grey: the picture in levels of grey, 0 to 255.
        dpi: dots per inch of the picture.
    """
    hidden = []
    for word in words:
        box = _scaled(word.box, dpi / 72)
        rows = slice(max(0, int(box.top)), max(0, int(np.ceil(box.bottom))))
        part = grey[rows, max(0, int(box.x0)) : max(0, int(np.ceil(box.x1)))]
        if not part.size or word.size < TINY or int(part.max()) - int(part.min()) < CONTRAST:
            hidden.append(word)
    return hidden


def page_of_reading(reading: Reading, first: Page, dpi: float) -> Page:
    """Return the page that a reading at `dpi` shows, its lines and tables in points."""
    scale = 72 / dpi
    lines = [[(_scaled(piece.box, scale), piece) for piece in line] for line in reading.lines]
    height = _usual_height([line[0][1].height * scale for line in lines])
    size = _usual_size([(line[0][0].x0, line[-1][0].x1, " ".join(p.text for _, p in line)) for line in lines], height)
    words = [
        _word(clean(piece.text), box, size * _relative(piece.height * scale, height, len(line)), piece.bold)
        for line in lines
        for box, piece in _apart(line, WORD_SPACE * size)
        if clean(piece.text)
    ]
    page = replace(first, width=reading.width * scale, height=reading.height * scale, source=Source.OCR)
    return _page(replace(page, turn=round(reading.turn, 2)), words, [_scaled(rule, scale) for rule in reading.rules])


def page_of_layer(page: Page, grey: np.ndarray, dpi: float) -> tuple[Page, int]:
    """Return a page with another program's OCR text, levelled, with the tables its picture shows.

    Returns:
        The page, and how many letters its picture shows where the layer has no word.
    """
    placed = [word for line in page.all_lines for word in line.words]
    slope = _slope_of(page)
    ink = ink_of(grey, slope)
    height = _usual_height([word.box.height for word in placed])
    size = _usual_size([(line.box.x0, line.box.x1, line.text) for line in page.all_lines], height)
    levelled = [(_levelled(word.box, slope, page), word) for word in placed]
    words = [
        _word(word.text, box, size * _relative(word.box.height, height, len(placed)), word.bold)
        for box, word in levelled
    ]
    strokes = rules_of(ink)
    boxes = [_scaled(box, dpi / 72) for box, _ in levelled]
    missing = letters_outside(ink, [*boxes, *strokes])
    straight = _page(replace(page, turn=round(-slope, 2)), words, [_scaled(stroke, 72 / dpi) for stroke in strokes])
    return replace(straight, text=page.text), missing


def _page(page: Page, words: Sequence[Word], strokes: Sequence[Box]) -> Page:
    """Return a page with these words as lines, and as tables where strokes rule them; both in points."""
    rules, _ = frames_of(strokes, page.height, SMEARED)
    tables, frames = read_tables(grids_of(strokes), words, page)
    by_size = sorted(frames, key=lambda b: b.width * b.height)
    lines, all_tables = read_flow(words, tables, by_size, rules, page.number)
    page = replace(page, lines=lines, tables=all_tables, studied=True)
    ordered = sorted(page.all_lines, key=lambda line: (round(line.box.top), line.box.x0))
    return replace(page, text="\n".join(line.text for line in ordered))


def _apart(line: Sequence[tuple[Box, Piece]], space: float) -> Iterator[tuple[Box, Piece]]:
    """Yield the words of a line with at least `space` points between them: where words end is not seen exactly."""
    for i, (box, piece) in enumerate(line):
        right = line[i + 1][0].x0 - space if i + 1 < len(line) else box.x1
        yield Box(box.x0, box.top, max(box.x0, min(box.x1, right)), box.bottom), piece


def _usual_height(heights: Sequence[float]) -> float:
    return float(np.median(heights)) if heights else 1.0


def _usual_size(lines: Sequence[tuple[float, float, str]], height: float) -> float:
    """Return the font size of a page by the width of its letters, which varies less than the height of lines as found.

    Args:
        lines: left edge, right edge in points, and wording of each line.
        height: the usual height of a line's box, for pages without long lines.
    """
    widths = [(x1 - x0) / len(text) for x0, x1, text in lines if len(text) >= LONG_LINE_LETTERS]
    return float(np.median(widths)) / LETTER_WIDTH if widths else TEXT_SIZE * height


def _relative(height: float, usual: float, words: int) -> float:
    """Return a line's size as a multiple of the usual: 1 for all about as high, so that ascenders don't change it.

    A word alone is about as high up to twice the usual: a footnote mark makes it higher.
    """
    most = SAME_SIZE[1] if words > 1 else 2.0
    return 1.0 if SAME_SIZE[0] <= height / usual <= most else height / usual


def _word(text: str, box: Box, size: float, bold: bool) -> Word:
    middle = (box.top + box.bottom) / 2
    return Word(text, Box(box.x0, max(0.0, middle - size / 2), box.x1, middle + size / 2), round(size, 1), bold)


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale)


def _slope_of(page: Page) -> float:
    """Return by how many degrees the lines of a page fall to the right, by the words of its longer lines."""
    slopes = []
    for line in page.all_lines:
        first, last = line.words[0].box, line.words[-1].box
        if last.x0 - first.x0 > LONG_LINE:
            slopes.append(float(np.degrees(np.arctan2(last.bottom - first.bottom, last.x0 - first.x0))))
    slope = float(np.median(slopes)) if slopes else 0.0
    return slope if LEVEL <= abs(slope) <= STEEPEST else 0.0


def _levelled(box: Box, slope: float, page: Page) -> Box:
    """Return a box moved to where it stands on the levelled page."""
    if not slope:
        return box
    angle = np.radians(-slope)
    x, y = (box.x0 + box.x1) / 2 - page.width / 2, (box.top + box.bottom) / 2 - page.height / 2
    across = x * np.cos(angle) - y * np.sin(angle) + page.width / 2
    down = x * np.sin(angle) + y * np.cos(angle) + page.height / 2
    half, tall = box.width / 2, box.height / 2
    return Box(float(across - half), float(down - tall), float(across + half), float(down + tall))


def is_doubtful(text: str, missing: int) -> bool:
    """Tell whether another program's OCR misread or missed much of a page.

    Args:
        text: what it read.
        missing: letters that the picture shows where it read none.
    """
    words = text.split()
    return missing >= MISSED_LETTERS or (len(words) > FEW_CHARACTERS and _unlikely(text) >= DOUBTFUL_WORDS * len(words))


def _unlikely(text: str) -> int:
    """Count the words no text has, and the lines that begin with what is left of a label."""
    words = text.replace("\ufffe", "-").split()
    odd = sum(bool(_ODD.match(word)) or not (_LIKELY.match(word) or "@" in word) for word in words)
    lines = [line.strip() for line in text.split("\n")]
    rests = [read_rest(line) for line in lines if not read_labels(line)]
    return odd + sum(rest is not None and rest.sure for rest in rests)


def is_better(own: str, layer: str) -> bool:
    """Tell whether our own reading of a page beats the layer: no fewer words, fewer unlikely ones or more labels."""
    if len("".join(own.split())) < 0.9 * len("".join(layer.split())):
        return False
    gain = _unlikely(layer) - _unlikely(own) + _labels(own) - _labels(layer)
    return gain > 0


def _labels(text: str) -> int:
    return sum(bool(read_labels(line.strip())) for line in text.split("\n"))
