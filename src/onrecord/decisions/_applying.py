"""Applying what persons decided to what the machine read; what it had read is handed on beside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar, cast

from onrecord.decisions._taking import OUTCOME, REJECTED, UNKNOWN, WITHDRAWN, Decidable, words_of
from onrecord.records import (
    DECIDED_METHOD,
    Actor,
    AssertedBy,
    Channel,
    Commitment,
    CommitmentStep,
    DateBasis,
    DatedBy,
    Decision,
    Event,
    EventDate,
    EventStatus,
    Precision,
    Statement,
    text_digest,
)

DecisionsByTarget = Mapping[str, Sequence[Decision]]
"""The decisions in force, by the id of what they speak of."""

MatterType = TypeVar("MatterType", Commitment, Channel)

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
        The statements without those that are none; the actors, with the speakers that persons named; and the machine's
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
            if decision.what == "speaker":
                speaker = decision.actor
                if speaker is not None:
                    # What the document itself says of somebody is newer than what was known on that day.
                    known.setdefault(speaker.id, speaker)
                statement = replace(statement, speaker=speaker.id if speaker is not None else None)
            elif decision.what == "day":
                statement = replace(statement, said_on=_day_of_saying(decision))
        kept.append(replace(statement, method=_method(about, statement.method)) if about else statement)
    return tuple(kept), tuple(known.values()), tuple(machine)


def apply_to_events(events: Sequence[Event], decided: DecisionsByTarget) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Put what persons decided of events in place of what the machine read.

    Returns:
        The events without those that are none, and the machine's reading of every event that a person decided upon.
    """
    kept = []
    machine = []
    for event in events:
        about = _about(decided, event)
        if about:
            machine.append(event)
        if any(decision.verdict == REJECTED for decision in about):
            continue
        for decision in about:
            if decision.what == "day":
                event = replace(event, date=_day_of_event(decision))
            elif decision.what == "status":
                event = replace(event, status=cast("EventStatus", decision.verdict))
        kept.append(replace(event, method=_method(about, event.method)) if about else event)
    return tuple(kept), tuple(machine)


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
