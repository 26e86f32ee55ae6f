"""The date of one page from its own words, the calendar and the chronology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from onrecord.dating._claims import OwnClaims, is_update, own_claims
from onrecord.dating._constraints import (
    NEWS_DAYS,
    Constraint,
    collected_after,
    common,
    evidence_of,
    from_calendar,
    from_chronology,
    lead_of,
    words_of,
)
from onrecord.language.times import Days, TimeExpression, resolve
from onrecord.records import UNJUDGED, ClaimedDate, DateBasis, Document, Evidence, Published
from onrecord.reference._chronology import Chronology

# Beyond this a judged interval says too little to be called a date range (days).
WIDEST_RANGE = 366
# A weekday in the lead places the day only where the rest is known this well (days).
WEEKDAY_RANGE = 45
# Two claims this far apart cannot both be the page's own date (days); nearer ones are "published" and "updated".
CLAIMS_APART = 30
_SOURCE_ORDER = {"text": 0, "markup": 1, "source": 2, "address": 3}
_SOURCE_WORDS = {
    "text": "the page says so", "markup": "the page's mark-up says so", "source": "its source says so",
    "address": "its address says so",
}  # fmt: skip
# What computers write when they know no date.
_ZERO_DATES = frozenset({"1970-01-01", "1969-12-31", "1900-01-01", "0001-01-01"})


class HasChronology(Protocol):
    """What dating needs of the reference: dated public events."""

    @property
    def chronology(self) -> Chronology:
        """Dated public events."""
        ...


@dataclass(frozen=True, slots=True)
class _Judged:
    claim: ClaimedDate
    days: Days | None
    support: tuple[Constraint, ...] = ()


def _days_of(claim: ClaimedDate) -> Days | None:
    if not claim.date:
        return None
    try:
        return Days.parse(claim.date[:10])
    except ValueError:
        return None


def _judge_claim(claim: ClaimedDate, constraints: Sequence[Constraint]) -> _Judged:
    days = _days_of(claim)
    if claim.accepted is False:
        return _Judged(claim, None)
    if days is None:
        return _Judged(replace(claim, accepted=False, reason="No date could be read from it."), None)
    if days.iso() in _ZERO_DATES:
        return _Judged(
            replace(claim, accepted=False, reason="This is what computers write when they know no date."), days
        )
    against = [item for item in constraints if item.contradicts(days)]
    strong = [item for item in against if item.strength == "strong"]
    # Two doubts count as two only if they are of different things: the same event told twice is one.
    doubts = {(item.basis, *(reading.told for reading in item.readings)) for item in against}
    # A claim that the text bears out closely elsewhere is not given up for one misread sentence.
    borne_out = any(item.strength != "weak" and item.allows(days) and _is_close(item) for item in constraints)
    if (strong and not borne_out) or len(doubts) >= 2:
        told = " ".join(item.reason() for item in (strong or against)[:3])
        return _Judged(
            replace(claim, accepted=False, reason=f"Claims {words_of(days)}, but the text contradicts it. {told}"), days
        )
    support = tuple(item for item in constraints if item.allows(days) and _is_narrow(item))
    if support:
        reason = f"Believed: {_SOURCE_WORDS[claim.source]}, and the text agrees. {support[0].reason([days])}"
    else:
        reason = f"Believed: {_SOURCE_WORDS[claim.source]}, and nothing in the text contradicts it."
    if against:
        reason += f" One doubt, too weak alone: {against[0].reason()}"
    return _Judged(replace(claim, accepted=True, reason=reason), days, support)


def _is_close(constraint: Constraint) -> bool:
    return sum(part.length for part in constraint.allowed) <= NEWS_DAYS + 1


def _is_narrow(constraint: Constraint) -> bool:
    return sum(part.length for part in constraint.allowed) <= WIDEST_RANGE


def _settle_claims(
    document: Document, judged: Sequence[_Judged], stated: OwnClaims
) -> tuple[tuple[ClaimedDate, ...], _Judged | None]:
    """Choose the believed claim that dates the page, and reject believed ones that differ too much from it."""
    believed = [item for item in judged if item.claim.accepted and item.days is not None]
    if not believed:
        return tuple(item.claim for item in judged), None

    def preference(pair: tuple[int, _Judged]) -> tuple[int, int, int, int, int]:
        place, item = pair
        # The claims of the text come best founded first, so their place decides among equals.
        is_doubtful = is_update(document, item.claim) or _is_among(item.claim, stated.unsure)
        is_only_a_month = item.days is None or item.days.precision != "day"
        return int(is_doubtful), int(is_only_a_month), -len(item.support), _SOURCE_ORDER[item.claim.source], place

    _, chosen = min(enumerate(believed), key=preference)
    assert chosen.days is not None
    claims: list[ClaimedDate] = []
    for item in judged:
        claim = item.claim
        if item is not chosen and claim.accepted and item.days is not None:
            apart = 0 if item.days.meet(chosen.days) else abs((item.days.first - chosen.days.first).days)
            if apart >= CLAIMS_APART and not is_update(document, claim):
                better = f"{words_of(chosen.days)}, which is better founded: {chosen.claim.reason}"
                reason = f"Differs by {apart} days from {better}"
                claim = replace(claim, accepted=False, reason=reason)
        claims.append(claim)
    return tuple(claims), chosen


def _solve(document: Document, constraints: Sequence[Constraint], times: Sequence[TimeExpression]) -> Published:
    """Date a page that has no believed claim; unknown where its words do not suffice."""
    order = {"strong": 0, "medium": 1, "weak": 2}
    domain: tuple[Days, ...] | None = None
    used: list[Constraint] = []
    for item in sorted(
        constraints, key=lambda item: (order[item.strength], item.evidence[0].start if item.evidence else 0)
    ):
        if domain is None and item.strength == "weak":
            continue
        narrowed = item.allowed if domain is None else common(domain, item.allowed)
        if narrowed:
            if narrowed != domain or len(used) < 3:
                used.append(item)
            domain = narrowed
    if domain is None or not used:
        return replace(UNJUDGED, reasons=("Nothing on the page says when it was published.",))
    bounds = Days(domain[0].first, domain[-1].last)
    reasons = [item.reason(domain) for item in used]
    evidence = tuple(dict.fromkeys(proof for item in used for proof in item.evidence))
    basis: DateBasis = used[0].basis
    if bounds.length > WIDEST_RANGE:
        earliest = bounds.first.isoformat() if bounds.first.year > 1 else None
        latest = bounds.last.isoformat() if bounds.last.year < 9000 else None
        return Published(
            None, "unknown", earliest, latest, basis, evidence, (*reasons, "That is too wide to be a date.")
        )
    told_from = _news_begins(used, domain)
    if bounds.length <= WEEKDAY_RANGE:
        placed = _by_weekday(document, times, domain, told_from)
        if placed is not None:
            day, latest_day, reason, proof = placed
            return Published(
                day.isoformat(),
                "day",
                day.isoformat(),
                latest_day.isoformat(),
                basis,
                (*evidence, proof),
                (*reasons, reason),
            )
    if told_from is not None and bounds.first == told_from and bounds.length <= NEWS_DAYS + 1:
        reason = f"News told so is of that day: {words_of(Days.on(told_from))}."
        return Published(
            told_from.isoformat(),
            "day",
            bounds.first.isoformat(),
            bounds.last.isoformat(),
            basis,
            evidence,
            (*reasons, reason),
        )
    stated = bounds.iso() if bounds.precision in ("day", "month") else None
    precision = bounds.precision if stated else "range"
    reasons.append(f"Together: {words_of(bounds)}.")
    return Published(
        stated, precision, bounds.first.isoformat(), bounds.last.isoformat(), basis, evidence, tuple(reasons)
    )


def _news_begins(used: Sequence[Constraint], domain: Sequence[Days]) -> date | None:
    """Return the day before which the news of the text cannot have happened, where that is clear."""
    begins: list[date] = []
    for item in used:
        fitting = {part.first for part in item.allowed if item.is_news and common([part], domain)}
        if len(fitting) == 1:
            begins.extend(fitting)
    return max(begins, default=None)


def _by_weekday(
    document: Document, times: Sequence[TimeExpression], domain: Sequence[Days], told_from: date | None
) -> tuple[date, date, str, Evidence] | None:
    """Place the page by the first weekday of its lead that tells its news as past."""
    lead = lead_of(document)
    for expression in times:
        if (
            expression.meaning.form != "weekday"
            or expression.context == "future"
            or expression.meaning.direction != "open"
        ):
            continue
        if not any(first <= expression.start < last for first, last in lead):
            continue
        fitting: list[tuple[date, date]] = []
        for part in domain:
            for offset in range(part.length):
                day = part.first + timedelta(days=offset)
                told = resolve(expression, Days.on(day)).days
                if told is not None and (told_from is None or told.first >= told_from):
                    fitting.append((told.first, day))
        news_days = sorted({told for told, _ in fitting})
        # Two weeks fit: the weekday cannot choose between them, unless the news must be of the forum's own days.
        if not news_days or (len(news_days) > 1 and told_from is None):
            return None
        day = news_days[0]
        latest = max(published for told, published in fitting if told == day)
        proof = evidence_of(document, expression.start, expression.end)
        reason = (
            f"“{expression.quote}” in the lead is {words_of(Days.on(day))}; news told by weekday is published "
            "that day or soon after."
        )
        return day, latest, reason, proof
    return None


def date_alone(document: Document, times: Sequence[TimeExpression], reference: HasChronology) -> Document:
    """Judge the claimed dates of a page and set when it was published, from the page, the calendar and the chronology.

    Args:
        document: a page with the roles of its lines; ``published`` is overwritten.
        times: the time expressions of its text, from ``onrecord.language.times.find_times``.
        reference: what holds the chronology.

    Returns:
        The document with ``published`` and ``claimed_dates`` judged, each with reasons in words and evidence. A page
        without evidence stays unknown; the day of reading and file dates play no part.
    """
    constraints = [*from_chronology(document, times, reference.chronology), *from_calendar(document, times)]
    stated = own_claims(document)
    judged = [_judge_claim(claim, constraints) for claim in stated.claims]
    claims, chosen = _settle_claims(document, judged, stated)
    if chosen is not None and chosen.days is not None:
        published = _published_by_claim(chosen, chosen.days)
        if is_update(document, chosen.claim):
            if stated.sure is not None and _is_among(chosen.claim, [stated.sure]):
                published = replace(published, reasons=(*published.reasons, _update_reason(stated.chance)))
            else:
                published = _published_before(chosen, chosen.days, _solve(document, constraints, times))
        elif _is_among(chosen.claim, stated.unsure) and not chosen.support:
            published = _published_unsurely(chosen, chosen.days, stated.chance, _solve(document, constraints, times))
        return replace(document, claimed_dates=claims, published=published)
    published = _solve(document, constraints, times)
    if published.date is not None and published.latest is not None and any(claim.accepted is False for claim in claims):
        trace = collected_after(document, reference.chronology, Days.parse(published.latest).last)
        if trace is not None:
            reasons = (*published.reasons, trace[0])
            published = replace(published, reasons=reasons, evidence=(*published.evidence, trace[1]))
    rejected = tuple(f"Rejected claim: {claim.reason}" for claim in claims if claim.accepted is False)
    return replace(
        document, claimed_dates=claims, published=replace(published, reasons=(*published.reasons, *rejected))
    )


def _is_among(claim: ClaimedDate, claims: Sequence[ClaimedDate]) -> bool:
    """Return whether a claim, judged or not, is one of those."""
    return any(
        (claim.source, claim.date, claim.evidence) == (other.source, other.date, other.evidence) for other in claims
    )


def _update_reason(chance: float) -> str:
    return (
        "The page says only when it was updated; of pages that show it like this one, "
        f"{round(100 * chance)} of 100 were first published that very day."
    )


def _published_unsurely(chosen: _Judged, days: Days, chance: float, solved: Published) -> Published:
    """Leave a page undated whose only date is seldom a page's own, unless its words date it."""
    reason = (
        f"The page shows {words_of(days)}, but where a date stands like this one it is the day of publication on only "
        f"{round(100 * chance)} of 100 pages."
    )
    return replace(solved, evidence=(*solved.evidence, *chosen.claim.evidence), reasons=(*solved.reasons, reason))


def _published_before(chosen: _Judged, days: Days, solved: Published) -> Published:
    """Date a page that only says when it was updated: by its words, else as not later than that."""
    if solved.date is not None:
        return solved
    reason = f"The page says only when it was updated, {words_of(days)}; it was first published then or before."
    return Published(
        None,
        "unknown",
        solved.earliest,
        days.last.isoformat(),
        "stated",
        (*chosen.claim.evidence, *solved.evidence),
        (reason, *solved.reasons),
    )


def _published_by_claim(chosen: _Judged, days: Days) -> Published:
    reasons = [chosen.claim.reason, *(item.reason([days]) for item in chosen.support[1:3])]
    evidence = tuple(
        dict.fromkeys((*chosen.claim.evidence, *(proof for item in chosen.support[:3] for proof in item.evidence)))
    )
    return Published(
        days.iso(), days.precision, days.first.isoformat(), days.last.isoformat(), "stated", evidence, tuple(reasons)
    )
