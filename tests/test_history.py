"""What became of a recommendation over time: the last word, how often its day moved, and whether it is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.checks.following import check_promises
from pipeline.document import Box, DocType
from pipeline.history import History, answers_that_count, histories, newest_day
from pipeline.records import Delivery, Kind, Match, Outcome, Recommendation, ReportRecord, Response, Status, Update

BOX = Box(0.0, 0.0, 1.0, 1.0)
UPDATE = Update(
    "u1", "d2", "later.pdf", "r2", 1, "1", "Open a clinic.", date(2024, 5, 1), Delivery.IN_PROGRESS, "On track", "", "Work goes on.",
    "", "", None, None, "", 1, 1, "", BOX, 0.9, recommendation_id="a",
)  # fmt: skip
ASKED = Recommendation(
    "a", "d1", "report.pdf", "r1", 1, "1", "printed", Kind.SCRUTINY, "", "", "Open a clinic.", "", "", "", "", "", None, 1, 1, "", (), BOX, 0.9,
)  # fmt: skip
ANSWER = Response(
    "s1", "d3", "answer.pdf", "r3", 1, "1", "printed", "", "", (), "", "", Status.ACCEPTED, False, "Accepted", "Yes.", "", None,
    date(2024, 3, 31), "month", "", 1, 1, "", BOX, 0.9,
)  # fmt: skip
REPORTS = [
    ReportRecord(key, key, name, 1, "", 1, 1, DocType.OTHER, "", "", "", "", day)
    for key, name, day in [
        ("r1", "report.pdf", date(2023, 1, 1)),
        ("r2", "later.pdf", date(2024, 5, 1)),
        ("r3", "answer.pdf", date(2023, 2, 1)),
    ]
]
MATCH = Match("a", "s1", Outcome.MATCHED, 90.0, 90.0, True, None, 50.0, "")


def _codes(updates: list[Update], answer: Response = ANSWER, as_of: date | None = None) -> list[str]:
    other = replace(ASKED, recommendation_id="b", number="2")
    found = check_promises([ASKED, other], [answer], [MATCH], updates, REPORTS, as_of)
    return [finding.check for finding in found]


def test_last_word_is_that_of_the_latest_day_that_says_how_far_it_is() -> None:
    later = replace(UPDATE, update_id="u2", update_date=date(2024, 11, 1), delivery=Delivery.COMPLETED)
    silent = replace(UPDATE, update_id="u3", update_date=date(2025, 5, 1), delivery=Delivery.NOT_KNOWN)
    history = histories([silent, later, UPDATE], {"a": ANSWER})["a"]
    assert [u.update_id for u in history.updates] == ["u1", "u2", "u3"]
    assert history.last is later


def test_day_that_moves_is_counted_and_the_latest_decides_whether_it_is_overdue() -> None:
    moved = replace(UPDATE, due_end=date(2024, 9, 30))
    history = History(ANSWER, (moved,))
    assert history.promised == [date(2024, 3, 31), date(2024, 9, 30)]
    assert history.times_moved == 1
    assert [history.overdue(day) for day in (date(2024, 9, 30), date(2024, 10, 1), None)] == [False, True, None]
    done = replace(moved, delivery=Delivery.COMPLETED)
    assert History(ANSWER, (done,)).overdue(date(2025, 1, 1)) is False


def test_newest_day_is_that_of_a_paper_or_of_what_one_speaks_of() -> None:
    assert newest_day(REPORTS, [replace(UPDATE, update_date=date(2024, 6, 1))]) == date(2024, 6, 1)
    assert newest_day([], []) is None


@pytest.mark.parametrize(
    ("update", "answer", "code"),
    [
        (UPDATE, ANSWER, "promise-passed"),
        (replace(UPDATE, due_end=date(2024, 12, 31)), ANSWER, "promise-moved"),
        (
            replace(UPDATE, delivery=Delivery.COMPLETED, text="Done; the letters are to follow."),
            ANSWER,
            "complete-but-work-left",
        ),
        (UPDATE, replace(ANSWER, status=Status.REJECTED), "rejected-but-followed"),
    ],
)
def test_careful_clerk_queries_a_promise(update: Update, answer: Response, code: str) -> None:
    assert code in _codes([update], answer)
    assert code not in _codes([replace(update, delivery=Delivery.STOPPED, due_end=None)], replace(answer, due_end=None))


def test_promise_of_which_no_paper_spoke_again_is_told_after_six_months() -> None:
    days = (date(2023, 5, 1), date(2023, 9, 1), date(2024, 3, 1))
    told = [_codes([replace(UPDATE, recommendation_id="b", update_date=day)]) for day in days]
    codes = [[code for code in own if code.endswith("unheard")] for own in told]
    assert codes == [[], ["promise-unheard"], ["promise-long-unheard"]]


def test_nothing_is_queried_where_no_paper_follows_anything() -> None:
    assert not _codes([replace(UPDATE, recommendation_id="")])


def test_recommendation_that_was_done_before_is_not_missed_in_a_later_paper() -> None:
    asked = [replace(ASKED, recommendation_id=key, number=key) for key in "abcd"]
    told = [replace(UPDATE, recommendation_id=key) for key in "ab"]
    before = replace(UPDATE, report_id="r0", recommendation_id="c", delivery=Delivery.COMPLETED)

    def skipped(updates: list[Update]) -> list[str]:
        found = check_promises(asked[:3], [], [], updates, REPORTS, None)
        return [finding.recommendation_id for finding in found if finding.check == "update-skips"]

    assert skipped(told) == ["c"]
    assert skipped([before, *told]) == []


def test_blank_form_gives_way_to_an_answer_that_says_something() -> None:
    blank = replace(ANSWER, response_id="s0", status=Status.BLANK)
    matches = [replace(MATCH, response_id="s0"), MATCH]
    responses = {r.response_id: r for r in (blank, ANSWER)}
    for ordered in (matches, matches[::-1]):
        assert answers_that_count(ordered, responses)["a"].response_id == "s1"
