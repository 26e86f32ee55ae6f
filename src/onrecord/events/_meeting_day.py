"""What those who met did to each other, told the day after without a day of its own, is of the day they met.

A report of the morning after names the day of the meeting once ("met on Wednesday") and then tells what was asked,
raised and agreed there. Statements are dated the same way (``onrecord.statements``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.events._when import event_days
from onrecord.records import Event, EventStatus

_LATEST = 2
"""Days between a meeting and the page that tells of it as its news."""
_MET: frozenset[EventStatus] = frozenset({"occurred", "ongoing"})
_DONE: frozenset[EventStatus] = frozenset({"occurred", "agreed", "requested"})
_REASON = "the meeting of these that the page tells of"


def on_the_day_they_met(events: Sequence[Event]) -> tuple[Event, ...]:
    """Date what has only the page's day by the one meeting of its sides that the page tells of.

    Args:
        events: the events of one document.

    Returns:
        The same events in the same order. Only deeds between the very states that met change, where one who met takes
        part, and where the page tells of one such day alone.
    """
    meetings = [event for event in events if event.event == "CONSULT" and event.status in _MET and _own_day(event)]
    return tuple(_dated(event, meetings) for event in events) if meetings else tuple(events)


def _dated(event: Event, meetings: Sequence[Event]) -> Event:
    days = event_days(event.date)
    if event.date.basis != "published" or event.status not in _DONE or days is None or days.precision != "day":
        return event
    theirs = [one for one in meetings if _states(one) == _states(event) and _persons(one) & _persons(event)]
    found = {one.date.date: one for one in theirs if 0 < (days.first - _day(one)).days <= _LATEST}
    if len(found) != 1:
        return event
    [meeting] = found.values()
    return replace(event, date=replace(meeting.date, reason=f"{_REASON}: {meeting.date.reason}"))


def _own_day(event: Event) -> bool:
    """Whether the text itself tells the day of a meeting."""
    return event.date.precision == "day" and event.date.basis not in ("published", "unknown")


def _day(event: Event) -> date:
    days = event_days(event.date)
    assert days is not None  # a meeting with a day of its own
    return days.first


def _states(event: Event) -> frozenset[str | None]:
    return frozenset(party.country for party in (*event.actor, *event.recipient))


def _persons(event: Event) -> frozenset[str]:
    return frozenset(party.actor for party in (*event.actor, *event.recipient) if party.actor is not None)
