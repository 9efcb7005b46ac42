"""The file that people save from the review page: its lines, and what they can say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.errors import UsageError
from pipeline.records import Correction, Kind, Recommendation, Response, Status, Verdict
from pipeline.wording import printable, unguarded

COLUMNS = {
    "recommendations": ("text", "number", "category", "kind"),
    "responses": ("text", "number", "status"),
    "matches": ("response_id",),
}
"""What can be corrected, by table."""
SHOWN = 120
"""Characters of a cell by which an accepted row says what was accepted, and of a wording by which a row is known."""
_VALUES = {"kind": frozenset(Kind), "status": frozenset(Status)}
_FIELDS = ("table", "row_id", "document", "page", "wording", "verdict", "column", "was", "now", "note")


def read_corrections(data: bytes, name: str) -> list[Correction]:
    """Read the corrections that people saved.

    Args:
        data: a CSV file's bytes.
        name: its name for messages.

    Raises:
        UsageError: it is no such file, or a line of it says something that cannot be; the message names the line.
    """
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        missing = set(_FIELDS) - set(reader.fieldnames or ())
        if missing:
            told = f"{name} is no file of corrections: it has no column {', '.join(sorted(missing))}."
            raise UsageError(told, "Save it from the page that scrutineer report makes, as CSV with commas.")
        return [_correction(row, f"{name} line {reader.line_num}") for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{name} is no CSV file in UTF-8: {error}.", "Save it as CSV UTF-8.") from error


def _correction(row: Mapping[str | None, str | None], source: str) -> Correction:
    cells = {name: unguarded(str(row.get(name) or "")) for name in _FIELDS}
    wrong = _wrong_shape(row, cells) or _wrong_change(cells)
    if wrong:
        raise UsageError(f"{source}: {wrong}.", "Mend the line or take it out.")
    return Correction(
        table=cells["table"],
        row_id=cells["row_id"],
        document=cells["document"],
        page=int(cells["page"] or 0),
        wording=cells["wording"],
        verdict=Verdict(cells["verdict"]),
        column=cells["column"],
        was=cells["was"],
        now=cells["now"],
        note=cells["note"],
        source=source,
    )


def _wrong_shape(row: Mapping[str | None, str | None], cells: Mapping[str, str]) -> str:
    """Return what is wrong with a line as such; "" if nothing is."""
    if None in row or None in row.values():
        return "it has more or fewer cells than there are columns"
    if cells["table"] not in COLUMNS:
        return f"the table is {cells['table']!r}, not one of {', '.join(COLUMNS)}"
    if cells["verdict"] not in set(Verdict):
        return f"the verdict is {cells['verdict']!r}, not one of {', '.join(Verdict)}"
    if not cells["row_id"] or not (cells["page"].isdigit() or not cells["page"]):
        return "it lacks a row_id, or its page is no number"
    return ""


def _wrong_change(cells: Mapping[str, str]) -> str:
    """Return what is wrong with what a line says; "" if nothing is."""
    table, column, now = cells["table"], cells["column"], cells["now"]
    if table == "matches" and cells["verdict"] == Verdict.REJECTED:
        return "a pair is not rejected but corrected, to another response or to none"
    if cells["verdict"] != Verdict.CORRECTED:
        return ""
    if column not in COLUMNS[table]:
        return f"the column is {column!r}; of {table} can be corrected: {', '.join(COLUMNS[table])}"
    if now not in _VALUES.get(column, {now}):
        return f"{column} cannot be {now!r}; it is one of {', '.join(sorted(_VALUES[column]))}"
    if (table, column) == ("recommendations", "text") and not now.strip():
        return "a row without wording is no row; reject it instead"
    return ""


def without_repeats(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return corrections without those that an earlier line says word for word, as files that build on one another do."""
    first: dict[Correction, Correction] = {}
    for correction in corrections:
        first.setdefault(replace(correction, source=""), correction)
    return tuple(first.values())


def cell(row: Recommendation | Response, column: str) -> str:
    """Return what a row's cell holds, as the tables show it."""
    return printable(str(getattr(row, column)))


def accepted_state(row: Recommendation | Response) -> str:
    """Return what a person accepts who accepts a row: the beginnings of all cells that could be corrected."""
    table = "recommendations" if isinstance(row, Recommendation) else "responses"
    return " | ".join(cell(row, column)[:SHOWN] for column in COLUMNS[table])
