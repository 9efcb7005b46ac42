"""Takes the picture of the review page that the README shows: python docs/screenshot.py (wants Chromium).

It runs the main job on data/raw in a temporary folder and photographs the page of it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipeline.report import make_page
from pipeline.run import run
from pipeline.settings import Settings

ROOT = Path(__file__).parent.parent
TARGET = Path(__file__).parent / "report-page.png"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        run([ROOT / "data" / "raw"], Settings(output=folder))
        make_page(folder, folder, Settings())
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1240, "height": 1180})
        page.goto((folder / "report.html").as_uri())
        page.select_option("#status", "partially_accepted")
        page.wait_for_timeout(1000)
        page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
