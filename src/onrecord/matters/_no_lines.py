"""What looks like a line of communication between two states, and is none."""

from __future__ import annotations

from onrecord.matters._readings import Candidate, Readings

_OTHERS = frozenset(
    "ally partner congress senate lawmaker legislator senator congressman congresswoman member committee caucus"
    " community company business firm industry executive investor stakeholder union farmer reporter press media"
    " journalist correspondent public republican democrat conservative expert scholar academic researcher scientist"
    " family friend lawyer attorney donor supporter voter resident citizen patient".split()
)
"""With whom a government speaks that is no other state, where none is named with them."""
_AT_HOME = frozenset({"congress", "senate", "republican", "democrat", "lawmaker"})
_SAYS = frozenset({"talk", "speak", "comment", "discuss"})
_DECLINES = frozenset({"refuse", "decline", "refusal"})
_MET = frozenset(
    "threat challenge need demand target goal obligation deadline standard requirement commitment condition expectation"
    " criterion criteria objective end pledge promise moment test".split()
)
"""What is met without a meeting."""
_OF = frozenset({"about", "of", "on", "regarding", "concerning"})
_TO = frozenset({"with", "to"})
_BODIES = frozenset({"commission", "council", "parliament"})


def is_none(readings: Readings, candidate: Candidate) -> bool:
    """Tell whether words like those for a line tell of none: talks at home, no comment, the name of a body.

    Args:
        readings: the document.
        candidate: the word that would name the line or its use.
    """
    return (
        _with_others(readings, candidate)
        or _gives_no_comment(readings, candidate.place)
        or _is_party(readings, candidate.place)
        or _meets_a_need(readings, candidate.place)
    )


def _with_others(readings: Readings, candidate: Candidate) -> bool:
    """Whether those with whom somebody speaks are no state: "in close consultation with our allies and partners"."""
    trees, passages = readings.trees, readings.passages
    places = [candidate.place, *([] if candidate.above is None else [candidate.above])]
    partners = [
        each
        for at in places
        for kid in trees.kids(at, "obl", "nmod")
        if kid > candidate.place and trees.case(kid) == "with"
        for each in trees.joined(kid)
    ]
    if not partners or not all(trees.lemmas[each] in _OTHERS for each in partners):
        return False
    first, after = trees.under(partners[0])[0], trees.under(partners[-1])[-1] + 1
    return bool(_AT_HOME & {trees.lemmas[each] for each in partners}) or not passages.states_in(first, after)


def _gives_no_comment(readings: Readings, place: int) -> bool:
    """Whether somebody only does not speak of something: "refused to talk about the drills"."""
    trees = readings.trees
    above = trees.head(place)
    if above is None or trees.lemmas[place] not in _SAYS or not trees.is_verb(place):
        return False
    if trees.lemmas[above] not in _DECLINES or not trees.related(place, "xcomp", "acl"):
        return False
    cases = {trees.case(kid) for kid in trees.kids(place, "obl", "nmod")}
    return bool(cases & _OF or trees.kids(place, "obj")) and not cases & _TO


def _is_party(readings: Readings, place: int) -> bool:
    """Whether the word ends the name of one who acts: "the European Commission" is a side, no line between two."""
    passages = readings.passages
    if passages.words[place] not in _BODIES:
        return False
    return any(
        party.first < place == party.after - 1 and len(party.countries) == 1
        for party in passages.parties_in(max(0, place - 3), place + 1)
    )


def _meets_a_need(readings: Readings, place: int) -> bool:
    """Whether what is met is no person: "to meet any threat", "met its obligations"."""
    trees = readings.trees
    if not trees.is_verb(place) or trees.lemmas[place] != "meet":
        return False
    return any(trees.lemmas[kid] in _MET for kid in trees.kids(place, "obj", "nsubj:pass"))
