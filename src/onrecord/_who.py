"""Who is meant by a name that a person gives: an actor of the record, or somebody the reference data know."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from onrecord.errors import NotFoundError, QueryError
from onrecord.records import Actor, make_id
from onrecord.reference import Reference
from onrecord.store import Record

_SHOWN = 6
"""Names that a message lists."""


def find_actor(record: Record, value: str, everybody: Sequence[Actor] | None = None) -> Actor:
    """Return the actor that is given by id, by name, or by a part of the name that only one has.

    Args:
        record: the record.
        value: the name or id.
        everybody: the actors of the record, where they are at hand.

    Raises:
        NotFoundError: nobody is called so; the message lists the nearest names.
        QueryError: several are.
    """
    if value.startswith("actor-"):
        return record.actor(value)
    asked = value.casefold()
    everybody = record.actors() if everybody is None else everybody
    same = [one for one in everybody if asked in (name.casefold() for name in (one.name, *one.aliases))]
    words = set(asked.split())
    found = same or [one for one in everybody if words and words <= set(one.name.casefold().split())]
    persons = [one for one in found if one.kind == "person"]
    found = persons if len(persons) == 1 else found
    if len(found) == 1:
        return found[0]
    if not found:
        near = _nearest(asked, everybody)
        like = f" Did you mean {', '.join(_named(one) for one in near)}?" if near else ""
        raise NotFoundError(f"Nobody in the record is called {value!r}.{like}", "See who is: onrecord actors RECORD")
    listed = ", ".join(_named(one) for one in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise QueryError(f"{value!r} can be any of: {listed}{more}.", "Give the whole name, or the id.")


def is_called(actor: Actor, name: str) -> bool:
    """Tell whether an actor has exactly this name, in any capitals."""
    return name.casefold() in (each.casefold() for each in (actor.name, *actor.aliases))


def actor_of_reference(reference: Reference, name: str) -> Actor | None:
    """Return the person, organization or state that the reference data know by this name, as every document would."""
    asked = name.casefold()
    for person in reference.people.values():
        if asked in (known.casefold() for known in (person.name, *person.aliases)):
            key = make_id("actor", "person", person.name)
            return Actor(key, "person", person.name, (), person.country, person.sector, wikidata=person.wikidata)
    for body in reference.organizations.values():
        if asked in (known.casefold() for known in (body.name, *body.aliases)):
            key = make_id("actor", "organization", body.name)
            return Actor(key, "organization", body.name, (), body.country, body.sector)
    for state in reference.countries.values():
        if asked in (state.code.casefold(), *(known.casefold() for known in (state.name, *state.other_names))):
            return Actor(make_id("actor", "state", state.code), "state", state.name, (), state.code)
    return None


def new_actor(name: str, kind: str, country: str | None) -> Actor:
    """Return somebody whom neither the record nor the reference data know; the same name gives the same id."""
    if kind == "organization":
        return Actor(make_id("actor", "organization", name), "organization", name, (), country)
    return Actor(make_id("actor", "person", name), "person", name, (), country)


def _nearest(asked: str, everybody: Sequence[Actor]) -> list[Actor]:
    named = {name.casefold(): one for one in reversed(everybody) for name in (*one.aliases, one.name)}
    words = {word: one for name, one in named.items() for word in name.split() if len(word) > 2}
    near = [named[name] for name in get_close_matches(asked, named, _SHOWN)]
    near += [words[word] for part in asked.split() for word in get_close_matches(part, words, 2, 0.75)]
    return list({one.id: one for one in near}.values())[:_SHOWN]


def _named(actor: Actor) -> str:
    # Names come from scraped text: nothing in them may command a terminal.
    words = "".join(character if character.isprintable() else " " for character in actor.name)
    return f"{' '.join(words.split())} ({actor.id})"
