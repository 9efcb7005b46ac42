"""Tables as files."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from pyarrow import parquet

from pipeline.run import RunResult
from pipeline.tables.frames import build_tables
from pipeline.tables.schema import TABLES
from pipeline.tables.writing import write_tables


@pytest.fixture
def written(sample: RunResult, tmp_path: Path) -> Path:
    write_tables(build_tables(sample.documents, sample.matches, sample.findings), tmp_path, ("csv", "parquet"))
    return tmp_path


def test_data_package_is_valid(written: Path) -> None:
    report = frictionless.validate(str(written / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note", "fieldName", "rowNumber"])[:5]


def test_empty_run_writes_every_table_with_its_header(tmp_path: Path) -> None:
    write_tables(build_tables([], [], []), tmp_path)
    for schema in TABLES:
        assert (tmp_path / f"{schema.name}.csv").read_text(encoding="utf-8") == ",".join(schema.names) + "\n"


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: s.name)
def test_csvw_metadata_names_the_columns_in_order(written: Path, schema) -> None:
    with (written / f"{schema.name}.csv").open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    metadata = json.loads((written / f"{schema.name}.csv-metadata.json").read_text(encoding="utf-8"))
    assert [c["name"] for c in metadata["tableSchema"]["columns"]] == header == schema.names


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: s.name)
def test_every_column_has_a_description(schema) -> None:
    assert all(column.description for column in schema.columns)


def test_parquet_has_types(written: Path) -> None:
    table = pd.read_parquet(written / "recommendations.parquet")
    assert str(table["page"].dtype) == "Int64"
    assert str(table["needs_review"].dtype) == "boolean"


def test_parquet_columns_have_their_types_in_a_run_that_found_nothing(tmp_path: Path) -> None:
    write_tables(build_tables([], [], []), tmp_path, ("csv", "parquet"))
    types = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "tracker.parquet")}
    assert (types["deadline"], types["page"], types["in_time"], types["status"]) == (
        "date32[day]",
        "int64",
        "bool",
        "string",
    )


def test_csv_uses_plain_line_ends_and_lower_case_booleans(written: Path) -> None:
    data = (written / "responses.csv").read_bytes()
    assert b"\r" not in data
    assert b",false," in data and b"False" not in data


def test_no_temporary_file_is_left(written: Path) -> None:
    assert not [p for p in written.iterdir() if p.name.startswith(".")]


FORMULAS = ["=1+1", "+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "\uff1d1"]


def test_no_wording_starts_a_formula_and_parquet_keeps_it(sample: RunResult, tmp_path: Path) -> None:
    document = next(d for d in sample.documents if len(d.recommendations) >= len(FORMULAS))
    rows = [replace(r, text=text) for r, text in zip(document.recommendations, FORMULAS, strict=False)]
    tables = build_tables([replace(document, recommendations=tuple(rows))], [], [])
    write_tables(tables, tmp_path, ("csv", "parquet"))
    assert list(pd.read_csv(tmp_path / "recommendations.csv")["text"]) == [f"'{text}" for text in FORMULAS]
    assert list(pd.read_parquet(tmp_path / "recommendations.parquet")["text"]) == FORMULAS


def test_figures_below_zero_stay_figures(sample: RunResult, tmp_path: Path) -> None:
    matches = [replace(sample.matches[0], margin=-3.5)]
    write_tables(build_tables([], matches, []), tmp_path)
    assert pd.read_csv(tmp_path / "matches.csv")["margin"].tolist() == [-3.5]


def test_control_characters_and_surrogates_reach_no_table(sample: RunResult, tmp_path: Path) -> None:
    document = sample.documents[0]
    strange = "a\x00b\ud800c\u202ed\ufffee\u200bf\te\u0301\n"
    write_tables(
        build_tables([replace(document, document=replace(document.document, title=strange))], [], []), tmp_path
    )
    assert pd.read_csv(tmp_path / "documents.csv")["title"].tolist() == ["abcdef \u00e9 "]
