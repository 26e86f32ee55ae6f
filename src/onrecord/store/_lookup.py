"""Look-up keys: which members of a table find each other, whatever the order in which they came.

Two members that hold a key see each other by it where no more than so many hold it. Of a key that more hold, the first
by id and all others see each other. So who sees whom depends on what the record holds alone, and not on what it held
when one of them was compared. A new member of a key with many holders is seldom among the first, and only then do all
see it: on the average it changes what a bounded number of others see, in a record of any size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.store._write_base import id_bits, id_of


class Shared(NamedTuple):
    """What a member shares with another one."""

    member: str
    """Id of the other one."""
    holders: list[int]
    """Of each shared key by which they see each other how many hold it; at most one more than ``LookUp.most``."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """A table of look-up keys. All names in the SQL below are those given here, never from outside."""

    table: str
    """Table of keys and their holders."""
    holder: str
    """Its column of holders: the 64 bits of their ids, so that "the first by id" is the same in every record."""
    prefix: str
    """What the ids of the holders begin with."""
    most: int
    """From more holders on, only the first so many of a key and the others see each other."""

    def put(self, db: sqlite3.Connection, member: str, keys: Collection[int]) -> set[str]:
        """Note that a member holds keys.

        Returns:
            Those that no longer stand among the first of a key, and do not see all its holders any more.
        """
        own = id_bits(member)
        displaced = {id_of(self.prefix, last) for last in self._at(db, keys, self.most - 1) if own < last}
        db.executemany(
            f"INSERT OR IGNORE INTO {self.table} (key, {self.holder}) VALUES (?, ?)",  # noqa: S608
            [(key, own) for key in keys],
        )
        return displaced

    def drop(self, db: sqlite3.Connection, member: str, keys: Collection[int]) -> set[str]:
        """Note that a member holds keys no longer.

        Returns:
            Those that stand among the first of a key now, and see all its holders.
        """
        own = id_bits(member)
        promoted = {id_of(self.prefix, following) for following in self._at(db, keys, self.most) if own < following}
        db.executemany(
            f"DELETE FROM {self.table} WHERE key = ? AND {self.holder} = ?",  # noqa: S608
            [(key, own) for key in keys],
        )
        return promoted

    def first_holders(self, db: sqlite3.Connection, keys: Collection[int], most: int) -> list[tuple[int, list[str]]]:
        """Return of each key that anybody holds the first holders by id."""
        return [(key, [id_of(self.prefix, bits) for bits in bits_of]) for key, bits_of in self._first(db, keys, most)]

    def sharing(self, db: sqlite3.Connection, member: str, keys: Collection[int]) -> list[Shared]:
        """Return whom a member sees, by id."""
        own = id_bits(member)
        seen: dict[int, list[int]] = {}
        for key, first in self._first(db, keys, self.most + 1):
            count, holders = len(first), first
            if count > self.most:
                holders = self._all(db, key) if own < first[-1] else first[:-1]
            for holder in holders:
                if holder != own:
                    seen.setdefault(holder, []).append(count)
        return [Shared(id_of(self.prefix, holder), seen[holder]) for holder in sorted(seen)]

    # Nearly all keys have one holder: they are asked for together, for asking costs more than finding.

    def _at(self, db: sqlite3.Connection, keys: Collection[int], place: int) -> list[int]:
        """Return the holders at a place of the keys, of those keys that have so many."""
        rows = db.execute(
            f"SELECT asked FROM (SELECT (SELECT {self.holder} FROM {self.table} WHERE key = value"  # noqa: S608
            f" ORDER BY {self.holder} LIMIT 1 OFFSET ?) AS asked FROM json_each(?)) WHERE asked IS NOT NULL",
            (place, json.dumps(list(keys))),
        )
        return [int(row[0]) for row in rows]

    def _first(self, db: sqlite3.Connection, keys: Collection[int], most: int) -> list[tuple[int, list[int]]]:
        rows = db.execute(
            f"SELECT value, (SELECT group_concat({self.holder}) FROM (SELECT {self.holder} FROM {self.table}"  # noqa: S608
            f" WHERE key = value ORDER BY {self.holder} LIMIT ?)) AS asked FROM json_each(?)",
            (most, json.dumps(list(keys))),
        )
        return [(int(key), sorted(map(int, asked.split(",")))) for key, asked in rows if asked is not None]

    def _all(self, db: sqlite3.Connection, key: int) -> list[int]:
        rows = db.execute(f"SELECT {self.holder} FROM {self.table} WHERE key = ?", (key,))  # noqa: S608
        return [int(row[0]) for row in rows]


COPY_KEYS = LookUp("fingerprint_key", "document", "doc", 48)
"""By which copies find each other (``copies.HOLDERS_PER_KEY``: known here as well, a test compares them)."""
STORY_KEYS = LookUp("story_key", "document", "doc", 16)
"""By which reports of one story find each other (``dating.STORY_HOLDERS``); a key that more hold tells nothing."""
FEWEST_STORY_KEYS = 3
"""So many keys in common make two documents reports of one story (``dating.FEWEST_COMMON_KEYS``)."""
STATEMENT_KEYS = LookUp("statement_key", "statement", "stmt", 24)
"""By which statements of the same words find each other (``matters.HOLDERS_PER_KEY``)."""
EVENT_KEYS = LookUp("event_key", "event", "evt", 48)
"""By which events of one happening find each other; an event is compared with all it sees."""
