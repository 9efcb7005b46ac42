"""Pictures of pages become words with boxes: RapidOCR on onnxruntime, with the models in its package, on the CPU.

A page is set straight first: turned upright if its lines run up or down or can't be read, and levelled by the slope of its
lines. RapidOCR's own angle classifier stays off, because it turns good lines around. Boxes are in pixels of the
straightened picture. The only module that imports rapidocr.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from PIL import Image

from pipeline.document import Box
from pipeline.reading.strokes import ink_of, rules_of, stroke_width, without

SURE = 0.8
"""Mean score of a page's lines, 0 to 1, from which it was read the right way up."""
LEGIBLE = 0.5
"""A line with a lower score, 0 to 1, is no text but a stain or a drawing."""
TALL = 1.5
"""A box this many times as high as wide holds a line that runs up or down."""
LEVEL, STEEPEST = 0.15, 8.0
"""Degrees: less slope is left as it is, more is no slope of a page but of something on it."""
SQUEEZE = 0.6
"""Share of its width to which a line is squeezed for a quick look: the time of reading it grows with its width."""
FIRST_LINES, LAST_LINES = 8, 4
"""Lines at the top and at the bottom of a page that a quick look always reads."""
WIDE_GAP, SHORT_LINE = 1.3, 0.7
"""A gap of so many usual distances of lines parts passages; a line of this share of the usual width is short."""
LINE_PIXELS = 48
"""Height of a line as the recognition model takes it, in pixels."""
LONGEST_SIDE = 4000
"""Pictures are read as they are up to so many pixels a side."""
THINNER, BOLD = 0.25, 1.18
"""This share of a page's letters is taken not to be bold; strokes so many times as thick as theirs are bold."""

REMEDY = "Install what reads pictures: pip install rapidocr onnxruntime."
"""What a user can do about pages that are pictures."""

_MISSING = any(importlib.util.find_spec(name) is None for name in ("rapidocr", "onnxruntime"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as read, with the score of its line (0 to 1) and the height of its line in pixels."""

    text: str
    box: Box
    score: float
    height: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one picture.

    `turn` is by how many degrees, clockwise, the picture was turned to set it straight; `width` and `height` are the
    turned picture's, in pixels. `lines` are the words of each line found, `rules` the straight strokes.
    """

    lines: tuple[tuple[Piece, ...], ...]
    rules: tuple[Box, ...]
    turn: float
    width: int
    height: int

    @property
    def text(self) -> str:
        """The lines as plain text, top to bottom."""
        ordered = sorted(self.lines, key=lambda line: (line[0].box.top, line[0].box.x0))
        return "\n".join(" ".join(piece.text for piece in line) for line in ordered)


def is_available() -> bool:
    """Tell whether the extra `ocr` is installed."""
    return not _MISSING


def read_picture(picture: Image.Image, threads: int, quick: bool = False, guess: int = 0) -> Reading:
    """Read a picture of a page; `quick` reads squeezed lines, for deciding whether the page matters.

    Args:
        picture: the page, at any resolution.
        threads: processor threads to use.
        quick: less than half the time, more misread letters, no rules and no bold type.
        guess: by how many degrees, clockwise, the page before had to be turned (0, 90, 180, 270).
    """
    original = np.asarray(picture.convert("RGB"))
    turn = guess
    pixels, quads, texts = _read_turned(original, turn, threads, quick)
    if _runs_upward(quads):
        turn = (turn + 90) % 360
        pixels, quads, texts = _read_turned(original, turn, threads, quick)
    if texts and _mean_score(texts) < SURE:
        other = _read_turned(original, (turn + 180) % 360, threads, quick)
        if _mean_score(other[2]) > _mean_score(texts):
            turn = (turn + 180) % 360
            pixels, quads, texts = other
    slope = _slope(quads)
    height, width = pixels.shape[:2]
    quads = [_levelled(quad, slope, width, height) for quad in quads]
    if quick:
        return Reading(_lines(quads, texts, None), (), turn - slope, width, height)
    ink = ink_of(np.asarray(Image.fromarray(pixels).convert("L")), slope)
    rules = rules_of(ink)
    return Reading(_lines(quads, texts, without(ink, rules)), rules, turn - slope, width, height)


@dataclass(frozen=True, slots=True)
class _Text:
    """A line as recognised; `spans` are where its words begin and end, as shares of its width."""

    text: str
    score: float
    spans: tuple[tuple[float, float], ...] = ()


@cache
def _engine(threads: int) -> Any:
    from rapidocr import RapidOCR

    options = {
        "Global.use_cls": False,
        "Global.log_level": "critical",
        "Global.max_side_len": LONGEST_SIDE,
        "Global.text_score": LEGIBLE,
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        "Rec.rec_batch_num": 1,
    }
    return RapidOCR(params=options)


def _read_turned(
    pixels: np.ndarray, turn: int, threads: int, quick: bool
) -> tuple[np.ndarray, list[np.ndarray], list[_Text]]:
    """Return a picture turned clockwise, the corners of each line on it, and what was read there.

    A line's corners go clockwise from its top left.
    """
    turned = np.ascontiguousarray(np.rot90(pixels, -turn // 90))
    quads, texts = _read_quickly(turned, threads) if quick else _read_fully(turned, threads)
    return turned, quads, texts


def _read_fully(pixels: np.ndarray, threads: int) -> tuple[list[np.ndarray], list[_Text]]:
    found = _engine(threads)(pixels, return_word_box=True)
    if found.boxes is None or found.txts is None:
        return [], []
    quads = [np.asarray(quad, dtype=float) for quad in found.boxes]
    words = found.word_results if len(found.word_results) == len(quads) else [()] * len(quads)
    texts = [
        _Text(text, float(score), _spans(text, quad, line))
        for quad, text, score, line in zip(quads, found.txts, found.scores, words, strict=True)
    ]
    return quads, texts


def _read_quickly(pixels: np.ndarray, threads: int) -> tuple[list[np.ndarray], list[_Text]]:
    engine = _engine(threads)
    picture, record = engine.preprocess_img(pixels)
    crops, found = engine.detect_and_crop(picture, record)
    if found.boxes is None:
        return [], []
    ratio = np.array([record["preprocess"]["ratio_w"], record["preprocess"]["ratio_h"]])
    quads = [np.asarray(quad, dtype=float) * ratio for quad in found.boxes]
    telling = _telling_lines(quads)
    read = engine.recognize_txt([_squeezed(crops[i]) for i in telling])
    kept = [
        (quads[i], _Text(text, float(score), _even_spans(text)))
        for i, text, score in zip(telling, read.txts, read.scores, strict=True)
        if text.strip() and score >= LEGIBLE
    ]
    return [quad for quad, _ in kept], [text for _, text in kept]


def _telling_lines(quads: Sequence[np.ndarray]) -> list[int]:
    """Return the lines that tell what a page holds: its first and last, short ones, and where passages begin and end."""
    order = sorted(range(len(quads)), key=lambda i: (quads[i][0][1], quads[i][0][0]))
    tops = [float(quads[i][0][1]) for i in order]
    lefts = [float(quads[i][0][0]) for i in order]
    widths = [_sides(quads[i])[0] for i in order]
    pitch = float(np.median([b - a for a, b in pairwise(tops) if b - a > 1] or [0.0]))
    usual = float(np.median(widths))
    telling = []
    for place, i in enumerate(order):
        edge = place < FIRST_LINES or place >= len(order) - LAST_LINES
        before = edge or tops[place] - tops[place - 1] > WIDE_GAP * pitch
        behind = edge or tops[place + 1] - tops[place] > WIDE_GAP * pitch
        indented = edge or abs(lefts[place] - lefts[place - 1]) > pitch
        if before or behind or indented or widths[place] < SHORT_LINE * usual:
            telling.append(i)
    return telling


def _squeezed(line: np.ndarray) -> np.ndarray:
    width = max(8, round(LINE_PIXELS * line.shape[1] / line.shape[0] * SQUEEZE))
    return np.asarray(Image.fromarray(line).resize((width, LINE_PIXELS), Image.Resampling.BILINEAR))


def _spans(text: str, quad: np.ndarray, words: Sequence[Any]) -> tuple[tuple[float, float], ...]:
    """Return where the words of a line begin and end along it; evenly by their letters if the engine doesn't tell."""
    if len(words) != len(text.split()):
        return _even_spans(text)
    along = quad[1] - quad[0]
    length = float(along @ along) or 1.0
    spans = []
    for _, _, corners in words:
        shares = [float((np.asarray(corner, dtype=float) - quad[0]) @ along) / length for corner in corners]
        spans.append((max(0.0, min(shares)), min(1.0, max(shares))))
    return tuple(spans)


def _even_spans(text: str) -> tuple[tuple[float, float], ...]:
    total = max(len(text), 1)
    spans, place = [], 0
    for word in text.split():
        place = text.index(word, place)
        spans.append((place / total, (place + len(word)) / total))
        place += len(word)
    return tuple(spans)


def _mean_score(texts: Sequence[_Text]) -> float:
    total = sum(len(t.text) for t in texts)
    return sum(len(t.text) * t.score for t in texts) / total if total else 0.0


def _sides(quad: np.ndarray) -> tuple[float, float]:
    """Return the width and height of a line's corners, in pixels."""
    return float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))


def _runs_upward(quads: Sequence[np.ndarray]) -> bool:
    sides = [_sides(quad) for quad in quads]
    upright = sum(width for width, height in sides if width >= height)
    tall = sum(height for width, height in sides if height > TALL * width)
    return tall > upright


def _slope(quads: Sequence[np.ndarray]) -> float:
    """Return by how many degrees the lines of a page fall to the right: the middle of all, longer lines counting more."""
    slopes, weights = [], []
    for quad in quads:
        width, height = _sides(quad)
        angle = float(np.degrees(np.arctan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0])))
        if width > 5 * height and abs(angle) <= STEEPEST:
            slopes.append(angle)
            weights.append(width)
    if not slopes:
        return 0.0
    order = np.argsort(slopes)
    middle = np.searchsorted(np.cumsum(np.array(weights)[order]), sum(weights) / 2)
    slope = slopes[order[min(int(middle), len(order) - 1)]]
    return slope if abs(slope) >= LEVEL else 0.0


def _levelled(quad: np.ndarray, slope: float, width: int, height: int) -> np.ndarray:
    if not slope:
        return quad
    angle = np.radians(-slope)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = np.array([width / 2, height / 2])
    levelled: np.ndarray = (quad - middle) @ turn.T + middle
    return levelled


def _lines(
    quads: Sequence[np.ndarray], texts: Sequence[_Text], ink: np.ndarray | None
) -> tuple[tuple[Piece, ...], ...]:
    lines = []
    strokes = []
    for quad, text in zip(quads, texts, strict=True):
        x0, top = float(quad[:, 0].min()), float(quad[:, 1].min())
        x1, bottom = float(quad[:, 0].max()), float(quad[:, 1].max())
        width, height = x1 - x0, min(_sides(quad)[1], bottom - top) or 1.0
        boxes = [Box(x0 + start * width, top, x0 + max(start, end) * width, bottom) for start, end in text.spans]
        strokes.append(stroke_width(ink, Box(x0, top, x1, bottom)) if ink is not None else 0.0)
        pieces = zip(text.text.split(), boxes, strict=True)
        lines.append([Piece(word, box, text.score, height) for word, box in pieces])
    letters = [len(text.text) for text in texts]
    usual = float(np.quantile(np.repeat(strokes, letters), THINNER)) if sum(letters) else 0.0
    return tuple(
        tuple(replace(piece, bold=stroke > BOLD * usual > 0) for piece in line)
        for line, stroke in zip(lines, strokes, strict=True)
        if line
    )
