"""How likely a date is the day its page was published: boosted decision trees over the signs of the date.

``training/dates/own_dates.py`` makes ``own_dates.npz``; nothing is learnt or fetched at run time, and no code is read
from the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.dating._signs import SIGNS, Matrix

MODEL_FILE = "own_dates.npz"


@dataclass(frozen=True, slots=True)
class _Trees:
    """All nodes of all trees in flat arrays, so that all rows go down all trees in step."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    """A row goes to the second child where its value is above this; infinite at a leaf."""
    children: NDArray[np.int32]
    """Two places for each node; a leaf has itself, so that a row stays there."""
    value: NDArray[np.float32]
    """What a leaf adds to the log-odds."""
    depth: int


@cache
def _trees() -> _Trees:
    with files("onrecord.dating").joinpath(MODEL_FILE).open("rb") as stream:
        data = np.load(stream, allow_pickle=False)
        arrays = {name: data[name] for name in data.files}
    if str(arrays["signs"]) != "|".join(SIGNS):
        raise ValueError(f"{MODEL_FILE} was learnt from other signs: run training/dates/own_dates.py")
    return _Trees(
        arrays["roots"].astype(np.int32),
        arrays["feature"].astype(np.int32),
        arrays["threshold"].astype(np.float32),
        arrays["children"].astype(np.int32).ravel(),
        arrays["value"].astype(np.float32),
        int(arrays["depth"]),
    )


def chances(signs: Matrix) -> NDArray[np.float64]:
    """Return for each row of signs the chance (0 to 1) that the date is the day of publication."""
    if not len(signs):
        return np.zeros(0)
    trees = _trees()
    rows, columns = signs.shape
    values = np.ascontiguousarray(signs).ravel()
    row_start = (np.arange(rows, dtype=np.int32) * columns)[:, None]
    node = np.repeat(trees.roots[None, :], rows, axis=0)
    for _ in range(trees.depth):
        is_above = values.take(row_start + trees.feature.take(node)) > trees.threshold.take(node)
        node = trees.children.take(2 * node + is_above)
    log_odds = trees.value.take(node).sum(axis=1, dtype=np.float64)
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-log_odds))
    return found
