"""TIMEX3 values, as the TempEval corpora write them, for measuring against others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.language.times._resolve import Narrative, duration_value, is_year_ago, point_of
from onrecord.language.times._types import Days, TimeExpression


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


_BETWEEN = re.compile(r"\s?[-‐-―]\s?|\s(?:to|and|through|until|or)\s")


def _both_ends(expression: TimeExpression, days: Days) -> list[Timex]:
    """Give an interval of days its two values, as TIMEX3 has none for intervals."""
    between = _BETWEEN.search(expression.quote)
    if between is None:
        return [Timex(expression.start, expression.end, "DATE", days.first.isoformat())]
    return [
        Timex(expression.start, expression.start + between.start(), "DATE", days.first.isoformat()),
        Timex(expression.start + between.end(), expression.end, "DATE", days.last.isoformat()),
    ]


def timex_values(expressions: Iterable[TimeExpression], created: date) -> tuple[Timex, ...]:
    """Give each expression of one document its TIMEX3 value.

    Args:
        expressions: the expressions in reading order.
        created: the day the document was written.

    Returns:
        One value for each expression that has one.
    """
    found: list[Timex] = []
    narrative = Narrative()
    for expression in expressions:
        meaning = expression.meaning
        type_ = expression.kind.upper()
        if meaning.form in ("duration", "set"):
            narrative.tell(expression, None)
            found.append(Timex(expression.start, expression.end, type_, duration_value(meaning)))
            continue
        if meaning.anchor == "event":
            if meaning.amount is None or meaning.unit is None:
                continue
            duration = duration_value(meaning).replace("-", "")
            found.append(Timex(expression.start, expression.end, "DURATION", duration))
            continue
        compared = narrative.quarter_year_ago(expression)
        if compared is not None:
            found.append(Timex(expression.start, expression.end, type_, f"{compared[0]}-Q{compared[1]}"))
            continue
        # "Hours later", "an hour later": the corpora give the length.
        counted = (
            meaning.form == "shift" and meaning.anchor == "previous" and meaning.unit in ("hour", "minute", "second")
        )
        if (counted and not meaning.part) or (
            meaning.form == "shift" and meaning.amount is None and meaning.anchor == "previous"
        ):
            duration = duration_value(meaning).replace("-", "")
            found.append(Timex(expression.start, expression.end, "DURATION", duration))
            continue
        before = narrative.before(expression, Days.on(created))
        if before and is_year_ago(expression) and before.first.year >= created.year - 1:
            before = None
        point = point_of(expression, created, before.first if before else created)
        if point is None:
            continue
        narrative.tell(expression, point.days)
        if meaning.last_day is not None and point.days is not None:
            found.extend(_both_ends(expression, point.days))
            continue
        found.append(Timex(expression.start, expression.end, type_, point.value))
    return tuple(found)
