"""What the words of a page say about the day it was published: constraints on that day, each with its proof."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from onrecord.language.months import ANY_MONTH
from onrecord.language.times import Days, TimeExpression, resolve
from onrecord.records import DateBasis, Document, Evidence
from onrecord.reference._chronology import Chronology, ChronologyEvent, EventMatch

Strength = Literal["strong", "medium", "weak"]
"""Strong: one contradicts a claimed date. Medium: two do. Weak: only helps to narrow a range."""

# A report that tells its news by weekday, or by the day after an event, comes within this many days (English news).
NEWS_DAYS = 6
# A forum is news while it lasts and for a week after.
FORUM_DAYS = 7
# A government's readout that names the day of the meeting comes out that day or the next ones.
READOUT_DAYS = 2
# News in English may be a day off by time zones.
ZONE_DAYS = 1
# The chronology speaks against claims up to this many days after its last event; later there may be events it has not.
COVERED_DAYS = 180
# How much of the body is the lead, in lines: there the news of the day stands.
LEAD_LINES = 4
# The lead never reaches further than this into a body that came as one long line (code points).
LEAD_LENGTH = 1500
# A line outside the article that tells of events this much later shows when the page was collected (days).
TRACE_DAYS = 60
_OUTSIDE = frozenset({"related", "promo", "navigation", "furniture", "comments", "tags"})
_LAST_DAY = date(9998, 12, 31)
_TEXT_ROLES = ("title", "dek", "body", "subhead")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"'”’)]{0,2}\s+(?=[\"'“‘(A-Z])")
_AT_A_FORUM = re.compile(
    r"\b(?:on the (?:sidelines|margins) of|speaking at|spoke at|told the|addressing|attending|remarks (?:at|to)|at"
    r"|during)"
    r"\s(?:the\s|this\s(?:week|year)[’']s\s|a\s)?(?:annual\s|\d{4}\s)?$",
    re.I,
)
# A sentence that calls something off does not tell of the visit or meeting that took place another time.
_CALLED_OFF = re.compile(
    r"\b(?:put(?:ting)? off|postpon\w+|cancel\w+|call(?:ed|s|ing) off|scrap(?:ped|s|ping)|abandon\w*"
    r"|was to (?:leave|meet|visit))\b",
    re.I,
)
# "Lee said Friday he will travel to Beijing": the day is that of the saying, and the visit lies ahead.
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|shall|should|(?:plan|intend|hope|expect|want|seek|agree|prepare|aim)(?:s|ed)? to"
    r"|(?:is|are|was|were|be) (?:set|due|expected|scheduled|likely|planning|preparing|going|ready) to)\b"
    r"(?: [a-z]+)? (?:travel|visit|go|meet|host|attend|hold|make|pay|fly|head|come|return|exchange|welcome|receive)\b",
    re.I,
)
_MONTH_BEFORE = re.compile(rf"(?i)\b(?:{ANY_MONTH})\.? $")
_CALENDAR_YEARS = range(1990, 2041)
# No page of news online is older: that it is not older than a day of history says nothing.
OLDEST_PAGE = 1990


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words: the days of publication that go with it, and what it is, in words."""

    allowed: tuple[Days, ...]
    """The days of publication, as intervals in order."""
    told: str
    """What the words are understood to speak of."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that is known about the day of publication."""

    lead_in: str
    """The words and how they are used, e.g. ``“last month” is told of``."""
    readings: tuple[Reading, ...]
    """What they can mean."""
    strength: Strength
    """How much it weighs."""
    basis: DateBasis
    """What it rests on."""
    evidence: tuple[Evidence, ...]
    """The words."""
    is_news: bool = False
    """Whether the news of the text cannot be older than the first day of the interval."""
    other_readings: tuple[Days, ...] = ()
    """Days that agree with other events of the sentence: they date nothing, but a claim among them may stand."""
    covers: Days | None = None
    """The claims it can speak against: those the chronology covers; None for any."""

    @property
    def allowed(self) -> tuple[Days, ...]:
        """The days that agree with some reading."""
        return merged(part for reading in self.readings for part in reading.allowed)

    def reason(self, domain: Sequence[Days] = ()) -> str:
        """Return it in plain words; with a domain, only the readings that agree with it."""
        kept = [item for item in self.readings if not domain or common(item.allowed, domain)] or list(self.readings)
        told = "; or ".join(item.told for item in kept[:3]) + (f"; or {len(kept) - 3} more" if len(kept) > 3 else "")
        days = merged(part for item in kept for part in item.allowed)
        if not days or len(days) > 3:
            return f"{self.lead_in} {told}."
        return f"{self.lead_in} {told}: that gives {' or '.join(words_of(part) for part in days)}."

    def allows(self, days: Days, tolerance: int = ZONE_DAYS) -> bool:
        """Return whether some day of ``days`` agrees, with a tolerance in days."""
        first, last = days.first - timedelta(days=tolerance), days.last + timedelta(days=tolerance)
        return any(part.first <= last and first <= part.last for part in self.allowed)

    def contradicts(self, days: Days) -> bool:
        """Return whether a claim of these days cannot be true if this is."""
        if self.strength == "weak" or self.allows(days) or (self.covers is not None and self.covers.meet(days) is None):
            return False
        first, last = days.first - timedelta(days=ZONE_DAYS), days.last + timedelta(days=ZONE_DAYS)
        return not any(part.first <= last and first <= part.last for part in self.other_readings)


def words_of(days: Days) -> str:
    """Return an interval in words for a reason: ``16 November 2023``, ``July 2023``, ``18 to 21 July 2023``."""
    first, last = days.first, days.last
    match days.precision:
        case "day":
            return f"{first.day} {_MONTHS[first.month]} {first.year}"
        case "month":
            return f"{_MONTHS[first.month]} {first.year}"
        case "year":
            return str(first.year)
    if last.year > 9000:
        return f"{first.day} {_MONTHS[first.month]} {first.year} or later"
    ending = f"{last.day} {_MONTHS[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {ending}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]} to {ending}"
    return f"{first.day} {_MONTHS[first.month]} {first.year} to {ending}"


_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def merged(parts: Iterable[Days]) -> tuple[Days, ...]:
    """Return intervals in order, those that touch or overlap joined."""
    joined: list[Days] = []
    for part in sorted(parts, key=lambda days: (days.first, days.last)):
        if joined and (part.first - joined[-1].last).days <= 1:
            joined[-1] = joined[-1].span(part)
        else:
            joined.append(part)
    return tuple(joined)


def common(one: Sequence[Days], other: Sequence[Days]) -> tuple[Days, ...]:
    """Return the days that two sets of intervals share."""
    return merged(shared for left in one for right in other if (shared := left.meet(right)) is not None)


def evidence_of(document: Document, start: int, end: int) -> Evidence:
    """Return the evidence for a stretch of a document."""
    return Evidence(document.id, start, end, document.text[start:end])


def lead_of(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the lead: title, standfirst and the first lines of the body."""
    lead: list[tuple[int, int]] = []
    lines = 0
    for role in document.roles:
        if role.role == "body":
            lines += 1
            if lines > LEAD_LINES:
                break
            lead.append((role.start, min(role.end, role.start + LEAD_LENGTH)))
        elif role.role in ("title", "dek"):
            lead.append((role.start, role.end))
    return tuple(lead)


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    borders = [start, *(found.end() for found in _SENTENCE_BREAK.finditer(text, start, end)), end]
    return [(first, last) for first, last in itertools.pairwise(borders) if first < last]


def publication_days(expression: TimeExpression, event: Days, *, lead: bool) -> tuple[Days, ...]:
    """Return the days of publication on which an expression of the page would mean the event's days.

    Args:
        expression: the words, e.g. "last month".
        event: the days of the event they speak of.
        lead: whether they stand in the lead, where a count from an event ("a day after …") is the day's news.

    Returns:
        Intervals in order; none where the words do not bind the day of publication to the event.
    """
    # The same words are told of the same events again and again: where they stand plays no part.
    return _days_that_fit(replace(expression, start=0, end=0), event, lead)


@lru_cache(maxsize=4096)
def _days_that_fit(expression: TimeExpression, event: Days, lead: bool) -> tuple[Days, ...]:
    meaning = expression.meaning
    if meaning.anchor == "event":
        return _after_event(expression, event, lead=lead)
    if meaning.anchor != "document" or meaning.form in ("reference", "quarter", "half", "season"):
        return ()
    if meaning.form == "shift" and meaning.unit == "year" and meaning.amount is not None:
        year = Days.of_year(event.first.year - int(meaning.amount))
        begun = (
            Days(max(event.first, year.first), year.last)
            if meaning.modifier == "start" and not meaning.amount
            else year
        )
        return (begun,)
    if meaning.form == "calendar" and meaning.day is None:
        return _by_month(expression, event)
    if meaning.form == "calendar":
        same = any(
            (day.month, day.day) == (meaning.month, meaning.day)
            for day in (event.first + timedelta(days=offset) for offset in range(min(event.length, 31)))
        )
        return (Days(event.first - timedelta(days=182), event.last + timedelta(days=182)),) if same else ()
    reach = _reach(expression)
    if reach is None:
        return ()
    fitting: list[Days] = []
    for offset in range(-reach, reach + event.length):
        day = event.first + timedelta(days=offset)
        meant = resolve(expression, Days.on(day)).days
        if meant is not None and meant.meet(event) is not None:
            fitting.append(Days.on(day))
    return merged(fitting)


def _after_event(expression: TimeExpression, event: Days, *, lead: bool) -> tuple[Days, ...]:
    told = resolve(expression, None, event=event).days
    if told is None:
        if expression.granularity != "clock":
            return ()
        told = Days(event.first, event.last + timedelta(days=1))
    if lead and expression.meaning.direction == "future":
        return (Days(told.first, told.last + timedelta(days=NEWS_DAYS)),)
    return (Days(told.first, _LAST_DAY),)


def _by_month(expression: TimeExpression, event: Days) -> tuple[Days, ...]:
    fitting: list[Days] = []
    for offset in range(-12, 13):
        months = event.first.year * 12 + event.first.month - 1 + offset
        month = Days.of_month(months // 12, months % 12 + 1)
        meant = resolve(expression, Days.on(month.first + timedelta(days=14))).days
        if meant is not None and meant.meet(event) is not None:
            fitting.append(month)
    return merged(fitting)


def _reach(expression: TimeExpression) -> int | None:
    meaning = expression.meaning
    if meaning.form == "weekday":
        return 14
    amount = abs(int(meaning.amount)) if meaning.amount is not None else None
    if amount is None or amount > 60:
        return None
    width = {"day": 1, "week": 7, "weekend": 7, "month": 31}.get(meaning.unit or "")
    return None if width is None else width * (amount + 2)


def _distance(expression: TimeExpression, match: EventMatch, offset: int) -> int:
    gaps = [
        max(expression.start - (offset + last), offset + first - expression.end, 0) for first, last in match.positions
    ]
    return min(gaps, default=0)


def _told(event: ChronologyEvent) -> str:
    return f"{event.summary} ({words_of(Days(event.first, event.last))}; {event.source.split(', http', 1)[0]})"


@dataclass(frozen=True, slots=True)
class _Pair:
    """An expression and the events it is told of, with others of the same sentence it might be told of."""

    expression: TimeExpression
    chosen: tuple[EventMatch, ...]
    others: tuple[EventMatch, ...]


def _pairs(
    sentence: str, expressions: Sequence[TimeExpression], matches: Sequence[EventMatch], offset: int
) -> list[_Pair]:
    """Give each expression the events named nearest to it."""
    pairs: list[_Pair] = []
    ahead = _AHEAD.search(sentence)
    for expression in expressions:
        if expression.kind not in ("date", "time") or not expression.relative:
            continue
        usable = [match for match in matches if match.event.kind != "forum"]
        if ahead is not None and expression.end <= offset + ahead.start():
            usable = [match for match in usable if all(last <= ahead.start() for _, last in match.positions)]
        if expression.meaning.anchor == "event":
            usable = [match for match in usable if offset + max(last for _, last in match.positions) > expression.end]
        if not usable:
            continue
        best = min((not match.placed, _distance(expression, match, offset)) for match in usable)
        chosen = tuple(match for match in usable if (not match.placed, _distance(expression, match, offset)) == best)
        pairs.append(_Pair(expression, chosen, tuple(match for match in usable if match not in chosen)))
    return pairs


def from_chronology(document: Document, times: Sequence[TimeExpression], chronology: Chronology) -> list[Constraint]:
    """Return what the page's words say of events with known days."""
    text = document.text
    regions = [(role.start, role.end) for role in document.roles if role.role in _TEXT_ROLES]
    lead = lead_of(document)
    bounds = chronology.covers
    covers = Days(bounds[0], bounds[1] + timedelta(days=COVERED_DAYS)) if bounds else None
    found: list[Constraint] = []
    position = 0
    ordered = sorted(times, key=lambda expression: expression.start)
    for region_start, region_end in regions:
        places = chronology.places(text, region_start, region_end)
        if not places:
            continue
        place = 0
        for start, end in _sentences(text, region_start, region_end):
            candidates: set[int] = set()
            # Places and sentences both stand in the order of the text.
            while place < len(places) and places[place][0] < end:
                if places[place][0] >= start:
                    candidates.update(places[place][1])
                place += 1
            if not candidates:
                continue
            while position < len(ordered) and ordered[position].start < start:
                position += 1
            inside = [item for item in ordered[position : position + 40] if item.end <= end]
            in_lead = any(first <= start < last for first, last in lead)
            if not inside and not in_lead:
                continue
            sentence = text[start:end]
            matches = chronology.match(sentence, sorted(candidates))
            if _CALLED_OFF.search(sentence):
                matches = tuple(match for match in matches if _CALLED_OFF.search(match.event.summary))
            if not matches:
                continue
            for pair in _pairs(sentence, inside, matches, start):
                constraint = _constraint(document, pair, (start, end), covers, in_lead=in_lead)
                if constraint is not None:
                    found.append(constraint)
            if in_lead:
                found.extend(_forums(document, sentence, start, matches))
    return found


def _constraint(
    document: Document, pair: _Pair, sentence: tuple[int, int], covers: Days | None, *, in_lead: bool
) -> Constraint | None:
    expression = pair.expression
    if _MONTH_BEFORE.search(document.text[max(0, expression.start - 12) : expression.start]):
        return None  # "in April next year": the year alone is not what is told
    readings: list[Reading] = []
    for match in pair.chosen:
        days = Days(match.event.first, match.event.last)
        if document.kind == "official" and in_lead and _names_day(expression, days):
            allowed: tuple[Days, ...] = (Days(days.first, days.last + timedelta(days=READOUT_DAYS)),)
        else:
            allowed = publication_days(expression, days, lead=in_lead)
        if allowed:
            readings.append(Reading(allowed, _told(match.event)))
    if not readings:
        return None
    counted = expression.meaning.anchor == "event"
    # A year says little, what stands further down may be told of something else, and keywords alone are no names.
    named = all(match.event.families for match in pair.chosen)
    strength: Strength = "strong" if in_lead and expression.granularity != "year" and (named or counted) else "medium"
    if not all(match.placed for match in pair.chosen):
        strength = "weak"
    others = [
        part
        for match in pair.others
        for part in publication_days(expression, Days(match.event.first, match.event.last), lead=in_lead)
    ]
    return Constraint(
        lead_in=f"“{expression.quote}” is told of this:",
        readings=tuple(readings),
        strength=strength,
        basis="chronology",
        evidence=(evidence_of(document, *_trimmed(document.text, *sentence)),),
        is_news=in_lead and counted,
        other_readings=merged(others),
        covers=covers,
    )


def _names_day(expression: TimeExpression, days: Days) -> bool:
    """Whether an expression names the month and day of an event."""
    meaning = expression.meaning
    return meaning.form == "calendar" and any(
        (day.month, day.day) == (meaning.month, meaning.day) for day in (days.first, days.last)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def _forums(document: Document, sentence: str, offset: int, matches: Sequence[EventMatch]) -> list[Constraint]:
    """Return the constraint of a forum at which something of the lead is told to have been said."""
    groups: dict[tuple[str, ...], list[EventMatch]] = {}
    for match in matches:
        if match.event.kind == "forum" and match.positions:
            first = match.positions[0][0]
            if _AT_A_FORUM.search(sentence[max(0, first - 60) : first]):
                groups.setdefault(match.event.keywords[0], []).append(match)
    found: list[Constraint] = []
    for name, held in sorted(groups.items()):
        # Where the place is named too ("the G20 summit in Bali"), only that year's forum is meant.
        placed = [match for match in held if len(match.positions) > len(match.event.keywords)]
        events = [match.event for match in (placed or held)]
        readings = tuple(
            Reading(
                (Days(event.first, event.last + timedelta(days=FORUM_DAYS)),), words_of(Days(event.first, event.last))
            )
            for event in events
        )
        start, end = held[0].positions[0]
        found.append(
            Constraint(
                lead_in=f"Speaks from the {name[0]}, held",
                readings=readings,
                strength="weak",
                basis="chronology",
                evidence=(evidence_of(document, offset + start, offset + end),),
                is_news=True,
            )
        )
    return found


def collected_after(document: Document, chronology: Chronology, day: date) -> tuple[str, Evidence] | None:
    """Return what the lines outside the article say of a later time: when the page was collected, not written.

    Args:
        document: the page.
        chronology: dated public events.
        day: the day the article was published.

    Returns:
        The reason in words and the line, for the latest event at least ``TRACE_DAYS`` later; None where there is none.
    """
    latest: tuple[date, str, Evidence] | None = None
    for role in document.roles:
        if role.role not in _OUTSIDE:
            continue
        numbers = {number for _, found in chronology.places(document.text, role.start, role.end) for number in found}
        for match in chronology.match(document.text[role.start : role.end], sorted(numbers)):
            event = match.event
            telling = len(event.keywords) + len(event.families) >= 2
            if not telling or not match.placed or (event.first - day).days < TRACE_DAYS:
                continue
            if latest is None or event.first > latest[0]:
                reason = (
                    f"A line outside the article speaks of {words_of(Days(event.first, event.last))} "
                    f"({event.summary}): "
                    "the page was collected then or later, which is not when the article was written."
                )
                latest = event.first, reason, evidence_of(document, role.start, role.end)
    return (latest[1], latest[2]) if latest else None


def from_calendar(document: Document, times: Sequence[TimeExpression]) -> list[Constraint]:
    """Return what the calendar says: weekdays that fit a month and day only in some years, and days told as past."""
    found: list[Constraint] = []
    latest: tuple[Days, TimeExpression] | None = None
    readable = [(role.start, role.end) for role in document.roles if role.role in ("body", "dek", "caption")]
    for expression in times:
        meaning = expression.meaning
        if meaning.form != "calendar" or not any(start <= expression.start < end for start, end in readable):
            continue
        if meaning.weekday is not None and meaning.year is None and meaning.day is not None:
            found.extend(_weekday_years(document, expression))
        elif meaning.year is not None and meaning.month is not None and expression.context == "past":
            days = resolve(expression, None).days
            if days is None or days.first.year < OLDEST_PAGE:
                continue
            if latest is None or days.first > latest[0].first:
                latest = (days, expression)
    if latest is not None:
        days, expression = latest
        reading = Reading((Days(days.first, _LAST_DAY),), "so the text is not older")
        proof = (evidence_of(document, expression.start, expression.end),)
        found.append(Constraint(f"“{expression.quote}” is told as past,", (reading,), "medium", "calendar", proof))
        if document.kind == "official" and days.precision == "day" and _opens_a_readout(document, expression):
            reading = Reading((Days(days.first, days.first + timedelta(READOUT_DAYS)),), "and a readout follows soon")
            told = f"“{expression.quote}” is the day of the meeting that the page tells,"
            found.append(Constraint(told, (reading,), "medium", "calendar", proof))
    return found


READOUT_DAYS = 1
"""Days after a meeting by which a government's own readout of it is out; so are those of the tracker that name it."""
_READOUT_BEGINS = 400
"""Code points from where its words begin in which a readout says when its meeting was."""
_MEETING = re.compile(r"(?i)\b(?:met|spoke|held|had a|received|phone call|call|talks|visited|co-chaired|convened)\b")


def _opens_a_readout(document: Document, expression: TimeExpression) -> bool:
    begin = min((role.start for role in document.roles if role.role == "body"), default=0)
    opening = document.text[begin : begin + _READOUT_BEGINS]
    return expression.start < begin + _READOUT_BEGINS and bool(_MEETING.search(opening))


def _weekday_years(document: Document, expression: TimeExpression) -> list[Constraint]:
    meaning = expression.meaning
    fitting: list[Days] = []
    years: list[int] = []
    for year in _CALENDAR_YEARS:
        try:
            day = date(year, meaning.month or 1, meaning.day or 1)
        except ValueError:
            continue
        if day.weekday() == meaning.weekday:
            years.append(year)
            fitting.append(Days(day - timedelta(days=182), day + timedelta(days=182)))
    if not fitting:
        return []
    near = ", ".join(str(year) for year in years if 2010 <= year <= 2030)
    proof = (evidence_of(document, expression.start, expression.end),)
    reading = Reading(merged(fitting), f"in {near}")
    lead_in = f"“{expression.quote}”: the calendar has that weekday on that day"
    return [Constraint(lead_in, (reading,), "medium", "calendar", proof)]
