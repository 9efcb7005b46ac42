"""What a careful clerk would query, each with a code, a sentence and a suggestion."""

from __future__ import annotations

from pipeline.checks.answers import Found, check

__all__ = ["Found", "check"]
