"""The days on which a document can have been published: the anchor of what it tells without a date of its own."""

from __future__ import annotations

from onrecord.language.times._types import Days
from onrecord.records import Document


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
