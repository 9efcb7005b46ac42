"""Lists that spell out what the paragraph above them has asked for already: parts of it, and no recommendations of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extraction.candidate import Candidate
from pipeline.extraction.likely import LIKELY, making, says_by_what
from pipeline.language.sentences import split_sentences
from pipeline.passages import Passage
from pipeline.roles.deciding import Decided
from pipeline.roles.paper import line_key

LAST_WORDS = 12
"""What leads up to a list that spells out the sentence before has no more words than this."""

_ANNOUNCES = re.compile(
    r"\b(?:recommend\w*|following|below|(?:is|are) (?:asked|invited|requested|urged)|ask\w*|(?:should|must|to|that|by):$)",
    re.IGNORECASE,
)
_SPELLS_OUT = re.compile(
    r"\b(?:includ\w+|in particular|such as|namely|especially|for example|setting out|cover\w*)\b[^.:]{0,90}:$",
    re.IGNORECASE,
)


def spelled_out(passage: Passage, decided: Decided) -> list[Passage]:
    """Return the list below a passage that spells it out: "GP practices must be easier to reach. This includes:".

    A lead-in that only announces recommendations ("The Committee recommends:") has none.
    """
    by_what = says_by_what(passage, decided)
    if not passage.text.rstrip().endswith(":") or not (by_what or making(decided, passage.index) >= LIKELY):
        return []
    *before, last = [sentence for _, sentence in split_sentences(passage.text)]
    if not by_what and _is_mere_announcement(before, last):
        return []
    leads = decided.paper.lead_in_of
    return [p for p in decided.paper.passages[passage.index + 1 :] if passage.index in (leads[p.index], p.parent)]


def _is_mere_announcement(before: Sequence[str], last: str) -> bool:
    """Tell whether the last sentence of a lead-in announces recommendations, or says too much to spell out those before it."""
    spells = (before and len(last.split()) <= LAST_WORDS) or _SPELLS_OUT.search(last)
    return _ANNOUNCES.search(last) is not None or not spells


def spells_out_another(candidate: Candidate, decided: Decided) -> bool:
    """Tell whether a candidate stands in the list that spells out another recommendation."""
    own = decided.paper
    place = own.place_of.get(line_key(candidate.lines[0]), -1)
    above = {own.lead_in_of[place], own.passages[place].parent} - {-1} if place >= 0 else set()
    return any(place in {p.index for p in spelled_out(own.passages[i], decided)} for i in above)
