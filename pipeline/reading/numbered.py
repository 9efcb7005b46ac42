"""Word's automatic numbers, written out: what Word would print in front of each numbered paragraph.

A .docx file holds no number, only which list a paragraph belongs to; the list's levels say how it counts and how the
number looks (ECMA-376, part 1, 17.9). Readers keep that a paragraph is numbered but not "(a)" against "1.", nor a restart.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pipeline.document import LabelKind
from pipeline.labels import written_number
from pipeline.reading.dropdowns import W, write_out_choices

DOCUMENT, NUMBERING, STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
BULLET = "\u2022"
DEEPEST = 20
"""Styles that build on each other further than this go in a circle."""

_PLACE = re.compile(r"%(\d)")


def write_out_numbers(data: bytes) -> bytes:
    """Return a .docx with every automatic number as text at the start of its paragraph, followed by a tab, and with what is
    chosen in its drop-down fields as text behind them.

    The list level's indent is written to the paragraph too, unless it has one of its own.
    """
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if DOCUMENT not in parts:
        return data
    styles = ET.fromstring(parts[STYLES]) if STYLES in parts else None
    lists = _Lists(ET.fromstring(parts[NUMBERING]), styles) if NUMBERING in parts else None
    document = ET.fromstring(parts[DOCUMENT])
    for paragraph in document.iter(f"{W}p"):
        write_out_choices(paragraph)
        if lists is not None:
            lists.number(paragraph)
    parts[DOCUMENT] = ET.tostring(document, encoding="utf-8", xml_declaration=True)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


@dataclass(slots=True)
class _Level:
    """One level of a list: how its numbers are counted, look and are indented."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    indent: ET.Element | None = None


@dataclass(slots=True)
class _Lists:
    """The lists of a document and how far each has counted."""

    numbering: ET.Element
    styles: ET.Element | None
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def number(self, paragraph: ET.Element) -> None:
        """Count one paragraph and write its number in front of it, if it is numbered and not deleted."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None or properties.find(f"{W}rPr/{W}del") is not None or not _has_text(paragraph):
            return
        num, level = self._list_of(properties)
        if num in ("", "0"):
            return
        label, indent = self._next(num, level)
        if not label:
            return
        if indent is not None and properties.find(f"{W}ind") is None:
            properties.append(indent)
        run = ET.Element(f"{W}r")
        text = ET.SubElement(run, f"{W}t")
        text.text = label
        ET.SubElement(run, f"{W}tab")
        paragraph.insert(list(paragraph).index(properties) + 1, run)

    def _list_of(self, properties: ET.Element) -> tuple[str, int]:
        """Return the list and level of a paragraph, its own or its style's; ("", 0) if it has none."""
        own = properties.find(f"{W}numPr")
        style = _value(properties.find(f"{W}pStyle"))
        for _ in range(DEEPEST):
            if own is not None and own.find(f"{W}numId") is not None:
                return _value(own.find(f"{W}numId")), int(_value(own.find(f"{W}ilvl")) or 0)
            definition = self._style(style) if style else None
            if definition is None:
                break
            own = definition.find(f"{W}pPr/{W}numPr")
            style = _value(definition.find(f"{W}basedOn"))
        return "", 0

    def _style(self, style_id: str) -> ET.Element | None:
        found = self.styles.iter(f"{W}style") if self.styles is not None else iter(())
        return next((style for style in found if style.get(f"{W}styleId") == style_id), None)

    def _next(self, num: str, depth: int) -> tuple[str, ET.Element | None]:
        instance = self._by_id("num", "numId", num)
        if instance is None:
            return "", None
        abstract_id, abstract = self._abstract(instance)
        if abstract is None:
            return "", None
        levels = {i: _level(abstract, instance, i) for i in range(depth + 1)}
        counts = self.counts.setdefault(abstract_id, {})
        if num not in self.begun:
            self.begun.add(num)
            for i, start in _restarts(instance):
                counts[i] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [i for i in counts if i > depth]:
            del counts[deeper]
        for i in range(depth):
            counts.setdefault(i, levels[i].start)
        return _printed(levels, counts, depth), levels[depth].indent

    def _abstract(self, instance: ET.Element) -> tuple[str, ET.Element | None]:
        abstract_id = _value(instance.find(f"{W}abstractNumId"))
        abstract = self._by_id("abstractNum", "abstractNumId", abstract_id)
        link = _value(abstract.find(f"{W}numStyleLink")) if abstract is not None else ""
        if link:
            linked = self._style(link)
            number = _value(linked.find(f"{W}pPr/{W}numPr/{W}numId")) if linked is not None else ""
            target = self._by_id("num", "numId", number)
            if target is not None and number != _value(instance.find(f"{W}abstractNumId")):
                abstract_id = _value(target.find(f"{W}abstractNumId"))
                abstract = self._by_id("abstractNum", "abstractNumId", abstract_id)
        return abstract_id, abstract

    def _by_id(self, tag: str, key: str, value: str) -> ET.Element | None:
        return next((e for e in self.numbering.iter(f"{W}{tag}") if e.get(f"{W}{key}") == value), None)


def _has_text(paragraph: ET.Element) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(f"{W}t"))


def _value(element: ET.Element | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _restarts(instance: ET.Element) -> Iterator[tuple[int, int]]:
    for override in instance.iter(f"{W}lvlOverride"):
        start = _value(override.find(f"{W}startOverride"))
        if start:
            yield int(override.get(f"{W}ilvl") or 0), int(start)


def _level(abstract: ET.Element, instance: ET.Element, depth: int) -> _Level:
    overridden = [e for o in instance.iter(f"{W}lvlOverride") for e in o.iter(f"{W}lvl")]
    for level in [*overridden, *abstract.iter(f"{W}lvl")]:
        if level.get(f"{W}ilvl") == str(depth):
            return _Level(
                _value(level.find(f"{W}numFmt")) or "decimal",
                _value(level.find(f"{W}lvlText")),
                int(_value(level.find(f"{W}start")) or 1),
                level.find(f"{W}pPr/{W}ind"),
            )
    return _Level()


def _printed(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return BULLET
    if level.form == "none":
        return ""

    def number(found: re.Match[str]) -> str:
        place = int(found.group(1)) - 1
        form = levels[place].form if place in levels else "decimal"
        return _FORMS.get(form, str)(counts.get(place, 1))

    return _PLACE.sub(number, level.text).strip()


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": partial(written_number, LabelKind.LETTER, "a"),
    "upperLetter": partial(written_number, LabelKind.LETTER, "A"),
    "lowerRoman": partial(written_number, LabelKind.ROMAN, "i"),
    "upperRoman": partial(written_number, LabelKind.ROMAN, "I"),
    "decimalZero": lambda value: f"{value:02d}",
}
