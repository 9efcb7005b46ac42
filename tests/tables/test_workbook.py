"""The Excel workbook: what a cell is, what it looks like, and that nothing in it acts."""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.run import RunResult
from pipeline.tables import workbook
from pipeline.tables.frames import build_tables
from pipeline.tables.schema import TABLES
from pipeline.tables.workbook import LONGEST_CELL, workbook_bytes
from pipeline.tables.writing import write_tables
from tests.tables.test_writing import FORMULAS


@pytest.fixture(scope="module")
def tables(sample: RunResult) -> dict[str, pd.DataFrame]:
    return build_tables(sample.documents, sample.matches, sample.findings)


@pytest.fixture(scope="module")
def book(tables: dict[str, pd.DataFrame]) -> openpyxl.Workbook:
    links = {name: f"external:../papers/{name}" for name in tables["documents"]["document"]}
    return openpyxl.load_workbook(BytesIO(workbook_bytes(tables, links)))


def _column(book: openpyxl.Workbook, sheet: str, name: str) -> list[openpyxl.cell.Cell]:
    header = [cell.value for cell in book[sheet][1]]
    return [row[header.index(name)] for row in book[sheet].iter_rows(min_row=2)]


def test_tracker_is_the_first_sheet_and_every_table_has_one(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[0] == "tracker"
    assert set(book.sheetnames) == {schema.name for schema in TABLES} | {"about"}


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: s.name)
def test_sheet_holds_the_rows_of_its_table(book: openpyxl.Workbook, tables: dict[str, pd.DataFrame], schema) -> None:
    sheet = book[schema.name]
    assert [cell.value for cell in sheet[1]] == schema.names
    assert sheet.max_row == max(len(tables[schema.name]), 1) + (len(tables[schema.name]) > 0)


def test_header_stays_in_view_and_filters(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def test_dates_numbers_and_truths_are_what_they_are(book: openpyxl.Workbook) -> None:
    assert _column(book, "tracker", "deadline")[0].value == datetime(2023, 11, 14)
    assert isinstance(_column(book, "recommendations", "page")[0].value, int)
    assert _column(book, "recommendations", "needs_review")[0].value is False
    assert "1" in [cell.value for cell in _column(book, "recommendations", "number")]


def test_status_is_coloured_and_wording_wrapped(book: openpyxl.Workbook) -> None:
    cells = {cell.value: cell for cell in _column(book, "tracker", "status")}
    assert cells["accepted"].fill.fgColor.rgb != cells["rejected"].fill.fgColor.rgb
    assert _column(book, "tracker", "recommendation")[0].alignment.wrap_text


def test_page_leads_to_the_page_of_its_document(book: openpyxl.Workbook) -> None:
    cell = _column(book, "tracker", "page")[0]
    document = _column(book, "tracker", "document")[0].value
    assert cell.hyperlink.target.replace("\\", "/") == f"../papers/{document}"
    assert cell.hyperlink.location == f"page={cell.value}"


def test_document_without_a_place_has_no_link(tables: dict[str, pd.DataFrame]) -> None:
    plain = openpyxl.load_workbook(BytesIO(workbook_bytes(tables, {})))
    assert not any(cell.hyperlink for cell in _column(plain, "tracker", "page"))


def test_name_with_a_mark_that_parts_links_has_no_link(tables: dict[str, pd.DataFrame]) -> None:
    name = tables["tracker"]["document"].iloc[0]
    odd = openpyxl.load_workbook(BytesIO(workbook_bytes(tables, {name: "external:../paper#1.pdf"})))
    assert not any(cell.hyperlink for cell in _column(odd, "tracker", "page"))


def test_nothing_extracted_is_taken_for_a_formula(sample: RunResult, tmp_path: Path) -> None:
    document = next(d for d in sample.documents if len(d.recommendations) >= len(FORMULAS))
    rows = [replace(r, text=text) for r, text in zip(document.recommendations, FORMULAS, strict=False)]
    write_tables(build_tables([replace(document, recommendations=tuple(rows))], [], []), tmp_path, ("csv", "xlsx"))
    cells = _column(openpyxl.load_workbook(tmp_path / "scrutineer.xlsx"), "recommendations", "text")
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in FORMULAS]


def test_wording_too_long_for_a_cell_is_cut_and_says_so(tables: dict[str, pd.DataFrame]) -> None:
    long = {name: table.copy() for name, table in tables.items()}
    long["responses"].loc[0, "text"] = "word " * 10_000
    cell = _column(openpyxl.load_workbook(BytesIO(workbook_bytes(long, {}))), "responses", "text")[0]
    assert len(cell.value) == LONGEST_CELL
    assert cell.value.endswith("[cut to fit a cell; whole in responses.csv]")


def test_rows_beyond_what_a_sheet_holds_go_on_in_another(
    tables: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    split = openpyxl.load_workbook(BytesIO(workbook_bytes(tables, {})))
    rows = sum(sheet.max_row - 1 for sheet in split if sheet.title.startswith("tracker"))
    assert "tracker 2" in split.sheetnames
    assert rows == len(tables["tracker"])


def test_same_tables_give_the_same_bytes(tables: dict[str, pd.DataFrame]) -> None:
    assert workbook_bytes(tables, {}) == workbook_bytes(tables, {})


def test_run_that_found_nothing_gives_a_workbook_of_headers() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(build_tables([], [], []), {})))
    assert [cell.value for cell in book["tracker"][1]] == next(s for s in TABLES if s.name == "tracker").names


def test_workbook_of_an_earlier_run_does_not_stay_beside_other_tables(sample: RunResult, tmp_path: Path) -> None:
    tables = build_tables(sample.documents, sample.matches, sample.findings)
    write_tables(tables, tmp_path, ("csv", "xlsx"))
    write_tables(tables, tmp_path)
    assert not (tmp_path / "scrutineer.xlsx").exists()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_reads_the_same_wording(sample: RunResult, tmp_path: Path) -> None:
    tables = build_tables(sample.documents, sample.matches, sample.findings)
    write_tables(tables, tmp_path, ("csv", "xlsx"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    subprocess.run(
        [*command, target, "--outdir", tmp_path, tmp_path / "scrutineer.xlsx"], check=True, capture_output=True
    )
    (read,) = tmp_path.glob("scrutineer*.csv")
    with read.open(encoding="utf-8", newline="") as stream:
        assert [row["recommendation"] for row in csv.DictReader(stream)] == list(tables["tracker"]["recommendation"])
