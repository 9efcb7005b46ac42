"""What a column and a table are, as Table Schema (Data Package v1) has them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """Types of Table Schema (Data Package v1)."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning (with unit) and, where it is a closed vocabulary, its values.

    `page_of` names, for a page number, the column that tells of which document.
    """

    name: str
    description: str
    type: ColumnType = ColumnType.STRING
    values: tuple[str, ...] = ()
    required: bool = False
    page_of: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table: its file name without ending, what a row is, its columns, its key and the keys it refers to."""

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]
