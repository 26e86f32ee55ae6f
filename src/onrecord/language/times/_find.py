"""Finding time expressions in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.language.times._readers import Reading
from onrecord.language.times._rules import NUMERAL, RULES_BY_FIRST_WORD, Rule
from onrecord.language.times._types import Direction, TimeExpression

# A place where an expression may begin: a word or a numeral.
_FIRST_WORD = re.compile(r"[A-Za-z]+|\d+")
_BARRED_BEFORE = frozenset("$€£¥_#@")
# A clause's look-around: long enough for its verb, short enough to keep time linear.
_WINDOW = 90
_FUTURE_CUE = re.compile(
    r"\b(?:will|shall|next|upcoming|scheduled|slated|expected|due|deadline|going to|plans? to|set to|set for|planned"
    r"|to be held|would|until|to take (?:effect|place)|expires?|ahead of|by|'ll|’ll|begins|starts|is to|are to|was to"
    r"|were to|can|could|may|might|should|must)\b",
    re.I,
)
_PAST_CUE = re.compile(
    r"\b(?:\w{2,20}ed|said|told|was|were|had|did|has|have|met|held|made|went|came|began|rose|fell|won|lost|spoke|wrote|left"
    r"|took|gave|saw|found|sent|ran|since|after|followed|broke|hit|struck|put|set off|grew|sold|bought|led|kept|paid"
    r"|quit|became|got|shot|cut|sank|flew|signed|last)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n")


_NEEDS_CONTEXT = frozenset({"calendar", "weekday", "season", "quarter", "half"})

# Dates with their year need no context to be placed, but whether they are told as past says how old a text can be.
_TOLD_DATES = frozenset({"month and day", "day and month", "month and year"})


def _context(text: str, start: int, end: int, region_start: int, region_end: int) -> Direction:
    """Tell from the words around whether the clause looks back or ahead; the nearest cue before decides."""
    before = text[max(region_start, start - _WINDOW) : start]
    breaks = [found.end() for found in _SENTENCE_END.finditer(before)]
    if breaks:
        before = before[breaks[-1] :]
    after = text[end : min(region_end, end + _WINDOW)]
    stop = _SENTENCE_END.search(after)
    if stop:
        after = after[: stop.start()]
    ahead = max((found.start() for found in _FUTURE_CUE.finditer(before)), default=-1)
    back = max((found.start() for found in _PAST_CUE.finditer(before)), default=-1)
    if ahead > back:
        return "future"
    if back > ahead:
        return "past"
    first_ahead = _FUTURE_CUE.search(after)
    first_back = _PAST_CUE.search(after)
    if first_ahead and (not first_back or first_ahead.start() < first_back.start()):
        return "future"
    return "past" if first_back else "open"


def _barred(text: str, start: int) -> bool:
    """Return whether what stands before makes this the inside of a word, a number or an amount of money."""
    if start == 0:
        return False
    before = text[start - 1]
    if before in _BARRED_BEFORE or before.isalnum():
        return True
    return before in ".,:/" and start >= 2 and text[start - 2].isdigit()


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
        for word in _FIRST_WORD.finditer(text, first, limit):
            start = word.start()
            if start < position:
                continue
            said = word[0]
            rules = RULES_BY_FIRST_WORD.get(NUMERAL if said[0].isdigit() else said.lower())
            if rules is None or _barred(text, start):
                continue
            for rule in rules:
                words = rule.pattern.match(text, start, limit)
                reading = rule.read(words) if words is not None else None
                if words is not None and reading is not None:
                    position = words.end()
                    found.append(_expression(text, rule, words, reading, (first, limit)))
                    break
    return tuple(found)
