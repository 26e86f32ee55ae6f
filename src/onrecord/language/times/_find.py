"""Finding time expressions in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.language.times._rules import RULES, Reading, Rule
from onrecord.language.times._types import Direction, TimeExpression
from onrecord.language.times._words import LEFT

_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_BACK_REFERENCE = re.compile(r"\(\?P=\w+\)")
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


def _without_names(pattern: str) -> str:
    return _NAMED_GROUP.sub("(?:", pattern)


def _join(rules: Iterable[Rule]) -> re.Pattern[str]:
    # Back references need their group; the joint pattern only finds the place, so any sign will do there.
    pieces = (_BACK_REFERENCE.sub(r"[-/.]", _without_names(rule.pattern)) for rule in rules)
    return re.compile(LEFT + "(?:" + "|".join(f"({piece})" for piece in pieces) + ")")


_ANY = _join(RULES)
_SINGLE = tuple(re.compile(rule.pattern) for rule in RULES)
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


def _read_at(text: str, position: int, limit: int, first_rule: int) -> tuple[Rule, re.Match[str], Reading] | None:
    for index in range(first_rule, len(RULES)):
        words = _SINGLE[index].match(text, position, limit)
        if words is None or words.end() == position:
            continue
        reading = RULES[index].read(words)
        if reading is not None:
            return RULES[index], words, reading
    return None


def find_times(text: str, regions: Iterable[tuple[int, int]]) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text.

    Args:
        text: the whole text of a document.
        regions: stretches to be read (start inclusive, end exclusive, in code points); no expression crosses their borders.

    Returns:
        The expressions in reading order of the regions, none overlapping another of its region;
        ``text[item.start:item.end] == item.quote`` for each.
    """
    found: list[TimeExpression] = []
    for region_start, region_end in regions:
        limit = min(region_end, len(text))
        position = max(region_start, 0)
        while position < limit:
            place = _ANY.search(text, position, limit)
            if place is None:
                break
            result = _read_at(text, place.start(), limit, (place.lastindex or 1) - 1)
            if result is None:
                position = place.start() + 1
                continue
            rule, words, (kind, granularity, meaning) = result
            start, end = words.span()
            context = meaning.direction
            if context == "open" and (
                (meaning.form in _NEEDS_CONTEXT and meaning.anchor == "document") or rule.name in _TOLD_DATES
            ):
                context = _context(text, start, end, max(region_start, 0), limit)
            found.append(
                TimeExpression(
                    start, end, text[start:end], kind, granularity, rule.name, meaning.anchor != "none", meaning, context
                )
            )
            position = end
    return tuple(found)
