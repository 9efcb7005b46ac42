"""Names of bodies written one way, so that all the ways in which papers write one body are one name."""

from __future__ import annotations

import re

ABBREVIATED = {"ICB": "Integrated Care Board", "ICS": "Integrated Care System", "CCG": "Clinical Commissioning Group"}
"""Kinds of bodies that papers write in letters."""

_ARTICLES = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_CAPITALISED = r"(?<![\w\u2019'-])[A-Z][\w\u2019'-]{0,40}"
_PLACE = rf"(?:{_CAPITALISED}(?:,| and| of| &| the| for)* +)"
_HEADS = re.compile(
    r"(?:^|\b)(?:Council|Trust|Board|Partnership|Authority|Association|University|Commission|Agency|Service)$"
)
_DEFINED = re.compile(
    rf"(?P<name>(?:{_CAPITALISED}(?:,| and| of| &| the| for)*\s+){{1,10}}{_CAPITALISED})\s+"
    r"\((?:the\s+|hereafter\s+|\u201c|\u2018|'|\")*(?P<short>[A-Z][\w& -]{1,24}?)[\u201d\u2019'\"]*\)"
)
_KIND = re.compile(r"\b(?:ICB|Board|Council|Trust|Committee|Cabinet|Government|Partnership|Authority)\b")
_OPENING = re.compile(
    r"^(?:(?:The|This|That|Each|Any|Our|For|To|In|By|From|With|Both|All|And|Of|As|Its|Their|However|While|Since|At|On) )+"
)


def canonical_name(name: str) -> str:
    """Return a body's name written one way: no article, no "NHS" in front of a place, abbreviated kinds written out."""
    name = _ARTICLES.sub("", " ".join(name.split())).replace("\u2019", "'")
    words = [ABBREVIATED.get(word, word) for word in re.sub(r"\s+&\s+", " and ", name).split()]
    if len(words) > 1 and words[0] == "NHS" and " ".join(words).endswith(("Care Board", "Care System")):
        words = words[1:]
    return " ".join(words)


def defined_names(text: str) -> dict[str, str]:
    """Return the short names that a text itself gives to bodies ("Northshire Partnership Trust (NPT)"), by short name."""
    found = {}
    for match in _DEFINED.finditer(text):
        name = canonical_name(_OPENING.sub("", " ".join(match["name"].split())))
        short = match["short"].strip()
        if _stands_for(short, name):
            found[canonical_name(short)] = name
    return found


def _stands_for(short: str, name: str) -> bool:
    """Tell whether a short name is made of a name's initials or of its last words."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper())
    letters = re.sub(r"[^A-Z]", "", short)
    return name.endswith(short) or (len(letters) > 1 and _is_subsequence(letters, initials))


def _is_subsequence(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def full_name(name: str, text: str) -> str:
    """Return the one full name in a text of which `name` is the end ("Trust", "Integrated Care Board"), else `name`."""
    if not _HEADS.search(name):
        return name
    whole = re.compile(rf"\b{_PLACE}{{1,8}}?{re.escape(name)}\b")
    found = {
        canonical_name(m.group())
        for m in whole.finditer(text)
        if not _OPENING.match(m.group()) and not _KIND.search(m.group().removesuffix(name))
    }
    return found.pop() if len(found) == 1 else name
