"""The layout families, read from families.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "families.toml"


@dataclass(frozen=True, slots=True)
class Family:
    """What makes a layout what it is; the values are explained in families.toml."""

    id: str
    split: str
    report: str
    form: str
    reply: str
    moods: str = ""
    categories: str = ""
    setting: str = "portrait"
    restate: bool = False
    monitoring: bool = False
    pack: bool = False


@cache
def load_families() -> tuple[Family, ...]:
    """Return every family in the order of the file."""
    return tuple(Family(**entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["family"])


def choose_families(split: str) -> list[Family]:
    """Return the families of a split: train, test or all."""
    return [family for family in load_families() if split in (family.split, "all")]
