"""What all tellings of one happening say together: when, who, its status, its words, who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.records import (
    Actor,
    AssertedBy,
    Event,
    EventDate,
    EventStatus,
    Evidence,
    Happening,
    Place,
    make_id,
)

LEAST_STATES = 2
"""States that a happening between states has at least."""
SHORTEST_TELLING = 30
LONGEST_TELLING = 260

_STATUS_ORDER: tuple[EventStatus, ...] = (
    "occurred", "ongoing", "did_not_happen", "ended", "agreed", "announced", "requested", "denied", "conditional",
    "background",
)  # fmt: skip
_PRECISIONS = ("day", "range", "month", "year", "unknown")
_BASES = ("decision", "stated", "calendar", "relative", "chronology", "copy", "published", "unknown")
_WE = frozenset({"we", "us", "they", "both", "sides", "the two sides", "both sides"})


def countries_of(event: Event) -> frozenset[str]:
    """Return the countries on both sides of an event."""
    return frozenset(party.country for party in (*event.actor, *event.recipient) if party.country is not None)


def told_together(events: Sequence[Event], reports: Mapping[str, str], actors: Mapping[str, Actor]) -> Happening:
    """Make the record of a happening.

    Args:
        events: its tellings, at least one.
        reports: of each document the report that it is counted as.
        actors: the actors of the events.
    """
    ordered = sorted(events, key=lambda event: event.id)
    roots = {event.id: reports.get(event.document, event.document) for event in ordered}
    modes = Counter(event.mode for event in ordered if event.mode is not None)
    mode = min(modes, key=lambda one: (-modes[one], one)) if modes else None
    text, evidence = _text(ordered, roots)
    return Happening(
        id=make_id("happ", ordered[0].id),
        events=tuple(event.id for event in ordered),
        kind=ordered[0].event.lower() + (f"/{mode}" if mode else ""),
        date=_date(ordered, roots),
        parties=_parties(ordered, actors),
        status=_status(ordered, roots),
        text=text,
        documents=len({event.document for event in ordered}),
        independent_reports=len(set(roots.values())),
        issues=tuple(sorted({issue for event in ordered for issue in event.issues})),
        location=_place(ordered),
        asserted_by=_asserted(ordered),
        evidence=evidence,
    )


def _parties(events: Sequence[Event], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The countries that take part; not those of a place or of a "we" beside two that all tellings name."""
    always = frozenset.intersection(*(countries_of(event) for event in events))
    everyone = frozenset[str]().union(*(countries_of(event) for event in events))
    if len(always) < LEAST_STATES:
        return tuple(sorted(everyone))
    acting = {
        party.country
        for event in events
        for party in (*event.actor, *event.recipient)
        if party.country is not None
        and party.text.casefold() not in _WE
        and (who := actors.get(party.actor or "")) is not None
        and who.kind != "state"
    }
    return tuple(sorted(always | (everyone & acting)))


def _date(events: Sequence[Event], roots: Mapping[str, str]) -> EventDate:
    """The finest date, of these the one that most independent reports give, of these the best founded."""
    known = [event for event in events if event.date.date is not None]
    if not known:
        return events[0].date
    votes: dict[tuple[str | None, str | None], set[str]] = {}
    for event in known:
        votes.setdefault((event.date.date, event.date.enddate), set()).add(roots[event.id])

    def rank(event: Event) -> tuple[int, int, int, str, str]:
        when = event.date
        reports = len(votes[when.date, when.enddate])
        return _PRECISIONS.index(when.precision), -reports, _BASES.index(when.basis), when.date or "", event.id

    decided = [event for event in known if event.date.basis == "decision"]
    return min(decided or known, key=rank).date


def _status(events: Sequence[Event], roots: Mapping[str, str]) -> EventStatus:
    """What most independent reports say; where they are even, what says most."""
    reports: dict[EventStatus, set[str]] = {}
    for event in events:
        reports.setdefault(event.status, set()).add(roots[event.id])
    done = [status for status in reports if status in ("occurred", "ongoing", "ended")]
    if done and "background" in reports:
        reports.pop("background")
    return min(reports, key=lambda status: (-len(reports[status]), _STATUS_ORDER.index(status)))


def _text(events: Sequence[Event], roots: Mapping[str, str]) -> tuple[str, tuple[Evidence, ...]]:
    """The shortest good telling, then one from each further independent report."""
    found: list[tuple[tuple[bool, bool, float, int, str], str, Evidence]] = []
    for event in events:
        clauses = event.evidence[1:2] or event.evidence[:1]
        for item in clauses:
            size = len(item.quote)
            poor = not SHORTEST_TELLING <= size <= LONGEST_TELLING
            found.append(((poor, event.date.date is None, -event.confidence, size, event.id), roots[event.id], item))
    if not found:
        return "", ()
    ranked = sorted(found, key=lambda item: item[0])
    chosen: dict[str, Evidence] = {}
    for _, root, item in ranked:
        chosen.setdefault(root, item)
    return ranked[0][2].quote, tuple(chosen.values())


def _place(events: Sequence[Event]) -> Place | None:
    places = [event.location for event in events if event.location is not None]
    if not places:
        return None
    counts = Counter(place.text for place in places)
    return min(places, key=lambda place: (-counts[place.text], -len(place.text), place.text))


def _asserted(events: Sequence[Event]) -> tuple[AssertedBy, ...]:
    """Each source once, those who are named before the pages."""
    found: dict[tuple[bool, str, str, str], AssertedBy] = {}
    for event in events:
        for source in event.asserted_by:
            named = source.channel == "narrator"
            found.setdefault(
                (named, source.actor or "", source.text if source.actor is None else "", source.stance), source
            )
    return tuple(found[key] for key in sorted(found))
