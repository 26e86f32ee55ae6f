"""Who is spoken of: actors and the places where a text mentions them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "office", "organization", "government", "state", "group", "unnamed"]
"""What an actor is. An unnamed source ("a senior US official") is an actor of its own document, kind ``unnamed``."""

MentionForm = Literal["name", "title", "pronoun", "metonym"]
"""How a text speaks of an actor."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office held by a person."""

    title: str
    """The office, e.g. ``Secretary of State``."""
    country: str | None = None
    """ISO 3166 alpha-3."""
    since: str | None = None
    """First day, ISO 8601 (day, month or year); None when unknown."""
    until: str | None = None
    """Last day; None when unknown or still held."""
    basis: Literal["reference", "text", "user"] = "reference"
    """Whether it stands in the reference tables, the text, or the user's own file."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, acts or is addressed."""

    id: str
    """``actor-`` and a stable key: the same person has the same id in every document and every build."""
    kind: ActorKind
    """What it is."""
    name: str
    """Its usual name; for an unnamed source the words of its description."""
    aliases: tuple[str, ...] = ()
    """Other names it goes by, sorted."""
    country: str | None = None
    """ISO 3166 alpha-3 of the side it belongs to; None when unknown."""
    sector: str | None = None
    """Sector code of PLOVER 0.8 (GOV, MIL, LEG, JUD, MED, CVL, BUS …)."""
    offices: tuple[Office, ...] = ()
    """Offices it holds or held."""
    wikidata: str | None = None
    """Wikidata id, where known."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in one document that speaks of an actor."""

    id: str
    """``mention-`` and 16 hexadecimal digits."""
    document: str
    """Id of the document."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    quote: str
    """The words: ``document.text[start:end]``."""
    actor: str
    """Id of the actor meant."""
    form: MentionForm
    """How the actor is spoken of."""
    reason: str = ""
    """By which rule the mention was resolved, e.g. ``last name``, ``title memory``, ``office at date``."""
