"""What matching makes of prose answers whose quotations and numbers are taken away: by what they speak of alone.

python benchmarks/muted.py CORPUS
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.answering.matching import match
from pipeline.reading.reader import find_inputs
from pipeline.records import Kind, Quotation
from pipeline.run import read_and_match
from pipeline.settings import Settings
from pipeline.wording import similarities


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("cases", nargs=-1)
def main(corpus: Path, cases: tuple[str, ...]) -> None:
    """Compare, for each case, what is matched with what was matched when the answers could still be read whole."""
    settings = Settings(jobs=os.cpu_count() or 1, timeout=600.0)
    for case in cases or ("space-economy", "covid-module-1", "behaviour-change"):
        files = [file for file in find_inputs([corpus / case]) if not file.name.startswith("gold/")]
        found = read_and_match(files, settings)
        recommendations = [r for d in found.documents for r in d.recommendations]
        responses = [r for d in found.documents for r in d.responses]
        whole = {(m.recommendation_id, m.response_id) for m in found.matches if m.recommendation_id and m.response_id}
        muted = [replace(r, number="", quotations=(Quotation("", ""),)) for r in responses]
        again = match(recommendations, muted, [r for d in found.documents for r in d.reports])
        pairs = {(m.recommendation_id, m.response_id) for m in again if m.recommendation_id and m.response_id}
        asked = [r for r in recommendations if r.kind is not Kind.DECISION]
        alike = np.asarray(similarities([r.text for r in asked], [r.text for r in responses]))
        rows, columns = linear_sum_assignment(-alike)
        by_letters = {
            (asked[i].recommendation_id, responses[j].response_id) for i, j in zip(rows, columns, strict=True)
        }
        click.echo(
            f"{case}: {len(responses)} answers; by what they speak of {len(pairs & whole)} right, "
            f"{len(pairs - whole)} wrong; by likeness of letters {len(by_letters & whole)} right, {len(by_letters - whole)} wrong"
        )


if __name__ == "__main__":
    main()
