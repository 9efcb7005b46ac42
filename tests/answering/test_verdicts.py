"""From a status cell to a status."""

from __future__ import annotations

import pytest

from pipeline.answering.verdicts import delivery_of, verdict_of_cell, verdict_of_head, without_choice
from pipeline.profiles import load_profile
from pipeline.records import Status

PROFILE = load_profile()


@pytest.mark.parametrize(
    ("cell", "status", "in_principle"),
    [
        ("Accepted", Status.ACCEPTED, False),
        ("AGREED", Status.ACCEPTED, False),
        ("Partially accepted", Status.PARTIALLY_ACCEPTED, False),
        ("Agreed in part", Status.PARTIALLY_ACCEPTED, False),
        ("Accepted in principle", Status.PARTIALLY_ACCEPTED, True),
        ("Partial", Status.PARTIALLY_ACCEPTED, False),
        ("Not agreed", Status.REJECTED, False),
        ("Not accepted", Status.REJECTED, False),
        ("Rejected", Status.REJECTED, False),
        ("Declined", Status.REJECTED, False),
        ("Noted", Status.NOTED, False),
        ("☒ Accepted ☐ Partially accepted ☐ Rejected", Status.ACCEPTED, False),
        ("☐ Accepted ☐ Partially accepted ☑ Rejected", Status.REJECTED, False),
    ],
)
def test_status_words_are_read(cell: str, status: Status, in_principle: bool) -> None:
    verdict = verdict_of_cell(cell, PROFILE)
    assert verdict is not None
    assert (verdict.status, verdict.in_principle) == (status, in_principle)


@pytest.mark.parametrize("cell", ["", "  ", "Enter text here.", "Choose an item.", "☐ Accepted ☐ Rejected", "-"])
def test_unfilled_cell_says_nothing(cell: str) -> None:
    assert verdict_of_cell(cell, PROFILE) is None


@pytest.mark.parametrize(
    ("text", "delivery"),
    [
        ("This has been completed.", "completed"),
        ("Recruitment is under way.", "ongoing"),
        ("Training will be offered.", "planned"),
        ("A digital system.", ""),
    ],
)
def test_delivery_is_read(text: str, delivery: str) -> None:
    assert delivery_of(text, PROFILE) == delivery


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("The recommendation has been implemented. The list was finished in August.", Status.ACCEPTED),
        ("The recommendation has not yet been implemented, but will be implemented by May.", Status.ACCEPTED),
        ("The recommendation requires further analysis. Staff will report.", Status.NOTED),
        ("The recommendation will not be implemented because it is not warranted.", Status.REJECTED),
        ("Recommendation accepted in principle. The Department will report.", Status.PARTIALLY_ACCEPTED),
        ("Decision: Accepted", Status.ACCEPTED),
        ("Recommendation: not agreed", Status.REJECTED),
        ("Recommendation acknowledged", Status.NOTED),
    ],
)
def test_head_of_a_reply_says_what_becomes_of_the_recommendation(reply: str, status: Status) -> None:
    verdict = verdict_of_head(reply, PROFILE)
    assert verdict is not None
    assert verdict.status is status


@pytest.mark.parametrize("reply", ["We accept that waiting is too long.", "The recommendation is helpful.", ""])
def test_reply_that_says_nothing_of_it_at_its_head_has_no_verdict_there(reply: str) -> None:
    assert verdict_of_head(reply, PROFILE) is None


@pytest.mark.parametrize(
    ("reply", "rest"),
    [
        ("Do you accept this? \u2610 Yes \u2611 No The contract runs on.", "The contract runs on."),
        ("We asked who comes: is it many? Few do.", "We asked who comes: is it many? Few do."),
    ],
)
def test_choice_that_a_form_offers_is_no_part_of_the_reply(reply: str, rest: str) -> None:
    assert without_choice(reply) == rest
