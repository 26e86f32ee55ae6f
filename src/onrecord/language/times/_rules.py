"""The rules that find time expressions: how each may begin, its pattern, and how its words are read.

At each place in the text the first rule that matches wins, so longer and surer readings stand first. A rule is tried
only where one of its first words stands, which keeps reading fast. No pattern has a quantifier inside a quantifier and
none can match further than a few dozen signs, so time is linear in the length of the text.

Patterns are written in a small language: ``{name}`` is a piece from ``_words.PIECES``, and a blank is up to three
signs of white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.language.times import _readers as read
from onrecord.language.times._readers import Reading
from onrecord.language.times._words import (
    HOLIDAYS,
    MONTHS,
    NUMBERS,
    PARTS_OF_DAY,
    PIECES,
    SEASONS,
    SPACE,
    UNITS,
    WEEKDAYS,
)

NUMERAL = "#"
"""Stands for any numeral among the first words of a rule."""

_PIECE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the words it can begin with, and how to read what it matched; reading may refuse (None)."""

    name: str
    starts: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None]


def _compile(template: str) -> re.Pattern[str]:
    return re.compile(_PIECE.sub(lambda found: PIECES[found[1]], template).replace(" ", SPACE))


def _rule(
    name: str, starts: str | frozenset[str], template: str, reader: Callable[[re.Match[str]], Reading | None]
) -> Rule:
    first_words = frozenset(starts.split()) if isinstance(starts, str) else starts
    return Rule(name, first_words, _compile(template), reader)


def _words(*groups: str | Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for group in groups:
        found.update(group.split() if isinstance(group, str) else group)
    return frozenset(found)


_MONTH = frozenset(MONTHS)
_WEEKDAY = frozenset(WEEKDAYS)
_SEASON = frozenset(SEASONS)
_WHICH = frozenset({"last", "this", "next", "past", "coming"})
_HOLIDAY = frozenset(name.split()[0].partition("'")[0] for name in HOLIDAYS)
_WHICH_DAY = _WHICH | {"previous", "preceding", "following", "the"}
_MODIFIER = frozenset({"early", "late", "mid", "the", "beginning", "start", "middle", "end"})
_COUNT = frozenset(word.split("-")[0] for word in NUMBERS) | {NUMERAL}
_ABOUT = _words("about around roughly approximately some nearly almost more less over at just only barely up")
_VAGUE = _words("a few several many some recent the")
_ORDINAL = _words("first second third fourth final last fiscal the", NUMERAL)

RULES: tuple[Rule, ...] = (
    _rule(
        "iso date",
        NUMERAL,
        r"(?P<year>(?:1[5-9]|20)\d\d)(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d)"
        r"(?:[T\s]{1,2}(?P<clock>\d\d:\d\d)(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?",
        read.iso,
    ),
    _rule(
        "numeric date",
        NUMERAL,
        r"(?P<first>[0-3]?\d)(?P<mark>[-/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:(?:19|20)\d\d|\d\d))"
        r"(?!\d|[/.-]\d)",
        read.numeric,
    ),
    _rule(
        "month and day",
        _words(_MONTH, _WEEKDAY, "the"),
        r"(?P<ended>(?<=ended\s))?(?:(?P<weekday>{weekday_any}),? )?(?:(?i:the) )?(?P<month>{month}) (?P<day>{day})"
        r"(?:{to}(?:(?P<last_month>{month}) )?(?P<last_day>{day}))?(?:,?\s{0,3}(?P<year>{year}))?",
        read.month_day,
    ),
    _rule(
        "day and month",
        _words(_WEEKDAY, "the", NUMERAL),
        r"(?:(?P<weekday>{weekday_any}),? )?(?:(?i:the) )?(?P<day>{day})(?:{to}(?P<last_day>{day}))? (?:of )?"
        r"(?P<month>{month})(?![\w'’])(?:,?\s{0,3}(?P<year>{year}))?",
        read.month_day,
    ),
    _rule(
        "holiday",
        _HOLIDAY,
        r"(?P<holiday>{holiday})(?:,? (?P<year>{year}))?",
        read.holiday,
    ),
    _rule(
        "month and year in words",
        _MONTH,
        r"(?P<month>{month_proper}) (?i:nineteen) (?P<tens>(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))"
        r"(?:[\s-](?P<ones>(?i:one|two|three|four|five|six|seven|eight|nine))\b)?",
        read.month_year_in_words,
    ),
    _rule(
        "month and year",
        _words(_MONTH, _MODIFIER),
        r"{modifier}?(?P<month>{month})(?:,? | of |-)(?P<year>{year})",
        read.month_year,
    ),
    _rule(
        "quarter",
        _words(_ORDINAL, "this next", NUMERAL),
        r"(?:(?i:the) )?(?:(?P<year_before>{year})(?:['’]s)? |(?P<which>(?i:last|this|next) year)['’]s"
        r" )?(?i:fiscal[\s-])?"
        r"(?P<number>(?i:{ordinal}))(?: fiscal)?[\s-](?i:quarters?\b)(?: (?:(?:of|in) )?(?:fiscal )?(?P<year>{year}))?",
        read.quarter,
    ),
    _rule("quarter number", "q", r"Q(?P<digit>[1-4])\b(?: (?:of )?(?:FY\s?)?(?P<year>{year}))?", read.quarter),
    _rule(
        "half year",
        _words("the first second last latter", NUMERAL),
        r"(?:(?i:the) )?(?P<number>(?i:first|second|last|latter|1st|2nd))[\s-](?i:half) of "
        r"(?:(?P<year>{year})|(?:the year|(?P<which>last|this|next) year)\b)",
        read.half,
    ),
    _rule("half year number", "h", r"H(?P<digit>[12]) (?P<year>{year})", read.half),
    _rule(
        "fiscal year",
        "the fiscal fy",
        r"(?:(?i:the) )?(?:(?i:fiscal(?: year)?) |FY\s?)(?P<year>(?:20|19)\d\d\b|\d\d\b)",
        read.fiscal,
    ),
    _rule(
        "clock and day",
        _words("noon midday midnight", NUMERAL),
        r"(?:(?P<named>(?i:noon|midday|midnight)\b)|{clock}){zone}(?:,? (?:on )?(?:(?P<weekday>{weekday})\b"
        r"|{day_name}|(?P<month>{month}) (?P<day>{day})(?:,? (?P<year>{year}))?))?",
        read.clock,
    ),
    _rule(
        "season and year",
        _words(_SEASON, _MODIFIER),
        r"{modifier}?(?:(?i:the) )?(?P<season>(?i:{season}))(?: of|,)? (?P<year>{year})",
        read.season,
    ),
    _rule(
        "named season",
        _words(_WHICH, "early late earlier later"),
        r"(?:(?i:early|late|earlier|later) )?{which} (?P<season>(?i:{season}))",
        read.season,
    ),
    _rule(
        "day of that week",
        _WEEKDAY,
        r"(?P<weekday>{weekday}),? (?:of )?(?P<week>(?i:last|next|this)) (?i:week)\b",
        read.weekday,
    ),
    _rule(
        "weekday with direction",
        _WHICH_DAY,
        r"(?P<which>(?i:last|this past|this coming|this|next|past|coming|(?:the )?(?:previous|preceding|following)))"
        r" (?P<weekday>{weekday})\b(?: (?P<part>(?i:{part})))?",
        read.weekday,
    ),
    _rule(
        "every",
        "every each",
        r"(?i:every|each) (?:(?P<count>(?i:other|two|three|four|five|six|\d{1,2})) )?(?:(?P<unit>(?i:days?|weeks?"
        r"|months?"
        r"|years?|quarters?|decades?|hours?|minutes?|morning|afternoon|evening|night|weekend|spring|summer|fall|autumn"
        r"|winter))\b|(?P<weekday>{weekday})\b)",
        read.repetition,
    ),
    _rule(
        "weekdays",
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        r"(?P<weekday>{weekday}s)\b",
        read.repetition,
    ),
    _rule("weekday", _WEEKDAY, r"(?P<weekday>{weekday})\b(?: (?P<part>(?i:{part})))?", read.weekday),
    _rule(
        "short weekday",
        _WEEKDAY,
        r"(?P<weekday>(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.)(?=\s[^A-Z]|,)",
        read.weekday,
    ),
    _rule(
        "month with direction",
        _words(_WHICH, _MODIFIER, "earlier later"),
        r"(?:{modifier}|(?:(?i:earlier|later) ))?{which} (?P<month>{month_proper})(?!\w)",
        read.month,
    ),
    _rule(
        "month",
        _words(_MONTH, _MODIFIER),
        r"{modifier}?(?P<month>{month_proper})(?![\w'’]?\w)(?!(?<!in\sMarch)(?<=March) (?:for|of|on)\b)",
        read.month,
    ),
    _rule(
        "named day",
        "the today tonight yesterday tomorrow overnight",
        r"{day_name}(?: (?P<part>(?i:{part})))?",
        read.named_day,
    ),
    _rule(
        "middle of a part of day",
        "mid",
        r"(?i:mid)[\s-](?P<part>(?i:morning|afternoon))\b(?: (?:{day_name}|(?P<weekday>{weekday})\b))?",
        read.middle_of_day,
    ),
    _rule(
        "part of day",
        "this last that the",
        r"(?P<which>(?i:this|last|that|the same|the next|the following|the previous)) (?P<part>(?i:{part}))",
        read.part_of_day,
    ),
    _rule("eve of an event", "on the", r"(?P<eve>(?i:on the eve of|the eve of))\b", read.event_shift),
    _rule(
        "day after or before",
        "the that next following same previous preceding earlier later",
        r"(?i:(?:the |that )?(?:very )?(?:next|following|same|previous|preceding) day\b|(?:earlier |later )?that"
        r" (?:same )?"
        r"day\b|the day (?:after|before)(?=\s?[.,;:!?]|\s{0,3}$))",
        read.next_day,
    ),
    _rule(
        "unit before or after",
        "the",
        r"(?i:the (?P<unit>week|month|quarter|year) (?P<which>before|after))(?=\s?[.,;:!?)]|\s{0,3}$)",
        read.next_unit,
    ),
    _rule(
        "same period a year ago",
        "the a last this same comparable corresponding like",
        r"(?i:(?:(?:the |a )?(?:same|comparable|corresponding|like) (?:{quarter_word} )?(?:period|quarter)"
        r"(?: (?:of|in|a|the))?(?: the)? (?:last year|year[ -](?:ago|earlier|before)|(?:previous|prior|preceding) year)"
        r"|(?:the )?(?:comparable|corresponding) year-(?:ago|earlier) (?:period|quarter)"
        r"|the quarter a year (?:ago|earlier|before)|last year's (?:quarter|period)))\b",
        read.same_period,
    ),
    _rule(
        "year-ago period",
        _words(_ABOUT, "the a one same year month week"),
        r"{about}?(?i:(?:the |a |one )?(?:same (?:period|quarter|month) (?:of |in |a )?(?:the )?)?(?P<unit>year"
        r"|month|week)"
        r"-(?:ago|earlier)\b(?: (?:(?:first|second|third|fourth) quarter|period|quarter|month)\b)?)",
        read.year_ago,
    ),
    _rule(
        "so long ago",
        _words(_ABOUT, _COUNT),
        r"{about}?(?P<count>(?i:{number}))[\s-]{1,3}(?P<unit>(?i:{unit})) (?P<which>(?i:ago|earlier|from now|hence"
        r"|later"
        r"|previously|before(?=\s?[.,;:!?])|after(?=\s?[.,;:!?])))",
        read.ago,
    ),
    _rule(
        "some time ago",
        _VAGUE,
        r"(?i:{vague}) (?P<unit>(?i:{unit})) (?P<which>(?i:ago|earlier|later|from now|before(?=\s?[.,;:!?])"
        r"|after(?=\s?[.,;:!?])))",
        read.ago,
    ),
    _rule(
        "so long after an event",
        _words(_ABOUT, _COUNT, "the"),
        r"(?:{about}?(?P<count>(?i:{number}))|(?i:the)) (?P<unit>(?i:{unit})) (?P<which>(?i:after|before|following"
        r"|since))\b"
        r"(?! (?:the )?(?:that|then)\b)",
        read.event_shift,
    ),
    _rule(
        "earlier or later this",
        "early earlier late later sometime mid",
        r"(?P<modifier>(?i:early|earlier|late|later|sometime|mid))[\s-](?:(?i:in|on) )?(?:(?i:the) )?"
        r"(?P<which>(?i:this|last|next|that|same)) (?P<unit>(?i:week|weekend|month|quarter|year|decade|century))\b",
        read.relative_unit,
    ),
    _rule(
        "last or next",
        _words(_MODIFIER, _WHICH, "that current previous preceding prior following upcoming same"),
        r"{modifier}?(?:(?i:the) )?(?P<which>(?i:last|this|next|that|current|previous|preceding|prior|following|coming"
        r"|upcoming|past|same)) (?:(?i:fiscal|calendar|financial) )?"
        r"(?P<unit>(?i:week|weekend|month|quarter|year|decade|century))\b(?!['’]?-)",
        read.relative_unit,
    ),
    _rule(
        "the recent span",
        _words(_WHICH, "the these those previous first following latest final recent preceding"),
        r"(?:(?i:the|these|those) )?(?P<which>(?i:past|last|next|coming|previous|first|following|latest|final|recent"
        r"|preceding)) (?:(?P<count>(?i:{number}))|(?P<vague>(?i:few|several|couple of"
        r"|many)))[\s-](?P<unit>(?i:{unit}))",
        read.recent_span,
    ),
    _rule("week of a day", "the", r"(?i:the week of) (?P<month>{month}) (?P<day>{day})", read.week_of),
    _rule(
        "last day of the year", "the year", r"(?P<since>(?<=since\s))?(?i:(?:the )?year[\s-]?end\b)", read.last_of_year
    ),
    _rule(
        "end of the year",
        "the year end",
        r"(?i:(?:the )?end of the year\b|(?:the )?year['’]s[\s-]?end\b)",
        read.year_end,
    ),
    _rule("the quarter", "the", r"(?i:the (?:latest )?quarter|the latest period)\b", read.the_quarter),
    _rule("the weekend", "the", r"(?i:the weekend)\b", read.the_weekend),
    _rule(
        "century",
        _words("the", NUMERAL),
        r"(?:(?i:the) )?(?P<century>1\d|2[01])(?:th|st)[\s-](?i:century)\b",
        read.century,
    ),
    _rule(
        "decade in words",
        _MODIFIER,
        r"{modifier}?(?i:the) (?P<decade>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        read.decade_in_words,
    ),
    _rule(
        "year in words",
        "nineteen two the",
        r"(?:(?i:nineteen) (?P<tens>(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))(?:[\s-]"
        r"(?P<ones>(?i:one|two"
        r"|three|four|five|six|seven|eight|nine))\b)?|(?i:two thousand)(?=\s?[,.;])|(?i:the year two thousand)\b)",
        read.year_in_words,
    ),
    _rule("season of the year", "the", r"(?i:the) (?P<season>(?i:{season}))(?=\s?[,.;]| (?:of|and)\b)", read.season),
    _rule(
        "decade",
        _words(_MODIFIER, NUMERAL),
        r"{modifier}?(?:(?i:the) )?(?:(?i:early|late|mid)[\s-])?['’]?(?P<decade>(?:1[6-9]|20)\d0|(?<=['’])\d0)['’]?s\b",
        read.decade,
    ),
    _rule(
        "years", NUMERAL, r"(?P<first>(?:1[5-9]|20)\d\d){dash}(?P<last>(?:(?:1[5-9]|20)\d\d|\d\d))(?![\w-])", read.years
    ),
    _rule(
        "one day to come",
        "one",
        r"(?:(?<=will\s)|(?<=would\s)|(?<=may\s)|(?<=could\s)|(?<=might\s))(?i:one day)\b",
        read.future,
    ),
    _rule(
        "span of time",
        _words(_ABOUT, _COUNT),
        r"{about}?(?P<count>(?i:{number}))"
        r"(?: (?:full|straight|consecutive|more|long|whole|additional|trading|business|working))?"
        r"(?P<half_before> and a half)?"
        r"[\s-]{1,2}(?P<unit>{unit})(?![\s-]olds?\b)(?:-long\b)?(?P<half> and a half\b)?",
        read.duration,
    ),
    _rule("some span of time", _VAGUE, r"(?i:{vague}) (?P<unit>{unit})", read.duration),
    _rule(
        "year",
        _words(_MODIFIER, NUMERAL),
        r"{modifier}?(?P<year>{year})(?! (?i:people|percent|points|miles|shares|feet|pages|men|women|votes|troops"
        r"|soldiers"
        r"|jobs|kilometers|metres|meters|tons|tonnes|workers|employees|dollars|words)\b)(?!-\w)",
        read.year,
    ),
    _rule(
        "regular",
        "hourly daily nightly weekly monthly annually yearly",
        r"(?<!average\s)(?P<adverb>(?i:hourly|daily|nightly|weekly|monthly|annually|yearly))\b",
        read.repetition,
    ),
    _rule(
        "now",
        "now currently at nowadays these right presently",
        r"(?i:now|currently|at present|at the moment|nowadays|these days|right now|at this time|presently)\b",
        read.present,
    ),
    _rule(
        "some past",
        "recently lately in recent",
        r"(?i:recently|lately|in the past(?! (?:{number}|{vague}|couple)\b)|in recent (?:days|weeks|months|years)"
        r"|recent (?:days|weeks|months|years))\b",
        read.past,
    ),
    _rule(
        "some future",
        "in the someday at as",
        r"(?i:in the (?:near )?future|the (?:near )?future(?=\s?[.,;]| and\b)|someday|at a later (?:date|time)"
        r"|as soon as possible)\b",
        read.future,
    ),
    _rule("some time before", "previously", r"Previously\b", read.past),
    _rule(
        "the year",
        "the",
        r"(?i:the (?:fiscal )?)(?P<unit>(?i:year))\b(?=\s?[.,;:!?)]| (?:ended|to|as|and|in|for|by|from|before"
        r"|after)\b)",
        read.whole_unit,
    ),
    _rule(
        "bare units",
        "weeks months years decades centuries days hours minutes",
        r"(?P<unit>weeks|months|years|decades|centuries|days|hours|minutes)\b(?![\s-]old\b)(?:-long\b)?"
        r"(?= (?:of|to|before"
        r"|after|in|later|earlier|ago|from|since|if|when|that|as|and|or|but|the)\b|\s?[.,;:!?)]|-)",
        read.duration,
    ),
)


def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for word in sorted(rule.starts):
            found.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


TIME_WORDS = _words(
    MONTHS,
    WEEKDAYS,
    SEASONS,
    PARTS_OF_DAY,
    UNITS,
    (f"{unit}s" for unit in UNITS),
    {NUMERAL},
    "now present moment time date future past period ago eve today tonight yesterday tomorrow overnight recent end",
    "twenties thirties forties fifties sixties seventies eighties nineties twenty thirty forty fifty sixty seventy",
    "eighty ninety",
    _HOLIDAY,
)
"""Every expression has one of these words; where none is near, none need be looked for."""

RULES_BY_FIRST_WORD = _by_first_word()
"""The rules that can begin with a word, in their order."""
