"""Lines of communication: what the reports of many documents say together of the state of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from onrecord.language.times import Days
from onrecord.matters._agreement import agreement_of, date_key, independent, joined_assertions
from onrecord.records import (
    Channel,
    ChannelLevel,
    ChannelReport,
    ChannelStep,
    DatedBy,
    Document,
    Evidence,
    make_id,
)
from onrecord.reference import Reference


def judge_channels(
    reports: Sequence[ChannelReport], documents: Sequence[Document], families: Mapping[str, str] | None = None
) -> tuple[Channel, ...]:
    """Put together what all reports say of the lines of communication of one pair of states.

    Args:
        reports: all reports of one key.
        documents: their documents.
        families: id of the family of each document; copies are one report.

    Returns:
        The channels with their steps, oldest first, and their parents, which have no state of their own; by name.
    """
    reference = Reference.bundled()
    families = families or {}
    by_channel: dict[tuple[str, str], list[ChannelReport]] = {}
    for report in sorted(reports, key=lambda item: item.id):
        by_channel.setdefault((report.key, report.channel), []).append(report)
    channels: dict[tuple[str, str], Channel] = {}
    known = {each.id: each for each in reference.channels}
    for (key, name), own in sorted(by_channel.items()):
        parties = own[0].parties
        steps = _steps(own, parties, families)
        last = steps[-1]
        used = [step.date.date for step in steps if step.state == "operating" and step.date.date is not None]
        parent = reference.channels.parent_of(name)
        channels[key, name] = Channel(
            id=make_id("chan", key, name),
            name=own[0].name,
            level=cast("ChannelLevel", known[name].level) if name in known else own[0].level,
            parties=parties,
            history=steps,
            agreement=last.agreement,
            parent=make_id("chan", key, name.rpartition("/")[0]) if "/" in name else None,
            as_of=max((_last_day(step.date.date) for step in steps if step.date.date is not None), default=None),
            last_used=max((_last_day(day) for day in used), default=None),
        )
        above = name.rpartition("/")[0]
        if above and (key, above) not in channels and (key, above) not in by_channel:
            channels[key, above] = Channel(
                id=make_id("chan", key, above),
                name=parent.label if parent is not None else above,
                level=cast("ChannelLevel", parent.level) if parent is not None else own[0].level,
                parties=parties,
                history=(),
                agreement="third_party_only",
            )
    return tuple(channels[key] for key in sorted(channels))


def _last_day(date: str) -> str:
    return date.rpartition("/")[2]


def _steps(
    reports: Sequence[ChannelReport], parties: Sequence[str], families: Mapping[str, str]
) -> tuple[ChannelStep, ...]:
    """Reports of one state that no other state parts are one step."""
    ordered = sorted(reports, key=lambda item: (date_key(item.date), item.document, item.evidence[0].start, item.id))
    runs: list[list[ChannelReport]] = []
    for report in ordered:
        same = [run for run in runs if run[0].state == report.state and _same_time(run, report)]
        if same:
            same[-1].append(report)
        else:
            runs.append([report])
    steps = []
    for run in sorted(runs, key=lambda items: (date_key(_date_of(items)), items[0].id)):
        asserted = joined_assertions(item.asserted_by for item in run)
        by = sorted({country for item in run for country in item.by})
        steps.append(
            ChannelStep(
                date=_date_of(run),
                state=run[0].state,
                asserted_by=asserted,
                evidence=_evidence(run, families),
                by=tuple(by) if len(by) < len(parties) else (),
                agreement=agreement_of([item.asserted_by for item in run], parties),
                documents=len({item.document for item in run}),
                independent_reports=independent((item.document for item in run), families),
            )
        )
    return tuple(steps)


_SAME_STEP_DAYS = 21
"""Reports of one state so many days apart, at most, speak of one step; a use (``operating``) only of the same day."""


def _same_time(run: Sequence[ChannelReport], report: ChannelReport) -> bool:
    days = _apart(_date_of(run).date, report.date.date)
    if days is None:
        return True
    return days <= (1 if report.state in {"operating", "scheduled"} else _SAME_STEP_DAYS)


def _apart(a: str | None, b: str | None) -> int | None:
    if a is None or b is None:
        return None
    try:
        first, second = Days.parse(a), Days.parse(b)
    except ValueError:
        return None
    if first.meet(second) is not None:
        return 0
    return min(abs((first.first - second.last).days), abs((second.first - first.last).days))


_BASIS_RANK = {
    "decision": 0, "stated": 1, "relative": 2, "calendar": 3, "chronology": 4, "copy": 5, "published": 6, "unknown": 7
}  # fmt: skip


def _date_of(run: Sequence[ChannelReport]) -> DatedBy:
    """The best founded date, and of these the earliest."""
    return min((item.date for item in run), key=lambda date: (_BASIS_RANK[date.basis], date.date or "9", date.reason))


def _evidence(run: Sequence[ChannelReport], families: Mapping[str, str]) -> tuple[Evidence, ...]:
    seen: set[str] = set()
    found = []
    for item in run:
        family = families.get(item.document, item.document)
        if family not in seen:
            seen.add(family)
            found.append(item.evidence[0])
    return tuple(found)
