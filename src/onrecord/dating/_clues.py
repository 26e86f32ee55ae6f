"""How well a day fits the time expressions of a text: a likelihood, learnt from dated news.

A text that was published on a day tells of weekdays and dates near it; under a false date its "Nov. 14" or its
"Thursday" lie anywhere. ``likelihoods.json`` holds, for each kind of clue and each distance, how much more often it
occurs under true dates than under false ones (natural logarithm). It is written by ``training/dates/learn.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import takewhile

from onrecord.language.times import TimeExpression

# A news text tells its day within its first code points; weekdays further down are background.
LEAD = 1500
# No text needs more clues of one kind than this.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Clue:
    """One expression that says something about the day of publication."""

    kind: str
    """``weekday``, ``day`` (no year), ``full`` (day with year), ``month`` (no year), ``month of year`` or ``year``."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    year: int = 0
    """Year, 0 where none is told."""
    month: int = 0
    """Month, 0 where none is told."""
    day: int = 0
    """Day of the month, 0 where none is told."""
    weekday: int = -1
    """0 (Monday) to 6, -1 where none is told."""


Feature = tuple[str, int]
"""A kind of clue and the number of its bin."""

_DAY_EDGES = (-120, -60, -31, -15, -8, -4, -2, -1, 0, 1, 7, 30, 60, 120)
_FULL_EDGES = (-3650, -1500, -730, -366, -180, -60, -31, -15, -8, -4, -2, -1, 0, 1, 30, 180)
_MONTH_OF_YEAR_EDGES = (-24, -13, -7, -4, -2, -1, 0, 1, 6)


def clues_of(times: Sequence[TimeExpression]) -> tuple[Clue, ...]:
    """Return the clues among the time expressions of a text, in text order."""
    found: list[Clue] = []
    counts: dict[str, int] = {}
    for item in times:
        clue = _clue(item)
        if clue is not None and counts.get(clue.kind, 0) < _MOST:
            counts[clue.kind] = counts.get(clue.kind, 0) + 1
            found.append(clue)
    return tuple(sorted(found, key=lambda clue: clue.start))


def _clue(item: TimeExpression) -> Clue | None:
    meaning = item.meaning
    if meaning.form == "weekday":
        told_as_news = meaning.direction == "open" and item.context != "future" and item.start < LEAD
        return Clue("weekday", item.start, item.end, weekday=meaning.weekday or 0) if told_as_news else None
    if meaning.form != "calendar" or meaning.last_year or meaning.ambiguous:
        return None
    year, month, day = meaning.year or 0, meaning.month or 0, meaning.day or 0
    if year >= 2100 or meaning.number:
        return None
    if day and month:
        weekday = -1 if meaning.weekday is None else meaning.weekday
        return Clue("full" if year else "day", item.start, item.end, year, month, day, weekday)
    if month:
        return Clue("month of year" if year else "month", item.start, item.end, year, month)
    return Clue("year", item.start, item.end, year) if year else None


def _bin(value: int, edges: Sequence[int]) -> int:
    return sum(1 for _ in takewhile(lambda edge: value > edge, edges))


def _distance(clue: Clue, day: date) -> int | None:
    """Return how many days the clue's day lies from ``day``: of a yearless one, the nearest."""
    gaps: list[int] = []
    for year in (clue.year,) if clue.year else (day.year - 1, day.year, day.year + 1):
        try:
            gaps.append((date(year, clue.month, clue.day) - day).days)
        except ValueError:
            continue
    return min(gaps, key=lambda gap: (abs(gap), gap), default=None)


def features(clues: Sequence[Clue], day: date) -> tuple[tuple[Feature, Clue], ...]:
    """Return what the clues are as seen from a day: at most one feature of each kind, with the clue that gave it."""
    by_kind: dict[str, list[Clue]] = {}
    for clue in clues:
        by_kind.setdefault(clue.kind, []).append(clue)
    found: list[tuple[Feature, Clue]] = []
    for kind, reader in _READERS.items():
        feature = reader(by_kind[kind], day) if kind in by_kind else None
        if feature is not None:
            found.append(((kind, feature[0]), feature[1]))
    calendar = next((clue for clue in by_kind.get("day", ()) if clue.weekday >= 0), None)
    if calendar is not None:
        gap = _distance(calendar, day)
        fits = gap is not None and (day.toordinal() + gap - 1) % 7 == calendar.weekday
        found.append((("calendar", int(fits)), calendar))
    return tuple(found)


def _weekday(clues: list[Clue], day: date) -> tuple[int, Clue]:
    return (day.weekday() - clues[0].weekday) % 7, clues[0]


def _day(clues: list[Clue], day: date) -> tuple[int, Clue] | None:
    gaps = [(abs(gap), gap, index) for index, clue in enumerate(clues) if (gap := _distance(clue, day)) is not None]
    if not gaps:
        return None
    _, gap, index = min(gaps)
    return _bin(gap, _DAY_EDGES), clues[index]


def _full(clues: list[Clue], day: date) -> tuple[int, Clue] | None:
    gaps = [(gap, -index) for index, clue in enumerate(clues) if (gap := _distance(clue, day)) is not None]
    if not gaps:
        return None
    gap, index = max(gaps)
    return _bin(gap, _FULL_EDGES), clues[-index]


def _month(clues: list[Clue], day: date) -> tuple[int, Clue]:
    def gap(clue: Clue) -> int:
        ahead = (clue.month - day.month) % 12
        return ahead if ahead <= 6 else ahead - 12

    nearest = min(clues, key=lambda clue: (abs(gap(clue)), gap(clue), clue.start))
    return gap(nearest), nearest


def _month_of_year(clues: list[Clue], day: date) -> tuple[int, Clue]:
    def gap(clue: Clue) -> int:
        return (clue.year - day.year) * 12 + clue.month - day.month

    latest = max(clues, key=lambda clue: (gap(clue), -clue.start))
    return _bin(gap(latest), _MONTH_OF_YEAR_EDGES), latest


def _year(clues: list[Clue], day: date) -> tuple[int, Clue]:
    latest = max(clues, key=lambda clue: (clue.year, -clue.start))
    return max(-4, min(4, latest.year - day.year)), latest


_READERS: dict[str, Callable[[list[Clue], date], tuple[int, Clue] | None]] = {
    "weekday": _weekday,
    "day": _day,
    "full": _full,
    "month": _month,
    "month of year": _month_of_year,
    "year": _year,
}


@cache
def _likelihoods() -> dict[Feature, float]:
    data = json.loads(files("onrecord.dating").joinpath("likelihoods.json").read_text(encoding="utf-8"))
    return {(kind, int(number)): value for kind, bins in data["features"].items() for number, value in bins.items()}


def fit(clues: Sequence[Clue], day: date) -> float:
    """Return how much likelier the clues are if the text was published on ``day`` than on a day chosen blindly.

    A natural logarithm; 0 says nothing either way.
    """
    table = _likelihoods()
    return sum(table.get(feature, 0.0) for feature, _ in features(clues, day))


def telling(clues: Sequence[Clue], against: date, for_: date) -> tuple[Clue, ...]:
    """Return the clues that speak for one day against another, the most telling first."""
    table = _likelihoods()
    bad = {feature[0]: (table.get(feature, 0.0), clue) for feature, clue in features(clues, against)}
    gains: list[tuple[float, int, Clue]] = []
    for feature, clue in features(clues, for_):
        gain = table.get(feature, 0.0) - bad.get(feature[0], (0.0, clue))[0]
        if gain > 0:
            gains.append((-gain, clue.start, clue))
    return tuple(clue for _, _, clue in sorted(gains, key=lambda item: item[:2]))
