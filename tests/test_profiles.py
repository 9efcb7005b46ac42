"""Profiles: merged from their base, refused with the key's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ProfileError
from pipeline.profiles import built_in_profiles, load_profile


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
        ("[recommending]\nheadings = [{ id = 'x', pattern = '(' }]", "not a regular expression"),
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
