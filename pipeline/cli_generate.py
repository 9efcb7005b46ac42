"""The command `generate`: papers with known answers, for tests, training and benchmarks."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli_settings import SettingsCommand


@click.command(cls=SettingsCommand)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the cases."
)
@click.option("--papers", type=click.IntRange(1), default=50, show_default=True, help="How many papers to make, about.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same files.")
@click.option(
    "--families",
    type=click.Choice(["train", "test", "all"]),
    default="train",
    show_default=True,
    help="Layouts for training, for testing, or both.",
)
@click.option(
    "--formats",
    default="pdf,word",
    show_default=True,
    help="Any of pdf, word, office (PDF made by LibreOffice), text, scan, with commas between.",
)
def generate(output: Path, papers: int, seed: int, families: str, formats: str) -> None:
    """Make invented papers whose recommendations, responses and matches are known.

    Each case is a folder of papers with its answers in gold/, in the form of the corpus. Needs the extra `generate`.

    Example: scrutineer generate -o build/papers --papers 200 --families test
    """
    from pipeline.generator.families import choose_families
    from pipeline.generator.files import check_formats
    from pipeline.generator.files import generate as generate_papers

    names = [name.strip() for name in formats.split(",") if name.strip()]
    check_formats(names)
    written = generate_papers(output, papers, seed, choose_families(families), names)
    click.echo(f"{written} papers in {output}.", err=True)
