"""Measures what the quick look at the pages of a scanned pack saves, and that it loses no row.

    python benchmarks/look.py FILE.pdf [--first 1] [--last 60]

Some pages of a PDF in print are scanned and read twice: with a quick look at every page and a full reading of those that
matter, and with a full reading of every page. The rows of both are compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.batch.worker import process_document  # noqa: E402
from pipeline.reading import pdf  # noqa: E402
from pipeline.reading.reader import InputFile  # noqa: E402
from pipeline.settings import Settings  # noqa: E402
from pipeline.wording import is_similar, squash  # noqa: E402
from tests.scanning import Scanner  # noqa: E402

NEVER = 1_000_000
SAME = 97.0
"""Similarity, 0 to 100, of the same row in two readings."""


def main() -> None:
    """Print seconds and rows of both readings, and the rows that only one of them has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=60)
    arguments = parser.parse_args()
    numbers = list(range(arguments.first, arguments.last + 1))
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / "scan.pdf"
        scan.write_bytes(Scanner(dpi=150, noise=8.0).scan(arguments.file.read_bytes(), numbers))
        looked, quick = read(scan, pdf.LOOK_FROM)
        whole, full = read(scan, NEVER)
    lost = [row for row in whole if not any(same(row, other) for other in looked)]
    added = [row for row in looked if not any(same(row, other) for other in whole)]
    print(
        f"{len(numbers)} scanned pages: {full:.0f} s in full, {quick:.0f} s with a look, {full / quick:.1f} times as fast"
    )
    print(f"rows: {len(whole)} in full, {len(looked)} with a look; lost {len(lost)}, added {len(added)}")
    for row in [*lost, *added]:
        print("  ", row)


def read(scan: Path, look_from: int) -> tuple[list[tuple[int, str, str]], float]:
    """Return the rows of a scan as page, number and wording, and the seconds it took."""
    pdf.LOOK_FROM = look_from
    start = time.perf_counter()
    result = process_document(InputFile(scan, scan.name), Settings()).result
    rows = [(row.page, row.number, row.text) for row in result.recommendations]
    rows += [(answer.page, answer.number, answer.recommendation_text) for answer in result.responses]
    return rows, time.perf_counter() - start


def same(one: tuple[int, str, str], other: tuple[int, str, str]) -> bool:
    """Tell whether two readings found the same row."""
    return one[:2] == other[:2] and is_similar(squash(one[2]), squash(other[2]), SAME)


if __name__ == "__main__":
    main()
