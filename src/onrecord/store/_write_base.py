"""What all writing shares: one connection, and every method one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from onrecord.records import Channel
from onrecord.store._file import connect_writer, sole_writer, trouble_with_file
from onrecord.store._packing import unpack


def id_bits(record_id: str) -> int:
    """Return the 64 bits of an id as SQLite keeps integers, in the order of the ids."""
    return int(record_id[-16:], 16) - (1 << 63)


def id_of(kind: str, bits: int) -> str:
    """Return the id again."""
    return f"{kind}-{bits + (1 << 63):016x}"


class Holdings(NamedTuple):
    """How much a record holds."""

    documents: int
    independent_reports: int
    statements: int
    happenings: int
    commitments: int
    channels: int
    """Lines of communication; a group of them, which has no state of its own, is none."""


class WriterBase:
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
            file = path.resolve()
            self._exit.enter_context(sole_writer(file))
            self._db = connect_writer(file)
        except BaseException:
            self._exit.close()
            raise
        self._exit.callback(self._close)

    def _close(self) -> None:
        # Put the log back into the file, so that a finished record is one file to copy.
        try:
            with self._trouble_in_words():
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._db.close()

    @contextmanager
    def _trouble_in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            trouble = trouble_with_file(error, self.path)
            if trouble is None:
                raise
            raise trouble from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written within: beginning and ending many costs more than they write."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        is_part_of_another = self._db.in_transaction
        if is_part_of_another:
            yield self._db
            return
        with self._trouble_in_words():
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # on a full disk, SQLite has ended it already
                    self._db.execute("ROLLBACK")
                raise

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

    def counts(self) -> Holdings:
        """Return what the record holds."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM document), (SELECT count(DISTINCT family) FROM document),"
            " (SELECT count(*) FROM statement), (SELECT count(*) FROM happening),"
            " (SELECT count(*) FROM matter WHERE matter = 'commitment')"
        ).fetchone()
        channels = (
            unpack(Channel, record[0])
            for record in self._db.execute("SELECT record FROM matter WHERE matter = 'channel'")
        )
        lines = sum(1 for channel in channels if channel.history)
        return Holdings(*map(int, (*row, lines)))
