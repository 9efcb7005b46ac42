"""Makes one case: a family's report, its reply, and the papers around them, each once for each format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from pipeline.generator.content import Content
from pipeline.generator.families import Family
from pipeline.generator.look import Look, draw_look
from pipeline.generator.meetings import join_pack, write_agenda, write_briefing, write_minutes
from pipeline.generator.paper import Paper
from pipeline.generator.reports import write_report
from pipeline.generator.responses import write_monitoring, write_response

COMPANION_SHARE = 0.35
"""How often a paper without any recommendation joins a case."""


@dataclass(slots=True)
class Case:
    """The papers of one case, each with its look and the setting of its pages."""

    name: str
    family: Family
    papers: list[tuple[Paper, Look, str]]


def make_case(seed: int, number: int, family: Family) -> Case:
    """Draw case `number` of a seed."""
    rng = Random(f"{seed}/{number}/{family.id}")
    health = bool(family.categories) or rng.random() < 0.35
    content = Content(rng, family.split == "test", health)
    look = draw_look(rng)
    report = write_report(content, family, look)
    papers = [(report, look, family.setting)]
    reply_look = draw_look(rng)
    if family.reply not in ("", "inside", "within"):
        papers.append((write_response(content, family, reply_look, report), reply_look, "portrait"))
    if family.monitoring:
        papers.append((write_monitoring(content, reply_look, report), replace(reply_look, size=9.5), "portrait"))
    name = f"{number:04d}-{family.id}"
    if family.pack:
        agenda, minutes = write_agenda(content, look, report), write_minutes(content, look)
        pack = join_pack(content, [agenda, minutes, *[paper for paper, _, _ in papers]])
        return Case(name, family, [(pack, replace(look, cover=False), "portrait")])
    if rng.random() < COMPANION_SHARE:
        companion = rng.choice([write_briefing, write_minutes])(content, draw_look(rng))
        papers.append((companion, draw_look(rng), "portrait"))
    return Case(name, family, papers)
