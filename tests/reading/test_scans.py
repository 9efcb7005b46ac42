"""Scans: which pages are read off their picture, and that a page reads alike however it came off the scanner."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.batch.worker import process_document
from pipeline.reading import ocr
from pipeline.reading.reader import InputFile
from pipeline.reading.scans import Condition, condition_of, is_better, is_doubtful, is_garbage, looks_like_text
from pipeline.reading.strokes import ink_of, letters_outside, rules_of
from pipeline.records import DocumentResult, DocumentStatus, Status
from pipeline.settings import Ocr, Settings
from pipeline.wording import squash
from tests.papers import Furniture, Paper, Row, Section, draw
from tests.scanning import Scanner

needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")

ITEMS = [
    "To publish the waiting times of every clinic on its website each month.",
    "For the Leadership to appoint a lead officer for carers; and to report on progress.",
    "To recruit four more school nurses before the winter.",
]
REPORT = Paper(
    front=["CABINET", "17 October 2023", "Report of the Northshire Transport Scrutiny Committee"],
    sections=[Section("RECOMMENDATIONS", ITEMS)],
    furniture=Furniture(own_numbers=False),
)
FORM = Paper(
    front=["Response to recommendations"],
    rows=[
        Row("1. To publish the waiting times of every clinic.", "Accepted", "By end of March 2024."),
        Row("2. To appoint a lead officer for carers.", "Partially accepted", "A shared post from May 2024."),
        Row("3. To recruit four more school nurses.", "Rejected", "There is no money for it."),
    ],
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., DocumentResult]:
    def process(data: bytes, settings: Settings | None = None) -> DocumentResult:
        path = tmp_path / "paper.pdf"
        path.write_bytes(data)
        return process_document(InputFile(path, path.name), settings or Settings()).result

    return process


def _found(result: DocumentResult) -> list[tuple[str, str]]:
    return [(row.number, squash(row.text)) for row in result.recommendations]


TRUTH = [(str(n), squash(wording)) for n, wording in enumerate(ITEMS, 1)]


@needs_ocr
@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(skew=2.0),
        Scanner(skew=-2.0, noise=8.0),
        Scanner(turn=90),
        Scanner(turn=180),
        Scanner(turn=270, skew=1.0),
        Scanner(noise=24.0),
    ],
    ids=str,
)
def test_scan_reads_alike_however_it_came_off_the_scanner(
    read: Callable[..., DocumentResult], scanner: Scanner
) -> None:
    result = read(scanner.scan(draw(REPORT)))
    assert _found(result) == TRUTH
    assert (result.document.ocr_pages, result.document.status) == (1, DocumentStatus.OK)


@needs_ocr
def test_two_pages_on_a_sheet_are_read_one_after_the_other(read: Callable[..., DocumentResult]) -> None:
    paper = Paper(
        REPORT.front, sections=[Section("RECOMMENDATIONS", ITEMS * 6)], furniture=Furniture(own_numbers=False)
    )
    result = read(Scanner(per_sheet=2).scan(draw(paper)))
    assert [row.number for row in result.recommendations] == [str(n) for n in range(1, 19)]
    assert [squash(row.text) for row in result.recommendations] == [squash(wording) for wording in ITEMS * 6]


@needs_ocr
def test_scanned_form_is_read_as_the_table_it_is(read: Callable[..., DocumentResult]) -> None:
    responses = read(Scanner(skew=1.5, noise=8.0).scan(draw(FORM))).responses
    assert [(r.number, r.status) for r in responses] == [
        ("1", Status.ACCEPTED),
        ("2", Status.PARTIALLY_ACCEPTED),
        ("3", Status.REJECTED),
    ]
    assert [squash(r.text) for r in responses] == [squash(row.action) for row in FORM.rows]


@needs_ocr
def test_page_stamped_over_a_scan_is_read_off_its_picture(read: Callable[..., DocumentResult]) -> None:
    picture = Scanner().pictures(draw(REPORT))[0]
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawInlineImage(picture, 0, 0, *A4)
    canvas.drawCentredString(A4[0] / 2, 20, "Page 45")
    canvas.save()
    result = read(stream.getvalue())
    assert _found(result) == TRUTH
    assert result.document.ocr_pages == 1


def _with_scan_between(data: bytes) -> bytes:
    """Return a PDF in print with a scanned page of other wording behind its first."""
    other = Scanner().scan(draw(Paper(["Letter"], paragraphs=["A letter about something else altogether."])))
    with pypdfium2.PdfDocument(data) as document, pypdfium2.PdfDocument(other) as scan:
        document.import_pages(scan, index=1)
        stream = BytesIO()
        document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("mode", "missing", "remedy"), [(Ocr.NEVER, False, "--ocr auto"), (Ocr.AUTO, True, "pip install rapidocr")]
)
def test_scan_that_is_not_read_says_so_and_the_rest_is_read(
    read: Callable[..., DocumentResult], monkeypatch: pytest.MonkeyPatch, mode: Ocr, missing: bool, remedy: str
) -> None:
    monkeypatch.setattr(ocr, "_MISSING", missing)
    result = read(_with_scan_between(draw(REPORT)), Settings(ocr=mode))
    assert _found(result) == TRUTH
    assert result.document.status is DocumentStatus.PARTIAL
    findings = [finding for finding in result.findings if finding.check == "page-needs-ocr"]
    assert [finding.page for finding in findings] == [2]
    assert remedy in findings[0].suggestion


def test_blank_sheet_is_no_scan(read: Callable[..., DocumentResult]) -> None:
    stream = BytesIO()
    Image.new("L", (1654, 2339), 250).save(stream, "PDF", resolution=200)
    with pypdfium2.PdfDocument(draw(REPORT)) as document, pypdfium2.PdfDocument(stream.getvalue()) as blank:
        document.import_pages(blank)
        written = BytesIO()
        document.save(written)
    result = read(written.getvalue(), Settings(ocr=Ocr.NEVER))
    assert (result.document.status, result.document.pages) == (DocumentStatus.OK, 2)


@needs_ocr
def test_engine_is_not_asked_for_pages_in_print(
    read: Callable[..., DocumentResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page in print was read off its picture")

    monkeypatch.setattr(ocr, "read_picture", refuse)
    assert _found(read(draw(REPORT))) == TRUTH


@needs_ocr
def test_every_page_is_read_off_its_picture_if_asked(read: Callable[..., DocumentResult]) -> None:
    result = read(draw(REPORT), Settings(ocr=Ocr.ALWAYS))
    assert _found(result) == TRUTH
    assert result.document.ocr_pages == 1


# --- Layers of other programs' OCR --------------------------------------------------------------------------------


def _layered(paper: Paper, lose: tuple[str, ...] = ()) -> bytes:
    """Return a scan with an invisible layer of its words, those in `lose` left out."""
    data = draw(paper)
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    pictures = Scanner().pictures(data)
    with pdfplumber.open(BytesIO(data)) as document:
        for picture, page in zip(pictures, document.pages, strict=True):
            canvas.drawInlineImage(picture, 0, 0, *A4)
            text = canvas.beginText()
            text.setTextRenderMode(3)
            for word in page.extract_words(extra_attrs=["size"]):
                if word["text"] not in lose:
                    text.setFont("Helvetica", word["size"])
                    natural = stringWidth(word["text"], "Helvetica", word["size"])
                    text.setHorizScale(100 * (word["x1"] - word["x0"]) / natural)
                    text.setTextOrigin(word["x0"], A4[1] - word["bottom"] + 2)
                    text.textOut(word["text"])
            canvas.drawText(text)
            canvas.showPage()
    canvas.save()
    return stream.getvalue()


@needs_ocr
def test_good_layer_is_trusted(read: Callable[..., DocumentResult]) -> None:
    result = read(_layered(REPORT))
    assert _found(result) == TRUTH
    assert (result.document.ocr_pages, [f.check for f in result.findings]) == (0, [])


@needs_ocr
def test_layer_that_lost_numbers_is_replaced_and_told(read: Callable[..., DocumentResult]) -> None:
    result = read(_layered(REPORT, lose=("1.", "2.", "3.")))
    assert _found(result) == TRUTH
    assert (result.document.ocr_pages, [f.check for f in result.findings]) == (1, ["ocr-layer-replaced"])


def test_layer_stays_if_pictures_may_not_be_read_and_lost_numbers_are_told(
    read: Callable[..., DocumentResult],
) -> None:
    result = read(_layered(REPORT, lose=("2.",)), Settings(ocr=Ocr.NEVER))
    assert [(row.number, row.number_source) for row in result.recommendations] == [
        ("1", "printed"),
        ("2", "inferred"),
        ("3", "printed"),
    ]


def test_table_of_a_layered_scan_is_found_on_its_picture(read: Callable[..., DocumentResult]) -> None:
    responses = read(_layered(FORM), Settings(ocr=Ocr.NEVER)).responses
    assert [r.status for r in responses] == [Status.ACCEPTED, Status.PARTIALLY_ACCEPTED, Status.REJECTED]


# --- Judgements ---------------------------------------------------------------------------------------------------

PROSE = "The Committee thanked the parents for speaking and asked that the figures be published by the Council. " * 6


@pytest.mark.parametrize(
    ("text", "share", "shapes", "hidden", "condition"),
    [
        (PROSE, 0.0, 10, False, Condition.PRINT),
        ("", 0.0, 3, False, Condition.PRINT),
        ("", 0.9, 1, False, Condition.PICTURE),
        ("", 0.0, 5000, False, Condition.PICTURE),
        ("Agenda Item 7\nPage 45 of 112", 0.95, 3, False, Condition.PICTURE),
        (PROSE, 0.95, 40, True, Condition.LAYER),
        (PROSE, 0.95, 40, False, Condition.PRINT),
        (PROSE, 0.4, 40, True, Condition.PRINT),
        ("\ue012\ue013\ue014 " * 40, 0.0, 3, False, Condition.GARBAGE),
    ],
)
def test_condition_of_a_page(text: str, share: float, shapes: int, hidden: bool, condition: Condition) -> None:
    assert condition_of(text, share, shapes, hidden) is condition


def test_print_on_a_page_wide_picture_is_print(read: Callable[..., DocumentResult]) -> None:
    ground = Image.new("L", (1654, 2339), 235)
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawInlineImage(ground, 0, 0, *A4)
    canvas.setFont("Helvetica", 11)
    lines = ["Report of the Northshire Scrutiny Committee", "RECOMMENDATIONS", f"1. {ITEMS[0]}", f"2. {ITEMS[2]}"]
    for i, line in enumerate(lines):
        canvas.drawString(72, 700 - 24 * i, line)
    canvas.save()
    result = read(stream.getvalue(), Settings(ocr=Ocr.NEVER))
    assert (result.document.status, [row.number for row in result.recommendations]) == (DocumentStatus.OK, ["1", "2"])


def test_shifted_code_is_garbage_and_other_languages_and_tables_are_not() -> None:
    shifted = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in PROSE.lower())
    welsh = (
        "Diolchodd y Pwyllgor i’r rhieni am siarad a gofynnodd i’r Cyngor gyhoeddi’r ffigurau bob mis ar ei wefan. " * 6
    )
    assert is_garbage(shifted)
    assert not is_garbage(PROSE)
    assert not is_garbage(welsh)
    assert not is_garbage("1,204.5 3.2% Q1 Q2 Total 45 " * 40)


def test_picture_of_text_is_told_from_photographs_and_blank_sheets() -> None:
    page = np.asarray(Scanner(dpi=100).pictures(draw(REPORT))[0])
    noise = np.random.default_rng(1).integers(0, 256, page.shape, dtype=np.uint8)
    assert looks_like_text(page)
    assert not looks_like_text(noise)
    assert not looks_like_text(np.full_like(page, 240))


def test_layer_is_doubted_for_what_it_misread_or_missed() -> None:
    assert not is_doubtful(PROSE, 0)
    assert is_doubtful(PROSE, 7)
    assert is_doubtful(PROSE + "\n¢« HOSC\na2: The Leader\n24; Under", 0)


def test_reading_with_more_labels_is_better_and_one_with_less_text_is_not() -> None:
    layer = "To publish the figures.\nTo appoint an officer.\n"
    own = "1. To publish the figures.\n2. To appoint an officer.\n"
    assert is_better(own, layer)
    assert not is_better(layer, own)
    assert not is_better("1. To publish", layer)


def test_rules_and_letters_outside_words_are_found_in_ink() -> None:
    page = np.full((1000, 700), 255, dtype=np.uint8)
    page[500:503, 50:650] = 0
    page[300:310, 100:106] = 0
    ink = ink_of(page)
    assert [round(rule.width / 100) for rule in rules_of(ink)] == [6]
    assert letters_outside(ink, rules_of(ink)) == 1
