"""Two tracks over time: words (statements, by side) and deeds (happenings, by whether they help or hurt)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.web._drawings import months_between
from onrecord.web._words import MONTHS, date_words

TRACK_WIDTH = 720
"""Width of the tracks, in drawing units."""

TRACK_HEIGHT = 34
"""Height of the tallest column on either side of the line, in drawing units."""

MOST_MONTHS = 240
"""Months drawn at most, the latest."""


@dataclass(frozen=True, slots=True)
class MonthOfTracks:
    """What was said and done in one month."""

    month: str
    """ISO 8601 month."""
    first: int = 0
    """Statements of the first side."""
    second: int = 0
    """Statements of the second side."""
    others: int = 0
    """Statements of others."""
    verbal_cooperation: int = 0
    """Happenings of this class."""
    material_cooperation: int = 0
    """Happenings of this class."""
    verbal_conflict: int = 0
    """Happenings of this class."""
    material_conflict: int = 0
    """Happenings of this class."""

    @property
    def words(self) -> int:
        """All statements."""
        return self.first + self.second + self.others

    @property
    def deeds(self) -> int:
        """All happenings."""
        return self.verbal_cooperation + self.material_cooperation + self.verbal_conflict + self.material_conflict


def whole_stretch(months: Sequence[MonthOfTracks]) -> list[MonthOfTracks]:
    """Return the months without a gap between the first and the last, the latest ``MOST_MONTHS`` of them."""
    if not months:
        return []
    by_month = {month.month: month for month in months}
    last = max(by_month)
    year, number = divmod(int(last[:4]) * 12 + int(last[5:7]) - 1 - (MOST_MONTHS - 1), 12)
    first = max(min(by_month), f"{max(year, 1):04d}-{number + 1:02d}")
    return [by_month.get(name, MonthOfTracks(name)) for name in months_between(first, last, MOST_MONTHS)]


def tracks(
    months: Sequence[MonthOfTracks],
    words_address: Callable[[str], str],
    deeds_address: Callable[[str], str],
    *,
    words_of: tuple[str, str] = ("first side", "second side"),
) -> Markup:
    """Return both tracks as one drawing over one axis; each column opens its list.

    Args:
        months: without gaps, oldest first.
        words_address: gives the list of statements of a month.
        deeds_address: gives the list of happenings of a month.
        words_of: names of the side drawn above and of the side drawn below the line of words.

    The columns are links for the pointer only: the table beside the drawing has the same links for everybody.
    """
    if not months:
        return Markup("")
    step = max(3.0, min(26.0, TRACK_WIDTH / len(months)))
    width = max(TRACK_WIDTH, round(step * len(months)))
    words_line, deeds_line = 14 + TRACK_HEIGHT, 14 + 3 * TRACK_HEIGHT + 30
    bottom = deeds_line + TRACK_HEIGHT
    parts = [
        f'<svg class="tracks" viewBox="0 0 {width} {bottom + 18}" width="{width}" height="{bottom + 18}" '
        'aria-hidden="true" focusable="false">',
        f'<text class="track-name" x="0" y="10">Words: {escape(words_of[0])} above, {escape(words_of[1])} below</text>',
        f'<text class="track-name" x="0" y="{words_line + TRACK_HEIGHT + 24}">'
        "Deeds: cooperation above, conflict below</text>",
    ]
    free = 0.0
    for index, month in enumerate(months):
        x = round(index * step, 1)
        january = month.month.endswith("-01")
        if january or index == 0:
            parts.append(f'<line class="tick" x1="{x}" x2="{x}" y1="14" y2="{bottom + 6}"/>')
            label = month.month[:4] if january else f"{MONTHS[int(month.month[5:7]) - 1]} {month.month[:4]}"
            if x >= free and (index or int(month.month[5:7]) <= 12 - 60 // step or len(months) < 13):
                parts.append(f'<text x="{x + 2}" y="{bottom + 15}">{escape(label)}</text>')
                free = x + 58
    up = max((month.first for month in months), default=0)
    down = max((month.second + month.others for month in months), default=0)
    words_scale = TRACK_HEIGHT / (max(up, down) or 1)
    good = max((month.verbal_cooperation + month.material_cooperation for month in months), default=0)
    bad = max((month.verbal_conflict + month.material_conflict for month in months), default=0)
    deeds_scale = TRACK_HEIGHT / (max(good, bad) or 1)
    column = max(2.0, round(step - 2, 1))
    for index, month in enumerate(months):
        x = round(index * step, 1)
        if month.words:
            stack: tuple[tuple[str, int, int], ...] = (
                ("first", month.first, -1),
                ("second", month.second, 1),
                ("other", month.others, 1),
            )
            title = f"{date_words(month.month)}: {month.words} statements"
            parts.append(_column(x, column, words_line, words_scale, stack, words_address(month.month), title))
        if month.deeds:
            stack = (
                ("material good", month.material_cooperation, -1),
                ("verbal good", month.verbal_cooperation, -1),
                ("material bad", month.material_conflict, 1),
                ("verbal bad", month.verbal_conflict, 1),
            )
            title = f"{date_words(month.month)}: {month.deeds} happenings"
            parts.append(_column(x, column, deeds_line, deeds_scale, stack, deeds_address(month.month), title))
    for y in (words_line, deeds_line):
        parts.append(f'<line class="axis" x1="0" x2="{round(step * len(months), 1)}" y1="{y}" y2="{y}"/>')
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704 (numbers of our own; words and addresses are escaped)


def _column(
    x: float,
    width: float,
    line: int,
    scale: float,
    stack: Sequence[tuple[str, int, int]],
    address: str,
    title: str,
) -> str:
    drawn, above, below = [], 0.0, 0.0
    for style, number, direction in stack:
        tall = max(2.0, round(number * scale, 1)) if number else 0.0
        if not tall:
            continue
        y = round(line - above - tall if direction < 0 else line + below, 1)
        drawn.append(f'<rect class="{style}" x="{x}" y="{y}" width="{width}" height="{tall}"/>')
        above, below = (above + tall, below) if direction < 0 else (above, below + tall)
    return f'<a href="{escape(address)}" tabindex="-1"><title>{escape(title)}</title>{"".join(drawn)}</a>'
