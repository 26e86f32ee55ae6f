"""What one document says of where sides stand: the words of each position, on which issue, and who lends it to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from onrecord.language.times import published_days, published_evidence
from onrecord.matters._own_voice import OwnWords, own_words
from onrecord.matters._passages import government_of, side_of
from onrecord.matters._stated_words import stated_words
from onrecord.matters._voices import state_run
from onrecord.records import UNKNOWN_DATE, Actor, DatedBy, Document, Evidence, PositionReport, Statement, make_id
from onrecord.reference import Reference

MOST_ISSUES = 2
"""Issues of one passage. Words on more are about the one that they name first: on the open half annotators mark one of
eight rows on all of their issues, one of four on the first two, and one of two on the first."""
_LISTED = 5
"""Words on so many issues list topics and state nothing on any."""
_ONE_PERSON = frozenset({"person", "unnamed"})
_FORMER = re.compile(r"(?i)\b(?:former|ex)\b")


def find_position_reports(
    document: Document, statements: Sequence[Statement], actors: Iterable[Actor], reference: Reference
) -> tuple[PositionReport, ...]:
    """Find the positions that a document tells.

    Args:
        document: the document.
        statements: its statements.
        actors: who is spoken of in it.
        reference: facts about countries and outlets, and the words of the issues.

    Returns:
        One report for each passage, issue and side, in text order.
    """
    known = {actor.id: actor for actor in actors}
    found: dict[tuple[str, str], list[PositionReport]] = {}
    for statement in sorted(statements, key=lambda item: (item.content[0].start, item.id)):
        speaker = known.get(statement.speaker) if statement.speaker is not None else None
        side = side_of(speaker, reference)
        if side is None or speaker is None or _for_himself(speaker) or _asks(statement, speaker, reference):
            continue
        told = _told_by(statement, document, side, known, reference)
        for issue in statement.issues:
            for start, end, text in stated_words(statement, issue, reference, document):
                found.setdefault((issue, side), []).append(
                    PositionReport(
                        id=make_id("prep", issue, side, statement.id, start, end),
                        document=document.id,
                        key=f"{issue}/{side}",
                        issue=issue,
                        side=side,
                        holder=statement.speaker,
                        told_by=told,
                        statement=statement.id,
                        date=statement.said_on,
                        mode=statement.mode,
                        evidence=(Evidence(document.id, start, end, text),),
                    )
                )
    for own in own_words(document, statements, reference):
        for issue in own.issues:
            found.setdefault((issue, own.side), []).append(_in_own_voice(document, own, issue))
    passages: dict[tuple[str, int, int], list[PositionReport]] = {}
    for group in found.values():
        for report in _once(group):
            passages.setdefault((report.side, *_place(report)), []).append(report)
    reports = [report for passage in passages.values() for report in _on_what_is_named_first(passage, reference)]
    return tuple(sorted(reports, key=lambda item: (*_place(item), item.id)))


def _on_what_is_named_first(passage: Sequence[PositionReport], reference: Reference) -> Sequence[PositionReport]:
    """Of a passage on many issues, the report on the one that it names first: what follows are examples."""
    if len(passage) <= MOST_ISSUES:
        return passage
    if len(passage) >= _LISTED:
        return ()
    words = passage[0].evidence[0].quote.split()
    for end in range(1, len(words) + 1):
        issues = reference.tag_issues(" ".join(words[:end]))
        named = [report for report in passage if report.issue in issues]
        if named:
            return named[:1]
    return ()


def _place(report: PositionReport) -> tuple[int, int]:
    return report.evidence[0].start, report.evidence[0].end


def _in_own_voice(document: Document, own: OwnWords, issue: str) -> PositionReport:
    days = published_days(document)
    return PositionReport(
        id=make_id("prep", issue, own.side, document.id, own.start, own.end),
        document=document.id,
        key=f"{issue}/{own.side}",
        issue=issue,
        side=own.side,
        holder=None,
        told_by=None,
        statement=None,
        date=UNKNOWN_DATE
        if days is None
        else DatedBy(days.iso(), days.precision, "published", published_evidence(document)),
        mode="direct",
        evidence=(Evidence(document.id, own.start, own.end, document.text[own.start : own.end]),),
    )


def _for_himself(speaker: Actor) -> bool:
    """Whether a member of a parliament speaks, or who held an office once: neither says where his state stands."""
    return speaker.kind in _ONE_PERSON and (speaker.sector == "LEG" or _FORMER.search(speaker.name) is not None)


def _asks(statement: Statement, speaker: Actor, reference: Reference) -> bool:
    """Whether it is a turn of the press in a transcript: also state-run press only asks there."""
    return statement.cue is None and state_run(speaker, reference)


def _once(reports: Sequence[PositionReport]) -> list[PositionReport]:
    """Words that stand inside other words on the issue are told once: the shorter ones, if they say most of it."""
    left: set[int] = set()
    spans = [_place(report) for report in reports]
    for number, place in combinations(range(len(reports)), 2):
        if number in left or place in left:
            continue
        one, other = spans[number], spans[place]
        shared = min(one[1], other[1]) - max(one[0], other[0])
        sizes = one[1] - one[0], other[1] - other[0]
        if shared * 2 <= min(sizes):
            continue
        whole = place if sizes[1] > sizes[0] else number
        part = number if whole == place else place
        left.add(whole if 2 * min(sizes) >= max(sizes) else part)
    return [report for number, report in enumerate(reports) if number not in left]


def _told_by(
    statement: Statement, document: Document, side: str, actors: Mapping[str, Actor], reference: Reference
) -> str | None:
    """The other side that tells it; None where the side itself, or the press, does."""
    named = False
    for teller in reversed(statement.via):
        actor = actors.get(teller.actor) if teller.actor is not None and teller.span is not None else None
        teller_side = side_of(actor, reference)
        if teller_side is not None:
            return teller_side if teller_side != side else None
        named = named or teller.span is not None
    if named:
        return None  # a journalist's question in a transcript: the government that publishes it does not say so
    publisher = government_of(document.outlet or document.host, reference)
    return publisher if publisher not in (None, side) else None
