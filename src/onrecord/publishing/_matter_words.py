"""Matters in words, the same on the page, in the terminal and in files: states, who says so, days of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.publishing._excerpts import undertaking
from onrecord.records import (
    DECIDED_METHOD,
    AssertedBy,
    Channel,
    Commitment,
    CommitmentStep,
    Document,
    Event,
    Evidence,
    Meeting,
    Position,
    Published,
)

CHANNEL_STATE_WORDS = {
    "none": "none",
    "proposed": "proposed",
    "refused": "refused",
    "agreed": "agreed, no use reported",
    "scheduled": "scheduled, no use reported",
    "operating": "operating",
    "suspended": "suspended",
    "agreed_to_resume": "agreed to resume, no use reported",
    "resumed": "resumed",
    "ended": "ended",
}
"""State of a line of communication."""

COMMITMENT_STATE_WORDS = {
    "proposed": "proposed",
    "agreed_in_principle": "agreed in principle",
    "announced": "announced",
    "first_step_reported": "first step reported",
    "refused": "refused",
    "disputed": "disputed",
    "lapsed": "lapsed",
    "superseded": "superseded",
    "kept": "kept",
    "broken": "broken",
}
"""What became of a commitment, in the order of the board."""

LEVEL_WORDS = {
    "leaders": "Leaders",
    "ministers": "Ministers",
    "military_senior": "Military, senior",
    "military_operational": "Military, operational",
    "working_group": "Working groups",
    "other": "Others",
}
"""Who talks, in the order in which channels are listed."""

ITEM_RELATION_WORDS = {
    "contradict": "the accounts contradict each other",
    "wording_differs": "told in different words",
    "only_one_side": "in one account only",
    "agree": "the accounts agree",
}
"""How the accounts of a meeting stand to one another on an item."""

ACCOUNT_WORDS = {
    "own_readout": "own readout",
    "own_officials": "own officials",
    "told_by_other_side": "told by the other side",
    "press": "press",
}
"""Whose telling of a meeting it is."""

ASSERTION_WORDS = {
    "narrator": "in the outlet's own words",
    "on_record": "on the record",
    "readout": "in a readout",
    "document": "in a document",
    "anonymous": "not named",
}
"""How an assertion reached us."""

STANCE_WORDS = {"asserts": "says so", "denies": "denies it", "doubts": "doubts it"}
"""What an assertion says of the fact."""

_READ_BY = {"tagger": "the trained model", "learned": "the trained model", "rules": "rules"}
"""What reads a sentence, by the beginning of a method."""

_METHOD = re.compile(r"(\w+): (.+?)(?:/\d+)?\Z")
"""``tagger: that clause/10``: what read it, the form of sentence it was found in, and the version."""


def method_words(method: str) -> str:
    """Return in plain words how a statement or an event was found; a method of an unknown form stays as it is."""
    decided, _, read = method.partition("; ") if method.startswith(DECIDED_METHOD) else ("", "", method)
    parts = _METHOD.match(read)
    if parts is not None and parts[1] in _READ_BY:
        form = "" if parts[1] == "learned" or parts[2] == parts[1] else f", in the form “{parts[2]}”"
        read = f"found by {_READ_BY[parts[1]]}{form}"
    return f"{decided.removeprefix(DECIDED_METHOD)} decided by a person; {read}" if decided else read


def event_tellings(event: Event) -> list[Evidence]:
    """Return the words that tell an event, in the order of its evidence, without those that stand within others."""
    return [
        item
        for item in event.evidence
        if not any(
            other.document == item.document
            and other.start <= item.start
            and item.end <= other.end
            and other.end - other.start > item.end - item.start
            for other in event.evidence
        )
    ]


def event_clause(event: Event) -> str:
    """Return the clause that tells an event; the words that name it where nothing more is known."""
    if not event.evidence:
        return ""
    named = event.evidence[0]
    around = (
        item.quote
        for item in event_tellings(event)
        if item.document == named.document and item.start <= named.start and named.end <= item.end
    )
    return next(around, named.quote)


def in_words(table: dict[str, str], value: str | None) -> str:
    """Return the words for a value of a record; the value itself, readable, where there are none."""
    return table.get(value or "", (value or "").replace("_", " "))


def agreement_words(agreement: str, parties: Sequence[str], side: str | None = None) -> str:
    """Return which side says so, with the codes of the parties in place of A and B."""
    ordered = sorted(set(parties))
    if agreement == "both":
        return "both sides say so" if len(ordered) == 2 else "all sides say so"
    if agreement == "only_A":
        return f"only {ordered[0]} says so" if ordered else "one side says so"
    if agreement == "only_B":
        return f"only {ordered[1]} says so" if len(ordered) > 1 else "one side says so"
    if agreement == "disputed":
        return "disputed between the sides"
    return "only third parties or the press say so"


def sides_that_assert(asserted_by: Sequence[AssertedBy]) -> tuple[str, ...]:
    """Return the sides that say a thing is so, sorted."""
    return tuple(sorted({item.side for item in asserted_by if item.side and item.stance == "asserts"}))


def parties_of(commitment: Commitment) -> tuple[str, ...]:
    """Return the countries whose commitment it is, sorted: of what several undertake for a third, those alone."""
    if len(commitment.obligor) > 1 and not set(commitment.obligor) & set(commitment.beneficiary):
        return tuple(sorted(commitment.obligor))
    return tuple(sorted({*commitment.obligor, *commitment.beneficiary}))


def step_side_words(step: CommitmentStep, commitment: Commitment) -> str:
    """Return which side tells a step of a commitment: ``only USA says so``.

    A side that the commitment's ``agreement`` does not count among those who say so is only told of by the other.
    """
    if step.asserted_by and all(one.channel == "decision" for one in step.asserted_by):
        return "a person decided so"
    parties = parties_of(commitment)
    alone = {"only_A": parties[:1], "only_B": parties[1:2], "third_party_only": ()}.get(commitment.agreement, parties)
    told = [side for side in sides_that_assert(step.asserted_by) if side in alone]
    denying = sorted({one.side for one in step.asserted_by if one.side in parties and one.stance == "denies"})
    if denying and told:
        return "disputed between the sides"
    if not told:
        return "only third parties or the press say so"
    if len(told) > 1:
        return "both sides say so" if len(parties) == 2 else f"{' and '.join(told)} say so"
    return f"only {told[0]} says so"


def proofs_of(matter: Commitment | Channel | Position | Meeting) -> tuple[Evidence, ...]:
    """Return all evidence of a commitment, channel, position or meeting."""
    if isinstance(matter, Commitment | Channel):
        return tuple(evidence for step in matter.history for evidence in step.evidence)
    if isinstance(matter, Meeting):
        return tuple(evidence for item in matter.items for evidence in item.evidence)
    return matter.evidence


def is_told_in(matter: Commitment | Channel | Position | Meeting, document: str) -> bool:
    """Tell whether a document holds evidence of a matter, or an account of a meeting."""
    if isinstance(matter, Meeting) and any(document in account.documents for account in matter.accounts):
        return True
    return any(evidence.document == document for evidence in proofs_of(matter))


def undertaking_of(commitment: Commitment, document_of: Callable[[str], Document | None]) -> str:
    """Return what is undertaken in the words of its source, with the “not” that stands before them there.

    Args:
        commitment: the commitment.
        document_of: gives a document by its id; None where it is not at hand.
    """
    for evidence in proofs_of(commitment):
        if commitment.text in evidence.quote:
            return undertaking(document_of(evidence.document), evidence, commitment.text)
    return commitment.text


def published_interval_words(
    published: Published, *, day: Callable[[str], str], days: Callable[[str, str], str]
) -> str:
    """Return when a page was published, in words: a date, an interval, or that it is unknown.

    Args:
        published: the judged date.
        day: writes an ISO 8601 date or interval.
        days: writes the interval between two days of which it is not known which.
    """
    if published.date:
        return day(published.date)
    if published.earliest and published.latest:
        return (
            day(published.earliest)
            if published.earliest == published.latest
            else days(published.earliest, published.latest)
        )
    if published.earliest:
        return f"not before {day(published.earliest)}"
    if published.latest:
        return f"not after {day(published.latest)}"
    return "date unknown"
