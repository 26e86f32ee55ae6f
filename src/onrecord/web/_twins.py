"""The JSON and CSV twins that every page has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.publishing import safe_cell
from onrecord.records import to_json


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for the CSV twin; they may be drawn lazily."""

    columns: tuple[str, ...]
    """Names of the columns."""
    rows: Iterable[Sequence[object]] = field(default_factory=tuple)
    """The rows."""


def csv_cell(value: object) -> str:
    """Return a value as a CSV cell that no spreadsheet runs as a formula."""
    return "" if value is None else safe_cell(str(value))


def csv_lines(table: Table) -> Iterator[bytes]:
    """Yield a table as UTF-8 CSV (RFC 4180), line by line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([csv_cell(value) for value in row])
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def json_bytes(data: Any) -> bytes:
    """Return records, or data made of records, as JSON.

    Lone surrogates are written as escapes, so that any text whatever can be answered.
    """
    text = json.dumps(to_json(data), ensure_ascii=False, indent=1)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(to_json(data), ensure_ascii=True, indent=1).encode()
