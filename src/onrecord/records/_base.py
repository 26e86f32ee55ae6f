"""What all records share: spans, dates, identity and the way to and from JSON."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

SCHEMA_VERSION = "1"
"""Version of the export contract; any change of a field name or meaning raises it."""

Precision = Literal["day", "month", "year", "range", "unknown"]
"""How fine a date is."""

DateBasis = Literal["stated", "relative", "calendar", "copy", "chronology", "published", "decision", "unknown"]
"""Where a date comes from: said outright, counted from another, the calendar, a copy of the page, a chronology …, or a
person's decision."""

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


_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_json(record: Any, *, compact: bool = False) -> Any:
    """Turn a record, or anything made of records, into plain JSON data under the names of the export contract.

    Args:
        record: a record, or a tuple, list or mapping of records and plain values.
        compact: leave out fields that have their default value; :func:`from_json` puts them back.
    """
    kind = type(record)
    if kind in _PLAIN:
        return record
    if kind is tuple or kind is list:
        return [to_json(item, compact=compact) for item in record]
    if dataclasses.is_dataclass(kind):
        return {
            exported: value if type(value) in _PLAIN else to_json(value, compact=compact)
            for name, exported, default in _written_fields(kind)
            if (value := getattr(record, name)) != default or not compact
        }
    if isinstance(record, (tuple, list)):
        return [to_json(item, compact=compact) for item in record]
    if isinstance(record, Mapping):
        return {str(key): to_json(value, compact=compact) for key, value in record.items()}
    return record


@cache
def _written_fields(record_type: type) -> tuple[tuple[str, str, Any], ...]:
    return tuple(
        (field.name, _EXPORT_NAMES.get(field.name, field.name), field.default)
        for field in dataclasses.fields(record_type)
    )


# Reading a record back is most of what joining records of many documents costs, so what each field needs is worked out
# once for each type: None for a value that is taken as it is.
_Reader = Callable[[Any], Any] | None


@cache
def _read_fields(record_type: type) -> dict[str, tuple[str, _Reader]]:
    hints = get_type_hints(record_type)
    return {
        _EXPORT_NAMES.get(field.name, field.name): (field.name, _reader_of(hints[field.name]))
        for field in dataclasses.fields(record_type)
    }


def _reader_of(kind: Any) -> _Reader:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        return _reader_of(options[0]) if len(options) == 1 else None
    if origin is tuple:
        item = _reader_of(get_args(kind)[0])
        return tuple if item is None else lambda parts: tuple([None if part is None else item(part) for part in parts])
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return partial(from_json, kind)
    return None


def from_json(record_type: type[RecordType], data: Mapping[str, Any]) -> RecordType:
    """Rebuild a record of ``record_type`` from its JSON data; unknown keys are an error, missing ones take defaults.

    Raises:
        TypeError: the data has a key that the record type does not know, or lacks one that it needs.
    """
    fields = _read_fields(typing.cast("type", record_type))
    values = {}
    for exported, value in data.items():
        field = fields.get(exported)
        if field is None:
            raise TypeError(f"{record_type.__name__} has no field {exported!r}")
        name, reader = field
        values[name] = value if reader is None or value is None else reader(value)
    return record_type(**values)
