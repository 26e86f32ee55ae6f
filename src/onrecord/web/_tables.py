"""The tables of the page as files: one row for each thing, one value in each cell, names beside ids."""

from __future__ import annotations

import csv
from pathlib import Path

from onrecord.errors import RecordFileError
from onrecord.publishing import record_version
from onrecord.store import Record
from onrecord.web import _pages
from onrecord.web._channels_page import channels
from onrecord.web._commitments_page import commitments
from onrecord.web._happenings_page import timeline
from onrecord.web._meetings_page import meetings
from onrecord.web._positions_page import positions
from onrecord.web._twins import csv_cell

TABLES = {
    "documents": _pages.documents,
    "statements": _pages.statements,
    "speakers": _pages.actors,
    "happenings": timeline,
    "meetings": meetings,
    "commitments": commitments,
    "channels": channels,
    "positions": positions,
}
"""Names of the files, with the list of the page whose CSV twin each one is."""


def write_tables(record: Record, folder: Path, *, raw: bool = False) -> dict[str, int]:
    """Write the tables of the page as CSV files, and the record's version beside them.

    Args:
        record: the record.
        folder: where to, made when absent.
        raw: whether cells that a spreadsheet would take for a formula are left as they are.

    Returns:
        rows by file name.

    Raises:
        RecordFileError: the folder cannot be written.
    """
    counts: dict[str, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, view in TABLES.items():
            table = view(record, {}).table()
            with (folder / f"{name}.csv").open("w", encoding="utf-8", errors="replace", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(table.columns)
                counts[name] = 0
                for row in table.rows:
                    writer.writerow([("" if cell is None else str(cell)) if raw else csv_cell(cell) for cell in row])
                    counts[name] += 1
        (folder / "version.txt").write_text(record_version(record) + "\n", encoding="ascii")
    except OSError as error:
        raise RecordFileError(
            f"Cannot write the tables to {folder}: {error.strerror}.", "Choose a folder you may write to."
        ) from error
    return counts
