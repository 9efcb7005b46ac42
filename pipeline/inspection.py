"""What the program saw on one page, for people: a picture with the roles of its passages, and why a passage has its role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL.Image import Image

from pipeline.batch.worker import decide_report, extract
from pipeline.document import Document, Report, Source
from pipeline.errors import UnreadableDocument, UsageError
from pipeline.passages import Passage, Role
from pipeline.places import read_bytes
from pipeline.reading.pictures import render_pages
from pipeline.reading.reader import InputFile, read_document
from pipeline.records import Recommendation, Response
from pipeline.review.pictures import draw_page
from pipeline.roles.deciding import Decided
from pipeline.roles.model import stored_model
from pipeline.roles.neighbours import DECIDED
from pipeline.settings import Settings
from pipeline.structure.reports import split_reports
from pipeline.wording import squash

BEGINNING = 80
"""Characters of a passage by which people know it."""


@dataclass(frozen=True)
class Seen:
    """A page of a document with all that was read, decided and found on it."""

    document: Document
    page: int
    reports: tuple[Report, ...]
    decided: tuple[Decided, ...]
    rows: tuple[Recommendation | Response, ...]

    def passages(self) -> Iterator[tuple[Decided, Passage]]:
        """Yield the passages that begin on the page, each with the paper it belongs to."""
        for decided in self.decided:
            yield from ((decided, passage) for passage in decided.paper.passages if passage.page == self.page)


def see_page(file: InputFile, number: int, settings: Settings) -> Seen:
    """Read a document and return what was seen on one of its pages, counted from 1.

    Raises:
        UnreadableDocument: the file cannot be read, or has no such page.
    """
    document = read_document(file, settings, also=[number])
    if number > len(document.pages):
        raise UnreadableDocument(f"{file.name} has {len(document.pages)} pages, no page {number}.")
    result = extract(document, settings.profile)
    document, reports = split_reports(document, settings.profile)
    seen = [
        decide_report(document, report, settings.profile, stored_model())
        for report in reports
        if report.first_page <= number <= report.last_page
    ]
    here, decided = tuple(report for report, _ in seen), tuple(told for _, told in seen)
    return Seen(document, number, here, decided, (*result.recommendations, *result.responses))


def picture_of(seen: Seen, file: InputFile, settings: Settings) -> Image:
    """Return the picture of a page with everything that was seen on it.

    Raises:
        UsageError: it is a Word or text file, which has no pages to draw.
    """
    page = seen.document.pages[seen.page - 1]
    if page.source in (Source.TEXT, Source.WORD):
        raise UsageError(f"{file.name} has no pages to draw: it is no PDF.", "Save it as PDF, or ask with --explain.")
    (picture,) = render_pages(read_bytes(file.place), file.name, settings.password, {seen.page: page.turn})
    roles = [(passage.box, _told(*likeliest(decided, passage)[0])) for decided, passage in seen.passages()]
    return draw_page(picture.image, page, seen.reports, seen.rows, roles)


def likeliest(decided: Decided, passage: Passage) -> list[tuple[Role, float]]:
    """Return the roles of a passage with their probabilities, the likeliest first."""
    shares = [(role, decided.share(passage.index, role)) for role in DECIDED]
    return sorted(shares, key=lambda pair: -pair[1])


def _told(role: Role, share: float) -> str:
    return f"{role} {share:.2f}"


def explain(seen: Seen, words: str) -> Iterator[str]:
    """Yield, line by line, why the passage of the page that holds some words has its role.

    For each of its two likeliest roles every signal is told with its value (0 to 1) and what it weighed: above 0 it spoke for the
    role, below against it.

    Raises:
        UsageError: no passage of the page holds these words.
    """
    wanted = squash(words)
    holding = [(decided, passage) for decided, passage in seen.passages() if wanted and wanted in squash(passage.text)]
    if not holding:
        begin = [f"  {passage.text[:BEGINNING]}" for _, passage in seen.passages()]
        message = f"No passage of page {seen.page} holds “{words}”."
        raise UsageError(message, "\n".join(["Its passages begin:", *begin]) if begin else "The page has no passages.")
    decided, passage = min(holding, key=lambda pair: len(pair[1].text))
    yield f"{passage.text}"
    yield f"page {passage.page}, {passage.shape}; the paper seems to be: {decided.kind}"
    yield from (f"found as {_name(row)}: {row.rule}" for row in seen.rows if _overlaps(row, passage))
    roles = likeliest(decided, passage)
    yield ", ".join(_told(role, share) for role, share in roles)
    for role, share in roles[:2]:
        yield f"\n{_told(role, share)}"
        for name, value, weighed in decided.weighed(passage.index, role):
            yield f"{weighed:+8.2f}  {name}{'' if value == 1.0 else f' ({value:.2f})'}"


def _name(row: Recommendation | Response) -> str:
    return f"{'recommendation' if isinstance(row, Recommendation) else 'response'} {row.number}".rstrip()


def _overlaps(row: Recommendation | Response, passage: Passage) -> bool:
    """Tell whether a row's place holds the middle of a passage, or the other way round."""
    return row.page == passage.page and (row.box.encloses(passage.box) or passage.box.encloses(row.box))
