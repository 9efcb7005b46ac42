"""Sections that surround recommendations: covers, narrative, evidence, hard negatives, closing matter."""

from __future__ import annotations

from pipeline.generator.composer import Composer, hung
from pipeline.generator.content import long_date
from pipeline.generator.paper import Box, Break, Cell, Gap, Paragraph, Piece, Role, Table
from pipeline.generator.wording import load_grammar


def add_cover(composer: Composer, author: str) -> None:
    """Add the title: a page of its own, or a block at the head of the first page."""
    paper, content = composer.paper, composer.content
    title = Piece(paper.title, Role.OTHER, composer.look.heading_look.replace("u", ""))
    when = Piece(long_date(content.day) if paper.meeting_date else str(content.day.year))
    lines = [Paragraph([title], "title"), Paragraph([Piece(author)], "subtitle"), Paragraph([when], "subtitle")]
    if not composer.look.cover:
        composer.add(*lines, Gap(8))
        return
    composer.add(Gap(150), *lines, Gap(30), Paragraph([Piece(content.words.slots["council"])], "subtitle"), Break())


def add_meeting_block(composer: Composer, rows: dict[str, str]) -> None:
    """Add the labelled lines that head an officer's report (Meeting, Date, Report of …)."""
    cells = [
        [Cell([Paragraph([Piece(name, Role.OTHER, "b")], "cell")]), Cell([Paragraph([Piece(value)], "cell")])]
        for name, value in rows.items()
    ]
    composer.add(Paragraph([Piece(composer.paper.title, Role.OTHER, "b")], "title"))
    composer.add(Table(cells, [0.25, 0.75], 0, composer.rng.choice(["none", "grid", "lines"])), Gap(12))


def add_front(composer: Composer) -> None:
    """Add what stands before the evidence: foreword, background, aims, method."""
    content, rng = composer.content, composer.rng
    narrative = load_grammar("narrative")
    if rng.random() < 0.4:
        composer.add_heading("Foreword" if rng.random() < 0.6 else "Chair's foreword")
        for _ in range(rng.randrange(2, 4)):
            composer.add_text(content.line("narrative", "foreword"))
        chair = Piece(f"Councillor {content.words.pick(['{person}'])}, Chair", Role.OTHER, "i")
        composer.add(Paragraph([chair], "body"))
    composer.add_heading(content.line("narrative", "background_title"))
    composer.add_text(content.line("narrative", "opening"))
    for text in content.narrative(rng.randrange(2, 4)):
        composer.add_text(text)
    if rng.random() < 0.6:
        composer.add_heading(content.line("narrative", "method_title"))
        composer.add_text("The review set out:", Role.OTHER)
        composer.add_items([content.words.draw(narrative["scope"]) for _ in range(3)])


def add_evidence(composer: Composer, sections: int) -> None:
    """Add sections of evidence with every kind of sentence that is no recommendation."""
    content, rng = composer.content, composer.rng
    for _ in range(sections):
        composer.add_heading(content.line("narrative", "section_title"))
        for text in content.narrative(rng.randrange(2, 5)):
            composer.add_text(text)
            draw = rng.random()
            if draw < 0.18:
                composer.add_text(_with_core(composer, "others"), Role.OTHERS)
            elif draw < 0.34:
                composer.add_text(content.line("narrative", "should_narrative"))
            elif draw < 0.44:
                composer.add_items(
                    [content.line("findings", "finding") for _ in range(rng.randrange(2, 5))], Role.FINDING
                )
            elif draw < 0.5:
                add_options(composer)
            elif draw < 0.56:
                add_figures(composer)


def _with_core(composer: Composer, name: str, **slots: str) -> str:
    core = composer.content.draw_demand("full").slots
    return composer.content.line("narrative", name, **(core | slots))


def add_options(composer: Composer) -> None:
    """Add options that were weighed up; nobody is asked for any of them."""
    composer.add_text(composer.content.line("narrative", "options_lead"))
    for number in range(1, 4):
        composer.add(Paragraph([Piece(_with_core(composer, "option", n=str(number)))], "item", None, 0))


def add_figures(composer: Composer) -> None:
    """Add a small table of figures by year."""
    content, rng = composer.content, composer.rng
    years = [str(content.day.year - n) for n in (3, 2, 1)]
    rows = [[composer.header_cell(text) for text in ("Measure", *years)]]
    for count in content.counts:
        values = [str(rng.randrange(20, 900)) for _ in years]
        rows.append([Cell([Paragraph([Piece(text)], "cell")]) for text in (count.capitalize(), *values)])
    composer.add(composer.table(rows, [0.52, 0.16, 0.16, 0.16]), Gap(10))


def add_findings(composer: Composer) -> None:
    """Add findings under a heading of their own: numbered, bulleted or in a box."""
    content, rng = composer.content, composer.rng
    composer.add_heading(content.line("narrative", "findings_title"))
    findings = [content.line("findings", "finding") for _ in range(rng.randrange(3, 7))]
    setting = rng.choice(["numbered", "bullets", "box", "paragraphs"])
    if setting == "numbered":
        composer.add(*[hung(f"{n}.", Piece(text, Role.FINDING)) for n, text in enumerate(findings, 1)])
    elif setting == "bullets":
        composer.add_items(findings, Role.FINDING)
    elif setting == "box":
        composer.add(Box([Paragraph([Piece(text, Role.FINDING)], "box") for text in findings], composer.look.box))
    else:
        for text in findings:
            composer.add_text(text, Role.FINDING)


def add_end(composer: Composer) -> None:
    """Add what closes a report: next steps, implications, thanks, membership, glossary."""
    content, rng = composer.content, composer.rng
    narrative = load_grammar("narrative")
    if rng.random() < 0.6:
        composer.add_heading(rng.choice(["Next steps", "Response required", "What happens next", "Legal framework"]))
        composer.add_text(content.line("narrative", "legal"))
    if rng.random() < 0.5:
        composer.add_heading(rng.choice(["Financial implications", "Implications", "Legal and financial implications"]))
        for _ in range(2):
            composer.add_text(content.line("narrative", "implication"))
    if rng.random() < 0.6:
        composer.add_heading(rng.choice(["Acknowledgements", "Thanks", "Thank you"]))
        composer.add_text(content.line("narrative", "thanks"))
    if rng.random() < 0.5:
        composer.add_heading(rng.choice(["Membership of the group", "Members who took part"]))
        composer.add_items([content.words.expand("Councillor {first_name} {last_name}") for _ in range(5)])
    if rng.random() < 0.4:
        composer.add_heading(rng.choice(["Glossary", "Definitions", "Terms used in this report"]))
        for entry in rng.sample(narrative["glossary"], 5):
            term, meaning = content.words.expand(entry).split(" | ")
            composer.add(Paragraph([Piece(f"{term}:", Role.OTHER, "b"), Piece(meaning)], "body"))


def add_contents(composer: Composer, entries: list[Piece], at: int) -> None:
    """Put a list of contents in at a place; the page numbers are filled in when the pages are known."""
    rows = [
        [
            Cell([Paragraph([Piece(entry.text, Role.CONTENTS)], "cell")]),
            Cell([Paragraph([Piece("", Role.CONTENTS)], "cell")]),
        ]
        for entry in entries
    ]
    heading = Paragraph([Piece("Contents", Role.CONTENTS, composer.look.heading_look.replace("k", ""))], "h1")
    composer.paper.blocks[at:at] = [heading, Table(rows, [0.9, 0.1], 0, "none"), Break()]
