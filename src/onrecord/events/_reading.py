"""One deed as it was read around its word, before it is a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree
from onrecord.records import EventDate, EventStatus, EventType

_SAME_DEED = ("obj", "nsubj:pass", "iobj", "xcomp", "compound", "appos", "acl")
"""Relations in which two words name one deed: "held talks", "imposed tariffs", "a visit paid"."""
_TOLD_AGAIN = frozenset({("obl",), ("nmod",), ("nsubj",), ("ccomp",), ("nmod", "obj"), ("acl", "obj")})
"""Ways down from one word to another of one type between the same states by which both name one deed, also where their
statuses differ: "hit back with tariffs", "signed an order that imposes sanctions". Of 182 such pairs of the rows to
learn from ten were two deeds."""
_CONTENT = ("obj", "nsubj:pass", "iobj", "xcomp", "ccomp")
_LONGEST_WAY = 3
"""Words up to which a word for the same deed is looked for."""
_ABSORBING: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types that make one event with the deed that is agreed, asked, refused or threatened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read around one word that names a deed."""

    candidate: Candidate
    event: EventType
    mode: str | None
    status: EventStatus
    actor: tuple[str, ...]
    """Countries."""
    recipient: tuple[str, ...]
    when: EventDate
    likely: float
    """Share of the word's being a deed, 0 to 1."""
    sure: float
    """Share of the sides' being right, 0 to 1."""
    signs: tuple[float, ...] = ()
    """What is known of it by itself (see ``DEED_SIGNS``)."""


def without_repeats(tree: Tree, readings: Sequence[Reading]) -> list[Reading]:
    """Leave out the less likely of two words for one deed, and what is only agreed, asked, refused, threatened."""
    by_place = {reading.candidate.place: reading for reading in readings}
    dropped: set[int] = set()
    for reading in readings:
        place = reading.candidate.place
        above = tree.head(place)
        if above is None:
            continue
        other = by_place.get(above)
        if other is not None and other.event == reading.event and tree.related(place, *_SAME_DEED):
            dropped.add(place if reading.likely <= other.likely else above)
            continue
        if _is_content(tree, reading, by_place):
            dropped.add(place)
    kept = [reading for reading in readings if reading.candidate.place not in dropped]
    dropped = {_likelier_first(pair)[1].candidate.place for pair in _told_again(tree, kept)}
    return [reading for reading in kept if reading.candidate.place not in dropped]


def _told_again(tree: Tree, readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Yield pairs of words that name one deed of the same states twice, once in another status or as another type."""
    by_place = {reading.candidate.place: reading for reading in readings}
    for reading in readings:
        down = [tree.relations[reading.candidate.place].partition(":")[0]]
        for above in islice(tree.climb(reading.candidate.place), _LONGEST_WAY):
            other = by_place.get(above)
            if other is None:
                down.append(tree.relations[above].partition(":")[0])
                continue
            same_type, same_status = other.event == reading.event, other.status == reading.status
            way = _TOLD_AGAIN if same_type else {("obj",)}
            if same_type != same_status and tuple(down) in way and _sides(other) == _sides(reading):
                yield other, reading
            break


def _sides(reading: Reading) -> frozenset[str]:
    return frozenset((*reading.actor, *reading.recipient))


def _likelier_first(pair: tuple[Reading, Reading]) -> tuple[Reading, Reading]:
    """Return two words for one deed, the likelier first; of equals the one that stands above."""
    upper, lower = pair
    return pair if lower.likely * lower.sure <= upper.likely * upper.sure else (lower, upper)


def _is_content(tree: Tree, reading: Reading, by_place: Mapping[int, Reading]) -> bool:
    """Whether a deed is only what a likelier one is about."""
    below = reading.candidate.place
    for above in tree.climb(below):
        other = by_place.get(above)
        if not tree.related(below, *_CONTENT):
            return False
        if other is not None and other.event in _ABSORBING:
            return other.likely >= reading.likely
        if tree.related(below, "ccomp"):
            return False
        below = above
    return False
