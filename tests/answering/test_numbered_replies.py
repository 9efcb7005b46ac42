"""Lists that are nothing but replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from pipeline.answering.numbered_replies import numbered_replies
from pipeline.passages import Role
from pipeline.roles.deciding import Decided
from pipeline.roles.neighbours import DECIDED
from tests.sheets import draw_sheets

REPLIES = ("R1 We accept this in full.", "R2 Not accepted, for the contract runs on.", "R3 and R4 Both are accepted.")


def _read(decided: Callable[[str, bytes], Decided], texts: Sequence[str], role: Role = Role.REPLY) -> Decided:
    """Return a letter with a list, all of whose passages certainly have one role."""
    read = decided("letter.pdf", draw_sheets([("plain", 72, "Dear Dr Field"), *(("plain", 72, t) for t in texts)]))
    return replace(read, shares=np.array([[float(one is role) for one in DECIDED] for _ in read.paper.passages]))


def test_items_name_what_they_answer_and_some_name_several(decided: Callable[[str, bytes], Decided]) -> None:
    leads = numbered_replies(_read(decided, REPLIES))
    assert [lead.numbers for lead in leads.values()] == [("R1",), ("R2",), ("R3", "R4")]


def test_list_that_says_no_verdict_or_is_no_reply_names_nothing(decided: Callable[[str, bytes], Decided]) -> None:
    steps = ("R1 The clinic in Mill Lane opened.", "R2 A van was bought for the north.", "R3 Nurses were trained.")
    assert not numbered_replies(_read(decided, steps))
    assert not numbered_replies(_read(decided, REPLIES, Role.OTHER))
    assert not numbered_replies(_read(decided, REPLIES[:2]))
