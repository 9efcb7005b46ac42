"""The papers that recommend: scrutiny reports, inquiries, audits, inspections, officer reports, letters."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.generator import recommendation_forms as lists
from pipeline.generator import table_forms as tables
from pipeline.generator import text_forms as texts
from pipeline.generator.composer import Composer
from pipeline.generator.content import CATEGORIES, Content, Demand, long_date
from pipeline.generator.families import Family
from pipeline.generator.look import Look
from pipeline.generator.paper import Paper, Paragraph, Piece, Role
from pipeline.generator.reply_prose import set_reply_behind
from pipeline.generator.sections import (
    add_contents,
    add_cover,
    add_end,
    add_evidence,
    add_findings,
    add_front,
    add_meeting_block,
)
from pipeline.generator.wording import load_grammar

Form = Callable[[Composer, list[Demand]], None]
FORMS: dict[str, Form] = {
    "list": lists.set_list,
    "tagged": lists.set_tagged,
    "sentence-groups": lists.set_sentence_groups,
    "that": lists.set_that,
    "verbs": lists.set_verbs,
    "nouns": lists.set_nouns,
    "bullets": lists.set_bullets,
    "ticked-bullets": lists.set_ticked_bullets,
    "grouped-list": lists.set_grouped_list,
    "grouped-bullets": lists.set_grouped_bullets,
    "deadlines": lists.set_deadlines,
    "bold-paragraphs": texts.set_bold_paragraphs,
    "section-numbers": texts.set_section_numbers,
    "references": texts.set_references,
    "titled": texts.set_titled,
    "boxes": texts.set_boxes,
    "ruled-boxes": texts.set_ruled_boxes,
    "shaded-list": texts.set_shaded_list,
    "side": texts.set_side,
    "sentences": texts.set_sentences,
    "among-paragraphs": texts.set_among_paragraphs,
    "letter-mixed": texts.set_letter_mixed,
    "strips": tables.set_strips,
    "paragraphs": texts.set_paragraphs,
    "grouped-paragraphs": texts.set_grouped_paragraphs,
    "conclusions": texts.set_conclusions,
    "decision": texts.set_decision,
    "table": tables.set_table,
    "table-addressee": tables.set_table_addressee,
    "table-category": tables.set_table_category,
    "ruled-table": tables.set_ruled_table,
    "small-tables": tables.set_small_tables,
    "audit-table": tables.set_audit_table,
    "audit-paragraphs": tables.set_audit_paragraphs,
}
MOODS = {
    "that": "that",
    "verbs": "verb",
    "nouns": "noun",
    "ruled-table": "area_for_improvement",
    "deadlines": "imperative",
}
UNHEADED = ("sentences", "among-paragraphs", "letter-mixed")
"""Forms that as often as not stand under no heading that announces them."""
FREE_MOOD_FORMS = {
    "bullets",
    "grouped-bullets",
    "ticked-bullets",
    "list",
    "grouped-list",
    "table",
    "shaded-list",
    "titled",
}
"""Forms whose items are sentences or orders, one or the other through the whole list."""


def draw_demands(content: Content, family: Family) -> list[Demand]:
    """Draw the recommendations of a report, in the grammatical form that its layout needs."""
    rng = content.rng
    mood = rng.choice(family.moods.split()) if family.moods else MOODS.get(family.form, "full")
    if not family.moods and family.form in FREE_MOOD_FORMS and rng.random() < 0.35:
        mood = "imperative"
    if family.form == "that" and family.categories:
        mood = "that"
    count = rng.randrange(4, 13)
    share = (
        rng.choice([0, 0, 0.25]) if mood == "full" and family.form not in ("sentences", "conclusions", "verbs") else 0
    )
    if family.form == "verbs":
        bodies = rng.sample(content.addressees, 2)
        demands = [d for body in bodies for d in content.draw_demands(max(2, count // 2), mood, body)]
    else:
        demands = content.draw_demands(count, mood, subpoint_share=share)
    if family.categories:
        _add_categories(demands, rng.sample(range(1, count), 2))
    return demands


def _add_categories(demands: list[Demand], cuts: list[int]) -> None:
    first, second = sorted(cuts)
    for index, demand in enumerate(demands):
        demand.category = CATEGORIES[(index >= first) + (index >= second)]


def write_report(content: Content, family: Family, look: Look) -> Paper:
    """Write the report of a case in its family's layout."""
    makers = {
        "officer": write_officer_report,
        "audit": write_audit,
        "letter": write_letter_report,
        "parliament": write_parliament_report,
    }
    return makers.get(family.report, write_review)(content, family, look)


def _new_paper(content: Content, name: str, doc_type: str, title: str, dated: bool = True) -> Paper:
    rng, slots = content.rng, content.words.slots
    day = content.day.isoformat() if dated else ""
    paper = Paper(f"{slots['place'].lower()}-{name}", doc_type, title, day, "")
    paper.head = rng.choice(["", "", title, slots["council"]])
    paper.foot = rng.choice(["{page}", "Page {page}", "{page}", f"{title}  |  {{page}}", ""])
    return paper


def _author(content: Content, family: Family) -> str:
    words = content.words
    bodies = load_grammar("bodies")
    if family.report == "scrutiny":
        return words.expand(
            "Report of the " + words.rng.choice([words.slots["committee"], words.pick(bodies["task_group"])])
        )
    name = {"inquiry": "inquiry", "champion": "champion", "inspectorate": "inspectorate"}[family.report]
    return words.pick(bodies[name])


def write_review(content: Content, family: Family, look: Look) -> Paper:
    """Write a review: cover, contents, narrative, evidence, recommendations, closing matter."""
    slots, rng = content.words.slots, content.rng
    title = rng.choice(
        [
            "Review of {topic}",
            "{Topic}: time to act",
            "{Topic} in {place}",
            "Improving {topic}",
            "Scrutiny review: {topic}",
            "{Topic}",
        ]
    )
    paper = _new_paper(content, "report", "scrutiny_report", content.words.expand(title))
    paper.body = slots["responder"] if family.report == "scrutiny" else ""
    composer = Composer(paper, content, look)
    add_cover(composer, _author(content, family))
    front = len(paper.blocks)
    demands = draw_demands(content, family)
    early = rng.random() < 0.2 and not family.restate
    add_front(composer)
    if early:
        add_recommendations(composer, family, demands)
    add_evidence(composer, rng.randrange(2, 5))
    if rng.random() < 0.6:
        add_findings(composer)
    if not early:
        add_recommendations(composer, family, demands)
    if family.restate:
        restate(composer)
    add_end(composer)
    if look.contents and len(paper.blocks) > 25:
        add_contents(composer, list(composer.titles), front)
    return paper


def add_recommendations(composer: Composer, family: Family, demands: list[Demand]) -> None:
    """Add the heading and the recommendations in the family's form."""
    words = composer.content.words
    if family.form not in UNHEADED or composer.rng.random() < 0.5:
        composer.add_heading(words.heading("recommendation_heading"), Role.RECOMMENDATION_HEADING)
    form = family.form
    if family.categories == "tag":
        form = "tagged"
    elif family.categories == "sentence":
        form = "sentence-groups"
    if form == "inline":
        _set_inline(composer, demands, family)
        return
    FORMS[form](composer, demands)


def _set_inline(composer: Composer, demands: list[Demand], family: Family) -> None:
    for index, demand in enumerate(demands, 1):
        composer.add_heading(demand.title, Role.OTHER, 2)
        for text in composer.content.narrative(2):
            composer.add_text(text)
        composer.add(*lists.set_item(composer, demand, index, "Recommendation 1:", "b"))
        if family.reply == "within":
            set_reply_behind(composer, (demand, composer.paper.recommendations[-1]))


def restate(composer: Composer) -> None:
    """State all recommendations a second time, in a closing list: the same rows."""
    composer.add_heading(
        composer.rng.choice(["Summary of recommendations", "List of recommendations", "Appendix: all recommendations"]),
        Role.RECOMMENDATION_HEADING,
    )
    for row in composer.paper.recommendations:
        piece = Piece(row.text, Role.RECOMMENDATION)
        row.again.append(piece)
        label = Piece(f"{row.number}.", Role.NUMBER) if row.number else None
        composer.add(Paragraph([piece], "item", label))


def write_audit(content: Content, family: Family, look: Look) -> Paper:
    """Write an internal audit with the management's responses inside."""
    title = content.words.expand("Internal Audit Report {past_year}: {Topic}")
    paper = _new_paper(content, "internal-audit", "scrutiny_report", title)
    composer = Composer(paper, content, look)
    add_cover(composer, "Final report")
    tables.audit_opinion(composer)
    add_evidence(composer, 1)
    composer.add_heading(
        composer.rng.choice(["Findings and action plan", "Detailed findings", "Management action plan"])
    )
    FORMS[family.form](composer, content.draw_demands(content.rng.randrange(3, 8), "full"))
    return paper


def write_officer_report(content: Content, family: Family, look: Look) -> Paper:
    """Write an officer's report that asks its own meeting to decide."""
    words, rng = content.words, content.rng
    paper = _new_paper(content, "officer-report", "officer_report", words.expand("{Topic}: proposals for {year}"))
    paper.body = words.slots["responder"]
    composer = Composer(paper, content, look)
    rows = {
        "Meeting": words.expand("{board_cap}"),
        "Date": long_date(content.day),
        "Report of": words.expand("{officer_role}"),
        "Portfolio": words.expand("{member_role}"),
    }
    add_meeting_block(composer, rows)
    lines = rng.sample(load_grammar("demands")["decision"], rng.randrange(2, 6))
    slots = content.draw_demand("verb").slots
    demands = [Demand(words.expand(line, **slots), "decision", slots, "", "") for line in lines]
    composer.add_heading(words.heading("decision_heading"), Role.RECOMMENDATION_HEADING)
    texts.set_decision(composer, demands)
    add_front(composer)
    add_evidence(composer, rng.randrange(1, 4))
    composer.add_heading("Implications")
    for _ in range(3):
        composer.add_text(content.line("narrative", "implication"))
    return paper


def write_letter_report(content: Content, family: Family, look: Look) -> Paper:
    """Write a committee's letter that recommends."""
    words = content.words
    paper = _new_paper(
        content, "committee-letter", "scrutiny_report", words.expand("{Topic}: recommendations of the {committee}")
    )
    composer = Composer(paper, content, look)
    open_letter(composer, words.slots["committee"], long_date(content.day), paper.title)
    composer.add_text(content.line("narrative", "opening"))
    for text in content.narrative(content.rng.randrange(2, 5)):
        composer.add_text(text)
    add_recommendations(composer, family, draw_demands(content, family))
    composer.add_text(content.line("narrative", "legal"))
    close_letter(composer, "Chair of the Committee")
    return paper


def open_letter(composer: Composer, sender: str, day: str, subject: str) -> None:
    """Add the head of a letter: sender, date, salutation, subject."""
    words = composer.content.words
    address = [sender, words.pick(["{street}"]), words.slots["place"], "", day]
    composer.add(*[Paragraph([Piece(line)], "small" if line != day else "body") for line in address if line])
    composer.add_gap(10)
    name = words.pick(["{last_name}"])
    composer.add(Paragraph([Piece(f"Dear {composer.rng.choice(['Councillor', 'Dr', 'Ms', 'Mr'])} {name}")], "body"))
    composer.add(Paragraph([Piece(subject, Role.OTHER, "b")], "h2"))


def close_letter(composer: Composer, role: str) -> None:
    """Add the end of a letter."""
    for line in ("Yours sincerely", "", composer.content.words.pick(["{person}"]), role):
        composer.add(Paragraph([Piece(line)], "body") if line else Paragraph([Piece(" ")], "body"))


def write_parliament_report(content: Content, family: Family, look: Look) -> Paper:
    """Write a select committee's report with numbered conclusions and recommendations."""
    words, rng = content.words, content.rng
    paper = _new_paper(
        content, "committee-report", "scrutiny_report", words.expand("{Topic}: {small_word} questions"), False
    )
    composer = Composer(paper, content, look)
    add_cover(composer, words.pick(load_grammar("bodies")["parliament_committee"]))
    add_front(composer)
    add_evidence(composer, rng.randrange(3, 6))
    demands = content.draw_demands(rng.randrange(5, 12), "full")
    for _ in range(rng.randrange(3, 8)):
        slots = demands[0].slots
        text = content.line("findings", "conclusion")
        demands.insert(rng.randrange(len(demands)), Demand(text, "conclusion", slots, "", demands[0].title))
    composer.add_heading("Conclusions and recommendations", Role.RECOMMENDATION_HEADING)
    texts.set_conclusions(composer, demands)
    return paper
