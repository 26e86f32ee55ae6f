"""Reading what happened and what it adds up to: events, happenings, meetings, commitments, channels, positions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

from onrecord.errors import NotFoundError, QueryError
from onrecord.records import Channel, Commitment, Event, Happening, Meeting, Position, first_day, last_day
from onrecord.store._packing import unpack
from onrecord.store._queries import EventQuery, Facet, HappeningCount, HappeningField, HappeningQuery
from onrecord.store._read_decisions import DecisionReader

MatterRecord = TypeVar("MatterRecord", Commitment, Channel, Position, Meeting)

_ALL_EVENTS = EventQuery()
_ALL_HAPPENINGS = HappeningQuery()

_HAPPENING_COLUMNS = {
    "kind": "happening.kind",
    "status": "happening.status",
    "quad": "happening.quad",
    "month": "CASE WHEN substr(date_from, 1, 7) = substr(date_until, 1, 7) THEN substr(date_from, 1, 7) END",
    "party": "happening_party.party",
    "issue": "happening_issue.issue",
}


class MatterReader(DecisionReader):
    """The part of a record that tells what happened; see :class:`onrecord.store.Record`."""

    _db: sqlite3.Connection

    # --- events ----------------------------------------------------------------------------------------------------

    def events(self, query: EventQuery = _ALL_EVENTS, *, limit: int | None = None, offset: int = 0) -> list[Event]:
        """Return the events a query asks for, the latest first, the undated last; those of a document in text order."""
        where, parameters = _which_events(query)
        order = "event.position" if query.document else "date_from DESC, document.id, event.position"
        rows = self._db.execute(
            "SELECT event.record, event.happening FROM event JOIN document ON document.number = event.document"  # noqa: S608
            f" WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            (*parameters, -1 if limit is None else limit, offset),
        )
        return [_event(*row) for row in rows]

    def count_events(self, query: EventQuery = _ALL_EVENTS) -> int:
        """Return how many events a query finds: reports, not happenings."""
        where, parameters = _which_events(query)
        row = self._db.execute(
            f"SELECT count(*) FROM event WHERE {where}",  # noqa: S608 (fixed column names only)
            parameters,
        ).fetchone()
        return int(row[0])

    def iterate_events(self) -> Iterator[Event]:
        """Yield all events by id, one at a time."""
        for row in self._db.execute("SELECT record, happening FROM event ORDER BY id"):
            yield _event(*row)

    def event(self, event_id: str) -> Event:
        """Return one event.

        Raises:
            NotFoundError: there is none with that id.
        """
        row = self._db.execute("SELECT record, happening FROM event WHERE id = ?", (event_id,)).fetchone()
        if row is None:
            raise NotFoundError(f"The record holds no event {event_id!r}.", "List them with: onrecord events FILE")
        return _event(*row)

    # --- happenings ------------------------------------------------------------------------------------------------

    def happenings(
        self, query: HappeningQuery = _ALL_HAPPENINGS, *, limit: int | None = None, offset: int = 0, latest: bool = True
    ) -> list[Happening]:
        """Return the happenings a query asks for by date, the latest first (or last); the undated stand last."""
        where, parameters = _which_happenings(query)
        rows = self._db.execute(
            f"SELECT record FROM happening WHERE {where}"  # noqa: S608 (fixed column names only)
            f" ORDER BY date_from {'DESC' if latest else 'ASC NULLS LAST'}, id LIMIT ? OFFSET ?",
            (*parameters, -1 if limit is None else limit, offset),
        )
        return [unpack(Happening, row[0]) for row in rows]

    def count_happenings(self, query: HappeningQuery = _ALL_HAPPENINGS) -> HappeningCount:
        """Return how many happenings a query finds, in how many documents and independent reports."""
        where, parameters = _which_happenings(query)
        (happenings,) = self._db.execute(
            f"SELECT count(*) FROM happening WHERE {where}",  # noqa: S608 (fixed column names only)
            parameters,
        ).fetchone()
        documents, reports = self._db.execute(
            "SELECT count(*), count(DISTINCT family) FROM document INDEXED BY document_folded WHERE number IN"  # noqa: S608
            " (SELECT event.document FROM happening JOIN event ON event.happening = happening.id"
            f" WHERE {where})",
            parameters,
        ).fetchone()
        return HappeningCount(int(happenings), int(documents), int(reports))

    def happening_facets(
        self, query: HappeningQuery = _ALL_HAPPENINGS, field: HappeningField = "kind", *, limit: int = 50
    ) -> list[Facet]:
        """Return the values of a field among the happenings a query finds, the most frequent first.

        Raises:
            QueryError: the field has no facets.
        """
        if field not in _HAPPENING_COLUMNS:
            raise QueryError(f"There are no facets of {field!r}.", f"Use one of: {', '.join(_HAPPENING_COLUMNS)}.")
        column = _HAPPENING_COLUMNS[field]
        join = (
            f" JOIN happening_{field} ON happening_{field}.happening = happening.number"
            if field in ("party", "issue")
            else ""
        )
        where, parameters = _which_happenings(query)
        rows = self._db.execute(
            f"SELECT {column}, count(*) FROM happening{join}"  # noqa: S608 (fixed column names only)
            f" WHERE {where} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            (*parameters, limit),
        )
        return [Facet(str(value), str(value), int(count)) for value, count in rows]

    def iterate_happenings(self) -> Iterator[Happening]:
        """Yield all happenings by id, one at a time."""
        for (record,) in self._db.execute("SELECT record FROM happening ORDER BY id"):
            yield unpack(Happening, record)

    def happening(self, happening_id: str) -> Happening:
        """Return one happening.

        Raises:
            NotFoundError: there is none with that id.
        """
        row = self._db.execute("SELECT record FROM happening WHERE id = ?", (happening_id,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"The record holds no happening {happening_id!r}.", "List them with: onrecord happenings FILE"
            )
        return unpack(Happening, row[0])

    def words_by_day(self) -> list[tuple[str, str | None, int]]:
        """Return (day, side, statements) of the statements whose day of saying is known."""
        rows = self._db.execute(
            "SELECT said_from, side, count(*) FROM statement INDEXED BY statement_day WHERE said_from = said_until"
            " GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return [(str(day), side, int(count)) for day, side, count in rows]

    def deeds_by_day(self) -> list[tuple[str, str, int]]:
        """Return (first day, PLOVER class, happenings) of what took place on a day or in a month."""
        rows = self._db.execute(
            "SELECT date_from, quad, count(*) FROM happening WHERE status IN ('occurred', 'ongoing', 'ended')"
            " AND substr(date_from, 1, 7) = substr(date_until, 1, 7) GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return [(str(day), str(quad), int(count)) for day, quad, count in rows]

    # --- commitments, channels, positions, meetings ----------------------------------------------------------------

    def commitments(
        self, *, party: str | None = None, issue: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Commitment]:
        """Return commitments, the one with the latest step first."""
        return self._matters(Commitment, "commitment", party, issue, limit, offset)

    def commitment(self, commitment_id: str) -> Commitment:
        """Return one commitment.

        Raises:
            NotFoundError: there is none with that id.
        """
        return self._matter(Commitment, "commitment", commitment_id)

    def channels(self, *, party: str | None = None, limit: int | None = None, offset: int = 0) -> list[Channel]:
        """Return lines of communication, the one with the latest evidence first."""
        return self._matters(Channel, "channel", party, None, limit, offset)

    def channel(self, channel_id: str) -> Channel:
        """Return one line of communication.

        Raises:
            NotFoundError: there is none with that id.
        """
        return self._matter(Channel, "channel", channel_id)

    def positions(
        self, *, issue: str | None = None, side: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Position]:
        """Return positions, the one stated last first."""
        return self._matters(Position, "position", side, issue, limit, offset)

    def position(self, position_id: str) -> Position:
        """Return one position.

        Raises:
            NotFoundError: there is none with that id.
        """
        return self._matter(Position, "position", position_id)

    def meetings(self, *, party: str | None = None, limit: int | None = None, offset: int = 0) -> list[Meeting]:
        """Return meetings, calls and visits with their accounts, the latest first."""
        return self._matters(Meeting, "meeting", party, None, limit, offset)

    def meeting(self, meeting_id: str) -> Meeting:
        """Return one meeting.

        Raises:
            NotFoundError: there is none with that id.
        """
        return self._matter(Meeting, "meeting", meeting_id)

    def count_matters(self, kind: str, *, party: str | None = None, issue: str | None = None) -> int:
        """Return how many matters there are of a kind: ``commitment``, ``channel``, ``position`` or ``meeting``."""
        where, parameters = _which_matters(kind, party, issue)
        row = self._db.execute(f"SELECT count(*) FROM matter WHERE {where}", parameters).fetchone()  # noqa: S608
        return int(row[0])

    def iterate_commitments(self) -> Iterator[Commitment]:
        """Yield all commitments by id, one at a time."""
        return self._iterate(Commitment, "commitment")

    def iterate_channels(self) -> Iterator[Channel]:
        """Yield all lines of communication by id, one at a time."""
        return self._iterate(Channel, "channel")

    def iterate_positions(self) -> Iterator[Position]:
        """Yield all positions by id, one at a time."""
        return self._iterate(Position, "position")

    def iterate_meetings(self) -> Iterator[Meeting]:
        """Yield all meetings by id, one at a time."""
        return self._iterate(Meeting, "meeting")

    # --- the same for all matters ----------------------------------------------------------------------------------

    def _matters(
        self,
        kind: type[MatterRecord],
        name: str,
        party: str | None,
        issue: str | None,
        limit: int | None,
        offset: int,
    ) -> list[MatterRecord]:
        parameters: list[Any]
        where, parameters = _which_matters(name, party, issue)
        rows = self._db.execute(
            f"SELECT record FROM matter WHERE {where} ORDER BY date DESC, id LIMIT ? OFFSET ?",  # noqa: S608
            (*parameters, -1 if limit is None else limit, offset),
        )
        return [unpack(kind, row[0]) for row in rows]

    def _iterate(self, kind: type[MatterRecord], name: str) -> Iterator[MatterRecord]:
        for (record,) in self._db.execute("SELECT record FROM matter WHERE matter = ? ORDER BY id", (name,)):
            yield unpack(kind, record)

    def _matter(self, kind: type[MatterRecord], name: str, matter_id: str) -> MatterRecord:
        row = self._db.execute("SELECT record FROM matter WHERE matter = ? AND id = ?", (name, matter_id)).fetchone()
        if row is None:
            raise NotFoundError(f"The record holds no {name} {matter_id!r}.", f"List them with: onrecord {name}s FILE")
        return unpack(kind, row[0])


def _event(record: bytes, happening: str | None) -> Event:
    return replace(unpack(Event, record), happening=happening)


def _which_matters(kind: str, party: str | None, issue: str | None) -> tuple[str, list[Any]]:
    where = "matter = ?"
    parameters: list[Any] = [kind]
    # Only what is asked for stands in the question: "or the party is left open" would have all of a kind read.
    if issue is not None:
        where += " AND issue = ?"
        parameters.append(issue)
    if party is not None:
        where += " AND id IN (SELECT matter FROM matter_party WHERE party = ?)"
        parameters.append(party)
    return where, parameters


def _which_events(query: EventQuery) -> tuple[str, list[Any]]:
    where, parameters = _between("event", query.since, query.until)
    for condition, value in (
        ("event.document = (SELECT number FROM document WHERE id = ?)", query.document),
        ("event.happening = ?", query.happening),
        ("event.type = ?", query.event),
        ("event.status = ?", query.status),
        ("event.number IN (SELECT event FROM event_country WHERE country = ?)", query.country),
        ("event.number IN (SELECT event FROM event_issue WHERE issue = ?)", query.issue),
    ):
        if value is not None:
            where.append(condition)
            parameters.append(value)
    return " AND ".join(where), parameters


def _which_happenings(query: HappeningQuery) -> tuple[str, list[Any]]:
    where, parameters = _between("happening", query.since, query.until)
    for condition, value in (
        ("happening.number IN (SELECT happening FROM happening_party WHERE party = ?)", query.party),
        ("happening.number IN (SELECT happening FROM happening_issue WHERE issue = ?)", query.issue),
        ("happening.status = ?", query.status),
        ("happening.quad = ?", query.quad),
        (
            "happening.id IN (SELECT happening FROM event WHERE document = (SELECT number FROM document WHERE id = ?))",
            query.document,
        ),
    ):
        if value is not None:
            where.append(condition)
            parameters.append(value)
    if query.kind is not None:
        where.append("(happening.kind = ? OR substr(happening.kind, 1, length(?) + 1) = ? || '/')")
        parameters += [query.kind] * 3
    return " AND ".join(where), parameters


def _between(table: str, since: str | None, until: str | None) -> tuple[list[str], list[Any]]:
    where: list[str] = ["1"]
    parameters: list[Any] = []
    if since is not None:
        where.append(f"{table}.date_until >= ?")
        parameters.append(first_day(since))
    if until is not None:
        where.append(f"{table}.date_from <= ?")
        parameters.append(last_day(until))
    return where, parameters
