"""The bundled chronology: dated public events that texts speak of, each with its public source.

The facts stand in ``chronology.toml`` beside this file; the user's own reference files may hold more of the same form
(an entry with the ``id`` of a bundled one replaces it; ``source`` may be left out there)::

    [[event]]
    id = "2023-11-15-biden-xi-woodside"
    date = "2023-11-15"                       # a day, a month, or an interval "2023-07-18/2023-07-21"
    kind = "meeting"                          # one of KINDS
    summary = "Biden and Xi meet at the Filoli estate"
    parties = ["USA", "CHN"]                  # ISO 3166 alpha-3
    persons = ["Joe BIDEN", "XI Jinping"]     # family names in capitals; a text must name all of them
    place = ["Woodside", "California"]        # names of the place, the narrowest first; a text may use any
    keywords = ["balloon", "shot down|downing"]   # a text must have all of them, "|" between spellings
    source = "The White House, readout, https://…"
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

EventKind = Literal[
    "meeting", "call", "visit", "forum", "talks", "sanction", "tariff", "agreement", "law", "military", "incident",
    "statement", "appointment", "other",
]  # fmt: skip
"""What kind of event it is."""

KINDS: tuple[str, ...] = get_args(EventKind)

# How news English speaks of each kind; a text must use one of these words besides the names.
KIND_WORDS: dict[str, str] = {
    "meeting": r"met|meets?|meeting|talks|summit|sat down|hosted|face-to-face|sit-down|gathering|discussions",
    "call": r"call|called|calls|phone|telephone|spoke|speaks?|spoken|speaking by phone|phoned|video|virtual",
    "visit": r"visit|visited|visits|visiting|trip|travel(?:ed|led|s|ing)?|arriv(?:ed|es|al|ing)|tour|stop|went|journey"
    r"|meetings? in|talks in|landed|stopover|transit(?:ed|s|ing)?",
    "talks": r"talks|met|meets?|meeting|negotiat\w{2,8}|round|dialogue|discussions|session",
}
_KIND_WORD = re.compile("|".join(KIND_WORDS.values()), re.I)
_FAMILY = re.compile(r"[^\W\d_a-z]{2,}(?:['’-][^\W\d_a-z]{2,})*")
_FIRST_WORD = re.compile(r"\w{1,4}")
_WORD = re.compile(r"\w+")
# Family names that are also common English words: a text must give the whole name.
_COMMON_WORDS = frozenset({"He", "You", "An", "So", "May"})
_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?")
_DATE_ADVICE = 'Write a day "2023-11-15", a month "2023-11", or an interval "2023-11-14/2023-11-17".'
_TEXT_FIELDS = ("id", "date", "kind", "summary", "source")
_LIST_FIELDS = ("parties", "persons", "place", "keywords")


class ChronologyError(ValueError):
    """A chronology file cannot be used; the message names the file, the entry and what is wrong.

    Args:
        what: what is wrong.
        advice: what to do about it.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class ChronologyEvent:
    """One dated public event."""

    id: str
    """A stable key."""
    first: date
    """First day."""
    last: date
    """Last day."""
    kind: EventKind
    """What kind of event it is."""
    summary: str
    """What happened, in our own words."""
    parties: tuple[str, ...]
    """ISO 3166 alpha-3 codes of the sides."""
    persons: tuple[str, ...]
    """Who took part: the names as usually written."""
    families: tuple[str, ...]
    """Their family names, by which news speaks of them."""
    place: tuple[str, ...]
    """Names of the place."""
    keywords: tuple[tuple[str, ...], ...]
    """Groups of words: a text that speaks of the event has one of each group."""
    source: str
    """Where it can be checked."""


@dataclass(frozen=True, slots=True)
class EventMatch:
    """An event that a stretch of text seems to speak of."""

    event: ChronologyEvent
    """The event."""
    positions: tuple[tuple[int, int], ...]
    """Where its words stand in the stretch, the words of its kind or its first keyword first."""
    placed: bool
    """Whether the place or keywords of its own are named too, so that it is told from others of its kind."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """Dated public events, to be looked up by the words of a text."""

    events: tuple[ChronologyEvent, ...]
    """All events by date."""
    _index: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _patterns: tuple[tuple[re.Pattern[str], ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[int]] = {}
        patterns: list[tuple[re.Pattern[str], ...]] = []
        for number, event in enumerate(self.events):
            keys = event.keywords[0] if event.keywords else event.families[:1]
            for key in keys:
                index.setdefault(_index_key(key), []).append(number)
            patterns.append(_patterns_of(event))
        object.__setattr__(self, "_index", {key: tuple(numbers) for key, numbers in index.items()})
        object.__setattr__(self, "_patterns", tuple(patterns))

    @property
    def covers(self) -> tuple[date, date] | None:
        """The first and last day of its events; None when it is empty."""
        return (self.events[0].first, max(event.last for event in self.events)) if self.events else None

    def candidates(self, words: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the events that a text with these words (any case) could speak of."""
        return tuple(sorted({number for word in words for number in self._index.get(word[:4].lower(), ())}))

    def places(self, text: str, start: int, end: int) -> list[tuple[int, tuple[int, ...]]]:
        """Return where in a stretch words stand by which events are looked up, with the numbers of those events."""
        index = self._index
        return [
            (word.start(), numbers)
            for word in _WORD.finditer(text, start, end)
            if (numbers := index.get(word[0][:4].lower())) is not None
        ]

    def match(self, text: str, candidates: Iterable[int]) -> tuple[EventMatch, ...]:
        """Find the events that a sentence speaks of.

        Args:
            text: one sentence.
            candidates: numbers from ``candidates``.

        Returns:
            The events all of whose persons and keywords, and a word of whose kind, the sentence has; those whose place
            is named are marked.
        """
        found: list[EventMatch] = []
        for number in candidates:
            event = self.events[number]
            positions: list[tuple[int, int]] = []
            for pattern in self._patterns[number]:
                place = pattern.search(text)
                if place is None:
                    break
                positions.append(place.span())
            else:
                where = _place_pattern(event.place)
                named = where.search(text) if where else None
                placed = _tells_apart(event.keywords) or named is not None
                if named is not None:
                    positions.append(named.span())
                found.append(EventMatch(event, tuple(positions), placed))
        return tuple(found)


def _index_key(word: str) -> str:
    # Keywords may be beginnings of words ("tariff", "withdr"), so the index looks at the first letters alone.
    first = _FIRST_WORD.search(word)
    return first[0].lower() if first else ""


def _words(options: Iterable[str]) -> str:
    return "|".join(re.escape(option).replace(r"\ ", r"\s{1,3}") for option in options)


def _patterns_of(event: ChronologyEvent) -> tuple[re.Pattern[str], ...]:
    patterns: list[re.Pattern[str]] = []
    if not event.keywords and event.kind in KIND_WORDS:
        patterns.append(re.compile(rf"\b(?:{KIND_WORDS[event.kind]})\b", re.I))
    patterns.extend(re.compile(rf"\b(?:{_words(group)})", re.I) for group in event.keywords)
    patterns.extend(re.compile(rf"\b{re.escape(family)}\b") for family in event.families)
    return tuple(patterns)


@cache
def _tells_apart(keywords: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the keywords say more than that there was a call or a meeting: those who speak once speak again."""
    return any(not _KIND_WORD.fullmatch(option) for group in keywords for option in group)


@cache
def _place_pattern(place: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{_words(place)})\b") if place else None


def _family(person: str) -> str:
    capitals = _FAMILY.findall(person)
    if not capitals:
        return person.split()[-1]
    family = " ".join(_proper(name) for name in capitals)
    return _usual(person) if family in _COMMON_WORDS else family


def _usual(person: str) -> str:
    return " ".join(_proper(word) if _FAMILY.fullmatch(word) else word for word in person.split())


def _proper(capitals: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in capitals.split("-"))


def _bounds(stated: str) -> tuple[date, date]:

    first, slash, last = stated.partition("/")

    def day(text: str, *, end: bool) -> date:
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            return date(year, month, calendar.monthrange(year, month)[1] if end else 1)
        return date.fromisoformat(text)

    return day(first, end=False), day(last if slash else first, end=True)


def read_event(data: Any, where: str, *, source: str = "") -> ChronologyEvent:
    """Read one event.

    Args:
        data: what TOML made of the entry.
        where: file and place of the entry, for messages.
        source: what stands for a ``source`` that is left out; without it one is needed.

    Raises:
        ChronologyError: it is not as it should be; the message says what, the advice how to mend it.
    """
    if not isinstance(data, dict):
        raise ChronologyError(
            f"{where}: an event must be a table.", "Write it as [[event]], then one line for each key."
        )
    name = f"{where}, event {data.get('id', '(no id)')!r}"
    # TOML knows dates by itself: date = 2024-02-01 needs no quotation marks.
    data = {key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()}
    if source:
        data = {"source": source, **data}
    _check_fields(data, name)
    try:
        first, last = _bounds(data["date"])
    except ValueError as problem:
        raise ChronologyError(f"{name}: {data['date']!r} is no date: {problem}.", _DATE_ADVICE) from problem
    if last < first:
        raise ChronologyError(f"{name}: the interval ends before it begins.", "Write the first day first.")
    persons = tuple(data.get("persons", ()))
    keywords = tuple(
        tuple(part.strip() for part in group.split("|") if part.strip()) for group in data.get("keywords", ())
    )
    if not persons and not any(keywords):
        raise ChronologyError(
            f"{name}: needs persons or keywords, or no text can be matched with it.",
            'Add persons = ["Ann SMITH"], or keywords = ["word|other spelling"].',
        )
    return ChronologyEvent(
        id=data["id"],
        first=first,
        last=last,
        kind=cast("EventKind", data["kind"]),
        summary=data["summary"],
        parties=tuple(data.get("parties", ())),
        persons=tuple(_usual(person) for person in persons),
        families=tuple(_family(person) for person in persons),
        place=tuple(data.get("place", ())),
        keywords=tuple(group for group in keywords if group),
        source=data["source"],
    )


def _check_fields(data: dict[str, Any], name: str) -> None:
    known = (*_TEXT_FIELDS, *_LIST_FIELDS)
    strange = sorted(set(data) - set(known))
    if strange:
        raise ChronologyError(f"{name}: unknown field {strange[0]!r}.", f"Known fields: {', '.join(known)}.")
    for key in _TEXT_FIELDS:
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise ChronologyError(
                f"{name}: {key!r} is missing or not a text.", f'Add {key} = "…"; needed are {", ".join(_TEXT_FIELDS)}.'
            )
    for key in _LIST_FIELDS:
        values = data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise ChronologyError(f"{name}: {key!r} must be a list of texts.", f'Write {key} = ["…", "…"].')
    if data["kind"] not in KINDS:
        raise ChronologyError(f"{name}: kind {data['kind']!r} is not known.", f"Use one of {', '.join(KINDS)}.")
    if not _ISO.fullmatch(data["date"]):
        raise ChronologyError(f"{name}: date {data['date']!r} is not an ISO day, month or interval.", _DATE_ADVICE)


def read_chronology(text: str, where: str) -> tuple[ChronologyEvent, ...]:
    """Read the events of one TOML text.

    Args:
        text: the TOML text.
        where: its name, for messages.

    Raises:
        ChronologyError: it is no TOML, or an event is not as it should be; the message says which and why.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ChronologyError(f"{where}: not readable as TOML ({problem}).", "Correct that line.") from problem
    strange = sorted(set(data) - {"event"})
    if strange:
        raise ChronologyError(f"{where}: unknown table {strange[0]!r}.", "Events stand under [[event]].")
    return tuple(read_event(item, where) for item in data.get("event", []))


@cache
def load_chronology() -> Chronology:
    """Load the bundled chronology.

    Raises:
        ChronologyError: the bundled file is damaged.
    """
    bundled = files("onrecord.reference").joinpath("chronology.toml").read_text(encoding="utf-8")
    return chronology_of(read_chronology(bundled, "chronology.toml"))


def chronology_of(events: Iterable[ChronologyEvent]) -> Chronology:
    """Return a chronology of events; of two with the same id the later one stands."""
    by_id = {event.id: event for event in events}
    return Chronology(tuple(sorted(by_id.values(), key=lambda event: (event.first, event.last, event.id))))
