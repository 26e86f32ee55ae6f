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
from onrecord.publishing._excerpts import telling
from onrecord.publishing._formats import EVENT_FORMATS, EventFormat, export_events
from onrecord.publishing._matter_words import (
    ACCOUNT_WORDS,
    ASSERTION_WORDS,
    CHANNEL_STATE_WORDS,
    COMMITMENT_STATE_WORDS,
    ITEM_RELATION_WORDS,
    LEVEL_WORDS,
    STANCE_WORDS,
    agreement_words,
    in_words,
    is_told_in,
    parties_of,
    proofs_of,
    published_interval_words,
    sides_that_assert,
    step_side_words,
    undertaking_of,
)
from onrecord.publishing._wording import chronicle_date, kind_noun, status_word, the

__all__ = [
    "ACCOUNT_WORDS",
    "ASSERTION_WORDS",
    "CHANNEL_STATE_WORDS",
    "CHRONOLOGY_FORMATS",
    "COMMITMENT_STATE_WORDS",
    "EVENT_FORMATS",
    "FORMATS",
    "ITEM_RELATION_WORDS",
    "LEVEL_WORDS",
    "RECORD_TYPES",
    "STANCE_WORDS",
    "ChronologyFormat",
    "EventFormat",
    "ExportFormat",
    "agreement_words",
    "chronicle_date",
    "chronology",
    "chronology_entries",
    "export",
    "export_events",
    "in_words",
    "is_told_in",
    "kind_noun",
    "parties_of",
    "proofs_of",
    "published_interval_words",
    "safe_cell",
    "sides_that_assert",
    "status_word",
    "step_side_words",
    "table_head",
    "table_row",
    "telling",
    "the",
    "to_line",
    "undertaking_of",
]
