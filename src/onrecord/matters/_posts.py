"""Over which line the persons talk who are named together: told from the posts that both hold."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.matters._passages import Passages
from onrecord.records import Actor

# Posts whose holders talk to one another over one line, the highest first.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("leader", frozenset({"president", "head of government"})),
    ("foreign", frozenset({"foreign minister"})),
    ("defense", frozenset({"defense minister"})),
    ("treasury", frozenset({"finance minister", "trade minister"})),
    ("commerce", frozenset({"commerce minister"})),
    ("climate", frozenset({"climate envoy"})),
    ("senior officer", frozenset({"military chief"})),
    ("security adviser", frozenset({"security adviser"})),
)


def groups_of(passages: Passages, person: Actor) -> tuple[str, ...]:
    """Return the groups of posts that a person belongs to, the highest first."""
    posts = set(passages.posts_of(person))
    return tuple(name for name, members in _GROUPS if posts & members)


def persons_in(passages: Passages, first: int, after: int) -> Iterator[Actor]:
    """Yield the persons who speak for a state and are named from one word to before another."""
    for party in passages.parties_in(first, after):
        for key in party.actors:
            actor = passages.actors.get(key)
            if actor is not None and actor.kind == "person":
                yield actor


def post_group(passages: Passages, first: int, after: int) -> str | None:
    """Return the group of posts that persons of two states named from one word to before another share."""
    people = list(persons_in(passages, first, after))
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            if one.country != other.country:
                theirs = groups_of(passages, other)
                shared = next((group for group in groups_of(passages, one) if group in theirs), None)
                if shared is not None:
                    return shared
    return None
