"""From scores to tags and spans: exact best paths through BIO chains, many sequences at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of a step from tag to tag and of the first tag; forbidden ones are far below zero."""

    steps: FloatArray
    first: FloatArray


def best_paths(scores: FloatArray, lengths: Sequence[int], chain: Chain) -> IntArray:
    """Return the best tag of every token (Viterbi).

    Args:
        scores: token by tag, all sequences one after another.
        lengths: how many tokens each sequence has; together as many as there are scores.
        chain: the scores of the steps.
    """
    total, tags = scores.shape
    result = np.zeros(total, np.int64)
    sizes = np.asarray(lengths, np.int64)
    offsets = np.cumsum(sizes) - sizes
    kept = np.flatnonzero(sizes)
    if not len(kept):
        return result
    # Longest first: at each step only the first rows are still running, so no padding is computed.
    order = kept[np.argsort(-sizes[kept], kind="stable")]
    sizes, offsets = sizes[order], offsets[order]
    longest = int(sizes[0])
    running = np.searchsorted(-sizes, -np.arange(1, longest + 1), side="right")
    # Of each place the best score of a path that ends in a tag; which tag came before is asked only on the way back.
    best = np.empty((longest, len(order), tags), np.float32)
    best[0] = chain.first + scores[offsets]
    lasting = running.tolist()
    steps = np.ascontiguousarray(chain.steps[:, None, :])
    room = np.empty((tags, len(order), tags), np.float32)  # from, sequence, to
    for t in range(1, longest):
        rows = lasting[t]
        paths = np.add(best[t - 1, :rows].T[:, :, None], steps, out=room[:, :rows])
        np.add(np.maximum.reduce(paths, 0), scores.take(offsets[:rows] + t, 0), out=best[t, :rows])
    following = chain.steps.T  # to, from
    tag = np.empty(0, np.int64)
    for t in range(longest - 1, -1, -1):
        here = best[t, : lasting[t]]
        here[: len(tag)] += following.take(tag, 0)  # the others end here
        tag = here.argmax(1)
        result[offsets[: len(tag)] + t] = tag
    return result


def softmax(scores: FloatArray) -> FloatArray:
    """Return probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    result: FloatArray = shifted / shifted.sum(-1, keepdims=True)
    return result


def sums(values: FloatArray) -> list[float]:
    """Return the sums of the values before each place, one more than there are values."""
    return [0.0, *np.cumsum(values, dtype=np.float64).tolist()]


def tag_spans(tags: Sequence[str], path: IntArray, lengths: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return the spans (first token, token after the last, kind) of a BIO path; none crosses a sequence's border."""
    is_begin = np.asarray([tag[0] == "B" for tag in tags])
    is_inside = np.asarray([tag[0] == "I" for tag in tags])
    begins = np.flatnonzero(is_begin[path])
    borders = set(np.cumsum(np.asarray(lengths, np.int64)).tolist())
    spans = []
    total = len(path)
    for begin in begins.tolist():
        end = begin + 1
        inside = path[begin] + 1  # "I-x" follows "B-x" in the tag lists
        while end < total and end not in borders and path[end] == inside and is_inside[path[end]]:
            end += 1
        spans.append((begin, end, tags[path[begin]][2:]))
    return spans
