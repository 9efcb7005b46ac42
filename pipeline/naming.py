"""Whether a paper names another: proper names, a day, a numbered review that the first words of both share, or its title."""

from __future__ import annotations

import re

from pipeline.dates import find_dates
from pipeline.records import ReportRecord
from pipeline.wording import squash

SHORTEST = 8
"""Letters that a title has at least by which a paper is named."""

_COUNTED = re.compile(r"\b(?:review|module|inquiry|task group) \d{1,4}\b", re.IGNORECASE)
_PROPER = re.compile(r"\b[A-Z][A-Za-z\u2019'-]{3,}")
_GENERAL = frozenset(
    """
    about access action adult adults agenda agreed annual annex answer appendix april area areas audit august author authority
    background board body borough cabinet care chair chairman chief children city classification clerk clinical commission
    committee community conclusions consultation contact contents corporate council councillor county dear december decision
    department deputy development director district document england europe executive february final finance findings first
    following foreword formal from full general government governance group head health hospital hospitals house housing inquiry
    integrated introduction item january joint july june kingdom lead leader letter local london lord lords management manager march
    meeting member members minister ministry minutes module monday monitoring november october office officer overview page panel
    parliament part people plan planning policy presented primary procedure proposed public published purpose quality question
    recommendation recommendations record reference reply report reports response responses review safety scrutiny second secretary
    section select september service services sincerely social state statement strategy street subject summary support systems
    task thank thursday title town transport trust tuesday united university volume wales ward wards wednesday whom with working
    world year years yours
    """.split()
)
"""Words that papers of all councils and committees write with a capital."""


def proper_names(text: str) -> frozenset[str]:
    """Return the words of a text that are written with a capital and are no words of the trade, in small letters."""
    words = (word.lower().removesuffix("\u2019s").removesuffix("'s") for word in _PROPER.findall(text))
    return frozenset(words) - _GENERAL


def names_the_same(answer: ReportRecord | None, report: ReportRecord | None) -> bool:
    """Tell whether the first words of an answer name a report: its place, body, subject, day, number or title."""
    if answer is None or report is None:
        return False
    first, second = _front_of(answer), _front_of(report)
    title = squash(report.title)
    return (
        (len(title) >= SHORTEST and title in squash(first))
        or not proper_names(first).isdisjoint(proper_names(second))
        or not {found.lower() for found in _COUNTED.findall(first)}.isdisjoint(map(str.lower, _COUNTED.findall(second)))
        or not {found.day for found in find_dates(first)}.isdisjoint(found.day for found in find_dates(second))
    )


def _front_of(record: ReportRecord) -> str:
    return f"{record.document}\n{record.title}\n{record.committee}\n{record.addressed_to}\n{record.top}"
