"""Two tracks over time: words (statements, by side) and deeds (happenings, by whether they help or hurt)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from onrecord.web._words import MONTHS, date_words

TRACK_WIDTH = 1160
"""Width of the tracks, in drawing units: that of the page."""

TRACK_HEIGHT = 40
"""Height of the tallest column on either side of a line, in drawing units."""

WIDEST_COLUMN = 40
"""Room of one month or week at most, in drawing units."""

ROOM_FOR_COUNTS = 20
"""Room of a month or week from which its columns carry their numbers, and the quarters their names."""

_NAME, _COUNT, _GAP = 16, 12, 10
"""Heights of a track's name and of a number above or below a column, and the room between the tracks."""

MOST_PERIODS = 240
"""Months or weeks drawn at most, the latest."""

WORDS = ("first", "second", "other")
"""Whose words: the first side's stand above the line, the others' below."""

DEEDS = ("material cooperation", "verbal cooperation", "material conflict", "verbal conflict")
"""Classes of deeds: cooperation stands above the line, conflict below."""

_STYLES = {
    "material cooperation": "material good",
    "verbal cooperation": "verbal good",
    "material conflict": "material bad",
    "verbal conflict": "verbal bad",
}


_QUARTERS = ("04-01", "07-01", "10-01")
"""First days of months that are named between the years."""


@dataclass(slots=True)
class Period:
    """What was said and done in one month or week."""

    first: str
    """First day, ISO 8601."""
    last: str
    """Last day, ISO 8601."""
    label: str
    """How it is named in the table."""
    counts: dict[str, int] = field(default_factory=dict)
    """Statements by ``WORDS``, happenings by ``DEEDS``."""

    @property
    def words(self) -> int:
        """All statements."""
        return sum(self.counts.get(name, 0) for name in WORDS)

    @property
    def deeds(self) -> int:
        """All happenings."""
        return sum(self.counts.get(name, 0) for name in DEEDS)


def _day(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def _start_of(day: datetime.date, *, weeks: bool) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday()) if weeks else day.replace(day=1)


def _next(day: datetime.date, *, weeks: bool) -> datetime.date:
    return day + datetime.timedelta(days=7) if weeks else (day + datetime.timedelta(days=32)).replace(day=1)


def periods(
    words: Iterable[tuple[str, str | None, int]],
    deeds: Iterable[tuple[str, str, int]],
    sides: Sequence[str],
    *,
    weeks: bool = False,
    between: tuple[str | None, str | None] = (None, None),
) -> list[Period]:
    """Return months or weeks without a gap, oldest first, at most ``MOST_PERIODS``, the latest.

    Args:
        words: (day, side, statements).
        deeds: (day, PLOVER class, happenings).
        sides: the two sides of the relationship.
        weeks: weeks from Monday on, instead of months.
        between: first and last day to be shown, ISO 8601.
    """
    place = dict(zip(sides, WORDS, strict=False))
    counted: dict[datetime.date, dict[str, int]] = {}
    first_shown, last_shown = (_day(value) if value else None for value in between)
    for value, name, number in [
        *((day, place.get(side or "", "other"), number) for day, side, number in words),
        *((day, quad, number) for day, quad, number in deeds),
    ]:
        day = _day(value)
        if day is None or (first_shown and day < first_shown) or (last_shown and day > last_shown):
            continue
        there = counted.setdefault(_start_of(day, weeks=weeks), {})
        there[name] = there.get(name, 0) + number
    found: list[Period] = []
    if counted:
        start, end = min(counted), max(counted)
        while start <= end:
            following = _next(start, weeks=weeks)
            last = (following - datetime.timedelta(days=1)).isoformat()
            label = date_words(f"{start.isoformat()}/{last}") if weeks else date_words(start.isoformat()[:7])
            found.append(Period(start.isoformat(), last, label, counted.get(start, {})))
            start = following
    return found[-MOST_PERIODS:]


def tracks(
    shown: Sequence[Period],
    words_address: Callable[[Period], str],
    deeds_address: Callable[[Period], str],
    *,
    sides: tuple[str, str] = ("the first side", "others"),
) -> Markup:
    """Return both tracks as one drawing over one axis; each column opens its list.

    Args:
        shown: months or weeks without gaps, oldest first.
        words_address: gives the list of statements of a period.
        deeds_address: gives the list of happenings of a period.
        sides: who is drawn above and who below the line of words.

    The columns are links for the pointer only: the table beside the drawing has the same links for everybody.
    """
    if not shown:
        return Markup("")
    step = max(3.0, min(float(WIDEST_COLUMN), TRACK_WIDTH / len(shown)))
    width = max(TRACK_WIDTH, round(step * len(shown)))
    words_line = _NAME + _COUNT + TRACK_HEIGHT
    deeds_name = words_line + TRACK_HEIGHT + _COUNT + _GAP
    deeds_line = deeds_name + words_line
    bottom = deeds_line + TRACK_HEIGHT + _COUNT
    parts = [
        f'<svg class="tracks" viewBox="0 0 {width} {bottom + 20}" width="{width}" height="{bottom + 20}" '
        'aria-hidden="true" focusable="false">',
        f'<text class="track-name" x="0" y="10">Words: {escape(sides[0])} above, {escape(sides[1])} below</text>',
        f'<text class="track-name" x="0" y="{deeds_name + 10}">Deeds: cooperation above, conflict below</text>',
        *_year_labels(shown, step, bottom),
    ]
    words_scale = _scale(shown, ("first",), ("second", "other"))
    deeds_scale = _scale(shown, DEEDS[:2], DEEDS[2:])
    column = max(2.0, round(step - 2, 1))
    for index, period in enumerate(shown):
        x = round(index * step, 1)
        if period.words:
            above, below = [("first", period.counts.get("first", 0))], [(n, period.counts.get(n, 0)) for n in WORDS[1:]]
            title = f"{period.label}: {period.words:,} statements"
            parts.append(_column(x, column, words_line, words_scale, above, below, words_address(period), title))
        if period.deeds:
            above = [(_STYLES[n], period.counts.get(n, 0)) for n in DEEDS[:2]]
            below = [(_STYLES[n], period.counts.get(n, 0)) for n in DEEDS[2:]]
            title = f"{period.label}: {period.deeds:,} happenings"
            parts.append(_column(x, column, deeds_line, deeds_scale, above, below, deeds_address(period), title))
    for y in (words_line, deeds_line):
        parts.append(f'<line class="axis" x1="0" x2="{round(step * len(shown), 1)}" y1="{y}" y2="{y}"/>')
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 (numbers of our own; words and addresses are escaped)


def _scale(shown: Sequence[Period], above: Sequence[str], below: Sequence[str]) -> float:
    tallest = max(
        max(sum(period.counts.get(name, 0) for name in names) for names in (above, below)) for period in shown
    )
    return TRACK_HEIGHT / (tallest or 1)


def _year_labels(shown: Sequence[Period], step: float, bottom: int) -> list[str]:
    parts, free = [], 0.0
    year = ""
    if step >= ROOM_FOR_COUNTS:
        parts += [
            f'<text class="quarter" x="{round(index * step + 2, 1)}" y="{bottom + 17}">'
            f"{MONTHS[int(period.first[5:7]) - 1]}</text>"
            for index, period in enumerate(shown)
            # not beside the name of the first period, which tells its own month
            if index > 2 and period.first[5:] in _QUARTERS
        ]
    for index, period in enumerate(shown):
        if period.last[:4] == year:
            continue
        # A year begins with the period that holds its first of January; the first period drawn is named with its month.
        is_new_year = bool(year) or period.first[5:7] == "01"
        year = period.last[:4]
        x = round(index * step, 1)
        label = year if is_new_year else f"{MONTHS[int(period.last[5:7]) - 1]} {year}"
        room_until = next(
            (n * step for n in range(index + 1, len(shown)) if shown[n].last[:4] != year), step * len(shown) + 60
        )
        parts.append(f'<line class="tick" x1="{x}" x2="{x}" y1="16" y2="{bottom + 8}"/>')
        if x >= free and x + 6 * len(label) + 6 <= room_until:
            parts.append(f'<text x="{x + 2}" y="{bottom + 17}">{escape(label)}</text>')
            free = x + 6 * len(label) + 8
    return parts


def _column(
    x: float,
    width: float,
    line: int,
    scale: float,
    above: Sequence[tuple[str, int]],
    below: Sequence[tuple[str, int]],
    address: str,
    title: str,
) -> str:
    drawn = []
    counts = []
    for stack, direction in ((above, -1), (below, 1)):
        reached = float(line)
        for style, number in stack:
            if number:
                tall = max(2.0, round(number * scale, 1))
                y = round(reached - tall if direction < 0 else reached, 1)
                drawn.append(f'<rect class="{style}" x="{x}" y="{y}" width="{width}" height="{tall}"/>')
                reached += direction * tall
        total = sum(number for _, number in stack)
        if total and width >= ROOM_FOR_COUNTS - 2:
            y = round(reached - 3 if direction < 0 else reached + 9, 1)
            middle = round(x + width / 2, 1)
            counts.append(f'<text class="count" x="{middle}" y="{y}" text-anchor="middle">{total:,}</text>')
    inside = "".join([*drawn, *counts])
    return f'<a href="{escape(address)}" tabindex="-1"><title>{escape(title)}</title>{inside}</a>'
