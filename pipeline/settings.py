"""One run's settings, from the command line's options and a profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.profiles import Profile, load_profile


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know besides its inputs.

    `timeout` is the wall-clock limit for one document in seconds. `study_all` makes the second pass read every page;
    it is there to measure what the first pass leaves out.
    """

    profile: Profile = field(default_factory=load_profile)
    output: Path = Path("data/processed")
    jobs: int = 1
    timeout: float = 120.0
    password: str = ""
    formats: tuple[str, ...] = ("csv",)
    shard: tuple[int, int] = (1, 1)
    study_all: bool = False
