"""Joining lines, cleaning and comparing wordings."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profiles import load_profile
from pipeline.wording import (
    as_meant,
    clean,
    differences,
    join_lines,
    similarities,
    squash,
    vocabulary,
)


@pytest.mark.parametrize(
    ("lines", "known", "joined"),
    [
        (["involving multi-", "agency stakeholders"], set(), "involving multi-agency stakeholders"),
        (["the recommen-", "dations of"], set(), "the recommendations of"),
        (["the recommen-", "dations of"], {"recommendations"}, "the recommendations of"),
        (["patient-", "data sharing"], {"patient", "data"}, "patient-data sharing"),
        (["well co-", "ordinated"], {"co-ordinated"}, "well co-ordinated"),
        (["well co-", "ordinated"], {"coordinated"}, "well coordinated"),
        (["cap\ufffe", "ture"], set(), "capture"),
        (["cap\u00ad", "ture"], set(), "capture"),
        (["in 2023-", "24 the"], set(), "in 2023- 24 the"),
        (["a dash -", "and more"], set(), "a dash - and more"),
        (["growth—", "the size"], set(), "growth—the size"),
        (["  spaced ", "", " out  "], set(), "spaced out"),
    ],
)
def test_words_cut_at_a_line_end_are_joined_only_where_they_are_one(
    lines: list[str], known: set[str], joined: str
) -> None:
    assert join_lines(lines, frozenset(known)) == joined


def test_vocabulary_leaves_out_words_that_a_line_end_cut() -> None:
    words = vocabulary(["the end recommen-\ndations stand\nhere whole recommendations of maint\ufffeenance"])
    assert not words & {"recommen", "maint", "enance"}
    assert "recommendations" in words


@given(st.text())
def test_cleaned_text_has_no_control_character_and_stays_the_same(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once)


def test_differences_name_what_was_left_out_and_put_in() -> None:
    assert (
        differences("To publish the figures monthly.", "To publish figures each month.")
        == "[-the-] … [-monthly.-] {+each month.+}"
    )


def test_punctuation_and_case_are_no_difference() -> None:
    assert differences("To publish the Figures;", "to publish the figures") == ""


def test_same_wording_is_fully_similar_whatever_its_spacing() -> None:
    assert similarities(["To publish  figures"], ["to publish figures."])[0, 0] == 100


def test_squash_keeps_letters_and_digits_only() -> None:
    assert squash("Café – 2(a)!") == "cafe2a"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("The Cabinetis RECOMMENDED to", "The Cabinet is RECOMMENDED to"),
        ("RECOMMENDATI0NS", "RECOMMENDATIONS"),
        ("Recommendatlons", "Recommendations"),
        ("Forthe Leadership", "For the Leadership"),
        ("Partially acceptcd", "Partially accepted"),
        ("taken forward and informed", "taken forward and informed"),
    ],
)
def test_misread_words_are_known_by_the_words_of_the_profile(read: str, meant: str) -> None:
    assert as_meant(read, load_profile().lexicon) == meant


def test_print_is_read_as_it_stands() -> None:
    assert as_meant("The Cabinetis", frozenset()) == "The Cabinetis"


def test_letters_that_scans_mistake_are_no_change_of_wording() -> None:
    assert differences("Cllr Smith will report in 10 days", "ClIr Smith will report in l0 days") == ""
    assert differences("accept the figures", "except the figures") == "[-accept-] {+except+}"
