"""Events, commitments, channels, positions and meetings in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.publishing import kind_noun, status_word
from onrecord.records import AssertedBy, Channel, ChannelStep, Commitment, CommitmentStep, DatedBy, Event, EventDate
from onrecord.web._words import date_words

__all__ = ["kind_noun", "status_word"]

STATUS_MARKS = {
    "occurred": "solid",
    "ongoing": "solid",
    "background": "solid",
    "ended": "ended",
    "announced": "hollow",
    "agreed": "hollow",
    "conditional": "hollow",
    "requested": "hollow",
    "denied": "struck",
    "did_not_happen": "struck",
}
"""How a status is drawn: solid for what was or is, hollow for what was only spoken of, struck for what was not."""

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

CHANNEL_STATE_STYLES = {
    "operating": "open",
    "resumed": "open",
    "agreed": "agreed",
    "scheduled": "agreed",
    "agreed_to_resume": "agreed",
    "proposed": "proposed",
    "suspended": "shut",
    "ended": "shut",
    "refused": "refused",
    "none": "none",
}
"""How a state is drawn in a lane."""

LEVEL_WORDS = {
    "leaders": "Leaders",
    "ministers": "Ministers",
    "military_senior": "Military, senior",
    "military_operational": "Military, operational",
    "working_group": "Working groups",
    "other": "Others",
}
"""Who talks, in the order in which channels are listed."""

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

COMMITMENT_KIND_WORDS = {
    "do": "to do",
    "refrain": "to refrain",
    "resume": "to resume",
    "establish": "to establish",
    "continue": "to continue",
    "discuss": "to discuss",
}
"""What is undertaken."""

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

ACCOUNT_WORDS = {
    "own_readout": "own readout",
    "own_officials": "own officials",
    "told_by_other_side": "told by the other side",
    "press": "press",
}
"""Whose telling of a meeting it is."""

RELATION_ORDER = ("contradict", "wording_differs", "only_one_side", "agree")
"""The items of a meeting stand in this order: what does not fit together comes first."""

ITEM_RELATION_WORDS = {
    "contradict": "the accounts contradict each other",
    "wording_differs": "told in different words",
    "only_one_side": "in one account only",
    "agree": "the accounts agree",
}
"""How the accounts of a meeting stand to one another on an item."""

MEETING_WORDS = {"meeting": "Meeting", "call": "Call", "visit": "Visit", "talks": "Talks"}
"""What a meeting was."""

ELEMENT_WORDS = {
    "deliverable": "what exactly",
    "target": "how much",
    "timeframe": "by when",
    "owner": "who exactly",
}
"""What no source says of a commitment."""


def in_words(table: dict[str, str], value: str | None) -> str:
    """Return the words for a value of a record; the value itself, readable, where there are none."""
    return table.get(value or "", (value or "").replace("_", " "))


def relation_of(relation: str) -> str:
    """Return how items stand to one another, after their number: ``2 told in different words``."""
    return {
        "contradict": "told in contradicting ways",
        "wording_differs": "told in different words",
        "only_one_side": "in one account only",
        "agree": "on which the accounts agree",
    }.get(relation, relation)


def event_date_words(date: EventDate) -> str:
    """Return when an event was, in words: a day, days, or the range in which it lies."""
    if not date.date and not date.enddate:
        return "day not known"
    if not date.date:
        return f"not after {date_words(date.enddate)}"
    if not date.enddate or date.enddate == date.date:
        return date_words(date.date)
    between = date_words(f"{date.date}/{date.enddate}")
    return f"within {between}" if date.precision == "range" else between


_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z", re.ASCII)


def first_and_last(date: str | None, enddate: str | None = None) -> tuple[str, str] | None:
    """Return the first and the last day that a date or an interval can mean, ISO 8601; None where it is not known."""
    begin, _, end = (date or "").partition("/")
    last = enddate or end or begin
    begin = begin or last
    if not _DATE.match(begin) or not _DATE.match(last):
        return None
    return begin + "0000-01-01"[len(begin) :], _last_day(last)


def _last_day(date: str) -> str:
    if len(date) == 10:
        return date
    if len(date) == 4:
        return f"{date}-12-31"
    year, month = int(date[:4]), int(date[5:7])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return f"{date}-{days[month - 1] if 1 <= month <= 12 else 28:02d}"


def days_of(date: DatedBy | EventDate) -> tuple[str, str] | None:
    """Return the first and last day that a date of a record can mean."""
    return first_and_last(date.date, date.enddate if isinstance(date, EventDate) else None)


def sides_that_assert(asserted_by: Sequence[AssertedBy]) -> tuple[str, ...]:
    """Return the sides that say a thing is so, sorted."""
    return tuple(sorted({item.side for item in asserted_by if item.side and item.stance == "asserts"}))


def agreement_words(agreement: str, parties: Sequence[str], side: str | None = None) -> str:
    """Return which side says so, with the codes of the parties in place of A and B."""
    ordered = sorted(parties)
    if agreement == "both":
        return "both sides say so" if len(ordered) == 2 else "all sides say so"
    if agreement == "only_A":
        return f"only {ordered[0]} says so" if ordered else "one side says so"
    if agreement == "only_B":
        return f"only {ordered[1]} says so" if len(ordered) > 1 else "one side says so"
    if agreement == "disputed":
        return "disputed between the sides"
    return "only third parties or the press say so"


def countries_of(event: Event) -> tuple[str, ...]:
    """Return the countries of an event, sorted."""
    return tuple(sorted({one.country for one in (*event.actor, *event.recipient) if one.country}))


def parties_of(commitment: Commitment) -> tuple[str, ...]:
    """Return the countries of a commitment, sorted."""
    return tuple(sorted({*commitment.obligor, *commitment.beneficiary}))


def latest_step(commitment: Commitment) -> CommitmentStep | None:
    """Return the last step of a commitment."""
    return commitment.history[-1] if commitment.history else None


def latest_of_side(commitment: Commitment, side: str | None) -> CommitmentStep | None:
    """Return the last step that a side asserts; of the press and third parties for None.

    A side whose words only the other side tells asserts nothing: there the commitment's ``agreement`` knows more than
    the list of those who are named.
    """
    parties = parties_of(commitment)
    alone = {"only_A": parties[:1], "only_B": parties[1:2]}.get(commitment.agreement)
    if side is not None and alone and side not in alone:
        return None
    for step in reversed(commitment.history):
        sides = sides_that_assert(step.asserted_by)
        if side is None:
            if any(item.side not in parties for item in step.asserted_by):
                return step
        elif side in sides:
            return step
    return None


def state_of(channel: Channel) -> ChannelStep | None:
    """Return the last step of a channel; None for a parent, which has no state of its own."""
    return channel.history[-1] if channel.history else None
