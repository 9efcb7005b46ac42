"""The commands by which people look: `report` at the rows beside their pages, `inspect` at what the program saw on a page."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from pipeline.cli_settings import SettingsCommand


class Places(click.ParamType[str]):
    """A path or a URL; in the environment several stand with `:` between them, as paths do, that of a URL aside."""

    name = "place"

    def split_envvar_value(self, rv: str) -> list[str]:
        """Return the places that an environment variable names."""
        return [place for place in re.split(rf"{re.escape(os.pathsep)}(?!//)", rv) if place]


@click.command(cls=SettingsCommand)
@click.argument("folder")
@click.option("-o", "--output", default="", metavar="DIR", help="Where the page goes; by default beside the tables.")
@click.option(
    "--documents",
    multiple=True,
    type=Places(),
    metavar="PLACE",
    help="Folder or file with the documents, if they are no longer where they were read; may be given several times.",
)
@click.option("--single-file", is_flag=True, help="Put the pictures into the page instead of beside it.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Documents whose pages are drawn at the same time.",
)
@click.option("--password", default="", help="Password of protected PDFs.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def report(
    folder: str,
    output: str,
    documents: tuple[str, ...],
    single_file: bool,
    jobs: int,
    password: str,
    quiet: bool,
) -> None:
    """Make a page on which people check the tables in FOLDER: every row beside the picture of its place.

    It writes report.html and a folder report-pages with its pictures; open the page in any browser, no network is needed.

    Example: scrutineer report data/processed
    """
    from pipeline.places import place_of
    from pipeline.report import make_page
    from pipeline.settings import Settings

    settings = Settings(jobs=jobs, password=password)
    places = [place_of(place) for place in documents]
    made = make_page(place_of(folder), place_of(output or folder), settings, places, single_file)
    for document, reason in sorted(made.missing.items()):
        click.echo(f"scrutineer: {document} has no pictures, or not all: {reason}.", err=True)
    if made.forgotten:
        told = (
            "These tables were corrected, but not with which corrections is known: .scrutineer is missing beside them."
        )
        click.echo(f"scrutineer: {told} Keep the old corrections.csv; a new one begins without it.", err=True)
    if not quiet:
        click.echo(f"{made.cards} cards with {made.pictures} page pictures.", err=True)
        click.echo(str(made.place))


@click.command(cls=SettingsCommand)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--page", required=True, type=click.IntRange(1), help="Page, counted from 1 in the file.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="PNG to write; by default FILE-pN.png in the current folder.",
)
@click.option(
    "--explain",
    default="",
    metavar="WORDS",
    help="Instead of a picture print why the passage with these words was taken for what it is: what each signal weighed.",
)
@click.option("--profile", default="uk", show_default=True, help="A built-in profile's name, or a .toml file.")
@click.option("--password", default="", help="Password of a protected PDF.")
def inspect(file: Path, page: int, output: Path | None, explain: str, profile: str, password: str) -> None:
    """Write a picture of a page of FILE with what the program saw on it: lines, blocks, the rows found, and beside each passage
    what it seems to be, with its probability.

    Example: scrutineer inspect report.pdf --page 7

    Example: scrutineer inspect report.pdf --page 7 --explain "should publish"
    """
    from pipeline import inspection
    from pipeline.profiles import load_profile
    from pipeline.reading.reader import InputFile
    from pipeline.settings import Settings

    settings, read = Settings(load_profile(profile), password=password), InputFile(file, file.name)
    seen = inspection.see_page(read, page, settings)
    if explain:
        click.echo("\n".join(inspection.explain(seen, explain)))
        return
    target = output or Path(f"{file.stem}-p{page}.png")
    inspection.picture_of(seen, read, settings).save(target)
    click.echo(str(target))
