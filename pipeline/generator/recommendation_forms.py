"""Recommendations set as lists: each form adds them to the paper and their gold rows with them."""

from __future__ import annotations

from pipeline.generator.composer import Composer, hung
from pipeline.generator.content import Demand
from pipeline.generator.look import BULLETS
from pipeline.generator.paper import Paragraph, Piece, RecommendationRow, Role
from pipeline.generator.wording import capitalise, load_grammar

LONG_LABEL = 6
"""A label longer than this stands in the line (Recommendation 3: …) and does not hang."""


def add_row(composer: Composer, piece: Piece, demand: Demand, **facts: str) -> RecommendationRow:
    """Keep the gold row of a recommendation that begins with `piece`."""
    row = RecommendationRow(
        piece,
        demand.full_text,
        category=demand.category,
        addressee=demand.addressee,
        demand=demand,
        number=facts.get("number", ""),
        kind=facts.get("kind", "scrutiny"),
        stem=facts.get("stem", ""),
        title=facts.get("title", ""),
        paragraph=facts.get("paragraph", ""),
    )
    composer.paper.recommendations.append(row)
    return row


def set_item(
    composer: Composer, demand: Demand, index: int, style: str | None = None, look: str = ""
) -> list[Paragraph]:
    """Return a recommendation as a numbered item with its sub-points, and keep its row."""
    printed, number = composer.number(index, style)
    piece = Piece(demand.text, Role.RECOMMENDATION, look)
    add_row(composer, piece, demand, number=number)
    first = (
        Paragraph([Piece(printed, Role.NUMBER, "b"), piece], "body")
        if len(printed) > LONG_LABEL
        else hung(printed, piece, look="b" if look else "")
    )
    return [first, *subpoint_items(composer, demand)]


def subpoint_items(composer: Composer, demand: Demand) -> list[Paragraph]:
    """Return a demand's sub-points as bullets under it."""
    # Bullets, so that sub-points belong to their parent and are no recommendations of their own.
    mark = composer.rng.choice(["•", "–", "▪"])
    return [hung(mark, Piece(point, Role.RECOMMENDATION), 1) for point in demand.subpoints]


def set_list(composer: Composer, demands: list[Demand]) -> None:
    """One list; by category where the demands have one, its numbers going on or starting again."""
    words = composer.content.words
    restart = composer.rng.random() < 0.5
    heading = _category_words(composer, "category_heading")
    last, index = "", 0
    composer.add_lead(words.heading("lead_in"))
    for demand in demands:
        if demand.category != last and demand.category:
            composer.add_heading(heading[demand.category], Role.RECOMMENDATION_HEADING, 2)
            index = 0 if restart else index
            last = demand.category
        index += 1
        composer.add(*set_item(composer, demand, index))


def _category_words(composer: Composer, name: str) -> dict[str, str]:
    pairs = composer.content.words.heading(name).split("|")
    return dict(pair.split("=", 1) for pair in pairs)


def set_tagged(composer: Composer, demands: list[Demand]) -> None:
    """One list in which a tag behind each item tells its category."""
    tags = _category_words(composer, "tag")
    composer.add_lead(composer.content.words.heading("lead_in"))
    for index, demand in enumerate(demands, 1):
        items = set_item(composer, demand, index)
        if demand.category:
            items[-1].pieces.append(Piece(tags[demand.category], Role.OTHER, "i"))
        composer.add(*items)


def set_sentence_groups(composer: Composer, demands: list[Demand]) -> None:
    """Lists whose category a sentence above tells; each list starts anew."""
    sentences = _category_words(composer, "category_sentence")
    style = composer.rng.choice(["i.", "(a)", "1.", "(i)"])
    for category in dict.fromkeys(demand.category for demand in demands):
        group = [demand for demand in demands if demand.category == category]
        composer.add_text(sentences[category], Role.LEAD_IN)
        stem = composer.add_lead(composer.content.words.heading("lead_that")).text
        _complete(group)
        for index, demand in enumerate(group, 1):
            composer.add(*set_item(composer, demand, index, style))
            composer.paper.recommendations[-1].stem = stem


def set_that(composer: Composer, demands: list[Demand]) -> None:
    """Clauses behind "recommends:", in one sentence."""
    stem = composer.add_lead(composer.content.words.heading("lead_that")).text
    _complete(demands)
    for index, demand in enumerate(demands, 1):
        composer.add(*set_item(composer, demand, index, composer.rng.choice(["(a)"])))
        composer.paper.recommendations[-1].stem = stem


def set_verbs(composer: Composer, demands: list[Demand]) -> None:
    """Verbs behind "is asked to:", a list for each body."""
    by_body: dict[str, list[Demand]] = {}
    for demand in demands:
        by_body.setdefault(demand.addressee, []).append(demand)
    index = 0
    style = composer.rng.choice(["•", "(a)", "1.", "i."])
    for body, group in by_body.items():
        stem = composer.add_lead(composer.content.words.heading("lead_verb", addressee=body)).text
        _complete(group)
        for demand in group:
            index += 1
            items = set_item(composer, demand, index, "" if style == "•" else style)
            if style == "•":
                items[0].label = Piece(composer.look.bullet, Role.NUMBER)
            composer.paper.recommendations[-1].stem = stem
            composer.add(*items)


def _complete(demands: list[Demand]) -> None:
    for demand in demands[:-1]:
        demand.text += ";"
    if len(demands) > 1:
        demands[-2].text += " and"
    demands[-1].text += "."


def set_nouns(composer: Composer, demands: list[Demand]) -> None:
    """Noun phrases behind a lead-in."""
    stem = composer.add_lead(composer.content.words.heading("lead_noun")).text
    style = composer.rng.choice(["(a)", "1.", "i.", ""])
    for index, demand in enumerate(demands, 1):
        demand.text = capitalise(demand.text) + ("" if style else ".")
        items = set_item(composer, demand, index, style)
        if not style:
            items[0].label = Piece(composer.look.bullet, Role.NUMBER)
        composer.paper.recommendations[-1].stem = stem
        composer.add(*items)


def set_bullets(composer: Composer, demands: list[Demand], mark: str = "") -> None:
    """Bullets without numbers."""
    if composer.rng.random() < 0.6:
        composer.add_lead(composer.content.words.heading("lead_in"))
    for demand in demands:
        items = set_item(composer, demand, 1, "")
        items[0].label = Piece(mark or composer.look.bullet, Role.NUMBER)
        composer.add(*items)


def set_ticked_bullets(composer: Composer, demands: list[Demand]) -> None:
    """Ticks for bullets."""
    set_bullets(composer, demands, composer.rng.choice(["✓", "✔", "➢"]))


def in_groups(composer: Composer, demands: list[Demand], name: str) -> list[tuple[str, list[Demand]]]:
    """Return the recommendations in two or three groups, each under a heading."""
    halves = load_grammar("layout")[name]
    words = halves["test" if composer.content.words.test else "train"]
    count = min(3, len(demands) // 2)
    headings = words[:3] if name == "deadline_heading" else composer.rng.sample(words, max(count, 1))
    size = -(-len(demands) // max(count, 1))
    return [(headings[n], demands[n * size : (n + 1) * size]) for n in range(max(count, 1)) if demands[n * size :]]


def set_grouped_list(composer: Composer, demands: list[Demand]) -> None:
    """Lists under sub-headings, counting on or anew."""
    restart = composer.rng.random() < 0.4
    index = 0
    for heading, group in in_groups(composer, demands, "group_heading"):
        composer.add_heading(heading, Role.RECOMMENDATION_HEADING, 2)
        index = 0 if restart else index
        for demand in group:
            index += 1
            composer.add(*set_item(composer, demand, index))


def set_grouped_bullets(composer: Composer, demands: list[Demand]) -> None:
    """Bullets under sub-headings, each group with a sentence of narrative."""
    for heading, group in in_groups(composer, demands, "group_heading"):
        composer.add_heading(heading, Role.RECOMMENDATION_HEADING, 2)
        if composer.rng.random() < 0.6:
            composer.add_text(composer.content.line("findings", "finding"), Role.FINDING)
        for demand in group:
            items = set_item(composer, demand, 1, "")
            items[0].label = Piece(composer.look.bullet, Role.NUMBER)
            composer.add(*items)


def set_deadlines(composer: Composer, demands: list[Demand]) -> None:
    """Bullets under deadlines ("Within three months:")."""
    for heading, group in in_groups(composer, demands, "deadline_heading"):
        composer.add_heading(heading, Role.RECOMMENDATION_HEADING, 2)
        for demand in group:
            items = set_item(composer, demand, 1, "")
            items[0].label = Piece(composer.rng.choice(BULLETS[:2]), Role.NUMBER)
            composer.add(*items)
