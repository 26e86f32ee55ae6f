"""The record file itself: one SQLite file, one writer, many readers, numbered migrations."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.errors import NewerRecordError, NotARecordError, RecordBusyError, RecordFileError

APPLICATION_ID = 0x4F6E5265
"""``OnRe``: marks a SQLite file as a record of On Record."""

_BUSY_MILLISECONDS = 10_000

_OF_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }
)
"""Errors of SQLite that speak of the file and its disk; all others are mistakes of this program."""

_INTEGERS = (-(1 << 63), (1 << 63) - 1)
"""The smallest and the largest integer that SQLite knows."""


def trouble_with_file(error: sqlite3.Error, path: Path) -> RecordFileError | None:
    """Return what an error says of the file in words; None where it is none of the file, but a mistake of ours."""
    if _primary_code(error) not in _OF_THE_DISK:
        return None
    if _primary_code(error) == sqlite3.SQLITE_CORRUPT:
        return _damaged(str(path), error)
    return RecordFileError(
        f"Cannot write {path}: {error}.",
        "Check free space and permissions; what was written before is kept, and the same command goes on from there.",
    )


def damage_of(error: BaseException) -> RecordFileError | None:
    """Return what to do about an error that says the file is damaged; None for every other error."""
    if isinstance(error, sqlite3.Error) and _primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged("The record", error)
    return None


def _damaged(what: str, error: sqlite3.Error) -> RecordFileError:
    return RecordFileError(
        f"{what} is damaged ({error}).",
        "Build another from the same sources. What persons decided may still be read from it:"
        " onrecord decisions NEW --from DAMAGED",
    )


def _primary_code(error: sqlite3.Error) -> int:
    # The attribute is missing where the error comes from Python's own module; the second byte tells details.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Return the numbered migrations, oldest first, as (number, SQL)."""
    folder = resources.files("onrecord.store") / "migrations"
    found = [(int(entry.name[:4]), entry.read_text("utf-8")) for entry in folder.iterdir() if entry.name[:4].isdigit()]
    return tuple(sorted(found))


def _advise_newer(path: Path, version: int, known: int) -> NewerRecordError:
    return NewerRecordError(
        f"{path} was written by a newer On Record (schema {version}; this one knows {known}).",
        "Upgrade with: pip install --upgrade onrecord",
    )


def _check_identity(connection: sqlite3.Connection, path: Path, *, may_be_empty: bool = False) -> int:
    """Return the version of the schema, 0 for a database without any table where that will do."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        is_empty = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    except sqlite3.DatabaseError as error:
        if _primary_code(error) == sqlite3.SQLITE_CORRUPT:
            raise _damaged(str(path), error) from error
        if _primary_code(error) != sqlite3.SQLITE_NOTADB:
            raise RecordFileError(f"Cannot read {path}: {error}.", "Check the file and its permissions.") from error
        raise NotARecordError(
            f"{path} is not a record of On Record ({error}).", "Name a file made by `onrecord build`."
        ) from error
    if may_be_empty and is_empty and (application, version) == (0, 0):
        return 0
    if application != APPLICATION_ID:
        raise NotARecordError(f"{path} is not a record of On Record.", "Name a file made by `onrecord build`.")
    known = migrations()[-1][0]
    if version > known:
        raise _advise_newer(path, version, known)
    return version


@contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the one right to write ``path``; the operating system gives it back even when the process is killed.

    Args:
        path: the file, without links: one record under two names has one lock.

    Raises:
        RecordBusyError: another process holds it.
        RecordFileError: nothing can be written beside the file.
    """
    lock_path = path.with_name(path.name + "-lock")
    try:
        lock = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise RecordFileError(
            f"Cannot write beside {path}: {error.strerror}.", "Choose a folder you may write to."
        ) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RecordBusyError(
                f"Another process is writing {path}.", "Wait until it ends, or build into another file."
            ) from None
        yield
    finally:
        os.close(lock)


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open ``path`` for writing, making or migrating it as needed; call it inside :func:`sole_writer`.

    Args:
        path: the file, absolute: SQLite takes ``:memory:`` for no file.

    Raises:
        NotARecordError: the file exists and is something else.
        NewerRecordError: the file was written by a newer version.
        RecordFileError: the file cannot be made or written.
    """
    if path.is_dir():
        raise RecordFileError(f"{path} is a folder.", "Name a file, e.g. us-china.onrecord.")
    exists = path.exists() and path.stat().st_size > 0
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MILLISECONDS / 1000)
    except sqlite3.Error as error:
        raise RecordFileError(f"Cannot open {path}: {error}.", "Check the folder and its permissions.") from error
    try:
        # A process killed while it made the file leaves a database without a table: it is made now.
        version = _check_identity(connection, path, may_be_empty=True) if exists else 0
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        pending = [step for step in migrations() if step[0] > version]
        if version and pending:
            _keep_copy(connection, path, version)
        for number, script in pending:
            # One transaction a step: a crash leaves the file at a whole version.
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{script}\nPRAGMA application_id = {APPLICATION_ID};\n"
                f"PRAGMA user_version = {number};\nCOMMIT;"
            )
    except sqlite3.Error as error:
        connection.close()
        raise RecordFileError(f"Cannot write {path}: {error}.", "Check free space and permissions.") from error
    except RecordFileError:
        connection.close()
        raise
    return connection


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    copy = path.with_name(f"{path.name}-schema{version}")
    if copy.exists():
        return
    # Under its name only when it is whole: a process may be killed in the middle.
    partial = copy.with_name(f"{copy.name}-partial")
    partial.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(partial),))
    partial.replace(copy)


class _Questions(sqlite3.Connection):
    """A connection that answers any question: what no record can hold is simply not found."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """Run a statement; its parameters must be a sequence."""
        return super().execute(sql, [_askable(value) for value in parameters])


def _askable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, int):
        return min(max(value, _INTEGERS[0]), _INTEGERS[1])
    return value


def _never_changes(path: Path) -> bool:
    """Whether a file lies where nothing can be written (a CD, a folder of somebody else) and nobody is writing it.

    SQLite keeps its notes on who reads beside the file, and cannot open it where it must not write them.
    """
    beside = [path.with_name(f"{path.name}-{what}") for what in ("wal", "shm")]
    return not os.access(path.parent, os.W_OK) and not any(each.exists() for each in beside)


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open ``path`` for reading only.

    In a folder that may not be written the file is taken as one that nobody changes.

    Raises:
        RecordFileError: there is no such file, or it cannot be read.
        NotARecordError: the file is something else.
        NewerRecordError: the file was written by a newer version.
    """
    if not path.is_file():
        raise RecordFileError(
            f"There is no record at {path}.", "Make one with: onrecord build SOURCES -o FILE.onrecord"
        )
    file = path.resolve()
    address = file.as_uri() + ("?mode=ro&immutable=1" if _never_changes(file) else "?mode=ro")
    try:
        connection = sqlite3.connect(
            address,
            uri=True,
            isolation_level=None,
            timeout=_BUSY_MILLISECONDS / 1000,
            check_same_thread=False,
            factory=_Questions,
        )
    except sqlite3.Error as error:
        raise RecordFileError(f"Cannot open {path}: {error}.", "Check its permissions.") from error
    try:
        version = _check_identity(connection, path)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
    except RecordFileError:
        connection.close()
        raise
    if version < migrations()[-1][0]:
        connection.close()
        raise RecordFileError(
            f"{path} was written by an older On Record (schema {version}).",
            f"Bring it up to date with: onrecord build -o {path} (a copy of the old file is kept beside it)",
        )
    return connection


def close_reader(connection: sqlite3.Connection, path: Path) -> None:
    """Close a connection of :func:`connect_reader`, and leave nothing beside the file.

    A reader may not clear away the empty log that SQLite laid beside the file for it; the last connection that may
    write does, by closing, under SQLite's own locks.
    """
    connection.close()
    file = path.resolve()
    log = file.with_name(f"{file.name}-wal")
    # A log with something in it is a writer's, and stays.
    with suppress(OSError, sqlite3.Error):  # what stays behind harms nobody: the next writer clears it away
        if log.stat().st_size == 0 and os.access(file, os.W_OK):
            last = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0)
            try:
                last.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            finally:
                last.close()
