"""Commitments: the reports of many documents put together, with a history and who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from onrecord.matters._agreement import agreement_of, date_key, independent, joined_assertions
from onrecord.matters._wordings import STOP_WORDS
from onrecord.records import (
    UNKNOWN_DATE,
    Commitment,
    CommitmentReport,
    CommitmentState,
    CommitmentStep,
    DatedBy,
    Document,
    Evidence,
    Meeting,
    make_id,
)
from onrecord.reference import Reference


def judge_commitments(
    reports: Sequence[CommitmentReport],
    documents: Sequence[Document],
    meetings: Sequence[Meeting] = (),
    families: Mapping[str, str] | None = None,
) -> tuple[Commitment, ...]:
    """Put reports together that are of one commitment, with its history.

    Args:
        reports: all reports of one key.
        documents: their documents.
        meetings: meetings of these parties.
        families: id of the family of each document; copies are one report.

    Returns:
        The commitments, oldest first; the result does not depend on the order of the reports.
    """
    families = families or {}
    groups: list[list[CommitmentReport]] = []
    ordered = sorted(
        reports, key=lambda item: (_late(item), date_key(item.date), item.document, item.evidence[0].start, item.id)
    )
    for report in ordered:
        fitting = [(score, -place) for place, group in enumerate(groups) if (score := _fit(group, report)) > 0]
        if fitting:
            groups[-max(fitting)[1]].append(report)
        else:
            groups.append([report])
    published = {document.id: _published(document) for document in documents}
    found = [_commitment(group, meetings, families, published) for group in groups]
    return tuple(sorted(found, key=lambda item: (date_key(item.history[0].date), item.id)))


def _published(document: Document) -> str:
    return document.published.earliest or document.published.date or "9999"


def _late(report: CommitmentReport) -> bool:
    """First steps and what follows are attached after the undertakings are known."""
    return report.state in {"first_step_reported", "lapsed", "superseded", "disputed"}


_WORD = re.compile(r"[^\W_]+")
_LEAST_SHARED = 0.3
"""Share of the content words of the shorter wording that must stand in a report of the same commitment, where its issue
is narrow."""
_LEAST_SHARED_OF_MANY = 0.4
"""The same of issues on which states undertake many things at once: of 72 pairs of reports that a smaller share, or
likeness to any one report of a commitment, joined, and this parts, 63 are of two commitments; of 24 that it joins 20
are of one."""
_LEAST_WORDS = 2
"""Content words that two wordings must share where no narrow issue ties them: one in common ("keep") is chance."""
_BROAD_ISSUES = frozenset(
    "trade sanctions defense technology visits energy export-controls ukraine north-korea middle-east iran taiwan"
    " nuclear climate public-health humanitarian human-rights terrorism cyber migration".split()
)
"""Issues on which states undertake many things at once."""
_LONG_APART = 366
"""Days between two reports from which on more of the words must be the same."""
_LEAST_SHARED_LATER = 0.75
_LEAST_SHARED_ON_A_PAGE = 0.6
"""The same of two wordings on one page, which seldom says the same twice."""
_MOST_OF_A_GROUP = 0.5
"""Part of the reports of a commitment that a further one must be like: of any one of them it is too often another."""
_EACH_ITS_OWN = frozenset({"do", "refrain"})
"""Kinds that each of two sides undertakes by itself: what one suspends is not what the other suspends."""

_THIN = frozenset(
    "agree agreed countries country sides side cooperation work continue effort efforts united states china chinese"
    " american us billion million trillion percent worth goods products product range year years certain"
    " additional many take part measure measures step steps action actions implement implementation commitment"
    " commitments committed people government provide support supporting ensure help maintain relevant appropriate"
    " respective effective starting starts january february march april may june july august september october november"
    " december".split()
)
"""Words that stand in undertakings of every kind."""
_A_YEAR = re.compile(r"(?:19|20)\d\d")


def _content(report: CommitmentReport) -> frozenset[str]:
    words = [word for word in _WORD.findall(report.text.lower()) if len(word) > 1 or word.isdigit()]
    thin = _THIN | _names_of(report.key.partition("/")[0])
    return frozenset(
        word[:6] for word in words if word not in STOP_WORDS and word not in thin and not _A_YEAR.fullmatch(word)
    )


@lru_cache(maxsize=1024)
def _names_of(parties: str) -> frozenset[str]:
    """The words by which states are named and that tell whose something is, in lower case."""
    countries = Reference.bundled().countries
    found = [countries[code] for code in parties.split("-") if code in countries]
    names = [name for country in found for name in (country.name, *country.other_names, *country.demonyms)]
    return frozenset(word for name in names for word in _WORD.findall(name.lower()))


def _fit(group: Sequence[CommitmentReport], report: CommitmentReport) -> float:
    """How well a report fits those of a commitment; 0 where it is another."""
    if report.key != group[0].key or not any(set(report.obligor) & set(item.obligor) for item in group):
        return 0.0
    alone = [item.obligor for item in group if len(item.obligor) == 1 and item.kind in _EACH_ITS_OWN]
    if len(report.obligor) == 1 and report.kind in _EACH_ITS_OWN and any(one != report.obligor for one in alone):
        return 0.0
    alike = sorted((_likeness(report, item) for item in group), reverse=True)
    best = alike[0]
    least = _LEAST_SHARED_OF_MANY if _is_broad(report.issue) else _LEAST_SHARED
    if best >= least and sum(each >= least for each in alike) >= _MOST_OF_A_GROUP * len(group):
        return 1.0 + best
    if _late(report) and report.issue is not None:
        return 0.5 + best + (0.3 if any(item.obligor == report.obligor for item in group) else 0.0)
    if report.issue is not None and any(item.kind == report.kind == "resume" for item in group):
        return 0.4 + best
    return 0.0


def _is_broad(issue: str | None) -> bool:
    return issue is None or issue in _BROAD_ISSUES


def _likeness(report: CommitmentReport, item: CommitmentReport) -> float:
    """How many of the content words of the shorter of two wordings both share; 0 where that is chance."""
    own, other = _content(report), _content(item)
    shorter = min(len(own), len(other))
    shared = len(own & other) / shorter if shorter else 0.0
    if _is_broad(report.issue) and own != other and len(own & other) < _LEAST_WORDS:
        return 0.0
    if report.document == item.document and not _late(report) and shared < _LEAST_SHARED_ON_A_PAGE:
        return 0.0
    if _denies(report) != _denies(item) and {report.kind, item.kind} != {"refrain"}:
        return 0.0  # "not lower its tariffs" is no "lower tariffs"
    days, other_days = _days_named(report.text), _days_named(item.text)
    if days and other_days and not days & other_days:
        return 0.0  # "the measures taken since April 2" are not those "taken since March 4"
    later = _days_between(report.date, item.date) > _LONG_APART and shared < _LEAST_SHARED_LATER
    return 0.0 if later else shared


_MONTHS = "January February March April May June July August September October November December".split()
_A_DAY = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b|\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b")


def _days_named(text: str) -> frozenset[tuple[str, str]]:
    """The days of the year that words name."""
    return frozenset((month or other, day or number) for month, day, number, other in _A_DAY.findall(text))


def _denies(report: CommitmentReport) -> bool:
    return report.text.lower().startswith(("not ", "never ", "no longer "))


def _days_between(one: DatedBy, other: DatedBy) -> int:
    """Days between two dates by their first days; 0 where one is not known to the year at least."""
    days = []
    for date in (one, other):
        parts = [int(part) for part in (date.date or "").partition("/")[0].split("-") if part.isdigit()]
        if not parts:
            return 0
        year, month, day = (*parts, 7, 1)[:3] if len(parts) == 1 else (*parts, 15)[:3]
        days.append(365 * year + 30 * month + day)
    return abs(days[0] - days[1])


def _commitment(
    group: Sequence[CommitmentReport],
    meetings: Sequence[Meeting],
    families: Mapping[str, str],
    published: Mapping[str, str],
) -> Commitment:
    undertaken = [item for item in group if not _late(item)] or list(group)
    obligor = tuple(sorted({country for item in undertaken for country in item.obligor}))
    beneficiary = tuple(sorted({country for item in undertaken for country in item.beneficiary}))
    first = min(
        undertaken, key=lambda item: (len(item.obligor) < len(obligor), abs(len(item.text.split()) - 8), item.id)
    )
    steps = _steps(group, families)
    parties = sorted(obligor if len(obligor) > 1 and not set(beneficiary) & set(obligor) else {*obligor, *beneficiary})
    if len(parties) < 2:
        parties = group[0].key.partition("/")[0].split("-")
    deadline = next((item.deadline for item in group if item.deadline is not None), None)
    # Named after its earliest report, so that later documents seldom change the id, and what a person decided holds.
    earliest = min(group, key=lambda item: (published.get(item.document, "9999"), item.id))
    return Commitment(
        id=make_id("comm", earliest.key, earliest.id),
        text=first.text,
        obligor=obligor,
        beneficiary=beneficiary,
        issue=group[0].issue,
        kind=first.kind,
        history=steps,
        agreement=agreement_of([item.asserted_by for item in undertaken], parties),
        made_at=_made_at(undertaken, meetings),
        deadline=deadline,
        condition=next((item.condition for item in group if item.condition is not None), None),
        verification=next((item.verification for item in group if item.verification is not None), None),
        elements_missing=_missing(first, obligor, deadline),
        reports=tuple(sorted(item.id for item in group)),
    )


_VAGUE = frozenset("efforts steps measures things cooperation relations differences issues work".split())


def _missing(report: CommitmentReport, obligor: Sequence[str], deadline: DatedBy | None) -> tuple[str, ...]:
    """Of deliverable, target, timeframe and owner: what nobody says."""
    words = [word for word in _WORD.findall(report.text.lower()) if word not in STOP_WORDS]
    missing = []
    if len([word for word in words if word not in _VAGUE]) < 2:
        missing.append("deliverable")
    if not re.search(r"\d|\ball\b|\bhalf\b|\bevery\b|\bhundred|\bthousand|\bmillion|\bbillion", report.text.lower()):
        missing.append("target")
    if deadline is None:
        missing.append("timeframe")
    if not obligor:
        missing.append("owner")
    return tuple(missing)


def _made_at(group: Sequence[CommitmentReport], meetings: Sequence[Meeting]) -> str | None:
    """The meeting on the day of which it was made, of the same parties."""
    sides = {country for item in group for country in (*item.obligor, *item.beneficiary)}
    days = {
        item.date.date
        for item in group
        if item.state in {"agreed_in_principle", "announced"} and item.date.basis != "published"
    }
    fitting = [
        meeting.id
        for meeting in meetings
        if meeting.date.date in days and sides & set(meeting.parties) == set(meeting.parties)
    ]
    return min(fitting) if len(fitting) == 1 else None


_BASIS_RANK = {
    "decision": 0, "stated": 1, "relative": 2, "calendar": 3, "chronology": 4, "copy": 5, "published": 6, "unknown": 7
}  # fmt: skip


def _best_date(run: Sequence[CommitmentReport]) -> DatedBy:
    return min(
        (item.date for item in run), key=lambda date: (_BASIS_RANK[date.basis], date.date or "9", date.reason),
        default=UNKNOWN_DATE,
    )  # fmt: skip


def _steps(group: Sequence[CommitmentReport], families: Mapping[str, str]) -> tuple[CommitmentStep, ...]:
    runs: dict[str, list[CommitmentReport]] = {}
    for item in sorted(group, key=lambda each: (date_key(each.date), each.document, each.evidence[0].start, each.id)):
        runs.setdefault(item.state, []).append(item)
    steps = []
    for run in runs.values():
        seen: set[str] = set()
        evidence: list[Evidence] = []
        for item in run:
            family = families.get(item.document, item.document)
            if family not in seen:
                seen.add(family)
                evidence.append(item.evidence[0])
        steps.append(
            CommitmentStep(
                date=_best_date(run),
                state=run[0].state,
                asserted_by=joined_assertions(item.asserted_by for item in run),
                evidence=tuple(evidence),
                documents=len({item.document for item in run}),
                independent_reports=independent((item.document for item in run), families),
            )
        )
    told_late = [step.date.date for step in steps if step.state in _FOLLOWS and step.date.date is not None]
    return tuple(sorted(steps, key=lambda step: (_order_key(step, min(told_late, default=None)), _ORDER[step.state])))


_FOLLOWS = frozenset({"first_step_reported", "lapsed", "superseded"})


def _order_key(step: CommitmentStep, first_follow: str | None) -> str:
    """The day of a step; an undertaking of which only the page's own day is known stands before what follows it."""
    own = date_key(step.date)
    if first_follow is not None and step.state not in _FOLLOWS and step.date.basis in {"published", "unknown"}:
        return min(own, first_follow)
    return own


_ORDER: Mapping[CommitmentState, int] = {
    "proposed": 0, "agreed_in_principle": 1, "announced": 2, "refused": 3, "first_step_reported": 4, "disputed": 5,
    "lapsed": 6, "superseded": 7, "kept": 8, "broken": 9,
}  # fmt: skip
