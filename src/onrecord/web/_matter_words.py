"""Events, commitments, channels, positions and meetings in plain words."""

from __future__ import annotations

import re

from onrecord.publishing import (
    ACCOUNT_WORDS,
    ASSERTION_WORDS,
    CHANNEL_STATE_WORDS,
    COMMITMENT_STATE_WORDS,
    ITEM_RELATION_WORDS,
    LEVEL_WORDS,
    STANCE_WORDS,
    agreement_words,
    in_words,
    kind_noun,
    parties_of,
    sides_that_assert,
    status_word,
    step_side_words,
)
from onrecord.records import (
    Channel,
    ChannelStep,
    Commitment,
    CommitmentStep,
    DatedBy,
    Event,
    EventDate,
    first_day,
    last_day,
)
from onrecord.web._words import date_words

__all__ = [
    "ACCOUNT_WORDS",
    "ASSERTION_WORDS",
    "CHANNEL_STATE_WORDS",
    "COMMITMENT_STATE_WORDS",
    "ITEM_RELATION_WORDS",
    "LEVEL_WORDS",
    "STANCE_WORDS",
    "agreement_words",
    "in_words",
    "kind_noun",
    "parties_of",
    "sides_that_assert",
    "status_word",
    "step_side_words",
]

SECTOR_WORDS = {
    "GOV": "government",
    "MIL": "armed forces",
    "LEG": "legislature",
    "LAB": "labour",
    "UAF": "armed groups",
    "JUD": "courts",
    "COP": "police",
    "SPY": "intelligence",
    "PTY": "party",
    "OPP": "opposition",
    "REB": "rebels",
    "BUS": "business",
    "MED": "media",
    "EDU": "education",
    "HLH": "health",
    "CVL": "civilians",
    "NGO": "non-governmental organization",
    "IGO": "international organization",
}
"""Sectors of PLOVER in words; another is shown by its code."""

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

COMMITMENT_KIND_WORDS = {
    "do": "to do",
    "refrain": "to refrain",
    "resume": "to resume",
    "establish": "to establish",
    "continue": "to continue",
    "discuss": "to discuss",
}
"""What is undertaken."""

RELATION_ORDER = ("contradict", "wording_differs", "only_one_side", "agree")
"""The items of a meeting stand in this order: what does not fit together comes first."""

MEETING_WORDS = {"meeting": "Meeting", "call": "Call", "visit": "Visit", "talks": "Talks"}
"""What a meeting was."""

ELEMENT_WORDS = {
    "deliverable": "what exactly",
    "target": "how much",
    "timeframe": "by when",
    "owner": "who exactly",
}
"""What no source says of a commitment."""


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
    try:
        return first_day(begin), last_day(last)
    except ValueError:
        return None


def days_of(date: DatedBy | EventDate) -> tuple[str, str] | None:
    """Return the first and last day that a date of a record can mean."""
    return first_and_last(date.date, date.enddate if isinstance(date, EventDate) else None)


def countries_of(event: Event) -> tuple[str, ...]:
    """Return the countries of an event, sorted."""
    return tuple(sorted({one.country for one in (*event.actor, *event.recipient) if one.country}))


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
        if step.date.basis == "decision":  # a person's word is no side's, and no source's
            continue
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
