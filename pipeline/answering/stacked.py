"""Answers in tables that stack them: a row for what was asked, over the whole width, above a header and the row of the answer.

Recommendation 3
The Board should publish its waiting times.
Response | Action to be taken | Date and owner
Agreed   | A report will come | May, Head of Planning
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.document import Line, TableRow
from pipeline.labels import read_labels
from pipeline.profiles import Profile
from pipeline.roles.columns import header_names

HEADER_WORDS = 6
"""A cell of a header has no more words than this."""
FEWEST = 2
"""Cells of a header whose words are known."""

FIELD_OF = {"when": "timescale", "who": "responder", "status": "status", "answer": "action", "action": "action"}
"""What stands under the cells of a header that say this."""

Fields = dict[str, tuple[Line, ...]]
"""What each field of an answer holds, by its name."""


@dataclass(slots=True)
class _Stack:
    """What was asked, while the rows of its answer arrive: below a header, or each behind its own label."""

    number: tuple[Line, ...] = ()
    asked: tuple[Line, ...] = ()
    header: Sequence[str] = ()
    labelled: Fields = field(default_factory=dict)

    @property
    def begun(self) -> bool:
        """Tell whether the answer has begun."""
        return bool(self.header or self.labelled)

    def answered(self, fields: Fields) -> Fields:
        """Return an answer with what it is to."""
        return {"number": self.number, "recommendation": self.asked, **fields}


def stacked_records(
    rows: Sequence[TableRow],
    text_of: Callable[[Sequence[Line]], str],
    is_status: Callable[[str], bool],
    profile: Profile,
) -> Iterator[Fields]:
    """Yield the answers of a table that stacks them; nothing from other tables.

    Args:
        rows: of the table.
        text_of: how lines are joined to a wording.
        is_status: tells whether a cell says a status and nothing else.
        profile: words and patterns.
    """
    stack = _Stack()
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if len(filled) == 1 and row.cells[0]:
            if stack.labelled:
                yield stack.answered(stack.labelled)
            stack = _Stack() if stack.begun else stack
            if _is_bare_label(text_of(filled[0])):
                stack.number = filled[0]
            else:
                stack.asked = (*stack.asked, *filled[0])
        elif stack.header:
            yield stack.answered(_answer(zip(stack.header, row.cells, strict=False), text_of, is_status))
        elif not stack.asked:
            return
        elif not stack.labelled and (header := _header(row, text_of, is_status, profile)):
            stack.header = header
        elif len(filled) == 2 and (name := field_named(text_of(filled[0]), profile)):
            for own, lines in _answer([(name, filled[1])], text_of, is_status).items():
                stack.labelled[own] = (*stack.labelled.get(own, ()), *lines)
        else:
            return
    if stack.labelled:
        yield stack.answered(stack.labelled)


def _is_bare_label(text: str) -> bool:
    return any(label.length >= len(text.rstrip(" .:")) for label in read_labels(text))


def _header(
    row: TableRow, text_of: Callable[[Sequence[Line]], str], is_status: Callable[[str], bool], profile: Profile
) -> list[str]:
    """Return the field under each cell of a header, an empty list if the row is none."""
    texts = [text_of(cell) for cell in row.cells]
    if any(len(text.split()) > HEADER_WORDS or is_status(text) for text in texts):
        return []
    names = [field_named(text, profile) for text in texts]
    return names if len([name for name in names if name]) >= FEWEST else []


def field_named(header: str, profile: Profile) -> str:
    """Return which field of an answer stands under, or behind, some words; "" if they name none, or are too many."""
    said = set(header_names(header, profile)) if len(header.split()) <= HEADER_WORDS else set()
    return next((own for name, own in FIELD_OF.items() if name in said), "")


def _answer(
    cells: Iterable[tuple[str, Sequence[Line]]],
    text_of: Callable[[Sequence[Line]], str],
    is_status: Callable[[str], bool],
) -> Fields:
    fields: Fields = {}
    for name, cell in cells:
        own = "status" if "status" not in fields and is_status(text_of(cell)) else name
        if own and cell:
            fields[own] = (*fields.get(own, ()), *cell)
    return fields
