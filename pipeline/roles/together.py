"""Signals that say more together than each by itself: what a passage is like, in the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping

ANNOUNCING = (
    "heading: recommendations",
    "section: recommendations",
    "heading: speaks-of-recommending",
    "heading: announces-asking",
    "section: announces-asking",
    "heading: named recommendation",
    "label: named recommendation",
    "label: named r",
    "lead-in: a meeting is asked",
    "lead-in: a reviewing body asks",
    "lead-in: recommends",
    "own words: a meeting is asked",
    "own words: a reviewing body asks",
    "says: own voice",
    "opens: it is recommended",
    "column headed: recommendation",
    "column headed: asking",
)
"""Any of these announces that somebody is asked something."""
ASKING = frozenset(("heading: announces-asking", "section: announces-asking", "column headed: asking"))
"""Those in other words than "recommend": an action plan has them, too."""
BY_PLACE = frozenset(name for name in ANNOUNCING if not name.startswith(("own words", "says", "opens")))
"""Those that do so by what stands above or beside a passage, not in it."""
RECOMMENDING = BY_PLACE - ASKING
"""Those beside or above a passage that speak of recommendations."""
PLACES = (
    "announced",
    "not announced",
    "heading: recommendations",
    "heading: speaks-of-recommending",
    "heading: announces-asking",
    "heading: named recommendation",
    "heading: narrative",
    "heading: responses",
    "heading: conclusions",
    "heading: progress",
    "section: recommendations",
    "section: announces-asking",
    "section: responses",
    "heading's section: recommendations",
    "heading's section: announces-asking",
    "led up to",
    "lead-in: a meeting is asked",
    "lead-in: a reviewing body asks",
    "lead-in: recommends",
    "lead-in: asks",
    "column headed: recommendation",
    "column headed: asking",
    "column headed: finding",
    "column headed: nothing known",
    "table has a column headed: recommendation",
    "table has a column headed: answer",
    "table has a column headed: status",
    "paper by: scrutiny",
    "paper by: select",
    "paper by: inquiry",
    "paper by: task-group",
    "paper has a heading: conclusions",
    "paper has a heading: responses",
    "paper: response",
    "paper: minutes",
    "paper: agenda",
    "paper: scrutiny_report",
    "paper: officer_report",
    "paper: appendix",
    "paper: other",
    "paper has a heading: recommendations",
    "paper asks a meeting",
    "paper records a meeting",
    "label: named recommendation",
    "label: none",
    "opens its section",
    "in the first row",
    "set: in a frame",
    "set: bold",
)
"""Where a passage stands."""
LIKE = (
    "announced",
    "shape: item",
    "shape: paragraph",
    "shape: heading",
    "shape: cell",
    "shape: cell_part",
    "says: demand",
    "says: should",
    "opens: imperative",
    "opens: to do",
    "opens: that",
    "opens: doing",
    "opens: body should",
    "opens: noun phrase",
    "opens: accepts",
    "a sentence: recommendation",
    "first sentence: decision",
    "first sentence: response",
    "words: up to 4",
    "words: up to 8",
    "ends: full stop",
    "several sentences",
    "label: decimal",
    "label: bullet",
    "says: past",
    "says: own voice",
    "says: one person",
    "opens: it is recommended",
    "opens: done",
)
"""What it is like."""


ALSO_ALONE = ("paper: minutes", "paper: agenda", "paper: response", "paper records a meeting")
"""What a whole paper seems to be that speaks against all of its passages."""
ONLY_TOGETHER = frozenset(
    name
    for name in (*PLACES, "paper: pack", "paper: decision_record", "paper speaks of recommending", "paper is long")
    if name.startswith("paper") and name not in ALSO_ALONE
)
"""What a whole paper seems to be counts only for what a passage is like: papers of a kind are too few to learn more."""


def with_products(signals: Mapping[str, float]) -> dict[str, float]:
    """Return signals with what each pair of place and likeness says together."""
    announced = any(name in signals for name in ANNOUNCING)
    told = {**signals, "announced" if announced else "not announced": 1.0}
    like = [(name, told[name]) for name in LIKE if name in told]
    for place in PLACES:
        if here := told.get(place):
            told.update({f"{place} + {name}": here * value for name, value in like if name != place})
    return {name: value for name, value in told.items() if name not in ONLY_TOGETHER}
