"""Documents of word processors (Office Open XML, ECMA-376): their paragraphs as lines."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from onrecord.reading._structured import Entry

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def entry_in_document(data: bytes, *, most_bytes: int) -> Entry | None:
    """Return the text of a ``.docx`` file, a line for each paragraph; None where there are no words in it.

    Its title is the one that its properties name. When it was made or saved is not the day of its text.

    Args:
        data: the bytes of the file.
        most_bytes: how large its text may be once it is unpacked.

    Raises:
        ValueError: it is no such document, or is damaged or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", most_bytes)
            properties = _part(archive, "docProps/core.xml", most_bytes) if _has(archive, "docProps/core.xml") else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ValueError(str(error)) from error
    lines = [_line(paragraph) for paragraph in body.iter(f"{_WORDS}p")]
    text = "\n".join(line for line in lines if line.strip())
    title = properties.findtext(_TITLE) if properties is not None else None
    return Entry(content=text, is_markup=False, title=" ".join(title.split()) if title else None) if text else None


def _has(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist()


def _part(archive: zipfile.ZipFile, name: str, most_bytes: int) -> Any:
    with archive.open(name) as stream:
        data = stream.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise ValueError(f"{name} is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def _line(paragraph: Any) -> str:
    """The words of one paragraph; those of a paragraph within it (a text box) stand by themselves."""
    pieces = []
    for node in paragraph.iter(f"{_WORDS}t", f"{_WORDS}tab", f"{_WORDS}br", f"{_WORDS}cr"):
        if next(node.iterancestors(f"{_WORDS}p")) is paragraph:
            pieces.append((node.text or "") if node.tag == f"{_WORDS}t" else " ")
    return "".join(pieces)
