"""Measures reading pages off their pictures: misread characters and seconds a page at 150, 200 and 300 dots per inch.

    python benchmarks/ocr.py [--pages 1,6,7]

Truth is the text of the sample report in print. Its pages are scanned at 200 dots per inch as they are, noisy and skewed,
and read at each resolution. Run it on an idle machine; compare only figures of one run.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from pathlib import Path

import pypdfium2 as pdfium
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.reading import ocr, pdf  # noqa: E402
from tests.scanning import Scanner  # noqa: E402

SAMPLE = ROOT / "data" / "raw" / "hosc-send-report-2023.pdf"
SCANNERS = {"clean": Scanner(), "noisy": Scanner(noise=24.0), "skewed 2°": Scanner(skew=2.0, noise=8.0)}


def main() -> None:
    """Print one table: misread characters, lost spaces and seconds by resolution and kind of scan."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", default="1,6,7", help="pages of the sample, from 1")
    arguments = parser.parse_args()
    numbers = [int(number) for number in arguments.pages.split(",")]
    data = SAMPLE.read_bytes()
    document = pdfium.PdfDocument(data)
    truth = [document[number - 1].get_textpage().get_text_range() for number in numbers]
    ocr.read_picture(Scanner().pictures(data, numbers[:1])[0], threads())
    print("| scan | reading | misread characters | lost or added spaces | seconds a page |")
    print("| --- | --- | --- | --- | --- |")
    for name, scanner in SCANNERS.items():
        scanned = pdfium.PdfDocument(scanner.scan(data, numbers))
        for dpi, quick in ((pdf.LOOK_DPI, True), (150, False), (200, False), (300, False)):
            start = time.perf_counter()
            readings = [
                ocr.read_picture(page.render(scale=dpi / 72).to_pil(), threads(), quick).text for page in scanned
            ]
            seconds = (time.perf_counter() - start) / len(numbers)
            wrong, spaces = errors(truth, readings)
            told = "telling lines only | –" if quick else f"{wrong:.2%} | {spaces:.2%}"
            how = f"{dpi} dpi, quick look" if quick else f"{dpi} dpi"
            print(f"| {name} | {how} | {told} | {seconds:.1f} |", flush=True)


def threads() -> int:
    """Return the processor threads used: all there are."""
    return os.cpu_count() or 1


def errors(truth: list[str], readings: list[str]) -> tuple[float, float]:
    """Return the share of characters misread, spaces apart, and the share of spaces lost or added."""
    pairs = list(zip(truth, readings, strict=True))
    letters = [(re.sub(r"\s+", "", t), re.sub(r"\s+", "", r)) for t, r in pairs]
    wrong = sum(Levenshtein.distance(t, r) for t, r in letters) / sum(len(t) for t, _ in letters)
    spaces = [(len(t.split()), len(r.split())) for t, r in pairs]
    return wrong, sum(abs(t - r) for t, r in spaces) / sum(t for t, _ in spaces)


if __name__ == "__main__":
    main()
