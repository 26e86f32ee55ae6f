"""Publishing: a record as files that other tools read."""

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
    "FORMATS",
    "NOT_YET",
    "RECORD_TYPES",
    "ExportFormat",
    "export",
    "safe_cell",
    "table_head",
    "table_row",
    "to_line",
]
