"""The days on which a document can have been published: the anchor of what it tells without a date of its own."""

from __future__ import annotations

from onrecord.language.times._types import Days
from onrecord.records import READ_ROLES, Document, Evidence


def published_days(document: Document) -> Days | None:
    """Return the days on which a document can have been published; None where nothing is known."""
    published = document.published
    try:
        if published.date:
            return Days.parse(published.date)
        if published.earliest and published.latest:
            return Days.parse(f"{published.earliest}/{published.latest}")
    except ValueError:
        return None
    return None


_SHOWN_ROLES = READ_ROLES | {"claimed_date", "dateline", "byline"}


def published_evidence(document: Document) -> tuple[Evidence, ...]:
    """Return the proof of a document's day that the page itself shows.

    Traces in the tail of a page, and other pages, speak of the day of the page alone: no statement, commitment or line
    rests on them.
    """
    return tuple(
        span
        for span in document.published.evidence
        if span.document == document.id
        and any(part.start <= span.start < part.end and part.role in _SHOWN_ROLES for part in document.roles)
    )
