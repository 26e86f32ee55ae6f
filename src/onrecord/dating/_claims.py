"""The dates a page claims as its own: in its heading, its mark-up, its address, and beside it in its source.

A page shows many dates: of other stories, of comments, of what it tells. Its own stands in its heading: between title
and body, or just above the title; elsewhere only where the words say so ("Published …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from onrecord.dating._constraints import evidence_of
from onrecord.language.times import Days, TimeExpression, find_times, resolve
from onrecord.records import ClaimedDate, Document, RoleSpan

_ADDRESS_DATES = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)-([a-z]{3})-(\d{1,2})/", re.I),
)
_MONTH_CODES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?(?:published|posted)|date|publication date|release date)\b",
    re.I,
)
_UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised|reviewed|corrected)(?![a-z])", re.I)
_NOT_PUBLICATION = re.compile(
    r"\b(?:copyright|©|expires?|valid|event|starts?|ends?|deadline|says|replied|reply"
    r"|accessed|retrieved|photo|image|credit|getty|born|since|until|joined|access)\b",
    re.I,
)
_DATED_ROLES = frozenset({"claimed_date", "byline", "dateline"})
# Below this score a date is not taken for the page's own.
LEAST_SCORE = 45.0
# Dates this much weaker than the best still belong to the same heading ("published" beside "updated").
_SAME_HEADING = 40.0
# A page with more different dates than this is a list, and a single date without a place says nothing.
_FEW_DATES = 3
# Two dates of a heading that differ no more than this in score are a publication and its update.
_PAIR = 10.0
# Of two dates in one line the earlier is the publication, unless the words say otherwise.
_SECOND_IN_LINE = 20.0
_BAD_ROLES = frozenset({"comments", "related", "correction", "bio"})
# The heading begins at most this far above the title and ends this far into the body (code points).
ABOVE_TITLE = 700
INTO_BODY = 1500
# Within this many code points behind the title a date counts as of the heading, even if the body has begun.
NEAR_TITLE = 400
# A line with more than this beside the date is a sentence, unless it names an author (code points).
SENTENCE = 60
# A date stands alone in its line if the rest of the line is no longer than this (code points).
ALONE = 30
# The only date above a title is the page's own up to this far (code points); further up it may be the day of the visit.
LONE_ABOVE_TITLE = 200
_LONE_ROLES = frozenset({"claimed_date", "navigation"})
_READING_TIME = re.compile(r"\b\d{1,3}\s?(?:-\s?)?min(?:ute)?s?\b", re.I)
# A line that carries a page's date is short: the date, the author, a label.
LONGEST_LINE = 180
# How far before a date its label ("Published") may stand (code points).
_LABEL_REACH = 45


@dataclass(frozen=True, slots=True)
class _Candidate:
    expression: TimeExpression
    days: Days
    score: float
    label: str
    line: RoleSpan
    place: str


def date_in_address(url: str) -> str | None:
    """Return the day that a web address names, None where it names none."""
    for pattern in _ADDRESS_DATES:
        found = pattern.search(url[:2000])
        if not found:
            continue
        year, month, day = found.groups()
        if month.isdigit():
            number = int(month)
        elif month.lower() in _MONTH_CODES:
            number = _MONTH_CODES.index(month.lower()) + 1
        else:
            continue
        try:
            return date(int(year), number, int(day)).isoformat()
        except ValueError:
            continue
    return None


def is_update(document: Document, claim: ClaimedDate) -> bool:
    """Return whether a claim is of an update rather than of the publication."""
    return any(_label(document.text, item.start) == "updated" for item in claim.evidence)


def _label(text: str, start: int) -> str:
    """Return which label stands nearest before a date in its line: ``published``, ``updated`` or none."""
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - _LABEL_REACH) : start]
    published = max((found.end() for found in _PUBLISHED.finditer(before)), default=-1)
    updated = max((found.end() for found in _UPDATED.finditer(before)), default=-1)
    if published < 0 and updated < 0:
        # The label may stand on the line above by itself.
        above_start = text.rfind("\n", 0, max(line - 1, 0)) + 1
        above = text[max(above_start, line - 24) : line].strip() if line - above_start <= 24 else ""
        if above and len(above.split()) <= 3 and line and not text[line:start].strip():
            published = 0 if _PUBLISHED.search(above) else -1
            updated = 0 if _UPDATED.search(above) else -1
    if published < 0 and updated < 0:
        return ""
    return "published" if published >= updated else "updated"


def _heading(document: Document) -> tuple[int, int, int]:
    """Return where the title begins and ends, and where the body begins (-1 where unknown)."""
    title = next((role for role in document.roles if role.role == "title"), None)
    after = title.end if title else 0
    bodies = [role for role in document.roles if role.role == "body" and role.start >= after]
    bodies = bodies or [role for role in document.roles if role.role == "body"]
    body = bodies[0].start if bodies else -1
    return (title.start, title.end, body) if title else (-1, -1, body)


def _score(document: Document, line: RoleSpan, expression: TimeExpression, where: tuple[int, int, int]) -> float:
    """Return how surely a date is the page's own, from its place, its label and the line around it."""
    title_start, title_end, body_start = where
    at = expression.start
    label = _label(document.text, at)
    around = document.text[line.start : line.end]
    rest = len(around) - len(expression.quote)
    alone = rest <= ALONE
    top = title_start if title_start >= 0 else body_start
    after_title = at - title_end
    if title_start >= 0 and after_title >= 0 and (body_start < 0 or at < max(body_start, title_end + NEAR_TITLE)):
        score = 100.0 - min(after_title, 3000) / 60
        if line.role == "body" and not label:
            score -= 60
    elif title_start <= at < title_end:
        score = 75.0
    elif 0 <= top - ABOVE_TITLE <= at < top or (at < top < ABOVE_TITLE):
        # A bare date high above the title is the day of the visit, or belongs to another story.
        is_bare = alone and not label and not _CLOCK.search(around)
        score = 80.0 - (top - at) / (2 if is_bare else 15)
    elif 0 <= body_start <= at < body_start + INTO_BODY and (alone or label):
        score = 60.0
    elif line.role == "claimed_date" and alone and at < body_start:
        score = 40.0
    else:
        score = 0.0
    if label == "published":
        score += 35
    elif label == "updated":
        score += 10
    if line.role in _DATED_ROLES:
        score += 15
    if line.role in _BAD_ROLES:
        # Line models take a byline with its "Posted:" for a related headline now and then.
        in_heading = label == "published" and line.role == "related" and title_end < at < body_start + INTO_BODY
        score -= 30 if in_heading else 80
    if _NOT_PUBLICATION.search(around):
        score -= 25
    if not label:
        score -= max(rest - 30, 0) / 8
        if rest > SENTENCE and not _BY.search(around):
            score -= 60
    return score


def _day_first(expressions: Sequence[TimeExpression]) -> bool | None:
    """Tell from the unambiguous numeric dates of a page whether the day stands first; None where none tells."""
    votes: list[bool] = []
    for item in expressions:
        if item.rule == "numeric date" and not item.meaning.ambiguous and item.meaning.day != item.meaning.month:
            votes.append(int(item.quote[:2].strip("./-")) > 12)
    return votes[0] if votes and len(set(votes)) == 1 else None


def _days_of_expression(expression: TimeExpression, day_first: bool | None) -> Days | None:
    meaning = expression.meaning
    if meaning.form != "calendar" or meaning.year is None or meaning.day is None or meaning.last_day is not None:
        return None
    if meaning.ambiguous:
        if day_first is None:
            return None
        if day_first:
            meaning = replace(meaning, day=meaning.month, month=meaning.day, ambiguous=False)
            expression = replace(expression, meaning=meaning)
    return resolve(expression, None).days


def _candidates(document: Document) -> list[_Candidate]:
    """Return every full date in the short lines of a page, with its score."""
    where = _heading(document)
    text = document.text
    lines = [
        role
        for role in document.roles
        if role.end - role.start <= LONGEST_LINE and _YEAR_LIKE.search(text, role.start, role.end)
    ]
    found = [(line, expression) for line in lines for expression in dates_in(document.text, line)]
    day_first = _day_first([expression for _, expression in found])
    candidates: list[_Candidate] = []
    for line, expression in found:
        days = _days_of_expression(expression, day_first)
        if days is None:
            continue
        label = _label(document.text, expression.start)
        score = _score(document, line, expression, where)
        before = candidates[-1] if candidates and candidates[-1].line is line else None
        if before is not None and not label and not before.label and days.first < before.days.first:
            score = before.score + 1
        elif before is not None and label != "published":
            score -= _SECOND_IN_LINE
        place = "above" if expression.start < where[0] else "below"
        candidates.append(_Candidate(expression, days, score, label, line, place))
    return candidates


# What every full date has: most lines of a page have none, and are not read.
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_BY = re.compile(r"\b(?:[Bb][Yy]\s{0,3}[A-Z]|(?i:author|staff|reporter|correspondent|writer|editor)\b)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS_IN_CAPITALS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_GLUED = re.compile(
    rf"(?<=(?:19|20)\d\d)(?=[A-Z][a-z]|\d{{1,2}}(?::\d\d|\s?[Mm]in))|(?<=,\s(?:19|20)\d\d)(?=\d)|(?<=[a-z.,!?0-9])(?=(?:{_MONTHS}|{_MONTHS_IN_CAPITALS})[A-Za-z]{{0,6}}\.?\s\d)"
)


def dates_in(text: str, line: RoleSpan) -> list[TimeExpression]:
    """Find the dates of a line, also where flattening glued one to the word before."""
    borders = [line.start, *(found.start() for found in _GLUED.finditer(text, line.start, line.end)), line.end]
    return [
        expression
        for start, end in pairwise(borders)
        for expression in find_times(text[start:end], [(0, end - start)])
        if expression.meaning.form == "calendar"
        for expression in [replace(expression, start=expression.start + start, end=expression.end + start)]
    ]


def own_dates(document: Document) -> tuple[_Candidate, ...]:
    """Return the dates of a page that can be its own, best first; none where that cannot be told."""
    every = _candidates(document)
    own = [item for item in every if item.score >= LEAST_SCORE]
    if not own:
        labelled = [item for item in every if item.label == "published" and item.line.role not in _BAD_ROLES]
        if len({item.days.first for item in every}) <= _FEW_DATES and len({item.days.first for item in labelled}) == 1:
            return (labelled[0],)
        lone = _lone(document, every)
        return (lone,) if lone is not None else ()
    above = {item.line.start for item in own if item.place == "above"}
    if len(above) > 1 and not any(item.place != "above" for item in own):
        # A list of other stories stands above the title.
        own = [item for item in own if item.label == "published"]
        if not own:
            return ()
    own.sort(key=lambda item: (-item.score, item.expression.start))
    if len(own) > 1 and _is_pair(own[0], own[1]):
        own[0], own[1] = own[1], own[0]
    # An update may be labelled loudly and the publication not at all, so each is measured by its like.
    best = next((item.score for item in own if item.label != "updated"), 0.0)
    return tuple(item for item in own if item.label == "updated" or item.score >= best - _SAME_HEADING)


def _lone(document: Document, every: Sequence[_Candidate]) -> _Candidate | None:
    """Return the only date that stands by itself near above the heading, or on the whole page.

    Chosen on the read half of the development pages, where it was right on 11 of 11 (see benchmarks/dating.py). The day
    of the visit stands further up or names its weekday; a comment's date has a clock time.
    """
    title_start, _, body_start = _heading(document)
    top = max(title_start, body_start)
    text = document.text

    def stands_alone(item: _Candidate) -> bool:
        around = text[item.line.start : item.line.end]
        return (
            item.line.role in _LONE_ROLES
            and item.label != "updated"
            and item.expression.meaning.weekday is None
            and len(around) - len(item.expression.quote) <= ALONE
            and not _CLOCK.search(around)
            and not _NOT_PUBLICATION.search(around)
        )

    above = [item for item in every if item.expression.start < top]
    if above:
        if len({item.days.first for item in above}) > 1 or not stands_alone(above[0]):
            return None
        line = above[0].line
        reach = ABOVE_TITLE if _READING_TIME.search(text, line.start, line.end) else LONE_ABOVE_TITLE
        return above[0] if (title_start if title_start >= 0 else top) - line.start <= reach else None
    below = [item for item in every if item.line.role not in _BAD_ROLES and item.label != "updated"]
    in_lines = [item for item in below if item.line.role in _LONE_ROLES]
    if len({item.days.first for item in in_lines}) != 1 or not stands_alone(in_lines[0]):
        return None
    return in_lines[0] if in_lines[0].line.role == "claimed_date" else None


def _is_pair(best: _Candidate, second: _Candidate) -> bool:
    """Return whether two dates are the update and the publication of one heading, in the wrong order."""
    unlabelled = not best.label and not second.label and best.place == second.place
    earlier = second.days.first < best.days.first
    return unlabelled and earlier and best.score - second.score <= _PAIR


def claims_of(document: Document) -> tuple[ClaimedDate, ...]:
    """Return the claimed dates of a document: those of its heading, its mark-up, its source and its address.

    Dates handed on from the text that stand outside the heading are kept, with a verdict: they are not the page's own.
    """
    handed = [claim for claim in document.claimed_dates if claim.source != "text"]
    of_text = [claim for claim in document.claimed_dates if claim.source == "text"]
    claims: list[ClaimedDate] = []
    for item in own_dates(document):
        proof = (evidence_of(document, item.expression.start, item.expression.end),)
        claims.append(ClaimedDate(item.days.iso(), evidence=proof, source="text"))
    taken = [(proof.start, proof.end) for claim in claims for proof in claim.evidence]
    for claim in of_text:
        if any(start < proof.end and proof.start < end for proof in claim.evidence for start, end in taken):
            continue
        if claim.date is None or _in_dateline(document, claim):
            claims.append(claim)
        else:
            claims.append(replace(claim, accepted=False, reason=_ELSEWHERE))
    claims.extend(handed)
    if document.url and all(claim.source != "address" for claim in claims):
        stated = date_in_address(document.url)
        if stated:
            claims.append(ClaimedDate(stated, source="address"))
    return tuple(claims)


def _in_dateline(document: Document, claim: ClaimedDate) -> bool:
    """Tell whether a claim stands in the dateline, where agencies state the day: ``GENEVA, May 15, 2024 (…) -``."""
    head = next((role for role in document.roles if role.role in ("dateline", "body")), None)
    return head is not None and any(
        head.start <= proof.start and proof.end <= min(head.end, head.start + _DATELINE_LENGTH)
        for proof in claim.evidence
    )


_DATELINE_LENGTH = 80  # code points; no dateline is longer

_ELSEWHERE = "Stands outside the heading of the page: the date of another story, a comment or an event."
