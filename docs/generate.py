"""Writes the parts of the documentation that follow from the program: tables, checks, commands, and the README's figures.

python docs/generate.py                                   writes docs/tables.md, docs/checks.md, docs/commands.md
python docs/generate.py --figures build/figures.json --generated build/generated.json
                                                          and the README's table, from what `scrutineer evaluate --json` printed
                                                          of the corpus and of generated papers
python docs/generate.py --check [--figures …]             writes nothing; exit code 1 if a part is not as it would be written
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from pipeline.cli import main as program
from pipeline.tables.catalogue import CATALOGUE
from pipeline.tables.column import TableSchema
from pipeline.tables.schema import CORRECTIONS, TABLES

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
BEGIN, END = "<!-- figures: begin (make docs) -->", "<!-- figures: end -->"
NOTE = "<!-- Written by `make docs` from the program; changes belong there. -->\n"
FIGURES = {
    "recommendations": "recommendations.f1",
    "exact wording": "recommendations.exact_text",
    "kind": "recommendations.kind_right",
    "category": "recommendations.category_right",
    "responses": "responses.f1",
    "status": "responses.status_right",
    "matches": "matches.f1",
    "first pages": "reports.f1",
}
"""Columns of the README's table, with the figures of `scrutineer evaluate` that they show."""
DASH = "–"


def tables_page() -> str:
    """Return docs/tables.md: every table and column."""
    parts = [
        f"# Tables\n\n{NOTE}",
        "A run writes eight tables as CSV (UTF-8, commas, `\\n` line ends; ISO dates, `true`/`false`, empty for unknown), and on",
        "`--format parquet,xlsx` as Parquet with types and as one Excel workbook, `scrutineer.xlsx`, the tracker first. Ids and",
        "numbers as printed are text: `1.10` is not 1.1. `datapackage.json` (Data Package v1) and a `*.csv-metadata.json` (CSVW)",
        "beside each table say the same as this page to programs. In CSV an apostrophe stands before wording that a spreadsheet",
        "would take for a formula.\n",
    ]
    for schema in (*TABLES, CORRECTIONS):
        parts.append(f"## {schema.name}.csv\n\n{schema.description}. {_keys(schema)}\n")
        parts.append("| column | type | meaning |\n| --- | --- | --- |")
        for column in schema.columns:
            values = f" One of: {', '.join(f'`{v}`' for v in column.values)}." if 0 < len(column.values) < 12 else ""
            needed = "" if column.required else ", may be empty"
            parts.append(f"| `{column.name}` | {column.type}{needed} | {column.description}.{values} |")
        parts.append("")
    return "\n".join(parts)


def _keys(schema: TableSchema) -> str:
    key = f"Key: `{'`, `'.join(schema.primary_key)}`." if schema.primary_key else "No key."
    leads = "".join(f" `{own}` leads to {table}.csv." for own, table, _ in schema.foreign_keys)
    return key + leads


def checks_page() -> str:
    """Return docs/checks.md: every check."""
    parts = [
        f"# Checks\n\n{NOTE}",
        "`checks.csv` holds what a careful clerk would query, each with a code, a sentence that names the place, and a",
        "suggestion. An `error` is wrong in the document or could not be read, a `warning` wants a look, an `info` is told only.\n",
    ]
    for title, kinds in CATALOGUE.items():
        parts.append(f"## {title}\n\n| code | severity | what it means | what to do |\n| --- | --- | --- | --- |")
        parts += [f"| `{kind.code}` | {kind.severity} | {kind.meaning} | {kind.remedy} |" for kind in kinds]
        parts.append("")
    return "\n".join(parts)


def commands_page() -> str:
    """Return docs/commands.md: what `-h` prints for every command."""
    parts = [
        f"# Commands\n\n{NOTE}",
        "Exit codes: 0 all went well; 1 `check` found a difference or `evaluate` a figure under its floor; 2 wrong usage or",
        "settings; 3 some documents could not be read; 4 none could; 130 interrupted. Tables go to files, messages and progress",
        "to standard error (progress only at a terminal), what a command was asked to print to standard output. `NO_COLOR` is heeded.\n",
        "Every option can also be set in `scrutineer.toml` in the folder that the command is given in (or in the file that",
        "`--config` or `SCRUTINEER_CONFIG` names), and in the environment. The command line goes before the environment, that",
        "before the file; a key of the file that no command knows is refused. `--show-settings` tells what is in force and why.\n",
        '    # scrutineer.toml\n    [run]\n    profile = "oxfordshire-hosc"\n    format = ["csv", "xlsx"]\n    jobs = 4\n',
        "    $ SCRUTINEER_RUN_JOBS=2 scrutineer run papers --show-settings\n",
        "Tab completion: `scrutineer completion bash >> ~/.bashrc` (or `zsh`, `fish`).\n",
    ]
    for words in _commands(program, []):
        told = CliRunner().invoke(program, [*words, "--help"], prog_name="scrutineer", terminal_width=100).output
        parts.append(f"## {' '.join(['scrutineer', *words])}\n\n```text\n{told.rstrip()}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, words: list[str]) -> Iterator[list[str]]:
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _commands(command.commands[name], [*words, name])
    else:
        yield words


def figures_table(corpus: Path, generated: Path) -> str:
    """Return the README's table of how well papers are read, a line for each publisher, then means and generated papers."""
    real, made = (json.loads(file.read_text(encoding="utf-8")) for file in (corpus, generated))
    told = tomllib.loads((DOCS / "figures.toml").read_text(encoding="utf-8"))["publishers"]
    lines = ["| papers | " + " | ".join(FIGURES) + " |", "| --- " * (len(FIGURES) + 1) + "|"]
    lines += [_figures_line(told.get(name, name), figures) for name, figures in real["publishers"].items()]
    lines += [_figures_line(f"**{name}**", figures) for name, figures in real["all"].items()]
    lines.append(_figures_line("generated papers of the test families, mean", made["all"]["mean of publishers"]))
    return "\n".join(lines)


def _figures_line(name: str, figures: dict[str, float]) -> str:
    cells = [f"{figures[key]:.2f}" if key in figures else DASH for key in FIGURES.values()]
    return f"| {name} | " + " | ".join(cells) + " |"


def readme(table: str) -> str:
    """Return the README with its table of figures."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}"


@click.command()
@click.option("--check", is_flag=True)
@click.option("--figures", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--generated", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def generate(check: bool, figures: Path | None, generated: Path | None) -> None:
    pages = {
        DOCS / "tables.md": tables_page(),
        DOCS / "checks.md": checks_page(),
        DOCS / "commands.md": commands_page(),
    }
    if figures and generated:
        table = figures_table(figures, generated)
        click.echo(table)
        pages[README] = readme(table)
    stale = [path for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            click.echo(f"{path.relative_to(DOCS.parent)} is not what the program says. Run: make docs", err=True)
        sys.exit(1 if stale else 0)
    for path in stale:
        path.write_text(pages[path], encoding="utf-8")


if __name__ == "__main__":
    generate()
