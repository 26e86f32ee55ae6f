"""One file becomes raw pages, lazily; whatever cannot be read becomes a named entry."""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.reading._compression import MAX_RATIO, BombError, DamagedStreamError, gunzip, pieces
from onrecord.reading._decoding import Decoded, decode, tidy
from onrecord.reading._files import SourceFile
from onrecord.reading._messages import entry_in_message
from onrecord.reading._structured import DEFAULT_FIELDS, Entry, FieldMapping, entries_in, entry_from, read_feed
from onrecord.reading._tables import TableError, read_rows
from onrecord.reading._web_archives import WebArchiveError, pages_in
from onrecord.reading._word import entry_in_document
from onrecord.records import RawPage, Unreadable

VERSION = "3"
"""Raised when the same file would give other pages."""

MAX_ENTRY_BYTES = 50 * 1024 * 1024
"""Bytes of one entry, decompressed: a page, a line of JSON, a member of an archive."""
MAX_CHARACTERS = 5_000_000
"""Characters of one page; the longest news pages have some 200,000."""
_MAX_MEMBERS = 200_000
_CHUNK = 256 * 1024

_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".csv": "table",
    ".tsv": "table",
    ".eml": "message",
    ".mhtml": "message",
    ".mht": "message",
    ".docx": "document",
    ".warc": "web archive",
    ".wet": "web archive",
}
_READABLE = (
    ".txt, .md, .html, .json, .jsonl, .csv, .tsv, .xml, .rss, .atom, .mhtml, .eml, .docx, .warc, each also as .gz,"
    " and .zip"
)

_CONVERSIONS = {
    (".pdf",): "Take the text out of it first, e.g. pdftotext -layout FILE.pdf FILE.txt.",
    (".doc", ".odt", ".rtf", ".pages"): "Save it as .docx, as plain text or as a web page first.",
    (".xlsx", ".xls", ".ods", ".parquet"): "Save it as .csv first, one page in each row.",
    (".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"): "It is a picture.",
    (".webarchive", ".msg", ".mbox"): "Save the pages in it as .html or .eml first.",
}
"""What to do with files that are met among news and cannot be read."""

_ONLY_ADDRESSES = re.compile(r"\s*(?:(?:https?|ftp)://\S+\s*)+\Z", re.IGNORECASE)

_DAMAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
"""What the standard library raises where the bytes of a member are not what they should be."""
try:
    from lzma import LZMAError
except ImportError:  # a Python built without it cannot open such members, and says so by RuntimeError
    pass
else:
    _DAMAGE += (LZMAError,)

_PAGE_BEGINS = (b"<!doctype html", b"<html", b"<head", b"<body")

Result = RawPage | Unreadable


class _TooLargeError(Exception):
    """An entry exceeds ``MAX_ENTRY_BYTES``."""


def read_file(file: SourceFile, *, fields: FieldMapping = DEFAULT_FIELDS) -> Iterator[RawPage | Unreadable]:
    """Read one file, entry by entry.

    Never raises for what a file holds: an entry that cannot be read is an ``Unreadable``, and the next one follows.
    A compressed file that is damaged gives what stands before the damage, and an ``Unreadable`` that says so.

    Args:
        file: from ``find_files``.
        fields: which field of a JSON object is what.

    Yields:
        Pages and unreadable entries in the order of the file. ``path`` is the file's path, with ``!member`` for
        archives and ``#number`` for entries (counted from 1; for JSON lines this is the line number).
    """
    try:
        if file.is_standard_input:
            yield from _read_stream(file.path, "", sys.stdin.buffer, fields)
            return
        location = Path(file.location)
        if not stat.S_ISREG(location.stat().st_mode):
            yield Unreadable(file.path, "not a file", "It is a folder that cannot be opened, a device or a pipe.")
            return
        with location.open("rb") as stream:
            yield from _read_stream(file.path, location.name, stream, fields)
    except OSError as error:
        yield Unreadable(file.path, "cannot be opened", f"{error.strerror or error}. Check that it may be read.")


def _kind_of(name: str) -> tuple[str | None, bool]:
    """The kind of a file by its name, and whether it is gzipped."""
    lowered = name.lower()
    gzipped = lowered.endswith(".gz")
    if gzipped:
        lowered = lowered[:-3]
    suffix = Path(lowered).suffix
    return ("zip" if suffix == ".zip" and not gzipped else _KINDS.get(suffix)), gzipped


def _how_to_convert(name: str) -> str:
    suffix = Path(name.lower()).suffix
    return next((advice for kinds, advice in _CONVERSIONS.items() if suffix in kinds), "Convert it or leave it out.")


def _read_stream(path: str, name: str, stream: Any, fields: FieldMapping) -> Iterator[Result]:
    kind, gzipped = _kind_of(name)
    if not name:
        head = stream.read(_CHUNK)
        kind, gzipped = _sniff(head)
        stream = _Rewound(head, stream)
    if kind is None:
        yield Unreadable(path, "unknown kind", f"{_how_to_convert(name)} On Record reads {_READABLE}.")
    elif kind == "zip":
        yield from _read_zip(path, stream, fields)
    else:
        yield from _read_chunks(path, kind, _chunks(stream), gzipped, fields)


class _Rewound:
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1) -> bytes:
        if not self._head:
            return self._rest.read(size)
        cut = len(self._head) if size < 0 else size
        piece, self._head = self._head[:cut], self._head[cut:]
        return piece + (self._rest.read() if size < 0 else b"")


def _sniff(head: bytes) -> tuple[str, bool]:
    """Tell the kind of standard input by its first bytes."""
    gzipped = head.startswith(b"\x1f\x8b")
    if gzipped:
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _CHUNK)
        except zlib.error:
            head = b""  # reading the stream names the damage
    elif head.startswith(b"PK\x03\x04"):
        return "zip", False
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if start.startswith(b"["):
        return "json", gzipped
    if start.startswith(b"{"):
        return "lines", gzipped
    if start.startswith((b"<?xml", b"<rss", b"<feed")):
        return ("html" if b"<html" in start else "xml"), gzipped
    return ("html" if start.startswith(_PAGE_BEGINS) else "text"), gzipped


def _chunks(stream: Any) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _read_chunks(
    path: str, kind: str, chunks: Iterable[bytes], gzipped: bool, fields: FieldMapping
) -> Iterator[Result]:
    """Read a file of one kind from its bytes."""
    trouble: list[Unreadable] = []
    source = _until_damage(path, gunzip(chunks), trouble) if gzipped else chunks
    if kind == "lines":
        yield from _read_lines(path, source, fields, trouble)
    elif kind == "table":
        yield from _read_table(path, source, fields, trouble)
    elif kind == "web archive":
        yield from _read_web_archive(path, source, trouble)
    else:
        try:
            data = _gather(source)
        except _TooLargeError:
            yield _too_large(path, "Split it, or convert it to JSON lines.")
            return
        if not (trouble and not data):
            yield from _read_whole(path, kind, data, fields)
    yield from trouble


def _until_damage(path: str, chunks: Iterator[bytes], trouble: list[Unreadable]) -> Iterator[bytes]:
    try:
        yield from chunks
    except DamagedStreamError as error:
        trouble.append(
            Unreadable(
                path, "damaged gzip", f"{error}. What stands before it was read; get the file again for the rest."
            )
        )
    except BombError as error:
        trouble.append(_bomb(path, str(error)))


def _gather(chunks: Iterable[bytes]) -> bytes:
    gathered = bytearray()
    for chunk in chunks:
        gathered += chunk
        if len(gathered) > MAX_ENTRY_BYTES:
            raise _TooLargeError
    return bytes(gathered)


def _too_large(path: str, advice: str = "") -> Unreadable:
    limit = MAX_ENTRY_BYTES // (1024 * 1024)
    return Unreadable(
        path, "too large", f"One entry may have {limit} MB and {MAX_CHARACTERS:,} characters. {advice}".strip()
    )


def _bomb(path: str, what: str) -> Unreadable:
    return Unreadable(
        path,
        "suspicious compression",
        f"It grows more than {MAX_RATIO} times when decompressed ({what}); it was not read.",
    )


def _read_whole(path: str, kind: str, data: bytes, fields: FieldMapping) -> Iterator[Result]:
    if not data.strip():
        yield Unreadable(path, "empty", "There is nothing in it.")
    elif kind == "json":
        yield from _read_json(path, data, fields)
    elif kind == "xml":
        yield from _read_xml(path, data)
    elif kind in ("message", "document"):
        yield _read_enclosed(path, kind, data)
    else:
        # A whole page saved under a text name is still a page.
        begins_as_page = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE_BEGINS)
        yield _page(path, data, kind == "html" or begins_as_page)


def _page(path: str, data: bytes, is_markup: bool) -> Result:
    decoded = decode(data)
    return _result(path, Entry(decoded.text, is_markup), hashlib.sha256(data).hexdigest(), decoded)


def _result(path: str, entry: Entry, digest: str, decoded: Decoded) -> Result:
    """A page out of an entry, or the reason why there is none."""
    if len(entry.content) > MAX_CHARACTERS:
        return _too_large(path, "Split it, one file for each page.")
    if not entry.content.strip("\ufeff\ufffd\u200b \t\n\xa0"):
        return Unreadable(path, "empty", "There is no text in it.")
    if not Decoded(entry.content, "", 0).is_text:
        return Unreadable(path, "not text", "Its bytes are no text in any encoding; it may be a picture or a program.")
    if not entry.is_markup and _ONLY_ADDRESSES.match(entry.content):
        return Unreadable(
            path,
            "only addresses",
            "Nothing is downloaded here. Save the pages and name their files, or hand each on:"
            " curl -sL ADDRESS | onrecord build - -o RECORD",
        )
    content, replaced = tidy(entry.content)
    return RawPage(
        path=path,
        content=content,
        markup="html" if entry.is_markup else "text",
        source_sha256=digest,
        url=_tidied(entry.url),
        title=_tidied(entry.title),
        date=_tidied(entry.date),
        authors=tuple(tidy(author)[0] for author in entry.authors),
        outlet=_tidied(entry.outlet),
        encoding=decoded.encoding,
        replacements=decoded.replacements + replaced,
    )


def _tidied(value: str | None) -> str | None:
    return tidy(value)[0] if value else None


def _read_lines(
    path: str, chunks: Iterable[bytes], fields: FieldMapping, trouble: list[Unreadable]
) -> Iterator[Result]:
    has_entries = False
    for number, line in enumerate(_split_lines(chunks), 1):
        place = f"{path}#{number}"
        if line is None:
            has_entries = True
            yield _too_large(place)
        elif line.strip():
            has_entries = True
            yield from _read_object_line(place, line, fields)
    if not has_entries and not trouble:
        yield Unreadable(path, "empty", "There is nothing in it.")


def _read_table(
    path: str, chunks: Iterable[bytes], fields: FieldMapping, trouble: list[Unreadable]
) -> Iterator[Result]:
    rows = read_rows(chunks, most_characters=MAX_CHARACTERS)
    number = 0
    try:
        columns = next(rows)
        if not any(columns) and not trouble:
            yield Unreadable(path, "empty", "There is nothing in it.")
        elif not any(name.partition(".")[0] in columns for name in (*fields.text, *fields.html, "summary")):
            names = ", ".join(sorted(name[:30] for name in columns if name)[:12])
            yield Unreadable(
                path, "no text column", f"Its columns are: {tidy(names)[0]}. Say which one holds the text, e.g."
                " --field text=COLUMN.",
            )  # fmt: skip
            return
        for number, row in enumerate(rows, 1):
            body = json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
            yield _from_value(f"{path}#{number}", row, hashlib.sha256(body).hexdigest(), Decoded("", "csv", 0), fields)
    except TableError as error:
        yield Unreadable(f"{path}#{number + 1}", "damaged table", f"{_short(error)}. What stands before it was read.")


def _read_web_archive(path: str, chunks: Iterable[bytes], trouble: list[Unreadable]) -> Iterator[Result]:
    found = False
    try:
        for page in pages_in(chunks, most_bytes=MAX_ENTRY_BYTES):
            found = True
            place = f"{path}#{page.number}"
            if len(page.content) > MAX_ENTRY_BYTES:
                yield _too_large(place)
                continue
            decoded = decode(page.content, declared=page.charset)
            entry = Entry(decoded.text, page.is_markup, url=page.address)
            yield _result(place, entry, hashlib.sha256(page.content).hexdigest(), decoded)
    except ImportError:
        yield Unreadable(path, "needs warcio", "To read web archives: pip install 'onrecord[warc]'")
        return
    except WebArchiveError as error:
        yield Unreadable(path, "damaged web archive", f"{_short(error)}. What stands before it was read.")
        return
    if not found and not trouble:
        yield Unreadable(path, "empty", "There are no web pages in it.")


def _read_enclosed(path: str, kind: str, data: bytes) -> Result:
    """Read the one page that a message or a document holds."""
    try:
        entry = entry_in_message(data) if kind == "message" else entry_in_document(data, most_bytes=MAX_ENTRY_BYTES)
    except ValueError as error:
        return Unreadable(path, f"damaged {kind}", f"{_short(error)}. Save it as plain text, or as a web page.")
    if entry is None:
        return Unreadable(path, "empty", "There is no text in it.")
    return _result(path, entry, hashlib.sha256(data).hexdigest(), Decoded("", kind, 0))


def _split_lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Lines of a stream of bytes; None for a line that is too large, whose bytes are dropped as they come."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        begin = 0
        while (end := chunk.find(b"\n", begin)) >= 0:
            size += end - begin
            yield None if size > MAX_ENTRY_BYTES else b"".join(parts) + chunk[begin:end]
            parts, size, begin = [], 0, end + 1
        size += len(chunk) - begin
        if size <= MAX_ENTRY_BYTES:
            parts.append(chunk[begin:])
        else:
            parts.clear()
    if size:
        yield None if size > MAX_ENTRY_BYTES else b"".join(parts)


def _read_object_line(place: str, line: bytes, fields: FieldMapping) -> Iterator[Result]:
    decoded = decode(line, as_it_is=True)
    try:
        value = json.loads(decoded.text, strict=False)
    except (ValueError, RecursionError) as error:
        yield Unreadable(place, "damaged JSON", f"{_short(error)}. The rest of the file was read.")
        return
    yield _from_value(place, value, hashlib.sha256(line.strip()).hexdigest(), decoded, fields)


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]


def _from_value(place: str, value: Any, digest: str, decoded: Decoded, fields: FieldMapping) -> Result:
    if not isinstance(value, dict):
        return Unreadable(place, "not an object", "Each entry must be a JSON object with a text or an HTML field.")
    entry = entry_from(value, fields)
    if entry is None:
        names = ", ".join(sorted(str(name)[:30] for name in value)[:8]) or "none"
        return Unreadable(place, "no text field", f"Its fields are: {tidy(names)[0]}. Say which one holds the text.")
    return _result(place, entry, digest, decoded)


def _read_json(path: str, data: bytes, fields: FieldMapping) -> Iterator[Result]:
    decoded = decode(data, as_it_is=True)
    try:
        value = json.loads(decoded.text, strict=False)
    except RecursionError:
        yield Unreadable(path, "damaged JSON", "It is nested too deeply.")
        return
    except ValueError as error:
        if str(error).startswith("Extra data"):
            # JSON lines under the name of JSON are common.
            yield from _read_lines(path, pieces(data), fields, [])
        else:
            yield Unreadable(path, "damaged JSON", f"{_short(error)}. Check that the file is whole.")
        return
    if isinstance(value, dict) and entry_from(value, fields) is not None:
        yield _from_value(path, value, hashlib.sha256(data).hexdigest(), decoded, fields)
        return
    entries = entries_in(value)
    if entries is None:
        yield _from_value(path, value, hashlib.sha256(data).hexdigest(), decoded, fields)
        return
    if not entries:
        yield Unreadable(path, "empty", "Its list has no entries.")
    for number, item in enumerate(entries, 1):
        body = json.dumps(item, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
        yield _from_value(f"{path}#{number}", item, hashlib.sha256(body).hexdigest(), decoded, fields)


def _read_xml(path: str, data: bytes) -> Iterator[Result]:
    if b"<html" in data[:2048].lower():
        yield _page(path, data, is_markup=True)
        return
    entries, trouble, is_feed = read_feed(data)
    for number, entry in enumerate(entries, 1):
        body = repr(entry).encode("utf-8", "backslashreplace")
        yield _result(f"{path}#{number}", entry, hashlib.sha256(body).hexdigest(), Decoded("", "xml", 0))
    if trouble is not None:
        yield Unreadable(path, "damaged XML", f"{trouble[:200]}. What could be read was read.")
    elif not is_feed:
        yield Unreadable(path, "not a feed", "Of XML files, On Record reads RSS and Atom feeds.")
    elif not entries:
        yield Unreadable(path, "empty", "The feed has no entries with text.")


def _read_zip(path: str, stream: Any, fields: FieldMapping) -> Iterator[Result]:
    try:
        # An archive is read through its table at the end, so it must be seekable; standard input is not.
        handle = stream if not isinstance(stream, _Rewound) else io.BytesIO(_gather(_chunks(stream)))
        archive = zipfile.ZipFile(handle)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, _TooLargeError) as error:
        yield Unreadable(path, "damaged zip", f"{_short(error)}. Get the file again.")
        return
    with archive:
        members = sorted(
            (member for member in archive.infolist() if not member.filename.endswith("/")), key=lambda m: m.filename
        )
        members = [member for member in members if not _is_hidden(member.filename)]
        if not members:
            yield Unreadable(path, "empty", "The archive holds no files.")
        if len(members) > _MAX_MEMBERS:
            yield Unreadable(
                path, "too large", f"It has more than {_MAX_MEMBERS:,} members; those after it were not read."
            )
        for member in members[:_MAX_MEMBERS]:
            name = member.filename.encode("utf-8", "backslashreplace").decode()
            yield from _read_member(f"{path}!{name}", archive, member, fields)


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def _read_member(
    place: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, fields: FieldMapping
) -> Iterator[Result]:
    kind, gzipped = _kind_of(member.filename)
    if kind is None:
        yield Unreadable(place, "unknown kind", f"On Record reads {_READABLE}.")
        return
    if kind == "zip":
        yield Unreadable(place, "archive in an archive", "Unpack the inner archive and read it by itself.")
        return
    if member.flag_bits & 0x1:
        yield Unreadable(place, "encrypted", "It needs a password. Unpack it first.")
        return
    try:
        with archive.open(member) as stream:
            yield from _read_chunks(place, kind, _bounded(_chunks(stream), member.compress_size), gzipped, fields)
    except BombError as error:
        yield _bomb(place, str(error))
    except _DAMAGE as error:
        yield Unreadable(place, "damaged zip", f"{_short(error)}. Get the file again.")


def _bounded(chunks: Iterable[bytes], compressed: int) -> Iterator[bytes]:
    made = 0
    for chunk in chunks:
        made += len(chunk)
        if made > 1024 * 1024 and made > MAX_RATIO * max(compressed, 1):
            raise BombError(f"{made} bytes out of {compressed}")
        yield chunk
