"""The commands that hold tables against others: `check` against stored ones, `evaluate` against hand-checked answers."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli_settings import SettingsCommand

if TYPE_CHECKING:
    from pipeline.evaluation.cases import Case
    from pipeline.evaluation.scoring import CaseScore
    from pipeline.settings import Settings

FOUND_PROBLEMS = 1
"""Exit code for a difference, or a figure under its floor."""


@click.command(cls=SettingsCommand)
@click.argument("tables", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--against",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the stored tables.",
)
@click.option(
    "--output-format",
    type=click.Choice(["full", "json", "github", "junit"]),
    default="full",
    show_default=True,
    help="For people, for programs, as annotations of a GitHub workflow, or as a JUnit report.",
)
def check(tables: Path, against: Path, output_format: str) -> None:
    """Compare a run's TABLES with stored ones and print what differs, row by row; exit code 1 if anything does.

    Example: scrutineer check build/tables --against data/processed
    """
    from pipeline.comparison import compare
    from pipeline.review.differences import FORMATS
    from pipeline.tables.schema import TABLES
    from pipeline.tables.stored import read_table

    names = [schema.name for schema in TABLES if (against / f"{schema.name}.csv").is_file()]
    if not names:
        raise click.UsageError(f"{against} holds no stored tables.")
    found, stored = ({name: read_table(folder / f"{name}.csv") for name in names} for folder in (tables, against))
    differences = compare(found, stored)
    click.echo(FORMATS[output_format](differences, names, (str(tables), str(against))), nl=False)
    if differences:
        sys.exit(FOUND_PROBLEMS)


@click.command(cls=SettingsCommand)
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--case", "cases", multiple=True, help="Only this case; may be given several times.")
@click.option(
    "--gold",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Score CORPUS, a folder of documents, against the tables in this folder: those of a run that people corrected.",
)
@click.option("--kind", default="", help="Only recommendations of this kind: scrutiny, decision or conclusion.")
@click.option("--profile", default="uk", show_default=True, help="A built-in profile's name, or a .toml file.")
@click.option(
    "--floors",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="TOML file of floors: exit 1 if a figure is under its floor.",
)
@click.option(
    "--misses", is_flag=True, help="Also list what was missed and what was invented, by what it looks like on its page."
)
@click.option(
    "--leave-out",
    is_flag=True,
    help="Score each publisher with weights of roles that were learned without it; needs a checkout's models/training.",
)
@click.option(
    "--all-pages", is_flag=True, help="Let the second pass read every page, to see what the first leaves out."
)
@click.option(
    "--sureness",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV to write: of each row found, its confidence and whether it is right.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder in which documents that were read are kept for the next evaluation.",
)
@click.option(
    "--structure",
    is_flag=True,
    help="Show which share of the answers' wordings are whole passages, and why others are not.",
)
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON to standard output.")
def evaluate(
    corpus: Path,
    cases: tuple[str, ...],
    gold: Path | None,
    kind: str,
    profile: str,
    floors: Path | None,
    misses: bool,
    leave_out: bool,
    all_pages: bool,
    sureness: Path | None,
    keep: Path | None,
    structure: bool,
    as_json: bool,
) -> None:
    """Run every case of CORPUS and score it against its gold files, by case, by publisher and over all.

    A file publishers.csv in CORPUS (columns case,publisher) says whose each case is.

    Example: scrutineer evaluate ../shared/corpus --misses
    """
    from pipeline.evaluation.cases import find_cases
    from pipeline.evaluation.evaluate import evaluate_cases, faults_of_cases
    from pipeline.evaluation.leaving_out import weights_without
    from pipeline.evaluation.publishers import all_figures
    from pipeline.evaluation.reliability import write_sureness
    from pipeline.review.console import evaluation_tables, miss_lines

    settings = _settings(profile, all_pages)
    found = find_cases(corpus, cases, gold)
    if structure:
        _tell_structure(found, settings, keep, misses, as_json)
        return
    weights = weights_without({case.publisher for case in found}, settings.jobs) if leave_out else None
    scores = evaluate_cases(found, settings, kind, keep, weights)
    figures = all_figures(found, scores)
    if as_json:
        click.echo(json.dumps(figures, indent=1))
    else:
        click.echo(evaluation_tables(figures, scores))
    if sureness:
        write_sureness({name: score.sureness for name, score in scores.items()}, sureness)
    _tell_rest(scores, miss_lines(faults_of_cases(found, scores, settings, keep)) if misses else ())
    if floors and _report_fallen(floors, figures, complete=not cases):
        sys.exit(FOUND_PROBLEMS)


def _settings(profile: str, all_pages: bool) -> Settings:
    from pipeline.profiles import load_profile
    from pipeline.settings import Settings

    jobs = os.cpu_count() or 1
    return Settings(load_profile(profile), jobs=jobs, timeout=600.0, study_all=all_pages)


def _tell_rest(scores: Mapping[str, CaseScore], lines: Iterable[str]) -> None:
    """Print beside the figures how many rows a person checked, and what was missed or invented."""
    for name, (checked, rows) in ((name, score.checked) for name, score in scores.items() if score.checked):
        click.echo(f"{name}: {checked} of {rows} rows it is held against were checked by a person.", err=True)
    for line in lines:
        click.echo(line, err=True)


def _tell_structure(found: Sequence[Case], settings: Settings, keep: Path | None, misses: bool, as_json: bool) -> None:
    """Print which share of the answers' wordings are whole passages, and on request what is wrong with the others."""
    from pipeline.evaluation.evaluate import structure_of_cases
    from pipeline.review.console import fault_lines, structure_table

    measured = structure_of_cases(found, settings, keep)
    recall = {name: score.recall for name, score in measured.items()}
    click.echo(json.dumps(recall, indent=1) if as_json else structure_table(measured))
    for line in fault_lines(measured) if misses else ():
        click.echo(line, err=True)


def _report_fallen(floors: Path, figures: Mapping[str, Mapping[str, Mapping[str, float]]], complete: bool) -> bool:
    """Report which figures are under their floors, and floors of what there is not in a complete evaluation.

    A floor is of a case, of a publisher or of all ("mean of publishers", "all rows").
    """
    from pipeline.evaluation.scoring import under_floor

    known = {**figures["all"], **figures["publishers"], **figures["cases"]}
    limits = tomllib.loads(floors.read_text(encoding="utf-8"))
    fallen = [
        f"{name}: {sentence}" for name, own in known.items() for sentence in under_floor(own, limits.get(name, {}))
    ]
    fallen += [f"{name}: it has floors, but there is no such case" for name in limits if complete and name not in known]
    for sentence in fallen:
        click.echo(f"scrutineer: {sentence}", err=True)
    return bool(fallen)
