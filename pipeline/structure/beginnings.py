"""What single lines tell of where a block begins: a label that hangs, a column that ends early, a capital letter."""

from __future__ import annotations

from pipeline.document import Label, LabelKind, Line

EMPTY = 0.3
"""Share of a column's width that its last line leaves empty if its end, and no margin, broke it."""
HANGING = 0.8
"""Share of the font size from which the gap behind a label is no space between words."""


def is_next_column(line: Line, last: Line) -> bool:
    """Tell whether a line begins the column right of the one in which the last line stood."""
    return line.shift > last.shift and line.box.top < last.box.bottom


def ended_early(last: Line, line: Line) -> bool:
    """Tell whether a column's last line leaves much of it empty, and the first of the next column begins anew."""
    left = line.box.x0 - last.box.x1
    return left > EMPTY * (line.box.x0 - last.box.x0) and starts_upper(line.text)


def label_is_strong(label: Label) -> bool:
    """Tell whether a label can hardly be the start of a wrapped line."""
    return label.kind in (
        LabelKind.ARABIC,
        LabelKind.BULLET,
        LabelKind.NAMED,
        LabelKind.DECIMAL,
    ) or label.style.startswith("(")


def starts_upper(text: str) -> bool:
    """Tell whether the first letter or digit of a text is no small letter."""
    first = next((c for c in text if c.isalnum()), "")
    return not first or first.isupper() or first.isdigit()


def hangs(line: Line, label: Label) -> bool:
    """Tell whether a wide gap stands between a label and its wording."""
    ends = [word.box.x1 for word in line.words if word.box.x1 - line.shift <= body_x0(line, label)]
    return bool(ends) and body_x0(line, label) + line.shift - max(ends) >= HANGING * line.size


def body_x0(line: Line, label: Label) -> float:
    """Return the left edge of the wording behind the label, in points."""
    taken = 0
    for word in line.words:
        if taken >= len(line.text[: label.length].replace(" ", "")):
            return word.box.x0 - line.shift
        taken += len(word.text)
    return line.x0
