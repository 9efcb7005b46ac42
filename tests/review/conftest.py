"""A browser, and review pages to open in it; without a browser the tests that need one are skipped and say so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.report import make_page
from pipeline.run import run
from pipeline.settings import Settings
from tests.conftest import RAW
from tests.papers import Paper, Section, draw

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCRIPT = "To <script>window.pwned=1</script><img src=x onerror=window.pwned=1> publish the figures </script> each year."
FORMULA = '=HYPERLINK("http://127.0.0.1:9/x","Click") should be published by the Cabinet each year.'


def open_page(browser: Browser, file: Path, scheme: str = "light", width: int = 1280) -> Page:
    """Open a review page as a person would, from disk; what it asks the network for and complains of is in `noticed`."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True)
    page.noticed = []  # type: ignore[attr-defined]
    page.on("console", lambda told: page.noticed.append(f"{told.type}: {told.text}"))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.noticed.append(f"error: {error}"))  # type: ignore[attr-defined]
    page.on("request", lambda asked: page.noticed.append(asked.url) if asked.url.startswith("http") else None)  # type: ignore[attr-defined]
    page.goto(file.as_uri())
    return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no browser is installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        opened = playwright.chromium.launch(executable_path=found, args=options)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the sample and of a paper whose wording would like to run."""
    papers, output = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("tables")
    section = Section("Recommendations", [SCRIPT, FORMULA])
    hostile = draw(Paper(front=["Report of the Northshire Health Overview and Scrutiny Committee"], sections=[section]))
    (papers / "hostile.pdf").write_bytes(hostile)
    (papers / "letter.txt").write_text(
        "Report of the Northshire Scrutiny Committee\n\nRECOMMENDATION\n\n1. To publish the waiting times of every clinic.\n",
        encoding="utf-8",
    )
    run([RAW, papers], Settings(output=output, jobs=2))
    make_page(output, output, Settings(jobs=2))
    return output


@pytest.fixture
def page(browser: Browser, tables: Path) -> Iterator[Page]:
    opened = open_page(browser, tables / "report.html")
    yield opened
    opened.close()
