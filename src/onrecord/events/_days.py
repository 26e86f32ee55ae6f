"""The day of a deed for which the text names none: that of the meeting it was done at, or of the saying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.events._found import Found
from onrecord.events._when import Calendar, as_event_date, days_of, event_days
from onrecord.records import EventDate, EventType

_SPEECH: frozenset[EventType] = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "AGREE", "REJECT", "THREATEN"})
"""Deeds of words, done on the day on which the page tells them as its news."""
_LONGEST_MEETING = 3  # days
_NEWS_LASTS = 10  # days between a meeting and the page that tells of it


def with_days(found: Sequence[Found], calendar: Calendar, later_talks: Callable[[int], Sequence[int]]) -> list[Found]:
    """Give the day of the meeting that the page tells of, or of its saying, to deeds without one of their own.

    Args:
        found: what was found, in text order.
        calendar: dates the clauses of the document.
        later_talks: the nouns for talks that stand after a word.
    """
    meeting = next(
        (
            item
            for item in found
            if item.event == "CONSULT" and item.status in ("occurred", "ongoing") and _is_news(item.date, calendar)
        ),
        None,
    )
    if meeting is None:
        meeting = _meeting_named_by_day(found, calendar, later_talks)
    else:
        found = [_as_history(item, meeting) for item in found]
    parties = set() if meeting is None else {party.country for party in (*meeting.actor, *meeting.recipient)}
    result: list[Found] = []
    for item in found:
        if item.date.date is None and item.status in ("occurred", "agreed", "requested"):
            own = {party.country for party in (*item.actor, *item.recipient) if party.country}
            if meeting is not None and own <= parties:
                reason = f"told of the meeting of {meeting.date.date}"
                item = replace(item, date=replace(meeting.date, basis="relative", reason=reason))
            elif item.event in _SPEECH:
                item = replace(item, date=_day_of_saying(item, calendar))
        elif item.date.date is None and item.status == "announced" and result:
            item = _with_plan_before(item, result[-1])
        result.append(item)
    return result


def _with_plan_before(item: Found, before: Found) -> Found:
    """A plan without a day, told after a dated plan between the same sides, is of that plan's days."""
    sides = [{party.country for party in (*one.actor, *one.recipient)} for one in (item, before)]
    if before.status != "announced" or before.date.date is None or sides[0] != sides[1]:
        return item
    return replace(item, date=replace(before.date, basis="relative", reason="told with the plan before it"))


def _as_history(item: Found, meeting: Found) -> Found:
    """A talk that is only named beside the meeting of the page, on another day or of another kind, is history."""
    if item is meeting or item.event != "CONSULT" or item.status != "occurred" or item.is_told:
        return item
    days, main = event_days(item.date), event_days(meeting.date)
    other_day = days is not None and main is not None and days.meet(main) is None
    other_kind = days is None and (item.mode == "phone") != (meeting.mode == "phone") and not item.is_this
    return replace(item, status="background") if other_day or other_kind else item


def _is_news(when: EventDate, calendar: Calendar) -> bool:
    """Whether a date is fine enough, and near enough to the page's own day, to be that of its meeting."""
    days = event_days(when)
    if days is None or days.length > _LONGEST_MEETING:
        return False
    published = calendar.published
    return published is None or abs((published.first - days.last).days) <= _NEWS_LASTS


def _meeting_named_by_day(
    found: Sequence[Found], calendar: Calendar, later_talks: Callable[[int], Sequence[int]]
) -> Found | None:
    """The meeting whose day stands only with a later word for it: "Wednesday's meeting"."""
    meeting = next((item for item in found if item.event == "CONSULT" and item.status == "occurred"), None)
    if meeting is None:
        return None
    for place in later_talks(meeting.trigger):
        when, _ = calendar.date(place, (), None)
        if when.precision == "day" and not calendar.is_long_past(when):
            return replace(meeting, date=when)
    return None


def _day_of_saying(item: Found, calendar: Calendar) -> EventDate:
    statement = item.statement
    if statement is not None and statement.said_on.date is not None:
        said = days_of(statement.said_on.date)
        if said is not None:
            return as_event_date(said, statement.said_on.basis, statement.said_on.evidence, "the day of the saying")
    published = calendar.published
    if published is None:
        return item.date
    return as_event_date(published, "published", (), "the text names no day; told as news on the day of the page")
