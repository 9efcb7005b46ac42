"""The responses of a report, from its forms or in prose: what each answers, what it says, by when, in whose name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.answering.answered import answered_letters
from pipeline.answering.form_front import find_responder
from pipeline.answering.forms import FormRow, read_forms
from pipeline.answering.labelled_lines import fields_of
from pipeline.answering.letters import is_letter, read_letters, says_it_answers, speaks_of_answers
from pipeline.answering.recorded import recorded_rows
from pipeline.answering.references import numbers_in_cell, several_in_front
from pipeline.answering.replies import BY_MODEL, verdicts_of_replies
from pipeline.answering.reply_lines import Letter
from pipeline.answering.resolved import resolved_letters
from pipeline.answering.verdicts import (
    Verdict,
    delivery_of,
    is_blank,
    is_unticked,
    verdict_of_cell,
    verdict_of_choice,
    verdict_of_heading,
    verdict_of_opening,
    without_choice,
)
from pipeline.categories import category_of_tag, split_tag
from pipeline.dates import find_timescale
from pipeline.document import DocType, Document, Line, Report, enclosing_box
from pipeline.labels import number_and_wording
from pipeline.language.sentences import split_sentences
from pipeline.profiles import Profile, first_match
from pipeline.records import Quotation, ReportRecord, Response, Status, stable_id
from pipeline.roles.deciding import Decided
from pipeline.roles.paper import line_key
from pipeline.series import NUMBER_INFERRED, NUMBER_LOST, Slot, complete_series, read_rest
from pipeline.wording import as_meant, join_lines

UNREAD_MARK = 0.8
"""How sure a status can be at most that the empty boxes beside an unread mark tell."""
BY_REST = "the mark was not read; all other boxes are empty"
FEWEST = 2
"""A paper that does not call itself a response holds so many answers at least: consultations, too, print what people answered."""
SERIES, NEARLY_ALL = 4, 0.9
"""Answers that name their numbers are all there are, if so many name at least this share of the numbers from first to last."""
LOST_NUMBER = 0.7
"""How sure a row of a scanned form can be at most whose number was lost."""


def find_responses(
    document: Document, report: Report, record: ReportRecord, profile: Profile, decided: Decided
) -> list[Response]:
    """Return the responses one report gives, in reading order; `decided` tells what its passages are."""
    known = document.words
    responder = find_responder(report, profile)
    answers: list[_Answer] = []
    if report.front.doc_type in (DocType.AGENDA, DocType.MINUTES):
        letters = resolved_letters(report.blocks, profile)
    else:
        lexicon = profile.lexicon_for(report.loses_labels)
        rows = read_forms(report, profile, known)
        answers = [_from_form(row, responder, known, lexicon, profile) for row in rows]
        answers = _with_lost_numbers(answers) if report.loses_labels else answers
        letters = [] if answers else _letters_of(report, profile, known)
    answers = answers or _from_letters(letters, responder, known, profile)
    answers = _by_evidence(answers, report, decided, responder, known, profile)
    answers = [answer for answer in answers if not _only_updates(answer.text, profile)]
    return [_response(position, answer, document, record, profile) for position, answer in enumerate(answers, 1)]


def _only_updates(text: str, profile: Profile) -> bool:
    """Tell whether a reply says how far the work is ("Update (May 2024): …"), and nothing of what was decided."""
    opening = first_match(profile.following.openings, text)
    return opening is not None and verdict_of_opening(text[opening[1].end() :], profile) is None


def _by_evidence(
    found: list[_Answer], report: Report, decided: Decided, responder: str, known: frozenset[str], profile: Profile
) -> list[_Answer]:
    """Return what evidence finds, if it finds answers that plain words left out and names as much of what they answer; else what
    those found. Answers that count up without a gap leave none out; in minutes only what was resolved is one.
    """
    if report.front.doc_type is DocType.MINUTES or count_up(
        [[q.number for q in answer.quotations] for answer in found]
    ):
        return found
    lexicon = profile.lexicon_for(report.loses_labels)
    evident = [_from_form(row, responder, known, lexicon, profile) for row in recorded_rows(decided)]
    if not evident:
        evident = _from_letters(answered_letters(decided, known), responder, known, profile)
        if any(map(_refers, evident)):
            evident = [answer for answer in evident if _refers(answer)]
        says_so = len(evident) >= FEWEST and says_it_answers(report)
        says_so |= report.front.doc_type is DocType.RESPONSE
        refers = any(map(_refers, evident))
        if not (says_so and refers) and not (_are_verdicts(evident) and (says_so or refers or is_letter(report))):
            evident = []
    referring, stated = sum(map(_refers, evident)), sum(map(_refers, found))
    more = (len(evident), referring) > (len(found), stated) and referring >= stated
    return evident if not found or (more and _beside(found, evident) <= _beside(evident, found)) else found


def count_up(named: Sequence[Sequence[str]]) -> bool:
    """Tell whether answers, given the numbers that each names, count up: hardly a number twice, hardly one left out."""
    numbers = [int(number) for own in named for number in own if number.isdigit()]
    distinct = len(set(numbers))
    if distinct < SERIES or distinct < NEARLY_ALL * len(numbers) or not all(any(own) for own in named):
        return False
    return max(numbers) - min(numbers) < distinct / NEARLY_ALL


def _are_verdicts(answers: Sequence[_Answer]) -> bool:
    """Tell whether several answers, and half of them, accept or refuse something in words: replies to questions do not."""
    said = sum(
        answer.verdict.rule not in ("", BY_MODEL) and answer.verdict.status is not Status.NOTED for answer in answers
    )
    return said > 1 and said * 2 >= len(answers)


def _beside(answers: Sequence[_Answer], others: Sequence[_Answer]) -> int:
    """Return how many answers share no line with any of the others."""
    taken = {line_key(line) for answer in others for line in answer.lines}
    return sum(taken.isdisjoint(map(line_key, answer.lines)) for answer in answers)


def _refers(answer: _Answer) -> bool:
    """Tell whether an answer names or quotes what it is to."""
    return any(q.number or q.text for q in answer.quotations)


def _letters_of(report: Report, profile: Profile, known: frozenset[str]) -> list[Letter]:
    """Return the replies in a report's prose, if it is an answer."""
    letters = read_letters(report, profile, known)
    answers = report.front.doc_type is DocType.RESPONSE or speaks_of_answers(report, letters, profile)
    return letters if answers else []


def _wording(lines: Sequence[Line], known: frozenset[str]) -> str:
    return join_lines([line.text for line in lines], known)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a form's row or a letter's passage says, before it is made a record."""

    number: str
    quotations: tuple[Quotation, ...]
    tag: str
    verdict: Verdict
    text: str
    timescale: str
    responder: str
    page: int
    lines: tuple[Line, ...]
    rule: str
    inferred: bool = False
    progress: str = ""


def _from_form(
    row: FormRow, responder: str, known: frozenset[str], lexicon: frozenset[str], profile: Profile
) -> _Answer:
    cell = _wording(row.number, known)
    several, wording = several_in_front(_wording(row.recommendation, known)) if not cell else ([], "")
    number, quoted = (several[0], wording) if several else number_and_wording(cell, _wording(row.recommendation, known))
    quoted, tag = split_tag(quoted, profile)
    action = _wording(row.action, known)
    verdict = _verdict(row.chosen or _wording(row.status, known), action, quoted, lexicon, profile)
    if row.by_rest:
        verdict = replace(verdict, confidence=min(verdict.confidence, UNREAD_MARK), doubt=BY_REST)
    timescale = _wording(row.timescale, known)
    unfilled = is_blank(action, profile) and action.lower().startswith(("enter", "click", "choose"))
    return _Answer(
        number,
        _joint(several or numbers_in_cell(cell) or [number], quoted),
        tag,
        verdict,
        "" if unfilled else action,
        "" if is_blank(timescale, profile) else timescale,
        _wording(row.responder, known) or row.body or responder,
        row.recommendation[0].page,
        tuple(row.lines),
        f"form: {verdict.rule}" if verdict.rule else "form",
        progress=row.progress,
    )


def _joint(numbers: Sequence[str], quoted: str) -> tuple[Quotation, ...]:
    """Return what a row quotes: a sentence for each number where there are as many, else the wording once."""
    sentences = [sentence for _, sentence in split_sentences(quoted)]
    if len(sentences) == len(numbers) > 1:
        return tuple(Quotation(number, sentence) for number, sentence in zip(numbers, sentences, strict=True))
    return tuple(Quotation(number, "" if place else quoted) for place, number in enumerate(numbers))


def _with_lost_numbers(answers: Sequence[_Answer]) -> list[_Answer]:
    """Return the rows of a scanned form with the numbers that its other rows leave room for."""
    rests = [None if answer.number else read_rest(answer.quotations[0].text) for answer in answers]
    slots = [
        Slot(int(answer.number) if answer.number.isdigit() else None, rest.hint if rest else None)
        for answer, rest in zip(answers, rests, strict=True)
    ]
    completed = []
    for answer, rest, value in zip(answers, rests, complete_series(slots), strict=True):
        if not answer.number:
            number = str(value) if value is not None else ""
            wording = answer.quotations[0].text[rest.length if rest and rest.sure else 0 :]
            answer = replace(answer, number=number, quotations=(Quotation(number, wording),), inferred=True)
        completed.append(answer)
    return completed


def _from_letters(letters: Sequence[Letter], responder: str, known: frozenset[str], profile: Profile) -> list[_Answer]:
    fields = [fields_of(letter.reply, known, profile) for letter in letters]
    texts = [
        own.text if own is not None else _wording(letter.reply, known)[letter.skip :]
        for letter, own in zip(letters, fields, strict=True)
    ]
    chosen = [verdict_of_choice(text, profile) for text in texts]
    texts = [text if choice else without_choice(text) or text for text, choice in zip(texts, chosen, strict=True)]
    asked = [" ".join(q.text for q in letter.quotations) for letter in letters]
    replied = verdicts_of_replies(list(zip(texts, asked, strict=True)), profile)
    stated = (
        (own.verdict if own is not None else choice) or verdict_of_heading(letter.head, profile)
        for letter, own, choice in zip(letters, fields, chosen, strict=True)
    )
    verdicts = [said or own for said, own in zip(stated, replied, strict=True)]
    verdicts = [
        verdict if said or without_choice(text) else Verdict(Status.BLANK)
        for verdict, said, text in zip(verdicts, chosen, texts, strict=True)
    ]
    return [
        _Answer(
            letter.number,
            letter.quotations,
            "",
            verdict,
            text,
            own.timescale if own is not None else "",
            (own.responder if own is not None else "") or responder,
            letter.reply[0].page,
            letter.reply,
            f"{letter.rule}: {verdict.rule}" if verdict.rule else letter.rule,
        )
        for letter, text, verdict, own in zip(letters, texts, verdicts, fields, strict=True)
    ]


def _response(position: int, answer: _Answer, document: Document, record: ReportRecord, profile: Profile) -> Response:
    quoted = " ".join(q.text for q in answer.quotations if q.text)
    scale = find_timescale(answer.timescale or answer.text, record.meeting_date)
    return Response(
        response_id=stable_id(document.document_id, record.report_id, str(position), answer.number, quoted),
        document_id=document.document_id,
        document=document.name,
        report_id=record.report_id,
        position=position,
        number=answer.number,
        number_source="none" if not answer.number else "inferred" if answer.inferred else "printed",
        category=category_of_tag(answer.tag, profile.categories).value if answer.tag else "",
        category_tag=answer.tag,
        quotations=answer.quotations,
        recommendation_text=quoted,
        responder=answer.responder,
        status=answer.verdict.status,
        in_principle=answer.verdict.in_principle,
        status_text=answer.verdict.words,
        text=answer.text,
        timescale_text=answer.timescale or (scale.text if scale else ""),
        due_start=scale.start if scale else None,
        due_end=scale.end if scale else None,
        due_precision=scale.precision if scale else "",
        delivery=_delivery(answer, profile),
        page=answer.page,
        last_page=max(line.page for line in answer.lines),
        printed_page=document.pages[answer.page - 1].printed,
        box=enclosing_box([line.box for line in answer.lines if line.page == answer.page]),
        confidence=min(answer.verdict.confidence, LOST_NUMBER) if answer.inferred else answer.verdict.confidence,
        review_reason=_doubt(answer),
        rule=answer.rule,
    )


def _delivery(answer: _Answer, profile: Profile) -> str:
    if by_colour := delivery_of(answer.progress, profile):
        return by_colour
    return delivery_of(answer.text, profile) if answer.text and answer.verdict.status is not Status.REJECTED else ""


def _doubt(answer: _Answer) -> str:
    if answer.verdict.doubt or not answer.inferred:
        return answer.verdict.doubt
    return NUMBER_INFERRED if answer.number else NUMBER_LOST


def _verdict(status: str, action: str, quoted: str, lexicon: frozenset[str], profile: Profile) -> Verdict:
    meant = as_meant(status, lexicon)
    found = verdict_of_cell(meant, profile)
    if found is not None:
        return found if meant == status else replace(found, words=status.strip())
    if not is_blank(status, profile) and not is_unticked(status):
        return Verdict(Status.NOTED, status)
    if is_blank(action, profile) or is_unticked(action):
        return Verdict(Status.BLANK)
    return verdict_of_opening(action, profile) or verdicts_of_replies([(action, quoted)], profile)[0]
