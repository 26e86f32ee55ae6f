"""What the exports of events share: each happening with the report that stands for it, names, codes, days."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import NotFoundError
from onrecord.publishing._wording import flat, took_place
from onrecord.records import Actor, Document, Event, EventDate, Happening, Participant
from onrecord.store import EventQuery, Record

AT_A_TIME = 500
"""Happenings read from the store at a time."""

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""PLOVER's four classes, in the order of their numbers from 1."""


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code."""

    name: str
    """What it means."""
    goldstein: float | None
    """Its Goldstein value, -10 to 10."""


@cache
def cameo_codes() -> dict[str, Cameo]:
    """Return the CAMEO 1.1b3 codes (table of andybega/icews, MIT)."""
    text = files("onrecord.publishing").joinpath("cameo.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["code"]: Cameo(row["name"], float(row["goldstein"]) if row["goldstein"] else None) for row in rows}


def goldstein_of(code: str | None) -> float | None:
    """Return the Goldstein value of a CAMEO code, of its parent where the code itself has none."""
    codes = cameo_codes()
    while code:
        if code in codes and codes[code].goldstein is not None:
            return codes[code].goldstein
        code = code[:-1]
    return None


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with the report that stands for it."""

    happening: Happening
    """The happening."""
    lead: Event
    """The report whose document was published first, among those of the happening's kind and status."""
    document: Document
    """The document of that report."""
    events: tuple[Event, ...]
    """All reports."""


class Lookup:
    """Looks up actors and documents, each at most once.

    Args:
        record: where to look.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._actors: dict[str, Actor | None] = {}
        self._documents: dict[str, Document] = {}

    def document(self, identity: str) -> Document:
        """Return a document."""
        if identity not in self._documents:
            self._documents[identity] = self._record.document(identity)
        return self._documents[identity]

    def actor(self, identity: str | None) -> Actor | None:
        """Return an actor; None where the record holds none with that id."""
        if identity is None:
            return None
        if identity not in self._actors:
            try:
                self._actors[identity] = self._record.actor(identity)
            except NotFoundError:
                self._actors[identity] = None
        return self._actors[identity]

    def name(self, one: Participant) -> str:
        """Return the name of a participant: the actor's, else the words of the text."""
        actor = self.actor(one.actor)
        return flat(actor.name if actor else one.text)

    def office(self, one: Participant) -> str:
        """Return the last office of a participant that the record knows; empty where it knows none."""
        actor = self.actor(one.actor)
        return flat(actor.offices[-1].title) if actor and actor.offices else ""

    def wikidata(self, one: Participant) -> str:
        """Return the Wikidata id of a participant; empty where it is not known."""
        actor = self.actor(one.actor)
        return actor.wikidata or "" if actor else ""


def told_happenings(record: Record, look: Lookup) -> Iterator[Told]:
    """Yield all happenings that have a report, oldest first, the undated last."""
    offset = 0
    while batch := record.happenings(limit=AT_A_TIME, offset=offset, latest=False):
        for happening in batch:
            events = record.events(EventQuery(happening=happening.id))
            if events:
                lead = min(events, key=lambda event: _lead_order(event, happening, look))
                yield Told(happening, lead, look.document(lead.document), tuple(events))
        offset += len(batch)


def _lead_order(event: Event, happening: Happening, look: Lookup) -> tuple[bool, bool, str, str]:
    kind, _, mode = happening.kind.partition("/")
    fits = event.event.lower() == kind and (not mode or event.mode == mode)
    published = look.document(event.document).published
    first = published.date or published.earliest or published.latest or "9999"
    return (not fits, event.status != happening.status, first, event.id)


def happened(record: Record, look: Lookup) -> Iterator[tuple[Told, str, str]]:
    """Yield what took place with its first and last day, oldest first: tables without a status hold nothing else."""
    for told in told_happenings(record, look):
        days = first_and_last_day(told.happening.date)
        if days and took_place(told.happening.kind, told.happening.status):
            yield told, *days


def first_and_last_day(date: EventDate) -> tuple[str, str] | None:
    """Return the first and last day that a date can mean, ISO 8601.

    None where the month is not known, or where the days are only known to lie somewhere in more than one month.
    """
    first = date.date or ""
    last = date.enddate or first
    if len(first) < 7 or len(last) < 7 or (date.precision == "range" and first[:7] != last[:7]):
        return None
    try:
        begin = datetime.date.fromisoformat(first if len(first) == 10 else f"{first}-01")
        end = datetime.date.fromisoformat(last if len(last) == 10 else f"{last}-01")
    except ValueError:
        return None
    if len(last) == 7:
        end = (end + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return begin.isoformat(), end.isoformat()


def two_parties(event: Event) -> tuple[Participant | None, Participant | None]:
    """Return one actor and one recipient, as tables with one column for each want them.

    Of actors among themselves the second stands for the recipient; of compound ones, the first of another country.
    """
    first = event.actor[0] if event.actor else None
    others = event.recipient or event.actor[1:]
    apart = [one for one in others if first is None or one.country != first.country]
    return first, next(iter((*apart, *others)), None)


def tab_line(cells: list[object]) -> str:
    """Return cells as one line of a tab-separated table; None is empty, and no cell holds a tab or a line's end."""
    return "\t".join("" if cell is None else flat(str(cell)) for cell in cells) + "\n"
