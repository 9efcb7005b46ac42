"""Where an option's value comes from: the command line, the environment, `scrutineer.toml`, or its default, in this order.

Every option of every command can be set in each of these. The file has a table for each command (`[run]`), its keys are the
options' names (`jobs = 4`); in the environment it is `SCRUTINEER_RUN_JOBS`.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

FILE = "scrutineer.toml"
"""The file that is read from the folder a command is given in, if it is there."""
ENVIRONMENT = "SCRUTINEER"
"""How the names of environment variables begin."""
_SECRET = ("password",)
_SHOWN = "--show-settings"


class SettingsCommand(click.Command):
    """A command that can tell the value of each of its options and where it comes from."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for key, param in options_of(self).items():
            param.envvar = f"{ENVIRONMENT}_{self.name}_{key}".upper().replace("-", "_")
        self.params.append(
            click.Option(
                [_SHOWN], is_flag=True, expose_value=False, help="Show every option's value and where it comes from."
            )
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line, or show what its options come to; then no argument is needed."""
        if _SHOWN not in args:
            return super().parse_args(ctx, args)
        needed = [param for param in self.params if param.required]
        for param in needed:
            param.required = False
        try:
            rest = super().parse_args(ctx, args)
        finally:
            for param in needed:
                param.required = True
        for line in _settings_lines(self, ctx):
            click.echo(line)
        ctx.exit()
        return rest


def _settings_lines(command: click.Command, ctx: click.Context) -> Iterator[str]:
    options = [param for param in options_of(command).values() if param.name in ctx.params]
    width = max((len(_key(param)) for param in options), default=0)
    for param in options:
        given = ctx.params[param.name or ""]
        value = "(hidden)" if given and param.name in _SECRET else _shown(given)
        yield f"{_key(param):<{width}} = {value:<24}  # {_source(param, ctx)}"


def _shown(value: Any) -> str:
    if isinstance(value, tuple | list):
        whole = bool(value) and all(isinstance(part, int) for part in value)
        return "/".join(map(str, value)) if whole else str(list(map(str, value)))
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else repr("" if value is None else str(value))


def _source(param: click.Parameter, ctx: click.Context) -> str:
    source = ctx.get_parameter_source(param.name or "")
    if source is ParameterSource.COMMANDLINE:
        return "command line"
    if source is ParameterSource.ENVIRONMENT:
        return f"environment variable {param.envvar}"
    if source is ParameterSource.DEFAULT_MAP:
        return str(ctx.find_root().meta.get("settings_file", FILE))
    return "default"


def options_of(command: click.Command) -> dict[str, click.Option]:
    """Return a command's options by the names that the settings file has for them."""
    return {_key(param): param for param in command.params if isinstance(param, click.Option) and param.expose_value}


def _key(param: click.Parameter) -> str:
    return max(param.opts, key=len).lstrip("-")


def read_settings(ctx: click.Context, group: click.Group, given: Path | None) -> None:
    """Let the settings file give the commands of `group` their defaults.

    Raises:
        click.UsageError: the file cannot be read, or says something that no command knows; the message names file and key.
    """
    file = given or Path(FILE)
    if given is None and not file.is_file():
        return
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{file} cannot be read: {error}. Mend it, or take it away.") from error
    tables = {name: command for name, command in group.commands.items() if options_of(command)}
    ctx.meta["settings_file"] = str(file)
    ctx.default_map = {
        name: _defaults(ctx, tables[_known(name, tables, f"{file}")], f"{file}: [{name}]", values)
        for name, values in told.items()
    }


def _defaults(ctx: click.Context, command: click.Command, where: str, values: Any) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise click.UsageError(
            f"{where.replace('[', '').replace(']', '')} is no table. Write [run], and its settings under it."
        )
    options = options_of(command)
    own = click.Context(command, parent=ctx, info_name=command.name)
    defaults = {}
    for name, value in values.items():
        param = options[_known(name.replace("_", "-"), options, where)]
        given = _as_given(param, value)
        wrong = _wrong_type(param, own, given)
        if wrong:
            raise click.UsageError(f"{where} {name}: {wrong}")
        defaults[param.name or ""] = given
    return defaults


def _as_given(param: click.Option, value: Any) -> Any:
    """Return a value of the file as the command line would give it: lists joined, or made of one where several may be given."""
    if param.multiple:
        return value if isinstance(value, list) else [value]
    return ",".join(map(str, value)) if isinstance(value, list) else value


def _wrong_type(param: click.Option, own: click.Context, value: Any) -> str:
    """Return what is wrong with a value; "" if nothing is. Whether a file is there is looked at when it is needed."""
    if param.is_flag != isinstance(value, bool):
        return f"{value!r} is not {'true or false' if param.is_flag else 'what it can be'}."
    if isinstance(param.type, click.Path):
        return ""
    try:
        param.type_cast_value(own, value)
    except click.BadParameter as error:
        return error.message
    return ""


def _known(name: str, known: Mapping[str, object], where: str) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known are: {', '.join(sorted(known))}."
    raise click.UsageError(f"{where} has a key {name!r} that is not known. {hint}")
