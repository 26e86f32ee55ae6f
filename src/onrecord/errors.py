"""All errors that On Record raises on purpose. Each message says what happened, where, and what to do next.

OnRecordError
├── SourceError            a source named by the user cannot be used at all
├── RecordFileError        a record file cannot be opened or written
│   ├── NotARecordError        the file is something else
│   ├── NewerRecordError       the file was written by a newer version
│   └── RecordBusyError        another process is writing the file
├── NotFoundError          (also KeyError) no such record
├── ReferenceFileError     (also ValueError) a file of the user's own actors, issues or dates is malformed
├── QueryError             (also ValueError) a filter or an option has a value that cannot be used
└── MissingExtraError      (also ImportError) an optional part is not installed
"""

from __future__ import annotations

__all__ = [
    "MissingExtraError",
    "NewerRecordError",
    "NotARecordError",
    "NotFoundError",
    "OnRecordError",
    "QueryError",
    "RecordBusyError",
    "RecordFileError",
    "ReferenceFileError",
    "SourceError",
]


class OnRecordError(Exception):
    """Base of all errors raised on purpose.

    Args:
        what: what happened, and where.
        advice: what the user can do next.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".rstrip())
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what} {self.advice}".rstrip()


class SourceError(OnRecordError):
    """A source named by the user cannot be used at all (a single bad file is an entry in ``status``, not this)."""


class RecordFileError(OnRecordError):
    """A record file cannot be opened or written."""


class NotARecordError(RecordFileError):
    """The file is not a record of On Record."""


class NewerRecordError(RecordFileError):
    """The file was written by a newer version of On Record."""


class RecordBusyError(RecordFileError):
    """Another process is writing the file."""


class NotFoundError(OnRecordError, KeyError):
    """The record holds nothing under that id."""


class ReferenceFileError(OnRecordError, ValueError):
    """A file of the user's own actors, issues or dates is malformed."""


class QueryError(OnRecordError, ValueError):
    """A filter or an option has a value that cannot be used."""


class MissingExtraError(OnRecordError, ImportError):
    """An optional part is not installed; the message holds the command that installs it."""
