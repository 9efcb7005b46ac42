"""What a paper only tells of: columns of what was recommended before; papers that print the answers they were given."""

from __future__ import annotations

import re

from pipeline.document import DocType
from pipeline.passages import Shape
from pipeline.roles.deciding import Decided

HEADER_WORDS = 8
"""The header of a column has no more words than this."""
BESIDE_FINDING = "table has a column headed: finding"
"""Where a table holds findings, too, what its answers quote is the paper's own: audit reports print both."""
WATCHDOG = "paper by: watchdog"
"""The paper is by an auditor, an ombudsman and the like."""

_FOLLOWS_UP = re.compile(
    r"\b(?:follow(?:ed)?[ -]?up|outstanding|earlier|previous(?:ly)?|prior|past|last) \b.*\b(?:recommendation|action)s?\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:19|20)\d\d\b|\b(?:previous|earlier|prior|past)\b", re.IGNORECASE)


def is_audit(decided: Decided) -> bool:
    """Tell whether a paper is by an auditor, an ombudsman and the like, no answer to it: these print the answers they were given."""
    return decided.kind is not DocType.RESPONSE and WATCHDOG in decided.whole


def earlier_columns(decided: Decided) -> set[tuple[int, int]]:
    """Return the columns (table, column) of which the header, or the heading above the table, says that they hold what was
    recommended before.
    """
    passages = decided.paper.passages
    headers = [p for p in passages if p.shape is Shape.CELL and p.row == 0 and len(p.text.split()) <= HEADER_WORDS]
    return {
        (p.table, p.column)
        for p in headers
        if is_headed_as_earlier(p.text) or (p.heading >= 0 and _FOLLOWS_UP.search(passages[p.heading].text))
    }


def is_headed_as_earlier(header: str) -> bool:
    """Tell whether a column's header names a year or an earlier report: "Recommendation in 2019"."""
    return "recommend" in header.lower() and _EARLIER.search(header) is not None
