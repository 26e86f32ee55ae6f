"""Who did what to whom: events in PLOVER 0.8, and the happenings that several reports tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records._base import DateBasis, Evidence, Precision

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""The sixteen types of PLOVER, manual 0.8 (CC BY-SA 4.0, openeventdata/PLOVER)."""

QuadCode = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
"""The four classes that PLOVER groups its types into."""

EventStatus = Literal[
    "occurred",
    "ongoing",
    "announced",
    "agreed",
    "conditional",
    "requested",
    "denied",
    "did_not_happen",
    "ended",
    "background",
]
"""Whether it happened, or was only spoken of; ``background``: happened before what the page reports."""

AssertionChannel = Literal["narrator", "on_record", "readout", "document", "anonymous", "decision"]
"""How it reached us: the page itself, a named speaker, a readout, a document, an unnamed source, a decision."""

Stance = Literal["asserts", "denies", "doubts"]
"""What an assertion says of the fact."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event: who, and the words that say so."""

    actor: str | None
    """Id of the actor; None where it could not be resolved."""
    text: str
    """The words of the text."""
    country: str | None = None
    """ISO 3166 alpha-3, or PLOVER's code of an international body (UNO, IGO, EUR, NGO …)."""
    sector: str | None = None
    """PLOVER sector: GOV, MIL, LEG, COP, JUD, BUS, MED, CVL …"""
    evidence: Evidence | None = None
    """Where the words stand; None where the actor is understood (a dropped subject)."""


@dataclass(frozen=True, slots=True)
class AssertedBy:
    """One who says that a thing is so."""

    actor: str | None
    """Id of the actor; None for the page itself and where unresolved."""
    text: str
    """The words that name the source; the outlet's name for the page itself."""
    side: str | None = None
    """ISO 3166 alpha-3 of the state it speaks for; None for the press, third parties without a state, the unknown."""
    channel: AssertionChannel = "narrator"
    """How the assertion reached us."""
    stance: Stance = "asserts"
    """What it says of the fact."""
    statement: str | None = None
    """Id of the statement in which it is said; None for the page itself."""


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event was, is or shall be."""

    date: str | None = None
    """First day, month or year, ISO 8601; None when unknown."""
    enddate: str | None = None
    """Last day where it lasted, or where only a range is known."""
    precision: Precision = "unknown"
    """How fine the date is."""
    basis: DateBasis = "unknown"
    """Where it comes from."""
    evidence: tuple[Evidence, ...] = ()
    """The words it was read from."""
    reason: str = ""
    """Why, or why not, in plain words."""


UNKNOWN_EVENT_DATE = EventDate(reason="the text does not say when")
"""No date."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event was."""

    text: str
    """The words of the text."""
    country: str | None = None
    """ISO 3166 alpha-3."""
    evidence: Evidence | None = None
    """Where the words stand."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one document tells it."""

    id: str
    """``evt-`` and 16 hexadecimal digits."""
    document: str
    """Id of the document that tells it."""
    event: EventType
    """PLOVER 0.8 type."""
    mode: str | None = None
    """PLOVER mode of that type, e.g. ``visit``, ``meet``, ``phone``; None where none fits."""
    context: tuple[str, ...] = ()
    """PLOVER contexts, sorted: ``military``, ``diplomatic``, ``economic`` …"""
    issues: tuple[str, ...] = ()
    """Ids of the issues it is about, sorted."""
    quad_code: QuadCode = "verbal cooperation"
    """Class of the type."""
    event_scale: float = 0.0
    """PLOVER score of type and mode, from -10 (conflict) to 10 (cooperation)."""
    cameo_code: str | None = None
    """CAMEO 1.1b3 code by the public mapping, for users of GDELT, ICEWS and Phoenix."""
    cameo_mapping: Literal["exact", "coarse", "none"] = "none"
    """How well the CAMEO code fits."""
    actor: tuple[Participant, ...] = ()
    """Who did it; a compound actor is one list, not copies of the event."""
    recipient: tuple[Participant, ...] = ()
    """To whom; empty where the event is the actors' own among themselves."""
    date: EventDate = UNKNOWN_EVENT_DATE
    """When."""
    location: Place | None = None
    """Where."""
    status: EventStatus = "occurred"
    """Whether it happened, or was only agreed, planned, asked, denied …"""
    asserted_by: tuple[AssertedBy, ...] = ()
    """Who says so, nearest to the fact first; the page itself stands last."""
    happening: str | None = None
    """Id of the happening this is a report of."""
    evidence: tuple[Evidence, ...] = ()
    """The words: first those that name the event (the trigger), then the clause that tells it."""
    confidence: float = 1.0
    """0 to 1."""
    method: str = ""
    """Which rule or model found it, with its version."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One real-world happening, however many documents and sentences tell it."""

    id: str
    """``happ-`` and 16 hexadecimal digits."""
    events: tuple[str, ...]
    """Ids of the events that report it, sorted."""
    kind: str
    """PLOVER type in lower case, with its mode where the reports agree on one: ``consult/visit``."""
    date: EventDate
    """When, from all reports together."""
    parties: tuple[str, ...]
    """Countries that take part, sorted."""
    status: EventStatus
    """What the reports say of it together."""
    text: str
    """The shortest good telling, in the words of a source."""
    documents: int
    """How many documents report it."""
    independent_reports: int
    """How many of them are not copies of one another."""
    issues: tuple[str, ...] = ()
    """Ids of the issues it is about, sorted."""
    location: Place | None = None
    """Where."""
    asserted_by: tuple[AssertedBy, ...] = ()
    """Who says so, each source once."""
    evidence: tuple[Evidence, ...] = ()
    """Where ``text`` stands first, then one telling from each further independent report."""
    meeting: str | None = None
    """Id of the meeting, where it is one."""
