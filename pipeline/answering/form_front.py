"""What stands above a form's answers: who is responsible, what need not be answered, and by when answers are due."""

from __future__ import annotations

from datetime import date

from pipeline.dates import find_dates
from pipeline.document import BlockKind, Report
from pipeline.profiles import Profile, first_match


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


def find_deadline(report: Report, profile: Profile) -> tuple[date | None, str, int]:
    """Return the day by which a form asks for answers, its words and its page; (None, "", 0) if it names none."""
    for block in report.blocks[:40]:
        if block.kind is BlockKind.TABLE or not (found := first_match(profile.responding.deadline, block.text)):
            continue
        stated = next(find_dates(found[1].group()), None)
        if stated:
            return stated.day, stated.text, block.page
    return None, "", 0
