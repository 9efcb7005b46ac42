"""The pipeline's own components: the names of bodies, and who is asked to do what by when.

Both work on spans that rulers found by the patterns in models/patterns; the record of a span is its label and the id of
its pattern. Layers are span groups, because spans nest: `doc.spans["cues"]`, `["bodies"]`, `["demands"]`.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from pipeline.language.architecture import SILENT
from pipeline.language.names import canonical_name

GAP = 8
"""Words that may stand between a body and the "should" that is said of it ("the ICB, working with the Trust, should")."""
ADVERBS = frozenset(
    "also therefore further now both not then continue always jointly each either urgently actively formally publicly "
    "immediately clearly regularly explicitly promptly first again only at least be have been".split()
)
"""Words between "should" and the verb that says what."""
LONGEST_NAME = 10
"""Words that the name of a body has at most beside the one that tells its kind."""
_JOINING = frozenset({"and", "of", "for", "the", "on", "with", "&", "-", ",", "\u2019s", "'s"})
"""What may stand between the capitalised words of a name."""
_NOT_IN_A_NAME = frozenset(
    "The That For To In We If When Where As And This These It Should By Since While However Although With From Both Each "
    "All Our Their Any Following Recommendation Recommendations Working Given Whilst On At A An Not But Or What Once Before "
    "After Under Accordingly Finally Secondly First Firstly Ask Request Invite Urge Government Cabinet".split()
)
"""Capitalised words that begin a sentence or name another body: a name does not grow over them."""
_NUMERIC = re.compile(r"^[£€$]?\d[\d,./:–-]*(?:st|nd|rd|th|m|bn|k|%)?$", re.IGNORECASE)


@Language.factory("scrutineer_bodies", requires=["doc.spans"], assigns=["doc.spans", "token.norm"])
def create_bodies(nlp: Language, name: str) -> Bodies:
    """Make the component that names bodies."""
    return Bodies()


class Bodies:
    """Makes of the phrases that the ruler found the names of bodies, each with its one canonical name (`span.kb_id_`).

    A phrase whose id begins with `head-` ends a name that grows to the left over capitalised words ("Northshire
    County *Council*"), one with `role-` begins a name that grows to the right ("*Cabinet Member* for Children"); the
    norms of a name's words become one for all bodies and those of figures one for all figures, for the classifiers.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with named bodies."""
        grown = [_grow(doc, span) for span in doc.spans.get("bodies", [])]
        kept = [_named(doc, span) for span in filter_spans(grown)]
        for span in kept:
            if not span.id_.startswith("common-"):
                for i, token in enumerate(span):
                    token.norm_ = SILENT if i else "body"
        for token in doc:
            if token.text[0].isdigit() and _NUMERIC.match(token.text):
                token.norm_ = "0"
        doc.spans["bodies"] = kept
        return doc


def _grow(doc: Doc, span: Span) -> Span:
    start, end = span.start, span.end
    if span.id_.startswith("head-"):
        start = _grown_left(doc, start)
    elif span.id_.startswith("role-") and end + 1 < len(doc) and doc[end].lower_ in ("for", "of"):
        end = _grown_right(doc, end)
    return Span(doc, start, end, span.label_, span_id=span.id_)


def _grown_left(doc: Doc, start: int) -> int:
    """Return where a name that ends at `start` begins: at the first of the capitalised words in front of it."""
    begin = start
    for i in range(start - 1, max(-1, start - 1 - LONGEST_NAME), -1):
        token = doc[i]
        if token.text in _NOT_IN_A_NAME:
            break
        if _is_capitalised(token):
            begin = i
        elif token.lower_ not in _JOINING or not i or not _is_capitalised(doc[i - 1]):
            break
    return begin


def _grown_right(doc: Doc, end: int) -> int:
    """Return where a name that goes on with "for …" or "of …" at `end` ends: behind the last of its capitalised words."""
    last = end
    for i in range(end + 1, min(len(doc), end + 1 + LONGEST_NAME)):
        token = doc[i]
        if _is_capitalised(token):
            last = i + 1
        elif token.lower_ not in _JOINING:
            break
    return last


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper() and token.is_alpha and token.text not in _NOT_IN_A_NAME


def _named(doc: Doc, span: Span) -> Span:
    listed = not span.id_.startswith(("head-", "role-", "common-"))
    name = span.id_ if listed else canonical_name(span.text)
    return Span(doc, span.start, span.end, span.label_, kb_id=name, span_id=span.id_)


@Language.factory("scrutineer_demands", requires=["doc.spans"], assigns=["doc.spans"])
def create_demands(nlp: Language, name: str) -> Demands:
    """Make the component that finds who is asked to do what by when."""
    return Demands()


class Demands:
    """Finds the first thing a sentence asks for: spans labelled WHO, DO and BY in `doc.spans["demands"]`.

    The forms: "… recommends that BODY [should] VERB", "BODY should VERB", "That|For BODY [to] VERB", "To VERB".
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its demand, if it makes one."""
        cues = list(doc.spans.get("cues", []))
        found = (
            self._after_asking(doc, [c for c in cues if c.label_ == "ASKS"])
            or self._item(doc)
            or self._modal(doc, [c for c in cues if c.label_ == "FORCE"])
        )
        spans = [span for span in found or () if span is not None]
        when = next((c for c in cues if c.label_ == "WHEN"), None) if spans else None
        if when is not None:
            spans.append(Span(doc, when.start, when.end, "BY", span_id=when.id_))
        doc.spans["demands"] = spans
        return doc

    def _after_asking(self, doc: Doc, cues: list[Span]) -> tuple[Span | None, Span | None] | None:
        if not cues:
            return None
        start = cues[0].end
        body = next((b for b in doc.spans["bodies"] if start <= b.start <= start + GAP), None)
        if body is None:
            return self._modal(doc, [c for c in doc.spans["cues"] if c.label_ == "FORCE" and c.start >= start])
        return _part(doc, body, "WHO", "asks"), _verb(doc, body.end, "asks")

    def _item(self, doc: Doc) -> tuple[Span | None, Span | None] | None:
        first = next((t for t in doc if t.is_alpha), None)
        if first is None or first.lower_ not in ("that", "for", "to"):
            return None
        if first.lower_ == "to":
            return None, _verb(doc, first.i + 1, "item-to")
        body = next((b for b in doc.spans["bodies"] if b.start - first.i <= 2), None)
        if body is None:
            return None
        return _part(doc, body, "WHO", "item"), _verb(doc, body.end, "item")

    def _modal(self, doc: Doc, cues: list[Span]) -> tuple[Span | None, Span | None] | None:
        if not cues:
            return None
        cue = cues[0]
        before = [b for b in doc.spans["bodies"] if b.end <= cue.start and cue.start - b.end <= GAP]
        adjacent = [b for b in before if b.end == cue.start]
        parted = [b for b in before if doc[b.end].text == "," and doc[cue.start - 1].text == ","]
        who = (adjacent or parted or [None])[-1]
        return _part(doc, who, "WHO", "modal") if who is not None else None, _verb(doc, cue.end, "modal")


def _part(doc: Doc, span: Span, label: str, rule: str) -> Span:
    return Span(doc, span.start, span.end, label, kb_id=span.kb_id_, span_id=rule)


def _verb(doc: Doc, start: int, rule: str) -> Span | None:
    """Return the first word from `start` that can be the verb of what is asked."""
    for token in doc[start : start + GAP]:
        if _may_be_verb(token):
            return Span(doc, token.i, token.i + 1, "DO", span_id=rule)
    return None


def _may_be_verb(token: Token) -> bool:
    word = token.lower_
    passed = word in ADVERBS or word in ("to", "should", "must", "that", "and", "the") or word.endswith("ly")
    return token.is_alpha and token.is_lower and not passed
