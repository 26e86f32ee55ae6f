"""Tables as text (CSV, TSV): each row is an entry, the first row names the columns."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator

from onrecord.reading._decoding import decode

_HEAD_BYTES = 64 * 1024
"""How much of a table tells its encoding and what parts its columns."""
_SEPARATORS = ",;\t|"


class TableError(Exception):
    """A row cannot be read; those before it are good."""


def read_rows(chunks: Iterable[bytes], *, most_characters: int) -> Iterator[dict[str, str]]:
    """Read a table row by row, whatever its encoding and separator.

    Args:
        chunks: the bytes of the file.
        most_characters: longest cell, in code points.

    Yields:
        Each row by its columns' names, as they are written and in lower case with underscores ("Publish Date" is
        ``publish_date``, too). The first one has empty cells and says what columns there are.

    Raises:
        TableError: a cell is too long, or the quotation marks do not close.
    """
    csv.field_size_limit(most_characters)
    lines = _lines(chunks)
    first = next(lines, "")
    separator = max(_SEPARATORS, key=lambda mark: (first.count(mark), -_SEPARATORS.index(mark)))
    rows = csv.reader(_followed(first, lines), delimiter=separator, strict=False)
    try:
        names = [name.strip() for name in next(rows, [])]
        plain = ["_".join(name.lower().split()) for name in names]
        yield dict.fromkeys([*plain, *names], "")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield {**dict(zip(plain, row, strict=False)), **dict(zip(names, row, strict=False))}
    except csv.Error as error:
        raise TableError(str(error)) from error


def _followed(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Decode a stream line by line; the encoding is judged by its beginning."""
    source = iter(chunks)
    head = bytearray()
    for chunk in source:
        head += chunk
        if len(head) >= _HEAD_BYTES:
            break
    whole = bytes(head)
    cut = whole.rfind(b"\n") + 1 or len(whole)
    name = decode(whole[:cut], as_it_is=True).encoding
    machine = codecs.getincrementaldecoder(name)("replace")
    rest = ""
    for chunk in _joined(whole, source):
        parts = (rest + machine.decode(chunk)).split("\n")
        rest = parts.pop()
        for part in parts:
            yield part.removeprefix("\ufeff") + "\n"
    rest += machine.decode(b"", final=True)
    if rest:
        yield rest.removeprefix("\ufeff")


def _joined(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest
