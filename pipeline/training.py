"""Trains the language model from the sentences in models/training, and measures it.

    python -m pipeline.training [--output FOLDER]

writes FOLDER (by default models/trained: the spaCy pipeline and judgement.json) and, beside it, scores.json.
The same sentences give the same model and the same scores.

The weights of the judgement are learned from what the classifiers say of sentences they were *not* trained on: the
sources are dealt into folds, and each fold is read by classifiers trained on the others. Read by classifiers that know
it by heart, every reply would look certain.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import click
import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from pipeline.answering.evidence import leaning_of, said_by_rules
from pipeline.answering.judgement import Weights
from pipeline.answering.replies import evidence_of, verdict_of_reply
from pipeline.errors import UsageError
from pipeline.language.corpus import LabelledReply, Source, precision_recall, read_split
from pipeline.language.sentences import Act, PassageKind, read_passages, read_sentences
from pipeline.profiles import Profile, load_profile

if TYPE_CHECKING:
    from spacy.language import Language

FOLDS = 4
"""Parts into which the training sources are dealt to learn the weights of the judgement."""
CAUTION = 0.002
"""Strength of the prior that keeps weights small: little evidence must not make sure."""

LENGTHS = (0, 4, 10)
"""Sentences by which the replies are lengthened from which the weights are learned."""

Evidence = Mapping[str, float]
Cases = tuple[list[Evidence], list[str]]
Figures = dict[str, dict[str, float]]


def train(models: Path, output: Path) -> dict[str, dict[str, Figures]]:
    """Train everything anew into `output` and return the scores on the development and test sources."""
    if output.exists() and any(output.iterdir()) and not (output / "judgement.json").is_file():
        raise UsageError(f"{output} holds something other than a model.", "Give a new folder, or that of a model.")
    training = models / "training"
    profile = load_profile()
    weights = learn_weights(models, profile)
    pipeline = train_pipeline(models, without=[])
    if output.exists():
        shutil.rmtree(output)
    pipeline.meta |= {"name": "scrutineer", "license": "MIT", "description": "Reads the sentences of scrutiny papers"}
    pipeline.to_disk(output)
    stored = {name: {"bias": w.bias, "weights": w.weights} for name, w in weights.items()}
    (output / "judgement.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return {
        split: measure(read_split(training, split), pipeline, weights, profile) for split in ("development", "test")
    }


def train_pipeline(models: Path, without: Sequence[str]) -> Language:
    """Train the classifiers on the training sources but those left out."""
    import spacy
    from spacy.cli.train import train as train_by_config

    paths = {"paths.training": str(models / "training"), "paths.patterns": str(models / "patterns")}
    with tempfile.TemporaryDirectory() as folder:
        overrides = {**paths, "corpora.train.without": list(without)}
        train_by_config(models / "config.cfg", folder, overrides=overrides)
        return spacy.load(Path(folder) / "model-last")


def learn_weights(models: Path, profile: Profile) -> dict[str, Weights]:
    """Learn what each piece of evidence is worth, from the training sources read by classifiers that don't know them."""
    count = min(FOLDS, len(read_split(models / "training", "train")))
    with ProcessPoolExecutor(max_workers=min(count, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        folds = list(pool.map(read_fold, [models] * count, range(count), [profile] * count))
    weights = {}
    for question in folds[0]:
        cases = [case for fold in folds for case in fold[question][0]]
        weights[question] = fit(cases, [answer for fold in folds for answer in fold[question][1]])
    return weights


def read_fold(models: Path, fold: int, profile: Profile) -> dict[str, Cases]:
    """Return the evidence and answers of the training sources of one fold, read by classifiers trained on the others."""
    held_out = read_split(models / "training", "train")[fold::FOLDS]
    pipeline = train_pipeline(models, without=[source.name for source in held_out])
    return {
        "status": reply_cases(held_out, pipeline, profile, LENGTHS),
    }


def fit(cases: Sequence[Evidence], answers: Sequence[str]) -> Weights:
    """Return the weights under which the answers are likeliest: multinomial logistic regression with a Gaussian prior."""
    names, labels = sorted({name for case in cases for name in case}), sorted(set(answers))
    x = np.array([[case.get(name, 0.0) for name in names] + [1.0] for case in cases])
    chosen = np.eye(len(labels))[[labels.index(answer) for answer in answers]]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(labels), -1)
        sums = x @ w.T
        log_p = sums - logsumexp(sums, axis=1, keepdims=True)
        gradient = (np.exp(log_p) - chosen).T @ x / len(x) + CAUTION * w
        return float(-(chosen * log_p).sum() / len(x) + CAUTION * (w**2).sum() / 2), gradient.ravel()

    found = minimize(loss, np.zeros(len(labels) * x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    w = found.x.reshape(len(labels), -1).round(3)
    return Weights(
        {label: float(w[i, -1]) for i, label in enumerate(labels)},
        {label: {name: float(w[i, j]) for j, name in enumerate(names)} for i, label in enumerate(labels)},
    )


def reply_cases(
    sources: Sequence[Source], pipeline: Language, profile: Profile, lengths: Sequence[int] = (0,)
) -> Cases:
    """Return the evidence and the true status of every labelled reply, lengthened by each of some numbers of sentences."""
    replies = [
        lengthened(reply, source, length) for length in lengths for source in sources for reply in source.replies
    ]
    cases: list[Evidence] = []
    for reply, told in zip(replies, read_passages([_joined(reply) for reply in replies], pipeline), strict=True):
        by_rules = verdict_of_reply(_joined(reply), reply.asked, profile)
        cases.append(evidence_of(by_rules, told, reply.asked, profile))
    return cases, [reply.status for reply in replies]


def lengthened(reply: LabelledReply, source: Source, length: int) -> LabelledReply:
    """Return a reply with `length` further sentences that say nothing to the recommendation, from the same source.

    Real replies describe at length; what they come to must not depend on that.
    """
    silent = [pair for pair in source.labelled_acts if pair[1] == Act.DESCRIBES and pair not in reply.sentences]
    chance = Random(f"{length} {reply.asked}")
    sentences = list(reply.sentences)
    for pair in chance.sample(silent, min(length, len(silent))):
        sentences.insert(chance.randint(0, len(sentences)), pair)
    return replace(reply, sentences=tuple(sentences))


def _joined(labelled: LabelledReply) -> str:
    return " ".join(text for text, _ in labelled.sentences)


def measure(
    sources: Sequence[Source], pipeline: Language, weights: Mapping[str, Weights], profile: Profile
) -> dict[str, Figures]:
    """Return precision, recall and F1 of every component, and the judgements beside what the rules alone say."""
    kinds = [pair for source in sources for pair in source.labelled_kinds]
    acts = [pair for source in sources for pair in source.labelled_acts]
    kinds_read = read_sentences([text for text, _ in kinds], pipeline)
    acts_read = read_sentences([text for text, _ in acts], pipeline)
    replies = reply_cases(sources, pipeline, profile)
    status = [_best(weights["status"].probabilities(case, leaning_of(case))) for case in replies[0]]
    return {
        "sentences of reports": _figures([y for _, y in kinds], [_best(s.kinds) for s in kinds_read], PassageKind),
        "sentences of replies": _figures([y for _, y in acts], [_best(s.acts) for s in acts_read], Act),
        "who is to do what by when": _demand_figures(sources, pipeline),
        "replies: rules alone": _figures(replies[1], [said_by_rules(case) for case in replies[0]]),
        "replies: judged": _figures(replies[1], status),
    }


def _best(probabilities: Mapping[str, float]) -> str:
    return str(max(probabilities, key=lambda label: probabilities[label]))


def _figures(true: Sequence[str], found: Sequence[str], labels: Iterable[str] = ()) -> Figures:
    per_label = precision_recall(zip(true, found, strict=True), [str(x) for x in labels] or sorted(set(true)))
    figures = {
        label: {"precision": round(p, 3), "recall": round(r, 3), "f1": round(f, 3), "cases": true.count(label)}
        for label, (p, r, f) in per_label.items()
    }
    right = sum(a == b for a, b in zip(true, found, strict=True))
    return {**figures, "all": {"right": round(right / max(1, len(true)), 3), "cases": len(true)}}


def _demand_figures(sources: Sequence[Source], pipeline: Language) -> Figures:
    """Return how often addressee, verb and time of a recommendation are found as they are written."""
    labelled = [p for source in sources for p in source.passages if p.label == "recommendation"]
    read = read_sentences([p.text for p in labelled], pipeline)
    figures = {}
    for part in ("who", "verb", "when"):
        pairs = [(getattr(p, part), getattr(s.demand, part)) for p, s in zip(labelled, read, strict=True)]
        right = sum(bool(true) and _same_words(true, found) for true, found in pairs)
        stated, given = sum(bool(true) for true, _ in pairs), sum(bool(found) for _, found in pairs)
        figures[part] = {
            "precision": round(right / max(1, given), 3),
            "recall": round(right / max(1, stated), 3),
            "cases": stated,
        }
    return figures


def _same_words(true: str, found: str) -> bool:
    strip = str.maketrans("", "", ",.;")
    return true.translate(strip).lower().removeprefix("the ") == found.translate(strip).lower().removeprefix("the ")


@click.command()
@click.option("--models", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=Path("models/trained"), show_default=True)
def main(models: Path, output: Path) -> None:
    """Train the language model from models/training and print its scores on sources it has not seen."""
    scores = train(models, output)
    (output.parent / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    for split, components in scores.items():
        for component, figures in components.items():
            click.echo(f"{split} · {component}")
            for label, values in figures.items():
                click.echo(f"    {label:20} " + "  ".join(f"{name} {value:g}" for name, value in values.items()))


if __name__ == "__main__":
    main()
