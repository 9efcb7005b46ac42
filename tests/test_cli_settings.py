"""Where options' values come from, and that what no command knows is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.cli_settings import options_of
from tests.conftest import RAW

COMMANDS = [command for command in main.commands.values() if options_of(command)]
ALL = [[], *([name] for name in main.commands), ["profile", "list"], ["profile", "show"]]


def _run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, [str(a) for a in arguments])


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _told(result: Result, option: str) -> str:
    return next(line for line in result.stdout.splitlines() if line.split(" ")[0] == option)


def test_later_source_goes_before_the_earlier_one(in_folder: Path) -> None:
    assert "1536" in _told(_run("run", "--show-settings"), "memory") and "# default" in _told(
        _run("run", "--show-settings"), "memory"
    )
    (in_folder / "scrutineer.toml").write_text("[run]\nmemory = 600\n")
    assert _told(_run("run", "--show-settings"), "memory").split("#")[1] == " scrutineer.toml"
    told = _told(_run("run", "--show-settings", SCRUTINEER_RUN_MEMORY="700"), "memory")
    assert "700" in told and "environment variable SCRUTINEER_RUN_MEMORY" in told
    told = _told(_run("run", "--show-settings", "--memory", "800", SCRUTINEER_RUN_MEMORY="700"), "memory")
    assert "800" in told and "command line" in told


def test_settings_file_is_obeyed_by_the_run(in_folder: Path) -> None:
    (in_folder / "mine.toml").write_text('[run]\noutput = "elsewhere"\nformat = ["csv", "xlsx"]\nquiet = true\n')
    assert _run("--config", "mine.toml", "run", RAW / "response-pro-forma-blank.pdf").exit_code == 0
    assert (in_folder / "elsewhere" / "scrutineer.xlsx").is_file()
    assert _run("run", "--show-settings", SCRUTINEER_CONFIG="mine.toml").stdout.count("# mine.toml") == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[run]\njbos = 2\n", "[run] has a key 'jbos' that is not known. Did you mean 'jobs'?"),
        ("[runs]\njobs = 2\n", "scrutineer.toml has a key 'runs' that is not known. Did you mean 'run'?"),
        ("jobs = 2\n", "has a key 'jobs' that is not known"),
        ("run = 2\n", "run is no table"),
        ('[run]\njobs = "many"\n', "[run] jobs: 'many' is not a valid integer"),
        ('[run]\nocr = "sometimes"\n', "[run] ocr: 'sometimes' is not one of"),
        ("[run\n", "cannot be read"),
        ("[run]\nquiet = 3\n", "[run] quiet: 3 is not true or false"),
        ("[run]\njobs = true\n", "[run] jobs: True is not what it can be"),
    ],
)
def test_what_no_command_knows_is_refused_by_name(in_folder: Path, text: str, sentence: str) -> None:
    (in_folder / "scrutineer.toml").write_text(text)
    result = _run("run", RAW, "-o", "out")
    assert result.exit_code == 2
    assert sentence in result.output
    assert not (in_folder / "out").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_option_of_every_command_has_a_variable_and_is_shown(in_folder: Path, command: click.Command) -> None:
    result = _run(command.name, "--show-settings")
    assert result.exit_code == 0, result.output
    options = options_of(command)
    assert [line.split(" ")[0] for line in result.stdout.splitlines()] == list(options)
    assert len({str(param.envvar) for param in options.values()}) == len(options)
    assert all(
        str(p.envvar) == f"SCRUTINEER_{command.name}_{key}".upper().replace("-", "_") for key, p in options.items()
    )


def test_file_that_another_command_wants_stops_no_command(in_folder: Path) -> None:
    (in_folder / "scrutineer.toml").write_text('[check]\nagainst = "expected"\n[run]\ncorrections = "c.csv"\n')
    assert _run("profile", "list").exit_code == 0
    assert "expected" in _run("check", RAW).output


def test_option_that_may_be_given_several_times_is_read_from_file_and_environment(in_folder: Path) -> None:
    (in_folder / "c.csv").write_text("")
    (in_folder / "scrutineer.toml").write_text('[run]\ncorrections = "c.csv"\n')
    assert "['c.csv']" in _told(_run("run", "--show-settings"), "corrections")
    told = _run("report", "--show-settings", SCRUTINEER_REPORT_DOCUMENTS="/my papers/a:s3://bucket/b").stdout
    assert "['/my papers/a', 's3://bucket/b']" in told


def test_password_is_not_shown(in_folder: Path) -> None:
    told = _run("run", "--show-settings", "--password", "secret").output
    assert "secret" not in told and "(hidden)" in told


def test_arguments_are_needed_again_after_settings_were_shown(in_folder: Path) -> None:
    assert _run("run", "--show-settings").exit_code == 0
    assert _run("run").exit_code == 2


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_h_shows_help_with_an_example(command: list[str]) -> None:
    told = _run(*command, "-h")
    assert told.exit_code == 0
    assert "Example: scrutineer" in told.output
    assert told.output == _run(*command, "--help").output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_printed(shell: str) -> None:
    assert "_SCRUTINEER_COMPLETE" in _run("completion", shell).stdout


def test_completion_completes_commands_and_options() -> None:
    def complete(words: str, place: int) -> str:
        variables = {"_SCRUTINEER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)}
        code = "from pipeline.cli import main; main(prog_name='scrutineer')"
        return subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True).stdout

    assert "plain,report" in complete("scrutineer rep", 1)
    assert "plain,--single-file" in complete("scrutineer report --si", 2)


def test_nothing_is_coloured_or_moves_when_piped(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "run",
        str(RAW / "response-pro-forma-blank.pdf"),
        "-o",
        str(tmp_path),
    ]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.stdout == ""
    assert "\x1b" not in ended.stderr and "\r" not in ended.stderr
    assert "Tables:" in ended.stderr
