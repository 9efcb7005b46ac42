"""Turns the papers of cases into files of the chosen formats, with gold tables beside them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.generator.case import Case, make_case
from pipeline.generator.families import Family
from pipeline.generator.gold import Made, write_gold
from pipeline.generator.locating import find_pages, read_pages, refine_pages
from pipeline.generator.look import Look
from pipeline.generator.paper import Paper, Piece, Role, Table

FORMATS = ("pdf", "word", "office", "text", "scan")


def generate(folder: Path, papers: int, seed: int, families: list[Family], formats: list[str]) -> int:
    """Write cases until they hold `papers` papers; return how many were written.

    Families take turns, and formats too: a case is made in one format.
    """
    written, number = 0, 0
    publishers: list[tuple[str, str]] = []
    waiting: list[tuple[Case, Path]] = []
    while written < papers:
        family = families[number % len(families)]
        chosen = formats[(number + number // len(families)) % len(formats)]
        case = make_case(seed, number, family)
        target = folder / case.name
        target.mkdir(parents=True, exist_ok=True)
        if chosen == "office":
            waiting.append((case, target))
        else:
            write_gold(
                target / "gold", [_write(paper, look, setting, target, chosen) for paper, look, setting in case.papers]
            )
        publishers.append((case.name, family.id))
        written += len(case.papers)
        number += 1
    if waiting:
        _write_office(waiting)
    _write_publishers(folder, publishers)
    return written


def _write_publishers(folder: Path, rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([("case", "publisher"), *rows])
    (folder / "publishers.csv").write_text(stream.getvalue(), encoding="utf-8")


def _write(paper: Paper, look: Look, setting: str, folder: Path, chosen: str) -> Made:
    if chosen == "word":
        from pipeline.generator.render_word import draw_word

        (folder / f"{paper.name}.docx").write_bytes(draw_word(paper, look, setting))
        return Made(paper, f"{paper.name}.docx", 1, {})
    if chosen == "text":
        from pipeline.generator.render_text import draw_text

        (folder / f"{paper.name}.txt").write_text(draw_text(paper), encoding="utf-8")
        return Made(paper, f"{paper.name}.txt", 1, {})
    content, made = draw_pdf(paper, look, setting)
    if chosen == "scan":
        from pipeline.generator.scans import scan_pages

        content = scan_pages(content, seed=len(content))
    (folder / f"{paper.name}.pdf").write_bytes(content)
    return made


def draw_pdf(paper: Paper, look: Look, setting: str) -> tuple[bytes, Made]:
    """Return a paper as PDF with the page of every piece; a contents list is drawn twice, to know its pages."""
    from pipeline.generator.render_pdf import PdfWriter

    content, drawn = PdfWriter(paper, look, setting).write()
    texts = read_pages(content)
    pages = refine_pages(paper, drawn, texts)
    if fill_contents(paper, pages):
        content, drawn = PdfWriter(paper, look, setting).write()
        texts = read_pages(content)
        pages = refine_pages(paper, drawn, texts)
    return content, Made(paper, f"{paper.name}.pdf", len(texts), pages)


def fill_contents(paper: Paper, pages: dict[Piece, int]) -> bool:
    """Fill in the page numbers of a list of contents; tell whether there is one."""
    filled = False
    for block in paper.blocks:
        if not isinstance(block, Table) or len(block.widths) != 2:
            continue
        for row in block.rows:
            entry = row[0].paragraphs[0].pieces[0]
            if entry.role is Role.CONTENTS:
                titles = [p for p, _ in pages.items() if p.text == entry.text and p is not entry]
                row[1].paragraphs[0].pieces[0].text = str(pages[titles[0]]) if titles else ""
                filled = True
    return filled


def _write_office(waiting: list[tuple[Case, Path]]) -> None:
    from pipeline.generator.office import convert
    from pipeline.generator.render_word import draw_word

    jobs = {}
    for case, target in waiting:
        for paper, look, setting in case.papers:
            jobs[target / f"{paper.name}.pdf"] = draw_word(paper, look, setting)
    made = convert(jobs)
    for case, target in waiting:
        entries = []
        for paper, _, _ in case.papers:
            content = made[target / f"{paper.name}.pdf"]
            (target / f"{paper.name}.pdf").write_bytes(content)
            texts = read_pages(content)
            entries.append(Made(paper, f"{paper.name}.pdf", len(texts), find_pages(paper, texts)))
        write_gold(target / "gold", entries)


def check_formats(names: list[str]) -> None:
    """Raise UsageError for an unknown format, or one whose tools are not installed."""
    unknown = sorted(set(names) - set(FORMATS))
    if unknown or not names:
        raise UsageError(f"{', '.join(unknown) or 'No format'} is not known.", f"Choose from {', '.join(FORMATS)}.")
    try:
        import docx
        import reportlab
    except ImportError as error:
        raise UsageError(
            f"Papers are made with {error.name}, which is not installed.", 'Run: pip install "scrutineer[generate]"'
        ) from None
    assert docx and reportlab
    if "office" in names:
        from pipeline.generator.office import require_office

        require_office()
