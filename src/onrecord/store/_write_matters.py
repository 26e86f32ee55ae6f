"""Writing what many documents add up to: utterances, happenings, meetings, commitments, channels, positions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.records import (
    Actor,
    Channel,
    ChannelReport,
    Commitment,
    CommitmentReport,
    Decision,
    Document,
    Event,
    Happening,
    Meeting,
    Position,
    PositionReport,
    Statement,
    Utterance,
    from_json,
    to_json,
)
from onrecord.store._days import event_interval
from onrecord.store._groups import EVENTS, STATEMENTS, Groups
from onrecord.store._merging import merge_actors
from onrecord.store._packing import pack, unpack, unpack_document
from onrecord.store._write_base import WriterBase
from onrecord.store._write_content import drop_happening, drop_matters

_DOCUMENTS_AT_HAND = 64
_ACTORS_AT_HAND = 8192
"""Accounts of actors are small, and those of the leaders stand in most documents."""

Matter = Literal["commitment", "channel", "position", "meeting"]


class Sources(NamedTuple):
    """The documents that something rests on, and what is known of them."""

    documents: list[Document]
    """By id."""
    families: dict[str, str]
    """Of each document its family: documents of one family are one report."""
    actors: dict[str, Actor]
    """Who is spoken of in these documents, as these documents alone know them."""


class SourceReader:
    """Reads the documents that findings rest on, with their statements; the last ones stay at hand.

    Findings come document by document.

    Args:
        db: the record; its documents must not change while the reader is used.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._document = lru_cache(_DOCUMENTS_AT_HAND)(self._read_document)
        self._account = lru_cache(_ACTORS_AT_HAND)(self._read_account)
        self._statements = lru_cache(_DOCUMENTS_AT_HAND)(self._read_statements)
        self._actors = lru_cache(_DOCUMENTS_AT_HAND)(self._merged_actors)

    def documents(self, documents: Iterable[str]) -> list[Document]:
        """Return documents by id, each once."""
        return [self._document(document)[1] for document in sorted(set(documents))]

    def sources(self, documents: Iterable[str]) -> Sources:
        """Return documents by id, each once, with their families and actors."""
        # Each document is read once: a group may be larger than what stays at hand.
        read = [self._document(document) for document in sorted(set(documents))]
        accounts = tuple(sorted({account for number, _, _ in read for account in self._accounts_in(number)}))
        merged = self._merged_actors if len(read) > _DOCUMENTS_AT_HAND else self._actors
        return Sources(
            [document for _, document, _ in read],
            {document.id: family for _, document, family in read},
            dict(merged(accounts)),
        )

    def families(self, documents: Iterable[str]) -> dict[str, str]:
        """Return of each of some documents its family."""
        return {document: self._document(document)[2] for document in sorted(set(documents))}

    def statements(self, documents: Iterable[str]) -> list[Statement]:
        """Return all statements of some documents, document by document, in text order."""
        return [statement for document in documents for statement in self._statements(document)]

    def _merged_actors(self, accounts: tuple[int, ...]) -> dict[str, Actor]:
        known: dict[str, list[Actor]] = {}
        for actor in map(self._account, accounts):
            known.setdefault(actor.id, []).append(actor)
        return {actor: merge_actors(told) for actor, told in sorted(known.items())}

    def _read_statements(self, document: str) -> tuple[Statement, ...]:
        rows = self._db.execute(
            "SELECT statement.record FROM statement JOIN document ON document.number = statement.document"
            " WHERE document.id = ? ORDER BY position",
            (document,),
        )
        return tuple(unpack(Statement, record) for (record,) in rows)

    def _read_document(self, document: str) -> tuple[int, Document, str]:
        number, record, text, family = self._db.execute(
            "SELECT number, record, text, family FROM judged WHERE id = ?", (document,)
        ).fetchone()
        return int(number), unpack_document(record, text), str(family)

    def _accounts_in(self, number: int) -> list[int]:
        rows = self._db.execute("SELECT account FROM actor_document WHERE document = ?", (number,))
        return [int(row[0]) for row in rows]

    def _read_account(self, account: int) -> Actor:
        (record,) = self._db.execute("SELECT record FROM actor_account WHERE number = ?", (account,)).fetchone()
        return unpack(Actor, record)


class MatterWriter(WriterBase):
    """Writes what many documents add up to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.words = Groups(self._db, self._transaction, STATEMENTS, Statement)
        """Statements of the same words."""
        self.reported = Groups(self._db, self._transaction, EVENTS, Event)
        """Events that report one happening."""

    def source_reader(self) -> SourceReader:
        """Return a reader of documents for one pass, in which they do not change."""
        return SourceReader(self._db)

    # --- the same words --------------------------------------------------------------------------------------------

    def put_utterances(self, group: Sequence[Statement], utterances: Sequence[Utterance]) -> None:
        """Write the utterances of a whole group of statements in place of those they were in before."""
        with self._transaction() as db:
            for statement in group:
                (old,) = db.execute("SELECT utterance FROM statement WHERE id = ?", (statement.id,)).fetchone()
                if old is not None:
                    # All who were in it: another group they are in now must not drop what gets its name here. Those
                    # who are in another group are judged again, whether anything else asks for it or not.
                    db.execute("DELETE FROM utterance WHERE id = ?", (old,))
                    db.execute("UPDATE statement SET utterance = NULL, utterance_known = 0 WHERE utterance = ?", (old,))
            db.executemany("UPDATE statement SET utterance_known = 1 WHERE id = ?", [(each.id,) for each in group])
            for utterance in utterances:
                db.execute(
                    "INSERT OR REPLACE INTO utterance (id, record) VALUES (?, ?)", (utterance.id, pack(utterance))
                )
                db.executemany(
                    "UPDATE statement SET utterance = ? WHERE id = ?",
                    [(utterance.id, statement) for statement in utterance.statements],
                )

    # --- happenings and meetings -----------------------------------------------------------------------------------

    def put_happenings(
        self, group: Sequence[Event], happenings: Sequence[Happening], meetings: Mapping[str, Meeting]
    ) -> None:
        """Write the happenings of a whole group of events in place of those they were in before.

        Args:
            group: all events that likenesses tie together.
            happenings: what was made of them.
            meetings: of some happenings, by their id, the meeting.
        """
        with self._transaction() as db:
            for event in group:
                (old,) = db.execute("SELECT happening FROM event WHERE id = ?", (event.id,)).fetchone()
                if old is not None:
                    # All who were in it, as with utterances: those of another group are judged again.
                    drop_happening(db, old)
                    db.execute("UPDATE event SET happening = NULL, happening_known = 0 WHERE happening = ?", (old,))
            db.executemany("UPDATE event SET happening_known = 1 WHERE id = ?", [(each.id,) for each in group])
            for happening in happenings:
                self._put_happening(db, happening)
                meeting = meetings.get(happening.id)
                if meeting is not None:
                    _put_matter(db, "meeting", happening.id, meeting)
            # A commitment names the meeting it was made at.
            db.executemany(
                "INSERT OR IGNORE INTO matter_pending SELECT DISTINCT matter, key FROM report WHERE matter ="
                " 'commitment' AND document = (SELECT number FROM document WHERE id = ?)",
                [(document,) for document in sorted({event.document for event in group})],
            )

    def _put_happening(self, db: sqlite3.Connection, happening: Happening) -> None:
        first, last = event_interval(happening.date)
        quad = db.execute("SELECT quad FROM event WHERE id = ?", (happening.events[0],)).fetchone()[0]
        row = db.execute(
            "INSERT INTO happening (id, kind, status, quad, date_from, date_until, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (happening.id, happening.kind, happening.status, quad, first, last, pack(happening)),
        ).fetchone()
        number = int(row[0])
        db.executemany("INSERT INTO happening_party VALUES (?, ?)", [(party, number) for party in happening.parties])
        db.executemany("INSERT INTO happening_issue VALUES (?, ?)", [(issue, number) for issue in happening.issues])
        db.executemany(
            "UPDATE event SET happening = ? WHERE id = ?", [(happening.id, event) for event in happening.events]
        )

    # --- commitments, channels, positions --------------------------------------------------------------------------

    def matters_pending(self, limit: int) -> list[tuple[Matter, str]]:
        """Return (matter, key) of what is to be judged again, in order."""
        rows = self._db.execute("SELECT matter, key FROM matter_pending ORDER BY matter, key LIMIT ?", (limit,))
        return [(matter, str(key)) for matter, key in rows]

    def commitment_reports(self, key: str) -> list[CommitmentReport]:
        """Return the reports of commitments under a key, by id."""
        return [unpack(CommitmentReport, record) for record in self._reports("commitment", key)]

    def channel_reports(self, key: str) -> list[ChannelReport]:
        """Return the reports of channels under a key, by id."""
        return [unpack(ChannelReport, record) for record in self._reports("channel", key)]

    def position_reports(self, key: str) -> list[PositionReport]:
        """Return the reports of where a side stands on an issue, by id."""
        return [unpack(PositionReport, record) for record in self._reports("position", key)]

    def _reports(self, matter: Matter, key: str) -> list[bytes]:
        rows = self._db.execute("SELECT record FROM report WHERE matter = ? AND key = ? ORDER BY id", (matter, key))
        return [row[0] for row in rows]

    def meetings_in(self, documents: Iterable[str]) -> list[Meeting]:
        """Return the meetings that some documents report, by id."""
        found: dict[str, bytes] = {}
        for document in documents:
            found.update(
                self._db.execute(
                    "SELECT matter.id, matter.record FROM event JOIN matter ON matter.key = event.happening"
                    " WHERE matter.matter = 'meeting' AND"
                    " event.document = (SELECT number FROM document WHERE id = ?)",
                    (document,),
                ).fetchall()
            )
        return [unpack(Meeting, found[each]) for each in sorted(found)]

    def put_matters(
        self,
        matter: Matter,
        key: str,
        judged: Sequence[Commitment] | Sequence[Channel] | Sequence[Position],
        rejected: Sequence[Commitment] | Sequence[Channel] = (),
    ) -> None:
        """Write what was judged under a key, in place of what was judged before.

        Args:
            matter: what is judged.
            key: the key of its reports.
            judged: what stands in the record.
            rejected: what the machine read and a person said is none.
        """
        with self._transaction() as db:
            drop_matters(db, matter, key)
            for record in judged:
                _put_matter(db, matter, key, record)
            db.execute("DELETE FROM machine_reading WHERE matter = ? AND key = ?", (matter, key))
            db.executemany(
                "INSERT INTO machine_reading (target, matter, key, record) VALUES (?, ?, ?, ?)",
                [(record.id, matter, key, pack(record)) for record in rejected],
            )
            db.execute("DELETE FROM matter_pending WHERE matter = ? AND key = ?", (matter, key))

    # --- decisions -------------------------------------------------------------------------------------------------

    def add_decision(self, decision: Decision) -> None:
        """Keep what a person decided, and let what it speaks of be read or judged again."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO decision (id, record) VALUES (?, ?)", (decision.id, _as_text(decision)))
            db.execute(
                "INSERT OR IGNORE INTO matter_pending SELECT matter, key FROM matter WHERE id = ?1"
                " UNION SELECT matter, key FROM machine_reading WHERE target = ?1 AND key IS NOT NULL",
                (decision.target,),
            )
            db.execute(
                "UPDATE document SET content_known = 0 WHERE number IN (SELECT document FROM statement WHERE id = ?1"
                " UNION SELECT document FROM event WHERE id = ?1"
                " UNION SELECT document FROM machine_reading WHERE target = ?1)",
                (decision.target,),
            )

    def decisions(self) -> list[Decision]:
        """Return what persons decided, by id."""
        rows = self._db.execute("SELECT record FROM decision ORDER BY id")
        return [from_json(Decision, json.loads(row[0])) for row in rows]

    def country_counts(self) -> list[tuple[str, int]]:
        """Return (country, weight) of all countries that speak or are spoken to, heaviest first."""
        rows = self._db.execute(
            """
            SELECT country, sum(weight) FROM (
                SELECT side AS country, count(*) AS weight FROM statement WHERE side IS NOT NULL GROUP BY side
                UNION ALL
                SELECT country, sum(documents) FROM actor_account WHERE country IS NOT NULL GROUP BY country
            ) GROUP BY country ORDER BY 2 DESC, 1
            """
        )
        return [(str(country), int(weight)) for country, weight in rows]


def _as_text(decision: Decision) -> str:
    # As plain text: the one thing in the file that cannot be made again.
    return json.dumps(to_json(decision), ensure_ascii=False, sort_keys=True)


def _put_matter(
    db: sqlite3.Connection, matter: Matter, key: str, record: Commitment | Channel | Position | Meeting
) -> None:
    issue, date, parties = _columns(record)
    db.execute(
        "INSERT INTO matter (id, matter, key, issue, date, record) VALUES (?, ?, ?, ?, ?, ?)",
        (record.id, matter, key, issue, date, pack(record)),
    )
    db.executemany("INSERT INTO matter_party VALUES (?, ?)", [(party, record.id) for party in sorted(set(parties))])


def _columns(record: Commitment | Channel | Position | Meeting) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return the issue, the latest day and the parties of a record."""
    if isinstance(record, Commitment):
        dates = [step.date.date for step in record.history if step.date.date]
        return record.issue, max(dates, default=None), (*record.obligor, *record.beneficiary)
    if isinstance(record, Channel):
        return None, record.as_of, record.parties
    if isinstance(record, Position):
        return record.issue, record.last_seen, (record.side,)
    return None, record.date.date, record.parties
