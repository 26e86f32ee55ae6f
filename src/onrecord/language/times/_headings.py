"""Years that stand as headings of a chronology: "2023", and below it "Nov. 15 — The two presidents agree …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.times._types import TimeExpression

_YEAR_ALONE = re.compile(r"(?m)^[ \t\u00a0*#•\-–—]*((?:19|20)\d\d)[ \t\u00a0:]*$")
_ENTRY = re.compile(r"[ \t\u00a0*•\-–—]*")
"""What may stand before the day that opens a line of a chronology."""
_FEWEST_ENTRIES = 2
"""Lines that open with a day below such headings: one alone is no chronology."""


def with_years_of_headings(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Give the days of a chronology the year of the heading they stand under.

    Args:
        text: the whole text.
        found: its time expressions, in text order.

    Returns:
        The expressions; a day without year in a line that opens with one has the year of the last heading above.
    """
    headings = [(match.start(), int(match[1])) for match in _YEAR_ALONE.finditer(text)]
    if not headings:
        return list(found)
    lines = {text.rfind("\n", 0, item.start) + 1 for item in found if _is_yearless(item) and _opens(text, item)}
    if sum(start > headings[0][0] for start in lines) < _FEWEST_ENTRIES:
        return list(found)
    result = []
    for item in found:
        line = text.rfind("\n", 0, item.start) + 1
        years = [year for start, year in headings if start < line]
        if years and line in lines and _is_yearless(item):
            item = replace(item, relative=False, meaning=replace(item.meaning, anchor="none", year=years[-1]))
        result.append(item)
    return result


def _is_yearless(item: TimeExpression) -> bool:
    meaning = item.meaning
    return meaning.form == "calendar" and meaning.anchor == "document" and meaning.year is None and bool(meaning.month)


def _opens(text: str, item: TimeExpression) -> bool:
    line = text.rfind("\n", 0, item.start) + 1
    return _ENTRY.fullmatch(text, line, item.start) is not None
