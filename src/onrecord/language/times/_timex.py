"""TIMEX3 values, as the TempEval corpora write them, for measuring against others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.language.times._resolve import duration_value, point_of
from onrecord.language.times._types import TimeExpression


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression under the TIMEX3 standard."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    type: str
    """DATE, TIME, DURATION or SET."""
    value: str
    """The value, e.g. ``2023-W46``, ``P3D``, ``PRESENT_REF``."""


def timex_values(expressions: Iterable[TimeExpression], created: date) -> tuple[Timex, ...]:
    """Give each expression of one document its TIMEX3 value.

    Args:
        expressions: the expressions in reading order.
        created: the day the document was written.

    Returns:
        One value for each expression that has one.
    """
    found: list[Timex] = []
    previous = created
    for expression in expressions:
        meaning = expression.meaning
        type_ = expression.kind.upper()
        if meaning.form in ("duration", "set"):
            found.append(Timex(expression.start, expression.end, type_, duration_value(meaning)))
            continue
        if meaning.anchor == "event":
            if meaning.amount is None or meaning.unit is None:
                continue
            duration = duration_value(meaning).replace("-", "")
            found.append(Timex(expression.start, expression.end, "DURATION", duration))
            continue
        point = point_of(expression, created, previous)
        if point is None:
            continue
        if point.days is not None:
            previous = point.days.first
        found.append(Timex(expression.start, expression.end, type_, point.value))
    return tuple(found)
