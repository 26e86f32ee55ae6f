"""From the words of a time expression and an anchor to the days that are meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.language.times._types import Days, Direction, Meaning, Resolved, TimeExpression
from onrecord.records import Precision

# A yearless date against the direction of its clause must lie this much nearer to be preferred (days). News gives the
# year of a day that is far away, but often not of a month, so the clause weighs more for months.
_DAY_AGAINST_THE_CLAUSE = 90
_MONTH_AGAINST_THE_CLAUSE = 330
# What the expression's own words say ("last", "ended") is not outweighed by nearness.
_AGAINST_THE_WORDS = 10_000
# An anchor wider than this cannot place a weekday: the same weekday would come twice (days).
_WIDEST_WEEKDAY_ANCHOR = 6
_JUST_AFTER_WEEKEND = 1
"""Monday and Tuesday: "this weekend" is then the one just over, unless the clause looks ahead."""
_SEASON_CODES = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
_SEASON_MONTHS = {1: 3, 2: 6, 3: 9, 4: 12}
_DURATION_CODES = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "weekend": "{}WE", "week": "{}W",
    "month": "{}M", "quarter": "{}Q", "half": "{}H", "year": "{}Y", "decade": "{}DE", "century": "{}CE",
}  # fmt: skip
_HALVES = {"minute": "30S", "hour": "30M", "year": "6M"}
_TIME_MARK = {"minute": "T", "hour": "T", "year": ""}
_LONG_UNITS = {"decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the calendar: its TIMEX3 value and its days (None where the value names none)."""

    value: str
    days: Days | None


def _number(amount: float | None) -> str:
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else str(amount)


def _day_point(day: date, part: str = "") -> Point:
    suffix = f"T{part}" if part else ""
    return Point(day.isoformat() + suffix, Days.on(day))


def _month_point(year: int, month: int) -> Point | None:
    if not 1 <= year <= 9998:
        return None
    return Point(f"{year:04d}-{month:02d}", Days.of_month(year, month))


def _year_point(year: int) -> Point | None:
    return Point(f"{year:04d}", Days.of_year(year)) if 1 <= year <= 9998 else None


def _week_point(day: date, weekend: bool = False) -> Point:
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    if weekend:
        return Point(f"{year}-W{week:02d}-WE", Days(monday + timedelta(days=5), monday + timedelta(days=6)))
    return Point(f"{year}-W{week:02d}", Days(monday, monday + timedelta(days=6)))


def _quarter_point(year: int, number: int) -> Point:
    first = number * 3 - 2
    return Point(f"{year}-Q{number}", Days.of_month(year, first).span(Days.of_month(year, first + 2)))


def _season_point(year: int, number: int) -> Point:
    first = _SEASON_MONTHS[number]
    last = Days.of_month(year + 1, 2) if number == 4 else Days.of_month(year, first + 2)
    return Point(f"{year}-{_SEASON_CODES[number]}", Days.of_month(year, first).span(last))


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(candidates: list[date], anchor: date, direction: Direction, against_cost: int) -> date | None:
    """Choose among the same day of several years: the nearest, unless the clause points the other way."""

    def distance(day: date) -> tuple[int, date]:
        gap = (day - anchor).days
        against = (direction == "past" and gap > 0) or (direction == "future" and gap < 0)
        return abs(gap) + (against_cost if against else 0), day

    return min(candidates, key=distance, default=None)


def _years_around(anchor: date) -> range:
    return range(max(anchor.year - 1, 1), min(anchor.year + 2, 9998))


def _calendar_point(meaning: Meaning, context: Direction, anchor: date | None) -> Point | None:
    year, month = meaning.year, meaning.month
    if year is not None and month is None:
        if meaning.last_year is not None:
            return Point(f"{year}/{meaning.last_year}", Days.of_year(year).span(Days.of_year(meaning.last_year)))
        if meaning.number:  # a fiscal year: which days it has depends on whose it is
            return Point(f"{year:04d}", None)
        return _year_point(year)
    if month is None:
        return None
    if meaning.day is None:
        if year is not None:
            return _month_point(year, month)
        return _open_month(month, meaning.direction, context, anchor) if anchor else None
    if year is not None:
        first = _date_or_none(year, month, meaning.day)
    else:
        first = _open_day(month, meaning, context, anchor) if anchor else None
    if first is None:
        return None
    if meaning.number:  # a holiday on the first such weekday (1 is Monday) from a day on
        first += timedelta(days=(meaning.number - 1 - first.weekday()) % 7)
    last = first
    if meaning.last_day is not None:
        ending = _date_or_none(first.year, meaning.last_month or month, meaning.last_day)
        if ending is not None and ending < first:
            ending = _date_or_none(first.year + 1, meaning.last_month or month, meaning.last_day)
        last = ending or first
    if meaning.unit == "week":
        return _week_point(first)
    if last != first:
        return Point(first.isoformat(), Days(first, last))
    return _day_point(first, meaning.part)


def _open_day(month: int, meaning: Meaning, context: Direction, anchor: date) -> date | None:
    candidates = [
        day for year in _years_around(anchor) if (day := _date_or_none(year, month, meaning.day or 1)) is not None
    ]
    if meaning.weekday is not None:
        fitting = [day for day in candidates if day.weekday() == meaning.weekday]
        if fitting:
            return _nearest(fitting, anchor, "open", 0)
    if meaning.direction == "present":
        return _date_or_none(anchor.year, month, meaning.day or 1)
    if meaning.direction != "open":
        return _nearest(candidates, anchor, meaning.direction, _AGAINST_THE_WORDS)
    return _nearest(candidates, anchor, context, _DAY_AGAINST_THE_CLAUSE)


def _open_month(month: int, direction: Direction, context: Direction, anchor: date) -> Point | None:
    if direction == "past":
        return _month_point(anchor.year - (month >= anchor.month), month)
    if direction == "future":
        return _month_point(anchor.year + (month <= anchor.month), month)
    if direction == "present":
        return _month_point(anchor.year, month)
    if month == anchor.month:
        return _month_point(anchor.year, month)
    middle = date(anchor.year, anchor.month, 15)
    candidates = [date(year, month, 15) for year in _years_around(anchor)]
    best = _nearest(candidates, middle, context, _MONTH_AGAINST_THE_CLAUSE)
    return _month_point(best.year, month) if best else None


def _weekday_point(meaning: Meaning, context: Direction, anchor: date) -> Point:
    assert meaning.weekday is not None
    if meaning.unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=int(meaning.amount or 0))
        return _day_point(monday + timedelta(days=meaning.weekday), meaning.part)
    back = (anchor.weekday() - meaning.weekday) % 7
    ahead = (meaning.weekday - anchor.weekday()) % 7
    if meaning.direction == "past":
        move = -(back or 7)
    elif meaning.direction == "future":
        move = ahead or 7
    elif context == "future":
        move = ahead
    else:
        move = -back
    return _day_point(anchor + timedelta(days=move), meaning.part)


def _weekend_point(context: Direction, anchor: date) -> Point:
    if context == "future" or anchor.weekday() >= 5:
        return _week_point(anchor, weekend=True)
    return _week_point(anchor - timedelta(days=7), weekend=True)


def _shift_point(meaning: Meaning, anchor: date, is_ago: bool = False) -> Point | None:
    unit, amount = meaning.unit, meaning.amount
    if unit is None or amount is None:
        return Point({"past": "PAST_REF", "future": "FUTURE_REF"}.get(meaning.direction, "PRESENT_REF"), None)
    whole = int(amount)
    if unit in ("second", "minute", "hour"):
        days = int(amount / {"second": 86400, "minute": 1440, "hour": 24}[unit])
        return Point((anchor + timedelta(days=days)).isoformat(), None)
    if unit == "day":
        return _day_point(anchor + timedelta(days=whole), meaning.part)
    if unit in ("week", "weekend"):
        return _week_point(anchor + timedelta(days=round(amount * 7)), unit == "weekend")
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + whole
        return _month_point(months // 12, months % 12 + 1)
    if unit == "quarter":
        quarters = anchor.year * 4 + (anchor.month - 1) // 3 + whole
        return _quarter_point(quarters // 4, quarters % 4 + 1) if 1 < quarters // 4 < 9998 else None
    if unit == "half":
        return None
    if unit == "year":
        return _year_point(anchor.year + whole)
    width = _LONG_UNITS[unit]
    if meaning.anchor != "document" or abs(amount) > 1 or is_ago:
        return _year_point(anchor.year + whole * width)
    first = anchor.year // width * width + whole * width
    return _long_point(first, width)


def _long_point(first: int, width: int) -> Point | None:
    if not 1 <= first <= 9800:
        return None
    value = str(first // width)
    return Point(value, Days.of_year(first).span(Days.of_year(first + width - 1)))


def _quarter_or_season(meaning: Meaning, context: Direction, anchor: date | None) -> Point | None:
    number = meaning.number or 1
    year = meaning.year
    if year is None:
        if anchor is None:
            return None
        begins = {"quarter": number * 3 - 2, "half": number * 6 - 5, "season": _SEASON_MONTHS[number]}[meaning.form]
        year = anchor.year
        if meaning.form == "season":
            if meaning.direction == "past" and anchor.month < begins + 3:
                year -= 1
            elif meaning.direction == "future" and anchor.month >= begins:
                year += 1
            elif meaning.direction == "open" and context == "past" and anchor.month < begins:
                year -= 1
        elif meaning.direction == "past":
            year -= 1
        elif meaning.direction == "future":
            year += 1
        elif meaning.direction == "open" and begins > anchor.month and context == "past":
            year -= 1
    if not 1 < year < 9998:
        return None
    if meaning.form == "quarter":
        return _quarter_point(year, number)
    if meaning.form == "season":
        return _season_point(year, number)
    first = Days.of_month(year, number * 6 - 5)
    return Point(f"{year}-H{number}", first.span(Days.of_month(year, number * 6)))


def point_of(
    expression: TimeExpression, anchor: date | None, previous: date | None = None, event: date | None = None
) -> Point | None:
    """Place an expression on the calendar as seen from single days; None where that cannot be done."""
    meaning = expression.meaning
    try:
        match meaning.form:
            case "calendar":
                return _calendar_point(meaning, expression.context, anchor)
            case "weekday":
                base = previous if meaning.anchor == "previous" else anchor
                return _weekday_point(meaning, expression.context, base) if base else None
            case "shift":
                base = {"document": anchor, "previous": previous, "event": event}.get(meaning.anchor)
                this = meaning.unit == "weekend" and meaning.amount == 0 and expression.context != "future"
                if base and this and base.weekday() <= _JUST_AFTER_WEEKEND:
                    base -= timedelta(days=7)
                # "A decade ago" is a year; "last decade" is ten.
                return _shift_point(meaning, base, expression.rule == "so long ago") if base else None
            case "quarter" | "half" | "season":
                return _quarter_or_season(meaning, expression.context, anchor)
            case "weekend":
                return _weekend_point(expression.context, anchor) if anchor else None
            case "decade":
                year = meaning.year or 1
                if meaning.unit == "century":
                    return _long_point(year, 100)
                return Point(f"{year // 10:03d}", Days.of_year(year).span(Days.of_year(year + 9)))
            case "reference":
                return Point({"past": "PAST_REF", "future": "FUTURE_REF"}.get(meaning.direction, "PRESENT_REF"), None)
            case _:
                return None
    except (OverflowError, ValueError):
        # Beyond the ends of the calendar ("9,000 years ago"): there is no such day.
        return None


def _abstain(expression: TimeExpression, why: str) -> Resolved:
    return Resolved(None, "unknown", "unknown", expression.rule, f"“{expression.quote}”: {why}")


def resolve(
    expression: TimeExpression, anchor: Days | None, *, previous: Days | None = None, event: Days | None = None
) -> Resolved:
    """Tell which days an expression means.

    Args:
        expression: one expression of a text.
        anchor: the days on which the text can have been written; None when nothing is known of them.
        previous: the days told just before, for "the following month".
        event: the days of the event the expression is counted from, for "two days after the summit".

    Returns:
        The days with precision, basis, rule and a reason in words; without days where the words or the anchor do not
        allow an answer (durations, "recently", a weekday without an anchor …).
    """
    meaning = expression.meaning
    if meaning.form in ("duration", "set"):
        return _abstain(expression, "a length of time or a repetition names no day")
    base = {"none": anchor, "document": anchor, "previous": previous, "event": event}[meaning.anchor]
    if meaning.anchor != "none" and base is None:
        needed = {
            "document": "the date of the document",
            "previous": "a date told before",
            "event": "the date of the event",
        }
        return _abstain(expression, f"{needed[meaning.anchor]} is not known")
    if meaning.form == "weekday" and base is not None and base.length > _WIDEST_WEEKDAY_ANCHOR:
        return _abstain(expression, "the date of the document is known too roughly to place a weekday")
    ends: list[Point | None] = []
    for day in (base.first, base.last) if base else (None,):
        ends.append(
            point_of(
                expression,
                anchor=day if meaning.anchor in ("none", "document") else None,
                previous=day if meaning.anchor == "previous" else None,
                event=day if meaning.anchor == "event" else None,
            )
        )
    first, last = ends[0], ends[-1]
    if first is None or last is None or first.days is None or last.days is None:
        return _abstain(expression, "the words name no days of the calendar")
    days = first.days.span(last.days)
    precision: Precision = days.precision
    if meaning.anchor == "none":
        return Resolved(days, precision, "stated", expression.rule, f"“{expression.quote}” is stated")
    assert base is not None
    reason = f"“{expression.quote}” counted from {base.iso()} is {days.iso()}"
    return Resolved(days, precision, "relative", expression.rule, reason)


def is_year_ago(expression: TimeExpression) -> bool:
    """Return whether it is "a year ago", "a year earlier", "the year-ago period"."""
    meaning = expression.meaning
    return (
        meaning.form == "shift"
        and meaning.unit == "year"
        and meaning.amount == -1
        and meaning.anchor != "event"
        and (expression.rule in ("so long ago", "year-ago period", "same period a year ago"))
    )


class Narrative:
    """What was told before, as a text is read: the last days, and the quarter that is being reported on."""

    def __init__(self) -> None:
        self.previous: Days | None = None
        self.previous_day: Days | None = None
        self.quarter: Days | None = None

    def tell(self, expression: TimeExpression, days: Days | None) -> None:
        """Take in the days of the next expression."""
        if expression.kind == "duration" and expression.granularity == "month":
            self.quarter = None
        # "A year earlier" compares; it does not move the story.
        if days is None or is_year_ago(expression) or expression.rule == "same period a year ago":
            return
        self.previous = days
        if days.length == 1:
            self.previous_day = days
        if expression.granularity == "quarter":
            self.quarter = days
        elif expression.granularity == "year":
            self.quarter = None

    def before(self, expression: TimeExpression, anchor: Days | None) -> Days | None:
        """Return what an expression such as "the next day" or "the quarter" is counted from."""
        unit = expression.meaning.unit
        is_latest = "latest" in expression.quote.lower()
        if unit == "quarter" and (self.quarter is None or is_latest) and anchor is not None:
            # Reports of "the quarter" come out in the next one.
            quarter = (anchor.first.month + 2) // 3
            year, number = (anchor.first.year, quarter - 1) if quarter > 1 else (anchor.first.year - 1, 4)
            return _quarter_point(year, number).days if year else None  # the calendar begins with the year 1
        if unit in ("day", "hour", "minute", "second") or expression.meaning.form == "weekday":
            return self.previous_day
        return self.quarter if unit == "quarter" and self.quarter else self.previous

    def quarter_year_ago(self, expression: TimeExpression) -> tuple[int, int] | None:
        """Return year and number of the quarter that "a year earlier" compares with, where a quarter is reported on."""
        if self.quarter is None or self.quarter.first.year == 1 or not is_year_ago(expression):
            return None
        return self.quarter.first.year - 1, (self.quarter.first.month + 2) // 3


def resolve_all(expressions: Iterable[TimeExpression], anchor: Days | None) -> tuple[Resolved, ...]:
    """Resolve the expressions of one text in reading order, "the following month" by the date told before it."""
    answers: list[Resolved] = []
    narrative = Narrative()
    for expression in expressions:
        compared = narrative.quarter_year_ago(expression)
        if compared is not None:
            days = _quarter_point(*compared).days
            reason = f"“{expression.quote}” is the same quarter of the year before"
            answer = Resolved(days, "range", "relative", expression.rule, reason)
        else:
            answer = resolve(expression, anchor, previous=narrative.before(expression, anchor))
        narrative.tell(expression, answer.days)
        answers.append(answer)
    return tuple(answers)


def duration_value(meaning: Meaning) -> str:
    """Return the TIMEX3 value of a length of time, e.g. ``P3D``, ``PT16H``, ``PXY``."""
    unit, amount = meaning.unit or "day", meaning.amount
    if meaning.form == "set" and meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday + 1}"
    if amount is not None and amount % 1 == 0.5 and unit in _HALVES:
        whole = _DURATION_CODES[unit].format(int(amount)) if amount > 1 else _TIME_MARK[unit]
        return f"P{whole}{_HALVES[unit]}"
    if unit in _LONG_UNITS and amount is not None:
        return f"P{_number(amount * _LONG_UNITS[unit])}Y"
    return "P" + _DURATION_CODES[unit].format(_number(amount))
