"""Several tellings of one event in one document are one record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.events._when import event_days
from onrecord.records import AssertedBy, Event, Evidence, Participant

SAME_CONTENT = 0.5
"""Share of the longer words of the shorter clause that two tellings of one deed have in common."""
_STEM = 6
_WORD = re.compile(r"[^\W\d_]{5,}")


def merged(events: Iterable[Event]) -> tuple[Event, ...]:
    """Join the tellings of one event; the first telling gives the record its id and its first words."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda one: (one.evidence[0].start, one.evidence[0].end, one.event)):
        for number, earlier in enumerate(kept):
            if _same(earlier, event):
                kept[number] = _joined(earlier, event)
                break
        else:
            kept.append(event)
    return tuple(kept)


def countries(parties: Iterable[Participant]) -> frozenset[str]:
    """Return the countries of some participants."""
    return frozenset(party.country for party in parties if party.country is not None)


def _same(one: Event, other: Event) -> bool:
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
    if one.event == "CONSULT":
        return True
    if one.issues and other.issues and not set(one.issues) & set(other.issues):
        return False
    first_words, second_words = _content(one), _content(other)
    shared = len(first_words & second_words) / max(1, min(len(first_words), len(second_words)))
    return shared >= SAME_CONTENT


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
