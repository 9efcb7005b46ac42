"""Whether an answer names the report that it answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.document import DocType
from pipeline.naming import names_the_same
from pipeline.records import ReportRecord

REPORT = ReportRecord(
    "report", "report", "a.pdf", 1, "", 1, 2, DocType.SCRUTINY_REPORT, "Getting home safely", "Health Committee", "", "", None
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "answered", "same"),
    [
        ("Health Scrutiny Committee of Northshire", "Reply of the Northshire Trust", True),
        ("Health Scrutiny Committee of Northshire", "Reply of the Westland Health Trust", False),
        ("We met on 4 May 2024.", "Your letter of 4 May 2024", True),
        ("We met on 4 May 2024.", "Your letter of 5 May 2024", False),
        ("What review 12 found", "Answer to review 12", True),
        ("What review 12 found", "Answer to review 13", False),
        ("", "On getting home safely", True),
        ("", "On leaving home safely", False),
    ],
)
def test_place_day_number_or_title_names_a_report(asked: str, answered: str, same: bool) -> None:
    report = replace(REPORT, top=asked)
    answer = replace(REPORT, report_id="answer", document="b.pdf", title="", top=answered)
    assert names_the_same(answer, report) is same


def test_nothing_names_what_is_not_there() -> None:
    assert not names_the_same(None, REPORT)
    assert not names_the_same(REPORT, None)
