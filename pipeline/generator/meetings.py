"""Papers of meetings that hold no recommendation to anybody: agendas, minutes, briefings; and packs of papers."""

from __future__ import annotations

from pipeline.generator.composer import Composer, hung
from pipeline.generator.content import Content, long_date
from pipeline.generator.look import Look
from pipeline.generator.paper import Break, Paper, Paragraph, Piece, Role
from pipeline.generator.sections import add_evidence, add_findings, add_front, add_meeting_block


def write_minutes(content: Content, look: Look) -> Paper:
    """Write minutes with resolutions."""
    words, rng = content.words, content.rng
    title = words.expand("Minutes of the {committee}")
    paper = Paper(
        f"{words.slots['place'].lower()}-minutes", "minutes", title, content.day.isoformat(), words.slots["committee"]
    )
    composer = Composer(paper, content, look)
    composer.add(Paragraph([Piece(words.slots["council"], Role.OTHER, "b")], "title"))
    composer.add(Paragraph([Piece(title, Role.OTHER, "b")], "subtitle"))
    composer.add_text(words.expand(f"Meeting held on {long_date(content.day)} in {{venue}}"))
    composer.add_text(
        words.expand("Present: Councillors {last_name} (Chair), {last_name}, {last_name} and {last_name}")
    )
    for number in range(1, rng.randrange(5, 9)):
        composer.add_heading(
            f"{number}. {words.expand(rng.choice(['Apologies', 'Declarations of interest', '{Matter}', '{Matter}', 'Work programme', '{Matter2}']))}",
            Role.OTHER,
            2,
        )
        for _ in range(rng.randrange(1, 4)):
            composer.add_text(_minute(content))
        if rng.random() < 0.6:
            core = content.draw_demand("full").slots
            text = content.line("narrative", "resolution", **core)
            mark = rng.choice(["RESOLVED:", "RESOLVED –", "Resolved:", "Agreed:"])
            composer.add(Paragraph([Piece(mark, Role.LEAD_IN, "b"), Piece(text, Role.RESOLUTION)], "body"))
    return paper


def _minute(content: Content) -> str:
    return content.line("narrative", "minute", last_name2=content.words.pick(["{last_name}"]))


def write_briefing(content: Content, look: Look) -> Paper:
    """Write a report that recommends nothing."""
    words = content.words
    title = words.expand(
        content.rng.choice(["Briefing: {matter}", "Update on {topic}", "{Topic}: performance in {past_year}"])
    )
    paper = Paper(
        f"{words.slots['place'].lower()}-briefing",
        "officer_report",
        title,
        content.day.isoformat(),
        words.slots["committee"],
    )
    paper.foot = "Page {page}"
    composer = Composer(paper, content, look)
    add_meeting_block(
        composer,
        {"To": words.slots["committee"], "Date": long_date(content.day), "From": words.expand("{officer_role}")},
    )
    composer.add_heading("Purpose")
    composer.add_text(
        words.expand("This paper is for information. Members should read it together with the figures for {past_year}.")
    )
    add_front(composer)
    add_evidence(composer, content.rng.randrange(1, 4))
    add_findings(composer)
    return paper


def write_agenda(content: Content, look: Look, report: Paper) -> Paper:
    """Write an agenda that announces the papers of a pack."""
    words = content.words
    paper = Paper(
        "agenda", "agenda", words.expand("Agenda: {board_cap}"), content.day.isoformat(), words.slots["responder"]
    )
    composer = Composer(paper, content, look)
    composer.add(Paragraph([Piece(words.slots["council"], Role.OTHER, "b")], "title"))
    composer.add(Paragraph([Piece(words.expand("{board_cap}: agenda"), Role.OTHER, "b")], "subtitle"))
    composer.add_text(f"{long_date(content.day)}, 10.00am, {words.pick(['{venue}'])}")
    items = [
        "Apologies for absence",
        "Declarations of interest",
        "Minutes of the last meeting",
        "Questions from the public",
        report.title,
        "Response to scrutiny",
        "Forward plan",
    ]
    for number, item in enumerate(items, 1):
        composer.add(hung(f"{number}.", Piece(item, Role.CONTENTS)))
        if item == report.title:
            announced = words.expand("The {board} is RECOMMENDED to consider the report and agree a response.")
            composer.add(Paragraph([Piece(announced, Role.CONTENTS, "i")], "quote"))
    return paper


def join_pack(content: Content, papers: list[Paper]) -> Paper:
    """Join papers to one pack with a stamp on every page; the rows of all are the pack's."""
    words = content.words
    pack = Paper(
        f"{words.slots['place'].lower()}-pack",
        "pack",
        words.expand("{board_cap} papers"),
        content.day.isoformat(),
        words.slots["responder"],
    )
    pack.stamp = content.rng.choice(["Page {page}", "{page}", "Agenda page {page}"])
    for index, paper in enumerate(papers):
        if index:
            pack.blocks.append(Break())
        pack.blocks += paper.blocks
        pack.recommendations += paper.recommendations
        pack.responses += paper.responses
        pack.updates += paper.updates
    return pack
