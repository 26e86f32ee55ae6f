"""What all records share: spans, dates, identity and the way to and from JSON."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

SCHEMA_VERSION = "1"
"""Version of the export contract; any change of a field name or meaning raises it."""

Precision = Literal["day", "month", "year", "range", "unknown"]
"""How fine a date is."""

DateBasis = Literal["stated", "relative", "calendar", "copy", "chronology", "published", "unknown"]
"""Where a date comes from: said outright, counted from another, the calendar, a copy of the page, a chronology …"""

RecordType = TypeVar("RecordType")

# Names that Python or good taste forbid as field names, and what the export contract calls them.
_EXPORT_NAMES = {"from_": "from"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one document's text, in Unicode code points, with the words themselves."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    quote: str
    """The words: ``document.text[start:end]``, always."""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span out of ``text``.

        Raises:
            ValueError: the interval is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}:{end} in a text of {len(text)} code points")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span with the document it stands in: the proof of a record, to be opened by a reader."""

    document: str
    """Id of the document."""
    start: int
    """First code point in the document's text."""
    end: int
    """One past the last code point."""
    quote: str
    """The words: ``document.text[start:end]``, always."""


@dataclass(frozen=True, slots=True)
class DatedBy:
    """A date with its precision, and how it is known."""

    date: str | None = None
    """ISO 8601: ``2023-11-15``, ``2023-11``, ``2023``, an interval ``2023-11-14/2023-11-15``; None when unknown."""
    precision: Precision = "unknown"
    """How fine the date is."""
    basis: DateBasis = "unknown"
    """Where it comes from."""
    evidence: tuple[Evidence, ...] = ()
    """The words it was read from."""
    reason: str = ""
    """Why, or why not, in plain words."""


UNKNOWN_DATE = DatedBy()
"""No date, and nothing known about it."""


# Made once: a document has dozens of ids, and making an encoder costs as much as using it.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def make_id(kind: str, *parts: object) -> str:
    """Return a stable id ``kind-xxxxxxxxxxxxxxxx``: the first 64 bits of the SHA-256 over the parts as JSON."""
    body = _ENCODER.encode([kind, *parts])
    return f"{kind}-{hashlib.sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text (UTF-8) in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_json(record: Any, *, compact: bool = False) -> Any:
    """Turn a record, or anything made of records, into plain JSON data under the names of the export contract.

    Args:
        record: a record, or a tuple, list or mapping of records and plain values.
        compact: leave out fields that have their default value; :func:`from_json` puts them back.
    """
    if dataclasses.is_dataclass(record) and not isinstance(record, type):
        return {
            _EXPORT_NAMES.get(field.name, field.name): to_json(value, compact=compact)
            for field in dataclasses.fields(record)
            if (value := getattr(record, field.name)) != field.default or not compact
        }
    if isinstance(record, (tuple, list)):
        return [to_json(item, compact=compact) for item in record]
    if isinstance(record, Mapping):
        return {str(key): to_json(value, compact=compact) for key, value in record.items()}
    return record


@cache
def _fields_of(record_type: type) -> tuple[tuple[str, str, Any], ...]:
    hints = get_type_hints(record_type)
    return tuple(
        (field.name, _EXPORT_NAMES.get(field.name, field.name), hints[field.name])
        for field in dataclasses.fields(record_type)
    )


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return _read(options[0], value) if len(options) == 1 else value
    if origin is tuple:
        item = get_args(kind)[0]
        return tuple(_read(item, part) for part in value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return from_json(kind, value)
    return value


def from_json(record_type: type[RecordType], data: Mapping[str, Any]) -> RecordType:
    """Rebuild a record of ``record_type`` from its JSON data; unknown keys are an error, missing ones take defaults.

    Raises:
        TypeError: the data has a key that the record type does not know, or lacks one that it needs.
    """
    fields = _fields_of(typing.cast("type", record_type))
    known = {exported for _, exported, _ in fields}
    strange = sorted(set(data) - known)
    if strange:
        raise TypeError(f"{record_type.__name__} has no field {strange[0]!r}")
    values = {name: _read(kind, data[exported]) for name, exported, kind in fields if exported in data}
    return record_type(**values)
