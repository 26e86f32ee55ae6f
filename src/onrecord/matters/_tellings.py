"""Two tellings of a happening: what they are compared by, and how likely they tell the same one.

The same function is measured on ECB+ (``benchmarks/happenings.py``) and used on events. What it weighs was learned from
the training part (``training/matters/train_happenings.py``): the naming words and how alike they are, the clauses,
names and numbers around them, who and what takes part, how far down the page they stand, how alike the two pages are
and how far apart their stories, and how much of what one tells the other page knows. What is not known of a telling or
its page counts as not known, never as unlike.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord._boosted_trees import BoostedTrees
from onrecord.matters._wordings import STOP_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WORDS = "telling_words.npz"
"""Vectors of words and rarity of stems; ``training/matters/telling_words.py`` writes it."""
TREES = "telling_trees.npz"
"""What was learned of pairs of tellings; ``training/matters/train_happenings.py`` writes it."""
ONE_HAPPENING = 0.3
"""Mean likeness of two groups of tellings from which they are one happening, chosen by cross-validation on ECB+ train
(``training/matters/train_happenings.py``), where one pair of tellings of a topic in twenty is one."""
DAYS_APART = 1
"""Two reports of one deed may date it so far apart: time zones, the evening before."""
DAYS_TELL = 1.0
"""What two days that agree add to the log-odds, and two that do not take away: set by hand, as ECB+ tells no days."""
NOT_KNOWN = -1.0
"""What is not known of a pair of tellings, among its features."""
LONGEST_PAGE = 20_000
"""Code points of a page that are read for its words."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 6
_NAME = re.compile(r"(?<=[\w,;’'\"“”)] )[A-Z][\w’'-]+")
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEAR = 5
"""Words before and after the naming word that stand near it."""
_MOST_COUNTED = 6
_FARTHEST = 1500
_CLASS_SIZE = 10
"""First components of the vectors of both naming words, by which kinds of deeds are known (reports, killings …)."""
_MOST_ARGUMENTS = 24
_SHORTEST = 3
_ENDINGS = ("ation", "ition", "ment", "ing", "ion", "ance", "ence", "al", "er", "or", "ed", "ure", "s", "e", "y")
_LEAST_LEFT = 4
_LIGHT = frozenset(
    ("have", "make", "take", "give", "get", "come", "hold", "keep", "put", "set", "see", "say", "hit", "face", "bring",
     "happen", "occur", "place", "report", "been", "done")
)  # fmt: skip
_IRREGULAR = {
    form: plain
    for plain, forms in {
        "beat": "beaten", "become": "became", "begin": "began begun", "bring": "brought", "buy": "bought",
        "break": "broke broken", "build": "built", "catch": "caught", "choose": "chose chosen", "come": "came",
        "deal": "dealt", "die": "dying death", "do": "did done", "draw": "drew drawn", "drive": "drove driven",
        "eat": "ate eaten", "fall": "fell fallen", "feel": "felt", "fight": "fought", "find": "found",
        "flee": "fled", "fly": "flew flown flight", "forget": "forgot forgotten", "freeze": "froze frozen",
        "get": "got gotten", "give": "gave given", "grow": "grew grown", "have": "had has", "hear": "heard",
        "hide": "hid hidden", "hold": "held", "keep": "kept", "know": "knew known", "lead": "led", "leave": "left",
        "lose": "lost loss", "make": "made", "mean": "meant", "meet": "met", "pay": "paid", "rise": "rose risen",
        "run": "ran", "say": "said", "see": "saw seen", "sell": "sold sale", "send": "sent", "shake": "shook shaken",
        "shoot": "shot", "sit": "sat", "sink": "sank sunk", "speak": "spoke spoken speech", "spend": "spent",
        "stand": "stood", "steal": "stole stolen", "strike": "struck stricken", "swear": "swore sworn",
        "take": "took taken", "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
        "understand": "understood", "win": "won", "withdraw": "withdrew withdrawn", "write": "wrote written",
        "go": "went gone goes", "hang": "hung", "hurt": "hurts", "news": "news", "series": "series", "lay": "laid",
        "seek": "sought", "shrink": "shrank shrunk", "sing": "sang sung", "swim": "swam swum", "tear": "tore torn",
        "wear": "wore worn", "wound": "wounds wounded wounding", "bleed": "bled", "bite": "bit bitten", "bind": "bound",
    }.items()
    for form in forms.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """What two tellings of a happening are compared by."""

    head: str
    """The word that names it, in its plain form."""
    stems: frozenset[str]
    """Stems of the other words of its clause that carry meaning."""
    parties: frozenset[str] = frozenset()
    """Countries that take part."""
    persons: frozenset[str] = frozenset()
    """Persons among them."""
    first: date | None = None
    """First day it can have been."""
    last: date | None = None
    """Last day it can have been."""
    naming: frozenset[str] = frozenset()
    """All words that name it, in their plain form."""
    near: frozenset[str] = frozenset()
    """Of the stems those next to the naming word."""
    names: frozenset[str] = frozenset()
    """Names in its clause, in small letters."""
    numbers: frozenset[str] = frozenset()
    """Numbers in its clause."""
    arguments: frozenset[str] = frozenset()
    """Words for who does it, to whom or what, and where, in their plain form; empty where not known."""
    place: int | None = None
    """Code points before it in its page."""


@dataclass(frozen=True, slots=True)
class Page:
    """What two pages are compared by."""

    words: Mapping[str, float]
    """Weight of each stem; the squares add up to 1."""
    names: Mapping[str, float]
    """The same of names and numbers."""
    counts: Mapping[str, int]
    """How often each stem stands in it."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """How alike words are, and how rare stems."""

    places: Mapping[str, int]
    """Row of each word; the most frequent comes first."""
    vectors: Floats
    rarity: Mapping[str, float]
    most: float


@lru_cache(maxsize=1)
def load_words() -> WordTable:
    """Load the table of the package."""
    with np.load(io.BytesIO(files("onrecord.matters").joinpath(WORDS).read_bytes()), allow_pickle=False) as held:
        words = str(held["words"]).split("\n")
        vectors = held["vectors"].astype(np.float32)
        rarity = dict(zip(str(held["stems"]).split("\n"), held["rarity"].astype(float).tolist(), strict=True))
        most = float(held["most"])
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    return WordTable({word: place for place, word in enumerate(words)}, vectors, rarity, most)


@lru_cache(maxsize=1)
def _trees() -> BoostedTrees:
    with np.load(io.BytesIO(files("onrecord.matters").joinpath(TREES).read_bytes()), allow_pickle=False) as held:
        return BoostedTrees.from_tables(held, "tellings")


def words_of(text: str) -> list[str]:
    """Return the words of a text of three letters and more, as they are written."""
    return _WORD.findall(text)


def stems_of(text: str) -> list[str]:
    """Return the stems of the words of a text that carry meaning, in order."""
    return [word[:_STEM] for word in (found.lower() for found in _WORD.findall(text)) if word not in STOP_WORDS]


def plain_form(word: str, known: Mapping[str, int] | None = None) -> str:
    """Return a word without its inflection: of the forms it can come from the most frequent.

    Args:
        word: the word as it is written.
        known: words that there are, each with its rank by frequency; by default those of the table.
    """
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    there = load_words().places if known is None else known
    bases = [form for form in _bases(word) if len(form) >= _SHORTEST and form in there]
    return min(bases, key=there.__getitem__, default=word)


def _bases(word: str) -> list[str]:
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            base = word[: -len(ending)]
            found = [base, base + "e"]
            if base[-1:] == base[-2:-1]:
                found.append(base[:-1])
            if base.endswith("i"):
                found.append(base[:-1] + "y")
            return found
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("s") and not word.endswith("ss"):
        return [word[:-1], word[:-2]]
    return []


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    """What is left of a word without the endings that make another word of it: "resign", "resignation"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_LEFT:
            word = word[: -len(ending)]
    return word[:_STEM]


def telling(
    clause: str,
    start: int,
    end: int,
    arguments: Iterable[str] = (),
    *,
    head: tuple[int, int] | None = None,
    place: int | None = None,
    parties: frozenset[str] = frozenset(),
    persons: frozenset[str] = frozenset(),
    first: date | None = None,
    last: date | None = None,
) -> Telling:
    """Return what a happening is compared by, from the words that tell it.

    Args:
        clause: the words that tell it.
        start: where in them the words that name it begin.
        end: where these end.
        arguments: words for who does it, to whom or what, and where.
        head: where the main one of the words that name it stands; by default it is the first that carries meaning.
        place: code points before it in its page.
        parties: countries that take part.
        persons: persons among them.
        first: first day it can have been.
        last: last day it can have been.
    """
    naming = words_of(clause[start:end])
    carrying = [word for word in naming if word.lower() not in STOP_WORDS] or naming or clause[start:end].split()[:1]
    main = clause[slice(*head)] if head is not None else (carrying[0] if carrying else "")
    around = stems_of(clause[:start]), stems_of(clause[end:])
    taking_part = {plain_form(word) for text in arguments for word in words_of(text) if word.lower() not in STOP_WORDS}
    return Telling(
        head=plain_form(main),
        stems=frozenset(around[0] + around[1]),
        parties=parties,
        persons=persons,
        first=first,
        last=last,
        naming=frozenset(map(plain_form, carrying)),
        near=frozenset(around[0][-_NEAR:] + around[1][:_NEAR]),
        names=frozenset(name.lower() for name in _NAME.findall(clause)),
        numbers=frozenset(_NUMBER.findall(clause)),
        arguments=frozenset(sorted(taking_part)[:_MOST_ARGUMENTS]),
        place=place,
    )


def page_of(text: str) -> Page:
    """Return what a page is compared by."""
    text = text[:LONGEST_PAGE]
    stems = Counter(stems_of(text))
    common = load_words().places
    names = Counter(
        name.lower()
        for name in _CAPITALISED.findall(text)
        if name.lower() not in common and name.lower() not in STOP_WORDS
    )
    names.update(_NUMBER.findall(text))
    return Page(_weights(stems), _weights(names), stems)


def _weights(counts: Mapping[str, int]) -> dict[str, float]:
    table = load_words()
    raw = {stem: (1 + math.log(count)) * table.rarity.get(stem, table.most) for stem, count in sorted(counts.items())}
    length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {stem: value / length for stem, value in raw.items()}


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return math.fsum(a[stem] * b[stem] for stem in a.keys() & b.keys())


class PagesAlike(NamedTuple):
    """How alike two pages are."""

    words: float
    """Their words, 0 to 1."""
    names: float
    """Their names and numbers, 0 to 1."""
    apart: float = NOT_KNOWN
    """How far apart their stories are, where there are enough pages to tell (``stories_apart``)."""


def pages_alike(a: Page, b: Page) -> PagesAlike:
    """Return how alike the words of two pages are, and their names and numbers."""
    return PagesAlike(_cosine(a.words, b.words), _cosine(a.names, b.names))


def cover(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the smaller set's stems that stand in the larger; 0 where one is empty."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def days_agree(a: Telling, b: Telling) -> bool | None:
    """Tell whether two tellings can be of one day; None where one of them names none."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return a.first <= b.last + timedelta(DAYS_APART) and b.first <= a.last + timedelta(DAYS_APART)


def _weighed(a: AbstractSet[str], b: AbstractSet[str], table: WordTable) -> tuple[float, float]:
    """How alike two sets of stems are, the rare ones counting more: cosine, and share of the smaller."""
    if not a or not b:
        return 0.0, 0.0

    def weights(stems: AbstractSet[str]) -> list[float]:
        return [table.rarity.get(stem[:_STEM], table.most) for stem in stems]

    both = weights(a & b)
    mine, yours = weights(a), weights(b)
    square = math.fsum(value * value for value in mine) * math.fsum(value * value for value in yours)
    least = min(math.fsum(mine), math.fsum(yours))
    return (
        math.fsum(value * value for value in both) / math.sqrt(square) if square > 0 else 0.0,
        math.fsum(both) / least if least > 0 else 0.0,
    )


def _best_partners(a: frozenset[str], b: frozenset[str], table: WordTable) -> float:
    """How alike each argument's nearest of the other telling is, on the mean; 0 where one tells none that is known."""
    mine = [table.places[word] for word in sorted(a) if word in table.places]
    yours = [table.places[word] for word in sorted(b) if word in table.places]
    if not mine or not yours:
        return 0.0
    alike = table.vectors[mine] @ table.vectors[yours].T
    return float(round((float(alike.max(axis=0).mean()) + float(alike.max(axis=1).mean())) / 2, 4))


def pair_features(
    a: Telling, b: Telling, pages: tuple[Page, Page] | None = None, alike: PagesAlike | None = None
) -> tuple[float, ...]:
    """Return what tells whether two tellings are one happening, the same whichever comes first.

    Args:
        a: one telling.
        b: the other.
        pages: the pages of the two; None where they are not known.
        alike: what :func:`pages_alike` says of the pages, where it was asked before.
    """
    table = load_words()
    one, other = (table.places.get(each.head) for each in (a, b))
    zero = np.zeros(table.vectors.shape[1], np.float32)
    first, second = (zero if place is None else table.vectors[place] for place in (one, other))
    clause = _weighed(a.stems, b.stems, table)
    arguments = _weighed(a.arguments, b.arguments, table)
    own, across = NOT_KNOWN, NOT_KNOWN
    page = PagesAlike(NOT_KNOWN, NOT_KNOWN)
    details: tuple[float, ...] = _NO_DETAILS
    known_in_other = NOT_KNOWN
    if pages is not None:
        page = alike if alike is not None else pages_alike(*pages)
        counts = pages[0].counts, pages[1].counts
        heads = a.head[:_STEM], b.head[:_STEM]
        mine, yours = counts[1].get(heads[0], 0), counts[0].get(heads[1], 0)
        across = float(min(mine, yours, _MOST_COUNTED))
        own = float(min(counts[0].get(heads[0], 0), counts[1].get(heads[1], 0), _MOST_COUNTED))
        known_in_other = float(mine > 0) + float(yours > 0)
        if pages[0] is not pages[1]:
            both = zip(_known_details(a, pages[1], table), _known_details(b, pages[0], table), strict=True)
            details = tuple(bound(pair) for pair in both for bound in (min, max))
    places = (
        (NOT_KNOWN, NOT_KNOWN)
        if a.place is None or b.place is None
        else tuple(sorted((float(min(a.place, _FARTHEST)), float(min(b.place, _FARTHEST)))))
    )
    return (
        float(a.head == b.head),
        float(_root(a.head) == _root(b.head)),
        cover(a.naming, b.naming),
        -2.0 if one is None or other is None else float(round(float(first @ second), 4)),
        *(float(value) for value in (first + second)[:_CLASS_SIZE]),
        abs(float(first[0]) - float(second[0])),
        table.rarity.get(a.head[:_STEM], table.most) + table.rarity.get(b.head[:_STEM], table.most),
        float(a.head in _LIGHT) + float(b.head in _LIGHT),
        float(a.head[:_STEM] in b.stems) + float(b.head[:_STEM] in a.stems),
        page.words,
        page.names,
        across,
        own,
        known_in_other,
        *clause,
        _weighed(a.near, b.near, table)[0],
        arguments[0],
        float(len(a.arguments & b.arguments)),
        _best_partners(a.arguments, b.arguments, table),
        float(bool({word[:_STEM] for word in a.arguments} & b.stems))
        + float(bool({word[:_STEM] for word in b.arguments} & a.stems)),
        _weighed(a.names, b.names, table)[0],
        cover(a.numbers, b.numbers),
        float(bool(a.numbers and b.numbers)),
        *places,
        *details,
        page.apart,
    )


_NO_DETAILS = (NOT_KNOWN,) * 12


def _known_details(telling: Telling, page: Page, table: WordTable) -> tuple[float, ...]:
    """How much of what one page tells of a happening the other page tells of anything; what it does not tell is not
    known."""

    def share(stems: AbstractSet[str]) -> float:
        weights = [(stem in page.counts, table.rarity.get(stem, table.most)) for stem in sorted(stems)]
        whole = math.fsum(weight for _, weight in weights)
        return math.fsum(weight for there, weight in weights if there) / whole if whole > 0 else NOT_KNOWN

    arguments = {word[:_STEM] for word in telling.arguments}
    names = telling.names
    return (
        share(telling.stems),
        math.fsum(page.words.get(stem, 0.0) for stem in telling.stems),
        share(arguments),
        math.fsum(page.words.get(stem, 0.0) for stem in arguments),
        sum(name in page.names for name in names) / len(names) if names else NOT_KNOWN,
        share(telling.near),
    )


def likeness(a: Telling, b: Telling, pages: tuple[Page, Page] | None = None, alike: PagesAlike | None = None) -> float:
    """Return how likely two tellings are one happening, 0 to 1: the naming word, others around it, who, when, where.

    Args:
        a: one telling.
        b: the other.
        pages: the pages of the two; None where they are not known.
        alike: what :func:`pages_alike` says of the pages, where it was asked before.
    """
    return likenesses([(a, b, pages, alike)])[0]


def likenesses(
    pairs: Sequence[tuple[Telling, Telling, tuple[Page, Page] | None, PagesAlike | None]],
) -> list[float]:
    """Return the likeness of many pairs; see :func:`likeness`."""
    if not pairs:
        return []
    matrix = np.asarray([pair_features(*pair) for pair in pairs], np.float32)
    odds = _trees().log_odds(matrix)
    return [
        round(1 / (1 + math.exp(-max(-30.0, min(30.0, float(value) + _days(a, b))))), 4)
        for value, (a, b, *_) in zip(odds, pairs, strict=True)
    ]


def _days(a: Telling, b: Telling) -> float:
    agree = days_agree(a, b)
    return 0.0 if agree is None else (DAYS_TELL if agree else -DAYS_TELL)
