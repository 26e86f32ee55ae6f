"""The formats of events for other tools, each written as one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.errors import QueryError, RecordFileError
from onrecord.publishing._calendars import calendar_lines, timelinejs_lines
from onrecord.publishing._event_tables import (
    dyad_lines,
    gdelt_lines,
    gdelt_mention_lines,
    icews_lines,
    plover_lines,
    polecat_lines,
)
from onrecord.store import Record

EventFormat = Literal["plover", "polecat", "gdelt", "gdelt-mentions", "icews", "dyad", "timelinejs", "ics"]


@dataclass(frozen=True, slots=True)
class _Form:
    file: str
    lines: Callable[[Record], Iterator[str]]


_FORMS: dict[EventFormat, _Form] = {
    "plover": _Form("plover.jsonl", plover_lines),
    "polecat": _Form("polecat.tsv", polecat_lines),
    "gdelt": _Form("gdelt.export.csv", gdelt_lines),
    "gdelt-mentions": _Form("gdelt.mentions.csv", gdelt_mention_lines),
    "icews": _Form("icews.tab", icews_lines),
    "dyad": _Form("dyad-month.csv", dyad_lines),
    "timelinejs": _Form("timelinejs.json", timelinejs_lines),
    "ics": _Form("happenings.ics", calendar_lines),
}

EVENT_FORMATS: tuple[EventFormat, ...] = tuple(_FORMS)
"""The formats of :func:`export_events`."""


def export_events(record: Record, folder: str | Path, format: EventFormat) -> Path:  # noqa: A002
    """Write what happened in a format that other tools of the field read.

    ``plover`` holds every report with its status (PLOVER 0.8 names, one JSON object a line). ``polecat`` (40 columns),
    ``gdelt`` (GDELT 2.0 events, 61 columns, no head line) and ``icews`` (20 columns) have no column for a status, so
    they hold only what took place, one line for each happening; ``gdelt-mentions`` (GDELT 2.0 mentions, 16 columns, no
    head line) holds every report of those, with its place in the document. ``dyad`` counts by month and pair of
    countries, each happening once and beside it every report. ``timelinejs`` and ``ics`` are for timelines and
    calendars. The same record gives the same bytes.

    Args:
        record: an open record.
        folder: where the file goes; made when absent, a file of the same name is replaced.
        format: one of ``EVENT_FORMATS``.

    Returns:
        The file written.

    Raises:
        QueryError: the format is unknown.
        RecordFileError: the folder cannot be made or written.
    """
    if format not in _FORMS:
        raise QueryError(f"There is no export as {format!r}.", f"Use one of: {', '.join(EVENT_FORMATS)}.")
    form = _FORMS[format]
    path = Path(folder) / form.file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(path.name + ".part")
        with partial.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            for line in form.lines(record):
                stream.write(line)
        partial.replace(path)
    except OSError as error:
        raise RecordFileError(
            f"Cannot write the export to {folder}: {error.strerror}.", "Choose a folder you may write to."
        ) from error
    return path
