"""What a name found in a text is made of."""

from __future__ import annotations

import re
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


_PART = re.compile(r"[^\W\d_]{2,}")
_MC = re.compile(r"M[Cc](?=[A-Z]{2})")
_LONGEST_INITIALS = 3
_NUMERALS = frozenset({"II", "III", "IV"})


def in_ordinary_letters(name: str) -> str:
    """Return a person's name in capitals as running text writes it: "AMY GOODMAN" and "Amy Goodman" are one.

    Names that are not in capitals, and what may be initials ("JD", "MBS"), stay as they are.
    """
    parts = _PART.findall(_MC.sub("", name))
    if not all(map(str.isupper, parts)) or max(map(len, parts), default=0) <= _LONGEST_INITIALS:
        return name

    def lowered(found: re.Match[str]) -> str:
        part = found[0]
        if part in _NUMERALS or (part == "JD" and found.start() == 0):
            return part
        scottish = _MC.match(part)
        return f"Mc{part[2]}{part[3:].lower()}" if scottish is not None else part[0] + part[1:].lower()

    return _PART.sub(lowered, name)
