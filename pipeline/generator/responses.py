"""The papers that answer a report, and those that follow up what was agreed."""

from __future__ import annotations

from pipeline.generator import reply_prose as prose
from pipeline.generator import reply_tables as tables
from pipeline.generator.composer import Composer
from pipeline.generator.content import Content, Demand, long_date
from pipeline.generator.families import Family
from pipeline.generator.look import Look
from pipeline.generator.monitoring import set_monitoring
from pipeline.generator.paper import Paper, RecommendationRow, Role
from pipeline.generator.reports import close_letter, open_letter
from pipeline.generator.sections import add_meeting_block
from pipeline.generator.wording import load_grammar

LETTERS = ("letter-numbers", "letter-topics", "letter-underlined", "letter-order", "letter-points")
BLANK_SHARE = 0.08
"""How often a response form is sent out empty."""


def write_response(content: Content, family: Family, look: Look, report: Paper) -> Paper:
    """Write the answer to a report, in the family's layout."""
    slots = content.words.slots
    title = content.rng.choice(
        ["Response to {report}", "{report}: response of the {responder}", "{responder} response to scrutiny: {report}"]
    )
    title = title.format(report=report.title, responder=slots["responder"])
    paper = Paper(f"{slots['place'].lower()}-response", "response", title, content.reply_day.isoformat())
    paper.body = slots["committee"]
    paper.foot = content.rng.choice(["{page}", "Page {page}", ""])
    composer = Composer(paper, content, look)
    asked = answered_rows(report)
    if family.reply in LETTERS:
        _write_letter(composer, asked, family.reply)
        return paper
    rows = {
        "Report to": slots["committee"],
        "Date": long_date(content.reply_day),
        "From": content.words.expand("{member_role}"),
    }
    add_meeting_block(composer, rows)
    composer.add_text(content.words.draw(load_grammar("replies")["letter"]["intro"]))
    if content.rng.random() < 0.6:
        composer.add_heading(content.words.heading("reply_heading"), Role.REPLY_HEADING)
    _set_replies(composer, asked, family.reply)
    if content.rng.random() < 0.3:
        composer.add_text(content.words.draw(load_grammar("replies")["letter"]["closing"]))
    return paper


def answered_rows(report: Paper) -> list[tuple[Demand, RecommendationRow]]:
    """Return the rows of a report that ask for an answer, with what they are about."""
    return [(row.demand, row) for row in report.recommendations if row.kind == "scrutiny" and row.demand]


def _set_replies(composer: Composer, asked: list[tuple[Demand, RecommendationRow]], kind: str) -> None:
    if kind == "government":
        prose.set_government(composer, asked)
    elif kind == "joint-government":
        prose.set_government(composer, asked, joint=True)
    elif kind == "quotation":
        prose.set_quotation(composer, asked)
    elif kind == "minutes":
        prose.set_minutes_reply(composer, asked)
    elif kind in ("labelled-rows", "small-tables"):
        tables.set_labelled_rows(composer, asked)
    elif kind == "two-row-table":
        tables.set_two_row_table(composer, asked)
    elif kind == "form" and composer.rng.random() < BLANK_SHARE:
        tables.set_form(composer, asked, "blank-form")
    else:
        tables.set_form(composer, asked, kind)


def _write_letter(composer: Composer, asked: list[tuple[Demand, RecommendationRow]], kind: str) -> None:
    content = composer.content
    letter = load_grammar("replies")["letter"]
    sender = content.words.slots["icb"] if content.health else content.words.slots["council"]
    open_letter(composer, sender, long_date(content.reply_day), f"Report on {content.words.slots['topic']}")
    composer.add_text(content.words.draw(letter["opening"]))
    prose.set_letter(composer, asked, kind)
    composer.add_text(content.words.draw(letter["closing"]))
    close_letter(composer, content.words.expand("{officer_role}"))


def write_monitoring(content: Content, look: Look, report: Paper) -> Paper:
    """Write the paper that tells how far the agreed recommendations have got."""
    slots = content.words.slots
    day = content.reply_day.replace(year=content.reply_day.year + 1)
    title = f"Monitoring of recommendations: {report.title}"
    paper = Paper(f"{slots['place'].lower()}-monitoring", "response", title, day.isoformat(), slots["committee"])
    paper.foot = "Page {page}"
    composer = Composer(paper, content, look)
    add_meeting_block(composer, {"Report to": slots["committee"], "Date": long_date(day)})
    composer.add_text(
        content.words.expand(
            "Members asked to be kept informed of progress. The table shows the position at " + long_date(day) + "."
        )
    )
    set_monitoring(composer, answered_rows(report), day)
    return paper
