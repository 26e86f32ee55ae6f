"""Dates as records write them, ISO 8601: a day, a month or a year."""

from __future__ import annotations

import calendar

_DAY = len("2023-11-15")
_MONTH = len("2023-11")


def first_day(date: str) -> str:
    """Return the first day of a day, month or year, ISO 8601; the order of the strings is that of the days."""
    return date + "0000-01-01"[len(date) :]


def last_day(date: str) -> str:
    """Return the last day of a day, month or year, ISO 8601.

    Raises:
        ValueError: a month with no such number.
    """
    if len(date) >= _DAY:
        return date
    if len(date) < _MONTH:
        return f"{date}-12-31"
    return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:7]))[1]}"
