"""One run at a time in an output folder."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from unittest.mock import patch

import pytest

from pipeline.batch import holding
from pipeline.batch.holding import hold
from pipeline.errors import FolderHeld
from pipeline.places import Place, read_bytes, within


@pytest.fixture(params=["path", "url"])
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return tmp_path / "tables" if request.param == "path" else f"memory://{tmp_path.name}/tables"


def test_second_run_is_told_who_holds_the_folder(output: Place) -> None:
    with hold(output), pytest.raises(FolderHeld, match=rf"process {os.getpid()} on \S+, since \d\d:\d\d"), hold(output):
        pass


def test_folder_is_free_when_a_run_ends_however_it_ends(output: Place) -> None:
    with pytest.raises(KeyError), hold(output):
        raise KeyError
    with hold(output):
        pass


def test_note_behind_a_url_is_renewed_while_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "RENEWED_AFTER", 0.05)
    output = f"memory://{tmp_path.name}/renewed"
    with hold(output):
        first = json.loads(read_bytes(within(output, ".scrutineer", "holder.json")))
        time.sleep(0.3)
        later = json.loads(read_bytes(within(output, ".scrutineer", "holder.json")))
    assert later["at"] > first["at"]
    assert later["token"] == first["token"]


def test_note_of_a_dead_run_lapses_and_a_late_end_takes_nothing_away(tmp_path: Path) -> None:
    output = f"memory://{tmp_path.name}/lapsing"
    place = within(output, ".scrutineer", "holder.json")
    with hold(output):
        later = time.time() + holding.LAPSES_AFTER + 1
        with patch.object(holding.time, "time", return_value=later):
            second = hold(output)
            second.__enter__()
    assert json.loads(read_bytes(place))["at"] == later
    second.__exit__(None, None, None)
    assert json.loads(read_bytes(place)) == {}
