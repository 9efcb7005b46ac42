"""How long `scrutineer --help` takes to start, beside an empty Python program.

python benchmarks/start.py [--rounds 15]
"""

from __future__ import annotations

import subprocess
import sys
import time

import click


def seconds_of(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


@click.command()
@click.option("--rounds", default=15, show_default=True, help="Rounds of which the best counts.")
def main(rounds: int) -> None:
    """Print the best of some rounds of each, turn about."""
    pairs = [
        (seconds_of(sys.executable, "-c", "pass"), seconds_of(sys.executable, "-m", "pipeline.cli", "--help"))
        for _ in range(rounds)
    ]
    empty, help_text = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    click.echo(f"python -c pass     {1000 * empty:.0f} ms")
    click.echo(f"scrutineer --help  {1000 * help_text:.0f} ms, {help_text / empty:.1f} times as long")


if __name__ == "__main__":
    main()
