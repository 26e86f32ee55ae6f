"""Several tellings of one event in one document are one record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from onrecord.events._when import event_days
from onrecord.records import AssertedBy, Event, EventType, Evidence, Participant

SAME_CONTENT = 0.75
"""Share of the longer words of the shorter clause that two tellings of one deed have in common."""
SAME_TOLD_OFTEN = 0.5
"""The same of what a page tells again in other words, and of meetings whose day it does not know."""
_TOLD_OFTEN: frozenset[EventType] = frozenset({"ASSAULT", "AID", "COERCE"})
"""Types of which a page tells one thing in many words: a war, a sum of money, a hack (of 87 attacks that share less
than three quarters of their words, six were others; of rebukes 17 of 29, of sanctions 46 of 108)."""
_HEAD = 4
"""Letters by which two words for undated meetings are one: "call", "called"."""
_FINE = 16
"""Days, beyond which a date does not tell which of several meetings is meant."""
_STEM = 6
_WORD = re.compile(r"[^\W\d_]{5,}")


def merged(events: Iterable[Event], persons: Collection[str] = frozenset()) -> tuple[Event, ...]:
    """Join the tellings of one event; the first telling gives the record its id and its first words.

    Two events too many still come together as one happening; of two in one record nobody sees that they were two.

    Args:
        events: those of one document.
        persons: which actors are persons: who met others of one country met them another time.
    """
    kept: list[Event] = []
    for event in sorted(events, key=lambda one: (one.evidence[0].start, one.evidence[0].end, one.event)):
        for number, earlier in enumerate(kept):
            if _same(earlier, event, persons):
                kept[number] = _joined(earlier, event)
                break
        else:
            kept.append(event)
    return tuple(kept)


def countries(parties: Iterable[Participant]) -> frozenset[str]:
    """Return the countries of some participants."""
    return frozenset(party.country for party in parties if party.country is not None)


def _same(one: Event, other: Event, persons: Collection[str]) -> bool:
    if (one.event, one.status) != (other.event, other.status):
        return False
    if one.mode and other.mode and one.mode != other.mode:
        return False
    if countries((*one.actor, *one.recipient)) != countries((*other.actor, *other.recipient)):
        return False
    if one.event not in ("CONSULT", "AGREE") and countries(one.actor) != countries(other.actor):
        return False
    first, second = event_days(one.date), event_days(other.date)
    if first is not None and second is not None and first.meet(second) is None:
        return False
    if _other_persons(one, other, persons):
        return False
    first_words, second_words = _content(one), _content(other)
    shared = len(first_words & second_words) / max(1, min(len(first_words), len(second_words)))
    if one.event == "CONSULT":
        if (one.mode == "visit") != (other.mode == "visit"):
            return False  # a journey, and whom the traveller met on it
        dated = first is not None and second is not None and max(first.length, second.length) <= _FINE
        return dated or _head(one) == _head(other) or shared >= SAME_TOLD_OFTEN
    if one.issues and other.issues and not set(one.issues) & set(other.issues):
        return False
    return shared >= (SAME_TOLD_OFTEN if one.event in _TOLD_OFTEN else SAME_CONTENT)


def _other_persons(one: Event, other: Event, persons: Collection[str]) -> bool:
    """Whether both tellings name persons of one country, and not one of them is the same."""
    mine, yours = _persons_of(one, persons), _persons_of(other, persons)
    return any(not mine[country] & yours[country] for country in mine.keys() & yours.keys())


def _persons_of(event: Event, persons: Collection[str]) -> dict[str | None, set[str]]:
    found: dict[str | None, set[str]] = {}
    for party in (*event.actor, *event.recipient):
        if party.actor is not None and party.actor in persons:
            found.setdefault(party.country, set()).add(party.actor)
    return found


def _head(event: Event) -> str:
    return event.evidence[0].quote.lower()[:_HEAD]


def _content(event: Event) -> frozenset[str]:
    """The longer words of the clause."""
    return frozenset(word.lower()[:_STEM] for word in _WORD.findall(event.evidence[1].quote))


def _joined(one: Event, other: Event) -> Event:
    days, more = event_days(one.date), event_days(other.date)
    actor = _people(one.actor, other.actor)
    recipient = _people(one.recipient, other.recipient)
    if one.event == "CONSULT":
        # Told once as a visit with its host, once as a meeting: nobody stands on both sides.
        own = {(party.actor, party.country) for party in one.actor + one.recipient}
        actor = one.actor + tuple(
            party for party in other.actor + other.recipient if (party.actor, party.country) not in own
        )
        recipient = one.recipient
    finer = more is not None and (days is None or more.length < days.length)
    return replace(
        one,
        mode=one.mode or other.mode,
        context=tuple(sorted({*one.context, *other.context})),
        issues=tuple(sorted({*one.issues, *other.issues})),
        actor=actor,
        recipient=recipient,
        date=other.date if finer else one.date,
        location=one.location or other.location,
        asserted_by=_sources(one.asserted_by, other.asserted_by),
        evidence=_words(one.evidence, other.evidence),
        confidence=max(one.confidence, other.confidence),
    )


def _people(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> tuple[Participant, ...]:
    known = {(party.actor, party.country) for party in one}
    return one + tuple(party for party in other if (party.actor, party.country) not in known)


def _sources(one: tuple[AssertedBy, ...], other: tuple[AssertedBy, ...]) -> tuple[AssertedBy, ...]:
    """Each source once; the page itself stays last."""
    named = [source for source in (*one, *other) if source.channel != "narrator"]
    page = [source for source in (*one, *other) if source.channel == "narrator"]
    found: dict[tuple[str | None, str, str], AssertedBy] = {}
    for source in (*named, *page):
        found.setdefault((source.actor, source.text if source.actor is None else "", source.stance), source)
    return tuple(found.values())


def _words(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return one + tuple(item for item in other if item not in one)
