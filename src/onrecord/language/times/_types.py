"""What the time room hands on: time expressions, and the days they mean."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.records import DateBasis, DatedBy, Evidence, Precision

TimeKind = Literal["date", "time", "duration", "set"]
"""A point on the calendar, a time of day, a length of time, or something that comes again and again."""

Granularity = Literal[
    "clock", "part of day", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century",
    "unknown",
]  # fmt: skip
"""How fine an expression is."""

Unit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century",
]  # fmt: skip
"""A unit of time that can be counted."""

Direction = Literal["past", "present", "future", "open"]
"""Which way an expression points as seen from its anchor; ``open`` when its words do not say."""

Anchor = Literal["none", "document", "previous", "event"]
"""From what an expression is counted: nothing (absolute), the document's date, the date told before, a named event."""


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of calendar days, both ends included."""

    first: date
    """The first day."""
    last: date
    """The last day."""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def on(cls, day: date) -> Days:
        """Return the interval of one day."""
        return cls(day, day)

    @classmethod
    def of_month(cls, year: int, month: int) -> Days:
        """Return the interval of one month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def of_year(cls, year: int) -> Days:
        """Return the interval of one year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Days:
        """Read ISO 8601: a day, a month, a year, or an interval of them (``2023-11-14/2023-11-15``).

        Raises:
            ValueError: the text is none of these.
        """
        first, slash, last = text.partition("/")
        if slash:
            return cls(cls.parse(first).first, cls.parse(last).last)
        parts = first.split("-")
        if len(first) == 4 and len(parts) == 1:
            return cls.of_year(int(first))
        if len(first) == 7 and len(parts) == 2:
            return cls.of_month(int(parts[0]), int(parts[1]))
        return cls.on(date.fromisoformat(first))

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def has(self, day: date) -> bool:
        """Return whether a day lies in the interval."""
        return self.first <= day <= self.last

    def meet(self, other: Days) -> Days | None:
        """Return the days both intervals have, None where they have none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None

    def span(self, other: Days) -> Days:
        """Return the smallest interval that holds both."""
        return Days(min(self.first, other.first), max(self.last, other.last))

    def moved(self, days: int) -> Days | None:
        """Return the interval moved by a number of days; None beyond the calendar's ends."""
        try:
            return Days(self.first + timedelta(days=days), self.last + timedelta(days=days))
        except OverflowError:
            return None

    @property
    def precision(self) -> Precision:
        """How fine the interval is: a day, a whole month, a whole year, or some range."""
        if self.first == self.last:
            return "day"
        if self.first.day == 1 and self == Days.of_month(self.first.year, self.first.month):
            return "month"
        if self == Days.of_year(self.first.year):
            return "year"
        return "range"

    def iso(self) -> str:
        """Return it in ISO 8601, as short as its precision allows."""
        first = self.first.isoformat()
        match self.precision:
            case "day":
                return first
            case "month":
                return first[:7]
            case "year":
                return first[:4]
            case _:
                return f"{first}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of a time expression say before any anchor is known; only what the words name is set."""

    form: Literal[
        "calendar", "weekday", "shift", "quarter", "half", "season", "weekend", "decade", "reference", "duration",
        "set",
    ]  # fmt: skip
    """What kind of saying it is."""
    anchor: Anchor = "none"
    """What it is counted from."""
    year: int | None = None
    """Calendar year, or the first year of a decade or century."""
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    """1 to 31."""
    last_month: int | None = None
    """Month of the last day of a stated interval."""
    last_day: int | None = None
    """Last day of a stated interval, or a year in an interval of years."""
    last_year: int | None = None
    """Last year of an interval of years."""
    weekday: int | None = None
    """0 (Monday) to 6 (Sunday)."""
    number: int | None = None
    """Number of a quarter, half or season (1 is the first; spring is 1); of a holiday's weekday (1 is Monday)."""
    unit: Unit | None = None
    """Unit that is counted."""
    amount: float | None = None
    """How many units: signed for a shift; None when the words do not say ("several days")."""
    direction: Direction = "open"
    """Which way it points."""
    part: str = ""
    """Part of the day (``MO``, ``AF``, ``EV``, ``NI``) or a clock time (``10:35``)."""
    modifier: Literal["", "start", "mid", "end", "approximate"] = ""
    """Early, middle, late, or about."""
    ambiguous: bool = False
    """A numeric date whose day and month could change places."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words of a text that say when, how long, or how often."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    quote: str
    """The words: ``text[start:end]``, always."""
    kind: TimeKind
    """Date, time of day, duration, or set."""
    granularity: Granularity
    """How fine it is."""
    rule: str
    """Name of the rule that found it."""
    relative: bool
    """Whether it needs an anchor to be placed on the calendar."""
    meaning: Meaning
    """What the words say."""
    context: Direction = "open"
    """Where the clause around it points ("will meet" is the future, "said" the past)."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days that a time expression means, or why they are not known."""

    days: Days | None
    """The days; None where the room abstains."""
    precision: Precision
    """How fine the answer is."""
    basis: DateBasis
    """``stated`` when the words say it all, ``relative`` when it was counted from the anchor, else ``unknown``."""
    rule: str
    """Name of the rule."""
    reason: str
    """The answer in plain words."""

    def dated_by(self, evidence: tuple[Evidence, ...] = ()) -> DatedBy:
        """Return it as the date of a record, with the evidence given."""
        return DatedBy(
            date=self.days.iso() if self.days else None,
            precision=self.precision,
            basis=self.basis,
            evidence=evidence,
            reason=self.reason,
        )
