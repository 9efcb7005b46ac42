"""Recommendations in running prose: sentences in which a reviewing body recommends in its own voice, here and now.

They are looked for only in papers by a reviewing body that state no recommendation in a list, a box or a table: where a
paper lists its recommendations, its prose leads up to them or repeats them. A sentence is taken if the cue rules find the
body's own asking in it and the judgement (judgement.py) finds that it asks: the classifier keeps out what others
recommended, what was recommended before, and what is said about recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Block, BlockKind, DocType, Line, Report
from pipeline.extraction.candidate import Candidate, label_of
from pipeline.extraction.evidence import asking_evidence
from pipeline.extraction.judgement import judge
from pipeline.language.sentences import Sentence, read_passages
from pipeline.profiles import Profile, first_match
from pipeline.records import Kind
from pipeline.roles.paper import is_by_officer, issuer_of
from pipeline.wording import join_lines

FOUND_IN_PROSE = 0.9
"""How sure a sentence that a reviewing body speaks in so many words can be at most: it has neither heading nor number."""
ANOTHER_VOICE = "it may be another body that recommends this"

_MAY_ASK = re.compile(
    r"\b(?:recommend|urge|call|ask|invite|request|propose|suggest|encourage|press|reiterate|would (?:like|welcome))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\u201c\"\u2018]")
_MAKERS = (DocType.SCRUTINY_REPORT, DocType.OFFICER_REPORT, DocType.OTHER)


def find_prose(report: Report, profile: Profile, known: frozenset[str]) -> list[Candidate]:
    """Return the recommendations that a reviewing body's paper makes in running sentences."""
    if not is_by_reviewing_body(report, profile):
        return []
    blocks = [b for b in report.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and _MAY_ASK.search(b.text)]
    read = read_passages([block.text for block in blocks])
    return [
        candidate
        for block, sentences in zip(blocks, read, strict=True)
        for candidate in _asking_sentences(block, sentences, report, known)
    ]


def is_by_reviewing_body(report: Report, profile: Profile) -> bool:
    """Tell whether a paper is a scrutiny, select or inquiry body's own, by its kind or by who issues it."""
    if is_by_officer(report.front):
        return False
    if report.front.doc_type is DocType.SCRUTINY_REPORT:
        return True
    return (
        report.front.doc_type in _MAKERS and first_match(profile.bodies.reviewing, issuer_of(report.front)) is not None
    )


def _asking_sentences(
    block: Block, sentences: Sequence[Sentence], report: Report, known: frozenset[str]
) -> Iterator[Candidate]:
    for sentence in sentences:
        if "ASKS" not in sentence.cues:
            continue
        judgement = judge("asking", asking_evidence(sentence))
        if judgement.value != "asks":
            continue
        lines, skip = _lines_of_sentence(block, sentence, known)
        doubt = ANOTHER_VOICE if _QUOTED.search(sentence.text) or _is_another_voice(sentence, report) else ""
        yield Candidate(
            lines,
            skip,
            "",
            Kind.SCRUTINY,
            "prose",
            round(FOUND_IN_PROSE * judgement.confidence, 2),
            needs_look=doubt,
            stop=skip + len(sentence.text),
        )


def _is_another_voice(sentence: Sentence, report: Report) -> bool:
    """Tell whether the body that speaks has a name that the paper's first page doesn't give to its author."""
    own = f"{report.front.committee} {report.front.title}".lower()
    speakers = [b for b in sentence.bodies if b.kind == "COMMITTEE" and b.proper]
    if not speakers or not own.strip() or speakers[0].name == sentence.demand.who_name:
        return False
    words = re.findall(r"[a-z]{4,}", speakers[0].name.lower())
    return not all(word in own for word in words)


def _lines_of_sentence(block: Block, sentence: Sentence, known: frozenset[str]) -> tuple[tuple[Line, ...], int]:
    """Return the lines of a block that a sentence stands on, and the characters in front of it there."""
    lines = block.lines
    begin, end = 0, len(lines)

    def joined(first: int, last: int) -> str:
        return join_lines([line.text for line in lines[first:last]], known)

    while end - begin > 1 and sentence.text in joined(begin, end - 1):
        end -= 1
    while end - begin > 1 and sentence.text in joined(begin + 1, end):
        begin += 1
    skip = joined(begin, end).find(sentence.text)
    return (lines[begin:end], skip) if skip >= 0 else (lines, label_of(block)[1] + sentence.start)
