"""What the tree forbids and what it settles: what is denied, asked, supposed or in question is no fact."""

from __future__ import annotations

from onrecord.matters._classes import classes_of
from onrecord.matters._line_states import above_in_sentence, denied_by
from onrecord.matters._readings import Candidate, Readings

_PROMISES = frozenset("agree consent pledge promise vow commit undertake resolve".split())
_STOPS = frozenset("suspend freeze halt sever cut pause frozen suspended stall cancel".split())
_REFUSES = frozenset("refuse reject decline rebuff spurn".split())
_ASKS = frozenset("urge ask call press demand request want seek hope propose offer need try should".split())
_WISHES = frozenset("urge ask call press demand request want hope encourage".split())
"""Verbs of asking or hoping that somebody does something."""
_FAILS = frozenset({"fail"})
_NOBODY = frozenset({"neither", "no", "none", "nobody"})
_DIFFERS = frozenset("differ disagree".split())
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
_ACTORS = frozenset({"party", "phrase", "we", "they", "it", "pair"})
"""How somebody is named who acts, where it is no thing of theirs."""
_BEFALLS = frozenset("struggle suffer lose face collapse".split())
"""Verbs of what happens to somebody, which nobody undertakes: "Russia would struggle to sustain it"."""


def supposed(readings: Readings, place: int) -> bool:
    """Tell whether a word stands in a question or under "if"."""
    _, after = readings.sentence_at(place)
    if readings.passages.words[after - 1] == "?":
        return True
    return any(readings.mood(at) == "if" for at in (place, *above_in_sentence(readings, place)))


def comes_to_nothing(readings: Readings, place: int) -> bool:
    """Tell whether what a word tells was not brought about: "failed to agree on …", "no date has been set for …"."""
    trees = readings.trees
    below = place
    for at in (place, *above_in_sentence(readings, place)):
        if at != below and trees.relations[below].partition(":")[0] == "advcl" and trees.kids(below, "nsubj"):
            return False  # "there is no path to talks, as Washington pledged to …": another clause
        below = at
        if at != place and trees.lemmas[at] in _FAILS and trees.is_verb(at) and at < place:
            return True
        for subject in trees.kids(at, "nsubj"):
            own = {trees.words[subject], *(trees.words[kid] for kid in trees.kids(subject, "det"))}
            if subject < place and own & _NOBODY:
                return True
    return False


def undertakes(readings: Readings, candidate: Candidate, state: str) -> bool:
    """Tell whether what the tree says allows a candidate to be something undertaken."""
    if supposed(readings, candidate.place):
        return False
    if state != "refused" and comes_to_nothing(readings, candidate.place):
        return False
    first, after = readings.clause(candidate.place)
    words = readings.passages.words[first:after]
    if "things" in words and after - first < _FORMULA:
        return False
    if "you" in words and after - first < _FORMULA and _TO_THE_PRESS & set(words):
        return False
    opens_list = ":" in readings.passages.words[after : readings.sentence_at(candidate.place)[1]]
    before = [] if candidate.above is None else readings.passages.words[candidate.above : first]
    if opens_list and "following" in (*words, *before) and not any(word[:1].isdigit() for word in words):
        return False  # "will take the following steps to strengthen it:" names nothing yet
    trees, place = readings.trees, candidate.place
    about = any(trees.case(kid) in {"on", "against"} for kid in trees.kids(place, "obl", "nmod"))
    if after - first <= _SHORT and not about and any(formula <= set(words) for formula in _FORMULAS):
        return False
    makes_sure = trees.words[place + 1 : place + 2] in (["sure"], ["certain"])
    if trees.lemmas[place] in _CAUSES and not makes_sure and trees.kids(place, "ccomp", "xcomp"):
        return False  # "have China use …": what China is to do stands below
    if trees.relations[place] == "acl:relcl" and readings.mood(place) in {"present", "is doing", "past"}:
        return state in {"first_step_reported", "refused"}  # "companies that are engaged in this": a description
    if state == "announced" and trees.lemmas[place] not in _PROMISES and _is_done(readings, place):
        return False  # "have restored their hotline": a deed, no undertaking
    if trees.lemmas[place] in _BEFALLS or _done_to_it(readings, place) or _has_to(readings, candidate):
        return False
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


def _is_done(readings: Readings, place: int) -> bool:
    """Whether a verb tells by itself what was done: "have restored their hotline"."""
    trees = readings.trees
    own = any(trees.lemmas[kid] == "have" for kid in trees.kids(place, "aux")) or trees.tags[place] == "VBD"
    return trees.is_verb(place) and own and readings.mood(place) == "past" and not trees.kids(place, "xcomp", "ccomp")


def _done_to_it(readings: Readings, place: int) -> bool:
    """Whether it tells what is done to a state, not what that does: "America will not be held hostage"."""
    trees = readings.trees
    subjects = [kid for kid in trees.kids(place, "nsubj") if trees.relations[kid] == "nsubj:pass"]
    if not subjects or trees.lemmas[place] in _PROMISES:
        return False
    countries, kind = readings.sides.of_phrase(subjects[-1])
    return bool(countries) and kind in _ACTORS


def _has_to(readings: Readings, candidate: Candidate) -> bool:
    """Whether another says what somebody will have to do, which that one does not undertake."""
    trees, above = readings.trees, candidate.above
    if above is None or trees.lemmas[above] != "have" or not trees.related(candidate.place, "xcomp"):
        return False
    return readings.passages.saying_of_token(candidate.place).side not in candidate.whose[0]


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
    """Tell whether a state refuses to do it: "China refused to lift its tariffs", "its refusal to lift them"."""
    above = candidate.above
    if above is not None and readings.trees.lemmas[above] == "refusal":
        return readings.trees.related(candidate.place, "acl")
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
    if denied_by(readings, place) is not None:
        return state == "none"
    if state not in {"none", "refused", "suspended"} and comes_to_nothing(readings, place):
        return False
    if any(trees.lemmas[at] == "threaten" and trees.is_verb(at) for at in above_in_sentence(readings, place)):
        return False
    for at in (place, *above_in_sentence(readings, place)):
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


def asking_verb(readings: Readings, place: int) -> int | None:
    """Return the verb by which somebody asks another for what a word tells: "called on China to reopen the line"."""
    trees = readings.trees
    for at in above_in_sentence(readings, place):
        if trees.lemmas[at] in _WISHES and trees.is_verb(at) and readings.mood(at) in {"past", "present", "has"}:
            return at
    return None


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
