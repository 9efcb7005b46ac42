"""Recommendations that name themselves: "Recommendation 1: Title" over a body, or "Recommendation 1: The Council should …"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, BlockKind, LabelKind, Report
from pipeline.extraction.candidate import Candidate, lines_of, name_behind, without_reference
from pipeline.extraction.lists import INDENT
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind

FEWEST_WORDS = 5
"""A recommendation stated behind its name has at least this many words."""
ASKING_OPENINGS = ("imperative", "to do", "that", "body should")
"""Openings, of those in the profile, that ask for something."""
LONGEST = 60
"""A recommendation has no more blocks than this; what is longer has missed its end."""


def find_named(report: Report, profile: Profile, kind: Kind) -> list[Candidate]:
    """Return the recommendations under headings that name and number them."""
    blocks = report.blocks
    found = []
    for i, block in enumerate(blocks):
        if number := _number_behind(blocks, i):
            own = _with_points_before(blocks, i)
            found.append(
                Candidate(lines_of(own), own[0].label.length if own[0].label else 0, number, kind, "named-behind", 0.95)
            )
        elif block.label is not None and is_named_statement(block, profile):
            lines = lines_of([block, *_sub_points(block, blocks[i + 1 : i + 1 + LONGEST])])
            found.append(Candidate(lines, block.label.length, block.label.text, kind, "named-statement", 0.95))
        elif is_named_heading(block, profile):
            body = body_of(blocks[i + 1 : i + 1 + LONGEST], block, profile)
            if block.label is not None and _asks_in_heading(block, body, profile):
                found.append(Candidate(block.lines, block.label.length, block.label.text, kind, "named-statement", 0.9))
            elif body and block.label is not None:
                rule = "named-heading" if not block.lines[0].framed else "named-box"
                found.append(Candidate(lines_of(body), 0, block.label.text, kind, rule, 0.97, heading=_title(block)))
    return found


def _number_behind(blocks: Sequence[Block], place: int) -> str:
    """Return the number by which a block is named at its end, or in a line of its own behind it ("[Recommendation 3]")."""
    block = blocks[place]
    if block.kind is BlockKind.TABLE or len(block.text.split()) < FEWEST_WORDS:
        return ""
    behind = blocks[place + 1].text if place + 1 < len(blocks) else ""
    return name_behind(block.text) or (name_behind(behind) if without_reference(behind) == behind else "")


def _with_points_before(blocks: Sequence[Block], place: int) -> list[Block]:
    """Return a block with the item that it is a sub-point of, and that item's other sub-points."""
    start = place
    while start and blocks[start].kind is BlockKind.ITEM and blocks[start - 1].kind is BlockKind.ITEM:
        if (
            blocks[start].list_id != blocks[start - 1].list_id
            and blocks[start].first_x0 > blocks[start - 1].first_x0 + INDENT
        ):
            return list(blocks[start - 1 : place + 1])
        if blocks[start].list_id != blocks[start - 1].list_id:
            break
        start -= 1
    return [blocks[place]]


def is_named_statement(block: Block, profile: Profile) -> bool:
    """Tell whether a block names itself a recommendation and states it there and then, in a sentence that asks."""
    label = block.label
    if block.kind not in (BlockKind.ITEM, BlockKind.HEADING) or label is None or label.kind is not LabelKind.NAMED:
        return False
    if not first_match(profile.recommending.named_items, label.name) or len(block.text.split()) < FEWEST_WORDS:
        return False
    is_sentence = block.kind is BlockKind.ITEM or block.text.rstrip().endswith((".", ":", ";"))
    return (
        is_sentence and block.text[:1].isupper() and first_match(profile.recommending.wording, block.text) is not None
    )


def _asks_in_heading(heading: Block, body: Sequence[Block], profile: Profile) -> bool:
    """Tell whether a heading that names a recommendation is its wording ("Recommendation 3: Publish a plan"), not its title.

    It is, if it asks for something and the paragraph under it does not ask, but explains.
    """
    if len(heading.text.split()) < FEWEST_WORDS or (body and first_match(profile.recommending.wording, body[0].text)):
        return False
    openings = (pattern for pattern in profile.signals.opening if pattern.id in ASKING_OPENINGS)
    return any(pattern.regex.match(heading.text) for pattern in openings)


def _sub_points(block: Block, following: Sequence[Block]) -> list[Block]:
    points = []
    for other in following:
        if (
            other.kind is not BlockKind.ITEM
            or other.first_x0 <= block.first_x0 + INDENT
            or other.list_id == block.list_id
        ):
            break
        points.append(other)
    return points


def is_named_heading(block: Block, profile: Profile) -> bool:
    """Tell whether a block is a heading such as "Recommendation 4: Title", not a line of a contents list."""
    label = block.label
    if block.kind is not BlockKind.HEADING or label is None or label.kind is not LabelKind.NAMED:
        return False
    return first_match(profile.recommending.named_items, label.name) is not None and ".." not in block.lines[-1].text


def body_of(following: Sequence[Block], heading: Block, profile: Profile) -> list[Block]:
    """Return the blocks that belong to a heading: its frame's, or all up to the next heading or change of type size.

    Behind paragraphs without a number one of the paper's own numbered paragraphs ("3.27") explains or goes on.
    """
    framed = heading.lines[-1].framed
    body: list[Block] = []
    for block in following:
        before = body[-1] if body else heading
        if block.kind is BlockKind.TABLE or block.page - before.last_page > 1 or _ends(block, before, bool(framed)):
            break
        if body and _counts_paragraphs(block) and not _counts_paragraphs(body[0]):
            break
        body.append(block)
    return body


def _counts_paragraphs(block: Block) -> bool:
    return block.label is not None and block.label.kind is LabelKind.DECIMAL


def _ends(block: Block, before: Block, in_frame: bool) -> bool:
    if block.kind is BlockKind.HEADING and block.label is not None and block.label.kind is LabelKind.NAMED:
        return True
    if in_frame:
        return not block.lines[0].framed or (
            block.page == before.last_page and block.lines[0].framed != before.lines[-1].framed
        )
    return block.kind is BlockKind.HEADING or abs(block.size - before.size) > 0.15 * max(block.size, before.size)


def _title(block: Block) -> str:
    return block.text.strip()
