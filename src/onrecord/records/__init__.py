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
    "Difference",
    "Document",
    "DocumentKind",
    "Evidence",
    "Mention",
    "MentionForm",
    "Mode",
    "Office",
    "Precision",
    "Published",
    "RawPage",
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
