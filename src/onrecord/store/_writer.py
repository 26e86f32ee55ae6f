"""Writing a record: every method is one transaction, so a process killed at any moment loses nothing committed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from onrecord.records import (
    READ_ROLES,
    Actor,
    Derivation,
    Document,
    Mention,
    Statement,
    Unreadable,
    Utterance,
)
from onrecord.store._file import connect_writer, sole_writer
from onrecord.store._packing import pack, pack_document, pack_keys, pack_text, unpack, unpack_document, unpack_keys

Finding = TypeVar("Finding")


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What the one-document stages made of one page."""

    path: str
    """Where it was read from."""
    page_key: str
    """Digest of the page as read and of everything that decides what is made of it."""
    document: Document
    """The document, dated by itself."""
    keys: tuple[int, ...]
    """Look-up keys of the fingerprint, 64-bit signed."""


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
    failures: tuple[tuple[str, str, str], ...] = ()
    """Stages that failed: (stage, reason, detail)."""


def _forget_keys(db: sqlite3.Connection, table: str, holder_column: str, holder: int, keys: bytes) -> None:
    db.executemany(
        f"DELETE FROM {table} WHERE key = ? AND {holder_column} = ?",  # noqa: S608 (fixed names only)
        [(key, holder) for key in unpack_keys(keys)],
    )


def _bits(record_id: str) -> int:
    """Return the 64 bits of an id as SQLite keeps integers, in the order of the ids."""
    return int(record_id[-16:], 16) - (1 << 63)


def _id(kind: str, bits: int) -> str:
    return f"{kind}-{bits + (1 << 63):016x}"


def searchable_body(document: Document) -> str:
    """Return the words of a document that searching looks at: what is read, never the junk around it."""
    return "\n".join(document.text[part.start : part.end] for part in document.roles if part.role in READ_ROLES)


def statement_words(statement: Statement) -> tuple[str, str]:
    """Return what searching looks at in a statement: its content and the words that name its speaker."""
    return " … ".join(span.quote for span in statement.content), statement.speaker_text


def said_interval(statement: Statement) -> tuple[str | None, str | None]:
    """Return the first and last day a statement can have been made, ISO 8601, as far as known."""
    date = statement.said_on.date
    if date is None:
        return None, None
    first, _, last = date.partition("/")
    return first_day(first), last_day(last or first)


def first_day(date: str) -> str:
    """Return the first day of a day, month or year."""
    return date + "-01-01"[-(10 - len(date)) :] if len(date) in (4, 7) else date


def last_day(date: str) -> str:
    """Return the last day of a day, month or year."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        following = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return datetime.fromtimestamp(following.timestamp() - 86_400, UTC).date().isoformat()
    return date


class Writer:
    """The one writer of a record file.

    Args:
        path: the file; made when absent.

    Raises:
        RecordFileError: the file cannot be made, is something else, is newer, or is being written by another process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._exit = ExitStack()
        try:
            self._exit.enter_context(sole_writer(path))
            self._db = connect_writer(path)
        except BaseException:
            self._exit.close()
            raise
        self._exit.callback(self._close)

    def _close(self) -> None:
        # Put the log back into the file, so that a finished record is one file to copy.
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # --- the record as a whole -------------------------------------------------------------------------------------

    def setting(self, key: str) -> str | None:
        """Return a setting of the record, None where it was never set."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_settings(self, **settings: str) -> None:
        """Set settings of the record."""
        with self._transaction() as db:
            db.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", settings.items())

    def set_changed_settings(self, **settings: str) -> None:
        """Set settings of the record; those that have the value already are not written again."""
        changed = {key: value for key, value in settings.items() if self.setting(key) != value}
        if changed:
            self.set_settings(**changed)

    def begin_build(self, version: str) -> int:
        """Note that a build begins and return its number."""
        with self._transaction() as db:
            row = db.execute(
                "INSERT INTO build (version, started) VALUES (?, ?) RETURNING number",
                (version, datetime.now(UTC).isoformat(timespec="seconds")),
            ).fetchone()
        return int(row[0])

    def end_build(self, build: int) -> None:
        """Note that a build came to its end."""
        with self._transaction() as db:
            ended = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("UPDATE build SET ended = ? WHERE number = ?", (ended, build))

    def add_timings(self, build: int, timings: Iterable[tuple[str, int, float]]) -> None:
        """Add (stage, documents, seconds) to what a build cost."""
        with self._transaction() as db:
            db.executemany(
                "INSERT INTO timing (build, stage, documents, seconds) VALUES (?, ?, ?, ?) ON CONFLICT (build, stage)"
                " DO UPDATE SET documents = documents + excluded.documents, seconds = seconds + excluded.seconds",
                [(build, *timing) for timing in timings],
            )

    def counts(self) -> tuple[int, int, int]:
        """Return how many documents, families and statements the record holds."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM document), (SELECT count(DISTINCT family) FROM document),"
            " (SELECT count(*) FROM statement)"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    # --- pages -----------------------------------------------------------------------------------------------------

    def knows_file(self, path: str, sha256: str, read_key: str) -> bool:
        """Tell whether a file was read to its end with these bytes and this reading."""
        row = self._db.execute("SELECT sha256, read_key FROM source_file WHERE path = ?", (path,)).fetchone()
        return row is not None and (row[0], row[1]) == (sha256, read_key)

    def knows_page(self, page_key: str) -> str | None:
        """Return the id of the document made of such a page before, None where there is none."""
        row = self._db.execute("SELECT id FROM document WHERE page_key = ? LIMIT 1", (page_key,)).fetchone()
        return None if row is None else str(row[0])

    def add_pages(
        self,
        file: str,
        file_sha256: str,
        read_key: str,
        pages: Sequence[StoredPage],
        sightings: Sequence[tuple[str, str]] = (),
        unreadable: Sequence[Unreadable] = (),
        *,
        build: int,
    ) -> None:
        """Take in a batch of pages of one file.

        Args:
            file: the file as the user named it.
            file_sha256: digest of its bytes.
            read_key: digest of how it is read.
            pages: new pages with what the page stages made of them.
            sightings: (path, document id) of pages the record knows already.
            unreadable: entries that could not be read.
            build: number of the running build.
        """
        with self._transaction() as db:
            seen = [*((page.path, self._put_document(db, page, build)) for page in pages), *sightings]
            for path, document in seen:
                db.execute(
                    "INSERT OR REPLACE INTO sighting (path, document, file, file_sha256, read_key)"
                    " VALUES (?, (SELECT number FROM document WHERE id = ?), ?, ?, ?)",
                    (path, document, file, file_sha256, read_key),
                )
            db.executemany(
                "INSERT OR REPLACE INTO unreadable (file, path, reason, detail) VALUES (?, ?, ?, ?)",
                [(file, entry.path, entry.reason, entry.detail) for entry in unreadable],
            )

    def _put_document(self, db: sqlite3.Connection, page: StoredPage, build: int) -> str:
        document = page.document
        known = db.execute("SELECT number, page, text, keys FROM document WHERE id = ?", (document.id,)).fetchone()
        holder = _bits(document.id)
        if known is None:
            row = db.execute(
                "INSERT INTO document (id, text, page_key, page, keys, family, title, outlet, kind, published, build)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                (
                    document.id,
                    pack_text(document.text),
                    page.page_key,
                    pack_document(document),
                    pack_keys(page.keys),
                    document.id,
                    document.title,
                    document.outlet,
                    document.kind,
                    document.published.date,
                    build,
                ),
            ).fetchone()
            number = int(row[0])
        else:
            number = int(known[0])
            stored = unpack_document(known[1], known[2])
            # The same bytes under two names: the record shows the name that sorts first, whichever came first.
            document = replace(document, path=min(document.path, stored.path))
            self._forget_words(db, number)
            db.execute(
                "UPDATE document SET page_key = ?, page = ?, record = NULL, keys = ?, compared = 0, family_known = 0,"
                " content_known = 0 WHERE number = ?",
                (page.page_key, pack_document(document), pack_keys(page.keys), number),
            )
            _forget_keys(db, "fingerprint_key", "document", holder, known[3])
        db.execute(
            "INSERT INTO document_words (rowid, title, body) VALUES (?, ?, ?)",
            (number, document.title, searchable_body(document)),
        )
        db.executemany("INSERT OR IGNORE INTO fingerprint_key VALUES (?, ?)", [(key, holder) for key in page.keys])
        return document.id

    def _forget_words(self, db: sqlite3.Connection, number: int) -> None:
        text, page = db.execute("SELECT text, page FROM document WHERE number = ?", (number,)).fetchone()
        old = unpack_document(page, text)
        db.execute(
            "INSERT INTO document_words (document_words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
            (number, old.title, searchable_body(old)),
        )

    def add_sightings(self, file: str, file_sha256: str, read_key: str, sightings: Sequence[tuple[str, str]]) -> None:
        """Note that known documents were met again; a document keeps the path that sorts first."""
        if not sightings:
            return
        self.add_pages(file, file_sha256, read_key, (), sightings, build=0)
        with self._transaction() as db:
            for path, document in sightings:
                text, page = db.execute("SELECT text, page FROM document WHERE id = ?", (document,)).fetchone()
                stored = unpack_document(page, text)
                if path < stored.path:
                    db.execute(
                        "UPDATE document SET page = ?, family_known = 0 WHERE id = ?",
                        (pack_document(replace(stored, path=path)), document),
                    )

    def finish_file(self, file: str, sha256: str, read_key: str, *, size: int, pages: int, unreadable: int) -> None:
        """Note that a file was read to its end, and drop what an older way of reading the same bytes had made of it."""
        with self._transaction() as db:
            stale = db.execute(
                "SELECT document FROM sighting WHERE file = ? AND file_sha256 = ? AND read_key <> ?",
                (file, sha256, read_key),
            ).fetchall()
            db.execute(
                "DELETE FROM sighting WHERE file = ? AND file_sha256 = ? AND read_key <> ?", (file, sha256, read_key)
            )
            for (number,) in stale:
                if not db.execute("SELECT 1 FROM sighting WHERE document = ? LIMIT 1", (number,)).fetchone():
                    self._drop_document(db, int(number))
            if unreadable == 0:
                db.execute("DELETE FROM unreadable WHERE file = ?", (file,))
            db.execute(
                "INSERT OR REPLACE INTO source_file (path, sha256, read_key, bytes, pages, unreadable)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (file, sha256, read_key, size, pages, unreadable),
            )

    def _drop_document(self, db: sqlite3.Connection, number: int) -> None:
        row = db.execute("SELECT id, keys FROM document WHERE number = ?", (number,)).fetchone()
        if row is None:
            return
        document = str(row[0])
        _forget_keys(db, "fingerprint_key", "document", _bits(document), row[1])
        self._drop_content(db, number, document)
        self._forget_words(db, number)
        related = db.execute(
            "SELECT CASE a WHEN ?1 THEN b ELSE a END FROM derivation WHERE a = ?1 OR b = ?1", (document,)
        ).fetchall()
        db.executemany("UPDATE document SET family_known = 0 WHERE id = ?", related)
        db.execute("DELETE FROM derivation WHERE a = ?1 OR b = ?1", (document,))
        db.execute("DELETE FROM document WHERE number = ?", (number,))

    def page_failed(self, path: str, file: str, reason: str, detail: str) -> None:
        """Note that no document could be made of a page."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?)", (file, path, reason, detail))

    # --- families --------------------------------------------------------------------------------------------------

    def compare_pending(self, limit: int) -> list[Document]:
        """Return documents not compared with others yet, oldest first, as they were after the page stages."""
        return self._pages_where("compared = 0", limit)

    def families_pending(self, limit: int) -> list[str]:
        """Return ids of documents whose family is not judged yet, oldest first."""
        rows = self._db.execute("SELECT id FROM document WHERE family_known = 0 ORDER BY number LIMIT ?", (limit,))
        return [str(row[0]) for row in rows]

    def _pages_where(self, condition: str, limit: int) -> list[Document]:
        rows = self._db.execute(
            f"SELECT page, text FROM document WHERE {condition} ORDER BY number LIMIT ?",  # noqa: S608 (fixed names)
            (limit,),
        )
        return [unpack_document(page, text) for page, text in rows]

    def count_pending(self) -> tuple[int, int, int]:
        """Return how many documents wait for their family, how many for their content, and how many statements wait."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM document WHERE compared = 0 OR family_known = 0),"
            " (SELECT count(*) FROM document WHERE content_known = 0),"
            " (SELECT count(*) FROM statement WHERE words_compared = 0 OR utterance_known = 0)"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def holders_of_keys(self, document: str, most: int) -> list[tuple[int, str]]:
        """Return (key, document) for the look-up keys of ``document``: of each key the first ``most`` holders by id."""
        (keys,) = self._db.execute("SELECT keys FROM document WHERE id = ?", (document,)).fetchone()
        return [
            (key, _id("doc", int(holder)))
            for key in unpack_keys(keys)
            for (holder,) in self._db.execute(
                "SELECT document FROM fingerprint_key WHERE key = ? ORDER BY document LIMIT ?", (key, most)
            )
        ]

    def related_to(self, document: str) -> set[str]:
        """Return the ids of documents whose relation to ``document`` is known."""
        rows = self._db.execute(
            "SELECT CASE a WHEN ?1 THEN b ELSE a END FROM derivation WHERE a = ?1 OR b = ?1", (document,)
        )
        return {str(row[0]) for row in rows}

    def pages(self, documents: Iterable[str]) -> list[Document]:
        """Return documents as they were after the page stages, in the order asked for."""
        found = []
        for document in documents:
            page, text = self._db.execute("SELECT page, text FROM document WHERE id = ?", (document,)).fetchone()
            found.append(unpack_document(page, text))
        return found

    def add_derivations(self, document: str, derivations: Iterable[tuple[Derivation, bool]]) -> None:
        """Note that a document was compared, and its relations: (derivation, whether it folds both into one family).

        The families on both sides are judged again.
        """
        with self._transaction() as db:
            touched = {document}
            for found, folds in derivations:
                db.execute(
                    "INSERT OR REPLACE INTO derivation (a, b, folds, record) VALUES (?, ?, ?, ?)",
                    (min(found.a, found.b), max(found.a, found.b), int(folds), pack(found)),
                )
                touched |= {found.a, found.b}
            db.executemany("UPDATE document SET family_known = 0 WHERE id = ?", [(each,) for each in sorted(touched)])
            db.execute("UPDATE document SET compared = 1 WHERE id = ?", (document,))

    def family(self, document: str) -> tuple[list[Document], list[Derivation]]:
        """Return all members of a document's family, as they were after the page stages, and how they are related."""
        members = [
            str(row[0])
            for row in self._db.execute(
                """
                WITH RECURSIVE member (id) AS (
                    VALUES (?)
                    UNION SELECT derivation.b FROM member JOIN derivation ON derivation.a = member.id WHERE folds = 1
                    UNION SELECT derivation.a FROM member JOIN derivation ON derivation.b = member.id WHERE folds = 1
                ) SELECT id FROM member ORDER BY id
                """,
                (document,),
            )
        ]
        derivations = [
            unpack(Derivation, row[0])
            for member in members
            for row in self._db.execute("SELECT record FROM derivation WHERE a = ? ORDER BY b", (member,))
        ]
        inside = set(members)
        return self.pages(members), [found for found in derivations if found.b in inside]

    def put_family(self, documents: Sequence[Document]) -> None:
        """Write the judged documents of one family; content is read again where that changed."""
        name = min(document.id for document in documents)
        with self._transaction() as db:
            for document in documents:
                db.execute(
                    "UPDATE document SET"
                    " content_known = CASE WHEN coalesce(record, page) = ?1 THEN content_known ELSE 0 END,"
                    " record = nullif(?1, page), family_known = 1, family = ?2, kind = ?3, published = ?4, title = ?5,"
                    " outlet = ?6, rejected_date = ?7 WHERE id = ?8",
                    (
                        pack_document(document),
                        name,
                        document.kind,
                        document.published.date or document.published.earliest,
                        document.title,
                        document.outlet,
                        int(any(claim.accepted is False for claim in document.claimed_dates)),
                        document.id,
                    ),
                )

    # --- content ---------------------------------------------------------------------------------------------------

    def require_content(self, content_key: str) -> None:
        """Let all content be read again when the content stages or the reference data changed since the last build."""
        if self.setting("content_key") == content_key:
            return
        with self._transaction() as db:
            db.execute("UPDATE document SET content_known = 0")
            db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('content_key', ?)", (content_key,))

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
            holder = _bits(statement.id)
            db.executemany("INSERT OR IGNORE INTO statement_key VALUES (?, ?)", [(part, holder) for part in keys])
            db.execute(
                "INSERT INTO statement_words (rowid, content, speaker) VALUES (?, ?, ?)",
                (key, *statement_words(statement)),
            )

    def _drop_content(self, db: sqlite3.Connection, number: int, document: str) -> None:
        for key, statement, keys, record in db.execute(
            "SELECT number, id, keys, record FROM statement WHERE document = ?", (number,)
        ).fetchall():
            db.execute(
                "INSERT INTO statement_words (statement_words, rowid, content, speaker) VALUES ('delete', ?, ?, ?)",
                (key, *statement_words(unpack(Statement, record))),
            )
            # What was said in the same words is judged again without it.
            db.execute(
                "UPDATE statement SET utterance_known = 0 WHERE id IN"
                " (SELECT CASE a WHEN ?1 THEN b ELSE a END FROM likeness WHERE a = ?1 OR b = ?1)",
                (statement,),
            )
            db.execute("DELETE FROM likeness WHERE a = ?1 OR b = ?1", (statement,))
            db.execute("DELETE FROM utterance WHERE id = (SELECT utterance FROM statement WHERE number = ?)", (key,))
            db.execute("DELETE FROM statement_issue WHERE statement = ?", (key,))
            _forget_keys(db, "statement_key", "statement", _bits(statement), keys)
        db.execute("DELETE FROM statement WHERE document = ?", (number,))
        db.execute("DELETE FROM mentions WHERE document = ?", (number,))
        accounts = db.execute("SELECT account FROM actor_document WHERE document = ?", (number,)).fetchall()
        db.execute("DELETE FROM actor_document WHERE document = ?", (number,))
        db.executemany("UPDATE actor_account SET documents = documents - 1 WHERE number = ?", accounts)
        db.executemany("DELETE FROM actor_account WHERE number = ? AND documents <= 0", accounts)
        db.execute("DELETE FROM failure WHERE document = ?", (document,))

    # --- the same words --------------------------------------------------------------------------------------------

    def words_pending(self, limit: int) -> list[str]:
        """Return ids of statements whose words were not compared with those of others yet."""
        rows = self._db.execute("SELECT id FROM statement WHERE words_compared = 0 ORDER BY number LIMIT ?", (limit,))
        return [str(row[0]) for row in rows]

    def utterances_pending(self, limit: int) -> list[str]:
        """Return ids of statements whose utterance is not judged yet."""
        rows = self._db.execute("SELECT id FROM statement WHERE utterance_known = 0 ORDER BY number LIMIT ?", (limit,))
        return [str(row[0]) for row in rows]

    def holders_of_words(self, statement: str, most: int) -> list[tuple[int, str]]:
        """Return (key, statement) for the keys of ``statement``: of each key the first ``most`` holders by id."""
        (keys,) = self._db.execute("SELECT keys FROM statement WHERE id = ?", (statement,)).fetchone()
        return [
            (key, _id("stmt", int(holder)))
            for key in unpack_keys(keys)
            for (holder,) in self._db.execute(
                "SELECT statement FROM statement_key WHERE key = ? ORDER BY statement LIMIT ?", (key, most)
            )
        ]

    def statements(self, statements: Iterable[str]) -> list[Statement]:
        """Return statements by id, in the order asked for."""
        found = []
        for statement in statements:
            (record,) = self._db.execute("SELECT record FROM statement WHERE id = ?", (statement,)).fetchone()
            found.append(unpack(Statement, record))
        return found

    def add_likenesses(self, compared: Iterable[tuple[str, Sequence[tuple[str, str, Any]]]]) -> None:
        """Note that statements were compared, and which have the same words: (id, [(id, id, the finding)]).

        The utterances on both sides are judged again.
        """
        with self._transaction() as db:
            for statement, findings in compared:
                db.executemany(
                    "INSERT OR REPLACE INTO likeness (a, b, record) VALUES (?, ?, ?)",
                    [(a, b, pack(finding)) for a, b, finding in findings],
                )
                touched = {statement, *(each for a, b, _ in findings for each in (a, b))}
                db.executemany(
                    "UPDATE statement SET utterance_known = 0 WHERE id = ?", [(each,) for each in sorted(touched)]
                )
                db.execute("UPDATE statement SET words_compared = 1 WHERE id = ?", (statement,))

    def words_group(self, statement: str, finding_type: type[Finding]) -> tuple[list[Statement], list[Finding]]:
        """Return all statements tied to one by the same words, directly or through others, and the findings."""
        members = [
            str(row[0])
            for row in self._db.execute(
                """
                WITH RECURSIVE member (id) AS (
                    VALUES (?)
                    UNION SELECT likeness.b FROM member JOIN likeness ON likeness.a = member.id
                    UNION SELECT likeness.a FROM member JOIN likeness ON likeness.b = member.id
                ) SELECT id FROM member ORDER BY id
                """,
                (statement,),
            )
        ]
        findings = [
            unpack(finding_type, row[0])
            for member in members
            for row in self._db.execute("SELECT record FROM likeness WHERE a = ? ORDER BY b", (member,))
        ]
        return self.statements(members), findings

    def documents_of(self, statements: Sequence[Statement]) -> list[Document]:
        """Return the documents that tell some statements, by id."""
        found = []
        for document in sorted({statement.document for statement in statements}):
            record, text = self._db.execute("SELECT record, text FROM judged WHERE id = ?", (document,)).fetchone()
            found.append(unpack_document(record, text))
        return found

    def put_utterances(self, group: Sequence[Statement], utterances: Sequence[Utterance]) -> None:
        """Write the utterances of a whole group of statements in place of those they were in before."""
        with self._transaction() as db:
            for statement in group:
                db.execute(
                    "DELETE FROM utterance WHERE id = (SELECT utterance FROM statement WHERE id = ?)", (statement.id,)
                )
                db.execute("UPDATE statement SET utterance = NULL, utterance_known = 1 WHERE id = ?", (statement.id,))
            for utterance in utterances:
                db.execute(
                    "INSERT OR REPLACE INTO utterance (id, record) VALUES (?, ?)", (utterance.id, pack(utterance))
                )
                db.executemany(
                    "UPDATE statement SET utterance = ? WHERE id = ?",
                    [(utterance.id, statement) for statement in utterance.statements],
                )

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
