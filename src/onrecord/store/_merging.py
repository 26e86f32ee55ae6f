"""One actor, as several documents know it."""

from __future__ import annotations

from onrecord.records import Actor


def merge_actors(accounts: list[Actor]) -> Actor:
    """Join what several documents say of one actor; the result does not depend on the order.

    The first account by its JSON gives what can be only one; names, offices and what was unknown are joined.
    """
    ordered = sorted(accounts, key=repr)
    # The account that knows most leads: a surname alone in one document does not hide the full name in another.
    leader = max(ordered, key=lambda actor: (len(actor.offices), len(actor.name), actor.name))
    names = {alias for actor in ordered for alias in (actor.name, *actor.aliases)} - {leader.name}
    offices = {office for actor in ordered for office in actor.offices}
    return Actor(
        id=leader.id,
        kind=leader.kind,
        name=leader.name,
        aliases=tuple(sorted(names)),
        country=next((actor.country for actor in (leader, *ordered) if actor.country), None),
        sector=next((actor.sector for actor in (leader, *ordered) if actor.sector), None),
        offices=tuple(sorted(offices, key=repr)),
        wikidata=next((actor.wikidata for actor in (leader, *ordered) if actor.wikidata), None),
    )
