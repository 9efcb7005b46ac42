"""Profiles: merged from their base, refused with the key's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.batch.worker import process_document
from pipeline.errors import ProfileError
from pipeline.profiles import Pattern, built_in_profiles, load_profile
from pipeline.reading.reader import InputFile
from pipeline.settings import Settings
from tests.papers import Paper, Section, draw


@pytest.mark.parametrize("name", built_in_profiles())
def test_built_in_profile_is_valid(name: str) -> None:
    assert load_profile(name).name == name


def test_extension_adds_in_front_and_keeps_the_rest() -> None:
    base, own = load_profile("uk"), load_profile("oxfordshire-hosc")
    assert own.categories.values["icb"].tags[0].id == "oxfordshire-for-bob"
    assert own.categories.values["icb"].tags[1:] == base.categories.values["icb"].tags
    assert own.recommending == base.recommending


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[periods]\nresponse_days = 'soon'", "periods.response_days"),
        ("[signals]\nheading = [{ id = 'x', pattern = '(' }]", "not a regular expression"),
        ("[colours]\nred = 1", "colours"),
        ("periods = [", "not valid TOML"),
    ],
)
def test_fault_is_named(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'name = "mine"\ntitle = "Mine"\nextends = "uk"\n{line}\n')
    with pytest.raises(ProfileError, match=told):
        load_profile(str(file))


def test_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(ProfileError, match="oxfordshire-hosc"):
        load_profile("nowhere")


def test_profile_that_extends_itself_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'name = "mine"\ntitle = "Mine"\nextends = "{file}"\n')
    with pytest.raises(ProfileError, match="extends itself"):
        load_profile(str(file))


def test_profile_adapts_the_program_to_another_councils_words(tmp_path: Path) -> None:
    profile = tmp_path / "northshire.toml"
    profile.write_text(
        'name = "northshire"\ntitle = "Northshire"\nextends = "uk"\n'
        "[periods]\nresponse_days = 61\nsource = 'Northshire constitution, part 4'\n"
        "[signals]\nheading = [{ id = 'recommendations', pattern = '^calls? for action:?$' }]\n"
        "[selection]\ncues = [{ id = 'calls-for-action', pattern = 'calls? for action' }]\n"
    )
    section = Section("Calls for action:", ["To publish the waiting times.", "To recruit more staff."])
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(draw(Paper(front=["Report of the Northshire Scrutiny Committee"], sections=[section])))
    own, base = (Settings(profile=load_profile(name)) for name in (str(profile), "uk"))
    file = InputFile(paper, "paper.pdf")
    known, unknown = (process_document(file, settings).result.recommendations for settings in (own, base))
    assert [r.text for r in known] == section.items
    assert all(sure.confidence > less.confidence for sure, less in zip(known, unknown, strict=False))


REPETITIVE = [
    "The Council and the Committee of the Board for ",
    "agrees that the aim is ",
    "From: X\n",
    "1. ",
    "To ",
    "report of the ",
    "Committee ",
]


def _patterns(value: object) -> list[Pattern]:
    if isinstance(value, Pattern):
        return [value]
    if isinstance(value, dict):
        return [p for part in value.values() for p in _patterns(part)]
    if isinstance(value, list):
        return [p for part in value for p in _patterns(part)]
    fields = type(value).model_fields if isinstance(value, BaseModel) else {}
    return [p for name in fields for p in _patterns(getattr(value, name))]


@pytest.mark.timeout(90)
@pytest.mark.parametrize("text", REPETITIVE)
def test_no_pattern_hangs_on_repetitive_text(text: str) -> None:
    patterns = _patterns(load_profile())
    assert len(patterns) > 80
    for pattern in patterns:
        pattern.regex.search(text * 150)
