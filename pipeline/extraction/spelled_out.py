"""Lists that spell out what the paragraph above them has asked for already: parts of it, and no recommendations of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from pipeline.extraction.likely import LIKELY, making
from pipeline.language.sentences import split_sentences
from pipeline.passages import Passage
from pipeline.roles.deciding import Decided
from pipeline.roles.together import RECOMMENDING

LAST_WORDS = 12
"""What leads up to a list that spells out the sentence before has no more words than this."""

SEVERAL = 2
"""So many paragraphs under one heading that lead to lists of means make that the paper's way."""

_ANNOUNCES = re.compile(
    r"\b(?:recommend\w*|following|below|(?:is|are) (?:asked|invited|requested|urged)|ask\w*|(?:should|must|to|that):$)",
    re.IGNORECASE,
)
_SPELLS_OUT = re.compile(
    r"\b(?:includ\w+|in particular|such as|namely|especially|for example|setting out|cover\w*)\b[^.:]{0,90}:$",
    re.IGNORECASE,
)


def aims_with_means(decided: Decided) -> frozenset[int]:
    """Return the places of paragraphs that state something and then lead to a list of how: "… This could be achieved by:".

    They stand below a heading of recommendations, several below one: there, the list is part of what is recommended.
    """
    leads = set(decided.paper.lead_in_of)
    stating = [
        p
        for p in decided.paper.passages
        if p.index in leads and not RECOMMENDING.isdisjoint(decided.signals[p.index]) and _states_first(p)
    ]
    under = Counter(p.heading for p in stating)
    return frozenset(p.index for p in stating if under[p.heading] >= SEVERAL)


def spelled_out(passage: Passage, decided: Decided, aims: Collection[int]) -> list[Passage]:
    """Return the list below a passage that spells it out: "GP practices must be easier to reach. This includes:".

    A lead-in that only announces recommendations ("The Committee recommends:") has none. `aims` are the paragraphs that lead to
    lists of means.
    """
    if not (passage.index in aims or making(decided, passage.index) >= LIKELY) or not _states_first(passage):
        return []
    leads = decided.paper.lead_in_of
    return [p for p in decided.paper.passages[passage.index + 1 :] if passage.index in (leads[p.index], p.parent)]


def _states_first(passage: Passage) -> bool:
    """Tell whether a lead-in states something, so that its list spells that out, and does not only announce its list."""
    if not passage.text.rstrip().endswith(":"):
        return False
    *before, last = [sentence for _, sentence in split_sentences(passage.text)]
    spells = (before and len(last.split()) <= LAST_WORDS) or _SPELLS_OUT.search(last)
    return bool(spells) and not _ANNOUNCES.search(last)
