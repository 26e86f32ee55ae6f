"""How likely a date is the day its page was published: boosted decision trees over the signs of the date.

``training/dates/own_dates.py`` makes ``own_dates.npz``; nothing is learnt or fetched at run time, and no code is read
from the file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord._boosted_trees import BoostedTrees, chance
from onrecord.dating._signs import SIGNS, Matrix

MODEL_FILE = "own_dates.npz"
MODEL_NAME = "own_dates"


@cache
def _trees() -> BoostedTrees:
    with files("onrecord.dating").joinpath(MODEL_FILE).open("rb") as stream:
        data = np.load(stream, allow_pickle=False)
        arrays = {name: data[name] for name in data.files}
    if str(arrays["signs"]) != "|".join(SIGNS):
        raise ValueError(f"{MODEL_FILE} was learnt from other signs: run training/dates/own_dates.py")
    return BoostedTrees.from_tables(arrays, MODEL_NAME)


def chances(signs: Matrix) -> NDArray[np.float32]:
    """Return for each row of signs the chance (0 to 1) that the date is the day of publication."""
    if not len(signs):
        return np.zeros(0, dtype=np.float32)
    return chance(_trees().log_odds(signs))
