"""Which passages of a paper are likely enough recommendations: each for what announces it, lists and columns together."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.document import DocType, LabelKind
from pipeline.passages import Passage, Role, Shape
from pipeline.roles.deciding import Decided
from pipeline.roles.earlier import BESIDE_FINDING, earlier_columns, is_audit
from pipeline.roles.neighbours import MAKING
from pipeline.roles.paper import is_by_officer
from pipeline.roles.together import ANNOUNCING, RECOMMENDING

LIKELY = 0.5
"""Probability from which a passage is likelier than not to be what it seems."""
ENOUGH = {"recommendations": 0.4, "asking": 0.5, "nothing": 0.65, "plan": 0.8, "column": 0.2, "said": 0.15}
"""Probability from which a passage is a row, by what announces it: a heading, lead-in, name or column that speaks of recommendations;
one that only asks for something ("Actions", "What needs to change"), or the passage's own words; or nothing. A paper that tells
nothing of its kind and speaks of recommendations in none of these places may be anybody's plan. The column of recommendations in a
reviewing body's report, without answers beside it, holds hardly anything else; nor does a paragraph below a heading of recommendations
in which the paper says in its own voice that it recommends."""
BESIDE_OTHERS = 0.42
"""By how much more sure it must be where something speaks against it: plain words have found recommendations already; an officer
tells in running text what others recommend."""
CERTAIN = 0.97
"""No passage needs to be surer than this."""
UNTOLD = (DocType.OTHER, DocType.APPENDIX)
"""Kinds of paper that say nothing of who speaks to whom."""
HEADED = "column headed: recommendation"
"""A cell in a column that is headed so."""
ANSWERING = frozenset(("table has a column headed: answer", "table has a column headed: status"))
"""Other columns of its table tell what became of it."""
OWN_VOICE = "says: own voice"
"""A passage in which the paper itself says that it recommends."""
ASKS_A_MEETING = "own words: a meeting is asked"
"""A passage that asks a meeting itself, as officers do."""
REPLIED = 0.4
"""Probability from which what stands behind a passage replies to it."""
MOST, COMPLETES, FEWEST, FEWEST_WORDS = 0.6, 0.12, 3, 4
"""If this share of the items of a list, or cells of a column, are rows, those with so little evidence are, too; of so many items
at least, and with so many words."""
NAMED = "heading: named recommendation"
"""What stands under a heading that names a recommendation."""
SEVERAL = 2
"""So many rows that are surer than sure, announced by their place, make the others need as much."""
LONG_LIST, FEW, STRANGER = 10, 0.15, 0.8
"""Where no more than this share of so many items of a list are rows, each must be at least so likely."""

BESIDE_ANSWER = "table has a column headed: answer"
"""So do an auditor's tables that print answers beside what they recommend."""


def making(decided: Decided, index: int) -> float:
    """Return the probability that a passage recommends, asks for a decision or concludes."""
    own = sum(decided.share(index, role) for role in MAKING)
    signals = decided.signals[index]
    beside = BESIDE_FINDING in signals or (BESIDE_ANSWER in signals and is_audit(decided))
    quotes_itself = beside or _names_itself(decided, index)
    return own + decided.share(index, Role.QUOTATION) if quotes_itself else own


def _names_itself(decided: Decided, index: int) -> bool:
    """Tell whether a passage of a reviewing body's report calls itself a recommendation, and nothing behind it replies."""
    passages = decided.paper.passages
    label = passages[index].label
    if decided.kind is not DocType.SCRUTINY_REPORT or label is None or label.kind is not LabelKind.NAMED:
        return False
    return index + 1 >= len(passages) or decided.share(index + 1, Role.REPLY) < REPLIED


def likely_rows(decided: Decided, against: bool) -> frozenset[int]:
    """Return the places of the passages that are likely enough; `against` tells that something speaks against all of them."""
    earlier = earlier_columns(decided)
    sure = {
        p.index
        for p in decided.paper.passages
        if making(decided, p.index) >= enough(decided, p.index, against) and (p.table, p.column) not in earlier
    }
    if not against:
        sure = _beside_surer(sure, decided)
    completed = {
        index
        for group in decided.paper.siblings.values()
        if len(group) >= FEWEST and len(sure.intersection(group)) >= MOST * len(group)
        for index in group
        if _completes(decided.paper.passages[index], decided)
    }
    return frozenset((sure | completed) - set(_strangers(decided, sure)))


def _beside_surer(sure: Collection[int], decided: Decided) -> set[int]:
    """Return the rows that hold beside those which would be rows against all odds: a paper mostly recommends in one way.

    An item stays where most of its list does; so does what stands under a heading that names a recommendation, and in a scan, which
    loses numbers, whatever its place announces.
    """
    surer = {index for index in sure if making(decided, index) >= enough(decided, index, against=True)}
    if sum(_is_announced(decided, index) for index in surer) < SEVERAL:
        return set(sure)
    lists: dict[tuple[int, int, int], list[int]] = {}
    for index in sure:
        passage = decided.paper.passages[index]
        if passage.list_id or passage.table >= 0:
            lists.setdefault((passage.list_id, passage.table, passage.column), []).append(index)
    kept = (group for group in lists.values() if len(surer.intersection(group)) * 2 >= len(group))
    scanned = bool(decided.paper.lexicon)
    named = {i for i in sure if NAMED in decided.signals[i] or (scanned and _is_announced(decided, i))}
    return surer.union(named, *kept)


def _is_announced(decided: Decided, index: int) -> bool:
    return not RECOMMENDING.isdisjoint(decided.signals[index])


def _strangers(decided: Decided, sure: Collection[int]) -> Iterator[int]:
    """Yield the places of rows that hardly fit where they stand: the numbered paragraphs of a report are narrative.

    They are a long list with few rows in it, or one that goes on under a heading which has a list of its own.
    """
    lists: dict[int, list[int]] = {}
    for passage in decided.paper.passages:
        if passage.list_id:
            lists.setdefault(passage.list_id, []).append(passage.index)
    for group in lists.values():
        rows = [index for index in group if index in sure]
        if len(group) >= LONG_LIST and len(rows) <= FEW * len(group):
            yield from (index for index in rows if making(decided, index) < STRANGER)
    begun_below = {p.heading for p in map(decided.paper.passages.__getitem__, sure) if _begins_below(p, decided)}
    for index in sure:
        passage = decided.paper.passages[index]
        goes_on = passage.list_id and not _begins_below(passage, decided)
        if goes_on and passage.heading in begun_below and making(decided, index) < STRANGER:
            yield index


def _begins_below(passage: Passage, decided: Decided) -> bool:
    """Tell whether an item's list begins below its heading; the paper's own numbered paragraphs go on from above it."""
    return bool(passage.list_id) and not decided.paper.begins_above_heading(passage)


def _completes(passage: Passage, decided: Decided) -> bool:
    in_list = passage.shape in (Shape.ITEM, Shape.CELL) and passage.row != 0
    return in_list and len(passage.text.split()) >= FEWEST_WORDS and making(decided, passage.index) >= COMPLETES


def _is_answered(decided: Decided, index: int) -> bool:
    """Tell whether a table has a column of answers or statuses beside a cell."""
    return not ANSWERING.isdisjoint(decided.signals[index])


def enough(decided: Decided, index: int, against: bool) -> float:
    """Return the probability from which a passage is a row; in running text an officer mostly tells what others recommend."""
    announcing = {name for name in decided.signals[index] if name in ANNOUNCING}
    by_place = not RECOMMENDING.isdisjoint(announcing)
    least = ENOUGH["recommendations" if by_place else "asking" if announcing else "nothing"]
    if not by_place and decided.kind in UNTOLD and not decided.is_for_others:
        least = ENOUGH["plan"]
    by_officer = not by_place and ASKS_A_MEETING not in announcing and is_by_officer(decided.paper.front)
    if (
        HEADED in announcing
        and not against
        and decided.kind is DocType.SCRUTINY_REPORT
        and not _is_answered(decided, index)
    ):
        least = ENOUGH["column"]
    if by_place and OWN_VOICE in announcing:
        least = ENOUGH["said"]
    if OWN_VOICE in announcing and decided.paper.is_letter:
        against = False  # a letter asks in lists and in sentences
    return min(CERTAIN, least + BESIDE_OTHERS * (against or by_officer))
