"""The documentation holds: links lead somewhere, commands exist, questions are answered alike in pandas and SQL."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import duckdb
import pandas as pd
import pytest
import yaml

from pipeline.cli import main
from pipeline.profiles import Profile, load_profile
from pipeline.tables.schema import TABLES
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
QUESTIONS = re.findall(
    r"## \d\. ([^\n]+)\n.*?```python\n(.*?)```.*?```sql\n(.*?)```",
    (ROOT / "docs" / "questions.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


def test_links_to_a_heading_lead_to_one() -> None:
    for page in PAGES:
        for target, heading in re.findall(r"\]\(([^)#]*)#([^)]+)\)", page.read_text(encoding="utf-8")):
            text = (page.parent / target if target else page).read_text(encoding="utf-8")
            headings = {
                re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in re.findall(r"(?m)^#+ (.+)$", text)
            }
            assert heading in headings, (page.name, heading)


INDENTED = re.compile(r"(?m)^(?: {4,}|\s*run: )\$? ?(?:\w+=\w+ )?(scrutineer [a-z].*?)(?:  +#.*)?$")


def _commands() -> list[tuple[str, str]]:
    """Every call of the program in the documentation's code, with the page it stands on."""
    found = []
    for page in [*PAGES, ROOT / "docs" / "workflows" / "scrutineer.yml"]:
        if page.name == "commands.md":
            continue
        text = page.read_text(encoding="utf-8")
        found += [(page.name, line) for line in INDENTED.findall(text)]
        found += [(page.name, line) for line in re.findall(r"`(scrutineer [a-z][^`]*)`", text)]
    return found


def test_there_are_commands_to_check() -> None:
    assert len(_commands()) > 25


@pytest.mark.parametrize(("page", "line"), _commands())
def test_command_in_the_documentation_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(re.split(r" >> | \| | # ", line)[0])[1:]
    command: click.Command = main
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    assert command is not main, line
    options = {name for param in command.params for name in param.opts} | {"-h", "--help"}
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= options, (page, line)


def test_generated_pages_are_what_the_program_says() -> None:
    ended = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_every_table_and_column_is_described() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for schema in TABLES:
        section = page.split(f"## {schema.name}.csv")[1].split("\n## ")[0]
        assert all(f"| `{column.name}` |" in section for column in schema.columns)


def test_every_part_of_a_profile_is_described_and_the_example_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
    parts = set(Profile.model_fields) - {"name", "title", "extends"}
    assert parts == set(re.findall(r"(?m)^\| `(\w+)` \|", page))
    lines = page.split("    # northshire.toml\n")[1].split("    $ ")[0].splitlines()
    (tmp_path / "northshire.toml").write_text("\n".join(line[4:] for line in lines), encoding="utf-8")
    profile = load_profile(str(tmp_path / "northshire.toml"))
    assert profile.periods.response_days == 61
    assert profile.selection.cues[0].id == "calls-for-action"


def test_workflow_is_valid_and_reads_compares_and_keeps() -> None:
    workflow = yaml.safe_load((ROOT / "docs" / "workflows" / "scrutineer.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["check"]["steps"]
    assert [step["run"].split()[1] for step in steps if step.get("run", "").startswith("scrutineer")] == [
        "run",
        "check",
        "report",
    ]


@pytest.mark.parametrize("notebook", sorted(ROOT.glob("notebooks/*.ipynb")), ids=lambda p: p.name)
def test_notebook_is_kept_without_outputs(notebook: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert cells
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


# --- Questions ----------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tables in which each question has an answer: the sample's tracker, and the same committee a year before."""
    tracker = pd.read_csv(ROOT / "data" / "processed" / "tracker.csv", dtype=str)
    for name in ("meeting_date", "deadline", "responded", "due_start", "due_end"):
        tracker[name] = pd.to_datetime(tracker[name])
    for name in ("page", "response_page"):
        tracker[name] = pd.to_numeric(tracker[name]).astype("Int64")
    answered = tracker["status"].isin(["accepted", "partially_accepted", "rejected"])
    days = pd.Series(range(20, 20 + len(tracker)), index=tracker.index)
    tracker.loc[answered, "responded"] = tracker["meeting_date"] + pd.to_timedelta(days, unit="D")
    before = tracker.head(9).copy()
    before["recommendation_id"] = "b" + before["recommendation_id"]
    before["meeting_date"] -= pd.DateOffset(years=1)
    before["responder"] = "Another body"
    before["status"], before["responded"] = "accepted", before["meeting_date"] + pd.DateOffset(days=80)
    both = pd.concat([tracker, before], ignore_index=True)
    for name in ("meeting_date", "deadline", "responded", "due_start", "due_end"):
        both[name] = both[name].dt.date
    (tmp_path / "tables").mkdir()
    both.to_parquet(tmp_path / "tables" / "tracker.parquet", index=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_five_questions() -> None:
    assert len(QUESTIONS) == 5


@pytest.mark.parametrize(("question", "python", "sql"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_question_is_answered_alike_in_pandas_and_in_sql(asked: Path, question: str, python: str, sql: str) -> None:
    names: dict[str, pd.DataFrame] = {}
    exec(python, names)
    in_pandas, in_sql = names["answer"], duckdb.sql(sql).df()
    assert len(in_pandas) > 0
    assert list(in_pandas.columns) == list(in_sql.columns)
    assert _plain(in_pandas) == _plain(in_sql)


def _plain(table: pd.DataFrame) -> list[list[str]]:
    def told(value: object) -> str:
        if pd.isna(value):  # type: ignore[call-overload]
            return ""
        return (
            f"{float(value):.6f}"
            if isinstance(value, int | float) or hasattr(value, "dtype")
            else str(value).split(" 00:00")[0]
        )

    return [[told(value) for value in row] for row in table.astype(object).itertuples(index=False, name=None)]
