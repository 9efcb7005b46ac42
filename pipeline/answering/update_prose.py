"""Updates in prose: what stands below a heading "Update", or behind "Progress (November 2024):", under a recommendation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.answering.reply_lines import lines_of
from pipeline.answering.update_tables import Told
from pipeline.document import Block, BlockKind, LabelKind, Report
from pipeline.labels import number_in_cell
from pipeline.profiles import Profile, first_match

FEWEST = 2
"""So many updates make a paper one that tells of progress."""
NUMBER_WORDS = 2
"""A heading that is nothing but a number, such as "(011/20)", has no more words than this."""


FRONT, TITLE_WORDS = 12, 24
"""A title, or the subject of a letter, stands among so many first blocks and has no more words than this."""
_TOPIC = re.compile(r"(?P<topic>[^.:]{3,80}?)\s*[.:]\s+(?=\S)")
"""The topic of a recommendation in front of what was done: "carer's assessments. We have cut the wait"."""
LEAD = re.compile(r"(?:lead(?: officer)?|owner|responsible(?: officer)?)\s*:\s*", re.IGNORECASE)
"""The label of a line that says who does it."""


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

    In a paper that calls itself an update everything below, or behind, the name of a recommendation is what was done.
    """
    told = list(_walk(report.blocks, _calls_itself_an_update(report, profile), profile))
    return told if len(told) >= FEWEST else []


def _calls_itself_an_update(report: Report, profile: Profile) -> bool:
    """Tell whether a title, or the subject of a letter, says that a paper tells of progress, and none that it answers."""
    titles = [block.text for block in report.blocks[:FRONT] if len(block.text.split()) <= TITLE_WORDS]
    following = profile.following
    tells = any(first_match(following.titles, title) for title in titles)
    return tells and not any(first_match(following.titles_of_answers, title) for title in titles)


def _walk(blocks: Sequence[Block], is_update: bool, profile: Profile) -> Iterator[Told]:
    asked: _Asked | None = None
    for block in blocks:
        if _names(block):
            if asked is not None and asked.done:
                yield _told(asked)
            asked = _named(block, is_update)
            continue
        if asked is None:
            continue
        opening = first_match(profile.following.openings, block.text if block.text.endswith(":") else f"{block.text}:")
        if block.kind is BlockKind.TABLE or (block.kind is BlockKind.HEADING and opening is None):
            if asked.done:
                yield _told(asked)
            asked = None
        elif block.kind is BlockKind.HEADING:
            asked.open_end = True
        elif (run_in := first_match(profile.following.openings, block.text)) is not None:
            if asked.done:
                yield _told(asked)
                asked = _Asked(asked.heading, asked.wording)
            asked.when, asked.opens, asked.open_end = run_in[1].group(), run_in[1].end(), True
            asked.done.append(block)
        elif asked.open_end:
            asked.done.append(block)
        else:
            asked.wording.append(block)
    if asked is not None and asked.done:
        yield _told(asked)


def _named(block: Block, is_update: bool) -> _Asked:
    """Return what a block names; in an update its topic may be run in, and what was done stands behind it or below."""
    topic = _TOPIC.match(block.text) if is_update else None
    if topic is None:
        return _Asked(block, open_end=is_update and block.kind is BlockKind.HEADING)
    skipped = block.label.length if block.label is not None else 0
    return _Asked(block, done=[block], opens=skipped + topic.end(), open_end=True, topic=topic["topic"].strip())


def _names(block: Block) -> bool:
    """Tell whether a block names or numbers the recommendation that is told of below it."""
    label = block.label
    if label is not None and label.kind is LabelKind.NAMED:
        return label.name.lower().startswith(("rec", "r")) and block.kind is not BlockKind.TABLE
    bare = block.kind is BlockKind.HEADING and len(block.text.split()) <= NUMBER_WORDS
    return bare and any(character.isdigit() for character in block.text)


def _told(asked: _Asked) -> Told:
    heading = asked.heading
    named = heading.label.text if heading.label is not None else number_in_cell(heading.text)
    quoted = [] if asked.topic or heading.label is None or not heading.text else [heading]
    owner = [block for block in asked.done[1:] if LEAD.match(block.text)]
    done = lines_of([block for block in asked.done if block not in owner])
    return Told(
        lines_of(asked.done),
        (),
        lines_of([*quoted, *asked.wording]),
        done,
        owner=lines_of(owner),
        when=asked.when,
        rule="prose",
        named=named,
        skip=asked.opens,
        topic=asked.topic,
    )
