"""Writes the answers of a case beside its papers, in the form of the corpus."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pipeline.generator.paper import Paper, Piece, RecommendationRow, UpdateRow, pieces_of

BEGINNING = 60
"""Letters of a wording by which matches.csv names a row."""
MATCH_COLUMNS = [
    "recommendation_document",
    "recommendation_number",
    "recommendation_category",
    "response_document",
    "response_number",
    "response_page",
    "recommendation_text",
    "response_text",
]
UPDATE_COLUMNS = ["number", "recommendation_text", "delivery", "delivery_text", "rag", "text", "owner", "timescale_text", "due_end", "update_date"]  # fmt: skip


@dataclass(eq=False, slots=True)
class Made:
    """A paper as a file: its name, its number of pages, and the page of each piece."""

    paper: Paper
    file: str
    count: int
    pages: dict[Piece, int]


def write_gold(folder: Path, made: list[Made]) -> None:
    """Write the tables of gold/ for the papers of one case."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "documents": [_document(entry) for entry in made],
        "recommendations": [row for entry in made for row in _recommendations(entry)],
        "responses": [row for entry in made for row in _responses(entry)],
        "matches": [row for entry in made for row in _matches(entry, made)],
        "passages": [row for entry in made for row in _passages(entry)],
    }
    updates = [row for entry in made for row in _updates(entry)]
    if updates:
        tables["updates"] = updates
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", rows, COLUMNS[name])


COLUMNS = {
    "documents": ["document", "pages", "doc_type", "title", "meeting_date", "body", "has_recommendations"],
    "recommendations": ["document", "page", "number", "kind", "category", "text", "stem", "also_pages", "title", "paragraph", "addressee"],
    "responses": ["document", "page", "number", "status", "text", "status_text", "action", "timescale_text", "responder", "recommendation_text", "due_start", "due_end"],
    "matches": MATCH_COLUMNS,
    "passages": ["document", "page", "role", "text"],
    "updates": ["document", "page", *UPDATE_COLUMNS],
}  # fmt: skip


def _write(path: Path, rows: list[dict[str, str]], columns: list[str]) -> None:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8")


def _document(entry: Made) -> dict[str, str]:
    paper = entry.paper
    return {
        "document": entry.file,
        "pages": str(entry.count),
        "doc_type": paper.doc_type,
        "title": paper.title,
        "meeting_date": paper.meeting_date,
        "body": paper.body,
        "has_recommendations": "true" if paper.recommendations else "false",
    }


def _page(entry: Made, piece: Piece) -> str:
    return str(entry.pages.get(piece, 1))


def _recommendations(entry: Made) -> list[dict[str, str]]:
    return [
        {
            "document": entry.file,
            "page": _page(entry, row.piece),
            "number": row.number,
            "kind": row.kind,
            "category": row.category,
            "text": row.text,
            "stem": row.stem,
            "also_pages": " ".join(dict.fromkeys(_page(entry, piece) for piece in row.again)),
            "title": row.title,
            "paragraph": row.paragraph,
            "addressee": row.addressee,
        }
        for row in entry.paper.recommendations
    ]


def _responses(entry: Made) -> list[dict[str, str]]:
    return [
        {
            "document": entry.file,
            "page": _page(entry, row.piece),
            "number": row.number,
            "status": row.status,
            "text": row.text,
            "status_text": row.status_text,
            "action": row.action,
            "timescale_text": row.timescale_text,
            "responder": row.responder,
            "recommendation_text": row.quoted,
            "due_start": row.due_start,
            "due_end": row.due_end,
        }
        for row in entry.paper.responses
    ]


def _matches(entry: Made, made: list[Made]) -> list[dict[str, str]]:
    rows = []
    for response in entry.paper.responses:
        for asked in response.answers:
            where = _home(asked, made)
            rows.append(
                {
                    "recommendation_document": where.file,
                    "recommendation_number": asked.number,
                    "recommendation_category": asked.category,
                    "response_document": entry.file,
                    "response_number": response.number,
                    "response_page": _page(entry, response.piece),
                    "recommendation_text": asked.text[:BEGINNING],
                    "response_text": response.text[:BEGINNING],
                }
            )
    return rows


def _home(asked: RecommendationRow, made: list[Made]) -> Made:
    return next(entry for entry in made if any(row is asked for row in entry.paper.recommendations))


def _passages(entry: Made) -> list[dict[str, str]]:
    return [
        {"document": entry.file, "page": _page(entry, piece), "role": piece.role.value, "text": piece.text}
        for piece in pieces_of(entry.paper)
    ]


def _updates(entry: Made) -> list[dict[str, str]]:
    return [
        {"document": entry.file, "page": _page(entry, row.piece)}
        | {name: str(getattr(row, name)) for name in UPDATE_COLUMNS}
        for row in entry.paper.updates
        if isinstance(row, UpdateRow)
    ]
