"""What a heading looks like: short, set apart by bold, capitals, size or an underline, and not a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Label, LabelKind, Line

MAX_CHARACTERS = 220
"""No heading is longer than this."""
LARGER = 1.12
"""Type this many times the usual size is a heading's."""

LONG_LEAD_IN = 12
"""Words from which what ends in a colon is a sentence that leads up to others."""

_SENTENCES = re.compile(r"[a-z)]{2,}[.?!][\"'\u2019\u201d)]*\s+[A-Z]\w+\s+\w")
_SENTENCE = re.compile(r"[.;,](?:\s*\([^()]{3,60}\)\.?)?$|;\s*and$")


def is_heading(lines: Sequence[Line], label: Label | None, usual_size: float) -> bool:
    """Tell whether a block of these lines is a heading.

    Args:
        lines: the block's lines.
        label: the label it starts with, if any.
        usual_size: the document's usual font size in points.
    """
    text = " ".join(line.text for line in lines)
    if len(text) > MAX_CHARACTERS or not any(c.isalpha() for c in text):
        return False
    if label is not None and label.kind in (LabelKind.BULLET, LabelKind.LETTER, LabelKind.ROMAN):
        return False
    body = text[label.length :] if label else text
    if label is not None and label.kind is LabelKind.NAMED:
        return _stands_out(lines, text, usual_size) or not body.strip()
    if _SENTENCES.search(body) or (body.rstrip().endswith(":") and len(body.split()) >= LONG_LEAD_IN):
        return False
    if _SENTENCE.search(text) or (label is not None and len(body.split()) > 14):
        return False
    return bool(body.strip()) and _stands_out(lines, body, usual_size)


def _stands_out(lines: Sequence[Line], text: str, usual_size: float) -> bool:
    if all(line.bold_share > 0.85 for line in lines) or all(line.underlined for line in lines):
        return True
    if usual_size and min(line.size for line in lines) > LARGER * usual_size:
        return True
    if all(line.italic_share > 0.95 for line in lines) and len(text) < 100 and text[:1].isupper():
        return True
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 5 and text.isupper()
