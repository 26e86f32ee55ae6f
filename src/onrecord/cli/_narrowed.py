"""Narrowing lists of meetings and commitments by days, words and the meeting at which something was undertaken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.records import Commitment, Meeting
    from onrecord.store import Record


def is_between(first: str | None, last: str | None, since: str | None, until: str | None) -> bool:
    """Tell whether days overlap a stretch of time; a month or a year stands for all of its days.

    Args:
        first: first day, ISO 8601; None where no day is known.
        last: last day; None where it is the first.
        since: first day asked for; None for no limit.
        until: last day asked for; None for no limit.
    """
    if since is None and until is None:
        return True
    if first is None and last is None:
        return False
    begin, end = first or last or "", last or first or ""
    return not (since and _is_before(end, since)) and not (until and _is_before(until, begin))


def _is_before(one: str, other: str) -> bool:
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def check_days(since: str | None, until: str | None) -> None:
    """Refuse days that are no dates.

    Raises:
        QueryError: one of them is none.
    """
    from onrecord.store import HappeningQuery

    HappeningQuery(since=since, until=until)


def has_words(asked: str | None, texts: Iterable[str]) -> bool:
    """Tell whether all words stand in some of the texts, in any capitals; a part of a word will do."""
    if not asked:
        return True
    read = "\n".join(texts).casefold()
    return all(word in read for word in asked.casefold().split())


def words_of_meeting(record: Record, meeting: Meeting) -> list[str]:
    """Return where a meeting is told by its words: the place, who took part, what the accounts tell."""
    from onrecord.errors import NotFoundError

    found = [meeting.kind, meeting.location.text if meeting.location else ""]
    for participant in meeting.participants:
        try:
            found.append(record.actor(participant).name)
        except NotFoundError:  # somebody who speaks nowhere any more since a person decided so
            found.append(participant)
    return [*found, *(item.told_as for account in meeting.accounts for item in account.items)]


def made_at(record: Record, meeting: Meeting) -> list[Commitment]:
    """Return the commitments that were undertaken at a meeting."""
    return [
        one for party in meeting.parties[:1] for one in record.commitments(party=party) if one.made_at == meeting.id
    ]
