"""The names of bodies and offices: the pipeline's component that makes one name of all the ways of writing a body.

It works on the phrases that a ruler found by models/patterns/bodies.jsonl. Layers are span groups, because spans nest:
`doc.spans["cues"]`, `["bodies"]`, `["demands"]`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from pipeline.language.architecture import SILENT
from pipeline.language.names import canonical_name

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


@Language.factory("scrutineer_bodies", requires=["doc.spans"], assigns=["doc.spans", "token.norm"])
def create_bodies(nlp: Language, name: str) -> Bodies:
    """Make the component that names bodies."""
    return Bodies()


class Bodies:
    """Makes of the phrases that the ruler found the names of bodies, each with its one canonical name (`span.kb_id_`).

    A phrase whose id begins with `head-` ends a name that grows to the left over capitalised words ("Northshire
    County *Council*"), one with `role-` begins a name that grows to the right ("*Cabinet Member* for Children"); the
    norms of a name's words become one for all bodies, for the classifiers.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with named bodies."""
        found = list(doc.spans.get("bodies", []))
        taken = {token.i for span in found for token in span}
        grown = [_grow(doc, span, taken) for span in found]
        kept = [_named(doc, span) for span in filter_spans(grown)]
        for span in kept:
            if not span.id_.startswith("common-"):
                for i, token in enumerate(span):
                    token.norm_ = SILENT if i else "body"
        doc.spans["bodies"] = kept
        return doc


def _grow(doc: Doc, span: Span, taken: set[int]) -> Span:
    start, end = span.start, span.end
    if span.id_.startswith("head-"):
        start = _grown_left(doc, start, taken)
    elif span.id_.startswith("role-") and end + 1 < len(doc) and doc[end].lower_ in ("for", "of"):
        end = _grown_right(doc, end)
    alone = (start, end) == (span.start, span.end) and span.id_.startswith(("head-", "role-"))
    return Span(doc, start, end, span.label_, span_id=f"bare-{span.id_}" if alone else span.id_)


def _grown_left(doc: Doc, start: int, taken: set[int]) -> int:
    """Return where a name that ends at `start` begins: at the first of the capitalised words in front of it.

    It does not grow over "and" or a comma into another body, whose words are `taken`.
    """
    begin = start
    for i in range(start - 1, max(-1, start - 1 - LONGEST_NAME), -1):
        token = doc[i]
        if token.text in _NOT_IN_A_NAME:
            break
        if _is_capitalised(token):
            begin = i
        elif token.lower_ not in _JOINING or not i or i - 1 in taken or not _is_capitalised(doc[i - 1]):
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
    listed = not span.id_.startswith(("head-", "role-", "bare-", "common-"))
    name = span.id_ if listed else canonical_name(span.text)
    return Span(doc, span.start, span.end, span.label_, kb_id=name, span_id=span.id_)
