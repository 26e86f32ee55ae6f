"""Publishing: a record as files that other tools read, and as a chronology that people read."""

from onrecord.publishing._chronology import CHRONOLOGY_FORMATS, ChronologyFormat, chronology
from onrecord.publishing._chronology import entries as chronology_entries
from onrecord.publishing._contract import (
    FORMATS,
    RECORD_TYPES,
    ExportFormat,
    export,
    safe_cell,
    table_head,
    table_row,
    to_line,
)
from onrecord.publishing._formats import EVENT_FORMATS, EventFormat, export_events
from onrecord.publishing._wording import chronicle_date, kind_noun, status_word

__all__ = [
    "CHRONOLOGY_FORMATS",
    "EVENT_FORMATS",
    "FORMATS",
    "RECORD_TYPES",
    "ChronologyFormat",
    "EventFormat",
    "ExportFormat",
    "chronicle_date",
    "chronology",
    "chronology_entries",
    "export",
    "export_events",
    "kind_noun",
    "safe_cell",
    "status_word",
    "table_head",
    "table_row",
    "to_line",
]
