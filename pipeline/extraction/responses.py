"""The responses of a report, from its forms: what each answers, what it says, by when, in whose name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.dates import find_dates, find_timescale
from pipeline.document import BlockKind, Document, Line, Report, enclosing_box
from pipeline.extraction.categories import category_of_tag, split_tag
from pipeline.extraction.forms import FormRow, read_forms, status_in_action
from pipeline.extraction.recommendations import stable_id
from pipeline.extraction.verdicts import Verdict, delivery_of, is_blank, verdict_of_cell
from pipeline.labels import read_labels
from pipeline.profiles import Profile, first_match
from pipeline.records import Quotation, ReportRecord, Response, Status
from pipeline.wording import join_lines


def find_responses(document: Document, report: Report, record: ReportRecord, profile: Profile) -> list[Response]:
    """Return the responses one report gives, in reading order."""
    rows = read_forms(report, profile, document.words)
    responder = find_responder(report, profile)
    return [_from_form(position, row, responder, document, record, profile) for position, row in enumerate(rows, 1)]


def find_responder(report: Report, profile: Profile) -> str:
    """Return the person or body the form names as responsible, in its own words ("" if none)."""
    blocks = [b for b in report.blocks[:30] if b.kind is not BlockKind.TABLE]
    for i, block in enumerate(blocks):
        found = first_match(profile.responding.responder, block.text)
        if found is None:
            continue
        stated = next((value for value in found[1].groupdict().values() if value), "").strip()
        if stated:
            return stated
        named = []
        for following in blocks[i + 1 : i + 6]:
            if following.kind is not BlockKind.ITEM:
                break
            named.append(following.text)
        if named:
            return "; ".join(named)
    return ""


def find_excluded(report: Report, profile: Profile) -> str:
    """Return what a responder says it was told not to answer ("the recommendation on …"), "" if nothing."""
    for block in report.blocks[:30]:
        if block.kind is BlockKind.PARAGRAPH and (found := first_match(profile.responding.excluded, block.text)):
            return found[1].group("value").strip()
    return ""


def _wording(lines: Sequence[Line], known: frozenset[str]) -> str:
    return join_lines([line.text for line in lines], known)


def _from_form(
    position: int, row: FormRow, responder: str, document: Document, record: ReportRecord, profile: Profile
) -> Response:
    known = document.words
    quoted = _wording(row.recommendation, known)
    number, quoted = _number(_wording(row.number, known), quoted)
    quoted, tag = split_tag(quoted, profile)
    action = _wording(row.action, known)
    timescale = _wording(row.timescale, known)
    verdict = _verdict(_wording(row.status, known), action, profile)
    text = "" if is_blank(action, profile) and action.lower().startswith(("enter", "click", "choose")) else action
    scale = find_timescale(timescale or text, record.meeting_date)
    page = row.recommendation[0].page
    reason = (
        "" if verdict.status is not Status.NOTED or verdict.words else "the answer does not say whether it is accepted"
    )
    return Response(
        response_id=stable_id(document.document_id, record.report_id, str(position), number, quoted),
        document_id=document.document_id,
        document=document.name,
        report_id=record.report_id,
        position=position,
        number=number,
        number_source="printed" if number else "none",
        category=category_of_tag(tag, profile.categories).value if tag else "",
        category_tag=tag,
        quotations=(Quotation(number, quoted),),
        recommendation_text=quoted,
        responder=_wording(row.responder, known) or responder,
        status=verdict.status,
        in_principle=verdict.in_principle,
        status_text=verdict.words,
        text=text,
        timescale_text=timescale or (scale.text if scale else ""),
        due_start=scale.start if scale else None,
        due_end=scale.end if scale else None,
        due_precision=scale.precision if scale else "",
        delivery=delivery_of(text, profile) if text and verdict.status is not Status.REJECTED else "",
        page=page,
        last_page=max(line.page for line in row.lines),
        printed_page=document.pages[page - 1].printed,
        box=enclosing_box([line.box for line in row.lines if line.page == page]),
        confidence=0.97 if not reason else 0.7,
        review_reason=reason,
        rule=verdict.rule,
    )


def _number(cell: str, quoted: str) -> tuple[str, str]:
    """Return the recommendation's number and its wording without it; a number column goes before a label."""
    if cell.strip():
        labels = read_labels(cell if cell.strip()[-1] in ".):" else f"{cell}.")
        return (labels[0].text if labels else cell.strip()), quoted
    labels = read_labels(quoted)
    if labels and labels[0].text:
        return labels[0].text, quoted[labels[0].length :].strip()
    return "", quoted


def _verdict(status: str, action: str, profile: Profile) -> Verdict:
    found = verdict_of_cell(status, profile)
    if found is not None:
        return found
    if status_in_action(action, profile):
        return verdict_of_cell(" ".join(action.split()[:6]), profile) or Verdict(Status.NOTED)
    if is_blank(status, profile) and is_blank(action, profile):
        return Verdict(Status.BLANK)
    return Verdict(Status.NOTED, "" if is_blank(status, profile) else status)


def find_deadline(report: Report, profile: Profile) -> tuple[date | None, str, int]:
    """Return the day by which a form asks for answers, its words and its page; (None, "", 0) if it names none."""
    for block in report.blocks[:40]:
        if block.kind is BlockKind.TABLE or not (found := first_match(profile.responding.deadline, block.text)):
            continue
        stated = next(find_dates(found[1].group()), None)
        if stated:
            return stated.day, stated.text, block.page
    return None, "", 0
