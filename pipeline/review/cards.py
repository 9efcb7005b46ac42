"""What the review page shows: one card for each recommendation, and for each response that answers none, in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.dates import long_date
from pipeline.document import Box
from pipeline.records import Kind, Outcome, Status
from pipeline.tables.stored import Row

MARGIN, SIDE = 30.0, 48.0
"""Points of the page that are shown above and below a passage, and beside it, where items are indented from their text."""
NARROWEST, LOWEST = 440.0, 60.0
"""Points that a picture shows at the least, so that a short line is seen in its place."""
STATUS_WORDS = {
    Status.ACCEPTED: "accepted",
    Status.PARTIALLY_ACCEPTED: "partially accepted",
    Status.REJECTED: "rejected",
    Status.NOTED: "answered without saying which",
    Status.BLANK: "form not filled in",
    "": "no response found",
}
"""A recommendation's state in words, by the status of the response that counts."""
KIND_WORDS = {
    Kind.SCRUTINY: "recommendation of a scrutiny body",
    Kind.DECISION: "decision asked of its own meeting",
    Kind.CONCLUSION: "conclusion",
}
KIND_HEADINGS = {
    Kind.SCRUTINY: "Recommendation",
    Kind.DECISION: "Decision asked of its meeting",
    Kind.CONCLUSION: "Conclusion",
}
_CHANGE = re.compile(r"\[-(?P<out>.*?)-\]|\{\+(?P<put>.*?)\+\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a row stands: its page and the box of its wording on it, in points from the top left."""

    document: str
    page: int
    last_page: int
    printed: str
    box: Box
    turn: float

    def window(self, width: float, height: float) -> tuple[float, float, float, float]:
        """Return the part of a page of this size to show, with the passage in it: left, top, width and height in points."""
        left, right = _widened(self.box.x0 - SIDE, self.box.x1 + SIDE, NARROWEST, width)
        top, bottom = _widened(self.box.top - MARGIN, self.box.bottom + MARGIN, LOWEST, height)
        return left, top, right - left, bottom - top


def _widened(low: float, high: float, least: float, limit: float) -> tuple[float, float]:
    """Return an interval of at least `least`, inside 0 to `limit` where that is possible."""
    more = max(0.0, least - (high - low)) / 2
    low, high = max(0.0, low - more), min(limit, high + more)
    return (low, high) if high > low else (0.0, max(limit, 1.0))


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of what a quotation changed: words left out (`out`), put in (`put`) or between them (`same`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A response beside a recommendation, with the match that put it there."""

    response: Row
    match: Row
    passage: Passage
    changes: tuple[Change, ...]

    @property
    def status_words(self) -> str:
        """What the response says, in words."""
        return STATUS_WORDS[Status(self.response["status"])]


@dataclass(frozen=True, slots=True)
class Card:
    """A recommendation with its answers, or a response alone (`recommendation` is None).

    `status` is that of the answer that counts, "" if there is none; `deadline` is the day by which an answer was due, and
    `timing` says it in words. `updates` are what later papers say, the earliest first, `overdue` that the latest day promised is past.
    """

    card_id: str
    recommendation: Row | None
    passage: Passage
    report: Row
    answers: tuple[Answer, ...]
    findings: tuple[Row, ...]
    match: Row | None
    status: str
    deadline: str
    timing: str
    in_time: str
    updates: tuple[Row, ...] = ()
    overdue: bool = False

    @property
    def own(self) -> Row:
        """The row that the card is about."""
        return self.recommendation if self.recommendation is not None else self.answers[0].response

    @property
    def rows(self) -> list[Row]:
        """All rows that the card shows."""
        rows = [self.own, *(a.response for a in self.answers), *(a.match for a in self.answers if self.recommendation)]
        return [*rows, *([self.match] if self.match else [])]

    @property
    def reasons(self) -> list[str]:
        """Why a person should look, each reason once."""
        return list(dict.fromkeys(row["review_reason"] for row in self.rows if row["review_reason"]))

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at any of its rows."""
        return any(row["needs_review"] == "true" for row in self.rows)

    @property
    def checked(self) -> str:
        """What people have said of it already: `corrected`, `accepted` or "" (a part of it at least is unchecked)."""
        if any(row["corrected"] == "true" for row in self.rows):
            return "corrected"
        return "accepted" if all(row["checked"] == "true" for row in self.rows) else ""

    @property
    def status_words(self) -> str:
        """What became of it, in words; a decision asked of its own meeting gets no response."""
        if self.recommendation is None:
            return "answers no recommendation of this run"
        if not self.status and self.recommendation["kind"] != Kind.SCRUTINY:
            return ""
        return STATUS_WORDS[self.status]

    @property
    def heading(self) -> str:
        """What stands over the row's wording."""
        return KIND_HEADINGS[Kind(self.recommendation["kind"])] if self.recommendation is not None else "Response"

    @property
    def kind_words(self) -> str:
        """What the row is, in words."""
        return KIND_WORDS[Kind(self.recommendation["kind"])] if self.recommendation is not None else "response alone"


def make_cards(tables: Mapping[str, Sequence[Row]]) -> list[Card]:
    """Return the cards of a run's tables: recommendations in reading order, then the responses that answer none."""
    reports = {row["report_id"]: row for row in tables["reports"]}
    answers = {row["response_id"]: row for row in tables["responses"]}
    tracked = {row["recommendation_id"]: row for row in tables["tracker"]}
    matches, updates = (_by(tables[name], "recommendation_id") for name in ("matches", "updates"))
    findings = {key: _by(tables["checks"], key) for key in ("recommendation_id", "response_id")}
    cards = []
    for row in tables["recommendations"]:
        own = matches[row["recommendation_id"]]
        tracker = tracked.get(row["recommendation_id"])
        counted = tracker["response_id"] if tracker else ""
        paired = sorted((m for m in own if m["response_id"]), key=lambda m: m["response_id"] != counted)
        shown = tuple(_answer(answers[m["response_id"]], m) for m in paired)
        told = [*findings["recommendation_id"][row["recommendation_id"]]]
        told += [f for a in shown for f in findings["response_id"][a.response["response_id"]] if _concerns(f, row)]
        status = tracker["status"] if tracker else shown[0].response["status"] if shown else ""
        cards.append(
            Card(
                card_id=f"r-{row['recommendation_id']}",
                recommendation=row,
                passage=_passage(row),
                report=reports[row["report_id"]],
                answers=shown,
                findings=_once(told),
                match=next((m for m in own if not m["response_id"]), None),
                status=status,
                deadline=tracker["deadline"] if tracker else "",
                timing=_timing(tracker) if tracker else "",
                in_time=tracker["in_time"] if tracker else "",
                updates=tuple(sorted(updates[row["recommendation_id"]], key=lambda u: u["update_date"])),
                overdue=tracker is not None and tracker["overdue"] == "true",
            )
        )
    lone = (m for m in tables["matches"] if m["outcome"] == Outcome.UNEXPECTED)
    return [*cards, *(_lone_card(answers[m["response_id"]], m, reports, findings["response_id"]) for m in lone)]


def _lone_card(response: Row, match: Row, reports: Mapping[str, Row], findings: Mapping[str, Sequence[Row]]) -> Card:
    answer = _answer(response, match)
    return Card(
        card_id=f"a-{response['response_id']}",
        recommendation=None,
        passage=answer.passage,
        report=reports[response["report_id"]],
        answers=(answer,),
        findings=tuple(findings[response["response_id"]]),
        match=None,
        status=response["status"],
        deadline="",
        timing="",
        in_time="",
    )


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[key]:
            grouped[row[key]].append(row)
    return grouped


def _concerns(finding: Row, recommendation: Row) -> bool:
    """Tell whether what was found about a response is not about another recommendation that it answers as well."""
    return finding["recommendation_id"] in ("", recommendation["recommendation_id"])


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    seen = {(row["check"], row["response_id"], row["message"]): row for row in rows}
    return tuple(seen.values())


def _answer(response: Row, match: Row) -> Answer:
    return Answer(response, match, _passage(response), tuple(changes_of(match["wording_change"])))


def _passage(row: Row) -> Passage:
    x0, top, x1, bottom = (float(value) for value in row["bbox"].split())
    turn = float(row["turn"] or 0)
    return Passage(
        row["document"], int(row["page"]), int(row["last_page"]), row["printed_page"], Box(x0, top, x1, bottom), turn
    )


def changes_of(told: str) -> list[Change]:
    """Return the pieces of a `wording_change`."""
    pieces, end = [], 0
    for found in _CHANGE.finditer(told):
        if found.start() > end:
            pieces.append(Change("same", told[end : found.start()]))
        kind = "out" if found["out"] is not None else "put"
        pieces.append(Change(kind, found[kind]))
        end = found.end()
    return [*pieces, *([Change("same", told[end:])] if told[end:] else [])]


def _timing(tracker: Row) -> str:
    """Return in words by when an answer was due and whether it came by then."""
    if not tracker["deadline"]:
        return "When an answer was due is not known: the report's date was not found."
    deadline = date.fromisoformat(tracker["deadline"])
    due = f"An answer was due by {long_date(deadline)}"
    if not tracker["responded"]:
        found = (
            "one was found that does not say its day" if tracker["status"] not in ("", "blank") else "none was found"
        )
        return f"{due}; {found}."
    responded = date.fromisoformat(tracker["responded"])
    days = (responded - deadline).days
    late = f"{days} day{'s' if days > 1 else ''} late" if days > 0 else "in time"
    return f"{due}; it came on {long_date(responded)}, {late}."
