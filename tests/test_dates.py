"""British dates and time scales."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import find_dates, find_timescale, long_date

ANCHOR = date(2023, 10, 17)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("held on Tuesday, 19 September 2023 at 2 pm", date(2023, 9, 19)),
        ("Tuesday 14th November 2022", date(2022, 11, 14)),
        ("on 03/04/2024", date(2024, 4, 3)),
        ("1st of May 2024", date(2024, 5, 1)),
    ],
)
def test_dates_are_read_day_first(text: str, day: date) -> None:
    assert next(find_dates(text)).day == day


def test_impossible_date_is_passed_over() -> None:
    assert next(find_dates("31 June 2024, then 1 July 2024")).day == date(2024, 7, 1)


def test_weekday_that_does_not_fit_is_seen() -> None:
    assert not next(find_dates("Tuesday 14th November 2022")).weekday_fits
    assert next(find_dates("Tuesday 14th November 2023")).weekday_fits


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        ("published by 31 January 2024.", "by 31 January 2024", None, date(2024, 1, 31), "day"),
        ("to complete by end of March 2024", "by end of March 2024", None, date(2024, 3, 31), "month"),
        ("be completed by Q4 2023/24", "by Q4 2023/24", None, date(2024, 3, 31), "quarter"),
        ("in Q4 2023/24", "in Q4 2023/24", date(2024, 1, 1), date(2024, 3, 31), "quarter"),
        ("Q1 2024/25", "Q1 2024/25", date(2024, 4, 1), date(2024, 6, 30), "quarter"),
        ("report in Spring 2024", "in Spring 2024", date(2024, 3, 1), date(2024, 5, 31), "season"),
        ("Winter 2023", "Winter 2023", date(2023, 12, 1), date(2024, 2, 29), "season"),
        ("refresh by December 2023", "by December 2023", None, date(2023, 12, 31), "month"),
        ("piloted from April 2024", "from April 2024", date(2024, 4, 1), None, "month"),
        ("within six months", "within six months", ANCHOR, date(2024, 4, 17), "relative"),
        ("before 1 May 2024", "before 1 May 2024", None, date(2024, 4, 30), "day"),
        ("during 2024/25", "during 2024/25", date(2024, 4, 1), date(2025, 3, 31), "year"),
        ("by the end of 2025", "by the end of 2025", None, date(2025, 12, 31), "year"),
        ("by the end of Q3 25/26", "by the end of Q3 25/26", None, date(2025, 12, 31), "quarter"),
        ("before Easter 2026", "before Easter 2026", None, date(2026, 4, 4), "day"),
        ("by Christmas 2024", "by Christmas 2024", None, date(2024, 12, 25), "day"),
        ("in the spring term", "in the spring term", date(2024, 1, 1), date(2024, 3, 31), "season"),
        ("the autumn term of 2025", "the autumn term of 2025", date(2025, 9, 1), date(2025, 12, 31), "season"),
        ("before the summer recess", "before the summer recess", None, date(2024, 7, 20), "season"),
        ("by the end of the financial year", "by the end of the financial year", None, date(2024, 3, 31), "year"),
        ("Both will be done by October.", "by October", None, date(2023, 10, 31), "month"),
        ("by the end of March", "by the end of March", None, date(2024, 3, 31), "month"),
        ("within 3 months of this response", "within 3 months of this response", ANCHOR, date(2024, 1, 17), "relative"),
        ("within 3 months of this report", "within 3 months of this report", None, None, "relative"),
        ("by October 15, 2025", "by October 15, 2025", None, date(2025, 10, 15), "day"),
    ],
)
def test_timescale_is_the_interval_its_words_mean(
    text: str, words: str, start: date | None, end: date | None, precision: str
) -> None:
    scale = find_timescale(text, ANCHOR)
    assert scale is not None
    assert (scale.text, scale.start, scale.end, scale.precision) == (words, start, end, precision)


@pytest.mark.parametrize("text", ["Ongoing", "TBC", "Recommendation 7", "as soon as possible", ""])
def test_words_without_a_date_have_no_timescale(text: str) -> None:
    assert find_timescale(text, ANCHOR) is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("within 6 months", "relative"),
        ("by October", "month"),
        ("in the summer term", "season"),
        ("before the end of the financial year", "year"),
    ],
)
def test_timescale_that_counts_from_an_unknown_day_has_no_interval(text: str, precision: str) -> None:
    scale = find_timescale(text)
    assert scale is not None
    assert (scale.start, scale.end, scale.precision) == (None, None, precision)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_long_date_reads_back_as_itself(day: date) -> None:
    stated = next(find_dates(long_date(day)))
    assert stated.day == day and stated.weekday_fits


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    list(find_dates(text))
    find_timescale(text, ANCHOR)
