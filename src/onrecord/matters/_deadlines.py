"""By when something is to be done: a day that the words name, or the end of the time that they give for it."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.language.times import Days, TimeExpression, resolve
from onrecord.matters._passages import Passages, Saying
from onrecord.records import DatedBy

_BOUNDS = frozenset({"by", "before", "until", "within", "than"})
_NEAR = 3
"""Words before a day among which one must stand that makes it a bound."""
_BEGINS_OR_TELLS_OF = frozenset({"starting", "beginning", "effective", "from", "since", "effect", "expire", "expires"})
"""Words before a day that make it the first day of what is to be done, or one of something else."""
_OVER = frozenset({"in", "over", "during", "for"})
"""Words before a length of time that lies ahead."""
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


def deadline_in(passages: Passages, first: int, last: int, after: int, saying: Saying) -> DatedBy | None:
    """Return the day by which something is to be done, where the words say so.

    Args:
        passages: the document.
        first: first word of what is to be done.
        last: one past its last word; in the rest of the sentence only days with a bound ("by May") count.
        after: one past the last word of its sentence.
        saying: who says so; relative days in quoted words count from the day it was said.
    """
    if first >= after:
        return None
    start, end = passages.starts[first], passages.ends[after - 1]
    anchor = passages.anchor_of(saying)
    for expression in passages.times:
        if not (start <= expression.start and expression.end <= end):
            continue
        place = bisect_left(passages.starts, expression.start)
        before = passages.words[max(0, place - _NEAR) : place]
        evidence = (passages.evidence_of(expression.start, expression.end),)
        if expression.kind == "duration" and _gives_time(expression, before):
            term = end_of_term(expression, anchor)
            if term is not None:
                return DatedBy(term.iso(), term.precision, "relative", evidence, "the end of the time given for it")
        if expression.kind not in ("date", "time") or expression.granularity in {"unknown", "clock", "part of day"}:
            continue
        ahead = expression.context == "future" or expression.meaning.direction == "future"
        bound = bool(_BOUNDS & set(before))
        if (not bound and _BEGINS_OR_TELLS_OF & set(before)) or (anchor is None and expression.relative):
            continue
        resolved = resolve(expression, anchor)
        if resolved.days is not None and (bound or ahead or (place < last and passages.lies_ahead(resolved.days))):
            return resolved.dated_by(evidence)
    return None


def _gives_time(expression: TimeExpression, before: Sequence[str]) -> bool:
    """Tell whether a length of time is the time given for something: "within 90 days", "over the next two years"."""
    opening = set(before[-1:])
    return "within" in opening or (expression.context == "future" and bool(opening & _OVER))


def end_of_term(expression: TimeExpression, anchor: Days | None) -> Days | None:
    """Return the days on which a length of time ends; None where the words or the anchor do not tell.

    Args:
        expression: "two months", "90 days".
        anchor: the days from which it counts.
    """
    unit, amount = expression.meaning.unit or "", expression.meaning.amount
    if anchor is None or amount is None or amount != int(amount) or amount <= 0:
        return None
    try:
        if unit in _DAYS:
            return anchor.moved(_DAYS[unit] * int(amount))
        if unit in _MONTHS:
            months = _MONTHS[unit] * int(amount)
            return Days(_later(anchor.first, months), _later(anchor.last, months))
    except (OverflowError, ValueError):
        return None  # beyond the end of the calendar
    return None


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) + timedelta(days=min(day.day, calendar.monthrange(year, month + 1)[1]) - 1)
