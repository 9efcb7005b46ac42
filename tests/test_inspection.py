"""What `inspect` shows and tells of a page: roles with their probabilities, and what each signal weighed."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.inspection import Seen, explain, likeliest, see_page
from pipeline.passages import Role
from pipeline.reading.reader import InputFile
from pipeline.settings import Settings

REPORT = Path(__file__).parents[1] / "data" / "raw" / "hosc-send-report-2023.pdf"


@pytest.fixture(scope="module")
def seen() -> Seen:
    """The page of the sample report that lists its recommendations."""
    return see_page(InputFile(REPORT, REPORT.name), 7, Settings())


def test_passages_of_a_page_have_roles_whose_probabilities_sum_to_one(seen: Seen) -> None:
    told = [likeliest(decided, passage) for decided, passage in seen.passages()]
    assert told
    assert all(sum(share for _, share in roles) == pytest.approx(1.0) for roles in told)
    assert sum(roles[0][0] is Role.RECOMMENDATION for roles in told) >= 3


def test_explanation_adds_up_to_what_parts_the_two_likeliest_roles(seen: Seen) -> None:
    decided, passage = next((d, p) for d, p in seen.passages() if likeliest(d, p)[0][0] is Role.RECOMMENDATION)
    lines = list(explain(seen, passage.text[:40]))
    assert lines[0] == passage.text
    assert any(line.startswith("found as recommendation") for line in lines)
    (first, likely), (second, other) = likeliest(decided, passage)[:2]
    weighed = [sum(w for _, _, w in decided.weighed(passage.index, role)) for role in (first, second)]
    assert weighed[0] - weighed[1] == pytest.approx(log(likely / other), abs=1e-6)


def test_words_that_stand_nowhere_on_the_page_are_answered_with_how_its_passages_begin(seen: Seen) -> None:
    with pytest.raises(UsageError, match="holds “purple elephants”") as raised:
        list(explain(seen, "purple elephants"))
    begun = next(seen.passages())[1].text[:30]
    assert begun in str(raised.value)
