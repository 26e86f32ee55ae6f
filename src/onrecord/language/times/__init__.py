"""Time expressions in English news: where they stand, and which days they mean. Pure Python, linear time.

>>> from datetime import date
>>> text = "The leaders met on Wednesday. In June they had not."
>>> [(item.quote, resolve(item, Days.on(date(2023, 11, 16))).days.iso()) for item in find_times(text, [(0, len(text))])]
[('Wednesday', '2023-11-15'), ('June', '2023-06')]
"""

from onrecord.language.times._find import find_times
from onrecord.language.times._published import published_days, published_evidence
from onrecord.language.times._resolve import resolve, resolve_all
from onrecord.language.times._timex import Timex, timex_values
from onrecord.language.times._types import (
    Anchor,
    Days,
    Direction,
    Granularity,
    Meaning,
    Resolved,
    TimeExpression,
    TimeKind,
    Unit,
)

VERSION = "6"
"""Raised whenever the results change."""

__all__ = [
    "VERSION",
    "Anchor",
    "Days",
    "Direction",
    "Granularity",
    "Meaning",
    "Resolved",
    "TimeExpression",
    "TimeKind",
    "Timex",
    "Unit",
    "find_times",
    "published_days",
    "published_evidence",
    "resolve",
    "resolve_all",
    "timex_values",
]
