"""A humbler way for texts without a tree: words that name events, between or after two participants of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.events._merge import merged
from onrecord.events._plover import cameo_of, contexts_of, facts_of, score_of
from onrecord.events._told_by import Tellers
from onrecord.events._when import as_event_date
from onrecord.language import Analysis
from onrecord.language.times import TimeExpression, published_days, resolve
from onrecord.records import (
    Actor,
    Document,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Evidence,
    Mention,
    Participant,
    Statement,
    make_id,
)
from onrecord.reference import Reference

CONFIDENCE = 0.5
"""Of an event found by the order of words alone."""
LONGEST_GAP = 60
"""Code points between the two participants, or from the second to the end of the pattern."""

_AUXILIARY = r"(?:has |have |had |also |then |later |again |both |\w{3,12}ly )*"
_FUTURE = r"(?:will |would |plans? to |is to |are to |is set to |are set to |is scheduled to |is due to |are due to )"
_NOT = r"(?:did not |didn['\u2019]t |has not |have not |has yet to |have yet to |never )"
_WITH = r"(?: \w{1,14}){0,4}? (?:with|between) (?:\w{1,14} ){0,3}"
_TO = r"(?: \w{1,14}){0,3}? (?:on|against|for|at|to|toward|with) (?:\w{1,14} ){0,3}"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A word order: what stands between the two participants, or after both."""

    event: EventType
    mode: str | None
    past: str
    plain: str
    after: str
    joint: bool
    """Whether both do it together."""


_FEW = r" (?:\w{1,14} ){0,3}"
_RULES: tuple[_Rule, ...] = (
    _Rule("CONSULT", "phone", "spoke by phone with|phoned|telephoned", "speak by phone with|phone", " ", True),
    _Rule("CONSULT", None, "met|conferred|spoke|talked", "meet|confer|speak|talk", r" (?:with )?", True),
    _Rule("CONSULT", None, "held talks|held a meeting|had a meeting|held a call", "hold talks|meet", _WITH, True),
    _Rule("CONSULT", "visit", "visited|traveled to|travelled to|arrived in", "visit|travel to", " ", False),
    _Rule("REQUEST", None, "urged|asked|pressed|called on|called upon", "urge|ask|press|call on", " ", False),
    _Rule("ACCUSE", "disapprove", "condemned|criticized|denounced|accused", "condemn|criticize", _FEW, False),
    _Rule("SANCTION", "discontinue", "imposed sanctions|imposed tariffs", "impose sanctions", _TO, False),
    _Rule("SANCTION", "discontinue", "sanctioned", "sanction", " ", False),
    _Rule("THREATEN", None, "threatened|warned", "threaten|warn", " ", False),
    _Rule("SUPPORT", None, "praised|thanked|congratulated|backed", "praise|thank|congratulate|back", _FEW, False),
)
_BETWEEN = tuple(
    (
        rule,
        re.compile(rf"(?i)^,? {_AUXILIARY}(?P<past>{rule.past}){rule.after}$"),
        re.compile(rf"(?i)^,? (?P<future>{_FUTURE})?(?P<not>{_NOT})?(?P<plain>{rule.plain}){rule.after}$"),
    )
    for rule in _RULES
)
_JOINED = re.compile(r"(?i)^,? and (?:\w{1,14} ){0,3}$")
_AFTER_BOTH: tuple[tuple[re.Pattern[str], EventType, EventStatus], ...] = (
    (re.compile(rf"(?i)^,? {_AUXILIARY}(?P<past>met|spoke|held talks|discussed|conferred)\b"), "CONSULT", "occurred"),
    (re.compile(rf"(?i)^,? {_AUXILIARY}(?P<past>agreed)\b"), "AGREE", "agreed"),
    (re.compile(rf"(?i)^,? {_FUTURE}(?P<past>meet|hold talks|speak)\b"), "AGREE", "announced"),
)


def find_by_patterns(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    reference: Reference,
) -> tuple[Event, ...]:
    """Find events by the order of words alone: fewer than by the tree, and only between two named participants."""
    by_id = {actor.id: actor for actor in actors}
    tellers = Tellers(document, statements, by_id)
    ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.actor))
    found: list[Event] = []
    place = 0
    for sentence in analysis.sentences:
        while place < len(ordered) and ordered[place].start < sentence.start:
            place += 1
        last = place
        while last < len(ordered) and ordered[last].end <= sentence.end:
            last += 1
        here = _outermost(ordered[place:last])
        for one, other in pairwise(here):
            first, second = by_id.get(one.actor), by_id.get(other.actor)
            if first is None or second is None or not first.country or not second.country:
                continue
            if first.country == second.country:
                continue
            match = _match(document.text, one, other, sentence.end)
            if match is None:
                continue
            event, mode, status, joint, start, end = match
            parties = [_participant(document, one, first), _participant(document, other, second)]
            clause = Evidence(
                document.id, one.start, max(other.end, end), document.text[one.start : max(other.end, end)]
            )
            issues = reference.tag_issues(document.text[sentence.start : sentence.end])
            contexts = contexts_of(document.text[sentence.start : sentence.end], issues)
            code, fit = cameo_of(event, mode, contexts)
            found.append(
                Event(
                    id=make_id("evt", document.id, event, start, end),
                    document=document.id,
                    event=event,
                    mode=mode,
                    context=contexts,
                    issues=issues,
                    quad_code=facts_of(event).quad,
                    event_scale=score_of(event, mode),
                    cameo_code=code,
                    cameo_mapping=fit,
                    actor=tuple(parties if joint else parties[:1]),
                    recipient=() if joint else tuple(parties[1:]),
                    date=_date(document, times, sentence.start, sentence.end),
                    status=status,
                    asserted_by=tellers.chain(tellers.statement_at(start, end)),
                    evidence=(_evidence(document, start, end), clause),
                    confidence=CONFIDENCE,
                    method=f"rules: order of words, {analysis.engine}",
                )
            )
    return merged(found)


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _match(
    text: str, one: Mention, other: Mention, sentence_end: int
) -> tuple[EventType, str | None, EventStatus, bool, int, int] | None:
    """Type, mode, status, whether joint, and the words that name the event."""
    gap = text[one.end : other.start]
    if not gap or len(gap) > LONGEST_GAP:
        return None
    if _JOINED.match(gap):
        rest = text[other.end : min(sentence_end, other.end + LONGEST_GAP)]
        for pattern, event, joint_status in _AFTER_BOTH:
            if match := pattern.match(rest):
                start, end = (other.end + match.start("past"), other.end + match.end("past"))
                return event, None, joint_status, True, start, end
        return None
    for rule, past, plain in _BETWEEN:
        if match := past.match(gap):
            status: EventStatus = "requested" if rule.event == "REQUEST" else "occurred"
            status = "conditional" if rule.event == "THREATEN" else status
            return rule.event, rule.mode, status, rule.joint, one.end + match.start("past"), one.end + match.end("past")
        if match := plain.match(gap):
            start, end = one.end + match.start("plain"), one.end + match.end("plain")
            if match["not"]:
                return rule.event, rule.mode, "did_not_happen", rule.joint, start, end
            if match["future"]:
                meets = rule.event == "CONSULT"
                return (
                    ("AGREE" if meets else rule.event),
                    (None if meets else rule.mode),
                    "announced",
                    rule.joint,
                    start,
                    end,
                )
    return None


def _evidence(document: Document, start: int, end: int) -> Evidence:
    return Evidence(document.id, start, end, document.text[start:end])


def _participant(document: Document, mention: Mention, actor: Actor) -> Participant:
    evidence = Evidence(document.id, mention.start, mention.end, mention.quote)
    return Participant(actor.id, mention.quote, actor.country, actor.sector, evidence)


def _date(document: Document, times: Sequence[TimeExpression], start: int, end: int) -> EventDate:
    """The one day that the sentence names; none where it names several or none."""
    named = [one for one in times if start <= one.start and one.end <= end and one.kind == "date"]
    if len(named) != 1:
        return EventDate(reason="the sentence does not name one day")
    resolved = resolve(named[0], published_days(document))
    if resolved.days is None:
        return EventDate(reason=resolved.reason)
    evidence = Evidence(document.id, named[0].start, named[0].end, named[0].quote)
    return as_event_date(resolved.days, resolved.basis, (evidence,), resolved.reason)
