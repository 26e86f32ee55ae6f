"""What the predicate over a line of communication settles by itself: suspended, refused, resumed, none, last used."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.matters._classes import classes_of, line_class
from onrecord.matters._readings import Candidate, Readings
from onrecord.records import ChannelState

_STOPS = frozenset("suspend freeze halt sever cut pause frozen suspended stall cancel disconnect severe".split())
"""Also "severe": the lemma that "severed" gets."""
_BREAKS: dict[str, frozenset[str]] = {
    "stall": frozenset(), "collapse": frozenset(), "falter": frozenset(), "founder": frozenset(),
    "break": frozenset({"down", "off", "up"}), "fall": frozenset({"apart", "through"}),
    "cut": frozenset({"off"}), "call": frozenset({"off"}), "put": frozenset({"hold"}),
    "walk": frozenset({"out", "away"}), "pull": frozenset({"out"}), "scrap": frozenset(), "shelve": frozenset(),
    "shut": frozenset({"down", "off"}), "switch": frozenset({"off"}),
}  # fmt: skip
"""Verbs that end talks for the time being, with a word that must stand behind them."""
_BREAK_REACH = 4
_ENDS = frozenset("end terminate discontinue abolish dissolve".split())
_LASTING = frozenset({"line", "standing", "relations"})
"""Classes of lines that end for good; talks that ended are a round that is over."""
_STANDSTILLS = frozenset({"standstill", "impasse", "stalemate", "halt", "deadlock"})
_STANDSTILL_REACH = 9
_TALKS = frozenset({"meeting", "line", "standing"})
"""Classes of words for lines that can break down."""
_LIGHT = frozenset("participation work dealing cooperation effort round series operation".split())
"""Nouns between a verb and the line that it is about: "suspended participation in the working group"."""
_RESUMES = frozenset("resume restore restart reopen reopene reestablish revive resumption restoration".split())
"""Also "reopene": the lemma that "reopening" gets."""
_REFUSES = frozenset("refuse reject decline rebuff spurn".split())
_REFUSED = frozenset("request proposal offer invitation appeal overture bid".split())
"""What is refused where somebody asked for a line or a meeting: "declined a request for a meeting"."""
_TALKING = frozenset("meet talk speak negotiate".split())
_ASKS = frozenset("urge ask call press demand request want seek hope propose offer need try should".split())
_PLANS = frozenset("plan decide decision intend due set schedule expect prepare announce".split())
"""Words under which a line is to be opened again: "was due to be restored"."""
_STARTS = frozenset("start begin restart".split())
_KEEPS = frozenset("maintain keep continue strengthen enhance deepen use".split())
_WILLING = frozenset({"ready", "willing", "prepared", "open"})
_DENIES = frozenset({"deny", "refute", "dispute"})
_ANSWERS = frozenset("answer return take pick respond reply".split())
_CALLS = frozenset("call phone hotline telephone line".split())
_UNANSWERED = frozenset({"unanswered", "unreturned"})
_HAVE = frozenset({"have", "be", "exist", "remain"})
_NO_LINE = frozenset("contact communication dialogue dialog channel line hotline link talk relation tie".split())
"""What can be told not to be there at all: "have no direct line of communication"."""
_LAST = frozenset("use hold meet speak talk convene".split())
_ABOVE = 4
"""Words up the tree that say something of a line."""


def above_in_sentence(readings: Readings, place: int) -> Iterator[int]:
    """Yield the words that a word hangs on, nearest first, as far as they can say something of it."""
    first, _ = readings.sentence_at(place)
    for step, at in enumerate(readings.trees.climb(place)):
        if step >= _ABOVE or at < first:
            return
        yield at


def denied_by(readings: Readings, place: int) -> int | None:
    """Return the verb by which somebody denies what a word tells: "denied that it had agreed to …"; None for none."""
    trees = readings.trees
    below = place
    for at in above_in_sentence(readings, place):
        denies = trees.lemmas[at] in _DENIES and trees.is_verb(at) and readings.mood(at) != "not"
        if denies and trees.relations[below].partition(":")[0] in {"ccomp", "xcomp", "advcl"}:
            return at
        below = at
    return None


def clear_state(readings: Readings, candidate: Candidate) -> ChannelState | None:
    """Return the state that the predicate over a line settles by itself; None where it does not."""
    trees = readings.trees
    chain = _chain(readings, candidate)
    lemmas = [trees.lemmas[at] for at in chain]
    told = readings.told_as(chain[1]) if len(chain) > 1 else ""
    if _at_a_standstill(readings, candidate.place):
        return "suspended"
    if refusing_verb(readings, candidate) is not None:
        return "refused"
    denied = denied_by(readings, candidate.place) is not None and line_class(lemmas[0]) in _TALKS
    if denied or _is_missing(readings, candidate.place):
        return "none"
    if _last_used(readings, chain[:2]):
        return "operating"
    if willing_one(readings, candidate) is not None:
        return "proposed"
    if len(chain) < 2:
        return None
    over = set(lemmas[1:])
    again = any(trees.words[kid] == "again" for at in chain[:2] for kid in trees.kids(at, "advmod"))
    if (
        lemmas[1] in _RESUMES
        or (again and over & _STARTS)
        or (lemmas[0] in {"talk", "communicate"} and over & _RESUMES)
    ):
        return _taken_up_again(readings, chain, told)
    if lemmas[1] == "suspension" and not over & _ASKS:
        return "suspended"
    stands = any(trees.lemmas[kid] in _STOPS for kid in trees.kids(chain[1], "xcomp", "obj", "amod", "advcl"))
    if lemmas[1] in {"remain", "stay"} and stands:
        return "suspended"
    if lemmas[1] in _STOPS and told in {"past", "present", "is doing"}:
        return "suspended"
    if lemmas[1] in _REFUSES and told in {"past", "present"}:
        return "refused"
    if lemmas[1] in _ENDS and told == "past":
        return "ended" if line_class(lemmas[0]) in _LASTING else "operating"
    if told in {"past", "present"} and _broken_off(readings, chain[1]):
        return "suspended"
    return "suspended" if any(trees.lemmas[kid] in _STOPS for kid in _participles(readings, candidate.place)) else None


def _chain(readings: Readings, candidate: Candidate) -> list[int]:
    """A line and the words over it, those that say no more of it left out."""
    chain = [candidate.place, *above_in_sentence(readings, candidate.place)]
    if candidate.above is not None and candidate.above not in chain:
        chain.insert(1, candidate.above)
    while len(chain) > 2 and is_light(readings, chain[1]):
        del chain[1]
    return chain


def _taken_up_again(readings: Readings, chain: list[int], told: str) -> ChannelState | None:
    """The state of a line under a verb of resuming: done, agreed to, asked for, refused, or not come about."""
    trees = readings.trees
    over = {trees.lemmas[at] for at in chain[1:]}
    if over & _REFUSES:
        return "refused"
    if trees.words[max(0, chain[1] - 2) : chain[1]] == ["yet", "to"] or told == "not":
        return "suspended"
    if "agree" in over or "agreement" in over:
        return "agreed_to_resume"
    if over & _ASKS:
        return "proposed"
    if told == "past" and readings.mood(chain[1]) == "to" and len(chain) > 2:
        by = set(classes_of(trees.lemmas[chain[2]]))
        if by & {"agree", "promise", "decide"}:
            return "agreed_to_resume"  # "consented to restart …": not yet done
    begun = told == "is doing" and bool(readings.sides.doer(chain[1])[0])
    if told == "will" or begun or (told in {"to", "past"} and over & _PLANS):
        return "agreed_to_resume"
    return "resumed" if told == "past" else None


def willing_one(readings: Readings, candidate: Candidate) -> int | None:
    """Return the word by which a side offers another a line: "is ready to meet", "is open to talks"; None for none.

    What is only to be kept up so ("ready to maintain communication") is no offer of a line that is not there.
    """
    trees = readings.trees
    below = candidate.place
    for at in above_in_sentence(readings, candidate.place):
        if trees.lemmas[below] in _KEEPS:
            return None
        if trees.lemmas[at] in _WILLING and trees.kids(at, "cop", "nsubj"):
            by_talks = trees.related(below, "obl") and trees.case(below) == "to"
            if not by_talks and not trees.related(below, "xcomp", "ccomp", "advcl"):
                return None
            offers = readings.mood(at) in {"present", "past", "has", "bare"}
            return at if offers and _to_another(readings, candidate, at) else None
        if not trees.related(below, "xcomp", "obj", "conj") or trees.kids(below, "nsubj"):
            return None
        below = at
    return None


def _to_another(readings: Readings, candidate: Candidate, willing: int) -> bool:
    """Whether a side that is ready to talk is so towards another one; "to meet any threat" is no talk."""
    trees, place = readings.trees, candidate.place
    if trees.is_verb(place) and trees.kids(place, "obj"):
        met = trees.kids(place, "obj")[0]
        return trees.lemmas[place] == "meet" and bool(readings.sides.of_phrase(met)[0])
    own = set(readings.sides.doer(willing)[0])
    first, after = readings.sentence_at(place)
    partners = {trees.lemmas[kid] for at in (place, candidate.above or place) for kid in trees.kids(at, "obl", "nmod")}
    return bool(own) and bool(set(readings.passages.states_in(first, after)) - own or "counterpart" in partners)


def refusing_verb(readings: Readings, candidate: Candidate) -> int | None:
    """Return the verb by which a side refuses a line that it is asked for, or does not answer; None for none.

    "Refused to meet", "declined a request for a call", "ruled out talks", "has not answered calls".
    """
    trees = readings.trees
    chain = _chain(readings, candidate)
    told = [at for at in chain[1:] if trees.is_verb(at) or trees.lemmas[at] == "refusal"]
    if not told:
        return None
    for_what = [at for at in told if not (trees.related(at, "acl") and trees.lemmas[trees.heads[at]] in _REFUSED)]
    verb = for_what[0] if for_what else told[0]  # "a proposal to set up a hotline" is refused, not the setting up
    if readings.mood(verb) not in {"past", "present", "not", "bare"}:
        return None
    behind = set(trees.words[verb + 1 : verb + 1 + _BREAK_REACH])
    asked = any(trees.lemmas[at] in _REFUSED for at in chain[1 : chain.index(verb)])
    refuses = trees.lemmas[verb] in _REFUSES or (trees.lemmas[verb] == "turn" and "down" in behind)
    if refuses and asked and readings.mood(verb) != "not":
        return verb
    talks = trees.is_verb(candidate.place) and trees.lemmas[candidate.place] in _TALKING
    refusal = trees.lemmas[verb] == "refusal"
    if trees.lemmas[verb] == "rule" and "out" in behind and verb == chain[1]:
        line = line_class(trees.lemmas[candidate.place]) in _TALKS
        return verb if line and trees.related(candidate.place, "obj") else None
    if talks and verb == chain[1] and (refuses or refusal) and readings.mood(verb) != "not":
        return verb if trees.related(candidate.place, "xcomp", "acl") else None
    if trees.lemmas[candidate.place] not in _CALLS or chain[1] != verb:
        return None
    if trees.lemmas[verb] in _ANSWERS and readings.mood(verb) == "not":
        return verb
    return verb if behind & _UNANSWERED and trees.lemmas[verb] == "go" else None


def _is_missing(readings: Readings, place: int) -> bool:
    """Whether a line is told not to be there: "have no direct line of communication", "there is no contact"."""
    trees = readings.trees
    above = trees.head(place)
    if trees.lemmas[place] not in _NO_LINE or above is None or trees.is_verb(place):
        return False
    there = any(trees.words[kid] == "there" for kid in trees.kids(place, "expl", "nsubj"))  # "there is no …": its head
    if not there and (trees.lemmas[above] not in _HAVE or not trees.related(place, "obj", "nsubj")):
        return False
    if any(trees.words[kid] == "no" for kid in trees.kids(place, "det")):
        return readings.mood(place if there else above) in {"past", "present", "not"}
    return any(trees.words[kid] == "any" for kid in trees.kids(place, "det")) and readings.mood(above) == "not"


def _last_used(readings: Readings, chain: list[int]) -> bool:
    """Whether a line is told to have been used last on a day: "was last used in November"."""
    trees = readings.trees
    return any(
        trees.lemmas[at] in _LAST
        and readings.mood(at) == "past"
        and any(trees.words[kid] == "last" for kid in trees.kids(at, "advmod"))
        for at in chain
    )


def _participles(readings: Readings, place: int) -> list[int]:
    """What is told of a line beside it: "the hotline, cut by Pyongyang in 2016"."""
    trees = readings.trees
    return [kid for kid in trees.kids(place, "acl") if trees.tags[kid] == "VBN" and kid > place]


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
    """Whether a line is told to be "at a standstill", "on hold", or to have ground "to a halt"."""
    _, after = readings.sentence_at(place)
    words = readings.passages.words[place + 1 : min(after, place + 1 + _STANDSTILL_REACH)]
    held = any(word in {"hold", "ice"} and words[at - 1] == "on" for at, word in enumerate(words) if at)
    return held or any(
        word in _STANDSTILLS and words[at - 1] in {"a", "an"} and words[at - 2] in {"at", "to", "reached", "hit"}
        for at, word in enumerate(words)
        if at >= 2
    )
