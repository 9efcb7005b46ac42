"""Categories by evidence: note, tag, heading, addressee."""

from __future__ import annotations

import pytest

from pipeline.categories import Evidence, categorise, no_response_required, split_tag
from pipeline.profiles import load_profile

PROFILE = load_profile()


@pytest.mark.parametrize(
    ("heading", "tag", "note", "text", "expected"),
    [
        (
            "Overarching Recommendations (issued by HOSC and People’s Scrutiny Committee):",
            "",
            "",
            "To do",
            ("overarching", "heading"),
        ),
        ("HOSC Recommendations:", "", "", "To do", ("hosc", "heading")),
        ("Recommendations for the Integrated Care Board", "", "", "To do", ("icb", "heading")),
        ("HOSC Recommendations:", "HOSC Recommendation for ICB", "", "To do", ("icb", "tag")),
        (
            "HOSC Recommendations:",
            "",
            "NB The following specifically relates to NHS services.",
            "To do",
            ("icb", "note"),
        ),
        ("Recommendations", "", "The following are for the ICB alone:", "To do", ("icb", "note")),
        ("Recommendations", "HOSC Recommendation", "", "To do", ("hosc", "tag")),
        ("Recommendations", "", "", "For the Northshire ICB to review waiting times", ("icb", "addressee")),
        ("Recommendations", "", "", "To do something", ("", "")),
    ],
)
def test_category_rests_on_the_strongest_evidence(
    heading: str, tag: str, note: str, text: str, expected: tuple[str, str]
) -> None:
    found = categorise(Evidence(heading=heading, tag=tag, note=note, text=text), PROFILE)
    assert (found.value, found.basis) == expected


@pytest.mark.parametrize(
    ("lead_in", "expected"),
    [
        (
            "Together with the Children’s Committee, the Committee recommends to all members of the Partnership:",
            "overarching",
        ),
        ("We jointly recommend that:", "overarching"),
        ("The Committee, on its own behalf, recommends:", "hosc"),
        ("To the Integrated Care Board alone the Committee recommends that it should:", "icb"),
        ("The Committee recommends that:", ""),
    ],
)
def test_lead_in_says_whose_the_list_is(lead_in: str, expected: str) -> None:
    assert categorise(Evidence(heading="Recommendations", lead_ins=(lead_in,)), PROFILE).value == expected


def test_heading_right_above_an_item_beats_that_of_the_list() -> None:
    above = Evidence(heading="Recommendations of the Health Scrutiny Committee", nearest="For NHS Northshire ICB only")
    found = categorise(above, PROFILE)
    assert (found.value, found.basis) == ("icb", "heading")


def test_tag_is_split_from_the_wording() -> None:
    assert split_tag("To do it. (Overarching; made by HOSC and People’s Scrutiny Committee)", PROFILE) == (
        "To do it.",
        "Overarching; made by HOSC and People’s Scrutiny Committee",
    )


def test_bracket_that_is_no_tag_stays() -> None:
    assert split_tag("To fund the programme (see Annex 2)", PROFILE) == ("To fund the programme (see Annex 2)", "")


def test_note_that_no_response_is_required_is_read() -> None:
    assert no_response_required("It is included for information and no response is required by Cabinet.", PROFILE)


@pytest.mark.parametrize(
    ("evidence", "category"),
    [
        (Evidence(tag="Trust", text="Publish the waits."), "icb"),
        (Evidence(tag="Council and ICB", text="Publish the waits."), "overarching"),
        (Evidence(tag="All partners", text="Publish the waits."), "overarching"),
        (Evidence(heading="Addressed to the Cabinet of Northshire County Council", text="That hubs open."), "hosc"),
        (Evidence(heading="What the hospitals should do", text="Open a clinic."), "icb"),
        (Evidence(lead_ins=("The Committee asks that the Executive:",), text="opens a clinic"), "hosc"),
        (
            Evidence(text="The ICB, the Trust and the social care departments of the councils should meet."),
            "overarching",
        ),
        (Evidence(text="The Joint Committee should meet again in May.", asked=("Joint Committee",)), "hosc"),
        (Evidence(heading="Waiting for a hospital bed", text="Publish the waits."), ""),
        (Evidence(to=("Northshire County Council", "Northshire Integrated Care Board"), text="Open a clinic."), "icb"),
        (Evidence(to=("Northshire County Council",), text="Open a clinic."), ""),
    ],
)
def test_bodies_that_are_addressed_tell_the_side(evidence: Evidence, category: str) -> None:
    assert categorise(evidence, PROFILE).value == category
