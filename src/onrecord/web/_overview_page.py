"""The first page: the state of the relationship, what changed, and where the record has holes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.records import Channel, Commitment, Happening, Meeting
from onrecord.store import HappeningQuery, Overview, Record, StatementQuery
from onrecord.web._addresses import channel_address, commitment_address, meeting_address, with_parameters
from onrecord.web._channels_page import tree_order
from onrecord.web._filters import list_address
from onrecord.web._happenings_page import timeline_address
from onrecord.web._matter_words import MEETING_WORDS, days_of, event_date_words, first_and_last, latest_step, state_of
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._positions_page import matrix
from onrecord.web._rows import warnings_of
from onrecord.web._tracks import Period, periods, tracks
from onrecord.web._twins import Table
from onrecord.web._words import date_words

NEWEST_DOCUMENTS = 8
"""Documents on the first page."""

LATEST_HAPPENINGS = 6
"""Happenings on the first page."""

ISSUES_SHOWN = 12
"""Issues on the first page."""

MOST_CHANGES = 12
"""Changed matters on the first page."""

MEETINGS_CONSIDERED = 16
"""The latest meetings, in which silent sides are looked for: one with its accounts is large."""

MOST_CONSIDERED = 1_000
"""The commitments with the latest steps, in which changes and passed deadlines are looked for."""

LINES_SHOWN = 20
"""Lines of communication on the first page."""

MOST_GAPS = 4
"""Gaps of one kind on the first page."""

QUIET_DAYS = 365
"""A line of communication of which nothing was heard for a year before the record ends is told among the gaps."""

YEARS_BEFORE = 2
"""The tracks begin at most so many years before the first document: what it tells of the distant past is not drawn."""


@dataclass(frozen=True, slots=True)
class Change:
    """A matter of which the last build brought new evidence."""

    what: str
    """``Commitment``, ``Line of communication``, ``Happening``."""
    words: str
    """Its text or name."""
    state: str
    """Where it stands now; a value of the record."""
    date: str | None
    """The day of its last step."""
    address: str
    """Its page."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole of the record, in words, with where to look."""

    words: str
    """What is missing."""
    address: str
    """The page it is about."""
    link: str
    """Words of the link."""


def _on(meeting: Meeting) -> str:
    """Return “of ” before a day; a range says “within” itself."""
    is_range = meeting.date.precision == "range" and meeting.date.enddate not in (None, meeting.date.date)
    return "" if is_range else "of "


def _is_new(matter: Commitment | Channel, new: set[str]) -> bool:
    return any(evidence.document in new for step in matter.history for evidence in step.evidence)


def changes(names: Names, seen: Overview, commitments: Sequence[Commitment], lines: Sequence[Channel]) -> list[Change]:
    """Return the matters that documents of the last build tell of, as far as the first page shows those documents."""
    new = {document.id for document in seen.newest}
    found = []
    for channel in lines:
        step = state_of(channel)
        if step and _is_new(channel, new):
            found.append(
                Change("Line of communication", channel.name, step.state, step.date.date, channel_address(channel.id))
            )
    for commitment in commitments:
        last = latest_step(commitment)
        if last and _is_new(commitment, new):
            found.append(
                Change(
                    "Commitment",
                    names.undertaking(commitment),
                    last.state,
                    last.date.date,
                    commitment_address(commitment.id),
                )
            )
    return found[:MOST_CHANGES]


def latest_happenings(record: Record, names: Names, until: str | None) -> list[Happening]:
    """Return the latest happenings; of several that one sentence tells only the first, the timeline has them all."""
    told: dict[tuple[str | None, str], Happening] = {}
    for happening in record.happenings(HappeningQuery(until=until), limit=4 * LATEST_HAPPENINGS):
        told.setdefault((happening.date.date, names.telling(happening).rstrip(".")), happening)
    return list(told.values())[:LATEST_HAPPENINGS]


def new_happenings(record: Record, seen: Overview) -> list[Happening]:
    """Return the happenings that the newest documents tell of, latest first, as many as the first page has room for."""
    found: dict[str, Happening] = {}
    for document in seen.newest:
        for happening in record.happenings(HappeningQuery(document=document.id), limit=LATEST_HAPPENINGS):
            found[happening.id] = happening
    return sorted(found.values(), key=lambda one: (one.date.date or "", one.id), reverse=True)[:LATEST_HAPPENINGS]


def gaps(
    names: Names,
    sides: Sequence[str],
    latest: str | None,
    meetings: Sequence[Meeting],
    lines: Sequence[Channel],
    commitments: Sequence[Commitment],
) -> list[Gap]:
    """Return the holes of the record that a reader must know of: silent sides, quiet lines, days that went by."""
    found: list[Gap] = []
    one_sided = []
    for meeting in meetings:
        own = {account.side for account in meeting.accounts if account.source in ("own_readout", "own_officials")}
        for side in sides[:2]:
            if side in meeting.parties and side not in own:
                what = MEETING_WORDS.get(meeting.kind, meeting.kind).lower()
                known = meeting.date.date or meeting.date.enddate
                when = f"{_on(meeting)}{event_date_words(meeting.date)}" if known else "whose day is not known"
                words = f"{names.side(side)}: no account of its own on the {what} {when}."
                one_sided.append(Gap(words, meeting_address(meeting.id), "See the others"))
    found += one_sided[:MOST_GAPS]
    if latest:
        found += [
            Gap(
                f"Nothing heard of “{channel.name}” since {date_words(channel.as_of)}.",
                channel_address(channel.id),
                "See its history",
            )
            for channel in lines
            if channel.history and channel.as_of and _days_between(channel.as_of, latest) > QUIET_DAYS
        ][:MOST_GAPS]
        found += [
            Gap(
                f"“{names.undertaking(commitment)}” was due by {date_words(commitment.deadline.date)};"
                " no later word was found.",
                commitment_address(commitment.id),
                "See its history",
            )
            for commitment in commitments
            if commitment.deadline and commitment.deadline.date and _passed_in_silence(commitment, latest)
        ][:MOST_GAPS]
    return found


def _passed_in_silence(commitment: Commitment, latest: str) -> bool:
    due = days_of(commitment.deadline) if commitment.deadline else None
    last = latest_step(commitment)
    told = days_of(last.date) if last else None
    return bool(due and due[1] < latest and (told is None or told[1] < due[1]))


def _days_between(first: str, last: str) -> int:
    try:
        return (datetime.date.fromisoformat(last[:10]) - datetime.date.fromisoformat(first[:10])).days
    except ValueError:
        return 0


def _words_address(period: Period) -> str:
    return list_address(StatementQuery(since=period.first, until=period.last))


def _deeds_address(period: Period) -> str:
    return timeline_address({"since": period.first, "until": period.last})


def overview(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the first page."""
    names = Names(record)
    seen = record.overview()
    status = record.status()
    sides = list(seen.sides)
    by_week = parameters.get("by") == "week"
    lines, commitments = record.channels(), record.commitments(limit=MOST_CONSIDERED)
    meetings = record.meetings(limit=MEETINGS_CONSIDERED)
    of_sides = (
        [channel for channel in lines if set(sides) == set(channel.parties)]
        or [channel for channel in lines if set(sides) <= set(channel.parties)]
        or lines
    )
    happenings = record.count_happenings()
    shown = periods(
        record.words_by_day(),
        record.deeds_by_day(),
        sides,
        weeks=by_week,
        between=_shown_between(seen),
    )
    named = [names.side(side) for side in sides] or ["the first side"]
    groups: list[tuple[str, str, list[Any]]] = [
        (code, names.side(code), [speaker for speaker in seen.speakers if speaker.country == code]) for code in sides
    ]
    others = [speaker for speaker in seen.speakers if speaker.country not in sides]
    if others:
        groups.append(("", "Others", others))
    rows = matrix(record.positions(), sides[:2])
    # What persons decided since is counted as a build, too; it brings no documents.
    all_is_new = status.builds <= 1 or seen.new_documents >= seen.documents
    context = {
        "names": names,
        "seen": seen,
        "status": status,
        "all_is_new": all_is_new,
        "happenings": happenings,
        "meetings": record.count_matters("meeting"),
        "commitments": record.count_matters("commitment"),
        "latest": latest_happenings(record, names, _day_of(seen.latest)),
        "periods": shown,
        "tracks": tracks(
            shown,
            _words_address,
            _deeds_address,
            sides=(named[0], f"{named[1]} and others" if len(named) > 1 else "others"),
        ),
        "words_address": _words_address,
        "deeds_address": _deeds_address,
        "by_week": by_week,
        "picture": with_parameters("/overview.svg", {"by": "week" if by_week else None}),
        "other_view": with_parameters("/", {"by": None if by_week else "week"}),
        "lines": [(one, depth, state_of(one)) for one, depth in _first_lines(tree_order(of_sides, sides))],
        "all_lines": sum(1 for channel in lines if channel.history),
        "issues": rows[:ISSUES_SHOWN],
        "more_issues": max(0, len(rows) - ISSUES_SHOWN),
        "changes": [] if all_is_new else changes(names, seen, commitments, lines),
        "new_happenings": [] if all_is_new else new_happenings(record, seen),
        "gaps": gaps(names, sides, seen.latest, meetings, of_sides, commitments),
        "groups": [group for group in groups if group[2]],
        "largest": max((speaker.statements for speaker in seen.speakers), default=0),
        "documents": [(document, warnings_of(document)) for document in record.documents(limit=NEWEST_DOCUMENTS)],
        "silent": [names.side(code) for code in sides if not any(s.country == code for s in seen.speakers)],
        "sides": record.sides,
    }
    return Page(
        "overview.html",
        context,
        lambda: {
            **{field: getattr(seen, field) for field in ("sides", "documents", "independent_reports", "statements")},
            "happenings": happenings,
            "meetings": record.count_matters("meeting"),
            "commitments": record.count_matters("commitment"),
            "channels": [
                {
                    "id": one.id,
                    "name": one.name,
                    "state": step.state if (step := state_of(one)) else None,
                    "as_of": one.as_of,
                }
                for one in lines
            ],
            "periods": shown,
            "kinds": dict(seen.kinds),
            "earliest": seen.earliest,
            "latest": seen.latest,
            "speakers": seen.speakers,
            "newest": [document.id for document in seen.newest],
            "built_at": seen.built_at,
            "new_documents": seen.new_documents,
            "new_statements": seen.new_statements,
            "undated": seen.undated,
            "rejected_dates": seen.rejected_dates,
        },
        lambda: Table(
            ("actor", "name", "side", "statements", "independent_reports"),
            ((s.actor, s.name, s.country, s.statements, s.independent_reports) for s in seen.speakers),
        ),
        **page_addresses("/", {"by": "week" if by_week else None}),
    )


def _first_lines(ordered: Sequence[tuple[Channel, int]]) -> list[tuple[Channel, int]]:
    """Return the first lines of a tree; none of them is a mere heading of lines that are not among them."""
    first = list(ordered[:LINES_SHOWN])
    while first and not first[-1][0].history:
        first.pop()
    return first


def _day_of(latest: str | None) -> str | None:
    """Return the record's last day, so that what is announced for years to come is not called the latest."""
    days = first_and_last(latest)
    return days[1] if days else None


def _shown_between(seen: Overview) -> tuple[str | None, str | None]:
    """Return the days the tracks are drawn for: from some years before the first document to the last one."""
    first = seen.earliest
    if first and first[:4].isdigit():
        first = f"{max(1, int(first[:4]) - YEARS_BEFORE):04d}{first[4:8]}01"
    return first, seen.latest
