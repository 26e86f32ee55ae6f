"""Reading a finished record as a part of a larger one: what its pages and documents gave, ready to be taken over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.records import (
    Actor,
    Decision,
    Document,
    Event,
    Mention,
    Statement,
    Unreadable,
    from_json,
)
from onrecord.store._file import connect_reader
from onrecord.store._packing import pack_document, unpack, unpack_all, unpack_document, unpack_keys, unpack_text
from onrecord.store._write_content import REPORTS, StoredContent
from onrecord.store._write_documents import StoredPage


@dataclass(frozen=True, slots=True)
class PartFile:
    """A source file that a part has read to its end."""

    path: str
    """The file as the user named it."""
    sha256: str
    """Digest of its bytes."""
    size: int
    """Its bytes."""
    pages: int
    """Pages found in it."""
    unreadable: int
    """Pages and entries in it that could not be read."""


class Part:
    """A record that becomes part of another one.

    Args:
        path: the record file.

    Raises:
        RecordFileError: there is no such record, or it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = connect_reader(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def setting(self, key: str) -> str | None:
        """Return a setting of the record, None where it was never set."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def is_finished(self) -> bool:
        """Tell whether all that was read has been compared, judged and read for its content."""
        return not any(
            self._db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608 (fixed names only)
            for table in (
                "document WHERE compared = 0",
                "document WHERE family_known = 0",
                "document WHERE content_known = 0",
                "matter_pending",
            )
        )

    def count_documents(self) -> int:
        """Return how many documents the record holds."""
        return int(self._db.execute("SELECT count(*) FROM document").fetchone()[0])

    def decisions(self) -> list[Decision]:
        """Return what persons decided, by id."""
        rows = self._db.execute("SELECT record FROM decision ORDER BY id")
        return [from_json(Decision, json.loads(row[0])) for row in rows]

    def files(self) -> list[PartFile]:
        """Return the source files that were read to their end, by path."""
        rows = self._db.execute("SELECT path, sha256, bytes, pages, unreadable FROM source_file ORDER BY path")
        return [PartFile(*row) for row in rows]

    def unreadable(self) -> list[tuple[str, Unreadable]]:
        """Return (file, what of it could not be read), in order."""
        rows = self._db.execute("SELECT file, path, reason, detail FROM unreadable ORDER BY file, path, reason")
        return [(str(file), Unreadable(path=path, reason=reason, detail=detail)) for file, path, reason, detail in rows]

    def pages(self) -> Iterator[tuple[str, str, StoredPage]]:
        """Yield (file, SHA-256 of the file, page) for every sighting, as the page stages left the document.

        A document that was met at several places comes once for each.
        """
        rows = self._db.execute(
            "SELECT sighting.file, sighting.file_sha256, sighting.path, page_key, page, text, keys, story_keys"
            " FROM sighting JOIN document ON document.number = sighting.document"
            " ORDER BY sighting.file, document.number, sighting.path"
        )
        for file, sha256, path, page_key, page, text, keys, story_keys in rows:
            stored = StoredPage(
                path=path,
                page_key=page_key,
                document=unpack_document(page, text),
                keys=tuple(unpack_keys(keys)),
                story_keys=tuple(unpack_keys(story_keys)),
            )
            yield file, sha256, stored

    def content_of(self, document: str, judged: str, decided: Iterable[str]) -> StoredContent | None:
        """Return what the content stages found in a document, None where it has to be read again.

        Args:
            document: its id.
            judged: the document as it is to be read, as JSON without its text: content found in another state of it
                (its day or its kind, say) does not count.
            decided: ids that persons decided upon: what rests on one of them is read again.
        """
        row = self._db.execute(
            "SELECT number, coalesce(record, page) FROM document WHERE id = ? AND content_known = 1", (document,)
        ).fetchone()
        if row is None or unpack_text(row[1]) != judged:
            return None
        number = int(row[0])
        statements = self._db.execute(
            "SELECT record, keys FROM statement WHERE document = ? ORDER BY position", (number,)
        ).fetchall()
        events = self._db.execute(
            "SELECT record, keys FROM event WHERE document = ? ORDER BY position", (number,)
        ).fetchall()
        content = StoredContent(
            document=document,
            actors=tuple(unpack(Actor, record) for record in self._column(_ACTORS, number)),
            mentions=tuple(unpack_all(Mention, self._column(_MENTIONS, number)[0])),
            statements=tuple(unpack(Statement, record) for record, _ in statements),
            keys=tuple(tuple(unpack_keys(keys)) for _, keys in statements),
            events=tuple(unpack(Event, record) for record, _ in events),
            event_keys=tuple(tuple(unpack_keys(keys)) for _, keys in events),
            reports=tuple(unpack(REPORTS[matter], record) for matter, record in self._db.execute(_REPORTS, (number,))),
            failures=tuple(
                (str(stage), str(reason), str(detail))
                for stage, reason, detail in self._db.execute(_FAILURES, (document,))
            ),
        )
        touched = {
            *(statement.id for statement in content.statements),
            *(event.id for event in content.events),
            *self._column(_DECIDED, number),
        }
        return None if touched.intersection(decided) else content

    def _column(self, question: str, number: int) -> list[Any]:
        return [row[0] for row in self._db.execute(question, (number,))]


_ACTORS = (
    "SELECT record FROM actor_document JOIN actor_account ON actor_account.number = actor_document.account"
    " WHERE actor_document.document = ? ORDER BY actor, record"
)
_MENTIONS = "SELECT records FROM mentions WHERE document = ?"
_REPORTS = "SELECT matter, record FROM report WHERE document = ? ORDER BY id"
_FAILURES = "SELECT stage, reason, detail FROM failure WHERE document = ? ORDER BY stage"
_DECIDED = "SELECT target FROM machine_reading WHERE document = ?"


def judged_text(document: Document) -> str:
    """Return a document as :meth:`Part.content_of` compares it: as JSON without its text."""
    return unpack_text(pack_document(document))
