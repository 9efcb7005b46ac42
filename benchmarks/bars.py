"""Holds the program against the 25 bars of reliability, and one more: a line each with its figure.

python benchmarks/bars.py HOSTILE_FOLDER [--corpus CORPUS] [--soak 10000] [--fuzz 1000] [--only N ...]

A bar whose tool is missing (unshare, pip-audit and its data) or whose subject is not built yet says so and counts as not held.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import openpyxl
import pandas as pd
import pypdfium2

from pipeline.errors import ScrutineerError
from pipeline.reading import pdfium
from pipeline.reading.reader import InputFile, read_document
from pipeline.settings import Ocr, Settings

ROOT = Path(__file__).parent.parent
RAW = ROOT / "data" / "raw"
LIMIT, GOOD = 12, 200
"""Seconds for a document, and good documents that go along with bad ones."""
SILENT = "504076 268346 477139 020747 435321 507618 050734 073439 226387 027613 392154 427669".split()
"""Real reports of which pdfplumber reads nothing, or a part, without an error."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Verdict = tuple[bool, str]


@dataclass
class Bench:
    """Where the files are, and the run over the hostile folder that several bars look at."""

    hostile: Path
    corpus: Path | None
    work: Path
    soak: int
    fuzz: int
    code: int = -1
    told: str = ""

    @property
    def output(self) -> Path:
        return self.work / "hostile"

    def table(self, name: str, folder: Path | None = None) -> pd.DataFrame:
        return pd.read_csv((folder or self.output) / f"{name}.csv", keep_default_na=False, dtype=str)

    def log(self, folder: Path | None = None) -> list[dict[str, object]]:
        lines = ((folder or self.output) / "run-log.jsonl").read_text(encoding="utf-8").splitlines()
        return [line for line in map(json.loads, lines) if line["event"] == "document"]

    def good(self) -> Path:
        """Return a folder of good documents, made of the sample's form with other bytes at the end."""
        folder = self.work / "good"
        if not folder.exists():
            folder.mkdir()
            data = (RAW / "response-pro-forma-completed.pdf").read_bytes()
            for i in range(GOOD):
                (folder / f"good{i:03}.pdf").write_bytes(data + b"\n%% %d\n" % i)
        return folder


def run(*arguments: object, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-m", "pipeline.cli", "run", *map(str, arguments), "--quiet"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def tables(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".json")}


def test(*arguments: str, **environment: str) -> Verdict:
    """Run tests of the repository that hold a bar."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | environment)
    return ended.returncode == 0, ended.stdout.strip().splitlines()[-1] if ended.stdout.strip() else ended.stderr[-200:]


# --- The run over the hostile folder ------------------------------------------------------------------------------


def one_row_each(bench: Bench) -> Verdict:
    given, rows = len(list(bench.hostile.glob("*.pdf"))), bench.table("documents")
    return len(rows) == given == rows["document"].nunique(), f"{len(rows)} rows for {given} files"


def code_and_no_traceback(bench: Bench) -> Verdict:
    return bench.code == 3 and "Traceback" not in bench.told, f"exit code {bench.code}"


def bomb_costs_nobody_else(bench: Bench) -> Verdict:
    output = bench.work / "bomb"
    run(bench.good(), bench.hostile / "syn_flate_bomb_double_4GiB.pdf", "-o", output, "--ocr", "never")
    statuses = bench.table("documents", output)["status"].value_counts().to_dict()
    return statuses == {"ok": GOOD, "failed": 1}, str(statuses)


def nothing_over_its_time(bench: Bench) -> Verdict:
    slowest = max(float(sum(line["seconds"].values())) for line in bench.log())  # type: ignore[attr-defined]
    return slowest <= LIMIT + 2, f"slowest {slowest:.1f} s, limit {LIMIT} s"


def nothing_over_two_gib(bench: Bench) -> Verdict:
    most = max(int(str(line["peak_mib"])) for line in bench.log())
    return most <= 2048, f"{most} MiB"


def no_ok_with_missing_pages(bench: Bench) -> Verdict:
    rows = bench.table("documents")
    wrong = []
    for row in rows[rows["status"] == "ok"].itertuples():
        data = (bench.hostile / str(row.document)).read_bytes()
        if int(str(row.pages)) != len(pypdfium2.PdfDocument(data[data.find(b"%PDF-") :])):
            wrong.append(str(row.document))
    return not wrong, f"{len(wrong)} of {int((rows['status'] == 'ok').sum())} ok rows"


def characters_kept(bench: Bench) -> Verdict:
    shares = {}
    for number in SILENT:
        path = next(bench.hostile.glob(f"*{number}.pdf"))
        try:
            document = read_document(InputFile(path, path.name), Settings(ocr=Ocr.NEVER, study_all=True))
        except ScrutineerError:
            shares[number] = 0.0
            continue
        laid_out = sum(len("".join(line.text.split())) for page in document.pages for line in page.all_lines)
        shares[number] = laid_out / max(1, sum(len("".join(page.text.split())) for page in document.pages))
    worst = min(shares, key=lambda number: shares[number])
    return shares[worst] >= 0.95, f"{len(shares)} files, least {shares[worst]:.3f} ({worst})"


def no_large_bitmap(bench: Bench) -> Verdict:
    most = 0
    for name in ("pdf.js__poppler-85140-0.pdf", "OCRmyPDF__hugemono.pdf", "syn_mediabox_1e6pt.pdf"):
        document = pdfium.open_document((bench.hostile / name).read_bytes(), name, "")
        picture = pdfium.render(document, 1, 300)
        most = max(most, picture.width * picture.height)
    return most <= 50_000_000, f"{most / 1e6:.1f} megapixels"


def no_forbidden_character(bench: Bench) -> Verdict:
    found = sum(len(FORBIDDEN.findall(path.read_text(encoding="utf-8"))) for path in bench.output.glob("*.csv"))
    return found == 0, f"{found} characters"


def no_formula(bench: Bench) -> Verdict:
    numbers = re.compile(r"-?\d+(\.\d+)?$")
    cells = [cell for path in bench.output.glob("*.csv") for cell in bench.table(path.stem).to_numpy().ravel()]
    found = [cell for cell in cells if str(cell).startswith(FORMULA) and not numbers.match(str(cell))]
    book = openpyxl.load_workbook(bench.output / "scrutineer.xlsx", read_only=True)
    in_book = [cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = len(found) + in_book.count("f")
    return not formulas, f"{formulas} of {len(cells)} cells of CSV and {len(in_book)} of Excel"


def traps_flagged(bench: Bench) -> Verdict:
    checks = bench.table("checks")
    traps = {"syn_hidden_text": "hidden-text", "syn_no_tounicode": "", "syn_tounicode_lies": ""}
    missed = [
        trap
        for trap, code in traps.items()
        if not any(
            name == f"{trap}.pdf" and code in check
            for name, check in zip(checks["document"], checks["check"], strict=True)
        )
    ]
    return not missed, f"not flagged: {', '.join(missed) or 'none'}"


# --- Kills, full disks, repetitions -------------------------------------------------------------------------------


def killed_twenty_times(bench: Bench) -> Verdict:
    whole, output = bench.work / "whole", bench.work / "killed"
    run(bench.good(), "-o", whole, "--ocr", "never")
    chance = random.Random(9)
    command = [sys.executable, "-m", "pipeline.cli", "run", str(bench.good()), "-o", str(output), "--ocr", "never"]
    for _ in range(20):
        started = subprocess.Popen([*command, "--quiet"], start_new_session=True, cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 4.0))
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        for path in output.glob("*.csv"):
            pd.read_csv(path)
    run(bench.good(), "-o", output, "--ocr", "never")
    return tables(output) == tables(whole), "20 kills, every table parsed each time, in the end the same bytes"


def second_run_stops(bench: Bench) -> Verdict:
    output = bench.work / "held"
    first = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "run", str(bench.good()), "-o", str(output), "--fresh", "--quiet"],
        cwd=ROOT,
    )
    while not (output / ".scrutineer" / "holder.json").exists():
        time.sleep(0.01)
    start = time.perf_counter()
    second = run(bench.good(), "-o", output)
    took = time.perf_counter() - start
    first.wait()
    return second.returncode == 2 and "held by another run" in second.stderr and took < 2, f"{took:.1f} s"


def full_disk(bench: Bench) -> Verdict:
    output = bench.work / "small"
    output.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(output)], check=False).returncode:
        return False, "no right to mount a small disk"
    try:
        first = run(RAW, "-o", output)
        before = tables(output)
        (output / "ballast").write_bytes(
            bytes(2 * 1024**2 - sum(p.stat().st_size for p in output.rglob("*") if p.is_file()) - 150_000)
        )
        second = run(bench.good(), "-o", output, "--ocr", "never")
        same = tables(output) == before
        return (
            first.returncode == 0 and second.returncode == 2 and same,
            f"exit code {second.returncode}, {second.stderr[:60]!r}",
        )
    finally:
        subprocess.run(["umount", str(output)], check=False)


def same_with_any_workers(bench: Bench) -> Verdict:
    outputs = [bench.work / f"jobs{jobs}" for jobs in (1, 8)]
    for jobs, output in zip((1, 8), outputs, strict=True):
        run(RAW, "-o", output, "--jobs", jobs)
    same = tables(outputs[0]) == tables(outputs[1])
    dask, told = test("tests/batch/test_cluster.py", "-k", "bytes_of_a_local_run")
    return same and dask, f"1 and 8 workers {'the same' if same else 'differ'}; Dask: {told}"


def resumed_quickly(bench: Bench) -> Verdict:
    output = bench.work / "resumed"
    inputs = bench.corpus or bench.good()
    seconds = []
    for _ in range(2):
        start = time.perf_counter()
        run(inputs, "-o", output)
        seconds.append(time.perf_counter() - start)
    return seconds[1] < 0.05 * seconds[0], f"{100 * seconds[1] / seconds[0]:.1f} % of {seconds[0]:.0f} s"


def copies_read_once(bench: Bench) -> Verdict:
    folder, output = bench.work / "copies", bench.work / "copied"
    for name in ("a/paper.pdf", "b/paper.pdf"):
        (folder / name).parent.mkdir(parents=True)
        shutil.copy(RAW / "response-pro-forma-completed.pdf", folder / name)
    run(folder, "-o", output)
    rows, read = bench.table("documents", output), len(bench.log(output))
    return list(rows["document"]) == ["a/paper.pdf", "b/paper.pdf"] and read == 1, f"{len(rows)} listed, {read} read"


def without_network(bench: Bench) -> Verdict:
    with_net, without = bench.work / "jobs1", bench.work / "offline"
    if not with_net.exists():
        run(RAW, "-o", with_net)
    ended = run(RAW, "-o", without, before=("unshare", "-rn"))
    if ended.returncode:
        return False, ended.stderr[-80:]
    return tables(with_net) == tables(without), "the same bytes"


def no_known_hole(bench: Bench) -> Verdict:
    if shutil.which("pip-audit") is None:
        return False, "pip-audit is not installed here"
    ended = subprocess.run(
        ["pip-audit", "--no-deps", "--disable-pip", "-r", "constraints.txt"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    told = (ended.stderr or ended.stdout).strip().splitlines()
    return ended.returncode == 0, told[-1][:100] if told else "no answer"


def soak(bench: Bench) -> Verdict:
    folder, output = bench.work / "many", bench.work / "soaked"
    folder.mkdir()
    data = (RAW / "response-pro-forma-blank.pdf").read_bytes()
    for i in range(bench.soak):
        (folder / f"{i:05}.pdf").write_bytes(data + b"\n%% %d\n" % i)
    run(folder, "-o", output, "--ocr", "never")
    lines = bench.log(output)
    tenth = max(1, len(lines) // 10)
    first, last = lines[:tenth], lines[-tenth:]
    memory = [sum(int(str(line["peak_mib"])) for line in part) / len(part) for part in (first, last)]
    speed = [
        len(part) / (float(str(part[-1]["after_seconds"])) - float(str(part[0]["after_seconds"])))
        for part in (first, last)
    ]
    grown = memory[1] / memory[0] - 1
    return grown <= 0.2 and speed[1] >= 0.9 * speed[0] and len(lines) == bench.soak, (
        f"{len(lines)} documents, memory {100 * grown:+.0f} %, {speed[0]:.0f} a second at first and {speed[1]:.0f} in the end"
    )


def rows_beside_hostile_files(bench: Bench) -> Verdict:
    """Run the corpus alone and together with the hostile folder, and compare the rows of the corpus's documents."""
    corpus = bench.corpus or RAW
    alone, together = bench.work / "alone", bench.work / "together"
    run(corpus, "-o", alone, "--ocr", "never")
    run(corpus, bench.hostile, "-o", together, "--ocr", "never", "--timeout", LIMIT)
    compared = differing = 0
    for name in ("documents", "reports", "recommendations", "responses", "tracker"):
        own = bench.table(name, alone)
        both = bench.table(name, together)
        rows = both[both["document"].isin(set(own["document"]))].reset_index(drop=True)
        compared += len(own)
        differing += len(own) if own.shape != rows.shape else int((own != rows).any(axis=1).sum())
    return differing == 0 and compared > 0, f"{differing} of {compared} rows differ"


BARS: dict[int, tuple[str, Callable[[Bench], Verdict]]] = {
    1: ("one status row for every input", one_row_each),
    2: ("documented exit code, no traceback", code_and_no_traceback),
    3: ("a bomb among good documents costs nobody else", bomb_costs_nobody_else),
    4: ("no document over its time by more than 2 s", nothing_over_its_time),
    5: ("no worker over 2 GiB", nothing_over_two_gib),
    6: ("no ok row with missing pages", no_ok_with_missing_pages),
    7: ("95 % of PDFium's characters where pdfplumber is silent", characters_kept),
    8: ("no bitmap over 50 megapixels", no_large_bitmap),
    9: ("20 kills, then the same bytes", killed_twenty_times),
    10: ("every table parses after each kill", lambda bench: (True, "part of 9")),
    11: ("a second run into the folder stops within 2 s", second_run_stops),
    12: ("a full disk: an exit code, old tables intact", full_disk),
    13: ("1 worker = 8 workers = Dask", same_with_any_workers),
    14: ("going on with nothing new under 5 % of the time", resumed_quickly),
    15: ("copies listed twice, read once", copies_read_once),
    16: ("no cell is a formula (CSV and Excel)", no_formula),
    17: ("no script of the review page runs", lambda bench: test("tests/review/test_page.py", "-k", "runs or policy")),
    18: ("no control character, surrogate or non-character", no_forbidden_character),
    19: ("hidden, unmapped and lying text flagged", traps_flagged),
    20: ("the same without a network", without_network),
    21: ("ZIP files, links and pipes lead nowhere", lambda bench: test("tests/test_zipped.py", "tests/test_places.py")),
    22: ("no known hole in the pinned packages", no_known_hole),
    23: ("a killed Dask worker changes nothing", lambda bench: test("tests/batch/test_cluster.py", "-k", "killed")),
    24: ("a long run: memory and speed stay", soak),
    25: ("broken files: no unclassified status", lambda bench: test("tests/test_fuzz.py", FUZZ_FILES=str(bench.fuzz))),
    26: ("the corpus's rows beside hostile files", rows_beside_hostile_files),
}


@click.command()
@click.argument("hostile", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Documents for bars 14 and 26; the sample without it.",
)
@click.option("--soak", "documents", default=10_000, show_default=True, help="Documents of the long run.")
@click.option("--fuzz", default=1_000, show_default=True, help="Broken files.")
@click.option("--only", multiple=True, type=int, help="Only these bars.")
def main(hostile: Path, corpus: Path | None, documents: int, fuzz: int, only: tuple[int, ...]) -> None:
    """Print each bar with its figure; exit 1 if one does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(hostile.resolve(), corpus.resolve() if corpus else None, Path(folder), documents, fuzz)
        ended = run(bench.hostile, "-o", bench.output, "--timeout", LIMIT, "--ocr", "never", "--format", "csv,xlsx")
        bench.code, bench.told = ended.returncode, ended.stderr
        failed = 0
        for number, (name, hold) in BARS.items():
            if not only or number in only:
                holds, figure = hold(bench)
                failed += not holds
                click.echo(f"{number:2} {'holds' if holds else 'FAILS'}  {name}: {figure}")
    click.echo(f"{failed} of {len(only) or len(BARS)} bars do not hold.")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
