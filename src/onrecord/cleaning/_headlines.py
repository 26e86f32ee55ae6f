"""What the trees that choose the headline see of each line above an article, beside the marks of the line itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cleaning._features import ROLE_CLASSES, Matrix
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._pictures import SCENE_VERBS
from onrecord.cleaning._role_marks import (
    CLOCK,
    FINITE,
    FULL_DATE,
    LINK_OPENERS,
    OPENERS,
    SCENE_WORDS,
)
from onrecord.cleaning._sign import Sign
from onrecord.cleaning._title import headline_score, heads_of, key_of, stems_of, vocabulary_of

FARTHEST_HEADLINE, BELOW_FIRST = 60, 4
"""Lines above and below the first line of an article among which its headline is looked for: 339 of the 343 that are
labelled by hand in the seen half of ``benchmarks/gold/cleaning_roles.json`` stand there."""
_TOLD_OF_NEXT = [ROLE_CLASSES.index(role) for role in ("title", "dek", "byline", "caption")]
_BYLINE = ROLE_CLASSES.index("byline")
_LIKELY = 0.5
_REACH = 11
_NOWHERE = 99
_AROUND = 6
_FIRST_PARAGRAPHS = 3
_SHORT_KEY, _LONG_KEY = 12, 15
_SEEN = 400


def headline_candidates(count: int, first: int) -> range:
    """The lines among which the headline is looked for.

    Args:
        count: how many units the text has.
        first: the first unit of the article.
    """
    return range(max(0, first - FARTHEST_HEADLINE), min(count, first + BELOW_FIRST))


def headline_marks(
    units: Sequence[Unit],
    signs: Sequence[Sign | None],
    article: Sequence[bool],
    probabilities: NDArray[np.float32],
    chances: Matrix,
) -> Matrix:
    """One row for each of ``headline_candidates``.

    Args:
        units: the units of the one text.
        signs: their signs.
        article: which of them are taken for the article; one at least.
        probabilities: how likely each belongs to the article.
        chances: how likely each has each of ``ROLE_CLASSES``.
    """
    first = next(number for number, belongs in enumerate(article) if belongs)
    last = len(article) - next(number for number, belongs in enumerate(reversed(article)) if belongs)
    places = headline_candidates(len(units), first)
    looked_at = units[places.start : places.stop]
    low, high = max(0, places.start - 1), min(len(units), places.stop + _REACH)
    told = np.zeros((len(units) + 2, len(ROLE_CLASSES)), dtype=np.float32)
    told[low:high] = chances[low:high]
    vocabulary = vocabulary_of(units, first, last)
    opening = {stem for unit in units[first : first + _FIRST_PARAGRAPHS] for stem in stems_of(unit.plain[:800])}
    stems = [stems_of(unit.plain[:_SEEN]) for unit in looked_at]
    keys = [key_of(unit.plain[:300]) for unit in looked_at]
    times = Counter(keys)
    last_place = {key: unit.number for key, unit in zip(keys, looked_at, strict=True)}
    first_place: dict[str, int] = {}
    for key, unit in zip(keys, looked_at, strict=True):
        first_place.setdefault(key, unit.number)
    elsewhere = [unit.plain[:300] for unit in (*units[: places.start], *units[places.stop :])]
    other_keys = Counter(map(key_of, elsewhere))
    heads = heads_of(looked_at)
    glued = {unit.plain for unit in looked_at if len(unit.plain) >= _LONG_KEY}
    beside = _Beside(units, signs, article, told, first)
    rows, scores, shares = [], [], []
    for at, unit in enumerate(looked_at):
        number, text = unit.number, unit.plain
        own = stems[at]
        score = headline_score(unit, heads, signs, first, vocabulary)
        share = len(own & vocabulary) / max(len(own), 1)
        scores.append(score)
        shares.append(share)
        rows.append(
            [
                *_wording(unit),
                *beside.signs_at(number),
                number - first,
                number,
                article[number],
                probabilities[number],
                probabilities[number - 1] if number else -1.0,
                probabilities[number + 1] if number + 1 < len(units) else -1.0,
                *told[number],
                *(told[number - 1] if number else told[-1]),
                *told[number + 1],
                *told[number + 2, _TOLD_OF_NEXT],
                score,
                len(own),
                share,
                len(own & opening) / max(len(own), 1),
                len(own & opening),
                times[keys[at]],
                other_keys[keys[at]],
                sum(text in other for other in elsewhere) if len(text) >= _LONG_KEY else 0,
                last_place[keys[at]] - number,
                number - first_place[keys[at]],
                heads.count(text) - 1 if len(text) >= _SHORT_KEY else 0,
                max([len(other) for other in glued if len(other) < len(text) and other in text], default=0),
                max((_alike(own, other) for place, other in enumerate(stems) if place != at), default=0.0),
                *beside.distances(number),
                *beside.neighbours(number),
                len(looked_at),
                last - first,
                first,
            ]
        )
    marks = np.array(rows, dtype=np.float32)
    return np.hstack([marks, _ranks(told[places.start : places.stop, ROLE_CLASSES.index("title")], scores, shares)])


def _wording(unit: Unit) -> list[float]:
    text = unit.plain
    cased = WORD.findall(text[:_SEEN])
    words = [word.lower() for word in cased]
    return [
        unit.words,
        len(text),
        unit.lower_share,
        unit.is_terminal,
        unit.stops,
        unit.is_listed,
        unit.is_sentence,
        sum([word[0].isupper() for word in cased]) / max(len(cased), 1),
        text.endswith("."),
        text.endswith("?"),
        "|" in text,
        ":" in text,
        any(map(str.isdigit, text[:_SEEN])),
        text[:1].isupper(),
        text.isupper(),
        '"' in text or "“" in text or "‘" in text,
        sum(map(SCENE_VERBS.__contains__, words)),
        sum(map(SCENE_WORDS.__contains__, words)),
        sum(map(FINITE.__contains__, words)),
        bool(words) and words[0] in OPENERS,
        bool(words) and words[0] in LINK_OPENERS,
        FULL_DATE.search(text[:300]) is not None,
        CLOCK.search(text[:300]) is not None,
    ]


def _alike(own: set[str], other: set[str]) -> float:
    shared = len(own & other)
    return shared / (len(own) + len(other) - shared) if shared else 0.0


class _Beside:
    """What stands around a line above an article."""

    def __init__(
        self,
        units: Sequence[Unit],
        signs: Sequence[Sign | None],
        article: Sequence[bool],
        told: NDArray[np.float32],
        first: int,
    ) -> None:
        self.units = units
        self.signs = signs
        self.first = min(first, len(units))
        self.bylines = [
            number
            for number, sign in enumerate(signs)
            if (sign is not None and sign.role == "byline") or told[number, _BYLINE] > _LIKELY
        ]
        self.dates = [number for number, sign in enumerate(signs) if sign is not None and sign.role == "claimed_date"]
        self.is_headline = [
            5 <= unit.words <= 30 and signs[unit.number] is None and not unit.is_sentence and not article[unit.number]
            for unit in units
        ]

    def signs_at(self, number: int) -> list[float]:
        sign = self.signs[number]
        role = sign.role if sign is not None else ""
        return [
            float(sign is not None),
            float(role in ("navigation", "tags", "furniture")),
            float(role in ("byline", "claimed_date")),
        ]

    def distances(self, number: int) -> list[float]:
        between = [n for n in range(number + 1, self.first) if self.signs[n] is None]
        return [
            len(between),
            sum([self.units[n].words >= 5 for n in between]),
            *_nearest(self.bylines, number),
            *_nearest(self.dates, number),
            sum(self.is_headline[max(0, number - _AROUND) : number + _AROUND + 1]) - self.is_headline[number],
        ]

    def neighbours(self, number: int) -> list[float]:
        above = self.units[number - 1] if number else None
        below = self.units[number + 1] if number + 1 < len(self.units) else None
        return [
            below.words if below is not None else -1.0,
            below.is_sentence if below is not None else -1.0,
            below.lower_share if below is not None else -1.0,
            above.words if above is not None else -1.0,
            above.is_sentence if above is not None else -1.0,
        ]


def _nearest(places: Sequence[int], number: int) -> tuple[float, float]:
    """Lines to the next of the places below and to the last one above."""
    below = min((place - number for place in places if 0 < place - number <= _REACH), default=_NOWHERE)
    above = min((number - place for place in places if 0 < number - place <= _REACH), default=_NOWHERE)
    return below, above


def _ranks(titles: NDArray[np.float32], scores: Sequence[float], shares: Sequence[float]) -> Matrix:
    """How each candidate stands to the others: to the best of all, of those above and of those below, and its rank."""
    columns = []
    points = np.array(scores, dtype=np.float32)
    for values in (titles, points, np.array(shares, dtype=np.float32)):
        order = np.argsort(np.argsort(-values, kind="stable"), kind="stable")
        above = np.concatenate([[0.0], np.maximum.accumulate(values)[:-1]])
        below = np.concatenate([np.maximum.accumulate(values[::-1])[::-1][1:], [0.0]])
        columns.extend([values - values.max(), order, values - above, values - below])
    columns.append(np.arange(len(titles)) - int((4.0 * titles + points).argmax()))
    return np.column_stack(columns).astype(np.float32)
