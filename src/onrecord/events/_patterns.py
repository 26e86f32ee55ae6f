"""A humbler way for texts without a tree: words that name events between two participants of one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.records import Actor, Document, Event, Mention, Statement
from onrecord.reference import Reference


def find_by_patterns(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    reference: Reference,
    version: str,
) -> tuple[Event, ...]:
    """Find events by the order of words alone."""
    return ()
