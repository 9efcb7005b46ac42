"""The review page in a browser: what it shows, how it is filtered, corrected and saved, and that nothing in it runs."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from pipeline.cli import main
from pipeline.reading import ocr
from pipeline.report import make_page
from pipeline.settings import Settings
from tests.conftest import RAW
from tests.papers import Paper, Section, draw
from tests.review.conftest import FORMULA, SCRIPT, open_page
from tests.scanning import Scanner

REPORT = "hosc-send-report-2023.pdf"
SHOWN = "article.card:not([hidden])"


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def _row(tables: Path, number: str, category: str) -> dict[str, str]:
    """A scrutiny recommendation of the sample's report."""
    return next(
        row
        for row in _rows(tables, "recommendations")
        if (row["document"], row["number"], row["category"]) == (REPORT, number, category)
    )


def _saved(page: Page, target: Path) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.click("#save")
    assert download.value.suggested_filename == "corrections.csv"
    download.value.save_as(target)
    with target.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# --- What it shows ------------------------------------------------------------------------------------------------


def test_every_recommendation_has_a_card_with_its_wording(page: Page, tables: Path) -> None:
    for row in _rows(tables, "recommendations"):
        wording = page.locator(f'[id="r-{row["recommendation_id"]}"] .wording[data-of="recommendations"]')
        assert wording.text_content() == row["text"].removeprefix("'")


def test_every_picture_is_there_and_marks_the_place_of_its_row(page: Page, tables: Path) -> None:
    row = _row(tables, "3", "overarching")
    svg = page.locator(f'[id="r-{row["recommendation_id"]}"] svg.sheet').first
    mark = svg.locator(".mark")
    x0, top, x1, bottom = (float(v) for v in row["bbox"].split())
    assert abs(float(mark.get_attribute("x")) + 4 - x0) < 0.2 and abs(float(mark.get_attribute("y")) + 4 - top) < 0.2
    assert abs(float(mark.get_attribute("width")) - 8 - (x1 - x0)) < 0.2
    left, above, width, height = (float(v) for v in svg.get_attribute("viewBox").split())
    assert left <= x0 and above <= top and left + width >= x1 and above + height >= bottom
    svg.scroll_into_view_if_needed()
    expect(svg.locator("image")).to_have_attribute("href", re.compile("report-pages/.*webp"))
    sizes = page.evaluate(
        """() => Promise.all([...document.querySelectorAll("svg.sheet")].flatMap((svg) => svg.dataset.pages.trim().split(" "))
            .map((told) => new Promise((done) => { const image = new Image(); image.onload = () => done(image.width);
             image.onerror = () => done(0); image.src = told.split("|")[0]; })))"""
    )
    assert len(sizes) > 50 and min(sizes) > 500


def test_file_without_pages_says_so_beside_its_row(page: Page) -> None:
    card = page.locator("article.card", has_text="To publish the waiting times of every clinic.")
    assert "No picture: it is no PDF and has no pages to show" in card.text_content()


def test_response_stands_beside_its_recommendation_with_what_was_noticed(page: Page, tables: Path) -> None:
    row = _row(tables, "6", "icb")
    card = page.locator(f'[id="r-{row["recommendation_id"]}"]')
    assert "Response: rejected" in card.text_content()
    assert "though its responder was told not to answer it" in card.text_content()
    assert "An answer was due by Tuesday 14 November 2023" in card.text_content()
    assert card.locator(".answer svg.sheet").count() >= 1


def test_charts_count_what_the_tracker_holds(page: Page, tables: Path) -> None:
    tracker = _rows(tables, "tracker")
    for category in ("overarching", "hosc", "icb"):
        rows = [row for row in tracker if row["category"] == category]
        told = page.locator(f'.chart svg[aria-label^="{category}:"]').get_attribute("aria-label")
        assert f"{sum(row['status'] == 'blank' for row in rows)} form not filled in" in told
    assert page.locator(".chart").count() == 3


def test_nothing_that_a_document_says_runs_or_reaches_the_network(page: Page) -> None:
    assert page.locator("article.card", has_text="To <script>window.pwned=1</script>").count() == 1
    assert page.locator(".wording", has_text='=HYPERLINK("http://127.0.0.1:9/x","Click")').count() == 1
    for card in page.locator("article.card").all()[:5]:
        card.scroll_into_view_if_needed()
    assert page.evaluate("window.pwned") is None
    assert page.locator("main script, main img, main a").count() == 0
    assert page.noticed == []  # type: ignore[attr-defined]


def test_policy_stops_a_script_that_got_in_all_the_same(page: Page) -> None:
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s)"
    )
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned = 1\">')")
    page.evaluate("new Image().src = 'http://127.0.0.1:9/leak'")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in told for told in page.noticed)  # type: ignore[attr-defined]


RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_the_page_and_in_its_dialogs(
    browser: Browser, tables: Path, scheme: str, width: int
) -> None:
    page = open_page(browser, tables / "report.html", scheme, width)
    page.keyboard.press("j")
    page.keyboard.press("a")
    for key, dialog in (("c", "#editor"), ("w", "#viewer")):
        page.keyboard.press(key)
        expect(page.locator(dialog)).to_be_visible()
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        page.keyboard.press("Escape")
    page.evaluate(
        """document.querySelectorAll("article.card").forEach((card) => { card.style.contentVisibility = "visible"; });
           document.querySelector(".saving").style.position = "static"; document.querySelector(".how").open = true;
           document.querySelectorAll("svg.sheet > *").forEach((part) => part.remove())"""
    )  # all text laid out, and nothing that axe takes to lie over it, so that every contrast is judged
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert [rule["id"] for rule in found.response["incomplete"]] == []
    page.close()


def test_phone_shows_it_without_scrolling_sideways(browser: Browser, tables: Path) -> None:
    page = open_page(browser, tables / "report.html", width=360)
    page.evaluate(
        'document.querySelectorAll("article.card").forEach((c) => { c.style.contentVisibility = "visible"; })'
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_printed_it_has_its_pictures_and_no_tools(page: Page, tmp_path: Path) -> None:
    page.select_option("#category", "icb")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.click("#print")
    page.wait_for_function("window.printed")
    missing = page.locator(f"{SHOWN} svg.sheet image:not([href])").count()
    page.emulate_media(media="print")
    assert missing == 0
    assert not page.locator("#tools").is_visible() and not page.locator(f"{SHOWN} .buttons").first.is_visible()
    with pypdfium2.PdfDocument(page.pdf()) as printed:
        kinds = [shown.type for sheet in printed for shown in sheet.get_objects(max_depth=6)]
    assert kinds.count(FPDF_PAGEOBJ_IMAGE) >= page.locator(f"{SHOWN} svg.sheet").count() > 0


def test_single_file_holds_its_pictures(browser: Browser, tables: Path, tmp_path: Path) -> None:
    make_page(tables, tmp_path, Settings(jobs=2), single_file=True)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    page = open_page(browser, tmp_path / "report.html")
    image = page.locator(f'[id="r-{_row(tables, "3", "overarching")["recommendation_id"]}"] svg.sheet image').first
    image.scroll_into_view_if_needed()
    expect(image).to_have_attribute("href", re.compile("^data:image/webp;base64,"))
    assert page.noticed == []  # type: ignore[attr-defined]
    page.close()


# --- Finding cards ------------------------------------------------------------------------------------------------


def _numbers(page: Page, attribute: str) -> list[str]:
    return page.eval_on_selector_all(SHOWN, f"(cards) => cards.map((c) => c.dataset.{attribute})")


@pytest.mark.parametrize(
    ("choice", "value", "attribute", "left"),
    [
        ("category", "icb", "category", {"icb"}),
        ("category", "none", "category", {""}),
        ("status", "rejected", "status", {"rejected"}),
        ("kind", "decision", "kind", {"decision"}),
        ("look", "review", "review", {"yes"}),
        ("look", "late", "late", {"yes"}),
    ],
)
def test_filter_leaves_what_was_asked_for(page: Page, choice: str, value: str, attribute: str, left: set[str]) -> None:
    everything = _numbers(page, attribute)
    page.select_option(f"#{choice}", value)
    assert set(_numbers(page, attribute)) == left
    assert len(_numbers(page, attribute)) == sum(v in left for v in everything) < len(everything)
    assert page.text_content("#count") == f"{len(_numbers(page, attribute))} of {len(everything)} cards"


def test_filter_by_report_leaves_the_cards_of_that_report(page: Page, tables: Path) -> None:
    report = _row(tables, "3", "overarching")["report_id"]
    page.select_option("#report", report)
    assert set(_numbers(page, "report")) == {report}
    assert len(_numbers(page, "report")) == sum(r["report_id"] == report for r in _rows(tables, "recommendations"))


def test_search_looks_in_wording_and_responses(page: Page) -> None:
    page.fill("#search", "restorative PRACTICE training")
    cards = page.locator(SHOWN)
    assert cards.count() >= 1
    assert all("restorative practice training" in text.lower() for text in cards.all_text_contents())
    page.fill("#search", "no such words anywhere")
    assert page.text_content("#count").startswith("0 of")


def test_order_puts_the_least_sure_first_and_back(page: Page) -> None:
    before = _numbers(page, "rec")
    page.select_option("#order", "unsure")
    sure = [float(value) for value in _numbers(page, "confidence")]
    assert sure == sorted(sure) and _numbers(page, "rec") != before
    page.select_option("#order", "reading")
    assert _numbers(page, "rec") == before


def test_keys_lead_through_the_cards_and_say_what_is_thought(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    first, second = page.locator(SHOWN).all()[:2]
    expect(second).to_be_focused()
    page.keyboard.press("r")
    assert second.get_attribute("data-said") == "rejected"
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("a")
    assert page.text_content("#progress") == f"1 accepted, 1 rejected of {page.locator('article.card').count()}"
    page.keyboard.press("u")
    assert first.get_attribute("data-said") == ""
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("ajr")
    assert page.text_content("#progress").startswith("1 rejected")


def test_keys_can_be_turned_off(page: Page) -> None:
    page.evaluate("document.querySelector('.how').open = true")
    page.uncheck("#keys")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_whole_page_shows_the_mark_and_the_pages_it_goes_on_to(page: Page, tables: Path) -> None:
    response = next(r for r in _rows(tables, "responses") if r["page"] != r["last_page"])
    page.locator(f'[data-response="{response["response_id"]}"] [data-do="page"]').first.click()
    expect(page.locator("#viewer")).to_be_visible()
    pages = int(response["last_page"]) - int(response["page"]) + 1
    assert page.locator("#sheets svg").count() == pages
    assert page.locator("#sheets .mark").count() == 1


# --- Correcting ---------------------------------------------------------------------------------------------------


def _correct(page: Page, row: dict[str, str]) -> None:
    page.locator(f'[id="r-{row["recommendation_id"]}"] [data-do="correct"]').click()
    expect(page.locator("#editor")).to_be_visible()


def _keep(page: Page) -> None:
    page.click("#editor button[value=save]")
    expect(page.locator("#editor")).to_be_hidden()


def test_what_is_corrected_on_the_page_is_found_in_the_next_run(page: Page, tables: Path, tmp_path: Path) -> None:
    row, other = _row(tables, "3", "overarching"), _row(tables, "4", "hosc")
    _correct(page, row)
    page.fill("#fields textarea >> nth=0", 'To adopt, with urgency, "restorative" thinking.\nAnd practices.')
    page.fill("#fields input >> nth=0", "3a")
    page.select_option("#fields select >> nth=0", "icb")
    page.select_option("#fields fieldset:nth-of-type(3) select", "rejected")
    page.fill("#note", "as the clerk says")
    _keep(page)
    page.locator(f'[id="r-{other["recommendation_id"]}"] [data-do="reject"]').click()
    saved = _saved(page, tmp_path / "corrections.csv")
    assert {r["verdict"] for r in saved} == {"corrected", "accepted", "rejected"}

    result = _run("run", RAW, "-o", tmp_path / "again", "--corrections", tmp_path / "corrections.csv", "--json")
    assert result.exit_code == 0, result.output
    assert '"corrections_unfit": 0' in result.stdout
    again = {r["recommendation_id"]: r for r in _rows(tmp_path / "again", "recommendations")}
    found = again[row["recommendation_id"]]
    assert found["text"] == 'To adopt, with urgency, "restorative" thinking. And practices.'
    assert (found["number"], found["category"], found["checked"], found["corrected"]) == ("3a", "icb", "true", "true")
    assert other["recommendation_id"] not in again
    tracked = next(
        r for r in _rows(tmp_path / "again", "tracker") if r["recommendation_id"] == row["recommendation_id"]
    )
    assert (tracked["status"], tracked["corrected"]) == ("rejected", "true")


def test_response_that_is_taken_away_is_gone_in_the_next_run_and_the_others_stay(
    page: Page, tables: Path, tmp_path: Path
) -> None:
    row = _row(tables, "3", "overarching")
    matches = [m for m in _rows(tables, "matches") if m["recommendation_id"] == row["recommendation_id"]]
    _correct(page, row)
    taken = page.input_value("#fields fieldset:nth-of-type(2) select")
    page.select_option("#fields fieldset:nth-of-type(2) select", "")
    _keep(page)
    _saved(page, tmp_path / "corrections.csv")
    _run("run", RAW, "-o", tmp_path / "again", "--corrections", tmp_path / "corrections.csv", "--quiet")
    left = [m for m in _rows(tmp_path / "again", "matches") if m["recommendation_id"] == row["recommendation_id"]]
    assert [m["response_id"] for m in left] == [m["response_id"] for m in matches if m["response_id"] != taken]


def test_page_of_a_corrected_run_marks_the_cards_and_saves_what_was_said_before(
    browser: Browser, page: Page, tables: Path, tmp_path: Path
) -> None:
    row, other = _row(tables, "3", "overarching"), _row(tables, "4", "hosc")
    _correct(page, row)
    page.fill("#fields input >> nth=0", "3a")
    _keep(page)
    before = _saved(page, tmp_path / "corrections.csv")
    _run("run", RAW, "-o", tmp_path / "again", "--corrections", tmp_path / "corrections.csv", "--quiet")
    assert _run("report", tmp_path / "again", "--quiet").exit_code == 0
    second = open_page(browser, tmp_path / "again" / "report.html")
    assert "corrected by a person" in second.locator(f'[id="r-{row["recommendation_id"]}"]').text_content()
    second.locator(f'[id="r-{other["recommendation_id"]}"] [data-do="accept"]').click()
    saved = _saved(second, tmp_path / "second.csv")
    assert saved[: len(before)] == before
    assert any(r["row_id"] == other["recommendation_id"] and r["verdict"] == "accepted" for r in saved)
    second.close()


def test_browser_keeps_what_was_said_until_it_is_taken_back(browser: Browser, tables: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((tables / "report.html").as_uri())
    card = page.locator("article.card").first
    card.locator('[data-do="accept"]').click()
    page.reload()
    card = page.locator("article.card").first
    assert card.get_attribute("data-said") == "accepted"
    card.locator('[data-do="undo"]').click()
    page.reload()
    assert page.locator("article.card").first.get_attribute("data-said") == ""
    context.close()


def test_saved_file_is_loaded_again_and_foreign_lines_are_kept(
    page: Page, browser: Browser, tables: Path, tmp_path: Path
) -> None:
    row = _row(tables, "3", "overarching")
    _correct(page, row)
    page.fill("#fields input >> nth=0", "=3")
    _keep(page)
    saved = _saved(page, tmp_path / "corrections.csv")
    assert [r["now"] for r in saved if r["column"] == "number"] == ["'=3"]
    text = (tmp_path / "corrections.csv").read_text(encoding="utf-8")
    foreign = "recommendations,0000,elsewhere.pdf,1,Something else,accepted,,,,\n"
    (tmp_path / "more.csv").write_bytes(b"\xef\xbb\xbf" + (text + foreign).replace("\n", "\r\n").encode())
    other = open_page(browser, tables / "report.html")
    other.set_input_files("#load", tmp_path / "more.csv")
    expect(other.locator("#notice")).to_contain_text("Loaded what is said of 1 card. 1 line that fit no row here")
    again = _saved(other, tmp_path / "again.csv")
    assert sorted(map(str, again)) == sorted(
        map(str, [*saved, dict(zip(saved[0], foreign.strip().split(","), strict=True))])
    )
    other.close()


def _fresh(browser: Browser, file: Path, saved: Path) -> Page:
    """A page in a browser that has kept nothing, with a saved file loaded."""
    opened = open_page(browser, file)
    opened.set_input_files("#load", saved)
    expect(opened.locator("#notice")).to_contain_text("Loaded")
    return opened


def test_card_whose_response_another_card_shows_is_not_spoken_of_by_loading(
    browser: Browser, tables: Path, tmp_path: Path
) -> None:
    shutil.copytree(tables, tmp_path / "joint")
    matches = (tmp_path / "joint" / "matches.csv").read_text(encoding="utf-8")
    one, other = (_row(tables, number, "overarching")["recommendation_id"] for number in ("3", "4"))
    response = next(m["response_id"] for m in _rows(tables, "matches") if m["recommendation_id"] == one)
    line = next(line for line in matches.splitlines() if line.startswith(one) and response in line)
    (tmp_path / "joint" / "matches.csv").write_text(f"{matches}{line.replace(one, other)}\n", encoding="utf-8")
    make_page(tmp_path / "joint", tmp_path / "joint", Settings(jobs=1))
    page = open_page(browser, tmp_path / "joint" / "report.html")
    page.locator(f'[id="r-{one}"] [data-do="accept"]').click()
    saved = _saved(page, tmp_path / "one.csv")
    second = _fresh(browser, tmp_path / "joint" / "report.html", tmp_path / "one.csv")
    assert second.text_content("#progress").startswith("1 accepted of")
    assert _saved(second, tmp_path / "again.csv") == saved
    page.close()
    second.close()


def test_chain_of_corrections_loaded_on_an_uncorrected_page_ends_where_it_ended(
    browser: Browser, page: Page, tables: Path, tmp_path: Path
) -> None:
    row = _row(tables, "3", "overarching")
    _correct(page, row)
    page.fill("#fields input >> nth=0", "3a")
    _keep(page)
    text = (_saved(page, tmp_path / "c.csv"), (tmp_path / "c.csv").read_text(encoding="utf-8"))[1]
    first = next(line for line in text.splitlines() if ",3,3a," in line)
    (tmp_path / "chain.csv").write_text(text + first.replace(",3,3a,", ",3a,3b,") + "\n", encoding="utf-8")
    second = _fresh(browser, tables / "report.html", tmp_path / "chain.csv")
    _saved(second, tmp_path / "saved.csv")
    _run("run", RAW, "-o", tmp_path / "again", "--corrections", tmp_path / "saved.csv", "--quiet")
    found = {r["recommendation_id"]: r["number"] for r in _rows(tmp_path / "again", "recommendations")}
    assert found[row["recommendation_id"]] == "3b"
    assert not [c for c in _rows(tmp_path / "again", "checks") if c["check"] == "correction-does-not-fit"]
    second.close()


def test_what_a_run_was_given_is_not_told_of_as_lost(browser: Browser, tables: Path, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    _run("run", RAW, "-o", tmp_path, "--quiet")
    _run("report", tmp_path, "--quiet")
    page.goto((tmp_path / "report.html").as_uri())
    row, other = _row(tables, "3", "overarching"), _row(tables, "4", "hosc")
    _correct(page, row)
    page.fill("#fields input >> nth=0", "3a")
    _keep(page)
    page.locator(f'[id="r-{other["recommendation_id"]}"] [data-do="reject"]').click()
    _saved(page, tmp_path / "c.csv")
    _run("run", RAW, "-o", tmp_path, "--quiet", "--corrections", tmp_path / "c.csv")
    _run("report", tmp_path, "--quiet")
    page.reload()
    assert page.locator("#notice").is_hidden()
    assert page.locator("[data-said]:not([data-said=''])").count() == 0
    context.close()


def test_accepting_a_corrected_card_does_not_lose_its_corrections(page: Page, tables: Path) -> None:
    row = _row(tables, "3", "overarching")
    _correct(page, row)
    page.fill("#fields input >> nth=0", "3a")
    page.fill("#note", "misprinted")
    _keep(page)
    card = page.locator(f'[id="r-{row["recommendation_id"]}"]')
    card.locator('[data-do="accept"]').click()
    assert card.get_attribute("data-said") == "corrected"
    assert card.locator(".changes li").all_text_contents() == ["number: 3 \u2192 3a", "note: misprinted"]
    expect(page.locator("#notice")).to_contain_text("Take them back first")


def test_recommendation_cannot_be_left_without_wording(page: Page, tables: Path) -> None:
    _correct(page, _row(tables, "3", "overarching"))
    page.fill("#fields textarea >> nth=0", "")
    page.click("#editor button[value=save]")
    expect(page.locator("#editor")).to_be_visible()


def test_search_does_not_look_at_the_buttons(page: Page) -> None:
    page.fill("#search", "take back")
    assert page.locator(SHOWN).count() == 0


def test_kind_corrected_on_the_page_breaks_no_line_of_its_file(page: Page, tables: Path, tmp_path: Path) -> None:
    _correct(page, _row(tables, "3", "overarching"))
    page.select_option("#fields select >> nth=1", "decision")
    _keep(page)
    _saved(page, tmp_path / "c.csv")
    result = _run("run", RAW, "-o", tmp_path / "again", "--json", "--corrections", tmp_path / "c.csv")
    assert '"corrections_unfit": 0' in result.stdout


def test_file_that_holds_no_corrections_is_told_of(page: Page, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    page.set_input_files("#load", tmp_path / "other.csv")
    expect(page.locator("#notice")).to_contain_text("This is no corrections.csv")


def test_wording_of_a_saved_correction_starts_no_formula(page: Page, tmp_path: Path) -> None:
    card = page.locator("article.card", has_text="HYPERLINK")
    card.locator('[data-do="accept"]').click()
    (row,) = [r for r in _saved(page, tmp_path / "c.csv") if r["table"] == "recommendations"]
    assert row["wording"] == f"'{FORMULA}"[:121]


def test_text_from_a_document_is_text_in_the_editor_too(page: Page) -> None:
    card = page.locator("article.card", has_text="window.pwned=1")
    card.locator('[data-do="correct"]').click()
    assert page.input_value("#fields textarea >> nth=0") == SCRIPT
    assert page.evaluate("window.pwned") is None


# --- The command --------------------------------------------------------------------------------------------------


def test_documents_that_moved_are_named_and_found_where_they_are_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "form.pdf").write_bytes((RAW / "response-pro-forma-completed.pdf").read_bytes())
    _run("run", tmp_path / "in", "-o", tmp_path / "out", "--quiet")
    (tmp_path / "in").rename(tmp_path / "moved")
    lost = _run("report", tmp_path / "out")
    assert lost.exit_code == 0
    assert (
        "form.pdf has no pictures, or not all: no file of its content is where it was read; name its folder"
        in lost.output
    )
    (tmp_path / "moved" / "form.pdf").rename(tmp_path / "moved" / "renamed.pdf")
    found = _run("report", tmp_path / "out", "--documents", tmp_path / "moved")
    assert "no pictures" not in found.output and " 6 page pictures" in found.output


def test_file_that_changed_since_has_no_pictures(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes((RAW / "response-pro-forma-completed.pdf").read_bytes())
    _run("run", file, "-o", tmp_path / "out", "--quiet")
    file.write_bytes((RAW / "response-pro-forma-blank.pdf").read_bytes())
    assert "the file has changed since it was read" in _run("report", tmp_path / "out").output


def test_old_pictures_do_not_stay(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes((RAW / "response-pro-forma-completed.pdf").read_bytes())
    _run("run", file, "-o", tmp_path / "out", "--quiet")
    _run("report", tmp_path / "out")
    assert len(list((tmp_path / "out" / "report-pages").iterdir())) == 6
    _run("report", tmp_path / "out", "--single-file")
    assert list((tmp_path / "out" / "report-pages").iterdir()) == []


def test_folder_without_tables_is_told_of(tmp_path: Path) -> None:
    result = _run("report", tmp_path)
    assert result.exit_code == 2
    assert "documents.csv does not exist" in result.output


def test_run_that_found_nothing_has_a_page(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Nothing to see here.")
    _run("run", tmp_path / "note.txt", "-o", tmp_path / "out", "--quiet")
    assert _run("report", tmp_path / "out").exit_code == 0
    page = open_page(browser, tmp_path / "out" / "report.html")
    assert page.text_content("#count") == "0 cards"
    assert page.noticed == []  # type: ignore[attr-defined]
    page.close()


def test_papers_in_a_zip_file_and_joined_shards_have_their_pictures(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "papers.zip", "w") as archive:
        for name in ("response-pro-forma-completed.pdf", "hosc-send-report-2023.pdf"):
            archive.write(RAW / name, f"october/{name}")
    for shard in ("1", "2"):
        _run("run", tmp_path / "papers.zip", "-o", tmp_path / shard, "--shard", f"{shard}/2", "--quiet")
    _run("combine", tmp_path / "1", tmp_path / "2", "-o", tmp_path / "both", "--quiet")
    result = _run("report", tmp_path / "both")
    assert "no pictures" not in result.output
    assert "15 cards with 10 page pictures" in result.output


@pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
def test_scan_is_shown_set_straight(tmp_path: Path) -> None:
    section = Section("Recommendations", ["To publish the waiting list figures.", "To recruit more staff."])
    report = draw(Paper(front=["Report of the Northshire Scrutiny Committee"], sections=[section]))
    (tmp_path / "scan.pdf").write_bytes(Scanner(dpi=150, turn=90).scan(report))
    _run("run", tmp_path / "scan.pdf", "-o", tmp_path / "out", "--quiet")
    rows = _rows(tmp_path / "out", "recommendations")
    assert {float(row["turn"]) % 180 for row in rows} == {90.0}
    _run("report", tmp_path / "out", "--quiet")
    (picture,) = (tmp_path / "out" / "report-pages").iterdir()
    with Image.open(picture) as image:
        assert image.height > image.width
        x0, top, x1, bottom = (int(float(v) * image.width / 595) for v in rows[0]["bbox"].split())
        passage = np.asarray(image.convert("L"))[top:bottom, x0:x1]
        margin = np.asarray(image.convert("L"))[top:bottom, : x0 // 2]
    assert (passage < 128).mean() > 0.03
    assert (margin < 128).mean() < 0.005
