"""Numbers that a scan or flat text lost, detached or misread, put back from what is certain.

Certain are the labels before and after, where a list begins, and what can only be the rest of a label. A number is put
back where exactly as many items stand between two numbers as the numbers leave room for; where that does not come out,
the item stays without a number and says so. No printed number is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Label, LabelKind
from pipeline.labels import written_number
from pipeline.series import Rest, Slot, complete_series, read_rest
from pipeline.wording import join_lines

HEADING_WORDS = 16
"""A line that ends like no sentence and has no more words than this begins another list."""
LABEL_GAP = 1.2
"""A gap of this many font sizes behind a short first word shows that the word stands where a label does."""

_ODD_BULLET = re.compile(r"^(?:[\u00ab\u00bb\u00a2\u00b0*+>\u2014~\ufffd]{1,2}|e)\s+(?=[A-Z\u2018\u201c])")
_FINISHED = re.compile(r"[.:;?!][\"'\u2019\u201d)\]]*(?:\s+(?:and|or))?$", re.IGNORECASE)
_SERIES = (LabelKind.ARABIC, LabelKind.LETTER, LabelKind.ROMAN, LabelKind.DECIMAL)


def repair_numbering(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a scan or a text file with detached labels in their places and lost numbers put back."""
    mended = [_with_bullet(block) for block in _attach_labels(blocks)]
    ends = [i for i, block in enumerate(mended) if _ends_stretch(block)]
    for start, end in zip([-1, *ends], [*ends, len(mended)], strict=True):
        mended[start + 1 : end] = _repair_stretch(mended[start + 1 : end])
    return tuple(_one_list(mended))


def _ends_stretch(block: Block) -> bool:
    if block.kind in (BlockKind.HEADING, BlockKind.TABLE):
        return True
    short = len(block.text.split()) <= HEADING_WORDS
    return block.kind is BlockKind.PARAGRAPH and short and _damage(block) is None and block.text[-1:] not in ".;,?!)"


def _with_bullet(block: Block) -> Block:
    """Return a block whose bullet was read as another character as the item it is."""
    found = _ODD_BULLET.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if found is None:
        return block
    label = Label("", LabelKind.BULLET, 0, "\u2022", found.end(), inferred=True)
    return replace(block, kind=BlockKind.ITEM, label=label, text=block.text[found.end() :])


# --- Detached labels ----------------------------------------------------------------------------------------------


def _is_detached(block: Block) -> bool:
    label = block.label
    return label is not None and label.kind in _SERIES and not block.text and block.kind is not BlockKind.TABLE


def _attach_labels(blocks: Sequence[Block]) -> list[Block]:
    """Put labels that stand alone in front of the paragraphs behind them: one before the next, a run before as many."""
    result: list[Block] = []
    i = 0
    while i < len(blocks):
        run = 0
        while i + run < len(blocks) and _is_detached(blocks[i + run]):
            run += 1
        if not run:
            result.append(blocks[i])
            i += 1
            continue
        labels, behind = list(blocks[i : i + run]), list(blocks[i + run :])
        if result and behind and _goes_on(result[-1], behind[0]):
            result[-1] = _joined(result[-1], behind.pop(0))
        free = _unlabelled(behind)
        wanted = free[:1] if run == 1 else free if len(free) == run else []
        placed = dict(zip(wanted, labels, strict=False))
        result += [_labelled(block, placed[k]) if k in placed else block for k, block in enumerate(behind[: len(free)])]
        i = len(blocks) - len(behind) + len(free)
        if run == 1 and not free:
            result.append(labels[0])
    return result


def _goes_on(before: Block, behind: Block) -> bool:
    """Tell whether a label fell into the middle of a sentence."""
    unfinished = before.kind is not BlockKind.TABLE and not _FINISHED.search(before.text)
    return unfinished and behind.kind is BlockKind.PARAGRAPH and behind.text[:1].islower()


def _joined(before: Block, behind: Block) -> Block:
    return replace(before, lines=before.lines + behind.lines, text=f"{before.text} {behind.text}")


def _unlabelled(blocks: Sequence[Block]) -> list[int]:
    """Return the places of the paragraphs up to the next label or the end of the stretch."""
    places = []
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or _ends_stretch(block) or _damage(block) is not None:
            break
        places.append(i)
    return places


def _labelled(block: Block, detached: Block) -> Block:
    """Return a paragraph with the label that stood apart from it; the label's own line is not part of its wording."""
    assert detached.label is not None
    label = replace(detached.label, length=0, inferred=True)
    return replace(block, kind=BlockKind.ITEM, label=label, list_id=detached.list_id)


# --- Lost and misread numbers -------------------------------------------------------------------------------------


def _damage(block: Block) -> Rest | None:
    """Return what is left of a label in front of a paragraph, None if nothing looks like one."""
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    rest = read_rest(block.text)
    if rest is not None and rest.sure:
        return rest
    words = block.lines[0].words
    if len(words) > 1 and len(words[0].text) <= 4 and not words[0].text.isdigit():
        gap = words[1].box.x0 - words[0].box.x1
        if gap >= LABEL_GAP * block.lines[0].size and words[1].text[:1].isupper():
            return Rest(len(words[0].text) + 1, None)
    return rest


def _repair_stretch(blocks: list[Block]) -> list[Block]:
    """Return the blocks between two headings with the numbers of their lists completed, style by style."""
    blocks = _without_false_letters(blocks)
    damages = {i: damage for i, block in enumerate(blocks) if (damage := _damage(block))}
    styles = list(dict.fromkeys(label.style for block in blocks if (label := _certain(block))))
    for style in styles or (["1."] if any(d.sure for d in damages.values()) else []):
        kind = next((label.kind for b in blocks if (label := _certain(b)) and label.style == style), LabelKind.ARABIC)
        slots = _slots(blocks, damages, style)
        completed = complete_series([slot for _, slot in slots])
        for (i, slot), value in zip(slots, completed, strict=True):
            if slot.value is not None or (value is None and not slot.is_item):
                continue
            length = damages[i].length if i in damages else 0
            blocks[i] = _numbered(blocks[i], _label(kind, style, value, length))
            damages.pop(i, None)
    return blocks


def _without_false_letters(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a lone "l." or "I.", which no list of letters leads to, taken for the misread "1." it is."""
    styles = [label.style if (label := _certain(block)) else "" for block in blocks]
    mended = []
    for block, style in zip(blocks, styles, strict=True):
        label = block.label
        if label is not None and label.text in ("l", "I") and styles.count(style) == 1:
            text = join_lines([line.text for line in block.lines])
            block = replace(block, kind=BlockKind.PARAGRAPH, label=None, text=text, list_id=0)
        mended.append(block)
    return mended


def _certain(block: Block) -> Label | None:
    label = block.label
    return label if block.kind is BlockKind.ITEM and label is not None and label.kind in _SERIES else None


def _slots(blocks: Sequence[Block], damages: dict[int, Rest], style: str) -> list[tuple[int, Slot]]:
    """Return the places of a stretch where items of one style stand or may stand, with what is known of each."""
    slots = []
    for i, block in enumerate(blocks):
        label, damage = _certain(block), damages.get(i)
        if label is not None:
            if label.style == style:
                slots.append((i, Slot(label.ordinal)))
        elif damage is not None:
            if not damage.close or damage.close == style[-1]:
                slots.append((i, Slot(None, damage.hint, damage.sure)))
        elif (
            block.kind is BlockKind.PARAGRAPH
            and block.text[:1].isupper()
            and i
            and _FINISHED.search(blocks[i - 1].text)
        ):
            slots.append((i, Slot(None, None, False)))
    return slots


def _label(kind: LabelKind, style: str, value: int | None, length: int) -> Label:
    number = written_number(kind, style, value) if value is not None else ""
    return Label(number, kind, value or 0, style, length, inferred=True)


def _numbered(block: Block, label: Label) -> Block:
    return replace(block, kind=BlockKind.ITEM, label=label, text=block.text[label.length :].strip())


def _one_list(blocks: Sequence[Block]) -> list[Block]:
    """Give the items of one list one id: those behind a repaired number were taken for a list of their own."""
    result: list[Block] = []
    current: dict[str, tuple[int, int]] = {}
    fresh = max((block.list_id for block in blocks), default=0)
    repaired = any(block.label is not None and block.label.inferred for block in blocks)
    unknown = False
    for block in blocks if repaired else ():
        label = _certain(block)
        unknown = unknown or _ends_stretch(block)
        if label is None:
            result.append(block)
            continue
        list_id, last = current.get(label.style, (0, 0))
        goes_on = list_id > 0 and (label.ordinal == last + 1 or (label.ordinal == 0 and not unknown))
        if not goes_on:
            fresh += 1
            list_id = fresh
        unknown = False
        current[label.style] = (list_id, label.ordinal or last + 1)
        result.append(replace(block, list_id=list_id))
    return result or list(blocks)
