"""A reply set out in lines that name what they say: "Response: Accepted", "Action: …", "By when: …", "Lead: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.answering.stacked import field_named
from pipeline.answering.verdicts import Verdict, is_bare_verdict, verdict_of_cell, verdict_of_choice
from pipeline.document import Line
from pipeline.profiles import Profile
from pipeline.wording import join_lines

FEWEST = 2
"""Names that a reply must set out to be read by them."""

_NAMED = re.compile(r"^(?P<name>[A-Z][^:.;]{1,40}?)\s*:(?:\s+(?P<value>.*))?$")


@dataclass(frozen=True, slots=True)
class Fields:
    """What the named lines of a reply say: the status (None if none says it), wording, time scale and owner."""

    verdict: Verdict | None
    text: str
    timescale: str
    responder: str


def fields_of(lines: Sequence[Line], known: frozenset[str], profile: Profile) -> Fields | None:
    """Return what a reply's named lines say, None if hardly any line is named.

    Args:
        lines: of the reply, in order.
        known: the document's words, by which hyphens at line ends are judged.
        profile: words and patterns.
    """
    named = _named(lines, profile)
    if len({name for name, _ in named} - {""}) < FEWEST:
        return None
    verdict: Verdict | None = None
    told: dict[str, list[str]] = {"": [], "timescale": [], "responder": []}
    for name, own in named:
        text = join_lines(own, known)
        said = _verdict_of(text, profile) if verdict is None and name not in ("timescale", "responder") else None
        if said is not None:
            verdict = said
        else:
            told[name if name in told else ""].append(text)
    text, timescale, responder = (" ".join(filter(None, told[name])) for name in ("", "timescale", "responder"))
    return Fields(verdict, text, timescale, responder)


def _verdict_of(text: str, profile: Profile) -> Verdict | None:
    if chosen := verdict_of_choice(text, profile):
        return chosen
    return verdict_of_cell(text, profile) if is_bare_verdict(text, profile) else None


def _named(lines: Sequence[Line], profile: Profile) -> list[tuple[str, list[str]]]:
    """Return the lines under each name, without it; "" where no known name stands in front."""
    named: list[tuple[str, list[str]]] = []
    for line in lines:
        found = _NAMED.match(line.text)
        kind = field_named(found["name"], profile) if found else ""
        if found and kind:
            named.append((kind, [found["value"] or ""]))
        elif named:
            named[-1][1].append(line.text)
        else:
            named.append(("", [line.text]))
    return named
