"""From a reply in prose to a status, by its own explicit words."""

from __future__ import annotations

import pytest

from pipeline.answering.replies import verdict_of_reply
from pipeline.profiles import load_profile
from pipeline.records import Status

PROFILE = load_profile()
ASKED = "The Council should publish the waiting times of every clinic in the county each month."


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("The Council accepts this recommendation.", Status.ACCEPTED),
        ("The Government agrees with the Committee’s conclusion.", Status.ACCEPTED),
        ("This recommendation is accepted. However, it takes time.", Status.ACCEPTED),
        ("As recommended, we have published them since May.", Status.ACCEPTED),
        ("We will publish the waiting times of every clinic from May.", Status.ACCEPTED),
        ("The recommendation is accepted in principle.", Status.PARTIALLY_ACCEPTED),
        ("The Board partially accepts this recommendation.", Status.PARTIALLY_ACCEPTED),
        ("The Government agrees with the importance of openness.", Status.PARTIALLY_ACCEPTED),
        (
            "The Council agrees that clinics matter. However, monthly figures would cost too much.",
            Status.PARTIALLY_ACCEPTED,
        ),
        ("The Government does not agree that this would help.", Status.REJECTED),
        ("Figures exist. There are no plans to publish the waiting times of clinics.", Status.REJECTED),
        ("The Board will consider this recommendation.", Status.NOTED),
        ("The Council recognises the concern.", Status.NOTED),
        ("The clinics were built in 1975.", Status.NOTED),
    ],
)
def test_reply_says_what_its_words_say(reply: str, status: Status) -> None:
    assert verdict_of_reply(reply, ASKED, PROFILE).status is status


def test_words_that_decide_are_kept() -> None:
    verdict = verdict_of_reply(
        "Clinics matter. The Council accepts this recommendation in full. More follows.", ASKED, PROFILE
    )
    assert verdict.words in "The Council accepts this recommendation in full."
    assert verdict.words
