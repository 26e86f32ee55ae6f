"""Lists of matters: which of them are asked for, how many there are, and which part of them a page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onrecord.errors import NotFoundError, QueryError
from onrecord.records import Channel, Commitment, Meeting, Position
from onrecord.store import HappeningQuery, Record
from onrecord.web._addresses import with_parameters
from onrecord.web._filters import PAGE_LENGTH, ActiveFilter, read_offset
from onrecord.web._names import Names

Matter = TypeVar("Matter", Commitment, Channel, Position, Meeting)

MOST_AT_ONCE = 1_000
"""The most that ``limit`` asks for; a CSV holds everything."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Matter]):
    """The part of a list that one page shows."""

    shown: list[Matter]
    """What it shows."""
    total: int
    """How many there are."""
    offset: int
    """How many stand before it."""
    length: int
    """How many a page holds at most."""
    asked: int | None
    """How many the address asks for; None where it leaves that open."""

    def steps(self, path: str, asked: Mapping[str, str | int | None]) -> dict[str, Any]:
        """Return what the template needs: the addresses of the parts before and after, and ``51–100 of 279``."""

        def address(offset: int) -> str:
            return with_parameters(path, {**asked, "limit": self.asked, "offset": offset or None})

        after = self.offset + self.length
        shown = f"{self.offset + 1:,}–{self.offset + len(self.shown):,} of {self.total:,}"
        return {
            "total": self.total,
            "previous": address(max(0, self.offset - self.length)) if self.offset else None,
            "following": address(after) if after < self.total else None,
            "part": shown if self.shown and len(self.shown) < self.total else None,
        }

    def data(self, path: str, asked: Mapping[str, str | int | None]) -> dict[str, Any]:
        """Return the head of the JSON twin: what was asked, how many there are, where the next part is."""
        steps = self.steps(f"{path}.json", asked)
        return {"query": dict(asked), "count": self.total, "offset": self.offset, "next": steps["following"]}

    def address_parameters(self) -> dict[str, int | None]:
        """Return the parameters that write this part into an address."""
        return {"limit": self.asked, "offset": self.offset or None}


def read_limit(parameters: Mapping[str, str], otherwise: int = PAGE_LENGTH) -> int:
    """Read how many entries a page shows.

    Raises:
        QueryError: it is no number from 1 to ``MOST_AT_ONCE``.
    """
    value = parameters.get("limit", "").strip()
    if not value:
        return otherwise
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:12]) <= MOST_AT_ONCE):
        raise QueryError(f"limit={value[:40]!r} cannot be used.", f"Use a number from 1 to {MOST_AT_ONCE:,}.")
    return int(value)


def part_of(
    parameters: Mapping[str, str],
    found: Sequence[Matter] | None,
    *,
    read: Callable[[int, int], list[Matter]] | None = None,
    total: int = 0,
    length: int = PAGE_LENGTH,
) -> Part[Matter]:
    """Return the part of a list that the parameters of an address ask for.

    Args:
        parameters: with ``limit`` and ``offset``.
        found: the whole list, where it had to be read.
        read: otherwise reads (limit, offset) of it.
        total: otherwise its length.
        length: how many a page holds where the address does not say.
    """
    offset, limit = read_offset(parameters), read_limit(parameters, length)
    asked = limit if parameters.get("limit") else None
    if found is not None:
        return Part(list(found[offset : offset + limit]), len(found), offset, limit, asked)
    return Part(read(limit, offset) if read else [], total, offset, limit, asked)


def meetings_told_in(record: Record, document: str, party: str | None) -> list[Meeting]:
    """Return the meetings that a document tells of, the latest first."""
    found = []
    identities = {
        happening.meeting
        for happening in record.happenings(HappeningQuery(document=document, party=party))
        if happening.meeting
    }
    for identity in sorted(identities):
        try:
            found.append(record.meeting(identity))
        except NotFoundError:
            continue
    return sorted(found, key=lambda one: (one.date.date or one.date.enddate or "", one.id), reverse=True)


def filters_in_words(
    path: str, asked: Mapping[str, str | None], says: Mapping[str, Callable[[str], str]], names: Names
) -> list[ActiveFilter]:
    """Return the parts of a filter in the order of a sentence, each with the address of the list without it."""
    words = {"document": lambda value: f"told in “{names.label('document', value)}”", **says}
    return [
        ActiveFilter(name, words[name](value), with_parameters(path, {**asked, name: None}))
        for name, value in asked.items()
        if value and name in words
    ]


def asked_of(parameters: Mapping[str, str], *fields: str) -> dict[str, str | None]:
    """Return the filters that an address holds, None for those it does not."""
    return {name: (parameters.get(name) or "").strip() or None for name in fields}
