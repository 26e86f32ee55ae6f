"""The rules that read time expressions: one pattern each, and what its words mean.

Order matters: at each place in the text the first rule that matches wins, so longer and surer readings stand first.
No pattern has a quantifier inside a quantifier, and none can match further than a few dozen signs: time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from onrecord.language.times._types import Direction, Granularity, Meaning, TimeKind, Unit
from onrecord.language.times._words import (
    DASH,
    DAY_NUMBER,
    MONTH_NAME,
    MONTH_PROPER,
    NUMBER,
    ORDINAL,
    ORDINALS,
    PART,
    PARTS_OF_DAY,
    SEASON,
    SEASONS,
    SPACE,
    UNIT,
    VAGUE_NUMBER,
    WEEKDAY_ANY,
    WEEKDAY_FULL,
    YEAR,
    read_day,
    read_month,
    read_number,
    read_unit,
    read_weekday,
)

Reading = tuple[TimeKind, Granularity, Meaning]
Words = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how to read what it matched; reading may refuse (None)."""

    name: str
    pattern: str
    read: Callable[[Words], Reading | None]


_PAST = ("last", "previous", "past", "prior", "preceding")
_FUTURE = ("next", "coming", "following", "upcoming")
_MODIFIERS = {
    "early": "start", "beginning": "start", "start": "start", "earlier": "start", "mid": "mid", "middle": "mid",
    "late": "end", "later": "end", "end": "end", "latter": "end",
}  # fmt: skip
_GRAINS: dict[str, Granularity] = {
    "second": "clock", "minute": "clock", "hour": "clock", "day": "day", "weekend": "weekend", "week": "week",
    "month": "month", "quarter": "quarter", "half": "half", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip


def _modifier(words: Words) -> str:
    said = (words.groupdict().get("modifier") or "").lower().split()
    return next((_MODIFIERS[word.rstrip("-")] for word in said if word.rstrip("-") in _MODIFIERS), "")


def _two_digit_year(year: int) -> int:
    # News of a two-digit year is of this or the last century; 1930 is the usual pivot less one generation.
    return year if year >= 100 else year + (1900 if year >= 50 else 2000)


def _direction(word: str) -> Direction:
    lowered = word.lower()
    if any(part in _PAST for part in lowered.split()):
        return "past"
    if any(part in _FUTURE for part in lowered.split()):
        return "future"
    return "present"


def _meaning(words: Words, **known: object) -> Meaning:
    return Meaning(modifier=cast("str", _modifier(words)), **known)  # type: ignore[arg-type]


def _read_iso(words: Words) -> Reading | None:
    year, month, day = int(words["year"]), int(words["month"]), int(words["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = words["clock"]
    if clock:
        return "time", "clock", Meaning("calendar", year=year, month=month, day=day, part=clock)
    return "date", "day", Meaning("calendar", year=year, month=month, day=day)


def _read_numeric(words: Words) -> Reading | None:
    first, second, year = int(words["first"]), int(words["second"]), _two_digit_year(int(words["year"]))
    european = words["mark"] == "." or first > 12
    day, month = (first, second) if european else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    doubtful = first <= 12 and second <= 12 and first != second and words["mark"] != "."
    return "date", "day", Meaning("calendar", year=year, month=month, day=day, ambiguous=doubtful)


def _read_month_day(words: Words) -> Reading | None:
    groups = words.groupdict()
    month, day = read_month(words["month"]), read_day(words["day"])
    last_day = read_day(groups["last_day"]) if groups.get("last_day") else None
    last_month = read_month(groups["last_month"]) if groups.get("last_month") else None
    if last_day is not None and last_month is None and last_day <= day:
        return None
    weekday = read_weekday(groups["weekday"]) if groups.get("weekday") else None
    year = int(groups["year"]) if groups.get("year") else None
    direction: Direction = "open"
    if groups.get("which"):
        direction = _direction(groups["which"])
    anchor = "none" if year is not None else "document"
    part = PARTS_OF_DAY.get((groups.get("part") or "").lower(), "")
    meaning = Meaning(
        "calendar", anchor=anchor, year=year, month=month, day=day, last_month=last_month, last_day=last_day,
        weekday=weekday, direction=direction, part=part,
    )  # fmt: skip
    return "date", "day", meaning


def _read_month_year(words: Words) -> Reading | None:
    meaning = _meaning(words, form="calendar", year=int(words["year"]), month=read_month(words["month"]))
    return "date", "month", meaning


def _read_month(words: Words) -> Reading | None:
    which = words.groupdict().get("which")
    direction: Direction = _direction(which) if which else "open"
    meaning = _meaning(
        words, form="calendar", anchor="document", month=read_month(words["month"]), direction=direction
    )
    return "date", "month", meaning


def _read_quarter(words: Words) -> Reading | None:
    groups = words.groupdict()
    said = (groups.get("number") or groups.get("digit") or "").lower()
    if not said or said == "last":
        return None
    number = int(said) if said.isdigit() else ORDINALS[said]
    if not 1 <= number <= 4:
        return None
    year_words = (groups.get("year") or groups.get("year_before") or "").lower()
    year = _two_digit_year(int(year_words)) if year_words.isdigit() else None
    which = (groups.get("which") or "").lower()
    direction: Direction = _direction(which) if which else "open"
    anchor = "none" if year is not None else "document"
    return "date", "quarter", _meaning(
        words, form="quarter", anchor=anchor, year=year, number=number, direction=direction
    )  # fmt: skip


def _read_half(words: Words) -> Reading | None:
    groups = words.groupdict()
    said = (groups.get("number") or groups.get("digit") or "").lower()
    number = 1 if said in ("first", "1") else 2
    year = int(groups["year"]) if groups.get("year") else None
    which = (groups.get("which") or "").lower()
    direction: Direction = _direction(which) if which else "open"
    anchor = "none" if year is not None else "document"
    return "date", "half", Meaning("half", anchor=anchor, year=year, number=number, direction=direction)


def _read_fiscal(words: Words) -> Reading | None:
    year = _two_digit_year(int(words["year"]))
    # A fiscal year's bounds differ by country and company; its number is kept, and no interval is claimed.
    return "date", "year", Meaning("calendar", year=year, number=1)


def _read_season(words: Words) -> Reading | None:
    groups = words.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    direction: Direction = _direction(groups["which"]) if groups.get("which") else "open"
    anchor = "none" if year is not None else "document"
    number = SEASONS[words["season"].lower()]
    return "date", "season", _meaning(
        words, form="season", anchor=anchor, year=year, number=number, direction=direction
    )  # fmt: skip


def _read_decade(words: Words) -> Reading | None:
    digits = words["decade"]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return "date", "decade", _meaning(words, form="decade", year=year)


def _read_years(words: Words) -> Reading | None:
    first, said = int(words["first"]), words["last"]
    last = int(said) if len(said) == 4 else first - first % 100 + int(said)
    if last <= first or last - first > 200:
        return None
    return "date", "year", Meaning("calendar", year=first, last_year=last)


def _read_year(words: Words) -> Reading | None:
    return "date", "year", _meaning(words, form="calendar", year=int(words["year"]))


def _count(words: Words) -> float | None:
    said = words.groupdict().get("count")
    return read_number(said) if said else None


def _read_ago(words: Words) -> Reading | None:
    unit = cast("Unit", read_unit(words["unit"]))
    amount = _count(words)
    which = words["which"].lower()
    ahead = which in ("from now", "hence", "later", "after", "after that", "on")
    before_previous = which in ("earlier", "before", "previously", "later", "after", "after that", "on")
    meaning = Meaning(
        "shift", anchor="previous" if before_previous else "document", unit=unit,
        amount=None if amount is None else (amount if ahead else -amount), direction="future" if ahead else "past",
    )  # fmt: skip
    return ("time" if _GRAINS[unit] == "clock" else "date"), _GRAINS[unit], meaning


def _read_year_ago(words: Words) -> Reading | None:
    earlier = "earlier" in words[0].lower() or "before" in words[0].lower()
    unit = cast("Unit", read_unit(words["unit"]))
    meaning = Meaning("shift", anchor="previous" if earlier else "document", unit=unit, amount=-1.0, direction="past")
    return "date", _GRAINS[unit], meaning


def _read_event_shift(words: Words) -> Reading | None:
    groups = words.groupdict()
    if groups.get("eve"):
        meaning = Meaning("shift", anchor="event", unit="day", amount=-1.0, direction="past")
        return "date", "day", meaning
    unit = cast("Unit", read_unit(words["unit"]))
    amount = _count(words) if groups.get("count") else 1.0
    ahead = words["which"].lower() in ("after", "since", "following")
    meaning = Meaning(
        "shift", anchor="event", unit=unit, amount=None if amount is None else (amount if ahead else -amount),
        direction="future" if ahead else "past",
    )  # fmt: skip
    return ("time" if _GRAINS[unit] == "clock" else "date"), _GRAINS[unit], meaning


def _read_relative_unit(words: Words) -> Reading | None:
    unit = cast("Unit", read_unit(words["unit"]))
    which = words["which"].lower()
    direction = _direction(which)
    anchor = "previous" if which in ("following", "previous", "preceding", "prior", "that", "same") else "document"
    amount = {"past": -1.0, "future": 1.0}.get(direction, 0.0)
    meaning = _meaning(words, form="shift", anchor=anchor, unit=unit, amount=amount, direction=direction)
    if unit in ("second", "minute", "hour"):
        return None
    return "date", _GRAINS[unit], meaning


def _read_next_day(words: Words) -> Reading | None:
    said = words[0].lower()
    if "before" in said or "previous" in said or "earlier" in said:
        amount = -1.0
    else:
        amount = 0.0 if "same" in said or "that" in said.split() else 1.0
    direction: Direction = "past" if amount < 0 else "future" if amount > 0 else "present"
    return "date", "day", Meaning("shift", anchor="previous", unit="day", amount=amount, direction=direction)


_NAMED_DAYS = {
    "today": 0.0, "tonight": 0.0, "yesterday": -1.0, "tomorrow": 1.0, "overnight": 0.0,
    "the day before yesterday": -2.0, "the day after tomorrow": 2.0,
}  # fmt: skip


def _read_named_day(words: Words) -> Reading | None:
    said = " ".join(words["name"].lower().split())
    amount = _NAMED_DAYS[said]
    part = PARTS_OF_DAY.get((words["part"] or "").lower(), "NI" if said in ("tonight", "overnight") else "")
    direction: Direction = "past" if amount < 0 else "future" if amount > 0 else "present"
    kind: TimeKind = "time" if part else "date"
    grain: Granularity = "part of day" if part else "day"
    return kind, grain, Meaning("shift", anchor="document", unit="day", amount=amount, direction=direction, part=part)


def _read_part_of_day(words: Words) -> Reading | None:
    which = words["which"].lower()
    part = PARTS_OF_DAY[words["part"].lower()]
    if which in ("that", "the same"):
        return "time", "part of day", Meaning("shift", anchor="previous", unit="day", amount=0.0, part=part)
    amount = {"this": 0.0, "last": -1.0}[which]
    direction: Direction = "past" if amount < 0 else "present"
    return "time", "part of day", Meaning(
        "shift", anchor="document", unit="day", amount=amount, direction=direction, part=part
    )  # fmt: skip


def _read_weekday(words: Words) -> Reading | None:
    groups = words.groupdict()
    direction: Direction = "open"
    if groups.get("which"):
        which = groups["which"].lower()
        direction = "open" if which == "this" else _direction(which)
    if groups.get("week"):
        direction = _direction(groups["week"])
        # "Thursday of next week", "Thursday last week": the week is counted, the day is within it.
        amount = {"past": -1.0, "future": 1.0}.get(direction, 0.0)
        return "date", "day", Meaning(
            "weekday", anchor="document", weekday=read_weekday(words["weekday"]), unit="week", amount=amount,
            direction=direction,
        )  # fmt: skip
    part = PARTS_OF_DAY.get((groups.get("part") or "").lower(), "")
    meaning = Meaning(
        "weekday", anchor="document", weekday=read_weekday(words["weekday"]), direction=direction, part=part
    )
    return ("time", "part of day", meaning) if part else ("date", "day", meaning)


def _read_clock(words: Words) -> Reading | None:
    groups = words.groupdict()
    named = (groups.get("named") or "").lower()
    if named:
        part = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[named]
    else:
        hour, minute = int(words["hour"]), int(groups.get("minute") or 0)
        half = (groups.get("half") or groups.get("half_bare") or "").lower().replace(".", "")
        if hour > 24 or minute > 59 or (half and hour > 12):
            return None
        if half.startswith("p") and hour < 12:
            hour += 12
        if half.startswith("a") and hour == 12:
            hour = 0
        part = f"{hour:02d}:{minute:02d}"
    day = groups.get("weekday")
    if day:
        return "time", "clock", Meaning("weekday", anchor="document", weekday=read_weekday(day), part=part)
    name = " ".join((groups.get("name") or "").lower().split())
    amount = _NAMED_DAYS.get(name, 0.0)
    direction: Direction = "past" if amount < 0 else "future" if amount > 0 else "present"
    anchor = "document" if name else "previous"
    return "time", "clock", Meaning("shift", anchor=anchor, unit="day", amount=amount, direction=direction, part=part)  # type: ignore[arg-type]


def _read_recent_span(words: Words) -> Reading | None:
    groups = words.groupdict()
    unit = cast("Unit", read_unit(words["unit"]))
    amount = _count(words) if groups.get("count") else (None if groups.get("vague") else 1.0)
    direction = _direction(groups.get("which") or "past")
    if direction == "present":
        direction = "open"
    return "duration", _GRAINS[unit], Meaning("duration", unit=unit, amount=amount, direction=direction)


def _read_duration(words: Words) -> Reading | None:
    groups = words.groupdict()
    unit = cast("Unit", read_unit(words["unit"]))
    amount = _count(words) if groups.get("count") else None
    return "duration", _GRAINS[unit], Meaning("duration", unit=unit, amount=amount)


_ADVERBS_OF_SETS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "annual": "year", "annually": "year", "yearly": "year",
}  # fmt: skip


def _read_set(words: Words) -> Reading | None:
    groups = words.groupdict()
    adverb = (groups.get("adverb") or "").lower()
    if adverb:
        unit = cast("Unit", _ADVERBS_OF_SETS[adverb])
        return "set", _GRAINS[unit], Meaning("set", unit=unit, amount=1.0)
    if groups.get("weekday"):
        return "set", "day", Meaning("set", weekday=read_weekday(groups["weekday"].rstrip("s")), unit="week", amount=1.0)
    said = (groups.get("count") or "").lower()
    amount = 2.0 if said == "other" else (read_number(said) or 1.0) if said else 1.0
    word = words["unit"].lower()
    if word in PARTS_OF_DAY:
        return "set", "part of day", Meaning("set", unit="day", amount=amount, part=PARTS_OF_DAY[word])
    if word in SEASONS:
        return "set", "season", Meaning("set", unit="year", amount=amount, number=SEASONS[word])
    unit = cast("Unit", read_unit(word))
    return "set", _GRAINS[unit], Meaning("set", unit=unit, amount=amount)


def _reference(direction: Direction) -> Callable[[Words], Reading | None]:
    meaning = Meaning("reference", anchor="document", direction=direction)

    def read(_: Words) -> Reading | None:
        return "date", "unknown", meaning

    return read


_I = r"(?i:"
_MODIFIER = (
    r"(?:(?P<modifier>(?i:early|late|mid|(?:(?:the" + SPACE + r")?(?:beginning|start|middle|end|early" + SPACE + r"part"
    r"|latter" + SPACE + r"part)" + SPACE + r"of)))(?:" + SPACE + r"in" + r")?[\s-]" + r")"
)  # fmt: skip
_ABOUT = r"(?:(?i:about|around|roughly|approximately|some|nearly|almost|more" + SPACE + r"than|less" + SPACE + r"than|over|at" + SPACE + r"least|just|just" + SPACE + r"over|just" + SPACE + r"under|only|barely|up" + SPACE + r"to)" + SPACE + r")"  # fmt: skip
_WHICH = r"(?P<which>(?i:last|this|next|this" + SPACE + r"past|this" + SPACE + r"coming|past|coming))"
_CLOCK_HOUR = (
    r"(?P<hour>\d{1,2})(?:(?::(?P<minute>\d\d)(?!\d))(?:\s?(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?))?"
    r"|\s?(?P<half_bare>[ap]\.?m\b\.?|[AP]\.?M\b\.?))"
)  # fmt: skip
_ZONE = r"(?:\s?\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|BST|CET|HKT)\b\)?)?"
_DAY_NAME = r"(?P<name>(?i:the" + SPACE + r"day" + SPACE + r"before" + SPACE + r"yesterday|the" + SPACE + r"day" + SPACE + r"after" + SPACE + r"tomorrow|today|tonight|yesterday|tomorrow|overnight))\b"  # fmt: skip
_TO = r"(?:\s?" + DASH + r"\s?|" + SPACE + r"(?:to|and|through|until|or)" + SPACE + r")"
_WEEKDAY_LEAD = r"(?:(?P<weekday>" + WEEKDAY_ANY + r"),?" + SPACE + r")?"
_YEAR_TAIL = r"(?:,?\s{0,3}(?P<year>" + YEAR + r"))"

RULES: tuple[Rule, ...] = (
    Rule(
        "iso date",
        r"(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d)"
        r"(?:[T\s]{1,2}(?P<clock>\d\d:\d\d)(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?",
        _read_iso,
    ),
    Rule(
        "numeric date",
        r"(?P<first>[0-3]?\d)(?P<mark>[-/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:(?:19|20)\d\d|\d\d))(?![\w/.-]\d|\d)",
        _read_numeric,
    ),
    Rule(
        "month and day",
        _WEEKDAY_LEAD + r"(?:(?i:the)" + SPACE + r")?(?P<month>" + MONTH_NAME + r")" + SPACE + r"(?P<day>" + DAY_NUMBER
        + r")(?:" + _TO + r"(?:(?P<last_month>" + MONTH_NAME + r")" + SPACE + r")?(?P<last_day>" + DAY_NUMBER + r"))?"
        + _YEAR_TAIL + r"?",
        _read_month_day,
    ),
    Rule(
        "day and month",
        _WEEKDAY_LEAD + r"(?:(?i:the)" + SPACE + r")?(?P<day>" + DAY_NUMBER + r")(?:" + _TO + r"(?P<last_day>" + DAY_NUMBER
        + r"))?" + SPACE + r"(?:of" + SPACE + r")?(?P<month>" + MONTH_NAME + r")(?![\w'’])" + _YEAR_TAIL + r"?",
        _read_month_day,
    ),
    Rule(
        "month and year",
        _MODIFIER + r"?(?P<month>" + MONTH_NAME + r")(?:,?" + SPACE + r"|" + SPACE + r"of" + SPACE + r"|-)(?P<year>" + YEAR + r")",
        _read_month_year,
    ),
    Rule(
        "quarter",
        r"(?:(?i:the)" + SPACE + r")?(?:(?P<year_before>" + YEAR + r")(?:['’]s)?" + SPACE + r"|(?P<which>(?i:last|this|next)" + SPACE
        + r"year)['’]s" + SPACE + r")?(?i:fiscal[\s-])?(?P<number>" + _I + ORDINAL + r"))(?:" + SPACE + r"fiscal)?[\s-](?i:quarters?\b)"
        + r"(?:" + SPACE + r"(?:(?:of|in)" + SPACE + r")?(?:fiscal" + SPACE + r")?(?P<year>" + YEAR + r"))?",
        _read_quarter,
    ),
    Rule(
        "quarter number",
        r"Q(?P<digit>[1-4])\b(?:" + SPACE + r"(?:of" + SPACE + r")?(?:FY" + r"\s?)?(?P<year>(?:" + YEAR + r")))?",
        _read_quarter,
    ),
    Rule(
        "half year",
        r"(?:(?i:the)" + SPACE + r")?(?P<number>(?i:first|second|last|latter|1st|2nd))[\s-](?i:half)"
        r"(?:" + SPACE + r"of" + SPACE + r"(?:(?P<year>" + YEAR + r")|(?:the" + SPACE + r"year|(?P<which>last|this|next)" + SPACE + r"year)\b))",
        _read_half,
    ),
    Rule("half year number", r"H(?P<digit>[12])" + SPACE + r"(?P<year>" + YEAR + r")", _read_half),
    Rule(
        "fiscal year",
        r"(?:(?i:the)" + SPACE + r")?(?:(?i:fiscal(?:" + SPACE + r"year)?)" + SPACE + r"|FY\s?)(?P<year>(?:20|19)\d\d\b|\d\d\b)",
        _read_fiscal,
    ),
    Rule(
        "clock and day",
        r"(?:(?P<named>(?i:noon|midday|midnight))|" + _CLOCK_HOUR + r")" + _ZONE + r"(?:,?" + SPACE + r"(?:on" + SPACE + r")?(?:(?P<weekday>"
        + WEEKDAY_FULL + r")\b|" + _DAY_NAME + r"))?",
        _read_clock,
    ),
    Rule("season and year", _MODIFIER + r"?(?:(?i:the)" + SPACE + r")?(?P<season>" + _I + SEASON + r"))" + r"(?:" + SPACE + r"of|,)?" + SPACE + r"(?P<year>" + YEAR + r")", _read_season),
    Rule("named season", r"(?:(?i:early|late|earlier|later)" + SPACE + r")?" + _WHICH + SPACE + r"(?P<season>" + _I + SEASON + r"))", _read_season),
    Rule("day of that week", r"(?P<weekday>" + WEEKDAY_FULL + r"),?" + SPACE + r"(?:of" + SPACE + r")?(?P<week>(?i:last|next|this))" + SPACE + r"(?i:week)\b", _read_weekday),
    Rule("weekday with direction", _WHICH + SPACE + r"(?P<weekday>" + WEEKDAY_FULL + r")\b(?:" + SPACE + r"(?P<part>" + _I + PART + r")))?", _read_weekday),
    Rule("every", r"(?i:every|each)" + SPACE + r"(?:(?P<count>(?i:other|two|three|four|five|six|\d{1,2}))" + SPACE + r")?(?:(?P<unit>(?i:days?|weeks?|months?|years?|quarters?|decades?|hours?|minutes?|morning|afternoon|evening|night|weekend|spring|summer|fall|autumn|winter))\b|(?P<weekday>" + WEEKDAY_FULL + r")\b)", _read_set),
    Rule("weekdays", r"(?P<weekday>" + WEEKDAY_FULL + r"s)\b", _read_set),
    Rule("weekday", r"(?P<weekday>" + WEEKDAY_FULL + r")\b(?:" + SPACE + r"(?P<part>" + _I + PART + r")))?", _read_weekday),
    Rule("short weekday", r"(?P<weekday>(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.)(?=\s[^A-Z]|,)", _read_weekday),
    Rule("month with direction", r"(?:" + _MODIFIER + r"|(?:(?i:earlier|later)" + SPACE + r"))?" + _WHICH + SPACE + r"(?P<month>" + MONTH_PROPER + r")(?!\w)", _read_month),
    Rule("month", _MODIFIER + r"?(?P<month>" + MONTH_PROPER + r")(?![\w'’]?\w)", _read_month),
    Rule("named day", _DAY_NAME + r"(?:" + SPACE + r"(?P<part>" + _I + PART + r")))?", _read_named_day),
    Rule("part of day", r"(?P<which>(?i:this|last|that|the" + SPACE + r"same))" + SPACE + r"(?P<part>" + _I + PART + r"))", _read_part_of_day),
    Rule("eve of an event", r"(?P<eve>(?i:on" + SPACE + r"the" + SPACE + r"eve" + SPACE + r"of|the" + SPACE + r"eve" + SPACE + r"of))\b", _read_event_shift),
    Rule("day after or before", r"(?i:(?:the" + SPACE + r"|that" + SPACE + r")?(?:very" + SPACE + r")?(?:next|following|same|previous|preceding)" + SPACE + r"day\b|(?:earlier" + SPACE + r"|later" + SPACE + r")?that" + SPACE + r"(?:same" + SPACE + r")?day\b|the" + SPACE + r"day" + SPACE + r"(?:after|before)(?=[\s]?[.,;:!?\n]|\s*$))", _read_next_day),
    Rule("year-ago period", _ABOUT + r"?(?i:(?:the" + SPACE + r"|a" + SPACE + r"|one" + SPACE + r")?(?:same" + SPACE + r"(?:period|quarter|month)" + SPACE + r"(?:of" + SPACE + r"|in" + SPACE + r"|a" + SPACE + r")?(?:the" + SPACE + r")?)?(?P<unit>year|month|week)[-](?:ago|earlier)\b(?:" + SPACE + r"(?:period|quarter|month)\b)?)", _read_year_ago),
    Rule("so long ago", _ABOUT + r"?(?P<count>" + _I + NUMBER + r"))" + r"[\s-]{1,3}(?P<unit>" + _I + UNIT + r"))" + SPACE + r"(?P<which>(?i:ago|earlier|from" + SPACE + r"now|hence|later|previously|before(?=\s?[.,;:!?])|after(?=\s?[.,;:!?])))", _read_ago),
    Rule("some time ago", _I + VAGUE_NUMBER + r")" + SPACE + r"(?P<unit>" + _I + UNIT + r"))" + SPACE + r"(?P<which>(?i:ago|earlier|later|from" + SPACE + r"now|before(?=\s?[.,;:!?])|after(?=\s?[.,;:!?])))", _read_ago),
    Rule("so long after an event", r"(?:" + _ABOUT + r"?(?P<count>" + _I + NUMBER + r"))|(?i:the))" + SPACE + r"(?P<unit>" + _I + UNIT + r"))" + SPACE + r"(?P<which>(?i:after|before|following|since))\b(?!" + SPACE + r"(?:the" + SPACE + r")?(?:that|then)\b)", _read_event_shift),
    Rule("earlier or later this", r"(?P<modifier>(?i:early|earlier|late|later|sometime|mid))[\s-](?:(?i:in|on)" + SPACE + r")?(?:(?i:the)" + SPACE + r")?(?P<which>(?i:this|last|next|that|same))" + SPACE + r"(?P<unit>(?i:week|weekend|month|quarter|year|decade|century))\b", _read_relative_unit),
    Rule("last or next", _MODIFIER + r"?(?:(?i:the)" + SPACE + r")?(?P<which>(?i:last|this|next|that|current|previous|preceding|prior|following|coming|upcoming|past|same))" + SPACE + r"(?:(?i:fiscal|calendar|financial)" + SPACE + r")?(?P<unit>(?i:week|weekend|month|quarter|year|decade|century))\b(?!['’]?-)", _read_relative_unit),
    Rule("the recent span", r"(?:(?i:the|these|those)" + SPACE + r")?(?P<which>(?i:past|last|next|coming|previous|first|following|latest|final|recent|preceding))" + SPACE + r"(?:(?P<count>" + _I + NUMBER + r"))|(?P<vague>(?i:few|several|couple" + SPACE + r"of|many)))" + r"[\s-](?P<unit>" + _I + UNIT + r"))", _read_recent_span),
    Rule("decade", _MODIFIER + r"?(?:(?i:the)" + SPACE + r")?(?:(?i:early|late|mid)[\s-])?(?:(?P<decade>(?:1[6-9]|20)\d0|(?<=['’])\d0)['’]?s)\b", _read_decade),
    Rule("years", r"(?P<first>(?:1[5-9]|20)\d\d)" + DASH + r"(?P<last>(?:(?:1[5-9]|20)\d\d|\d\d))(?![\w-])", _read_years),
    Rule("span of time", _ABOUT + r"?(?P<count>" + _I + NUMBER + r"))" + r"(?:" + SPACE + r"(?:full|straight|consecutive|more|long|whole|additional|and" + SPACE + r"a" + SPACE + r"half)" + r")?" + r"[\s-]{1,2}(?P<unit>" + _I + UNIT + r"))" + r"(?:-(?:old|long)\b)?", _read_duration),
    Rule("some span of time", _I + VAGUE_NUMBER + r")" + SPACE + r"(?P<unit>" + _I + UNIT + r"))", _read_duration),
    Rule("year", _MODIFIER + r"?(?P<year>" + YEAR + r")(?!" + SPACE + r"(?i:people|percent|points|miles|shares|feet|pages|men|women|votes|troops|soldiers|jobs|kilometers|metres|meters|tons|tonnes|workers|employees|dollars|words)\b)(?!-\w)", _read_year),
    Rule("regular", r"(?P<adverb>(?i:hourly|daily|nightly|weekly|monthly|quarterly|annually|annual|yearly))\b", _read_set),
    Rule("now", r"(?i:now|currently|at" + SPACE + r"present|at" + SPACE + r"the" + SPACE + r"moment|nowadays|these" + SPACE + r"days|right" + SPACE + r"now|at" + SPACE + r"this" + SPACE + r"time|presently)\b", _reference("present")),
    Rule("some past", r"(?i:recently|lately|in" + SPACE + r"the" + SPACE + r"past|in" + SPACE + r"recent" + SPACE + r"(?:days|weeks|months|years)|recent" + SPACE + r"(?:days|weeks|months|years)|formerly)\b", _reference("past")),
    Rule("some future", r"(?i:in" + SPACE + r"the" + SPACE + r"(?:near" + SPACE + r")?future|the" + SPACE + r"(?:near" + SPACE + r")?future|soon)\b", _reference("future")),
    Rule("bare units", r"(?P<unit>(?i:weeks|months|years|decades|centuries|days|hours|minutes))\b(?:-(?:long|old)\b)?(?=" + SPACE + r"(?:of|to|before|after|in|later|earlier|ago|from|since|if|when|that|as|and|or|but)\b|\s?[.,;:!?)]|-)", _read_duration),
)  # fmt: skip
