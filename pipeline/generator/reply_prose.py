"""Replies in prose: government style, letters of every kind, minutes, quotations with an answer behind."""

from __future__ import annotations

from pipeline.generator.composer import Composer, hung
from pipeline.generator.content import Reply
from pipeline.generator.paper import Box, Paragraph, Piece, RecommendationRow, ResponseRow, Role
from pipeline.generator.reply_tables import Asked
from pipeline.generator.wording import load_grammar


def keep_reply(
    composer: Composer, rows: list[RecommendationRow], reply: Reply, pieces: list[Piece], number: str, quoted: str = ""
) -> None:
    """Keep the gold row of a reply in prose: its text is all of it."""
    text = " ".join(piece.text for piece in pieces)
    responder = composer.content.words.slots["responder"]
    composer.paper.responses.append(
        ResponseRow(pieces[0], text, number, reply.status, responder=responder, quoted=quoted, answers=rows)
    )


def _long_reply(composer: Composer, reply: Reply, demand_slots: dict[str, str]) -> list[Piece]:
    pieces = [Piece(reply.prose, Role.REPLY)]
    if composer.rng.random() < 0.35:
        context = load_grammar("replies")["context"]["lines"]
        pieces.append(Piece(composer.content.words.draw(context, **demand_slots), Role.REPLY))
    return pieces


def set_government(composer: Composer, asked: list[Asked], joint: bool = False) -> None:
    """ "Recommendation: …" quoted, "Response: …" under it; joint ones quote two and answer once."""
    words, rng = composer.content.words, composer.rng
    word, answer_word = words.heading("word_recommendation"), words.heading("word_response")
    setting = rng.choice(["line", "heading", "box", "italic"])
    numbers = all(row.number for _, row in asked) and rng.random() < 0.85
    position = 0
    while position < len(asked):
        size = 2 if joint and rng.random() < 0.4 and position + 1 < len(asked) else 1
        group = asked[position : position + size]
        position += size
        for _, row in group:
            _quote(composer, f"{word} {row.number}" if numbers else word, row, setting)
        _answer(composer, group, answer_word, setting, numbers)


def _quote(composer: Composer, label: str, row: RecommendationRow, setting: str) -> None:
    head, quoted = (
        Piece(label, Role.NUMBER if row.number in label.split() else Role.RECOMMENDATION_HEADING, "b"),
        Piece(row.text, Role.QUOTATION, "i" if setting == "italic" else "b" if setting == "line" else ""),
    )
    if setting == "line":
        head.text += ":"
        composer.add(Paragraph([head, quoted], "body"))
    elif setting == "box":
        composer.add(Box([Paragraph([head], "boxhead"), Paragraph([quoted], "box")], composer.look.box))
    else:
        composer.add(Paragraph([head], "h3"), Paragraph([quoted], "quote" if setting == "italic" else "body"))


def _answer(composer: Composer, group: list[Asked], word: str, setting: str, numbers: bool) -> None:
    demand = group[0][0]
    reply = composer.content.draw_reply(demand)
    pieces = _long_reply(composer, reply, demand.slots)
    heading = Piece(word, Role.REPLY_HEADING, "b")
    if setting == "line":
        heading.text += ":"
        composer.add(Paragraph([heading, pieces[0]], "body"))
        rest = pieces[1:]
    else:
        composer.add(Paragraph([heading], "h3"))
        rest = pieces
    composer.add(*[Paragraph([piece], "body") for piece in rest])
    rows = [row for _, row in group]
    number = _join_numbers([row.number for row in rows]) if numbers else ""
    keep_reply(composer, rows, reply, pieces, number, " ".join(row.text for row in rows))


def _join_numbers(numbers: list[str]) -> str:
    return "-".join([numbers[0], numbers[-1]]) if len(numbers) > 1 else numbers[0]


def set_quotation(composer: Composer, asked: list[Asked]) -> None:
    """The recommendation repeated in italics or a box, the answer in plain paragraphs behind it, no labels."""
    boxed = composer.rng.random() < 0.5
    for demand, row in asked:
        quoted = Piece(row.text, Role.QUOTATION, "i")
        number = f"{row.number}." if row.number and len(row.number) < 5 else row.number
        paragraph = hung(number, quoted) if number else Paragraph([quoted], "quote")
        composer.add(Box([paragraph], "shaded") if boxed else paragraph)
        reply = composer.content.draw_reply(demand)
        pieces = _long_reply(composer, reply, demand.slots)
        composer.add(*[Paragraph([piece], "body") for piece in pieces])
        keep_reply(composer, [row], reply, pieces, row.number, row.text)


def set_letter(composer: Composer, asked: list[Asked], kind: str) -> None:
    """Answers in a letter: by number, by topic (heading or underlined), in order, or "On your first point"."""
    points = load_grammar("replies")["letter"]["point_open"][0].split("|")
    position = 0
    while position < len(asked):
        joint = kind == "letter-numbers" and composer.rng.random() < 0.25 and position + 2 < len(asked)
        size = composer.rng.choice([2, 3]) if joint else 1
        group = asked[position : position + size]
        demand = group[0][0]
        reply = composer.content.draw_reply(demand)
        pieces = _long_reply(composer, reply, demand.slots)
        number = ""
        if kind == "letter-numbers" and all(row.number for _, row in group):
            number = _letter_number(composer, [row.number for _, row in group])
        elif kind == "letter-topics":
            composer.add(Paragraph([Piece(demand.title, Role.REPLY_HEADING, "b")], "h3"))
        elif kind == "letter-underlined":
            composer.add(Paragraph([Piece(demand.title, Role.REPLY_HEADING, "u")], "body"))
        elif kind == "letter-points" and position < len(points):
            pieces[0].text = f"{points[position]} {_lower_first(pieces[0].text)}"
        composer.add(*[Paragraph([piece], "body") for piece in pieces])
        keep_reply(composer, [row for _, row in group], reply, pieces, number)
        position += size


def _letter_number(composer: Composer, numbers: list[str]) -> str:
    word = "Recommendation" if len(numbers) == 1 else "Recommendations"
    printed = numbers[0]
    if len(numbers) == 2:
        printed = f"{numbers[0]} and {numbers[1]}"
    elif len(numbers) > 2:
        printed = f"{numbers[0]} to {numbers[-1]}"
    composer.add(Paragraph([Piece(f"{word} {printed}", Role.NUMBER, "b")], "h3"))
    return _join_numbers(numbers)


def _lower_first(text: str) -> str:
    first = text.split(" ", 1)[0]
    keep = {"I", "NHS"} | {word for word in [first] if word.isupper() and len(word) > 1}
    return text if first in keep else text[:1].lower() + text[1:]


def set_minutes_reply(composer: Composer, asked: list[Asked]) -> None:
    """A minute of the meeting that answered: each recommendation named, what was resolved behind it."""
    for demand, row in asked:
        reply = composer.content.draw_reply(demand)
        label = f"Recommendation {row.number}:" if row.number else f"{demand.title}:"
        piece = Piece(reply.prose, Role.REPLY)
        composer.add(Paragraph([Piece(label, Role.NUMBER if row.number else Role.REPLY_HEADING, "b"), piece], "body"))
        keep_reply(composer, [row], reply, [piece], row.number)


def set_reply_behind(composer: Composer, asked: Asked) -> None:
    """A reply printed in the report itself, behind the recommendation it answers."""
    demand, row = asked
    reply = composer.content.draw_reply(demand)
    piece = Piece(reply.prose, Role.REPLY)
    composer.add(Paragraph([Piece(composer.content.words.heading("word_response"), Role.REPLY_HEADING, "b")], "h3"))
    composer.add(Paragraph([piece], "quote"))
    keep_reply(composer, [row], reply, [piece], row.number)
