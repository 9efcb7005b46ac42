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


def test_note_behind_a_url_is_renewed_and_lapses(tmp_path: Path) -> None:
    output = f"memory://{tmp_path.name}/lapsing"
    start = time.time()
    with hold(output) as renew:
        with patch.object(holding.time, "time", return_value=start + 120):
            renew()
        note = json.loads(read_bytes(within(output, ".scrutineer", "holder.json")))
        assert note["at"] == start + 120
        with patch.object(holding.time, "time", return_value=start + 120 + holding.LAPSES_AFTER + 1), hold(output):
            pass
