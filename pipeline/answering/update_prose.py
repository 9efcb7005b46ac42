"""Updates in prose: what stands below a heading "Update", or behind "Progress (November 2024):", under a recommendation."""

from __future__ import annotations

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


@dataclass(slots=True)
class _Asked:
    """The recommendation that is being told of, while blocks arrive: its heading, its wording, and what was done."""

    heading: Block
    wording: list[Block] = field(default_factory=list)
    done: list[Block] = field(default_factory=list)
    when: str = ""
    opens: int = 0
    open_end: bool = False


def told_in_prose(report: Report, profile: Profile) -> list[Told]:
    """Return what a report tells in paragraphs of what became of each recommendation that a heading names or numbers."""
    told = list(_walk(report.blocks, profile))
    return told if len(told) >= FEWEST else []


def _walk(blocks: Sequence[Block], profile: Profile) -> Iterator[Told]:
    asked: _Asked | None = None
    for block in blocks:
        if _names(block):
            if asked is not None and asked.done:
                yield _told(asked)
            asked = _Asked(block)
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
    wording = lines_of([*([heading] if heading.label is not None and heading.text else []), *asked.wording])
    return Told((), wording, lines_of(asked.done), when=asked.when, rule="prose", named=named, skip=asked.opens)
