"""The command line: parses options, calls, prints. No logic lives here.

Tables go to files, progress and messages to standard error, `--json` to standard output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.cli_checking import check, evaluate
from pipeline.cli_generate import generate
from pipeline.cli_looking import inspect, report
from pipeline.cli_settings import ENVIRONMENT, FILE, SettingsCommand, read_settings
from pipeline.errors import ScrutineerError

if TYPE_CHECKING:
    from pipeline.records import Correction
    from pipeline.run import RunResult

SOME_FAILED, INTERRUPTED = 3, 130
"""Exit codes besides click's 0 and 2 and those of the errors."""

CONTEXT = {
    "help_option_names": ["-h", "--help"],
    "max_content_width": 100,
}
EPILOG = f"""Every option can also be set in {FILE}, in a table named like the command, or in the environment, as
{ENVIRONMENT}_RUN_JOBS for run --jobs; --show-settings tells what is in force and why."""


class Scrutineer(click.Group):
    """Turns the program's errors into one sentence and its exit code."""

    command_class = SettingsCommand

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; no traceback reaches a user without --verbose."""
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            return super().invoke(ctx)
        except ScrutineerError as error:
            if "--verbose" in sys.argv:
                raise
            click.echo(f"scrutineer: {error}", err=True)
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            click.echo(
                "scrutineer: interrupted; the tables are as they were, and the same command goes on from here.",
                err=True,
            )
            ctx.exit(INTERRUPTED)


def _interrupt(number: int, frame: object) -> None:
    """End on SIGTERM as on Ctrl-C."""
    raise KeyboardInterrupt


@click.group(cls=Scrutineer, context_settings=CONTEXT, epilog=EPILOG)
@click.version_option(__version__, "-V", "--version", prog_name="scrutineer")
@click.option(
    "--config",
    envvar=f"{ENVIRONMENT}_CONFIG",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"Settings file; by default {FILE} in the current folder, if it is there.",
)
@click.pass_context
def main(ctx: click.Context, config: Path | None) -> None:
    """Find the recommendations in scrutiny papers and the answers they got.

    Example: scrutineer run data/raw -o data/processed
    """
    read_settings(ctx, main, config)


def _shard(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    index, _, count = value.partition("/")
    if not (index.isdigit() and count.isdigit() and 1 <= int(index) <= int(count)):
        raise click.BadParameter("give it as I/N with 1 ≤ I ≤ N, for example 2/8")
    return int(index), int(count)


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(["csv", *(part.strip() for part in value.split(",") if part.strip())]))
    unknown = set(chosen) - {"csv", "parquet", "xlsx"}
    if unknown:
        raise click.BadParameter(f"{', '.join(sorted(unknown))} is not known; choose from csv, parquet, xlsx")
    return chosen


def _read_corrections(files: tuple[Path, ...]) -> tuple[Correction, ...]:
    from pipeline.corrections.file import read_corrections

    return tuple(c for file in files for c in read_corrections(file.read_bytes(), str(file)))


def _output(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options that tell where tables go, in which formats, as of which day, and what people said to earlier ones."""
    function = click.option(
        "--corrections",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="corrections.csv saved from the page that `report` makes; may be given several times.",
    )(function)
    function = click.option(
        "--format",
        "formats",
        callback=_formats,
        default="csv",
        show_default=True,
        help="Any of csv, parquet, xlsx, with commas between; csv is always written.",
    )(function)
    function = click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Day on which a promise is overdue or not, as 2026-03-31; by default that of the newest paper.",
    )(function)
    return click.option(
        "-o", "--output", default="data/processed", show_default=True, help="Folder for the tables, or a URL."
    )(function)


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@_output
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
@click.option(
    "--memory",
    type=click.IntRange(512),
    default=1536,
    show_default=True,
    help="MiB of memory that reading one document may take; scanned ones are given 1024 more.",
)
@click.option("--fresh", is_flag=True, help="Read everything anew, whatever earlier runs stored.")
@click.option("--follow-links", is_flag=True, help="Also read what links in folders lead to.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Read on the workers of this Dask scheduler.")
@click.option("--password", default="", help="Password of protected PDFs.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary of the run as JSON to standard output.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--verbose", is_flag=True, help="Print each document, and tracebacks of errors.")
def run(
    inputs: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    corrections: tuple[Path, ...],
    as_of: datetime | None,
    profile: str,
    jobs: int,
    shard: tuple[int, int],
    ocr: str,
    timeout: float,
    memory: int,
    fresh: bool,
    follow_links: bool,
    cluster: str,
    password: str,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read INPUTS (PDF, Word and text files, folders or ZIP files of them, or URLs) and write the tables.

    What is finished is stored in the output folder: the same command goes on where an earlier one stopped.

    Example: scrutineer run report.pdf response.pdf -o tables
    """
    from pipeline import run as runs
    from pipeline.places import place_of
    from pipeline.profiles import load_profile
    from pipeline.review.console import watched
    from pipeline.settings import Ocr, Settings

    settings = Settings(
        load_profile(profile),
        place_of(output),
        jobs,
        timeout,
        password,
        formats,
        shard,
        ocr=Ocr(ocr),
        memory=memory,
        fresh=fresh,
        cluster=cluster,
        follow_links=follow_links,
        corrections=_read_corrections(corrections),
        as_of=as_of.date() if as_of else None,
    )
    with watched(quiet, verbose) as watch:
        result = runs.run([place_of(given) for given in inputs], settings, watch)
    _tell(result, output, as_json, quiet)


@main.command()
@click.argument("folders", nargs=-1, required=True)
@_output
@click.option("--profile", default="uk", show_default=True, help="The profile that the runs were given.")
@click.option("--json", "as_json", is_flag=True, help="Print a summary as JSON to standard output.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def combine(
    folders: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    corrections: tuple[Path, ...],
    as_of: datetime | None,
    profile: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Join the output FOLDERS of several runs, such as shards, to the tables one run would have made.

    Example: scrutineer combine shard-1 shard-2 -o tables
    """
    from pipeline import run as runs
    from pipeline.places import place_of
    from pipeline.profiles import load_profile
    from pipeline.settings import Settings

    settings = Settings(
        load_profile(profile),
        place_of(output),
        formats=formats,
        corrections=_read_corrections(corrections),
        as_of=as_of.date() if as_of else None,
    )
    _tell(runs.combine([place_of(folder) for folder in folders], settings), output, as_json, quiet)


def _tell(result: RunResult, output: str, as_json: bool, quiet: bool) -> None:
    """Say what was found, and end with the exit code of a run in which documents failed."""
    from pipeline.review.console import summary_table
    from pipeline.run import summarise

    for failure in result.failures:
        click.echo(f"scrutineer: {failure.document.error}", err=True)
    if as_json:
        click.echo(json.dumps(summarise(result), indent=1))
    if not quiet:
        click.echo(summary_table(result, output), err=True)
    if result.failures:
        sys.exit(SOME_FAILED)


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


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete the commands and options of scrutineer.

    Example: scrutineer completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    completing = get_completion_class(shell)
    if completing is None:
        raise click.UsageError(f"click knows no completion for {shell}.")
    click.echo(completing(main, {}, "scrutineer", f"_{ENVIRONMENT}_COMPLETE").source())


main.add_command(check)
main.add_command(report)
main.add_command(inspect)
main.add_command(evaluate)
main.add_command(generate)

if __name__ == "__main__":
    main()
