"""All tables as one Excel workbook: the tracker first, a sheet for each table, and what the columns mean.

Every cell is written as what it is: wording as text, never as a formula or a link, dates as dates. The same tables give the
same bytes. The only module that imports XlsxWriter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.tables.column import Column, ColumnType, TableSchema
from pipeline.tables.schema import TABLES, TRACKER

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
MOST_ROWS = 1_048_575
"""Rows under the header that a sheet of Excel holds; what goes on has a sheet of its own."""
MOST_LINKS = 65_000
"""Links that a sheet of Excel holds (65,530, with some left for people's own)."""
NARROWEST, WIDEST = 9, 60
"""Widths of columns, in characters."""
LONGEST_LINK = 2_000
"""Characters of a link that Excel takes (2,079), the page's number left room."""
LINE, TALLEST = 15.0, 180.0
"""Height of a line and the greatest of a row, in points; the rest of a longer wording is seen in its cell."""
FULL = 0.9
"""How full a wrapped line is on average, as words are not cut."""
MEASURED = 300
"""Rows by which a column's width is chosen."""
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What the file gives as the day of its making, so that the same tables are the same bytes."""
_COLOURS = {
    "accepted": ("#d8f0df", "#0f5a2c"),
    "partially_accepted": ("#fdeecb", "#5c3b00"),
    "rejected": ("#fbdcdd", "#7d1118"),
    "noted": ("#dde8f8", "#1d3f73"),
    "blank": ("#e6e8eb", "#3f4750"),
    "unanswered": ("#eadff2", "#4f2e68"),
    "unexpected": ("#eadff2", "#4f2e68"),
    "ambiguous": ("#fdeecb", "#5c3b00"),
    "failed": ("#fbdcdd", "#7d1118"),
    "partial": ("#fdeecb", "#5c3b00"),
    "error": ("#fbdcdd", "#7d1118"),
    "warning": ("#fdeecb", "#5c3b00"),
}
"""Colours, ground and ink, of the values that tell how something stands."""
_ABOUT = ("table", "column", "meaning", "values")


class _Workbook:
    """A workbook being written, with its formats."""

    def __init__(self, stream: BytesIO) -> None:
        self.book = xlsxwriter.Workbook(stream, {"in_memory": True})
        self.book.set_properties({"title": "scrutineer tables", "created": _CREATED})
        cell = {"valign": "top", "text_wrap": True}
        self.header = self.book.add_format({"bold": True, "valign": "top", "bg_color": "#e6e8eb", "bottom": 1})
        self.plain = self.book.add_format(cell)
        self.day = self.book.add_format(cell | {"num_format": "d mmm yyyy"})
        self.link = self.book.add_format(cell | {"font_color": "#0b4fa8", "underline": 1})
        self.coloured = {
            value: self.book.add_format(cell | {"bg_color": ground, "font_color": ink})
            for value, (ground, ink) in _COLOURS.items()
        }

    def add_sheet(self, name: str, widths: Mapping[str, int], rows: int) -> Worksheet:
        """Add a sheet with its header, which stays in view and filters."""
        sheet = self.book.add_worksheet(name)
        for place, (column, width) in enumerate(widths.items()):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, column, self.header)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.autofilter(0, 0, max(rows, 1), len(widths) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{rows + 1}"})
        return sheet


def workbook_bytes(tables: Mapping[str, pd.DataFrame], links: Mapping[str, str]) -> bytes:
    """Return all tables as an Excel file.

    Args:
        tables: data frames by table name, cells as text.
        links: where each document is, as a URL or a path from the workbook; page numbers lead there.
    """
    links = {name: link for name, link in links.items() if len(link) <= LONGEST_LINK and "#" not in link}
    stream = BytesIO()
    written = _Workbook(stream)
    for schema in (TRACKER, *(schema for schema in TABLES if schema is not TRACKER)):
        _write_table(written, schema, tables[schema.name], links)
    _write_about(written)
    written.book.close()
    return stream.getvalue()


def _write_table(written: _Workbook, schema: TableSchema, table: pd.DataFrame, links: Mapping[str, str]) -> None:
    widths = {column.name: _width(column, table[column.name].head(MEASURED)) for column in schema.columns}
    for first in range(0, max(len(table), 1), MOST_ROWS):
        part = table.iloc[first : first + MOST_ROWS]
        name = schema.name if not first else f"{schema.name} {first // MOST_ROWS + 1}"
        sheet = written.add_sheet(name, widths, len(part))
        leads = 0
        for i, row in enumerate(part.to_dict("records"), 1):
            sheet.set_row(i, _height(row[name] for name in widths if len(row[name]) > widths[name]))
            for place, column in enumerate(schema.columns):
                value = row[column.name]
                target = links.get(row[column.page_of], "") if column.page_of and value else ""
                if target and leads < MOST_LINKS:
                    leads += 1
                    sheet.write_url(i, place, f"{target}#page={value}", written.link)
                    sheet.write_number(i, place, float(value), written.link)
                elif value:
                    _write_cell(written, sheet, (i, place), column, value, schema.name)


def _write_cell(
    written: _Workbook, sheet: Worksheet, at: tuple[int, int], column: Column, value: str, table: str
) -> None:
    if column.type is ColumnType.DATE:
        sheet.write_datetime(*at, datetime.combine(date.fromisoformat(value), datetime.min.time()), written.day)
    elif column.type is ColumnType.BOOLEAN:
        sheet.write_boolean(*at, value == "true", written.plain)
    elif column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
        sheet.write_number(*at, float(value), written.plain)
    else:
        sheet.write_string(*at, _fitting(value, table), _format_of(written, column, value))


def _format_of(written: _Workbook, column: Column, value: str) -> Format:
    return written.coloured.get(value, written.plain) if column.values else written.plain


def _fitting(value: str, table: str) -> str:
    """Return a wording that fits a cell; one that is cut says so."""
    if len(value) <= LONGEST_CELL:
        return value
    told = f" … [cut to fit a cell; whole in {table}.csv]"
    return value[: LONGEST_CELL - len(told)] + told


def _width(column: Column, cells: pd.Series[str]) -> int:
    longest = max((len(cell) for cell in cells), default=0)
    return max(NARROWEST, len(column.name) + 3, min(longest + 1, WIDEST))


def _height(long_cells: Iterable[str]) -> float:
    """Return a row's height in points, of which its cells that take more than one line are told."""
    lines = max((ceil(len(cell) / (WIDEST * FULL)) for cell in long_cells), default=1)
    return min(lines * LINE, TALLEST)


def _write_about(written: _Workbook) -> None:
    """Add a sheet that tells what each column means."""
    rows = [(s.name, c.name, c.description, ", ".join(map(str, c.values))) for s in TABLES for c in s.columns]
    sheet = written.add_sheet("about", dict(zip(_ABOUT, (18, 24, WIDEST, WIDEST), strict=True)), len(rows))
    for i, row in enumerate(rows, 1):
        sheet.set_row(i, _height(cell for cell in row if len(cell) > WIDEST))
        for place, value in enumerate(row):
            sheet.write_string(i, place, value, written.plain)
