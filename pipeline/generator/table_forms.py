"""Recommendations set in tables: one table, one small table each, ruled areas, an audit's findings."""

from __future__ import annotations

from pipeline.generator.composer import Composer, cell
from pipeline.generator.content import Demand
from pipeline.generator.paper import Cell, Gap, Paragraph, Piece, ResponseRow, Role, Table
from pipeline.generator.recommendation_forms import add_row
from pipeline.generator.wording import capitalise, load_grammar


def _demand_cell(composer: Composer, demand: Demand, number: str) -> Cell:
    piece = Piece(demand.text, Role.RECOMMENDATION)
    add_row(composer, piece, demand, number=number)
    points = [
        Paragraph([Piece(point, Role.RECOMMENDATION)], "cell", Piece("•", Role.NUMBER)) for point in demand.subpoints
    ]
    return Cell([Paragraph([piece], "cell"), *points])


def _number_cell(printed: str) -> Cell:
    return cell(Piece(printed, Role.NUMBER))


def set_table(composer: Composer, demands: list[Demand]) -> None:
    """Number and recommendation."""
    words = composer.content.words
    rows = [[composer.header_cell(words.heading("column_number")), _heading_cell(composer)]]
    for index, demand in enumerate(demands, 1):
        printed, number = composer.number(index, composer.rng.choice(["1", "R1"]) if index == 1 else _style_of(rows))
        rows.append([_number_cell(printed), _demand_cell(composer, demand, number)])
    composer.add(composer.table(rows, [0.12, 0.88]))


def _style_of(rows: list[list[Cell]]) -> str:
    return "R1" if rows[1][0].paragraphs[0].pieces[0].text.startswith("R") else "1"


def _heading_cell(composer: Composer) -> Cell:
    return composer.header_cell(composer.content.words.heading("column_recommendation"), Role.RECOMMENDATION_HEADING)


def set_strips(composer: Composer, demands: list[Demand]) -> None:
    """A coloured strip for each: the number large in a field of its own, below the wording whom it is for."""
    rng, look = composer.rng, composer.look
    lead = rng.choice(["", "For: ", "Who we are asking: ", "Who: "])
    rules = rng.choice(["none", "grid"])
    for index, demand in enumerate(demands, 1):
        body = _demand_cell(composer, demand, str(index))
        if lead:
            body.paragraphs.append(Paragraph([Piece(f"{lead}{demand.addressee}", Role.OWNER)], "small"))
        body.shade = look.tint
        number = Cell([Paragraph([Piece(str(index), Role.NUMBER, "bw")], "h1")], shade=look.colour)
        composer.add(Table([[number, body]], [0.1, 0.9], 0, rules), Gap(6))


def set_table_addressee(composer: Composer, demands: list[Demand]) -> None:
    """Number, recommendation and the body it turns to, in one of two orders."""
    words = composer.content.words
    addressee_first = composer.rng.random() < 0.3
    style = composer.rng.choice(["1", "1.", "R1", "(a)"])
    header = [
        composer.header_cell(words.heading("column_number")),
        _heading_cell(composer),
        composer.header_cell(words.heading("column_addressee")),
    ]
    rows = [[header[n] for n in ((0, 2, 1) if addressee_first else (0, 1, 2))]]
    for index, demand in enumerate(demands, 1):
        printed, number = composer.number(index, style)
        body = cell(Piece(capitalise(demand.addressee.removeprefix("the ")), Role.OWNER))
        text = _demand_cell(composer, demand, number)
        rows.append([_number_cell(printed), *((body, text) if addressee_first else (text, body))])
    widths = [0.1, 0.24, 0.66] if addressee_first else [0.1, 0.65, 0.25]
    composer.add(composer.table(rows, widths))


def set_table_category(composer: Composer, demands: list[Demand]) -> None:
    """A column tells whose recommendation it is."""
    words = composer.content.words
    names = dict(pair.split("=", 1) for pair in words.heading("category_word").split("|"))
    header = [composer.header_cell(words.heading(n)) for n in ("column_number", "column_addressee")]
    rows = [[header[0], _heading_cell(composer), header[1]]]
    for index, demand in enumerate(demands, 1):
        word = names.get(demand.category, capitalise(demand.addressee))
        rows.append([_number_cell(str(index)), _demand_cell(composer, demand, str(index)), cell(Piece(word))])
    composer.add(composer.table(rows, [0.09, 0.68, 0.23]))


def set_ruled_table(composer: Composer, demands: list[Demand]) -> None:
    """Areas for improvement between rules, without numbers."""
    rows = [[_demand_cell(composer, demand, "")] for demand in demands]
    if composer.rng.random() < 0.5:
        rows.insert(0, [_heading_cell(composer)])
        table = composer.table(rows, [1.0])
        table.rules = "lines"
        composer.add(table)
        return
    composer.add(Table(rows, [1.0], 0, "lines"))


def set_small_tables(composer: Composer, demands: list[Demand]) -> None:
    """One small table for each: number and topic above, the wording and its addressee below."""
    words = composer.content.words
    word, owner = words.heading("word_recommendation"), words.heading("column_addressee")
    for index, demand in enumerate(demands, 1):
        composer.add_text(composer.content.narrative(1)[0])
        head = Cell(
            [Paragraph([Piece(f"{word} {index}", Role.NUMBER, "bw" if composer.look.header_dark else "b")], "cell")],
            columns=2,
        )
        body = [
            composer.header_cell_plain(word, Role.RECOMMENDATION_HEADING),
            _demand_cell(composer, demand, str(index)),
        ]
        last = [composer.header_cell_plain(owner), cell(Piece(capitalise(demand.addressee), Role.OWNER))]
        composer.add(composer.table([[head], body, last], [0.25, 0.75]), Gap(8))


def set_audit_table(composer: Composer, demands: list[Demand]) -> None:
    """One table for each finding: finding, risk, recommendation, management response, officer and date."""
    labels = composer.content.words.heading("audit_word").split(" | ")
    for index, demand in enumerate(demands, 1):
        content = composer.content
        reply = content.draw_reply(demand)
        title = content.line("findings", "audit_title", **demand.slots)
        priority = composer.rng.choice(["High", "Medium", "Low"])
        head = [composer.header_cell(f"{index}. {title}"), composer.header_cell(f"Priority: {priority}")]
        answer = Piece(f"{reply.status_text}. {reply.action}", Role.REPLY)
        values = [
            cell(Piece(content.line("findings", "finding", **demand.slots), Role.FINDING)),
            cell(Piece(content.line("findings", "risk", **demand.slots), Role.FINDING)),
            _demand_cell(composer, demand, str(index)),
            cell(answer),
            cell(Piece(reply.owner, Role.OWNER)),
            cell(Piece(reply.when.text, Role.TIMESCALE)),
        ]
        rows = [head] + [
            [composer.header_cell_plain(label, _label_role(n)), value]
            for n, (label, value) in enumerate(zip(labels, values, strict=True))
        ]
        composer.add(composer.table(rows, [0.27, 0.73]), Gap(10))
        _keep_audit_reply(composer, answer, str(index))
        composer.paper.responses[-1].status = reply.status
        composer.paper.responses[-1].status_text = reply.status_text
        composer.paper.responses[-1].timescale_text = reply.when.text
        composer.paper.responses[-1].due_start, composer.paper.responses[-1].due_end = reply.when.start, reply.when.end
        composer.paper.responses[-1].responder = reply.owner


def _label_role(index: int) -> Role:
    return {2: Role.RECOMMENDATION_HEADING, 3: Role.REPLY_HEADING}.get(index, Role.OTHER)


def _keep_audit_reply(composer: Composer, answer: Piece, number: str) -> None:
    row = composer.paper.recommendations[-1]
    composer.paper.responses.append(
        ResponseRow(answer, answer.text, number, action=answer.text, quoted=row.text, answers=[row])
    )


def set_audit_paragraphs(composer: Composer, demands: list[Demand]) -> None:
    """The same facts as labelled paragraphs under a heading."""
    labels = composer.content.words.heading("audit_word").split(" | ")
    content = composer.content
    for index, demand in enumerate(demands, 1):
        reply = content.draw_reply(demand)
        composer.add_heading(f"{index}. {content.line('findings', 'audit_title', **demand.slots)}", Role.OTHER, 2)
        piece, answer = Piece(demand.text, Role.RECOMMENDATION), Piece(reply.prose, Role.REPLY)
        values = [
            Piece(content.line("findings", "finding", **demand.slots), Role.FINDING),
            Piece(content.line("findings", "risk", **demand.slots), Role.FINDING),
            piece,
            answer,
            Piece(reply.owner, Role.OWNER),
            Piece(reply.when.text, Role.TIMESCALE),
        ]
        for n, (label, value) in enumerate(zip(labels, values, strict=True)):
            composer.add(Paragraph([Piece(f"{label}:", _label_role(n), "b"), value], "body"))
        add_row(composer, piece, demand, number=str(index))
        _keep_audit_reply(composer, answer, str(index))
        row = composer.paper.responses[-1]
        row.status, row.status_text, row.responder = reply.status, "", reply.owner
        row.timescale_text, row.due_start, row.due_end = reply.when.text, reply.when.start, reply.when.end


def audit_opinion(composer: Composer) -> None:
    """Add the summary of an audit: scope, opinion and what was found sound."""
    findings = load_grammar("findings")
    composer.add_heading("Executive summary")
    composer.add_text(composer.content.line("narrative", "opening"))
    composer.add_heading("Areas of good practice", Role.OTHER, 2)
    composer.add_items([composer.content.words.draw(findings["positive"]) for _ in range(3)], Role.FINDING)
