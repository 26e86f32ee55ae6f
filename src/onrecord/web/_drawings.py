"""Small drawings as SVG, made on the server: testable, printable, and working without scripts.

Every drawing stands beside the same figures as text, so it is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.web._words import MONTHS

BAR_LENGTH = 200
"""Length of a full bar in drawing units."""


def bar(value: float, largest: float, style: str = "") -> Markup:
    """Return a horizontal bar whose length is the share of ``value`` in ``largest``; never shorter than a hair."""
    share = 0.0 if largest <= 0 else max(0.0, min(1.0, value / largest))
    length = 0 if value <= 0 else max(2, round(BAR_LENGTH * share))
    return Markup(  # noqa: S704 (numbers of our own and an escaped class name)
        f'<svg class="bar {escape(style)}" viewBox="0 0 {BAR_LENGTH} 10" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false"><rect width="{length}" height="10" rx="1.5"/></svg>'
    )


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many statements fall into one month, by position: the first side up, the second down, others below them."""

    month: str
    """ISO 8601 month."""
    first: int
    """Statements of the first side."""
    second: int
    """Statements of the second side."""
    other: int = 0
    """Statements of others, drawn with the second side's direction, paler."""


def months_between(first: str, last: str, limit: int = 240) -> list[str]:
    """Return the ISO 8601 months from ``first`` to ``last``, both included, at most ``limit``."""
    year, month = int(first[:4]), int(first[5:7])
    months: list[str] = []
    while len(months) < limit:
        name = f"{year:04d}-{month:02d}"
        months.append(name)
        if name >= last[:7]:
            break
        month += 1
        if month == 13:
            year, month = year + 1, 1
    return months


STRIP_HEIGHT = 40
"""Height of the tallest column of a strip, in pixels."""

STRIP_WIDTH = 760
"""Width a strip fills when it has many months, in pixels."""

LABEL_LENGTH = 60
"""Room a label such as ``Nov 2023`` takes, in pixels."""


def time_strip(counts: Sequence[MonthCount]) -> Markup:
    """Return a strip of months: the first side's statements above the line, the second side's and others' below.

    Months without a statement are drawn as gaps, so that silence is visible.
    """
    if not counts:
        return Markup("")
    by_month = {count.month: count for count in counts}
    months = months_between(min(by_month), max(by_month))
    shown = [by_month.get(month, MonthCount(month, 0, 0)) for month in months]
    step = max(4, min(24, STRIP_WIDTH // len(months)))
    largest_up = max(count.first for count in shown)
    largest_down = max(count.second + count.other for count in shown)
    scale = STRIP_HEIGHT / (max(largest_up, largest_down) or 1)
    middle = 2 + round(scale * largest_up)
    bottom = middle + round(scale * largest_down)
    width, height = step * len(months) + LABEL_LENGTH, bottom + 18
    parts = [
        f'<svg class="strip" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'aria-hidden="true" focusable="false">'
    ]
    last = len(shown) - 1
    for index, count in enumerate(shown):
        if index == 0 or count.month.endswith("-01"):
            parts.append(_month_label(count.month, index * step, bottom, is_first=index == 0, crowded=step < 10))
        elif index == last and int(count.month[5:7]) > LABEL_LENGTH // step + 1 and index * step > LABEL_LENGTH:
            parts.append(f'<text x="{index * step}" y="{bottom + 14}">{escape(_month_words(count.month))}</text>')
        parts += _columns(count, index * step, middle, max(2, step - 2), scale)
    parts.append(f'<line class="axis" x1="0" x2="{step * len(months)}" y1="{middle}" y2="{middle}"/></svg>')
    return Markup("".join(parts))  # noqa: S704 (numbers of our own and escaped labels)


def _month_words(month: str) -> str:
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def _month_label(month: str, x: int, bottom: int, *, is_first: bool, crowded: bool) -> str:
    january = month.endswith("-01")
    if not january and (crowded or int(month[5:7]) > 9):
        return ""  # the next January's label would stand on it
    label = month[:4] if january else _month_words(month)
    tick = "" if is_first else f'<line class="tick" x1="{x}" x2="{x}" y1="0" y2="{bottom + 14}"/>'
    return f'{tick}<text x="{x + (0 if is_first else 3)}" y="{bottom + 14}">{escape(label)}</text>'


def _columns(count: MonthCount, x: int, middle: int, width: int, scale: float) -> list[str]:
    up, down, other = (round(scale * number) for number in (count.first, count.second, count.other))
    columns = (("first", middle - up, up), ("second", middle, down), ("other", middle + down, other))
    return [
        f'<rect class="{style}" x="{x}" y="{y}" width="{width}" height="{tall}"/>' for style, y, tall in columns if tall
    ]
