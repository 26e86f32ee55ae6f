"""The dates a page claims as its own: in its heading, its mark-up, its address, and beside it in its source.

A page shows many dates: of other stories, of comments, of what it tells. Its own stands in its heading: between title
and body, or just above the title; elsewhere only where the words say so ("Published …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.dating._chance import chances
from onrecord.dating._constraints import evidence_of
from onrecord.dating._day_mentions import DayMention, find_days, weekday_before
from onrecord.dating._signs import (
    BROADCAST,
    BY,
    CLOCK,
    LONGEST_LINE,
    NOT_PUBLICATION,
    READING_TIME,
    Matrix,
    PageDate,
    label_of,
    page_dates,
    signs_of,
)
from onrecord.records import ClaimedDate, Document, RoleSpan

_ADDRESS_DATES = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.#?-]|$)"),
    re.compile(r"/((?:19|20)\d\d)/(\d\d)(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)[/-]([a-z]{3})[/-](\d{1,2})(?:/|$)", re.I),
)
_ADDRESS_MONTHS = (
    re.compile(r"/((?:19|20)\d\d)/(\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)[/-]([a-z]{3})[a-z]{0,6}/", re.I),
)
_OPENS = re.compile(r"\W{0,3}(?:first |originally )?(?:posted|published)\b", re.I)
_MONTH_CODES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
_BAD_ROLES = frozenset({"comments", "related", "correction", "bio", "promo"})
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
# No page has more dates of its own; what goes on is a list (a bound on the work that hostile pages make).
MOST_OWN = 40
# So many different days, each at most so many code points below the last, are a list of other stories.
_LEAST_LISTED, _LIST_STEP = 5, 250
# The score of a date at the beginning of a long line, which the rules do not read.
_NO_SCORE = -100.0
# From this chance on a date is given as the day of publication (training/dates/own_dates.json: on pages of sites that
# were not taught): one that place and label say is the page's own, and one that the page says is of an update. With
# .65 for updates the WCXB pages would be dated exactly on 69 of 100, and 8 of 100 answers would be wrong.
LEAST_CHANCE = 0.5
LEAST_CHANCE_OF_UPDATE = 0.8


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: DayMention
    day: date
    score: float
    label: str
    line: RoleSpan
    place: str


def date_in_address(url: str) -> str | None:
    """Return the day that a web address names, or the month where it names no day; None where it names neither."""
    address = url[:2000]
    for pattern in _ADDRESS_DATES:
        for found in pattern.finditer(address):
            year, month, day = found.groups()
            try:
                return date(int(year), _month_number(month), int(day)).isoformat()
            except ValueError:
                continue
    for pattern in _ADDRESS_MONTHS:
        for found in pattern.finditer(address):
            number = _month_number(found[2])
            if 1 <= number <= 12:
                return f"{found[1]}-{number:02d}"
    return None


def _month_number(month: str) -> int:
    """Return the number of a month in an address, 0 where it is none."""
    if month.isdecimal():
        return int(month)
    code = month[:3].lower()
    return _MONTH_CODES.index(code) + 1 if code in _MONTH_CODES else 0


def is_update(document: Document, claim: ClaimedDate) -> bool:
    """Return whether a claim is of an update rather than of the publication."""
    return any(label_of(document.text, item.start)[0] == "updated" for item in claim.evidence)


def _heading(document: Document) -> tuple[int, int, int]:
    """Return where the title begins and ends, and where the body begins (-1 where unknown)."""
    title = next((role for role in document.roles if role.role == "title"), None)
    after = title.end if title else 0
    bodies = [role for role in document.roles if role.role == "body" and role.start >= after]
    bodies = bodies or [role for role in document.roles if role.role == "body"]
    body = bodies[0].start if bodies else -1
    return (title.start, title.end, body) if title else (-1, -1, body)


def _score(document: Document, item: PageDate, where: tuple[int, int, int]) -> float:
    """Return how surely a date is the page's own, from its place, its label and the line around it."""
    title_start, title_end, body_start = where
    line, mention, label = item.line, item.mention, item.label
    at = mention.start
    around = document.text[line.start : line.end]
    rest = len(around) - (mention.end - mention.start)
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
        is_bare = alone and not label and not CLOCK.search(around)
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
    if NOT_PUBLICATION.search(around):
        score -= 25
    if BROADCAST.search(around):
        score -= 60
    if not label:
        score -= max(rest - 30, 0) / 8
        if rest > SENTENCE and not BY.search(around):
            score -= 60
    return score


def _candidates(document: Document, dates: Sequence[PageDate]) -> list[_Candidate]:
    """Return every full date in the short lines of a page, with its score."""
    where = _heading(document)
    candidates: list[_Candidate] = []
    for item in dates:
        mention, line, label = item.mention, item.line, item.label
        if mention.day is None or (line.end - line.start > LONGEST_LINE and not _opens_line(document, item)):
            continue
        score = _score(document, item, where)
        before = candidates[-1] if candidates and candidates[-1].line is line else None
        if before is not None and not label and not before.label and mention.day < before.day:
            score = before.score + 1
        elif before is not None and label != "published":
            score -= _SECOND_IN_LINE
        place = "above" if mention.start < where[0] else "below"
        candidates.append(_Candidate(mention, mention.day, score, label, line, place))
    return candidates


def _opens_line(document: Document, item: PageDate) -> bool:
    """Tell whether a long line opens with its label and a date: "Posted on … in …, …" with all its sections."""
    before = document.text[item.line.start : item.mention.start]
    return (
        item.label == "published" and not item.label_above and len(before) <= ALONE and _OPENS.match(before) is not None
    )


def _listed(document: Document, every: Sequence[_Candidate]) -> set[int]:
    """Return where the dates of lists of other stories begin: bare days, one to a line, close below each other.

    The first two of a list are left out unless both stand above the title: the page's own day may stand just above
    the others.
    """
    found: set[int] = set()
    run: list[_Candidate] = []
    shape = ""
    for item in (*every, None):
        own_shape = ""
        if item is not None:
            line = document.text[item.line.start : item.line.end]
            rest = len(line) - (item.mention.end - item.mention.start)
            if item.label or rest > ALONE:
                continue
            own_shape = item.mention.form + (" with a time" if CLOCK.search(line) else "")
        if run and (item is None or own_shape != shape or item.mention.start - run[-1].mention.start > _LIST_STEP):
            if len({other.day for other in run}) >= _LEAST_LISTED:
                is_spared = any(other.place != "above" for other in run[:2])
                found |= {other.mention.start for other in run[2 * is_spared :]}
            run = []
        if item is not None:
            run.append(item)
            shape = own_shape
    return found


def _by_rules(document: Document, every: Sequence[_Candidate]) -> tuple[_Candidate, ...]:
    """Return the dates of a page that can be its own by place and label, best first; none where those tell nothing."""
    own = [item for item in every if item.score >= LEAST_SCORE]
    if not own:
        labelled = [item for item in every if item.label == "published" and item.line.role not in _BAD_ROLES]
        if len({item.day for item in every}) <= _FEW_DATES and len({item.day for item in labelled}) == 1:
            return (labelled[0],)
        lone = _lone(document, every)
        return (lone,) if lone is not None else ()
    listed = _listed(document, every)
    own = [item for item in own if item.mention.start not in listed]
    above = {item.line.start for item in own if item.place == "above"}
    if len(above) > 1 and not any(item.place != "above" for item in own):
        # A list of other stories stands above the title.
        own = [item for item in own if item.label == "published"]
        if not own:
            return ()
    own.sort(key=lambda item: (-item.score, item.mention.start))
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
            and item.mention.weekday is None
            and len(around) - (item.mention.end - item.mention.start) <= ALONE
            and not CLOCK.search(around)
            and not NOT_PUBLICATION.search(around)
        )

    above = [item for item in every if item.mention.start < top]
    if above:
        if len({item.day for item in above}) > 1 or not stands_alone(above[0]):
            return None
        line = above[0].line
        reach = ABOVE_TITLE if READING_TIME.search(text, line.start, line.end) else LONE_ABOVE_TITLE
        return above[0] if (title_start if title_start >= 0 else top) - line.start <= reach else None
    below = [item for item in every if item.line.role not in _BAD_ROLES and item.label != "updated"]
    in_lines = [item for item in below if item.line.role in _LONE_ROLES]
    if len({item.day for item in in_lines}) != 1 or not stands_alone(in_lines[0]):
        return None
    return in_lines[0] if in_lines[0].line.role == "claimed_date" else None


def _is_pair(best: _Candidate, second: _Candidate) -> bool:
    """Return whether two dates are the update and the publication of one heading, in the wrong order."""
    unlabelled = not best.label and not second.label and best.place == second.place
    earlier = second.day < best.day
    return unlabelled and earlier and best.score - second.score <= _PAIR


@dataclass(frozen=True, slots=True)
class RankedDates:
    """The dates of a page that may be its own, with their signs."""

    dates: tuple[PageDate, ...]
    signs: Matrix
    """A row for each of the dates."""
    by_rules: tuple[_Candidate, ...]
    """Those that can be its own by place and label, best first."""
    taken: date | None
    """The day that place and label say the page was published; None where they leave it open."""


def ranked_dates(document: Document, *, all_signs: bool = False) -> RankedDates:
    """Return the dates of a page that can be its own by place and label, with their signs.

    Args:
        document: the page.
        all_signs: give all dates of the page that have a line for themselves, with their signs, to learn from.
    """
    mentions = find_days(document.text, document.language)
    dates = page_dates(document, mentions)
    candidates = _candidates(document, dates)
    by_rules = _by_rules(document, candidates)[:MOST_OWN]
    taken = next((item.day for item in by_rules if item.label != "updated"), None)
    known = {item.mention.start: item.score for item in candidates}
    scores = [known.get(item.mention.start, _NO_SCORE) for item in dates]
    own = {item.mention.start for item in by_rules}
    asked = [number for number, item in enumerate(dates) if all_signs or item.mention.start in own]
    signs = signs_of(document, dates, mentions, scores, taken, asked)
    return RankedDates(tuple(dates[number] for number in asked), signs, by_rules, taken)


@dataclass(frozen=True, slots=True)
class OwnClaims:
    """The claimed dates of a document, and how sure the one is that its text states as its own."""

    claims: tuple[ClaimedDate, ...]
    sure: ClaimedDate | None
    """The claim of the text that is sure enough to be the day of publication, be it of an update."""
    chance: float
    """How likely the best date of the text is the day of publication (0 to 1); 0 where the text has none."""
    unsure: tuple[ClaimedDate, ...]
    """Claims of the text that are not sure enough by themselves."""


def own_claims(document: Document) -> OwnClaims:
    """Return the claimed dates of a document, best first: of its heading, its mark-up, its source and its address.

    Dates handed on from the text that stand outside the heading are kept, with a verdict: they are not the page's own.
    """
    ranked = ranked_dates(document)
    own = [item.mention for item in ranked.by_rules]
    chance = 0.0
    is_sure = False
    if own:
        day = ranked.taken or own[0].day
        likely = chances(ranked.signs).tolist()
        chance = max(value for item, value in zip(ranked.dates, likely, strict=True) if item.mention.day == day)
        is_sure = chance >= (LEAST_CHANCE_OF_UPDATE if ranked.taken is None else LEAST_CHANCE)
        first = next(mention for mention in own if mention.day == day)
        own = [first, *(mention for mention in own if mention != first)]
    found = tuple(
        ClaimedDate(mention.day.isoformat(), evidence=(evidence_of(document, mention.start, mention.end),))
        for mention in own
        if mention.day is not None
    )
    sure, unsure = (found[0], ()) if is_sure else (None, found)
    return OwnClaims(_with_others(document, found), sure, chance, unsure)


def claims_of(document: Document) -> tuple[ClaimedDate, ...]:
    """Return the claimed dates of a document: those of its heading, its mark-up, its source and its address.

    Dates handed on from the text that stand outside the heading are kept, with a verdict: they are not the page's own.
    """
    return own_claims(document).claims


def _with_others(document: Document, own: Sequence[ClaimedDate]) -> tuple[ClaimedDate, ...]:
    """Return the page's own claims and what its source, mark-up and address claim, and what was only taken for one."""
    handed = [claim for claim in document.claimed_dates if claim.source != "text"]
    of_text = [claim for claim in document.claimed_dates if claim.source == "text"]
    claims = list(own)
    taken = [(proof.start, proof.end) for claim in claims for proof in claim.evidence]
    for claim in of_text:
        if any(start < proof.end and proof.start < end for proof in claim.evidence for start, end in taken):
            continue
        if claim.date is None or _in_dateline(document, claim) or (not own and _is_of_head(document, claim, of_text)):
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


def _is_of_head(document: Document, claim: ClaimedDate, others: Sequence[ClaimedDate]) -> bool:
    """Tell whether a claim is the only day in lines of their own above the text: a release's own day."""
    body = min((role.start for role in document.roles if role.role == "body"), default=0)
    lines = [role for role in document.roles if role.role == "claimed_date" and role.end <= body]
    above = {
        other.date
        for other in others
        for proof in other.evidence
        if any(line.start <= proof.start < line.end for line in lines)
    }
    return above == {claim.date} and not any(_is_day_of_visit(document, proof.start) for proof in claim.evidence)


def _is_day_of_visit(document: Document, start: int) -> bool:
    """Tell whether a day stands in the frame of the page, where sites print what day it is: far above the title, with
    its weekday and no label."""
    title = next((role.start for role in document.roles if role.role == "title"), -1)
    return (
        title - start > LONE_ABOVE_TITLE
        and weekday_before(document.text, start) is not None
        and not label_of(document.text, start)[0]
    )


_DATELINE_LENGTH = 80  # code points; no dateline is longer

_ELSEWHERE = "Stands outside the heading of the page: the date of another story, a comment or an event."
