"""Rules and model together: evidence is weighed, the likeliest answer wins, and what is not sure says so in words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.answering.evidence import NO_PLAIN_WORDS, PLAIN_WORDS, leaning_of, verdict_evidence
from pipeline.answering.judgement import SURE, Judgement, Weights, doubt_about, stored_weights
from pipeline.answering.replies import verdicts_of_replies
from pipeline.profiles import load_profile
from pipeline.records import Status

PROFILE = load_profile()
ASKED = "The Council should publish the waiting times of every clinic in the county each month."


def test_evidence_for_an_answer_makes_it_likelier() -> None:
    weights = Weights({"yes": 0.0, "no": 0.0}, {"yes": {"a rule fired": 2.0}, "no": {}})
    probabilities = [weights.probabilities({"a rule fired": value})["yes"] for value in (0.0, 0.5, 1.0)]
    assert probabilities[0] == pytest.approx(0.5)
    assert all(less < more for less, more in pairwise(probabilities))


def test_stored_weights_know_every_status() -> None:
    assert set(stored_weights()) == {"status"}
    assert set(stored_weights()["status"].bias) == set(Status) - {Status.BLANK}


def test_plain_words_are_favoured() -> None:
    assert leaning_of(verdict_evidence("accepted", "agrees")) == {"accepted": PLAIN_WORDS}
    assert leaning_of(verdict_evidence("noted", "")) == {"noted": NO_PLAIN_WORDS}


def test_what_is_not_sure_says_so_in_words() -> None:
    assert not doubt_about(Judgement("accepted", SURE, "noted"))
    doubt = doubt_about(Judgement("partially_accepted", SURE - 0.01, "noted"))
    assert "partially accepted rather than noted" in doubt


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("The Council accepts this recommendation. Clinics were built in 1975.", Status.ACCEPTED),
        ("Accepted. Figures will follow.", Status.ACCEPTED),
        ("Partially accepted. However, monthly figures cost too much.", Status.PARTIALLY_ACCEPTED),
        ("Clinics matter to us all. We do not accept this recommendation.", Status.REJECTED),
        ("The clinics were built in 1975. Some were extended in 1990.", Status.NOTED),
        ("From June the dashboard on our website will show how long patients wait at each site.", Status.ACCEPTED),
        ("We are not persuaded that monthly figures would help anyone.", Status.REJECTED),
        ("We cannot accept this. It would cost too much.", Status.REJECTED),
        ("We don't agree. Figures of this kind mislead.", Status.REJECTED),
    ],
)
def test_reply_comes_to_a_status(reply: str, status: Status) -> None:
    assert verdicts_of_replies([(reply, ASKED)], PROFILE)[0].status is status


def test_words_that_tell_are_the_replys_own() -> None:
    reply = "Clinics matter. From June the dashboard on our website will show how long patients wait at each site."
    verdict = verdicts_of_replies([(reply, ASKED)], PROFILE)[0]
    assert verdict.words
    assert verdict.words in reply
    assert 0 < verdict.confidence < 1


def test_bare_status_that_is_taken_back_is_weighed_and_not_taken_as_it_stands() -> None:
    bare, taken_back = verdicts_of_replies(
        [("Agreed. Figures follow.", ASKED), ("Agreed. However, no figures will follow.", ASKED)],
        PROFILE,
    )
    assert taken_back.confidence < bare.confidence == 0.97
