"""What the trained line model sees of a page: each line's own marks, and those of the lines around it."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.cleaning import _flatten as flat
from onrecord.cleaning._language import FUNCTION_WORDS
from onrecord.cleaning._lines import WORD, Unit
from onrecord.cleaning._sign import Sign
from onrecord.cleaning._speech import is_speaker_turn
from onrecord.language.months import MONTHS

Matrix = NDArray[np.float32]

HASH_BITS = 14
"""Words are hashed into this many bits for the word score."""
ROLE_CLASSES = ("other", "body", "title", "dek", "byline", "caption", "credit", "related")
"""What the model of roles tells apart; all other roles are given by rules."""
WORD_ROLES = ("title", "dek", "byline", "caption", "credit", "related")
"""Roles whose words are weighed."""
_SIGN_ROLES = (
    "byline",
    "caption",
    "claimed_date",
    "comments",
    "correction",
    "credit",
    "dateline",
    "furniture",
    "navigation",
    "promo",
    "related",
    "tags",
)
_SPEECH = frozenset(
    "said says told according added asked was were had has have is are will would can could he she they it".split()
)
_PERSON = frozenset("i you your we our my me us".split())
_QUOTES = re.compile('["“”„«»]')
_NEAR = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (3, 8, 20)
_SIMPLE_TAGS = ("p", "li", "div", "td", "a", "span")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def word_keys(unit: Unit) -> list[int]:
    """The hashed words of a line, its pairs of words, and its first and last word as such: what is weighed."""
    words = WORD.findall(unit.plain[:600].lower())
    keys = {zlib.crc32(word.encode()) for word in words[:60]}
    if words:
        keys.add(zlib.crc32(f"^{words[0]}".encode()))
        keys.add(zlib.crc32(f"{words[-1]}$".encode()))
        keys.update(zlib.crc32(f"{a} {b}".encode()) for a, b in pairwise(words[:25]))
    mask = (1 << HASH_BITS) - 1
    return sorted({key & mask for key in keys})


def own_marks(units: Sequence[Unit], signs: Sequence[Sign | None]) -> Matrix:
    """What each line shows by itself."""
    rows = []
    repeated = Counter(unit.plain.lower() for unit in units)
    for unit, sign in zip(units, signs, strict=True):
        text = unit.plain
        words = WORD.findall(text[:800].lower())
        count = max(len(words), 1)
        length = max(len(text), 1)
        seen = text[:800]
        row = [
            unit.words,
            min(unit.words, 60),
            unit.lower_share,
            unit.is_terminal,
            unit.stops,
            unit.is_listed,
            unit.blank_before,
            unit.is_sentence,
            len(seen) / count,
            sum(map(FUNCTION_WORDS.__contains__, words)) / count,
            sum(map(str.isupper, seen)) / len(seen) if seen else 0.0,
            sum(map(str.isdigit, seen)) / len(seen) if seen else 0.0,
            seen.count(",") / count,
            len(_QUOTES.findall(seen)),
            "|" in text,
            text.endswith(":"),
            text.endswith("?"),
            text.endswith(("…", "...", "…]", "...]")),
            text[:1].islower(),
            text[:1] in "\"“„«‘'",
            sum(map(_SPEECH.__contains__, words)) / count,
            sum(map(_PERSON.__contains__, words)) / count,
            sum(map(MONTHS.__contains__, words)),
            sum([word[:2] in ("19", "20") and len(word) == 4 and word.isdigit() for word in words]),
            is_speaker_turn(text),
            repeated[text.lower()],
            length > 80,
            sign.cost if sign is not None else -1,
            *[sign is not None and sign.role == role for role in _SIGN_ROLES],
        ]
        rows.append(row)
    return np.array(rows, dtype=np.float32)


def markup_marks(units: Sequence[Unit]) -> Matrix:
    """What the mark-up says about each line."""
    rows = []
    mass: Counter[int] = Counter()
    total = 1
    for unit in units:
        if unit.markup is not None and unit.is_sentence:
            mass[unit.markup.parent] += unit.words
            total += unit.words
    best = max(mass.values(), default=1)
    for unit in units:
        made = unit.markup
        if made is None:
            rows.append([0.0] * (11 + len(_SIMPLE_TAGS) + flat.MARKUP_BITS))
            continue
        rows.append(
            [
                made.link_share,
                made.strong_share,
                made.depth,
                made.parent,
                mass[made.parent],
                mass[made.parent] / total,
                mass[made.parent] / best,
                mass[made.parent] == best and best > 1,
                _HEADINGS.index(made.tag) + 1 if made.tag in _HEADINGS else 0,
                made.bits.bit_count(),
                made.tag == "figcaption",
                *[made.tag == tag for tag in _SIMPLE_TAGS],
                *[bool(made.bits >> bit & 1) for bit in range(flat.MARKUP_BITS)],
            ]
        )
    return np.array(rows, dtype=np.float32)


def context(
    own: Matrix, words: NDArray[np.float32], segment: tuple[int, int], vocabulary: Sequence[frozenset[str]]
) -> Matrix:
    """The marks of the lines around each line, its place on the page and in the best stretch of running text."""
    count = len(own)
    columns: list[NDArray[Any]] = [words]
    # Those of its own marks that say most about its neighbours: words, sentence, function words, sign, word score.
    told = np.column_stack([own[:, 1], own[:, 2], own[:, 3], own[:, 7], own[:, 9], own[:, 27], words])
    for offset in _NEAR:
        columns.extend(shifted(told, offset, -2.0).T)
    sentence = own[:, 7]
    running = np.minimum(own[:, 0], 60) * sentence
    positive = np.clip(words, -4, 4)
    at = np.arange(count)
    for values in (sentence, running, positive, own[:, 1]):
        sums = np.concatenate([[0.0], np.cumsum(values)])
        for window in _WINDOWS:
            low, high = np.maximum(at - window, 0), np.minimum(at + window + 1, count)
            columns.append((sums[high] - sums[low]) / (high - low))
            columns.append((sums[at] - sums[low]) / np.maximum(at - low, 1))
            columns.append((sums[high] - sums[at + 1]) / np.maximum(high - at - 1, 1))
        if values is running:
            columns.append(sums[at] / max(sums[-1], 1.0))
            columns.append(np.full(count, np.log1p(sums[-1])))
    first, last = segment
    columns.append(at / max(count, 1))
    columns.append(np.minimum(at, 200))
    columns.append(np.minimum(count - at, 200))
    columns.append(np.full(count, np.log1p(count)))
    columns.append((at >= first) & (at < last))
    columns.append(np.clip(at - first, -50, 50))
    columns.append(np.clip(at - last, -50, 50))
    columns.append(np.full(count, np.log1p(last - first)))
    columns.extend(_distances(sentence > 0).T)
    inside = (at >= first) & (at < last) & (sentence > 0)
    columns.append(_affinity(vocabulary, inside))
    return np.column_stack(columns).astype(np.float32)


def shifted(values: Matrix, offset: int, missing: float) -> Matrix:
    """The values of the lines that stand ``offset`` lines further on; ``missing`` beyond the ends."""
    moved = np.full_like(values, missing)
    if offset < 0:
        moved[-offset:] = values[:offset]
    elif offset < len(values):
        moved[: len(values) - offset] = values[offset:]
    return moved


def _distances(marked: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Lines to the last and to the next marked line, at most 30."""
    count = len(marked)
    at = np.arange(count)
    before = np.maximum.accumulate(np.where(marked, at, -100))
    after = np.minimum.accumulate(np.where(marked, at, count + 100)[::-1])[::-1]
    shifted_before = np.concatenate([[-100], before[:-1]])
    shifted_after = np.concatenate([after[1:], [count + 100]])
    return np.column_stack([np.minimum(at - shifted_before, 30), np.minimum(shifted_after - at, 30)]).astype(np.float32)


def long_words(units: Sequence[Unit]) -> list[frozenset[str]]:
    """The longer words of each line: what it speaks of."""
    return [frozenset([word for word in WORD.findall(unit.plain[:800].lower()) if len(word) > 4]) for unit in units]


def _affinity(vocabulary: Sequence[frozenset[str]], inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The share of a line's longer words that the article's other lines have too: junk speaks of other things."""
    known: Counter[str] = Counter()
    for words, belongs in zip(vocabulary, inside, strict=True):
        if belongs:
            known.update(words)
    shares = []
    for words, belongs in zip(vocabulary, inside, strict=True):
        least = 1 if belongs else 0
        shares.append(sum([known[word] > least for word in words]) / max(len(words), 1))
    return np.array(shares, dtype=np.float32)


def second_look(own: Matrix, probabilities: NDArray[np.float32], vocabulary: Sequence[frozenset[str]]) -> Matrix:
    """What the first opinion on all lines says about each of them: its neighbours', and the article it makes."""
    count = len(own)
    at = np.arange(count)
    chance = probabilities.astype(np.float32)
    words = np.minimum(own[:, 0], 60)
    columns: list[NDArray[Any]] = [chance]
    for offset in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        columns.append(shifted(chance, offset, -1.0))
    for values in (chance, chance * words):
        sums = np.concatenate([[0.0], np.cumsum(values)])
        for window in (5, 12, 30):
            low, high = np.maximum(at - window, 0), np.minimum(at + window + 1, count)
            columns.append((sums[high] - sums[low]) / (high - low))
            columns.append((sums[at] - sums[low]) / np.maximum(at - low, 1))
            columns.append((sums[high] - sums[at + 1]) / np.maximum(high - at - 1, 1))
        columns.append(sums[at] / max(sums[-1], 1e-3))
        columns.append(np.full(count, sums[-1]))
    first, last = _best_run((chance - 0.5) * words - np.where(chance < 0.5, 1.0, 0.0))
    inside = (at >= first) & (at < last)
    columns.append(inside)
    columns.append(np.clip(at - first, -50, 50))
    columns.append(np.clip(at - last, -50, 50))
    columns.append(np.full(count, last - first))
    columns.append(np.full(count, float((chance * words)[first:last].sum()) / max(float((chance * words).sum()), 1e-3)))
    columns.append(_affinity(vocabulary, inside & (chance > 0.5)))
    return np.column_stack(columns).astype(np.float32)


def role_look(chances: NDArray[np.float32], words: Matrix, vocabulary: Sequence[frozenset[str]]) -> Matrix:
    """What the model of roles sees beside the marks: the verdicts on the article, and what the words speak for.

    Args:
        chances: how likely each line belongs to the article.
        words: one column for each of ``WORD_ROLES``: what the words of each line speak for.
        vocabulary: from ``long_words``; a picture's text for the blind says what its caption says.
    """
    told = np.column_stack([chances, words]).astype(np.float32)
    columns = [told]
    columns.extend(shifted(told, offset, -5.0) for offset in (-2, -1, 1, 2))
    shared = [len(own & following) / max(len(own), 1) for own, following in pairwise(vocabulary)]
    back = [len(own & following) / max(len(following), 1) for own, following in pairwise(vocabulary)]
    columns.append(np.array([[*shared, 0.0], [0.0, *back]], dtype=np.float32).T)
    return np.hstack(columns).astype(np.float32)


def _best_run(scores: NDArray[np.float32]) -> tuple[int, int]:
    best, best_first, best_last, running, start = 0.0, 0, 0, 0.0, 0
    for number, score in enumerate(scores.tolist()):
        if running <= 0.0:
            running, start = 0.0, number
        running += score
        if running > best:
            best, best_first, best_last = running, start, number + 1
    return best_first, best_last
