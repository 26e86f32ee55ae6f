"""The record types: frozen, typed, and nothing else. Every other room hands these on.

The names of the fields are the export contract (see docs/export-contract.md); ``SCHEMA_VERSION`` changes with them.
"""

from onrecord.records._actors import Actor, ActorKind, Mention, MentionForm, Office
from onrecord.records._base import (
    SCHEMA_VERSION,
    UNKNOWN_DATE,
    DateBasis,
    DatedBy,
    Evidence,
    Precision,
    Span,
    from_json,
    make_id,
    text_digest,
    to_json,
)
from onrecord.records._copies import PROSE_RELATIONS, Derivation, Passage, Relation
from onrecord.records._decisions import Decision
from onrecord.records._documents import (
    READ_ROLES,
    UNJUDGED,
    ClaimedDate,
    Correction,
    Document,
    DocumentKind,
    Published,
    RawPage,
    Role,
    RoleSpan,
    Unreadable,
)
from onrecord.records._statements import (
    Cue,
    CueKind,
    Difference,
    Mode,
    Statement,
    Teller,
    Utterance,
    Variant,
)

__all__ = [
    "PROSE_RELATIONS",
    "READ_ROLES",
    "SCHEMA_VERSION",
    "UNJUDGED",
    "UNKNOWN_DATE",
    "Actor",
    "ActorKind",
    "ClaimedDate",
    "Correction",
    "Cue",
    "CueKind",
    "DateBasis",
    "DatedBy",
    "Decision",
    "Derivation",
    "Difference",
    "Document",
    "DocumentKind",
    "Evidence",
    "Mention",
    "MentionForm",
    "Mode",
    "Office",
    "Passage",
    "Precision",
    "Published",
    "RawPage",
    "Relation",
    "Role",
    "RoleSpan",
    "Span",
    "Statement",
    "Teller",
    "Unreadable",
    "Utterance",
    "Variant",
    "from_json",
    "make_id",
    "text_digest",
    "to_json",
]
