"""How the time of matching grows with the number of reports and responses, and whether a match is lost.

python benchmarks/matching.py [--pairs 100 --pairs 300 --pairs 1000]

Reports and responses are made up from the words of the training sentences: twelve recommendations each, numbered alike in
all of them, the same bodies asked again and again. A response quotes them with words changed and left out, in another order;
one in ten names only their numbers and says in other words what is done.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import click

from pipeline.answering import matching
from pipeline.answering.matching import match
from pipeline.document import Box, DocType
from pipeline.language.corpus import read_split
from pipeline.records import Kind, Quotation, Recommendation, ReportRecord, Response, Status

TRAINING = Path(__file__).parent.parent / "models" / "training"
RECOMMENDATIONS = 12
BEGINNINGS = (
    "The Cabinet should",
    "That the Integrated Care Board",
    "To the Council: to",
    "The Committee recommends that",
)


def words_in_use() -> list[str]:
    """Return the longer words of the training sentences, as often as they stand there."""
    texts = [text for source in read_split(TRAINING, "train") for text, _ in source.labelled_kinds]
    return [word for text in texts for word in text.split() if len(word) > 2 and word.isalpha()]


def report_record(key: str) -> ReportRecord:
    return ReportRecord(key, key, f"{key}.pdf", 1, "", 1, 1, DocType.OTHER, "", "", "", None)


def recommendation(key: str, number: int, text: str) -> Recommendation:
    own = f"{key}-{number}"
    box = Box(0, 0, 1, 1)
    return Recommendation(
        own, key, f"{key}.pdf", key, number, str(number), "printed", Kind.SCRUTINY,
        "", "", text, "", "", "", "", "", None, 1, 1, "", (), box, 1.0,
    )  # fmt: skip


def response(key: str, number: int, quoted: str, text: str) -> Response:
    own = f"{key}-{number}"
    box = Box(0, 0, 1, 1)
    return Response(
        own, key, f"{key}.pdf", key, number, str(number), "printed", "", "", (Quotation(str(number), quoted),),
        quoted, "", Status.ACCEPTED, False, "", text, "", None, None, "", "", 1, 1, "", box, 1.0,
    )  # fmt: skip


def changed(text: str, words: list[str], chance: random.Random) -> str:
    """Return a text in which one word in ten is another or is left out."""
    kept = [chance.choice(words) if chance.random() < 0.05 else word for word in text.split() if chance.random() > 0.05]
    return " ".join(kept)


def make_run(pairs: int) -> tuple[list[Recommendation], list[Response], list[ReportRecord]]:
    """Return the recommendations, responses and reports of a run of so many reports and as many responses to them."""
    chance = random.Random(pairs)
    words = words_in_use()
    recommendations, responses, reports = [], [], []
    for pair in range(pairs):
        asked, answered = f"asked{pair}", f"answered{pair}"
        reports += [report_record(asked), report_record(answered)]
        mute = pair % 10 == 9
        for number in range(1, RECOMMENDATIONS + 1):
            text = f"{chance.choice(BEGINNINGS)} {' '.join(chance.choices(words, k=chance.randint(12, 40)))}"
            recommendations.append(recommendation(asked, number, text))
            told = " ".join([*chance.sample(text.split(), 8), *chance.choices(words, k=30)])
            responses.append(response(answered, number, "" if mute else changed(text, words, chance), told))
    chance.shuffle(responses)
    return recommendations, responses, reports


@click.command()
@click.option("--pairs", "sizes", multiple=True, default=(100, 300, 1000), show_default=True, help="Reports in a run.")
@click.option("--all-with-all", default=300, show_default=True, help="Up to so many pairs also compare all with all.")
def main(sizes: tuple[int, ...], all_with_all: int) -> None:
    """Print the seconds of matching by size of the run, and how many matches differ from comparing all with all."""
    click.echo("| reports and as many responses | seconds | per pair, ms | all with all, s | pairs | right | differ |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        made = make_run(size)
        start = time.perf_counter()
        found = match(*made)
        took = time.perf_counter() - start
        paired = [m for m in found if m.recommendation_id and m.response_id]
        right = sum(m.recommendation_id.removeprefix("asked") == m.response_id.removeprefix("answered") for m in paired)
        slow, differ = "–", "–"
        if size <= all_with_all:
            matching.COMPARED = size
            start = time.perf_counter()
            differ = str(len(set(match(*made)) ^ set(found)))
            slow = f"{time.perf_counter() - start:.1f}"
            matching.COMPARED = COMPARED
        click.echo(f"| {size} | {took:.1f} | {1000 * took / size:.0f} | {slow} | {len(paired)} | {right} | {differ} |")


COMPARED = matching.COMPARED

if __name__ == "__main__":
    main()
