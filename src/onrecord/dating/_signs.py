"""What the dates of a page show of themselves: place, words around, rank among the page's dates, and the kind of page.

Each date in a short line becomes one row of numbers (``SIGNS`` names the columns). ``training/dates/own_dates.py``
learns from them how likely a date is the day of publication; nothing here is decided.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.dating._day_mentions import DayMention
from onrecord.records import Document, RoleSpan

Matrix = NDArray[np.float32]

# The nearer to the heading of an article, the smaller the number.
_ROLE_NUMBERS = {
    role: number
    for number, role in enumerate(
        (
            "claimed_date", "byline", "dateline", "title", "dek", "credit", "caption", "furniture", "body", "subhead",
            "navigation", "tags", "promo", "related", "correction", "bio", "comments",
        )
    )
}  # fmt: skip
_NO_LINE = 17
# A line that carries a page's date is short (code points); of a longer one only the beginning is read.
LONGEST_LINE = 180
_BEGINNING = 90
# How far before a date its label ("Published") may stand (code points).
_LABEL_REACH = 45
PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?(?:published|posted|publi[ée]e?|ver[öo]ffentlicht|publicado|pubblicato|erschienen)"
    r"|date|datum|publication date|release date)\b",
    re.I,
)
UPDATED = re.compile(
    r"(?:\b(?:last |date )?|(?<=[a-z]))(?:updated?|modified|edited|revised|reviewed|corrected|aktualisiert"
    r"|mis [àa] jour|actualizado|aggiornato|Updated?|UPDATED?|Modified)(?![a-z])"
)
_UPDATED_ANY = re.compile(UPDATED.pattern, re.I)
NOT_PUBLICATION = re.compile(
    r"\b(?:copyright|©|expires?|valid|event|starts?|ends?|deadline|says|replied|reply"
    r"|offer|redeem|preprints?|premieres?|accessed|retrieved|photo|image|credit|getty|born|since|until|joined|access)\b",
    re.I,
)
# The day on which something went out, or on which a subject is told of on air.
BROADCAST = re.compile(
    r"\b(?:air(?:s|ed|ing)|broadcast|über dieses thema berichtet|im (?:radio|fernsehen)|sendung)\b",
    re.I,
)
_COMMENT = re.compile(r"\b(?:says|said on|wrote|replied|reply|permalink|at \d{1,2}:\d\d ?[ap]m)\b", re.I)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d ?(?:[ap]\.?m\b|uhr|h\b|[A-Z]{2,4}\b)?|\b\d{1,2} ?[ap]\.?m\b", re.I)
BY = re.compile(r"\b(?:[Bb][Yy]\s{0,3}[A-Z]|(?i:author|staff|reporter|correspondent|writer|editor)\b)")
READING_TIME = re.compile(r"\b\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\b", re.I)
_AGE = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|few)\s?(?:sec|second|min|minute|hour|hr|day|week|month|year|[hdwm])s?\sago\b", re.I
)
_COPYRIGHT_YEAR = re.compile(r"(?:©|\(c\)|copyright)[^\n\d]{0,20}((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?", re.I)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Pages that are kept up to date rather than written once: guides, lists of the best, explanations.
_GUIDE = re.compile(
    r"\b(?:best|top|guide|how (?:to|do|does|much|many)|what (?:is|are)|tips|ways|ideas|checklist|review(?:s|ed)?"
    r"|vs\.?|things|examples|cost|benefits|ultimate|complete|beginner|recipe|\d{1,3} [a-z-]+)\b",
    re.I,
)
_NEWS = re.compile(r"\b(?:said|told|says|announced|reported|according)\b", re.I)
_YOU = re.compile(r"\b(?:you|your|we|our|i)\b", re.I)
_READ = 4000
"""So much of the body shows what kind of text it is (code points)."""
_FOOT = 3000
"""So far from the end a page says who holds its copyright (code points)."""
_FAR = 40.0
_BESIDE_A_DATE = " |•·-–—:"

SIGNS = (
    "role", "role before", "role behind", "role two before", "role two behind", "length of line", "rest of line",
    "before in line", "behind in line", "dates in line", "place in line", "label", "label above", "updated in line",
    "published in line", "not publication", "comment", "clock", "by", "reading time", "weekday", "weekday agrees",
    "form", "glued", "alone in line",
    "code points behind title", "lines behind title", "code points before body", "lines before body", "share of page",
    "zone", "dates between", "dates near", "like lines",
    "same day", "first of its day", "days of page", "rank among days", "newest", "oldest", "days before newest",
    "days before next newer", "days behind next older", "dates of page", "nth date", "nth in zone", "in heading",
    "earlier in heading", "later in heading", "labelled published in heading", "labelled updated in heading",
    "age in heading", "body day later", "body year later", "title year", "year of copyright", "guide", "news words",
    "you words", "words of body", "subheads", "listed dates", "oldest comment", "dates in comments",
    "score", "score behind best", "day taken", "another day taken",
)  # fmt: skip
"""The columns of a row of signs."""


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date of a page that may be its own."""

    mention: DayMention
    line: RoleSpan
    label: str
    """``published``, ``updated`` or nothing: what stands just before it."""
    label_above: bool
    """Whether the label stands on the line above."""
    zone: int
    """0 above the title, 1 in it, 2 between title and body, 3 at the beginning of the body, 4 further down."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What is the same for all dates of a page."""

    text: str
    lines: tuple[RoleSpan, ...]
    starts: tuple[int, ...]
    title: tuple[int, int]
    body: int
    title_line: int
    body_line: int


def label_of(text: str, start: int) -> tuple[str, bool]:
    """Return the label nearest before a date, and whether it stands on the line above."""
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - _LABEL_REACH) : start]
    is_above = False
    published = max((found.end() for found in PUBLISHED.finditer(before)), default=-1)
    updated = max((found.end() for found in _UPDATED_ANY.finditer(before)), default=-1)
    if published < 0 and updated < 0:
        # The label may stand on the line above by itself.
        above_start = text.rfind("\n", 0, max(line - 1, 0)) + 1
        above = text[max(above_start, line - 24) : line].strip() if line - above_start <= 24 else ""
        if above and len(above.split()) <= 3 and line and not text[line:start].strip():
            is_above = True
            published = 0 if PUBLISHED.search(above) else -1
            updated = 0 if _UPDATED_ANY.search(above) else -1
    if published < 0 and updated < 0:
        return "", False
    return ("published" if published >= updated else "updated"), is_above


def _page_of(document: Document) -> _Page:
    title = next((role for role in document.roles if role.role == "title"), None)
    after = title.end if title else 0
    bodies = [role for role in document.roles if role.role == "body"]
    body = next((role for role in bodies if role.start >= after), bodies[0] if bodies else None)
    starts = tuple(role.start for role in document.roles)
    where = (title.start, title.end) if title else (-1, -1)
    return _Page(
        document.text,
        document.roles,
        starts,
        where,
        body.start if body else -1,
        bisect_left(starts, where[0]) if title else -1,
        bisect_left(starts, body.start) if body else -1,
    )


def page_dates(document: Document, mentions: Sequence[DayMention]) -> list[PageDate]:
    """Return the dates in short lines, or at the beginning of longer ones: those that may be the page's own."""
    page = _page_of(document)
    found: list[PageDate] = []
    for mention in mentions:
        number = bisect_right(page.starts, mention.start) - 1
        if number < 0 or mention.end > page.lines[number].end or mention.day is None:
            continue
        line = page.lines[number]
        if line.end - line.start > LONGEST_LINE and mention.start - line.start > _BEGINNING:
            continue
        label, is_above = label_of(page.text, mention.start)
        found.append(PageDate(mention, line, label, is_above, _zone(page, mention.start, number)))
    return found


# This far into the body, and this far behind the title, a date may still be of the heading.
_INTO_BODY = 1500
_NEAR_TITLE = 400


def _zone(page: _Page, at: int, line: int) -> int:
    start, end = page.title
    if start >= 0 and start <= at < end:
        return 1
    top = start if start >= 0 else page.body
    if at < top:
        return 0
    if page.body < 0 or at < page.body or 0 <= at - end < _NEAR_TITLE:
        return 2
    return 3 if at < page.body + _INTO_BODY else 4


def _signed_log(value: float) -> float:
    return math.copysign(math.log1p(abs(value)), value)


@dataclass(frozen=True, slots=True)
class _Dates:
    """What the dates of a page are together."""

    dates: tuple[PageDate, ...]
    lines: tuple[int, ...]
    """Number of the line of each."""
    days: tuple[date, ...]
    """The different days, oldest first."""
    counts: Counter[date | None]
    first: dict[date | None, int]
    """The number of the first date of each day."""
    shapes: tuple[tuple[str, str, int], ...]
    like: Counter[tuple[str, str, int]]
    in_line: Counter[int]
    nth_in_zone: tuple[int, ...]
    heading: frozenset[int]
    """Where the dates of the heading begin."""
    heading_days: tuple[date, ...]
    heading_labels: Counter[str]
    listed: int
    """Dates of lists of other stories, navigation and comments."""
    comment_days: tuple[date, ...]
    latest_in_body: date | None
    scores: Sequence[float]
    best: float
    taken: date | None


def _together(
    page: _Page,
    dates: Sequence[PageDate],
    mentions: Sequence[DayMention],
    scores: Sequence[float],
    taken: date | None,
) -> _Dates:
    heading = [item for item in dates if item.zone in (1, 2) or _is_just_above(page, item)]
    shapes = tuple(_shape(item) for item in dates)
    zones: Counter[int] = Counter()
    nth_in_zone = []
    for item in dates:
        nth_in_zone.append(zones[item.zone])
        zones[item.zone] += 1
    in_body = [
        mention.day
        for mention in mentions
        if mention.day is not None
        and (number := bisect_right(page.starts, mention.start) - 1) >= 0
        and page.lines[number].role == "body"
        and mention.start - page.lines[number].start > _BEGINNING
    ]
    return _Dates(
        dates=tuple(dates),
        lines=tuple(bisect_right(page.starts, item.mention.start) - 1 for item in dates),
        days=tuple(sorted({item.mention.day for item in dates if item.mention.day is not None})),
        counts=Counter(item.mention.day for item in dates),
        first={day: number for number, day in reversed(list(enumerate(item.mention.day for item in dates)))},
        shapes=shapes,
        like=Counter(shapes),
        in_line=Counter(item.line.start for item in dates),
        nth_in_zone=tuple(nth_in_zone),
        heading=frozenset(item.mention.start for item in heading),
        heading_days=tuple(sorted({item.mention.day for item in heading if item.mention.day is not None})),
        heading_labels=Counter(item.label for item in heading),
        listed=sum(1 for item in dates if item.line.role in ("related", "navigation", "comments")),
        comment_days=tuple(item.mention.day for item in dates if item.mention.day and _is_of_comment(page, item)),
        latest_in_body=max(in_body, default=None),
        scores=scores,
        best=max(scores, default=0.0),
        taken=taken,
    )


def signs_of(
    document: Document,
    dates: Sequence[PageDate],
    mentions: Sequence[DayMention],
    scores: Sequence[float],
    taken: date | None,
    asked: Sequence[int] | None = None,
) -> Matrix:
    """Return the signs of dates of a page, a row for each that is asked for.

    Args:
        document: the page.
        dates: from ``page_dates``.
        mentions: all full dates of the text.
        scores: how surely each date is the page's own by its place and label.
        taken: the day that place and label say the page was published, None where they leave it open.
        asked: numbers of the dates to be told of, in order; all where it is None.
    """
    numbers = range(len(dates)) if asked is None else asked
    if not numbers:
        return np.zeros((0, len(SIGNS)), dtype=np.float32)
    page = _page_of(document)
    kind = _kind_of_page(document, page)
    every = _together(page, dates, mentions, scores, taken)
    rows = [
        (
            *_signs_of_line(page, every, number),
            *_signs_of_place(page, every, number),
            *_signs_of_rank(every, number),
            *_signs_of_kind(every, kind, dates[number].mention.day or date.min),
            scores[number],
            every.best - scores[number],
            dates[number].mention.day == taken,
            taken is not None and dates[number].mention.day != taken,
        )
        for number in numbers
    ]
    return np.array(rows, dtype=np.float32)


def _signs_of_line(page: _Page, every: _Dates, number: int) -> tuple[float, ...]:
    """The line of a date: its role and its neighbours', how long it is, and the words around the date."""
    item = every.dates[number]
    line, mention, row = item.line, item.mention, every.lines[number]
    before = page.text[line.start : mention.start]
    behind = page.text[mention.end : min(line.end, mention.end + LONGEST_LINE)]
    around = before + page.text[mention.start : mention.end] + behind
    length = line.end - line.start
    same_line = [other for other in every.dates[max(0, number - 6) : number] if other.line.start == line.start]
    weekday = (
        -1 if mention.weekday is None else int(mention.day is not None and mention.weekday == mention.day.weekday())
    )
    return (
        _role(page, row), _role(page, row - 1), _role(page, row + 1), _role(page, row - 2), _role(page, row + 2),
        math.log1p(length), math.log1p(length - (mention.end - mention.start)), math.log1p(len(before)),
        math.log1p(len(behind)), every.in_line[line.start], len(same_line),
        {"published": 2, "": 1, "updated": 0}[item.label], item.label_above, bool(_UPDATED_ANY.search(around)),
        bool(PUBLISHED.search(around)), bool(NOT_PUBLICATION.search(around)), bool(_COMMENT.search(around)),
        bool(CLOCK.search(before + " " + behind)), bool(BY.search(around)), bool(READING_TIME.search(around)),
        mention.weekday is not None, weekday,
        {"month name": 0, "year first": 1, "numbers": 2, "short year": 3}[mention.form],
        bool(before[-1:].isalnum()) + 2 * bool(behind[:1].isalnum()),
        not before.strip(_BESIDE_A_DATE) and not behind.strip(_BESIDE_A_DATE),
    )  # fmt: skip


def _signs_of_place(page: _Page, every: _Dates, number: int) -> tuple[float, ...]:
    """Where a date stands on the page, measured from title and body."""
    item, row = every.dates[number], every.lines[number]
    at, (title_start, title_end) = item.mention.start, page.title
    low, high = min(at, title_end), max(at, title_end)
    has_title, has_body = title_start >= 0, page.body >= 0
    between = sum(1 for other in every.dates if low <= other.mention.start < high)
    near = sum(1 for other in every.lines[max(0, number - 8) : number + 9] if abs(other - row) <= 8) - 1
    return (
        _signed_log(at - title_end) if has_title else -20,
        max(-_FAR, min(_FAR, row - page.title_line)) if has_title else -60,
        _signed_log(page.body - at) if has_body else -20,
        max(-_FAR, min(_FAR, page.body_line - row)) if has_body else -60,
        at / max(len(page.text), 1), item.zone, math.log1p(between), near,
        math.log1p(every.like[every.shapes[number]]),
    )  # fmt: skip


def _signs_of_rank(every: _Dates, number: int) -> tuple[float, ...]:
    """Where a date stands among the dates of its page, in time and in the text."""
    item, days = every.dates[number], every.days
    day = item.mention.day or date.min
    place = bisect_left(days, day)
    newer = (days[place + 1] - day).days if place + 1 < len(days) else -1
    older = (day - days[place - 1]).days if place else -1
    return (
        every.counts[day], every.first[day] == number, len(days), place / max(len(days) - 1, 1),
        place == len(days) - 1, place == 0, math.log1p((days[-1] - day).days),
        math.log1p(newer) if newer >= 0 else -1, math.log1p(older) if older >= 0 else -1,
        math.log1p(len(every.dates)), min(number, 30), min(every.nth_in_zone[number], 20),
        item.mention.start in every.heading, sum(1 for other in every.heading_days if other < day),
        sum(1 for other in every.heading_days if other > day), every.heading_labels["published"],
        every.heading_labels["updated"],
    )  # fmt: skip


def _signs_of_kind(every: _Dates, kind: _Kind, day: date) -> tuple[float, ...]:
    """What kind of page it is, and which of its other dates and years come after the day."""
    later = (every.latest_in_body - day).days if every.latest_in_body else -5000
    oldest_comment = min(every.comment_days, default=None)
    return (
        kind.age_in_heading, _signed_log(later),
        max((year - day.year for year in kind.body_years if year - day.year <= 3), default=-9),
        max((year - day.year for year in kind.title_years), default=-9),
        kind.copyright_year - day.year if kind.copyright_year else -9,
        kind.guide, kind.news, kind.you, kind.words, kind.subheads, every.listed,
        _signed_log((oldest_comment - day).days) if oldest_comment else 9, len(every.comment_days),
    )  # fmt: skip


def _is_just_above(page: _Page, item: PageDate) -> bool:
    return item.zone == 0 and page.title[0] - item.mention.end <= _NEAR_TITLE / 2


def _is_of_comment(page: _Page, item: PageDate) -> bool:
    """Tell whether a date is of a comment: "Ann says November 20, 2023 at 4:36 pm"."""
    if item.line.role == "comments":
        return True
    line = page.text[item.line.start : min(item.line.end, item.line.start + LONGEST_LINE)]
    return item.zone == 4 and _COMMENT.search(line) is not None


def _role(page: _Page, line: int) -> int:
    return _ROLE_NUMBERS[page.lines[line].role] if 0 <= line < len(page.lines) else _NO_LINE


def _shape(item: PageDate) -> tuple[str, str, int]:
    """Return what the lines of a list of dates have in common."""
    rest = item.line.end - item.line.start - (item.mention.end - item.mention.start)
    return item.label, item.mention.form, min(rest // 12, 4)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What kind of page it is."""

    body_years: tuple[int, ...]
    title_years: tuple[int, ...]
    guide: int
    news: float
    you: float
    words: float
    subheads: float
    age_in_heading: bool
    copyright_year: int


def _kind_of_page(document: Document, page: _Page) -> _Kind:
    text = page.text
    parts, size, total, subheads = [], 0, 0, 0
    for role in document.roles:
        if role.role == "body":
            total += role.end - role.start
            if size < _READ:
                parts.append(text[role.start : role.end])
                size += role.end - role.start
        elif role.role == "subhead":
            subheads += 1
    body = "\n".join(parts)[:_READ]
    words = max(body.count(" "), 1)
    title = text[slice(*page.title)] if page.title[0] >= 0 else ""
    end = min(page.body if page.body >= 0 else len(text), page.title[1] + 1500)
    heading = text[max(page.title[0] - 200, 0) : max(end, 0)]
    foot = text[-_FOOT:]
    years = [max(int(found[1]), int(found[2] or 0)) for found in _COPYRIGHT_YEAR.finditer(foot)]
    return _Kind(
        tuple(map(int, _ANY_YEAR.findall(body))),
        tuple(map(int, _ANY_YEAR.findall(title))),
        len(_GUIDE.findall(title)),
        1000 * len(_NEWS.findall(body)) / words,
        1000 * len(_YOU.findall(body)) / words,
        math.log1p(total),
        math.log1p(subheads),
        _AGE.search(heading) is not None,
        max((year for year in years if year <= 2100), default=0),
    )
