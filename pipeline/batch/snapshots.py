"""Pictures of the pages that rows stand on, for the review page; a file that cannot be drawn costs its own pictures."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO

from pipeline.batch.engine import work_apart
from pipeline.errors import UnreachableDocument, UnreadableDocument
from pipeline.places import Place
from pipeline.reading.pictures import PagePicture, render_pages
from pipeline.reading.reader import InputFile, fetch, start_of_pdf
from pipeline.settings import Settings

QUALITY = 60
"""WebP's scale, 0 to 100."""
PAGES_A_TASK = 20
"""Pages that one process draws before it is given others, so that long documents are drawn on all cores."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Pages of one document to be drawn, each with the degrees it is turned by; `sha256` is that of the file the rows are of."""

    document_id: str
    document: str
    sha256: str
    turns: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page's picture as WebP, with the page's size in points."""

    name: str
    document: str
    page: int
    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Task:
    wanted: Wanted
    file: InputFile
    password: str


def take_snapshots(
    wanted: Sequence[Wanted], files: Mapping[str, Place], settings: Settings, missing: dict[str, str]
) -> Generator[Snapshot]:
    """Yield the pictures of the pages wanted.

    Args:
        wanted: pages by document.
        files: where documents are, by name.
        settings: limits of time and memory, number of processes, password.
        missing: filled with a reason for each document of which pictures are missing.
    """
    tasks = []
    for paper in wanted:
        place = files.get(paper.document)
        if place is None:
            missing[paper.document] = "it is not known where the file is; name its folder with --documents"
            continue
        pages = sorted(paper.turns)
        for first in range(0, len(pages), PAGES_A_TASK):
            turns = {page: paper.turns[page] for page in pages[first : first + PAGES_A_TASK]}
            tasks.append(_Task(replace(paper, turns=turns), InputFile(place, paper.document), settings.password))
    again: list[_Task] = []
    with closing(work_apart(tasks, draw_pages, settings)) as done:
        for task, drawn in done:
            if drawn is None:
                again += _page_by_page(task)
            yield from _drawn(task, drawn or [], missing)
    with closing(work_apart(again, draw_pages, settings)) as done:
        for task, drawn in done:
            yield from _drawn(task, drawn or "drawing a page took too long, too much memory, or failed", missing)


def _page_by_page(task: _Task) -> list[_Task]:
    """Return a task, in which one page may have cost the others their pictures, as one for each page."""
    return [replace(task, wanted=replace(task.wanted, turns={page: turn})) for page, turn in task.wanted.turns.items()]


def _drawn(task: _Task, drawn: list[Snapshot] | str, missing: dict[str, str]) -> list[Snapshot]:
    if isinstance(drawn, list):
        return drawn
    missing[task.wanted.document] = drawn
    return []


def draw_pages(task: _Task) -> list[Snapshot] | str:
    """Return the pictures of some pages of one document, or why there are none."""
    wanted, name = task.wanted, task.file.name
    try:
        data = fetch(task.file)
        if hashlib.sha256(data).hexdigest() != wanted.sha256:
            return "the file has changed since it was read"
        start = start_of_pdf(data, name)
        if start < 0:
            return "it is no PDF and has no pages to show"
        pictures = render_pages(data[start:], name, task.password, wanted.turns)
        return [_snapshot(wanted, picture) for picture in pictures]
    except UnreachableDocument:
        return "no file of its content is where it was read; name its folder with --documents"
    except UnreadableDocument as error:
        return str(error).rstrip(".")


def _snapshot(wanted: Wanted, picture: PagePicture) -> Snapshot:
    stream = BytesIO()
    picture.image.save(stream, "WEBP", quality=QUALITY, method=4)
    name = f"{wanted.document_id}-{picture.number}.webp"
    return Snapshot(name, wanted.document, picture.number, stream.getvalue(), picture.width, picture.height)


def pages_by_document(places: Sequence[tuple[str, int, float]], documents: Sequence[Mapping[str, str]]) -> list[Wanted]:
    """Return the pages wanted of each document.

    Args:
        places: document, page and turn of each row.
        documents: the rows of documents.csv.
    """
    turns: dict[str, dict[int, float]] = defaultdict(dict)
    for document, page, turn in places:
        turns[document].setdefault(page, turn)
    by_name = {row["document"]: row for row in documents}
    return [
        Wanted(by_name[name]["document_id"], name, by_name[name]["sha256"], pages)
        for name, pages in sorted(turns.items())
        if name in by_name
    ]
