"""How big the language model is and how many sentences a second it reads on one core.

python benchmarks/language.py [--sentences N]
"""

from __future__ import annotations

import time
from importlib import resources
from pathlib import Path

import click

from pipeline.language.corpus import read_split
from pipeline.language.sentences import language_pipeline, read_sentences

PORTION = 500
"""Sentences read together, as of one report."""
TRAINING = Path(__file__).parent.parent / "models" / "training"


@click.command()
@click.option("--sentences", default=5000, show_default=True, help="How many sentences to read.")
def main(sentences: int) -> None:
    """Read labelled sentences of all sources again and again and print the rate of each part."""
    folder = Path(str(resources.files("scrutineer_models") / "trained"))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    click.echo(f"size on disk        {size / 1e6:6.1f} MB")
    start = time.perf_counter()
    nlp = language_pipeline()
    click.echo(f"loading             {time.perf_counter() - start:6.1f} s")
    sources = [source for split in ("train", "development", "test") for source in read_split(TRAINING, split)]
    texts = [text for source in sources for text, _ in [*source.labelled_kinds, *source.labelled_acts]]
    texts = (texts * (sentences // len(texts) + 1))[:sentences]
    click.echo(f"words a sentence    {sum(len(text.split()) for text in texts) / len(texts):6.1f}")
    start = time.perf_counter()
    for first in range(0, len(texts), PORTION):
        read_sentences(texts[first : first + PORTION])
    click.echo(f"whole pipeline      {len(texts) / (time.perf_counter() - start):6.0f} sentences a second")
    start = time.perf_counter()
    docs = [nlp.make_doc(text) for text in texts]
    click.echo(f"  tokenizer         {len(texts) / (time.perf_counter() - start):6.0f}")
    for name, component in nlp.pipeline:
        start = time.perf_counter()
        docs = (
            list(component.pipe(docs, batch_size=256)) if hasattr(component, "pipe") else [component(d) for d in docs]
        )
        click.echo(f"  {name:18}{len(texts) / (time.perf_counter() - start):6.0f}")


if __name__ == "__main__":
    main()
