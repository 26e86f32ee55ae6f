"""What the tree forbids and what it settles: what is denied, asked, supposed or in question is no fact."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.matters._classes import classes_of, line_class
from onrecord.matters._readings import Candidate, Readings
from onrecord.records import ChannelState

_PROMISES = frozenset("agree pledge promise vow commit undertake resolve".split())
_STOPS = frozenset("suspend freeze halt sever cut pause frozen suspended stall cancel".split())
_BREAKS: dict[str, frozenset[str]] = {
    "stall": frozenset(), "collapse": frozenset(), "falter": frozenset(), "founder": frozenset(),
    "break": frozenset({"down", "off", "up"}), "fall": frozenset({"apart", "through"}),
    "cut": frozenset({"off"}), "call": frozenset({"off"}), "put": frozenset({"hold"}),
    "walk": frozenset({"out", "away"}), "pull": frozenset({"out"}), "scrap": frozenset(),
}  # fmt: skip
"""Verbs that end talks for the time being, with a word that must stand behind them."""
_BREAK_REACH = 4
_STANDSTILLS = frozenset({"standstill", "impasse", "stalemate", "halt", "deadlock"})
_STANDSTILL_REACH = 9
_TALKS = frozenset({"meeting", "line", "standing"})
"""Classes of words for lines that can break down."""
_LIGHT = frozenset("participation work dealing cooperation effort round series operation".split())
"""Nouns between a verb and the line that it is about: "suspended participation in the working group"."""
_RESUMES = frozenset("resume restore restart reopen reestablish revive resumption restoration".split())
_REFUSES = frozenset("refuse reject decline rebuff spurn".split())
_ASKS = frozenset("urge ask call press demand request want seek hope propose offer need try should".split())
_WISHES = frozenset("urge ask call press demand request want hope encourage".split())
"""Verbs of asking or hoping that somebody does something."""
_DIFFERS = frozenset("differ disagree".split())
_STARTS = frozenset("start begin restart".split())
_OFFERS = frozenset("give ease resume establish cooperate".split())
"""Classes of what a government that says "we will" does towards another."""
_MAYBE = frozenset({"could", "may", "might"})
_FORMULA = 12
"""Words of a formula such as "do and say things", at most."""
_SHORT = 5
_FORMULAS = tuple(
    map(frozenset, ({"move", "forward"}, {"moving", "forward"}, {"manage", "relationship"}, {"work", "together"}))
)
"""Words that undertake nothing where little else is said."""
_TO_THE_PRESS = frozenset("back know posted updated question questions answer".split())
"""Of what a spokesperson promises to those who ask: "we'll get back to you"."""
_CAUSES = frozenset({"have", "get", "make", "let"})
_REACH = 4


def supposed(readings: Readings, place: int) -> bool:
    """Tell whether a word stands in a question or under "if"."""
    _, after = readings.sentence_at(place)
    if readings.passages.words[after - 1] == "?":
        return True
    return any(readings.mood(at) == "if" for at in (place, *_above(readings, place)))


def _above(readings: Readings, place: int) -> Iterator[int]:
    first, _ = readings.sentence_at(place)
    for step, at in enumerate(readings.trees.climb(place)):
        if step >= _REACH or at < first:
            return
        yield at


def undertakes(readings: Readings, candidate: Candidate, state: str) -> bool:
    """Tell whether what the tree says allows a candidate to be something undertaken."""
    if supposed(readings, candidate.place):
        return False
    first, after = readings.clause(candidate.place)
    words = readings.passages.words[first:after]
    if "things" in words and after - first < _FORMULA:
        return False
    if "you" in words and after - first < _FORMULA and _TO_THE_PRESS & set(words):
        return False
    if after - first <= _SHORT and any(formula <= set(words) for formula in _FORMULAS):
        return False
    trees, place = readings.trees, candidate.place
    if trees.lemmas[place] in _CAUSES and trees.kids(place, "ccomp", "xcomp"):
        return False  # "have China use …": what China is to do stands below
    if trees.relations[place] == "acl:relcl" and readings.mood(place) in {"present", "is doing", "past"}:
        return state in {"first_step_reported", "refused"}  # "companies that are engaged in this": a description
    above = candidate.above
    for promise in (above, place if trees.kids(place, "xcomp") else None):
        if promise is not None and trees.lemmas[promise] in _PROMISES and readings.mood(promise) in {"would", "may"}:
            return False
    if above is None or state in {"refused", "disputed", "lapsed", "superseded", "proposed"}:
        return True
    if readings.trees.lemmas[above] in _PROMISES:
        if readings.mood(above) in {"not", "not will", "would", "may", "should"}:
            return False
        further = readings.trees.head(above)
        return further is None or readings.trees.lemmas[further] not in _ASKS or readings.mood(above) != "to"
    return True


def plainly_undertakes(readings: Readings, candidate: Candidate) -> bool:
    """Tell whether a state agrees or promises to do something, in so many words: a lower share is enough there."""
    trees, above = readings.trees, candidate.above
    saying = readings.passages.saying_of_token(candidate.place)
    if readings.mood(candidate.place) == "will" and saying.side in candidate.whose[0]:
        others = set(readings.passages.states_in(*readings.clause(candidate.place))) - set(candidate.whose[0])
        return bool(others) and bool(_OFFERS & set(classes_of(trees.lemmas[candidate.place])))
    if above is None or trees.lemmas[above] not in _PROMISES | _REFUSES or not trees.is_verb(above):
        return False
    others = set(readings.passages.states_in(*readings.clause(candidate.place))) - set(candidate.whose[0])
    return trees.is_verb(candidate.place) and bool(others or len(candidate.whose[0]) > 1)


def refused(readings: Readings, candidate: Candidate) -> bool:
    """Tell whether a state refuses to do it: "China refused to lift its tariffs"."""
    above = candidate.above
    if above is None or readings.trees.lemmas[above] not in _REFUSES:
        return False
    return readings.trees.related(candidate.place, "xcomp") and readings.mood(above) in {"past", "present"}


def reported(readings: Readings, candidate: Candidate, state: str) -> bool:
    """Tell whether what the tree says allows something to be said of a line."""
    trees, place = readings.trees, candidate.place
    if supposed(readings, place) or (candidate.above is not None and trees.lemmas[candidate.above] in _DIFFERS):
        return False
    if _of_oneself(readings, candidate):
        return False
    for at in (place, *_above(readings, place)):
        auxiliaries = {trees.words[kid] for kid in trees.kids(at, "aux")}
        if auxiliaries & _MAYBE and state != "none":
            return False
        if readings.mood(at) in {"not", "not will"}:
            return state in {"none", "refused", "proposed", "suspended"} and trees.lemmas[at] not in _STOPS
        if auxiliaries:
            break
    return True


def _of_oneself(readings: Readings, candidate: Candidate) -> bool:
    """Whether somebody who speaks for no state tells of his own talks: a journalist's "I have talked to them"."""
    saying = readings.passages.saying_of_token(candidate.place)
    if saying.statement is None or saying.side is not None:
        return False
    subject = readings.sides.subject(candidate.place)
    return subject is not None and readings.trees.words[subject] == "i"


def clear_state(readings: Readings, candidate: Candidate) -> ChannelState | None:
    """Return the state that the predicate over a line settles by itself; None where it does not."""
    trees = readings.trees
    chain = [candidate.place, *_above(readings, candidate.place)]
    if candidate.above is not None and candidate.above not in chain:
        chain.insert(1, candidate.above)
    while len(chain) > 2 and is_light(readings, chain[1]):
        del chain[1]
    lemmas = [trees.lemmas[at] for at in chain]
    told = readings.told_as(chain[1]) if len(chain) > 1 else ""
    if _at_a_standstill(readings, candidate.place):
        return "suspended"
    if len(chain) < 2:
        return None
    over = set(lemmas[1:])
    again = any(trees.words[kid] == "again" for at in chain[:2] for kid in trees.kids(at, "advmod"))
    if (
        lemmas[1] in _RESUMES
        or (again and over & _STARTS)
        or (lemmas[0] in {"talk", "communicate"} and over & _RESUMES)
    ):
        if over & _REFUSES:
            return "refused"
        if "agree" in over or "agreement" in over:
            return "agreed_to_resume"
        if over & _ASKS:
            return "proposed"
        return "agreed_to_resume" if told == "will" else "resumed" if told == "past" else None
    stands = any(trees.lemmas[kid] in _STOPS for kid in trees.kids(chain[1], "xcomp", "obj", "amod", "advcl"))
    if lemmas[1] in {"remain", "stay"} and stands:
        return "suspended"
    if lemmas[1] in _STOPS and told in {"past", "present"}:
        return "suspended"
    if lemmas[1] in _REFUSES and told in {"past", "present"}:
        return "refused"
    return "suspended" if told in {"past", "present"} and _broken_off(readings, chain[1]) else None


def asked_by(readings: Readings, place: int) -> int | None:
    """Return the verb by which somebody asks or hopes for what a word tells: "we hope the other side will …"."""
    trees = readings.trees
    first, _ = readings.sentence_at(place)
    below = place
    for at in trees.climb(place):
        if at < first:
            return None
        if trees.lemmas[at] in _WISHES and trees.relations[below].partition(":")[0] in {"xcomp", "ccomp"}:
            return at
        below = at
    return None


def broke_down(readings: Readings, candidate: Candidate) -> bool:
    """Whether talks are told to have broken down, or to stand still."""
    above = candidate.above
    if line_class(readings.trees.lemmas[candidate.place]) not in _TALKS:
        return False
    return _at_a_standstill(readings, candidate.place) or (above is not None and _broken_off(readings, above))


def is_light(readings: Readings, place: int) -> bool:
    """Whether a noun says no more of a line than that a side takes part in it."""
    return readings.trees.lemmas[place] in _LIGHT and not readings.trees.is_verb(place)


def _broken_off(readings: Readings, verb: int) -> bool:
    """Whether a verb over a line tells that talks broke down, stalled, were called off."""
    trees = readings.trees
    if not trees.is_verb(verb) or trees.lemmas[verb] not in _BREAKS:
        return False
    behind = _BREAKS[trees.lemmas[verb]]
    return not behind or bool(behind & set(trees.words[verb + 1 : verb + 1 + _BREAK_REACH]))


def _at_a_standstill(readings: Readings, place: int) -> bool:
    """Whether a line is told to be "at a standstill", or to have ground "to a halt"."""
    _, after = readings.sentence_at(place)
    words = readings.passages.words[place + 1 : min(after, place + 1 + _STANDSTILL_REACH)]
    return any(
        word in _STANDSTILLS and words[at - 1] in {"a", "an"} and words[at - 2] in {"at", "to", "reached", "hit"}
        for at, word in enumerate(words)
        if at >= 2
    )
