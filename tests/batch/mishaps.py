"""Readers that go wrong, for the workers of the tests; a worker imports them by name."""

from __future__ import annotations

import os
import time

from pipeline.batch.finished import Finished
from pipeline.batch.worker import Known, process_document
from pipeline.reading.reader import InputFile
from pipeline.settings import Settings


def read_or_fail(file: InputFile, settings: Settings, known: Known) -> Finished:
    """Read a document, or go wrong in the way its name says."""
    way = file.name.removesuffix(".pdf")
    if way == "faulty":
        raise KeyError("xref")
    if way == "dying":
        os.kill(os.getpid(), 11)
    if way == "aborting":
        os.abort()
    if way == "hanging":
        time.sleep(600)
    if way == "greedy":
        bytearray(8 * 1024**3)
    return process_document(file, settings)


def read_slowly(file: InputFile, settings: Settings, known: Known) -> Finished:
    """Take the longer, the earlier a document's name comes."""
    time.sleep(0.3 if file.name < "1" else 0.0)
    return process_document(file, settings)
