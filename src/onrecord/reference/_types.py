"""What the reference tables hold: plain facts of public knowledge, with dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pronoun = Literal["he", "she", ""]
"""The pronoun that news uses for a person; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory."""

    code: str
    """ISO 3166 alpha-3 (``XKX`` for Kosovo, ``SUN`` for the former Soviet Union)."""
    name: str
    """Its usual name in English."""
    other_names: tuple[str, ...]
    """Other names in use."""
    demonyms: tuple[str, ...]
    """Adjective and names of its people."""
    capital: str
    """Its capital; empty where it has none or where the name would only mislead."""
    government_metonyms: tuple[str, ...]
    """Names of places that stand for its government: the capital where that is usual, palaces, streets."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of public life."""

    name: str
    """The usual name, which is also the key."""
    country: str | None
    """ISO 3166 alpha-3; ``EUR`` for who is known for an office of the European Union."""
    family: str
    """The name that news uses alone: the family name, wherever it stands."""
    pronoun: Pronoun
    """The pronoun news uses."""
    aliases: tuple[str, ...] = ()
    """Other full names and spellings."""
    known_as: tuple[str, ...] = ()
    """Single names so well known that a text need not introduce them, and what others call the person."""
    sector: str | None = None
    """Sector code of PLOVER 0.8 apart from any office."""
    wikidata: str | None = None
    """Wikidata id."""
    basis: Literal["reference", "user"] = "reference"
    """Whose knowledge it is."""


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office that persons hold one after the other."""

    key: str
    """A stable key, e.g. ``usa-secretary-of-state``."""
    title: str
    """Its title."""
    country: str | None
    """ISO 3166 alpha-3, or ``EUR``, ``UNO``, ``IGO``."""
    sector: str | None
    """Sector code of PLOVER 0.8."""
    post: str
    """What kind of post it is, the same in all countries (``foreign minister``); empty for one of its own kind."""
    phrases: tuple[str, ...]
    """How texts write it, in lower case."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office."""

    office: str
    """Key of the office."""
    person: str
    """Name of the person."""
    since: str | None
    """First day, month or year, ISO 8601."""
    until: str | None
    """Last day, month or year; None while it lasts or when unknown."""


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """A ministry, agency, party, company, outlet …"""

    name: str
    """Its usual name, which is also the key."""
    country: str | None
    """ISO 3166 alpha-3, or ``EUR``, ``UNO``, ``IGO``."""
    sector: str | None
    """Sector code of PLOVER 0.8."""
    aliases: tuple[str, ...] = ()
    """Other names."""
    basis: Literal["reference", "user"] = "reference"
    """Whose knowledge it is."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter that statements are about."""

    id: str
    """A stable key, e.g. ``human-rights``."""
    label: str
    """Its name for readers."""
    words: tuple[str, ...]
    """Words and phrases that tell it: capitals must stand in capitals, a trailing ``*`` stands for any ending."""
    without: tuple[str, ...] = ()
    """Phrases that hold one of the words and mean something else."""
