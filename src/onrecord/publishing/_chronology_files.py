"""A chronology as Markdown, as an HTML page, and as a Word document; the same chronicle gives the same bytes."""

from __future__ import annotations

import html
import io
import re
import zipfile

from onrecord.publishing._chronology import Chronicle, Entry, Note

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def markdown(chronicle: Chronicle) -> bytes:
    """Return a chronology as Markdown with footnotes (``[^1]``)."""
    lines = [f"# {_plain(chronicle.title)}: chronology", "", _plain(chronicle.about), ""]
    for year, listed in chronicle.years:
        lines += [f"## {year}", ""]
        for entry in listed:
            notes = "".join(f"[^{number}]" for number in entry.notes)
            lines += [f"**{_plain(entry.date)}:** {_plain(entry.sentence)}{notes}", ""]
    for note in chronicle.notes:
        lines.append(f"[^{note.number}]: {_plain(note.source)}: “{_plain(note.words)}”{_place(note)}")
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace")


def _place(note: Note) -> str:
    return f" (characters {note.evidence.start}-{note.evidence.end} of {note.evidence.document})"


_STYLE = """
:root { color-scheme: light dark }
body { font: 17px/1.55 Georgia, "DejaVu Serif", serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-weight: 400 } h2 { font: 600 1rem/1.4 system-ui, sans-serif; margin-top: 2rem }
dl { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .5rem 1rem }
dt { font-weight: 700 } dd { margin: 0 } sup { line-height: 0 }
.about, .notes { font-size: .875rem } .notes li { margin: .25rem 0; overflow-wrap: anywhere }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .75rem } }
@media print { body { font-size: 10.5pt; margin: 0 } a { color: inherit; text-decoration: none } }
"""


def html_page(chronicle: Chronicle) -> bytes:
    """Return a chronology as one HTML page without scripts; everything from a source is escaped."""
    cited: set[int] = set()
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(chronicle.title)}: chronology</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{html.escape(chronicle.title)}: chronology</h1>\n<p class="about">{html.escape(chronicle.about)}</p>\n'
    ]
    for year, listed in chronicle.years:
        parts.append(f"<h2>{html.escape(year)}</h2>\n<dl>\n")
        parts += [_html_entry(entry, cited) for entry in listed]
        parts.append("</dl>\n")
    if chronicle.notes:
        parts.append('<h2>Notes</h2>\n<ol class="notes">\n')
        parts += [
            f'<li id="note-{note.number}">{html.escape(note.source)}: “{html.escape(note.words)}”'
            f'{html.escape(_place(note))} <a href="#cited-{note.number}" aria-label="Back to the sentence">↑</a></li>\n'
            for note in chronicle.notes
        ]
        parts.append("</ol>\n")
    parts.append("</body>\n</html>\n")
    return "".join(parts).encode("utf-8", "replace")


def _html_entry(entry: Entry, cited: set[int]) -> str:
    notes = []
    for number in entry.notes:
        name = "" if number in cited else f' id="cited-{number}"'
        cited.add(number)
        notes.append(f'<a{name} href="#note-{number}">{number}</a>')
    mark = f"<sup>{' '.join(notes)}</sup>" if notes else ""
    return f"<dt>{html.escape(entry.date)}</dt><dd>{html.escape(entry.sentence)}{mark}</dd>\n"


# --- Word ---------------------------------------------------------------------------------------------------------

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_STYLES = f"""{_HEAD}<w:styles {_WORD}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="22"/>
<w:lang w:val="en-US"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
<w:rPr><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/>
<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
</w:styles>"""


def _xml(text: str) -> str:
    return html.escape(_NO_XML.sub("�", text), quote=True)


def _run(text: str, properties: str = "") -> str:
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{_xml(text)}</w:t></w:r>'


def _paragraph(runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _reference(number: int) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def word_document(chronicle: Chronicle) -> bytes:
    """Return a chronology as a Word document (Office Open XML, ECMA-376) with real footnotes.

    A source cited again gets its note again, as Word counts footnotes by where they are cited.
    """
    by_number = {note.number: note for note in chronicle.notes}
    notes: list[str] = []
    body = [_paragraph(_run(f"{chronicle.title}: chronology"), "Title"), _paragraph(_run(chronicle.about, "<w:i/>"))]
    for year, listed in chronicle.years:
        body.append(_paragraph(_run(year), "Heading1"))
        for entry in listed:
            runs = _run(f"{entry.date}: ", "<w:b/>") + _run(entry.sentence)
            for place, number in enumerate(entry.notes):
                note = by_number[number]
                notes.append(f"{note.source}: “{note.words}”{_place(note)}")
                runs += (_run(" ", "<w:vertAlign w:val='superscript'/>") if place else "") + _reference(len(notes))
            body.append(_paragraph(runs))
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" '
    page += 'w:left="1304" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_WORD}><w:body>{''.join(body)}{page}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/footnotes.xml": _footnotes(notes),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry_of_zip = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry_of_zip.compress_type = zipfile.ZIP_DEFLATED
            entry_of_zip.create_system = 3
            archive.writestr(entry_of_zip, content.encode("utf-8"))
    return packed.getvalue()


def _footnotes(notes: list[str]) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    written = [
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>",
    ]
    for number, words in enumerate(notes, start=1):
        paragraph = _paragraph(mark + _run(f" {words}"), "FootnoteText")
        written.append(f'<w:footnote w:id="{number}">{paragraph}</w:footnote>')
    return f"{_HEAD}<w:footnotes {_WORD}>{''.join(written)}</w:footnotes>"
