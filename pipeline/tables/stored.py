"""Tables that a run has written, read back as rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from pipeline.errors import UsageError
from pipeline.places import Place, read_bytes, within
from pipeline.tables.schema import TABLES
from pipeline.wording import unguarded

Row = Mapping[str, str]


def read_table(place: Place) -> list[Row]:
    """Read a CSV file as rows of text, wording as the document has it.

    Raises:
        UsageError: there is no such file, or it is no CSV in UTF-8.
    """
    try:
        text = read_bytes(place).decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        return [{name: unguarded(cell or "") for name, cell in row.items() if name is not None} for row in rows]
    except OSError as error:
        raise UsageError(
            f"{place} does not exist or cannot be read.", "Give a folder that holds the tables."
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{place} is no CSV file in UTF-8: {error}.", "Make the tables again.") from error


def read_tables(folder: Place) -> dict[str, list[Row]]:
    """Read all tables of a finished run by name.

    Raises:
        UsageError: one is missing, or an earlier version of the program wrote it.
    """
    tables = {}
    for schema in TABLES:
        place = within(folder, f"{schema.name}.csv")
        tables[schema.name] = rows = read_table(place)
        missing = [name for name in schema.names if rows and name not in rows[0]]
        if missing:
            told = f"{place} lacks the column {', '.join(missing)}: another version of the program wrote it."
            raise UsageError(told, "Make the tables again with scrutineer run.")
    return tables
