"""Write what LightGBM has learnt as the plain tables that ``onrecord._boosted_trees`` reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray


def tree_tables(boosters: lightgbm.Booster | Sequence[lightgbm.Booster], name: str) -> dict[str, NDArray[Any]]:
    """The trees as padded arrays, one row a tree.

    Args:
        boosters: one model, or several that count for their mean.
        name: what the names of the arrays begin with.
    """
    models = [boosters] if isinstance(boosters, lightgbm.Booster) else list(boosters)
    rows = []
    deepest = 0
    for model in models:
        for tree in model.dump_model()["tree_info"]:
            nodes: list[tuple[int, float, int, int, float]] = []
            deepest = max(deepest, _flatten(tree["tree_structure"], nodes, 0))
            rows.append(nodes)
    width = max(len(nodes) for nodes in rows)
    arrays: dict[str, NDArray[Any]] = {
        "feature": np.full((len(rows), width), -1, np.int16),
        "threshold": np.zeros((len(rows), width), np.float32),
        "left": np.zeros((len(rows), width), np.int16),
        "right": np.zeros((len(rows), width), np.int16),
        "value": np.zeros((len(rows), width), np.float32),
    }
    for number, nodes in enumerate(rows):
        for place, (feature, threshold, left, right, value) in enumerate(nodes):
            arrays["feature"][number, place] = feature
            arrays["threshold"][number, place] = threshold
            arrays["left"][number, place] = left
            arrays["right"][number, place] = right
            arrays["value"][number, place] = value / len(models)
    arrays["depth"] = np.array(deepest)
    return {f"{name}_{key}": value for key, value in arrays.items()}


def _flatten(node: dict[str, Any], nodes: list[tuple[int, float, int, int, float]], depth: int) -> int:
    place = len(nodes)
    if "leaf_value" in node and "split_feature" not in node:
        nodes.append((-1, 0.0, 0, 0, node["leaf_value"]))
        return depth
    nodes.append((0, 0.0, 0, 0, 0.0))
    # The comparison is made in single precision; the nearest such number keeps values on their side.
    threshold = float(np.float32(node["threshold"]))
    left = len(nodes)
    deep_left = _flatten(node["left_child"], nodes, depth + 1)
    right = len(nodes)
    deep_right = _flatten(node["right_child"], nodes, depth + 1)
    nodes[place] = (node["split_feature"], threshold, left, right, 0.0)
    return max(deep_left, deep_right)
