"""What was chosen in the drop-down fields of Word's older forms, written out as text.

Such a field (FORMDROPDOWN) holds its entries and the number of the one that is chosen (ECMA-376, part 1, 17.16.9); the
chosen words stand nowhere in the text.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write_out_choices(paragraph: ET.Element) -> None:
    """Put the chosen words of each drop-down field of a paragraph behind the field."""
    for place, run in reversed(list(enumerate(paragraph))):
        for mark in run.iter(f"{W}fldChar"):
            fields = mark.find(f"{W}ffData/{W}ddList")
            if fields is not None and (chosen := _chosen(fields)):
                written = ET.Element(f"{W}r")
                ET.SubElement(written, f"{W}t").text = chosen
                paragraph.insert(_end(paragraph, place) + 1, written)


def _chosen(fields: ET.Element) -> str:
    entries = [entry.get(f"{W}val", "") for entry in fields.findall(f"{W}listEntry")]
    result = fields.find(f"{W}result")
    number = result.get(f"{W}val", "0") if result is not None else "0"
    return entries[int(number)] if number.isdigit() and int(number) < len(entries) else ""


def _end(paragraph: ET.Element, place: int) -> int:
    """Return where the field that begins at `place` ends, `place` itself if its end is missing."""
    ends = (
        n
        for n, run in enumerate(paragraph)
        if n >= place and any(mark.get(f"{W}fldCharType") == "end" for mark in run.iter(f"{W}fldChar"))
    )
    return next(ends, place)
