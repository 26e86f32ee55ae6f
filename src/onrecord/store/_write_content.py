"""Writing what documents say: actors, mentions, statements, events, and reports of commitments and channels."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import (
    Actor,
    ChannelReport,
    CommitmentReport,
    Document,
    Event,
    Mention,
    PositionReport,
    Statement,
)
from onrecord.store._days import event_interval, said_interval
from onrecord.store._groups import EVENTS, STATEMENTS, forget_likenesses
from onrecord.store._packing import pack, pack_keys, unpack, unpack_document
from onrecord.store._write_base import WriterBase

REPORTS = {"commitment": CommitmentReport, "channel": ChannelReport, "position": PositionReport}
"""What single passages report, by the matter that it adds up to."""
_MATTERS = {report: matter for matter, report in REPORTS.items()}


@dataclass(frozen=True, slots=True)
class StoredContent:
    """What the content stages found in one document."""

    document: str
    """Id of the document."""
    actors: tuple[Actor, ...]
    """Who is spoken of."""
    mentions: tuple[Mention, ...]
    """Where."""
    statements: tuple[Statement, ...]
    """Who says what."""
    keys: tuple[tuple[int, ...], ...]
    """Look-up keys of each statement, in the order of ``statements``."""
    events: tuple[Event, ...] = ()
    """Who did what to whom."""
    event_keys: tuple[tuple[int, ...], ...] = ()
    """Look-up keys of each event, in the order of ``events``."""
    reports: tuple[CommitmentReport | ChannelReport | PositionReport, ...] = ()
    """What single passages say of commitments, channels and positions."""
    machine_readings: tuple[Statement | Event, ...] = ()
    """What the machine read where a person decided."""
    failures: tuple[tuple[str, str, str], ...] = ()
    """Stages that failed: (stage, reason, detail)."""


def statement_words(statement: Statement) -> tuple[str, str]:
    """Return what searching looks at in a statement: its content and the words that name its speaker."""
    return " … ".join(span.quote for span in statement.content), statement.speaker_text


class ContentWriter(WriterBase):
    """Writes what documents say."""

    # --- content ---------------------------------------------------------------------------------------------------

    def require_content(self, content_key: str) -> None:
        """Let all content be read again when the content stages or the reference data changed since the last build."""
        if self.setting("content_key") == content_key:
            return
        with self._transaction() as db:
            db.execute("UPDATE document SET content_known = 0")
            db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('content_key', ?)", (content_key,))

    def try_again(self, reasons: Sequence[str]) -> None:
        """Let the content of documents be read again that failed for one of these reasons."""
        with self._transaction() as db:
            db.executemany(
                "UPDATE document SET content_known = 0 WHERE id IN (SELECT document FROM failure WHERE reason = ?)",
                [(reason,) for reason in reasons],
            )

    def content_pending(self, limit: int, after: int = 0) -> list[tuple[int, Document]]:
        """Return (number, document) of documents whose content is to be read, in order, those beyond ``after``."""
        rows = self._db.execute(
            "SELECT number, record, text FROM judged WHERE content_known = 0 AND number > ? ORDER BY number LIMIT ?",
            (after, limit),
        )
        return [(int(number), unpack_document(record, text)) for number, record, text in rows]

    def put_content(self, contents: Sequence[StoredContent]) -> None:
        """Write what was found in some documents, in place of what was found before."""
        with self._transaction() as db:
            for content in contents:
                row = db.execute("SELECT number FROM document WHERE id = ?", (content.document,)).fetchone()
                number = int(row[0])
                self._drop_content(db, number, content.document)
                self._put_actors(db, number, content)
                self._put_statements(db, number, content)
                self._put_events(db, number, content)
                self._put_reports(db, number, content)
                db.executemany(
                    "INSERT INTO machine_reading (target, document, record) VALUES (?, ?, ?)",
                    [(each.id, number, pack(each)) for each in content.machine_readings],
                )
                db.executemany(
                    "INSERT OR REPLACE INTO failure (document, stage, reason, detail) VALUES (?, ?, ?, ?)",
                    [(content.document, *failure) for failure in content.failures],
                )
                db.execute("UPDATE document SET content_known = 1 WHERE number = ?", (number,))

    def _put_actors(self, db: sqlite3.Connection, number: int, content: StoredContent) -> None:
        counts: dict[str, int] = {}
        for mention in content.mentions:
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
        db.execute("INSERT INTO mentions (document, records) VALUES (?, ?)", (number, pack(content.mentions)))
        for actor in content.actors:
            account = pack(actor)
            row = db.execute(
                "INSERT INTO actor_account (actor, country, record, documents) VALUES (?, ?, ?, 1)"
                " ON CONFLICT (actor, record) DO UPDATE SET documents = documents + 1 RETURNING number",
                (actor.id, actor.country, account),
            ).fetchone()
            db.execute(
                "INSERT INTO actor_document (document, account, mentions) VALUES (?, ?, ?)",
                (number, row[0], counts.get(actor.id, 0)),
            )

    def _put_statements(self, db: sqlite3.Connection, number: int, content: StoredContent) -> None:
        sides = {actor.id: actor.country for actor in content.actors}
        for position, (statement, keys) in enumerate(zip(content.statements, content.keys, strict=True)):
            said_from, said_until = said_interval(statement)
            row = db.execute(
                "INSERT INTO statement (id, document, position, speaker, side, addressee, mode, said_from, said_until,"
                " keys, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                (
                    statement.id,
                    number,
                    position,
                    statement.speaker,
                    sides.get(statement.speaker or ""),
                    statement.addressee,
                    statement.mode,
                    said_from,
                    said_until,
                    pack_keys(keys),
                    pack(statement),
                ),
            ).fetchone()
            key = int(row[0])
            db.executemany("INSERT INTO statement_issue VALUES (?, ?)", [(issue, key) for issue in statement.issues])
            STATEMENTS.put_keys(db, statement.id, keys)
            db.execute(
                "INSERT INTO statement_words (rowid, content, speaker) VALUES (?, ?, ?)",
                (key, *statement_words(statement)),
            )

    def _put_events(self, db: sqlite3.Connection, number: int, content: StoredContent) -> None:
        for position, (event, keys) in enumerate(zip(content.events, content.event_keys, strict=True)):
            first, last = event_interval(event.date)
            row = db.execute(
                "INSERT INTO event (id, document, position, type, status, quad, date_from, date_until, keys, record)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                (
                    event.id,
                    number,
                    position,
                    event.event,
                    event.status,
                    event.quad_code,
                    first,
                    last,
                    pack_keys(keys),
                    pack(event),
                ),
            ).fetchone()
            key = int(row[0])
            countries = {each.country for each in (*event.actor, *event.recipient) if each.country}
            db.executemany("INSERT INTO event_country VALUES (?, ?)", [(country, key) for country in sorted(countries)])
            db.executemany("INSERT OR IGNORE INTO event_issue VALUES (?, ?)", [(issue, key) for issue in event.issues])
            EVENTS.put_keys(db, event.id, keys)

    def _put_reports(self, db: sqlite3.Connection, number: int, content: StoredContent) -> None:
        for report in content.reports:
            matter = _MATTERS[type(report)]
            db.execute(
                "INSERT INTO report (id, document, matter, key, record) VALUES (?, ?, ?, ?, ?)",
                (report.id, number, matter, report.key, pack(report)),
            )
            db.execute("INSERT OR IGNORE INTO matter_pending VALUES (?, ?)", (matter, report.key))

    def _drop_content(self, db: sqlite3.Connection, number: int, document: str) -> None:
        judge_matters_again(db, number)
        self._drop_events(db, number)
        db.execute("DELETE FROM machine_reading WHERE document = ?", (number,))
        db.execute("DELETE FROM report WHERE document = ?", (number,))
        for key, statement, keys, record in db.execute(
            "SELECT number, id, keys, record FROM statement WHERE document = ?", (number,)
        ).fetchall():
            db.execute(
                "INSERT INTO statement_words (statement_words, rowid, content, speaker) VALUES ('delete', ?, ?, ?)",
                (key, *statement_words(unpack(Statement, record))),
            )
            forget_likenesses(db, STATEMENTS, statement)
            db.execute("DELETE FROM utterance WHERE id = (SELECT utterance FROM statement WHERE number = ?)", (key,))
            db.execute("DELETE FROM statement_issue WHERE statement = ?", (key,))
            STATEMENTS.drop_keys(db, statement, keys)
        db.execute("DELETE FROM statement WHERE document = ?", (number,))
        db.execute("DELETE FROM mentions WHERE document = ?", (number,))
        accounts = db.execute("SELECT account FROM actor_document WHERE document = ?", (number,)).fetchall()
        db.execute("DELETE FROM actor_document WHERE document = ?", (number,))
        db.executemany("UPDATE actor_account SET documents = documents - 1 WHERE number = ?", accounts)
        db.executemany("DELETE FROM actor_account WHERE number = ? AND documents <= 0", accounts)
        db.execute("DELETE FROM failure WHERE document = ?", (document,))

    def _drop_events(self, db: sqlite3.Connection, number: int) -> None:
        for key, event, keys, happening in db.execute(
            "SELECT number, id, keys, happening FROM event WHERE document = ?", (number,)
        ).fetchall():
            forget_likenesses(db, EVENTS, event)
            drop_happening(db, happening)
            db.execute("DELETE FROM event_country WHERE event = ?", (key,))
            db.execute("DELETE FROM event_issue WHERE event = ?", (key,))
            EVENTS.drop_keys(db, event, keys)
        db.execute("DELETE FROM event WHERE document = ?", (number,))


def judge_matters_again(db: sqlite3.Connection, number: int) -> None:
    """Let everything be judged again that a document takes part in: its happenings, and what it reports."""
    db.execute("UPDATE event SET happening_known = 0 WHERE document = ?", (number,))
    db.execute(
        "INSERT OR IGNORE INTO matter_pending SELECT DISTINCT matter, key FROM report WHERE document = ?", (number,)
    )


def drop_happening(db: sqlite3.Connection, happening: str | None) -> None:
    """Drop a happening with its meeting; its events must be judged again, or go."""
    if happening is None:
        return
    row = db.execute("DELETE FROM happening WHERE id = ? RETURNING number", (happening,)).fetchone()
    if row is not None:
        db.execute("DELETE FROM happening_party WHERE happening = ?", row)
        db.execute("DELETE FROM happening_issue WHERE happening = ?", row)
    drop_matters(db, "meeting", happening)


def drop_matters(db: sqlite3.Connection, matter: str, key: str) -> None:
    """Drop what was judged under a key."""
    db.execute(
        "DELETE FROM matter_party WHERE matter IN (SELECT id FROM matter WHERE matter = ? AND key = ?)", (matter, key)
    )
    db.execute("DELETE FROM matter WHERE matter = ? AND key = ?", (matter, key))
