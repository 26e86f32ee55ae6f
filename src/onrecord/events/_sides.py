"""Who stands on which side of a deed: all castings that the words around it allow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.events._slots import OUTER, Candidate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]

MOST_UNITS = 5
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
        # Whom a pronoun stands for is a guess: each may be meant alone.
        key = country if first.startswith(OUTER) or "@" in first else candidate.heads[country]
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


@cache
def masks(units: int) -> tuple[Flags, Flags]:
    """Return of every way to cast so many units whether each acts, and whether each is acted upon."""
    import numpy as np

    ways = castings(units)
    numbers = range(units)
    actors = np.array([[number in way.actor for number in numbers] for way in ways], np.bool_)
    recipients = np.array([[number in way.recipient for number in numbers] for way in ways], np.bool_)
    return actors.reshape(len(ways), units), recipients.reshape(len(ways), units)
