"""Words that name events: ``triggers.txt`` read into a look-up by dictionary form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from onrecord.events._plover import TYPES
from onrecord.records import EventType

Part = Literal["verb", "noun"]
"""Part of speech of a trigger."""
Need = Literal["", "obj", "with", "prt", "prep", "comp", "to", "clause", "person", "named", "two"]
"""The company that a trigger needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word that can name an event."""

    word: str
    part: Part
    event: EventType
    mode: str | None
    need: Need
    company: frozenset[str]
    """The words of which one must be there."""
    weak: bool = False
    """Too common a word to name an event by itself; it only helps to tell types apart where one is known to be."""


@cache
def strong_lexicon() -> dict[tuple[str, Part], tuple[Entry, ...]]:
    """Return the entries that name an event by themselves."""
    found = {key: tuple(entry for entry in entries if not entry.weak) for key, entries in lexicon().items()}
    return {key: entries for key, entries in found.items() if entries}


@cache
def lexicon() -> dict[tuple[str, Part], tuple[Entry, ...]]:
    """Return the entries by dictionary form and part of speech; those that need company stand first."""
    text = files("onrecord.events").joinpath("triggers.txt").read_text(encoding="utf-8")
    found: dict[tuple[str, Part], list[Entry]] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        label, part, words = (column.strip() for column in line.split(";"))
        event, _, mode = label.partition("/")
        known = next(one for one in TYPES if one == event)
        for written in words.split(","):
            word, _, need = written.strip().removesuffix("?").partition(":")
            kind, _, company = need.partition("=")
            entry = Entry(
                word,
                cast("Part", part),
                known,
                mode or None,
                cast("Need", kind),
                frozenset(company.split("|")) if company else frozenset(),
                written.strip().endswith("?"),
            )
            found.setdefault((word, entry.part), []).append(entry)
    return {key: tuple(sorted(entries, key=lambda entry: not entry.need)) for key, entries in found.items()}
