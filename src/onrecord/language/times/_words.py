"""The words of time in English news, and the pattern pieces made of them."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 1, "summer": 2, "fall": 3, "autumn": 3, "winter": 4}
ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th final"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS: dict[str, float] = {name: float(number) for number, name in enumerate(_SMALL.split())}
NUMBERS |= {
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
}
NUMBERS |= {"a": 1.0, "an": 1.0, "couple": 2.0, "dozen": 12.0, "hundred": 100.0, "half": 0.5}
NUMBERS |= {
    f"{tens}-{one}": NUMBERS[tens] + NUMBERS[one]
    for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for one in _SMALL.split()[1:10]
}
PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "day", "weekend": "weekend",
    "week": "week", "fortnight": "week", "month": "month", "quarter": "quarter", "half": "half", "year": "year",
    "decade": "decade", "century": "century", "centurie": "century", "semester": "half",
}  # fmt: skip

HOLIDAYS: dict[str, tuple[int, int, int | None]] = {
    "christmas": (12, 25, None), "christmas day": (12, 25, None), "christmas eve": (12, 24, None),
    "new year's day": (1, 1, None), "new year's eve": (12, 31, None), "independence day": (7, 4, None),
    "veterans day": (11, 11, None), "valentine's day": (2, 14, None), "thanksgiving": (11, 22, 3),
    "thanksgiving day": (11, 22, 3), "labor day": (9, 1, 0), "memorial day": (5, 25, 0), "columbus day": (10, 8, 0),
    "election day": (11, 2, 1),
}  # fmt: skip
"""Holidays of the United States, where the bulk of news English is written: month, day, and None; or, for those on a
weekday, the earliest day they can fall on, and that weekday."""

SPACE = r"\s{1,3}"
"""What stands between two words; a line break counts."""

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?(?![\w%])(?![.,:]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%])(?![.,]\d)"
_UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?|decades?|century"
    r"|centuries)\b"
)
PIECES: dict[str, str] = {
    "month": r"(?i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)",
    # A month by itself must be written as a name: "may" and "march" are verbs.
    "month_proper": r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.)",
    "weekday": r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
    "weekday_any": r"(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat"
    r"|Sun)\b\.?)",
    "day": _DAY,
    "year": _YEAR,
    "number": r"(?:\d{1,2} 1/2|\d{1,4}(?:\.\d{1,2})?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-"
    + _ONES
    + r")?"
    r"|(?:six|seven|eight|nine|four|thir|fif)teen|ten|eleven|twelve|"
    + _ONES
    + r"|a couple of|a dozen|(?:a|one|two|three|four|five) hundred|a half|half an?|an?)",
    "vague": r"(?:(?:a |the )?few|several|many|some|recent|a number of)",
    "unit": _UNIT,
    "season": r"(?:spring|summer|fall|autumn|winter)\b",
    "part": r"(?:morning|afternoon|evening|night)\b",
    "ordinal": r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)\b",
    "modifier": r"(?:(?P<modifier>(?i:early|late|mid|(?:the )?(?:beginning|start|middle|end|early part|latter part)"
    r" of))"
    r"(?: in)?[\s-])",
    "about": r"(?:(?i:about|around|roughly|approximately|some|nearly|almost|more than|less than|over|at least|just over"
    r"|just under|just|only|barely|up to) )",
    "which": r"(?P<which>(?i:last|this past|this coming|this|next|past|coming))",
    "clock": r"(?P<hour>\d{1,2})(?:(?::(?P<minute>\d\d)(?!\d))(?:\s?(?P<half>[ap]\.?m\b\.?|[AP]\.?M\b\.?))?"
    r"|\s?(?P<half_bare>[ap]\.?m\b\.?|[AP]\.?M\b\.?))",
    "zone": r"(?:\s?\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|BST|CET|HKT)\b\)?)?",
    "day_name": r"(?P<name>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow"
    r"|overnight))\b",
    "holiday": r"(?:Christmas (?:Day|Eve)|Christmas(?! [A-Za-z])|New Year['’]s (?:Day|Eve)|Independence Day"
    r"|Veterans Day|Valentine['’]s Day|Thanksgiving(?: Day)?|Labor Day|Memorial Day|Columbus Day|Election Day)\b",
    "quarter_word": r"(?:first|second|third|fourth)",
    "dash": r"[-‐-―]",
    "to": r"(?:\s?[-‐-―]\s?| (?:to|and|through|until|or) )",
}
"""Pieces of the patterns; a blank stands for ``SPACE``."""


def read_number(words: str) -> float | None:
    """Read a small number written as digits or words; None where it is not one."""
    cleaned = " ".join(words.lower().split())
    if cleaned.endswith(" 1/2"):
        return float(cleaned.split()[0]) + 0.5
    if cleaned in ("a half", "half a", "half an"):
        return 0.5
    if cleaned.endswith(" hundred"):
        return NUMBERS[cleaned.split()[0]] * 100
    if cleaned.startswith("a ") and cleaned.split()[1] in NUMBERS:
        return NUMBERS[cleaned.split()[1]]
    if cleaned in NUMBERS:
        return NUMBERS[cleaned]
    try:
        return float(cleaned)
    except ValueError:
        return None


def read_unit(word: str) -> str:
    """Return the unit a word names, e.g. ``centuries`` is ``century``."""
    lowered = word.lower()
    return UNITS.get(lowered) or UNITS[lowered.rstrip("s")]


def read_month(word: str) -> int:
    """Return the number of a month's name."""
    return MONTHS[word.lower().rstrip(".")]


def read_weekday(word: str) -> int:
    """Return the number of a weekday's name, Monday 0."""
    return WEEKDAYS[word.lower().rstrip(".")]


def read_day(words: str) -> int:
    """Return the number in ``15th``."""
    return int("".join(sign for sign in words if sign.isdigit()))
