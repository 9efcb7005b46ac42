"""The command line: parses options, calls, prints. No logic lives here.

Tables go to files, progress and messages to standard error, `--json` to standard output.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import ScrutineerError

if TYPE_CHECKING:
    from pipeline.evaluation import CaseScore

FOUND_PROBLEMS, SOME_FAILED, INTERRUPTED = 1, 3, 130
"""Exit codes besides click's 0 and 2 and those of the errors."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Scrutineer(click.Group):
    """Turns the program's errors into one sentence and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no traceback reaches a user without --verbose."""
        try:
            return super().invoke(ctx)
        except ScrutineerError as error:
            if "--verbose" in sys.argv:
                raise
            click.echo(f"scrutineer: {error}", err=True)
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            click.echo("scrutineer: interrupted; the tables are as they were.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=Scrutineer, context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", prog_name="scrutineer")
def main() -> None:
    """Find the recommendations in scrutiny papers and the answers they got.

    Example: scrutineer run data/raw -o data/processed
    """


def _shard(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    index, _, count = value.partition("/")
    if not (index.isdigit() and count.isdigit() and 1 <= int(index) <= int(count)):
        raise click.BadParameter("give it as I/N with 1 ≤ I ≤ N, for example 2/8")
    return int(index), int(count)


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(["csv", *(part.strip() for part in value.split(",") if part.strip())]))
    unknown = set(chosen) - {"csv", "parquet"}
    if unknown:
        raise click.BadParameter(f"{', '.join(sorted(unknown))} is not known; choose from csv, parquet")
    return chosen


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/processed"),
    show_default=True,
    help="Folder for the tables.",
)
@click.option("--profile", default="uk", show_default=True, help="A built-in profile's name, or a .toml file.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Documents read at the same time.",
)
@click.option(
    "--shard", callback=_shard, default="1/1", help="Read only every N-th document, beginning with the I-th: I/N."
)
@click.option("--format", "formats", callback=_formats, default="csv", show_default=True, help="csv, or csv,parquet.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "never", "always"]),
    default="auto",
    show_default=True,
    help="Read pages off their pictures: where they have no usable text, never, or all.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(1),
    default=120.0,
    show_default=True,
    help="Seconds for one document; each scanned page is given a minute more.",
)
@click.option("--password", default="", help="Password of protected PDFs.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary of the run as JSON to standard output.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--verbose", is_flag=True, help="Print each document, and tracebacks of errors.")
def run(
    inputs: tuple[Path, ...],
    output: Path,
    profile: str,
    jobs: int,
    shard: tuple[int, int],
    formats: tuple[str, ...],
    ocr: str,
    timeout: float,
    password: str,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read INPUTS (PDF, Word and text files, or folders of them) and write the tables.

    Example: scrutineer run report.pdf response.pdf -o tables
    """
    from pipeline import run as runs
    from pipeline.profiles import load_profile
    from pipeline.review.console import progress_of, summary_table
    from pipeline.settings import Ocr, Settings

    settings = Settings(load_profile(profile), output, jobs, timeout, password, formats, shard, ocr=Ocr(ocr))
    with progress_of(quiet, verbose) as progress:
        result = runs.run(inputs, settings, progress)
    for failure in [] if quiet and not result.failures else result.failures:
        click.echo(f"scrutineer: {failure.document.error}", err=True)
    if as_json:
        click.echo(json.dumps(runs.summarise(result), indent=1))
    if not quiet:
        click.echo(summary_table(result, output), err=True)
    if result.failures:
        sys.exit(SOME_FAILED)


@main.command()
@click.argument("tables", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--against",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the stored tables.",
)
def check(tables: Path, against: Path) -> None:
    """Compare a run's TABLES with stored ones and print what differs, row by row.

    Example: scrutineer check data/processed --against tests/golden
    """
    from pipeline.evaluation import compare_tables, read_table
    from pipeline.tables.schema import TABLES

    compared = [schema for schema in TABLES if (against / f"{schema.name}.csv").is_file()]
    if not compared:
        raise click.UsageError(f"{against} holds no stored tables.")
    different = 0
    for schema in compared:
        key = schema.primary_key[0] if schema.primary_key else ""
        told = compare_tables(
            read_table(tables / f"{schema.name}.csv"), read_table(against / f"{schema.name}.csv"), key
        )
        different += len(told)
        for sentence in told:
            click.echo(f"{schema.name}: {sentence}")
    click.echo(
        f"{different} differences in {len(compared)} tables."
        if different
        else f"No difference in {len(compared)} tables.",
        err=True,
    )
    if different:
        sys.exit(FOUND_PROBLEMS)


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--case", "cases", multiple=True, help="Only this case; may be given several times.")
@click.option("--kind", default="", help="Only recommendations of this kind: scrutiny, decision or conclusion.")
@click.option("--profile", default="uk", show_default=True, help="A built-in profile's name, or a .toml file.")
@click.option(
    "--floors",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TOML file of floors: exit 1 if a figure is under its floor.",
)
@click.option("--misses", is_flag=True, help="Also list what was missed and what was invented.")
@click.option(
    "--all-pages", is_flag=True, help="Let the second pass read every page, to see what the first leaves out."
)
@click.option("--without-model", is_flag=True, help="Let plain words alone decide, to see what the model adds.")
@click.option("--side-by-side", is_flag=True, help="Run with and without the model and show both.")
@click.option(
    "--sureness",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV to write: of each row found, its confidence and whether it is right.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON to standard output.")
def evaluate(
    corpus: Path,
    cases: tuple[str, ...],
    kind: str,
    profile: str,
    floors: Path | None,
    misses: bool,
    all_pages: bool,
    without_model: bool,
    side_by_side: bool,
    sureness: Path | None,
    as_json: bool,
) -> None:
    """Run every case of CORPUS and score it against its gold files.

    Example: scrutineer evaluate ../shared/corpus --misses
    """
    from pipeline.profiles import load_profile
    from pipeline.reliability import write_sureness
    from pipeline.review.console import comparison_table, figures_table, miss_lines, reliability_table
    from pipeline.run import evaluate_corpus
    from pipeline.settings import Settings

    if side_by_side and (without_model or as_json):
        raise click.UsageError("--side-by-side shows both runs as a table: leave out --without-model and --json.")
    settings = Settings(
        load_profile(profile),
        jobs=os.cpu_count() or 1,
        timeout=600.0,
        study_all=all_pages,
        with_model=not without_model,
    )
    scores = evaluate_corpus(corpus, settings, cases, kind)
    if as_json:
        click.echo(json.dumps({name: score.figures for name, score in scores.items()}, indent=1))
    elif side_by_side:
        plain = evaluate_corpus(corpus, replace(settings, with_model=False), cases, kind)
        click.echo(comparison_table(plain, scores))
    else:
        click.echo(f"{figures_table(scores)}\n{reliability_table(scores)}")
    if sureness:
        write_sureness({name: score.sureness for name, score in scores.items()}, sureness)
    for line in miss_lines(scores) if misses else ():
        click.echo(line, err=True)
    if floors and _tell_fallen(floors, scores):
        sys.exit(FOUND_PROBLEMS)


def _tell_fallen(floors: Path, scores: Mapping[str, CaseScore]) -> bool:
    """Say which figures are under their floors; tell whether there are any."""
    from pipeline.evaluation import under_floor

    limits = tomllib.loads(floors.read_text(encoding="utf-8"))
    fallen = [
        f"{name}: {sentence}"
        for name, score in scores.items()
        for sentence in under_floor(score.figures, limits.get(name, {}))
    ]
    for sentence in fallen:
        click.echo(f"scrutineer: {sentence}", err=True)
    return bool(fallen)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--page", required=True, type=click.IntRange(1), help="Page, counted from 1 in the file.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="PNG to write; by default FILE-pN.png in the current folder.",
)
@click.option("--profile", default="uk", show_default=True, help="A built-in profile's name, or a .toml file.")
@click.option("--password", default="", help="Password of a protected PDF.")
def inspect(file: Path, page: int, output: Path | None, profile: str, password: str) -> None:
    """Write a picture of a page of FILE with what the program saw on it.

    Example: scrutineer inspect report.pdf --page 7
    """
    from pipeline.profiles import load_profile
    from pipeline.reading.reader import InputFile
    from pipeline.run import inspect_page
    from pipeline.settings import Settings

    target = output or Path(f"{file.stem}-p{page}.png")
    inspect_page(InputFile(file, file.name), page, Settings(load_profile(profile), password=password)).save(target)
    click.echo(str(target))


@main.group()
def profile() -> None:
    """List and show the built-in profiles.

    Example: scrutineer profile show uk > mine.toml
    """


@profile.command("list")
def list_profiles() -> None:
    """List the built-in profiles.

    Example: scrutineer profile list
    """
    from pipeline.profiles import built_in_profiles, load_profile

    for name in built_in_profiles():
        click.echo(f"{name}\t{load_profile(name).title}")


@profile.command("show")
@click.argument("name")
def show_profile(name: str) -> None:
    """Print the profile NAME as TOML, to copy and edit.

    Example: scrutineer profile show oxfordshire-hosc
    """
    from pipeline.profiles import profile_source

    click.echo(profile_source(name), nl=False)


if __name__ == "__main__":
    main()
