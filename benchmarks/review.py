"""How quick the review page stays with many rows: made of the sample's tables, copied until there are enough.

python benchmarks/review.py [--rows 2000]      wants Chromium
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import time
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

from pipeline.report import make_page
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES

RAW = Path(__file__).parent.parent / "data" / "raw"
STEPS = {
    "search": "const e = document.getElementById('search'); e.value = 'families'; e.dispatchEvent(new Event('input', {bubbles: true}))",
    "search again": "const e = document.getElementById('search'); e.value = 'school'; e.dispatchEvent(new Event('input', {bubbles: true}))",
    "show all again": "const e = document.getElementById('search'); e.value = ''; e.dispatchEvent(new Event('input', {bubbles: true}))",
    "filter by status": "const e = document.getElementById('status'); e.value = 'accepted'; e.dispatchEvent(new Event('input', {bubbles: true}))",
    "order by sureness": "const e = document.getElementById('order'); e.value = 'unsure'; e.dispatchEvent(new Event('input', {bubbles: true}))",
    "accept a card": "document.querySelector('article.card:not([hidden]) [data-do=accept]').click()",
    "open the editor": "document.querySelector('article.card:not([hidden]) [data-do=correct]').click()",
}


def multiply(folder: Path, rows: int) -> int:
    """Write the tables' rows as often as it takes for so many recommendations, ids made different; return how many there are."""
    tables = {}
    for schema in TABLES:
        with (folder / f"{schema.name}.csv").open(encoding="utf-8", newline="") as stream:
            tables[schema.name] = list(csv.DictReader(stream))
    copies = -(-rows // len(tables["recommendations"]))
    for schema in TABLES:
        with (folder / f"{schema.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, schema.names, lineterminator="\n")
            writer.writeheader()
            for copy in range(copies if schema.name != "documents" else 1):
                for row in tables[schema.name]:
                    ids = {
                        k: f"{v}{copy}"
                        for k, v in row.items()
                        if k in ("recommendation_id", "response_id", "report_id") and v
                    }
                    writer.writerow(row | ids)
    return copies * len(tables["recommendations"])


def milliseconds(page: Page, script: str) -> float:
    """Return how long a step takes until the next picture of the page is drawn."""
    code = f"() => new Promise(done => {{ const t = performance.now(); {{ {script} }} requestAnimationFrame(() => setTimeout(() => done(performance.now() - t))) }})"
    taken: float = page.evaluate(code)
    return taken


@click.command()
@click.option("--rows", default=2000, show_default=True)
def main(rows: int) -> None:
    """Print how large the page is and how long each step takes."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        run([RAW], Settings(output=folder))
        found = multiply(folder, rows)
        start = time.perf_counter()
        make_page(folder, folder, Settings())
        size = (folder / "report.html").stat().st_size / 2**20
        click.echo(f"{found} recommendations: page of {size:.1f} MiB made in {time.perf_counter() - start:.1f} s")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        page.goto((folder / "report.html").as_uri())
        page.wait_for_function("document.getElementById('count').textContent.includes('cards')")
        click.echo(f"{'open':20} {1000 * (time.perf_counter() - start):6.0f} ms")
        for step, script in STEPS.items():
            click.echo(f"{step:20} {milliseconds(page, script):6.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
