"""How much memory a run over many copies of a document takes, against a run over one.

python benchmarks/memory.py PACK.pdf [--copies 10] [--jobs 1]

The copies differ in their last bytes, so that each is read. Memory is what all processes of a run hold together (resident
set), looked at fifty times a second.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import psutil

LOOKS = 0.02
"""Seconds between two looks."""


def held_by(process: psutil.Process) -> int:
    """Return the bytes that a process and all its children hold."""
    held = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            held += one.memory_info().rss
        except psutil.Error:
            continue
    return held


def peak_of_run(folder: Path, jobs: int) -> tuple[float, float]:
    """Run the program over a folder and return the most MiB that it held, and its seconds."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "pipeline.cli", "run", str(folder), "-o", output]
        start = time.perf_counter()
        run = subprocess.Popen([*command, "--jobs", str(jobs), "--quiet", "--fresh"])
        process, peak = psutil.Process(run.pid), 0
        while run.poll() is None:
            try:
                peak = max(peak, held_by(process))
            except psutil.Error:
                break
            time.sleep(LOOKS)
        run.wait()
        return peak / 2**20, time.perf_counter() - start


@click.command()
@click.argument("pack", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--copies", default=10, show_default=True, help="Copies to read.")
@click.option("--jobs", default=1, show_default=True, help="Workers.")
def main(pack: Path, copies: int, jobs: int) -> None:
    """Print the peak memory of a run over one copy and over many."""
    click.echo("| copies | workers | peak, MiB | seconds | times the peak of one |")
    click.echo("| --- | --- | --- | --- | --- |")
    first = 0.0
    for count in (1, copies):
        with tempfile.TemporaryDirectory() as folder:
            for i in range(count):
                (Path(folder) / f"copy{i:03}.pdf").write_bytes(pack.read_bytes() + b"\n%% copy %d\n" % i)
            peak, seconds = peak_of_run(Path(folder), jobs)
        first = first or peak
        click.echo(f"| {count} | {jobs} | {peak:.0f} | {seconds:.1f} | {peak / first:.2f} |")


if __name__ == "__main__":
    main()
