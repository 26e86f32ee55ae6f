"""The mode of an event: by the word that names it, and by what is asked, refused or threatened."""

from __future__ import annotations

from onrecord.events._lexicon import Part, lexicon
from onrecord.events._plover import known_mode
from onrecord.events._tree import Tree
from onrecord.records import EventType

_NEAR = 12  # tokens after the word that asks, in which it is said what for
_NOUNS = ("obj", "nsubj:pass", "nmod", "obl", "compound", "amod")
_STOPPING = frozenset("stop cease refrain end halt release lift avoid withdraw cancel remove rescind revoke".split())
_MEETINGS = frozenset("meeting meet visit talk trip summit call dialogue dinner conference session negotiation".split())
_HELPING = frozenset("help assist assistance aid support cooperate cooperation work provide".split())
_VIOLENT = frozenset("attack strike war force fire destroy retaliate retaliation military bomb annihilate".split())
_PERSONS = frozenset(
    "diplomat official ambassador envoy officer minister journalist reporter correspondent employee staff worker"
    " student citizen national member spy attache attaché he she they him her them".split()
)
_RESTRICTING = frozenset("sanction tariff duty ban restrict restriction embargo measure countermeasure penalty".split())


def mode_of(tree: Tree, place: int, event: EventType) -> str | None:
    """Return the PLOVER mode of an event of a type that a word names; None where none fits."""
    part: Part = "noun" if tree.is_noun(place) else "verb"
    kids = tree.kids(place, *_NOUNS, "compound:prt", "advmod")
    near = {tree.lemmas[kid] for kid in kids} | {tree.words[kid] for kid in kids} | {tree.case(kid) for kid in kids}
    whom = tree.kids(place, "obj", "nsubj:pass", "nmod", "compound")
    someone = any(tree.tag(kid).startswith("NNP") or tree.lemmas[kid] in _PERSONS for kid in whom)
    for entry in lexicon().get((tree.lemmas[place], part), ()):
        if entry.need == "person" and not someone:
            continue
        if entry.event == event and entry.mode and (not entry.company or entry.company & near):
            return known_mode(event, entry.mode)
    if event not in ("REQUEST", "REJECT", "THREATEN"):
        return None
    words = set(tree.lemmas[place : place + 1 + _NEAR])
    if event == "THREATEN":
        if words & _VIOLENT:
            return "violence"
        return "restrict" if words & _RESTRICTING else "relations"
    if words & _MEETINGS:
        return "meet"
    if words & _STOPPING:
        return "yield"
    return "assist" if words & _HELPING else "change"
