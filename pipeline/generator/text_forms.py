"""Recommendations among running text: bold paragraphs, boxes, side headings, sentences, conclusions, decisions."""

from __future__ import annotations

from pipeline.generator.composer import Composer, hung
from pipeline.generator.content import Demand
from pipeline.generator.paper import Box, Paragraph, Piece, RecommendationRow, Role, SideHeading
from pipeline.generator.recommendation_forms import LONG_LABEL, add_row, in_groups, set_item, subpoint_items
from pipeline.generator.wording import load_grammar


def set_bold_paragraphs(composer: Composer, demands: list[Demand]) -> None:
    """Bold numbered paragraphs, each behind a paragraph of narrative."""
    for index, demand in enumerate(demands, 1):
        composer.add_text(composer.content.narrative(1)[0])
        composer.add(*set_item(composer, demand, index, None, "b"))


def set_section_numbers(composer: Composer, demands: list[Demand]) -> None:
    """Numbered like the paragraphs around them: 4.2, 4.3."""
    composer.add_lead(composer.content.words.heading("lead_in"))
    for index, demand in enumerate(demands, 1):
        composer.add(*set_item(composer, demand, index, "4.1"))


def set_references(composer: Composer, demands: list[Demand]) -> None:
    """Numbered with the committee's references: HOSC/24/07."""
    start = composer.rng.randrange(1, 20)
    year = composer.content.day.year % 100
    style = f"ref:{composer.rng.choice(['HOSC', 'OSC', 'SCR', 'PSC'])}/{year}"
    for index, demand in enumerate(demands, start):
        composer.add(*set_item(composer, demand, index, style))


def set_titled(composer: Composer, demands: list[Demand]) -> None:
    """A title of its own over each recommendation."""
    for index, demand in enumerate(demands, 1):
        printed, number = composer.number(index, composer.rng.choice([composer.look.numbering]))
        title = Piece(demand.title, Role.RECOMMENDATION_HEADING, "b")
        label = [Piece(printed, Role.NUMBER, "b")] if printed else []
        piece = Piece(demand.text, Role.RECOMMENDATION)
        add_row(composer, piece, demand, number=number, title=demand.title)
        composer.add(Paragraph([*label, title], "h3"), Paragraph([piece], "body"))
        composer.add(*subpoint_items(composer, demand))


def _boxed(composer: Composer, demands: list[Demand], looks: list[str]) -> None:
    look = composer.rng.choice(looks)
    inside = composer.rng.random() < 0.7
    for index, demand in enumerate(demands, 1):
        composer.add_text(composer.content.narrative(1)[0])
        composer.add(boxed_item(composer, demand, index, look, inside))


def boxed_item(composer: Composer, demand: Demand, index: int, look: str, headed: bool) -> Box:
    """Return one recommendation in a box, its number as a heading line or in front of the text."""
    style = composer.look.numbering if len(composer.look.numbering) > LONG_LABEL else "Recommendation 1"
    if not headed:
        return Box(set_item(composer, demand, index, style), look)
    printed, number = composer.number(index, style)
    piece = Piece(demand.text, Role.RECOMMENDATION)
    add_row(composer, piece, demand, number=number)
    heading = Paragraph([Piece(printed, Role.NUMBER, "b")], "boxhead")
    return Box([heading, Paragraph([piece], "box"), *subpoint_items(composer, demand)], look)


def set_boxes(composer: Composer, demands: list[Demand]) -> None:
    """A framed or shaded box for each, behind narrative."""
    _boxed(composer, demands, ["framed", "shaded", "filled"])


def set_ruled_boxes(composer: Composer, demands: list[Demand]) -> None:
    """A rule at the side of each."""
    _boxed(composer, demands, ["ruled"])


def set_shaded_list(composer: Composer, demands: list[Demand]) -> None:
    """The whole list in one shaded box."""
    for start in range(0, len(demands), 5):
        paragraphs: list[Paragraph] = []
        for index, demand in enumerate(demands[start : start + 5], start + 1):
            paragraphs += set_item(composer, demand, index)
        composer.add(Box(paragraphs, composer.rng.choice(["shaded", "framed"])))


def set_side(composer: Composer, demands: list[Demand]) -> None:
    """Side headings in the margin, the recommendation right of it among narrative."""
    for index, demand in enumerate(demands, 1):
        printed, number = composer.number(index, "Recommendation 1")
        piece = Piece(demand.text, Role.RECOMMENDATION, composer.rng.choice(["", "", "b", "i"]))
        add_row(composer, piece, demand, number=number)
        narrative = Piece(composer.content.narrative(1)[0])
        topic = Paragraph([Piece(demand.title, Role.OTHER, "b")], "side")
        composer.add(SideHeading(topic, [Paragraph([narrative], "body")]))
        heading = Paragraph([Piece(printed, Role.NUMBER, "b")], "side")
        composer.add(SideHeading(heading, [Paragraph([piece], "body"), *subpoint_items(composer, demand)]))


def set_sentences(composer: Composer, demands: list[Demand]) -> None:
    """Sentences in running prose, between narrative sentences."""
    for demand in demands:
        before, after = composer.content.narrative(1)[0], composer.content.line("findings", "finding")
        piece = Piece(demand.text, Role.RECOMMENDATION)
        add_row(composer, piece, demand)
        order = [Piece(before), piece, Piece(after, Role.FINDING)]
        if composer.rng.random() < 0.5:
            order.pop()
        composer.add(Paragraph(order, "body"))


def set_paragraphs(composer: Composer, demands: list[Demand]) -> None:
    """A paragraph each, without a number or a sign."""
    for demand in demands:
        piece = Piece(demand.text, Role.RECOMMENDATION)
        add_row(composer, piece, demand)
        composer.add(Paragraph([piece], "body"))


def set_grouped_paragraphs(composer: Composer, demands: list[Demand]) -> None:
    """Such paragraphs under sub-headings, now and then behind one of narrative."""
    for heading, group in in_groups(composer, demands, "group_heading"):
        composer.add_heading(heading, Role.RECOMMENDATION_HEADING, 2)
        if composer.rng.random() < 0.3:
            composer.add_text(composer.content.line("findings", "finding"), Role.FINDING)
        set_paragraphs(composer, group)


def set_among_paragraphs(composer: Composer, demands: list[Demand]) -> None:
    """Paragraphs that recommend among others that don't, all numbered on (4.1, 4.2 …) or none."""
    rng, content = composer.rng, composer.content
    section, numbered, count = rng.randrange(2, 7), rng.random() < 0.6, 0
    for demand in demands:
        if rng.random() < 0.5:
            composer.add_heading(demand.title, Role.OTHER, 2)
        texts = [*content.narrative(rng.randrange(0, 3)), content.line("findings", "finding")]
        opening = [Piece(texts.pop())] if rng.random() < 0.3 else []
        for text in texts:
            count += 1
            composer.add(_numbered([Piece(text)], f"{section}.{count}" if numbered else ""))
        count += 1
        piece = Piece(demand.text, Role.RECOMMENDATION)
        add_row(composer, piece, demand, number=f"{section}.{count}" if numbered else "")
        composer.add(_numbered([*opening, piece], f"{section}.{count}" if numbered else ""))


def _numbered(pieces: list[Piece], number: str) -> Paragraph:
    paragraph = hung(number, pieces[0]) if number else Paragraph([pieces[0]], "body")
    paragraph.pieces += pieces[1:]
    return paragraph


def set_letter_mixed(composer: Composer, demands: list[Demand]) -> None:
    """Requests of a letter: sentences at the end of a paragraph, and now and then bullets behind "would like it to:"."""
    rng, content = composer.rng, composer.content
    while demands:
        if rng.random() < 0.5:
            composer.add_heading(demands[0].title, Role.OTHER, 2)
        text = content.narrative(1)[0]
        if len(demands) > 3 and rng.random() < 0.4:
            lead = content.words.draw(load_grammar("layout")["lead_request"]["train"], addressee=demands[0].addressee)
            composer.add(Paragraph([Piece(text), Piece(lead, Role.LEAD_IN)], "body"))
            for demand in [demands.pop(0) for _ in range(3)]:
                verb = content.draw_demand("verb", demand.addressee).text
                demand.text = verb + ("." if demands and demand is demands[0] else ";")
                piece = Piece(demand.text, Role.RECOMMENDATION)
                add_row(composer, piece, demand).stem = lead
                composer.add(Paragraph([piece], "item", Piece(composer.look.bullet, Role.NUMBER)))
            continue
        demand = demands.pop(0)
        piece = Piece(demand.text, Role.RECOMMENDATION)
        add_row(composer, piece, demand)
        composer.add(Paragraph([Piece(text), piece], "body"))


def set_conclusions(composer: Composer, demands: list[Demand]) -> None:
    """Conclusions and recommendations in one numbered list, each with the number of its paragraph."""
    heading = ""
    for index, demand in enumerate(demands, 1):
        if demand.title != heading and composer.rng.random() < 0.5:
            composer.add_heading(demand.title, Role.OTHER, 2)
            heading = demand.title
        kind = "conclusion" if demand.mood == "conclusion" else "scrutiny"
        role = Role.CONCLUSION if kind == "conclusion" else Role.RECOMMENDATION
        paragraph = str(composer.rng.randrange(3, 9) + index * 7)
        piece = Piece(demand.text, role, "i" if kind == "conclusion" and composer.look.cover else "")
        add_row(composer, piece, demand, number=str(index), kind=kind, paragraph=paragraph)
        item = hung(f"{index}.", piece)
        item.pieces.append(Piece(f"(Paragraph {paragraph})", Role.OTHER))
        composer.add(item)


def set_decision(composer: Composer, demands: list[Demand]) -> None:
    """What a report asks its own meeting to decide."""
    words = composer.content.words
    stem = composer.add_lead(words.heading("lead_decision")).text
    style = composer.rng.choice(["1.", "a)", "(a)", "i.", "1)"])
    for index, demand in enumerate(demands, 1):
        printed, number = composer.number(index, style)
        piece = Piece(demand.text, Role.DECISION)
        row = RecommendationRow(piece, demand.text, number, "decision", stem=stem)
        composer.paper.recommendations.append(row)
        composer.add(hung(printed, piece))
