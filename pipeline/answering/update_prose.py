"""Updates in prose: what stands below a heading "Update", or behind "Progress (November 2024):", under a recommendation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.answering.delivery import stage_of
from pipeline.answering.reply_lines import lines_of
from pipeline.answering.stacked import field_named
from pipeline.answering.update_tables import Told
from pipeline.document import Block, BlockKind, LabelKind, Report
from pipeline.labels import number_in_cell
from pipeline.profiles import Profile, first_match
from pipeline.records import Delivery

FEWEST = 2
"""So many updates make a paper one that tells of progress."""
NUMBER_WORDS = 2
"""A heading that is nothing but a number, such as "(011/20)", has no more words than this."""
FRONT = 12
"""The title of a paper, or the subject of a letter, is a heading among so many first blocks."""
_TOPIC = re.compile(r"(?P<topic>[^.:]{3,80}?)\s*[.:]\s+(?=\S)")
"""The topic of a recommendation in front of what was done: "carer's assessments. We have cut the wait"."""
_LABEL = re.compile(r"(?P<name>[A-Z][\w ]{2,24}):\s*")


@dataclass(slots=True)
class _Asked:
    """The recommendation that is being told of, while blocks arrive: its heading, its wording, and what was done."""

    heading: Block
    wording: list[Block] = field(default_factory=list)
    done: list[Block] = field(default_factory=list)
    when: str = ""
    opens: int = 0
    open_end: bool = False
    topic: str = ""


def told_in_prose(report: Report, profile: Profile) -> list[Told]:
    """Return what a report tells in paragraphs of what became of each recommendation that a heading names or numbers.

    In a paper that calls itself an update everything below, or behind, the name of a recommendation is what was done, unless most of
    it asks, or explains a heading that does: then the paper recommends.
    """
    asked = list(_walk(report.blocks, _calls_itself_an_update(report, profile), profile))
    if 2 * sum(_tells(one, profile) for one in asked) <= len(asked):
        asked = list(_walk(report.blocks, False, profile))
    return [_told(one, profile) for one in asked] if len(asked) >= FEWEST else []


def _tells(asked: _Asked, profile: Profile) -> bool:
    """Tell whether what seems to have been done asks for nothing, and says how far it is if its heading asks."""
    text = " ".join([asked.done[0].text[asked.opens :], *(block.text for block in asked.done[1:])])
    if first_match(profile.recommending.asks, text.partition(". ")[0]) is not None:
        return False
    asks = first_match(profile.recommending.wording, asked.topic or asked.heading.text) is not None
    return not asks or stage_of("", "", "", text, {}, profile).delivery is not Delivery.NOT_KNOWN


def _calls_itself_an_update(report: Report, profile: Profile) -> bool:
    """Tell whether a title, or the subject of a letter, says that a paper tells of progress, and none that it answers."""
    titles = [block.text for block in report.blocks[:FRONT] if block.kind is BlockKind.HEADING]
    following = profile.following
    tells = any(first_match(following.titles, title) for title in titles)
    return tells and not any(first_match(following.titles_of_answers, title) for title in titles)


def _walk(blocks: Sequence[Block], is_update: bool, profile: Profile) -> Iterator[_Asked]:
    """Yield each recommendation of which something was done."""
    asked: _Asked | None = None
    for block in blocks:
        if _names(block):
            if asked is not None and asked.done:
                yield asked
            asked = _named(block, is_update)
            continue
        if asked is None:
            continue
        opening = first_match(profile.following.openings, block.text if block.text.endswith(":") else f"{block.text}:")
        if block.kind is BlockKind.TABLE or (block.kind is BlockKind.HEADING and opening is None):
            if asked.done:
                yield asked
            asked = None
        elif block.kind is BlockKind.HEADING:
            asked.open_end = True
        elif (run_in := first_match(profile.following.openings, block.text)) is not None:
            if asked.done:
                yield asked
                asked = _Asked(asked.heading, asked.wording)
            asked.when, asked.opens, asked.open_end = run_in[1].group(), run_in[1].end(), True
            asked.done.append(block)
        elif asked.open_end:
            asked.done.append(block)
        else:
            asked.wording.append(block)
    if asked is not None and asked.done:
        yield asked


def _named(block: Block, is_update: bool) -> _Asked:
    """Return what a block names; in an update its topic may be run in, and what was done stands behind it or below."""
    topic = _TOPIC.match(block.text) if is_update else None
    if topic is None:
        return _Asked(block, open_end=is_update and block.kind is BlockKind.HEADING)
    return _Asked(block, done=[block], opens=topic.end(), open_end=True, topic=topic["topic"].strip())


def _names(block: Block) -> bool:
    """Tell whether a block names or numbers the recommendation that is told of below it."""
    label = block.label
    if label is not None and label.kind is LabelKind.NAMED:
        return label.name.lower().startswith(("rec", "r")) and block.kind is not BlockKind.TABLE
    bare = block.kind is BlockKind.HEADING and len(block.text.split()) <= NUMBER_WORDS
    return bare and any(character.isdigit() for character in block.text)


def _told(asked: _Asked, profile: Profile) -> Told:
    heading, label = asked.heading, asked.heading.label
    leads = [block for block in asked.done[1:] if _lead(block, profile)]
    quoted = [block.text for block in ([heading] if label is not None else []) + asked.wording]
    run_in = label.length if asked.topic and label is not None else 0
    return Told(
        lines_of(asked.done),
        text=lines_of([block for block in asked.done if block not in leads]),
        owner=lines_of(leads),
        when=asked.when,
        rule="prose",
        named=label.text if label is not None else number_in_cell(heading.text),
        wording=asked.topic or " ".join(filter(None, quoted)),
        skip=run_in + asked.opens,
        owner_skip=_lead(leads[0], profile) if leads else 0,
    )


def _lead(block: Block, profile: Profile) -> int:
    """Return the length of the label of a line that says who does it ("Lead: "), 0 of any other."""
    found = _LABEL.match(block.text)
    return found.end() if found and field_named(found["name"], profile) == "responder" else 0
