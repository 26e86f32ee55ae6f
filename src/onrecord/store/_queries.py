"""What can be asked of a record, and the small answers that are not records themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from onrecord.errors import QueryError
from onrecord.records import Derivation, Document, EventStatus, EventType, Statement, first_day

FacetField = Literal["speaker", "side", "mode", "document", "issue", "addressee", "month"]
"""What statements can be counted by; a month is told of those whose day lies in one month."""

HappeningField = Literal["kind", "status", "party", "issue", "quad", "month"]
"""What happenings can be counted by."""

MODES = ("direct", "mixed", "indirect")

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


@dataclass(frozen=True, slots=True)
class StatementQuery:
    """Which statements are wanted; every field narrows, None leaves open.

    Raises:
        QueryError: a date is not ISO 8601, or the mode is not one of ``direct``, ``mixed``, ``indirect``.
    """

    speaker: str | None = None
    """Id of the actor who speaks."""
    side: str | None = None
    """ISO 3166 alpha-3 code of the speaker's side."""
    addressee: str | None = None
    """Id of the actor spoken to."""
    since: str | None = None
    """First day of saying, ISO 8601 (a year or a month stands for its first day)."""
    until: str | None = None
    """Last day of saying, ISO 8601 (a year or a month stands for its last day)."""
    mode: str | None = None
    """``direct``, ``mixed`` or ``indirect``."""
    document: str | None = None
    """Id of the document that tells it."""
    words: str | None = None
    """Words that must all stand in the content or the speaker's name."""
    issue: str | None = None
    """Id of the issue."""

    def __post_init__(self) -> None:
        _check_dates(self.since, self.until)
        if self.mode is not None and self.mode not in MODES:
            raise QueryError(f"mode={self.mode!r} is unknown.", f"Use one of: {', '.join(MODES)}.")


def _check_dates(since: str | None, until: str | None) -> None:
    for name, value in (("since", since), ("until", until)):
        if value is not None and not _is_date(value):
            raise QueryError(f"{name}={value!r} is not a date.", "Write 2023-11-15, 2023-11 or 2023.")


def _is_date(value: str) -> bool:
    if not _DATE.match(value):
        return False
    try:
        date.fromisoformat(first_day(value))
    except ValueError:  # a thirteenth month, a thirtieth of February
        return False
    return True


def _check_choice(name: str, value: str | None, choices: tuple[str, ...]) -> None:
    if value is not None and value not in choices:
        raise QueryError(f"{name}={value!r} is unknown.", f"Use one of: {', '.join(choices)}.")


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are wanted; every field narrows, None leaves open.

    Raises:
        QueryError: a date is not ISO 8601, or the type or status is unknown.
    """

    document: str | None = None
    """Id of the document that tells it."""
    happening: str | None = None
    """Id of the happening it reports."""
    event: str | None = None
    """PLOVER type, e.g. ``CONSULT``."""
    status: str | None = None
    """E.g. ``occurred``."""
    country: str | None = None
    """ISO 3166 alpha-3 of an actor or recipient."""
    issue: str | None = None
    """Id of the issue."""
    since: str | None = None
    """First day, ISO 8601."""
    until: str | None = None
    """Last day, ISO 8601."""

    def __post_init__(self) -> None:
        _check_dates(self.since, self.until)
        _check_choice("event", self.event, get_args(EventType))
        _check_choice("status", self.status, get_args(EventStatus))


@dataclass(frozen=True, slots=True)
class HappeningQuery:
    """Which happenings are wanted; every field narrows, None leaves open.

    Raises:
        QueryError: a date is not ISO 8601, or the status is unknown.
    """

    party: str | None = None
    """ISO 3166 alpha-3 of a country that takes part."""
    issue: str | None = None
    """Id of the issue."""
    kind: str | None = None
    """E.g. ``consult/visit``, or ``consult`` for all kinds of it."""
    status: str | None = None
    """E.g. ``occurred``."""
    quad: str | None = None
    """PLOVER class, e.g. ``verbal cooperation``."""
    since: str | None = None
    """First day, ISO 8601."""
    until: str | None = None
    """Last day, ISO 8601."""
    document: str | None = None
    """Id of a document that reports it."""

    def __post_init__(self) -> None:
        _check_dates(self.since, self.until)
        _check_choice("status", self.status, get_args(EventStatus))


@dataclass(frozen=True, slots=True)
class HappeningCount:
    """How many happenings, and on how many independent reports they rest."""

    happenings: int
    """Happenings found."""
    documents: int
    """Documents that report them."""
    independent_reports: int
    """Families of documents: copies and shared wire text folded into one."""


@dataclass(frozen=True, slots=True)
class Count:
    """The two numbers everywhere: how many, and in how many independent reports."""

    statements: int
    """Statements found."""
    documents: int
    """Documents that tell them."""
    independent_reports: int
    """Families of documents: copies and shared wire text folded into one."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a field among the statements found."""

    value: str
    """The value to filter by."""
    label: str
    """The value for a reader."""
    count: int
    """How many statements have it."""


@dataclass(frozen=True, slots=True)
class ExcerptPart:
    """A piece of an excerpt."""

    text: str
    """The words."""
    is_match: bool
    """Whether they were searched for."""


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that holds the words searched for."""

    document: Document
    """The document."""
    excerpt: tuple[ExcerptPart, ...]
    """The best passage."""
    start: int
    """First code point of the passage in the document's text."""
    end: int
    """One past its last code point."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first."""

    words: str
    """The words as they were asked."""
    statements: tuple[Statement, ...]
    """Statements that hold all of them."""
    documents: tuple[DocumentHit, ...]
    """Documents that hold all of them."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """How much one actor says in the record."""

    actor: str
    """Id."""
    name: str
    """Name."""
    country: str | None
    """Side."""
    statements: int
    """Statements in all documents."""
    independent_reports: int
    """Families of documents that tell them."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The record in a few numbers."""

    sides: tuple[str, ...]
    """The two sides of the relationship, ISO 3166 alpha-3."""
    documents: int
    """Documents read."""
    independent_reports: int
    """Families: copies and shared wire text folded into one."""
    statements: int
    """Statements found."""
    kinds: tuple[tuple[str, int], ...]
    """Documents by kind."""
    earliest: str | None
    """First day of publication known."""
    latest: str | None
    """Last day of publication known."""
    speakers: tuple[Speaker, ...]
    """Who speaks most, most first."""
    newest: tuple[Document, ...]
    """Documents that the last build brought (at most 20)."""
    new_documents: int
    """How many the last build brought."""
    new_statements: int
    """How many statements the documents of the last build hold."""
    built_at: str | None
    """When the last build ended, ISO 8601 in UTC."""
    undated: int
    """Documents whose date is unknown."""
    rejected_dates: int
    """Documents with a claimed date that was rejected."""


@dataclass(frozen=True, slots=True)
class StageTiming:
    """What one stage cost in one build."""

    stage: str
    """Name of the stage."""
    documents: int
    """How many documents went through it."""
    seconds: float
    """Processor time of all workers together."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document, or a group of them, for which one stage failed; what the other stages found is kept."""

    document: str
    """Id; of a group its first document."""
    path: str
    """Where it was read from."""
    stage: str
    """Name of the stage."""
    reason: str
    """A short name of what went wrong."""
    detail: str
    """More."""
    group: str = ""
    """What a stage that looks at several documents together failed on: ids of the pair, id of the first member, or the
    key; empty where the stage looks at one document."""
    documents: tuple[str, ...] = ()
    """Ids of the documents of the group (at most 20)."""


@dataclass(frozen=True, slots=True)
class UnreadableSource:
    """A file or entry that could not be read."""

    path: str
    """Where it is."""
    reason: str
    """A short name of what is wrong."""
    detail: str
    """What happened and what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read to its end."""

    path: str
    """Where it is."""
    bytes: int
    """Its size."""
    pages: int
    """How many pages it gave."""
    unreadable: int
    """How many entries could not be read."""


@dataclass(frozen=True, slots=True)
class Status:
    """What was read, what was skipped and why, with which versions, and how long it took."""

    path: str
    """The record file."""
    files: tuple[SourceFile, ...]
    """Files read."""
    unreadable: tuple[UnreadableSource, ...]
    """Files and entries that could not be read."""
    failures: tuple[Failure, ...]
    """Stages that failed on a document, then those that failed on a group of documents."""
    documents: int
    """Documents in the record."""
    pending: int
    """Documents whose reading was interrupted; the next build goes on with them."""
    sides: tuple[str, ...]
    """The two sides."""
    versions: tuple[tuple[str, str], ...]
    """Versions of the program, the stages and the reference data."""
    builds: int
    """How often it was built."""
    timings: tuple[StageTiming, ...]
    """What the last build cost."""


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A document of the same family or one that shares passages, with the proof."""

    document: Document
    """The other document."""
    derivation: Derivation
    """How the two are related."""
