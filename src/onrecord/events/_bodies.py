"""For whom somebody acts: the Secretary General of a body for the body, not for the passport's country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.language.times import Days
from onrecord.records import Actor, Office

_BODIES = frozenset({"UNO", "IGO", "EUR", "NGO"})
"""PLOVER's codes for bodies."""


def as_they_serve(actors: Iterable[Actor], day: Days | None) -> tuple[Actor, ...]:
    """Return actors with the body that they serve as their country, where they held an office of it on a day.

    Args:
        actors: the actors of a document.
        day: when the page was published; where it is not known, the office that somebody held last counts.
    """
    return tuple(_as_served(actor, day) for actor in actors)


def _as_served(actor: Actor, day: Days | None) -> Actor:
    held = [office for office in actor.offices if office.basis == "reference" and office.country is not None]
    if actor.kind != "person" or not held:
        return actor
    if day is None:
        now = [max(held, key=lambda office: office.since or "")]
    else:
        now = [office for office in held if _held_on(office, day)]
    bodies = {office.country for office in now}
    if len(bodies) != 1 or not bodies <= _BODIES:
        return actor
    [body] = bodies
    return replace(actor, country=body)


def _held_on(office: Office, day: Days) -> bool:
    first, last = day.first.isoformat(), day.last.isoformat()
    return (office.since or "") <= last and (office.until is None or office.until >= first[: len(office.until)])
