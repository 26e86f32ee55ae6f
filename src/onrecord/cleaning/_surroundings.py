"""What stands around each line of a page: how far the next sign of each kind is, and what block the line belongs to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.cleaning._lines import Unit

Matrix = NDArray[np.float32]

_FAR = 60
"""Lines from which on a distance says no more."""
_WINDOWS = (4, 12)
_SEEN = 300
_CODE = str.maketrans("", "", "{}[]()=<>/\\_#$*+;&%@~^`")
_SHORT = 3
_HEADING = 6
"""Words of a line that can head a block: "Comments", "More from the archive"."""
_SPEAKS = 2.0
"""Word score from which a line's words speak clearly for or against the article."""
_GAPS = (2, 6)
"""So many lines without a sentence part one block of running text from the next."""
_REACH = 6

# Columns of ``own_marks``.
_WORDS, _CAPPED, _LOWER, _TERMINAL, _SENTENCE, _FUNCTION, _DIGITS = 0, 1, 2, 3, 7, 9, 11
_SPEECH, _PERSON, _MONTHS, _YEARS, _REPEATED = 20, 21, 22, 23, 25
_SIGNS = slice(28, 40)
_BYLINE, _CAPTION, _DATE, _COMMENTS, _CREDIT = 0, 1, 2, 3, 5
_FURNITURE, _NAVIGATION, _PROMO, _RELATED, _TAGS = 7, 8, 9, 10, 11


def code_marks(units: Sequence[Unit]) -> Matrix:
    """How much of each line reads like code or a table: the share of such signs, and its tabs."""
    rows = []
    for unit in units:
        seen = unit.plain[:_SEEN]
        rows.append([(len(seen) - len(seen.translate(_CODE))) / max(len(seen), 1), seen.count("\t")])
    return np.array(rows, dtype=np.float32).reshape(-1, 2)


def surroundings(own: Matrix, code: Matrix, words: NDArray[np.float32]) -> Matrix:
    """What stands around each line.

    Args:
        own: from ``own_marks``.
        code: from ``code_marks``.
        words: what the words of each line speak for.
    """
    signs = own[:, _SIGNS] > 0
    is_again, is_short = own[:, _REPEATED] > 1, own[:, _WORDS] <= _SHORT
    marked = np.column_stack([signs, is_again & ~is_short, is_again & is_short, words < -_SPEAKS, words > _SPEAKS])
    told = np.column_stack(
        [
            is_again,
            is_short,
            code[:, 0],
            own[:, [_PERSON, _SPEECH, _DIGITS]],
            own[:, _MONTHS] + own[:, _YEARS],
            own[:, [_LOWER, _FUNCTION]],
            signs[:, _CAPTION] | signs[:, _CREDIT],
            signs[:, [_BYLINE, _DATE, _COMMENTS]],
            signs[:, _FURNITURE] | signs[:, _NAVIGATION],
            signs[:, [_RELATED, _PROMO]],
        ]
    ).astype(np.float32)
    counted = signs[:, [_COMMENTS, _RELATED, _PROMO, _TAGS]].cumsum(axis=0)
    return np.hstack(
        [
            code,
            _distances(marked),
            _means(told),
            counted,
            counted[-1:] - counted,
            _extremes(words),
            _headings(own, words),
            *[_blocks(own, gap) for gap in _GAPS],
        ]
    ).astype(np.float32)


def _distances(marked: NDArray[np.bool_]) -> Matrix:
    """Lines to the last and to the next line that is marked, for each column."""
    count = len(marked)
    at = np.arange(count)[:, None]
    before = np.full((count + 1, marked.shape[1]), -_FAR)
    after = np.full((count + 1, marked.shape[1]), count + _FAR)
    before[1:] = np.maximum.accumulate(np.where(marked, at, -_FAR), axis=0)
    after[:-1] = np.minimum.accumulate(np.where(marked, at, count + _FAR)[::-1], axis=0)[::-1]
    found: Matrix = np.minimum(np.hstack([at - before[:-1], after[1:] - at]), _FAR).astype(np.float32)
    return found


def _means(values: Matrix) -> Matrix:
    """Means over the lines before and after each line, in windows."""
    count = len(values)
    at = np.arange(count)
    sums = np.zeros((count + 1, values.shape[1]), dtype=np.float64)
    np.cumsum(values, axis=0, out=sums[1:])
    columns = []
    for window in _WINDOWS:
        low, high = np.maximum(at - window, 0), np.minimum(at + window + 1, count)
        columns.append((sums[at] - sums[low]) / np.maximum(at - low, 1)[:, None])
        columns.append((sums[high] - sums[at + 1]) / np.maximum(high - at - 1, 1)[:, None])
    return np.hstack(columns).astype(np.float32)


def _extremes(words: NDArray[np.float32]) -> Matrix:
    """The least and the greatest word score of the lines just before and just after each line."""
    padded = np.concatenate([np.zeros(_REACH, np.float32), words, np.zeros(_REACH, np.float32)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, _REACH)
    before, after = windows[: len(words)], windows[_REACH + 1 :]
    found: Matrix = np.column_stack([before.min(axis=1), before.max(axis=1), after.min(axis=1), after.max(axis=1)])
    return found


def _headings(own: Matrix, words: NDArray[np.float32]) -> Matrix:
    """The last line above each that could head a block: how far it is, and what its words speak for."""
    count = len(own)
    at = np.arange(count)
    is_heading = (own[:, _WORDS] <= _HEADING) & (own[:, _TERMINAL] == 0)
    last = np.maximum.accumulate(np.where(is_heading, at, -1))
    last = np.concatenate([[-1], last[:-1]])
    known = last >= 0
    before = np.where(known, last[np.maximum(last, 0)], -1)
    known_before = before >= 0
    return np.column_stack(
        [
            np.where(known, np.minimum(at - last, _FAR), _FAR),
            np.where(known, words[np.maximum(last, 0)], 0.0),
            np.where(known_before, words[np.maximum(before, 0)], 0.0),
        ]
    ).astype(np.float32)


def _blocks(own: Matrix, gap: int) -> Matrix:
    """The block of running text that each line belongs to or follows: its words, its rank, where the greatest is."""
    count = len(own)
    at = np.arange(count)
    is_sentence = own[:, _SENTENCE] > 0
    mass = own[:, _CAPPED] * is_sentence
    before = np.maximum.accumulate(np.where(is_sentence, at, -1 - gap))
    since = at - np.concatenate([[-1 - gap], before[:-1]])
    block = np.cumsum(is_sentence & (since > gap))
    sums = np.bincount(block, weights=mass)
    total = max(float(sums.sum()), 1.0)
    order = np.argsort(-sums, kind="stable")
    rank = np.empty(len(sums))
    rank[order] = np.arange(len(sums))
    sentences = np.flatnonzero(is_sentence)
    sizes = np.bincount(block, weights=is_sentence)
    inside = sentences[block[sentences] == order[0]]
    first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (0, 0)
    ended = at - np.where(before >= 0, before, at)
    return np.column_stack(
        [
            np.log1p(sums[block]),
            sums[block] / total,
            np.minimum(rank[block], 20),
            np.minimum(sizes[block], 100),
            np.minimum(ended, _FAR),
            np.clip(at - first, -100, 100),
            np.clip(at - last, -100, 100),
            np.full(count, sums[order[0]] / total),
        ]
    ).astype(np.float32)
