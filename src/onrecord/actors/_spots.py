"""What a name found in a text is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.actors._text import Words

SpotKind = Literal["person", "state", "people", "government", "capital", "organization", "none", "run", "family"]


@dataclass(slots=True)
class Title:
    """A title as the text writes it before or after a name."""

    first: int
    after: int
    head: str
    """Plain form of its head noun; empty for a mere form of address."""
    words: frozenset[str]
    country: str | None
    former: bool = False
    organization: str | None = None
    """Name of an organization inside the title."""


@dataclass(slots=True)
class Spot:
    """A name found in the text: its words, and what it seems to be."""

    first: int
    after: int
    kind: SpotKind
    key: str = ""
    title: Title | None = None
    honorific: str = ""
    """Pronoun told by a form of address."""
    begin: int = 0
    """First word with title and form of address."""
    reason: str = ""
    words: list[str] = field(default_factory=list)
    country: str | None = None
    """The country that the name of an unknown body begins with."""
    named_by_model: bool = False
    """Whether the analysis takes the word for a person's name."""


def full_name(words: Words, spot: Spot) -> str:
    """The words of a name, with single spaces."""
    return " ".join(words.text[words.starts[spot.first] : words.ends[spot.after - 1]].split())
