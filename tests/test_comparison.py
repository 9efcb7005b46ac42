"""What differs between two states of the tables: changed, new and gone rows, also where an id changed with the wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.comparison import Difference, compare
from pipeline.tables.stored import read_tables
from tests.conftest import ROOT

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture
def stored() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in read_tables(ROOT / "data" / "processed").items()}


def _told(found: Tables, stored: Tables) -> list[tuple[str, str, list[str]]]:
    return [(d.table, d.kind, [c.column for c in d.changes]) for d in compare(found, stored)]


def _copy(tables: Tables) -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in tables.items()}


def test_same_tables_do_not_differ(stored: Tables) -> None:
    assert compare(stored, _copy(stored)) == []


def test_changed_cell_is_told_with_old_and_new(stored: Tables) -> None:
    found = _copy(stored)
    found["recommendations"][4]["category"] = "icb"
    (difference,) = compare(found, stored)
    (change,) = difference.changes
    assert (change.column, change.stored, change.now) == ("category", stored["recommendations"][4]["category"], "icb")
    assert difference.line == 6
    assert stored["recommendations"][4]["document"] in difference.place


def test_row_whose_id_changed_with_its_wording_is_one_changed_row_in_all_tables(stored: Tables) -> None:
    found = _copy(stored)
    row = next(r for r in found["recommendations"] if r["kind"] == "scrutiny")
    old = row["recommendation_id"]
    row["text"] = f"{row['text']} And soon."
    for table in ("recommendations", "matches", "checks", "tracker"):
        for other in found[table]:
            if other["recommendation_id"] == old:
                other["recommendation_id"] = "f" * 16
    assert _told(found, stored) == [("recommendations", "changed", ["text"])]


def test_row_that_is_gone_and_one_that_is_new_are_told_apart(stored: Tables) -> None:
    found = _copy(stored)
    gone = found["responses"].pop(3)
    found["responses"].append(gone | {"response_id": "0" * 16, "recommendation_text": "Something of quite another kind", "text": "No.", "page": "1", "number": "77"})  # fmt: skip
    kinds = {(d.kind, d.row["number"]) for d in compare(found, stored) if d.table == "responses"}
    assert kinds == {("gone", gone["number"]), ("new", "77")}


def test_row_put_in_front_does_not_make_all_rows_behind_it_differ(stored: Tables) -> None:
    found = _copy(stored)
    found["matches"].insert(0, dict.fromkeys(found["matches"][0], "") | {"recommendation_id": "1" * 16})
    found["checks"].insert(0, dict.fromkeys(found["checks"][0], "") | {"check": "new-check"})
    assert _told(found, stored) == [("matches", "new", []), ("checks", "new", [])]


def test_same_check_twice_on_a_page_is_two_rows(stored: Tables) -> None:
    found = _copy(stored)
    found["checks"].append(dict(found["checks"][0]))
    assert _told(found, stored) == [("checks", "new", [])]


def test_column_that_only_one_state_has_is_told(stored: Tables) -> None:
    found = _copy(stored)
    for row in found["reports"]:
        row["colour"] = "red"
    assert _told(found, stored) == [("reports", "changed", ["colour"])] * len(stored["reports"])


def test_new_pair_is_told_by_its_recommendation(stored: Tables) -> None:
    found = _copy(stored)
    row = next(r for r in found["recommendations"] if r["kind"] == "scrutiny")
    found["matches"].append(
        dict.fromkeys(found["matches"][0], "") | {"recommendation_id": row["recommendation_id"], "response_id": "x"}
    )
    (difference,) = compare(found, stored)
    assert row["document"] in difference.place and difference.wording[:40] == row["text"][:40]


def test_rows_whose_ids_all_changed_with_the_file_are_the_same_rows(stored: Tables) -> None:
    found = {
        name: [{k: f"x{v}" if k.endswith("_id") and v else v for k, v in row.items()} for row in rows]
        for name, rows in stored.items()
    }
    assert {d.table for d in compare(found, stored)} <= {"documents"}


def test_table_that_is_not_stored_is_passed_over(stored: Tables) -> None:
    found = _copy(stored)
    found["checks"].clear()
    del stored["checks"]
    assert compare(found, stored) == []


def test_long_wording_is_cut_where_a_row_is_named(stored: Tables) -> None:
    difference = Difference("recommendations", "gone", {"text": "word " * 100}, 2)
    assert len(difference.wording) == 100 and difference.wording.endswith("…")


def test_stored_sample_is_read_whole() -> None:
    assert Path(ROOT / "data" / "processed" / "tracker.csv").is_file()
    assert len(read_tables(ROOT / "data" / "processed")["tracker"]) == 26
