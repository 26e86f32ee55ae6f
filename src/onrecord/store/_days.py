"""Days as the store compares them: ISO 8601, so that the order of the strings is that of the days."""

from __future__ import annotations

import calendar

from onrecord.records import EventDate, Statement


def said_interval(statement: Statement) -> tuple[str | None, str | None]:
    """Return the first and last day a statement can have been made, ISO 8601, as far as known."""
    date = statement.said_on.date
    if date is None:
        return None, None
    first, _, last = date.partition("/")
    return first_day(first), last_day(last or first)


def first_day(date: str) -> str:
    """Return the first day of a day, month or year."""
    return date + "-01-01"[-(10 - len(date)) :] if len(date) in (4, 7) else date


def last_day(date: str) -> str:
    """Return the last day of a day, month or year."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date


def event_interval(date: EventDate) -> tuple[str | None, str | None]:
    """Return the first and last day an event can have been, ISO 8601, as far as known."""
    if date.date is None:
        return None, None
    return first_day(date.date), last_day(date.enddate or date.date)
