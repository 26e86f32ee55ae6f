"""Finding time expressions in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.language.times._headings import with_years_of_headings
from onrecord.language.times._readers import Reading
from onrecord.language.times._rules import NUMERAL, RULES_BY_FIRST_WORD, TIME_WORDS, Rule
from onrecord.language.times._types import Direction, TimeExpression

# A place where an expression may begin: a word or a numeral.
_FIRST_WORD = re.compile(r"[A-Za-z]+|\d+")
_BARRED_BEFORE = frozenset("$€£¥_#@")
# Common words that begin an expression only if a word of time follows within so many words.
_OPENERS = frozenset(
    "the a an some this that these those in at on about around over more less just only up many several few last next "
    "first second third final same to recent past coming following previous preceding current right nearly almost "
    "roughly approximately barely latest one two three four five six seven eight nine ten half early late later "
    "earlier mid".split()
)
_OPENER_REACH = 6
# A clause's look-around: long enough for its verb, short enough to keep time linear.
_WINDOW = 90
_CLAUSE_WORD = re.compile(r"[A-Za-z]+")
# Words that point ahead, those that do so with "to" behind them, and prepositions that do so right before a date.
_AHEAD = frozenset(
    "will shall ll would may might should must next upcoming tomorrow scheduled slated expected due "
    "deadline planned expire expires begins starts planning meet meets arrives leaves".split()
)
_INTENT = frozenset(
    "agree agrees agreed plan plans planned planning intend intends intended hope hopes hoped expect expects expected "
    "want wants wanted set going scheduled slated due about vow vows vowed promise promises promised pledge pledges "
    "pledged ready "
    "likely agreement agreements offer offers proposal proposals right option options bid "
    "prepare prepares preparing order ordered poised bound invited is are was were".split()
)
# "Invited me to visit in April": whom, in up to so many words, and then "to".
_INVITING = frozenset({"invite", "invites", "invited", "invitation", "inviting"})
_INVITED_REACH = 5
# "Is heard", "to be held": a participle that tells nothing of the past.
_PASSIVE = frozenset({"be", "is", "are", "being"})
# "A rally planned for Friday" looks ahead; "on Friday, the government planned" does not.
_PLANNED = frozenset({"planned", "expected", "scheduled"})
_UP_TO = frozenset({"by", "until", "till"})
_BACK = frozenset(
    "said told was were had did has have been met held made went came began rose fell won lost spoke wrote left took "
    "gave "
    "saw found sent ran since broke hit struck grew sold bought led kept paid became got shot sank flew stood brought "
    "thought felt knew heard caught taught sought built lent spent drew threw showed shown seen taken given known done "
    "gone says last ago".split()
)
_NOT_BACK = (
    frozenset("need proceed exceed succeed indeed speed feed breed seed weed bleed agreed unlimited red".split())
    | _AHEAD
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n")


_NEEDS_CONTEXT = frozenset({"calendar", "weekday", "season", "quarter", "half"})

# Dates with their year need no context to be placed, but whether they are told as past says how old a text can be.
_TOLD_DATES = frozenset({"month and day", "day and month", "month and year"})


def _points(word: str, before: str) -> Direction:
    """Tell which way one word points, given the word before it."""
    if word in _AHEAD:
        return "future"
    if word == "to" and before in _INTENT:
        return "future"
    if before in _PASSIVE:
        return "future" if before == "be" else "open"
    if word in _BACK or (word.endswith("ed") and word not in _NOT_BACK):
        return "past"
    return "open"


def _context(text: str, start: int, end: int, region_start: int, region_end: int) -> Direction:
    """Tell from the words around whether the clause looks back or ahead; the nearest word before decides."""
    before = text[max(region_start, start - _WINDOW) : start]
    cut = 0
    for found in _SENTENCE_END.finditer(before):
        cut = found.end()
    words = [word.lower() for word in _CLAUSE_WORD.findall(before, cut)]
    if len(words) > 1 and words[-1] in _UP_TO:
        return "future"
    for index in range(len(words) - 1, -1, -1):
        if words[index] == "to" and _INVITING.intersection(words[max(0, index - _INVITED_REACH) : index]):
            return "future"
        direction = _points(words[index], words[index - 1] if index else "")
        if direction != "open":
            return direction
    stop = _SENTENCE_END.search(text, end, min(region_end, end + _WINDOW))
    last = stop.start() if stop else min(region_end, end + _WINDOW)
    previous = ""
    for word in _CLAUSE_WORD.findall(text, end, last):
        lowered = word.lower()
        if lowered in _PLANNED:
            continue
        direction = _points(lowered, previous)
        if direction != "open":
            return direction
        previous = lowered
    return "open"


# "USA Today", "Russia Today": a paper's name.
_NAMED_TODAY = re.compile(r"(?:USA|Russia|India|China|World|Psychology|History|Science|Medscape|Business) ")
_LONGEST_NAME = 11


def _barred(text: str, start: int) -> bool:
    """Return whether what stands before makes this the inside of a word, a number, an amount of money or a name."""
    if start == 0:
        return False
    if text.startswith("Today", start) and _NAMED_TODAY.search(text, max(0, start - _LONGEST_NAME), start):
        return True
    before = text[start - 1]
    if before in _BARRED_BEFORE or before.isalnum():
        return True
    return before in ".,:/" and start >= 2 and text[start - 2].isdigit()


def _time_follows(places: list[tuple[int, str]], number: int) -> bool:
    """Return whether a word of time stands among the next few words: else "the" and "a" need not be looked at."""
    return any(said in TIME_WORDS for _, said in places[number + 1 : number + 1 + _OPENER_REACH])


def _expression(
    text: str, rule: Rule, words: re.Match[str], reading: Reading, region: tuple[int, int]
) -> TimeExpression:
    kind, granularity, meaning = reading
    start, end = words.span()
    context = meaning.direction
    if context == "open" and (
        (meaning.form in _NEEDS_CONTEXT and meaning.anchor == "document") or rule.name in _TOLD_DATES
    ):
        context = _context(text, start, end, *region)
    relative = meaning.anchor != "none"
    if meaning.unit == "weekend" and not meaning.amount and context == "present":
        context = _context(text, start, end, *region)  # "will meet this weekend", "met this weekend"
    return TimeExpression(start, end, text[start:end], kind, granularity, rule.name, relative, meaning, context)


def find_times(text: str, regions: Iterable[tuple[int, int]]) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text.

    Args:
        text: the whole text of a document.
        regions: stretches to be read (start inclusive, end exclusive, in code points); no expression crosses their
            borders.

    Returns:
        The expressions in reading order of the regions, none overlapping another of its region;
        ``text[item.start:item.end] == item.quote`` for each.
    """
    found: list[TimeExpression] = []
    for region_start, region_end in regions:
        limit = min(region_end, len(text))
        position = first = max(region_start, 0)
        places = [
            (word.start(), NUMERAL if word[0][0].isdigit() else word[0].lower())
            for word in _FIRST_WORD.finditer(text, first, limit)
        ]
        for number, (start, said) in enumerate(places):
            if start < position:
                continue
            rules = RULES_BY_FIRST_WORD.get(said)
            if rules is None or (said in _OPENERS and not _time_follows(places, number)) or _barred(text, start):
                continue
            for rule in rules:
                words = rule.pattern.match(text, start, limit)
                reading = rule.read(words) if words is not None else None
                if words is not None and reading is not None:
                    position = words.end()
                    found.append(_expression(text, rule, words, reading, (first, limit)))
                    break
    return tuple(with_years_of_headings(text, found))
