"""The timeline of happenings, one happening with all its reports, and one event as one document tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from onrecord.errors import NotFoundError
from onrecord.publishing import chronology_entries, event_tellings
from onrecord.records import Event, Evidence, Happening
from onrecord.store import EventQuery, HappeningField, HappeningQuery, Record
from onrecord.web._addresses import event_address, happening_address, with_parameters
from onrecord.web._brush import brush
from onrecord.web._filters import PAGE_LENGTH, ActiveFilter, read_offset
from onrecord.web._lanes import axis, place_in_time, scale_over
from onrecord.web._matter_rows import EVENT_COLUMNS, HAPPENING_COLUMNS, event_row, happening_row
from onrecord.web._matter_words import days_of, event_date_words, kind_noun, status_word
from onrecord.web._names import Names
from onrecord.web._pages import CSV_BATCH, Page, page_addresses
from onrecord.web._reader import Mark, event_marks, passage_of
from onrecord.web._twins import Table
from onrecord.web._words import date_words

FILTERS = tuple(field.name for field in fields(HappeningQuery))
"""Filters of the timeline, in the order of the address."""

MOST_MONTHS = 2_400
"""Months counted for the brush."""

CHOICES = 12
"""Values of a choice shown before the rest is folded."""


def read_filters(parameters: Mapping[str, str]) -> dict[str, str | None]:
    """Read the filters of the timeline from the parameters of an address."""
    return {name: (parameters.get(name) or "").strip() or None for name in FILTERS}


def timeline_address(asked: Mapping[str, str | None], **changed: str | int | None) -> str:
    """Return the address of the timeline under some filters."""
    return with_parameters("/timeline", {**{name: asked.get(name) for name in FILTERS}, **changed})


def active_filters(asked: Mapping[str, str | None], names: Names) -> list[ActiveFilter]:
    """Return the parts of the active filter in the order of a sentence."""
    says: dict[str, Callable[[str], str]] = {
        "since": lambda value: f"on or after {date_words(value)}",
        "until": lambda value: f"on or before {date_words(value)}",
        "party": lambda value: f"with {names.the_side(value)}",
        "issue": lambda value: f"about {names.issue(value)}",
        "kind": lambda value: f"of the kind {kind_noun(value)}",
        "status": lambda value: f"that {_that(value)}",
        "quad": lambda value: f"of {value}",
        "document": lambda value: f"told in “{names.label('document', value)}”",
    }
    return [
        ActiveFilter(name, says[name](value), timeline_address(asked, **{name: None}))
        for name in FILTERS
        if (value := asked[name])
    ]


def _that(status: str) -> str:
    word = status_word(status)
    return word if status in ("occurred", "did_not_happen", "ended") else f"are marked “{word}”"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value by which the list can be narrowed."""

    label: str
    """The value for a reader."""
    count: int
    """How many happenings have it."""
    address: str
    """The list under it."""
    is_chosen: bool
    """Whether the list is under it."""


CHOICE_FIELDS: tuple[tuple[HappeningField, str], ...] = (
    ("status", "Status"),
    ("kind", "Kind"),
    ("party", "Party"),
    ("issue", "Issue"),
)
"""Fields by which the timeline can be narrowed, with their headings."""


def _choices(
    record: Record, query: HappeningQuery, asked: Mapping[str, str | None], names: Names
) -> list[tuple[str, list[Choice]]]:
    """Return the values by which a list can be narrowed, the most frequent first."""
    label: dict[str, Callable[[str], str]] = {
        "status": status_word,
        "kind": kind_noun,
        "party": names.side,
        "issue": names.issue,
    }
    found = []
    for field, title in CHOICE_FIELDS:
        values = [
            Choice(
                label[field](facet.value),
                facet.count,
                timeline_address(asked, **{field: facet.value}),
                asked[field] == facet.value,
            )
            for facet in record.happening_facets(query, field)
        ]
        found += [(title, values)] if values else []
    return found


def all_happenings(record: Record, query: HappeningQuery) -> Iterator[Happening]:
    """Yield all happenings a query asks for, latest first, a batch at a time."""
    offset = 0
    while batch := record.happenings(query, limit=CSV_BATCH, offset=offset):
        yield from batch
        offset += len(batch)


def _all_rows(record: Record, query: HappeningQuery) -> Iterator[tuple[object, ...]]:
    names = Names(record)
    for happening in all_happenings(record, query):
        yield happening_row(happening, names)


def timeline(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the timeline of happenings under some filters."""
    names = Names(record)
    asked, offset = read_filters(parameters), read_offset(parameters)
    as_chronology = parameters.get("view") == "chronology"
    query = HappeningQuery(**asked)
    count = record.count_happenings(query)
    # A chronology reads from its first day on, page by page; the timeline from the last day back.
    found = record.happenings(query, limit=PAGE_LENGTH, offset=offset, latest=not as_chronology)
    scale = scale_over([days_of(happening.date) for happening in found], 180)
    days: list[tuple[str, list[tuple[Happening, Any]]]] = []
    for words, group in groupby(found, key=lambda happening: event_date_words(happening.date)):
        drawn = [(h, place_in_time(days_of(h.date), h.status, scale) if scale else "") for h in group]
        days.append((words, drawn))
    entries, notes = chronology_entries(record, found) if as_chronology else ([], [])
    view = "chronology" if as_chronology else None
    context = {
        "names": names,
        "asked": asked,
        "count": count,
        "found": found,
        "days": days,
        "axis": axis(scale) if scale else None,
        "brush": brush(
            {facet.value: facet.count for facet in record.happening_facets(query, "month", limit=MOST_MONTHS)},
            asked["since"],
            asked["until"],
            lambda since, until: timeline_address(asked, since=since, until=until, view=view),
        ),
        "filters": active_filters(asked, names),
        "choices": [
            (title, values[:CHOICES], values[CHOICES:]) for title, values in _choices(record, query, asked, names)
        ],
        "hidden": [(name, value) for name, value in asked.items() if value and name not in ("since", "until")],
        "sides": record.sides,
        "offset": offset,
        "as_chronology": as_chronology,
        "entries": entries,
        "notes": notes,
        "other_view": timeline_address(asked, view=None if as_chronology else "chronology"),
        "downloads": [
            (title, with_parameters(f"/chronology.{form}", {name: asked[name] for name in CHRONOLOGY_FILTERS}))
            for form, title in (("docx", "Word"), ("md", "Markdown"), ("html", "HTML"))
        ],
        "previous": timeline_address(asked, view=view, offset=max(0, offset - PAGE_LENGTH) or None) if offset else None,
        "following": timeline_address(asked, view=view, offset=offset + PAGE_LENGTH)
        if offset + PAGE_LENGTH < count.happenings
        else None,
    }
    return Page(
        "timeline.html",
        context,
        lambda: {"query": asked, "count": count, "offset": offset, "happenings": found},
        lambda: Table(HAPPENING_COLUMNS, _all_rows(record, query)),
        **page_addresses("/timeline", {**asked, "view": view, "offset": offset or None}),
    )


CHRONOLOGY_FILTERS = ("since", "until", "party", "issue")
"""Filters that a chronology to be downloaded takes."""


@dataclass(frozen=True, slots=True)
class ReportOfEvent:
    """One report of a happening, with the other reports of the same family folded below it."""

    event: Event
    """The event."""
    copies: tuple[Event, ...]
    """Reports of documents that are copies of the same text."""

    @property
    def tellings(self) -> list[Evidence]:
        """The words that tell it."""
        return event_tellings(self.event)


def fold_copies(record: Record, events: Sequence[Event]) -> list[ReportOfEvent]:
    """Fold the reports of copies below the first report of their family."""
    family_of: dict[str, str] = {}
    for event in events:
        if event.document not in family_of:
            members = record.family(event.document)
            family_of.update((member.id, members[0].id) for member in members)
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(family_of[event.document], []).append(event)
    folded = []
    for reports in found.values():
        # Several sentences of one document are all shown; those of its copies are folded.
        lead = reports[0].document
        own = [event for event in reports if event.document == lead]
        copies = tuple(event for event in reports if event.document != lead)
        folded += [ReportOfEvent(event, copies if index == 0 else ()) for index, event in enumerate(own)]
    return folded


def _meeting_of(record: Record, happening: Happening) -> Any:
    if happening.meeting is None:
        return None
    try:
        return record.meeting(happening.meeting)
    except NotFoundError:
        return None


def happening(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one happening with everything that reports it."""
    names = Names(record)
    found = record.happening(identity)
    events = record.events(EventQuery(happening=found.id))
    events.sort(
        key=lambda event: (
            _published_on(names, event),
            event.document,
            event.evidence[0].start if event.evidence else 0,
        )
    )
    context = {
        "names": names,
        "happening": found,
        "reports": fold_copies(record, events),
        "lead": events[0] if events else None,
        "cameo": sorted({(event.cameo_code, event.cameo_mapping) for event in events if event.cameo_code}),
        "meeting": _meeting_of(record, found),
        "sides": record.sides,
    }
    return Page(
        "happening.html",
        context,
        lambda: {"happening": found, "events": events},
        lambda: Table(EVENT_COLUMNS, (event_row(event, names) for event in events)),
        **page_addresses(happening_address(found.id)),
    )


def _start_of(event: Event) -> int:
    return event.evidence[0].start if event.evidence else 0


def _published_on(names: Names, event: Event) -> str:
    document = names.document(event.document)
    published = document.published if document else None
    return (published.date or published.earliest or published.latest or "9999") if published else "9999"


def event_page(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one event as one document tells it, with the paragraph it stands in."""
    names = Names(record)
    found = record.event(identity)
    document = record.document(found.document)
    here = [item for item in found.evidence if item.document == document.id]
    marks = event_marks([found])
    marks += [
        Mark(item.start, item.end, "dates", "date") for item in found.date.evidence if item.document == document.id
    ]
    passage = passage_of(document, here[0].start, max(item.end for item in here), marks) if here else ()
    statements = [record.statement(item.statement) for item in found.asserted_by if item.statement]
    context = {
        "names": names,
        "event": found,
        "document": document,
        "passage": passage,
        "statements": list({statement.id: statement for statement in statements}.values()),
        "sides": record.sides,
    }
    return Page(
        "event.html",
        context,
        lambda: found,
        lambda: Table(EVENT_COLUMNS, [event_row(found, names)]),
        **page_addresses(event_address(found.id)),
    )
