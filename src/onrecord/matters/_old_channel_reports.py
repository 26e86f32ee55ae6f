"""What one document says of lines of communication between states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.matters._channel_states import AGREE, RESUME, SUSPENDED, WANTS, Reading, read_states
from onrecord.matters._channel_uses import find_uses, post_group
from onrecord.matters._passages import Passages, Saying, event_at
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
_NO_TITLE = frozenset("the a an this at in they he she it".split())
_STOP_WORDS = frozenset("and but which who that while although after before as because when if".split())
_NEAR_SUBJECT = 6
_SHORT = 9
"""Words below which the evidence is completed."""
_COMPLETES = 9
"""Most words that complete the name of a line ("… between the two countries")."""
_KEEPING = frozenset("maintain maintains maintained maintaining more continue have has renewed strengthen".split())
_FEWEST_WORDS = 3
_LONGEST_TITLE = 8
_LEAST_TITLE = 2
"""Words of a name that the text itself gives a line."""
_MOST_PARTIES = 4
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
        events: what it tells as events, to which reports are tied by their words; may be empty.
        actors: who is spoken of.
        mentions: where.
        reference: the tree of channels, countries and outlets.

    Returns:
        Reports in text order; a channel that is only named, with no word about its state, yields none.
    """
    passages = Passages(document, analysis, times, statements, actors, mentions, reference)
    found: list[ChannelReport] = []
    vague: list[ChannelReport] = []
    uses: set[str] = set()
    for number, (first, after) in enumerate(passages.sentences):
        # a question states nothing
        asks = after - first < _FEWEST_WORDS or passages.words[after - 1] == "?"
        here, unnamed = ([], []) if asks else _in_sentence(passages, number, first, after, uses)
        told_in_full = {(item.key, item.state, item.asserted_by[0].side) for item in here if item not in unnamed}
        for report in vague:
            # "They agreed to high-level communications too." and then which
            if (report.key, report.state, report.asserted_by[0].side) in told_in_full:
                found.remove(report)
        found.extend(here)
        vague = unnamed
    reports = _once_each(found, uses)
    return tuple(replace(report, event=event_at(events, report.evidence)) for report in reports)


def _in_sentence(
    passages: Passages, number: int, first: int, after: int, uses: set[str]
) -> tuple[list[ChannelReport], list[ChannelReport]]:
    """Read a sentence; the second list repeats those reports whose line is called only "communication".

    Ids of meetings and calls are added to ``uses``.
    """
    found = []
    names = _named(passages, first, after)
    unnamed = not any(item.readings for item in names)
    if unnamed:
        names = _general(passages, number, first, after)
    for item in names:
        for reading in item.readings:
            saying = passages.saying_at(passages.starts[item.first], passages.ends[item.after - 1])
            parties = _parties(passages, saying, item.first, item.after, first, after)
            if 2 <= len(parties) <= _MOST_PARTIES:
                by = _by(passages, reading, parties, first)
                found.append(_report(passages, item.channel, reading, parties, by, saying, (first, after)))
    vague = list(found) if unnamed else []
    told = {(report.channel, report.state) for report in found}
    for use in find_uses(passages, number, first, after):
        saying = passages.saying_at(passages.starts[use.reading.verb], passages.ends[use.reading.verb])
        report = _report(passages, use.channel, use.reading, use.parties, use.by, saying, (first, after))
        if (report.channel, report.state) not in told:
            found.append(report)
            uses.add(report.id)
    return found, vague


# Channels that have a name


def _named(passages: Passages, first: int, after: int) -> list[_Named]:
    words = passages.words
    written = [passages.text[passages.starts[place] : passages.ends[place]] for place in range(first, after)]
    matches = [
        ChannelMatch(match.first + first, match.after + first, match.channel)
        for match in passages.reference.channels.find(words[first:after], written)
    ]
    found: list[_Named] = []
    for match in _joined(_with_titles(passages, matches, first, after)):
        readings = read_states(words, match.first, match.after, first, after)
        if found:
            readings = [_own_words(words, reading, found[-1], match) for reading in readings]
        channel = _told_apart(passages, match, first, after)
        found.append(_Named(channel, match.first, match.after, tuple(readings)))
    _share_in_lists(words, found)
    return found


def _with_titles(passages: Passages, matches: Sequence[ChannelMatch], first: int, after: int) -> list[ChannelMatch]:
    """Add lines that the text itself gives a name: "the U.S.-Spain Cybersecurity Dialogue", "the … Working Group"."""
    words = passages.words
    found = list(matches)
    for place in range(first, after):
        end = place + 1
        if words[place] in {"group", "groups", "mechanism"} and words[place - 1] in {"working", "consultation"}:
            begin = place - 1
        elif words[place] in {"dialogue", "consultations"}:
            begin = place
        else:
            continue
        if not passages.text[passages.starts[begin]].isupper() or any(
            m.first < end and begin < m.after for m in matches
        ):
            continue
        while begin > first and place - begin < _LONGEST_TITLE and _in_title(passages, begin - 1):
            begin -= 1
        while begin < place and (not words[begin][:1].isalpha() or words[begin] in {"and", "on", "of", "for"}):
            begin += 1
        words_of_it = [word for word in words[begin:end] if word[:1].isalpha()]
        if len(words_of_it) < _LEAST_TITLE:
            continue
        group = words[place] in {"group", "groups", "mechanism"}
        label = passages.text[passages.starts[begin] : passages.ends[end - 1]]
        key = f"{'working groups' if group else 'other'}/{'-'.join(words_of_it)}"
        channel = ChannelFacts(key, " ".join(label.split()), "working_group" if group else "other")
        found.append(ChannelMatch(begin, end, channel))
    return sorted(found, key=lambda match: (match.first, match.after))


def _in_title(passages: Passages, place: int) -> bool:
    word = passages.words[place]
    if word in {"-", "and", "on", "of", "for", "&"}:
        return True
    return passages.text[passages.starts[place]].isupper() and word not in {
        "the",
        "a",
        "an",
        "this",
        "at",
        "in",
        "they",
        "he",
    }


def _own_words(words: Sequence[str], reading: Reading, before: _Named, match: ChannelMatch) -> Reading:
    """Cut the evidence of a further channel of a list to its own words; "again" is said once for all of them."""
    if reading.first >= before.after:
        return reading
    first = match.first - 1 if words[match.first - 1] in {"a", "an", "the"} else match.first
    state = reading.state
    if any(other.verb == reading.verb and other.state == "agreed_to_resume" for other in before.readings):
        again = "again" in words[before.after : match.first]
        state = "agreed_to_resume" if again and state == "agreed" else state
    return Reading(state, reading.verb, max(first, before.after), reading.after)


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
        if not before & (AGREE | RESUME | SUSPENDED | _CLOSE | WANTS | _KEEPING):
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
    """Whether both sides agree, or the line is said to run between them, or one side says what it wants with"
    " the other."""
    words = passages.words
    if "between" in words[place : min(after, place + 16)]:
        return True
    subject = passages.subject_before(reading.verb, first)
    if subject is not None and len(subject.countries) > 1:
        return True
    if reading.state == "agreed" and {"they", "both", "sides", "and"} & set(words[first : reading.verb]):
        return True
    with_other = words[place + 1 : place + 2] in (["with"], ["to"]) and bool(
        passages.states_in(place, min(after, place + 6))
    )
    ours = bool({"we", "our"} & set(words[first : reading.verb])) and "levels" in words[place : place + 5]
    return reading.state in {"proposed", "resumed", "suspended", "refused", "operating"} and (with_other or ours)


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


def _parties(passages: Passages, saying: Saying, a: int, b: int, first: int, after: int) -> tuple[str, ...]:
    """The states between which a line runs: those named near it, or the two that the page is about."""
    own = passages.states_in(a, b)
    if len(own) >= 2:
        return tuple(sorted(own))
    if passages.joint and len(passages.joint) <= _MOST_PARTIES:
        return tuple(item.side for item in passages.joint if item.side is not None)
    named = passages.states_in(max(first, a - 30), min(after, b + 14))
    if len(named) == 2:
        return tuple(sorted(named))
    words = set(passages.words[max(first, a - 12) : a])
    if len(named) == 1 and saying.side not in {None, *named} and words & {"we", "our", "us", "i"}:
        return tuple(sorted({str(saying.side), *named}))
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
    words = passages.evidence(*_clause(passages, reading, sentence))
    return ChannelReport(
        id=make_id("lrep", document.id, channel.id, reading.state, words.start, words.end),
        document=document.id,
        key="-".join(parties),
        channel=channel.id,
        name=channel.label,
        level=cast("ChannelLevel", channel.level),
        parties=parties,
        state=reading.state,
        date=passages.date_at(
            *sentence, saying, (min(reading.first, reading.verb), max(reading.after, reading.verb + 1))
        ),
        by=by,
        asserted_by=saying.asserted_by,
        evidence=(words,),
        statement=saying.statement.id if saying.statement is not None else None,
    )


def _clause(passages: Passages, reading: Reading, sentence: tuple[int, int]) -> tuple[int, int]:
    """Widen the evidence to the subject of its verb, and where it is short to the next mark."""
    first, after = reading.first, reading.after
    if first <= reading.verb < after:
        subject = passages.subject_before(reading.verb, sentence[0])
        if subject is not None and 0 < first - subject.first <= _NEAR_SUBJECT:
            first = subject.first
        elif subject is None and reading.verb - sentence[0] <= _NEAR_SUBJECT and first == reading.verb:
            place = first
            while place > sentence[0] and passages.words[place - 1][:1].isalpha() and first - place < _NEAR_SUBJECT:
                place -= 1
            first = place if passages.words[place] not in _STOP_WORDS else first
    return (first, _run_on(passages.words, after, sentence[1])) if after - first < _SHORT else (first, after)


def _run_on(words: Sequence[str], after: int, end: int) -> int:
    """Take in what completes the words, up to the next mark or clause, where that is near."""
    for place in range(after, min(end, after + _COMPLETES)):
        if (not words[place][:1].isalnum() and words[place] not in {"'s", "-", "'"}) or words[place] in _STOP_WORDS:
            return place
    return min(end, after + _COMPLETES) if after + _COMPLETES >= end else after


def _once_each(reports: Iterable[ChannelReport], uses: set[str]) -> list[ChannelReport]:
    """Keep each report once; of several tellings of one meeting or call in a document only the first."""
    seen: set[str] = set()
    used: dict[tuple[str, str, str], set[str | None]] = {}
    found = []
    for report in sorted(reports, key=lambda item: (item.evidence[0].start, item.evidence[0].end, item.id)):
        if report.id in seen:
            continue
        seen.add(report.id)
        if report.id in uses:
            days = used.setdefault((report.channel, report.key, report.state), set())
            if days and (report.date.basis in {"published", "unknown"} or report.date.date in days):
                continue
            days.add(report.date.date)
        found.append(report)
    return found
