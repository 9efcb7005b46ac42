"""A pack becomes its reports: where each paper begins, what it is, who issues it to whom, for which meeting.

The evidence is the plain text of the first pass, so that every page can be looked at: the "Agenda Item" stamp, a paper's
own page numbers that restart, the forms of first pages that a profile lists, a change of page size, and a title that the
agenda lists. The agenda's page ranges are one more piece of evidence; packs are re-stamped and the ranges are often off.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.dates import find_dates
from pipeline.document import DocType, Document, FrontMatter, Page, Report
from pipeline.profiles import Pattern, Patterns, Profile, first_match
from pipeline.structure.blocks import build_blocks
from pipeline.structure.furniture import read_stamps, strip_furniture, usual_size
from pipeline.wording import clean, squash

FRONT_LINES = 14
"""Text lines at the top of a page in which a paper's beginning shows."""
FIELD_LINES = 45
"""Text lines of a first page in which its fields (To, Subject, Issue) stand."""
THRESHOLD = 2.0
"""Evidence a page needs to be taken for a paper's first page."""

HEAD_LINES = 3
"""The form of a first page in these lines is strong evidence, further down it may be a mention."""
OTHER_SHEET, OTHER_MAKER = 4.0, 0.02
"""Points by which sheets differ if their format does, and if only the programs that made them do."""
SLIDE = 1.6
"""Slides are this many times as wide as high; sheets of paper never are."""
COVER_WORDS = 40
"""A cover has fewer words than this."""
CONTENTS_LINES = 5
"""A table of contents has at least this many lines."""
STANDING = 2
"""So many of the items that stand on every agenda make a page one."""
TITLE_LETTERS = 12
"""The title of an agenda's item by which its paper is known has at least so many letters and digits."""

_ITEM_LINE = re.compile(r"^\d{1,2}[.)]?\s+(?P<title>\D.{4,140})$")
_OF_PAGES = re.compile(r"(?im)^page\s+(\d+)\s+of\s+\d+$")
_CONTENTS_LINE = re.compile(r"^(?:\D.{3,90}?)[\s.]+(\d{1,3})(?:\s*[-\u2013]\s*\d+)?$")
_AGENDA_LINE = re.compile(r"\(Pages?\s+(\d+)\s*[-\u2013]?\s*(\d+)?\)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_FORM_BEGINS = re.compile(r"^(?:recommendations?\b|\d+[.)]\s)", re.IGNORECASE | re.MULTILINE)
_PROMISED = re.compile(r"\b(?:by|before|until|till|from|since)\s+(?:the\s+)?$", re.IGNORECASE)
_REPORT_FIELD = re.compile(r"^(?:scrutiny\s+)?(?:report|review)\b[^\n]*", re.IGNORECASE | re.MULTILINE)
_NAME_ENDS = re.compile(r"^[^,.:;\d]{0,40}?\b(?:Committee|Commission|Panel|Board|Group)\b")
_FIELD = re.compile(r"^[A-Z][A-Za-z ()/-]{1,60}:(?:\s|$)")


def split_reports(document: Document, profile: Profile) -> tuple[Document, tuple[Report, ...]]:
    """Return the document with its furniture read and removed, and its reports with their blocks.

    A document that is no pack is one report.
    """
    pages = read_stamps(document.pages)
    clean_pages = strip_furniture(pages)
    size = usual_size(clean_pages)
    starts = find_first_pages(pages, profile) if is_pack(pages, profile) else [1]
    reports: list[Report] = []
    item = ""
    for position, first in enumerate(starts, 1):
        last = starts[position] - 1 if position < len(starts) else len(pages)
        own = clean_pages[first - 1 : last]
        item = pages[first - 1].agenda_item or item
        front = replace(read_front(own, profile), item=item)
        if front.doc_type is DocType.OTHER and reports:
            front = replace(front, doc_type=DocType.APPENDIX)
        lossy = any(page.source.loses_labels for page in own)
        reports.append(Report(position, first, last, front, build_blocks(own, document.words, size), lossy))
    return replace(document, pages=tuple(clean_pages)), tuple(reports)


def is_pack(pages: Sequence[Page], profile: Profile) -> bool:
    """Tell whether a document is a meeting pack: an agenda in front, and papers behind it."""
    if len(pages) < 2:
        return False
    stamped = len({page.agenda_item for page in pages if page.agenda_item})
    front = classify("\n".join(page.text for page in pages[:2]), profile)
    listed = len(_AGENDA_LINE.findall("\n".join(page.text for page in pages[:4])))
    if stamped >= 2 or (front is DocType.AGENDA and listed >= 1 and len(pages) > 4):
        return True
    titles = agenda_titles(pages[0].text, profile)
    return any(_has_title(page, titles) for page in pages[1:])


def agenda_titles(text: str, profile: Profile) -> frozenset[str]:
    """Return the titles of the items that a page lists as a meeting's agenda, as letters and digits; none of other pages.

    An agenda is known by the items that stand on every one of them (apologies, declarations of interest, minutes).
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if sum(first_match(profile.front.standing_items, line) is not None for line in lines) < STANDING:
        return frozenset()
    items = (found["title"] for line in lines if (found := _ITEM_LINE.match(line)))
    return frozenset(
        squash(title)
        for title in items
        if first_match(profile.front.standing_items, title) is None and len(squash(title)) >= TITLE_LETTERS
    )


def _has_title(page: Page, titles: frozenset[str]) -> bool:
    """Tell whether a page begins with one of some titles, in its first lines."""
    lines = [line.strip() for line in page.text.split("\n") if line.strip()][:HEAD_LINES]
    heads = [squash(" ".join(lines[i:])) for i in range(len(lines))]
    return any(head.startswith(title) for head in heads for title in titles)


def find_first_pages(pages: Sequence[Page], profile: Profile) -> list[int]:
    """Return the numbers of the pages on which papers of a pack begin, page 1 included."""
    starts = [1]
    key = _front_key(pages[0], profile)[1]
    titles = agenda_titles(pages[0].text, profile)
    for before, page, after in zip(pages, pages[1:], [*pages[2:], None], strict=False):
        evidence = _breaks(before, page, profile) + _form(page, after, key, profile) + 2.0 * _has_title(page, titles)
        if before.number == starts[-1] and _is_contents(page.text):
            evidence -= 2.0
        if evidence >= THRESHOLD:
            starts.append(page.number)
            key = _front_key(page, profile)[1]
    return starts


def _breaks(before: Page, page: Page, profile: Profile) -> float:
    """Weigh what breaks between two pages: the item stamp, the paper's own numbering, the sheet."""
    evidence = 0.0
    if page.agenda_item and page.agenda_item != before.agenda_item:
        evidence += 2.0
    if page.own_number in ("1", "i") and before.own_number != "0":
        evidence += 1.5
    elif _value(page.own_number) and _value(page.own_number) == _value(before.own_number) + 1:
        evidence -= 0.5
    if found := _OF_PAGES.search(_top(page)):
        evidence += 1.5 if found.group(1) == "1" else -1.5
    change = abs(page.width - before.width) + abs(page.height - before.height)
    if _is_slide(page) and not _is_slide(before):
        evidence += 2.0
    elif change > OTHER_SHEET:
        evidence += 2.0 if _has_appendix_line(page, profile) else 0.75
    elif change > OTHER_MAKER:
        evidence += 0.5
    return evidence


def _form(page: Page, after: Page | None, key: str, profile: Profile) -> float:
    """Weigh what a page itself says: the form of a first page, a table of contents, a cover before one."""
    place, own_key = _front_key(page, profile)
    evidence = 0.0
    if own_key and own_key != key:
        evidence += 2.0 if place < HEAD_LINES else 0.75
    if _is_contents(page.text) or (
        after is not None and len(page.text.split()) < COVER_WORDS and _is_contents(after.text)
    ):
        evidence += 2.0
    return evidence


def _front_key(page: Page, profile: Profile) -> tuple[int, str]:
    """Return in which line of a page's top the words of a first page stand, and those words; (0, "") if there are none."""
    top = _top(page)
    lines = top.split("\n")
    for patterns in profile.front.doc_types.values():
        for i, line in enumerate(lines):
            if found := first_match(patterns, line):
                return i, re.sub(r"\W+", "", line[found[1].start() : found[1].end() + 1].lower())
    kind = classify_front(top, profile)
    return (0, f"{kind}{lines[0]}") if kind is not None else (0, "")


def _has_appendix_line(page: Page, profile: Profile) -> bool:
    """Tell whether a short line anywhere on a page calls it an appendix: landscape tables are drawn in any order."""
    lines = (line.strip() for line in page.text.split("\n"))
    return any(len(line) < 90 and first_match(profile.front.doc_types["appendix"], line) for line in lines)


def _top(page: Page) -> str:
    return "\n".join([line.strip() for line in page.text.split("\n") if line.strip()][:FRONT_LINES])


def _value(number: str) -> int:
    return int(number) if number.isdigit() else 0


def _is_slide(page: Page) -> bool:
    return page.height > 0 and page.width / page.height > SLIDE


def _is_contents(text: str) -> bool:
    """Tell whether a page lists contents: several lines that end with rising numbers."""
    numbers = [int(found.group(1)) for line in text.split("\n") if (found := _CONTENTS_LINE.search(line.strip()))]
    rising = sum(a <= b for a, b in itertools.pairwise(numbers))
    return (
        len(numbers) >= CONTENTS_LINES and rising >= 0.9 * (len(numbers) - 1) and len(text.split()) < 40 * len(numbers)
    )


def classify_front(top: str, profile: Profile) -> DocType | None:
    """Return what the top of a page says a paper is, or None if nothing there marks a first page."""
    joined = " ".join(top.split())
    for name, patterns in profile.front.doc_types.items():
        if first_match(patterns, top) or first_match(patterns, joined):
            return DocType(name)
    return None


def classify(text: str, profile: Profile) -> DocType:
    """Return what a paper is by the text of its first page; `other` if nothing tells."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:FIELD_LINES]
    for size in (FRONT_LINES, FIELD_LINES):
        found = classify_front("\n".join(lines[:size]), profile)
        if found is not None:
            return found
    return DocType.OTHER


def with_kind(report: Report, kind: DocType, document: Document, profile: Profile) -> Report:
    """Return a report of another kind, its first page read as one of that kind; of an item on an agenda it stays so."""
    if kind is report.front.doc_type:
        return report
    front = read_front(document.pages[report.first_page - 1 : report.last_page], profile, kind)
    return replace(report, front=replace(front, item=report.front.item))


def read_front(pages: Sequence[Page], profile: Profile, kind: DocType | None = None) -> FrontMatter:
    """Return what a paper's first pages say: kind, unless it is given, title, issuing committee, addressee, meeting date."""
    text = "\n".join(line.strip() for line in pages[0].text.split("\n") if line.strip())
    if len(text) < 200 and len(pages) > 1:
        text += "\n" + "\n".join(line.strip() for line in pages[1].text.split("\n") if line.strip())
    doc_type = kind or classify(text, profile)
    lines = text.split("\n")[:FIELD_LINES]
    return FrontMatter(
        doc_type=doc_type,
        title=_title(pages[0], lines, profile, doc_type),
        committee=_field(profile.front.committee, lines) or _reviewing_body(lines, doc_type, profile),
        authors=_field(profile.front.authors, lines),
        addressed_to=_field(profile.front.addressed_to, lines),
        meeting_date=_own_day(lines[:20], doc_type, profile),
    )


def _reviewing_body(lines: Sequence[str], doc_type: DocType, profile: Profile) -> str:
    """Return the name by which a reviewing body calls itself in the first lines of its report."""
    if doc_type is not DocType.SCRUTINY_REPORT:
        return ""
    found = first_match(profile.front.reviewing_bodies, " ".join(lines[:FRONT_LINES]))
    return clean(found[1].group("value")) if found else ""


def _own_day(lines: Sequence[str], doc_type: DocType, profile: Profile) -> date | None:
    """Return the day that a paper states for itself: no deadline, no promise and, in a response, not that of the report that
    it answers, which it names with its day in brackets or in a field.
    """
    text = "\n".join(line for line in lines if not first_match(profile.responding.deadline, line))
    if doc_type is DocType.RESPONSE:
        text = _FORM_BEGINS.split(text, maxsplit=1)[0]
        text = _REPORT_FIELD.sub("", _IN_BRACKETS.sub("", text))
    text = text.replace("\n", " ")
    return next((found.day for found in find_dates(text) if not _PROMISED.search(text[: found.start])), None)


def _field(patterns: Patterns, lines: Sequence[str]) -> str:
    """Return the wording of the first field found, with the lines that continue it."""
    for pattern in patterns:
        for i, line in enumerate(lines):
            found = pattern.regex.search(line)
            if not found:
                continue
            value = found.group("value")
            if found.end("value") == len(line):
                value = _wrapped(pattern, line, lines[i + 1 : i + 2], value)
            if pattern.id.endswith("-field"):
                for following in lines[i + 1 : i + 5]:
                    if _FIELD.match(following) or len(value) > 200:
                        break
                    value += " " + following
            return clean(value).strip(" ,.:;\u2013\u2014-")
    return ""


def _wrapped(pattern: Pattern, line: str, following: Sequence[str], value: str) -> str:
    """Return a body's name that reaches the end of its line with the rest of it on the next."""
    longer = pattern.regex.search(" ".join([line, *following]))
    rest = longer.group("value")[len(value) :] if longer and longer.group("value").startswith(value) else ""
    name = _NAME_ENDS.match(rest)
    return value + name.group() if name else value


def _title(page: Page, lines: Sequence[str], profile: Profile, doc_type: DocType) -> str:
    stated = _field(profile.front.title, lines)
    if stated:
        return stated
    prominent = _prominent_lines(page, profile)
    if doc_type in (DocType.AGENDA, DocType.MINUTES):
        return _announced(lines, profile, doc_type)
    if prominent:
        return prominent
    candidates = [line for line in lines[:12] if len(line) > 3 and not first_match(profile.front.not_title, line)]
    return clean(candidates[0]) if candidates else doc_type.value


def _announced(lines: Sequence[str], profile: Profile, doc_type: DocType) -> str:
    """Return the words that call a paper an agenda or minutes, up to the end of their sentence."""
    for i, line in enumerate(lines):
        if first_match(profile.front.doc_types[doc_type], line):
            told = line if len(line) < 20 or line.endswith(".") else " ".join([line, *lines[i + 1 : i + 2]])
            return clean(told).rstrip(".")
    return ""


def _prominent_lines(page: Page, profile: Profile) -> str:
    """Return the largest bold lines in the upper half of the first page that are not a body's name, a date or a stamp."""
    top = [line for line in page.lines if line.box.top < 0.6 * page.height]
    usual = [line for line in top if line.bold_share > 0.9 or line.size > 13]
    fit = [line for line in usual if len(line.text) > 3 and not first_match(profile.front.not_title, line.text)]
    if not fit:
        return ""
    largest = max(line.size for line in fit)
    first = next(i for i, line in enumerate(fit) if line.size >= largest - 0.6)
    title = [fit[first]]
    for line in fit[first + 1 : first + 4]:
        between = any(title[-1].box.bottom <= other.box.top < line.box.top for other in top)
        apart = abs(line.size - title[-1].size) > 0.6 or line.box.top - title[-1].box.bottom > 1.2 * line.size
        if between or apart:
            break
        title.append(line)
    return clean(" ".join(line.text for line in title))
