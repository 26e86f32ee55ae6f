"""Boosted decision trees, evaluated with numpy: what the small models of lines and of dates have in common.

Trees are learnt elsewhere (``training/boosted_trees.py`` writes their tables); nothing is learnt here, and no code is
read from a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TOGETHER = 4
"""Steps that all rows take; most paths end soon behind them, and only the others go on."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """All nodes of all trees in flat arrays, so that all rows go down all trees in step."""

    roots: NDArray[np.int32]
    """Place of each tree's root."""
    feature: NDArray[np.int32]
    """Column that a node asks for."""
    threshold: NDArray[np.float32]
    """A row goes to the second child where its value is above this; infinite at a leaf."""
    children: NDArray[np.int32]
    """Two places for each node; a leaf has itself, so that a row stays there."""
    value: NDArray[np.float32]
    """What a leaf adds to the log-odds."""
    depth: int
    """Steps from the root to the deepest leaf."""

    @classmethod
    def from_tables(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> BoostedTrees:
        """Read the tables of one model: one row a tree, one column a node; a leaf asks for column -1.

        Args:
            arrays: the arrays of a model file.
            name: the model's name, which the names of its arrays begin with.
        """
        feature = arrays[f"{name}_feature"].astype(np.int32)
        trees, nodes = feature.shape
        is_leaf = feature.ravel() < 0
        base = np.arange(trees, dtype=np.int32) * nodes
        here = np.arange(trees * nodes, dtype=np.int32)
        left = np.where(is_leaf, here, (arrays[f"{name}_left"].astype(np.int32) + base[:, None]).ravel())
        right = np.where(is_leaf, here, (arrays[f"{name}_right"].astype(np.int32) + base[:, None]).ravel())
        return cls(
            roots=base,
            feature=np.maximum(feature, 0).ravel(),
            threshold=np.where(is_leaf, np.inf, arrays[f"{name}_threshold"].ravel()).astype(np.float32),
            children=np.stack([left, right], axis=1).ravel().astype(np.int32),
            value=arrays[f"{name}_value"].astype(np.float32).ravel(),
            depth=int(arrays[f"{name}_depth"]),
        )

    def log_odds(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """Sum over all trees, for each row of the matrix."""
        total: NDArray[np.float64] = self._leaves(matrix).sum(axis=1, dtype=np.float64)
        return total

    def class_scores(self, matrix: NDArray[np.float32], classes: int) -> NDArray[np.float32]:
        """Sum over the trees of each class, for each row of the matrix; trees of the classes take turns."""
        leaves = self._leaves(matrix)
        total: NDArray[np.float32] = leaves.reshape(len(leaves), -1, classes).sum(axis=1)
        return total

    def _leaves(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        rows, columns = matrix.shape
        values = np.ascontiguousarray(matrix).ravel()
        start = np.repeat(np.arange(rows, dtype=np.int32) * columns, len(self.roots))
        node = np.tile(self.roots, rows)
        for _ in range(min(_TOGETHER, self.depth)):
            node = self._below(node, values, start)
        on = np.flatnonzero(self.threshold.take(node) < np.inf)
        here, start = node.take(on), start.take(on)
        for _ in range(_TOGETHER, self.depth):
            if not len(on):
                break
            here = self._below(here, values, start)
            node[on] = here
            left = np.flatnonzero(self.threshold.take(here) < np.inf)
            on, here, start = on.take(left), here.take(left), start.take(left)
        return self.value.take(node).reshape(rows, len(self.roots))

    def _below(
        self, node: NDArray[np.int32], values: NDArray[np.float32], start: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Return the nodes to which some rows go on, each from its node; ``start``: where the values of each begin."""
        is_above = values.take(start + self.feature.take(node)) > self.threshold.take(node)
        return self.children.take(2 * node + is_above)


def chance(log_odds: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """The chance (0 to 1) that log-odds stand for."""
    found: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-log_odds))).astype(np.float32)
    return found
