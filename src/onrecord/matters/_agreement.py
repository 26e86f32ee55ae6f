"""Which side says so: assertions of many reports put together, and dates set in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.records import Agreement, AssertedBy, DatedBy


def told_side(chain: Sequence[AssertedBy]) -> str | None:
    """Return the state whose telling a chain is: that of the last teller who speaks for a state.

    "A US official quoted Xi as saying" is the American telling, although the words are Xi's.
    """
    sides = [item.side for item in chain if item.side is not None]
    return sides[-1] if sides else None


def told_sides(chain: Sequence[AssertedBy]) -> frozenset[str]:
    """Return the states whose telling a chain is: one, but for a document that several governments issue together."""
    told = [item for item in chain if item.side is not None]
    if not told:
        return frozenset()
    last = told[-1]
    issued = [item for item in told if last.channel == "document" and replace(item, side=last.side) == last]
    return frozenset(item.side for item in (*issued, last) if item.side is not None)


def sides_of(chains: Iterable[Sequence[AssertedBy]]) -> frozenset[str]:
    """Return the states whose own telling some of the chains are."""
    return frozenset(side for chain in chains for side in told_sides(chain))


def joined_assertions(chains: Iterable[Sequence[AssertedBy]]) -> tuple[AssertedBy, ...]:
    """Put chains together, each source once, in the order given.

    Of a side whose words only the other side tells nothing is kept: what the US says China agreed to is the US's word.
    """
    found: dict[tuple[str | None, str, str | None, str], AssertedBy] = {}
    for chain in chains:
        telling = told_sides(chain)
        for item in chain:
            if item.side is not None and item.side not in telling:
                continue
            found.setdefault((item.actor, item.text if item.actor is None else "", item.side, item.stance), item)
    return tuple(found.values())


def agreement_of(chains: Sequence[Sequence[AssertedBy]], parties: Sequence[str]) -> Agreement:
    """Tell which of two sides says so; ``third_party_only`` where none of them does.

    Args:
        chains: who asserts it, one chain for each report, nearest to the fact first.
        parties: the sides, sorted; A is the first, B the second.
    """
    asserting = sides_of([item for item in chain if item.stance == "asserts"] for chain in chains)
    denying = frozenset(item.side for chain in chains for item in chain if item.stance == "denies" and item.side)
    pair = sorted(parties)[:2]
    if denying & set(pair) and asserting | denying:
        return "disputed"
    a = bool(pair) and pair[0] in asserting
    b = len(pair) > 1 and pair[1] in asserting
    return "both" if a and b else "only_A" if a else "only_B" if b else "third_party_only"


def independent(documents: Iterable[str], families: Mapping[str, str]) -> int:
    """Count the reports that are not copies of one another."""
    return len({families.get(document, document) for document in documents})


def date_key(date: DatedBy) -> str:
    """Return what dates are put in order by; the unknown stands last."""
    return date.date or "9999"
