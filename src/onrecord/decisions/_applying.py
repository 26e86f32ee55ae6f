"""Applying what persons decided to what the machine read; what it had read is handed on beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar, cast

from onrecord.decisions._taking import (
    OF_SEVERAL,
    OUTCOME,
    REJECTED,
    UNKNOWN,
    WITHDRAWN,
    Decidable,
    type_and_mode,
    words_of,
)
from onrecord.records import (
    DECIDED_METHOD,
    Actor,
    AssertedBy,
    Channel,
    ClaimedDate,
    Commitment,
    CommitmentStep,
    DateBasis,
    DatedBy,
    Decision,
    Document,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Evidence,
    Mention,
    Participant,
    Precision,
    Published,
    Statement,
    first_day,
    last_day,
    text_digest,
)

DecisionsByTarget = Mapping[str, Sequence[Decision]]
"""The decisions in force, by the id of what they speak of."""

MatterType = TypeVar("MatterType", Commitment, Channel)

Retype = Callable[[Event, EventType, str | None], Event]
"""Makes an event one of another type and mode, with all that goes with these."""

_PRECISION: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return of each thing decided the latest decision, by id; what was withdrawn is none."""
    latest: dict[tuple[str, str], Decision] = {}
    for decision in sorted(decisions, key=lambda each: (each.when, each.id)):
        latest[decision.target, decision.what] = decision
    return sorted((each for each in latest.values() if each.verdict != WITHDRAWN), key=lambda each: each.id)


def by_target(decisions: Iterable[Decision]) -> DecisionsByTarget:
    """Return the decisions in force by what they speak of, of each target in the order of ``what``."""
    found: dict[str, list[Decision]] = {}
    for decision in sorted(in_force(decisions), key=lambda each: each.what):
        found.setdefault(decision.target, []).append(decision)
    return found


def fits(decision: Decision, entry: Decidable | None) -> bool:
    """Tell whether a decision still speaks of this entry, in the words it was taken on."""
    return entry is not None and decision.target == entry.id and decision.text_sha256 == text_digest(words_of(entry))


def apply_to_statements(
    statements: Sequence[Statement], actors: Sequence[Actor], decided: DecisionsByTarget
) -> tuple[tuple[Statement, ...], tuple[Actor, ...], tuple[Statement, ...]]:
    """Put what persons decided of statements in place of what the machine read.

    Args:
        statements: the statements of one document, as the machine read them.
        actors: who is spoken of in it.
        decided: the decisions in force.

    Returns:
        The statements without those that are none; the actors, with those whom persons named; and the machine's
        reading of every statement that a person decided upon.
    """
    kept: list[Statement] = []
    known = {actor.id: actor for actor in actors}
    machine = []
    for statement in statements:
        about = _about(decided, statement)
        if about:
            machine.append(statement)
        if any(decision.verdict == REJECTED for decision in about):
            continue
        for decision in about:
            if decision.actor is not None:
                # What the document itself says of somebody is newer than what was known on that day.
                known.setdefault(decision.actor.id, decision.actor)
            named = decision.actor.id if decision.actor is not None else None
            if decision.what == "speaker":
                statement = replace(statement, speaker=named)
            elif decision.what == "addressee":
                statement = replace(statement, addressee=named)
            elif decision.what == "day":
                statement = replace(statement, said_on=_day_of_saying(decision))
        kept.append(replace(statement, method=_method(about, statement.method)) if about else statement)
    return tuple(kept), tuple(known.values()), tuple(machine)


def apply_to_events(
    events: Sequence[Event],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    decided: DecisionsByTarget,
    retype: Retype,
) -> tuple[tuple[Event, ...], tuple[Actor, ...], tuple[Event, ...]]:
    """Put what persons decided of events in place of what the machine read.

    Args:
        events: the events of one document, as the machine read them.
        actors: who is spoken of in it.
        mentions: where.
        decided: the decisions in force.
        retype: makes an event one of another type and mode.

    Returns:
        The events without those that are none; the actors, with those whom persons named; and the machine's reading of
        every event that a person decided upon.
    """
    kept = []
    known = {actor.id: actor for actor in actors}
    machine = []
    for event in events:
        about = _about(decided, event)
        if about:
            machine.append(event)
        if any(decision.verdict == REJECTED for decision in about):
            continue
        read = event
        for decision in about:
            if decision.what in OF_SEVERAL:
                for actor in decision.actors:
                    known.setdefault(actor.id, actor)
                parties = tuple(_participant(known[actor.id], read, mentions) for actor in decision.actors)
                event = (
                    replace(event, actor=parties) if decision.what == "actors" else replace(event, recipient=parties)
                )
            elif decision.what == "type":
                event = retype(event, *type_and_mode(decision.verdict))
            elif decision.what == "day":
                event = replace(event, date=_day_of_event(decision))
            elif decision.what == "status":
                event = replace(event, status=cast("EventStatus", decision.verdict))
        kept.append(replace(event, method=_method(about, event.method)) if about else event)
    return tuple(kept), tuple(known.values()), tuple(machine)


def apply_to_documents(documents: Sequence[Document], decided: DecisionsByTarget) -> tuple[Document, ...]:
    """Put the days on which persons said that pages were published in place of those that the machine judged.

    A claim of the page holds where it names that day, and no other does.
    """
    return tuple(
        _published_on(document, decision)
        if (decision := next((each for each in _about(decided, document) if each.what == "day"), None))
        else document
        for document in documents
    )


def apply_outcomes(commitments: Sequence[Commitment], decisions: Sequence[Decision]) -> tuple[Commitment, ...]:
    """Add to the history of commitments what persons decided; the latest decision on each counts."""
    decided = by_target(decisions)
    return tuple(_with_outcome(commitment, decided) for commitment in commitments)


def rejected(
    matters: Sequence[MatterType], decisions: Sequence[Decision]
) -> tuple[tuple[MatterType, ...], tuple[MatterType, ...]]:
    """Part commitments or lines of communication into those that stand, and those that a person said are none."""
    decided = by_target(decisions)
    none = tuple(one for one in matters if any(each.verdict == REJECTED for each in _about(decided, one)))
    gone = {one.id for one in none}
    return tuple(one for one in matters if one.id not in gone), none


def rehung(channels: Sequence[Channel], none: Sequence[Channel]) -> tuple[Channel, ...]:
    """Hang the lines of communication below one that is none from the next line above it."""
    above = {channel.id: channel.parent for channel in none}
    hung = []
    for channel in channels:
        parent = channel.parent
        while parent is not None and parent in above:
            parent = above[parent]
        hung.append(channel if parent == channel.parent else replace(channel, parent=parent))
    return tuple(hung)


def _about(decided: DecisionsByTarget, entry: Decidable) -> list[Decision]:
    if entry.id not in decided:
        return []
    return [decision for decision in decided.get(entry.id, ()) if fits(decision, entry)]


def _why(decision: Decision) -> str:
    return f"decided by {decision.who} on {decision.when[:10]}: {decision.reason}"


def _method(about: Sequence[Decision], method: str) -> str:
    return f"{DECIDED_METHOD}{' and '.join(decision.what for decision in about)}; {method}"


def _when(decision: Decision) -> tuple[str | None, Precision, DateBasis]:
    if decision.verdict == UNKNOWN:
        return None, "unknown", "unknown"
    return decision.verdict, _PRECISION[len(decision.verdict)], "decision"


def _day_of_saying(decision: Decision) -> DatedBy:
    day, precision, basis = _when(decision)
    return DatedBy(date=day, precision=precision, basis=basis, reason=_why(decision))


def _day_of_event(decision: Decision) -> EventDate:
    day, precision, basis = _when(decision)
    return EventDate(date=day, precision=precision, basis=basis, reason=_why(decision))


def _published_on(document: Document, decision: Decision) -> Document:
    day, precision, basis = _when(decision)
    why = _why(decision)
    first, last = (None, None) if day is None else (first_day(day), last_day(day))
    published = Published(
        # A year is a range here: what a page is listed under is a day or a month.
        date=None if precision == "year" else day,
        precision="range" if precision == "year" else precision,
        earliest=first,
        latest=last,
        basis=basis,
        reasons=(f"{why[:1].upper()}{why[1:]}",),
    )
    claims = tuple(_claim_beside(claim, first, last, why) for claim in document.claimed_dates)
    return replace(document, claimed_dates=claims, published=published)


def _claim_beside(claim: ClaimedDate, first: str | None, last: str | None, why: str) -> ClaimedDate:
    """Return a claim of a page beside its decided days: it falls where it names others, and holds where it is the day.

    What was rejected for another reason stays so, with that reason.
    """
    claimed = claim.date
    inside = bool(claimed and first and last and first_day(claimed) <= last and first <= last_day(claimed))
    if claim.accepted and not inside:
        return replace(claim, accepted=False, reason=why)
    if not claim.accepted and inside and first == last == claimed:
        return replace(claim, accepted=True, reason=why)
    return claim


def _participant(actor: Actor, event: Event, mentions: Sequence[Mention]) -> Participant:
    """Return somebody as a party to an event, with the words that name him where the event tells of him."""
    read = next((one for one in (*event.actor, *event.recipient) if one.actor == actor.id), None)
    if read is not None:
        return read
    named = next(
        (
            mention
            for mention in mentions
            if mention.actor == actor.id
            and any(proof.start <= mention.start and mention.end <= proof.end for proof in event.evidence)
        ),
        None,
    )
    if named is None:
        return Participant(actor.id, "", actor.country, actor.sector)
    words = Evidence(named.document, named.start, named.end, named.quote)
    return Participant(actor.id, named.quote, actor.country, actor.sector, words)


def _with_outcome(commitment: Commitment, decided: DecisionsByTarget) -> Commitment:
    outcome = next((each for each in _about(decided, commitment) if each.what == OUTCOME), None)
    if outcome is None:
        return commitment
    state: Literal["kept", "broken"] = "kept" if outcome.verdict == "kept" else "broken"
    step = CommitmentStep(
        date=DatedBy(date=outcome.when[:10], precision="day", basis="decision", reason=outcome.reason),
        state=state,
        asserted_by=(AssertedBy(actor=None, text=outcome.who, channel="decision"),),
        evidence=(),
        documents=0,
        independent_reports=0,
    )
    return replace(commitment, history=(*commitment.history, step))
