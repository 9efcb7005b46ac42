"""Tables become files: CSV (RFC 4180, UTF-8), Parquet, and the metadata that describes them.

Readers see the old tables or the new ones, never some of each.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import OutputError, UsageError
from pipeline.places import Place, remove_file, replace_together, within
from pipeline.tables.column import Column, ColumnType, TableSchema
from pipeline.tables.schema import TABLES
from pipeline.wording import guarded

_CSVW_TYPES = {
    ColumnType.STRING: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
}


WORKBOOK = "scrutineer.xlsx"


def write_tables(
    tables: Mapping[str, pd.DataFrame],
    folder: Place,
    formats: Sequence[str] = ("csv",),
    places: Mapping[str, Place] | None = None,
) -> None:
    """Write all tables and their metadata to `folder`, all of them or none.

    Args:
        tables: data frames by table name, cells as text.
        folder: made if it is not there.
        formats: `csv` is always written; `parquet` needs the extra of that name.
        places: where the documents are, for the workbook's links.

    Raises:
        OutputError: the folder cannot be written to.
        UsageError: a format's library is not installed.
    """
    files = {}
    for schema in TABLES:
        files[f"{schema.name}.csv"] = _csv_bytes(tables[schema.name], schema)
        files[f"{schema.name}.csv-metadata.json"] = _json_bytes(csvw_metadata(schema))
        if "parquet" in formats:
            files[f"{schema.name}.parquet"] = _parquet_bytes(tables[schema.name], schema)
    if "xlsx" in formats:
        files[WORKBOOK] = _workbook_bytes(tables, folder, places or {})
    files["datapackage.json"] = _json_bytes(data_package())
    try:
        replace_together(folder, files)
        for name in {WORKBOOK, *(f"{schema.name}.parquet" for schema in TABLES)} - files.keys():
            remove_file(within(folder, name))  # an earlier run's, which these tables are not
    except OSError as error:
        told = f"Cannot write to {folder}: {error.strerror or error}."
        raise OutputError(told, "Make room or choose another folder with -o.") from error


def _csv_bytes(table: pd.DataFrame, schema: TableSchema) -> bytes:
    """Return a table as CSV, in which no wording starts a formula; Parquet and Excel keep the wording as it is."""
    wording = [column.name for column in schema.columns if column.type is ColumnType.STRING]
    safe = table.assign(**{name: table[name].map(guarded) for name in wording})
    text: str = safe.to_csv(index=False, lineterminator="\n")
    return text.encode()


def _json_bytes(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def _parquet_bytes(table: pd.DataFrame, schema: TableSchema) -> bytes:
    """Return a table as Parquet; a column has its type also where no row has a value."""
    typed = pd.DataFrame({column.name: _typed(table[column.name], column.type) for column in schema.columns})
    stream = BytesIO()
    try:
        import pyarrow
    except ImportError as error:
        raise UsageError("Parquet needs the package pyarrow.", "Install it with: pip install pyarrow") from error
    types = {
        ColumnType.STRING: pyarrow.string(),
        ColumnType.INTEGER: pyarrow.int64(),
        ColumnType.NUMBER: pyarrow.float64(),
        ColumnType.BOOLEAN: pyarrow.bool_(),
        ColumnType.DATE: pyarrow.date32(),
    }
    fields = [pyarrow.field(column.name, types[column.type]) for column in schema.columns]
    typed.to_parquet(stream, index=False, engine="pyarrow", schema=pyarrow.schema(fields))
    return stream.getvalue()


def _workbook_bytes(tables: Mapping[str, pd.DataFrame], folder: Place, places: Mapping[str, Place]) -> bytes:
    from pipeline.tables.workbook import workbook_bytes  # only those who want a workbook wait for its library

    return workbook_bytes(tables, {name: link for name, place in places.items() if (link := _link(place, folder))})


def _link(place: Place, folder: Place) -> str:
    """Return how a workbook in `folder` names a file: its path from there, or its web address; "" if it has neither."""
    if isinstance(place, Path) and isinstance(folder, Path):
        return "external:" + os.path.relpath(place.absolute(), folder.absolute())
    return place if isinstance(place, str) and place.startswith(("https://", "http://")) else ""


def _typed(cells: pd.Series[str], kind: ColumnType) -> pd.Series[Any]:
    known = cells.where(cells != "", None)
    if kind is ColumnType.INTEGER:
        return pd.to_numeric(known).astype("Int64")
    if kind is ColumnType.NUMBER:
        return pd.to_numeric(known).astype("Float64")
    if kind is ColumnType.BOOLEAN:
        return known.map({"true": True, "false": False}).astype("boolean")
    if kind is ColumnType.DATE:
        return pd.to_datetime(known, format="%Y-%m-%d").dt.date
    return known.astype("string")


def data_package() -> dict[str, Any]:
    """Return the Data Package (v1) descriptor of the tables."""
    return {
        "profile": "tabular-data-package",
        "name": "scrutineer-tables",
        "title": "Recommendations of scrutiny papers and the responses they got",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": schema.name,
                "title": schema.description,
                "path": f"{schema.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {
                    "delimiter": ",",
                    "quoteChar": '"',
                    "doubleQuote": True,
                    "lineTerminator": "\n",
                    "header": True,
                },
                "schema": _table_schema(schema),
            }
            for schema in TABLES
        ],
    }


def _table_schema(schema: TableSchema) -> dict[str, Any]:
    described: dict[str, Any] = {"fields": [_field(column) for column in schema.columns], "missingValues": [""]}
    if schema.primary_key:
        described["primaryKey"] = list(schema.primary_key)
    if schema.foreign_keys:
        described["foreignKeys"] = [
            {"fields": own, "reference": {"resource": table, "fields": other}}
            for own, table, other in schema.foreign_keys
        ]
    return described


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = [str(value) for value in column.values]
    field: dict[str, Any] = {"name": column.name, "type": str(column.type), "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def csvw_metadata(schema: TableSchema) -> dict[str, Any]:
    """Return the CSVW (W3C Tabular Data) metadata of one table."""
    described: dict[str, Any] = {
        "columns": [
            {
                "name": c.name,
                "titles": c.name,
                "dc:description": c.description,
                "datatype": _csvw_type(c),
                "required": c.required,
            }
            for c in schema.columns
        ]
    }
    if schema.primary_key:
        described["primaryKey"] = list(schema.primary_key)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{schema.name}.csv",
        "dc:title": schema.description,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": described,
    }


def _csvw_type(column: Column) -> Any:
    if column.values:
        return {"base": "string", "format": "|".join(str(value) for value in column.values)}
    return _CSVW_TYPES[column.type]
