"""What differs between two states of a run's tables, row by row, as a person would tell it.

Rows are told apart by their ids. An id follows from a row's wording, so a row whose wording changed has another one: rows
that are left over on both sides and read alike are taken for the same row, and their ids for the same in all tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.tables.column import TableSchema
from pipeline.tables.schema import TABLES
from pipeline.tables.stored import Row
from pipeline.wording import similarities

ALIKE = 60.0
"""Likeness of their wording, 0 to 100, from which two rows of one document are taken for the same row, changed."""
SAME_PLACE = 25.0
"""What the same page and number add to the likeness of two rows."""
KEYS = {
    "matches": ("recommendation_id", "response_id"),
    "checks": ("check", "document", "page", "recommendation_id", "response_id"),
}
"""Columns that tell the rows of tables without a key apart."""
_ID_OF = {
    "documents": "document_id",
    "recommendations": "recommendation_id",
    "responses": "response_id",
    "reports": "report_id",
}
_IDS = ("document_id", "recommendation_id", "response_id", "report_id")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs: its column, what was stored and what stands there now."""

    column: str
    stored: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is `gone`, `new` or `changed`.

    `row` is the row as it is now, or, if it is gone, as it was; `line` is its line in the
    stored table's file, or, if it is new, in the run's, counted from 1.
    """

    table: str
    kind: str
    row: Row
    line: int
    changes: tuple[CellChange, ...] = ()

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        page = self.row.get("page") or self.row.get("first_page") or ""
        parts = [self.row.get("document", ""), f"page {page}" if page else ""]
        number = self.row.get("number", "")
        return ", ".join(filter(None, [*parts, f"number {number}" if number else ""]))

    @property
    def wording(self) -> str:
        """What the row says, cut short."""
        said = _wording(self.row) or self.row.get("outcome", "")
        return said if len(said) <= 100 else f"{said[:99]}…"


@dataclass(slots=True)
class _Renamed:
    """Ids that stand for the same row in both states, the stored one first."""

    ids: dict[str, str] = field(default_factory=dict)

    def apply(self, row: Row) -> Row:
        """Return a stored row under the ids that its rows have now."""
        changed = {name: self.ids[row[name]] for name in _IDS if row.get(name, "") in self.ids}
        return {**row, **changed} if changed else row


def compare(found: Mapping[str, Sequence[Row]], stored: Mapping[str, Sequence[Row]]) -> list[Difference]:
    """Return what differs between the tables of two runs, table by table; tables that are not in both are passed over."""
    renamed = _Renamed()
    differences: list[Difference] = []
    for schema in TABLES:
        if schema.name in found and schema.name in stored:
            differences += _compare_table(schema, found[schema.name], stored[schema.name], renamed)
    return [_named(difference, found, stored) for difference in differences]


def _named(difference: Difference, *states: Mapping[str, Sequence[Row]]) -> Difference:
    """Return a difference of a row that names its recommendation by id alone with where that stands and what it says."""
    if "document" in difference.row or not difference.row.get("recommendation_id"):
        return difference
    rows = (row for state in states for row in state.get("recommendations", ()))
    found = next((r for r in rows if r["recommendation_id"] == difference.row["recommendation_id"]), None)
    if found is None:
        return difference
    told = {name: found[name] for name in ("document", "page", "number", "text")}
    return replace(difference, row={**told, **difference.row})


def _compare_table(
    schema: TableSchema, found: Sequence[Row], stored: Sequence[Row], renamed: _Renamed
) -> Iterator[Difference]:
    old = _keyed(schema, [renamed.apply(row) for row in stored])
    new = _keyed(schema, found)
    lines = {key: line for line, key in enumerate(new, 2)}
    old_lines = {key: line for line, key in enumerate(old, 2)}
    pairs = {key: key for key in new if key in old}
    pairs |= _alike({k: new[k] for k in new if k not in old}, {k: old[k] for k in old if k not in new})
    told = []
    for key, row in new.items():
        if key not in pairs:
            told.append(Difference(schema.name, "new", row, lines[key]))
            continue
        before = old[pairs[key]]
        own_id = _ID_OF.get(schema.name, "")
        if own_id and before.get(own_id, "") != row[own_id]:
            renamed.ids[before.get(own_id, "")] = row[own_id]
        changes = _changes(renamed.apply(before), row)
        if changes:
            told.append(Difference(schema.name, "changed", row, old_lines[pairs[key]], changes))
    kept = set(pairs.values())
    told += [Difference(schema.name, "gone", row, old_lines[key]) for key, row in old.items() if key not in kept]
    return iter(told)


def _changes(before: Row, now: Row) -> tuple[CellChange, ...]:
    return tuple(
        CellChange(column, before.get(column, ""), now.get(column, ""))
        for column in {**before, **now}
        if before.get(column, "") != now.get(column, "")
    )


Key = tuple[str, ...]


def _keyed(schema: TableSchema, rows: Sequence[Row]) -> dict[Key, Row]:
    """Return rows by what tells them apart; those that nothing tells apart are numbered."""
    columns = schema.primary_key or KEYS[schema.name]
    seen: Counter[Key] = Counter()
    keyed = {}
    for row in rows:
        key = tuple(row.get(column, "") for column in columns)
        seen[key] += 1
        keyed[(*key, str(seen[key]))] = row
    return keyed


def _alike(new: Mapping[Key, Row], old: Mapping[Key, Row]) -> dict[Key, Key]:
    """Return the pairs (new, old) of rows left over that read alike in one document, the most alike first."""
    pairs: dict[Key, Key] = {}
    left = _by_document(old)
    for document, keys in _by_document(new).items():
        others = left.get(document, [])
        pairs |= (same := _same_wording(keys, others, new, old))
        taken = set(same.values())
        pairs |= _likest([k for k in keys if k not in same], [k for k in others if k not in taken], new, old)
    return pairs


def _by_document(rows: Mapping[Key, Row]) -> dict[str, list[Key]]:
    grouped: dict[str, list[Key]] = defaultdict(list)
    for key, row in rows.items():
        if _wording(row):
            grouped[row.get("document", "")].append(key)
    return grouped


def _same_wording(
    keys: Sequence[Key], others: Sequence[Key], new: Mapping[Key, Row], old: Mapping[Key, Row]
) -> dict[Key, Key]:
    """Return the pairs whose wording, page and number are the same, as when only a file's bytes changed."""

    def told(row: Row) -> Key:
        return (_wording(row), row.get("page", ""), row.get("number", ""), row.get("check", ""))

    waiting: dict[Key, list[Key]] = defaultdict(list)
    for other in reversed(others):
        waiting[told(old[other])].append(other)
    return {key: waiting[told(new[key])].pop() for key in keys if waiting[told(new[key])]}


def _likest(
    keys: Sequence[Key], others: Sequence[Key], new: Mapping[Key, Row], old: Mapping[Key, Row]
) -> dict[Key, Key]:
    if not keys or not others:
        return {}
    likeness = similarities([_wording(new[key]) for key in keys], [_wording(old[other]) for other in others])
    ranked = [
        (-score, key, other)
        for key, row in zip(keys, likeness.tolist(), strict=True)
        for other, alike in zip(others, row, strict=True)
        if (score := alike + SAME_PLACE * _same_place(new[key], old[other])) >= ALIKE
    ]
    pairs: dict[Key, Key] = {}
    taken: set[Key] = set()
    for _, key, other in sorted(ranked):
        if key not in pairs and other not in taken:
            pairs[key] = other
            taken.add(other)
    return pairs


def _same_place(one: Row, other: Row) -> bool:
    return bool(one.get("number")) and all(one.get(c) == other.get(c) for c in ("page", "number", "check"))


def _wording(row: Row) -> str:
    return (
        row.get("text")
        or row.get("recommendation_text")
        or row.get("recommendation")
        or row.get("message")
        or row.get("title", "")
    )
