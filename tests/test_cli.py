"""The command line: bad input costs its own row, every exit code means what the contract says."""

from __future__ import annotations

import csv
import json
import shutil
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.cli import main
from pipeline.reading import ocr
from tests.conftest import RAW, ROOT
from tests.papers import Paper, Section, draw
from tests.scanning import Scanner
from tests.sheets import draw_sheets

ENCRYPTED_NOTE = "is protected by a password"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def report() -> bytes:
    section = Section("Recommendations", ["To publish the waiting list figures.", "To recruit more staff."])
    return draw(Paper(front=["Report of the Northshire Scrutiny Committee"], sections=[section]))


def _encrypted() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret", canPrint=0), invariant=1)
    canvas.drawString(72, 700, "Recommendations")
    canvas.save()
    return stream.getvalue()


def test_missing_file_is_named_and_exits_with_2(tmp_path: Path) -> None:
    result = _run("run", tmp_path / "absent.pdf", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "absent.pdf does not exist" in result.output


def test_empty_folder_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = _run("run", tmp_path / "empty", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "holds no .pdf, .docx, .doc, .rtf, .odt, .txt or .zip files" in result.output


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("zero.pdf", b"", "is empty (0 bytes)"),
        ("page.pdf", b"<!DOCTYPE html><p>Not found</p>", "is no PDF, Word or plain text file"),
        ("old.docx", b"\xd0\xcf\x11\xe0" + bytes(200), "is no word processor's file, or is damaged"),
        ("locked.pdf", _encrypted(), ENCRYPTED_NOTE),
        ("junk.pdf", b"%PDF-1.7\nnothing else", "is damaged"),
    ],
)
def test_bad_file_costs_only_its_own_row(tmp_path: Path, report: bytes, name: str, data: bytes, sentence: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "good.pdf").write_bytes(report)
    result = _run("run", folder, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert sentence in result.output
    assert "Traceback" not in result.output
    rows = {row["document"]: row for row in _rows(tmp_path / "out", "documents")}
    assert rows[name]["status"] == "failed"
    assert sentence in rows[name]["error"]
    assert rows["good.pdf"]["status"] == "ok"
    assert len(_rows(tmp_path / "out", "recommendations")) == 2


def test_only_bad_files_exit_with_4(tmp_path: Path) -> None:
    (tmp_path / "zero.pdf").write_bytes(b"")
    assert _run("run", tmp_path / "zero.pdf", "-o", tmp_path / "out").exit_code == 4


def test_password_opens_a_protected_file_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(_encrypted())
    assert _run("run", tmp_path / "locked.pdf", "-o", tmp_path / "out", "--password", "secret").exit_code == 0
    wrong = _run("run", tmp_path / "locked.pdf", "-o", tmp_path / "out", "--password", "guess")
    assert "password given does not open it" in wrong.output


def test_file_cut_in_half_is_said_to_be_damaged_or_read_in_part(tmp_path: Path) -> None:
    data = (RAW / "hosc-send-report-2023.pdf").read_bytes()
    (tmp_path / "half.pdf").write_bytes(data[: len(data) // 2])
    result = _run("run", tmp_path / "half.pdf", "-o", tmp_path / "out")
    (row,) = _rows(tmp_path / "out", "documents")
    assert result.exit_code in (0, 4)
    assert row["status"] != "ok" or int(row["pages"]) < 10
    assert row["error"]


def _scan(report: bytes) -> bytes:
    return Scanner(dpi=100).scan(report)


def test_scan_without_any_text_fails_with_a_sentence_if_it_may_not_be_read(tmp_path: Path, report: bytes) -> None:
    (tmp_path / "scan.pdf").write_bytes(_scan(report))
    result = _run("run", tmp_path / "scan.pdf", "-o", tmp_path / "out", "--ocr", "never")
    assert result.exit_code == 4
    assert "holds no text" in result.output
    assert "--ocr auto" in result.output


def test_scanned_page_that_may_not_be_read_is_said_and_the_document_partial(tmp_path: Path, report: bytes) -> None:
    stream = BytesIO()
    with pypdfium2.PdfDocument(report) as document, pypdfium2.PdfDocument(_scan(report)) as scan:
        document.import_pages(scan)
        document.save(stream)
    (tmp_path / "mixed.pdf").write_bytes(stream.getvalue())
    assert _run("run", tmp_path / "mixed.pdf", "-o", tmp_path / "out", "--ocr", "never").exit_code == 0
    (row,) = _rows(tmp_path / "out", "documents")
    assert row["status"] == "partial"
    assert "page-needs-ocr" in {check["check"] for check in _rows(tmp_path / "out", "checks")}


@pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
def test_scan_is_given_the_time_it_needs(tmp_path: Path, report: bytes) -> None:
    (tmp_path / "scan.pdf").write_bytes(_scan(report))
    assert _run("run", tmp_path / "scan.pdf", "-o", tmp_path / "out", "--timeout", "2").exit_code == 0
    (row,) = _rows(tmp_path / "out", "documents")
    assert (row["status"], row["ocr_pages"]) == ("ok", row["pages"])


def test_file_that_is_not_what_its_name_says_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(
        b"Report of the Northshire Scrutiny Committee\n\nRECOMMENDATION\n\n1. To publish the waiting times of every clinic.\n"
    )
    assert _run("run", tmp_path / "letter.pdf", "-o", tmp_path / "out").exit_code == 0
    assert [row["text"] for row in _rows(tmp_path / "out", "recommendations")] == [
        "To publish the waiting times of every clinic."
    ]
    assert "name-differs-from-content" in {check["check"] for check in _rows(tmp_path / "out", "checks")}


def test_same_content_twice_is_read_once_and_listed_twice(tmp_path: Path, report: bytes) -> None:
    for folder in ("a", "b"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "report.pdf").write_bytes(report)
    _run("run", tmp_path / "in", "-o", tmp_path / "out")
    assert [row["document"] for row in _rows(tmp_path / "out", "documents")] == ["a/report.pdf", "b/report.pdf"]
    assert len(_rows(tmp_path / "out", "recommendations")) == 2


def test_summary_as_json_goes_to_standard_output_alone(tmp_path: Path, report: bytes) -> None:
    (tmp_path / "report.pdf").write_bytes(report)
    result = _run("run", tmp_path / "report.pdf", "-o", tmp_path / "out", "--json")
    assert json.loads(result.stdout)["recommendations"] == 2


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert _run("run", RAW, "-o", tmp_path / name, "--quiet").exit_code == 0
    files = sorted(p.name for p in (tmp_path / "one").iterdir() if p.suffix in (".csv", ".json"))
    assert len(files) == 17
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


def test_shards_together_list_every_document_once(tmp_path: Path) -> None:
    seen = []
    for i in (1, 2, 3):
        _run("run", RAW, "-o", tmp_path / str(i), "--shard", f"{i}/3", "--quiet")
        seen += [row["document"] for row in _rows(tmp_path / str(i), "documents")]
    assert sorted(seen) == sorted(p.name for p in RAW.glob("*.pdf"))


def test_check_finds_no_difference_to_itself_and_tells_a_changed_cell(tmp_path: Path) -> None:
    stored = ROOT / "data" / "processed"
    assert _run("check", stored, "--against", stored).exit_code == 0
    changed = tmp_path / "changed"
    shutil.copytree(stored, changed)
    table = changed / "recommendations.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("digital resources", "paper resources", 1), encoding="utf-8"
    )
    result = _run("check", changed, "--against", stored)
    assert result.exit_code == 1
    assert "paper resources" in result.output and "has changed" in result.output


def test_evaluate_exits_with_1_under_a_floor(tmp_path: Path) -> None:
    case = tmp_path / "corpus" / "sample"
    (case / "gold").mkdir(parents=True)
    shutil.copy(RAW / "hosc-send-report-2023.pdf", case)
    header = "document,page,number,kind,category,text,stem\n"
    (case / "gold" / "recommendations.csv").write_text(
        header + "hosc-send-report-2023.pdf,1,z,decision,,something nobody wrote in it,\n"
    )
    floors = tmp_path / "floors.toml"
    floors.write_text('[sample]\n"recommendations.f1" = 0.5\n')
    result = _run("evaluate", tmp_path / "corpus", "--floors", floors, "--misses")
    assert result.exit_code == 1
    assert "recommendations.f1 is 0.0000, its floor 0.5000" in result.output
    assert "MISSED" in result.output and "INVENTED" in result.output


def _small_corpus(folder: Path) -> Path:
    """A case of one paper in running prose, with its answer."""
    case = folder / "corpus" / "prose"
    (case / "gold").mkdir(parents=True)
    asked = "The Committee therefore recommends that the Trust opens a clinic in the north."
    front = [("bold", 72.0, "Report of the Northshire Health Overview and Scrutiny Committee")]
    (case / "paper.pdf").write_bytes(draw_sheets([*front, ("plain", 72.0, f"Patients travel far. {asked}")]))
    (case / "gold" / "recommendations.csv").write_text(
        f"document,page,number,kind,category,text,stem\npaper.pdf,1,,scrutiny,,{asked},\n"
    )
    return folder / "corpus"


def test_evaluate_tells_how_sure_rows_were_and_how_many_are_right(tmp_path: Path) -> None:
    result = _run("evaluate", _small_corpus(tmp_path), "--sureness", tmp_path / "rows.csv")
    assert "How sure, and how often right" in result.output
    rows = (tmp_path / "rows.csv").read_text().splitlines()
    assert rows[0] == "case,table,confidence,right,needs_review"
    assert rows[1].startswith("prose,recommendations,0.") and rows[1].endswith(",true")


def test_inspect_writes_a_picture(tmp_path: Path) -> None:
    target = tmp_path / "page.png"
    assert _run("inspect", RAW / "hosc-send-report-2023.pdf", "--page", "7", "-o", target).exit_code == 0
    assert target.read_bytes().startswith(b"\x89PNG")


def test_inspect_prints_what_each_signal_weighed_for_a_passage() -> None:
    told = _run("inspect", RAW / "hosc-send-report-2023.pdf", "--page", "7", "--explain", "should")
    assert told.exit_code == 0
    assert "recommendation 0." in told.output or "recommendation 1." in told.output
    assert "always" in told.output


def test_inspect_of_a_text_file_says_that_it_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Report of the Northshire Scrutiny Committee")
    result = _run("inspect", tmp_path / "report.txt", "--page", "1")
    assert result.exit_code == 2
    assert "no pages to draw" in result.output


def test_inspect_of_a_page_that_is_not_there_says_how_many_there_are(tmp_path: Path) -> None:
    result = _run("inspect", RAW / "hosc-send-report-2023.pdf", "--page", "99", "-o", tmp_path / "p.png")
    assert result.exit_code == 3
    assert "has 10 pages" in result.output


def test_profiles_are_listed_and_shown() -> None:
    assert "oxfordshire-hosc" in _run("profile", "list").output
    assert 'extends = "uk"' in _run("profile", "show", "oxfordshire-hosc").output


def test_unknown_profile_key_is_named(tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('name = "mine"\ntitle = "Mine"\nextends = "uk"\n[periods]\nresponse_dayz = 5\n')
    result = _run("run", RAW, "-o", tmp_path / "out", "--profile", profile)
    assert result.exit_code == 2
    assert "periods.response_dayz" in result.output


def test_every_command_has_help_with_an_example_and_a_word_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert f"scrutineer {name}" in readme
        if name != "profile":
            assert "Example:" in _run(name, "-h").output
