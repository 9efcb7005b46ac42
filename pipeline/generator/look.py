"""The free choices of a paper: fonts, sizes, colours, headings, numbering, bullets. Each is drawn by itself."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

COLOURS = ["1F3864", "005EB8", "7B2D26", "2E5E4E", "5B2A86", "00707A", "333333", "8A1538"]
TINTS = ["E8EEF7", "F2F2F2", "FFF4D6", "E5F1EA", "F6E6EE", "DDEBF7"]
NUMBERINGS = [
    "1.",
    "1",
    "1)",
    "(1)",
    "a)",
    "(a)",
    "i.",
    "(i)",
    "R1",
    "R1.",
    "Rec 1:",
    "Recommendation 1:",
    "Recommendation 1",
    "Recommendation One:",
    "Recommendation 1 –",
    "4.1",
    "",
]
BULLETS = ["•", "–", "▪", "➢", "o", "✓", "✔", "■", "*"]
ONES = [
    "",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
]


@dataclass(frozen=True, slots=True)
class Look:
    """How one paper is set. Sizes and margins in points; `spacing` is the line height as a multiple of the size."""

    font: str
    heading_font: str
    size: float
    spacing: float
    after: float
    margin: float
    colour: str
    tint: str
    heading_look: str
    heading_size: float
    heading_numbers: bool
    paragraph_numbers: bool
    justified: bool
    rules: str
    header_dark: bool
    numbering: str
    bullet: str
    box: str
    contents: bool
    cover: bool


def draw_look(rng: Random) -> Look:
    """Draw the free choices of one paper."""
    font = rng.choice(["Helvetica", "Helvetica", "Times", "Vera"])
    size = rng.choice([9.5, 10, 10.5, 11, 11, 12])
    return Look(
        font=font,
        heading_font=rng.choice([font, font, "Helvetica"]),
        size=size - (1 if font == "Vera" else 0),
        spacing=rng.choice([1.15, 1.2, 1.3, 1.45]),
        after=rng.choice([5, 7, 9, 12]),
        margin=rng.choice([54, 62, 72, 72, 80]),
        colour=rng.choice(COLOURS),
        tint=rng.choice(TINTS),
        heading_look=rng.choice(["b", "b", "bc", "bu", "bk", "bck", "c"]),
        heading_size=rng.choice([1.0, 1.1, 1.25, 1.4]),
        heading_numbers=rng.random() < 0.3,
        paragraph_numbers=rng.random() < 0.35,
        justified=rng.random() < 0.3,
        rules=rng.choice(["grid", "grid", "grid", "lines", "outer"]),
        header_dark=rng.random() < 0.35,
        numbering=rng.choice(NUMBERINGS),
        bullet=rng.choice(BULLETS),
        box=rng.choice(["framed", "shaded", "ruled", "filled"]),
        contents=rng.random() < 0.45,
        cover=rng.random() < 0.45,
    )


def format_number(style: str, index: int, section: int = 4) -> tuple[str, str]:
    """Return a number as printed and as gold holds it; `index` counts from 1."""
    if not style:
        return "", ""
    letter, roman = chr(96 + (index - 1) % 26 + 1), to_roman(index)
    if style.startswith("ref:"):
        value = f"{style[4:]}/{index:02d}"
        return value, value
    value = str(index)
    if "One" in style:
        value = ONES[index]
        return style.replace("One", value), value
    if style == "4.1":
        value = f"{section}.{index}"
        return value, value
    if "a" in style.replace("Recommendation", ""):
        return style.replace("a", letter), letter
    if style in ("i.", "(i)"):
        return style.replace("i", roman), roman
    return style.replace("1", value), ("R" + value if style.startswith("R1") else value)


def to_roman(number: int) -> str:
    """Return a small roman numeral."""
    text = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            text, number = text + sign, number - value
    return text
