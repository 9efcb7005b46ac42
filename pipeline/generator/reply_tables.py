"""Replies in tables: pro formas of every kind, labelled rows, tick columns, and the monitoring of what was agreed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.generator.composer import Composer, cell
from pipeline.generator.content import Demand, Reply
from pipeline.generator.paper import Break, Cell, Gap, Paragraph, Piece, RecommendationRow, ResponseRow, Role, Table

Asked = tuple[Demand, RecommendationRow]


@dataclass(frozen=True, slots=True)
class FormShape:
    """What a response form looks like; `columns` names them in order."""

    columns: tuple[str, ...]
    rules: str = ""
    stripe: bool = False
    landscape: bool = False
    merged: bool = False
    ticks: str = ""


WIDTHS = {
    "number": 0.5,
    "recommendation": 2.6,
    "status": 1.0,
    "both": 2.2,
    "action": 2.0,
    "timescale": 0.9,
    "owner": 1.0,
    "ticks": 0.5,
}
"""Relative widths of columns."""


def draw_shape(composer: Composer, kind: str) -> FormShape:
    """Draw the columns of a response form of this kind."""
    rng = composer.rng
    joined = ("number", "recommendation", "status", "both")
    split = ("number", "recommendation", "status", "action", "timescale")
    orders = [
        ("number", "recommendation", "status", "action", "owner", "timescale"),
        ("number", "recommendation", "action", "owner", "timescale"),
        ("number", "status", "recommendation", "action", "timescale"),
        ("number", "recommendation", "owner", "status", "action"),
        split,
    ]
    if kind in ("form", "blank-form"):
        return FormShape(rng.choice([joined, joined[1:], split]))
    if kind in ("ticks", "drawn-ticks"):
        return FormShape(
            ("number", "recommendation", "ticks", "action", "timescale"),
            ticks="drawn" if kind != "ticks" else rng.choice(["✓", "✔", "X", "Yes"]),
        )
    columns = rng.choice(orders)
    return FormShape(
        columns,
        rules={"unruled-form": "none", "zebra-form": "none"}.get(kind, ""),
        stripe=kind == "zebra-form",
        landscape=kind == "landscape-form",
        merged=kind == "merged-form",
    )


def set_form(composer: Composer, asked: list[Asked], kind: str) -> None:
    """Add a response form; `blank-form` leaves its answers empty."""
    shape = draw_shape(composer, kind)
    ticks = composer.content.words.heading("column_tick").split(" | ")
    rows = _header(composer, shape, ticks)
    header_rows = len(rows)
    for demand, row in asked:
        reply = None if kind == "blank-form" else composer.content.draw_reply(demand)
        rows.append(_row(composer, shape, row, reply))
    names = [name for column in shape.columns for name in (["ticks"] * 3 if column == "ticks" else [column])]
    total = sum(WIDTHS[name] for name in names)
    table = composer.table(rows, [WIDTHS[name] / total for name in names], header_rows)
    if shape.rules:
        table.rules = shape.rules
    if shape.stripe:
        table.stripe = composer.look.tint
    if shape.landscape:
        composer.add(Break("landscape"))
    composer.add(table)
    if shape.landscape:
        composer.add(Break("portrait"))


def _header(composer: Composer, shape: FormShape, ticks: list[str]) -> list[list[Cell]]:
    words = composer.content.words
    cells, below = [], []
    for column in shape.columns:
        if column == "ticks":
            cells += [composer.header_cell(tick) for tick in ticks]
            continue
        role = {
            "recommendation": Role.RECOMMENDATION_HEADING,
            "action": Role.REPLY_HEADING,
            "both": Role.REPLY_HEADING,
        }.get(column, Role.OTHER)
        cells.append(composer.header_cell(words.heading(f"column_{column}"), role))
    if not shape.merged:
        return [cells]
    answers = [n for n, column in enumerate(shape.columns) if column in ("status", "action", "timescale", "owner")]
    first, last = answers[0], answers[-1]
    if answers != list(range(first, last + 1)):
        return [cells]
    top = cells[:first]
    for single in (*top, *cells[last + 1 :]):
        single.rows = 2
    top.append(composer.header_cell(words.heading("reply_heading"), Role.REPLY_HEADING, columns=len(answers)))
    top += cells[last + 1 :]
    below = cells[first : last + 1]
    return [top, below]


def _row(composer: Composer, shape: FormShape, row: RecommendationRow, reply: Reply | None) -> list[Cell]:
    action = Piece(reply.action if reply else "", Role.ACTION)
    when = Piece(reply.when.text if reply else "", Role.TIMESCALE)
    status = Piece(reply.status_text if reply else "", Role.STATUS)
    owner = Piece(reply.owner if reply else "", Role.OWNER)
    quoted = Piece(row.text, Role.QUOTATION)
    number = Piece(row.number, Role.NUMBER)
    text = (
        Cell([Paragraph([Piece(f"{row.number}.", Role.NUMBER), quoted], "cell")])
        if "number" not in shape.columns and row.number
        else cell(quoted)
    )
    by_name = {
        "number": cell(number), "recommendation": text, "status": cell(status), "both": cell(action, when),
        "action": cell(action), "timescale": cell(when), "owner": cell(owner),
    }  # fmt: skip
    if reply and "status" not in shape.columns and not shape.ticks:
        action.text = f"{reply.status_text}. {reply.action}"
    cells: list[Cell] = []
    for column in shape.columns:
        cells += _tick_cells(shape.ticks, reply) if column == "ticks" else [by_name[column]]
    keep_form_row(
        composer, row, reply, action, when, quoted, with_time=bool({"both", "timescale"} & set(shape.columns))
    )
    if shape.ticks:
        composer.paper.responses[-1].status_text = ""  # a mark says it, no words
    return cells


def _tick_cells(mark: str, reply: Reply | None) -> list[Cell]:
    chosen = {"accepted": 0, "partially_accepted": 1, "rejected": 2}.get(reply.status if reply else "", 3)
    if mark == "drawn":
        return [Cell([], tick=n == chosen) for n in range(3)]
    return [cell(Piece(mark if n == chosen else "", Role.STATUS)) for n in range(3)]


def keep_form_row(
    composer: Composer,
    row: RecommendationRow,
    reply: Reply | None,
    action: Piece,
    when: Piece,
    quoted: Piece,
    with_time: bool = True,
) -> None:
    """Keep the gold row of a pro forma's answer: its text is the action and the time scale."""
    text = f"{action.text} {when.text if with_time else ''}".strip()
    composer.paper.responses.append(
        ResponseRow(
            action if action.text else quoted,
            text,
            row.number,
            reply.status if reply else "blank",
            reply.status_text if reply else "",
            action.text,
            when.text if with_time else "",
            reply.owner if reply else "",
            row.text,
            reply.when.start if reply and with_time else "",
            reply.when.end if reply and with_time else "",
            [row],
        )
    )


def set_labelled_rows(composer: Composer, asked: list[Asked], tables_each: bool = True) -> None:
    """One table for each recommendation with the words Recommendation, Response, Owner, Due at the left."""
    words = composer.content.words
    names = [
        words.heading(n)
        for n in ("word_recommendation", "column_status", "column_action", "column_owner", "column_timescale")
    ]
    for demand, row in asked:
        reply = composer.content.draw_reply(demand)
        quoted, action = Piece(row.text, Role.QUOTATION), Piece(reply.action, Role.ACTION)
        when = Piece(reply.when.text, Role.TIMESCALE)
        values = [
            cell(quoted),
            cell(Piece(reply.status_text, Role.STATUS)),
            cell(action),
            cell(Piece(reply.owner, Role.OWNER)),
            cell(when),
        ]
        label = f"{names[0]} {row.number}".strip()
        roles = [
            Role.NUMBER if row.number else Role.RECOMMENDATION_HEADING,
            Role.REPLY_HEADING,
            Role.OTHER,
            Role.OTHER,
            Role.OTHER,
        ]
        labels = [composer.header_cell_plain(t, r) for t, r in zip([label, *names[1:]], roles, strict=True)]
        composer.add(Table([[a, b] for a, b in zip(labels, values, strict=True)], [0.26, 0.74], 0, "grid"), Gap(10))
        keep_form_row(composer, row, reply, action, when, quoted)


def set_two_row_table(composer: Composer, asked: list[Asked]) -> None:
    """One table in which a row quotes the recommendation across and the row under it holds the answer."""
    words = composer.content.words
    names = ("column_status", "column_action", "column_timescale")
    rows: list[list[Cell]] = [[composer.header_cell(words.heading(name), Role.REPLY_HEADING) for name in names]]
    for demand, row in asked:
        reply = composer.content.draw_reply(demand)
        quoted, action = Piece(row.text, Role.QUOTATION, "b"), Piece(reply.action, Role.ACTION)
        when = Piece(reply.when.text, Role.TIMESCALE)
        number = [Piece(f"{row.number}.", Role.NUMBER, "b")] if row.number else []
        rows.append([Cell([Paragraph([*number, quoted], "cell")], columns=3, shade=composer.look.tint)])
        rows.append([cell(Piece(reply.status_text, Role.STATUS)), cell(action), cell(when)])
        keep_form_row(composer, row, reply, action, when, quoted)
    composer.add(composer.table(rows, [0.2, 0.58, 0.22]))
