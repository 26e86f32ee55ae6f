"""Drawings over a time axis: the lanes of channels, and the place in time of each happening of a list.

Each stands in a table beside the same facts in words, so it is hidden from screen readers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.records import Channel
from onrecord.web._matter_words import CHANNEL_STATE_STYLES, STATUS_MARKS, days_of, first_and_last
from onrecord.web._words import MONTHS

LANE_WIDTH = 560
"""Width of a lane, in drawing units."""

LANE_HEIGHT = 22
"""Height of a lane, in drawing units."""

LEAST_LABEL = 38
"""Room that a label such as ``2031`` or ``Aug`` needs, in drawing units."""


LEAST_BAR = 13.0
"""Width of the bar of a happening that may have been on any of several days, in drawing units, at least."""


def _number(day: str) -> int | None:
    try:
        return datetime.date.fromisoformat(day).toordinal()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time drawn over a width."""

    first: int
    """Day number of the left edge."""
    last: int
    """Day number of the right edge."""
    width: int
    """Width in drawing units."""

    def x(self, day: int) -> float:
        """Return the place of a day, kept inside the drawing."""
        share = (day - self.first) / max(1, self.last - self.first)
        return round(self.width * min(1.0, max(0.0, share)), 1)


def scale_over(days: Iterable[tuple[str, str] | None], width: int) -> Scale | None:
    """Return the scale that holds all days with a little room at both ends; None where no day is known."""
    numbers = [n for pair in days if pair for n in (_number(pair[0]), _number(pair[1])) if n is not None]
    if not numbers:
        return None
    room = max(7, (max(numbers) - min(numbers)) // 30)
    return Scale(max(1, min(numbers) - room), min(datetime.date.max.toordinal(), max(numbers) + room), width)


def axis(scale: Scale) -> Markup:
    """Return the axis above a column of drawings: years, or months where there is room for them."""
    parts = [f'<svg class="axis-of" viewBox="0 0 {scale.width} 16" preserveAspectRatio="none" {_HIDDEN}>']
    free = 0.0
    ticks = _ticks(scale)
    for index, (day, label) in enumerate(ticks):
        x = scale.x(day)
        parts.append(f'<line class="tick" x1="{x}" x2="{x}" y1="10" y2="16"/>')
        words = label if index or label.isdigit() else f"{label} {datetime.date.fromordinal(day).year}"
        if index == 0 and ticks[1:] and ticks[1][1].isdigit() and scale.x(ticks[1][0]) < x + 6 * len(words) + 8:
            words = label  # the year that follows must not give way to the name of the year before it
        if x >= free and x + 5 * len(words) <= scale.width + 8:
            parts.append(f'<text x="{x + 2}" y="9">{escape(words)}</text>')
            free = x + 6 * len(words) + 8
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 (numbers of our own and escaped labels)


_HIDDEN = 'aria-hidden="true" focusable="false"'


def _ticks(scale: Scale) -> list[tuple[int, str]]:
    """Return (day, label) for the first of each year, and of months as far as there is room."""
    first, last = datetime.date.fromordinal(scale.first), datetime.date.fromordinal(scale.last)
    month_width = scale.width * 30.4 / max(1, scale.last - scale.first)
    every = next((months for months in (1, 2, 3, 6) if months * month_width >= LEAST_LABEL), 12)
    years = 1
    while every == 12 and years * 12 * month_width < LEAST_LABEL:
        years *= 5 if years % 2 == 0 and years % 10 else 2
    found = []
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, every):
            day = datetime.date(year, month, 1)
            if first < day <= last and (every < 12 or year % years == 0):
                found.append((day.toordinal(), str(year) if month == 1 else MONTHS[month - 1]))
    return found


def _ruled(scale: Scale, height: int) -> list[str]:
    return [
        f'<line class="tick" x1="{scale.x(day)}" x2="{scale.x(day)}" y1="0" y2="{height}"/>' for day, _ in _ticks(scale)
    ]


def channel_days(channels: Sequence[Channel], last_day: str | None) -> list[tuple[str, str] | None]:
    """Return all days that lanes must have room for."""
    days = [days_of(step.date) for channel in channels for step in channel.history]
    days += [first_and_last(day) for channel in channels for day in (channel.as_of, channel.last_used)]
    return [*days, first_and_last(last_day)]


def lane(channel: Channel, scale: Scale, last_day: str | None, uses: Sequence[str] = ()) -> Markup:
    """Return the lane of a channel: a bar for each state, solid where both sides say so, dashed where one does.

    Args:
        channel: the channel; one without a history is drawn as an empty lane.
        scale: the time axis all lanes share.
        last_day: the day the record ends, ISO 8601; the last state is drawn as far as there, faded after the channel's
            last evidence.
        uses: the days on which it is reported to have been used, ISO 8601; each is a tick.
    """
    parts = [
        f'<svg class="lane" viewBox="0 0 {scale.width} {LANE_HEIGHT}" preserveAspectRatio="none" {_HIDDEN}>',
        *_ruled(scale, LANE_HEIGHT),
        f'<line class="ground" x1="0" x2="{scale.width}" y1="{LANE_HEIGHT / 2}" y2="{LANE_HEIGHT / 2}"/>',
    ]
    dated = [(days, step) for step in channel.history if (days := days_of(step.date))]
    end_of_record = _number(last_day or "") or scale.last
    as_of = _last_number(channel.as_of)
    for index, (days, step) in enumerate(dated):
        start, sure_from = _number(days[0]), _number(days[1])
        if start is None or sure_from is None:
            continue
        following = _number(dated[index + 1][0][0]) if index + 1 < len(dated) else None
        end = following if following is not None else max(end_of_record, sure_from)
        known_until = end if following is not None or as_of is None else min(end, max(as_of, sure_from))
        style = CHANNEL_STATE_STYLES.get(step.state, "none")
        says = "both" if step.agreement == "both" else "one"
        parts += _bar(scale, start, max(known_until, sure_from), style, says)
        if known_until < end:
            parts += _bar(scale, known_until, end, style, f"{says} old")
        if sure_from - start > 1:  # the day of the change is not known: a bracket over the days it can be
            bracket = f"M{scale.x(start)} 5V2H{scale.x(sure_from)}V5"
            parts.append(f'<path class="doubt" d="{bracket}" vector-effect="non-scaling-stroke"/>')
    for used in sorted({n for day in (*uses, channel.last_used) if (n := _last_number(day)) is not None}):
        parts.append(f'<line class="use" x1="{scale.x(used)}" x2="{scale.x(used)}" y1="1" y2="{LANE_HEIGHT - 1}"/>')
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 (numbers and class names of our own)


def _last_number(day: str | None) -> int | None:
    days = first_and_last(day)
    return _number(days[1]) if days else None


def _bar(scale: Scale, start: int, end: int, style: str, says: str) -> list[str]:
    x, width = scale.x(start), max(3.0, round(scale.x(end) - scale.x(start), 1))
    middle = LANE_HEIGHT / 2
    names = f'class="{style} {says}"'
    if style == "none":
        return []
    if style in ("proposed", "refused", "shut"):
        line = f'<line {names} x1="{x}" x2="{round(x + width, 1)}" y1="{middle}" y2="{middle}"/>'
        if style == "proposed" or "old" in says:
            return [line]
        # What shut the line is a stroke across it.
        return [line, f'<line class="stop" x1="{x + 1}" x2="{x + 1}" y1="4" y2="{LANE_HEIGHT - 4}"/>']
    return [f'<rect {names} x="{x}" y="6" width="{width}" height="{LANE_HEIGHT - 12}"/>']


def place_in_time(days: tuple[str, str] | None, status: str, scale: Scale) -> Markup:
    """Return where a happening lies on the axis: a mark for a day, a bar for days; empty where nothing is known."""
    height = 16
    parts = [
        f'<svg class="place" viewBox="0 0 {scale.width} {height}" {_HIDDEN}>',
        f'<line class="ground" x1="0" x2="{scale.width}" y1="{height / 2}" y2="{height / 2}"/>',
    ]
    start, end = (_number(days[0]), _number(days[1])) if days else (None, None)
    if start is not None and end is not None:
        style = STATUS_MARKS.get(status, "hollow")
        x, last = scale.x(start), scale.x(end)
        if end > start:  # a bar, wide enough to be told from a mark
            x, width = min(x, scale.width - LEAST_BAR), max(LEAST_BAR, round(last - x, 1))
            parts.append(f'<rect class="{style}" x="{x}" y="4" width="{width}" height="8" rx="4"/>')
            last = x + width
        else:
            x = min(max(x, 5), scale.width - 5)
            parts.append(f'<circle class="{style}" cx="{x}" cy="8" r="4"/>')
            last, x = x + 4, x - 4
        if style == "struck":
            parts.append(f'<line class="strike" x1="{x - 3}" x2="{last + 3}" y1="13" y2="3"/>')
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 (numbers and class names of our own)


def status_mark(status: str) -> Markup:
    """Return the mark of a status: a solid, hollow or struck circle. The word stands beside it."""
    style = STATUS_MARKS.get(status, "hollow")
    strike = '<line class="strike" x1="1" x2="13" y1="13" y2="1"/>' if style == "struck" else ""
    circle = f'<circle class="{style}" cx="7" cy="7" r="4.5"/>'
    return Markup(  # noqa: S704 (a class name of our own)
        f'<svg class="status-mark" viewBox="0 0 14 14" {_HIDDEN}>{circle}{strike}</svg>'
    )


def lane_key(names: str) -> Markup:
    """Return a small piece of a lane for the key of the drawing."""
    scale = Scale(0, 30, 30)
    style, _, says = names.partition(" ")
    if style == "use":
        body = [f'<line class="use" x1="15" x2="15" y1="1" y2="{LANE_HEIGHT - 1}"/>']
    else:
        body = _bar(scale, 1, 29, style, says)
    drawn = "".join(body)
    return Markup(f'<svg class="lane key-of" viewBox="0 0 30 {LANE_HEIGHT}" {_HIDDEN}>{drawn}</svg>')  # noqa: S704 (our own)
