"""The filter of the statements page: from the address to a query and back, and the filter in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from onrecord.errors import QueryError
from onrecord.store import StatementQuery
from onrecord.web._addresses import with_parameters
from onrecord.web._words import date_words, mode_words

PAGE_LENGTH = 50
"""Statements, documents or actors on one page."""

FIELD_NAMES = tuple(field.name for field in fields(StatementQuery))
"""Names of the filters in the address, in the order in which they are written."""

MAX_OFFSET = 10_000_000


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One part of the active filter, with the address that takes it away."""

    field: str
    """Which field it narrows."""
    words: str
    """How it reads in the sentence: ``by Ada Example``."""
    without: str
    """The same list without it."""


def read_query(parameters: Mapping[str, str]) -> StatementQuery:
    """Read a query from the parameters of an address; unknown parameters are left alone.

    Raises:
        QueryError: a date or the mode cannot be used.
    """
    values = {name: parameters[name].strip() or None for name in FIELD_NAMES if name in parameters}
    return StatementQuery(**values)


def read_offset(parameters: Mapping[str, str]) -> int:
    """Read how many entries to leave out first.

    Raises:
        QueryError: it is not a number.
    """
    value = parameters.get("offset", "").strip()
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and int(value[:12]) <= MAX_OFFSET):
        raise QueryError(f"offset={value[:40]!r} is not a place in the list.", "Leave it out to begin at the top.")
    return int(value)


def query_parameters(query: StatementQuery) -> dict[str, str | int | None]:
    """Return the parameters that write a query into an address."""
    return {name: getattr(query, name) for name in FIELD_NAMES}


def list_address(query: StatementQuery, *, form: str = "", offset: int = 0) -> str:
    """Return the address of the list of statements for a query.

    Args:
        query: what is asked for.
        form: ``.json`` or ``.csv`` for a twin of the page.
        offset: how many to leave out first.
    """
    return with_parameters(f"/statements{form}", {**query_parameters(query), "offset": offset or None})


def active_filters(query: StatementQuery, label: Callable[[str, str], str]) -> list[ActiveFilter]:
    """Return the parts of the active filter in the order of a sentence.

    Args:
        query: what is asked for.
        label: gives the name to show for (field, value).
    """
    parts = []
    if query.speaker:
        parts.append(("speaker", f"by {label('speaker', query.speaker)}"))
    if query.side:
        parts.append(("side", f"from the side of {label('side', query.side)}"))
    if query.addressee:
        parts.append(("addressee", f"to {label('addressee', query.addressee)}"))
    if query.mode:
        parts.append(("mode", mode_words(query.mode)))
    if query.since:
        parts.append(("since", f"said on or after {date_words(query.since)}"))
    if query.until:
        parts.append(("until", f"said on or before {date_words(query.until)}"))
    if query.issue:
        parts.append(("issue", f"about {label('issue', query.issue)}"))
    if query.document:
        parts.append(("document", f"told in “{label('document', query.document)}”"))
    if query.words:
        parts.append(("words", f"with the words “{query.words}”"))
    return [ActiveFilter(field, words, list_address(replace(query, **{field: None}))) for field, words in parts]
