"""Marks in boxes to tick, however a font spells them."""

from __future__ import annotations

import pytest

from pipeline.marks import CHOOSING, EMPTY, marks_of


@pytest.mark.parametrize(
    ("font", "character", "ticked"),
    [
        ("ABCDEF+Wingdings-Regular", "\uf0fe", True),
        ("wingdings", "\u00fe", True),
        ("Wingdings", "\uf0a8", False),
        ("Wingdings 2", "R", True),
        ("Wingdings2", "\uf0a3", False),
        ("opensymbol", "\uf0fd", True),
    ],
)
def test_sign_of_a_symbol_font_is_a_tick_or_a_box(font: str, character: str, ticked: bool) -> None:
    sign = character.translate(marks_of(font))
    assert sign in (CHOOSING if ticked else EMPTY)


def test_letters_of_other_fonts_stay_letters() -> None:
    assert "R\u00fe\u00a8".translate(marks_of("helvetica")) == "R\u00fe\u00a8"
