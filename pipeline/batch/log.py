"""The run log: one JSON object a line, for those who watch a long run or look for what took so long.

Clock times stand here and nowhere else; the tables of two runs are the same bytes.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.batch.finished import Finished
from pipeline.places import Place, within, write_whole

LOG_NAME = "run-log.jsonl"


class RunLog:
    """Writes the log of one run into its output folder; behind a URL it is written when the run ends."""

    def __init__(self, output: Place) -> None:
        self.place = within(output, LOG_NAME)
        self.stream = self.place.open("w", encoding="utf-8") if isinstance(self.place, Path) else None
        self.lines: list[str] = []
        self.began = time.perf_counter()

    def __enter__(self) -> RunLog:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.write("interrupted" if kind is KeyboardInterrupt else "failed", reason=kind.__name__)
        if self.stream is not None:
            self.stream.close()
        else:
            write_whole(self.place, "".join(self.lines).encode())

    def write(self, event: str, **told: Any) -> None:
        """Write one line: what happened, when (UTC), how many seconds into the run."""
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        into = round(time.perf_counter() - self.began, 3)
        line = json.dumps({"event": event, "at": at, "after_seconds": into, **told}, ensure_ascii=False) + "\n"
        if self.stream is not None:
            self.stream.write(line)
            self.stream.flush()
        else:
            self.lines.append(line)

    def document(self, finished: Finished) -> None:
        """Write what became of a document: its status, its seconds by stage, whether an earlier run had read it."""
        record = finished.result.document
        self.write(
            "document",
            document=record.document,
            sha256=record.sha256,
            status=str(record.status),
            pages=record.pages,
            stored=finished.from_store,
            seconds={stage: round(seconds, 3) for stage, seconds in finished.seconds.items()},
            peak_mib=round(finished.peak_mib),
            error=record.error,
        )
