"""One run's settings, from the command line's options and a profile."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline.places import Place
from pipeline.profiles import Profile, load_profile
from pipeline.records import Correction


class Ocr(StrEnum):
    """When pages are read off their pictures: where they have no usable text, not at all, or all of them."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know besides its inputs.

    `timeout` is the wall-clock limit for one document in seconds. `study_all` makes the second pass read every page;
    it is there to measure what the first pass leaves out. A `patient` reader reads scans; an impatient one says how
    many pages want it, so that the document can be given the time. `memory` is what reading one document may take, in
    MiB. A `fresh` run reads everything anew, whatever earlier runs stored. `cluster` is the address of a Dask
    scheduler, "" for processes on this machine. `corrections` are what people said to rows of earlier runs.
    `as_of` is the day on which a promise is overdue or not, that of the newest paper if None.
    """

    profile: Profile = field(default_factory=load_profile)
    output: Place = Path("data/processed")
    jobs: int = 1
    timeout: float = 120.0
    password: str = ""
    formats: tuple[str, ...] = ("csv",)
    shard: tuple[int, int] = (1, 1)
    study_all: bool = False
    ocr: Ocr = Ocr.AUTO
    patient: bool = True
    memory: int = 1536
    fresh: bool = False
    cluster: str = ""
    follow_links: bool = False
    corrections: tuple[Correction, ...] = ()
    as_of: date | None = None

    @property
    def threads(self) -> int:
        """Processor threads that one worker may use for reading pictures."""
        return max(1, (os.cpu_count() or 1) // self.jobs)
