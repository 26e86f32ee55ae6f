"""What is done on a journey is of its days, and what was done to a vote is of the year of the vote.

A release says once when somebody travels ("will travel to the Netherlands May 22-25") and then tells stop by stop whom
the traveller will meet. "Interference in the 2016 election", told years later, is no deed of the day of the news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.events._when import event_days
from onrecord.language.times import Days
from onrecord.records import Document, Event, EventDate, EventType, Evidence

_PLANNED: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT"})
"""Types of which the plan of a journey tells; of those to be trained on 16 days were mended by it, none was spoilt."""
_DONE: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "REQUEST"})
"""Types of which the report of a journey tells (7 mended, none spoilt)."""
_VOTE = r"(?:elections?|campaign|vote|race|referendum|convention)\b"
_BEHIND = re.compile(rf"[^.;:,\n]{{0,50}}?\b(?:in|during|of|over|around) the ((?:19|20)\d\d) [^.;:,\n]{{0,30}}?{_VOTE}")
_BEFORE = re.compile(rf"\b((?:19|20)\d\d) (?:[\w.]+ ){{0,2}}{_VOTE}\s+\Z")
_NEAR = 45
"""Code points before a deed in which the vote may be named."""
_AT_A_VOTE: frozenset[EventType] = frozenset({"COERCE", "ASSAULT", "COOPERATE"})


def on_the_journey(events: Sequence[Event], published: Days | None) -> tuple[Event, ...]:
    """Date what a page tells of a journey, and has only the page's day, by the days of the journey told before it.

    Args:
        events: the events of a government's own page, in text order; the press tells of plans less strictly.
        published: when the page was published; only a day helps.

    Returns:
        The same events in the same order.
    """
    if published is None or published.precision != "day":
        return tuple(events)
    return tuple(_on_journey(event, events[:number], published.first) for number, event in enumerate(events))


def _on_journey(event: Event, before: Sequence[Event], day: date) -> Event:
    if event.status == "announced" and event.event in _PLANNED and event.date.basis in ("published", "unknown"):
        legs = [one for one in before if one.status == "announced" and _has_days(one) and _first(one) >= day]
        why = "the plan of the journey told before"
    elif event.status == "occurred" and event.event in _DONE and event.date.basis == "published":
        done = [one for one in before if one.status == "occurred" and one.event == "CONSULT" and _has_days(one)]
        legs = [one for one in done if one.date.precision == "range" and _last(one) <= day]
        why = "the journey told before"
    else:
        return event
    legs = [one for one in legs if _doers(one) & _doers(event)]
    return replace(event, date=replace(legs[-1].date, reason=f"{why}: {legs[-1].date.reason}")) if legs else event


def _has_days(event: Event) -> bool:
    return event.date.basis in ("stated", "relative") and event.date.precision in ("day", "range")


def _first(event: Event) -> date:
    days = event_days(event.date)
    assert days is not None  # see _has_days
    return days.first


def _last(event: Event) -> date:
    days = event_days(event.date)
    assert days is not None
    return days.last


def _doers(event: Event) -> frozenset[str]:
    return frozenset(party.country for party in event.actor if party.country is not None)


def of_the_vote(events: Sequence[Event], document: Document) -> tuple[Event, ...]:
    """Date deeds done to a vote by the year of the vote, where the words name it beside the deed.

    Args:
        events: the events of one document.
        document: the document.

    Returns:
        The same events in the same order.
    """
    return tuple(_at_vote(event, document) for event in events)


def _at_vote(event: Event, document: Document) -> Event:
    if event.event not in _AT_A_VOTE or event.status == "announced":
        return event
    words = event.evidence[0]
    behind = _BEHIND.match(document.text, words.end)
    before = _BEFORE.search(document.text, max(0, words.start - _NEAR), words.start)
    found = behind or before
    if found is None or (event.date.date or "").startswith(found[1]):
        return event
    year = Evidence(document.id, found.start(1), found.end(1), found[1])
    return replace(event, date=EventDate(found[1], None, "year", "stated", (year,), f"the vote of {found[1]}"))
