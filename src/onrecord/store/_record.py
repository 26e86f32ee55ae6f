"""Reading a record: what the web page, the command line, the exports and notebooks see."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.errors import NotFoundError, QueryError
from onrecord.records import Actor, Derivation, Document, Mention, Statement, Utterance, first_day, last_day
from onrecord.store._file import close_reader, connect_reader
from onrecord.store._merging import merge_actors
from onrecord.store._packing import unpack, unpack_all, unpack_document
from onrecord.store._queries import (
    Count,
    DocumentHit,
    ExcerptPart,
    Facet,
    FacetField,
    Failure,
    Overview,
    RelatedDocument,
    SearchResult,
    SourceFile,
    Speaker,
    StageTiming,
    StatementQuery,
    Status,
    UnreadableSource,
)
from onrecord.store._read_matters import MatterReader
from onrecord.store._search import Excerpter, match_expression

_EVERYTHING = StatementQuery()
_SPEAKERS_LOOKED_AT = 20
"""Speakers looked through for each that an overview shows, so that a side that says little is not crowded out."""

_FACET_COLUMNS = {
    "speaker": "statement.speaker",
    "side": "statement.side",
    "mode": "statement.mode",
    "addressee": "statement.addressee",
    "document": "document.id",
    "month": "CASE WHEN substr(said_from, 1, 7) = substr(said_until, 1, 7) THEN substr(said_from, 1, 7) END",
}
_FACET_TABLES = {
    "document": "statement JOIN document ON document.number = statement.document",
    "issue": "statement JOIN statement_issue ON statement_issue.statement = statement.number",
}
"""Tables joined only where the field lies in them: each row of the others costs as much as the statement itself."""


class Record(MatterReader):
    """An open record, for reading; any number of readers may read while one process writes.

    Args:
        path: a file made by ``onrecord build``.

    Raises:
        RecordFileError: the file is absent, is something else, or was written by another version.

    Example:
        >>> import onrecord
        >>> with onrecord.open("us-china.onrecord") as record:  # doctest: +SKIP
        ...     for statement in record.statements():
        ...         print(record.actor(statement.speaker).name, statement.content[0].quote)
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._db = connect_reader(self.path)
        self._excerpter = Excerpter()

    def close(self) -> None:
        """Close the file."""
        close_reader(self._db, self.path)
        self._excerpter.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        seen = self.overview()
        return (
            f"<Record {str(self.path)!r}: {'–'.join(seen.sides) or 'no sides yet'}, {seen.documents} documents"
            f" ({seen.independent_reports} independent reports), {seen.statements} statements>"
        )

    def _repr_html_(self) -> str:
        seen = self.overview()
        rows = "".join(
            f"<tr><td>{html.escape(speaker.name)}</td><td>{html.escape(speaker.country or '')}</td>"
            f"<td>{speaker.statements}</td><td>{speaker.independent_reports}</td></tr>"
            for speaker in seen.speakers[:10]
        )
        return (
            f"<p><b>{html.escape(' – '.join(seen.sides))}</b>: {seen.documents} documents"
            f" ({seen.independent_reports} independent reports), {seen.statements} statements</p>"
            "<table><thead><tr><th>speaker</th><th>side</th><th>statements</th><th>independent reports</th></tr>"
            f"</thead><tbody>{rows}</tbody></table>"
        )

    # --- the record as a whole -------------------------------------------------------------------------------------

    def _setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def _number(self, sql: str, *parameters: Any) -> int:
        return int(self._db.execute(sql, parameters).fetchone()[0])

    @property
    def sides(self) -> tuple[str, ...]:
        """The two sides of the relationship, ISO 3166 alpha-3; empty while nothing was found."""
        return tuple(json.loads(self._setting("sides") or "[]"))

    @property
    def reference_files(self) -> tuple[tuple[str, str], ...]:
        """The user's own actors and issues as (name, TOML text)."""
        return tuple((str(name), str(text)) for name, text in json.loads(self._setting("reference_files") or "[]"))

    def overview(self, *, speakers: int = 12) -> Overview:
        """Return the record in a few numbers, with at most ``speakers`` of each side, and of all others, who speak
        most."""
        last = self._number("SELECT coalesce(max(build), 0) FROM document")
        rows = self._db.execute(
            "SELECT speaker, statements, reports FROM speaker ORDER BY statements DESC, speaker LIMIT ?",
            (speakers * _SPEAKERS_LOOKED_AT,),
        ).fetchall()
        speaking = []
        taken: Counter[str | None] = Counter()
        for actor_id, statements, reports in rows:
            actor = self.actor(actor_id)
            side = actor.country if actor.country in self.sides else None
            taken[side] += 1
            if taken[side] <= speakers:
                speaking.append(Speaker(actor.id, actor.name, actor.country, int(statements), int(reports)))
        # Two questions: each is answered by one end of the index, both together by reading all of it.
        earliest, latest = self._db.execute(
            "SELECT (SELECT min(published) FROM document), (SELECT max(published) FROM document)"
        ).fetchone()
        newest = self._db.execute(
            "SELECT record, text FROM judged WHERE build = ? ORDER BY published DESC, id LIMIT 20",
            (last,),
        ).fetchall()
        return Overview(
            sides=self.sides,
            documents=self._number("SELECT count(*) FROM document"),
            independent_reports=self._number("SELECT count(DISTINCT family) FROM document"),
            statements=self._number("SELECT count(*) FROM statement"),
            kinds=tuple(
                (str(kind), int(count))
                for kind, count in self._db.execute("SELECT kind, count(*) FROM document GROUP BY 1 ORDER BY 2 DESC, 1")
            ),
            earliest=earliest,
            latest=latest,
            speakers=tuple(speaking),
            newest=tuple(unpack_document(record, text) for record, text in newest),
            new_documents=self._number("SELECT count(*) FROM document WHERE build = ?", last),
            new_statements=self._number(
                "SELECT count(*) FROM statement JOIN document ON document.number = statement.document WHERE build = ?",
                last,
            ),
            built_at=self._db.execute("SELECT max(ended) FROM build").fetchone()[0],
            undated=self._number("SELECT count(*) FROM document WHERE published IS NULL"),
            rejected_dates=self._number("SELECT count(*) FROM document WHERE rejected_date = 1"),
        )

    def status(self) -> Status:
        """Return what was read, what was skipped and why, with versions and timings of the last build."""
        build = self._number("SELECT coalesce(max(number), 0) FROM build")
        return Status(
            path=str(self.path),
            files=tuple(
                SourceFile(str(path), int(size), int(pages), int(unreadable))
                for path, size, pages, unreadable in self._db.execute(
                    "SELECT path, bytes, pages, unreadable FROM source_file ORDER BY path"
                )
            ),
            unreadable=tuple(
                UnreadableSource(*row)
                for row in self._db.execute("SELECT path, reason, detail FROM unreadable ORDER BY path, reason")
            ),
            failures=(*self._failures(), *self._group_failures()),
            documents=self._number("SELECT count(*) FROM document"),
            pending=self._number(
                "SELECT (SELECT count(*) FROM document WHERE compared = 0)"
                " + (SELECT count(*) FROM document WHERE family_known = 0 AND compared <> 0)"
                " + (SELECT count(*) FROM document WHERE content_known = 0 AND family_known <> 0 AND compared <> 0)"
            ),
            sides=self.sides,
            versions=tuple(sorted((str(k), str(v)) for k, v in json.loads(self._setting("versions") or "{}").items())),
            builds=self._number("SELECT count(*) FROM build"),
            timings=tuple(
                StageTiming(str(stage), int(documents), float(seconds))
                for stage, documents, seconds in self._db.execute(
                    "SELECT stage, documents, seconds FROM timing WHERE build = ? ORDER BY stage", (build,)
                )
            ),
        )

    def _failures(self) -> list[Failure]:
        rows = self._db.execute("SELECT document, stage, reason, detail FROM failure ORDER BY document, stage")
        return [Failure(row[0], self.document(row[0]).path, *row[1:]) for row in rows.fetchall()]

    def _group_failures(self) -> list[Failure]:
        rows = self._db.execute("SELECT stage, name, documents, reason, detail FROM group_failure ORDER BY stage, name")
        found = []
        for stage, name, documents, reason, detail in rows.fetchall():
            named = tuple(str(document) for document in json.loads(documents))
            path = self.document(named[0]).path if named else ""
            found.append(Failure(named[0] if named else "", path, stage, reason, detail, name, named))
        return found

    # --- documents -------------------------------------------------------------------------------------------------

    def documents(
        self,
        *,
        words: str | None = None,
        kind: str | None = None,
        outlet: str | None = None,
        rejected_date: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Document]:
        """Return documents, newest publication first, the undated last.

        Args:
            words: words that must all stand in what is read of the document.
            kind: only this kind, e.g. ``altered_copy``.
            outlet: only this outlet.
            rejected_date: only those with (or without) a claimed date that was rejected.
            limit: at most so many.
            offset: leave out so many first.
        """
        where, parameters = self._which_documents(words, kind, outlet, rejected_date)
        rows = self._db.execute(
            f"SELECT record, text FROM judged AS document WHERE {where}"  # noqa: S608 (fixed column names only)
            " ORDER BY published DESC, id LIMIT ? OFFSET ?",
            (*parameters, -1 if limit is None else limit, offset),
        )
        return [unpack_document(record, text) for record, text in rows]

    def count_documents(
        self,
        *,
        words: str | None = None,
        kind: str | None = None,
        outlet: str | None = None,
        rejected_date: bool | None = None,
    ) -> int:
        """Return how many documents :meth:`documents` would give without a limit."""
        where, parameters = self._which_documents(words, kind, outlet, rejected_date)
        return self._number(f"SELECT count(*) FROM document WHERE {where}", *parameters)  # noqa: S608 (as above)

    def _which_documents(
        self, words: str | None, kind: str | None, outlet: str | None, rejected_date: bool | None
    ) -> tuple[str, list[Any]]:
        where: list[str] = ["1"]
        parameters: list[Any] = []
        if words is not None:
            expression = match_expression(words)
            if expression is None:
                return "0", []
            where.append("document.number IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)")
            parameters.append(expression)
        for column, value in (("kind", kind), ("outlet", outlet), ("rejected_date", rejected_date)):
            if value is not None:
                where.append(f"document.{column} = ?")
                parameters.append(value)
        if rejected_date:
            where.append("document.rejected_date = 1")  # in so many words, for the index of these few
        return " AND ".join(where), parameters

    def iterate_documents(self) -> Iterator[Document]:
        """Yield all documents by id, one at a time."""
        for record, text in self._db.execute("SELECT record, text FROM judged ORDER BY id"):
            yield unpack_document(record, text)

    def document(self, document_id: str) -> Document:
        """Return one document.

        Raises:
            NotFoundError: there is none with that id.
        """
        row = self._db.execute("SELECT record, text FROM judged WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFoundError(f"The record holds no document {document_id!r}.", "List them with: onrecord documents")
        return unpack_document(row[0], row[1])

    def family(self, document_id: str) -> list[Document]:
        """Return the documents that tell the same report as this one, itself included, oldest first."""
        rows = self._db.execute(
            "SELECT record, text FROM judged WHERE family = (SELECT family FROM document WHERE id = ?)"
            " ORDER BY published IS NULL, published, id",
            (self.document(document_id).id,),
        )
        return [unpack_document(record, text) for record, text in rows]

    def family_sizes(self, documents: Iterable[str] | None = None) -> dict[str, tuple[str, int]]:
        """Return for each document (or those named) the id of its family and how many documents that family has."""
        if documents is not None:
            rows = [
                row
                for document in documents
                for row in self._db.execute(
                    "SELECT id, family, (SELECT count(*) FROM document AS member WHERE member.family = document.family)"
                    " FROM document WHERE id = ?",
                    (document,),
                )
            ]
        else:
            rows = self._db.execute(
                "SELECT id, family, size FROM document"
                " JOIN (SELECT family, count(*) AS size FROM document GROUP BY family) USING (family)"
            ).fetchall()
        return {str(document): (str(family), int(size)) for document, family, size in rows}

    def derivations(self, document_id: str) -> list[Derivation]:
        """Return how this document is related to others, by the other's id."""
        rows = self._db.execute(
            "SELECT record FROM derivation WHERE a = ?1 OR b = ?1 ORDER BY a, b", (self.document(document_id).id,)
        )
        return [unpack(Derivation, row[0]) for row in rows]

    def iterate_derivations(self) -> Iterator[Derivation]:
        """Yield how documents are related, each pair once, in order."""
        for (record,) in self._db.execute("SELECT record FROM derivation ORDER BY a, b"):
            yield unpack(Derivation, record)

    def related(self, document_id: str) -> list[RelatedDocument]:
        """Return the documents that share passages with this one, with the proof."""
        return [
            RelatedDocument(self.document(found.b if found.a == document_id else found.a), found)
            for found in self.derivations(document_id)
        ]

    # --- actors ----------------------------------------------------------------------------------------------------

    def actors(self) -> list[Actor]:
        """Return all actors by name."""
        rows = self._db.execute("SELECT DISTINCT actor FROM actor_account ORDER BY actor").fetchall()
        return sorted((self.actor(str(row[0])) for row in rows), key=lambda actor: (actor.name, actor.id))

    def leading_actors(self, *, limit: int = 50, offset: int = 0) -> list[tuple[Actor, int]]:
        """Return actors with the number of documents that speak of them, the most spoken of first."""
        rows = self._db.execute(
            "SELECT actor, sum(documents) FROM actor_account GROUP BY actor ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?",
            (limit, offset),
        ).fetchall()
        return [(self.actor(str(actor)), int(documents)) for actor, documents in rows]

    def count_actors(self) -> int:
        """Return how many actors the record knows."""
        return self._number("SELECT count(DISTINCT actor) FROM actor_account")

    def actor(self, actor_id: str | None) -> Actor:
        """Return one actor, as all documents together know it.

        Raises:
            NotFoundError: there is none with that id.
        """
        rows = self._db.execute(
            "SELECT record FROM actor_account WHERE actor = ? ORDER BY record", (actor_id,)
        ).fetchall()
        if not rows:
            raise NotFoundError(f"The record holds no actor {actor_id!r}.", "List them with: onrecord actors")
        return merge_actors([unpack(Actor, row[0]) for row in rows])

    def mentions(self, document_id: str) -> list[Mention]:
        """Return the places of a document that speak of an actor, in text order."""
        row = self._db.execute(
            "SELECT records FROM mentions JOIN document ON document.number = mentions.document WHERE document.id = ?",
            (self.document(document_id).id,),
        ).fetchone()
        return [] if row is None else unpack_all(Mention, row[0])

    def iterate_mentions(self) -> Iterator[Mention]:
        """Yield all mentions, document by document, in text order."""
        rows = self._db.execute(
            "SELECT records FROM mentions JOIN document ON document.number = mentions.document ORDER BY document.id"
        )
        for (records,) in rows:
            yield from unpack_all(Mention, records)

    # --- statements ------------------------------------------------------------------------------------------------

    def _where(self, query: StatementQuery) -> tuple[str, list[Any]]:
        where, parameters = ["1"], []
        for column, value in (
            ("statement.speaker", query.speaker),
            ("statement.side", query.side),
            ("statement.addressee", query.addressee),
            ("statement.mode", query.mode),
        ):
            if value is not None:
                where.append(f"{column} = ?")
                parameters.append(value)
        if query.document is not None:
            where.append("statement.document = (SELECT number FROM document WHERE id = ?)")
            parameters.append(query.document)
        if query.since is not None:
            where.append("statement.said_until >= ?")
            parameters.append(first_day(query.since))
        if query.until is not None:
            where.append("statement.said_from <= ?")
            parameters.append(last_day(query.until))
        if query.issue is not None:
            where.append("statement.number IN (SELECT statement FROM statement_issue WHERE issue = ?)")
            parameters.append(query.issue)
        if query.words is not None:
            expression = match_expression(query.words)
            where.append(
                "statement.number IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"
                if expression
                else "0"
            )
            parameters += [expression] if expression else []
        return " AND ".join(where), parameters

    def statements(
        self, query: StatementQuery = _EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> list[Statement]:
        """Return the statements a query asks for, by day of saying (the latest first, the undated last).

        Statements of one document stand in the order of its text.
        """
        where, parameters = self._where(query)
        order = (
            "statement.position"
            if query.document
            else "statement.said_from DESC, document.published DESC, document.id, position"
        )
        rows = self._db.execute(
            "SELECT statement.record, statement.utterance FROM statement"  # noqa: S608 (fixed column names only)
            " JOIN document ON document.number = statement.document"
            f" WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            (*parameters, -1 if limit is None else limit, offset),
        )
        return [self._statement(*row) for row in rows]

    def _statement(self, record: bytes, utterance: str | None) -> Statement:
        return replace(unpack(Statement, record), utterance=utterance)

    def iterate_statements(self) -> Iterator[Statement]:
        """Yield all statements by id, one at a time."""
        for record, utterance in self._db.execute("SELECT record, utterance FROM statement ORDER BY id"):
            yield self._statement(record, utterance)

    def statement(self, statement_id: str) -> Statement:
        """Return one statement.

        Raises:
            NotFoundError: there is none with that id.
        """
        row = self._db.execute("SELECT record, utterance FROM statement WHERE id = ?", (statement_id,)).fetchone()
        if row is None:
            raise NotFoundError(
                f"The record holds no statement {statement_id!r}.", "Find it with: onrecord search FILE WORDS"
            )
        return self._statement(*row)

    def count_statements(self, query: StatementQuery = _EVERYTHING) -> Count:
        """Return how many statements a query finds, in how many documents and independent reports."""
        where, parameters = self._where(query)
        (statements,) = self._db.execute(
            f"SELECT count(*) FROM statement WHERE {where}",  # noqa: S608 (fixed column names only)
            parameters,
        ).fetchone()
        documents, reports = self._db.execute(
            "SELECT count(*), count(DISTINCT family) FROM document INDEXED BY document_folded"  # noqa: S608 (as above)
            f" WHERE number IN (SELECT document FROM statement WHERE {where})",
            parameters,
        ).fetchone()
        return Count(int(statements), int(documents), int(reports))

    def facets(self, query: StatementQuery, field: FacetField, *, limit: int = 50) -> list[Facet]:
        """Return the values of a field among the statements a query finds, the most frequent first.

        Raises:
            QueryError: the field has no facets.
        """
        where, parameters = self._where(query)
        tables = _FACET_TABLES.get(field, "statement")
        if field == "issue":
            column = "statement_issue.issue"
            if query == _EVERYTHING:
                tables = "statement_issue"
        elif field in _FACET_COLUMNS:
            column = _FACET_COLUMNS[field]
        else:
            raise QueryError(
                f"There are no facets of {field!r}.", f"Use one of: {', '.join((*_FACET_COLUMNS, 'issue'))}."
            )
        counted = "count(*)"
        if field == "month":
            # By days first, which stand together in the index; a month is read off each day once.
            tables = (
                f"(SELECT said_from, said_until, count(*) AS told FROM statement WHERE {where}"  # noqa: S608 (as below)
                " GROUP BY 1, 2)"
            )
            where, counted = "1", "sum(told)"
        rows = self._db.execute(
            f"SELECT {column}, {counted} FROM {tables}"  # noqa: S608 (fixed names only)
            f" WHERE {where} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            (*parameters, limit),
        ).fetchall()
        return [Facet(str(value), self._label(field, str(value)), int(count)) for value, count in rows]

    def _label(self, field: str, value: str) -> str:
        if field in {"speaker", "addressee"}:
            return self.actor(value).name
        if field == "document":
            document = self.document(value)
            return document.title or document.path
        return value

    # --- the same words --------------------------------------------------------------------------------------------

    def utterance(self, utterance_id: str) -> Utterance:
        """Return one utterance.

        Raises:
            NotFoundError: there is none with that id.
        """
        row = self._db.execute("SELECT record FROM utterance WHERE id = ?", (utterance_id,)).fetchone()
        if row is None:
            raise NotFoundError(f"The record holds no utterance {utterance_id!r}.")
        return unpack(Utterance, row[0])

    def iterate_utterances(self) -> Iterator[Utterance]:
        """Yield all utterances by id, one at a time."""
        for (record,) in self._db.execute("SELECT record FROM utterance ORDER BY id"):
            yield unpack(Utterance, record)

    # --- searching -------------------------------------------------------------------------------------------------

    def search(self, words: str, *, limit: int = 20) -> SearchResult:
        """Find the statements and documents in which all of ``words`` stand, best first.

        Words are taken as stems ("communication" finds "communications"); a phrase goes in double quotation marks.
        No input is an error; a question without a word finds nothing.
        """
        expression = match_expression(words)
        if expression is None:
            return SearchResult(words, (), ())
        statements = self._db.execute(
            "SELECT statement.record, statement.utterance FROM statement_words"
            " JOIN statement ON statement.number = statement_words.rowid"
            " WHERE statement_words MATCH ? ORDER BY bm25(statement_words), statement.id LIMIT ?",
            (expression, limit),
        ).fetchall()
        documents = self._db.execute(
            "SELECT judged.record, judged.text FROM document_words JOIN judged ON judged.number = document_words.rowid"
            " WHERE document_words MATCH ? ORDER BY bm25(document_words, 4.0, 1.0), judged.id LIMIT ?",
            (expression, limit),
        ).fetchall()
        hits = []
        for record, text in documents:
            document = unpack_document(record, text)
            excerpt, start, end = self._excerpter.excerpt(document, words)
            hits.append(DocumentHit(document, excerpt, start, end))
        return SearchResult(words, tuple(self._statement(*row) for row in statements), tuple(hits))

    def passage_with(self, words: str, text: str) -> tuple[ExcerptPart, ...]:
        """Return the passage of about three lines of a text in which most of ``words`` stand, found as a search does.

        Empty where none of them stands in it.
        """
        return self._excerpter.passage(text, words)

    def is_empty(self) -> bool:
        """Tell whether the record holds no document yet."""
        return self._db.execute("SELECT 1 FROM document LIMIT 1").fetchone() is None
