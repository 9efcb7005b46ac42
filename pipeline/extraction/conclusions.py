"""The list of conclusions and recommendations at the end of a committee's report, and where each first stands.

Parliamentary committees print each conclusion and each recommendation in bold in its chapter and list all of them
again, with another number and a reference to the paragraph. A row is each item of the list; its place is the chapter's,
the list's pages are `also_pages`. Which items ask somebody to do something is told by typography where the report
uses it (recommendations in italics), else by wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, LabelKind, Line, Report, enclosing_box, line_text
from pipeline.extraction.candidate import Candidate, label_of, lines_of, without_reference
from pipeline.extraction.evidence import ITEM_KINDS, item_evidence
from pipeline.extraction.judgement import doubt_about, judge
from pipeline.extraction.lists import INDENT, is_recommendation_heading
from pipeline.language.sentences import read_passages
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind
from pipeline.wording import clean, is_similar, join_lines, squash

FEWEST = 3
"""A list of conclusions has at least this many items that refer to their paragraphs."""
SAME_WORDING = 80.0
"""Similarity, 0 to 100, from which a chapter's paragraph states the item of the list."""
ITALIC, ROMAN = 0.7, 0.3
"""Shares of italics from which an item is set in italics, and under which it is not."""
LISTED = 0.97
"""How sure it is that an item of the list is one."""
MIXED = 0.1
"""Typography tells the kinds apart if at least this share of the items is set in each way."""

_REFERENCE = re.compile(
    r"\(\s*(?:see\s+)?(?:paragraphs?|paras?\.?)\s+(?P<first>[A-Z]?\d+(?:\.\d+)?)[^()]{0,40}\)\.?\s*$", re.IGNORECASE
)


def find_conclusions(report: Report, profile: Profile, known: frozenset[str], with_model: bool) -> list[Candidate]:
    """Return the items of a report's list of conclusions and recommendations, each at its first place."""
    items = _listed_items(report, profile, known)
    references = [_REFERENCE.search(_text(item, known)) for item in items]
    if sum(found is not None for found in references) < max(FEWEST, len(items) // 2):
        return []
    paragraphs = _paragraphs(report, before=items[0][0].page)
    kinds = _kinds(items, profile, known, with_model)
    candidates = []
    for item, (kind, sure, doubt), reference in zip(items, kinds, references, strict=True):
        label = item[0].label
        listed = Candidate(
            lines_of(item),
            label.length if label else 0,
            label.text if label else "",
            kind,
            "conclusions-list",
            round(LISTED * sure, 2),
            needs_look=doubt,
            judged=True,
        )
        first = _first_place(listed, paragraphs.get(reference["first"], []) if reference else [], known)
        candidates.append(first)
    return candidates


def _listed_items(report: Report, profile: Profile, known: frozenset[str]) -> list[list[Block]]:
    """Return the items of the list, under a heading for recommendations, most of whose items refer to paragraphs."""
    runs: list[list[list[Block]]] = []
    run: list[list[Block]] | None = None
    list_id, under_heading = 0, False
    for block in report.blocks:
        if block.kind is BlockKind.HEADING and is_recommendation_heading(block, profile):
            run, list_id, under_heading = [], 0, False
            runs.append(run)
        elif run is None:
            continue
        elif block.kind in (BlockKind.HEADING, BlockKind.TABLE):
            under_heading = True
        elif _is_numbered(block) and (not list_id or block.list_id == list_id):
            list_id, under_heading = block.list_id, False
            run.append([block])
        elif under_heading and run:
            run = None
        elif run and block.first_x0 > run[-1][0].first_x0 + INDENT:
            run[-1].append(block)
        elif run and _is_numbered(block):
            run = None
    return max(
        runs, key=lambda items: sum(_REFERENCE.search(_text(item, known)) is not None for item in items), default=[]
    )


def _is_numbered(block: Block) -> bool:
    label = block.label
    return block.kind is BlockKind.ITEM and label is not None and label.kind in (LabelKind.ARABIC, LabelKind.DECIMAL)


def _text(item: Sequence[Block], known: frozenset[str]) -> str:
    return join_lines([line.text for block in item for line in block.lines], known)


def _kinds(
    items: Sequence[Sequence[Block]], profile: Profile, known: frozenset[str], with_model: bool
) -> list[tuple[Kind, float, str]]:
    """Return of each item what it is, how sure that is (0 to 1), and what a person should look at, "" if nothing."""
    slanted = [_italic_share(item) for item in items]
    italic, roman = sum(s >= ITALIC for s in slanted), sum(s <= ROMAN for s in slanted)
    if min(italic, roman) >= MIXED * len(items) and italic + roman >= 0.9 * len(items):
        return [(Kind.SCRUTINY if share > 0.5 else Kind.CONCLUSION, 1.0, "") for share in slanted]
    texts = [without_reference(_text(item, known)[label_of(item[0])[1] :].strip()) for item in items]
    asks = [first_match(profile.recommending.asks, text) is not None for text in texts]
    if not with_model:
        return [(Kind.SCRUTINY if asked else Kind.CONCLUSION, 1.0, "") for asked in asks]
    judged = [judge("kind", item_evidence(a, told)) for a, told in zip(asks, read_passages(texts), strict=True)]
    return [(ITEM_KINDS[j.value], j.confidence, doubt_about(j)) for j in judged]


def _italic_share(item: Sequence[Block]) -> float:
    words = [word for line in lines_of(item) for word in line.words if any(c.isalpha() for c in word.text)]
    total = sum(len(word.text) for word in words)
    return sum(len(word.text) for word in words if word.italic) / total if total else 0.0


def _paragraphs(report: Report, before: int) -> dict[str, list[list[Block]]]:
    """Return the report's numbered paragraphs by number, each with the sub-points that follow it."""
    found: dict[str, list[list[Block]]] = {}
    current: list[Block] | None = None
    for block in report.blocks:
        if block.page >= before:
            break
        label = block.label
        if _is_numbered(block) and label is not None:
            current = [block]
            found.setdefault(label.text, []).append(current)
        elif block.kind in (BlockKind.HEADING, BlockKind.TABLE):
            current = None
        elif current is not None and block.first_x0 >= current[0].body_x0 - INDENT:
            current.append(block)
    return found


def _first_place(listed: Candidate, paragraphs: Sequence[Sequence[Block]], known: frozenset[str]) -> Candidate:
    """Return the candidate at its chapter's place if a paragraph there, or its bold part, has the same wording."""
    wording = squash(listed.text(known))
    for paragraph in paragraphs:
        label = paragraph[0].label
        whole = lines_of(paragraph)
        for lines, skip in ((whole, label.length if label else 0), (_bold_part(whole), 0)):
            if not lines:
                continue
            text = join_lines([line.text for line in lines], known)[skip:]
            if is_similar(squash(text), wording, SAME_WORDING):
                pages = tuple(sorted({line.page for line in listed.lines}))
                return replace(listed, lines=lines, skip=skip, also_pages=pages, rule="conclusions-list-and-chapter")
    return listed


def _bold_part(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with their bold words only, the paragraph's number left out."""
    bold = []
    for i, line in enumerate(lines):
        words = tuple(
            w for j, w in enumerate(line.words) if w.bold and not (i == 0 and j == 0 and w.text[:1].isdigit())
        )
        if words:
            bold.append(
                replace(line, text=clean(line_text(words)), words=words, box=enclosing_box([w.box for w in words]))
            )
    return tuple(bold)
