"""Writing a record: every method is one transaction, so a process killed at any moment loses nothing committed."""

from __future__ import annotations

from onrecord.records import Decision
from onrecord.store._write_documents import DocumentWriter
from onrecord.store._write_failures import FailureWriter
from onrecord.store._write_matters import MatterWriter


class Writer(DocumentWriter, MatterWriter, FailureWriter):
    """The one writer of a record file.

    Args:
        path: the file; made when absent.

    Raises:
        RecordFileError: the file cannot be made, is something else, is newer, or is being written by another process.
    """

    def add_decision(self, decision: Decision) -> None:
        """Keep what a person decided, and let what it speaks of be judged or read again."""
        with self._transaction():
            super().add_decision(decision)
            self.judge_page_again(decision.target)
