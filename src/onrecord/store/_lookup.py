"""Look-up keys: which members of a table find each other, whatever the order in which they came.

Two members that hold a key see each other by it where no more than so many hold it. Of a key that more hold, the first
by id and all others see each other. So who sees whom depends on what the record holds alone, and not on what it held
when one of them was compared. A new member of a key with many holders is seldom among the first, and only then do all
see it: on the average it changes what a bounded number of others see, in a record of any size.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
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

    def put(self, db: sqlite3.Connection, member: str, keys: Iterable[int]) -> set[str]:
        """Note that a member holds keys.

        Returns:
            Those that no longer stand among the first of a key, and do not see all its holders any more.
        """
        own = id_bits(member)
        displaced = set()
        for key in keys:
            last = self._at(db, key, self.most - 1)
            if last is not None and own < last:
                displaced.add(id_of(self.prefix, last))
            db.execute(
                f"INSERT OR IGNORE INTO {self.table} (key, {self.holder}) VALUES (?, ?)",  # noqa: S608
                (key, own),
            )
        return displaced

    def drop(self, db: sqlite3.Connection, member: str, keys: Iterable[int]) -> set[str]:
        """Note that a member holds keys no longer.

        Returns:
            Those that stand among the first of a key now, and see all its holders.
        """
        own = id_bits(member)
        promoted = set()
        for key in keys:
            following = self._at(db, key, self.most)
            if following is not None and own < following:
                promoted.add(id_of(self.prefix, following))
            db.execute(f"DELETE FROM {self.table} WHERE key = ? AND {self.holder} = ?", (key, own))  # noqa: S608
        return promoted

    def first_holders(self, db: sqlite3.Connection, key: int, most: int) -> list[str]:
        """Return the first holders of a key by id."""
        return [id_of(self.prefix, bits) for bits in self._first(db, key, most)]

    def sharing(self, db: sqlite3.Connection, member: str, keys: Iterable[int]) -> list[Shared]:
        """Return whom a member sees, by id."""
        own = id_bits(member)
        seen: dict[int, list[int]] = {}
        for key in keys:
            holders = self._first(db, key, self.most + 1)
            count = len(holders)
            if count > self.most:
                holders = self._all(db, key) if own < holders[-1] else holders[:-1]
            for holder in holders:
                if holder != own:
                    seen.setdefault(holder, []).append(count)
        return [Shared(id_of(self.prefix, holder), seen[holder]) for holder in sorted(seen)]

    def _at(self, db: sqlite3.Connection, key: int, place: int) -> int | None:
        row = db.execute(
            f"SELECT {self.holder} FROM {self.table} WHERE key = ? ORDER BY {self.holder} LIMIT 1 OFFSET ?",  # noqa: S608
            (key, place),
        ).fetchone()
        return None if row is None else int(row[0])

    def _first(self, db: sqlite3.Connection, key: int, most: int) -> list[int]:
        rows = db.execute(
            f"SELECT {self.holder} FROM {self.table} WHERE key = ? ORDER BY {self.holder} LIMIT ?",  # noqa: S608
            (key, most),
        )
        return [int(row[0]) for row in rows]

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
