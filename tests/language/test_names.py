"""Names of bodies written one way."""

from __future__ import annotations

import pytest

from pipeline.language.names import canonical_name, defined_names, full_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the Northshire ICB", "Northshire Integrated Care Board"),
        ("NHS Northshire Integrated Care Board", "Northshire Integrated Care Board"),
        ("Northshire & Westland ICB", "Northshire and Westland Integrated Care Board"),
        ("The Northshire  County Council", "Northshire County Council"),
        ("NHS England", "NHS England"),
    ],
)
def test_ways_of_writing_a_body_are_one_name(written: str, name: str) -> None:
    assert canonical_name(written) == name


def test_short_names_that_a_text_gives_are_known() -> None:
    text = "Northshire Partnership Trust (NPT) and the Westland Integrated Care Board (“the ICB”) met (see Annex B)."
    assert defined_names(text) == {
        "NPT": "Northshire Partnership Trust",
        "Integrated Care Board": "Westland Integrated Care Board",
    }


def test_bracket_that_is_no_short_name_is_none() -> None:
    assert defined_names("The County Council (Budget) and the Board of the Trust (Monday) met.") == {}


def test_opening_words_and_line_ends_are_no_part_of_a_name() -> None:
    text = "However Northshire County Council (NCC) and Northshire Mental Health\nPartnership Trust (the Trust) met."
    assert defined_names(text) == {
        "NCC": "Northshire County Council",
        "Trust": "Northshire Mental Health Partnership Trust",
    }


@pytest.mark.parametrize("garbled", ["A" * 20_000, "Ab-" * 8_000, "A, " * 8_000, "Ab and " * 4_000])
def test_garbled_text_takes_no_time(garbled: str) -> None:
    assert defined_names(garbled) == {}
    assert full_name("Trust", garbled) == "Trust"


def test_the_only_body_of_its_kind_gives_its_full_name() -> None:
    text = "The report was sent to Northshire County Council. The council answered Northshire County Council's auditor."
    assert full_name("County Council", text) == "Northshire County Council"
    assert full_name("County Council", f"{text} So did Westland County Council.") == "County Council"
    assert full_name("County Council", "Northshire ICB and County Council met.") == "County Council"
