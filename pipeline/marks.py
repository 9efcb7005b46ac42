"""Marks in boxes to tick, however a file spells them: ticked, or not.

Symbol fonts put their signs where letters stand, or in Unicode's private area from U+F000 on; what they show is theirs alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

TICKED, UNTICKED = "\u2612", "\u2610"
"""The signs that stand for a box with a mark and for an empty one, where a file has no sign of its own."""
CHOOSING = "\u2611\u2612\u2713\u2714\u2717\u2718\u25a0\u25c9\u2705\U0001f5f7\U0001f5f8\U0001f5f9\U0001f5f5\u2327\u5188\u533a\u56e0\u56f3\u51f6"
"""Marks that choose; the last five are what reading a picture makes of a cross in a box."""
EMPTY = "\u2610\u25a1\u25cb\u25ef\u25fb\u25fd\u2b1c\U0001f78e\U0001f78f\U0001f790\u2751\u2752\u53e3\u56d7"
"""Boxes without a mark; the last two are what reading a picture makes of one."""

_WINGDINGS = {0xA8: "\u2610", 0x6F: "\u25a1", 0x71: "\u2751", 0x72: "\u2752", 0x78: "\u2612", 0xFB: "\u2717", 0xFC: "\u2713",
              0xFD: "\u2612", 0xFE: "\u2611"}  # fmt: skip
_WINGDINGS_2 = {0x2A: "\u2610", 0x30: "\u2610", 0xA3: "\u25a1", 0x4F: "\u2717", 0x50: "\u2713", 0x51: "\u2612", 0x52: "\u2611",
                0x53: "\u2612", 0x54: "\u2612", 0x56: "\u2612"}  # fmt: skip
_WEBDINGS = {0x61: "\u2713", 0x63: "\u25a1", 0x72: "\u2717"}
_PRIVATE = 0xF000

_LOST = {_PRIVATE + code: _WINGDINGS[code] for code in (0xA8, 0xFB, 0xFC, 0xFD, 0xFE)}
_FONTS: dict[str, dict[int, str]] = {
    "wingdings2": _WINGDINGS_2,
    "wingdings3": {},
    "wingdings": _WINGDINGS,
    "webdings": _WEBDINGS,
}


@cache
def marks_of(font: str) -> Mapping[int, str]:
    """Return which characters of a font are ticks and boxes, by code point.

    Where Wingdings was replaced by another font, only its private characters tell.

    Args:
        font: its name in any spelling ("ABCDEF+Wingdings-Regular", "Wingdings 2").
    """
    bare = "".join(c for c in font.split("+")[-1].lower() if c.isalnum())
    own = next((table for name, table in _FONTS.items() if bare.startswith(name)), None)
    if own is None:
        return _LOST
    return {place: sign for code, sign in own.items() for place in (code, code + _PRIVATE)}
