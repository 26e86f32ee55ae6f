"""The list of meetings, and one meeting with its accounts side by side, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import NotFoundError
from onrecord.records import Account, AccountItem, Evidence, Meeting, MeetingItem
from onrecord.store import Record
from onrecord.web._addresses import meeting_address
from onrecord.web._filters import PAGE_LENGTH
from onrecord.web._matter_lists import asked_of, filters_in_words, meetings_told_in, part_of
from onrecord.web._matter_rows import MEETING_COLUMNS, meeting_rows
from onrecord.web._matter_words import ACCOUNT_WORDS, RELATION_ORDER, latest_step
from onrecord.web._names import Names
from onrecord.web._pages import Page, page_addresses
from onrecord.web._twins import Table

MEETINGS_ON_A_PAGE = 25
"""A meeting is read with all its accounts, so that fewer are listed at a time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the accounts of one side have on one item."""

    items: tuple[tuple[AccountItem, str], ...]
    """The items, each with whose telling it is (a value of the record), in the order told."""
    evidence: tuple[Evidence, ...]
    """Words of the accounts that belong to no item of them."""
    not_found_in: int | None
    """In how many documents of that side it was not found; None where it was found or nothing is claimed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item over all sides."""

    item: MeetingItem
    """The item."""
    cells: tuple[Cell, ...]
    """One cell for each column."""


@dataclass(frozen=True, slots=True)
class Column:
    """The accounts of one side: its readout, its officials, what the other side tells of its words."""

    side: str | None
    """The side; None for the press and others."""
    title: str
    """Whose they are, in words."""
    accounts: tuple[Account, ...]
    """The accounts."""


def in_order(meeting: Meeting, sides: Sequence[str]) -> Meeting:
    """Return a meeting with its accounts in the order of the sides, each side's own first, the press last."""
    sources = list(ACCOUNT_WORDS)

    def order(account: Account) -> tuple[int, int, str]:
        place = sides.index(account.side) if account.side in sides else len(sides) + (account.side is None)
        return (place, sources.index(account.source), account.side or "")

    return replace(meeting, accounts=tuple(sorted(meeting.accounts, key=order)))


def columns_of(meeting: Meeting, names: Names) -> list[Column]:
    """Return the sides of a meeting with their accounts; in one column for each side the words have room."""
    return [
        Column(side, names.side(side) if side else "Press and others", accounts) for side, accounts in _by_side(meeting)
    ]


def _by_side(meeting: Meeting) -> list[tuple[str | None, tuple[Account, ...]]]:
    found: dict[str | None, list[Account]] = {}
    for account in meeting.accounts:
        found.setdefault(account.side, []).append(account)
    return [(side, tuple(accounts)) for side, accounts in found.items()]


def _cell(side: str | None, accounts: Sequence[Account], item: MeetingItem, unclaimed: set[Evidence]) -> Cell:
    proofs = set(item.evidence)
    own = tuple((one, account.source) for account in accounts for one in account.items if proofs & set(one.evidence))
    # Two accounts may be drawn from one document: its words stand with the account whose item they prove, and where
    # they prove no item, with a side that is said to have it.
    rest: tuple[Evidence, ...] = ()
    if not own and (side in item.found_in or side is None):
        documents = {identity for account in accounts for identity in account.documents}
        rest = tuple(one for one in item.evidence if one in unclaimed and one.document in documents)
        unclaimed.difference_update(rest)
    silent = next((one.documents for one in item.not_found_in if one.side == side), None)
    return Cell(own, rest, None if own or rest else silent)


def rows_of(meeting: Meeting) -> list[Row]:
    """Return the items of a meeting as rows, what does not fit together first, those of one issue together."""
    sides = _by_side(meeting)
    claimed = {evidence for account in meeting.accounts for one in account.items for evidence in one.evidence}
    unclaimed = {evidence for item in meeting.items for evidence in item.evidence} - claimed
    rows = [Row(item, tuple(_cell(*side, item, unclaimed) for side in sides)) for item in meeting.items]

    def told(row: Row) -> int:
        return min((one.order for cell in row.cells for one, _ in cell.items), default=1_000)

    # What each side tells alone of one issue stands together: its own stand on Taiwan beside the other's.
    begins: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.item.issue is not None:
            key = (row.item.relation, row.item.issue)
            begins[key] = min(begins.get(key, 1_000), told(row))

    def order(row: Row) -> tuple[int, int, str, int]:
        issue = row.item.issue or ""
        first = begins.get((row.item.relation, issue), told(row))
        return (RELATION_ORDER.index(row.item.relation), first, issue, told(row))

    return sorted(rows, key=order)


def relation_counts(items: Sequence[MeetingItem]) -> list[tuple[str, int]]:
    """Return how many items stand in each relation, those that do not fit together first."""
    counts = {relation: sum(1 for item in items if item.relation == relation) for relation in RELATION_ORDER}
    return [(relation, count) for relation, count in counts.items() if count]


def _all_meetings(record: Record) -> Iterator[Meeting]:
    offset = 0
    while batch := record.meetings(limit=PAGE_LENGTH, offset=offset):
        yield from batch
        offset += len(batch)


def meetings(record: Record, parameters: Mapping[str, str]) -> Page:
    """Return the list of meetings."""
    names = Names(record)
    asked = asked_of(parameters, "party", "document")
    party, document = asked["party"], asked["document"]
    told = meetings_told_in(record, document, party) if document else None
    part = part_of(
        parameters,
        told,
        read=lambda limit, offset: record.meetings(party=party, limit=limit, offset=offset),
        total=0 if document else record.count_matters("meeting", party=party),
        length=MEETINGS_ON_A_PAGE,
    )
    context = {
        "names": names,
        "rows": [(in_order(meeting, record.sides), relation_counts(meeting.items)) for meeting in part.shown],
        "asked": asked,
        "filters": filters_in_words(
            "/meetings", asked, {"party": lambda value: f"with {names.the_side(value)}"}, names
        ),
        "sides": record.sides,
        **part.steps("/meetings", asked),
    }

    def chosen() -> Iterable[Meeting]:
        if told is not None:
            return told
        return (one for one in _all_meetings(record) if party is None or party in one.parties)

    return Page(
        "meetings.html",
        context,
        lambda: {**part.data("/meetings", asked), "meetings": part.shown},
        lambda: Table(MEETING_COLUMNS, (row for one in chosen() for row in meeting_rows(one, names))),
        **page_addresses("/meetings", {**asked, **part.address_parameters()}),
    )


def neighbours_of(record: Record, found: Meeting) -> list[Meeting]:
    """Return the other meetings of the same parties on the same days, oldest first: they may be the same one."""
    days = _days(found)
    if days is None:
        return []
    party = next(iter(found.parties), None)
    others = [one for one in record.meetings(party=party) if one.id != found.id and one.parties == found.parties]
    near = [one for one in others if (its := _days(one)) and its[0] <= days[1] and days[0] <= its[1]]
    return sorted(near, key=lambda one: (one.date.date or "", one.id))


def _days(found: Meeting) -> tuple[str, str] | None:
    """Return the first and last day of a meeting dated to days; None for one known to the month only, or not at all."""
    date = found.date
    if not date.date or len(date.date) != len("2031-03-06"):
        return None
    return date.date, date.enddate or date.date


def meeting(record: Record, parameters: Mapping[str, str], identity: str) -> Page:
    """Return one meeting with its accounts side by side."""
    names = Names(record)
    found = in_order(record.meeting(identity), record.sides)
    try:
        happening = record.happening(found.happening)
    except NotFoundError:
        happening = None
    commitments = [
        (commitment, latest_step(commitment))
        for party in found.parties[:1]
        for commitment in record.commitments(party=party)
        if commitment.made_at == found.id
    ]
    context = {
        "names": names,
        "meeting": found,
        "happening": happening,
        "columns": columns_of(found, names),
        "rows": rows_of(found),
        "counts": relation_counts(found.items),
        "account_words": ACCOUNT_WORDS,
        "commitments": commitments,
        "neighbours": neighbours_of(record, found),
        "sides": record.sides,
    }
    return Page(
        "meeting.html",
        context,
        lambda: found,
        lambda: Table(MEETING_COLUMNS, meeting_rows(found, names)),
        **page_addresses(meeting_address(found.id)),
    )
