"""On Record: a record of the relationship between states that can be checked.

Who said what, to whom, told by whom; every entry opens its source at the exact words.

Example:
    >>> import onrecord
    >>> summary = onrecord.build(["news/"], "us-china.onrecord")  # doctest: +SKIP
    >>> record = onrecord.open("us-china.onrecord")  # doctest: +SKIP
    >>> for statement in record.statements(onrecord.StatementQuery(side="CHN", words="Taiwan")):  # doctest: +SKIP
    ...     document = record.document(statement.document)
    ...     print(statement.speaker_text, [span.quote for span in statement.content], document.title)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord._version import __version__

if TYPE_CHECKING:
    from onrecord._build import BuildSummary, build
    from onrecord._deciding import DecisionsTaken, decide, take_decisions
    from onrecord._merging import MergeSummary, merge
    from onrecord.errors import (
        MissingExtraError,
        NewerRecordError,
        NotARecordError,
        NotFoundError,
        OnRecordError,
        QueryError,
        RecordBusyError,
        RecordFileError,
        ReferenceFileError,
        SourceError,
    )
    from onrecord.publishing import export
    from onrecord.reading import FieldMapping
    from onrecord.store import (
        Count,
        EventQuery,
        Facet,
        HappeningQuery,
        Overview,
        Record,
        SearchResult,
        StatementQuery,
        Status,
    )
    from onrecord.store import Record as open  # noqa: A004, N813 (onrecord.open, as one opens a file)

# Loaded when first asked for, so that `import onrecord` and `onrecord --help` stay quick.
_PLACES = {
    "BuildSummary": "onrecord._build",
    "build": "onrecord._build",
    "DecisionsTaken": "onrecord._deciding",
    "decide": "onrecord._deciding",
    "take_decisions": "onrecord._deciding",
    "MergeSummary": "onrecord._merging",
    "merge": "onrecord._merging",
    "export": "onrecord.publishing",
    "FieldMapping": "onrecord.reading",
    "Count": "onrecord.store",
    "EventQuery": "onrecord.store",
    "HappeningQuery": "onrecord.store",
    "Facet": "onrecord.store",
    "Overview": "onrecord.store",
    "Record": "onrecord.store",
    "SearchResult": "onrecord.store",
    "StatementQuery": "onrecord.store",
    "Status": "onrecord.store",
    "MissingExtraError": "onrecord.errors",
    "NewerRecordError": "onrecord.errors",
    "NotARecordError": "onrecord.errors",
    "NotFoundError": "onrecord.errors",
    "OnRecordError": "onrecord.errors",
    "QueryError": "onrecord.errors",
    "RecordBusyError": "onrecord.errors",
    "RecordFileError": "onrecord.errors",
    "ReferenceFileError": "onrecord.errors",
    "SourceError": "onrecord.errors",
}

__all__ = [
    "BuildSummary",
    "Count",
    "DecisionsTaken",
    "EventQuery",
    "Facet",
    "FieldMapping",
    "HappeningQuery",
    "MergeSummary",
    "MissingExtraError",
    "NewerRecordError",
    "NotARecordError",
    "NotFoundError",
    "OnRecordError",
    "Overview",
    "QueryError",
    "Record",
    "RecordBusyError",
    "RecordFileError",
    "ReferenceFileError",
    "SearchResult",
    "SourceError",
    "StatementQuery",
    "Status",
    "__version__",
    "build",
    "decide",
    "export",
    "merge",
    "open",
    "take_decisions",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "open":
        return import_module("onrecord.store").Record
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
