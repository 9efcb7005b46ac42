"""Word files made for the tests, part by part, as Word writes them."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="{target}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>
</Relationships>"""

LEVELS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3."))


def run(text: str, bold: bool = False, struck: bool = False) -> str:
    """Return a run of text."""
    marks = ("<w:b/>" if bold else "") + ("<w:strike/>" if struck else "")
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, num: int = 0, level: int = 0, bold: bool = False, deleted: bool = False) -> str:
    """Return a paragraph of runs, or of plain texts; `num` is the list it is numbered by."""
    inner = "".join(r if r.startswith("<") else run(r, bold) for r in runs)
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    gone = "<w:rPr><w:del/></w:rPr>" if deleted else ""
    return f"<w:p><w:pPr>{numbered}{gone}</w:pPr>{inner}</w:p>"


def inserted(text: str) -> str:
    """Return text that a tracked change put in."""
    return f"<w:ins>{run(text)}</w:ins>"


def removed(text: str) -> str:
    """Return text that a tracked change took out."""
    return f"<w:del><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def tick(checked: bool) -> str:
    """Return a tick box in a content control."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    glyph = "\u2612" if checked else "\u2610"
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>"


def control(text: str) -> str:
    """Return a content control that holds text, chosen from a list or typed."""
    return f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def dropdown(*entries: str, chosen: int) -> str:
    """Return a drop-down field of Word's older forms."""
    listed = "".join(f'<w:listEntry w:val="{escape(entry)}"/>' for entry in entries)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="{chosen}"/>{listed}</w:ddList>'
        '</w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """Return a table cell over `span` columns; `merge` is "restart" or "continue" for cells merged downwards."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(p if p.startswith("<w:p>") else paragraph(p) for p in paragraphs) or paragraph("")
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inner}</w:tc>'


def table(*rows: list[str]) -> str:
    """Return a table of rows of cells (texts or `cell` results)."""
    drawn = ("".join(c if c.startswith("<w:tc>") else cell(c) for c in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in drawn) + "</w:tbl>"


def word_file(*body: str, restarts: tuple[int, ...] = (2,), header: str = "") -> bytes:
    """Return a .docx file; list 1 counts on, the lists in `restarts` begin anew in the same style; `header` is a paragraph."""
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{360 * (i + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{override if n in restarts else ""}</w:num>'
        for n in (1, *restarts)
    )
    numbering = (
        f'<w:numbering {_NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{lists}</w:numbering>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(target="word/document.xml", kind="officeDocument"),
        "word/_rels/document.xml.rels": _RELATIONS.format(target="numbering.xml", kind="numbering"),
        "word/numbering.xml": numbering,
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
    }
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_NAMESPACES}>{header}</w:hdr>"
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def with_style(data: bytes, name: str) -> bytes:
    """Return a .docx file with a paragraph style H1 of that name."""
    style = f'<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="{name}"/></w:style>'
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part).decode()
            if part.endswith("document.xml.rels"):
                relation = (
                    '<Relationship Id="rId9" Target="styles.xml" '
                    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>'
                )
                content = content.replace("</Relationships>", relation)
            new.writestr(part, content)
        new.writestr("word/styles.xml", f"<w:styles {_NAMESPACES}>{style}</w:styles>")
    return stream.getvalue()
