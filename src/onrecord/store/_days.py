"""Days as the store compares them: ISO 8601, so that the order of the strings is that of the days."""

from __future__ import annotations

from onrecord.records import EventDate, Statement, first_day, last_day


def said_interval(statement: Statement) -> tuple[str | None, str | None]:
    """Return the first and last day a statement can have been made, ISO 8601, as far as known."""
    date = statement.said_on.date
    if date is None:
        return None, None
    first, _, last = date.partition("/")
    return first_day(first), last_day(last or first)


def event_interval(date: EventDate) -> tuple[str | None, str | None]:
    """Return the first and last day an event can have been, ISO 8601, as far as known."""
    if date.date is None:
        return None, None
    return first_day(date.date), last_day(date.enddate or date.date)
