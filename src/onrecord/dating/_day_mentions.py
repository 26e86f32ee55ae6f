"""Every full date of a page: a day with its month and year, as pages write it, glued to its neighbours or not.

Time expressions of prose are the matter of ``onrecord.language.times``; here it is about what stands in headings, lists
and mark-up turned to text, in the languages of European pages, where flattening glues a date to the word before
("MarketsNOVEMBER 16, 2023Share") or to the clock behind ("20236:01 PM").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from onrecord.language.months import ANY_MONTH, MONTHS

Form = Literal["month name", "year first", "numbers", "short year"]

_YEAR = r"(?:19|20)\d\d"
# A month's name stands by itself, or glued in capitals to a word before it.
_BEGINS = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))"
_MONTH_DAY_YEAR = re.compile(
    rf"{_BEGINS}(?P<month>(?i:{ANY_MONTH}))\b\.?\s{{0,2}}(?P<day>\d{{1,2}})(?i:st|nd|rd|th)?(?:\s{{0,2}},\s{{0,3}}|\s{{1,3}})"
    rf"(?P<year>{_YEAR})"
)
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?i:st|nd|rd|th|\.|º|er)?(?:[\s-]{{0,3}})(?i:of\s|de\s)?(?P<month>(?i:{ANY_MONTH}))"
    rf"(?![^\W\d_])[.,]?[\s-]{{0,3}}(?i:de\s|del\s)?(?P<year>{_YEAR})"
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"
)
_EAST_ASIAN = re.compile(
    rf"(?<!\d)(?P<year>{_YEAR})\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})\s?[日일]"
)
_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>[0-3]\d)(?![\d/.-]\d|\d)"
)
# Every full date but one with a short year has a year of four digits: only its surroundings are read.
_ANY_YEAR = re.compile(_YEAR)
_AROUND_A_YEAR: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("month name", _MONTH_DAY_YEAR),
    ("month name", _DAY_MONTH_YEAR),
    ("year first", _YEAR_FIRST),
    ("year first", _EAST_ASIAN),
    ("numbers", _NUMBERS),
)
# The rest of a date with a short year, without its first number: quicker to look for than the whole.
_ANY_SHORT_YEAR = re.compile(r"[/.]\d{1,2}[/.][0-3]\d(?!\d)")
_BEFORE_A_YEAR = 32  # code points; "the 25th. of September, " is as long as it gets
_BEHIND_A_YEAR = 20
# A table of dates is one stretch: no need to look further back for what overlaps.
_MOST_NEAR = 400
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?:^|[^A-Za-z])(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?,?\s{0,2}$",
    re.I,
)
_WEEKDAY_REACH = 13  # code points: "Wednesday, " and the sign before


@dataclass(frozen=True, slots=True)
class DayMention:
    """A full date in a text."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    day: date | None
    """The day; None where day and month could change places and nothing on the page tells."""
    form: Form
    """How it is written."""
    weekday: int | None = None
    """The weekday that stands just before it: 0 (Monday) to 6; None where there is none."""
    swapped: date | None = None
    """Of a date in numbers that could be read both ways: the day if the month stands first."""
    mark: str = ""
    """What stands between its numbers."""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read(form: Form, match: re.Match[str]) -> tuple[date, date | None, str] | None:
    """Return the day, the other reading where day and month could change places, and the mark; None if no date."""
    groups = match.groupdict()
    year = int(groups["year"])
    if form in ("month name", "year first"):
        month = groups["month"]
        day = _day(year, int(month) if month.isdecimal() else MONTHS[month.lower()], int(groups["day"]))
        return (day, None, "") if day else None
    if form == "short year":
        year += 2000
    first, second = int(groups["first"]), int(groups["second"])
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if first == second or month_first is None:
        return (day_first, None, groups["mark"]) if day_first else None
    if day_first is None:
        return month_first, None, groups["mark"]
    return day_first, month_first, groups["mark"]


def weekday_before(text: str, start: int) -> int | None:
    """Return the weekday that stands just before a date: 0 (Monday) to 6; None where there is none."""
    found = _WEEKDAY.search(text[max(0, start - _WEEKDAY_REACH) : start])
    return _WEEKDAYS.index(found[1][:3].lower()) if found else None


def _around_years(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around years, those that touch as one."""
    start = end = -1
    for year in _ANY_YEAR.finditer(text):
        if year.start() - _BEFORE_A_YEAR > end:
            if end >= 0:
                yield start, end
            start = max(year.start() - _BEFORE_A_YEAR, 0)
        end = min(year.end() + _BEHIND_A_YEAR, len(text))
    if end >= 0:
        yield start, end


def _mentions(text: str) -> Iterator[DayMention]:
    for start, end in _around_years(text):
        taken: list[tuple[int, int]] = []
        for form, pattern in _AROUND_A_YEAR:
            yield from _matches(text, form, pattern.finditer(text, start, end), taken)
    short = (
        match
        for found in _ANY_SHORT_YEAR.finditer(text)
        for match in _SHORT_YEAR.finditer(text, max(found.start() - 2, 0), found.end() + 2)
    )
    yield from _matches(text, "short year", short, [])


def _matches(
    text: str, form: Form, matches: Iterator[re.Match[str]], taken: list[tuple[int, int]]
) -> Iterator[DayMention]:
    for match in matches:
        start, end = match.span()
        if any(start < other_end and other_start < end for other_start, other_end in taken[-_MOST_NEAR:]):
            continue
        read = _read(form, match)
        if read is not None:
            taken.append((start, end))
            yield DayMention(start, end, read[0], form, weekday_before(text, start), *read[1:])


def find_days(text: str, language: str = "en") -> list[DayMention]:
    """Find every full date of a text, in text order.

    In numbers with dots the day stands first, but on some English pages it does not.

    Where a date in numbers can be read both ways, the other dates of the page tell which part is the day: the ones that
    can be read in one way only, a weekday beside it, or the same day written with the month's name. Where none tells,
    its ``day`` is None.
    """
    found = sorted(_mentions(text), key=lambda item: item.start)
    open_ones = [item for item in found if item.swapped is not None]
    if not open_ones:
        return found
    is_day_first = _order_of_numbers(text, found)
    if language != "en":
        found = [item if item.mark != "." else replace(item, swapped=None) for item in found]
    return [item if item.swapped is None else _settled(item, is_day_first) for item in found]


def _order_of_numbers(text: str, found: Sequence[DayMention]) -> bool | None:
    """Tell from the dates of a page whether the day stands first in numbers; None where they do not tell."""
    named = {item.day for item in found if item.form in ("month name", "year first")}
    votes: set[bool] = set()
    for item in found:
        if item.form not in ("numbers", "short year"):
            continue
        first = re.split(r"[/.-]", text[item.start : item.end], maxsplit=1)[0]
        if item.swapped is None:
            if item.day is not None and item.day.day != item.day.month:
                votes.add(int(first) == item.day.day)
        elif item.day is not None:
            agrees = [reading in named or reading.weekday() == item.weekday for reading in (item.day, item.swapped)]
            if agrees[0] != agrees[1]:
                votes.add(agrees[0])
    return votes.pop() if len(votes) == 1 else None


def _settled(item: DayMention, is_day_first: bool | None) -> DayMention:
    if is_day_first is None:
        return replace(item, day=None)
    return replace(item, day=item.day if is_day_first else item.swapped)
