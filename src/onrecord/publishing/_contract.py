"""The export contract: one file for each kind of record, as JSON lines or CSV, always in the same order."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from onrecord._version import __version__
from onrecord.errors import RecordFileError
from onrecord.records import (
    SCHEMA_VERSION,
    Actor,
    Channel,
    Commitment,
    Decision,
    Derivation,
    Document,
    Event,
    Happening,
    Meeting,
    Mention,
    Position,
    Statement,
    Utterance,
    to_json,
)
from onrecord.store import Record

ExportFormat = Literal["jsonl", "csv"]
FORMATS: tuple[ExportFormat, ...] = ("jsonl", "csv")
"""The formats of :func:`export`."""

RECORD_TYPES: dict[str, type] = {
    "documents": Document,
    "actors": Actor,
    "mentions": Mention,
    "statements": Statement,
    "utterances": Utterance,
    "derivations": Derivation,
    "events": Event,
    "happenings": Happening,
    "commitments": Commitment,
    "channels": Channel,
    "positions": Position,
    "meetings": Meeting,
    "decisions": Decision,
}
"""The files of an export and the type of their records."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _records(record: Record) -> Iterator[tuple[str, Iterable[Any]]]:
    yield "documents", record.iterate_documents()
    yield "actors", sorted(record.actors(), key=lambda actor: actor.id)
    yield "mentions", record.iterate_mentions()
    yield "statements", record.iterate_statements()
    yield "utterances", record.iterate_utterances()
    yield "derivations", record.iterate_derivations()
    yield "events", record.iterate_events()
    yield "happenings", record.iterate_happenings()
    yield "commitments", record.iterate_commitments()
    yield "channels", record.iterate_channels()
    yield "positions", record.iterate_positions()
    yield "meetings", record.iterate_meetings()
    yield "decisions", record.decisions()


def export(record: Record, folder: str | Path, format: ExportFormat = "jsonl", *, raw: bool = False) -> dict[str, int]:  # noqa: A002
    """Write a record as files that other tools read: ``documents.jsonl``, ``statements.jsonl`` … and ``manifest.json``.

    The same record gives the same bytes, on any machine.

    Args:
        record: an open record.
        folder: where the files go; made when absent, files of the same names are replaced.
        format: ``jsonl`` or ``csv``. In CSV, fields that hold more than one value are JSON in their cell.
        raw: in CSV, leave cells as they are that a spreadsheet would take for a formula; by default they get a leading
            apostrophe.

    Returns:
        How many records each file holds.

    Raises:
        RecordFileError: the folder cannot be made or written.
    """
    folder = Path(folder)
    counts: dict[str, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, records in _records(record):
            path = folder / f"{name}.{format}"
            partial = path.with_name(path.name + ".part")
            with partial.open("w", encoding="utf-8", newline="") as stream:
                if format == "jsonl":
                    counts[name] = _write_lines(stream, records)
                else:
                    counts[name] = _write_table(stream, RECORD_TYPES[name], records, raw=raw)
            partial.replace(path)
        manifest = {
            "schema": SCHEMA_VERSION,
            "onrecord": __version__,
            "format": format,
            "sides": list(record.sides),
            "records": counts,
        }
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise RecordFileError(
            f"Cannot write the export to {folder}: {error.strerror}.", "Choose a folder you may write to."
        ) from error
    return counts


def to_line(record: Any) -> str:
    """Return one record as a line of JSON."""
    return json.dumps(to_json(record), ensure_ascii=False, separators=(",", ":"))


def _write_lines(stream: Any, records: Iterable[Any]) -> int:
    count = 0
    for record in records:
        stream.write(to_line(record) + "\n")
        count += 1
    return count


def safe_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: one that begins like one gets a leading apostrophe."""
    return "'" + value if value.startswith(_FORMULA) else value


def table_row(data: dict[str, Any], *, raw: bool = False) -> list[str]:
    """Return the JSON data of a record as cells: plain values as text, lists and objects as JSON."""
    cells = []
    for value in data.values():
        if value is None:
            cell = ""
        elif isinstance(value, str):
            cell = value
        else:
            cell = json.dumps(value, ensure_ascii=False)
        cells.append(cell if raw or not isinstance(value, str) else safe_cell(cell))
    return cells


def table_head(record_type: type) -> list[str]:
    """Return the column names of a record type, as the export contract has them."""
    return [field.name.rstrip("_") for field in dataclasses.fields(record_type)]


def _write_table(stream: Any, record_type: type, records: Iterable[Any], *, raw: bool) -> int:
    table = csv.writer(stream)
    table.writerow(table_head(record_type))
    count = 0
    for record in records:
        table.writerow(table_row(to_json(record), raw=raw))
        count += 1
    return count
