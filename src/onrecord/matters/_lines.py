"""What one document says of lines of communication between states.

Every noun or verb that can name a line is a candidate; a small trained model tells from its place in the tree whether
something is said of a line between states, of which level, and in which state it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from onrecord.language import Analysis
from onrecord.language.times import TimeExpression
from onrecord.language.trees import has_trees
from onrecord.matters._classes import classes_of, line_class
from onrecord.matters._countries import chosen
from onrecord.matters._countries import parties as parties_asked
from onrecord.matters._line_names import channel_of, is_general
from onrecord.matters._line_states import broke_down, clear_state, is_light, refusing_verb, willing_one
from onrecord.matters._linear import ReadingModels, joined_score, load_models, log_of, share_of
from onrecord.matters._moods import asked_by, asking_verb, reported
from onrecord.matters._no_lines import is_none
from onrecord.matters._passages import Saying, event_at
from onrecord.matters._read import joined_shares
from onrecord.matters._readings import Candidate, Readings, overlapping, readings_of
from onrecord.matters._shortest_words import OF_LINES, shortest
from onrecord.records import (
    Actor,
    ChannelLevel,
    ChannelReport,
    ChannelState,
    Document,
    Event,
    Mention,
    Statement,
    make_id,
)
from onrecord.reference import ChannelFacts, Reference

_MOST_PARTIES = 5
_FEWEST_WORDS = 3
_NEAR = 14
"""Words between a line and the verb that governs it within which the verb belongs to the evidence."""
_HYPHENS = frozenset({"-", "–"})
_SUBJECT = 9
"""Words of a subject up to which it belongs to the evidence."""
_A_PAIR = 2
_GROUP_REACH = 5
_GROUPS = {
    "inter-korean": ("KOR", "PRK"),
    "six-party": ("CHN", "JPN", "KOR", "PRK", "RUS", "USA"),
    "six party": ("CHN", "JPN", "KOR", "PRK", "RUS", "USA"),
    "quad": ("AUS", "IND", "JPN", "USA"),
    "nafta": ("CAN", "MEX", "USA"),
}
"""Lines that are named by who is in them, shortly before the word for the line."""
_LONGEST = 34
LEAST_SHARE = 0.25
"""Share from which on a word is looked at closely."""
_CLEAR = 0.2
"""Part of a threshold that is enough where the predicate over a known line settles its state."""
_TOLD_STATE = 0.1
"""Least share of a state that the predicate over the line tells."""
_NAMED_LEVEL = 0.05
"""Least share of the level that the words of a line name."""
_SET_UP = frozenset({"obj", "xcomp"})
"""Relations of what is set up to the verb that says so."""
_FORCES = frozenset("military militaries army navy".split())
STATE = 0.4
LEVEL = 0.4
"""Weights of the reader beside the linear model for state and level; out of fold."""
_BARE_USE = -99.0
"""Score of a use of a line that nothing else speaks for."""
_LOWEST = -4.0
_RULED = 0.8
"""Share of parties that the name of a line settles."""
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "over"})
"""Prepositions before what is talked about over a line."""
_BESIDE = frozenset({"sideline", "margin", "sidelines", "margins"})
_MEET = frozenset({"meet", "speak", "talk"})
_HOLD = frozenset("hold have host conclude conduct complete finish".split())
_MADE_BY_ONE = frozenset({"refused", "suspended", "proposed", "ended", "resumed"})
"""States that one side can bring about alone."""
_DOES = frozenset(
    "agree reject refuse decline propose offer promise pledge cancel suspend resume commit invite accept plan"
    " seek".split()
)
"""Verbs that mark a saying, but do what they say."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the words say of a line, before it becomes a report."""

    place: int
    span: tuple[int, int]
    parties: tuple[str, ...]
    by: tuple[str, ...]
    level: ChannelLevel
    state: ChannelState
    channel: ChannelFacts
    share: float
    """How likely it is right in all its parts; 0 for a bare use."""


def read_lines(readings: Readings, models: ReadingModels) -> list[Told]:
    """Read off the trees what is said of lines of communication, in text order."""
    asked, joined = models["reported"], models["reported, joined"]
    scored = []
    candidates = readings.lines(models)
    for candidate in candidates:
        score = joined_score(asked, joined, candidate)
        if share_of(score) >= LEAST_SHARE * (_CLEAR if _settled(readings, candidate) else 1.0):
            scored.append((score, candidate))
    scores = {readings.first_of(each.place): score for score, each in scored}
    taken = {each.place for _, each in scored}
    for each in candidates:
        # "the calls, the talks and the meetings were suspended"
        listed = scores.get(readings.first_of(each.place))
        if listed is not None and each.place not in taken and readings.channel_at(each.place) is not None:
            scored.append((listed, each))
            taken.add(each.place)
    scored += [(_BARE_USE, each) for each in candidates if each.place not in taken and is_use(readings, each)]
    found: list[Told] = []
    for score, candidate in sorted(scored, key=lambda item: (-item[0], item[1].place)):
        told = _told(readings, models, candidate, score)
        if told is not None and not any(_same(told.span, told.parties, told.channel, other) for other in found):
            found.append(told)
    return sorted(found, key=lambda item: item.span)


def _told(readings: Readings, models: ReadingModels, candidate: Candidate, score: float) -> Told | None:
    """What the words say of a line, where they say it clearly enough."""
    if is_none(readings, candidate):
        return None
    bare = score == _BARE_USE
    states = models["line state"].shares(candidate.features)
    states = joined_shares(readings.reading, "channel state", STATE, states, [candidate.place])
    clear = clear_state(readings, candidate)
    likeliest = max(states, key=lambda name: (states[name], name))
    state = cast("ChannelState", "operating" if bare else clear or likeliest)
    wish = asked_by(readings, candidate.place)
    if wish is not None and state == "operating" and not bare and not _in_use(readings, candidate):
        state = "proposed"
    if not reported(readings, candidate, state):
        return None
    levels = models["line level"].shares(candidate.features)
    levels = joined_shares(readings.reading, "channel level", LEVEL, levels, [candidate.place])
    likely = cast("ChannelLevel", max(levels, key=lambda name: (levels[name], name)))
    if not likely.startswith("military") and _of_forces(readings, candidate):
        likely = "military_senior"
    if not likely.startswith("military") and _of_officials(readings, candidate):
        likely = "working_group"
    span = span_of(readings, candidate)
    saying = said_of(readings, candidate.place)
    rule = parties_of(readings, candidate, span)
    if not rule and with_a_body(readings, candidate, span):
        return None
    parties, parties_share = rule, _RULED
    if not _named_by_group(readings, candidate.place):
        parties, parties_share = chosen(parties_asked(readings, candidate, span, saying, rule), models["party"], 2)
    most = max(_MOST_PARTIES, *map(len, _GROUPS.values()))
    if not 2 <= len(parties) <= most or span[1] - span[0] < _FEWEST_WORDS - 1:
        return None
    channel = channel_of(readings, candidate, span, likely)
    level = cast("ChannelLevel", channel.level)
    sure = {
        "found": max(score, _LOWEST), "parties": log_of(parties_share),
        "state": log_of(max(states.get(state, 0.0), _TOLD_STATE if clear == state else 0.0)),
        "level": log_of(max(levels.get(level, 0.0), _NAMED_LEVEL)),
    }  # fmt: skip
    said = saying.statement.mode if saying.statement is not None else "page" if saying.side is None else "own page"
    signs = [
        f"said {said}", f"who {candidate.whose[1]}", f"state {state}", f"level {level}", f"clear {clear == state}",
        f"parties {min(4, len(parties))}", f"ruled {parties == rule}", f"channel {channel.id.partition('/')[0]}",
        f"line {line_class(readings.trees.lemmas[candidate.place])}", f"likely level {likely == level}",
        f"joint {bool(readings.passages.joint)}",
    ]  # fmt: skip
    share = models["line right"].yes(signs, sure)
    least = models.thresholds["reported"] * (_CLEAR if _settled(readings, candidate) else 1.0)
    if not bare and share < least:
        return None
    own = doer_of(readings, candidate)
    asking = next(
        (
            verb
            for verb in (wish, willing_one(readings, candidate), asking_verb(readings, candidate.place))
            if verb is not None
        ),
        None,
    )
    if state == "proposed" and asking is not None:
        own = readings.sides.doer(asking)[0] or own
    demanded = any(readings.mood(at) == "should" for at in (candidate.place, *readings.trees.climb(candidate.place)))
    if state == "proposed" and saying.side in parties and (not own or (demanded and saying.side not in own)):
        own = (saying.side,)  # "what is needed now is dialogue", "China must restore …"
    by = own if state in _MADE_BY_ONE and set(own) < set(parties) else ()
    return Told(candidate.place, span, parties, by, level, state, channel, 0.0 if bare else share)


def _in_use(readings: Readings, candidate: Candidate) -> bool:
    """Whether what is hoped for is that a line that is there be used: "make good use of the mechanism"."""
    above = candidate.above
    return above is not None and "use" in classes_of(readings.trees.lemmas[above])


def _settled(readings: Readings, candidate: Candidate) -> bool:
    """Whether the predicate over a line of the table, or of talks that broke down, settles its state."""
    clear = clear_state(readings, candidate)
    if clear is None:
        return False
    if clear == "none" or refusing_verb(readings, candidate) is not None:
        return True
    offering = willing_one(readings, candidate)
    if offering is not None:
        return line_class(readings.trees.lemmas[candidate.place]) == "meeting" and bool(
            readings.sides.doer(offering)[0]
        )
    return readings.channel_at(candidate.place) is not None or broke_down(readings, candidate)


def _of_forces(readings: Readings, candidate: Candidate) -> bool:
    """Whether armed forces are the ones who talk: "our militaries would start talking again"."""
    subject = readings.sides.subject(candidate.place)
    return subject is not None and readings.trees.lemmas[subject] in _FORCES


def _of_officials(readings: Readings, candidate: Candidate) -> bool:
    """Whether the line is a working group or a task force: of 54 annotated ones 48 are of officials."""
    trees, place = readings.trees, candidate.place
    below = [at for kid in trees.kids(place, *_SET_UP) for at in (kid, *trees.kids(kid, *_SET_UP))]
    for at in (place, *(below if trees.is_verb(place) else ())):
        before = {trees.words[kid] for kid in trees.kids(at, "compound", "amod")}
        if (trees.lemmas[at] == "group" and "working" in before) or (trees.lemmas[at] == "force" and "task" in before):
            return True
    return False


def _named_by_group(readings: Readings, place: int) -> tuple[str, ...]:
    """The members of a line that is named by who is in it: "the six-party talks"."""
    trees = readings.trees
    words = readings.passages.words[max(0, place - _GROUP_REACH) : place + 1]
    for kid in trees.kids(place, "nmod"):
        if trees.case(kid) in {"on", "over"}:  # "calls on the inter-Korean hotline"
            words += [trees.words[at] for at in trees.under(kid)]
    near = f" {' '.join(words)} "
    return next((members for name, members in _GROUPS.items() if f" {name} " in near), ())


def _same(span: tuple[int, int], parties: tuple[str, ...], channel: ChannelFacts, other: Told) -> bool:
    """Whether the same words tell of the same line, or of one that has no name of its own."""
    if not overlapping(span, other.span) or parties != other.parties:
        return False
    plain = is_general(channel.id) or is_general(other.channel.id)
    return plain or channel.id == other.channel.id


def is_use(readings: Readings, candidate: Candidate) -> bool:
    """Whether a line is told to have been used: persons of two states who hold like posts met, spoke, held talks."""
    trees = readings.trees
    place = candidate.place
    verb = place if trees.is_verb(place) else candidate.above
    if verb is None or trees.lemmas[verb] not in (_MEET if verb == place else _HOLD):
        return False
    if line_class(trees.lemmas[place]) != "meeting" or readings.mood(verb) != "past":
        return False
    named = readings.channel_at(place)
    known = named is not None and not named.id.endswith("in general") and verb != place
    return known or readings.group_of(readings.number_of(place)) is not None


def doer_of(readings: Readings, candidate: Candidate) -> tuple[str, ...]:
    """Return the states that bring the state about: of "China rejected a meeting between …", China."""
    refusing = refusing_verb(readings, candidate)
    if refusing is not None:
        return readings.sides.doer(refusing)[0]
    above = candidate.above
    if above is not None and is_light(readings, above):
        above = next((at for at in readings.trees.climb(above) if not is_light(readings, at)), None)
    if above is not None and readings.trees.is_verb(above) and not readings.trees.is_verb(candidate.place):
        return readings.sides.doer(above)[0]
    return candidate.whose[0]


def span_of(readings: Readings, candidate: Candidate) -> tuple[int, int]:
    """Return the words that tell of the line: its phrase with the predicate it hangs on."""
    trees = readings.trees
    place = candidate.place
    first, after = readings.sentence_at(place)
    begin, end = readings.clause(place)
    verb = place
    if not trees.is_verb(place) and readings.first_of(place) == place:
        above = candidate.above
        if above is not None and is_light(readings, above):
            above = next((at for at in trees.climb(above) if not is_light(readings, at)), above)
        if above is not None and first <= above < after and abs(above - place) <= _NEAR:
            verb = above
            begin = min(begin, above)
            if above >= end:
                end = max(end, min(readings.clause(above)[1], above + 5))
    for kid in trees.kids(verb, "nsubj"):
        low = trees.under(kid, "acl", "appos", "nmod")[0]
        if first <= low < begin and begin - low <= _SUBJECT:
            begin = low
    words = readings.passages.words
    end = min(end, begin + _LONGEST, after)
    while end > begin + 1 and not words[end - 1][-1:].isalnum():
        end -= 1
    while begin < end - 1 and not words[begin][:1].isalnum():
        begin += 1
    while begin > first + 1 and words[begin - 1] in _HYPHENS and _glued(readings, begin):
        begin -= 2  # "the U.S.-China working group"
    return begin, end


def _glued(readings: Readings, place: int) -> bool:
    """Whether no space stands between a word, the hyphen before it, and the word before that."""
    passages = readings.passages
    return passages.ends[place - 1] == passages.starts[place] and passages.ends[place - 2] == passages.starts[place - 1]


def said_of(readings: Readings, place: int) -> Saying:
    """Return who says what is said of a line; "China rejected a meeting" is said by the page, not by China."""
    passages = readings.passages
    saying = readings.said_at(place)
    if saying.statement is None or saying.statement.cue is None:
        return saying
    for above in readings.trees.climb(place):
        if saying.statement.cue.start <= passages.starts[above] < saying.statement.cue.end and readings.trees.is_verb(
            above
        ):
            return readings.said_at(above) if readings.trees.lemmas[above] in _DOES else saying
    return saying


def parties_of(readings: Readings, candidate: Candidate, span: tuple[int, int]) -> tuple[str, ...]:
    """Return the states between which the line runs: those that do it or are named with it, or the page's two."""
    passages, trees = readings.passages, readings.trees
    joint = tuple(item.side for item in passages.joint if item.side is not None)
    members = _named_by_group(readings, candidate.place)
    if members:
        return members
    phrase = trees.under(candidate.place, "acl:relcl", "advcl", "parataxis", "conj")
    named_first = readings.sides.acting_in(phrase[0], candidate.place + 1)
    if len(named_first) == _A_PAIR and not trees.is_verb(candidate.place):
        return tuple(sorted(named_first))  # "the U.S.-Russia dialogue on …"
    own = _taking_part(readings, phrase[0], phrase[-1] + 1)
    if len(own) >= _A_PAIR:
        own = [*own, *_who_meets_them(readings, candidate, own)]
        return tuple(sorted(own)) if len(own) <= _MOST_PARTIES else ()
    doers = candidate.whose[0]
    with_whom = _with_whom(readings, candidate)
    if len({*doers, *with_whom}) == _A_PAIR:
        return tuple(sorted({*doers, *with_whom}))  # "Beijing shut down the channel with Washington"
    named = sorted({*own, *doers, *_taking_part(readings, *span)})
    if len(named) == 2:
        return tuple(named)
    if joint:
        return joint
    if len(named) > 2:
        both = sorted({*own, *doers})
        if len(both) == 2:
            return tuple(both)
        return tuple(named) if len(named) <= 3 else ()
    saying = passages.saying_of_token(candidate.place)
    if len(named) < _A_PAIR and with_a_body(readings, candidate, span):
        return ()
    if len(named) == 1:
        first, after = readings.sentence_at(candidate.place)
        near = [state for state in _taking_part(readings, first, after) if state not in named]
        if len(near) == 1:
            return tuple(sorted({*named, *near}))
        others = passages.others_than(named)
        if others:
            return tuple(sorted({*named, *others}))
        if saying.side is not None and saying.side not in named:
            return tuple(sorted({saying.side, *named}))
        return ()
    return passages.pair_before(candidate.place)


def with_a_body(readings: Readings, candidate: Candidate, span: tuple[int, int]) -> bool:
    """Tell whether a line is one with a body of many states: "will attend a meeting of NATO's foreign ministers".

    Where no two states are named with it, it is none between the two that the page is about: of 53 such passages of the
    training sample 6 were.
    """
    trees = readings.trees
    phrase = trees.under(candidate.place, "acl:relcl", "advcl", "parataxis", "conj")
    places = readings.passages.bodies_in(min(phrase[0], span[0]), max(phrase[-1] + 1, span[1]))
    return any(
        not any(trees.case(at) == "at" or trees.lemmas[at] in _BESIDE for at in (place, *trees.climb(place)))
        for place in places
    )


def _taking_part(readings: Readings, first: int, after: int) -> list[str]:
    """The states that act in a stretch, those left out that are only spoken about: "the U.S.-EU Dialogue on China"."""
    trees = readings.trees
    about: set[int] = set()
    for place in range(first, after):
        if trees.related(place, "nmod", "obl") and trees.case(place) in _ABOUT:
            about.update(trees.under(place))
    pieces, begin = [], first
    for place in range(first, after + 1):
        if place == after or place in about:
            pieces.append((begin, place))
            begin = place + 1
    return list(dict.fromkeys(country for piece in pieces for country in readings.sides.acting_in(*piece)))


def _who_meets_them(readings: Readings, candidate: Candidate, states: Sequence[str]) -> tuple[str, ...]:
    """Who has a line with states that are only those with whom it is: "we are in talks with Mexico and Canada"."""
    trees, place = readings.trees, candidate.place
    with_them: set[str] = set()
    for at in (place, *([] if candidate.above is None else [candidate.above])):
        for kid in trees.kids(at, "obl", "nmod"):
            if kid > at and trees.case(kid) == "with":
                with_them.update(readings.sides.of_phrase(kid)[0])
    if not states or not set(states) <= with_them:
        return ()
    return tuple(state for state in doer_of(readings, candidate) or candidate.whose[0] if state not in states)


def _with_whom(readings: Readings, candidate: Candidate) -> tuple[str, ...]:
    """The states with which a verb over a line is done, where the tree hangs them on the verb."""
    trees, above = readings.trees, candidate.above
    if above is None or not trees.is_verb(above) or trees.is_verb(candidate.place):
        return ()
    found: set[str] = set()
    for kid in trees.kids(above, "obl", "nmod"):
        if kid > above and trees.case(kid) in {"with", "between"}:
            found.update(readings.sides.of_phrase(kid)[0])
    return tuple(sorted(found))


def find_channel_reports(
    document: Document,
    analysis: Analysis,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    reference: Reference,
    *,
    models: ReadingModels | None = None,
) -> tuple[ChannelReport, ...]:
    """Find what a document says of lines of communication between states.

    Args:
        document: the document, its date and kind judged.
        analysis: its tokens and sentences; without trees nothing is read.
        times: its time expressions.
        statements: who says what in it.
        events: what it tells as events, to which reports are tied by their words; may be empty.
        actors: who is spoken of.
        mentions: where.
        reference: the tree of channels, countries and outlets.
        models: other weights than those of the package (to cross-validate).

    Returns:
        Reports in text order; a channel that is only named, with no word about its state, yields none.
    """
    if not has_trees(analysis):
        return ()
    readings = readings_of(document, analysis, times, statements, actors, mentions, reference)
    reports = (report for report, _ in channel_reports(readings, models or load_models()))
    return tuple(replace(report, event=event_at(events, report.evidence)) for report in reports)


def channel_reports(readings: Readings, models: ReadingModels) -> list[tuple[ChannelReport, float]]:
    """Return the reports of a document in text order, each with how likely it is right in all its parts.

    Args:
        readings: the document.
        models: the weights.
    """
    passages = readings.passages
    found: dict[str, tuple[ChannelReport, float]] = {}
    for told in read_lines(readings, models):
        saying = said_of(readings, told.place)
        words = passages.evidence(*shortest(readings, told.place, told.span, OF_LINES))
        key = make_id("lrep", passages.document.id, told.channel.id, told.state, words.start, words.end)
        if key in found:
            continue
        first, after = readings.sentence_at(told.place)
        report = ChannelReport(
            id=key,
            document=passages.document.id,
            key="-".join(told.parties),
            channel=told.channel.id,
            name=told.channel.label,
            level=told.level,
            parties=told.parties,
            state=told.state,
            date=passages.date_at(first, readings.before_description(told.place, after), saying, told.span),
            by=told.by,
            asserted_by=saying.asserted_by,
            evidence=(words,),
            statement=saying.statement.id if saying.statement is not None else None,
        )
        found[key] = report, told.share
    return list(found.values())
