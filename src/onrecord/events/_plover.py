"""PLOVER 0.8 as data: classes, scores, modes and contexts of the sixteen types, and the way back to CAMEO."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from onrecord.records import EventType, QuadCode
from onrecord.reference import WORD, plain_text

TYPES: tuple[EventType, ...] = get_args(EventType)
"""The sixteen types, from cooperation to conflict."""

Mapping = Literal["exact", "coarse", "none"]
"""How well a CAMEO code fits."""

_STEM = 3  # stems of context words are looked up by their first letters


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What the manual says of a type."""

    quad: QuadCode
    score: float
    modes: dict[str, float]
    """Modes with their scores."""
    cameo: str
    """The CAMEO code of the type as a whole."""


@dataclass(frozen=True, slots=True)
class _Tables:
    types: dict[str, TypeFacts]
    cameo: dict[str, tuple[str, str]]
    cameo_in_context: dict[str, tuple[str, str]]
    phrases: dict[str, list[tuple[tuple[str, ...], bool, str]]]
    """First word of a phrase: (words, whether the last is a stem, context)."""
    stems: dict[str, list[tuple[str, str]]]
    of_issue: dict[str, str]


@cache
def _tables() -> _Tables:
    data = tomllib.loads(files("onrecord.events").joinpath("plover.toml").read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for context, entries in data["contexts"].items():
        for entry in entries:
            stem = entry.endswith("*")
            written = entry.rstrip("*")
            words = tuple(WORD.findall(written if written.isupper() else written.lower()))
            if stem and len(words) == 1:
                stems.setdefault(words[0][:_STEM], []).append((words[0], context))
            else:
                phrases.setdefault(words[0], []).append((words, stem, context))
    return _Tables(
        types={
            name: TypeFacts(cast("QuadCode", row["quad"]), row["score"], dict(row.get("modes", {})), row["cameo"])
            for name, row in data["types"].items()
        },
        cameo={key: (code, fit) for key, (code, fit) in data["cameo"].items()},
        cameo_in_context={key: (code, fit) for key, (code, fit) in data["cameo_in_context"].items()},
        phrases=phrases,
        stems=stems,
        of_issue=dict(data["context_of_issue"]),
    )


def facts_of(event: EventType) -> TypeFacts:
    """Return what the manual says of a type."""
    return _tables().types[event]


def score_of(event: EventType, mode: str | None) -> float:
    """Return the PLOVER score of a type and mode, from -10 (conflict) to 10 (cooperation)."""
    facts = facts_of(event)
    return facts.modes.get(mode, facts.score) if mode is not None else facts.score


def known_mode(event: EventType, mode: str | None) -> str | None:
    """Return the mode where the manual has it for that type, else None."""
    return mode if mode in facts_of(event).modes else None


def cameo_of(event: EventType, mode: str | None, contexts: Sequence[str]) -> tuple[str, Mapping]:
    """Return the CAMEO 1.1b3 code of an event and how well it fits."""
    tables = _tables()
    found = tables.cameo.get(f"{event}/{mode}")
    for context in contexts:
        found = found or tables.cameo_in_context.get(f"{event}/{context}")
    code, fit = found or (facts_of(event).cameo, "coarse")
    return code, cast("Mapping", fit)


def contexts_of(text: str, issues: Sequence[str]) -> tuple[str, ...]:
    """Return the PLOVER contexts that the words of a clause and its issues tell, sorted."""
    tables = _tables()
    found = {tables.of_issue[issue] for issue in issues if issue in tables.of_issue}
    written = WORD.findall(plain_text(text))
    words = [word.lower() for word in written]
    for place, word in enumerate(words):
        for stem, context in tables.stems.get(word[:_STEM], ()):
            if word.startswith(stem):
                found.add(context)
        as_written = written[place]
        for first in (word, as_written) if as_written.isupper() and len(as_written) > 1 else (word,):
            for phrase, is_open, context in tables.phrases.get(first, ()):
                after = place + len(phrase)
                if context in found or after > len(words):
                    continue
                here = tuple(written[place:after]) if phrase[0].isupper() else tuple(words[place:after])
                if here == phrase or (is_open and here[:-1] == phrase[:-1] and here[-1].startswith(phrase[-1])):
                    found.add(context)
    return tuple(sorted(found))
