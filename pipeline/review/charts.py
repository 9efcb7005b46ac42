"""The figures at the top of the review page, counted from its cards; the page draws them as bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.records import Kind
from pipeline.review.cards import STATUS_WORDS, Card


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: the class that colours it, its name in words, how many rows it counts, where it lies in per cent."""

    key: str
    words: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart with its name and the rows it counts in all."""

    name: str
    total: int
    segments: tuple[Segment, ...]

    @property
    def told(self) -> str:
        """The bar in words, for those who do not see it."""
        return f"{self.name}: " + ", ".join(f"{s.count} {s.words}" for s in self.segments)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of stacked bars with its legend: keys and words in the order of the segments."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]


TIMES = {
    "in-time": "answered in time",
    "late": "answered late",
    "unknown": "answered, day not known",
    "none": "not answered",
}
LOOKS = {"checked": "checked by a person", "sure": "read without doubt", "look": "wants a look"}
NO_CATEGORY = "no category"


def make_charts(cards: Sequence[Card]) -> list[Chart]:
    """Return the page's charts: what became of recommendations, whether answers came in time, what wants a look."""
    asked = [card for card in cards if card.recommendation is not None and card.recommendation["kind"] == Kind.SCRUTINY]
    categories = list(dict.fromkeys(_category(card) for card in asked))
    words = {str(status) or "none": told for status, told in STATUS_WORDS.items()}
    by_category = [
        _bar(name, (card.status or "none" for card in asked if _category(card) == name), words) for name in categories
    ]
    charts = [
        _chart("What became of the recommendations", by_category, words),
        _chart("Answered in time", [_bar("recommendations", map(_time, asked), TIMES)] if asked else [], TIMES),
        _chart("What wants a look", [_bar("rows", map(_look, cards), LOOKS)] if cards else [], LOOKS),
    ]
    return [chart for chart in charts if chart.bars]


def _category(card: Card) -> str:
    return (card.recommendation or {}).get("category") or NO_CATEGORY


def _time(card: Card) -> str:
    if card.status in ("", "blank"):
        return "none"
    return {"true": "in-time", "false": "late"}.get(card.in_time, "unknown")


def _look(card: Card) -> str:
    return "checked" if card.checked else "look" if card.needs_review else "sure"


def _bar(name: str, keys: Iterable[str], words: dict[str, str]) -> Bar:
    counts = Counter(keys)
    total, start, segments = counts.total(), 0.0, []
    for key, told in words.items():
        if counts[key]:
            width = 100 * counts[key] / total
            segments.append(Segment(key, told, counts[key], round(start, 2), round(width, 2)))
            start += width
    return Bar(name, total, tuple(segments))


def _chart(title: str, bars: Sequence[Bar], words: dict[str, str]) -> Chart:
    used = {segment.key for bar in bars for segment in bar.segments}
    return Chart(title, tuple(bars), tuple((key, told) for key, told in words.items() if key in used))
