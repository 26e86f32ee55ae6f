"""When and on which occasion something was said, from the words of the attribution itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from onrecord.language.times import Days, TimeExpression, published_days, published_evidence, resolve
from onrecord.records import UNKNOWN_DATE, DatedBy, Document, Evidence
from onrecord.statements._grammar import Grammar
from onrecord.statements._types import Attribution, Stretch

_FINE = frozenset({"clock", "part of day", "day", "weekend", "week", "month"})
_REFERRING = re.compile(r"(?i)\b(?:referring to|in reference to|alluding to|citing|speaking of)\b[^.]*$")
_BEGINNINGS = re.compile(r"(?i)\b(?:since|until|till|by|before|after|from|for|to|through|between)\s+(?:the\s+)?$")
_OPENS = re.compile(r"(?i)^\W*(?:(?:back|also|later|early|late|and|but|then|earlier|again)\s+)*in\s+$")
"""What stands in a sentence before the year of which it tells: "In 2015, Johnson said"."""

_OCCASIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for name, pattern in (
        ("news conference", r"(?:news|press|media) conference|presser"),
        ("briefing", r"briefing"),
        ("interview", r"interview(?:ed)?"),
        ("post", r"tweet(?:ed|s)?|retweeted|on Twitter|posted|in a post|Facebook|Truth Social|Weibo|on X(?=,)|WeChat"),
        ("readout", r"readout|read-out"),
        ("phone call", r"phone (?:call|conversation)|by phone|telephone(?:d)?|call with"),
        ("hearing", r"hearing|testified|testimony"),
        ("speech", r"speech|address to|keynote|remarks to|rally"),
        (
            "letter",
            r"in a (?:\w+ )?(?:letter|memo)|in an (?:\w+ )?(?:e-?mail|op-ed)|by e-?mail|e-?mailed|letter (?:to|from)",
        ),
        (
            "statement",
            r"(?:in|to) a (?:\w+ ){0,2}statement|statement (?:released|issued|said|from|by)|written statement",
        ),
        ("meeting", r"meeting|talks|summit|forum|session"),
    )
)


def said_on(
    attribution: Attribution,
    document: Document,
    times: Sequence[TimeExpression],
    anchor: Days | None = None,
    grammar: Grammar | None = None,
) -> DatedBy:
    """Return the day of a saying as its sentence tells it.

    Args:
        attribution: the saying.
        document: the document; its published date is the anchor of relative expressions.
        times: the time expressions of the document.
        anchor: the day to count from instead, for a saying told inside a quotation.
        grammar: the trees of the document, which tell of a day to which deed it belongs.

    Returns:
        The date with its basis and the words it was read from; unknown where the sentence names no time of the saying.
    """
    candidates = _candidates(attribution, times, document.text)
    if grammar is not None and attribution.cue is not None:
        cue = attribution.cue
        candidates = [day for day in candidates if not grammar.is_day_of_another(cue, (day.start, day.end))]
    if not candidates:
        return UNKNOWN_DATE
    anchor = anchor or published_days(document)
    place = attribution.cue[0] if attribution.cue is not None else attribution.start
    reason = ""
    for expression in sorted(candidates, key=lambda item: (abs(item.start - place), item.start)):
        if anchor is None and expression.relative:
            reason = reason or f"\u201c{expression.quote}\u201d: the day of the document is not known"
            continue
        resolved = resolve(expression, anchor)
        if resolved.days is None:
            reason = reason or resolved.reason
            continue
        evidence = Evidence(document.id, expression.start, expression.end, expression.quote)
        return resolved.dated_by((evidence,))
    return DatedBy(reason=reason)


def unknown_day(document: Document) -> DatedBy:
    """Return the date of a saying of which the text names no day, with the reason and what is known all the same."""
    published = published_days(document)
    if published is None:
        return DatedBy(reason="The text does not say on which day, and when the page was published is not known.")
    return DatedBy(
        reason=f"The text does not say on which day; not after {published.last}, when the page was published."
    )


_REPORTED_WITHIN = 1
"""Days that a page's date may span for the day of a fresh saying to be taken from it."""
_EVENING_BEFORE = 1
"""Days before publication on which a report's sayings are when all that it tells of is of that day."""
_TOLD_OF_IT = 2
"""How often it must tell of that day outside its lead."""
_LEAD = 700
"""Code points from the first line of prose in which the lead stands."""
_LONG_AGO = 14
"""Days before publication from which on a paragraph that opens with them tells of old sayings."""
_BEGINS_SENTENCE = re.compile(
    r"(?i)(?:^|[.!?][\"\u201d\u2019)]*\s)\W*(?:(?:and|but|then|later|earlier|early|late|back|only|just)\s+)*(?:(?:in|on|during|at)\s+)?$"
)


def report_day(document: Document, times: Sequence[TimeExpression]) -> DatedBy | None:
    """Return the day of which a report tells: that of publication, or the day before where it tells of that alone.

    A report posted in the night or the next morning says "on Wednesday" of what is new in it, and of Thursday nothing.
    Its undated sayings are of Wednesday, too.

    Args:
        document: the report.
        times: its time expressions, in text order.

    Returns:
        The day with its reason; None where the day of publication is not known to the day.
    """
    published = published_days(document)
    if published is None or published.length > _REPORTED_WITHIN:
        return None
    lead = min((part.start for part in document.roles if part.role == "body"), default=0) + _LEAD
    before: list[TimeExpression] = []
    told = 0
    for expression in times:
        if expression.granularity not in ("day", "part of day") or expression.kind not in ("date", "time"):
            continue
        days = resolve(expression, published).days
        if days is None or expression.context == "future" or days.length > 1:
            continue
        if days.last == published.last:
            before = []
            break
        if (published.last - days.last).days == _EVENING_BEFORE:
            before.append(expression)
            told += _TOLD_OF_IT if expression.start < lead else 1
    else:
        if told >= _TOLD_OF_IT:
            first = before[0]
            evidence = (Evidence(document.id, first.start, first.end, first.quote),)
            said = resolve(first, published).dated_by(evidence)
            reason = "The text does not say on which day; what the report tells as new is of that day."
            return DatedBy(said.date, said.precision, said.basis, said.evidence, reason)
    return DatedBy(
        document.published.date or published.first.isoformat(), "day", "published", published_evidence(document),
        "The text does not say on which day; it is told as new on the day the page was published.",
    )  # fmt: skip


def is_told_as_new(attribution: Attribution, document: Document, times: Sequence[TimeExpression]) -> bool:
    """Tell whether a report tells a saying without a day as fresh, so that it is of the day of the report.

    Reports tell what was said on the day, or shortly before: of the sayings of the project's own gold without a day of
    their own in the text, six of seven were of that very day. Positions that somebody holds, sayings told as earlier
    ones ("had said", "has long warned"), those of another occasion, and those behind a sentence of the same paragraph
    that opens with a day long ago ("In 2010, …") are not.
    """
    if attribution.standing or attribution.inside is not None or not takes_day_over(attribution, document.text):
        return False
    published = published_days(document)
    start, end = document.text.rfind("\n", 0, attribution.start) + 1, attribution.frame[0]
    first, after = (bisect_left(times, place, key=attrgetter("start")) for place in (start, max(start, end)))
    for expression in times[first:after]:
        if expression.kind == "date":
            days = resolve(expression, published).days
            opens = _BEGINS_SENTENCE.search(document.text[start : expression.start]) is not None
            if opens and days is not None and published and (published.first - days.last).days > _LONG_AGO:
                return False
    return True


_ANY_TIME = re.compile(r"(?i)\b(?:once|often|always|long|frequently|repeatedly|famously|regularly|routinely)\b")
"""In the words that mark a saying: it was not, or not only, said on the day of which its sentence tells."""
_BESIDE_CUE = 20  # code points between such words and a day that is the saying's all the same


def _gap(one: Stretch, other: Stretch) -> int:
    """Code points between two stretches; none where they meet."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def _candidates(attribution: Attribution, times: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    start, end = attribution.frame
    describing = _describing(attribution)
    cue = attribution.cue
    any_time = cue is not None and _ANY_TIME.search(text, *cue) is not None
    found = []
    for expression in times:
        if expression.start < start or expression.end > end:
            continue
        if expression.kind not in ("date", "time"):
            continue
        if expression.granularity not in _FINE and not _opens(text, start, expression):
            continue
        if any(a <= expression.start < b for a, b in attribution.content):
            continue
        if describing is not None and describing[0] <= expression.start < describing[1]:
            continue
        if _REFERRING.search(text, max(start, expression.start - 60), expression.start):
            continue
        if cue is not None and ";" in text[min(expression.end, cue[1]) : max(expression.start, cue[0])]:
            continue  # the day of another clause
        if cue is not None and any_time and _gap((expression.start, expression.end), cue) > _BESIDE_CUE:
            continue  # "who once said …, died on Jan. 30"
        if expression.context == "future" or _BEGINNINGS.search(text, max(0, expression.start - 12), expression.start):
            continue
        found.append(expression)
    return found


def _opens(text: str, start: int, expression: TimeExpression) -> bool:
    """Tell whether a year opens the sentence: all of it is told of that year."""
    return expression.granularity == "year" and _OPENS.search(text[start : expression.start]) is not None


def _describing(attribution: Attribution) -> Stretch | None:
    """The clause that describes the speaker: its dates are not those of the saying."""
    if attribution.head is None or not attribution.source:
        return None
    whole = attribution.source[0]
    return (attribution.head[1], whole[1]) if whole[1] > attribution.head[1] else None


def occasion_of(attribution: Attribution, text: str, told: Sequence[Stretch] = ()) -> str | None:
    """Return the occasion that the words around the cue name: interview, news conference, post, readout …

    Args:
        attribution: the saying.
        text: the whole text.
        told: what is told in the same sentence, by this or another saying; an occasion named there is not this one.
    """
    pieces = [_outside(text, *attribution.frame, [*attribution.content, *told])]
    for teller in attribution.via:
        pieces.extend(text[a:b] for a, b in teller.source)
    words = " \u2026 ".join(pieces)
    for name, pattern in _OCCASIONS:
        found = pattern.search(words)
        if found is not None:
            return name
    return None


LISTENERS = re.compile(
    r"(?i)\b(?:(?:statement|letter|interview|address|remarks|speech|testimony|e-?mail|message|comments) (?:to|with)"
    r"|speaking (?:to|with)|testif(?:ied|ying) to|(?:testif(?:ied|ying)|testimony|speech|remarks|sp(?:oke|eaking)"
    r"|appear(?:ed|ing)|argu(?:ed|ing)|said) before)\s+(?:the\s+|a\s+|his\s+|her\s+)?"
)
"""Words after which those stand who were spoken to on an occasion."""

_CARRIED = "taken over from"
_BEFORE_NOW = re.compile(r"(?i)\b(?:had|has|have|\u2019d|previously|earlier|repeatedly|once|long|often|always)\b")
_OTHER_OCCASION = re.compile(
    r"(?i)\b(?:after|during|following|before|at|in|on)\s+(?:\w+\s+){0,4}?(?:talks|meetings?|visit|trip|summit|speech|rally"
    r"|hearing|call|conference|interview|briefing|debate|session|event|dinner|fundraiser)\b"
)
_AT_MEETING = re.compile(
    r"(?i)\b(?:at|in|after|during|following) (?:(?:the|their|his|her) )(?:[\w-]+ ){0,3}?(?:meeting|talks|summit|call)\b"
    r"|\b(?:opening|beginning|start|end) of (?:the|their) (?:[\w-]+ ){0,2}?(?:meeting|talks|summit)\b"
)
_CARRIED_WITHIN = 7
"""Days before publication from which a dated saying lends its day to the sayings of the same speaker that follow."""


def carries_day(said: DatedBy, document: Document) -> bool:
    """Tell whether a saying's day may be taken over: a day, and of the days that the report is about."""
    if said.precision != "day" or not said.date or said.reason.startswith(_CARRIED):
        return False
    published = published_days(document)
    if published is None:
        return True
    try:
        day = Days.parse(said.date)
    except ValueError:
        return False
    return 0 <= (published.last - day.first).days <= _CARRIED_WITHIN + published.length - 1


def takes_day_over(attribution: Attribution, text: str) -> bool:
    """Tell whether an undated saying goes on with the one before it: nothing puts it earlier or elsewhere."""
    if attribution.inside is not None or attribution.standing:
        return False
    start = attribution.frame[0]
    cue_end = attribution.cue[1] if attribution.cue is not None else start
    words = _outside_content(attribution, text, start, max(cue_end, start))
    return not _BEFORE_NOW.search(words) and not _OTHER_OCCASION.search(words)


def tells_of_meeting(attribution: Attribution, text: str) -> bool:
    """Tell whether the words around the cue put the saying at or right after the meeting that was told of."""
    return _AT_MEETING.search(_outside_content(attribution, text, *attribution.frame)) is not None


def carried(said: DatedBy, whose: str) -> DatedBy:
    """Return the day of an earlier saying as that of one that goes on with it."""
    return DatedBy(said.date, said.precision, said.basis, said.evidence, f"{_CARRIED} {whose}")


_MEETING = re.compile(
    r"(?i)\b(?:met|meets|meeting|talks|summit|phone call|call with|sat down"
    r"|spoke (?:\w+ ){0,3}?(?:with|by (?:tele)?phone))\b"
)
_BY_PHONE = re.compile(r"(?i)\b(?:spoke|phone|call|telephone)\b")
_READOUT = re.compile(r"(?i)\battributable to\b|\breadout of\b|^readout\b", re.M)
_MET_TODAY = re.compile(r"\b(?:met|spoke|held (?:a|talks)) (?:\w+ ){0,3}?(?:today|yesterday)\b")
_QUOTES = re.compile('["\u201c\u201d]')
_READOUT_WITHIN = 600
"""Code points from the beginning in which a readout says that it is one."""


def readout_occasion(document: Document, meeting: Stretch) -> str | None:
    """Return what a readout tells of, ``meeting`` or ``phone call``; None where the document is no readout.

    Args:
        document: the document.
        meeting: the sentence that tells of the meeting.
    """
    official = document.kind == "official" or _READOUT.search(document.text, 0, _READOUT_WITHIN) is not None
    if not official and not (_MET_TODAY.search(document.text, *meeting) and not _QUOTES.search(document.text)):
        return None
    if meeting[0] > _READOUT_WITHIN:
        return None
    return "phone call" if _BY_PHONE.search(document.text, *meeting) else "meeting"


_OF_A_DAY = ("day", "part of day")
_DATELINE_ENDS = re.compile(r"\.?\s*(?:\([\w /]{2,20}\)\s*)?(?:--|\u2014|\u2013)\s")


def meeting_day(
    document: Document, times: Sequence[TimeExpression], sentences: Sequence[Stretch]
) -> tuple[DatedBy, Stretch] | None:
    """Find the day of the meeting that a report is about.

    Args:
        document: the report.
        times: its time expressions.
        sentences: the report's sentences, in text order.

    Returns:
        The day of the first sentence that tells of a meeting on a day shortly before publication, and that sentence.
    """
    anchor = published_days(document)
    for start, end in sentences:
        if not _MEETING.search(document.text, start, end):
            continue
        days = [item for item in times if start <= item.start and item.end <= end and item.granularity in _OF_A_DAY]
        # "BEIJING, April 17 -- … held a call on the evening of April 16": the dateline is asked last
        for expression in sorted(days, key=lambda item: _DATELINE_ENDS.match(document.text, item.end) is not None):
            if expression.context != "future" and not (anchor is None and expression.relative):
                evidence = (Evidence(document.id, expression.start, expression.end, expression.quote),)
                said = resolve(expression, anchor).dated_by(evidence)
                if carries_day(said, document):
                    return said, (start, end)
    return None


def _outside_content(attribution: Attribution, text: str, start: int, end: int) -> str:
    return _outside(text, start, end, attribution.content)


def _outside(text: str, start: int, end: int, told: Sequence[Stretch]) -> str:
    pieces = []
    position = start
    for first, last in sorted(told):
        if first >= end:
            break
        pieces.append(text[position : max(position, first)])
        position = max(position, last)
    pieces.append(text[position : max(position, end)])
    return " \u2026 ".join(pieces)
