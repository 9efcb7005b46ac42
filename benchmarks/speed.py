"""How fast documents are read to records, beside reading every page with PDFium and with pdfplumber.

python benchmarks/speed.py FILE_OR_FOLDER... [--ocr] [--rounds N]

All three read the same files in one process, turn about; imports and loading of the model are done before the clock
starts. Of each the best round counts, because the machine's other work only ever adds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import click
import pdfplumber
import pypdfium2

from pipeline.batch.worker import process_document
from pipeline.places import read_bytes
from pipeline.reading.reader import InputFile, find_inputs
from pipeline.settings import Ocr, Settings

SAMPLE = Path(__file__).parent.parent / "data" / "raw"


def read_with_pdfium(data: bytes) -> int:
    """Read the text of all pages, the least that any reader must do; return how many pages there are."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def read_with_pdfplumber(data: bytes) -> int:
    """Read the words of all pages with their places, as one would without a first pass."""
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()
            page.close()
        return len(document.pages)


def seconds_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(file: InputFile, settings: Settings, rounds: int) -> tuple[int, float, float, float]:
    """Return a file's pages and the seconds of this program, of PDFium and of pdfplumber."""
    data = read_bytes(file.place)
    best = [float("inf")] * 3
    for _ in range(rounds):
        for i, work in enumerate(
            (
                lambda: process_document(file, settings),
                lambda: read_with_pdfium(data),
                lambda: read_with_pdfplumber(data),
            )
        ):
            best[i] = min(best[i], seconds_of(work))
    return read_with_pdfium(data), best[0], best[1], best[2]


def line(name: str, pages: int, own: float, floor: float, plumber: float) -> str:
    """Return a row of the table: ratios are what counts, seconds are this machine's."""
    return (
        f"| {name[:48]} | {pages} | {own:.2f} | {floor:.2f} | {plumber:.2f} | {plumber / own:.1f} | {own / floor:.1f} |"
    )


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--ocr", is_flag=True, help="Read pictures too; without it scanned pages cost their first look only.")
@click.option("--rounds", default=2, show_default=True, help="Rounds of which the best counts.")
def main(inputs: tuple[Path, ...], ocr: bool, rounds: int) -> None:
    """Measure each PDF of INPUTS and print a table, the sum of all last."""
    settings = Settings(ocr=Ocr.AUTO if ocr else Ocr.NEVER)
    for file in find_inputs([SAMPLE]):
        process_document(file, settings)
    click.echo("| document | pages | scrutineer, s | PDFium, s | pdfplumber, s | times pdfplumber | of PDFium's time |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    sums = [0.0] * 4
    for file in find_inputs(list(inputs)):
        if file.name.lower().endswith(".pdf"):
            measured = measure(file, settings, rounds)
            sums = [total + figure for total, figure in zip(sums, measured, strict=True)]
            click.echo(line(file.name, *measured))
    click.echo(line("all", int(sums[0]), *sums[1:]))


if __name__ == "__main__":
    main()
