"""The best tree of a sentence: greedy where that is a tree already, Chu-Liu-Edmonds where it is not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]
_NEVER = -1e9
_ROOTS_TRIED = 3


def is_tree(heads: IntArray) -> bool:
    """Tell whether 1-based heads (0 = root) make one tree with a single root."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    reached = np.concatenate([[0], heads])
    for _ in range(max(1, len(heads).bit_length())):
        reached = reached[reached]
    return not reached.any()


def trees(heads: IntArray, first: IntArray) -> NDArray[np.bool_]:
    """Tell of several sentences one after another which are trees (``is_tree``).

    Args:
        heads: of all words, 1-based among them (0 = root); each in its own sentence.
        first: the first word of each sentence, in order.
    """
    roots = np.add.reduceat(heads == 0, first, dtype=np.int64)
    reached = np.concatenate([[0], heads])
    longest = int(np.diff(first, append=len(heads)).max())
    for _ in range(max(1, longest.bit_length())):
        reached = reached[reached]
    left = np.logical_or.reduceat(reached[1:] > 0, first)
    return np.asarray((roots == 1) & ~left, np.bool_)


def best_tree(scores: FloatArray) -> IntArray:
    """Return the heads (1-based, 0 = root) of the best tree with a single root.

    Args:
        scores: one row for each token, one column for each head; column 0 is the root.
    """
    count = len(scores)
    if count == 1:
        return np.zeros(1, np.int64)
    square = np.full((count + 1, count + 1), _NEVER)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    heads: IntArray = square.argmax(1)
    heads[0] = 0
    if is_tree(heads[1:]):
        return heads[1:]
    heads = _without_cycles(square)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        return heads[1:]
    best, best_score = heads, -np.inf
    for root in sorted(roots.tolist(), key=lambda i: -square[i, 0])[:_ROOTS_TRIED]:
        single = square.copy()
        single[1:, 0] = _NEVER
        single[root] = _NEVER
        single[root, 0] = square[root, 0]
        tried = _without_cycles(single)
        score = float(single[np.arange(1, count + 1), tried[1:]].sum())
        if score > best_score:
            best, best_score = tried, score
    return best[1:]


def _without_cycles(scores: NDArray[np.float64]) -> IntArray:
    """Chu-Liu-Edmonds: contract a cycle, solve the smaller graph, open the cycle where the solution enters it."""
    heads: IntArray = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = np.asarray([i for i in range(len(heads)) if i not in set(cycle)], np.int64)
    ring = np.asarray(cycle, np.int64)
    size = len(rest)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(rest, rest)]
    out_of_ring = scores[np.ix_(rest, ring)]
    smaller[:size, size] = out_of_ring.max(1)
    exits = ring[out_of_ring.argmax(1)]
    gain = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    smaller[size, :size] = gain.max(0) + scores[ring, heads[ring]].sum()
    entries = ring[gain.argmax(0)]
    smaller[0] = _NEVER
    smaller[size, size] = _NEVER
    solved = _without_cycles(smaller)
    result = heads.copy()
    for place in range(1, size):
        result[rest[place]] = exits[place] if solved[place] == size else rest[solved[place]]
    entered_from = solved[size]
    result[entries[entered_from]] = rest[entered_from]
    return result


def _cycle(heads: IntArray) -> list[int] | None:
    state = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        path = []
        node = start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node and state[node] == start:
            return path[path.index(node) :]
    return None
