"""How much faster a run is with more workers, and when it finds everything in the store.

python benchmarks/runs.py FOLDER... [--ocr never] [--rounds 1]

Whole runs of the command as a user starts them, start of the program and tables included. Of each the best round counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time

import click


def seconds_of_run(inputs: tuple[str, ...], output: str, *options: str) -> float:
    command = [sys.executable, "-m", "pipeline.cli", "run", *inputs, "-o", output, "--quiet", *options]
    start = time.perf_counter()
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "--ocr", default="never", show_default=True, help="As of scrutineer run; scans use all cores by themselves."
)
@click.option("--rounds", default=1, show_default=True, help="Rounds of which the best counts.")
def main(inputs: tuple[str, ...], ocr: str, rounds: int) -> None:
    """Print the seconds of a run with one worker, with two, and of one with nothing new."""
    best = [float("inf")] * 3
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as output:
            one = seconds_of_run(inputs, output, "--jobs", "1", "--fresh", "--ocr", ocr)
            two = seconds_of_run(inputs, output, "--jobs", "2", "--fresh", "--ocr", ocr)
            again = seconds_of_run(inputs, output, "--jobs", "2", "--ocr", ocr)
        best = [min(pair) for pair in zip(best, (one, two, again), strict=True)]
    click.echo("| run | seconds | times as fast as one worker |")
    click.echo("| --- | --- | --- |")
    for name, seconds in zip(("one worker", "two workers", "again, nothing new"), best, strict=True):
        click.echo(f"| {name} | {seconds:.1f} | {best[0] / seconds:.2f} |")


if __name__ == "__main__":
    main()
