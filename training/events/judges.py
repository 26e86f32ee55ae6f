"""The judges: boosted trees over few plain numbers that say whether a casting, and whether a whole row, is right.

They are fitted on what the linear models and the reader said of documents that neither had seen (`train.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent))

from boosted_trees import tree_tables

from _events_scoring import date_right, sides_right
from onrecord._boosted_trees import BoostedTrees
from onrecord.events._deeds import Deeds, scores_of_units
from onrecord.events._find import Finder
from onrecord.events._judged import DEED_SIGNS, casting_signs
from onrecord.events._model import EventModel
from onrecord.events._reading import Reading
from onrecord.events._sides import castings

Row = Mapping[str, Any]
Tables = dict[str, np.ndarray[Any, Any]]

TREES = {"casting": 120, "whole": 200}
LEAVES = {"casting": 16, "whole": 8}
SETTINGS = {
    "objective": "binary", "learning_rate": 0.06, "min_data_in_leaf": 40, "lambda_l2": 5.0,
    "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "seed": 0, "deterministic": True,
    "force_row_wise": True, "num_threads": 1, "verbosity": -1,
}  # fmt: skip
OPTIONAL = 0.5
"""Weight of the castings of an optional row."""
_SHARE = DEED_SIGNS.index("share of type")


@dataclass(slots=True)
class Judged:
    """What one judge learns from."""

    signs: list[np.ndarray[Any, Any]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)

    def fit(self, name: str, without: int | None = None) -> Tables:
        """Fit the trees, without one fold where one is named; returns their tables."""
        used = [number for number, fold in enumerate(self.folds) if fold != without]
        rows = np.array([self.signs[number] for number in used], np.float32)
        right = np.array([self.right[number] for number in used], float)
        weights = np.array([self.weights[number] for number in used], float)
        data = lightgbm.Dataset(rows, right, weight=weights, free_raw_data=False)
        return tree_tables(lightgbm.train(SETTINGS | {"num_leaves": LEAVES[name]}, data, TREES[name]), name)


def rows_of(deeds: Deeds, reading: Reading, rows: Sequence[Row]) -> list[Row]:
    """Return the annotated rows whose words the deed touches, those that must be found first."""
    token = deeds.tree.tokens[reading.candidate.place]
    found = [row for row in rows if row["trigger"]["start"] < token.end and token.start < row["trigger"]["end"]]
    return sorted(found, key=lambda row: bool(row["optional"]))


def add_castings(
    judged: Judged, deeds: Deeds, model: EventModel, finder: Finder, rows: Sequence[Row], fold: int
) -> None:
    """Add the castings of the deeds of a document that somebody annotated."""
    for reading in finder.readings():
        touched = rows_of(deeds, reading, rows)
        if not touched:
            continue
        row = touched[0]
        sides = deeds.of_sides(reading.candidate, reading.event, reading.signs[_SHARE])
        [scores] = scores_of_units([sides], model)
        likely, signs = casting_signs(sides.units, scores, sides.setting)
        ways = castings(len(sides.units))
        for number, mine in zip(likely, signs, strict=True):
            actor, recipient = sides.countries(ways[number])
            judged.signs.append(mine)
            judged.right.append(sides_right(row, {"event": row["event"], "actor": actor, "recipient": recipient}))
            judged.weights.append(OPTIONAL if row["optional"] else 1.0)
            judged.folds.append(fold)


def add_rows(judged: Judged, deeds: Deeds, finder: Finder, rows: Sequence[Row], fold: int) -> None:
    """Add the deeds of a document; what the scoring leaves out (optional, told again, of one country) is left out."""
    readings = finder.readings()
    if not readings:
        return
    for reading, signs in zip(readings, finder.signs(readings), strict=True):
        touched = rows_of(deeds, reading, rows)
        if touched:
            if touched[0]["optional"]:
                continue
            right = is_right(touched[0], reading)
        else:
            if len({*reading.actor, *reading.recipient}) < 2 or any(is_told(row, reading) for row in rows):
                continue
            right = False
        judged.signs.append(signs)
        judged.right.append(right)
        judged.weights.append(1.0)
        judged.folds.append(fold)


def is_told(row: Row, reading: Reading) -> bool:
    """Whether type, status and sides of a row are those of a deed."""
    return (
        reading.event in (row["event"], *row["event_also"])
        and reading.status in (row["status"], *row["status_also"])
        and sides_right(row, {"actor": reading.actor, "recipient": reading.recipient})
    )


def is_right(row: Row, reading: Reading) -> bool:
    """Whether a deed is right as a whole."""
    return is_told(row, reading) and date_right(row["date"], reading.when.date, reading.when.enddate)


def with_trees(model: EventModel, *tables: Tables) -> EventModel:
    """Return a model with some judges."""
    trees = {}
    for arrays in tables:
        name = next(iter(arrays)).partition("_")[0]
        trees[name] = BoostedTrees.from_tables(arrays, name)
    return EventModel(model.words, model.layers, model.vectors, model.places, {**model.trees, **trees})


def fit_judges(
    documents: Sequence[tuple[Deeds, Sequence[Row], int, EventModel]], finder_of: Callable[[Deeds, EventModel], Finder]
) -> tuple[Tables, dict[int, tuple[Tables, Tables]]]:
    """Fit both judges on documents read out of fold.

    Args:
        documents: each with its annotated rows, its fold, and the model that was fitted without that fold.
        finder_of: makes the finder of a document.

    Returns:
        the tables of both, fitted on all; and those fitted without each fold.
    """
    castings, wholes = Judged(), Judged()
    for deeds, rows, fold, model in documents:
        add_castings(castings, deeds, model, finder_of(deeds, model), rows, fold)
    folds = sorted({fold for _, _, fold, _ in documents})
    of_castings = {fold: castings.fit("casting", fold) for fold in folds}
    for deeds, rows, fold, model in documents:
        add_rows(wholes, deeds, finder_of(deeds, with_trees(model, of_castings[fold])), rows, fold)
    apart = {fold: (of_castings[fold], wholes.fit("whole", fold)) for fold in folds}
    return castings.fit("casting") | wholes.fit("whole"), apart
