"""The one place where the order of the stages stands.

Two passes look at one document at a time, are pure, and run in parallel: the *page* pass makes a document of what was
read, the *content* pass finds what it says. Between them families are judged: what copies say about each other.

    page:     cleaning → times → dating (alone) → fingerprint, story keys
    family:   comparing → dating (family) → dating (stories) → kinds; the day of a page that a person decided stands
    content:  language → quotations → times → actors → statements → events → reports of commitments and channels;
              what persons decided of statements and events is put in their place as soon as they are found
    across:   the same words → the same happening, with its meeting → commitments, channels, positions
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from onrecord import actors, cleaning, copies, dating, decisions, events, language, matters, reading, statements
from onrecord.language import quotations, times
from onrecord.records import (
    PROSE_RELATIONS,
    READ_ROLES,
    SCHEMA_VERSION,
    Actor,
    Channel,
    ChannelReport,
    Commitment,
    CommitmentReport,
    Decision,
    Derivation,
    Document,
    Event,
    EventType,
    Happening,
    Meeting,
    Mention,
    Position,
    PositionReport,
    RawPage,
    Statement,
    Utterance,
    make_id,
    with_whole_paragraphs,
)
from onrecord.reference import Reference

Value = TypeVar("Value")
Timings = tuple[tuple[str, float], ...]
"""(stage, seconds of processor time)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page pass makes of one page."""

    document: Document
    """The document, dated by itself."""
    fingerprint: copies.Fingerprint
    """What copies of it are found by."""
    story_keys: tuple[int, ...]
    """What other reports of its story are found by."""
    timings: Timings
    """What each stage cost."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the content pass finds in one document."""

    document: str
    """Id of the document."""
    actors: tuple[Actor, ...]
    """Who is spoken of."""
    mentions: tuple[Mention, ...]
    """Where."""
    statements: tuple[Statement, ...]
    """Who says what."""
    keys: tuple[tuple[int, ...], ...]
    """Look-up keys of each statement."""
    events: tuple[Event, ...]
    """Who did what to whom."""
    event_keys: tuple[tuple[int, ...], ...]
    """Look-up keys of each event."""
    reports: tuple[CommitmentReport | ChannelReport | PositionReport, ...]
    """What single passages say of commitments and channels."""
    machine_readings: tuple[Statement | Event, ...]
    """What the machine read where a person decided."""
    timings: Timings
    """What each stage cost."""


class _Clock:
    """Notes what each stage costs."""

    def __init__(self) -> None:
        self._noted: list[tuple[str, float]] = []

    def time(self, stage: str, function: Callable[[], Value]) -> Value:
        began = time.process_time()
        try:
            return function()
        finally:
            self._noted.append((stage, time.process_time() - began))

    @property
    def timings(self) -> Timings:
        return tuple(self._noted)


def page_versions(reference: Reference) -> dict[str, str]:
    """Return what decides the result of the page pass and of judging families."""
    return {
        "schema": SCHEMA_VERSION,
        "reading": reading.VERSION,
        "cleaning": cleaning.VERSION,
        "times": times.VERSION,
        "dating": dating.VERSION,
        "copies": copies.VERSION,
        "reference": reference.digest,
    }


def content_versions(reference: Reference, engine: language.Engine) -> dict[str, str]:
    """Return what decides the result of the content pass, beside the document it reads."""
    return {
        "schema": SCHEMA_VERSION,
        "language": engine.name,
        "times": times.VERSION,
        "actors": actors.VERSION,
        "statements": statements.VERSION,
        "events": events.VERSION,
        "matters": matters.VERSION,
        "reference": reference.digest,
    }


def regions(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a document that are read for what they say."""
    whole = with_whole_paragraphs(document)
    return tuple((part.start, part.end) for part in whole.roles if part.role in READ_ROLES)


def read_page(page: RawPage, reference: Reference) -> Page:
    """Make a document of a page: a role for each line, its date by itself, and what copies of it are found by."""
    clock = _Clock()
    cleaned = clock.time("cleaning", lambda: cleaning.clean(page, reference))
    expressions = clock.time("times", lambda: times.find_times(cleaned.text, regions(cleaned)))
    dated = clock.time("dating", lambda: dating.date_alone(cleaned, expressions, reference))
    fingerprint = clock.time("copies", lambda: copies.fingerprint(dated))
    story_keys = clock.time("stories", lambda: dating.story_keys(dated))
    return Page(dated, fingerprint, story_keys, clock.timings)


def compare(document: Document, other: Document) -> Derivation | None:
    """Tell what two documents have in common; None where it is nothing of weight."""
    first, second = sorted((document, other), key=lambda each: each.id)
    return copies.compare(first, second)


def folds(derivation: Derivation) -> bool:
    """Tell whether a derivation makes one report of two documents (a shared quotation does not)."""
    return derivation.relation in PROSE_RELATIONS


def judge_family(
    documents: Sequence[Document],
    derivations: Sequence[Derivation],
    mates: Sequence[Document] = (),
    decided: decisions.DecisionsByTarget | None = None,
) -> tuple[Document, ...]:
    """Judge dates and kinds of the members of one family; the result does not depend on the order.

    Args:
        documents: the members, as the page pass left them.
        derivations: how they are related.
        mates: documents outside the family that may tell the same story, as the page pass left them.
        decided: what persons decided; the day of a page among it stands, and others are dated by it.
    """

    def as_decided(each: Sequence[Document]) -> tuple[Document, ...]:
        return decisions.apply_to_documents(each, decided or {})

    dated = dating.date_family(as_decided(documents), derivations)
    # A second time: of a page whose day nobody can tell, a copy would tell one.
    return copies.judge_family(as_decided(_date_by_mates(dated, as_decided(mates))), derivations)


def _date_by_mates(documents: Sequence[Document], mates: Sequence[Document]) -> tuple[Document, ...]:
    inside = {document.id for document in documents}
    others = [mate for mate in mates if mate.id not in inside]
    if not others:
        return tuple(documents)
    stories = [
        dating.story_of(document, times.find_times(document.text, regions(document)))
        for document in (*documents, *others)
    ]
    judged = dating.date_by_stories((*documents, *others), stories, dating.pair_stories(stories))
    return judged[: len(documents)]


def read_content(
    documents: Sequence[Document],
    reference: Reference,
    engine: language.Engine,
    decided: decisions.DecisionsByTarget | None = None,
) -> list[Content]:
    """Find who says what in documents whose date and kind are judged.

    What persons decided of statements and events is put in their place before anything is made of them.
    """
    documents = [with_whole_paragraphs(document) for document in documents]
    began = time.process_time()
    analyses = language.analyse([(document.text, regions(document)) for document in documents], engine=engine)
    share = (time.process_time() - began) / max(1, len(documents))
    return [
        _read_content(document, analysis, reference, share, decided or {})
        for document, analysis in zip(documents, analyses, strict=True)
    ]


def _read_content(
    document: Document,
    analysis: language.Analysis,
    reference: Reference,
    language_cost: float,
    decided: decisions.DecisionsByTarget,
) -> Content:
    clock = _Clock()
    where = regions(document)
    quoted = clock.time("quotations", lambda: quotations.find_quotations(document.text, where))
    expressions = clock.time("times", lambda: times.find_times(document.text, where))
    found = clock.time("actors", lambda: actors.find_actors(document, analysis, quoted, reference))
    read = clock.time(
        "statements",
        lambda: statements.find_statements(
            document, analysis, quoted, expressions, found.actors, found.mentions, reference
        ),
    )
    said, everybody, machine_said = decisions.apply_to_statements(read, found.actors, decided)
    keys = clock.time("same words", lambda: tuple(matters.candidate_keys(statement) for statement in said))
    deeds = clock.time(
        "events",
        lambda: events.find_events(document, analysis, quoted, expressions, everybody, found.mentions, said, reference),
    )
    done, everybody, machine_done = decisions.apply_to_events(deeds, everybody, found.mentions, decided, retype)
    undertaken = clock.time(
        "commitments",
        lambda: matters.find_commitment_reports(
            document, analysis, expressions, said, done, everybody, found.mentions, reference
        ),
    )
    lines = clock.time(
        "channels",
        lambda: matters.find_channel_reports(
            document, analysis, expressions, said, done, everybody, found.mentions, reference
        ),
    )
    stances = clock.time("positions", lambda: matters.find_position_reports(document, said, everybody, reference))
    return Content(
        document=document.id,
        actors=everybody,
        mentions=found.mentions,
        statements=said,
        keys=keys,
        events=done,
        event_keys=tuple(matters.event_keys(event) for event in done),
        reports=(*undertaken, *lines, *stances),
        machine_readings=(*machine_said, *machine_done),
        timings=(("language", language_cost), *clock.timings),
    )


def retype(event: Event, kind: EventType, mode: str | None) -> Event:
    """Make an event one of another type and mode, with the class, score and CAMEO code of these."""
    mode = events.known_mode(kind, mode)
    code, fit = events.cameo_of(kind, mode, event.context)
    return replace(
        event,
        event=kind,
        mode=mode,
        quad_code=events.facts_of(kind).quad,
        event_scale=events.score_of(kind, mode),
        cameo_code=code,
        cameo_mapping=fit,
    )


def compare_words(statement: Statement, other: Statement) -> matters.Likeness | None:
    """Tell whether two statements have the same words."""
    return matters.compare_words(statement, other)


def join_words(
    group: Sequence[Statement], documents: Sequence[Document], likenesses: Iterable[matters.Likeness]
) -> tuple[Utterance, ...]:
    """Join the statements of a group that are tellings of one utterance; the same line on another day is a repeat."""
    return matters.judge_group(group, documents, likenesses)


def compare_events(event: Event, other: Event) -> matters.EventLikeness | None:
    """Tell whether two events report one happening."""
    return matters.compare_events(event, other)


def judge_happenings(
    group: Sequence[Event],
    documents: Sequence[Document],
    likenesses: Iterable[matters.EventLikeness],
    actors: Mapping[str, Actor],
    families: Mapping[str, str],
) -> tuple[Happening, ...]:
    """Make happenings of a group of events.

    Args:
        group: all events that likenesses tie together.
        documents: their documents.
        likenesses: what ties the events together.
        actors: who is spoken of in these documents.
        families: of each document its family.
    """
    return matters.judge_happenings(group, documents, likenesses, actors, families)


def judge_meeting(
    happening: Happening,
    group: Sequence[Event],
    statements: Sequence[Statement],
    documents: Sequence[Document],
    actors: Mapping[str, Actor],
    families: Mapping[str, str],
) -> Meeting | None:
    """Tell of a happening that is a meeting how each side tells it; None where it is none.

    Args:
        happening: the happening.
        group: events, those of the happening among them.
        statements: all statements of their documents.
        documents: their documents.
        actors: who is spoken of in these documents.
        families: of each document its family.
    """
    by_id = {event.id: event for event in group}
    told = [by_id[event] for event in happening.events]
    where = {event.document for event in told}
    return matters.judge_meeting(
        happening,
        told,
        [statement for statement in statements if statement.document in where],
        [with_whole_paragraphs(document) for document in documents if document.id in where],
        actors,
        families,
    )


def judge_commitments(
    reports: Sequence[CommitmentReport],
    documents: Sequence[Document],
    meetings: Sequence[Meeting],
    families: Mapping[str, str],
    decided: Sequence[Decision],
) -> tuple[tuple[Commitment, ...], tuple[Commitment, ...]]:
    """Make commitments with their histories of all reports of one key; what persons decided stands last.

    Returns:
        The commitments, and those that a person said are none.
    """
    judged = matters.judge_commitments(reports, documents, meetings, families)
    kept, none = decisions.rejected(judged, decided)
    return decisions.apply_outcomes(kept, decided), none


def judge_channels(
    reports: Sequence[ChannelReport],
    documents: Sequence[Document],
    families: Mapping[str, str],
    decided: Sequence[Decision],
) -> tuple[tuple[Channel, ...], tuple[Channel, ...]]:
    """Make lines of communication with their histories of all reports of one key.

    Returns:
        The lines, and those that a person said are none.
    """
    kept, none = decisions.rejected(matters.judge_channels(reports, documents, families), decided)
    return decisions.rehung(kept, none), none


def judge_positions(reports: Sequence[PositionReport]) -> tuple[Position, ...]:
    """Tell where a side stands on an issue, of all reports of one key."""
    return matters.judge_positions(reports)


def page_key(page: RawPage, read_key: str) -> str:
    """Return the digest of a page as read and of everything that decides what is made of it."""
    return make_id("page", read_key, page.source_sha256, replace(page, path="").__repr__())
