"""What several events report is one happening. So far each event is one of its own; joining comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Actor, Document, Event, Happening, make_id

EVENTS_PER_KEY = 48
"""Of each look-up key, as many holders are compared with a new event."""


@dataclass(frozen=True, slots=True)
class EventLikeness:
    """Two events that report one happening."""

    a: str
    """Id of the event whose id sorts first."""
    b: str
    """Id of the other."""


def event_keys(event: Event) -> tuple[int, ...]:
    """Return the keys under which events that may report the same happening are found."""
    return ()


def compare_events(event: Event, other: Event) -> EventLikeness | None:
    """Tell whether two events report one happening."""
    return None


def judge_happenings(
    events: Sequence[Event],
    documents: Sequence[Document],
    likenesses: Iterable[EventLikeness],
    actors: Mapping[str, Actor],
    families: Mapping[str, str],
) -> tuple[Happening, ...]:
    """Make happenings of a group of events."""
    return tuple(
        Happening(
            id=make_id("happ", event.id),
            events=(event.id,),
            kind="/".join(filter(None, (event.event.lower(), event.mode))),
            date=event.date,
            parties=tuple(sorted({each.country for each in (*event.actor, *event.recipient) if each.country})),
            status=event.status,
            text=event.evidence[-1].quote if event.evidence else "",
            documents=1,
            independent_reports=1,
            issues=event.issues,
            location=event.location,
            asserted_by=event.asserted_by,
            evidence=event.evidence[-1:],
        )
        for event in events
    )
