"""The review page: a run's tables as one HTML page, every row beside the picture of the place it was read from.

Nothing on the page comes from a network, and nothing that a document says can run: text is escaped where it is put in, and
the page's own content security policy lets only this program's script and styles in, known by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined

from pipeline import __version__
from pipeline.corrections.file import COLUMNS, SHOWN
from pipeline.dates import long_date
from pipeline.records import Correction, Kind, Status
from pipeline.review.cards import KIND_WORDS, STATUS_WORDS, Card, Passage
from pipeline.review.charts import make_charts
from pipeline.tables.schema import CORRECTIONS
from pipeline.tables.stored import Row

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


def pages_shown(passage: Passage) -> list[int]:
    """Return the pages of a passage that are shown."""
    return list(range(passage.page, min(passage.last_page, passage.page + MOST_PAGES - 1) + 1))


def render_page(
    tables: Mapping[str, Sequence[Row]],
    cards: Sequence[Card],
    sheets: Sheets,
    embedded: Mapping[str, str],
    missing: Mapping[str, str],
    earlier: Sequence[Correction],
    categories: Collection[str],
) -> str:
    """Return the page as HTML.

    Args:
        tables: the run's tables.
        cards: its cards.
        sheets: page pictures by document and page.
        embedded: pictures as data URLs by name, where they are in the page itself.
        missing: why there are no pictures, by document.
        earlier: corrections that the run was given; what is saved from the page begins with them.
        categories: those that a person can choose, beside those that the tables have.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["day"] = _day
    style, script = _resource("report.css"), _resource("report.js")
    shown = {card.report["report_id"] for card in cards}
    return environment.from_string(_resource("report.html.j2")).render(
        _words(tables, categories),
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
            "shown": SHOWN,
            "earlier": [_stored(correction) for correction in earlier],
            "pictures": embedded,
        },
    )


def _words(tables: Mapping[str, Sequence[Row]], categories: Collection[str]) -> dict[str, Any]:
    """Return the vocabularies that the page chooses from, with the words that stand for each value."""
    present = {row["category"] for row in tables["recommendations"] if row["category"]}
    return {
        "version": __version__,
        "statuses": {str(status): words for status, words in STATUS_WORDS.items() if status},
        "kinds": {str(kind): words for kind, words in KIND_WORDS.items()},
        "categories": sorted(present),
        "assignable": sorted({*present, *categories}),
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
