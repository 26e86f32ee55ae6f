"""One deed as it was read around its word, before it is a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.events._slots import Candidate
from onrecord.events._tree import Tree
from onrecord.records import EventDate, EventStatus, EventType

_SAME_DEED = ("obj", "nsubj:pass", "iobj", "xcomp", "compound", "appos", "acl")
"""Relations in which two words name one deed: "held talks", "imposed tariffs", "a visit paid"."""
_CONTENT = ("obj", "nsubj:pass", "iobj", "xcomp", "ccomp")
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
    return [reading for reading in readings if reading.candidate.place not in dropped]


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
