"""Who stands on which side of a deed: all castings that the words around it allow, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from onrecord.events._signs import GROUPS, count
from onrecord.events._slots import OUTER, Candidate

MOST_UNITS = 4
"""Groups of countries that are cast, the nearest first."""
_MOST_ON_A_SIDE = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """Countries that stand in one place together ("the United States and Japan"), or one alone."""

    countries: tuple[str, ...]
    slot: str
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class Casting:
    """One way to cast the units, by their numbers."""

    actor: tuple[int, ...]
    recipient: tuple[int, ...]


def units_of(candidate: Candidate) -> list[Unit]:
    """Return the groups of countries around a word, the nearest first."""
    groups: dict[tuple[str, str | int], list[str]] = {}
    for country, slots in candidate.countries().items():
        first = slots[0]
        key = country if first.startswith(OUTER) else candidate.heads[country]
        groups.setdefault((first, key), []).append(country)
    units = [Unit(tuple(countries), slot) for (slot, _), countries in groups.items()]
    return units[:MOST_UNITS]


@cache
def castings(units: int) -> list[Casting]:
    """Return every way to cast so many units, at most two on a side."""
    numbers = range(units)
    sides = [side for size in range(_MOST_ON_A_SIDE + 1) for side in combinations(numbers, size)]
    found = [
        Casting(actor, recipient)
        for actor in sides
        for recipient in sides
        if (actor or recipient) and not set(actor) & set(recipient)
    ]
    found.extend(Casting(actor, ()) for actor in combinations(numbers, _MOST_ON_A_SIDE + 1))
    return found


def signs_of(
    casting: Casting,
    units: Sequence[Unit],
    event: str,
    rule: tuple[frozenset[str], frozenset[str]],
    home: str | None,
) -> Iterator[str]:
    """Yield the signs of a casting as a whole.

    Args:
        casting: who stands where.
        units: the units.
        event: type of the deed.
        rule: countries of the actors and of the recipients by the rules of grammar.
        home: the state whose own page it is.
    """
    group = GROUPS.get(event, event)
    doing = [units[number] for number in casting.actor]
    meant = [units[number] for number in casting.recipient]
    actor = frozenset(country for unit in doing for country in unit.countries)
    recipient = frozenset(country for unit in meant for country in unit.countries)
    sizes = f"{count(len(actor))}{count(len(recipient))}"
    yield f"sizes={sizes}"
    yield f"{event}sizes={sizes}"
    yield f"{group}sizes={sizes}of{count(len(units))}"
    yield f"units={len(doing)}{len(meant)}"
    yield f"rule={actor == rule[0]}{recipient == rule[1]}"
    yield f"{event}rule={actor == rule[0]}{recipient == rule[1]}"
    yield f"union={actor | recipient == rule[0] | rule[1]}{len(rule[0] | rule[1]) > 1}"
    if home is not None:
        yield f"home={home in actor}{home in recipient}"
        yield f"{event}home={home in actor}{home in recipient}"
    slots = [[unit.slot.partition("@")[0] for unit in side] for side in (doing, meant)]
    for one in slots[0]:
        for other in slots[1]:
            yield f"{one}>{other}"
            yield f"{group}:{one}>{other}"
    for name, side in zip("ar", slots, strict=True):
        for one, other in combinations(side, 2):
            yield f"{name}:{one}&{other}"
            yield f"{name}{group}:{one}&{other}"
    inside = {*casting.actor, *casting.recipient}
    left = [unit.slot.partition("@")[0] for number, unit in enumerate(units) if number not in inside]
    near = [slot for slot in left if not slot.startswith(OUTER)]
    yield f"left={count(len(near))}"
    yield f"{group}left={count(len(near))}sizes={sizes}"
    for slot in near:
        yield f"left:{slot}"
        yield f"{group}left:{slot}"
