"""Publishing: a record as files that other tools read, and as a chronology that people read."""

from onrecord.publishing._chronology import CHRONOLOGY_FORMATS, ChronologyFormat, chronology
from onrecord.publishing._contract import (
    FORMATS,
    NOT_YET,
    RECORD_TYPES,
    ExportFormat,
    export,
    safe_cell,
    table_head,
    table_row,
    to_line,
)

__all__ = [
    "CHRONOLOGY_FORMATS",
    "FORMATS",
    "NOT_YET",
    "RECORD_TYPES",
    "ChronologyFormat",
    "ExportFormat",
    "chronology",
    "export",
    "safe_cell",
    "table_head",
    "table_row",
    "to_line",
]
