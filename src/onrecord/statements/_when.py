"""When and on which occasion something was said, from the words of the attribution itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.language.times import Days, TimeExpression, resolve
from onrecord.records import UNKNOWN_DATE, DatedBy, Document, Evidence
from onrecord.statements._types import Attribution, Stretch

_FINE = frozenset({"clock", "part of day", "day", "weekend", "week", "month"})
_BEGINNINGS = re.compile(r"(?i)\b(?:since|until|by|before|after|from|for)\s+(?:the\s+)?$")

_OCCASIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i)\b(?:{pattern})\b"))
    for name, pattern in (
        (
            "news conference",
            r"(?:news|press|media) conference|presser|press briefing|daily briefing|news briefing|briefing",
        ),
        (
            "interview",
            r"interview(?:ed)?|told [\"\u201c]?(?:CNN|CBS|NBC|ABC|Fox|MSNBC|Reuters|Bloomberg|AP|NPR|PBS|BBC|Axios)",
        ),
        ("post", r"tweet(?:ed|s)?|retweeted|on Twitter|posted|in a post|Facebook|Truth Social|Weibo|on X(?=,)|WeChat"),
        ("readout", r"readout|read-out"),
        ("phone call", r"phone call|by phone|telephone(?:d)?|call with"),
        ("hearing", r"hearing|testified|testimony"),
        ("speech", r"speech|address to|addressing|keynote|remarks to|rally"),
        ("letter", r"letter|e-?mail(?:ed)?|op-ed|memo"),
        (
            "statement",
            r"(?:in|to) a (?:\w+ ){0,2}statement|statement (?:released|issued|said|from|by)|written statement",
        ),
        ("meeting", r"meeting|talks|summit|forum|session|reporters"),
    )
)
_OCCASION_NAMES = {"reporters": "briefing"}


def said_on(
    attribution: Attribution,
    document: Document,
    times: Sequence[TimeExpression],
    anchor: Days | None = None,
) -> DatedBy:
    """Return the day of a saying as its sentence tells it.

    Args:
        attribution: the saying.
        document: the document; its published date is the anchor of relative expressions.
        times: the time expressions of the document.
        anchor: the day to count from instead, for a saying told inside a quotation.

    Returns:
        The date with its basis and the words it was read from; unknown where the sentence names no time of the saying.
    """
    candidates = _candidates(attribution, times, document.text)
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


def published_days(document: Document) -> Days | None:
    """Return the days on which a document can have been published; None where nothing is known."""
    published = document.published
    try:
        if published.date:
            return Days.parse(published.date)
        if published.earliest and published.latest:
            return Days.parse(f"{published.earliest}/{published.latest}")
    except ValueError:
        return None
    return None


def _candidates(attribution: Attribution, times: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
    start, end = attribution.frame
    describing = _describing(attribution)
    found = []
    for expression in times:
        if expression.start < start or expression.end > end:
            continue
        if expression.kind not in ("date", "time") or expression.granularity not in _FINE:
            continue
        if any(a <= expression.start < b for a, b in attribution.content):
            continue
        if describing is not None and describing[0] <= expression.start < describing[1]:
            continue
        if expression.context == "future" or _BEGINNINGS.search(text, max(0, expression.start - 12), expression.start):
            continue
        found.append(expression)
    return found


def _describing(attribution: Attribution) -> Stretch | None:
    """The clause that describes the speaker: its dates are not those of the saying."""
    if attribution.head is None or not attribution.source:
        return None
    whole = attribution.source[0]
    return (attribution.head[1], whole[1]) if whole[1] > attribution.head[1] else None


def occasion_of(attribution: Attribution, text: str) -> str | None:
    """Return the occasion that the words around the cue name: interview, news conference, post, readout …"""
    pieces = []
    position = attribution.frame[0]
    for start, end in sorted(attribution.content):
        pieces.append(text[position : max(position, start)])
        position = max(position, end)
    pieces.append(text[position : max(position, attribution.frame[1])])
    for teller in attribution.via:
        pieces.extend(text[a:b] for a, b in teller.source)
    words = " \u2026 ".join(pieces)
    for name, pattern in _OCCASIONS:
        found = pattern.search(words)
        if found is not None:
            return _OCCASION_NAMES.get(found.group().lower(), name)
    return None
