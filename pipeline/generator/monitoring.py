"""Monitoring tables: what became of each recommendation, with red, amber and green."""

from __future__ import annotations

from datetime import date

from pipeline.generator.composer import Composer, cell
from pipeline.generator.content import Demand, When
from pipeline.generator.paper import Cell, Paragraph, Piece, RecommendationRow, Role, UpdateRow
from pipeline.generator.wording import load_grammar

DELIVERIES = ["completed"] * 4 + ["in_progress"] * 4 + ["not_started", "delayed", "delayed", "stopped", "not_known"]
COLOURS = {
    "completed": ("Blue", "9DC3E6"), "in_progress": ("Green", "A9D18E"), "not_started": ("Amber", "FFD966"),
    "delayed": ("Red", "FF7C80"), "stopped": ("Red", "FF7C80"), "not_known": ("Amber", "FFD966"),
}  # fmt: skip
LETTERS = {"Blue": "B", "Green": "G", "Amber": "A", "Red": "R"}


def set_monitoring(composer: Composer, asked: list[tuple[Demand, RecommendationRow]], day: date) -> None:
    """Add the table and keep its rows."""
    words, rng = composer.content.words, composer.rng
    names = (
        "column_number",
        "column_recommendation",
        "column_update",
        "column_owner",
        "column_timescale",
        "column_rag",
    )
    roles = {"column_recommendation": Role.RECOMMENDATION_HEADING, "column_update": Role.REPLY_HEADING}
    header = [composer.header_cell(words.heading(name), roles.get(name, Role.OTHER)) for name in names]
    shown = rng.choice(["word", "letter", "colour", "delivery"])
    rows = [[*header[:5], header[5]]]
    for demand, row in asked:
        rows.append(_row(composer, demand, row, shown, day))
    composer.add(composer.table(rows, [0.07, 0.31, 0.27, 0.14, 0.11, 0.1]))


def _row(composer: Composer, demand: Demand, row: RecommendationRow, shown: str, day: date) -> list[Cell]:
    words, rng = composer.content.words, composer.rng
    replies = load_grammar("replies")
    delivery = rng.choice(DELIVERIES)
    colour, shade = COLOURS[delivery]
    delivery_text = words.pick(replies["delivery"][delivery])
    update = Piece(words.draw(replies["update"][delivery], **demand.slots), Role.REPLY)
    when: When = composer.content.draw_when()
    owner = words.pick(["{officer_role}"])
    printed = {"word": colour, "letter": LETTERS[colour], "colour": "", "delivery": delivery_text}[shown]
    status = cell(Piece(printed, Role.STATUS))
    if shown != "delivery" or rng.random() < 0.7:
        status.shade = shade
    composer.paper.updates.append(
        UpdateRow(
            update,
            row.number,
            row.text,
            delivery,
            delivery_text if shown == "delivery" else "",
            colour.lower(),
            update.text,
            owner,
            when.text,
            when.end,
            day.isoformat(),
        )
    )
    quoted = Cell([Paragraph([Piece(row.text, Role.QUOTATION)], "cell")])
    number = cell(Piece(row.number, Role.NUMBER))
    return [
        number,
        quoted,
        cell(update),
        cell(Piece(owner, Role.OWNER)),
        cell(Piece(when.text, Role.TIMESCALE)),
        status,
    ]
