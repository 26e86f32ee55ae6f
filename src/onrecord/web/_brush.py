"""The brush above the timeline: years or months as links, so that a stretch of time is chosen without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.web._matter_words import first_and_last
from onrecord.web._words import MONTHS

COLUMN_HEIGHT = 32
"""Height of the tallest column, in drawing units."""

MOST_MONTHS_SHOWN = 36
"""A longer stretch is drawn by years."""

Address = Callable[[str | None, str | None], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A year or month of the brush."""

    label: str
    """``2031`` or ``Mar``."""
    count: int
    """Happenings dated to a month in it."""
    drawing: Markup
    """Its column."""
    address: str
    """The timeline of it alone."""


@dataclass(frozen=True, slots=True)
class Brush:
    """What stands above the timeline."""

    columns: tuple[Column, ...]
    """Years or months, oldest first; fewer than two are not drawn."""
    unit: str
    """``year`` or ``month``."""
    earlier: str | None
    """The stretch before, of the same length; None where the whole time is shown."""
    later: str | None
    """The stretch after."""
    wider: str | None
    """The year around a month, else the whole time; None where that is shown."""


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str | None:
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if 12 <= number < 120_000 else None


def _stretch(first: int, last: int) -> tuple[str | None, str | None]:
    """Return a stretch of months as an address has it: a whole year by its number."""
    begin, end = _month(first), _month(last)
    if begin and end and begin[:4] == end[:4] and begin.endswith("-01") and end.endswith("-12"):
        return begin[:4], end[:4]
    return begin, end


def _drawing(count: int, most: int) -> Markup:
    tall = max(2, round(COLUMN_HEIGHT * count / most)) if count and most else 0
    return Markup(  # noqa: S704 (numbers of our own)
        f'<svg viewBox="0 0 10 {COLUMN_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect x="1" y="{COLUMN_HEIGHT - tall}" width="8" height="{tall}"/></svg>'
    )


def brush(months: Mapping[str, int], since: str | None, until: str | None, address: Address) -> Brush:
    """Return the brush over what a timeline shows.

    Args:
        months: happenings by ISO 8601 month.
        since: first day asked for, ISO 8601; None where that is open.
        until: last day asked for.
        address: gives the timeline from a first to a last month or year.
    """
    counted = {_month_number(month): number for month, number in months.items() if first_and_last(month)}
    asked = [first_and_last(value) for value in (since, until)]
    first = _month_number(asked[0][0]) if asked[0] else min(counted, default=0)
    last = _month_number(asked[1][1]) if asked[1] else max(counted, default=0)
    inside = {number: count for number, count in counted.items() if first <= number <= last}
    columns: list[Column] = []
    by_year = last - first >= MOST_MONTHS_SHOWN
    if by_year:
        years: dict[int, int] = {}
        for number, count in inside.items():
            years[number // 12] = years.get(number // 12, 0) + count
        most = max(years.values(), default=0)
        for year, count in sorted(years.items()):
            name = f"{year:04d}"
            columns.append(Column(name, count, _drawing(count, most), address(name, name)))
    elif inside:
        most = max(inside.values())
        for number in range(first, last + 1):
            month, count = _month(number) or "", inside.get(number, 0)
            label = MONTHS[number % 12] + (f" {number // 12}" if number % 12 == 0 or number == first else "")
            columns.append(Column(label, count, _drawing(count, most), address(month, month)))
    is_narrowed = bool(asked[0] and asked[1])
    length = last - first + 1
    earlier = later = wider = None
    if is_narrowed:
        earlier = address(*_stretch(first - length, first - 1))
        later = address(*_stretch(last + 1, last + length))
    if asked[0] or asked[1]:
        in_one_year = is_narrowed and first // 12 == last // 12 and length < 12
        whole_year = f"{first // 12:04d}"
        wider = address(whole_year, whole_year) if in_one_year else address(None, None)
    return Brush(tuple(columns), "year" if by_year else "month", earlier, later, wider)
