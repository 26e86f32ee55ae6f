"""What was read, and what each page really is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.records._base import DateBasis, Evidence, Precision

Role = Literal[
    "title",
    "dek",
    "byline",
    "dateline",
    "claimed_date",
    "body",
    "subhead",
    "caption",
    "credit",
    "correction",
    "bio",
    "tags",
    "navigation",
    "related",
    "promo",
    "comments",
    "furniture",
]
"""What a line of a page is."""

READ_ROLES: frozenset[str] = frozenset({"title", "dek", "body", "subhead", "caption"})
"""Roles whose words may yield statements and other records; the rest of a page never does."""

DocumentKind = Literal["original", "copy", "altered_copy", "wire_copy", "official", "transcript"]
"""What a page really is."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as it came from a source, before anything is judged. Not exported."""

    path: str
    """Where it came from: a path as the user gave it, with ``!member`` for archives and ``#line`` for JSON lines."""
    content: str
    """The decoded content: HTML or plain text."""
    markup: Literal["html", "text"] = "text"
    """Whether ``content`` is HTML or plain text."""
    source_sha256: str = ""
    """SHA-256 of the bytes the page was read from (of the entry, where a file holds many pages)."""
    url: str | None = None
    """The address the source states, if any."""
    title: str | None = None
    """The title the source states beside the text, if any."""
    date: str | None = None
    """The date the source states beside the text, as it stands there."""
    authors: tuple[str, ...] = ()
    """The authors the source states beside the text."""
    outlet: str | None = None
    """The outlet the source states beside the text."""
    encoding: str = "utf-8"
    """The encoding the bytes were decoded with."""
    replacements: int = 0
    """How many code points could not be decoded and were replaced."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or entry that could not be read: a named entry in the record's status, never silently dropped."""

    path: str
    """Where it is, as in ``RawPage.path``."""
    reason: str
    """A short, stable name of what is wrong: ``empty``, ``damaged gzip``, ``not text`` …"""
    detail: str = ""
    """What happened, and what the user can do."""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """The role of one line of a document; the role spans of a document stand in order and do not overlap."""

    start: int
    """First code point of the line."""
    end: int
    """One past the last code point, without the line break."""
    role: Role
    """What the line is."""
    reason: str = ""
    """Why, in plain words, to be shown to the user."""


@dataclass(frozen=True, slots=True)
class ClaimedDate:
    """A date that the page, its address or its source claims as its own."""

    date: str | None
    """ISO 8601 day (or month), None where it could not be read."""
    accepted: bool | None = None
    """Whether the claim was believed; None before it was judged."""
    reason: str = ""
    """Why it was accepted or rejected."""
    evidence: tuple[Evidence, ...] = ()
    """The words of the claim; empty where the claim stands outside the text (address, source)."""
    source: Literal["text", "markup", "address", "source"] = "text"
    """Where the claim stands."""


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was really published, with the reasons."""

    date: str | None = None
    """ISO 8601 day or month; None where only a range is known, or nothing."""
    precision: Precision = "unknown"
    """How fine the date is."""
    earliest: str | None = None
    """First day it can have been, ISO 8601."""
    latest: str | None = None
    """Last day it can have been, ISO 8601."""
    basis: DateBasis = "unknown"
    """Where the date comes from."""
    evidence: tuple[Evidence, ...] = ()
    """The words the judgement rests on."""
    reasons: tuple[str, ...] = ()
    """The judgement in plain words, one reason a line."""


UNJUDGED = Published()
"""The publication date of a document that no stage has judged yet."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An outlet's own correction notice, and the sentence it corrects where that was found."""

    start: int
    """First code point of the notice."""
    end: int
    """One past the last code point."""
    quote: str
    """The words of the notice."""
    corrects: tuple[Evidence, ...] = ()
    """The sentence that the notice speaks of."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page: its whole text, what each line of it is, and what the page really is."""

    id: str
    """``doc-`` and 16 hexadecimal digits."""
    path: str
    """Where it was read from."""
    text: str
    """The whole text that was read, decoded once: the one coordinate system of all spans."""
    text_sha256: str
    """SHA-256 of ``text``."""
    source_sha256: str
    """SHA-256 of the bytes it was read from."""
    url: str | None = None
    """Its address, as its source states it."""
    title: str = ""
    """Its title, as it stands in the text."""
    outlet: str | None = None
    """The outlet whose report it is."""
    host: str | None = None
    """The site it was found on, which is not the outlet on a copy."""
    authors: tuple[str, ...] = ()
    """Who signed it."""
    wires: tuple[str, ...] = ()
    """Agencies it credits."""
    language: str = "en"
    """ISO 639-1 code of its language, ``und`` where it could not be told."""
    kind: DocumentKind = "original"
    """What the page really is."""
    derived_from: str | None = None
    """The document it was made from, where that is in the record."""
    similarity: float | None = None
    """Share (0 to 1) of its prose outside quotation marks that stands in ``derived_from``."""
    published: Published = UNJUDGED
    """When it was really published."""
    claimed_dates: tuple[ClaimedDate, ...] = ()
    """The dates claimed for it, with the verdict on each."""
    corrections: tuple[Correction, ...] = ()
    """The outlet's own correction notices."""
    roles: tuple[RoleSpan, ...] = ()
    """What each line is."""
