"""Whom a recommendation asks."""

from __future__ import annotations

import pytest

from pipeline.extraction.addressees import OwnWords, find_addressee, find_asked
from pipeline.profiles import load_profile

PROFILE = load_profile()


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("For HOSC to continue to follow this item.", "HOSC"),
        ("That the Cabinet Member for Transport should publish it.", "the Cabinet Member for Transport"),
        ("The Government should publish a plan.", "The Government"),
        ("The Committee recommends that the Partnership considers seed funding.", "the Partnership"),
        ("To publish a plan.", ""),
        ("For every effort to be made.", ""),
    ],
)
def test_body_named_in_front_is_the_addressee(text: str, addressee: str) -> None:
    assert find_addressee(text, PROFILE) == addressee


def test_lead_in_names_the_addressee() -> None:
    assert find_asked((), "note the report", "The Cabinet", OwnWords(""), PROFILE).who == "The Cabinet"
