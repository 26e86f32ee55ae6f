"""Which items of two accounts of one meeting are the same item: what is compared, and how much alike two are."""

from __future__ import annotations

import io
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from onrecord.matters._item_topics import ASIDE, BROAD, COMMON, CONTESTED, PLACE, VAGUE
from onrecord.matters._whose_words import party_names, whose_words
from onrecord.matters._wordings import STOP_WORDS
from onrecord.records import Actor
from onrecord.reference import Reference

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WORDS = "words.npz"
"""Likenesses and rarity of words; ``training/matters/word_likeness.py`` writes them."""
_WORD = re.compile(r"[^\W_]+(?:['’]s)?")
_UNKNOWN_RARITY = 9.0
_SHORTEST = 3
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][\w’'-]+|(?<=[a-z,] )[A-Z]{2,}\b")
_BOTH = re.compile(
    r"(?i)\b(?:(?:the |both |our |these )?(?:two |both )?(?:sides|leaders|presidents|ministers|countries|officials|"
    r"heads of state|militaries|parties|teams|secretaries|srs|nations|delegations)|they|we|both|"
    r"it was (?:also )?agreed|each other)\b"
)
_AGREED = re.compile(
    r"(?i)\b(?:agree[ds]?|agreement|consensus|concurred|shared the view|confirmed|committed|decided|will|reaffirmed|"
    r"pledge[ds]?|welcomed|launched|resum\w+|set up|establish\w*|announced|understanding)\b"
)
_AGREED_FIRMLY = re.compile(r"(?i)\b(?:agree[ds]?|agreement|consensus|concurred|shared the view|decided)\b")
_DISCUSSED = re.compile(
    r"(?i)\b(?:discuss\w*|exchang\w*|talked|spoke|speak|touched on|raised|reviewed|views|conversation|communication)\b"
)
_CONCERN = re.compile(
    r"(?i)\b(?:concern(?:s|ed)? (?:about|over|regarding|on|with)|oppos\w+|condemn\w*|protest\w*|object\w*|unfair|"
    r"coerc\w*|provoc\w*|must|should|urged?|called on|warned|stop|refrain|firmly|solemn|dissatisf\w*|red line|"
    r"interfer\w*|suppress\w*)\b"
)
_MANNER = re.compile(
    r"(?i)\b(?:candid|constructive|productive|in-depth|frank|substantive|very good|positive|pragmatic|businesslike|"
    r"successful|useful|friendly|straightforward|fruitful|open)\b"
)
_TOUCH = re.compile(
    r"(?i)\b(?:lines of communication|channels?|dialogues?|contacts?|in touch|communicat\w+|exchanges|interactions?|"
    r"mechanisms?|follow up|consultations?|further discussions)\b"
)
MODEL = "same_items.json"
"""What was learned of pairs of items; ``training/matters/train_accounts.py`` writes it."""
_MOST_PAIRS = 4_000
"""Pairs of items of one meeting that are compared in full; of more, those whose words are nearest."""
_NOT_ALIKE = 0.35
"""Likeness of two words below which they count as not alike."""
_PLAINLY = 0.34
"""Likeness by hand from which two items tell one matter; chosen on the open half of ``benchmarks/matters.py``."""
_POSSIBLE = 0.2
"""Share below which items are no one matter, however alike by hand: each side's own stand on one broad issue. In
cross-validation over 93 meetings .1 gives a precision of .80 and a recall of .73, .2 gives .83 and .72."""
_OF_PLAIN = 0.25
"""How much the likeness by hand counts beside the share where an item has several likely partners."""
_NEXT_BEST = 0.5
"""Likeness by which a further partner may lie below the best one."""
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity", "ies", "ed", "es", "s", "al", "ly",
)  # fmt: skip
_LEAST_LEFT = 4
_STEM = 7
_TALKING = frozenset({"communication", "contact", "exchange of views", "manner of talking"})
"""Topics that say that there is talk, and not about what."""
_SHORT = 3
"""Words of one matter of a list, at most: what it is about is all that it says."""
_MOST_WORDS = 90
"""Words of one item that are compared; an item is a sentence."""


def stem(word: str) -> str:
    """Return what is left of a word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_LEFT:
            return word[: -len(ending)][:_STEM]
    return word[:_STEM]


_THIN = frozenset(
    "president secretary minister said say stress stressed emphasize emphasized noted two side sides country countries"
    " united states bilateral relation relations relationship both director office discuss discussed underscore"
    " underscored express expressed serious seriously concern concerns raise raised continue continued reiterated"
    " reaffirmed also issue issues trade economic foreign mr china chinese american".split()
)


@dataclass(frozen=True, slots=True)
class WordTable:
    """How much alike words are, and how rare."""

    places: Mapping[str, int]
    """Row of each word."""
    vectors: Floats
    """Words x numbers, each of length 1."""
    rarity: Floats
    """Logarithm of sentences by sentences with the word."""


@lru_cache(maxsize=1)
def load_words() -> WordTable:
    """Load the table of the package."""
    data = files("onrecord.matters").joinpath(WORDS).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        names = str(held["words"]).split("\n")
        vectors = held["vectors"].astype(np.float64)
        rarity = held["rarity"].astype(np.float64)
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    return WordTable({name: place for place, name in enumerate(names)}, vectors, rarity)


@dataclass(frozen=True, slots=True)
class Told:
    """One item with all that it is compared by."""

    side: str
    place: float
    """Where it stands in its account, from 0 to 1."""
    stems: Mapping[str, float]
    """Its stems, each with its rarity in general."""
    vectors: Floats
    """Of its words that are known, words x numbers."""
    weights: Floats
    """How much each of these words weighs."""
    topics: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    whose: str
    """Whose words it tells: ``own`` (of the side that tells), ``other``, ``both``, ``unknown``."""
    signs: frozenset[str]
    """What kind of saying it is."""
    length: int
    """Its words."""
    plain: frozenset[str] = frozenset()
    """Stems of its words without those that all readouts share."""


def _signs(text: str) -> frozenset[str]:
    kinds = (
        ("agreed", _AGREED), ("discussed", _DISCUSSED), ("concern", _CONCERN), ("manner", _MANNER), ("touch", _TOUCH),
    )  # fmt: skip
    return frozenset(name for name, pattern in kinds if pattern.search(text))


def lay_out(
    told: Sequence[tuple[str, str, frozenset[str]]], actors: Mapping[str, Actor], reference: Reference
) -> list[Told]:
    """Prepare the items of a meeting for comparison.

    Args:
        told: of each item the side that tells it, its words, and its topics, in the order told.
        actors: actors by id.
        reference: facts about countries.
    """
    table = load_words()
    sides = sorted({side for side, _, _ in told})
    country_of = party_names(sides, actors, reference)
    own = {PLACE + side for side in sides}
    names = re.compile(r"\b(?:" + "|".join(map(re.escape, country_of)) + r")(?!\w)") if country_of else None
    party_stems = frozenset(stem(part.lower()) for name in country_of for part in _WORD.findall(name))
    thin = {part.lower() for name in country_of for part in _WORD.findall(name)}
    count = Counter(side for side, _, _ in told)
    seen: Counter[str] = Counter()
    before: dict[str, str] = {}
    found = []
    for side, text, topics in told:
        number = seen[side]
        seen[side] += 1
        words = [
            word.removesuffix("'s").removesuffix("’s")
            for word in (match.lower() for match in _WORD.findall(text))
            if len(word) >= _SHORTEST
        ]
        words = [word for word in words if word not in STOP_WORDS and word not in thin][:_MOST_WORDS]
        stems: dict[str, float] = {}
        rows, weights = [], []
        for word in words:
            row = table.places.get(word)
            rarity = float(table.rarity[row]) if row is not None else _UNKNOWN_RARITY
            stems[stem(word)] = max(stems.get(stem(word), 0.0), rarity)
            if row is not None:
                rows.append(row)
                weights.append(max(0.0, rarity - 2.0))
        whose = whose_words(text, side, names, country_of, before.get(side, "unknown"))
        before[side] = whose
        found.append(
            Told(
                side=side,
                place=number / max(1, count[side] - 1),
                stems=stems,
                vectors=table.vectors[rows],
                weights=np.asarray(weights, dtype=np.float64),
                topics=topics - own,
                names=frozenset(name.lower() for name in _NAME.findall(text) if name.lower() not in thin),
                numbers=frozenset(_NUMBER.findall(text)),
                whose=whose,
                signs=_signs(text),
                length=len(words),
                plain=compared_words(text) - party_stems,
            )
        )
    return found


# Pairs of items

FEATURES = (
    "dice", "overlap", "shared", "cosine", "cosine apart", "covered least", "covered most", "covered",
    "narrow topics", "broad topics", "other topics", "topics not shared", "names", "numbers", "other numbers",
    "both told as both", "both told of one party", "each its own", "one as both", "whose unknown",
    "both agreed", "one agreed", "both discussed", "agreed discussed", "both concern", "one concern", "both manner",
    "both touch", "far", "first", "last", "shorter", "longer", "best of one", "best of both", "behind best",
    "concern each its own", "topic each its own", "taiwan each its own", "communication", "exchange of views",
    "regional issues", "working group", "next meetings", "broad topics, both told as both", "plain", "plain enough",
    "plain behind best", "topic alone", "topic alone, both told as both", "topic alone, each its own",
    "topic alone, told of one party", "contested each its own", "places", "list pieces",
    "topic alone, one as both", "short, its topic not shared",
    "different matters", "one of no matter", "one matter, both told as both", "same matters", "one matter, one as both",
    "contact, each its own",
)  # fmt: skip


_COLUMN = {name: place for place, name in enumerate(FEATURES)}


def _soft_cover(a: Told, b: Told) -> tuple[float, float]:
    """How much of each item's words the other has, by likeness of words."""
    if not len(a.weights) or not len(b.weights):
        return 0.0, 0.0
    alike = a.vectors @ b.vectors.T
    alike = np.where(alike < _NOT_ALIKE, 0.0, alike)
    of_a = float((alike.max(1) * a.weights).sum() / max(1e-9, a.weights.sum()))
    of_b = float((alike.max(0) * b.weights).sum() / max(1e-9, b.weights.sum()))
    return of_a, of_b


def _means(told: Sequence[Told]) -> tuple[Floats, Floats]:
    size = load_words().vectors.shape[1]
    means = np.zeros((len(told), size))
    for place, one in enumerate(told):
        if len(one.weights):
            means[place] = (one.vectors * one.weights[:, None]).sum(0) / max(1e-9, one.weights.sum())
    apart = means - means.mean(0) if len(told) else means

    def unit(rows: Floats) -> Floats:
        long: Floats = rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))
        return long

    return unit(means), unit(apart)


def compare(told: Sequence[Told]) -> tuple[list[tuple[int, int]], Floats]:
    """Compare the items of one side with those of the other.

    Args:
        told: all items of a meeting.

    Returns:
        The pairs, by place, and their features, pairs x ``FEATURES``.
    """
    count = len(told)
    spread = Counter(name for one in told for name in one.stems)
    topic_spread = Counter(name for one in told for name in one.topics)
    of_side = Counter((one.side, name) for one in told for name in one.topics)

    def weight(name: str, rarity: float) -> float:
        here = math.log((count + 1) / spread[name]) / math.log(count + 1)
        return min(rarity, _UNKNOWN_RARITY) / _UNKNOWN_RARITY * (0.3 + here)

    heavy = [{name: weight(name, rarity) for name, rarity in one.stems.items()} for one in told]
    sums = [sum(one.values()) for one in heavy]
    means, apart = _means(told)
    plain = _Plain(told)
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count) if told[i].side != told[j].side]
    if len(pairs) > _MOST_PAIRS:
        near = means @ means.T
        pairs = sorted(sorted(pairs, key=lambda pair: (-near[pair], pair))[:_MOST_PAIRS])
    rows = []
    for i, j in pairs:
        a, b = told[i], told[j]
        shared = sum(min(heavy[i][name], heavy[j][name]) for name in a.stems if name in b.stems)
        cover = _soft_cover(a, b)
        common, union = a.topics & b.topics, a.topics | b.topics
        narrow = common - COMMON
        rare = sum(math.log((count + 1) / topic_spread[name]) / math.log(count + 1) for name in narrow)
        alone = max((1 / (of_side[a.side, name] * of_side[b.side, name]) for name in narrow), default=0.0)
        about = a.topics - VAGUE, b.topics - VAGUE
        whose = {a.whose, b.whose}
        one_party = {a.whose, b.whose} == {"own", "other"}
        each_own = a.whose == b.whose == "own"
        rows.append(
            (
                2 * shared / max(1e-9, sums[i] + sums[j]),
                shared / max(1e-9, min(sums[i], sums[j])),
                min(6.0, shared),
                float(means[i] @ means[j]),
                float(apart[i] @ apart[j]),
                min(cover),
                max(cover),
                (cover[0] + cover[1]) / 2,
                rare,
                len(common & COMMON),
                float(bool(a.topics and b.topics and not common)),
                len(union - common),
                min(3, len(a.names & b.names)),
                min(3, len(a.numbers & b.numbers)),
                float(bool(a.numbers and b.numbers and not a.numbers & b.numbers)),
                whose == {"both"},
                one_party,
                each_own,
                "both" in whose and len(whose) > 1,
                "unknown" in whose,
                "agreed" in a.signs and "agreed" in b.signs,
                ("agreed" in a.signs) != ("agreed" in b.signs),
                "discussed" in a.signs and "discussed" in b.signs,
                bool({"agreed", "discussed"} <= a.signs | b.signs) and not a.signs & b.signs & {"agreed", "discussed"},
                "concern" in a.signs and "concern" in b.signs,
                ("concern" in a.signs) != ("concern" in b.signs),
                "manner" in a.signs and "manner" in b.signs,
                "touch" in a.signs and "touch" in b.signs,
                abs(a.place - b.place),
                a.place + b.place < 0.15,
                a.place + b.place > 1.85,
                math.log(1 + min(a.length, b.length)),
                math.log(1 + max(a.length, b.length)),
                0.0,
                0.0,
                0.0,
                each_own and ("concern" in a.signs or "concern" in b.signs),
                each_own * rare,
                each_own and "taiwan" in common,
                "contact" in common,
                "manner of talking" in common,
                "regional issues" in common,
                "working group" in common,
                "visits to come" in common,
                whose == {"both"} and bool(common & COMMON),
                plain[i, j],
                plain[i, j] >= _PLAINLY,
                0.0,
                alone,
                alone * (whose == {"both"}),
                alone * each_own,
                alone * one_party,
                each_own and bool(common & CONTESTED),
                min(2, sum(topic.startswith(PLACE) for topic in common)),
                min(a.length, b.length) <= _SHORT,
                alone * ("both" in whose and len(whose) > 1),
                any(
                    one.length <= _SHORT and one.topics - _TALKING and not one.topics & two.topics - _TALKING
                    for one, two in ((a, b), (b, a))
                ),
                bool(about[0] and about[1] and not about[0] & about[1]),
                bool(about[0]) != bool(about[1]),
                whose == {"both"} and bool(about[0] & about[1]),
                bool(about[0]) and about[0] == about[1],
                "both" in whose and len(whose) > 1 and bool(about[0] & about[1]),
                each_own and "contact" in common,
            )
        )
    matrix = np.asarray(rows, dtype=np.float64).reshape(len(pairs), len(FEATURES))
    _rank(pairs, matrix, count)
    return pairs, matrix


class _Plain:
    """A likeness by hand, from 0 to 1: shared words, and what the items are about."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._words = [one.plain for one in told]
        self._topics = [one.topics - ASIDE for one in told]

    def __getitem__(self, pair: tuple[int, int]) -> float:
        (a, b), (s, t) = ([held[place] for place in pair] for held in (self._words, self._topics))
        if not a or not b:
            return 0.0
        shared = len(a & b)
        score = 0.5 * shared / min(len(a), len(b)) + shared / (len(a) + len(b))
        common = s & t
        narrow = common - BROAD
        if narrow:
            # an item that speaks of other things as well is less surely the same
            score += 0.4 * (0.5 + 0.5 * len(narrow) / len((s | t) - BROAD))
        elif common:
            score += 0.22
        elif s and t:
            score -= 0.1
        return max(0.0, min(1.0, score))


def _rank(pairs: Sequence[tuple[int, int]], matrix: Floats, count: int) -> None:
    """Fill in how a pair stands among the other pairs of both its items, by a plain likeness."""
    column = _COLUMN
    plain = matrix[:, column["dice"]] + matrix[:, column["covered"]] + 0.3 * matrix[:, column["narrow topics"]]
    best = [0.0] * count
    for (i, j), score in zip(pairs, plain.tolist(), strict=True):
        best[i], best[j] = max(best[i], score), max(best[j], score)
    for row, ((i, j), score) in enumerate(zip(pairs, plain.tolist(), strict=True)):
        matrix[row, column["best of one"]] = score >= best[i] or score >= best[j]
        matrix[row, column["best of both"]] = score >= best[i] and score >= best[j]
        matrix[row, column["behind best"]] = best[i] + best[j] - 2 * score
    by_hand = matrix[:, column["plain"]].tolist()
    best = [0.0] * count
    for (i, j), score in zip(pairs, by_hand, strict=True):
        best[i], best[j] = max(best[i], score), max(best[j], score)
    for row, ((i, j), score) in enumerate(zip(pairs, by_hand, strict=True)):
        matrix[row, column["plain behind best"]] = max(best[i], best[j]) - score


# The same item


@dataclass(frozen=True, slots=True)
class PairModel:
    """A logistic regression over ``FEATURES``."""

    weights: Floats
    bias: float
    threshold: float
    """Share from which two items are taken for the same."""

    def shares(self, matrix: Floats) -> list[float]:
        """Return how likely each pair is the same item."""
        scores = np.clip(matrix @ self.weights + self.bias, -30.0, 30.0)
        shares: list[float] = (1 / (1 + np.exp(-scores))).tolist()
        return shares


@lru_cache(maxsize=1)
def load_model() -> PairModel:
    """Load the model of the package."""
    held = json.loads(files("onrecord.matters").joinpath(MODEL).read_text(encoding="utf-8"))
    weights = np.asarray([held["weights"][name] for name in FEATURES], dtype=np.float64)
    return PairModel(weights, float(held["bias"]), float(held["threshold"]))


def join_same(
    count: int, pairs: Sequence[tuple[int, int]], plain: Sequence[float], shares: Sequence[float], threshold: float
) -> list[int]:
    """Join items that tell one matter: by what was learned, or by a likeness by hand that is not against it.

    Args:
        count: the items.
        pairs: two items each, by place, of different sides.
        plain: their likeness by hand.
        shares: how likely each pair is the same item.
        threshold: from which share on.

    Returns:
        Of each item its group.
    """
    found = list(range(count))
    order = sorted(
        (-share - _OF_PLAIN * by_hand, pair)
        for by_hand, share, pair in zip(plain, shares, pairs, strict=True)
        if share >= threshold or (by_hand >= _PLAINLY and share >= _POSSIBLE)
    )
    nearest: dict[int, float] = {}
    for negative, (i, j) in order:
        # an item joins its most like ones; a far second is another item
        if any(-negative < nearest.get(place, 0.0) - _NEXT_BEST for place in (i, j)):
            continue
        for place in (i, j):
            nearest.setdefault(place, -negative)
        found = _joined(found, i, j)
    return found


def _joined(group_of: list[int], i: int, j: int) -> list[int]:
    one, other = sorted((group_of[i], group_of[j]))
    return [one if group == other else group for group in group_of]


def groups_of(told: Sequence[Told], model: PairModel | None = None) -> list[list[int]]:
    """Return the items of a meeting by group, in the order told: what both tell, and what one tells alone.

    Args:
        told: the items, laid out.
        model: what was learned of pairs; None: that of the package.
    """
    pairs, features = compare(told)
    model = model or load_model()
    plain = features[:, FEATURES.index("plain")].tolist()
    # One matter of a list says nothing but what it is about: of another matter it cannot be.
    never = (features[:, _COLUMN["list pieces"]] * features[:, _COLUMN["different matters"]]).tolist()
    shares = [0.0 if barred else share for barred, share in zip(never, model.shares(features), strict=True)]
    group_of = join_same(len(told), pairs, plain, shares, model.threshold)
    groups: dict[int, list[int]] = {}
    for place, group in enumerate(group_of):
        groups.setdefault(group, []).append(place)
    return list(groups.values())


def compared_words(text: str) -> frozenset[str]:
    """Return the stems of the words of an item that carry meaning."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text.lower())
        if word not in STOP_WORDS and word not in _THIN and len(word) >= _SHORTEST
    )


def agreement_told(text: str) -> str:
    """Tell what an item makes of its matter: ``agreed`` by both, ``discussed``, or ``other``."""
    if _BOTH.search(text) and _AGREED_FIRMLY.search(text):
        return "agreed"
    return "discussed" if _DISCUSSED.search(text) and not _AGREED.search(text) else "other"


def words_in_common(a: str, b: str) -> float:
    """Return which share of the words of the shorter item stands in the other."""
    one, other = compared_words(a), compared_words(b)
    return len(one & other) / max(1, min(len(one), len(other)))
