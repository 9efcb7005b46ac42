"""What a run shows on a terminal: its progress, a summary, the figures of an evaluation."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

from pipeline.records import Outcome

if TYPE_CHECKING:
    from pipeline.batch.finished import Finished
    from pipeline.evaluation.looks import Fault
    from pipeline.evaluation.scoring import CaseScore
    from pipeline.evaluation.structure import StructureScore
    from pipeline.run import Progress, RunResult, Watch

MOST_LINES = 40
"""Documents that a summary shows one by one."""

COLUMNS = {
    "recommendations.f1": "rec F1",
    "recommendations.precision": "prec",
    "recommendations.recall": "recall",
    "scrutiny.f1": "scrutiny",
    "decision.f1": "decision",
    "conclusion.f1": "conclusion",
    "recommendations.exact_text": "exact",
    "recommendations.number_right": "number",
    "recommendations.kind_right": "kind",
    "recommendations.page_right": "page",
    "recommendations.category_right": "categ.",
    "responses.f1": "resp F1",
    "responses.status_right": "status",
    "matches.f1": "match F1",
    "updates.f1": "update F1",
    "updates.delivery_right": "delivery",
    "updates.joined_right": "joined",
    "reports.f1": "reports F1",
    "reports.doc_type_right": "doc type",
}
"""Figures that the evaluation's table shows, with their headings."""


@contextmanager
def watched(quiet: bool, verbose: bool) -> Iterator[Watch | None]:
    """Yield what shows on standard error how far a run is: a bar at a terminal, a line a document with `verbose`."""
    console = Console(stderr=True)
    if quiet or not (console.is_terminal or verbose):
        yield None
    elif verbose:
        yield partial(_tell_document, console)
    else:
        columns = (
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(),
        )
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("reading", total=None, told="")
            began = time.perf_counter()

            def advance(progress: Progress, finished: Finished) -> None:
                rate = progress.pages / max(time.perf_counter() - began, 0.001)
                told = f"{rate:.0f} pages/s, {progress.failed} failed"
                bar.update(task, completed=progress.done, total=progress.documents, told=told)

            yield advance


def _tell_document(console: Console, progress: Progress, finished: Finished) -> None:
    result = finished.result
    took = f"{sum(finished.seconds.values()):.1f} s" if finished.seconds else "no time known"
    console.print(
        f"[{progress.done}/{progress.documents}] {result.document.document}: {result.document.status}, "
        f"{result.document.pages} pages, {len(result.recommendations)} recommendations, {len(result.responses)} responses, {took}",
        highlight=False,
        markup=False,
    )


def _rendered(table: Table) -> str:
    stream = StringIO()
    Console(file=stream, width=190, no_color=True).print(table)
    return stream.getvalue().rstrip()


def summary_table(result: RunResult, output: str) -> str:
    """Return what a run found, a line for each document, and where the tables are."""
    table = Table(title="What was found", title_justify="left")
    for name in ("document", "kind", "pages", "recommendations", "responses", "answers"):
        table.add_column(name, justify="left" if name in ("document", "kind", "answers") else "right")
    for found in result.documents[:MOST_LINES]:
        record = found.document
        kinds = Counter(f"{r.kind}{f' {r.category}' if r.category else ''}" for r in found.recommendations)
        statuses = Counter(str(r.status).replace("_", " ") for r in found.responses)
        table.add_row(
            record.document,
            str(record.doc_type) if record.status != "failed" else "failed",
            str(record.pages),
            ", ".join(f"{n} {k}" for k, n in kinds.items()) or "0",
            str(len(found.responses)),
            ", ".join(f"{n} {s}" for s, n in statuses.items()),
        )
    outcomes = Counter(m.outcome for m in result.matches)
    counts = ", ".join(f"{outcomes[o]} {o}" for o in Outcome if outcomes[o]) or "nothing to match"
    if result.updates:
        counts += f", {len(result.updates)} updates"
    more = len(result.documents) - MOST_LINES
    left_out = f"\n… and {more} documents more, in documents.csv" if more > 0 else ""
    told = f"{_rendered(table)}{left_out}\n{counts}; {len(result.findings)} checks to look at, {_doubtful(result)} rows that want review.{_corrections_told(result)}"
    return f"{told} Tables: {output}"


def _doubtful(result: RunResult) -> int:
    """Return how many recommendations, responses and matches a person should look at."""
    asked = sum(bool(row.review_reason) for d in result.documents for row in d.recommendations)
    answered = sum(bool(row.review_reason) for d in result.documents for row in d.responses)
    return asked + answered + sum(bool(match.review_reason) for match in result.matches)


def _corrections_told(result: RunResult) -> str:
    applied, unfit = result.corrections_applied, result.corrections_unfit
    if not applied + unfit:
        return ""
    why = " (checks.csv says why)" if unfit else ""
    return f" Corrections: {applied} applied, {unfit} that no longer fit{why}."


def evaluation_tables(figures: Mapping[str, Mapping[str, Mapping[str, float]]], scores: Mapping[str, CaseScore]) -> str:
    """Return the figures by case, by publisher and over all, and how far confidence can be believed."""
    by_case = figures_table("case", figures["cases"])
    by_publisher = figures_table("publisher", {**figures["publishers"], **figures["all"]})
    return f"{by_case}\n{by_publisher}\n{reliability_table(scores)}"


def figures_table(of: str, figures: Mapping[str, Mapping[str, float]]) -> str:
    """Return figures as a table, a line for each case or publisher."""
    table = Table()
    table.add_column(of)
    for heading in COLUMNS.values():
        table.add_column(heading, justify="right")
    for name, own in figures.items():
        table.add_row(name, *(f"{own[key]:.3f}" if key in own else "–" for key in COLUMNS))
    return _rendered(table)


def structure_table(scores: Mapping[str, StructureScore]) -> str:
    """Return, for each publisher, the share of the answers' wordings that structure presents whole, and their mean."""
    parts = list(dict.fromkeys(part for score in scores.values() for part in score.recall if part != "all"))
    table = Table(title="Structure recall", title_justify="left")
    for heading in ("publisher", *parts, "all"):
        table.add_column(heading, justify="left" if heading == "publisher" else "right")
    for name, score in scores.items():
        shares = score.recall
        table.add_row(name, *(f"{shares[part]:.3f}" if part in shares else "–" for part in (*parts, "all")))
    means = []
    for part in (*parts, "all"):
        known = [score.recall[part] for score in scores.values() if part in score.recall]
        means.append(f"{sum(known) / len(known):.3f}" if known else "–")
    table.add_row("mean of publishers", *means)
    return _rendered(table)


def fault_lines(scores: Mapping[str, StructureScore]) -> Iterator[str]:
    """Yield a line for each wording that structure does not present whole, with what is wrong and the nearest passage."""
    for name, score in scores.items():
        for one in score.faults:
            near = f" | nearest ({one.stretch.how}): {one.stretch.text[:80]}" if one.stretch else ""
            yield f"{one.fault.upper()} {name} {one.row['document']} p. {one.row['page']} {one.part}: {one.text[:80]}{near}"


def reliability_table(scores: Mapping[str, CaseScore]) -> str:
    """Return, for bands of confidence, how sure rows were said to be and how many of them are right."""
    from pipeline.evaluation.reliability import reliability, trust

    table = Table(title="How sure, and how often right", title_justify="left")
    for heading in ("rows of", "confidence", "rows", "said", "right"):
        table.add_column(heading, justify="right")
    rows = [row for score in scores.values() for row in score.sureness]
    for name in ("recommendations", "responses"):
        for band in reliability([row for row in rows if row.table == name]):
            limits = f"{band.low:.1f}\u2013{band.high:.1f}"
            table.add_row(name, limits, str(band.rows), f"{band.said:.3f}", f"{band.right:.3f}")
    told = [
        f"{name}: {value:.3f}" for of in ("recommendations", "responses") for name, value in trust(rows, of).items()
    ]
    return "\n".join([_rendered(table), *told])


def miss_lines(faults: Sequence[Fault]) -> Iterator[str]:
    """Yield what was missed and what was invented by what it looks like, that of most publishers first, a line for each."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.verdict, fault.look), []).append(fault)
    whose = {group: {fault.publisher for fault in own} for group, own in groups.items()}
    for group in sorted(groups, key=lambda g: (-len(whose[g]), -len(groups[g]), g)):
        verdict, look = group
        yield f"{verdict.upper()} {look}: {len(groups[group])} rows, {len(whose[group])} publishers"
        for fault in groups[group]:
            row = fault.row
            yield f"    {row['document']} p. {row['page']} [{row['number']}] {row['kind']}: {row['text'][:110]}"
