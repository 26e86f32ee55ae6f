"""The store: one SQLite file with everything in it, and the only room that speaks SQL."""

from onrecord.store._file import damage_of
from onrecord.store._groups import Comparing
from onrecord.store._merging import merge_actors
from onrecord.store._parts import Part, judged_text
from onrecord.store._queries import (
    Count,
    DocumentHit,
    EventQuery,
    ExcerptPart,
    Facet,
    FacetField,
    Failure,
    HappeningCount,
    HappeningField,
    HappeningQuery,
    Overview,
    RelatedDocument,
    SearchResult,
    SourceFile,
    Speaker,
    StageTiming,
    StatementQuery,
    Status,
    UnreadableSource,
)
from onrecord.store._read_decisions import DecidedEntry, DecisionState
from onrecord.store._record import Record
from onrecord.store._write_content import StoredContent
from onrecord.store._write_documents import StoredPage
from onrecord.store._write_failures import GroupStage
from onrecord.store._write_matters import Matter, SourceReader
from onrecord.store._writer import Writer

__all__ = [
    "Comparing",
    "Count",
    "DecidedEntry",
    "DecisionState",
    "DocumentHit",
    "EventQuery",
    "ExcerptPart",
    "Facet",
    "FacetField",
    "Failure",
    "GroupStage",
    "HappeningCount",
    "HappeningField",
    "HappeningQuery",
    "Matter",
    "Overview",
    "Part",
    "Record",
    "RelatedDocument",
    "SearchResult",
    "SourceFile",
    "SourceReader",
    "Speaker",
    "StageTiming",
    "StatementQuery",
    "Status",
    "StoredContent",
    "StoredPage",
    "UnreadableSource",
    "Writer",
    "damage_of",
    "judged_text",
    "merge_actors",
]
