"""Who is asked to do what by when: the pipeline's component that reads it from the cues and bodies found before.

It knows five forms, tried in this order: "… recommends that BODY [should] VERB"; "BODY is urged to VERB"; an item of a list, "That|For BODY
[to] VERB", "BODY to VERB" or "To VERB"; "BODY should VERB"; and "THING should be VERBed", which asks nobody by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.language.names import canonical_name

GAP = 8
"""Words that may stand between a body and the "should" that is said of it ("the ICB, working with the Trust, should")."""
LONGEST_RUN = 9
"""Words of the longest name of a body of no known kind."""
PASSED = frozenset(
    "also therefore further now both not then continue always jointly each either urgently actively formally publicly to that and the "
    "immediately clearly regularly explicitly promptly first again only at least be have been should must is are when where or of no".split()
)
"""Words between "should" and the verb that says what."""
URGED = frozenset("urged requested asked invited encouraged recommended".split())
_JOINING = frozenset({"and", "of", "for", "the", "&", "-", "\u2019s", "'s"})

Found = tuple[Span | None, Span | None]


@Language.factory("scrutineer_demands", requires=["doc.spans"], assigns=["doc.spans"])
def create_demands(nlp: Language, name: str) -> Demands:
    """Make the component that finds who is asked to do what by when."""
    return Demands()


class Demands:
    """Finds the first thing a sentence asks for: spans labelled WHO, DO and BY in `doc.spans["demands"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its demand, if it makes one."""
        reading = _Reading(doc)
        who, verb = reading.after_asking() or reading.urged() or reading.item() or reading.modal() or (None, None)
        spans = [span for span in (who, verb) if span is not None]
        if spans and reading.times:
            when = reading.times[0]
            spans.append(Span(doc, when.start, when.end, "BY", span_id=when.id_))
        doc.spans["demands"] = spans
        return doc


class _Reading:
    """One sentence with its cues and all that may be bodies in it."""

    def __init__(self, doc: Doc) -> None:
        cues = sorted(doc.spans.get("cues", []), key=lambda cue: (cue.start, -cue.end))
        self.doc = doc
        self.asking = [cue for cue in cues if cue.label_ == "ASKS"]
        self.duties = [cue for cue in cues if cue.label_ == "FORCE"]
        self.times = [cue for cue in cues if cue.label_ == "WHEN"]
        known = list(doc.spans.get("bodies", []))
        self.bodies = sorted([*known, *_unknown_names(doc, known)], key=lambda body: body.start)

    def after_asking(self) -> Found | None:
        """Return what stands behind "the Committee recommends that"."""
        if not self.asking:
            return None
        start = self.asking[0].end
        body = next((b for b in self.bodies if start <= b.start <= start + 4), None)
        return self._asked(body, "asks") if body is not None else self.modal(start)

    def urged(self) -> Found | None:
        """Return what "BODY is urged to" asks."""
        for body in self.bodies:
            behind = [token.lower_ for token in self.doc[body.end : body.end + 3]]
            if len(behind) == 3 and behind[0] in ("is", "are") and behind[1] in URGED and behind[2] == "to":
                return self._joint(body, "urged"), self._verb(body.end + 3, "urged")
        return None

    def item(self) -> Found | None:
        """Return what an item of a list asks: "That|For BODY [to] VERB", "BODY to VERB", "To VERB"."""
        first = next((token for token in self.doc if token.is_alpha), None)
        if first is None:
            return None
        if first.lower_ == "to":
            return None, self._verb(first.i + 1, "item-to")
        body = next((b for b in self.bodies if b.start - first.i <= 2), None)
        if body is None:
            return None
        introduced = first.lower_ in ("that", "for")
        to_follows = body.end < len(self.doc) and self.doc[body.end].lower_ == "to"
        return self._asked(body, "item") if introduced or to_follows else None

    def modal(self, start: int = 0) -> Found | None:
        """Return what is said with "should" or "must", of the body in front of it if there is one."""
        cue = next((duty for duty in self.duties if duty.start >= start), None)
        if cue is None:
            return None
        before = [b for b in self.bodies if b.end <= cue.start and cue.start - b.end <= GAP]
        adjacent = [b for b in before if b.end == cue.start]
        parted = [b for b in before if self.doc[b.end].text == "," and self.doc[cue.start - 1].text == ","]
        who = next(iter(adjacent[-1:] or parted[-1:]), None)
        return self._joint(who, "modal") if who is not None else None, self._verb(cue.end, "modal")

    def _asked(self, body: Span, rule: str) -> Found:
        who = self._joint(body, rule)
        return who, self._verb(who.end, rule)

    def _joint(self, body: Span, rule: str) -> Span:
        """Return the body that is asked together with those that "and" joins to it; their names are parted by "; "."""
        together = [body]
        for other in self.bodies:
            if other.start >= together[-1].end and _only_joins(self.doc[together[-1].end : other.start]):
                together.append(other)
        for other in reversed(self.bodies):
            if other.end <= together[0].start and _only_joins(self.doc[other.end : together[0].start]):
                together.insert(0, other)
        names = "; ".join(dict.fromkeys(span.kb_id_ for span in together))
        return Span(self.doc, together[0].start, together[-1].end, "WHO", kb_id=names, span_id=rule)

    def _verb(self, start: int, rule: str) -> Span | None:
        """Return the first word from `start` that can be the verb of what is asked."""
        for token in self.doc[start : start + GAP]:
            if _may_be_verb(token) and not any(time.start <= token.i < time.end for time in self.times):
                return Span(self.doc, token.i, token.i + 1, "DO", span_id=rule)
        return None


def _only_joins(between: Iterable[Token]) -> bool:
    words = [token.lower_ for token in between]
    return words == [","] or ("and" in words and set(words) <= {"and", ",", "the", "both", "its", "their"})


def _may_be_verb(token: Token) -> bool:
    return token.is_alpha and token.is_lower and token.lower_ not in PASSED and not token.lower_.endswith("ly")


def _unknown_names(doc: Doc, known: Sequence[Span]) -> Iterator[Span]:
    """Yield runs of capitalised words that may name bodies of no known kind ("Transport for Pellaby", "TfP").

    What follows must speak of them as of somebody who acts: "SEND commissioning" and "Leadership over the" name nobody.
    """
    taken = {token.i for span in known for token in span}
    i = 0
    while i < len(doc):
        end = _run_end(doc, i, taken)
        if (end - i > 1 or (end > i and _is_acronym(doc[i]))) and end < len(doc) and _acts(doc[end]):
            yield Span(doc, i, end, "UNKNOWN", kb_id=canonical_name(doc[i:end].text), span_id="unknown")
        i = max(end, i + 1)


def _run_end(doc: Doc, start: int, taken: set[int]) -> int:
    """Return where a run of capitalised words that begins at `start` ends; `start` if none begins there."""
    end = start
    for i in range(start, min(len(doc), start + LONGEST_RUN)):
        token = doc[i]
        if i in taken or (i == start and token.is_sent_start is not False and token.lower_ in _OPENINGS):
            break
        if token.is_alpha and token.text[0].isupper():
            end = i + 1
        elif i == start or token.lower_ not in _JOINING:
            break
    return end


_OPENINGS = frozenset("the that for to in we if when where as and this these it should by since while a an all".split())


def _acts(behind: Token) -> bool:
    word = behind.lower_
    return word in ("to", "should", "must", "ought", "needs", "is", "are", "shall") or (
        behind.is_lower and word[-1] == "s"
    )


def _is_acronym(token: Token) -> bool:
    return len(token) > 1 and sum(character.isupper() for character in token.text) > 1
