"""How the words that a rule matched are read: the kind, the granularity and the meaning of a time expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, cast

from onrecord.language.times._types import Anchor, Direction, Granularity, Meaning, TimeKind, Unit
from onrecord.language.times._words import (
    HOLIDAYS,
    ORDINALS,
    PARTS_OF_DAY,
    SEASONS,
    read_day,
    read_month,
    read_number,
    read_unit,
    read_weekday,
)

Reading = tuple[TimeKind, Granularity, Meaning]
Words = re.Match[str]


_PAST = ("last", "previous", "past", "prior", "preceding")
_FUTURE = ("next", "coming", "following", "upcoming")
_MODIFIERS: dict[str, Literal["start", "mid", "end"]] = {
    "early": "start", "beginning": "start", "start": "start", "earlier": "start", "mid": "mid", "middle": "mid",
    "late": "end", "later": "end", "end": "end", "latter": "end",
}  # fmt: skip
_GRAINS: dict[str, Granularity] = {
    "second": "clock", "minute": "clock", "hour": "clock", "day": "day", "weekend": "weekend", "week": "week",
    "month": "month", "quarter": "quarter", "half": "half", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip


def _modifier(words: Words) -> Literal["", "start", "mid", "end"]:
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
    return Meaning(modifier=_modifier(words), **known)  # type: ignore[arg-type]


def iso(words: Words) -> Reading | None:
    year, month, day = int(words["year"]), int(words["month"]), int(words["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = words["clock"]
    if clock:
        return "time", "clock", Meaning("calendar", year=year, month=month, day=day, part=clock)
    return "date", "day", Meaning("calendar", year=year, month=month, day=day)


def numeric(words: Words) -> Reading | None:
    first, second, year = int(words["first"]), int(words["second"]), _two_digit_year(int(words["year"]))
    european = words["mark"] == "." or first > 12
    day, month = (first, second) if european else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    doubtful = first <= 12 and second <= 12 and first != second
    return "date", "day", Meaning("calendar", year=year, month=month, day=day, ambiguous=doubtful)


def month_day(words: Words) -> Reading | None:
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
    elif groups.get("ended") is not None:
        direction = "past"
    anchor: Anchor = "none" if year is not None else "document"
    part = PARTS_OF_DAY.get((groups.get("part") or "").lower(), "")
    meaning = Meaning(
        "calendar", anchor=anchor, year=year, month=month, day=day, last_month=last_month, last_day=last_day,
        weekday=weekday, direction=direction, part=part,
    )  # fmt: skip
    return "date", "day", meaning


def month_year(words: Words) -> Reading | None:
    meaning = _meaning(words, form="calendar", year=int(words["year"]), month=read_month(words["month"]))
    return "date", "month", meaning


def holiday(words: Words) -> Reading | None:
    """Read "Christmas Day" and "Election Day"."""
    name = " ".join(words["holiday"].lower().replace("’", "'").split())
    month, day, weekday = HOLIDAYS[name]
    year = int(words["year"]) if words["year"] else None
    anchor: Anchor = "none" if year is not None else "document"
    meaning = Meaning("calendar", anchor=anchor, year=year, month=month, day=day)
    if weekday is not None:
        # No weekday that the words name, so none that the calendar could contradict.
        meaning = Meaning("calendar", anchor=anchor, year=year, month=month, day=day, number=weekday + 1)
    return "date", "day", meaning


def month_year_in_words(words: Words) -> Reading | None:
    """Read "January nineteen ninety-seven", as broadcasts are written down."""
    tens, ones = read_number(words["tens"]), read_number(words["ones"] or "zero")
    year = 1900 + int(tens or 0) + int(ones or 0)
    return "date", "month", Meaning("calendar", year=year, month=read_month(words["month"]))


def month(words: Words) -> Reading | None:
    which = words.groupdict().get("which")
    direction: Direction = _direction(which) if which else "open"
    meaning = _meaning(words, form="calendar", anchor="document", month=read_month(words["month"]), direction=direction)
    return "date", "month", meaning


def quarter(words: Words) -> Reading | None:
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
    anchor: Anchor = "none" if year is not None else "document"
    return "date", "quarter", _meaning(
        words, form="quarter", anchor=anchor, year=year, number=number, direction=direction
    )  # fmt: skip


def half(words: Words) -> Reading | None:
    groups = words.groupdict()
    said = (groups.get("number") or groups.get("digit") or "").lower()
    number = 1 if said in ("first", "1") else 2
    year = int(groups["year"]) if groups.get("year") else None
    which = (groups.get("which") or "").lower()
    direction: Direction = _direction(which) if which else "open"
    anchor: Anchor = "none" if year is not None else "document"
    return "date", "half", Meaning("half", anchor=anchor, year=year, number=number, direction=direction)


def fiscal(words: Words) -> Reading | None:
    year = _two_digit_year(int(words["year"]))
    # A fiscal year's bounds differ by country and company; its number is kept, and no interval is claimed.
    return "date", "year", Meaning("calendar", year=year, number=1)


def season(words: Words) -> Reading | None:
    groups = words.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    direction: Direction = _direction(groups["which"]) if groups.get("which") else "open"
    anchor: Anchor = "none" if year is not None else "document"
    number = SEASONS[words["season"].lower()]
    return "date", "season", _meaning(
        words, form="season", anchor=anchor, year=year, number=number, direction=direction
    )  # fmt: skip


def decade(words: Words) -> Reading | None:
    digits = words["decade"]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return "date", "decade", _meaning(words, form="decade", year=year)


def years(words: Words) -> Reading | None:
    first, said = int(words["first"]), words["last"]
    last = int(said) if len(said) == 4 else first - first % 100 + int(said)
    if last <= first or last - first > 200:
        return None
    return "date", "year", Meaning("calendar", year=first, last_year=last)


def year(words: Words) -> Reading | None:
    return "date", "year", _meaning(words, form="calendar", year=int(words["year"]))


def _count(words: Words) -> float | None:
    said = words.groupdict().get("count")
    return read_number(said) if said else None


def ago(words: Words) -> Reading | None:
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


def year_ago(words: Words) -> Reading | None:
    earlier = "earlier" in words[0].lower() or "before" in words[0].lower()
    unit = cast("Unit", read_unit(words["unit"]))
    meaning = Meaning("shift", anchor="previous" if earlier else "document", unit=unit, amount=-1.0, direction="past")
    return "date", _GRAINS[unit], meaning


def event_shift(words: Words) -> Reading | None:
    groups = words.groupdict()
    if groups.get("eve"):
        meaning = Meaning("shift", anchor="event", unit="day", amount=-1.0, direction="past")
        return "date", "day", meaning
    unit = cast("Unit", read_unit(words["unit"]))
    # "The weeks before" are some weeks, "the week before" is one.
    amount = _count(words) if groups.get("count") else (None if words["unit"].lower().endswith("s") else 1.0)
    ahead = words["which"].lower() in ("after", "since", "following")
    meaning = Meaning(
        "shift", anchor="event", unit=unit, amount=None if amount is None else (amount if ahead else -amount),
        direction="future" if ahead else "past",
    )  # fmt: skip
    return ("time" if _GRAINS[unit] == "clock" else "date"), _GRAINS[unit], meaning


def relative_unit(words: Words) -> Reading | None:
    unit = cast("Unit", read_unit(words["unit"]))
    which = words["which"].lower()
    direction = _direction(which)
    anchor: Anchor = (
        "previous" if which in ("following", "previous", "preceding", "prior", "that", "same") else "document"
    )
    amount = {"past": -1.0, "future": 1.0}.get(direction, 0.0)
    meaning = _meaning(words, form="shift", anchor=anchor, unit=unit, amount=amount, direction=direction)
    if unit in ("second", "minute", "hour"):
        return None
    return "date", _GRAINS[unit], meaning


def next_day(words: Words) -> Reading | None:
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


def named_day(words: Words) -> Reading | None:
    said = " ".join(words["name"].lower().split())
    amount = _NAMED_DAYS[said]
    part = PARTS_OF_DAY.get((words["part"] or "").lower(), "NI" if said in ("tonight", "overnight") else "")
    direction: Direction = "past" if amount < 0 else "future" if amount > 0 else "present"
    kind: TimeKind = "time" if part else "date"
    grain: Granularity = "part of day" if part else "day"
    return kind, grain, Meaning("shift", anchor="document", unit="day", amount=amount, direction=direction, part=part)


def part_of_day(words: Words) -> Reading | None:
    which = words["which"].lower()
    part = PARTS_OF_DAY[words["part"].lower()]
    counted = {"that": 0.0, "the same": 0.0, "the next": 1.0, "the following": 1.0, "the previous": -1.0}
    which = " ".join(which.split())
    if which in counted:
        return "time", "part of day", Meaning("shift", anchor="previous", unit="day", amount=counted[which], part=part)
    amount = {"this": 0.0, "last": -1.0}[which]
    direction: Direction = "past" if amount < 0 else "present"
    return "time", "part of day", Meaning(
        "shift", anchor="document", unit="day", amount=amount, direction=direction, part=part
    )  # fmt: skip


def weekday(words: Words) -> Reading | None:
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
    told_before = (groups.get("which") or "").lower().split()[-1:] in (["previous"], ["preceding"], ["following"])
    meaning = Meaning(
        "weekday",
        anchor="previous" if told_before else "document",
        weekday=read_weekday(words["weekday"]),
        direction=direction,
        part=part,
    )
    return ("time", "part of day", meaning) if part else ("date", "day", meaning)


def clock(words: Words) -> Reading | None:
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
    if groups.get("month"):
        month, number = read_month(words["month"]), read_day(words["day"])
        year = int(words["year"]) if groups.get("year") else None
        counted: Anchor = "document" if year is None else "none"
        return "time", "clock", Meaning("calendar", anchor=counted, year=year, month=month, day=number, part=part)
    name = " ".join((groups.get("name") or "").lower().split())
    amount = _NAMED_DAYS.get(name, 0.0)
    direction: Direction = "past" if amount < 0 else "future" if amount > 0 else "present"
    anchor: Anchor = "document" if name else "previous"
    return "time", "clock", Meaning("shift", anchor=anchor, unit="day", amount=amount, direction=direction, part=part)


def recent_span(words: Words) -> Reading | None:
    groups = words.groupdict()
    unit = cast("Unit", read_unit(words["unit"]))
    amount = _count(words) if groups.get("count") else (None if groups.get("vague") else 1.0)
    direction = _direction(groups.get("which") or "past")
    if direction == "present":
        direction = "open"
    return "duration", _GRAINS[unit], Meaning("duration", unit=unit, amount=amount, direction=direction)


def duration(words: Words) -> Reading | None:
    groups = words.groupdict()
    unit = cast("Unit", read_unit(words["unit"]))
    amount = _count(words) if groups.get("count") else None
    if unit == "second" and (groups.get("count") or "").lower() in ("a", "an", "just a", "one"):
        return None  # "a second man" counts men
    if unit == "quarter" and ("-" in words[0] or (amount or 0) <= 1 or (amount or 0) > 1500):
        return None  # "three-quarters of", "more than a quarter": a share
    if (groups.get("half") or groups.get("half_before")) and amount is not None:
        amount += 0.5
    return "duration", _GRAINS[unit], Meaning("duration", unit=unit, amount=amount)


def whole_unit(words: Words) -> Reading | None:
    """Read "the year", as in "for the year": a length of time."""
    unit = cast("Unit", read_unit(words["unit"]))
    return "duration", _GRAINS[unit], Meaning("duration", unit=unit, amount=1.0)


def week_of(words: Words) -> Reading | None:
    """Read "the week of March 6"."""
    month, day = read_month(words["month"]), read_day(words["day"])
    return "date", "week", Meaning("calendar", anchor="document", month=month, day=day, unit="week")


def year_end(_: Words) -> Reading | None:
    """Read "the end of the year" and "year-end"."""
    return "date", "year", Meaning("shift", anchor="document", unit="year", amount=0.0, modifier="end")


def last_of_year(words: Words) -> Reading | None:
    """Read "year-end": the last day of this year, after "since" of the last one."""
    direction: Direction = "past" if words["since"] is not None else "present"
    return "date", "day", Meaning("calendar", anchor="document", month=12, day=31, direction=direction)


def next_unit(words: Words) -> Reading | None:
    """Read "the year before" at the end of a clause: counted from the time told of."""
    unit = cast("Unit", words["unit"].lower())
    ahead = words["which"].lower() == "after"
    meaning = Meaning(
        "shift", anchor="previous", unit=unit, amount=1.0 if ahead else -1.0, direction="future" if ahead else "past"
    )
    return "date", _GRAINS[unit], meaning


def same_period(words: Words) -> Reading | None:
    """Read "the corresponding period last year": what is reported on, a year before."""
    if "quarter" in words[0].lower():
        return "date", "quarter", Meaning("shift", anchor="previous", unit="quarter", amount=-4.0, direction="past")
    return "date", "year", Meaning("shift", anchor="document", unit="year", amount=-1.0, direction="past")


def middle_of_day(words: Words) -> Reading | None:
    """Read "mid-afternoon", with or without its day."""
    part = PARTS_OF_DAY[words["part"].lower()]
    if words["weekday"]:
        weekday = read_weekday(words["weekday"])
        return "time", "part of day", Meaning("weekday", anchor="document", weekday=weekday, part=part)
    amount = _NAMED_DAYS.get(" ".join((words["name"] or "").lower().split()), 0.0)
    return "time", "part of day", Meaning("shift", anchor="document", unit="day", amount=amount, part=part)


def the_quarter(_: Words) -> Reading | None:
    """Read "the quarter": the one told of before."""
    return "date", "quarter", Meaning("shift", anchor="previous", unit="quarter", amount=0.0, direction="present")


def the_weekend(_: Words) -> Reading | None:
    """Read "the weekend": the last one, or the coming one where the clause looks ahead."""
    return "date", "weekend", Meaning("weekend", anchor="document", unit="weekend")


def century(words: Words) -> Reading | None:
    """Read "the 20th century", counted as people do: the years that begin with 19."""
    return "date", "century", Meaning("decade", year=(int(words["century"]) - 1) * 100, unit="century")


_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


def decade_in_words(words: Words) -> Reading | None:
    """Read "the nineties": those of the last century."""
    said = words["decade"].lower()
    tens = next(index for index, name in enumerate(_TENS, start=2) if said.startswith(name))
    return "date", "decade", _meaning(words, form="decade", year=1900 + tens * 10)


def year_in_words(words: Words) -> Reading | None:
    """Read "nineteen ninety-six", as broadcasts are written down."""
    if not words["tens"]:
        return "date", "year", Meaning("calendar", year=2000)
    tens, ones = read_number(words["tens"]), read_number(words["ones"] or "zero")
    return "date", "year", Meaning("calendar", year=1900 + int(tens or 0) + int(ones or 0))


_ADVERBS_OF_SETS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "annually": "year",
    "yearly": "year",
}  # fmt: skip


def repetition(words: Words) -> Reading | None:
    groups = words.groupdict()
    adverb = (groups.get("adverb") or "").lower()
    if adverb:
        unit = cast("Unit", _ADVERBS_OF_SETS[adverb])
        return "set", _GRAINS[unit], Meaning("set", unit=unit, amount=1.0)
    if groups.get("weekday"):
        return (
            "set",
            "day",
            Meaning("set", weekday=read_weekday(groups["weekday"].rstrip("s")), unit="week", amount=1.0),
        )
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


present = _reference("present")
past = _reference("past")
future = _reference("future")
