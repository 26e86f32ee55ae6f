"""Writing documents: pages as read, and what their families make of them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.records import READ_ROLES, Derivation, Document, Published, Unreadable
from onrecord.store._lookup import COPY_KEYS, FEWEST_STORY_KEYS, STORY_KEYS
from onrecord.store._packing import pack, pack_document, pack_keys, pack_text, unpack, unpack_document, unpack_keys
from onrecord.store._write_content import ContentWriter, judge_matters_again

_KEY_BYTES = 8

WIDEST_RANGE = 366
"""A wider range of days says too little of when a document was published to list it under (days)."""


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
    story_keys: tuple[int, ...] = ()
    """Look-up keys of the story, 64-bit signed."""


def searchable_body(document: Document) -> str:
    """Return the words of a document that searching looks at: what is read, never the junk around it."""
    return "\n".join(document.text[part.start : part.end] for part in document.roles if part.role in READ_ROLES)


def day_listed(published: Published) -> str | None:
    """Return the day a document is listed and counted under, None where it is not known well enough.

    The judged date, else the first day of a closed range of at most ``WIDEST_RANGE`` days: "not before 1848" is no date
    of publication.
    """
    if published.date is not None or published.earliest is None or published.latest is None:
        return published.date
    try:
        width = date.fromisoformat(published.latest) - date.fromisoformat(published.earliest)
    except ValueError:
        return None
    return published.earliest if width.days <= WIDEST_RANGE else None


class DocumentWriter(ContentWriter):
    """Writes documents."""

    # --- pages -----------------------------------------------------------------------------------------------------

    def knows_file(self, path: str, sha256: str, read_key: str) -> bool:
        """Tell whether a file was read to its end with these bytes and this reading."""
        row = self._db.execute("SELECT sha256, read_key FROM source_file WHERE path = ?", (path,)).fetchone()
        return row is not None and (row[0], row[1]) == (sha256, read_key)

    def begin_file(self, file: str) -> None:
        """Forget what could not be read of a file, which is about to be read anew."""
        with self._transaction() as db:
            db.execute("DELETE FROM unreadable WHERE file = ?", (file,))

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
        known = db.execute("SELECT number, page, text FROM document WHERE id = ?", (document.id,)).fetchone()
        if known is None:
            row = db.execute(
                "INSERT INTO document (id, text, page_key, page, keys, story_keys, family, title, outlet, kind,"
                " published, build) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                (
                    document.id,
                    pack_text(document.text),
                    page.page_key,
                    pack_document(document),
                    pack_keys(page.keys),
                    pack_keys(page.story_keys),
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
            self._drop_keys(db, document.id)
            self._drop_derivations(db, document.id)
            db.execute(
                "UPDATE document SET page_key = ?, page = ?, record = NULL, keys = ?, story_keys = ?, compared = 0,"
                " family_known = 0, content_known = 0 WHERE number = ?",
                (
                    page.page_key,
                    pack_document(document),
                    pack_keys(page.keys),
                    pack_keys(page.story_keys),
                    number,
                ),
            )
        db.execute(
            "INSERT INTO document_words (rowid, title, body) VALUES (?, ?, ?)",
            (number, document.title, searchable_body(document)),
        )
        self._put_keys(db, document.id, page)
        return document.id

    def _put_keys(self, db: sqlite3.Connection, document: str, page: StoredPage) -> None:
        """Note which keys a document holds, and let be looked at again whose relations that may change.

        With one holder more a key of copies weighs less: what was found among the others may count no longer.
        """
        others = self._sharers(db, page.keys, document)
        displaced = COPY_KEYS.put(db, document, page.keys)
        self._compare_again(db, displaced.union(*(self._related(db, other) & others for other in others)))
        STORY_KEYS.put(db, document, page.story_keys)
        self._judge_stories_again(db, document, page.story_keys)

    def _drop_keys(self, db: sqlite3.Connection, document: str) -> None:
        """Note that a document holds no keys; with one holder less, those that are left weigh more."""
        keys, story_keys = map(
            unpack_keys, db.execute("SELECT keys, story_keys FROM document WHERE id = ?", (document,)).fetchone()
        )
        self._judge_stories_again(db, document, story_keys)
        STORY_KEYS.drop(db, document, story_keys)
        promoted = COPY_KEYS.drop(db, document, keys)
        self._compare_again(db, promoted | self._sharers(db, keys, document))

    def _sharers(self, db: sqlite3.Connection, keys: Collection[int], document: str) -> set[str]:
        """Return other holders of keys that do not have so many that one more or less does not matter."""
        found: set[str] = set()
        for _, holders in COPY_KEYS.first_holders(db, keys, COPY_KEYS.most + 1):
            if len(holders) <= COPY_KEYS.most:
                found.update(holders)
        return found - {document}

    def _compare_again(self, db: sqlite3.Connection, documents: Iterable[str]) -> None:
        db.executemany("UPDATE document SET compared = 0 WHERE id = ?", [(each,) for each in sorted(documents)])

    def _judge_stories_again(self, db: sqlite3.Connection, document: str, keys: Collection[int]) -> None:
        """Let documents be dated again for which this one may be another report of their story.

        And those that shared a key which is one of a topic by this holder, and tells nothing.
        """
        common: Counter[str] = Counter()
        touched: set[str] = set()
        for _, holders in STORY_KEYS.first_holders(db, keys, STORY_KEYS.most + 2):
            if len(holders) <= STORY_KEYS.most:
                common.update(holders)
            elif len(holders) == STORY_KEYS.most + 1:
                touched.update(holders)
        touched.update(other for other, count in common.items() if count >= FEWEST_STORY_KEYS)
        db.executemany(
            "UPDATE document SET family_known = 0 WHERE id = ?", [(each,) for each in sorted(touched - {document})]
        )

    def _related(self, db: sqlite3.Connection, document: str) -> set[str]:
        rows = db.execute(
            "SELECT b FROM derivation WHERE a = ?1 UNION ALL SELECT a FROM derivation WHERE b = ?1", (document,)
        )
        return {str(row[0]) for row in rows}

    def _drop_derivations(self, db: sqlite3.Connection, document: str) -> None:
        related = self._related(db, document)
        db.executemany("UPDATE document SET family_known = 0 WHERE id = ?", [(each,) for each in sorted(related)])
        db.execute("DELETE FROM derivation WHERE a = ?1 OR b = ?1", (document,))

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
            db.execute(
                "INSERT OR REPLACE INTO source_file (path, sha256, read_key, bytes, pages, unreadable)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (file, sha256, read_key, size, pages, unreadable),
            )

    def _drop_document(self, db: sqlite3.Connection, number: int) -> None:
        row = db.execute("SELECT id FROM document WHERE number = ?", (number,)).fetchone()
        if row is None:
            return
        document = str(row[0])
        self._drop_keys(db, document)
        self._drop_content(db, number, document)
        self._forget_words(db, number)
        self._drop_derivations(db, document)
        db.execute("DELETE FROM machine_reading WHERE target = ?", (document,))
        db.execute("DELETE FROM document WHERE number = ?", (number,))

    def page_failed(self, path: str, file: str, reason: str, detail: str) -> None:
        """Note that no document could be made of a page."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?)", (file, path, reason, detail))

    def judge_page_again(self, document: str) -> None:
        """Let a document be dated again with its family, and those that may tell the same story."""
        with self._transaction() as db:
            row = db.execute("SELECT story_keys FROM document WHERE id = ?", (document,)).fetchone()
            if row is not None:
                db.execute("UPDATE document SET family_known = 0 WHERE id = ?", (document,))
                self._judge_stories_again(db, document, unpack_keys(row[0]))

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
        """Return how many documents wait for their family, how many for their content, how much else waits."""
        # No OR: each part is answered from the index of what waits, which is empty in a finished record of any size.
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM document WHERE compared = 0)"
            " + (SELECT count(*) FROM document WHERE family_known = 0 AND compared <> 0),"
            " (SELECT count(*) FROM document WHERE content_known = 0),"
            " (SELECT count(*) FROM statement WHERE words_compared = 0)"
            " + (SELECT count(*) FROM statement WHERE utterance_known = 0 AND words_compared <> 0)"
            " + (SELECT count(*) FROM event WHERE compared = 0)"
            " + (SELECT count(*) FROM event WHERE happening_known = 0 AND compared <> 0)"
            " + (SELECT count(*) FROM matter_pending)"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def sharing(self, document: str, fewest: int) -> tuple[int, list[tuple[str, int, list[int]]]]:
        """Return how many keys of copies a document has, and which documents share at least ``fewest`` of them.

        Of each: its id, how many keys it has, and of each shared key how many hold it (see ``LookUp``).
        """
        own, keys = self._copy_keys(document)
        shared = [each for each in COPY_KEYS.sharing(self._db, document, keys) if len(each.holders) >= fewest]
        return own, [(each.member, self._copy_keys(each.member)[0], each.holders) for each in shared]

    def _copy_keys(self, document: str) -> tuple[int, list[int]]:
        (keys,) = self._db.execute("SELECT keys FROM document WHERE id = ?", (document,)).fetchone()
        return len(keys) // _KEY_BYTES, unpack_keys(keys)

    def story_holders(self, document: str) -> list[tuple[int, str]]:
        """Return (key, document) for the story keys of a document: of each key the first holders by id.

        One more than ``STORY_KEYS.most``, which tells that the key is one of a topic.
        """
        (keys,) = self._db.execute("SELECT story_keys FROM document WHERE id = ?", (document,)).fetchone()
        return [
            (key, holder)
            for key, holders in STORY_KEYS.first_holders(self._db, unpack_keys(keys), STORY_KEYS.most + 1)
            for holder in holders
        ]

    def related_to(self, document: str) -> set[str]:
        """Return the ids of documents whose relation to ``document`` is known."""
        return self._related(self._db, document)

    def pages(self, documents: Iterable[str]) -> list[Document]:
        """Return documents as they were after the page stages, in the order asked for."""
        found = []
        for document in documents:
            page, text = self._db.execute("SELECT page, text FROM document WHERE id = ?", (document,)).fetchone()
            found.append(unpack_document(page, text))
        return found

    def add_derivations(
        self, document: str, derivations: Iterable[tuple[Derivation, bool]], gone: Iterable[str] = ()
    ) -> None:
        """Note that a document was compared, and its relations: (derivation, whether it folds both into one family).

        The families on both sides are judged again.

        Args:
            document: its id.
            derivations: what was found beside what is known.
            gone: documents that it is not compared with any more: what was found of them is dropped.
        """
        with self._transaction() as db:
            touched = set(gone)
            for other in sorted(touched):
                touched.add(document)
                db.execute("DELETE FROM derivation WHERE a = ? AND b = ?", sorted((document, other)))
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

    def put_family(self, documents: Sequence[Document], machine_readings: Sequence[Document] = ()) -> None:
        """Write the judged documents of one family; content is read again where that changed.

        Args:
            documents: the family.
            machine_readings: documents, of this family among others, as they are judged without what persons decided
                of them.
        """
        machine = {document.id: document for document in machine_readings}
        name = min(document.id for document in documents)
        with self._transaction() as db:
            for document in documents:
                number, family = db.execute(
                    "SELECT number, family FROM document WHERE id = ?", (document.id,)
                ).fetchone()
                if family != name:
                    # What rests on this document counts its independent reports again.
                    judge_matters_again(db, int(number))
                db.execute(
                    "UPDATE document SET"
                    " content_known = CASE WHEN coalesce(record, page) = ?1 THEN content_known ELSE 0 END,"
                    " record = nullif(?1, page), family_known = 1, family = ?2, kind = ?3, published = ?4, title = ?5,"
                    " outlet = ?6, rejected_date = ?7 WHERE id = ?8",
                    (
                        pack_document(document),
                        name,
                        document.kind,
                        day_listed(document.published),
                        document.title,
                        document.outlet,
                        int(any(claim.accepted is False for claim in document.claimed_dates)),
                        document.id,
                    ),
                )
                db.execute("DELETE FROM machine_reading WHERE target = ?", (document.id,))
                if document.id in machine:
                    # Without its number: what one document tells is dropped when its content is read again.
                    db.execute(
                        "INSERT INTO machine_reading (target, record) VALUES (?, ?)",
                        (document.id, pack_document(machine[document.id])),
                    )
