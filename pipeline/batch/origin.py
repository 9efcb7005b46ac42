"""What the tables in a folder were made from: where their documents are and what people said to earlier rows.

It stands in the output folder, not in the tables, which are the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import UsageError
from pipeline.places import OWN_FOLDER, Place, place_of, read_bytes, within, write_whole
from pipeline.records import Correction
from pipeline.zipped import SCHEME

_ORIGIN = "origin.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """The places of a run's documents by name, and the corrections it was given."""

    places: Mapping[str, Place] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()


@cache
def _adapter() -> TypeAdapter[tuple[dict[str, str], list[Correction]]]:
    return TypeAdapter(tuple[dict[str, str], list[Correction]])


def save_origin(output: Place, origin: Origin) -> None:
    """Write down what the tables in a folder are made from.

    Raises:
        OSError: it cannot be written.
    """
    places = {name: _absolute(place) for name, place in origin.places.items()}
    data = json.dumps(_adapter().dump_python((places, list(origin.corrections)), mode="json"), indent=1)
    write_whole(within(output, OWN_FOLDER, _ORIGIN), data.encode())


def load_origin(output: Place) -> Origin:
    """Return what the tables in a folder were made from; nothing is known of tables that were copied elsewhere.

    Raises:
        UsageError: what was written down is damaged.
    """
    place = within(output, OWN_FOLDER, _ORIGIN)
    try:
        places, corrections = _adapter().validate_json(read_bytes(place))
    except OSError:
        return Origin()
    except ValidationError as error:
        raise UsageError(f"{place} is damaged.", "Run again into that folder.") from error
    return Origin({name: place_of(place) for name, place in places.items()}, tuple(corrections))


def _absolute(place: Place) -> str:
    """Return a place as it is found from any folder."""
    if isinstance(place, Path):
        return str(place.absolute())
    if place.startswith(SCHEME):
        member, _, outer = place.removeprefix(SCHEME).partition("::")
        return f"{SCHEME}{member}::{_absolute(place_of(outer))}"
    return place
