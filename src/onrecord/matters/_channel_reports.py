"""What one document says of lines of communication between states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.matters._channel_states import AGREE, RESUME, SUSPENDED, WANTS, Reading, read_states
from onrecord.matters._channel_uses import find_uses, post_group
from onrecord.matters._passages import NOT_A_PARTY, Passages, Saying
from onrecord.records import (
    Actor,
    ChannelLevel,
    ChannelReport,
    Document,
    Event,
    Mention,
    Statement,
    make_id,
)
from onrecord.reference import ChannelFacts, ChannelMatch, Reference

_GENERAL = frozenset("communication communications dialogue discussions contact contacts talks consultations".split())
_CLOSE = frozenset("close open constant regular continued ongoing direct frequent interactions interaction".split())
_MILITARY = frozenset("military militaries defense defence armed forces commanders".split())
_TRADE = frozenset("trade tariff tariffs economic".split())
_LEADERS = frozenset("presidents leaders heads president".split())
_LINKS = frozenset(", and of the a an on in as well or other also yearly annual regular high level - &".split())
_STOP_WORDS = frozenset("and but which who that while although after before as because when if".split())
_COMPLETES = 9
"""Most words that complete the name of a line ("… between the two countries")."""
_LOOK_BACK = 3
"""Sentences back to those who are meant where a line is called only "communication"."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A channel named in a sentence, with what is said of it."""

    channel: ChannelFacts
    first: int
    after: int
    readings: tuple[Reading, ...]


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
    for number, (first, after) in enumerate(passages.sentences):
        if after - first >= 3:
            found.extend(_in_sentence(passages, number, first, after))
    return tuple(_once_each(found))


def _in_sentence(passages: Passages, number: int, first: int, after: int) -> list[ChannelReport]:
    found = []
    names = _named(passages, first, after) or _general(passages, number, first, after)
    for item in names:
        for reading in item.readings:
            parties = _parties(passages, item.first, item.after, first, after)
            if len(parties) == 2:
                saying = passages.saying_at(passages.starts[item.first], passages.ends[item.after - 1])
                by = _by(passages, reading, parties, first)
                found.append(_report(passages, item.channel, reading, parties, by, saying, (first, after)))
    told = {(report.channel, report.state) for report in found}
    for use in find_uses(passages, number, first, after):
        saying = passages.saying_at(passages.starts[use.reading.verb], passages.ends[use.reading.verb])
        report = _report(passages, use.channel, use.reading, use.parties, use.by, saying, (first, after))
        if (report.channel, report.state) not in told:
            found.append(report)
    return found


# Channels that have a name


def _named(passages: Passages, first: int, after: int) -> list[_Named]:
    words = passages.words
    written = [passages.text[passages.starts[place] : passages.ends[place]] for place in range(first, after)]
    matches = [
        ChannelMatch(match.first + first, match.after + first, match.channel)
        for match in passages.reference.channels.find(words[first:after], written)
    ]
    found: list[_Named] = []
    for match in _joined(matches):
        readings = read_states(words, match.first, match.after, first, after)
        if found:
            readings = [_own_words(words, reading, found[-1].after, match) for reading in readings]
        channel = _told_apart(passages, match, first, after)
        found.append(_Named(channel, match.first, match.after, tuple(readings)))
    _share_in_lists(words, found)
    return found


def _own_words(words: Sequence[str], reading: Reading, border: int, match: ChannelMatch) -> Reading:
    """Cut the evidence of a further channel of a list to its own words."""
    if reading.first >= border:
        return reading
    first = match.first - 1 if words[match.first - 1] in {"a", "an", "the"} else match.first
    return Reading(reading.state, reading.verb, max(first, border), reading.after)


def _joined(matches: Sequence[ChannelMatch]) -> list[ChannelMatch]:
    """Join names of one channel that stand side by side: "military-to-military communications between …"."""
    joined: list[ChannelMatch] = []
    for match in matches:
        if joined and joined[-1].channel.id == match.channel.id and match.first - joined[-1].after <= 1:
            joined[-1] = ChannelMatch(joined[-1].first, match.after, match.channel)
        else:
            joined.append(match)
    return joined


def _told_apart(passages: Passages, match: ChannelMatch, first: int, after: int) -> ChannelFacts:
    """Take a line that is named in general for that of the armed forces where they are spoken of beside it."""
    if match.channel.id != "other/in general":
        return match.channel
    around = set(passages.words[max(first, match.first - 6) : min(after, match.after + 8)])
    return passages.reference.channels["military/in general"] if around & _MILITARY else match.channel


def _share_in_lists(words: Sequence[str], found: list[_Named]) -> None:
    """Let the members of a list share what is said of one: "the calls, the talks and the meetings were suspended"."""
    for place, item in enumerate(found[1:], 1):
        before = found[place - 1]
        if not item.readings and before.readings and _is_list(words, before.after, item.first):
            moved = tuple(
                Reading(r.state, r.verb, item.first, item.after) for r in before.readings if r.verb < before.first
            )
            found[place] = _Named(item.channel, item.first, item.after, moved)
    for place in range(len(found) - 2, -1, -1):
        item, behind = found[place], found[place + 1]
        if not item.readings and _is_list(words, item.after, behind.first):
            moved = tuple(
                Reading(r.state, r.verb, item.first, item.after) for r in behind.readings if r.verb >= behind.after
            )
            found[place] = _Named(item.channel, item.first, item.after, moved)


def _is_list(words: Sequence[str], after: int, first: int) -> bool:
    between = words[after:first]
    return 0 < len(between) <= 6 and set(between) <= _LINKS and bool(set(between) & {",", "and"})


# Channels that are called only "communication"


def _general(passages: Passages, number: int, first: int, after: int) -> list[_Named]:
    words = passages.words
    found = []
    for place in range(first, after):
        if words[place] not in _GENERAL or words[place - 1 : place] == ["-"]:
            continue
        before = set(words[max(first, place - 10) : place])
        if not before & (AGREE | RESUME | SUSPENDED | _CLOSE | {"maintain", "more", "need", "importance", "continue"}):
            continue
        readings = tuple(read_states(words, place, place + 1, first, after))
        if not readings or not _is_between_sides(passages, readings[0], first, place, after):
            continue
        channel = _meant(passages, number, first, after)
        if channel is not None:
            reading = readings[0]
            begin = reading.first
            if reading.state == "proposed":
                begin = next((at for at in range(max(first, begin - 5), begin) if words[at] in WANTS), begin)
            found.append(
                _Named(channel, place, place + 1, (Reading(reading.state, reading.verb, begin, reading.after),))
            )
            break
    return found


def _is_between_sides(passages: Passages, reading: Reading, first: int, place: int, after: int) -> bool:
    """Whether both sides agree, or the line is said to run between them."""
    words = passages.words
    if "between" in words[place : min(after, place + 4)] or "between" in words[place : min(after, place + 16)]:
        return True
    subject = passages.subject_before(reading.verb, first)
    if subject is not None and len(subject.countries) > 1:
        return True
    return reading.state == "agreed" and {"they", "both", "sides", "and"} & set(words[first : reading.verb]) != set()


def _meant(passages: Passages, number: int, first: int, after: int) -> ChannelFacts | None:
    """Which line is meant: that of the persons who have just been named, or of the matter."""
    channels = passages.reference.channels
    words = set(passages.words[first:after])
    if words & _MILITARY:
        return channels["military/in general"]
    if words & _LEADERS:
        return channels["leaders/calls"]
    for begin, end in reversed(passages.sentences[max(0, number - _LOOK_BACK) : number + 1]):
        group = post_group(passages, begin, end)
        if group is not None:
            return channels.of_users(group if group != "leader" else "leader call")
    group = post_group(passages, 0, len(passages.words))
    if group is not None:
        return channels.of_users(group if group != "leader" else "leader call")
    if words & _TRADE:
        return channels["working groups/trade"]
    return channels["other/in general"]


# Who


def _parties(passages: Passages, a: int, b: int, first: int, after: int) -> tuple[str, ...]:
    named = [state for state in passages.states_in(max(first, a - 30), min(after, b + 14)) if state not in NOT_A_PARTY]
    if len(named) == 2:
        return tuple(sorted(named))
    pair = passages.pair_before(a)
    if len(named) > 2:
        return pair if len(pair) == 2 and set(pair) <= set(named) else ()
    return pair if len(pair) == 2 and set(named) <= set(pair) else ()


def _by(passages: Passages, reading: Reading, parties: Sequence[str], first: int) -> tuple[str, ...]:
    if reading.state not in {"refused", "suspended", "proposed", "ended", "resumed"}:
        return ()
    subject = passages.subject_before(reading.verb, first)
    own = tuple(country for country in subject.countries if country in parties) if subject is not None else ()
    return own if len(own) < len(parties) else ()


def _report(
    passages: Passages,
    channel: ChannelFacts,
    reading: Reading,
    parties: tuple[str, ...],
    by: tuple[str, ...],
    saying: Saying,
    sentence: tuple[int, int],
) -> ChannelReport:
    document = passages.document
    words = passages.evidence(reading.first, _run_on(passages.words, reading.after, sentence[1]))
    return ChannelReport(
        id=make_id("lrep", document.id, channel.id, reading.state, words.start, words.end),
        document=document.id,
        key="-".join(parties),
        channel=channel.id,
        name=channel.label,
        level=cast("ChannelLevel", channel.level),
        parties=parties,
        state=reading.state,
        date=passages.date_at(*sentence, saying, (reading.first, reading.after)),
        by=by,
        asserted_by=saying.asserted_by,
        evidence=(words,),
        statement=saying.statement.id if saying.statement is not None else None,
    )


def _run_on(words: Sequence[str], after: int, end: int) -> int:
    """Take in what completes the words, up to the next mark or clause, where that is near."""
    for place in range(after, min(end, after + _COMPLETES)):
        if (not words[place][:1].isalnum() and words[place] not in {"'s", "-", "'"}) or words[place] in _STOP_WORDS:
            return place
    return min(end, after + _COMPLETES) if after + _COMPLETES >= end else after


def _once_each(reports: Iterable[ChannelReport]) -> list[ChannelReport]:
    """Keep each report once; of several tellings of one use in a document only the first."""
    seen: set[object] = set()
    found = []
    for report in sorted(reports, key=lambda item: (item.evidence[0].start, item.evidence[0].end, item.id)):
        use = (report.channel, report.key, report.date.date, report.state in {"operating", "scheduled"})
        keys = {report.id, use} if use[-1] else {report.id}
        if not keys & seen:
            found.append(report)
        seen |= keys
    return found
