"""PDF files in two passes: PDFium reads the text of every page, the second pass the layout of the pages that matter.

Pages that hold no usable text are read off their picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.document import Page, Problem, Source, Word
from pipeline.errors import MoreTimeNeeded
from pipeline.reading import ocr, pdfium, scans, typeset
from pipeline.reading.analysis import lay_out, lay_out_turned, lost_text
from pipeline.reading.columns import gutters, split_columns
from pipeline.reading.fields import PutIn, form_problems, problems_of
from pipeline.reading.layout import words_to_lines
from pipeline.reading.turned import drawn_turn, set_upright
from pipeline.settings import Ocr
from pipeline.wording import clean, shortened

EMPTY_WORDS = 0.5
"""Where the layout has fewer than this share of PDFium's characters, PDFium's words are used instead."""
INK_DPI, LOOK_DPI, READ_DPI = 100, 85, 150
"""Dots per inch at which a page is judged, looked at and read (measured in benchmarks/ocr.py)."""
MOST_OBJECTS = 100_000
"""Objects of a page from which on its picture is not drawn to judge it."""
MOST_PAGES = 5_000
"""Pages of one file that are read."""
LOOK_FROM = 16
"""From so many scanned pages on, a quick look at each decides which are read in full."""


@dataclass(frozen=True, slots=True)
class Request:
    """How a PDF is to be read.

    `choose` tells from the plain text of all pages which of them the second pass reads. `threads` are processor
    threads for reading pictures. An impatient request is for print; pages to be read off pictures take longer.
    """

    name: str
    password: str
    choose: Callable[[Sequence[str]], list[bool]]
    mode: Ocr = Ocr.AUTO
    threads: int = 1
    patient: bool = True

    @property
    def reads_pictures(self) -> bool:
        """Tell whether pages may be read off their pictures."""
        return self.mode is not Ocr.NEVER and ocr.is_available()


@dataclass(slots=True)
class _Sheets:
    """The pages of a file while it is read, with how the text of each stands and how the last scan had to be turned."""

    document: pdfium.PdfDocument
    pages: list[Page] = field(default_factory=list)
    conditions: list[scans.Condition] = field(default_factory=list)
    put_in: list[PutIn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    turn: int = 0

    def scanned(self) -> list[int]:
        """Return the numbers of the pages that are to be read off their pictures."""
        unread = (scans.Condition.PICTURE, scans.Condition.GARBAGE)
        return [page.number for page, how in zip(self.pages, self.conditions, strict=True) if how in unread]


def read_pages(data: bytes, request: Request) -> tuple[list[Page], list[Problem]]:
    """Read all pages of a PDF.

    Raises:
        EncryptedDocument: the file wants a password, or another one.
        UnreadableDocument: PDFium cannot open it.
        MoreTimeNeeded: the request is impatient, and pages are to be read off their pictures.
    """
    with closing(pdfium.open_document(data, request.name, request.password)) as document:
        sheets = _first_pass(document, request)
        scanned = sheets.scanned()
        layered = sheets.conditions.count(scans.Condition.LAYER)
        if request.reads_pictures and not request.patient and (scanned or layered):
            raise MoreTimeNeeded(len(scanned) + layered)
        if request.reads_pictures:
            _look(sheets, scanned, request)
        else:
            _report_unread(sheets, scanned, request)
        chosen = request.choose([page.text for page in sheets.pages])
        wanted = [page.number for page, matters in zip(sheets.pages, chosen, strict=True) if matters]
        if request.reads_pictures:
            pictures = set(scanned)
            _read_pictures(sheets, [number for number in wanted if number in pictures], request)
        _second_pass(data, sheets, [number for number in wanted if not sheets.pages[number - 1].studied], request)
        _weigh_layers(sheets, wanted, request)
        _tell_lost(sheets, wanted)
        _split_columns(sheets.pages)
    return sheets.pages, sheets.problems


# --- First pass ---------------------------------------------------------------------------------------------------


def _first_pass(document: pdfium.PdfDocument, request: Request) -> _Sheets:
    sheets = _Sheets(document, problems=form_problems(document, request.name))
    if len(document) > MOST_PAGES:
        message = f"{request.name} has {len(document)} pages; those after page {MOST_PAGES} were not read."
        sheets.problems.append((MOST_PAGES + 1, "page-unreadable", message, "Split the file."))
    for number in range(1, min(len(document), MOST_PAGES) + 1):
        try:
            page, sheet = pdfium.first_look(document, number)
            condition = _condition(document, page, sheet, request.mode)
        except pdfium.PdfiumError:
            page, sheet, condition = Page(number, 0.0, 0.0, ""), pdfium.NO_SHEET, scans.Condition.PRINT
            message = f"Page {number} is damaged and was not read."
            remedy = "Look at the page and fetch the file again."
            sheets.problems.append((number, "page-unreadable", message, remedy))
        if sheet.glyphs > pdfium.MOST_GLYPHS:
            message = f"Page {number} holds {sheet.glyphs} characters; those after the first {pdfium.MOST_GLYPHS} were not read."
            sheets.problems.append((number, "page-too-full", message, "Look whether it is a page at all."))
        sheets.problems += problems_of(sheet.put_in, number)
        source = Source.LAYER if condition is scans.Condition.LAYER else Source.PRINT
        sheets.pages.append(replace(page, source=source))
        sheets.conditions.append(condition)
        sheets.put_in.append(sheet.put_in)
    return sheets


def _condition(document: pdfium.PdfDocument, page: Page, sheet: pdfium.Sheet, mode: Ocr) -> scans.Condition:
    if mode is Ocr.ALWAYS:
        return scans.Condition.PICTURE
    condition = scans.condition_of(page.text, sheet.picture_share, sheet.objects, sheet.text_hidden, sheet.meaningless)
    if condition is not scans.Condition.PICTURE:
        return condition
    if sheet.objects > MOST_OBJECTS:
        return scans.Condition.PRINT
    grey, words = pdfium.grey_page(document, page.number, INK_DPI), pdfium.words_of(document, page)
    return condition if scans.shows_more_text(grey, words, _dpi(grey, page)) else scans.Condition.PRINT


# --- Pictures -----------------------------------------------------------------------------------------------------


def _report_unread(sheets: _Sheets, scanned: Sequence[int], request: Request) -> None:
    remedy = "Allow it with --ocr auto." if request.mode is Ocr.NEVER else ocr.REMEDY
    for number in scanned:
        garbage = sheets.conditions[number - 1] is scans.Condition.GARBAGE
        what = "has text in a code that means nothing" if garbage else "is a picture without text"
        message = f"Page {number} {what} and was not read."
        sheets.problems.append((number, "page-needs-ocr", message, remedy))


def _look(sheets: _Sheets, scanned: Sequence[int], request: Request) -> None:
    """Give scanned pages the text of a quick look, or of the full reading where they are few."""
    if len(scanned) < LOOK_FROM:
        _read_pictures(sheets, scanned, request)
        return
    for number in scanned:
        with _costing_a_page(sheets, number):
            reading = _reading(sheets, number, LOOK_DPI, request, quick=True)
            first = sheets.pages[number - 1]
            turn = round(reading.turn, 2)
            sheets.pages[number - 1] = replace(first, text=reading.text, source=Source.OCR, turn=turn)


@contextmanager
def _costing_a_page(sheets: _Sheets, number: int) -> Iterator[None]:
    """Let a picture on which the engine fails cost its page alone."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:  # the engine raises what it likes on a strange picture
        message = f"Page {number} could not be read off its picture ({type(error).__name__})."
        sheets.problems.append((number, "page-unreadable", message, "Look at the page."))


def _reading(sheets: _Sheets, number: int, dpi: int, request: Request, quick: bool) -> ocr.Reading:
    picture = pdfium.render(sheets.document, number, dpi)
    reading = ocr.read_picture(picture, request.threads, quick, sheets.turn)
    sheets.turn = round(reading.turn / 90) % 4 * 90
    return reading


def _read_pictures(sheets: _Sheets, numbers: Sequence[int], request: Request) -> None:
    for number in numbers:
        if not sheets.pages[number - 1].studied:
            with _costing_a_page(sheets, number):
                sheets.pages[number - 1] = _read_picture(sheets, number, request)


def _read_picture(sheets: _Sheets, number: int, request: Request) -> Page:
    first = sheets.pages[number - 1]
    reading = _reading(sheets, number, READ_DPI, request, quick=False)
    dpi = 72 * max(reading.width, reading.height) / max(first.width, first.height, 1.0)
    return scans.page_of_reading(reading, first, dpi)


def _weigh_layers(sheets: _Sheets, wanted: Sequence[int], request: Request) -> None:
    """Set the pages straight on which another program's OCR left text, and read those anew that it read badly.

    Which of the two readings was taken is reported.
    """
    for number in wanted:
        page = sheets.pages[number - 1]
        if page.source is not Source.LAYER:
            continue
        picture = pdfium.grey_page(sheets.document, number, READ_DPI)
        layer, missing = scans.page_of_layer(page, picture, _dpi(picture, page))
        sheets.pages[number - 1] = layer
        if not request.reads_pictures or not scans.is_doubtful(layer.text, missing):
            continue
        with _costing_a_page(sheets, number):
            _weigh(sheets, layer, _read_picture(sheets, number, request))


def _weigh(sheets: _Sheets, layer: Page, own: Page) -> None:
    better = scans.is_better(own.text, layer.text)
    if better:
        sheets.pages[own.number - 1] = own
    taken = "was read anew, because its OCR text is worse" if better else "keeps its OCR text, which is no worse"
    message = f"Page {own.number} {taken} than our own reading."
    code = "ocr-layer-replaced" if better else "ocr-layer-kept"
    sheets.problems.append((own.number, code, message, "Compare the rows of this page with the page."))


# --- Second pass --------------------------------------------------------------------------------------------------


def _second_pass(data: bytes, sheets: _Sheets, numbers: Sequence[int], request: Request) -> None:
    turned = [number for number in numbers if not _lay_out(sheets, number)]
    if not turned:
        return
    drawn = {number: turn for number in turned if (turn := drawn_turn(sheets.document, number))}
    upright, password = (set_upright(data, request.password, drawn), "") if drawn else (data, request.password)
    studied = {page.number: page for page in lay_out_turned(upright, password, turned, sheets.pages, sheets.put_in)}
    for number in turned:
        first = sheets.pages[number - 1]
        page = studied.get(number)
        if page is not None and number in drawn:
            page = replace(page, turn=float(drawn[number]))
        if page is None or _is_emptier(page, first):
            words = pdfium.words_of(sheets.document, first)
            page = replace(first, lines=words_to_lines(words, number), studied=True)
            if words:
                message = (
                    f"pdfplumber could not read page {number}, which is turned or damaged; PDFium's words were used."
                )
                remedy = "Compare the rows of this page with the page."
                sheets.problems.append((number, "layout-from-pdfium", message, remedy))
        sheets.pages[number - 1] = page


def _lay_out(sheets: _Sheets, number: int) -> bool:
    """Lay a level page out; tell whether it was one."""
    found = typeset.read_page(sheets.document, number)
    if found is None:
        return False
    page = lay_out(sheets.pages[number - 1], found, sheets.put_in[number - 1])
    if found.doubtful and sheets.conditions[number - 1] is scans.Condition.PRINT:
        page = _tell_hidden(sheets, page, found.doubtful)
    sheets.pages[number - 1] = page
    return True


def _tell_hidden(sheets: _Sheets, page: Page, doubtful: Sequence[Word]) -> Page:
    """Report the words that a page holds and its picture does not show; they stay in, and rows with them want a look."""
    picture = pdfium.grey_page(sheets.document, page.number, INK_DPI)
    hidden = scans.unseen(doubtful, picture, _dpi(picture, page))
    if hidden:
        shown = shortened(clean(" ".join(word.text for word in hidden)))
        message = f"Page {page.number} holds text that nobody sees on it: \u201c{shown}\u201d."
        sheets.problems.append((page.number, "hidden-text", message, "Look at the page before you use its rows."))
    return replace(page, hidden=tuple(word.box for word in hidden))


def _tell_lost(sheets: _Sheets, numbers: Sequence[int]) -> None:
    for number in numbers:
        page = sheets.pages[number - 1]
        if page.source is Source.PRINT and (lost := lost_text(page)):
            message = f"Page {number}: {lost} characters of its text stand in no line or table that was read."
            sheets.problems.append((number, "text-lost", message, "Compare the rows of this page with the page."))


def _split_columns(pages: list[Page]) -> None:
    """Split the rows that a gutter cuts; a table's last row on one page shares the gutter of the next page's rows."""
    found = [gutters(page.lines, page.width) for page in pages]
    for i, page in enumerate(pages):
        if page.lines and not any(line.shift for line in page.lines):
            edges = [edge for near in found[max(0, i - 1) : i + 2] for edge in near]
            pages[i] = replace(page, lines=split_columns(page.lines, page.width, edges))


def _dpi(picture: np.ndarray, page: Page) -> float:
    """Return the dots per inch of a page's picture, which are fewer than asked for where the page is large."""
    return 72.0 * int(max(picture.shape)) / max(page.width, page.height, 1.0)


def _is_emptier(page: Page, first: Page) -> bool:
    seen = sum(len(line.text.replace(" ", "")) for line in page.all_lines)
    return seen < EMPTY_WORDS * len("".join(first.text.split()))
