"""What the model of roles sees of a line beside the other marks: how captions, headlines and links are worded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cleaning._features import Matrix
from onrecord.cleaning._language import FUNCTION_WORDS
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._pictures import SCENE_VERBS
from onrecord.language.months import MONTHS

_SEEN = 600
SCENE_WORDS = frozenset(
    """
    left right center centre background foreground pictured seen shown shows depicts depicting above below during
    outside inside near front beside aboard atop file photo photograph image picture screenshot screengrab
    illustration portrait map chart graphic aerial view footage video undated
    """.split()
)
OPENERS = frozenset(
    """
    but and however he she it they we i you this that these those there here his her its their our my in for as
    meanwhile while although though yet so if when then also still instead according while because since despite
    what why how who where such other some many most
    """.split()
)
FINITE = frozenset(
    "is are was were has have had will would could should may might can must do does did isn’t don’t didn’t".split()
)
LINK_OPENERS = frozenset("how why what when where who watch read see inside meet these here your".split())
FULL_DATE = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d\b|\b\d{1,2} [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d\b")
_KICKER = re.compile(r"^[^:.?!]{2,30}: \S|^[^|]{2,30} \| \S")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\bago\b", re.IGNORECASE)
_ROUND = re.compile(r"\([A-Za-z][^()]{1,30}\)")
_RARE = 6
"""A word in more lines of a page than this says nothing about which of them say the same."""
_LEAST_SHARED = 3
_NEAR = 8


REACH = 60
"""Lines above and below the article whose roles are asked for: what is further away is the page's frame."""


def near_article(chances: NDArray[np.float32]) -> slice:
    """The lines of the article, by the opinion on it, and those around it; all where there is no article."""
    places = np.flatnonzero(chances >= 0.5)
    if not len(places):
        return slice(0, len(chances))
    return slice(max(0, int(places[0]) - REACH), min(len(chances), int(places[-1]) + 1 + REACH))


def role_marks(units: Sequence[Unit], vocabulary: Sequence[frozenset[str]]) -> Matrix:
    """The wording of each line.

    Args:
        units: the units of the one text.
        vocabulary: from ``long_words``.
    """
    rows = []
    for unit in units:
        text = unit.plain[:_SEEN]
        cased = WORD.findall(text)
        words = " ".join(cased).lower().split(" ") if cased else []
        count = max(len(words), 1)
        first = words[0] if words else ""
        initials = "".join([word[0] for word in cased])
        heavy = "".join([word[0] for word in cased if len(word) > 3])
        has_digit = not text.isalpha() and any(map(text.__contains__, "0123456789"))
        rows.append(
            [
                sum(map(SCENE_VERBS.__contains__, words)),
                sum(map(SCENE_VERBS.__contains__, words[1:9])),
                sum(map(SCENE_WORDS.__contains__, words)),
                [word[-2:] for word in words].count("ed") / count,
                [word[-3:] for word in words].count("ing") / count,
                sum([word[-1] == "s" and not word.endswith(("ss", "us")) for word in words[1:8]]),
                sum(map(FINITE.__contains__, words)),
                sum(map(FUNCTION_WORDS.__contains__, words)),
                first in OPENERS,
                first in LINK_OPENERS,
                cased[0].isupper() if cased else 0,
                _share_of_capitals(initials[1:]),
                _share_of_capitals(heavy),
                has_digit and FULL_DATE.search(text) is not None,
                any(map(MONTHS.__contains__, words[-4:])),
                (":" in text or "|" in text) and _KICKER.match(text) is not None,
                (has_digit or "ago" in text.lower()) and CLOCK.search(text) is not None,
                len(_ROUND.findall(text)) if "(" in text else 0,
                text.count(",") - text.count(", "),
                text.count(", "),
                text.endswith("."),
                text.endswith(")"),
                text.endswith(('"', "'", "”", "’")),
                text[:1].isdigit(),
                "’s " in text or "'s " in text,
                "$" in text or "%" in text,
                "#" in text or "@" in text or "http" in text,
            ]
        )
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    own = np.array(rows, dtype=np.float32)
    return np.column_stack([own, _sizes(units), _said_again(vocabulary)]).astype(np.float32)


def _share_of_capitals(initials: str) -> float:
    return sum(map(str.isupper, initials)) / max(sum(map(str.isalpha, initials)), 1)


def _sizes(units: Sequence[Unit]) -> Matrix:
    """The length of each line beside the sentences around it."""
    words = np.array([min(unit.words, 120) for unit in units], dtype=np.float32)
    is_sentence = np.array([unit.is_sentence for unit in units], dtype=np.float32)
    sums = np.concatenate([[0.0], np.cumsum(words * is_sentence)])
    counts = np.concatenate([[0.0], np.cumsum(is_sentence)])
    at = np.arange(len(units))
    low, high = np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR + 1, len(units))
    others = np.maximum(counts[high] - counts[low] - is_sentence, 0)
    mean = (sums[high] - sums[low] - words * is_sentence) / np.maximum(others, 1)
    return np.column_stack([mean, words / np.maximum(mean, 1.0), others]).astype(np.float32)


def _said_again(vocabulary: Sequence[frozenset[str]]) -> Matrix:
    """How much of a line another line says too, and how far that is: a picture's text for the blind, a headline's
    teaser; and the share of its longer words that nothing else on the page has."""
    places: dict[str, list[int]] = {}
    for number, words in enumerate(vocabulary):
        for word in words:
            places.setdefault(word, []).append(number)
    rows = []
    for number, words in enumerate(vocabulary):
        shared: Counter[int] = Counter()
        alone = 0
        for word in words:
            where = places[word]
            if len(where) == 1:
                alone += 1
            elif len(where) <= _RARE:
                shared.update(where)
        shared.pop(number, None)
        best = max(shared.values(), default=0)
        size = max(len(words), 1)
        if best >= _LEAST_SHARED:
            other = min(place for place, times in shared.items() if times == best)
            theirs = len(vocabulary[other])
            rows.append([best / size, best / max(theirs, 1), float(np.clip(other - number, -60, 60)), alone / size])
        else:
            rows.append([0.0, 0.0, 99.0, alone / size])
    return np.array(rows, dtype=np.float32).reshape(len(rows), -1)


def neighbours(chances: NDArray[np.float32]) -> Matrix:
    """What a first opinion on the roles says of the lines around each."""
    columns = [chances]
    count = len(chances)
    for offset in (-3, -2, -1, 1, 2, 3):
        moved = np.full_like(chances, -1.0)
        if offset < 0:
            moved[-offset:] = chances[:offset]
        elif offset < count:
            moved[: count - offset] = chances[offset:]
        columns.append(moved)
    sums = np.concatenate([np.zeros((1, chances.shape[1]), np.float32), np.cumsum(chances, axis=0)])
    at = np.arange(count)
    for window in (6, 15):
        low, high = np.maximum(at - window, 0), np.minimum(at + window + 1, count)
        columns.append((sums[at] - sums[low]) / np.maximum(at - low, 1)[:, None])
        columns.append((sums[high] - sums[at + 1]) / np.maximum(high - at - 1, 1)[:, None])
    best = np.where(np.arange(count)[:, None] == chances.argmax(axis=0)[None, :], 1.0, 0.0)
    columns.append(best.astype(np.float32))
    columns.append(np.broadcast_to(chances.max(axis=0), chances.shape))
    return np.hstack(columns).astype(np.float32)
