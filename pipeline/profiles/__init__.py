"""Profiles: the words, names and forms of one kind of paper, as data.

A profile is a TOML file; `extends` names the built-in profile it adds to. Lists are added in front of the base's
lists, single values and whole categories replace the base's. Every pattern is a regular expression, matched without
regard to case unless it says `case = true`, and has an `id` that the rows it decides can be traced to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from pipeline.errors import ProfileError


class Pattern(BaseModel):
    """A regular expression with the id by which rows name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    pattern: Annotated[str, BeforeValidator(lambda value: _checked(value))]
    case: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, 0 if self.case else re.IGNORECASE)


def _checked(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return value


Patterns = list[Pattern]

_LITERAL = re.compile(r"(?<![\\\w])[A-Za-z]{3,}")


def first_match(patterns: Patterns, text: str) -> tuple[Pattern, re.Match[str]] | None:
    """Return the first pattern found anywhere in `text` with its match, or None."""
    for pattern in patterns:
        found = pattern.regex.search(text)
        if found:
            return pattern, found
    return None


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Periods(_Section):
    """How long a responder has, in days, and where that is laid down."""

    response_days: int = Field(gt=0)
    source: str


class Bodies(_Section):
    """Names of the bodies that review (scrutiny, inquiry) and of those that decide, or do what is asked."""

    reviewing: Patterns
    deciding: Patterns


class Front(_Section):
    """Patterns that tell what a first page is and what it says; the first that is found decides.

    `signs` (of the first lines) and `file_names` decide nothing: each is a signal of a paper's kind beside others.
    """

    doc_types: dict[str, Patterns]
    signs: Patterns
    file_names: Patterns
    title: Patterns
    committee: Patterns
    authors: Patterns
    reviewing_bodies: Patterns
    addressed_to: Patterns
    not_title: Patterns
    standing_items: Patterns


class Recommending(_Section):
    """Names, lead-ins and wordings of recommendations, and what is none."""

    named_items: Patterns
    lead_ins_decision: Patterns
    lead_ins_scrutiny: Patterns
    wording: Patterns
    not_a_recommendation: Patterns
    asks: Patterns


class Category(_Section):
    """The evidence for one category, in the order it counts; `bodies` name who is on its side, wherever somebody is addressed."""

    headings: Patterns = []
    lead_ins: Patterns = []
    tags: Patterns = []
    notes: Patterns = []
    addressees: Patterns = []
    bodies: Patterns = []


class Categories(_Section):
    """The categories a reviewing body's recommendations fall into, the reports they apply to, the headings of table
    columns that say whom each is for, and how a heading or lead-in addresses somebody (group `bodies`)."""

    applies_to: Patterns = []
    columns: Patterns = []
    addressing: Patterns = []
    no_response_required: Patterns = []
    values: dict[str, Category] = {}


class Replies(_Section):
    """Signals in the sentences of a reply in prose."""

    refuses: Patterns
    in_part: Patterns
    agrees: Patterns
    agrees_with_aim: Patterns
    commits: Patterns
    considers: Patterns
    postpones: Patterns
    continues: Patterns
    asks_to_continue: Patterns
    contrasts: Patterns


class Responding(_Section):
    """Column headings, status words and fields of response forms and letters."""

    column_recommendation: Patterns
    column_asking: Patterns
    column_status: Patterns
    column_action: Patterns
    column_timescale: Patterns
    column_body: Patterns
    column_responder: Patterns
    progress_marks: Patterns
    placeholders: Patterns
    deadline: Patterns
    responder: Patterns
    excluded: Patterns
    reply_headings: Patterns
    statuses: dict[str, Patterns]
    head: Patterns
    set_phrases: dict[str, Patterns]
    in_principle: Patterns
    replies: Replies
    delivery: dict[str, Patterns]


class Following(_Section):
    """Words of papers that tell what became of recommendations: headers of columns, openings of paragraphs, deliveries.

    What other columns hold the signals of columns say. `now` and `then` say in a header which of two columns of one kind is the later;
    `done` heads columns of yes and no, `about` says in a title that a paper follows recommendations; the pattern of `colours` names each colour as a group.
    """

    progress: Patterns
    decided: Patterns
    done: Patterns
    titles: Patterns
    titles_of_answers: Patterns
    openings: Patterns
    now: Patterns
    then: Patterns
    about: Patterns
    colours: Patterns
    goes_on: Patterns
    deliveries: dict[str, Patterns]
    told: dict[str, Patterns]


class Selection(_Section):
    """What makes a page worth the second pass."""

    cues: Patterns
    continues: Patterns


class Signals(_Section):
    """What words say of a passage, for or against what it may be: in its wording, at its opening, in the heading above it, in
    what leads up to it, in the header of its column; or, at the opening of any, of the whole paper (`paper`), or how often a record
    of a meeting is heard in it (`meeting`). None of them is a verdict; what each is worth is learned.
    """

    wording: Patterns
    opening: Patterns
    heading: Patterns
    lead_in: Patterns
    column: Patterns
    paper: Patterns
    meeting: Patterns


class Profile(_Section):
    """All that a run knows about the papers it reads."""

    name: str
    title: str
    extends: str = ""
    periods: Periods
    bodies: Bodies
    front: Front
    recommending: Recommending
    categories: Categories
    responding: Responding
    following: Following
    selection: Selection
    signals: Signals

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """The words, in small letters, that stand in the patterns as they are."""
        sources = _sources(self.model_dump())
        return frozenset(word.lower() for source in sources for word in _LITERAL.findall(source))

    def lexicon_for(self, loses_letters: bool) -> frozenset[str]:
        """Return the words by which a report's misread words are known; none for a report in print."""
        return self.lexicon if loses_letters else frozenset()


def _sources(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "pattern" in value:
            yield str(value["pattern"])
        for inner in value.values():
            yield from _sources(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sources(inner)


DEFAULT_PROFILE = "uk"


def built_in_profiles() -> list[str]:
    """Return the names of the profiles that come with the program."""
    return sorted(p.name.removesuffix(".toml") for p in _folder().iterdir() if p.name.endswith(".toml"))


def profile_source(name: str) -> str:
    """Return a built-in profile as TOML.

    Raises:
        ProfileError: no profile has that name.
    """
    file = _folder() / f"{name}.toml"
    if not file.is_file():
        raise ProfileError(
            f"There is no profile {name!r}.",
            f"Built in are: {', '.join(built_in_profiles())}; or give a file ending in .toml.",
        )
    return str(file.read_text(encoding="utf-8"))


def load_profile(name_or_file: str = DEFAULT_PROFILE) -> Profile:
    """Load a built-in profile by name, or one from a `.toml` file.

    Raises:
        ProfileError: the file is missing, is not TOML, or has a key that is unknown, missing or of the wrong type.
    """
    data = _resolve(name_or_file, ())
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ProfileError(
            f"Profile {name_or_file}: key {key!r}: {first['msg'].lower()}.",
            "Compare it with 'scrutineer profile show uk'.",
        ) from error


def _folder() -> Any:
    return resources.files("pipeline.profiles")


def _resolve(name_or_file: str, seen: tuple[str, ...]) -> dict[str, Any]:
    if name_or_file in seen:
        raise ProfileError(f"Profile {name_or_file} extends itself.", "Remove one of the 'extends' keys.")
    data = _parse(name_or_file)
    base = data.get("extends", "")
    if not base:
        return data
    return _merge(_resolve(str(base), (*seen, name_or_file)), data)


def _parse(name_or_file: str) -> dict[str, Any]:
    if name_or_file.endswith(".toml"):
        try:
            source = Path(name_or_file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError(
                f"Profile {name_or_file} cannot be read: {error}.", "Give the path of a TOML file."
            ) from error
    else:
        source = profile_source(name_or_file)
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"Profile {name_or_file} is not valid TOML: {error}.", "Mend that line.") from error


def _merge(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            merged[key] = _merge(base[key], value)
        elif isinstance(value, list) and isinstance(base.get(key), list):
            merged[key] = [*value, *base[key]]
        else:
            merged[key] = value
    return merged
