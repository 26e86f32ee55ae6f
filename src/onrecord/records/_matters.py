"""What the reports add up to: commitments, lines of communication, positions, meetings with their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records._base import UNKNOWN_DATE, DatedBy, Evidence
from onrecord.records._events import AssertedBy, EventDate, Place
from onrecord.records._statements import Difference, Mode

Agreement = Literal["both", "only_A", "only_B", "disputed", "third_party_only"]
"""Which side says so: A is the first of ``parties`` (or of obligor and beneficiary, sorted), B the second."""

CommitmentKind = Literal["do", "refrain", "resume", "establish", "continue", "discuss"]
"""What is undertaken."""

CommitmentState = Literal[
    "proposed",
    "agreed_in_principle",
    "announced",
    "first_step_reported",
    "refused",
    "disputed",
    "lapsed",
    "superseded",
    "kept",
    "broken",
]
"""What became of a commitment; ``kept`` and ``broken`` are set by a person's decision only."""

ChannelLevel = Literal["leaders", "ministers", "military_senior", "military_operational", "working_group", "other"]
"""Who talks over a line of communication."""

ChannelState = Literal[
    "none",
    "proposed",
    "refused",
    "agreed",
    "scheduled",
    "operating",
    "suspended",
    "agreed_to_resume",
    "resumed",
    "ended",
]
"""State of a line of communication."""

ItemRelation = Literal["agree", "wording_differs", "only_one_side", "contradict"]
"""How the accounts of a meeting stand to one another on one item."""


@dataclass(frozen=True, slots=True)
class CommitmentReport:
    """What one passage of one document says of a commitment; reports of many documents make its history."""

    id: str
    """``crep-`` and 16 hexadecimal digits."""
    document: str
    """Id of the document."""
    key: str
    """Reports that can be of one commitment have the same key: parties and issue, e.g. ``CHN-USA/counternarcotics``."""
    text: str
    """What is undertaken, in the words of the document (shortest exact words)."""
    obligor: tuple[str, ...]
    """Countries that undertake it, sorted."""
    beneficiary: tuple[str, ...]
    """Countries towards which, sorted."""
    issue: str | None
    """Id of the issue."""
    kind: CommitmentKind
    """What is undertaken."""
    state: CommitmentState
    """What the passage says became of it."""
    date: DatedBy = UNKNOWN_DATE
    """When that state began, or was said."""
    deadline: DatedBy | None = None
    """By when it is to be done."""
    condition: Evidence | None = None
    """The words of a condition."""
    verification: Evidence | None = None
    """The words that say how it is checked ("trust but verify")."""
    asserted_by: tuple[AssertedBy, ...] = ()
    """Who says so."""
    evidence: tuple[Evidence, ...] = ()
    """Where ``text`` stands first, then further words."""
    statement: str | None = None
    """Id of the statement it was read from."""
    event: str | None = None
    """Id of the event it was read from."""


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """What one passage of one document says of a line of communication."""

    id: str
    """``lrep-`` and 16 hexadecimal digits."""
    document: str
    """Id of the document."""
    key: str
    """The pair of parties, e.g. ``CHN-USA``: channels of one pair make one tree."""
    channel: str
    """Short stable name of the channel inside its pair, e.g. ``military/theatre commanders``."""
    name: str
    """Name to show, e.g. ``talks between theatre commanders``."""
    level: ChannelLevel
    """Who talks."""
    parties: tuple[str, ...]
    """Countries, sorted."""
    state: ChannelState
    """What the passage says of it."""
    date: DatedBy = UNKNOWN_DATE
    """When that state began, or was seen."""
    by: tuple[str, ...] = ()
    """Countries that brought the state about (who refused, who suspended), sorted; empty where both or not said."""
    asserted_by: tuple[AssertedBy, ...] = ()
    """Who says so."""
    evidence: tuple[Evidence, ...] = ()
    """The words."""
    statement: str | None = None
    """Id of the statement it was read from."""
    event: str | None = None
    """Id of the event it was read from."""


@dataclass(frozen=True, slots=True)
class PositionReport:
    """Words by which one document tells where a side stands on an issue."""

    id: str
    """``prep-`` and 16 hexadecimal digits."""
    document: str
    """Id of the document."""
    key: str
    """Issue and side, e.g. ``taiwan/CHN``: what a side says on an issue is put together."""
    issue: str
    """Id of the issue."""
    side: str
    """ISO 3166 alpha-3 of the side whose position it is."""
    holder: str | None
    """Id of the actor who states it."""
    told_by: str | None
    """Side that says this is the position; None where it is the side's own words."""
    statement: str | None
    """Id of the statement the words stand in; None where a government's own page says so in its own voice."""
    date: DatedBy
    """The day it was said."""
    mode: Mode
    """Whether the holder is quoted, partly quoted, or reported in the words of the page."""
    evidence: tuple[Evidence, ...]
    """The words (shortest exact words)."""


@dataclass(frozen=True, slots=True)
class CommitmentStep:
    """One step in the history of a commitment."""

    date: DatedBy
    """When."""
    state: CommitmentState
    """What was reached, according to those who say so."""
    asserted_by: tuple[AssertedBy, ...]
    """Who says so, each source once."""
    evidence: tuple[Evidence, ...]
    """The words, one for each independent report."""
    documents: int = 1
    """How many documents report it."""
    independent_reports: int = 1
    """How many of them are not copies of one another."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who undertakes what towards whom, and what became of it."""

    id: str
    """``comm-`` and 16 hexadecimal digits."""
    text: str
    """What is undertaken, in the words of a source."""
    obligor: tuple[str, ...]
    """Countries that undertake it, sorted."""
    beneficiary: tuple[str, ...]
    """Countries towards which, sorted."""
    issue: str | None
    """Id of the issue."""
    kind: CommitmentKind
    """What is undertaken."""
    history: tuple[CommitmentStep, ...]
    """Its steps, oldest first."""
    agreement: Agreement
    """Which side says so."""
    made_at: str | None = None
    """Id of the meeting at which it was made."""
    deadline: DatedBy | None = None
    """By when it is to be done."""
    condition: Evidence | None = None
    """The words of a condition."""
    verification: Evidence | None = None
    """The words that say how it is checked."""
    elements_missing: tuple[str, ...] = ()
    """Of ``deliverable``, ``target``, ``timeframe``, ``owner``: what no source says."""
    reports: tuple[str, ...] = ()
    """Ids of the reports it is made of, sorted."""


@dataclass(frozen=True, slots=True)
class ChannelStep:
    """One step in the history of a line of communication."""

    date: DatedBy
    """When."""
    state: ChannelState
    """State from then on, according to those who say so."""
    asserted_by: tuple[AssertedBy, ...]
    """Who says so, each source once."""
    evidence: tuple[Evidence, ...]
    """The words, one for each independent report."""
    by: tuple[str, ...] = ()
    """Countries that brought it about, sorted; empty where both or not said."""
    agreement: Agreement = "third_party_only"
    """Which side says so."""
    documents: int = 1
    """How many documents report it."""
    independent_reports: int = 1
    """How many of them are not copies of one another."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A line of communication between states, and its history."""

    id: str
    """``chan-`` and 16 hexadecimal digits."""
    name: str
    """Name to show."""
    level: ChannelLevel
    """Who talks."""
    parties: tuple[str, ...]
    """Countries, sorted."""
    history: tuple[ChannelStep, ...]
    """Its steps, oldest first; empty for a parent, which has no state of its own."""
    agreement: Agreement
    """Which side says so, of the last state."""
    parent: str | None = None
    """Id of the channel it belongs to."""
    as_of: str | None = None
    """Day of the latest evidence, ISO 8601: a state that nobody confirmed since is as old as this."""
    last_used: str | None = None
    """Day of the last use that is reported, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a side stands on an issue, in its own words, or in the words another side lends it."""

    id: str
    """``pos-`` and 16 hexadecimal digits."""
    issue: str
    """Id of the issue."""
    side: str
    """ISO 3166 alpha-3 of the side whose position it is."""
    holder: str | None
    """Id of the actor who stated it."""
    text: str
    """The shortest exact words."""
    statement: str | None
    """Id of the statement they stand in; None where a government's own page says so in its own voice."""
    date: DatedBy
    """The day it was said."""
    first_seen: str | None
    """First day these words, or words to this effect, are on record, ISO 8601."""
    last_seen: str | None
    """Last such day."""
    repeated: int
    """On how many days it was said."""
    told_by: str | None = None
    """Side that says this is the position; None where it is the side's own words."""
    previous: str | None = None
    """Id of the wording it follows."""
    differences: tuple[Difference, ...] = ()
    """How the wording changed from the previous one."""
    evidence: tuple[Evidence, ...] = ()
    """Where the words stand."""
    mode: Mode = "indirect"
    """Whether the holder is quoted, partly quoted, or reported in the words of the page."""


@dataclass(frozen=True, slots=True)
class AccountItem:
    """One item of one side's account of a meeting."""

    issue: str | None
    """Id of the issue."""
    order: int
    """Place in the account, from 1."""
    told_as: str
    """What it says, in its words."""
    evidence: tuple[Evidence, ...]
    """Where the words stand."""
    statement: str | None = None
    """Id of the statement, where it is one."""


@dataclass(frozen=True, slots=True)
class Account:
    """How one side, or the press, tells a meeting."""

    side: str | None
    """ISO 3166 alpha-3 of the side; None for the press."""
    source: Literal["own_readout", "own_officials", "told_by_other_side", "press"]
    """Whose telling it is."""
    documents: tuple[str, ...]
    """Ids of the documents, sorted."""
    items: tuple[AccountItem, ...]
    """Items in the order told."""


@dataclass(frozen=True, slots=True)
class NotFoundIn:
    """Silence, stated as what it is: not found in so many documents of that side."""

    side: str
    """ISO 3166 alpha-3."""
    documents: int
    """How many documents of that side on this meeting the record holds."""


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """One item over all accounts of a meeting."""

    issue: str | None
    """Id of the issue."""
    found_in: tuple[str, ...]
    """Sides whose accounts have it, sorted."""
    relation: ItemRelation
    """How the accounts stand to one another."""
    evidence: tuple[Evidence, ...] = ()
    """The words in each account."""
    not_found_in: tuple[NotFoundIn, ...] = ()
    """Sides whose accounts do not have it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, call or visit, and how each side tells it."""

    id: str
    """``meet-`` and 16 hexadecimal digits."""
    happening: str
    """Id of the happening."""
    kind: Literal["meeting", "call", "visit", "talks"]
    """What it was."""
    parties: tuple[str, ...]
    """Countries, sorted."""
    participants: tuple[str, ...]
    """Ids of the persons who took part, sorted."""
    date: EventDate
    """When."""
    accounts: tuple[Account, ...]
    """Each side's own first, then the others."""
    items: tuple[MeetingItem, ...]
    """Item by item."""
    location: Place | None = None
    """Where."""
