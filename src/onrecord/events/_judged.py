"""What tells whether a casting, and whether a whole row, is right: few plain numbers, for boosted decision trees.

The linear models and the reader see words; here only what both say of a deed is weighed, and how it stands in the page.
They were fitted on what was read out of fold, and are asked only where the reader has read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from onrecord.events._reading import Reading
from onrecord.events._sides import Unit, masks
from onrecord.events._signs import GROUPS
from onrecord.events._slots import OUTER
from onrecord.events._tree import Tree
from onrecord.records import EventStatus, EventType, Precision

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float32]

CASTING_SIGNS = (
    "score behind the best", "share", "rank", "least actor", "least recipient", "actor as recipient",
    "recipient as actor", "left as actor", "left as recipient", "actors", "recipients", "units", "near units left",
    "rule of actor", "rule of recipient", "rule of both", "home", "speaker", "far actor", "far recipient", "far left",
    "known actor", "known recipient", "known left", "pronouns", "type", "group", "verb", "page of a state",
    "share of type",
)  # fmt: skip
"""What is known of a way to cast the countries around a deed."""
_OF_CASTING = (
    "least actor", "least recipient", "left as actor", "left as recipient", "actors", "recipients", "units",
    "near units left", "rule of actor", "rule of recipient", "home", "speaker", "far actor", "far recipient",
    "far left", "known actor", "known recipient", "known left", "pronouns", "verb", "page of a state",
)  # fmt: skip
OF_CASTING = tuple(CASTING_SIGNS.index(name) for name in _OF_CASTING)
"""Numbers of the chosen casting that the whole row is judged by, too."""
DEED_SIGNS = (
    "linear", "reader", "hint", "joined", "type", "group", "share of type", "second type", "status",
    "share of status", "second status", "share of occurred", "grammar", "doubted", "kind of day", "share of day",
    "second day", "precision", "days",
    "casting", "second casting", *(f"casting: {name}" for name in _OF_CASTING),
    "title", "bare", "question", "sentence", "again", "said", "words of the page", "noun of the lexicon",
)  # fmt: skip
"""What is known of a deed with type, sides, status and day, by itself."""
COMPANY_SIGNS = (
    "tellings before", "likelier above", "likelier below", "likely in sentence", "same type in sentence",
    "deeds in sentence",
)  # fmt: skip
"""What is known of the other deeds around it."""

TYPES = {name: number for number, name in enumerate(get_args(EventType))}
STATUSES = {name: number for number, name in enumerate(get_args(EventStatus))}
GROUP_NUMBERS = {name: number for number, name in enumerate(("together", "word", "deed"))}
KINDS = {name: number for number, name in enumerate(("own", "sentence", "before", "lead", "saying", "page", "none"))}
"""Where a day comes from."""
PRECISIONS = {name: number for number, name in enumerate(get_args(Precision))}
LIKELY_CASTINGS = 14
"""Castings, the likeliest by their countries one by one, that are judged as a whole."""
_MUCH = np.float32(99)
"""Where there is nobody to ask about."""
_FAR = {"speaker": 3, "home": 4, "sentence:before": 5, "sentence:after": 6, "sentence:previous": 7, "title": 8}
_FARTHEST = 9.0
_NEAR = 2


def far(slot: str) -> float:
    """Return how far from the word a place lies: 0 beside it, 2 under others, then the page's own, then elsewhere."""
    base = slot.partition("@")[0]
    if base.startswith(OUTER):
        return float(_FAR.get(base, _FARTHEST))
    return float(min(base.count("<") + base.count(">"), _NEAR))


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a deed when its sides are asked for."""

    event: EventType
    share: float
    """How likely that type is."""
    is_verb: bool
    home: str | None
    """The state whose own page it is."""
    speakers: frozenset[str]
    """Countries of who says it."""
    rule: tuple[frozenset[str], frozenset[str]]
    """Countries of the actors and of the recipients by the rules of grammar."""
    known: Mapping[str, float]
    """Share of each country among the mentions of the page."""


def casting_signs(units: Sequence[Unit], scores: Floats, setting: Setting) -> tuple[NDArray[np.intp], Floats]:
    """Return the likeliest ways to cast some groups of countries, and the numbers of each (see ``CASTING_SIGNS``).

    Args:
        units: the groups of countries, the nearest first.
        scores: of each as actor and as recipient.
        setting: what else is known of the deed.

    Returns:
        the numbers of the castings as `_sides.castings` has them, the likeliest first; castings x signs.
    """

    actors, recipients = masks(len(units))
    whole = actors @ scores[:, 0] + recipients @ scores[:, 1]
    likely = np.argsort(-whole, kind="stable")[:LIKELY_CASTINGS]
    shares = np.exp(whole - whole[likely[0]])
    shares /= shares.sum()
    acts, meant = actors[likely], recipients[likely]
    left = ~(acts | meant)
    sizes = np.array([len(unit.countries) for unit in units], np.float32)
    places = np.array([far(unit.slot) for unit in units], np.float32)
    known = np.array([max(setting.known.get(c, 0.0) for c in unit.countries) for unit in units], np.float32)
    pronouns = np.array(["@" in unit.slot for unit in units], np.float32)
    in_rule = [np.array([len(side.intersection(u.countries)) for u in units], np.float32) for side in setting.rule]
    both = setting.rule[0] | setting.rule[1]
    in_both = np.array([len(both.intersection(unit.countries)) for unit in units], np.float32)

    def least(which: Flags, values: Floats) -> Floats:
        return np.asarray(np.where(which, values, _MUCH).min(1, initial=_MUCH))

    def most(which: Flags, values: Floats) -> Floats:
        return np.asarray(np.where(which, values, -_MUCH).max(1, initial=-_MUCH))

    def is_rule(which: Flags, inside: Floats, countries: frozenset[str]) -> Flags:
        return np.asarray((which @ sizes == len(countries)) & (which @ inside == len(countries)))

    def stands(whose: frozenset[str]) -> Floats:
        """0 nobody, 1 outside, 2 acts, 3 is acted upon, 4 both."""
        theirs = np.array([bool(whose.intersection(unit.countries)) for unit in units], np.float32)
        return 1 + (acts @ theirs > 0) + 2 * (meant @ theirs > 0) if whose else np.zeros(len(likely), np.float32)

    count = len(likely)
    columns = [
        whole[likely] - whole[likely[0]], shares[likely], np.arange(count),
        least(acts, scores[:, 0]), least(meant, scores[:, 1]), most(acts, scores[:, 1]), most(meant, scores[:, 0]),
        most(left, scores[:, 0]), most(left, scores[:, 1]),
        acts @ sizes, meant @ sizes, np.full(count, len(units)), left @ (places <= _NEAR).astype(np.float32),
        is_rule(acts, in_rule[0], setting.rule[0]), is_rule(meant, in_rule[1], setting.rule[1]),
        is_rule(acts | meant, in_both, both),
        stands(frozenset() if setting.home is None else frozenset({setting.home})), stands(setting.speakers),
        most(acts, places), most(meant, places), least(left, places),
        least(acts, known), least(meant, known), most(left, known), (acts | meant) @ pronouns,
        np.full(count, TYPES[setting.event]), np.full(count, GROUP_NUMBERS[GROUPS[setting.event]]),
        np.full(count, setting.is_verb), np.full(count, setting.home is not None), np.full(count, setting.share),
    ]  # fmt: skip
    return likely, np.stack(columns, 1).astype(np.float32)


def company_signs(tree: Tree, readings: Sequence[Reading]) -> Floats:
    """Return what is known of the deeds around each of some deeds (see ``COMPANY_SIGNS``).

    Args:
        tree: the tree of the page.
        readings: all deeds of the page that are judged, in text order.
    """

    likely = {reading.candidate.place: reading.likely for reading in readings}
    above, below = dict.fromkeys(likely, 0.0), dict.fromkeys(likely, 0.0)
    for place in likely:
        for head in tree.climb(place):
            if head in likely:
                above[place] = max(above[place], likely[head])
                below[head] = max(below[head], likely[place])
    in_sentence: dict[int, list[Reading]] = {}
    for reading in readings:
        in_sentence.setdefault(tree.sentence_of[reading.candidate.place], []).append(reading)
    told = Counter[tuple[str, frozenset[str]]]()
    rows = []
    for reading in readings:
        place = reading.candidate.place
        others = [one for one in in_sentence[tree.sentence_of[place]] if one is not reading]
        key = (reading.event, frozenset((*reading.actor, *reading.recipient)))
        rows.append(
            [
                float(told[key]), above[place], below[place], max((one.likely for one in others), default=0.0),
                max((one.likely for one in others if one.event == reading.event), default=0.0), float(len(others)),
            ]
        )  # fmt: skip
        told[key] += 1
    return np.array(rows, np.float32).reshape(len(rows), len(COMPANY_SIGNS))
