"""The review page: a run's tables as one HTML page, every row beside the picture of the place it was read from.

Nothing on the page comes from a network, and nothing that a document says can run: text is escaped where it is put in, and
the page's own content security policy lets only this program's script and styles in, known by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from pipeline import __version__
from pipeline.batch.origin import load_origin
from pipeline.corrections import COLUMNS
from pipeline.dates import long_date
from pipeline.places import Place, list_files, remove_file, within, write_whole
from pipeline.reading.reader import file_digest, find_inputs
from pipeline.records import Correction, Kind, Status
from pipeline.review.cards import KIND_WORDS, STATUS_WORDS, Card, Passage, make_cards
from pipeline.review.charts import make_charts
from pipeline.review.snapshots import Snapshot, pages_by_document, take_snapshots
from pipeline.settings import Settings
from pipeline.tables.schema import CORRECTIONS
from pipeline.tables.stored import Row, read_tables

PAGE, PICTURES = "report.html", "report-pages"
"""The page's file, and the folder beside it with its pictures."""
COUNTED = {
    "scrutiny": ("recommendation of a scrutiny body", "recommendations of scrutiny bodies"),
    "decision": ("decision that a report asks its own meeting for", "decisions that reports ask their own meeting for"),
    "conclusion": ("conclusion", "conclusions"),
}
"""How rows of a kind are counted in words: one, and several."""
MOST_PAGES = 3
"""Pages of one passage that are shown; what goes on longer is read in the document."""

Sheets = Mapping[tuple[str, int], "Sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture as the review page names it (a file beside it, or a key into the embedded ones), with the page's
    size in points."""

    source: str
    width: float
    height: float


@dataclass(slots=True)
class PageMade:
    """What became of a review page: where it is, how many cards and pictures it has, of which documents pictures are missing."""

    place: Place
    cards: int
    pictures: int = 0
    missing: dict[str, str] = field(default_factory=dict)


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
    tables = read_tables(folder)
    cards = make_cards(tables)
    made = PageMade(within(output, PAGE), len(cards))
    files = _find_documents(folder, documents, tables["documents"])
    wanted = pages_by_document(_pages_of(passage for card in cards for passage in _passages(card)), tables["documents"])
    sheets: dict[tuple[str, int], Sheet] = {}
    embedded: dict[str, str] = {}
    for shot in take_snapshots(wanted, files, settings, made.missing):
        sheets[shot.document, shot.page] = Sheet(_keep(shot, output, embedded, single_file), shot.width, shot.height)
    html = render_page(tables, cards, sheets, embedded, made.missing, load_origin(folder).corrections)
    write_whole(made.place, html.encode())
    _remove_old_pictures(output, set() if single_file else {sheet.source for sheet in sheets.values()})
    made.pictures = len(sheets)
    return made


def _find_documents(folder: Place, given: Sequence[Place], documents: Sequence[Row]) -> dict[str, Place]:
    """Return where each document is: where a file of the same content is given, else where it was read."""
    places = dict(load_origin(folder).places)
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


def pages_shown(passage: Passage) -> list[int]:
    """Return the pages of a passage that are shown."""
    return list(range(passage.page, min(passage.last_page, passage.page + MOST_PAGES - 1) + 1))


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


def render_page(
    tables: Mapping[str, Sequence[Row]],
    cards: Sequence[Card],
    sheets: Sheets,
    embedded: Mapping[str, str],
    missing: Mapping[str, str],
    earlier: Sequence[Correction],
) -> str:
    """Return the page as HTML.

    Args:
        tables: the run's tables.
        cards: its cards.
        sheets: page pictures by document and page.
        embedded: pictures as data URLs by name, where they are in the page itself.
        missing: why there are no pictures, by document.
        earlier: corrections that the run was given; what is saved from the page begins with them.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["day"] = _day
    style, script = _resource("report.css"), _resource("report.js")
    shown = {card.report["report_id"] for card in cards}
    return environment.from_string(_resource("report.html.j2")).render(
        _words(tables),
        style=style,
        script=script,
        policy=_policy(style, script),
        run=_run_key(tables["documents"]),
        tables=tables,
        cards=cards,
        charts=make_charts(cards),
        reports=[row for row in tables["reports"] if row["report_id"] in shown],
        findings=[row for row in tables["checks"] if not row["recommendation_id"] and not row["response_id"]],
        sheets=sheets,
        pages_shown=pages_shown,
        missing=missing,
        data={
            "columns": CORRECTIONS.names,
            "correctable": COLUMNS,
            "earlier": [_stored(correction) for correction in earlier],
            "pictures": embedded,
        },
    )


def _words(tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Return the vocabularies that the page chooses from, with the words that stand for each value."""
    return {
        "version": __version__,
        "statuses": {str(status): words for status, words in STATUS_WORDS.items() if status},
        "kinds": {str(kind): words for kind, words in KIND_WORDS.items()},
        "categories": sorted({row["category"] for row in tables["recommendations"] if row["category"]}),
        "counted": COUNTED,
        "scrutiny": str(Kind.SCRUTINY),
        "blank": str(Status.BLANK),
    }


def _resource(name: str) -> str:
    return (resources.files("pipeline.review") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a content security policy that lets in this style and script and pictures beside or in the page."""
    style_hash, script_hash = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
    )


def _run_key(documents: Sequence[Row]) -> str:
    """Return the name under which a browser keeps what people say to the rows of these documents."""
    return hashlib.sha256(" ".join(sorted(row["sha256"] for row in documents)).encode()).hexdigest()[:16]


def _stored(correction: Correction) -> dict[str, str]:
    cells = asdict(correction)
    return {name: str(cells[name] or "") for name in CORRECTIONS.names}


def _day(iso: str) -> str:
    """Return an ISO date as people write it."""
    return long_date(date.fromisoformat(iso)) if iso else ""
