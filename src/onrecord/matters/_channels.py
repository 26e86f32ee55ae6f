"""Lines of communication: what one document says of their state, and what all documents together say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.language import Analysis
from onrecord.language.times import Days, TimeExpression
from onrecord.matters._agreement import agreement_of, date_key, independent, joined_assertions
from onrecord.matters._passages import AUXILIARIES, NOT_A_PARTY, Party, Passages, Saying
from onrecord.records import (
    Actor,
    Channel,
    ChannelLevel,
    ChannelReport,
    ChannelState,
    ChannelStep,
    DatedBy,
    Document,
    Event,
    Evidence,
    Mention,
    Statement,
    make_id,
)
from onrecord.reference import ChannelFacts, Reference

_REACH = 14  # words between a verb and the channel it governs


def _forms(*lemmas: str) -> frozenset[str]:
    """All forms of regular verbs; irregular ones are listed as they are."""
    found: set[str] = set()
    for lemma in lemmas:
        if lemma.endswith("e"):
            found |= {lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"}
        elif lemma.endswith("y"):
            found |= {lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
        elif lemma.endswith(("s", "sh", "ch", "x")):
            found |= {lemma, lemma + "es", lemma + "ed", lemma + "ing"}
        else:
            found |= {lemma, lemma + "s", lemma + "ed", lemma + "ing"}
    return frozenset(found)


_RESUME = _forms("resume", "restore", "restart", "reopen", "reestablish", "revive", "renew", "reactivate") | {
    "resumption", "restoration", "restarted", "revival", "reopening",
}  # fmt: skip
_SUSPEND = _forms("suspend", "sever", "halt", "freeze", "pause", "cancel", "shelve") | {
    "froze", "frozen", "cancelled", "canceled", "cut", "cutting", "suspension", "severance", "halting",
}  # fmt: skip
_SUSPENDED = frozenset(
    "suspended severed halted frozen paused cut canceled cancelled shelved stalled dormant blocked".split()
)
_ESTABLISH = _forms("establish", "create", "launch", "open", "form", "start", "begin", "initiate", "expand", "set") | {
    "began", "begun", "establishment", "creation", "launch", "setting", "strengthen", "hold", "continue", "maintain",
    "keep", "conduct", "deepen", "step", "enhance", "advance", "promote", "carry", "further",
}  # fmt: skip
_FOUNDED = _forms("establish", "create", "launch", "form", "inaugurate") | {"set"}
_HELD = frozenset(
    "held hold holds holding hosted co-chaired cochaired chaired convened conducted concluded attended".split()
)
_AGREE = frozenset("agree agrees agreed agreeing agreement consensus deal".split())
_WELCOME = frozenset("welcome welcomed welcomes welcoming hailed".split())
_WANTS = frozenset(
    "want wants wanted seek seeks seeking sought urge urged urges urging call called calls calling press"
    " pressed pressing"
    " push pushed pushing hope hopes hoped hoping propose proposed proposes proposing offer offered offers offering"
    " request requested requests requesting ask asked asks asking try trying tried trying interested need needs needed"
    " should must discuss discussed discussing consider considering aim aims aimed aiming ready willing plan plans"
    " importance important necessity efforts effort bid suggest suggested suggests favor prospects possibility work"
    " working".split()
)
_REFUSE = _forms("refuse", "reject", "decline", "rebuff", "spurn") | {"refusal", "turned", "unwilling"}
_MODALS_OPEN = frozenset("could may might if unless whether should must".split())
_FUTURE = frozenset("will would 'll shall".split())
_NEGATIONS = frozenset("not n't never no without neither nor nothing hardly".split())
_BREAKS = frozenset({";", ":"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words around a channel's name say of it."""

    state: ChannelState
    verb: int
    """Index of the word that says so."""
    first: int
    after: int


def find_channel_reports(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    reference: Reference,
) -> tuple[ChannelReport, ...]:
    """Find what a document says of lines of communication between states.

    Args:
        document: the document, its date and kind judged.
        analysis: its tokens and sentences.
        times: its time expressions.
        statements: who says what in it.
        events: what it tells as events; may be empty.
        actors: who is spoken of.
        mentions: where.
        reference: the tree of channels, countries and outlets.

    Returns:
        Reports in text order; a channel that is only named, with no word about its state, yields none.
    """
    passages = Passages(document, analysis, times, statements, actors, mentions, reference)
    found: list[ChannelReport] = []
    for first, after in passages.sentences:
        found.extend(_in_sentence(passages, first, after))
    return tuple(_without_repeats(found))


def _in_sentence(passages: Passages, first: int, after: int) -> list[ChannelReport]:
    words = passages.words[first:after]
    starts, ends, text = passages.starts, passages.ends, passages.text
    written = [text[starts[place] : ends[place]] for place in range(first, after)]
    matches = passages.reference.channels.find(words, written)
    found = []
    for match in matches:
        a, b = first + match.first, first + match.after
        for reading in _read(passages.words, a, b, first, after):
            parties = _parties(passages, reading, a, b, first, after)
            if len(parties) != 2:
                continue
            saying = passages.saying_at(starts[a], ends[b - 1])
            found.append(_report(passages, match.channel, reading, parties, saying, (a, b), (first, after)))
    return found


def _read(words: Sequence[str], a: int, b: int, first: int, after: int) -> list[_Reading]:
    """Read what is said of a channel named from word ``a`` to before word ``b``."""
    readings = []
    left = _read_left(words, a, first)
    if left is not None:
        readings.append(_Reading(left[0], left[1], min(left[1], a), b))
    right = _read_right(words, b, after)
    if right is not None and (left is None or _tells_past(words, b, right[1])):
        readings.append(_Reading(right[0], right[1], a, max(right[1] + 1, b)))
    return readings


def _clause_start(words: Sequence[str], place: int, first: int) -> int:
    low = max(first, place - _REACH)
    for at in range(place - 1, low - 1, -1):
        if words[at] in _BREAKS or words[at] in {"but", "while", "although", "though", "whereas"}:
            return at + 1
    return low


def _negated(words: Sequence[str], verb: int, low: int) -> bool:
    return any(word in _NEGATIONS for word in words[max(low, verb - 4) : verb])


def _read_left(words: Sequence[str], a: int, first: int) -> tuple[ChannelState, int] | None:
    """The verb before the channel that governs it."""
    low = _clause_start(words, a, first)
    for verb in range(a - 1, low - 1, -1):
        word = words[verb]
        before = words[low:verb]
        if word in _RESUME:
            return _resumed(words, verb, low)
        if word in _SUSPEND and _cuts_off(words, verb, a):
            if _negated(words, verb, low) or _open(before) or set(before[-4:]) & (_WANTS | _FUTURE - {"would"}):
                return None
            return "suspended", verb
        if word in _REFUSE and not _negated(words, verb, low):
            return ("refused", verb) if not _open(before) else None
        if word in _ESTABLISH or word in _HELD or word in _AGREE:
            return _founded(words, verb, low, a)
        if word in {"abolished", "dissolved", "disbanded", "terminated", "scrapped"}:
            return "ended", verb
        if word in {"remain", "remains", "remained", "was", "were", "is", "are", "has", "have", "had"}:
            return None
    return None


def _cuts_off(words: Sequence[str], verb: int, a: int) -> bool:
    if words[verb] in {"cut", "cutting"}:
        return "off" in words[verb + 1 : verb + 3] or "off" in words[a : a + 8] or verb + 3 >= a
    return True


def _open(before: Sequence[str]) -> bool:
    return any(word in _MODALS_OPEN for word in before[-5:])


def _resumed(words: Sequence[str], verb: int, low: int) -> tuple[ChannelState, int] | None:
    before = words[low:verb]
    near = before[-6:]
    if _negated(words, verb, low):
        return None
    agreed = [low + place for place, word in enumerate(before) if word in _AGREE]
    if agreed:
        if _negated(words, agreed[-1], low) or _open(words[low : agreed[-1]]):
            return None
        return "agreed_to_resume", agreed[-1]
    if set(before) & _REFUSE:
        return "refused", verb
    if words[verb].endswith(("tion", "val")) or words[verb] == "reopening":
        if set(near) & _WELCOME:
            return "resumed", verb
        return ("proposed", verb) if set(near) & _WANTS else None
    if set(near) & _WANTS:
        return "proposed", verb
    if set(near) & (_FUTURE | {"to"}):
        if set(near) & {"is", "are", "were", "will", "'ll", "would"}:
            return "agreed_to_resume", verb
        return None
    if _open(before):
        return None
    return ("resumed", verb) if words[verb].endswith("ed") else None


def _founded(words: Sequence[str], verb: int, low: int, a: int) -> tuple[ChannelState, int] | None:
    before = words[low:verb]
    near = before[-6:]
    word = words[verb]
    if _negated(words, verb, low):
        return None
    agreed = [low + place for place, item in enumerate(before) if item in _AGREE]
    if word in _AGREE:
        if word in {"agreement", "consensus", "deal"} and not set(words[verb + 1 : verb + 3]) & {"to", "on"}:
            return None
        if _open(before) or not set(words[verb + 1 : a]) & {"to", "on", "that"}:
            return None
        return "agreed", verb
    if agreed:
        return None if _open(words[low : agreed[-1]]) else ("agreed", agreed[-1])
    if set(before) & _REFUSE:
        return "refused", verb
    if set(near) & _WANTS or _open(before):
        return ("proposed", verb) if word in _FOUNDED | {"establish", "create", "launch", "open"} else None
    if set(near) & (_FUTURE | {"to"}):
        if (
            word in _HELD
            and a - verb <= 6
            and set(near) & {"will", "'ll", "would", "plan", "plans", "scheduled", "set"}
        ):
            return "scheduled", verb
        return None
    if (
        word in {"held", "hosted", "co-chaired", "cochaired", "chaired", "convened", "conducted", "concluded"}
        and a - verb <= 7
    ):
        return "operating", verb
    if word in {"established", "launched", "created", "inaugurated", "formed"} and a - verb <= 5:
        return "operating", verb
    return None


def _read_right(words: Sequence[str], b: int, after: int) -> tuple[ChannelState, int] | None:
    """The verb behind the channel of which it is the subject."""
    high = min(after, b + _REACH)
    place = b
    while place < high:
        word = words[place]
        if word in _BREAKS or word in {"but", "while", "although", "though"}:
            return None
        between = words[b:place]
        helped = any(item in AUXILIARIES for item in between) or bool(
            set(between) & {"remain", "remains", "remained", "stay", "stayed"}
        )
        if word in _SUSPENDED and helped:
            if set(between) & _NEGATIONS or set(between) & (_MODALS_OPEN | _FUTURE):
                return None
            return "suspended", place
        if word == "resumed":
            if set(between) & (_MODALS_OPEN | _NEGATIONS):
                return None
            return ("agreed_to_resume" if set(between) & _FUTURE else "resumed"), place
        if word == "resume" and set(between) & (_FUTURE | {"to"}):
            if set(between) & {"not", "n't", "never"}:
                return None
            return "agreed_to_resume", place
        if word in {"restored", "reopened", "restarted", "reestablished"} and helped:
            if set(between) & (_MODALS_OPEN | _NEGATIONS):
                return None
            return ("agreed_to_resume" if set(between) & _FUTURE else "resumed"), place
        if word in {"held", "place"} and (helped or "took" in between or "take" in between):
            if set(between) & {"not", "n't", "never", "no"}:
                return "suspended" if set(between) & _FUTURE else "none", place
            if set(between) & _MODALS_OPEN:
                return None
            return ("scheduled" if set(between) & (_FUTURE | {"to"}) else "operating"), place
        if word in {"off"} and set(between) & {"cut", "broken", "broke"}:
            return "suspended", place
        if word in {"refused", "rejected"} and helped:
            return "refused", place
        if word in {",", "and", "that", "which", "who"} and place > b + 6:
            return None
        place += 1
    return None


def _tells_past(words: Sequence[str], b: int, verb: int) -> bool:
    """Whether what follows is a clause of its own about the channel: "…, which Beijing suspended"."""
    return bool(set(words[b:verb]) & {"which", "that", "was", "were", "had"})


# Who


def _parties(passages: Passages, reading: _Reading, a: int, b: int, first: int, after: int) -> tuple[str, ...]:
    named = {
        country
        for party in passages.parties_in(max(first, a - 30), min(after, b + 14))
        for country in party.countries
        if country not in NOT_A_PARTY
    }
    if len(named) == 2:
        return tuple(sorted(named))
    pair = passages.pair_before(a)
    if len(named) > 2:
        return pair if len(pair) == 2 and set(pair) <= named else ()
    if len(pair) == 2 and named <= set(pair):
        return pair
    return ()


def _by(passages: Passages, reading: _Reading, parties: Sequence[str], first: int) -> tuple[str, ...]:
    if reading.state not in {"refused", "suspended", "proposed", "ended"}:
        return ()
    subject: Party | None = passages.subject_before(reading.verb, first)
    if subject is None:
        return ()
    own = tuple(country for country in subject.countries if country in parties)
    return own if len(own) < len(parties) else ()


def _report(
    passages: Passages,
    channel: ChannelFacts,
    reading: _Reading,
    parties: tuple[str, ...],
    saying: Saying,
    where: tuple[int, int],
    sentence: tuple[int, int],
) -> ChannelReport:
    document = passages.document
    low = min(reading.first, where[0])
    high = max(reading.after, where[1])
    words = passages.evidence(low, high)
    date = passages.date_at(*sentence, saying, (low, high))
    return ChannelReport(
        id=make_id("lrep", document.id, channel.id, reading.state, words.start, words.end),
        document=document.id,
        key="-".join(parties),
        channel=channel.id,
        name=channel.label,
        level=cast("ChannelLevel", channel.level),
        parties=parties,
        state=reading.state,
        date=date,
        by=_by(passages, reading, parties, sentence[0]),
        asserted_by=saying.asserted_by,
        evidence=(words,),
        statement=saying.statement.id if saying.statement is not None else None,
    )


def _without_repeats(reports: Iterable[ChannelReport]) -> list[ChannelReport]:
    seen: set[str] = set()
    found = []
    for report in sorted(reports, key=lambda item: (item.evidence[0].start, item.evidence[0].end, item.id)):
        if report.id not in seen:
            seen.add(report.id)
            found.append(report)
    return found


# All documents together


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
    for (key, name), own in sorted(by_channel.items()):
        parties = own[0].parties
        steps = _steps(own, parties, families)
        last = steps[-1]
        used = [step.date.date for step in steps if step.state == "operating" and step.date.date is not None]
        parent = reference.channels.parent_of(name)
        channels[key, name] = Channel(
            id=make_id("chan", key, name),
            name=own[0].name,
            level=own[0].level,
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


_BASIS_RANK = {"stated": 0, "relative": 1, "calendar": 2, "chronology": 3, "copy": 4, "published": 5, "unknown": 6}


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
