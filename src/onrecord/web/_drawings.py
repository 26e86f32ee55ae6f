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


def time_strip(counts: Sequence[MonthCount], height: int = 44) -> Markup:
    """Return a strip of months: the first side's statements above the line, the second side's below.

    Months without a statement are drawn as gaps, so that silence is visible.
    """
    if not counts:
        return Markup("")
    by_month = {count.month: count for count in counts}
    months = months_between(min(by_month), max(by_month))
    step = max(4, min(28, 760 // len(months)))
    largest = max(max(count.first, count.second + count.other) for count in counts) or 1
    width, middle = step * len(months), height + 6
    parts = [
        f'<svg class="strip" viewBox="0 0 {width} {2 * height + 30}" width="{width}" height="{2 * height + 30}" '
        'aria-hidden="true" focusable="false">',
        f'<line class="axis" x1="0" x2="{width}" y1="{middle}" y2="{middle}"/>',
    ]
    for index, month in enumerate(months):
        x = index * step
        if month.endswith("-01") or index == 0:
            label = month[:4] if month.endswith("-01") else f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"
            if month.endswith("-01") or len(months) < 12 or int(month[5:7]) < 10:
                parts.append(f'<line class="tick" x1="{x}" x2="{x}" y1="6" y2="{2 * height + 12}"/>')
                parts.append(f'<text x="{x + 3}" y="{2 * height + 25}">{escape(label)}</text>')
        count = by_month.get(month)
        if count is None:
            continue
        up = round(height * count.first / largest)
        down = round(height * count.second / largest)
        other = round(height * count.other / largest)
        bar_width = max(2, step - 2)
        if up:
            parts.append(f'<rect class="first" x="{x}" y="{middle - up}" width="{bar_width}" height="{up}"/>')
        if down:
            parts.append(f'<rect class="second" x="{x}" y="{middle}" width="{bar_width}" height="{down}"/>')
        if other:
            parts.append(f'<rect class="other" x="{x}" y="{middle + down}" width="{bar_width}" height="{other}"/>')
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 (numbers of our own and escaped labels)
