"""Tables become files: CSV (RFC 4180, UTF-8), Parquet, and the metadata that describes them.

Every file is written beside its place and moved there whole, so that a reader sees the old table or the new one.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import UsageError
from pipeline.tables.schema import TABLES, Column, ColumnType, TableSchema

_CSVW_TYPES = {
    ColumnType.STRING: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
}


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path, formats: Sequence[str] = ("csv",)) -> None:
    """Write all tables and their metadata to `folder`.

    Args:
        tables: data frames by table name, cells as text.
        folder: made if it is not there.
        formats: `csv` is always written; `parquet` needs the extra of that name.

    Raises:
        UsageError: the folder cannot be written to, or a format's library is not installed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for schema in TABLES:
            table = tables[schema.name]
            write_whole(folder / f"{schema.name}.csv", partial(_write_csv, table))
            write_whole(folder / f"{schema.name}.csv-metadata.json", partial(_write_json, csvw_metadata(schema)))
            if "parquet" in formats:
                write_whole(folder / f"{schema.name}.parquet", partial(_write_parquet, table, schema))
        write_whole(folder / "datapackage.json", partial(_write_json, data_package()))
    except OSError as error:
        raise UsageError(f"Cannot write to {folder}: {error.strerror}.", "Choose another folder with -o.") from error


def write_whole(target: Path, write: Callable[[Path], None]) -> None:
    """Write a file beside `target`, force it to disk and move it there in one step."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-", suffix=target.suffix)
    os.close(descriptor)
    temporary = Path(name)
    try:
        write(temporary)
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _write_json(data: Any, path: Path) -> None:
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_parquet(table: pd.DataFrame, schema: TableSchema, path: Path) -> None:
    typed = pd.DataFrame({column.name: _typed(table[column.name], column.type) for column in schema.columns})
    try:
        typed.to_parquet(path, index=False)
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow.", "Install it with: pip install 'scrutineer[parquet]'"
        ) from error


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
