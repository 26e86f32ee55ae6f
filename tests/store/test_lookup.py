"""Who sees whom by look-up keys depends on what the record holds, and not on how it came there."""

from __future__ import annotations

import random
import sqlite3
from itertools import combinations

import pytest

from onrecord import copies, dating, matters
from onrecord.dating import _stories
from onrecord.store import _lookup
from onrecord.store._lookup import LookUp

KEYS = LookUp("thing_key", "thing", "doc", 3)
MANY, FEW = 40, 12


def a_table() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE thing_key (key INTEGER, thing INTEGER, PRIMARY KEY (key, thing)) WITHOUT ROWID")
    return db


def some_holders(seed: int) -> dict[str, list[int]]:
    """Members with some keys of few: some keys have many holders, some have one."""
    chance = random.Random(seed)
    return {
        f"doc-{chance.getrandbits(64):016x}": sorted({min(chance.randrange(FEW), chance.randrange(FEW)) for _ in "abc"})
        for _ in range(MANY)
    }


def expected_pairs(holders: dict[str, list[int]]) -> set[tuple[str, str]]:
    pairs = set()
    for key in range(FEW):
        holding = sorted(member for member, keys in holders.items() if key in keys)
        pairs |= {pair for pair in combinations(holding, 2) if pair[0] in holding[: KEYS.most]}
    return pairs


def pairs_seen(db: sqlite3.Connection, holders: dict[str, list[int]]) -> set[tuple[str, str]]:
    return {
        (min(member, shared.member), max(member, shared.member))
        for member, keys in holders.items()
        for shared in KEYS.sharing(db, member, keys)
    }


@pytest.mark.parametrize("seed", range(5))
def test_two_see_each_other_by_a_rare_key_and_the_first_by_id_see_all(seed: int) -> None:
    db, holders = a_table(), some_holders(seed)
    for member, keys in holders.items():
        KEYS.put(db, member, keys)

    assert pairs_seen(db, holders) == expected_pairs(holders)
    for member, keys in holders.items():
        for shared in KEYS.sharing(db, member, keys):
            assert member in {each.member for each in KEYS.sharing(db, shared.member, holders[shared.member])}
            assert all(2 <= count <= KEYS.most + 1 for count in shared.holders)


@pytest.mark.parametrize("seed", range(20))
def test_looking_again_at_the_new_and_at_those_who_are_named_keeps_what_all_see(seed: int) -> None:
    """Members come and go in any order; what is kept of pairs is what a look at everything would give."""
    chance = random.Random(seed)
    db, everybody = a_table(), some_holders(seed)
    held: dict[str, list[int]] = {}
    kept: set[tuple[str, str]] = set()
    for _ in range(4 * MANY):
        waiting: set[str] = set()
        for _ in range(chance.randrange(1, 4)):
            member = chance.choice(sorted(everybody))
            if member in held:
                waiting |= KEYS.drop(db, member, held.pop(member))
                kept = {pair for pair in kept if member not in pair}
            else:
                held[member] = everybody[member]
                waiting |= {member, *KEYS.put(db, member, held[member])}
        for member in waiting & set(held):
            seen = {shared.member for shared in KEYS.sharing(db, member, held[member])}
            kept = {pair for pair in kept if member not in pair}
            kept |= {(min(member, other), max(member, other)) for other in seen}

        assert kept == expected_pairs(held)


def test_a_new_holder_of_a_key_that_many_hold_seldom_concerns_others() -> None:
    """On the average it changes the sight of as many as in a small record."""
    concerned = []
    for size in (100, 1000):
        chance = random.Random(size)
        db = a_table()
        for _ in range(size):
            KEYS.put(db, f"doc-{chance.getrandbits(64):016x}", [1])
        looks = 0
        for _ in range(300):
            member = f"doc-{chance.getrandbits(64):016x}"
            looks += len(KEYS.put(db, member, [1])) + len(KEYS.sharing(db, member, [1]))
            KEYS.drop(db, member, [1])
        concerned.append(looks / 300)

    assert concerned[1] < 2 * concerned[0]


def test_the_bounds_are_those_of_the_stages() -> None:
    assert _lookup.COPY_KEYS.most == copies.HOLDERS_PER_KEY
    assert _lookup.STATEMENT_KEYS.most == matters.HOLDERS_PER_KEY
    assert _lookup.STORY_KEYS.most == dating.STORY_HOLDERS
    assert _lookup.FEWEST_STORY_KEYS == _stories.FEWEST_COMMON_KEYS
