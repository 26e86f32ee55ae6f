"""Uses of lines of communication: who met, called or refused to meet whom, told from the posts that both hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.matters._channel_states import AGREE, REFUSE, WANTS, Reading
from onrecord.matters._passages import ADVERBS, AUXILIARIES, Party, Passages
from onrecord.records import Actor, ChannelState
from onrecord.reference import ChannelFacts

# Posts whose holders talk to one another over one line, the highest first.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("leader", frozenset({"president", "head of government"})),
    ("foreign", frozenset({"foreign minister"})),
    ("defense", frozenset({"defense minister"})),
    ("treasury", frozenset({"finance minister", "trade minister"})),
    ("commerce", frozenset({"commerce minister"})),
    ("climate", frozenset({"climate envoy"})),
    ("senior officer", frozenset({"military chief"})),
    ("security adviser", frozenset({"security adviser"})),
)
_MET = frozenset("met meet meets".split())
_SPOKE = frozenset("spoke speak speaks speaking spoken talked talk talking".split())
_HELD = frozenset("held hold holds holding had have has hosted host".split())
_OCCASIONS = frozenset(
    "meeting meetings talks talk call calls conversation conversations summit dialogue discussion discussions".split()
)
_PHONE = frozenset("phone telephone call calls called video videoconference".split())
_OPEN = frozenset("could may might if unless whether should must not n't never no without".split())
_FUTURE = frozenset("will would 'll shall plan plans planned scheduled expected set".split())
_REACH = 14


@dataclass(frozen=True, slots=True)
class Use:
    """A meeting or call, held, planned or refused."""

    channel: ChannelFacts
    reading: Reading
    parties: tuple[str, ...]
    by: tuple[str, ...] = ()


def find_uses(passages: Passages, number: int, first: int, after: int) -> list[Use]:
    """Find meetings and calls of persons of two states who hold matching posts.

    Args:
        passages: the document.
        number: number of the sentence.
        first: its first word.
        after: one past its last word.
    """
    found = []
    for verb in range(first, after):
        word = passages.words[verb]
        use = None
        if word in REFUSE:
            use = _refusal(passages, verb, first, after)
        elif word in _MET or word in _SPOKE or word in _HELD:
            use = _meeting(passages, number, verb, first, after)
        if use is not None:
            found.append(use)
            break
    return found


def _meeting(passages: Passages, number: int, verb: int, first: int, after: int) -> Use | None:
    words = passages.words
    end = min(after, verb + _REACH)
    last = verb + 1
    if words[verb] in _HELD:
        occasion = next((at for at in range(verb + 1, min(after, verb + 9)) if words[at] in _OCCASIONS), None)
        if occasion is None:
            return None
        between = [words[at] for at in range(verb + 1, occasion) if words[at - 1] != "-"]
        if set(between) & {"to", "that", "which", "not", "about", "been"}:
            return None
        if words[verb] in {"had", "have", "has"} and words[verb + 1].endswith(("ed", "en", "id", "ld")):
            return None  # "has complained about the meeting"
        last = occasion + 1
    state = _state(words, verb, first)
    people = _people(passages, number, verb, first, end)
    if state is None or people is None:
        return None
    one, other, low, high = people
    if words[verb] in _SPOKE and not set(words[verb + 1 : verb + 6]) & {"with", "to", "by", "on", "again", "via"}:
        return None
    group = _shared(passages, one, other)
    if group is None or one.country is None or other.country is None:
        return None
    phone = bool(set(words[verb : max(last, high)]) & _PHONE) or (group == "leader" and words[verb] in _SPOKE)
    channel = passages.reference.channels.of_users(
        group if group != "leader" else "leader call" if phone else "leader meet"
    )
    if channel is None:
        return None
    reading = Reading(state, verb, min(low, verb), max(high, last))
    return Use(channel, reading, tuple(sorted((one.country, other.country))))


def _state(words: Sequence[str], verb: int, first: int) -> ChannelState | None:
    before = set(words[max(first, verb - 5) : verb])
    if before & _OPEN or before & (WANTS - {"working"}) or set(words[max(first, verb - 8) : verb]) & REFUSE:
        return None
    ahead = before & _FUTURE or "to" in words[max(first, verb - 2) : verb]
    if ahead or set(words[max(first, verb - 9) : verb]) & AGREE:
        return "scheduled" if words[verb] not in {"met", "spoke", "held", "hosted", "had"} else None
    if words[verb] in {"meet", "meeting", "speak", "talk", "talking", "speaking", "host", "hold", "holding", "have"}:
        return None
    return "operating"


def _people(passages: Passages, number: int, verb: int, first: int, end: int) -> tuple[Actor, Actor, int, int] | None:
    """The two persons who meet, of different states, with the first word and one past the last that name them."""
    before = list(_persons(passages, first, verb))
    behind = list(_persons(passages, verb, end))
    place = verb - 1
    while place >= first and (passages.words[place] in AUXILIARIES or passages.words[place] in ADVERBS):
        place -= 1
    word = passages.words[place] if place >= first else ""
    own = _speaker(passages, verb) if word in {"i", "we"} else None
    if own is not None:
        others = [pair for pair in behind if pair[1].country != own.country]
        if not others and word == "we":
            low = passages.sentences[max(0, number - 4)][0]
            others = [pair for pair in _persons(passages, low, verb) if pair[1].country != own.country][-1:]
            return (own, others[0][1], place, verb + 1) if others else None
        return (own, others[0][1], place, others[0][0].after) if others else None
    subject = passages.subject_before(verb, first)
    if subject is not None:
        before = [pair for pair in before if pair[0].first >= subject.first] or before[-1:]
    else:
        before = before[-1:]
    for party, person in reversed(before):
        for other, second in (*behind, *reversed(before)):
            if second.country != person.country:
                low, high = min(party.first, other.first), max(party.after, other.after)
                return person, second, low, high
    return None


def _persons(passages: Passages, first: int, after: int) -> Iterator[tuple[Party, Actor]]:
    for party in passages.parties_in(first, after):
        for key in party.actors:
            actor = passages.actors.get(key)
            if actor is not None and actor.kind == "person":
                yield party, actor


def _speaker(passages: Passages, place: int) -> Actor | None:
    """Who "I" is: the speaker of the statement, or whose account the page is."""
    saying = passages.saying_at(passages.starts[place], passages.ends[place])
    if saying.statement is not None:
        actor = passages.actors.get(saying.statement.speaker or "")
        return actor if actor is not None and actor.kind == "person" else None
    narrator = saying.asserted_by[0]
    if narrator.side is None or narrator.text not in passages.reference.people:
        return None
    return Actor(id="", kind="person", name=narrator.text, country=narrator.side, sector="GOV")


def _refusal(passages: Passages, verb: int, first: int, after: int) -> Use | None:
    """Read "China has rejected a meeting between Austin and Li"."""
    words = passages.words
    occasion = next((at for at in range(verb + 1, min(after, verb + 6)) if words[at] in _OCCASIONS | _MET), None)
    subject = passages.subject_before(verb, first)
    if occasion is None or subject is None or len(subject.countries) != 1:
        return None
    if set(words[max(first, verb - 5) : verb]) & _OPEN:
        return None
    for party, person in _persons(passages, verb, min(after, verb + _REACH + 6)):
        groups = _groups_of(passages, person)
        if groups and person.country is not None:
            other = person.country if person.country != subject.countries[0] else None
            states = [other] if other else [c for c in passages.pair_before(verb) if c != subject.countries[0]]
            channel = passages.reference.channels.of_users(groups[0] if groups[0] != "leader" else "leader meet")
            if channel is not None and states:
                parties = tuple(sorted((subject.countries[0], states[0])))
                reading = Reading("refused", verb, min(subject.first, verb), max(party.after, occasion + 1))
                return Use(channel, reading, parties, subject.countries)
    return None


def _groups_of(passages: Passages, person: Actor) -> list[str]:
    posts = set(passages.posts_of(person))
    return [name for name, members in _GROUPS if posts & members]


def _shared(passages: Passages, one: Actor, other: Actor) -> str | None:
    theirs = _groups_of(passages, other)
    return next((group for group in _groups_of(passages, one) if group in theirs), None)


def post_group(passages: Passages, first: int, after: int) -> str | None:
    """Return the group of posts that persons of two states named from one word to before another share."""
    people = [person for _, person in _persons(passages, first, after)]
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            if one.country != other.country:
                group = _shared(passages, one, other)
                if group is not None:
                    return group
    return None
