"""In what order pages are read, beside the order in which their file sets the text: where the two differ, somebody must look.

python benchmarks/order.py CORPUS [--keep FOLDER] [--show N]

Most files set their text as it is read (Word does); others set columns, boxes and running heads as they please. A page
agrees if no line of it that stands outside tables is read in front of one that the file sets before it, asides left out.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import click

from pipeline.document import Document, Page, Source
from pipeline.evaluation.cases import find_cases
from pipeline.evaluation.documents import files_of, read_documents
from pipeline.settings import Settings
from pipeline.structure.furniture import strip_furniture
from pipeline.wording import squash

BEGINNING = 24
"""Letters and digits of a line by which it is found in the file's own text."""


def jumps(page: Page) -> int:
    """Return how many lines of a page are read behind one that its file sets later."""
    text = squash(page.text)
    places = []
    for line in page.lines:
        wanted = squash(line.text)[:BEGINNING]
        if len(wanted) == BEGINNING and not line.aside and text.count(wanted) == 1:
            places.append(text.index(wanted))
    return sum(after < before for before, after in pairwise(places))


def _pages(documents: list[Document]) -> list[tuple[str, int, int]]:
    return [
        (document.name, page.number, jumps(page))
        for document in documents
        for page in strip_furniture(document.pages)
        if page.source is Source.PRINT and page.lines
    ]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option("--keep", type=click.Path(path_type=Path), help="Folder in which documents are kept.")
@click.option("--show", default=40, show_default=True, help="How many pages that differ are listed.")
def main(corpus: Path, keep: Path | None, show: int) -> None:
    """Compare the order of lines on every page of CORPUS with the order in which its file sets them."""
    settings = Settings()
    read = [
        document
        for case in find_cases(corpus)
        for document in read_documents(files_of(case.folder), settings, keep)
        if isinstance(document, Document)
    ]
    pages = _pages(list({document.sha256: document for document in read}.values()))
    differing = sorted((page for page in pages if page[2]), key=lambda page: -page[2])
    click.echo(
        f"{len(pages)} pages, {len(pages) - len(differing)} in the order of their file, {len(differing)} in another"
    )
    for name, number, count in differing[:show]:
        click.echo(f"{name} p. {number}: {count} lines read behind one that is set later")


if __name__ == "__main__":
    main()
