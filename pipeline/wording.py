"""How wording is cleaned, joined and compared; shared by the stages because all must do it alike.

The only module that imports rapidfuzz.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    import numpy as np

SOFT_HYPHENS = "\u00ad\ufffe"
"""A discretionary hyphen, and the code PDFium gives one at a line end."""

QUOTED = 120
"""Characters of a text that a message quotes."""

_BREAK = re.compile(r"(?<=[^\W\d_])[-\u2010]$")
_CUT = re.compile(rf"[-{SOFT_HYPHENS}][^\S\n]*\n\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_ALIKE = str.maketrans("i10", "llo")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9]{3,}")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control and format characters, lone surrogates and non-characters; they never reach a table."""
_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet takes for a formula: OWASP's page on CSV injection, the full-width forms too."""
_GUARDED = re.compile(rf"'{_FORMULA.pattern}")
_IN_ONE_LINE = str.maketrans("\t\r\n", "   ")
_PREFIXES = frozenset(
    "co multi non neuro pre re cross self well anti inter mid semi under over sub e ex post pro vice".split()
)
"""First parts of compounds that keep their hyphen though they are no words of their own."""


def clean(text: str) -> str:
    """Return `text` in NFC with control, format and non-characters removed and white space collapsed."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_UNPRINTABLE.sub("", unicodedata.normalize("NFC", text)).split())


def shortened(text: str) -> str:
    """Return the beginning of a text, as a message quotes it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]} …"


def printable(text: str) -> str:
    """Return `text` as a cell may hold it: in NFC, in one line, without control, format and non-characters."""
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text)).translate(_IN_ONE_LINE)


def guarded(text: str) -> str:
    """Return a wording as a CSV may hold it: an apostrophe goes before what a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the wording that a CSV holds in a cell, without the apostrophe that `guarded` put there."""
    return cell[1:] if _GUARDED.match(cell) else cell


def squash(text: str) -> str:
    """Return the lower-case letters and digits of `text` only, for comparison."""
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKD", text).lower())


def _folded(text: str) -> str:
    """Return a squashed text in which the characters that scans mistake for each other are one."""
    return squash(text).translate(_ALIKE)


def is_similar(one: str, other: str, least: float) -> bool:
    """Tell whether two squashed wordings are at least `least` alike (0 to 100)."""
    return fuzz.ratio(one, other, score_cutoff=least) > 0


def similarities(ones: Sequence[str], others: Sequence[str]) -> np.ndarray:
    """Return how alike each wording of `ones` is to each of `others`, 0 to 100: an array of len(ones) × len(others)."""
    return process.cdist([squash(t) for t in ones], [squash(t) for t in others], scorer=fuzz.ratio)


def differences(original: str, quoted: str) -> str:
    """Return what a quotation changed, word by word: "[-left out-]" and "{+put in+}"; "" if only marks or case differ."""
    before, after = original.split(), quoted.split()
    matcher = difflib.SequenceMatcher(
        None, [squash(w) or w for w in before], [squash(w) or w for w in after], autojunk=False
    )
    changes = []
    for operation, a, b, c, d in matcher.get_opcodes():
        removed, added = " ".join(before[a:b]), " ".join(after[c:d])
        if operation != "equal" and _folded(removed) != _folded(added):
            changes.append(
                " ".join(
                    part for part in (f"[-{removed}-]" if removed else "", f"{{+{added}+}}" if added else "") if part
                )
            )
    return " … ".join(changes)


_SHORT_WORDS = frozenset(
    "a an and are as at be by for from has in is it not of on or that the this to was will with".split()
)
"""Words that character recognition runs together with their neighbours."""
LONG_ENOUGH = 6
"""A word of so many letters with one wrong letter is still known."""


def as_meant(text: str, lexicon: frozenset[str]) -> str:
    """Return a text read off a picture as patterns should read it: words run together parted, single letters mended.

    Only words that then stand in `lexicon` (lower case) are touched. The result is for recognising, never for a table. An empty
    lexicon, for print, leaves the text as it is.
    """
    return _LETTERS.sub(lambda found: _meant(found.group(), lexicon), text) if lexicon else text


def _meant(word: str, lexicon: frozenset[str]) -> str:
    low = word.lower()
    if low in lexicon or low in _SHORT_WORDS:
        return word
    for i in range(2, len(word) - 1):
        head, tail = low[:i], low[i:]
        if (head in _SHORT_WORDS and (tail in _SHORT_WORDS or tail in lexicon)) or (
            head in lexicon and tail in _SHORT_WORDS
        ):
            return f"{word[:i]} {word[i:]}"
    if len(word) >= LONG_ENOUGH:
        near = next((known for known in sorted(lexicon) if _one_letter_off(low, known)), "")
        if near:
            return near.upper() if word.isupper() else word[0] + near[1:] if low[0] == near[0] else near
    return word


def _one_letter_off(word: str, known: str) -> bool:
    return len(word) == len(known) and sum(a != b for a, b in zip(word, known, strict=True)) == 1


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return the lower-case words of `texts`; words cut at a line end do not count."""
    words: set[str] = set()
    for text in texts:
        joined = _CUT.sub(SOFT_HYPHENS[0], text.lower().replace("\u2010", "-"))
        if any(mark in joined for mark in SOFT_HYPHENS):
            joined = " ".join(token for token in joined.split() if not any(mark in token for mark in SOFT_HYPHENS))
        words.update(_WORD.findall(joined))
    return frozenset(words)


def join_lines(lines: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """Join lines to one string, mending words that a line end cut.

    A hyphen at a line end goes where the word without it stands elsewhere in the document, and stays where the
    compound does. Where neither does, it stays between two parts that are words, or after a prefix such as "multi".
    """
    joined = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        if joined and joined[-1] in SOFT_HYPHENS:
            joined = joined[:-1] + line
        elif joined and _BREAK.search(joined) and line[0].isalpha():
            joined = _mend(joined, line, known)
        elif joined and joined[-1] in "\u2013\u2014/" and len(joined) > 1 and not joined[-2].isspace():
            joined += line
        else:
            joined = f"{joined} {line}" if joined else line
    return clean(re.sub(f"[{SOFT_HYPHENS}]", "", joined))


def _mend(before: str, after: str, known: frozenset[str]) -> str:
    head = re.split(r"[\s(\u2018\u201c]", before[:-1])[-1].rsplit("-", 1)[-1]
    tail = _WORD.match(after)
    if tail is None or not after[0].islower():
        return before + after
    first, second = head.lower(), re.split("[-\u2010]", tail.group().lower())[0]
    compound = f"{first}-{second}"
    if compound in known:
        return before + after
    if first + second in known:
        return before[:-1] + after
    is_compound = first in _PREFIXES or (first in known and second in known)
    return before + after if is_compound else before[:-1] + after
