"""Trains the model of roles from the table of signals and roles in models/training/roles.

    python -m pipeline.training_roles

writes models/roles/weights.json: the same table gives the same weights. With `--observe CASES` the table is made anew first,
from a folder of cases with answers, from the made-up papers in models/training/papers and from papers that the generator makes;
it holds no wording. So is the table of rows, by which it is learned how sure a row is: each found by weights that were learned
without its publisher.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from pipeline.evaluation.cases import Case, find_cases
from pipeline.evaluation.observed import (
    observe_case,
    observe_rows,
    observed_tables,
    read_observed,
    read_rows,
    rows_table,
    write_observed,
    write_rows,
)
from pipeline.generator.families import choose_families
from pipeline.generator.files import generate
from pipeline.places import write_whole
from pipeline.roles.learning import Ground, Observed, ObservedRow
from pipeline.roles.model import RoleModel
from pipeline.settings import Settings

FOLDS = 5
"""Parts into which the publishers are dealt, each read by weights learned without it, to learn how sure a row is."""
GENERATED, SEED = 300, 11
"""How many papers the generator makes for training, and from which seed."""


def observe_all(cases: Path, models: Path, keep: Path | None) -> None:
    """Make the table of signals and roles anew."""
    real, written, generated = observed_tables(models)
    write_observed(_observed(find_cases(cases), keep), real)
    write_observed(_observed(find_cases(models / "training" / "papers"), keep), written)
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), GENERATED, SEED, choose_families("train"), ["pdf"])
        write_observed(_observed(find_cases(Path(folder)), None), generated)


def observe_rows_of(cases: list[Case], models: Path, keep: Path | None) -> None:
    """Make the table of rows anew: those found in each case by weights learned without its publisher and some others."""
    publishers = sorted({case.publisher for case in cases})
    folds = [frozenset(publishers[fold::FOLDS]) for fold in range(FOLDS)]
    learn = partial(_learn_without, observed_tables(models))
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        weights = dict(zip(folds, pool.map(learn, folds), strict=True))
        own = [next(weights[fold] for fold in folds if case.publisher in fold) for case in cases]
        observe = partial(_rows_found, keep)
        found = list(pool.map(observe, cases, own))
    write_rows([row for rows in found for row in rows], rows_table(models))


def _learn_without(tables: tuple[Path, ...], publishers: frozenset[str]) -> RoleModel:
    return Ground(list(read_observed(tables))).learn(without=publishers)


def _rows_found(keep: Path | None, case: Case, weights: RoleModel) -> list[ObservedRow]:
    return observe_rows(case, Settings(jobs=1, timeout=600.0), weights, keep)


def _observed(cases: list[Case], keep: Path | None) -> list[Observed]:
    observe = partial(observe_case, settings=Settings(jobs=1, timeout=600.0), keep=keep)
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        return [paper for papers in pool.map(observe, cases) for paper in papers]


@click.command()
@click.option("--models", type=click.Path(path_type=Path, file_okay=False), default=Path("models"), show_default=True)
@click.option(
    "--observe",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Make the table anew first, from the cases in this folder and from generated papers.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder in which documents that were read are kept.",
)
def main(models: Path, observe: Path | None, keep: Path | None) -> None:
    """Train the model of roles."""
    if observe:
        observe_all(observe, models, keep)
        observe_rows_of([*find_cases(observe), *find_cases(models / "training" / "papers")], models, keep)
    model = Ground(list(read_observed(observed_tables(models))), read_rows(rows_table(models))).learn()
    write_whole(models / "roles" / "weights.json", model.dumps().encode())


if __name__ == "__main__":
    main()
