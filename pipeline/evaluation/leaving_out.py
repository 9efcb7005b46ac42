"""Weights learned without one publisher: what the program would do with papers of somebody it has never seen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from pipeline.evaluation.observed import observed_tables, read_observed, read_rows, rows_table
from pipeline.roles.learning import Ground
from pipeline.roles.model import RoleModel


def weights_without(publishers: Iterable[str], jobs: int) -> dict[str, RoleModel]:
    """Return for each publisher the weights learned from all others.

    Args:
        publishers: who is left out, one at a time; of whom nothing was learned, the weights are those of all papers.
        jobs: so many processes learn at a time.

    Raises:
        UsageError: the tables of observed papers are not there, as in an installation without the repository.
    """
    tables = observed_tables()
    left_out = sorted(set(publishers))
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # each process on its own processor: with more they wait for each other
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        learned = pool.map(_learn, left_out, [tables] * len(left_out))
        return dict(zip(left_out, learned, strict=True))


def _learn(publisher: str, tables: tuple[Path, ...]) -> RoleModel:
    return _ground(tables).learn(without={publisher})


@cache
def _ground(tables: tuple[Path, ...]) -> Ground:
    return Ground(list(read_observed(tables)), read_rows(rows_table()))
