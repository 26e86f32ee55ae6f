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
    [likely], signs = signs_of_castings([(units, scores, setting)])
    return likely, signs


def signs_of_castings(
    deeds: Sequence[tuple[Sequence[Unit], Floats, Setting]],
) -> tuple[list[NDArray[np.intp]], Floats]:
    """Return of each of some deeds the likeliest castings, and the numbers of all these castings, deed by deed.

    Arguments and results are those of `casting_signs`; all deeds are worked out together.
    """
    chosen = [_likely(scores, *masks(len(units))) for units, scores, _ in deeds]
    counts = [len(one.numbers) for one in chosen]
    width = max((len(units) for units, _, _ in deeds), default=0)
    acts, meant, stands = (np.zeros((sum(counts), width), np.bool_) for _ in range(3))
    first = 0
    for one, count in zip(chosen, counts, strict=True):
        rows = slice(first, first + count), slice(0, one.actors.shape[1])
        acts[rows], meant[rows], stands[rows] = one.actors, one.recipients, True
        first += count
    left, cast = stands & ~(acts | meant), acts | meant

    # What is known of each unit and of each deed, once for each of its castings.
    known = np.zeros((len(deeds), len(_OF_UNIT), width), np.float32)
    of_deed = np.zeros((len(deeds), len(_OF_DEED)), np.float32)
    for row, (units, scores, setting) in enumerate(deeds):
        known[row, :, : len(units)] = [*scores.T, *_of_units(units, setting)]
        of_deed[row] = _of_deed(units, setting)
    as_actor, as_recipient, sizes, places, shares, pronouns, of_rule, by_rule, in_rules, home, speaker = np.repeat(
        known, counts, axis=0
    ).transpose(1, 0, 2)
    number, actors, recipients, both, has_home, has_speaker, event, group, is_verb, share = np.repeat(
        of_deed, counts, axis=0
    ).T

    def least(which: Flags, values: Floats) -> Floats:
        return np.asarray(np.where(which, values, _MUCH).min(1, initial=_MUCH))

    def most(which: Flags, values: Floats) -> Floats:
        return np.asarray(np.where(which, values, -_MUCH).max(1, initial=-_MUCH))

    def total(which: Flags, values: Floats) -> Floats:
        return np.asarray((which * values).sum(1))

    def is_rule(which: Flags, inside: Floats, countries: Floats) -> Flags:
        return np.asarray((total(which, sizes) == countries) & (total(which, inside) == countries))

    def stand(is_there: Floats, theirs: Floats) -> Floats:
        """0 nobody, 1 outside, 2 acts, 3 is acted upon, 4 both."""
        return is_there * (1 + (total(acts, theirs) > 0) + 2 * (total(meant, theirs) > 0))

    columns = [
        np.concatenate([one.behind for one in chosen]), np.concatenate([one.shares for one in chosen]),
        np.concatenate([np.arange(count) for count in counts]),
        least(acts, as_actor), least(meant, as_recipient), most(acts, as_recipient), most(meant, as_actor),
        most(left, as_actor), most(left, as_recipient),
        total(acts, sizes), total(meant, sizes), number, total(left, places <= _NEAR),
        is_rule(acts, of_rule, actors), is_rule(meant, by_rule, recipients), is_rule(cast, in_rules, both),
        stand(has_home, home), stand(has_speaker, speaker),
        most(acts, places), most(meant, places), least(left, places),
        least(acts, shares), least(meant, shares), most(left, shares), total(cast, pronouns),
        event, group, is_verb, has_home, share,
    ]  # fmt: skip
    return [one.numbers for one in chosen], np.stack(columns, 1).astype(np.float32)


_OF_UNIT = (
    "as actor", "as recipient", "countries", "place", "share", "pronoun", "acts by rule", "acted upon by rule",
    "in a rule", "home", "speaker",
)  # fmt: skip
"""What is known of a unit: its scores, and the rows of `_of_units`."""
_OF_DEED = (
    "units", "actors by rule", "recipients by rule", "both", "home", "speakers", "type", "group", "verb", "share",
)  # fmt: skip
"""What is known of a deed: the numbers of `_of_deed`."""


@dataclass(frozen=True, slots=True)
class _Likely:
    """The castings of a deed that are judged, the likeliest by their countries one by one first."""

    numbers: NDArray[np.intp]
    actors: Flags
    recipients: Flags
    behind: Floats
    """Scores behind that of the first."""
    shares: Floats


def _likely(scores: Floats, actors: Flags, recipients: Flags) -> _Likely:
    whole = actors @ scores[:, 0] + recipients @ scores[:, 1]
    numbers = np.argsort(-whole, kind="stable")[:LIKELY_CASTINGS]
    behind = whole - whole[numbers[0]]
    shares = np.exp(behind)
    shares /= shares.sum()
    return _Likely(numbers, actors[numbers], recipients[numbers], behind[numbers], shares[numbers])


def _of_units(units: Sequence[Unit], setting: Setting) -> list[list[float]]:
    acting, meant = setting.rule
    sides = acting, meant, acting | meant
    stands = frozenset() if setting.home is None else frozenset({setting.home}), setting.speakers
    return [
        [float(len(unit.countries)) for unit in units],
        [far(unit.slot) for unit in units],
        [max(setting.known.get(country, 0.0) for country in unit.countries) for unit in units],
        [float("@" in unit.slot) for unit in units],
        *([float(len(side.intersection(unit.countries))) for unit in units] for side in sides),
        *([float(not whose.isdisjoint(unit.countries)) for unit in units] for whose in stands),
    ]


def _of_deed(units: Sequence[Unit], setting: Setting) -> tuple[float, ...]:
    acting, meant = setting.rule
    return (
        len(units), len(acting), len(meant), len(acting | meant), setting.home is not None, len(setting.speakers) > 0,
        TYPES[setting.event], GROUP_NUMBERS[GROUPS[setting.event]], setting.is_verb, setting.share,
    )  # fmt: skip


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
