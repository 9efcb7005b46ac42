"""Updates: what later papers say became of recommendations, each row verbatim with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.answering.colour_key import colours_explained
from pipeline.answering.delivery import stage_of
from pipeline.answering.update_prose import told_in_prose
from pipeline.answering.update_tables import Told, told_in_tables
from pipeline.dates import find_dates, find_timescale
from pipeline.document import BlockKind, Document, Line, Report, enclosing_box
from pipeline.labels import number_and_wording
from pipeline.profiles import Profile
from pipeline.records import Recommendation, ReportRecord, Response, Update, stable_id
from pipeline.wording import join_lines, squash

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AS_AT = re.compile(
    r"\b(?:(?:position|progress|things|matters|it) (?:stood |stands |was |is )?(?:as )?(?:at|on)|as at|as of|correct at|up to)\s+"
    r"(?P<days>[^.;]{6,60})",
    re.IGNORECASE,
)
OPENING = 30
"""By so many letters and digits at its beginning a wording is known as an update's."""
_SHORT_YEAR = re.compile(r"\b(?P<day>[0-3]?\d)[ -](?P<month>[A-Z][a-z]{2,8})[ -](?P<year>\d\d)\b")


def find_updates(document: Document, report: Report, record: ReportRecord, profile: Profile) -> list[Update]:
    """Return what one report tells of what became of recommendations, in reading order."""
    told = [*told_in_tables(report, profile, document.words), *told_in_prose(report, profile)]
    told = [one for one in told if one.recommendation or one.number or one.named]
    told.sort(key=lambda one: (one.row[0].page, one.row[0].box.top))
    key = colours_explained(report) if told else {}
    days = days_spoken_of(report) if told else []
    return [_update(position, one, key, days, document, record, profile) for position, one in enumerate(told, 1)]


def without_told(recommendations: Sequence[Recommendation], updates: Sequence[Update]) -> list[Recommendation]:
    """Return recommendations without those whose wording is an update's: what was done asks for nothing."""
    return [
        r
        for r in recommendations
        if not any(
            r.page == u.page
            and r.box.overlaps(u.box)
            and squash(r.text)[:OPENING] in squash(f"{u.recommendation_text} {u.text}")
            for u in updates
        )
    ]


def without_progress(responses: Sequence[Response], updates: Sequence[Update]) -> list[Response]:
    """Return responses without those that are nothing but the words of updates: how far it is says not what was decided of it."""
    return [
        r
        for r in responses
        if not _tells_progress(r, [u for u in updates if u.page == r.page and r.box.overlaps(u.box)])
    ]


def _tells_progress(response: Response, updates: Sequence[Update]) -> bool:
    """Tell whether a response says nothing that the updates of its place do not tell: neither a decision nor other words."""
    told = squash(" ".join(f"{u.recommendation_text} {u.text} {u.delivery_text}" for u in updates))
    said = squash(response.text)
    return squash(response.status_text) in told and any(squash(u.text) in said for u in updates)


def _update(
    position: int,
    told: Told,
    key: dict[str, str],
    days: Sequence[date],
    document: Document,
    record: ReportRecord,
    profile: Profile,
) -> Update:
    def text(lines: Sequence[Line]) -> str:
        return join_lines([line.text for line in lines], document.words)

    number, wording = number_and_wording(told.named or text(told.number), told.wording or text(told.recommendation))
    done = text(told.text)[told.skip :].strip()
    stage = stage_of(text(told.state), text(told.mark), told.shade, done, key, profile)
    day = _day_of(told, days, record)
    due = text(told.due)
    scale = find_timescale(due, record.meeting_date) if due else None
    page = told.row[0].page
    return Update(
        update_id=stable_id(document.document_id, record.report_id, "update", str(position), number, wording),
        document_id=document.document_id,
        document=document.name,
        report_id=record.report_id,
        position=position,
        number=number,
        recommendation_text=wording,
        update_date=day,
        delivery=stage.delivery,
        delivery_text=stage.words,
        rag=stage.rag,
        text=done,
        owner=text(told.owner)[told.owner_skip :].strip(),
        timescale_text=due,
        due_start=scale.start if scale else None,
        due_end=scale.end if scale else None,
        due_precision=scale.precision if scale else "",
        page=page,
        last_page=max(line.page for line in told.row),
        printed_page=document.pages[page - 1].printed,
        box=enclosing_box([line.box for line in told.row if line.page == page]),
        confidence=stage.confidence,
        review_reason=stage.doubt,
        rule=f"update: {told.rule}",
    )


def _day_of(told: Told, days: Sequence[date], record: ReportRecord) -> date | None:
    """Return the day that one row speaks of: that of its own words; else the paper's, if its words name no other year."""
    own = day_spoken_of(told.when)
    if own is not None:
        return own
    if year := _YEAR.search(told.when):
        return next((day for day in days if day.year == int(year.group())), None)
    return days[0] if days else record.meeting_date


def days_spoken_of(report: Report) -> list[date]:
    """Return the days as at which a report says that it speaks, in its order: "the position at 30 September 2025"."""
    texts = (block.text for block in report.blocks if block.kind is not BlockKind.TABLE)
    return [stated.day for text in texts for found in _AS_AT.finditer(text) for stated in find_dates(found["days"])]


def day_spoken_of(words: str) -> date | None:
    """Return the day that the header of a column or the opening of a paragraph names: "Status at 30-Jun-22", "Update (May 2024):".

    A month means its last day; a year alone no day.
    """
    short = _SHORT_YEAR.search(words)
    stated = next(find_dates(f"{short['day']} {short['month']} 20{short['year']}" if short else words), None)
    if stated is not None:
        return stated.day
    scale = find_timescale(words)
    return scale.end if scale is not None and scale.precision == "month" else None
