"""Records of many documents that belong together: found by look-up keys, compared in pairs, judged in groups.

Statements of the same words and events of one happening are kept in the same way; only the names of the tables differ.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from onrecord.store._lookup import EVENT_KEYS, STATEMENT_KEYS, LookUp
from onrecord.store._packing import pack, unpack, unpack_keys

Member = TypeVar("Member")
Finding = TypeVar("Finding")
_MEMBERS_AT_HAND = 8192
"""The first holders of common keys are compared with very many; a statement takes about 3 kB."""
_COMPARED_AT_HAND = 200_000
"""So many that were compared in a pass are remembered, by some 20 MB: pairs with them are compared once."""
Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


@dataclass(frozen=True, slots=True)
class GroupTables:
    """Where the members of groups, their keys and their likenesses lie."""

    table: str
    """Table of the members."""
    keys: LookUp
    """Their look-up keys."""
    likenesses: str
    """Table of likenesses between two members."""
    compared: str
    """Column that tells whether a member was compared."""
    judged: str
    """Column that tells whether the group of a member was judged."""

    def put_keys(self, db: sqlite3.Connection, member: str, keys: Collection[int]) -> None:
        """Note which keys a member holds; whose others that changes is compared again."""
        self._compare_again(db, self.keys.put(db, member, keys))

    def drop_keys(self, db: sqlite3.Connection, member: str, keys: bytes) -> None:
        """Note that a member holds its keys no longer; whose others that changes is compared again."""
        self._compare_again(db, self.keys.drop(db, member, unpack_keys(keys)))

    def _compare_again(self, db: sqlite3.Connection, members: Iterable[str]) -> None:
        db.executemany(
            f"UPDATE {self.table} SET {self.compared} = 0 WHERE id = ?",  # noqa: S608
            [(each,) for each in sorted(members)],
        )


STATEMENTS = GroupTables("statement", STATEMENT_KEYS, "likeness", "words_compared", "utterance_known")
EVENTS = GroupTables("event", EVENT_KEYS, "event_likeness", "compared", "happening_known")


class Groups(Generic[Member]):
    """Finds, compares and groups the members of one table.

    All names in the SQL below are those of :class:`GroupTables`, never from outside.
    """

    def __init__(
        self, db: sqlite3.Connection, transaction: Transaction, tables: GroupTables, member: type[Member]
    ) -> None:
        self._db = db
        self._transaction = transaction
        self._tables = tables
        self._member = member

    def compare_pending(self, limit: int) -> list[str]:
        """Return ids of members not compared with others yet, oldest first."""
        return self._pending(self._tables.compared, limit)

    def judge_pending(self, limit: int) -> list[str]:
        """Return ids of members whose group is not judged yet, oldest first."""
        return self._pending(self._tables.judged, limit)

    def _pending(self, column: str, limit: int) -> list[str]:
        rows = self._db.execute(
            f"SELECT id FROM {self._tables.table} WHERE {column} = 0 ORDER BY number LIMIT ?",  # noqa: S608
            (limit,),
        )
        return [str(row[0]) for row in rows]

    def to_compare(self, member: str) -> tuple[list[str], list[str]]:
        """Return whom a member is to be compared with: by id those it sees and is not known to be like, and those it
        is known to be like and does not see any more."""
        names = self._tables
        (keys,) = self._db.execute(f"SELECT keys FROM {names.table} WHERE id = ?", (member,)).fetchone()  # noqa: S608
        seen = [shared.member for shared in names.keys.sharing(self._db, member, unpack_keys(keys))]
        rows = self._db.execute(
            f"SELECT b FROM {names.likenesses} WHERE a = ?1 UNION ALL"  # noqa: S608
            f" SELECT a FROM {names.likenesses} WHERE b = ?1",
            (member,),
        )
        known = {str(row[0]) for row in rows}
        return [each for each in seen if each not in known], sorted(known.difference(seen))

    def members(self, ids: Iterable[str]) -> list[Member]:
        """Return members by id, in the order asked for."""
        return [self.member(each) for each in ids]

    def comparing(self) -> Comparing[Member]:
        """Begin a pass of comparing, in which no member changes."""
        return Comparing(self)

    def member(self, member: str) -> Member:
        """Return one member by id."""
        (record,) = self._db.execute(
            f"SELECT record FROM {self._tables.table} WHERE id = ?",  # noqa: S608
            (member,),
        ).fetchone()
        return unpack(self._member, record)

    def add_likenesses(self, compared: Iterable[tuple[str, Sequence[tuple[str, str, Any]], Sequence[str]]]) -> None:
        """Note that members were compared, and which belong together: (id, [(id, id, the finding)], ids no longer).

        The groups on both sides are judged again.
        """
        names = self._tables
        with self._transaction() as db:
            for member, findings, gone in compared:
                db.executemany(
                    f"DELETE FROM {names.likenesses} WHERE a = ? AND b = ?",  # noqa: S608
                    [sorted((member, other)) for other in gone],
                )
                db.executemany(
                    f"INSERT OR REPLACE INTO {names.likenesses} (a, b, record) VALUES (?, ?, ?)",  # noqa: S608
                    [(a, b, pack(finding)) for a, b, finding in findings],
                )
                touched = {*gone, *(each for a, b, _ in findings for each in (a, b))}
                if touched:
                    touched.add(member)
                db.executemany(
                    f"UPDATE {names.table} SET {names.judged} = 0 WHERE id = ?",  # noqa: S608
                    [(each,) for each in sorted(touched)],
                )
                db.execute(f"UPDATE {names.table} SET {names.compared} = 1 WHERE id = ?", (member,))  # noqa: S608

    def group(self, member: str, finding_type: type[Finding]) -> tuple[list[Member], list[Finding]]:
        """Return all members tied to one by likenesses, directly or through others, and the findings."""
        names = self._tables
        ids = [
            str(row[0])
            for row in self._db.execute(
                f"""
                WITH RECURSIVE member (id) AS (
                    VALUES (?)
                    UNION SELECT pair.b FROM member JOIN {names.likenesses} AS pair ON pair.a = member.id
                    UNION SELECT pair.a FROM member JOIN {names.likenesses} AS pair ON pair.b = member.id
                ) SELECT id FROM member ORDER BY id
                """,  # noqa: S608
                (member,),
            )
        ]
        findings = [
            unpack(finding_type, row[0])
            for each in ids
            for row in self._db.execute(
                f"SELECT record FROM {names.likenesses} WHERE a = ? ORDER BY b",  # noqa: S608
                (each,),
            )
        ]
        return self.members(ids), findings


class Comparing(Generic[Member]):
    """One pass of comparing the members of a table, in which none of them changes."""

    def __init__(self, groups: Groups[Member]) -> None:
        self.member = lru_cache(_MEMBERS_AT_HAND)(groups.member)
        self._groups = groups
        self._compared: set[str] = set()

    def to_compare(self, member: str) -> tuple[list[str], list[str]]:
        """Return whom a member is still to be compared with, as ``Groups.to_compare`` does, and note that it was."""
        others, gone = self._groups.to_compare(member)
        # Two see each other or neither does: who was compared in this pass was compared with this member as well.
        others = [other for other in others if other not in self._compared]
        if len(self._compared) == _COMPARED_AT_HAND:
            self._compared.clear()
        self._compared.add(member)
        return others, gone


def forget_likenesses(db: sqlite3.Connection, tables: GroupTables, member: str) -> None:
    """Drop the likenesses of a member that is about to go; what it was tied to is judged again without it."""
    db.execute(
        f"UPDATE {tables.table} SET {tables.judged} = 0 WHERE id IN"  # noqa: S608
        f" (SELECT CASE a WHEN ?1 THEN b ELSE a END FROM {tables.likenesses} WHERE a = ?1 OR b = ?1)",
        (member,),
    )
    db.execute(f"DELETE FROM {tables.likenesses} WHERE a = ?1 OR b = ?1", (member,))  # noqa: S608
