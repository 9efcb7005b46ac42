"""British dates, deadlines and time scales.

A time scale is an interval with a precision, because "by end of March 2024", "Q4 2023/24" and "within six months"
promise different things. Quarters with a financial year follow the British one (1 April to 31 March); meteorological
seasons are used for "Spring 2024" (March to May), as the Met Office defines them. School terms are taken as England's
usual ones, the summer recess as that of the House of Commons. Words without a year ("by October", "the spring term") mean
the next one behind the day on which they are written, and nothing certain where that day is unknown.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date
from dateutil.relativedelta import relativedelta

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = rf"(?P<month>{MONTHS}|{_SHORT})"
_DAY = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAYS}|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun),?\s+(?:the\s+)?)?"
    rf"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?\s+(?:of\s+)?{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"\b{_MONTH}\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_NUMERIC = re.compile(r"\b(?P<day>[0-3]?\d)[/.](?P<month>[01]?\d)[/.](?P<year>(?:19|20)\d\d)\b")
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FINANCIAL = r"(?P<first>20\d\d)\s?[/\u2013-]\s?(?P<second>(?:20)?\d\d)\b"
_SHORT_FINANCIAL = r"(?P<first>(?:20)?\d\d)\s?[/\u2013-]\s?(?P<second>(?:20)?\d\d)\b"
_PERIODS = {
    "autumn term": ((9, 1), (12, 31)),
    "spring term": ((1, 1), (3, 31)),
    "summer term": ((4, 1), (7, 31)),
    "summer recess": ((7, 21), (8, 31)),
}
"""First and last month and day."""


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as a text states it; `weekday` is the one it names ("" if none), `text` the words."""

    day: date
    weekday: str
    text: str
    start: int

    @property
    def weekday_fits(self) -> bool:
        """Tell whether the named weekday is that date's, true if none is named."""
        return not self.weekday or calendar.day_name[self.day.weekday()].lower().startswith(self.weekday.lower()[:3])


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The interval a phrase means; either end may be open. `precision` is a word of the responses table."""

    text: str
    start: date | None
    end: date | None
    precision: str


def find_dates(text: str) -> Iterator[StatedDate]:
    """Yield the full dates of `text` in order; impossible ones ("31 June 2024") are passed over."""
    for found in sorted(
        [*_DAY.finditer(text), *_AMERICAN.finditer(text), *_NUMERIC.finditer(text)], key=lambda m: m.start()
    ):
        groups = found.groupdict()
        try:
            stated = parse_date(
                f"{groups['day']} {groups['month']} {groups['year']}", dayfirst=True, yearfirst=False
            ).date()
        except (ParserError, OverflowError):
            continue
        yield StatedDate(stated, groups.get("weekday") or "", found.group(), found.start())


def long_date(day: date) -> str:
    """Return a date as a clerk writes it: "Tuesday 14 November 2023"."""
    return f"{calendar.day_name[day.weekday()]} {day.day} {calendar.month_name[day.month]} {day.year}"


_COUNT = r"(?P<count>\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_LEAD = r"(?P<lead>(?:(?:in|by|before|until|till|from|since|starting|during|on|at|after|for)\s+)?(?:the\s+)?(?:(?:start|beginning|end|close)\s+of\s+)?(?:the\s+)?)"
_SCALES: list[tuple[str, re.Pattern[str]]] = [
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in [
        (
            "quarter",
            rf"{_LEAD}\b(?:Q(?P<quarter>[1-4])|quarter\s+(?P<quarter_word>[1-4]|one|two|three|four))\s*(?:of\s+)?,?\s*{_SHORT_FINANCIAL}",
        ),
        ("day", rf"{_LEAD}\b{_DAY.pattern}"),
        ("day", rf"{_LEAD}{_AMERICAN.pattern}"),
        ("day", rf"{_LEAD}{_NUMERIC.pattern}"),
        ("day", rf"{_LEAD}\b(?P<feast>Easter|Christmas)\s+(?P<year>20\d\d)"),
        (
            "season",
            rf"{_LEAD}\b(?:(?P<period>(?:autumn|spring|summer)\s+term|summer\s+recess)\b(?:,?\s+(?:of\s+)?(?P<term_year>20\d\d))?"
            r"|(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<year>20\d\d))",
        ),
        ("month", rf"{_LEAD}(?:(?:early|mid|late)[ -])?\b{_MONTH}\.?,?\s+(?P<year>20\d\d)"),
        (
            "month",
            rf"(?P<lead>(?:by|before|until|till)\s+(?:the\s+)?(?:(?:start|end)\s+of\s+)?)(?P<month>(?-i:{MONTHS}))\b(?!\s+\d)",
        ),
        ("year", rf"{_LEAD}(?:financial\s+year\s+)?\b{_FINANCIAL}"),
        ("year", rf"{_LEAD}(?P<present>(?:this|the|current)\s+(?:current\s+)?financial\s+year)\b"),
        (
            "relative",
            r"(?P<lead>within|in|over)\s+(?:the\s+)?(?:next\s+)?"
            + _COUNT
            + r"\s+(?P<unit>working day|day|week|month|year)s?\b"
            + r"(?:\s+(?:of|from|after)\s+(?:the\s+(?:date|publication)\s+of\s+)?(?:this|the|our)\s+(?P<paper>response|reply|letter|report))?",
        ),
        (
            "year",
            r"(?P<lead>(?:by|before|from|during|in)\s+(?:the\s+)?(?:end\s+of\s+)?)(?P<year>20\d\d)\b(?!\s?[/\u2013-]\s?\d)",
        ),
    ]
]


def find_timescale(text: str, anchor: date | None = None) -> TimeScale | None:
    """Return the time scale a response promises, or None if it names none.

    The most exact kind of phrase wins; of several alike the last one, because replies put the outcome at the end.
    `anchor` is the day on which the reply was written, from which "within six months" counts; without it such a phrase has
    no interval.
    """
    candidates: list[tuple[int, int, TimeScale]] = []
    taken: list[range] = []
    for name, pattern in _SCALES:
        for found in pattern.finditer(text):
            if any(found.start("lead") in span or found.end() - 1 in span for span in taken):
                continue
            try:
                scale = _interval(name, found, anchor)
            except (ParserError, ValueError, OverflowError):
                continue
            taken.append(range(found.start(), found.end()))
            weight = (name not in ("year", "relative")) + bool(found["lead"].strip())
            candidates.append((weight, found.start(), scale))
    return max(candidates, key=lambda c: c[:2])[2] if candidates else None


def _interval(name: str, found: re.Match[str], anchor: date | None) -> TimeScale:
    groups, phrase = found.groupdict(), " ".join(found.group().split())
    first, last = _bounds(name, groups, anchor)
    lead = (groups["lead"] or "").lower()
    start: date | None = first
    end: date | None = last
    if re.search(r"\b(?:start|beginning) of\b", lead):
        start = end = first
    if re.search(r"\bbefore\b", lead) and first:
        start, end = None, first - timedelta(days=1)
    elif re.search(r"\b(?:by|until|till)\b", lead) or "end of" in lead:
        start = None
    elif re.search(r"\b(?:from|since|starting|after)\b", lead):
        end = None
    return TimeScale(phrase, start, end, name)


def _bounds(name: str, groups: dict[str, str | None], anchor: date | None) -> tuple[date | None, date | None]:
    if name == "relative":
        known = anchor if groups["paper"] != "report" else None
        return known, _after(known, groups) if known else None
    if name == "day":
        return (_day(groups),) * 2
    if name == "quarter":
        quarter = groups["quarter"] or groups["quarter_word"] or "1"
        number = int(quarter) if quarter.isdigit() else _NUMBERS[quarter.lower()]
        return _months(date(_year(groups["first"]), 4, 1) + relativedelta(months=3 * (number - 1)), 3)
    if name == "season":
        period = " ".join((groups["period"] or "").lower().split())
        if period:
            return _period(period, groups["term_year"], anchor)
        return _months(date(int(groups["year"] or 0), _SEASONS[(groups["season"] or "").lower()], 1), 3)
    if name == "month":
        return _month(groups["month"] or "", groups.get("year"), anchor)
    return _whole_year(groups, anchor)


def _whole_year(groups: dict[str, str | None], anchor: date | None) -> tuple[date | None, date | None]:
    if groups.get("year"):
        return _months(date(int(groups["year"] or 0), 1, 1), 12)
    if groups.get("first"):
        return _months(date(_year(groups["first"]), 4, 1), 12)
    return _months(date(anchor.year - (anchor.month < 4), 4, 1), 12) if anchor else (None, None)


def _months(start: date, count: int) -> tuple[date, date]:
    return start, start + relativedelta(months=count, days=-1)


def _day(groups: dict[str, str | None]) -> date:
    if groups.get("feast"):
        year = int(groups["year"] or 0)
        return easter(year) if (groups["feast"] or "").lower() == "easter" else date(year, 12, 25)
    return parse_date(f"{groups['day']} {groups['month']} {groups['year']}", dayfirst=True).date()


def _year(printed: str | None) -> int:
    year = int(printed or 0)
    return year if year > 99 else 2000 + year


def _month(name: str, year: str | None, anchor: date | None) -> tuple[date | None, date | None]:
    month = parse_date(f"1 {name} 2000", dayfirst=True).month
    if year:
        return _months(date(int(year), month, 1), 1)
    return _months(date(anchor.year + (month < anchor.month), month, 1), 1) if anchor else (None, None)


def _period(name: str, printed: str | None, anchor: date | None) -> tuple[date | None, date | None]:
    first, last = _PERIODS[name]
    if printed:
        year = int(printed)
    elif anchor:
        year = anchor.year + (date(anchor.year, *last) < anchor)
    else:
        return None, None
    return date(year, *first), date(year, *last)


def _after(anchor: date, groups: dict[str, str | None]) -> date:
    word = (groups["count"] or "").lower()
    count = int(word) if word.isdigit() else _NUMBERS[word]
    unit = (groups["unit"] or "").lower()
    if unit == "working day":
        return anchor + timedelta(days=count // 5 * 7 + count % 5)
    return anchor + relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
