"""One review page: a run's tables, the pictures of the pages its rows stand on, and the page made of both, in this order."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.origin import Origin, load_origin
from pipeline.batch.snapshots import Snapshot, pages_by_document, take_snapshots
from pipeline.places import Place, list_files, remove_file, within, write_whole
from pipeline.reading.reader import file_digest, find_inputs
from pipeline.review.cards import Card, Passage, make_cards
from pipeline.review.page import Sheet, pages_shown, render_page
from pipeline.settings import Settings
from pipeline.tables.stored import Row, read_tables

PAGE, PICTURES = "report.html", "report-pages"
"""The page's file, and the folder beside it with its pictures."""


@dataclass(slots=True)
class PageMade:
    """What became of a review page: where it is, how many cards and pictures it has, of which documents pictures are missing.

    `forgotten` tells that the tables were corrected and the corrections are not known: what is saved begins without them.
    """

    place: Place
    cards: int
    pictures: int = 0
    missing: dict[str, str] = field(default_factory=dict)
    forgotten: bool = False


def make_page(
    folder: Place, output: Place, settings: Settings, documents: Sequence[Place] = (), single_file: bool = False
) -> PageMade:
    """Write the review page of a finished run.

    Args:
        folder: where the run's tables are.
        output: where the page goes.
        settings: limits for drawing pages, and the password of protected files.
        documents: folders and files in which to look for documents that are no longer where they were read.
        single_file: put the pictures into the page instead of beside it.

    Raises:
        UsageError: the folder holds no tables of this version of the program, or one of `documents` is not there.
        OSError: the page cannot be written.
    """
    tables, origin = read_tables(folder), load_origin(folder)
    cards = make_cards(tables)
    made = PageMade(within(output, PAGE), len(cards), forgotten=_has_forgotten(tables, origin))
    files = _find_documents(origin, documents, tables["documents"])
    wanted = pages_by_document(_pages_of(passage for card in cards for passage in _passages(card)), tables["documents"])
    sheets: dict[tuple[str, int], Sheet] = {}
    embedded: dict[str, str] = {}
    with closing(take_snapshots(wanted, files, settings, made.missing)) as shots:
        for shot in shots:
            sheets[shot.document, shot.page] = Sheet(
                _keep(shot, output, embedded, single_file), shot.width, shot.height
            )
    categories = settings.profile.categories.values
    html = render_page(tables, cards, sheets, embedded, made.missing, origin.corrections, categories)
    write_whole(made.place, html.encode())
    _remove_old_pictures(output, set() if single_file else {sheet.source for sheet in sheets.values()})
    made.pictures = len(sheets)
    return made


def _has_forgotten(tables: Mapping[str, Sequence[Row]], origin: Origin) -> bool:
    """Tell whether people's corrections made the tables what they are, and it is no longer known which."""
    rows = [*tables["recommendations"], *tables["responses"], *tables["matches"]]
    said = any(row["checked"] == "true" for row in rows) or any(f["check"] == "row-rejected" for f in tables["checks"])
    return said and not origin.corrections


def _find_documents(origin: Origin, given: Sequence[Place], documents: Sequence[Row]) -> dict[str, Place]:
    """Return where each document is: where a file of the same content is given, else where it was read."""
    places = dict(origin.places)
    names: dict[str, list[str]] = {}
    for row in documents:
        names.setdefault(row["sha256"], []).append(row["document"])
    for file in find_inputs(given) if given else ():
        sha256, _ = file_digest(file.place)
        for name in names.get(sha256, [file.name] if not isinstance(file.place, Path) else []):
            places[name] = file.place
    return places


def _passages(card: Card) -> list[Passage]:
    return [card.passage, *(answer.passage for answer in card.answers)]


def _pages_of(passages: Iterable[Passage]) -> list[tuple[str, int, float]]:
    return [(p.document, page, p.turn) for p in passages for page in pages_shown(p)]


def _keep(shot: Snapshot, output: Place, embedded: dict[str, str], single_file: bool) -> str:
    """Write a picture beside the page, or put it into it; return how the page names it."""
    if single_file:
        embedded[shot.name] = "data:image/webp;base64," + base64.b64encode(shot.data).decode()
        return shot.name
    write_whole(within(output, PICTURES, shot.name), shot.data)
    return f"{PICTURES}/{shot.name}"


def _remove_old_pictures(output: Place, kept: set[str]) -> None:
    for name in list_files(within(output, PICTURES)) or ():
        if name.endswith(".webp") and f"{PICTURES}/{name}" not in kept:
            remove_file(within(output, PICTURES, name))
