"""What a paper is: told by all that it says, where its first lines do not call it what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.document import Box, DocType, FrontMatter, Line
from pipeline.passages import Passage, Shape
from pipeline.profiles import load_profile
from pipeline.roles.kinds import front_signals, kind_of, kind_signals
from pipeline.roles.model import BIAS, RoleWeights
from pipeline.roles.paper import Paper
from tests.sheets import Sheet, draw_sheets, draw_table

WEIGHTS = RoleWeights((BIAS, "share: replies"), ("response", "scrutiny_report"), np.array([[0.0, 0.0], [3.0, 0.0]]))
REPLYING = {BIAS: 1.0, "replies": 1.0, "paper is short": 1.0}
OTHER = {BIAS: 1.0}


def _paper(stated: DocType, top: str = "") -> Paper:
    return Paper((), FrontMatter(stated), top, load_profile("uk"), ())


def test_signal_of_a_paper_is_the_root_of_its_share_of_the_passages() -> None:
    passage = {BIAS: 1.0, "replies": 1.0, "paper: other": 1.0}
    own = kind_signals([passage, OTHER, OTHER, OTHER], {"greets somebody": 1.0})
    assert own == {BIAS: 1.0, "share: replies": 0.5, "greets somebody": 1.0}


@pytest.mark.parametrize(
    ("stated", "passages", "kind"),
    [
        (DocType.OTHER, [REPLYING, REPLYING], DocType.RESPONSE),
        (DocType.SCRUTINY_REPORT, [REPLYING, REPLYING], DocType.RESPONSE),
        (DocType.MINUTES, [REPLYING, REPLYING], DocType.MINUTES),
    ],
)
def test_kind_is_what_the_passages_speak_for_unless_a_paper_says_so(
    stated: DocType, passages: list[dict[str, float]], kind: DocType
) -> None:
    assert kind_of(_paper(stated), passages, 1.0, WEIGHTS) is kind


def test_paper_of_an_officer_is_taken_for_a_report_of_scrutiny_only_if_that_is_sure() -> None:
    kinds = (str(DocType.OFFICER_REPORT), str(DocType.SCRUTINY_REPORT))
    for weight, kind in ((2.0, DocType.OFFICER_REPORT), (4.0, DocType.SCRUTINY_REPORT)):
        weights = RoleWeights((BIAS,), kinds, np.array([[0.0, weight]]))
        assert kind_of(_paper(DocType.OFFICER_REPORT), [OTHER], 1.0, weights) is kind


def test_paper_of_no_likely_kind_is_what_it_calls_itself() -> None:
    kinds = tuple(str(kind) for kind in (DocType.RESPONSE, DocType.SCRUTINY_REPORT, DocType.OFFICER_REPORT))
    undecided = RoleWeights((BIAS,), kinds, np.zeros((1, 3)))
    assert kind_of(_paper(DocType.RESPONSE), [OTHER], 1.0, undecided) is DocType.RESPONSE


def test_first_lines_are_one_signal_among_others() -> None:
    named = front_signals(_paper(DocType.OTHER, "Northshire Council\nCabinet response to the report on dental care"))
    assert [name for name in named if name.startswith("first lines: ")]


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [
        (
            [
                ("plain", 72, "Northshire County Council"),
                ("plain", 72, "Dear Chair,"),
                ("plain", 72, "Thank you for your letter of 2 May. I take your points in turn."),
                ("bold", 72, "Recommendation 1"),
                ("plain", 72, "We accept this recommendation. A list will be on our website from June."),
                ("bold", 72, "Recommendation 2"),
                ("plain", 72, "We are unable to accept this, because the contract runs until 2027."),
                ("plain", 72, "Yours sincerely"),
            ],
            DocType.RESPONSE,
        ),
        (
            [
                ("bold", 72, "Getting home from hospital"),
                ("plain", 72, "Members heard from carers, nurses and the ambulance service over four months."),
                ("bold", 72, "Recommendations"),
                ("plain", 72, "1. The ICB should publish waiting times for each ward every month."),
                ("plain", 72, "2. The Trust should name one person whom a family can ring."),
                ("plain", 72, "3. The Council should recruit two more social workers before the winter."),
            ],
            DocType.SCRUTINY_REPORT,
        ),
    ],
)
def test_paper_whose_first_lines_tell_nothing_is_known_by_the_rest(read: Callable, sheet: Sheet, kind: DocType) -> None:
    assert read(draw_sheets(sheet)).document.doc_type is kind


def test_letter_that_is_signed_for_a_reviewing_body_is_its_own() -> None:
    texts = ["Northshire Integrated Care Board", "Dear Dr Field", "Yours sincerely", "Chair, Health Scrutiny Committee"]
    own = replace(_paper(DocType.OTHER), passages=_passages(*texts))
    assert kind_of(own, [REPLYING], 1.0, WEIGHTS) is DocType.SCRUTINY_REPORT
    texts = ["Chair, Health Scrutiny Committee", "Dear Councillor Hill", "Yours sincerely", "Chief Executive"]
    reply = replace(_paper(DocType.OTHER), passages=_passages(*texts))
    assert kind_of(reply, [REPLYING], 1.0, WEIGHTS) is DocType.RESPONSE


def _passages(*texts: str) -> list[Passage]:
    lines = [Line(1, text, Box(72, 72, 300, 84), 10.0) for text in texts]
    return [Passage(i, Shape.PARAGRAPH, line.text, (line,)) for i, line in enumerate(lines)]


def test_long_paper_that_hardly_speaks_of_recommending_answers_no_report() -> None:
    long = {BIAS: 1.0, "replies": 1.0}
    assert (
        kind_of(_paper(DocType.OTHER), [{**long, "paper speaks of recommending": 0.5}], 1.0, WEIGHTS)
        is DocType.RESPONSE
    )
    assert kind_of(_paper(DocType.OTHER), [long], 1.0, WEIGHTS) is DocType.OTHER


def test_paper_in_which_nothing_replies_is_no_response(read: Callable) -> None:
    rows = [
        ["No.", "Recommendation", "Why"],
        ["R1", "The Trust should publish its waiting times each month.", "Residents asked for them."],
        ["R2", "To recruit more nurses for the clinics in the north.", "Posts are vacant."],
    ]
    found = read(draw_table(["Report of the Northshire Scrutiny Committee"], [], rows, [38, 210, 200]))
    assert found.document.doc_type is DocType.SCRUTINY_REPORT
