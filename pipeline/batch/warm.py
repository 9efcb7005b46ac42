"""Imported by the process that workers are forked from: what all of them need is loaded once and shared."""

from pipeline.batch import worker
from pipeline.language.sentences import read_passages

__all__ = ["worker"]

read_passages(["The Cabinet should publish its plan by June."])
