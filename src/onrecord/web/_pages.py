"""What each page shows: from the record to a template's words and to the twins. No HTML is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord import publishing
from onrecord.records import Actor, Difference, Document, Statement, Utterance
from onrecord.store import ExcerptPart, Record, StatementQuery
from onrecord.web import _words as words
from onrecord.web._addresses import actor_address, source_address, statement_address, with_parameters
from onrecord.web._drawings import MonthCount, time_strip
from onrecord.web._filters import (
    PAGE_LENGTH,
    active_filters,
    list_address,
    query_parameters,
    read_offset,
    read_query,
)
from onrecord.web._names import Names
from onrecord.web._reader import evidence_marks, passage_around, statement_marks
from onrecord.web._rows import (
    DOCUMENT_COLUMNS,
    STATEMENT_COLUMNS,
    claims_of,
    document_row,
    statement_row,
    warnings_of,
    without_text,
)
from onrecord.web._twins import Table

CSV_BATCH = 500
"""Statements that the CSV twin reads at a time."""

FACET_LENGTH = 8
"""Values of a facet shown before the rest is folded."""

ACTOR_STATEMENTS = 500
"""Statements on the page of one actor; the statements page has them all."""

MOST_MONTHS = 1_200
"""Months that are counted for the strip of one speaker."""

MOST_SPEAKERS = 2_000
"""Speakers of one side that are listed."""

FACETS = (
    ("side", "Side", 40),
    ("speaker", "Speaker", 40),
    ("mode", "How told", 3),
    ("issue", "Issue", 40),
    ("document", "Document", 12),  # each costs a whole document to name; the sources page has them all
)
"""Facets of the statements page: field, heading, and how many values are looked up."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in all its forms; the twins are made only when they are asked for."""

    template: str
    """Name of the template."""
    context: Mapping[str, Any]
    """What the template writes down."""
    data: Callable[[], Any]
    """The JSON twin."""
    table: Callable[[], Table]
    """The CSV twin."""
    address: str = ""
    """The address of the page itself."""
    json_address: str = ""
    """The address of its JSON twin."""
    csv_address: str = ""
    """The address of its CSV twin."""


def page_addresses(path: str, parameters: Mapping[str, str | int | None] | None = None) -> dict[str, str]:
    """Return the addresses of a page and of its twins."""
    given = parameters or {}
    twin = "/overview" if path == "/" else path
    return {
        "address": with_parameters(path, given),
        "json_address": with_parameters(f"{twin}.json", given),
        "csv_address": with_parameters(f"{twin}.csv", given),
    }


LONGEST_IN_LIST = 480
"""Code points of a statement that a list shows; some eighty words, six lines on a page of usual width."""


def passages_found(
    record: Record, names: Names, asked: str | None, found: Sequence[Statement]
) -> dict[str, tuple[ExcerptPart, ...] | None]:
    """Return for each statement too long for a list the passage with the words asked for; None for the others."""
    passages: dict[str, tuple[ExcerptPart, ...] | None] = dict.fromkeys(told.id for told in found)
    for told in found if asked else ():
        if sum(len(span.quote) for span in told.content) > LONGEST_IN_LIST:
            text = " ".join(publishing.whole_words(names.document(told.document), told).split())
            passages[told.id] = record.passage_with(asked or "", text)
    return passages


def statements(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the list of statements under a filter, with its facets."""
    names = Names(record)
    query, offset = read_query(parameters), read_offset(parameters)
    count = record.count_statements(query)
    found = record.statements(query, limit=PAGE_LENGTH, offset=offset)
    facets = []
    for field, title, most in FACETS:
        values = []
        chosen = getattr(query, field)
        for facet in record.facets(query, field, limit=most):  # type: ignore[arg-type]  # FACETS holds facet fields only
            label = words.mode_words(facet.value) if field == "mode" else names.label(field, facet.value)
            values.append((facet, label, list_address(replace(query, **{field: facet.value})), facet.value == chosen))
        if values:
            facets.append((field, title, values[:FACET_LENGTH], values[FACET_LENGTH:]))
    context = {
        "names": names,
        "query": query,
        "count": count,
        "filters": active_filters(query, names.label),
        "found": found,
        "passages": passages_found(record, names, query.words, found),
        "facets": facets,
        "hidden": [
            (name, value)
            for name, value in query_parameters(query).items()
            if value and name not in ("words", "since", "until")
        ],
        "sides": record.sides,
        "offset": offset,
        "previous": list_address(query, offset=max(0, offset - PAGE_LENGTH)) if offset else None,
        "following": list_address(query, offset=offset + PAGE_LENGTH)
        if offset + PAGE_LENGTH < count.statements
        else None,
    }
    return Page(
        "statements.html",
        context,
        lambda: {
            "query": query,
            "count": count,
            "offset": offset,
            "next": list_address(query, form=".json", offset=offset + PAGE_LENGTH)
            if offset + PAGE_LENGTH < count.statements
            else None,
            "statements": found,
        },
        lambda: Table(STATEMENT_COLUMNS, _all_statement_rows(record, query)),
        **page_addresses("/statements", query_parameters(query)),
    )


def _all_statement_rows(record: Record, query: StatementQuery) -> Iterator[tuple[object, ...]]:
    offset = 0
    while batch := record.statements(query, limit=CSV_BATCH, offset=offset):
        names = Names(record)
        for statement in batch:
            yield statement_row(statement, names)
        offset += len(batch)


def statement(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one statement with its evidence and the paragraph it stands in."""
    names = Names(record)
    found = record.statement(identity)
    document = record.document(found.document)
    utterance = names.utterance(found.utterance)
    marks = [*statement_marks([found]), *evidence_marks(document, [found])]
    context = {
        "names": names,
        "statement": found,
        "document": document,
        "passage": passage_around(document, found, marks),
        "citation": publishing.citation(record, found.id).strip(),
        "tellings": _tellings(record, names, found, utterance),
        "on_other_days": _on_other_days(record, names, utterance),
        "sides": record.sides,
    }
    return Page(
        "statement.html",
        context,
        lambda: {
            "statement": found,
            "document": without_text(document),
            "address": source_address(found),
            "utterance": utterance,
        },
        lambda: Table(STATEMENT_COLUMNS, [statement_row(found, names)]),
        **page_addresses(statement_address(found.id)),
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an utterance."""

    statement: Statement
    """The statement that tells it."""
    is_this: bool
    """Whether it is the statement the page is about."""
    differences: tuple[Difference, ...]
    """How its words differ from the first telling."""
    small_differences: tuple[Difference, ...]
    """Differences of typography and contraction."""


def _in_names(item: Difference, first: Statement, this: Statement, names: Names) -> Difference | None:
    """Name the speakers where two tellings ascribe words to different persons by one word: “he” and “he”."""
    if item.kind != "attribution" or (item.from_ or "").casefold() != (item.to or "").casefold():
        return item
    one, other = names.speaker_name(first), names.speaker_name(this)
    return None if one == other else replace(item, from_=one, to=other)


def _tellings(record: Record, names: Names, told: Statement, utterance: Utterance | None) -> list[Telling]:
    if utterance is None or len(utterance.statements) < 2:
        return []
    differences = {variant.statement: variant.differences for variant in utterance.variants}
    in_order = [variant.statement for variant in utterance.variants]
    in_order += [identity for identity in utterance.statements if identity not in differences]
    tellings = []
    first = record.statement(in_order[0])
    for identity in in_order:
        this = record.statement(identity)
        named = (_in_names(item, first, this, names) for item in differences.get(identity, ()))
        found = [item for item in named if item is not None]
        tellings.append(
            Telling(
                this,
                identity == told.id,
                tuple(item for item in found if item.kind not in words.SMALL_DIFFERENCES),
                tuple(item for item in found if item.kind in words.SMALL_DIFFERENCES),
            )
        )
    return tellings


def _on_other_days(record: Record, names: Names, utterance: Utterance | None) -> list[Statement]:
    others = [names.utterance(identity) for identity in (utterance.repeats if utterance else ())]
    return [record.statement(other.statements[0]) for other in others if other and other.statements]


def documents(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the table of sources."""
    offset = read_offset(parameters)
    asked = {name: (parameters.get(name) or "").strip() or None for name in ("words", "kind", "outlet")}
    words_asked, kind, outlet = asked["words"], asked["kind"], asked["outlet"]
    rejected = True if parameters.get("date") == "rejected" else None

    def read(limit: int, start: int) -> list[Document]:
        return record.documents(
            words=words_asked, kind=kind, outlet=outlet, rejected_date=rejected, limit=limit, offset=start
        )

    found = read(PAGE_LENGTH, offset)
    total = record.count_documents(words=words_asked, kind=kind, outlet=outlet, rejected_date=rejected)
    families = record.family_sizes(document.id for document in found)
    in_address = {**asked, "date": "rejected" if rejected else None}
    seen = record.overview(speakers=0)
    rows = [
        (
            document,
            families[document.id][1],
            claims_of(document),
            warnings_of(document, claims=False),
        )
        for document in found
    ]

    def address(start: int) -> str:
        return with_parameters("/documents", {**in_address, "offset": start or None})

    def all_rows() -> Iterator[tuple[object, ...]]:
        start = 0
        while batch := read(CSV_BATCH, start):
            yield from (document_row(document) for document in batch)
            start += len(batch)

    context = {
        "names": Names(record),
        "rows": rows,
        "asked": asked,
        "rejected": rejected,
        "total": total,
        "seen": seen,
        "offset": offset,
        "previous": address(max(0, offset - PAGE_LENGTH)) if offset else None,
        "following": address(offset + PAGE_LENGTH) if offset + PAGE_LENGTH < total else None,
    }
    return Page(
        "documents.html",
        context,
        lambda: {
            "asked": in_address,
            "count": total,
            "offset": offset,
            "documents": [without_text(document) for document in found],
        },
        lambda: Table(DOCUMENT_COLUMNS, all_rows()),
        **page_addresses("/documents", in_address),
    )


def actors(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the table of those who speak or are spoken of; of one side, those who speak."""
    offset = read_offset(parameters)
    side = (parameters.get("side") or "").strip() or None
    length = 2 * PAGE_LENGTH
    shown: list[tuple[Actor, int]]
    if side is None:
        total = record.count_actors()
        shown = [
            (actor, record.count_statements(StatementQuery(speaker=actor.id)).statements)
            for actor, _ in record.leading_actors(limit=length, offset=offset)
        ]
    else:
        speaking = record.facets(StatementQuery(side=side), "speaker", limit=MOST_SPEAKERS)
        total = len(speaking)
        shown = [(record.actor(facet.value), facet.count) for facet in speaking[offset : offset + length]]

    def address(start: int) -> str:
        return with_parameters("/actors", {"side": side, "offset": start or None})

    context = {
        "names": Names(record),
        "actors": shown,
        "largest": max((count for _, count in shown), default=0),
        "total": total,
        "side": side,
        "sides": record.sides,
        "offset": offset,
        "previous": address(max(0, offset - length)) if offset else None,
        "following": address(offset + length) if offset + length < total else None,
    }
    return Page(
        "actors.html",
        context,
        lambda: {"actors": [actor for actor, _ in shown], "statements": {actor.id: count for actor, count in shown}},
        lambda: Table(
            ("id", "name", "kind", "country", "sector", "aliases", "offices", "statements"), _actor_rows(record, side)
        ),
        **page_addresses("/actors", {"side": side}),
    )


def _actor_rows(record: Record, side: str | None) -> Iterator[tuple[object, ...]]:
    counts = {facet.value: facet.count for facet in record.facets(StatementQuery(side=side), "speaker", limit=100_000)}
    everybody = record.actors()
    for actor in sorted(everybody, key=lambda actor: (-counts.get(actor.id, 0), actor.name, actor.id)):
        if side is None or actor.country == side:
            yield _actor_row(actor, counts)


def _actor_row(actor: Actor, counts: Mapping[str, int]) -> tuple[object, ...]:
    offices = "; ".join(office.title for office in actor.offices)
    aliases = "; ".join(actor.aliases)
    count = counts.get(actor.id, 0)
    return (actor.id, actor.name, actor.kind, actor.country, actor.sector, aliases, offices, count)


def actor(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return what one actor said, by day."""
    names = Names(record)
    found = record.actor(identity)
    query = StatementQuery(speaker=found.id)
    count = record.count_statements(query)
    told = record.statements(query, limit=ACTOR_STATEMENTS)
    days: list[tuple[str, list[Statement]]] = []
    for item in told:
        day = words.said_on_words(item.said_on)
        if days and days[-1][0] == day:
            days[-1][1].append(item)
        else:
            days.append((day, [item]))
    counted = record.facets(query, "month", limit=MOST_MONTHS)
    months = {facet.value: facet.count for facet in counted if words.month_of(facet.value)}
    issues = record.facets(query, "issue")
    context = {
        "names": names,
        "actor": found,
        "count": count,
        "days": days,
        "shown": len(told),
        "sides": record.sides,
        "months": sorted(months.items()),
        "strip": time_strip(
            [_by_position(month, number, found, record.sides) for month, number in sorted(months.items())]
        ),
        "issues": [
            (names.issue(facet.value), facet.count, list_address(replace(query, issue=facet.value))) for facet in issues
        ],
        "list_address": list_address(query),
    }
    return Page(
        "actor.html",
        context,
        lambda: {"actor": found, "count": count, "statements": told},
        lambda: Table(STATEMENT_COLUMNS, _all_statement_rows(record, query)),
        **page_addresses(actor_address(found.id)),
    )


def _by_position(month: str, number: int, speaker: Actor, sides: Sequence[str]) -> MonthCount:
    """Return a month's statements on the side of the line where the speaker's side stands."""
    if speaker.country in sides[:1]:
        return MonthCount(month, number, 0)
    if speaker.country in sides[1:2]:
        return MonthCount(month, 0, number)
    return MonthCount(month, 0, 0, number)


def search(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the statements and documents that hold the words asked for."""
    names = Names(record)
    asked = parameters.get("q", "").strip()[:500]
    result = record.search(asked)

    def rows() -> Iterator[tuple[object, ...]]:
        for told in result.statements:
            quote = publishing.whole_words(names.document(told.document), told)
            yield ("statement", told.id, told.document, told.said_on.date, names.speaker_name(told), quote)
        for hit in result.documents:
            excerpt = "".join(part.text for part in hit.excerpt)
            date = hit.document.published.date
            yield ("document", hit.document.id, hit.document.id, date, hit.document.title, excerpt)

    context = {
        "names": names,
        "asked": asked,
        "result": result,
        "passages": passages_found(record, names, asked, result.statements),
        "sides": record.sides,
        "all_statements": list_address(StatementQuery(words=asked or None)),
        "count": record.count_statements(StatementQuery(words=asked)) if asked else None,
    }
    return Page(
        "search.html",
        context,
        lambda: {
            "words": asked,
            "statements": result.statements,
            "documents": [
                {
                    "document": hit.document.id,
                    "title": hit.document.title,
                    "start": hit.start,
                    "end": hit.end,
                    "excerpt": hit.excerpt,
                }
                for hit in result.documents
            ],
        },
        lambda: Table(("what", "id", "document", "date", "who", "words"), rows()),
        **page_addresses("/search", {"q": asked or None}),
    )


def status(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return what was read, what was skipped and why, versions and timings."""
    seen = record.status()
    states = record.decision_states()
    lasting = [one for one in record.decisions() if states[one.id] in ("in force", "next build", "waiting")]
    return Page(
        "status.html",
        {
            "status": seen,
            "total_seconds": sum(timing.seconds for timing in seen.timings),
            "decisions": [
                (one, states[one.id], record.entries_at(one) if states[one.id] == "waiting" else []) for one in lasting
            ],
            "waiting": sum(states[one.id] == "waiting" for one in lasting),
        },
        lambda: seen,
        lambda: Table(
            ("what", "path", "reason", "detail"),
            [
                *(("file read", file.path, f"{file.pages} pages", f"{file.bytes} bytes") for file in seen.files),
                *(("unreadable", item.path, item.reason, item.detail) for item in seen.unreadable),
                *((f"failed in {f.stage}", f.path, f.reason, f.detail) for f in seen.failures),
            ],
        ),
        **page_addresses("/status"),
    )


KEYS = (
    ("j", "next entry"),
    ("k", "previous entry"),
    ("o", "open the source of the entry at its words"),
    ("Enter", "follow the link in focus"),
    ("/", "search"),
    ("c", "in the source reader: open or close all cut parts"),
    ("?", "this page"),
)
"""The keys of the page, as `keys.js` reads them and the help page shows them."""


def help_page(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return how to read the page, and its keys."""
    return Page(
        "help.html",
        {"keys": KEYS},
        lambda: {"keys": [{"key": key, "does": does} for key, does in KEYS]},
        lambda: Table(("key", "does"), KEYS),
        **page_addresses("/help"),
    )
